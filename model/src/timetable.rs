// SPDX-License-Identifier: EUPL-1.2
//! When something can be booked: from weekly patterns, single dates, closures and holidays to the slots
//! of a day. Times are those of the clock on the wall; [`instant`] says when that is.

use crate::holidays::{YearDay, holiday};
use crate::hours::{Closure, HoursError, TimeRange, WeeklyRange};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};

/// The time zone of all Italian municipalities, with its rules for the years to come, inside the program:
/// many small machines have no list of zones.
static ROME: TimeZone = jiff::tz::get!("Europe/Rome");

/// The name of that zone, as calendar programs know it.
#[must_use]
pub fn zone_name() -> &'static str {
    ROME.iana_name().unwrap_or("Europe/Rome")
}

/// When a clock on the wall shows this time: never, on the night in which it leaps over it; the first time,
/// on the night in which it shows it twice.
#[must_use]
pub fn instant(day: Date, time: Time) -> Option<Timestamp> {
    let ambiguous = ROME.to_ambiguous_timestamp(day.to_datetime(time));
    match ambiguous.offset() {
        AmbiguousOffset::Gap { .. } => None,
        AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. } => ambiguous.compatible().ok(),
    }
}

/// The day on the wall at an instant.
#[must_use]
pub fn day_of(instant: Timestamp) -> Date {
    wall(instant).date()
}

/// What a clock on the wall shows at an instant.
#[must_use]
pub fn wall(instant: Timestamp) -> DateTime {
    ROME.to_datetime(instant)
}

/// A weekly range, perhaps only for a season.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pattern {
    /// Days and time.
    pub weekly: WeeklyRange,
    /// The first day on which it holds.
    pub from: Option<Date>,
    /// The last.
    pub to: Option<Date>,
}

impl Pattern {
    /// Reads `lun-ven 08:30-12:30`, and after it `dal 2027-01-07`, `al 2027-06-12` or both.
    ///
    /// # Errors
    /// A [`HoursError`] that names the part that is wrong.
    pub fn parse(text: &str) -> Result<Self, HoursError> {
        let mut words = text.split_whitespace();
        let (days, range) = (words.next().ok_or(HoursError::Shape)?, words.next().ok_or(HoursError::Shape)?);
        let mut pattern = Self { weekly: WeeklyRange::parse(&format!("{days} {range}"))?, from: None, to: None };
        while let Some(word) = words.next() {
            let bound = match word {
                "dal" if pattern.from.is_none() && pattern.to.is_none() => &mut pattern.from,
                "al" if pattern.to.is_none() => &mut pattern.to,
                _ => return Err(HoursError::Shape),
            };
            let written = words.next().ok_or(HoursError::Shape)?;
            *bound = Some(written.parse().map_err(|_| HoursError::Date(written.to_owned()))?);
        }
        match (pattern.from, pattern.to) {
            (Some(from), Some(to)) if to < from => Err(HoursError::Backwards),
            _ => Ok(pattern),
        }
    }

    /// Whether it holds on a day.
    #[must_use]
    pub fn on(&self, day: Date) -> bool {
        let weekday = usize::from(day.weekday().to_monday_zero_offset().unsigned_abs());
        self.weekly.on(weekday) && self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether some day has both, at a common time.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let days = (0..7).any(|day| self.weekly.on(day) && other.weekly.on(day));
        let begins_after = |one: &Self, end: Option<Date>| one.from.zip(end).is_some_and(|(from, end)| from > end);
        days && self.weekly.range().overlaps(&other.weekly.range()) && !begins_after(self, other.to) && !begins_after(other, self.to)
    }
}

/// A range on a single day, outside the weekly patterns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DatedRange {
    /// The day.
    pub date: Date,
    /// The time.
    pub range: TimeRange,
}

/// How long one has a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SlotLength {
    /// So many minutes, at least one: a range is divided into slots of this length.
    Minutes(u32),
    /// For a whole range: a seat in a library, from its opening to its closing.
    Session,
}

