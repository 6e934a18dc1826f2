//! Compares an answer with its recording, ids, times, tokens and order aside.
//!
//! Ids and tokens are not ignored but bound: the first time a recorded one is met it stands for what the sandbox
//! answered, and from then on it has to be that one, in requests too.

use std::collections::HashMap;

use serde_json::Value;

/// What each recorded id and token is in this run.
#[derive(Debug, Default)]
pub struct Bindings(HashMap<String, String>);

impl Bindings {
    pub fn bind(&mut self, recorded: &str, actual: &str) {
        self.0.insert(recorded.to_owned(), actual.to_owned());
    }

    /// The text with every bound id and token in place of the recorded one.
    pub fn apply(&self, text: &str) -> String {
        self.0
            .iter()
            .fold(text.to_owned(), |text, (recorded, actual)| {
                if text.contains(recorded.as_str()) {
                    text.replace(recorded, actual)
                } else {
                    text
                }
            })
    }

    fn apply_to(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.apply(text)),
            Value::Array(items) => items.iter().map(|item| self.apply_to(item)).collect(),
            Value::Object(fields) => fields
                .iter()
                .map(|(name, field)| (name.clone(), self.apply_to(field)))
                .collect(),
            other => other.clone(),
        }
    }
}

/// Fields whose text is the laboratory's own: an address in memory, and a client that never was connected.
const IGNORED: [&str; 2] = ["original_error", "connected"];

/// Lists that come in no order.
const UNORDERED: [&str; 3] = ["results", "items", "acl"];

/// The first difference, as a path and what is there; `Ok` binds what is new.
pub fn compare(recorded: &Value, actual: &Value, bindings: &mut Bindings) -> Result<(), String> {
    at("", recorded, actual, bindings)
}

fn at(path: &str, recorded: &Value, actual: &Value, bindings: &mut Bindings) -> Result<(), String> {
    let differs = || Err(format!("{path}: recorded {recorded}, answered {actual}"));
    match (recorded, actual) {
        (Value::Object(left), Value::Object(right)) => {
            let names = |fields: &serde_json::Map<String, Value>| {
                let mut names: Vec<String> =
                    fields.keys().map(|name| bindings.apply(name)).collect();
                names.sort();
                names
            };
            if names(left) != names(right) {
                return differs();
            }
            for (name, value) in left {
                if IGNORED.contains(&name.as_str()) {
                    continue;
                }
                let path = format!("{path}/{name}");
                match (name.as_str(), value, &right[name]) {
                    ("timestamp", Value::Number(_), Value::Number(_)) => {}
                    ("timestamp", Value::Array(left), Value::Array(right))
                        if left.len() == right.len() => {}
                    (name, Value::Array(left), Value::Array(right))
                        if UNORDERED.contains(&name) =>
                    {
                        unordered(&path, left, right, bindings)?;
                    }
                    (_, left, right) => at(&path, left, right, bindings)?,
                }
            }
            Ok(())
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => left
            .iter()
            .zip(right)
            .enumerate()
            .try_for_each(|(index, (left, right))| {
                at(&format!("{path}/{index}"), left, right, bindings)
            }),
        (Value::String(left), Value::String(right)) => {
            text(left, right, bindings).or_else(|()| differs())
        }
        _ if recorded == actual => Ok(()),
        _ => differs(),
    }
}

fn unordered(
    path: &str,
    left: &[Value],
    right: &[Value],
    bindings: &mut Bindings,
) -> Result<(), String> {
    if left.len() != right.len() {
        return Err(format!(
            "{path}: {} recorded, {} answered",
            left.len(),
            right.len()
        ));
    }
    let left: Vec<Value> = left.iter().map(|item| bindings.apply_to(item)).collect();
    let (left, right) = (sorted(left.iter()), sorted(right.iter()));
    left.into_iter()
        .zip(right)
        .enumerate()
        .try_for_each(|(index, (left, right))| {
            at(&format!("{path}/{index}"), left, right, bindings)
        })
}

fn sorted<'a>(items: impl Iterator<Item = &'a Value>) -> Vec<&'a Value> {
    let mut items: Vec<&Value> = items.collect();
    items.sort_by_cached_key(|item| {
        let mut item = (*item).clone();
        if let Value::Object(fields) = &mut item {
            fields.retain(|name, _| !IGNORED.contains(&name.as_str()));
        }
        masked(&item.to_string())
    });
    items
}

fn text(recorded: &str, actual: &str, bindings: &mut Bindings) -> Result<(), ()> {
    if bindings.apply(recorded) == actual
        || (is_time(recorded) && masked_digits(recorded) == masked_digits(actual))
    {
        return Ok(());
    }
    let is_new = !bindings.0.contains_key(recorded);
    if is_new && is_uuid(actual) && (is_uuid(recorded) || recorded.starts_with("TOKEN-")) {
        bindings.bind(recorded, actual);
        return Ok(());
    }
    Err(())
}

/// Text with every id put aside, so that rows can be sorted and compared.
pub fn masked(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        match rest.get(..36) {
            Some(start) if is_uuid(start) => {
                masked.push_str("<id>");
                rest = &rest[36..];
            }
            _ => {
                masked.push(character);
                rest = &rest[character.len_utf8()..];
            }
        }
    }
    masked
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// A date with a time, or a call's id, which is a time too.
fn is_time(text: &str) -> bool {
    let is_call = text.split_once('.').is_some_and(|(left, right)| {
        left.len() == 10
            && [left, right]
                .iter()
                .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    });
    is_call || masked_digits(text).starts_with("0-0-0T0:0:0")
}

fn masked_digits(text: &str) -> String {
    let mut masked = String::new();
    for character in text.chars() {
        match character {
            '0'..='9' if masked.ends_with('0') => {}
            '0'..='9' => masked.push('0'),
            other => masked.push(other),
        }
    }
    masked
}
