//! What a cell's text means: what programs put around it, several values in one, kinds of numbers.

use std::borrow::Cow;

use memchr::memmem;

use super::aliases::fold;
use crate::export::is_guarded;

/// What is taken off a cell's text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cleaning {
    /// An export of ours or of the server: every text as it is.
    pub literal: bool,
    /// *Export for a spreadsheet*: the guard before a formula, and `="0176"` around a number, are no part of the text.
    pub guarded: bool,
}

impl Cleaning {
    /// Every text as it is.
    pub const LITERAL: Self = Self {
        literal: true,
        guarded: false,
    };

    /// The text that is meant.
    pub fn clean(self, value: Cow<'_, str>) -> Cow<'_, str> {
        match self {
            Self { guarded: true, .. } => keep(value, unguarded),
            Self { literal: true, .. } => value,
            _ => keep(value, |value| as_text(value.trim())),
        }
    }

    /// The text without blanks around it.
    pub fn trim(value: Cow<'_, str>) -> Cow<'_, str> {
        keep(value, str::trim)
    }
}

/// Whether the ends of a text tell that nothing is to be taken off it, by whatever [`Cleaning`]: so it is with most.
#[inline]
pub(super) fn is_bare(value: &str) -> bool {
    /// Letters and digits begin no guard and are no blank; a date of zeros begins with one.
    const BEGINS: [bool; 256] = {
        let mut begins = [false; 256];
        let mut byte = 0;
        while byte < begins.len() {
            begins[byte] = (byte as u8).is_ascii_alphanumeric() && byte as u8 != b'0';
            byte += 1;
        }
        begins
    };
    match value.as_bytes() {
        [] => true,
        [first, .., last] => BEGINS[usize::from(*first)] && last.is_ascii_graphic(),
        [only] => BEGINS[usize::from(*only)],
    }
}

/// Takes a part of a text without copying where it is borrowed.
fn keep<'t>(value: Cow<'t, str>, part: impl Fn(&str) -> &str) -> Cow<'t, str> {
    match value {
        Cow::Borrowed(text) => Cow::Borrowed(part(text)),
        Cow::Owned(text) => Cow::Owned(part(&text).to_owned()),
    }
}

/// The text of a cell that another program wrote.
fn as_text(value: &str) -> &str {
    if is_no_date(value) {
        return "";
    }
    unguarded(value)
}

/// Outlook's word for no date: `0/0/00`, in German `0.0.00`.
fn is_no_date(value: &str) -> bool {
    value.len() < 10
        && value.starts_with('0')
        && value.split(['/', '.', '-']).count() == 3
        && value
            .split(['/', '.', '-'])
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte == b'0'))
}

/// The text without what keeps a spreadsheet from running or changing it: an apostrophe before a formula, `="…"` around
/// a number.
fn unguarded(value: &str) -> &str {
    if is_guarded(value) {
        return value.get(1..).unwrap_or_default();
    }
    let rest = value.strip_prefix("=\"");
    let inner = rest.and_then(|rest| rest.strip_suffix('"'));
    inner.filter(|inner| !inner.contains('"')).unwrap_or(value)
}

/// What Google writes between several values in one cell.
const BETWEEN: &str = " ::: ";

/// Whether a cell of a text may hold [`several`] values.
pub(super) fn may_be_several(text: &str) -> bool {
    memmem::find(text.as_bytes(), BETWEEN.as_bytes()).is_some()
}

/// Google's several values in one cell.
pub(super) fn several(value: &str) -> Option<Vec<String>> {
    value.contains(BETWEEN).then(|| {
        let parts = value.split(BETWEEN).map(str::trim);
        parts
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    })
}

/// What a phone number reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberKind {
    Number,
    Mobile,
    Fax,
}

/// The kind of a phone number with this label.
pub(crate) fn number_kind(label: &str) -> NumberKind {
    const FAX: [&str; 2] = ["fax", "telecop"];
    const MOBILE: [&str; 11] = [
        "mobil",
        "iphone",
        "natel",
        "mobiel",
        "movil",
        "cell",
        "celular",
        "portable",
        "handy",
        "telemovel",
        "gsm",
    ];
    let label = fold(label);
    let names = |words: &[&str]| words.iter().any(|word| label.contains(word));
    if names(&FAX) {
        NumberKind::Fax
    } else if names(&MOBILE) {
        NumberKind::Mobile
    } else {
        NumberKind::Number
    }
}

