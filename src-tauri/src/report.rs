//! What a person sends along when they ask for help: plain text, in the same order every time, and nothing about people.

use std::fmt::Write;

use people_engine::api::{Connection, Policy, Settings};
use serde::Serialize;
use serde_json::Value;

use crate::log::redaction::{redact, without_hosts};
use crate::versions::Versions;

/// What a report tells of.
pub(crate) struct Report {
    /// What works together.
    pub(crate) versions: Versions,
    /// How it stands with the server; absent before a sign-in.
    pub(crate) connection: Option<Connection>,
    /// What the administrator set.
    pub(crate) policy: Policy,
    /// What the person chose.
    pub(crate) settings: Settings,
    /// The last warnings and errors.
    pub(crate) log: Vec<String>,
}

impl Report {
    /// All of it as text, a line for each fact.
    pub(crate) fn text(&self) -> String {
        let mut lines = Lines::default();
        let Versions {
            program,
            system,
            desktop,
            web_view,
            server,
        } = &self.versions;
        lines.add("program", program);
        lines.add("system", system);
        lines.add("desktop", desktop.as_deref().unwrap_or("-"));
        lines.add("web view", web_view);
        let version = server.as_ref().and_then(|server| server.version.as_deref());
        lines.add("server", version.unwrap_or("-"));
        lines.add("connection", &kind(&self.connection));
        lines.tree("policy", &policy(&self.policy));
        lines.tree("settings", &settings(&self.settings));
        let mut text = redact(&lines.0);
        for line in &self.log {
            text.push_str(&without_hosts(line));
            text.push('\n');
        }
        text
    }
}

/// The policy without the names of servers.
fn policy(policy: &Policy) -> Value {
    let mut policy = value(policy);
    conceal(&mut policy, "/server");
    conceal(&mut policy, "/domain");
    policy
}

/// The settings without the address of the page about callers, which may hold anything.
fn settings(settings: &Settings) -> Value {
    let mut settings = value(settings);
    conceal(&mut settings, "/calls/callerPage");
    settings
}

/// Whether something is there is told, and not what.
fn conceal(whole: &mut Value, pointer: &str) {
    if let Some(place) = whole.pointer_mut(pointer) {
        let there = place.as_str().is_some_and(|text| !text.is_empty());
        *place = Value::from(if there { "set" } else { "-" });
    }
}

fn value(of: &impl Serialize) -> Value {
    serde_json::to_value(of).unwrap_or_default()
}

fn kind(of: &impl Serialize) -> String {
    let value = value(of);
    value["kind"].as_str().unwrap_or("-").to_owned()
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    fn add(&mut self, key: &str, value: &str) {
        // Writing to a string cannot fail.
        let _written = writeln!(self.0, "{key}: {value}");
    }

    /// A line for each leaf, under its path, sorted.
    fn tree(&mut self, path: &str, value: &Value) {
        match value {
            Value::Object(fields) => {
                let mut fields: Vec<_> = fields.iter().collect();
                fields.sort_by_key(|(key, _)| key.as_str());
                for (key, value) in fields {
                    self.tree(&format!("{path}.{key}"), value);
                }
            }
            Value::Array(items) if !items.is_empty() => {
                for (index, value) in items.iter().enumerate() {
                    self.tree(&format!("{path}.{index}"), value);
                }
            }
            Value::String(text) => self.add(path, text),
            Value::Null | Value::Array(_) => self.add(path, "-"),
            leaf => self.add(path, &leaf.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use people_engine::api::{CallSettings, PolicyFault, PolicyFaultKind, ServerFacts};

    use super::*;

    fn report() -> Report {
        Report {
            versions: Versions {
                program: "1.2.3".into(),
                system: "Debian 13 x86_64".into(),
                desktop: Some("GNOME, wayland".into()),
                web_view: "2.50.1".into(),
                server: Some(ServerFacts {
                    host: "pbx.wazo.example".into(),
                    version: Some("26.08".into()),
                }),
            },
            connection: Some(Connection::Behind { since: None }),
            policy: Policy {
                server: Some("pbx.wazo.example".into()),
                locked: vec!["theme".into()],
                faults: vec![PolicyFault {
                    line: Some(3),
                    column: Some(1),
                    key: Some("settings.colour".into()),
                    why: PolicyFaultKind::UnknownKey,
                }],
                ..Policy::default()
            },
            settings: Settings {
                calls: CallSettings {
                    caller_page: "https://crm.wazo.example/?key=hidden&n={number}".into(),
                    ..CallSettings::default()
                },
                ..Settings::default()
            },
            log: vec![
                "2026-11-23T08:00:00Z  WARN people_engine: dialled 0155512345".into(),
                "2026-11-23T08:00:01Z  WARN people_engine: out of reach host=pbx.wazo.example:443"
                    .into(),
            ],
        }
    }

    #[test]
    fn a_report_tells_each_fact_in_a_line() {
        insta::assert_snapshot!(report().text());
    }

    #[test]
    fn a_report_before_a_sign_in_tells_what_there_is() {
        let text = Report {
            versions: Versions {
                desktop: None,
                server: None,
                ..report().versions
            },
            connection: None,
            policy: Policy::default(),
            log: Vec::new(),
            ..report()
        }
        .text();
        for line in [
            "desktop: -",
            "server: -",
            "connection: -",
            "policy.faults: -",
        ] {
            assert!(text.lines().any(|there| there == line), "{line}\n{text}");
        }
    }

    #[test]
    fn no_report_names_a_server_a_page_or_a_number() {
        let text = report().text();
        for secret in ["pbx", "crm", "hidden", "0155512345"] {
            assert!(!text.contains(secret), "{secret}\n{text}");
        }
    }
}
