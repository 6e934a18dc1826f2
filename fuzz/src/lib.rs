//! What the fuzz targets share: seeds, and the edits that a fuzzer makes to them.
//!
//! `cargo test -p fuzz` runs each target for a short while with random edits and with every input that ever broke one
//! (`tests/__fuzz__/`). `cargo bolero test -p fuzz TARGET` runs one under libFuzzer for as long as wanted.

use bolero::TypeGenerator;

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

/// What a fuzzer makes of seeds: the one at `which`, with the edits in order.
pub fn edited(seeds: &[Vec<u8>], which: u16, edits: &[Edit]) -> Vec<u8> {
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

/// The frames in which the events of a recorded call arrive.
///
/// # Panics
///
/// When the recordings are not where they belong.
#[allow(
    clippy::expect_used,
    reason = "without recordings there is nothing to fuzz"
)]
pub fn frames(scenario: &str) -> Vec<Vec<u8>> {
    let path = format!(
        "{}/../tests/recordings/calls/{scenario}.jsonl",
        env!("CARGO_MANIFEST_DIR")
    );
    let steps = std::fs::read_to_string(path).expect("recording of the call");
    let frames: Vec<_> = steps
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|step| step["kind"] == "event")
        .map(|step| serde_json::json!({"op": "event", "code": 0, "data": step["event"]}))
        .map(|frame| frame.to_string().into_bytes())
        .collect();
    assert!(!frames.is_empty(), "no event in the recording");
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
