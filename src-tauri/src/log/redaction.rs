//! What may not stand in a line, whoever wrote it.
//!
//! The types that hold secrets print `<redacted>` already. This is a second belt: it knows no secret, only what one looks like.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

/// What is looked for, and what is put in its place. In this order.
const SECRETS: [(&str, &str); 5] = [
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
    // Who asks, in an address, and what for.
    (
        r#"\b([a-z]{2,6}://)(?:[^\s/@"]*@)?([^\s/?#"]*)(/[^\s?#")]*)?(?:\?[^\s")]*)?"#,
        "${1}${2}${3}",
    ),
    // The local part of an e-mail address.
    (
        r"[\p{L}\p{N}._%+'-]+@([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)",
        "…@${1}",
    ),
];

/// What names a computer.
const PLACES: [(&str, &str); 3] = [
    (r#"\b([a-z]{2,6}://)[^\s"')]+"#, "${1}…"),
    (r"\b\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\b", "…"),
    (r"(?i)\b(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?::\d{1,5})?\b", "…"),
];

/// Digits as people and programs group them.
const DIGITS: &str = r"[+(]?\d(?:[ \u{a0}\u{202f}./()-]{0,2}\d)*";

/// Fewer digits are an extension, a count or a year.
const NUMBER: usize = 7;

static RULES: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| compiled(&SECRETS));
static HOSTS: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| compiled(&PLACES));
static NUMBERS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(DIGITS).ok());
static NO_NUMBERS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?:\d{4}-\d{2}-\d{2}\b|\d{1,3}(?:\.\d{1,3}){3}$)").ok());

fn compiled(rules: &[(&str, &'static str)]) -> Vec<(Regex, &'static str)> {
    let rules = rules.iter();
    rules
        .filter_map(|(rule, place)| Some((Regex::new(rule).ok()?, *place)))
        .collect()
}

/// The text without tokens, passwords, telephone numbers, what was asked for in addresses, and the local parts of e-mail
/// addresses, as far as they can be told.
pub(crate) fn redact(text: &str) -> String {
    without_numbers(&replaced(text, &RULES))
}

/// The text without the names of computers either.
pub(crate) fn without_hosts(text: &str) -> String {
    replaced(&redact(text), &HOSTS).into_owned()
}

fn replaced<'a>(text: &'a str, rules: &[(Regex, &str)]) -> Cow<'a, str> {
    rules
        .iter()
        .fold(Cow::Borrowed(text), |text, (rule, place)| {
            match rule.replace_all(&text, *place) {
                Cow::Borrowed(_) => text,
                Cow::Owned(redacted) => Cow::Owned(redacted),
            }
        })
}

/// Of telephone numbers the last two digits stay: enough to tell two apart.
fn without_numbers(text: &str) -> String {
    let Some(numbers) = &*NUMBERS else {
        return text.to_owned();
    };
    let mut redacted = String::with_capacity(text.len());
    let mut end = 0;
    for found in numbers.find_iter(text) {
        redacted.push_str(&text[end..found.start()]);
        end = found.end();
        let digits: Vec<char> = found.as_str().chars().filter(|c| c.is_numeric()).collect();
        let is_word = text[..found.start()]
            .ends_with(|before: char| before.is_alphanumeric() || "_-".contains(before))
            || text[end..].starts_with(|after: char| after.is_alphanumeric() || after == '_');
        let is_other = NO_NUMBERS
            .as_ref()
            .is_some_and(|other| other.is_match(found.as_str()));
        match digits.as_slice() {
            [.., first, last] if digits.len() >= NUMBER && !is_word && !is_other => {
                redacted.extend(['…', *first, *last]);
            }
            _ => redacted.push_str(found.as_str()),
        }
    }
    redacted.push_str(&text[end..]);
    redacted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TOKEN: &str = "b1a2c3d4-0001-4a2b-9c3d-0123456789ab";

    #[test]
    fn every_rule_is_one() {
        assert_eq!(RULES.len(), SECRETS.len());
        assert_eq!(HOSTS.len(), PLACES.len());
        assert!(NUMBERS.is_some() && NO_NUMBERS.is_some());
    }

    #[test]
    fn a_token_is_known_by_what_stands_before_it() {
        for line in [
            format!("X-Auth-Token: {TOKEN}"),
            format!("x-auth-token=\"{TOKEN}\""),
            format!(r#"{{"token": "{TOKEN}"}}"#),
            format!(r#"{{\"refresh_token\":\"{TOKEN}\"}}"#),
            format!("GET /api/auth/0.1/token/{TOKEN} 404"),
            format!("GET /api/websocketd/?token={TOKEN}&version=2"),
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
        for number in [
            "0155512345",
            "+33 1 55 51 23 45",
            "01 55 51 23 45",
            "01.55.51.23.45",
            "(514) 555-0145",
            "555-0145",
            "+1\u{202f}514\u{202f}555\u{202f}0145",
        ] {
            let line = format!("dialled {number} now");
            assert_eq!(redact(&line), "dialled …45 now", "{number}");
        }
        assert_eq!(redact("dialled ０１５５５１２３４５"), "dialled …４５");
        assert_eq!(redact("to zoé.lambert@wazo.example"), "to …@wazo.example");
    }

    #[test]
    fn an_address_tells_where_and_not_who_or_what_for() {
        assert_eq!(
            redact("asked (https://zoe:pw@updates.wazo.example:8443/latest.json?key=hidden&n=1)"),
            "asked (https://updates.wazo.example:8443/latest.json)"
        );
    }

    #[test]
    fn a_report_names_no_computer() {
        for line in [
            "out of reach host=pbx.wazo.example",
            "sent for url (https://pbx.wazo.example:8443/api/auth)",
            "no way to 192.168.100.200:443",
        ] {
            let redacted = without_hosts(line);
            assert!(
                !redacted.contains("pbx") && !redacted.contains("192"),
                "{redacted}"
            );
        }
        let rest =
            "2026-11-23T17:10:21.123456Z  WARN people_engine::session: version 1.2.3 refused";
        assert_eq!(without_hosts(rest), rest);
    }

    #[test]
    fn what_tells_nothing_about_people_stays() {
        for line in [
            "2026-11-23T17:10:21.123456Z  WARN people_engine: the server is out of reach host=127.0.0.1:8443",
            "row 100000 of 100000, extension 1001, status 503",
            "no way to 192.168.100.200 in version 10.11.12",
            "since 2026-11-23 17:10:21",
            "user 5f9e1c2a-7700-4000-8000-aa22bb33cc44 is away",
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
            let once = redact(&line);
            prop_assert_eq!(redact(&once), once.clone());
        }
    }
}
