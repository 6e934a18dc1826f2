//! From a value as it travels to the text that is meant.

use std::borrow::Cow;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::Syntax;
use super::property::{Property, Transfer};

/// A value whose bytes are not what the property says of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Undecodable;

/// The value as it was before it was made fit to travel; still escaped.
pub(super) fn decoded<'p>(property: &'p Property<'_>) -> Result<Cow<'p, str>, Undecodable> {
    let bytes = match property.transfer() {
        Transfer::Plain => return Ok(Cow::Borrowed(&property.value)),
        Transfer::QuotedPrintable => from_quoted_printable(&property.value),
        Transfer::Base64 => from_base64(&property.value)?,
    };
    let text = characters(&bytes, property.first("CHARSET"))?;
    Ok(Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")))
}

/// The characters of bytes in the encoding that is named; unnamed, they are UTF-8 or Windows-1252.
fn characters(bytes: &[u8], charset: Option<&str>) -> Result<String, Undecodable> {
    let Some(label) = charset else {
        let text = UTF_8.decode_without_bom_handling_and_without_replacement(bytes);
        let text = text.unwrap_or_else(|| WINDOWS_1252.decode_without_bom_handling(bytes).0);
        return Ok(text.into_owned());
    };
    let encoding = Encoding::for_label(label.as_bytes()).ok_or(Undecodable)?;
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    Ok(text.ok_or(Undecodable)?.into_owned())
}

fn from_quoted_printable(text: &str) -> Vec<u8> {
    let mut rest = text.trim_end_matches([' ', '\t', '=']).as_bytes();
    let mut bytes = Vec::with_capacity(rest.len());
    while let [first, after @ ..] = rest {
        let code = match rest {
            [b'=', high, low, ..] => hexadecimal(*high).zip(hexadecimal(*low)),
            _ => None,
        };
        // An `=` that says nothing stands for itself.
        bytes.push(code.map_or(*first, |(high, low)| high << 4 | low));
        rest = match code {
            Some(_) => after.get(2..).unwrap_or_default(),
            None => after,
        };
    }
    bytes
}

fn hexadecimal(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}

fn from_base64(text: &str) -> Result<Vec<u8>, Undecodable> {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let compact: String = text.split_ascii_whitespace().collect();
    GeneralPurpose::new(&STANDARD, config)
        .decode(compact)
        .map_err(|_| Undecodable)
}

/// A decoded value that is still escaped, or a part of one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'t> {
    pub raw: &'t str,
    pub syntax: Syntax,
}

impl<'t> Text<'t> {
    /// The parts between separators that are not escaped.
    pub fn parts(self, separator: char) -> impl Iterator<Item = Text<'t>> {
        let mut escaped = false;
        let parts = self.raw.split(move |c| {
            let ends = c == separator && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let syntax = self.syntax;
        parts.map(move |raw| Text { raw, syntax })
    }

    /// The text that is meant, without blanks around it.
    pub fn trimmed(self) -> String {
        self.plain(false).trim().to_owned()
    }

    /// The text of a field of ours, in which `\r` is a carriage return: it may have any line end.
    pub fn exact(self) -> String {
        self.plain(true)
    }

    fn plain(self, ours: bool) -> String {
        let mut plain = String::with_capacity(self.raw.len());
        let mut rest = self.raw.chars();
        while let Some(c) = rest.next() {
            let meant = match c {
                '\\' => rest.clone().next().and_then(|next| self.meant(next, ours)),
                _ => None,
            };
            plain.push(meant.unwrap_or(c));
            if meant.is_some() {
                rest.next();
            }
        }
        plain
    }

    /// What a character means behind a backslash.
    fn meant(self, next: char, ours: bool) -> Option<char> {
        match (self.syntax, next) {
            (_, ';') => Some(';'),
            // vCard 2.1 knows no other escape, and has paths with backslashes.
            (Syntax::Old, _) => None,
            (Syntax::New, 'n' | 'N') => Some('\n'),
            (Syntax::New, 'r') if ours => Some('\r'),
            (Syntax::New, '\\' | ',' | ':' | '"') => Some(next),
            (Syntax::New, _) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vcard::property::properties;

    fn read(line: &str) -> Result<String, Undecodable> {
        let properties = properties(line.lines(), Syntax::Old);
        decoded(properties[0].as_ref().unwrap()).map(Cow::into_owned)
    }

    #[test]
    fn quoted_printable_has_the_charset_that_is_named() {
        for (line, text) in [
            ("N;QUOTED-PRINTABLE;CHARSET=UTF-8:Zo=C3=A9=3B", "Zoé;"),
            (
                "N;ENCODING=QUOTED-PRINTABLE;CHARSET=iso-8859-1:Zo=E9",
                "Zoé",
            ),
            (
                "N;ENCODING=quoted-printable;CHARSET=Shift_JIS:=93=FA=96{",
                "日本",
            ),
            ("N;QUOTED-PRINTABLE:Zo=C3=A9", "Zoé"),
            ("N;QUOTED-PRINTABLE:Zo=E9", "Zoé"),
            ("N;QUOTED-PRINTABLE:a=0D=0Ab=0Dc=0Ad=", "a\nb\nc\nd"),
            ("N;QUOTED-PRINTABLE:1=x2 = 3", "1=x2 = 3"),
        ] {
            assert_eq!(read(line).as_deref(), Ok(text), "{line}");
        }
    }

    #[test]
    fn bytes_that_are_not_in_their_charset_are_not_guessed() {
        for line in [
            "N;QUOTED-PRINTABLE;CHARSET=UTF-8:Zo=E9",
            "N;QUOTED-PRINTABLE;CHARSET=KLINGON:Zo",
            "N;ENCODING=B:*",
        ] {
            assert_eq!(read(line), Err(Undecodable), "{line}");
        }
    }

    #[test]
    fn base64_may_be_folded_and_unpadded() {
        assert_eq!(read("NOTE;BASE64:Wm\n  /D\n qQ").as_deref(), Ok("Zoé"));
    }

    #[test]
    fn each_version_has_its_escapes() {
        let text = r#"a\nb\;c\,d\\e\x\"#;
        let meant = |syntax| Text { raw: text, syntax }.trimmed();
        assert_eq!(meant(Syntax::New), "a\nb;c,d\\e\\x\\");
        assert_eq!(meant(Syntax::Old), r#"a\nb;c\,d\\e\x\"#);
    }

    #[test]
    fn an_escaped_separator_separates_nothing() {
        let text = Text {
            raw: r"a\;b;c\\;",
            syntax: Syntax::New,
        };
        let parts: Vec<String> = text.parts(';').map(Text::exact).collect();
        assert_eq!(parts, ["a;b", r"c\", ""]);
    }
}
