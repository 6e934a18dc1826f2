//! From bytes to text: which encoding a file has, and how sure that is.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::PlanError;

/// A file's text, without a byte order mark.
#[derive(Debug)]
pub(super) struct Text {
    pub text: String,
    pub encoding: &'static Encoding,
    /// False where the encoding is a guess.
    pub sure: bool,
    /// Whether the file began with a byte order mark.
    pub marked: bool,
}

/// Decodes a file; `label` is the person's own choice and wins over everything but nonsense.
pub(super) fn decode(bytes: Vec<u8>, label: Option<&str>) -> Result<Text, PlanError> {
    if bytes.is_empty() {
        return Err(PlanError::Empty);
    }
    if is_known_binary(&bytes) {
        return Err(PlanError::Binary);
    }
    let mark = Encoding::for_bom(&bytes);
    if let Some(label) = label {
        let encoding =
            Encoding::for_label(label.as_bytes()).ok_or_else(|| PlanError::UnknownEncoding {
                label: label.to_owned(),
            })?;
        let skip = mark.filter(|(marked, _)| *marked == encoding);
        return strictly(bytes, encoding, skip.map_or(0, |(_, length)| length), true);
    }
    if let Some((encoding, length)) = mark {
        return strictly(bytes, encoding, length, true);
    }
    if let Some(encoding) = utf16_by_zeros(&bytes)
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(&bytes)
    {
        let text = text.into_owned();
        return Ok(Text {
            text,
            encoding,
            sure: false,
            marked: false,
        });
    }
    if noise(&bytes, |byte| byte == 0) > NUL_SHARE {
        return Err(PlanError::Binary);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Text {
            text,
            encoding: UTF_8,
            sure: true,
            marked: false,
        }),
        Err(error) => guess(error.into_bytes()),
    }
}

/// More NULs than this, per 100 bytes, and the file is no text; fewer are faults of single rows.
const NUL_SHARE: usize = 10;
/// More control characters than this, per 100 bytes, and a file that is not UTF-8 is no text.
const CONTROL_SHARE: usize = 2;
/// How many bytes a look at the head takes.
const HEAD: usize = 64 * 1024;
/// How many bytes the guess of an encoding takes.
const SAMPLE: usize = 256 * 1024;

/// Bytes that are not UTF-8: one of the older encodings, unless they are UTF-8 with a few faults.
fn guess(bytes: Vec<u8>) -> Result<Text, PlanError> {
    if noise(&bytes, |byte| {
        byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')
    }) > CONTROL_SHARE
    {
        return Err(PlanError::Binary);
    }
    if is_damaged_utf8(&bytes) {
        return strictly(bytes, UTF_8, 0, false);
    }
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let start = first.saturating_sub(1024);
    let end = bytes.len().min(start + SAMPLE);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[start..end], true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    strictly(bytes, encoding, 0, false)
}

fn strictly(
    bytes: Vec<u8>,
    encoding: &'static Encoding,
    skip: usize,
    sure: bool,
) -> Result<Text, PlanError> {
    let marked = skip > 0;
    if encoding == UTF_8 {
        let mut bytes = bytes;
        bytes.drain(..skip);
        return match String::from_utf8(bytes) {
            Ok(text) => Ok(Text {
                text,
                encoding,
                sure,
                marked,
            }),
            Err(error) => {
                let fault = error.utf8_error().valid_up_to();
                Err(not_in(encoding, &error.as_bytes()[..fault]))
            }
        };
    }
    let body = &bytes[skip..];
    match encoding.decode_without_bom_handling_and_without_replacement(body) {
        Some(text) => Ok(Text {
            text: text.into_owned(),
            encoding,
            sure,
            marked,
        }),
        None => {
            let (text, _) = encoding.decode_without_bom_handling(body);
            let fault = text.find(char::REPLACEMENT_CHARACTER).unwrap_or(text.len());
            Err(not_in(encoding, &text.as_bytes()[..fault]))
        }
    }
}

fn not_in(encoding: &'static Encoding, before: &[u8]) -> PlanError {
    PlanError::NotInEncoding {
        encoding: encoding.name().to_owned(),
        line: 1 + super::records::line_breaks(before),
    }
}

/// The encoding of UTF-16 without a mark: every character of a header has a zero on the same side.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let (pairs, _) = head.as_chunks::<2>();
    let first = pairs.iter().filter(|pair| pair[0] == 0).count();
    let second = pairs.iter().filter(|pair| pair[1] == 0).count();
    let enough = pairs.len().div_ceil(10);
    if second >= enough && first <= second / 10 {
        Some(UTF_16LE)
    } else if first >= enough && second <= first / 10 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether there is far more good UTF-8 beyond ASCII than bad: then it is a damaged file, not another encoding.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes[..bytes.len().min(SAMPLE)].utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 8 * bad.max(1)
}

/// How many bytes in 100 of the head are noise.
fn noise(bytes: &[u8], is_noise: impl Fn(u8) -> bool) -> usize {
    let head = &bytes[..bytes.len().min(HEAD)];
    let count = head.iter().filter(|byte| is_noise(**byte)).count();
    count * 100 / head.len().max(1)
}

/// Files that people choose by mistake: workbooks, pictures, archives, PDF.
fn is_known_binary(bytes: &[u8]) -> bool {
    const SIGNATURES: [&[u8]; 9] = [
        b"PK\x03\x04",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        b"%PDF-",
        b"\x89PNG\r\n",
        b"\xFF\xD8\xFF",
        b"GIF8",
        b"\x1F\x8B\x08",
        b"\x7FELF",
        b"SQLite format 3\0",
    ];
    SIGNATURES
        .iter()
        .any(|signature| bytes.starts_with(signature))
}
