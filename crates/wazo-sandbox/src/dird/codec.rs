//! The charset of an import's `Content-Type`, as Python decodes it.

use encoding_rs::Encoding;

/// Why a body is no text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Undecodable {
    /// Python knows no such codec: the service answers 500.
    UnknownCharset,
    /// Python's own words, which the service passes on with 400.
    Malformed(String),
}

/// The `charset` of a content type, `utf-8` without one.
pub(crate) fn charset(content_type: Option<&str>) -> String {
    content_type
        .into_iter()
        .flat_map(|kind| kind.split(';').skip(1))
        .filter_map(|parameter| parameter.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))
        .map_or_else(
            || "utf-8".to_owned(),
            |(_, value)| value.trim().trim_matches('"').to_ascii_lowercase(),
        )
}

/// Decodes without removing a byte order mark, except for `utf-8-sig`.
pub(crate) fn decode(body: &[u8], charset: &str) -> Result<String, Undecodable> {
    match charset.replace('_', "-").as_str() {
        "utf-8" | "utf8" => utf8(body),
        "utf-8-sig" => utf8(body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)),
        "iso-8859-1" | "latin-1" | "latin1" => Ok(body.iter().copied().map(char::from).collect()),
        other => {
            let encoding =
                Encoding::for_label(other.as_bytes()).ok_or(Undecodable::UnknownCharset)?;
            match encoding.decode_without_bom_handling_and_without_replacement(body) {
                Some(text) => Ok(text.into_owned()),
                None => Err(Undecodable::Malformed(format!(
                    "'{other}' codec can't decode the body"
                ))),
            }
        }
    }
}

fn utf8(body: &[u8]) -> Result<String, Undecodable> {
    std::str::from_utf8(body)
        .map(str::to_owned)
        .map_err(|error| {
            let start = error.valid_up_to();
            let byte = body.get(start).copied().unwrap_or_default();
            let end = error
                .error_len()
                .map_or(body.len(), |length| start + length);
            let problem = match error.error_len() {
                None => "unexpected end of data",
                Some(1) if matches!(byte, 0x80..=0xc1 | 0xf5..) => "invalid start byte",
                Some(_) => "invalid continuation byte",
            };
            Undecodable::Malformed(if end - start == 1 {
                format!(
                    "'utf-8' codec can't decode byte 0x{byte:02x} in position {start}: {problem}"
                )
            } else {
                format!(
                    "'utf-8' codec can't decode bytes in position {start}-{}: {problem}",
                    end - 1
                )
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_charset_is_read_with_and_without_quotes() {
        assert_eq!(charset(None), "utf-8");
        assert_eq!(charset(Some("")), "utf-8");
        assert_eq!(charset(Some("text/csv; charset=\"UTF-8\"")), "utf-8");
        assert_eq!(charset(Some("text/csv;charset=cp1252")), "cp1252");
    }

    #[test]
    fn a_byte_order_mark_stays_unless_the_charset_says_so() {
        assert_eq!(
            decode("\u{feff}a".as_bytes(), "utf-8").unwrap(),
            "\u{feff}a"
        );
        assert_eq!(decode("\u{feff}a".as_bytes(), "utf-8-sig").unwrap(), "a");
    }

    #[test]
    fn what_cannot_be_decoded_is_told_in_python_s_words() {
        assert_eq!(decode(b"a", "nope"), Err(Undecodable::UnknownCharset));
        assert_eq!(
            decode(b"ab\xc9lo", "utf-8"),
            Err(Undecodable::Malformed(
                "'utf-8' codec can't decode byte 0xc9 in position 2: invalid continuation byte"
                    .to_owned()
            ))
        );
        assert_eq!(decode(b"\xc9lo", "iso-8859-1").unwrap(), "Élo");
        assert_eq!(decode(b"\x80", "cp1252").unwrap(), "€");
    }
}
