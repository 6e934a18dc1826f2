//! Times as they cross to the page.

use super::facts::Millis;

const SECOND: i64 = 1_000;
const DAY: i64 = 86_400 * SECOND;

/// A time in RFC 3339, in UTC.
pub(super) fn rfc3339(at: Millis) -> String {
    let (year, month, day) = date(at.div_euclid(DAY));
    let within = at.rem_euclid(DAY);
    let (seconds, millis) = (within / SECOND, within % SECOND);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z")
}

/// The date of a count of days since 1970, in years that begin in March so that the leap day is the last.
fn date(days: i64) -> (i64, i64, i64) {
    // 719,468 days from 1 March of year 0 to 1970; 146,097 in 400 years.
    let shifted = days.saturating_add(719_468);
    let (era, day) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month + 2) / 5 + 1;
    let (month, later) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    (era * 400 + year + later, month, of_month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_as_a_calendar_has_it() {
        for (at, text) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_827_696_007, "2000-02-29T12:34:56.007Z"),
            (1_795_412_272_313, "2026-11-23T05:37:52.313Z"),
            (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
        ] {
            assert_eq!(rfc3339(at), text);
        }
    }
}
