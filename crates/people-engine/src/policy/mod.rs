//! What an administrator sets for this computer: presets, locks, a server and whom to trust.
//!
//! It is read once, at the start. What is wrong in it is refused by name and place, and the rest holds.

mod apply;
mod file;
mod item;
mod keys;
#[cfg(any(target_os = "macos", test))]
mod plist;
#[cfg(windows)]
mod registry;
mod sign_in;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::api::{Policy, PolicyFaultKind};
use crate::local::flat::Flat;
use item::{Entry, fault};

/// More than this is no policy.
const MOST_BYTES: u64 = 1 << 20;

/// Where the system keeps it.
#[cfg(target_os = "macos")]
const SYSTEM: &str = "/Library/Managed Preferences/community.people.desktop.plist";
#[cfg(not(any(windows, target_os = "macos")))]
const SYSTEM: &str = "/etc/people/policy.toml";

/// Where a policy is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PolicySource {
    /// The system's place: a file, the registry or a property list; where it has none, this file in TOML.
    System {
        /// For whoever keeps everything below one directory.
        or: Option<PathBuf>,
    },
    /// This file in TOML, which need not be there.
    File(PathBuf),
}

/// Where newer versions of the program come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateSource {
    /// An address over TLS.
    pub endpoint: String,
    /// The public key of minisign, base64.
    pub key: String,
}

/// What holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules {
    /// What front ends are told of it.
    pub(crate) shown: Policy,
    /// Settings of the first start, by path.
    pub(crate) presets: Flat,
    /// Authorities to trust beside the system's, PEM.
    pub(crate) authority: Option<String>,
    /// Where newer versions come from.
    pub(crate) updates: Option<UpdateSource>,
}

impl Rules {
    /// Reads the policy; without one nothing is set.
    pub(crate) fn read(source: &PolicySource) -> Self {
        let rules = match source {
            PolicySource::File(path) => of_file(path, of_text),
            PolicySource::System { or } => of_system().or_else(|| of_file(or.as_deref()?, of_text)),
        };
        let rules = rules.unwrap_or_default();
        for fault in &rules.shown.faults {
            tracing::warn!(
                key = fault.key,
                line = fault.line,
                why = ?fault.why,
                "refused in the policy"
            );
        }
        rules
    }

    /// Whether the person cannot change a setting.
    pub(crate) fn is_locked(&self, path: &str) -> bool {
        self.shown.locked.iter().any(|locked| locked == path)
    }
}

/// What a file in TOML would set, and what would be refused in it: for whoever writes one.
pub fn check_policy(bytes: &[u8]) -> Policy {
    of_text(bytes).shown
}

#[cfg(windows)]
fn of_system() -> Option<Rules> {
    match registry::read() {
        Ok(entries) => Some(apply::apply(&entries?, Vec::new())),
        Err(_) => Some(refused(PolicyFaultKind::Unreadable)),
    }
}

#[cfg(target_os = "macos")]
fn of_system() -> Option<Rules> {
    of_file(Path::new(SYSTEM), |bytes| {
        parsed(plist::parse(bytes).map(|entries| (entries, Vec::new())))
    })
}

#[cfg(not(any(windows, target_os = "macos")))]
fn of_system() -> Option<Rules> {
    of_file(Path::new(SYSTEM), of_text)
}

/// None where there is no file.
fn of_file(path: &Path, read: impl FnOnce(&[u8]) -> Rules) -> Option<Rules> {
    let mut bytes = Vec::new();
    let got = File::open(path).and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes));
    match got {
        Ok(_) if bytes.len() as u64 > MOST_BYTES => Some(refused(PolicyFaultKind::Syntax)),
        Ok(_) => Some(read(&bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(_) => Some(refused(PolicyFaultKind::Unreadable)),
    }
}

fn of_text(bytes: &[u8]) -> Rules {
    parsed(std::str::from_utf8(bytes).ok().map(file::parse))
}

fn parsed(read: Option<(Vec<Entry>, Vec<crate::api::PolicyFault>)>) -> Rules {
    match read {
        Some((entries, faults)) => apply::apply(&entries, faults),
        None => refused(PolicyFaultKind::Syntax),
    }
}

fn refused(why: PolicyFaultKind) -> Rules {
    let mut rules = Rules::default();
    rules.shown.faults.push(fault(None, None, why));
    rules
}
