//! What may not stand in a line, whoever wrote it.
//!
//! The types that hold secrets print `<redacted>` already. This is a second belt: it knows no secret, only what one looks like.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

/// What is looked for, and what is put in its place. In this order.
const RULES: [(&str, &str); 5] = [
    // "password": "…", password=…, Password(…), in JSON, in an address or as Rust prints it.
    (
        r#"(?i)((?:password|passwd|pwd|secret|authorization|cookie)\w*\\?"?\s*[:=(]\s*(?:some\()?)(?:\\?"(?:\\.|[^"\\])*\\?"|(?:(?:bearer|basic)\s+)?[^\s,;&)}\]"]+)"#,
        "${1}<redacted>",
    ),
    // Schemes of HTTP, wherever they stand.
    (
        r"(?i)\b(bearer|basic)\s+[A-Za-z0-9+/=._~-]{8,}",
        "${1} <redacted>",
    ),
    // A token by its name: X-Auth-Token: …, "refresh_token": "…", ?token=…, token(…), /token/….
    (
        r#"(?i)(token\w*[\s"'\\:=(/]{1,8}(?:some\("?)?)[0-9a-z][0-9a-z._~+=-]{7,}"#,
        "${1}<redacted>",
    ),
    // The local part of an e-mail address.
    (
        r"[\p{L}\p{N}._%+'-]+@([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)",
        "…@${1}",
    ),
    // A telephone number, but for its last two digits.
    (
        r"\+\d(?:[ .()-]{0,2}\d){3,}(?P<a>\d{2})|\b\d{5,}(?P<b>\d{2})\b",
        "…${a}${b}",
    ),
];

static COMPILED: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    RULES
        .iter()
        .filter_map(|(rule, place)| Some((Regex::new(rule).ok()?, *place)))
        .collect()
});

/// The text without tokens, passwords, telephone numbers and the local parts of e-mail addresses, as far as they can be told.
pub(crate) fn redact(text: &str) -> Cow<'_, str> {
    COMPILED
        .iter()
        .fold(Cow::Borrowed(text), |text, (rule, place)| {
            match rule.replace_all(&text, *place) {
                Cow::Borrowed(_) => text,
                Cow::Owned(redacted) => Cow::Owned(redacted),
            }
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TOKEN: &str = "b1a2c3d4-0001-4a2b-9c3d-0123456789ab";

    #[test]
    fn every_rule_is_one() {
        assert_eq!(COMPILED.len(), RULES.len());
    }

    #[test]
    fn a_token_is_known_by_what_stands_before_it() {
        for line in [
            format!("X-Auth-Token: {TOKEN}"),
            format!("x-auth-token=\"{TOKEN}\""),
            format!(r#"{{"token": "{TOKEN}"}}"#),
            format!(r#"{{\"refresh_token\":\"{TOKEN}\"}}"#),
            format!("GET /api/auth/0.1/token/{TOKEN} 404"),
            format!("wss://host/api/websocketd/?token={TOKEN}&version=2"),
            format!("Token(\"{TOKEN}\")"),
            format!("token: Some(\"{TOKEN}\")"),
            format!("Authorization: Bearer {TOKEN}"),
            format!("proxy said Bearer {TOKEN}"),
        ] {
            let redacted = redact(&line);
            assert!(!redacted.contains(TOKEN), "{redacted}");
            assert!(redacted.contains("<redacted>"), "{redacted}");
        }
    }

    #[test]
    fn a_password_is_known_by_its_field() {
        for line in [
            r#"{"username": "zoe", "password": "s3cr\"et one"}"#,
            r#"{\"password\":\"s3cr et one\"}"#,
            "password=s3cr",
            "Password(s3cr)",
            r#"SignIn { password: "s3cret one", stay: true }"#,
            r#"SignIn { password: Some("s3cret one") }"#,
            "Authorization: Basic czNjcmV0OnMzY3JldA==",
            "client_secret: s3cr",
        ] {
            let redacted = redact(line);
            assert!(
                !redacted.contains("s3cr")
                    && !redacted.contains("one")
                    && !redacted.contains("czNj"),
                "{redacted}"
            );
        }
    }

    #[test]
    fn of_numbers_and_addresses_enough_is_left_to_tell_two_apart() {
        assert_eq!(redact("dialled 0155512345"), "dialled …45");
        assert_eq!(redact("dialled +33 1 55 51 23 45 now"), "dialled …45 now");
        assert_eq!(redact("to zoé.lambert@wazo.example"), "to …@wazo.example");
    }

    #[test]
    fn what_tells_nothing_about_people_stays() {
        for line in [
            "2026-11-23T17:10:21.123456Z  WARN people_engine: the server is out of reach host=127.0.0.1:8443",
            "row 100000 of 100000, extension 1001, status 503",
            "user 5f9e1c2a-77aa-4c3b-8d11-aa22bb33cc44 is away",
            "the token was renewed",
            "the password is wrong",
        ] {
            assert_eq!(redact(line), line);
        }
    }

    proptest! {
        #[test]
        fn no_token_outlives_its_name(before in ".{0,20}", token in "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}") {
            let line = format!("{before} X-Auth-Token: {token}");
            prop_assert!(!redact(&line).contains(&token));
        }

        #[test]
        fn what_is_redacted_stays_as_it_is(line in r#"[a-z0-9@.:="+ ]{0,60}"#) {
            let once = redact(&line).into_owned();
            prop_assert_eq!(redact(&once), once.clone());
        }
    }
}
