// SPDX-License-Identifier: EUPL-1.2
//! Dates, times and numbers as Italian words.

use crate::hours::DAYS;
use jiff::civil::{Date, DateTime, Time};

const MONTHS: [&str; 12] = ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"];

/// "21 novembre 2026", "1º dicembre 2026"
#[must_use]
pub fn date(date: Date) -> String {
    format!("{} {}", day_month(date), date.year())
}

/// "21 November 2026"
#[must_use]
pub fn english_date(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// "21 novembre", "1º dicembre"
fn day_month(date: Date) -> String {
    let day = if date.day() == 1 { "1º".to_owned() } else { date.day().to_string() };
    format!("{day} {}", MONTHS[usize::from(date.month().unsigned_abs()) - 1])
}

/// "lunedì, martedì e venerdì"
#[must_use]
pub fn list(words: &[&str]) -> String {
    match words {
        [first @ .., before, last] => first.iter().map(|word| format!("{word}, ")).collect::<String>() + before + " e " + last,
        _ => words.concat(),
    }
}

/// "novembre 2026"
#[must_use]
pub fn month_year(date: Date) -> String {
    format!("{} {}", MONTHS[usize::from(date.month().unsigned_abs()) - 1], date.year())
}

/// "nov"
#[must_use]
pub fn short_month(date: Date) -> &'static str {
    &MONTHS[usize::from(date.month().unsigned_abs()) - 1][..3]
}

/// "sabato 21 novembre 2026"
#[must_use]
pub fn weekday_date(of: Date) -> String {
    format!("{} {}", weekday(of), date(of))
}

/// "sabato 21 novembre": for lists of days to come, where the year is plain.
#[must_use]
pub fn weekday_day(of: Date) -> String {
    format!("{} {}", weekday(of), day_month(of))
}

fn weekday(of: Date) -> &'static str {
    DAYS[of.weekday().to_monday_zero_offset().unsigned_abs() as usize].1
}

/// "10:00"
#[must_use]
pub fn time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// "sabato 5 dicembre 2026, dalle 10:00 alle 12:00", or from a day to another.
#[must_use]
pub fn period(from: DateTime, to: DateTime) -> String {
    if from.date() == to.date() {
        format!("{}, dalle {} alle {}", weekday_date(from.date()), time(from.time()), time(to.time()))
    } else {
        format!("da {}, ore {}, a {}, ore {}", weekday_date(from.date()), time(from.time()), weekday_date(to.date()), time(to.time()))
    }
}

#[cfg(test)]
mod tests {
    use super::{date, period, weekday_day};
    use jiff::civil;

    #[test]
    fn dates_are_words() {
        assert_eq!(date(civil::date(2026, 12, 1)), "1º dicembre 2026");
        assert_eq!(weekday_day(civil::date(2026, 12, 1)), "martedì 1º dicembre");
        assert_eq!(period(civil::datetime(2026, 12, 5, 10, 0, 0, 0), civil::datetime(2026, 12, 5, 12, 30, 0, 0)), "sabato 5 dicembre 2026, dalle 10:00 alle 12:30");
        assert_eq!(
            period(civil::datetime(2026, 12, 31, 22, 0, 0, 0), civil::datetime(2027, 1, 1, 2, 0, 0, 0)),
            "da giovedì 31 dicembre 2026, ore 22:00, a venerdì 1º gennaio 2027, ore 02:00"
        );
    }
}
