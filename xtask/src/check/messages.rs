//! Every sentence is there in every language, with the same places in it and in each form that the language has for a number.

use std::collections::{BTreeMap, BTreeSet};

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use serde_json::Value;

use crate::tree::Source;

const FOLDER: &str = "ui/src/messages/";

/// The language that the others are held against.
const FIRST: &str = "en";

/// Numbers up to which every form that people use comes up. French has one more for whole millions, which the usual one stands
/// for.
const NUMBERS: std::ops::RangeInclusive<u32> = 0..=1000;

/// What a language lacks of English, or has and English has not.
pub fn check(sources: &[Source]) -> Vec<String> {
    let mut findings = Vec::new();
    let mut languages = BTreeMap::new();
    for source in sources {
        let Some(tag) = language(&source.path) else {
            continue;
        };
        match Language::read(tag, &source.text) {
            Ok(language) => {
                languages.insert(tag, language);
            }
            Err(fault) => findings.push(format!("{}: {fault}", source.path)),
        }
    }
    let Some(first) = languages.get(FIRST) else {
        findings.push(format!("{FOLDER}{FIRST}.json: is not there"));
        return findings;
    };
    for (tag, language) in &languages {
        let found = language.against(first);
        findings.extend(found.map(|finding| format!("{FOLDER}{tag}.json: {finding}")));
    }
    findings
}

fn language(path: &str) -> Option<&str> {
    path.strip_prefix(FOLDER)?
        .strip_suffix(".json")
        .filter(|name| !name.contains('/'))
}

/// The messages of a language by their names.
struct Language {
    messages: BTreeMap<String, Message>,
    /// The forms that it has for numbers without a fraction. The usual form counts where nothing else does.
    forms: BTreeSet<&'static str>,
}

impl Language {
    fn read(tag: &str, text: &str) -> Result<Self, String> {
        let sentences: BTreeMap<String, Value> =
            serde_json::from_str(text).map_err(|fault| fault.to_string())?;
        Ok(Self {
            messages: sentences
                .iter()
                .filter(|(key, _)| !key.starts_with('$'))
                .map(|(key, value)| (key.clone(), Message::read(value)))
                .collect(),
            forms: forms(tag)?,
        })
    }

    fn against<'a>(&'a self, first: &'a Self) -> impl Iterator<Item = String> + 'a {
        let missing = first
            .messages
            .keys()
            .filter(|key| !self.messages.contains_key(*key))
            .map(|key| format!("lacks `{key}`"));
        let wrong = self.messages.iter().flat_map(|(key, message)| {
            let finding = match first.messages.get(key) {
                None => vec!["is unknown to English".into()],
                Some(english) => self.faults(message, english),
            };
            finding
                .into_iter()
                .map(move |fault| format!("`{key}` {fault}"))
        });
        missing.chain(wrong)
    }

    fn faults(&self, message: &Message, english: &Message) -> Vec<String> {
        let mut faults = Vec::new();
        if message.places != english.places {
            faults.push(format!(
                "has the places {:?}, English has {:?}",
                message.places, english.places
            ));
        }
        let counts = english.forms.is_some() && self.forms.len() > 1;
        match &message.forms {
            None if counts => faults.push(format!("needs the forms {:?}", self.forms)),
            None => {}
            Some(there) => {
                let lacks = self.forms.iter().filter(|form| !there.contains(**form));
                faults.extend(lacks.map(|form| format!("lacks the form `{form}`")));
                let known = |form: &&String| self.forms.contains(form.as_str());
                let never = there.iter().filter(|form| !known(form));
                faults.extend(
                    never.map(|form| format!("has the form `{form}`, which is never used")),
                );
            }
        }
        faults
    }
}

/// The usual form, and those beside it.
fn forms(tag: &str) -> Result<BTreeSet<&'static str>, String> {
    let locale: Locale = tag.parse().map_err(|_| "is named like no language")?;
    let rules = PluralRules::try_new_cardinal(locale.into()).map_err(|fault| fault.to_string())?;
    Ok(NUMBERS
        .map(|number| match rules.category_for(number) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => USUAL,
        })
        .chain([USUAL])
        .collect())
}

/// How the file writes the form that stands for all that have none of their own.
const USUAL: &str = "*";

struct Message {
    /// What is put into it.
    places: BTreeSet<String>,
    /// The forms by number that it is written in.
    forms: Option<BTreeSet<String>>,
}

