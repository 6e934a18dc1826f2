//! The frames: what a client may ask, and how the server puts things. One JSON object each.

use serde_json::{Map, Value, json};

use crate::bus::Published;

/// Which of the two shapes a client asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// No envelope around events, no answers once started.
    One,
    Two,
}

/// What a client asks.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Operation {
    /// To an event's name, or `*`.
    Subscribe(String),
    Start,
    Token(String),
    Ping(String),
}

impl Operation {
    /// `None` where the protocol is broken.
    pub(super) fn read(text: &str) -> Option<Self> {
        let frame: Map<String, Value> = serde_json::from_str(text).ok()?;
        let value = |name: &str| {
            let value = frame.get("data")?.as_object()?.get(name)?;
            value.as_str().map(str::to_owned)
        };
        match frame.get("op")?.as_str()? {
            "subscribe" => value("event_name").map(Operation::Subscribe),
            "start" => Some(Operation::Start),
            "token" => value("token").map(Operation::Token),
            "ping" => value("payload").map(Operation::Ping),
            _ => None,
        }
    }
}

impl Version {
    /// The parameter of the address; 1 without.
    ///
    /// # Errors
    /// The code to close with.
    pub(super) fn read(asked: Option<&str>) -> Result<Self, u16> {
        match asked.unwrap_or("1").parse::<i64>() {
            Ok(1) => Ok(Version::One),
            Ok(2) => Ok(Version::Two),
            Ok(_) => Err(4004),
            Err(_) => Err(1011),
        }
    }

    pub(super) fn number(self) -> u8 {
        match self {
            Version::One => 1,
            Version::Two => 2,
        }
    }

    pub(super) fn init(self) -> String {
        frame("init", &json!({"version": self.number()}))
    }

    pub(super) fn event(self, event: &Published) -> String {
        match self {
            Version::One => event.text.clone(),
            Version::Two => format!(r#"{{"op": "event", "code": 0, "data": {}}}"#, event.text),
        }
    }
}

/// An answer, or another frame of the server's.
pub(super) fn frame(op: &str, data: &Value) -> String {
    json!({"op": op, "code": 0, "data": data}).to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_operation_is_read() {
        assert_eq!(
            Operation::read(r#"{"op": "subscribe", "data": {"event_name": "*"}}"#),
            Some(Operation::Subscribe("*".to_owned()))
        );
        assert_eq!(
            Operation::read(r#"{"op": "start"}"#),
            Some(Operation::Start)
        );
        assert_eq!(
            Operation::read(r#"{"op": "ping", "data": {"payload": ""}}"#),
            Some(Operation::Ping(String::new()))
        );
    }

    #[test]
    fn what_is_no_operation_breaks_the_protocol() {
        for text in [
            "",
            "[]",
            "{}",
            r#"{"op": 1}"#,
            r#"{"op": "unsubscribe"}"#,
            r#"{"op": "subscribe"}"#,
            r#"{"op": "subscribe", "data": "x"}"#,
            r#"{"op": "ping", "data": {"payload": 1}}"#,
        ] {
            assert_eq!(Operation::read(text), None, "{text}");
        }
    }

    #[test]
    fn the_version_is_one_of_two() {
        assert_eq!(Version::read(None), Ok(Version::One));
        assert_eq!(Version::read(Some("2")), Ok(Version::Two));
        assert_eq!(Version::read(Some("9")), Err(4004));
        assert_eq!(Version::read(Some("two")), Err(1011));
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in ".*") {
            let _ = Operation::read(&text);
        }
    }
}
