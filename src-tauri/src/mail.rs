//! `mailto:` links (RFC 6068).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What may stand in an address as it is: the unreserved characters, and the one that divides it.
const ADDRESS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'@');

/// The link that opens a letter to `address`; nothing when it has not the shape of an address. No header can be added through
/// it: what would end the address (`?`, `&`, a line break) is encoded or refused.
pub(crate) fn to(address: &str) -> Option<String> {
    let address = address.trim();
    let (local, domain) = address.rsplit_once('@')?;
    let clean = |part: &str| {
        !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c.is_control())
    };
    (clean(local) && clean(domain) && !domain.contains(','))
        .then(|| format!("mailto:{}", utf8_percent_encode(address, ADDRESS)))
}

#[cfg(test)]
mod tests {
    use super::to;
    use proptest::prelude::*;

    #[test]
    fn an_address_becomes_a_link() {
        assert_eq!(
            to(" bob@acme.example ").as_deref(),
            Some("mailto:bob@acme.example")
        );
    }

    #[test]
    fn no_header_can_be_added() {
        assert_eq!(
            to("bob@acme.example?cc=eve@acme.example&body=x").as_deref(),
            Some("mailto:bob@acme.example%3Fcc%3Deve@acme.example%26body%3Dx")
        );
    }

    #[test]
    fn letters_beyond_ascii_are_encoded() {
        assert_eq!(
            to("zoé@acme.example").as_deref(),
            Some("mailto:zo%C3%A9@acme.example")
        );
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "bob",
            "@acme.example",
            "bob@",
            "a b@acme.example",
            "bob@a\r\nBcc: x",
            "a@b,c@d,e",
        ] {
            assert_eq!(to(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_link_has_nothing_but_an_address(text in ".*") {
            if let Some(link) = to(&text) {
                let address = link.strip_prefix("mailto:").unwrap();
                prop_assert!(address.chars().all(|c| c.is_ascii_alphanumeric() || "-._~@%".contains(c)));
            }
        }
    }
}