/// When something can be booked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Timetable {
    /// The weekly patterns.
    pub weekly: Vec<Pattern>,
    /// Single dates: they hold on holidays and closures too, because somebody wrote just that day.
    pub dates: Vec<DatedRange>,
    /// How long a slot is.
    pub length: SlotLength,
    /// Periods without slots.
    pub closures: Vec<Closure>,
    /// Whether weekly patterns hold on public holidays.
    pub open_on_holidays: bool,
    /// The day of the town's patron.
    pub patron: Option<YearDay>,
}

impl Timetable {
    /// The slots of a day in their order, none twice. A slot that the clock leaps over in spring is left out.
    #[must_use]
    pub fn slots(&self, day: Date) -> Vec<TimeRange> {
        let shut = self.shut(day).is_some();
        let weekly = self.weekly.iter().filter(|pattern| !shut && pattern.on(day)).map(|pattern| pattern.weekly.range());
        let dated = self.dates.iter().filter(|dated| dated.date == day).map(|dated| dated.range);
        let mut slots: Vec<TimeRange> = weekly.chain(dated).flat_map(|range| self.divided(range)).filter(|slot| instant(day, slot.from()).is_some()).collect();
        slots.sort_unstable();
        slots.dedup();
        slots
    }

    /// Why the weekly patterns that are for this day do not hold on it: a closure or a holiday, in words.
    #[must_use]
    pub fn shut(&self, day: Date) -> Option<&str> {
        self.weekly.iter().find(|pattern| pattern.on(day))?;
        let closure = self.closures.iter().find(|closure| (closure.from..=closure.to).contains(&day));
        let why = closure.map(|closure| closure.reason.as_ref().map_or("chiusura", |reason| reason.as_str()));
        why.or_else(|| holiday(day, self.patron).filter(|_| !self.open_on_holidays))
    }

