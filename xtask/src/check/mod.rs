//! The invariants of the tree that no compiler holds.

mod arrows;
mod csp;
mod directions;
mod lengths;
mod machine;
mod messages;
mod page;
mod security;
mod version;

use crate::run::{self, Fault};
use crate::tree::{self, Source};
use crate::{bindings, icons};

/// Checks everything and tells each finding.
///
/// # Errors
///
/// When something is found, or cannot be looked at.
pub fn run() -> Result<(), Fault> {
    let findings = findings()?;
    for finding in &findings {
        println!("{finding}");
    }
    if findings.is_empty() {
        run::run(&mut bindings::compare())
    } else {
        Err(Fault::Findings(findings.len()))
    }
}

fn findings() -> Result<Vec<String>, Fault> {
    let sources = tree::sources()?;
    let mut findings = arrows::check(&arrows::read()?);
    for check in [
        lengths::check,
        page::check,
        machine::check,
        messages::check,
        directions::check,
        csp::check,
        version::check,
        security::check,
    ] {
        findings.extend(check(&sources));
    }
    findings.extend(icons::check()?);
    Ok(findings)
}

/// The file at `path`.
fn at<'a>(sources: &'a [Source], path: &str) -> Option<&'a Source> {
    sources.iter().find(|source| source.path == path)
}

#[cfg(test)]
fn source(path: &str, text: &str) -> Source {
    Source {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}
