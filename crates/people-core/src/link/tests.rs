use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::prelude::*;

use super::*;

fn number(text: &str) -> Result<String, LinkFault> {
    parse(text).map(|link| link.number)
}

fn no_number(text: &str) -> LinkFault {
    LinkFault::NotANumber { text: text.into() }
}

#[test]
fn a_link_of_rfc_3966_is_dialled() {
    for (text, dialled, shown) in [
        ("tel:+1-201-555-0123", "+12015550123", "+1-201-555-0123"),
        ("tel:7042;phone-context=example.com", "7042", "7042"),
        (
            "tel:+1-212-555-0101;isub=1411;npdi;rn=+1-202-544",
            "+12125550101",
            "+1-212-555-0101",
        ),
        ("TEL:+1(201)555.0123", "+12015550123", "+1(201)555.0123"),
    ] {
        let link = parse(text).unwrap();
        assert_eq!(
            (link.number.as_str(), link.shown.as_str()),
            (dialled, shown),
            "{text}"
        );
        assert!(link.plain, "{text}");
    }
}

#[test]
fn a_link_is_read_however_browsers_and_programs_write_it() {
    for (text, dialled) in [
        ("tel:%2B33%201%2023%2045%2067%2089", "+33123456789"),
        ("tel:+33%20(0)1%C2%A023%2045%2067%2089", "+33123456789"),
        ("tel://+15145551234", "+15145551234"),
        ("tel:///15145551234/", "15145551234"),
        ("  tel: 1002 ", "1002"),
        ("tel:1002?call", "1002"),
        ("tel:+49/176/123456", "+49176123456"),
        ("tel:\u{202a}+33\u{a0}1 23\u{202c}", "+33123"),
        ("tel:٠١٢٣", "0123"),
        ("<tel:1002>", "1002"),
        ("callto:+15145551234", "+15145551234"),
        ("callto://+1%20514%20555%201234/", "+15145551234"),
        ("CallTo:tel:+15145551234", "+15145551234"),
        ("callto://sip:1002@pbx.example", "1002"),
        ("callto:1002@pbx.example", "1002"),
        (
            "sip:+15145551234@gateway.example;user=phone",
            "+15145551234",
        ),
        (
            "sips:1002@pbx.example:5061;transport=tls?subject=x@y",
            "1002",
        ),
        ("sip://1002@pbx.example/", "1002"),
        ("sip:1002", "1002"),
        ("sip:%2B1514@pbx.example", "+1514"),
    ] {
        assert_eq!(number(text).as_deref(), Ok(dialled), "{text}");
    }
}

#[test]
fn what_is_no_link_or_names_nobody_is_refused() {
    for (text, fault) in [
        ("", LinkFault::NotALink),
        ("1002", LinkFault::NotALink),
        ("mailto:ann@acme.example", LinkFault::NotALink),
        ("https://tel:1002", LinkFault::NotALink),
        ("--hidden", LinkFault::NotALink),
        ("tel:tel:1002", no_number("tel:1002")),
        ("tel:", LinkFault::NoNumber),
        ("tel:+", LinkFault::NoNumber),
        ("tel:;ext=12", LinkFault::NoNumber),
        ("sip:@pbx.example", LinkFault::NoNumber),
        ("sip:192.0.2.5", LinkFault::NoNumber),
        ("sip:alice@pbx.example", no_number("alice")),
        ("callto:live%3Aann", no_number("live:ann")),
        ("tel:1-800-FLOWERS", no_number("1-800-FLOWERS")),
        ("tel:+1%zz", no_number("+1%zz")),
        ("tel:+1%ff", LinkFault::Malformed),
        ("tel:+1555%0d%0a5", LinkFault::Malformed),
        ("tel:+1555\u{0}5", LinkFault::Malformed),
    ] {
        assert_eq!(number(text), Err(fault), "{text}");
    }
}

#[test]
fn a_link_or_a_number_of_hostile_length_is_refused() {
    let long = |count: usize| format!("tel:{}", "1".repeat(count));
    assert!(parse(&long(LONGEST_NUMBER)).is_ok());
    assert_eq!(parse(&long(LONGEST_NUMBER + 1)), Err(LinkFault::TooLong));
    assert_eq!(parse(&long(100_000)), Err(LinkFault::TooLong));
    let spread = parse(&format!("tel:1{}2", "-".repeat(900))).unwrap();
    assert_eq!(
        (spread.number.as_str(), spread.shown.as_str()),
        ("12", "12")
    );
    let LinkFault::NotANumber { text } = parse(&format!("sip:{}@a", "é".repeat(400))).unwrap_err()
    else {
        panic!("a name is no number");
    };
    assert_eq!(text.chars().count(), LONGEST_NAME);
}

