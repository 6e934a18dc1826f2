//! One version, wherever it has to be written down.

use super::at;
use crate::tree::Source;

/// What each file has before the version, which a quotation mark ends. Where there are several, the newest stands first.
const PLACES: &[(&str, &str)] = &[
    ("package.json", "\"version\": \""),
    (
        "src-tauri/package/community.people.desktop.metainfo.xml",
        "<release version=\"",
    ),
];

/// Files that have another one than the crates.
pub fn check(sources: &[Source]) -> Vec<String> {
    let version = env!("CARGO_PKG_VERSION");
    PLACES
        .iter()
        .filter(|(path, before)| {
            at(sources, path).and_then(|source| first(&source.text, before)) != Some(version)
        })
        .map(|(path, _)| format!("{path}: is not of version {version}"))
        .collect()
}

fn first<'a>(text: &'a str, before: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    rest.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    fn tree(version: &str) -> Vec<Source> {
        PLACES
            .iter()
            .map(|(path, before)| source(path, &format!("{before}{version}\" {before}0.0.1\"")))
            .collect()
    }

    #[test]
    fn another_version_is_found() {
        assert_eq!(check(&tree(env!("CARGO_PKG_VERSION"))), [""; 0]);
        assert_eq!(check(&tree("99.0.0")).len(), PLACES.len());
        assert_eq!(check(&[]).len(), PLACES.len());
    }
}
