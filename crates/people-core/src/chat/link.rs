//! Web addresses in a text.

use std::ops::Range;

/// Where web addresses (`http://…`, `https://…`) stand in a text, in UTF-16 units. What ends a sentence does
/// not belong to an address, nor does a bracket that was opened before it.
pub fn links(text: &str) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    let (mut byte, mut unit) = (0, 0);
    for Range { start, end } in addresses(text) {
        let mut units_to = |to: usize| {
            unit += text[byte..to].encode_utf16().count();
            byte = to;
            u32::try_from(unit).unwrap_or(u32::MAX)
        };
        found.push((units_to(start), units_to(end)));
    }
    found
}

fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("://").map(|at| from + at) {
        let after = at + "://".len();
        let word = text[after..]
            .find(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"'))
            .map_or(text.len(), |end| after + end);
        if let Some(start) = scheme(&text[from..at]).map(|start| from + start) {
            let end = after + trimmed(&text[after..word]).len();
            let begins = text[after..end].chars().next();
            if begins.is_some_and(|c| c.is_alphanumeric() || c == '[') {
                found.push(start..end);
            }
        }
        from = word;
    }
    found
}

/// Where the scheme begins that a text ends with, if it is one of the web's.
fn scheme(text: &str) -> Option<usize> {
    ["https", "http"].into_iter().find_map(|scheme| {
        let start = text.len().checked_sub(scheme.len())?;
        let is_it = text.get(start..)?.eq_ignore_ascii_case(scheme);
        let stands_alone = !text[..start].ends_with(char::is_alphanumeric);
        (is_it && stands_alone).then_some(start)
    })
}

/// The rest of an address without what belongs to the sentence around it.
fn trimmed(rest: &str) -> &str {
    let mut rest = rest;
    while let Some(last) = rest.chars().next_back() {
        let belongs = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '»' | '”' | '’' | '…' => false,
            ')' => is_balanced(rest, '(', ')'),
            ']' => is_balanced(rest, '[', ']'),
            '}' => is_balanced(rest, '{', '}'),
            _ => true,
        };
        if belongs {
            break;
        }
        rest = &rest[..rest.len() - last.len_utf8()];
    }
    rest
}

fn is_balanced(text: &str, opening: char, closing: char) -> bool {
    text.matches(opening).count() >= text.matches(closing).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str) -> Vec<String> {
        let units: Vec<u16> = text.encode_utf16().collect();
        links(text)
            .into_iter()
            .map(|(start, end)| String::from_utf16(&units[start as usize..end as usize]).unwrap())
            .collect()
    }

    #[test]
    fn an_address_ends_where_a_reader_would_say() {
        for (text, addresses) in [
            (
                "see https://a.example/x?y=1#z.",
                vec!["https://a.example/x?y=1#z"],
            ),
            ("(http://a.example/)", vec!["http://a.example/"]),
            (
                "https://a.example/b_(c), d",
                vec!["https://a.example/b_(c)"],
            ),
            ("<https://a.example>", vec!["https://a.example"]),
            ("HTTPS://A.example", vec!["HTTPS://A.example"]),
            ("http://[::1]:8080/", vec!["http://[::1]:8080/"]),
            (
                "« http://é.example/à », “http://b.example”",
                vec!["http://é.example/à", "http://b.example"],
            ),
            (
                "http://a.example http://b.example",
                vec!["http://a.example", "http://b.example"],
            ),
            ("😀 https://a.example 😀", vec!["https://a.example"]),
        ] {
            assert_eq!(found(text), addresses, "{text}");
        }
    }

    #[test]
    fn what_is_no_web_address_is_left_alone() {
        for text in [
            "",
            "a.example",
            "http://",
            "http://.",
            "xhttp://a.example",
            "file:///etc",
            "javascript://a",
            "://a",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn addresses_stand_in_the_text_one_after_the_other(text in "(\\PC|https?://|[a-z.()]){0,40}") {
            let mut last = 0;
            let units = u32::try_from(text.encode_utf16().count()).unwrap();
            for (start, end) in links(&text) {
                prop_assert!(last <= start && start < end && end <= units);
                last = end;
            }
            for address in found(&text) {
                prop_assert!(address.to_ascii_lowercase().starts_with("http"));
                prop_assert!(!address.contains(char::is_whitespace));
            }
        }
    }
}