#[test]
fn what_is_keyed_after_the_answer_is_shown_and_not_dialled() {
    for (text, dialled, keys) in [
        ("tel:+1-555-0100;ext=12-34", "+15550100", Some("1234")),
        ("tel:+1555;EXT=12", "+1555", Some("12")),
        ("tel:+1555;ext=none", "+1555", None),
        ("tel:+1555;postd=pp22", "+1555", Some("22")),
        ("tel:+1555;postd=pp22;ext=7", "+1555", Some("7")),
        ("tel:5551234p12w34", "5551234", Some("12,34")),
        ("tel:5551234;987%23", "5551234", Some("987#")),
        (
            "tel:+16465550123,,987654321#",
            "+16465550123",
            Some("987654321#"),
        ),
        (
            "tel:+16465550123,,98#,,,,*76#",
            "+16465550123",
            Some("98#,*76#"),
        ),
        ("tel:555%201234%20x12", "5551234", Some("12")),
        ("tel:555-1234%20ext.%2012", "5551234", Some("12")),
        ("tel:01%2023%20poste%204", "0123", Some("4")),
        ("sip:+1555;ext=3@pbx.example", "+1555", Some("3")),
    ] {
        let link = parse(text).unwrap();
        assert_eq!(link.number, dialled, "{text}");
        assert_eq!(link.extension.as_deref(), keys, "{text}");
    }
}

#[test]
fn a_feature_code_is_told_from_a_number() {
    for (text, dialled) in [
        ("tel:*21*0123456789%23", "*21*0123456789#"),
        ("tel:*21*0123456789#", "*21*0123456789#"),
        ("tel:%2A98;phone-context=+1", "*98"),
        ("sip:*10@pbx.example", "*10"),
    ] {
        let link = parse(text).unwrap();
        assert_eq!(link.number, dialled, "{text}");
        assert!(!link.plain, "{text}");
        assert_eq!(link.shown, dialled, "{text}");
    }
}

#[test]
fn a_context_is_put_before_a_number_only_where_that_makes_one() {
    for (text, dialled, shown, context) in [
        (
            "tel:7042;phone-context=+1-914-555",
            "+19145557042",
            "+1-914-555 7042",
            None,
        ),
        (
            "tel:555-1234;phone-context=+1514",
            "+15145551234",
            "+1514 555-1234",
            None,
        ),
        (
            "tel:1761234567;phone-context=+49",
            "+491761234567",
            "+49 1761234567",
            None,
        ),
        ("tel:911;phone-context=+1", "911", "911", Some("+1")),
        (
            "tel:116117;phone-context=+49",
            "116117",
            "116117",
            Some("+49"),
        ),
        (
            "tel:0176123456;phone-context=+49",
            "0176123456",
            "0176123456",
            Some("+49"),
        ),
        (
            "tel:863-1234;phone-context=+1-914-555",
            "8631234",
            "863-1234",
            Some("+1-914-555"),
        ),
        (
            "tel:7042;phone-context=example.com",
            "7042",
            "7042",
            Some("example.com"),
        ),
        ("tel:7042;phone-context=", "7042", "7042", None),
        (
            "sip:1002@pbx.example:5060",
            "1002",
            "1002",
            Some("pbx.example"),
        ),
        (
            "sip:7042;phone-context=a.example@pbx.example",
            "7042",
            "7042",
            Some("a.example"),
        ),
        ("tel:+1555;phone-context=+1", "+1555", "+1555", None),
    ] {
        let link = parse(text).unwrap();
        assert_eq!(
            (link.number.as_str(), link.shown.as_str()),
            (dialled, shown),
            "{text}"
        );
        assert_eq!(link.context.as_deref(), context, "{text}");
    }
}

#[test]
fn a_link_may_claim_a_name_and_no_password_is_kept() {
    let link = parse("\"Ann \u{202e}Lee\"  <sip:1002:geheim@pbx.example>").unwrap();
    assert_eq!(link.name.as_deref(), Some("Ann Lee"));
    assert_eq!(link.number, "1002");
    assert!(!format!("{link:?}").contains("geheim"));
}

