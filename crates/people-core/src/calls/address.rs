//! The address of a page about a caller.

/// What is wrong with the template of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressFault {
    /// Neither `https://` nor `http://` and a host.
    #[error("no web address")]
    NotWeb,
    /// A word in braces that is none of `number`, `name` and `uuid`, or a brace without its other.
    #[error("an unknown word in braces")]
    UnknownWord,
}

/// Whether a template can be filled.
///
/// # Errors
///
/// See [`AddressFault`].
pub fn check(template: &str) -> Result<(), AddressFault> {
    fill(template, None, None, None).map(drop)
}

/// The template with each of `{number}`, `{name}` and `{uuid}` replaced, percent-encoded, so that a value
/// can neither end its place in the address nor begin another. A value that is not known leaves nothing.
///
/// # Errors
///
/// See [`AddressFault`]. A word in braces where the host stands is none that may be replaced.
pub fn fill(
    template: &str,
    number: Option<&str>,
    name: Option<&str>,
    uuid: Option<&str>,
) -> Result<String, AddressFault> {
    let template = template.trim();
    let host = host(template)?;
    if host.contains(['{', '}']) {
        return Err(AddressFault::UnknownWord);
    }
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(open) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(open);
        filled.push_str(before);
        let end = from.find('}').ok_or(AddressFault::UnknownWord)?;
        let value = match from.get(..=end) {
            Some("{number}") => number,
            Some("{name}") => name,
            Some("{uuid}") => uuid,
            _ => return Err(AddressFault::UnknownWord),
        };
        encode(value.unwrap_or_default(), &mut filled);
        rest = from.get(end + 1..).unwrap_or_default();
    }
    filled.push_str(rest);
    Ok(filled)
}

/// The host, with user and port, of a web address.
fn host(template: &str) -> Result<&str, AddressFault> {
    let (scheme, rest) = template.split_once("://").ok_or(AddressFault::NotWeb)?;
    let web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let spaced = template.contains(|c: char| c.is_whitespace() || c.is_control());
    let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    if !web || spaced || host.is_empty() {
        return Err(AddressFault::NotWeb);
    }
    Ok(host)
}

/// Leaves what RFC 3986 calls unreserved.
fn encode(value: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 0xf] {
                out.push(char::from(HEX[usize::from(digit)]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn filled(template: &str) -> Result<String, AddressFault> {
        fill(template, Some("+49 176"), Some("Zoé & Söhne/?#"), None)
    }

    #[test]
    fn values_stand_in_the_address_percent_encoded() {
        assert_eq!(
            filled("https://crm.example/find?tel={number}&q={name}&u={uuid}#x"),
            Ok("https://crm.example/find?tel=%2B49%20176&q=Zo%C3%A9%20%26%20S%C3%B6hne%2F%3F%23&u=#x".into())
        );
        assert_eq!(
            filled(" HTTP://crm.example/{number}{number} "),
            Ok("HTTP://crm.example/%2B49%20176%2B49%20176".into())
        );
    }

    #[test]
    fn only_web_addresses_are_opened() {
        for template in [
            "",
            "crm.example/{number}",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://",
            "https:///x",
            "tel:{number}",
            "https://a b/",
            "https://x/\n{name}",
        ] {
            assert_eq!(filled(template), Err(AddressFault::NotWeb), "{template}");
        }
    }

    #[test]
    fn a_caller_does_not_choose_the_host() {
        for template in [
            "https://{name}/",
            "https://{name}.example/",
            "https://x@{number}?",
        ] {
            assert_eq!(
                filled(template),
                Err(AddressFault::UnknownWord),
                "{template}"
            );
        }
    }

    #[test]
    fn an_unknown_word_is_said_to_be_one() {
        for template in [
            "https://x/{phone}",
            "https://x/{",
            "https://x/}",
            "https://x/{number",
            "https://x/{{name}}",
        ] {
            assert_eq!(
                check(template),
                Err(AddressFault::UnknownWord),
                "{template}"
            );
        }
        assert_eq!(check("https://x/{number}"), Ok(()));
    }

    proptest! {
        #[test]
        fn a_value_stays_in_its_place(value in any::<String>()) {
            let filled = fill("https://x/{name}/end", None, Some(&value), None).unwrap();
            let inner = filled.strip_prefix("https://x/").unwrap().strip_suffix("/end").unwrap();
            prop_assert!(inner.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~%".contains(&b)));
        }

        #[test]
        fn no_template_breaks_it(template in any::<String>()) {
            let _ = filled(&template);
        }
    }
}
