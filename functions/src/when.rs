// SPDX-License-Identifier: EUPL-1.2
//! Days and times as they stand in addresses and in sentences.

use domain::place::PlaceKey;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use model::words;

/// `0930`, as it stands in an address.
#[must_use]
pub fn time_text(time: Time) -> String {
    format!("{:02}{:02}", time.hour(), time.minute())
}

/// Reads `0930`.
#[must_use]
pub fn time(text: &str) -> Option<Time> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let (hour, minute) = text.split_at_checked(2).filter(|_| digits)?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

/// Reads `2026-11-26`, and nothing else that could be read as a day.
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    text.parse::<Date>().ok().filter(|day| text.len() == 10 && day.to_string() == text)
}

/// "giovedì 26 novembre 2026, ore 09:00"
#[must_use]
pub fn sentence(key: &PlaceKey) -> String {
    moment(key.day, key.time)
}

/// "giovedì 26 novembre 2026, ore 09:00"
#[must_use]
pub fn moment(day: Date, time: Time) -> String {
    format!("{}, ore {}", words::weekday_date(day), words::time(time))
}

/// "giovedì 26 novembre"; with the year when it is not the present one.
#[must_use]
pub fn near(day: Date, now: Timestamp) -> String {
    if day.year() == model::timetable::day_of(now).year() { words::weekday_day(day) } else { words::weekday_date(day) }
}

/// A moment as the town's clocks show it.
#[must_use]
pub fn instant(at: Timestamp) -> String {
    let local = model::timetable::wall(at);
    moment(local.date(), local.time())
}

/// "4 posti liberi", "1 posto libero", "nessun posto libero"
#[must_use]
pub fn free(count: usize) -> String {
    match count {
        0 => "nessun posto libero".to_owned(),
        1 => "1 posto libero".to_owned(),
        many => format!("{many} posti liberi"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil;

    #[test]
    fn the_year_is_said_when_it_is_another() {
        let now = "2026-12-31T22:30:00Z".parse().expect("a moment");
        assert_eq!(near(civil::date(2026, 12, 31), now), "giovedì 31 dicembre");
        assert_eq!(near(civil::date(2027, 1, 4), now), "lunedì 4 gennaio 2027");
    }

    #[test]
    fn what_stands_in_an_address_is_read_back_and_nothing_else() {
        for (text, expected) in [("0930", Some(civil::time(9, 30, 0, 0))), ("2359", Some(civil::time(23, 59, 0, 0)))] {
            assert_eq!(time(text), expected);
            assert_eq!(expected.map(time_text).as_deref(), Some(text));
        }
        for wrong in ["", "930", "09:30", "2460", "-100", "09 0", "é12"] {
            assert_eq!(time(wrong), None, "{wrong}");
        }
        assert_eq!(day("2026-11-26"), Some(civil::date(2026, 11, 26)));
        for wrong in ["", "2026-11-31", "2026-11-26T09:00", "20261126", "+002026-11-26", "giorni"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }
}
