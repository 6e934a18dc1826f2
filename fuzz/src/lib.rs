//! What the fuzz targets share: seeds, and the edits that a fuzzer makes to them.
//!
//! A target is a test of `tests/`, and goes through [`over`]. `cargo test -p fuzz` runs each for a short while with random
//! edits and with every input that ever broke it (`tests/__fuzz__/`). `cargo xtask fuzz` runs them under libFuzzer, which
//! looks what each input reaches in the code, for as long as wanted.

use std::collections::BTreeMap;
use std::panic::RefUnwindSafe;

use bolero::{BorrowedInput, ByteSliceGenerator, DefaultEngine, TestTarget, TypeGenerator};

/// A target as [`bolero::check!`] makes it.
pub type Target = TestTarget<ByteSliceGenerator, DefaultEngine, BorrowedInput>;

/// Gives `read` what a fuzzer makes of seeds. Under libFuzzer it does not return: a test calls it once.
pub fn over(target: Target, seeds: &[Vec<u8>], read: impl Fn(&[u8]) + RefUnwindSafe) {
    target
        .with_type::<(u16, Vec<Edit>)>()
        .for_each(|(which, edits)| read(&edited(seeds, *which, edits)));
}

/// One edit of a seed. Positions wrap around the text's length.
#[derive(Clone, Debug, TypeGenerator)]
pub enum Edit {
    /// Puts bytes in.
    Insert {
        /// Where.
        at: u32,
        /// What.
        bytes: Vec<u8>,
    },
    /// Takes bytes out.
    Remove {
        /// From where.
        at: u32,
        /// How many.
        count: u8,
    },
    /// Writes one byte over another.
    Replace {
        /// Where.
        at: u32,
        /// What.
        byte: u8,
    },
    /// Replaces the JSON token at a place by another: the change that a reader is least ready for.
    Token {
        /// Where.
        at: u32,
        /// Which token.
        which: u8,
    },
    /// Cuts the rest off.
    Cut {
        /// Where.
        at: u32,
    },
}

const TOKENS: [&str; 12] = [
    "null",
    "true",
    "-1",
    "1e400",
    "\"\"",
    "[]",
    "{}",
    "[null]",
    "\"\\ud800\"",
    "18446744073709551616",
    "{\"id\":1}",
    "\"\\u0000\"",
];

/// The seed at `which`, with the edits in order.
fn edited(seeds: &[Vec<u8>], which: u16, edits: &[Edit]) -> Vec<u8> {
    let mut text = seeds
        .get(usize::from(which) % seeds.len().max(1))
        .cloned()
        .unwrap_or_default();
    for edit in edits {
        apply(&mut text, edit);
    }
    text
}

fn apply(text: &mut Vec<u8>, edit: &Edit) {
    let place = |at: u32| at as usize % (text.len() + 1);
    match edit {
        Edit::Insert { at, bytes } => {
            let at = place(*at);
            text.splice(at..at, bytes.iter().copied());
        }
        Edit::Remove { at, count } => {
            let at = place(*at);
            let end = (at + usize::from(*count)).min(text.len());
            text.drain(at..end);
        }
        Edit::Replace { at, byte } => {
            let at = place(*at);
            if let Some(old) = text.get_mut(at) {
                *old = *byte;
            }
        }
        Edit::Token { at, which } => {
            let start = place(*at);
            let start = text[start..]
                .iter()
                .position(|byte| matches!(byte, b':' | b'[' | b','))
                .map_or(start, |found| start + found + 1);
            let end = text[start..]
                .iter()
                .position(|byte| matches!(byte, b',' | b']' | b'}'))
                .map_or(text.len(), |found| start + found);
            let token = TOKENS[usize::from(*which) % TOKENS.len()];
            text.splice(start..end, token.bytes());
        }
        Edit::Cut { at } => text.truncate(place(*at)),
    }
}

/// The bodies that recorded services answered with.
///
/// # Panics
///
/// When the recordings are not where they belong.
#[allow(
    clippy::expect_used,
    reason = "without recordings there is nothing to fuzz"
)]
pub fn recorded(service: &str) -> Vec<Vec<u8>> {
    let path = format!(
        "{}/../tests/recordings/{service}.jsonl",
        env!("CARGO_MANIFEST_DIR")
    );
    let lines = std::fs::read_to_string(path).expect("recordings of the service");
    let bodies: Vec<_> = lines
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|line| match &line["response"] {
            answer if answer["text"].is_string() => {
                answer["text"].as_str().map(|text| text.as_bytes().to_vec())
            }
            answer if !answer["json"].is_null() => Some(answer["json"].to_string().into_bytes()),
            _ => None,
        })
        .collect();
    assert!(!bodies.is_empty(), "no body is recorded for {service}");
    bodies
}

/// The frames in which the events of the recorded calls arrive, one of each kind of every call.
///
/// # Panics
///
/// When the recordings are not where they belong.
#[allow(
    clippy::expect_used,
    reason = "without recordings there is nothing to fuzz"
)]
pub fn frames() -> Vec<Vec<u8>> {
    let calls = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/recordings/calls");
    let mut paths: Vec<_> = std::fs::read_dir(calls)
        .expect("recordings of calls")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    let mut frames = Vec::new();
    for path in paths {
        let steps = std::fs::read_to_string(path).expect("recording of the call");
        let events: BTreeMap<String, serde_json::Value> = steps
            .lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
            .filter(|step| step["kind"] == "event")
            .map(|step| (step["event"]["name"].to_string(), step["event"].clone()))
            .collect();
        frames.extend(events.into_values().map(|event| {
            let frame = serde_json::json!({"op": "event", "code": 0, "data": event});
            frame.to_string().into_bytes()
        }));
    }
    assert!(!frames.is_empty(), "no event in the recordings");
    frames
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_lands_where_a_value_stands() {
        let seeds = vec![br#"{"a":1,"b":2}"#.to_vec()];
        let text = edited(
            &seeds,
            0,
            &[Edit::Token { at: 3, which: 0 }, Edit::Cut { at: 9 }],
        );
        assert_eq!(String::from_utf8_lossy(&text), r#"{"a":null"#);
    }
}
