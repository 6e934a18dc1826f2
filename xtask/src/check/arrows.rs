//! Which crate may know which.

use serde_json::Value;

use crate::run::{self, Fault};

/// Each crate of the house, and the crates of the house that it may use.
const ARROWS: &[(&str, &[&str])] = &[
    ("people-core", &[]),
    ("wazo-client", &[]),
    ("wazo-sandbox", &[]),
    ("people-engine", &["people-core", "wazo-client"]),
    ("people-cli", &["people-core", "people-engine"]),
    ("people", &["people-core", "people-engine", "wazo-sandbox"]),
    ("bench", &["people-core", "people-engine", "wazo-sandbox"]),
    ("fuzz", &["people-core", "people-engine", "wazo-client"]),
    ("xtask", &[]),
];

/// What the rules of `people-core` must not see: a socket, a file, a clock, a window.
const NOT_PURE: &[&str] = &[
    "directories",
    "jiff",
    "keyring",
    "reqwest",
    "rusqlite",
    "tauri",
    "tempfile",
    "tokio",
];

/// A crate of the workspace and one of its dependencies.
#[derive(Debug)]
pub struct Arrow {
    from: String,
    to: String,
    /// Only its tests use it.
    tests_only: bool,
    optional: bool,
}

/// Every dependency of every crate of the workspace.
///
/// # Errors
///
/// When cargo does not answer.
pub fn read() -> Result<Vec<Arrow>, Fault> {
    let json =
        run::ask(run::cargo().args(["metadata", "--format-version=1", "--no-deps", "--offline"]))?;
    let metadata: Value = serde_json::from_str(&json)
        .map_err(|fault| Fault::Answer(format!("cargo metadata: {fault}")))?;
    Ok(list(&metadata["packages"])
        .flat_map(|package| {
            list(&package["dependencies"]).map(|dependency| Arrow {
                from: text(&package["name"]),
                to: text(&dependency["name"]),
                tests_only: dependency["kind"] == "dev",
                optional: dependency["optional"] == true,
            })
        })
        .collect())
}

/// The arrows that must not be.
pub fn check(arrows: &[Arrow]) -> Vec<String> {
    arrows.iter().filter_map(fault).collect()
}

fn fault(arrow: &Arrow) -> Option<String> {
    let Arrow { from, to, .. } = arrow;
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| name == from) else {
        return Some(format!(
            "{from}: a crate that `xtask/src/check/arrows.rs` does not know"
        ));
    };
    if from == "people-core" && !arrow.tests_only && NOT_PURE.contains(&to.as_str()) {
        return Some(format!("people-core is pure and must not use {to}"));
    }
    let of_the_house = ARROWS.iter().any(|(name, _)| name == to);
    // Tests of any crate may run against the stack, and so may the benches, which nobody is given.
    if !of_the_house
        || allowed.contains(&to.as_str())
            && (to != "wazo-sandbox" || arrow.optional || from == "bench")
        || arrow.tests_only && to == "wazo-sandbox"
    {
        return None;
    }
    Some(format!("{from} must not use {to}"))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrow(from: &str, to: &str) -> Arrow {
        Arrow {
            from: from.into(),
            to: to.into(),
            tests_only: false,
            optional: false,
        }
    }

    #[test]
    fn the_rules_know_nobody() {
        assert_eq!(check(&[arrow("people-core", "wazo-client")]).len(), 1);
        assert_eq!(check(&[arrow("people-core", "tokio")]).len(), 1);
        assert_eq!(check(&[arrow("people-core", "csv")]), [""; 0]);
    }

    #[test]
    fn the_stack_is_for_tests_and_behind_a_feature() {
        assert_eq!(check(&[arrow("people", "wazo-sandbox")]).len(), 1);
        let optional = Arrow {
            optional: true,
            ..arrow("people", "wazo-sandbox")
        };
        let of_tests = Arrow {
            tests_only: true,
            ..arrow("people-engine", "wazo-sandbox")
        };
        assert_eq!(check(&[optional, of_tests]), [""; 0]);
    }

    #[test]
    fn a_new_crate_has_to_be_placed() {
        assert_eq!(check(&[arrow("people-new", "serde")]).len(), 1);
    }
}
