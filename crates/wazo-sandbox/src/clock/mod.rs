//! The times that stand in answers, in UTC, and the exchange's own clock.

pub(crate) mod time;

use jiff::Timestamp;
use jiff::fmt::strtime;

/// Now, in microseconds since 1970.
pub(crate) fn now() -> i64 {
    Timestamp::now().as_microsecond()
}

/// Now, in seconds since 1970 with a fraction, as error bodies have it.
pub(crate) fn timestamp() -> f64 {
    now() as f64 / 1e6
}

/// `2026-11-23T04:07:26.311499`: wazo-auth's times, with no zone.
pub(crate) fn zoneless(microseconds: i64) -> String {
    format(microseconds, "%Y-%m-%dT%H:%M:%S.%6f")
}

/// `2026-11-23T04:07:26`: as a stored token says when it was issued.
pub(crate) fn zoneless_seconds(microseconds: i64) -> String {
    format(microseconds, "%Y-%m-%dT%H:%M:%S")
}

/// `2026-11-23T04:07:30.098303+00:00`.
pub(crate) fn offset(microseconds: i64) -> String {
    format(microseconds, "%Y-%m-%dT%H:%M:%S.%6f+00:00")
}

/// `2026-11-23T05:50:18.381+0000`: calld's creation time.
pub(crate) fn milliseconds(microseconds: i64) -> String {
    format(microseconds, "%Y-%m-%dT%H:%M:%S.%3f+0000")
}

fn format(microseconds: i64, pattern: &str) -> String {
    Timestamp::from_microsecond(microseconds)
        .ok()
        .and_then(|time| strtime::format(pattern, time).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_each_service_writes_them() {
        let time = 1_795_406_846_311_499;
        assert_eq!(zoneless(time), "2026-11-23T04:07:26.311499");
        assert_eq!(zoneless_seconds(time), "2026-11-23T04:07:26");
        assert_eq!(offset(time), "2026-11-23T04:07:26.311499+00:00");
        assert_eq!(milliseconds(time), "2026-11-23T04:07:26.311+0000");
    }
}