/// First and last name of a whole name: what follows the last blank is the last name.
pub(crate) fn split_name(whole: &str) -> (&str, &str) {
    if let Some((last, first)) = whole.split_once(", ") {
        return (first.trim(), last.trim());
    }
    match whole.rsplit_once(char::is_whitespace) {
        Some((first, last)) => (first.trim_end(), last),
        None => (whole, ""),
    }
}

/// Whether a spreadsheet rounded this number and wrote it as `5.55E+09`.
pub(super) fn is_rounded(value: &str) -> bool {
    if !value
        .bytes()
        .fold(false, |has, byte| has | (byte | 0x20 == b'e'))
    {
        return false;
    }
    let value = value.trim_end();
    let head = value.trim_end_matches(|c: char| c.is_ascii_digit());
    let mantissa = head.strip_suffix("E+").or_else(|| head.strip_suffix("e+"));
    let Some(mantissa) = mantissa.filter(|_| head.len() < value.len()) else {
        return false;
    };
    let mantissa = mantissa.trim_start();
    let mantissa = mantissa.strip_prefix(['+', '-']).unwrap_or(mantissa);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    digits(whole) && digits(part)
}

/// Whether a text has the shape of a UUID.
pub(crate) fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_name_is_split_at_its_last_blank() {
        assert_eq!(split_name("Jean Marc Roy"), ("Jean Marc", "Roy"));
        assert_eq!(split_name("Roy, Jean Marc"), ("Jean Marc", "Roy"));
        assert_eq!(split_name("Reception"), ("Reception", ""));
    }

    #[test]
    fn a_label_tells_the_kind_of_a_number() {
        for (label, kind) in [
            ("Work", NumberKind::Number),
            ("* Mobile", NumberKind::Mobile),
            ("Work Fax", NumberKind::Fax),
            ("Téléphone portable", NumberKind::Mobile),
            ("Télécopie", NumberKind::Fax),
            ("Móvil", NumberKind::Mobile),
            ("iPhone", NumberKind::Mobile),
            ("Home Fax", NumberKind::Fax),
            ("Privat", NumberKind::Number),
            ("", NumberKind::Number),
        ] {
            assert_eq!(number_kind(label), kind, "{label}");
        }
    }

    #[test]
    fn only_a_rounded_number_is_one() {
        for rounded in ["5.55E+09", "5,55E+09", "4E+10", " 4.917612E+12 "] {
            assert!(is_rounded(rounded), "{rounded}");
        }
        for fine in [
            "+49 176 5550",
            "E+09",
            "12E",
            "5.55E09",
            "Ext 12E+x",
            "",
            "1E+",
            "0x1E+1",
        ] {
            assert!(!is_rounded(fine), "{fine}");
        }
    }

    #[test]
    fn blanks_and_a_spreadsheets_own_quotes_are_taken_off() {
        let foreign = Cleaning::default();
        assert_eq!(foreign.clean("\u{a0} 0176 ".into()), "0176");
        assert_eq!(foreign.clean("=\"0176\"".into()), "0176");
        assert_eq!(foreign.clean("0/0/00".into()), "");
        assert_eq!(foreign.clean("0.0.00".into()), "");
        assert_eq!(foreign.clean("00-1".into()), "00-1");
        assert_eq!(foreign.clean("=1+1".into()), "=1+1");
        assert_eq!(foreign.clean(" '=1+1".into()), "=1+1");
        assert_eq!(Cleaning::LITERAL.clean(" 0176 ".into()), " 0176 ");
        assert_eq!(Cleaning::LITERAL.clean("'=\"1\"".into()), "'=\"1\"");
        let guarded = Cleaning {
            literal: true,
            guarded: true,
        };
        assert_eq!(guarded.clean("'=1+1".into()), "=1+1");
        assert_eq!(guarded.clean("'=\"1\"".into()), "=\"1\"");
        assert_eq!(guarded.clean("=\" 0176\"".into()), " 0176");
        assert_eq!(guarded.clean("'t Hooft".into()), "'t Hooft");
    }
}
