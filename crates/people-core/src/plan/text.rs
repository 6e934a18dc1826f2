//! From bytes to text: which encoding a file has, and how sure that is.

use std::io::{self, Read, Seek, SeekFrom};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::scan::line_breaks;
use super::{PlanError, ReadFault};

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

/// Reads a file piece by piece; `label` is the person's own choice and wins over everything but nonsense.
///
/// What a file is encoded in is told by its head. Where it looks like UTF-8 and is not later on, it is read anew.
pub(super) fn read<R: Read + Seek>(file: &mut R, label: Option<&str>) -> Result<Text, ReadFault> {
    let mut source = Source::new(file)?;
    let head = source.sample(0, HEAD)?;
    if head.is_empty() {
        return Err(PlanError::Empty.into());
    }
    if is_known_binary(&head) {
        return Err(PlanError::Binary.into());
    }
    let mark = Encoding::for_bom(&head);
    if let Some(label) = label {
        let encoding =
            Encoding::for_label(label.as_bytes()).ok_or_else(|| PlanError::UnknownEncoding {
                label: label.to_owned(),
            })?;
        let skip = mark.filter(|(marked, _)| *marked == encoding);
        return source.strictly(encoding, skip.map_or(0, |(_, length)| length), true);
    }
    if let Some((encoding, length)) = mark {
        return source.strictly(encoding, length, true);
    }
    if let Some(encoding) = utf16_by_zeros(&head, source.length)
        && let Ok(text) = source.decode(encoding, 0)?
    {
        return Ok(Text::new(text, encoding, false));
    }
    if noise(&head, |byte| byte == 0) > NUL_SHARE {
        return Err(PlanError::Binary.into());
    }
    match source.decode(UTF_8, 0)? {
        Ok(text) => Ok(Text::new(text, UTF_8, true)),
        Err(fault) => source.guess(&head, fault),
    }
}

/// More NULs than this, per 100 bytes, and the file is no text; fewer are faults of single rows.
const NUL_SHARE: usize = 10;
/// More control characters than this, per 100 bytes, and a file that is not UTF-8 is no text.
const CONTROL_SHARE: usize = 2;
/// How many bytes a look at the head takes, and a step of the reading.
const HEAD: usize = 64 * 1024;
/// How many bytes the guess of an encoding takes.
const SAMPLE: usize = 256 * 1024;

/// A file that is read more than once.
struct Source<'f, R> {
    file: &'f mut R,
    /// In bytes.
    length: u64,
}

/// Bytes that are not in the encoding.
struct Fault {
    /// The text before them.
    text: String,
}

impl Fault {
    fn in_encoding(&self, encoding: &'static Encoding) -> PlanError {
        PlanError::NotInEncoding {
            encoding: encoding.name().to_owned(),
            line: 1 + line_breaks(self.text.as_bytes()),
        }
    }
}

impl Text {
    fn new(text: String, encoding: &'static Encoding, sure: bool) -> Self {
        Self {
            text,
            encoding,
            sure,
            marked: false,
        }
    }
}

impl<'f, R: Read + Seek> Source<'f, R> {
    fn new(file: &'f mut R) -> io::Result<Self> {
        let length = file.seek(SeekFrom::End(0))?;
        Ok(Self { file, length })
    }

    /// At most `length` bytes from a place on.
    fn sample(&mut self, at: u64, length: usize) -> io::Result<Vec<u8>> {
        self.file.seek(SeekFrom::Start(at))?;
        let mut sample = Vec::new();
        let mut part = self.file.by_ref().take(length as u64);
        part.read_to_end(&mut sample)?;
        Ok(sample)
    }

    /// Not UTF-8 where `fault` is: one of the older encodings, unless it is UTF-8 with a few faults.
    fn guess(&mut self, head: &[u8], fault: Fault) -> Result<Text, ReadFault> {
        let is_control = |byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r');
        if noise(head, is_control) > CONTROL_SHARE {
            return Err(PlanError::Binary.into());
        }
        let beyond_ascii = fault.text.bytes().position(|byte| !byte.is_ascii());
        let first = beyond_ascii.unwrap_or(fault.text.len());
        let sample = self.sample(first.saturating_sub(1024) as u64, SAMPLE)?;
        if is_damaged_utf8(&sample) {
            return Err(fault.in_encoding(UTF_8).into());
        }
        drop(fault);
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(&sample, true);
        let encoding = detector.guess(None, Utf8Detection::Deny);
        self.strictly(encoding, 0, false)
    }

    fn strictly(
        &mut self,
        encoding: &'static Encoding,
        skip: usize,
        sure: bool,
    ) -> Result<Text, ReadFault> {
        match self.decode(encoding, skip)? {
            Ok(text) => Ok(Text {
                marked: skip > 0,
                ..Text::new(text, encoding, sure)
            }),
            Err(fault) => Err(fault.in_encoding(encoding).into()),
        }
    }

    /// Decodes the file from `skip` on; its bytes are never in memory beside its text.
    fn decode(
        &mut self,
        encoding: &'static Encoding,
        skip: usize,
    ) -> io::Result<Result<String, Fault>> {
        self.file.seek(SeekFrom::Start(skip as u64))?;
        if encoding == UTF_8 {
            self.whole()
        } else {
            self.stepwise(encoding)
        }
    }

    /// The rest of a file whose bytes are its text.
    fn whole(&mut self) -> io::Result<Result<String, Fault>> {
        let mut bytes = Vec::new();
        let length = usize::try_from(self.length).unwrap_or(usize::MAX);
        let room = bytes.try_reserve_exact(length.saturating_add(1));
        room.map_err(|_| io::ErrorKind::OutOfMemory)?;
        self.file.read_to_end(&mut bytes)?;
        Ok(String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let mut bytes = error.into_bytes();
            bytes.truncate(valid);
            Fault {
                text: String::from_utf8(bytes).unwrap_or_default(),
            }
        }))
    }

    /// The rest of a file in another encoding, a step at a time.
    fn stepwise(&mut self, encoding: &'static Encoding) -> io::Result<Result<String, Fault>> {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut text = String::new();
        let mut step = vec![0; HEAD];
        loop {
            let length = match self.file.read(&mut step) {
                Ok(length) => length,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let is_last = length == 0;
            let room = decoder.max_utf8_buffer_length_without_replacement(length);
            reserve(&mut text, room)?;
            let bytes = &step[..length];
            let (end, _) = decoder.decode_to_string_without_replacement(bytes, &mut text, is_last);
            match end {
                DecoderResult::Malformed(..) => return Ok(Err(Fault { text })),
                DecoderResult::InputEmpty if is_last => break,
                DecoderResult::InputEmpty => {}
                DecoderResult::OutputFull => return Err(io::ErrorKind::OutOfMemory.into()),
            }
        }
        text.shrink_to_fit();
        Ok(Ok(text))
    }
}

/// Makes room, or says that there is none: no file may end the program.
fn reserve(text: &mut String, room: Option<usize>) -> io::Result<()> {
    let enough = room.and_then(|room| text.try_reserve(room).ok());
    enough.ok_or_else(|| io::ErrorKind::OutOfMemory.into())
}

/// The encoding of UTF-16 without a mark: every character of a header has a zero on the same side.
fn utf16_by_zeros(head: &[u8], length: u64) -> Option<&'static Encoding> {
    if !length.is_multiple_of(2) {
        return None;
    }
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
fn is_damaged_utf8(sample: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in sample.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 8 * bad.max(1)
}

/// How many bytes in 100 of the head are noise.
fn noise(head: &[u8], is_noise: impl Fn(u8) -> bool) -> usize {
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
