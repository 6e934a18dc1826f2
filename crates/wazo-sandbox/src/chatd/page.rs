//! A part of a list of messages, newest first unless asked otherwise.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::rooms::Message;
use crate::dird::fold::fold;
use crate::error;
use crate::http::{Answer, Request};

/// What of the list is wanted.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Folded words that have to follow each other, anything between.
    pub(super) search: Option<Vec<String>>,
    /// Microseconds since 1970.
    from: Option<i64>,
    limit: Option<usize>,
    offset: usize,
    oldest_first: bool,
}

impl Page {
    /// # Errors
    /// The answer for a parameter that cannot be.
    pub(super) fn read(request: &Request) -> Result<Self, Box<Answer>> {
        let number = |name: &str, default: Option<usize>| match request.query(name) {
            None => Ok(default),
            Some(text) => text
                .parse()
                .map(Some)
                .map_err(|_| invalid(name, "Not a valid integer.")),
        };
        let oldest_first = match request.query("direction") {
            None | Some("desc") => false,
            Some("asc") => true,
            Some(_) => return Err(invalid("direction", "Must be one of: asc, desc.")),
        };
        if request
            .query("order")
            .is_some_and(|order| order != "created_at")
        {
            return Err(invalid("order", "Must be one of: created_at."));
        }
        let from = match request.query("from_date") {
            None => None,
            Some(text) => {
                Some(time(text).ok_or_else(|| invalid("from_date", "Not a valid datetime."))?)
            }
        };
        let search = request.query("search").filter(|text| !text.is_empty());
        Ok(Page {
            search: search.map(|text| text.split(' ').map(fold).collect()),
            from,
            limit: number("limit", None)?,
            offset: number("offset", None)?.unwrap_or_default(),
            oldest_first,
        })
    }

    /// `filtered` counts what fits, whatever the part of it that is shown.
    pub(super) fn answer(&self, mut messages: Vec<&Message>, total: usize) -> Answer {
        messages.retain(|message| self.fits(message));
        messages.sort_by_key(|message| message.created);
        if !self.oldest_first {
            messages.reverse();
        }
        let items: Vec<Value> = messages
            .iter()
            .skip(self.offset)
            .take(self.limit.unwrap_or(usize::MAX))
            .map(|message| message.describe())
            .collect();
        Answer::ok(&json!({"items": items, "filtered": messages.len(), "total": total}))
    }

    fn fits(&self, message: &Message) -> bool {
        let is_found = self.search.as_ref().is_none_or(|words| {
            let content = fold(&message.content);
            let mut rest = content.as_str();
            words
                .iter()
                .all(|word| match rest.split_once(word.as_str()) {
                    Some((_, after)) => {
                        rest = after;
                        true
                    }
                    None => false,
                })
        });
        is_found && self.from.is_none_or(|from| message.created >= from)
    }
}

/// ISO 8601; without a zone it is UTC.
fn time(text: &str) -> Option<i64> {
    let zoned = text.parse::<Timestamp>();
    let time = zoned.or_else(|_| {
        let local: DateTime = text.parse()?;
        local.to_zoned(TimeZone::UTC).map(|zoned| zoned.timestamp())
    });
    time.ok().map(Timestamp::as_microsecond)
}

fn invalid(field: &str, problem: &str) -> Box<Answer> {
    Box::new(error::invalid_data(&json!({field: [problem]})))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_with_and_without_a_zone() {
        let second = Some(1_795_406_846_000_000);
        assert_eq!(time("2026-11-23T04:07:26+00:00"), second);
        assert_eq!(time("2026-11-23T04:07:26Z"), second);
        assert_eq!(time("2026-11-23T04:07:26"), second);
        assert_eq!(time("yesterday"), None);
        // A plus that was not encoded.
        assert_eq!(time("2026-11-23T04:07:26 00:00"), None);
    }
}
