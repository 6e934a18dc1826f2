//! Every sentence is there in every language.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::tree::Source;

const FOLDER: &str = "ui/src/messages/";

/// Sentences, or places in them, that one language has and another lacks.
pub fn check(sources: &[Source]) -> Vec<String> {
    let mut findings = Vec::new();
    let mut languages = BTreeMap::new();
    for source in sources.iter().filter(|source| is_language(&source.path)) {
        match serde_json::from_str::<Value>(&source.text) {
            Ok(sentences) => {
                languages.insert(source.path.as_str(), places(&sentences));
            }
            Err(fault) => findings.push(format!("{}: {fault}", source.path)),
        }
    }
    if languages.len() < 2 {
        findings.push(format!("{FOLDER}: fewer than two languages"));
    }
    let Some((first, expected)) = languages.pop_first() else {
        return findings;
    };
    for (path, found) in languages {
        let keys: BTreeSet<_> = expected.keys().chain(found.keys()).collect();
        findings.extend(keys.into_iter().filter_map(|key| {
            match (expected.get(key), found.get(key)) {
                (Some(_), None) => Some(format!("{path}: lacks `{key}`")),
                (None, Some(_)) => Some(format!("{first}: lacks `{key}`")),
                (Some(here), Some(there)) if here != there => {
                    Some(format!("{path}: `{key}` has other places than in {first}"))
                }
                _ => None,
            }
        }));
    }
    findings
}

fn is_language(path: &str) -> bool {
    path.strip_prefix(FOLDER)
        .is_some_and(|name| name.ends_with(".json") && !name.contains('/'))
}

/// Each sentence's name, with the places (`{count}`) in it. A sentence with variants (of number, say) may use a place in some.
fn places(sentences: &Value) -> BTreeMap<String, BTreeSet<String>> {
    sentences
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(key, _)| !key.starts_with('$'))
        .map(|(key, value)| (key.clone(), of(value)))
        .collect()
}

fn of(value: &Value) -> BTreeSet<String> {
    match value {
        Value::String(text) => text
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}'))
            .map(|(place, _)| place.trim().to_owned())
            .collect(),
        Value::Array(variants) => variants.iter().flat_map(of).collect(),
        Value::Object(parts) => parts.get("match").map(match_texts).unwrap_or_default(),
        _ => BTreeSet::new(),
    }
}

fn match_texts(value: &Value) -> BTreeSet<String> {
    value
        .as_object()
        .into_iter()
        .flat_map(|texts| texts.values())
        .flat_map(of)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    fn compare(en: &str, fr: &str) -> Vec<String> {
        check(&[
            source("ui/src/messages/en.json", en),
            source("ui/src/messages/fr.json", fr),
        ])
    }

    #[test]
    fn equal_languages_are_fine() {
        assert_eq!(
            compare(
                r#"{"found": "{count} people"}"#,
                r#"{"found": "{count} personnes"}"#
            ),
            [""; 0]
        );
    }

    #[test]
    fn a_missing_sentence_is_found() {
        assert_eq!(compare(r#"{"a": "A", "b": "B"}"#, r#"{"a": "A"}"#).len(), 1);
        assert_eq!(compare(r#"{"a": "A"}"#, r#"{"a": "A", "b": "B"}"#).len(), 1);
    }

    #[test]
    fn a_missing_place_is_found() {
        assert_eq!(
            compare(
                r#"{"found": "{count} people"}"#,
                r#"{"found": "des personnes"}"#
            )
            .len(),
            1
        );
    }

    #[test]
    fn variants_count_together() {
        let en = r#"{"found": [{"match": {"count=one": "one person", "count=other": "{count} people"}}]}"#;
        assert_eq!(compare(en, r#"{"found": "{count} personnes"}"#), [""; 0]);
    }
}