    fn divided(&self, range: TimeRange) -> Vec<TimeRange> {
        match self.length {
            SlotLength::Session => vec![range],
            SlotLength::Minutes(minutes) => range.divided(minutes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn timetable(weekly: &[&str], length: SlotLength) -> Timetable {
        let weekly = weekly.iter().map(|text| Pattern::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"))).collect();
        Timetable { weekly, dates: Vec::new(), length, closures: Vec::new(), open_on_holidays: false, patron: YearDay::parse("08-26") }
    }

    fn check(timetable: &Timetable, day: Date, expected: &str) {
        let slots: Vec<String> = timetable.slots(day).iter().map(ToString::to_string).collect();
        assert_eq!(slots.join(" "), expected, "{day}");
    }

    #[test]
    fn a_range_is_divided_and_its_rest_is_nobodys() {
        let desk = timetable(&["lun-ven 08:30-09:50", "mar+gio 14:00-15:00"], SlotLength::Minutes(30));
        check(&desk, date(2026, 11, 23), "08:30-09:00 09:00-09:30");
        check(&desk, date(2026, 11, 24), "08:30-09:00 09:00-09:30 14:00-14:30 14:30-15:00");
        check(&desk, date(2026, 11, 28), "");
        check(&timetable(&["lun-dom 00:00-23:59"], SlotLength::Minutes(1440)), date(2026, 11, 23), "");
    }

    #[test]
    fn a_session_is_a_whole_range() {
        check(&timetable(&["lun 09:00-13:00", "lun 14:00-19:30"], SlotLength::Session), date(2026, 11, 23), "09:00-13:00 14:00-19:30");
    }

    #[test]
    fn a_season_has_a_first_and_a_last_day() {
        let summer = timetable(&["lun-dom 10:00-11:00 dal 2027-06-01 al 2027-06-03"], SlotLength::Session);
        for (day, expected) in [(31, ""), (32, "10:00-11:00"), (33, ""), (34, "10:00-11:00"), (35, "")] {
            // The second of June is a holiday.
            check(&summer, date(2027, 5, 1).saturating_add(jiff::Span::new().days(day - 1)), expected);
        }
    }

    #[test]
    fn holidays_and_closures_are_shut_but_a_written_date_is_open() {
        let mut hall = timetable(&["lun-dom 10:00-11:00"], SlotLength::Session);
        hall.closures.push(Closure { from: date(2027, 1, 2), to: date(2027, 1, 3), reason: None });
        let open = DatedRange { date: date(2027, 1, 1), range: TimeRange::parse("15:00-16:00").expect("a range") };
        hall.dates.push(open);
        check(&hall, date(2027, 1, 1), "15:00-16:00");
        check(&hall, date(2027, 1, 2), "");
        check(&hall, date(2027, 1, 4), "10:00-11:00");
        check(&hall, date(2027, 8, 26), "");
        hall.open_on_holidays = true;
        check(&hall, date(2027, 1, 1), "10:00-11:00 15:00-16:00");
        check(&hall, date(2027, 1, 3), "");
    }

    #[test]
    fn the_clock_leaps_in_spring_and_falls_back_in_autumn() {
        let night = timetable(&["dom 01:00-04:00"], SlotLength::Minutes(60));
        check(&night, date(2027, 3, 28), "");
        let mut night = night;
        // Easter is on the same day in 2027.
        night.open_on_holidays = true;
        check(&night, date(2027, 3, 28), "01:00-02:00 03:00-04:00");
        check(&night, date(2027, 10, 31), "01:00-02:00 02:00-03:00 03:00-04:00");
        let at = |day, hour| instant(day, jiff::civil::time(hour, 0, 0, 0)).map(|at| at.to_string());
        assert_eq!(at(date(2027, 3, 28), 2), None);
        assert_eq!(at(date(2027, 3, 28), 3).as_deref(), Some("2027-03-28T01:00:00Z"));
        assert_eq!(at(date(2027, 10, 31), 2).as_deref(), Some("2027-10-31T00:00:00Z"));
        assert_eq!(at(date(2027, 10, 31), 3).as_deref(), Some("2027-10-31T02:00:00Z"));
        assert_eq!(day_of("2027-03-27T23:30:00Z".parse().expect("an instant")), date(2027, 3, 28));
    }

    #[test]
    fn patterns_as_they_are_written() {
        for (text, expected) in [
            ("lun 09:00-10:00 dal 2027-02-30", HoursError::Date("2027-02-30".into())),
            ("lun 09:00-10:00 al", HoursError::Shape),
            ("lun 09:00-10:00 fino 2027-01-01", HoursError::Shape),
            ("lun 09:00-10:00 al 2027-01-01 dal 2026-01-01", HoursError::Shape),
            ("lun 09:00-10:00 dal 2027-01-02 al 2027-01-01", HoursError::Backwards),
            ("", HoursError::Shape),
        ] {
            assert_eq!(Pattern::parse(text), Err(expected), "{text}");
        }
    }

    #[test]
    fn two_patterns_overlap_on_a_common_day_at_a_common_time() {
        let overlap = |a, b| {
            let (a, b) = (Pattern::parse(a).expect("a pattern"), Pattern::parse(b).expect("a pattern"));
            assert_eq!(a.overlaps(&b), b.overlaps(&a));
            a.overlaps(&b)
        };
        assert!(overlap("lun-ven 09:00-12:00", "ven-sab 11:00-13:00"));
        assert!(!overlap("lun-ven 09:00-12:00", "ven-sab 12:00-13:00"));
        assert!(!overlap("lun-ven 09:00-12:00", "sab 09:00-12:00"));
        assert!(!overlap("lun 09:00-12:00 al 2027-06-30", "lun 09:00-12:00 dal 2027-07-01"));
        assert!(overlap("lun 09:00-12:00 al 2027-07-01", "lun 09:00-12:00 dal 2027-07-01"));
    }
}
