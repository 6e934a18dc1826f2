//! From what a policy says to what holds.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use wazo_client::{Server, Trust};

use super::item::{Entry, Leaf, Place, fault, leaves, wrong_type};
use super::{Rules, UpdateSource, keys};
use crate::api::{PolicyFault, PolicyFaultKind};

/// Settings are below this.
const SETTINGS: &str = "settings.";

/// Takes what is right, and says of the rest what is wrong with it.
pub(super) fn apply(entries: &[Entry], faults: Vec<PolicyFault>) -> Rules {
    let mut rules = Rules::default();
    rules.shown.faults = faults;
    let mut locks = Vec::new();
    let (mut endpoint, mut key) = (None, None);
    for leaf in leaves(entries) {
        let taken = match leaf.path.as_str() {
            "server.address" => address(&leaf).map(|it| rules.shown.server = Some(it)),
            "server.domain" => domain(&leaf).map(|it| rules.shown.domain = Some(it)),
            "server.authority" => authority(&leaf).map(|it| rules.authority = Some(it)),
            "updates.endpoint" => web(&leaf).map(|it| endpoint = Some((it, leaf.at))),
            "updates.key" => public_key(&leaf).map(|it| key = Some((it, leaf.at))),
            "locked" => lock(&leaf, &mut locks, &mut rules.shown.faults),
            path => preset(path, &leaf).map(|(path, value)| {
                rules.presets.insert(path, value);
            }),
        };
        if let Err(why) = taken {
            let at = match why {
                PolicyFaultKind::UnknownKey => leaf.at,
                _ => leaf.item.at,
            };
            rules.shown.faults.push(fault(at, Some(leaf.path), why));
        }
    }
    rules.updates = match (endpoint, key) {
        (Some((endpoint, _)), Some((key, _))) => Some(UpdateSource { endpoint, key }),
        (None, None) => None,
        (Some((_, at)), None) | (None, Some((_, at))) => {
            // One is of no use without the other.
            let faults = &mut rules.shown.faults;
            faults.push(fault(at, Some("updates".into()), PolicyFaultKind::BadValue));
            None
        }
    };
    hold(&mut rules, locks);
    rules
}

fn address(leaf: &Leaf<'_>) -> Result<String, PolicyFaultKind> {
    let text = leaf.item.text()?.trim();
    let server = Server::parse(text).map_err(|_| PolicyFaultKind::BadValue)?;
    Ok(server.to_string())
}

fn domain(leaf: &Leaf<'_>) -> Result<String, PolicyFaultKind> {
    let text = leaf.item.text()?.trim();
    if text.is_empty() || text.contains(|c: char| c == '@' || c.is_whitespace() || c.is_control()) {
        return Err(PolicyFaultKind::BadValue);
    }
    Ok(text.to_owned())
}

fn authority(leaf: &Leaf<'_>) -> Result<String, PolicyFaultKind> {
    let path = Path::new(leaf.item.text()?);
    if !path.is_absolute() {
        return Err(PolicyFaultKind::BadValue);
    }
    let pem = fs::read_to_string(path).map_err(|_| PolicyFaultKind::BadFile)?;
    let trust = Trust::Ca(pem.clone());
    trust.check().map_err(|_| PolicyFaultKind::BadFile)?;
    Ok(pem)
}

fn web(leaf: &Leaf<'_>) -> Result<String, PolicyFaultKind> {
    let text = leaf.item.text()?.trim();
    if !is_update_address(text, cfg!(debug_assertions)) {
        return Err(PolicyFaultKind::BadValue);
    }
    Ok(text.to_owned())
}

/// Whether newer versions may come from there: over TLS, or, in a build for tests, from this computer.
fn is_update_address(text: &str, for_tests: bool) -> bool {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    let server = Server::parse(text);
    is_web && server.is_ok_and(|server| server.as_str().starts_with("https://") || for_tests)
}

fn public_key(leaf: &Leaf<'_>) -> Result<String, PolicyFaultKind> {
    const SHORTEST: usize = 40;
    let text = leaf.item.text()?.trim();
    let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
    if text.len() < SHORTEST || !text.bytes().all(is_base64) {
        return Err(PolicyFaultKind::BadValue);
    }
    Ok(text.to_owned())
}

/// What is to be locked, as it is written.
struct Lock {
    written: String,
    at: Option<Place>,
    paths: Vec<&'static str>,
}

fn lock(
    leaf: &Leaf<'_>,
    locks: &mut Vec<Lock>,
    faults: &mut Vec<PolicyFault>,
) -> Result<(), PolicyFaultKind> {
    for item in leaf.item.list()? {
        let written = match item.text() {
            Ok(written) => written.to_owned(),
            Err(why) => {
                faults.push(fault(item.at, Some(leaf.path.clone()), why));
                continue;
            }
        };
        let paths = match written.as_str() {
            "server" => vec!["server", "domain"],
            "server.address" => vec!["server"],
            "server.domain" => vec!["domain"],
            "settings" => keys::all(),
            path => path
                .strip_prefix(SETTINGS)
                .map(keys::below)
                .unwrap_or_default(),
        };
        if paths.is_empty() {
            faults.push(fault(item.at, Some(written), PolicyFaultKind::UnknownKey));
        } else {
            locks.push(Lock {
                written,
                at: item.at,
                paths,
            });
        }
    }
    Ok(())
}

/// Locks all that has a value. Settings always have one; with a server locked to nothing, nobody could sign in.
fn hold(rules: &mut Rules, locks: Vec<Lock>) {
    let mut locked = BTreeSet::new();
    for mut lock in locks {
        lock.paths.retain(|path| match *path {
            "server" => rules.shown.server.is_some(),
            "domain" => rules.shown.domain.is_some(),
            _ => true,
        });
        if lock.paths.is_empty() {
            let why = PolicyFaultKind::BadValue;
            let refused = fault(lock.at, Some(lock.written), why);
            rules.shown.faults.push(refused);
        }
        locked.extend(lock.paths);
    }
    rules.shown.locked = locked.into_iter().map(str::to_owned).collect();
}

fn preset(path: &str, leaf: &Leaf<'_>) -> Result<(String, serde_json::Value), PolicyFaultKind> {
    if matches!(path, "server" | "settings" | "updates") {
        return Err(wrong_type("table"));
    }
    let written = path.strip_prefix(SETTINGS);
    let found = written.and_then(keys::find);
    let Some((path, kind)) = found else {
        let is_group = written.is_some_and(|written| !keys::below(written).is_empty());
        return Err(if is_group {
            wrong_type("table")
        } else {
            PolicyFaultKind::UnknownKey
        });
    };
    Ok((path.to_owned(), keys::value(path, kind, leaf.item)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_come_over_tls_or_in_tests_from_this_computer() {
        for (address, for_tests, good) in [
            ("https://updates.example.com/{{target}}", false, true),
            ("http://127.0.0.1:8080/latest.json", false, false),
            ("http://127.0.0.1:8080/latest.json", true, true),
            ("http://updates.example.com/", true, false),
            ("updates.example.com", true, false),
            ("ftp://updates.example.com/", true, false),
        ] {
            assert_eq!(is_update_address(address, for_tests), good, "{address}");
        }
    }
}
