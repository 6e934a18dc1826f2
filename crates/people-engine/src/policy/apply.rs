//! From what a policy says to what holds.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use wazo_client::{Server, Trust};

use super::item::{Entry, Leaf, fault, leaves, wrong_type};
use super::{Rules, UpdateSource, keys};
use crate::api::{PolicyFault, PolicyFaultKind};

/// Settings are below this.
const SETTINGS: &str = "settings.";

/// Takes what is right, and says of the rest what is wrong with it.
pub(super) fn apply(entries: &[Entry], faults: Vec<PolicyFault>) -> Rules {
    let mut rules = Rules::default();
    rules.shown.faults = faults;
    let mut locked = BTreeSet::new();
    let (mut endpoint, mut key) = (None, None);
    for leaf in leaves(entries) {
        let taken = match leaf.path.as_str() {
            "server.address" => address(&leaf).map(|it| rules.shown.server = Some(it)),
            "server.domain" => domain(&leaf).map(|it| rules.shown.domain = Some(it)),
            "server.authority" => authority(&leaf).map(|it| rules.authority = Some(it)),
            "updates.endpoint" => web(&leaf).map(|it| endpoint = Some((it, leaf.at))),
            "updates.key" => public_key(&leaf).map(|it| key = Some((it, leaf.at))),
            "locked" => lock(&leaf, &mut locked, &mut rules.shown.faults),
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
    rules.shown.locked = locked.into_iter().map(str::to_owned).collect();
    rules
}

fn address(leaf: &Leaf<'_>) -> Result<String, PolicyFaultKind> {
    let text = leaf.item.text()?.trim();
    Server::parse(text).map_err(|_| PolicyFaultKind::BadValue)?;
    Ok(text.to_owned())
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

/// An address over TLS; a debug build takes one of this computer without, for tests.
fn web(leaf: &Leaf<'_>) -> Result<String, PolicyFaultKind> {
    let text = leaf.item.text()?.trim();
    let is_safe = text.starts_with("https://");
    let is_test = cfg!(debug_assertions) && text.starts_with("http://");
    if !(is_safe || is_test) || Server::parse(text).is_err() {
        return Err(PolicyFaultKind::BadValue);
    }
    Ok(text.to_owned())
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

fn lock(
    leaf: &Leaf<'_>,
    locked: &mut BTreeSet<&'static str>,
    faults: &mut Vec<PolicyFault>,
) -> Result<(), PolicyFaultKind> {
    for item in leaf.item.list()? {
        let path = match item.text() {
            Ok(path) => path,
            Err(why) => {
                faults.push(fault(item.at, Some(leaf.path.clone()), why));
                continue;
            }
        };
        let paths = match path {
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
            let path = Some(path.to_owned());
            faults.push(fault(item.at, path, PolicyFaultKind::UnknownKey));
        }
        locked.extend(paths);
    }
    Ok(())
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
