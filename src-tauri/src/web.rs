//! Addresses of web pages that other people wrote, or that were put together from a template.

use url::Url;

/// The address as the browser is to get it; nothing when it is not one of the web. It is read by the rules of browsers, so
/// that none is opened as something else than it was taken for.
pub(crate) fn address(text: &str) -> Option<String> {
    let address = Url::parse(text).ok()?;
    let is_web = matches!(address.scheme(), "http" | "https") && address.has_host();
    // Before an @, a name can stand that is taken for the server: `https://bank.example@evil.example`.
    let names_only_its_server = address.username().is_empty() && address.password().is_none();
    (is_web && names_only_its_server).then(|| address.into())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::address;

    #[test]
    fn an_address_of_the_web_is_opened() {
        for (text, opened) in [
            ("https://acme.example", "https://acme.example/"),
            (
                "http://crm.acme.example:8080/find?n=%2B49176&x=a b#top",
                "http://crm.acme.example:8080/find?n=%2B49176&x=a%20b#top",
            ),
            ("HTTPS://Acme.Example/Zoé", "https://acme.example/Zo%C3%A9"),
            ("https://[::1]/", "https://[::1]/"),
        ] {
            assert_eq!(address(text).as_deref(), Some(opened), "{text}");
        }
    }

    #[test]
    fn nothing_else_is_opened() {
        for text in [
            "",
            "acme.example",
            "//acme.example",
            "https:",
            "http://",
            "https://a b.example/",
            "https://acme.example:99999/",
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "  javascript://acme.example/%0aalert(1)",
            "data:text/html,<script>alert(1)</script>",
            "file:///etc/passwd",
            "FILE://localhost/etc/passwd",
            "ftp://acme.example/",
            "smb://acme.example/share",
            "ssh://acme.example/",
            "tel:+49176",
            "mailto:bob@acme.example",
            "steam://run/1",
            "x-https://acme.example/",
            "https://bank.example@evil.example/",
            "https://user:secret@acme.example/",
            "--new-window",
            "/usr/bin/xterm",
        ] {
            assert_eq!(address(text), None, "{text:?}");
        }
    }

    #[test]
    fn what_is_opened_has_no_space_and_no_second_meaning() {
        assert_eq!(
            address(" ht\ntps://acme.example/a\tb\r\n--x ").as_deref(),
            Some("https://acme.example/ab--x")
        );
        assert_eq!(
            address(r"https:\\evil.example\@bank.example").as_deref(),
            Some("https://evil.example/@bank.example")
        );
    }

    proptest! {
        #[test]
        fn only_the_web_is_ever_opened(text in "(https?|file|javascript|.{0,3}):?/{0,3}.*") {
            if let Some(opened) = address(&text) {
                prop_assert!(opened.starts_with("https://") || opened.starts_with("http://"));
                prop_assert!(opened.chars().all(|c| c.is_ascii_graphic()));
            }
        }
    }
}