#[test]
fn the_number_of_a_text_is_found() {
    for (text, dialled) in [
        ("Tel. +33 (0)1 23 45 67 89 ext 4", "+33123456789"),
        ("call 1002", "1002"),
        ("1002", "1002"),
        (" (514) 555-1234\n", "5145551234"),
        ("*98", "*98"),
        ("tel:+1-555-0100;ext=4", "+15550100"),
        ("Ann <sip:1002@pbx.example>", "1002"),
        (
            "Ann Lee\nAcme\nTél. : 01 23 45 67 89\nFax : 01 23 45 67 90",
            "0123456789",
        ),
        ("Fax: 01 23 45 67 90", "0123456790"),
        ("Tel:+33 1 23 45 67 89", "+33123456789"),
        ("**Tel:** 0123 456789", "0123456789"),
        ("Room 12: (0)176 123456", "0176123456"),
        ("room 12 - 555 12 34", "5551234"),
        ("12 34 56 78", "12345678"),
        ("12.34.56.78", "12345678"),
        ("電話03-1234-5678", "0312345678"),
        ("on 2026-11-23 at 10:30: +1 514 555 1234", "+15145551234"),
        ("+1 514 555 1234, +15145551234", "+15145551234"),
        ("+33 1 23 45 67 89 or 01 23 45 67 89", "+33123456789"),
        ("join: +1 646-555-0123,,987654321#", "+16465550123"),
        ("\tcall\t1002\t", "1002"),
    ] {
        let link = in_text(text);
        assert_eq!(
            link.map(|link| link.number).as_deref(),
            Some(dialled),
            "{text}"
        );
    }
}

#[test]
fn the_extension_of_a_number_in_a_text_comes_along() {
    for (text, keys) in [
        ("Tel. +33 (0)1 23 45 67 89 ext 4", Some("4")),
        ("Ann: 555-1234 x12, mornings", Some("12")),
        ("01 23 45 67 89 (poste 42)", Some("42")),
        ("join: +1 646-555-0123,,987654321#", Some("987654321#")),
        ("555-1234, floor 12", None),
    ] {
        assert_eq!(in_text(text).unwrap().extension.as_deref(), keys, "{text}");
    }
}

#[test]
fn a_text_without_one_number_to_call_has_none() {
    for text in [
        "",
        "hello",
        "call me",
        "1",
        "555-1234 or 555-4321",
        "rooms 12 and 13",
        "01 23 45 67 89\n01 23 45 67 90",
        "2026-11-23",
        "23.11.2026",
        "at 10:30",
        "at 10h30",
        "192.168.0.1",
        "costs $500",
        "500 €",
        "costs 12.50",
        "50%",
        "INV20261123",
        "INV-20261123",
        "https://acme.example/12345678",
        "ticket #1234567",
        "ann1234567@acme.example",
        "FR76 3000 6000 0112 3456 7890 189",
        "4111 1111 1111 1111 1",
        "open 24/7",
        "version 1.2",
        "sip:alice@pbx.example",
    ] {
        assert_eq!(in_text(text), None, "{text}");
    }
    let page = format!("call 1002 {}", "and so on ".repeat(20));
    assert_eq!(in_text(&page), None);
}

proptest! {
    #[test]
    fn no_text_breaks_the_reading_of_links(text in any::<String>(), scheme in "(tel|callto|sip|sips):(//)?") {
        let _ = (parse(&text), parse(&format!("{scheme}{text}")), in_text(&text));
    }

    #[test]
    fn what_is_shown_dials_what_is_dialled(text in "(tel|callto|sip):[+0-9 ()./;,=@a-x%*#٣-]{0,40}") {
        if let Ok(link) = parse(&text) {
            let written = utf8_percent_encode(&link.shown, NON_ALPHANUMERIC).to_string();
            prop_assert_eq!(&number(&format!("tel:{written}")), &Ok(link.number.clone()));
            prop_assert_eq!(dialable(&link.number), Some(link.number.clone()));
            prop_assert_eq!(link.plain, !link.number.contains(['*', '#']));
            if let Some(keys) = link.extension {
                prop_assert!(keys.chars().all(|c| c.is_ascii_digit() || ",*#".contains(c)));
            }
        }
    }

    #[test]
    fn every_number_is_found_in_a_text(number in "\\+?[1-9][0-9]{7,11}", before in "(|call |Tel\\.: |\n|\t)", after in "(|, please|\nAcme| now)") {
        let link = in_text(&format!("{before}{number}{after}"));
        prop_assert_eq!(link.map(|link| link.number), Some(number));
    }
}
