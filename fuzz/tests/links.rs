//! No link and no text of another program breaks its reader, or dials what it does not show.

use bolero::check;
use fuzz::over;
use people_core::link::{Link, in_text, parse};
use people_core::number::dialable;

/// Links of each scheme, and texts with a number, with what meets in them: parameters, escapes, pauses, names, dates.
fn seeds() -> Vec<Vec<u8>> {
    [
        "tel:+1-201-555-0123;ext=12;isub=3;phone-context=+1-201",
        "tel:%2A21%2A0123%23;phone-context=pbx.example",
        "callto://tel:+1%20514%20555%201234,,98#,,76/?call",
        "\"Ann\" <sip:+1514;ext=3:secret@pbx.example:5061;user=phone?subject=a@b>",
        "Tél. : +33 (0)1 23 45 67 89 poste 42\nFax : 01 23 45 67 90\n2026-11-23 10:30",
        "call 1002",
    ]
    .map(|text| text.as_bytes().to_vec())
    .into()
}

fn holds(link: &Link) {
    assert_eq!(dialable(&link.shown).as_ref(), Some(&link.number));
    assert_eq!(link.plain, !link.number.contains(['*', '#']));
    let keys = link.extension.iter().flat_map(|keys| keys.chars());
    for key in keys {
        assert!(key.is_ascii_digit() || ",*#".contains(key));
    }
    for text in [&link.context, &link.name].into_iter().flatten() {
        assert!(!text.contains(char::is_control));
    }
}

#[test]
fn what_is_dialled_is_shown() {
    over(check!(), &seeds(), |bytes| {
        let text = String::from_utf8_lossy(bytes);
        parse(&text).iter().for_each(holds);
        in_text(&text).iter().for_each(holds);
    });
}