impl Message {
    fn read(value: &Value) -> Self {
        let Some(variants) = value.as_array() else {
            return Self {
                places: places(value.as_str().unwrap_or_default()).collect(),
                forms: None,
            };
        };
        let sources: BTreeMap<_, _> = variants.iter().flat_map(sources).collect();
        let counted: BTreeSet<_> = variants.iter().flat_map(counted).collect();
        let (conditions, texts): (Vec<_>, Vec<_>) = variants.iter().flat_map(texts).unzip();
        let used = texts.into_iter().flat_map(places);
        let inputs = used.map(|place| {
            sources
                .get(place.as_str())
                .map_or(place.clone(), |it| (*it).into())
        });
        let forms = conditions
            .iter()
            .flat_map(|condition| condition.split(','))
            .filter_map(|condition| condition.trim().split_once('='))
            .filter(|(name, _)| counted.contains(name))
            .map(|(_, form)| form.to_owned());
        Self {
            places: inputs.collect(),
            forms: (!counted.is_empty()).then(|| forms.collect()),
        }
    }
}

/// `Call {name}` has the place `name`.
fn places(text: &str) -> impl Iterator<Item = String> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(place, _)| place.trim().to_owned())
}

/// `local shown = count: number` is made from `count`.
fn sources(variant: &Value) -> Vec<(&str, &str)> {
    declarations(variant)
        .filter_map(|(name, source)| Some((name, source.split(':').next()?.trim())))
        .collect()
}

/// `local plural = count: plural` chooses by number.
fn counted(variant: &Value) -> Vec<&str> {
    declarations(variant)
        .filter(|(_, source)| source.ends_with(": plural"))
        .map(|(name, _)| name)
        .collect()
}

fn declarations(variant: &Value) -> impl Iterator<Item = (&str, &str)> {
    variant["declarations"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|declaration| {
            declaration
                .as_str()?
                .strip_prefix("local ")?
                .split_once(" = ")
        })
}

/// Each text, after the conditions under which it is said.
fn texts(variant: &Value) -> Vec<(&str, &str)> {
    variant["match"]
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(condition, text)| Some((condition.as_str(), text.as_str()?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    fn compare(en: &str, tag: &str, other: &str) -> Vec<String> {
        check(&[
            source("ui/src/messages/en.json", en),
            source(&format!("ui/src/messages/{tag}.json"), other),
        ])
    }

    fn counting(forms: &[&str]) -> String {
        let forms: Vec<_> = forms
            .iter()
            .map(|form| format!(r#""plural={form}": "{{shown}} x""#))
            .collect();
        format!(
            r#"{{"found": [{{"declarations": ["input count", "local shown = count: number", "local plural = count: plural"],
                "selectors": ["plural"], "match": {{{}}}}}]}}"#,
            forms.join(", ")
        )
    }

    #[test]
    fn equal_languages_are_fine() {
        let (en, fr) = (
            r#"{"found": "{count} people"}"#,
            r#"{"found": "{count} personnes"}"#,
        );
        assert_eq!(compare(en, "fr", fr), [""; 0]);
    }

    #[test]
    fn a_missing_sentence_and_an_unknown_one_are_found() {
        let (both, one) = (r#"{"a": "A", "b": "B"}"#, r#"{"a": "A"}"#);
        assert_eq!(
            compare(both, "fr", one),
            ["ui/src/messages/fr.json: lacks `b`"]
        );
        assert_eq!(
            compare(one, "fr", both),
            ["ui/src/messages/fr.json: `b` is unknown to English"]
        );
    }

    #[test]
    fn a_missing_place_is_found() {
        let (en, fr) = (
            r#"{"found": "{count} people"}"#,
            r#"{"found": "des personnes"}"#,
        );
        assert_eq!(compare(en, "fr", fr).len(), 1);
    }

    #[test]
    fn the_forms_of_a_number_are_those_of_the_language() {
        let en = counting(&["one", "*"]);
        assert_eq!(compare(&en, "fr", &en), [""; 0]);
        assert_eq!(compare(&en, "ja", &counting(&["*"])), [""; 0]);
        assert_eq!(
            compare(&en, "pl", &counting(&["one", "few", "many", "*"])),
            [""; 0]
        );
        assert_eq!(
            compare(&en, "pl", &counting(&["one", "many", "*"])),
            ["ui/src/messages/pl.json: `found` lacks the form `few`"]
        );
        assert_eq!(
            compare(&en, "fr", &counting(&["one", "two", "*"])),
            ["ui/src/messages/fr.json: `found` has the form `two`, which is never used"]
        );
    }

    #[test]
    fn a_sentence_that_counts_in_english_counts_everywhere() {
        let (en, plain) = (counting(&["one", "*"]), r#"{"found": "{count} x"}"#);
        assert_eq!(compare(&en, "fr", plain).len(), 1);
        assert_eq!(compare(&en, "ja", plain), [""; 0]);
    }

    #[test]
    fn a_file_that_is_named_like_no_language_is_found() {
        assert_eq!(compare("{}", "not a language", "{}").len(), 1);
    }

    #[test]
    fn english_has_to_be_there() {
        assert_eq!(check(&[source("ui/src/messages/fr.json", "{}")]).len(), 1);
    }
}
