// SPDX-License-Identifier: EUPL-1.2
//! The days on which public offices are shut everywhere in Italy: law 260 of 1949 with its changes, the
//! last of which gave back 4 October from 2026 (law 151 of 2025). The feast of the patron is each town's.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday, date};

/// Month and day of the feasts that do not move, with their names.
const FIXED: [(i8, i8, &str); 10] = [
    (1, 1, "Capodanno"),
    (1, 6, "Epifania"),
    (4, 25, "Festa della Liberazione"),
    (5, 1, "Festa del lavoro"),
    (6, 2, "Festa della Repubblica"),
    (8, 15, "Ferragosto"),
    (11, 1, "Ognissanti"),
    (12, 8, "Immacolata Concezione"),
    (12, 25, "Natale"),
    (12, 26, "Santo Stefano"),
];

/// The first year in which 4 October, Saint Francis, is a holiday again.
const FRANCIS_FROM: i16 = 2026;

/// A day of every year: month and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct YearDay {
    month: i8,
    day: i8,
}

impl YearDay {
    /// Reads `08-26`; 29 February is no day of every year.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (month, day) = text.split_once('-').filter(|(month, day)| month.len() == 2 && day.len() == 2)?;
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        Date::new(2027, month, day).ok().map(|_| Self { month, day })
    }

    /// In a year.
    #[must_use]
    pub fn on(self, day: Date) -> bool {
        (day.month(), day.day()) == (self.month, self.day)
    }
}

impl std::fmt::Display for YearDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

/// The name of the holiday on a day, if it is one. Sundays are none: timetables say what holds on them.
#[must_use]
pub fn holiday(day: Date, patron: Option<YearDay>) -> Option<&'static str> {
    let fixed = FIXED.iter().find(|(month, number, _)| (day.month(), day.day()) == (*month, *number)).map(|(.., name)| *name);
    let francis = (day.year() >= FRANCIS_FROM && (day.month(), day.day()) == (10, 4)).then_some("San Francesco");
    let sunday = easter(day.year());
    let moving = if day == sunday { Some("Pasqua") } else { (sunday.checked_add(1.day()).ok() == Some(day)).then_some("Lunedì dell'Angelo") };
    fixed.or(francis).or(moving).or_else(|| patron.filter(|patron| patron.on(day)).map(|_| "Festa del patrono"))
}

/// Easter Sunday by the Gregorian calendar: the anonymous algorithm, as in Meeus, *Astronomical Algorithms*, chapter 8.
#[must_use]
pub fn easter(year: i16) -> Date {
    let year_number = i32::from(year);
    let (a, b, c) = (year_number % 19, year_number / 100, year_number % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let march = h + l - 7 * m + 22;
    // Days counted from the last of February, as the algorithm does.
    let day = date(year, 3, 1).saturating_add((march - 1).days());
    debug_assert_eq!(day.weekday(), Weekday::Sunday);
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_almanac_says() {
        for (year, month, day) in [(1961, 4, 2), (2000, 4, 23), (2008, 3, 23), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25), (2285, 3, 22)] {
            assert_eq!(easter(year), date(year, month, day));
        }
    }

    #[test]
    fn every_easter_is_a_sunday_between_its_limits() {
        for year in 1900..2400 {
            let day = easter(year);
            assert_eq!(day.weekday(), Weekday::Sunday, "{day}");
            assert!(day >= date(year, 3, 22) && day <= date(year, 4, 25), "{day}");
        }
    }

    #[test]
    fn the_holidays_of_a_year() {
        let patron = YearDay::parse("08-26");
        let names: Vec<String> = date(2026, 1, 1).series(1.day()).take(365).filter_map(|day| holiday(day, patron).map(|name| format!("{day} {name}"))).collect();
        assert_eq!(
            names,
            [
                "2026-01-01 Capodanno",
                "2026-01-06 Epifania",
                "2026-04-05 Pasqua",
                "2026-04-06 Lunedì dell'Angelo",
                "2026-04-25 Festa della Liberazione",
                "2026-05-01 Festa del lavoro",
                "2026-06-02 Festa della Repubblica",
                "2026-08-15 Ferragosto",
                "2026-08-26 Festa del patrono",
                "2026-10-04 San Francesco",
                "2026-11-01 Ognissanti",
                "2026-12-08 Immacolata Concezione",
                "2026-12-25 Natale",
                "2026-12-26 Santo Stefano",
            ]
        );
        assert_eq!(holiday(date(2025, 10, 4), patron), None);
        assert_eq!(holiday(date(2026, 8, 26), None), None);
    }

    #[test]
    fn a_day_of_every_year() {
        assert_eq!(YearDay::parse("08-26").map(|day| day.to_string()).as_deref(), Some("08-26"));
        for wrong in ["8-26", "02-29", "13-01", "08/26", "", "0a-01"] {
            assert_eq!(YearDay::parse(wrong), None, "{wrong}");
        }
    }
}
