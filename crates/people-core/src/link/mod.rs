//! Phone numbers that other programs hand over: links (`tel:`, `callto:`, `sip:`, `sips:`) and text that somebody selected.
//!
//! Whoever writes a link decides what it says and not what is dialled: keys behind a pause and extensions are shown and
//! never dialled, and a feature code is told from a number ([`Link::plain`]).

mod address;
mod extension;
mod text;

use serde::{Deserialize, Serialize};

use crate::fold::{decimal_digit, is_invisible};
use crate::number::{dialable, is_punctuation};
use address::Address;

pub use text::in_text;

/// Somebody to call, as a link or a text names them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Link {
    /// What is dialled: digits, `*` and `#`, a `+` at most in front.
    pub number: String,
    /// The number as a person reads it, with the separators of who wrote it. It dials `number`.
    pub shown: String,
    /// The keys to press once the call is answered, `,` for each pause: an extension, or the code of a conference. Never
    /// dialled along.
    pub extension: Option<String>,
    /// Where a number of one company or country is valid, as a domain or the beginning of a number. Absent for a number of
    /// the whole world.
    pub context: Option<String>,
    /// Whom the link names: `"Ann" <sip:1002@pbx.example>`. A claim of who wrote the link.
    pub name: Option<String>,
    /// Whether it is a number and nothing else: with `*` or `#` it may be a code that changes something.
    pub plain: bool,
}

/// Why a link cannot be called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum LinkFault {
    /// No phone link at all.
    #[error("no phone link")]
    NotALink,
    /// A phone link to nobody, as `tel:`.
    #[error("no number")]
    NoNumber,
    /// A phone link to something that no phone dials, as `sip:alice@pbx.example`.
    #[error("no number that can be dialled")]
    NotANumber {
        /// What stands in the number's place, fit to be shown.
        text: String,
    },
    /// Longer than any link to a phone.
    #[error("too long")]
    TooLong,
    /// With control characters, or escapes of bytes that are no text.
    #[error("malformed")]
    Malformed,
}

/// Reads a link.
///
/// The syntax is that of RFC 3966 and RFC 3261 and what is made of it in practice: any case, slashes in front and behind,
/// spaces, digits of other scripts, `callto:` before another link, a pause (`,`, `p`, `w`, `;postd=`) with keys behind it.
///
/// # Errors
///
/// See [`LinkFault`].
pub fn parse(text: &str) -> Result<Link, LinkFault> {
    let text = text.trim();
    if text.len() > LONGEST_LINK {
        return Err(LinkFault::TooLong);
    }
    if text.contains(char::is_control) {
        return Err(LinkFault::Malformed);
    }
    let (name, link) = name_and_link(text);
    let address = Address::read(link)?;
    let (written, mut extension) = extension::split(&address.subscriber);
    if address.extension.is_some() {
        extension = address.extension;
    }
    let mut link = Link::written(written)?;
    link.name = name;
    link.extension = extension;
    if !link.number.starts_with('+') {
        link.context = address.context;
        link.join_context();
    }
    Ok(link)
}

impl Link {
    /// A link to a number as it is written.
    fn written(text: &str) -> Result<Self, LinkFault> {
        let mut shown = readable(text);
        let Some(number) = dialable(&shown) else {
            return Err(if shown.contains(char::is_alphanumeric) {
                LinkFault::NotANumber {
                    text: shortened(&shown),
                }
            } else {
                LinkFault::NoNumber
            });
        };
        if number.len() > LONGEST_NUMBER {
            return Err(LinkFault::TooLong);
        }
        if shown.len() > 2 * LONGEST_NUMBER {
            shown.clone_from(&number);
        }
        Ok(Self {
            plain: !number.contains(['*', '#']),
            number,
            shown,
            extension: None,
            context: None,
            name: None,
        })
    }

    /// Puts the beginning of a number, that the context names, before a local number where that makes a number of the
    /// whole world. RFC 3966 (5.1.5) warns of joining them blindly: `911` in `+1` is `911`, and what is dialled with a `0`
    /// inside a country is dialled without it from elsewhere.
    fn join_context(&mut self) {
        const SUBSCRIBER: usize = 7;
        const EXTENSION: usize = 4;
        const WORLD: std::ops::RangeInclusive<usize> = 8..=15;
        const NORTH_AMERICA: usize = 11;
        let Some(context) = &self.context else { return };
        let Some(prefix) = dialable(context).filter(|prefix| prefix.starts_with('+')) else {
            return;
        };
        let country = crate::number::country_length(&prefix[1..]);
        let shortest = if country.is_some_and(|length| prefix.len() - 1 > length) {
            EXTENSION
        } else {
            SUBSCRIBER
        };
        let digits = prefix.len() - 1 + self.number.len();
        let whole = if prefix.starts_with("+1") {
            digits == NORTH_AMERICA
        } else {
            WORLD.contains(&digits)
        };
        if whole && self.plain && self.number.len() >= shortest && !self.number.starts_with('0') {
            self.number = prefix + &self.number;
            self.shown = format!("{} {}", readable(context), self.shown);
            self.context = None;
        }
    }
}

/// More than any program writes, in bytes.
const LONGEST_LINK: usize = 1024;
/// More digits than any number and any code of a phone system have.
const LONGEST_NUMBER: usize = 40;
/// The characters of a name or a domain that are worth showing.
const LONGEST_NAME: usize = 80;

/// `"Ann" <sip:1002@pbx.example>` in its parts; a link alone has no name.
fn name_and_link(text: &str) -> (Option<String>, &str) {
    let Some((name, link)) = text.strip_suffix('>').and_then(|text| text.split_once('<')) else {
        return (None, text);
    };
    let name = shortened(&readable(name.trim().trim_matches('"')));
    ((!name.is_empty()).then_some(name), link.trim())
}

/// A text as it may be shown: without marks that have no shape or turn the writing round, digits in ASCII, spaces one by
/// one, no separators at its ends.
fn readable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        match decimal_digit(c) {
            Some(digit) => shown.push(digit),
            None if c.is_whitespace() => {
                if !shown.ends_with(' ') {
                    shown.push(' ');
                }
            }
            None => shown.push(c),
        }
    }
    let separator = |c: char| is_punctuation(c) && !matches!(c, '(' | ')' | '[' | ']');
    shown.trim_matches(separator).to_owned()
}

/// The beginning of a text, as long as is worth showing.
fn shortened(text: &str) -> String {
    text.chars().take(LONGEST_NAME).collect()
}

#[cfg(test)]
mod tests;
