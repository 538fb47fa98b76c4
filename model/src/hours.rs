// SPDX-License-Identifier: EUPL-1.2
//! Weekly timetables as editors write them (`lun-ven 08:30-12:30`), and closures.
//! Times are those of the wall clock of the town; no zone is applied here.

use jiff::civil::{Date, Time, Weekday};
use std::fmt;

/// The days of the week in Italian, in order from Monday.
pub const DAYS: [(&str, &str, Weekday); 7] = [
    ("lun", "lunedì", Weekday::Monday),
    ("mar", "martedì", Weekday::Tuesday),
    ("mer", "mercoledì", Weekday::Wednesday),
    ("gio", "giovedì", Weekday::Thursday),
    ("ven", "venerdì", Weekday::Friday),
    ("sab", "sabato", Weekday::Saturday),
    ("dom", "domenica", Weekday::Sunday),
];

/// From a time to a later one, on the same day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeRange {
    from: Time,
    to: Time,
}

/// Some days of the week and a range of time on each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WeeklyRange {
    days: u8,
    range: TimeRange,
}

/// A period in which all is shut, its first and last day included.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Closure {
    /// First day.
    pub from: Date,
    /// Last day, not before the first.
    pub to: Date,
    /// Why, as citizens read it.
    pub reason: Option<crate::text::Line>,
}

/// What is wrong with a range that an editor wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HoursError {
    /// The text is not `giorni ore`.
    Shape,
    /// This is no day of the week.
    Day(String),
    /// This is no time of the day.
    Time(String),
    /// This is no date.
    Date(String),
    /// The range ends before it begins, or at once.
    Backwards,
}

impl TimeRange {
    /// Reads `08:30-12:30`; `24:00` is not a time here.
    ///
    /// # Errors
    /// [`HoursError::Shape`], [`HoursError::Time`] or [`HoursError::Backwards`].
    pub fn parse(text: &str) -> Result<Self, HoursError> {
        let (from, to) = text.split_once('-').ok_or(HoursError::Shape)?;
        let (from, to) = (time(from.trim())?, time(to.trim())?);
        if from < to { Ok(Self { from, to }) } else { Err(HoursError::Backwards) }
    }

    /// When it begins.
    #[must_use]
    pub fn from(&self) -> Time {
        self.from
    }

    /// When it ends.
    #[must_use]
    pub fn to(&self) -> Time {
        self.to
    }

    /// The parts of so many minutes, from the beginning; what is left over is in none.
    #[must_use]
    pub fn divided(&self, minutes: u32) -> Vec<Self> {
        let step = minutes.max(1);
        let (start, end) = (minute(self.from), minute(self.to));
        let starts = (start..end).step_by(step as usize).take_while(|from| from + step <= end);
        starts.map(|from| Self { from: at(from), to: at(from + step) }).collect()
    }

    /// How many minutes it lasts.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        minute(self.to) - minute(self.from)
    }

    /// Whether the other lies in it.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// Whether the two share any time.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.from < other.to && other.from < self.to
    }
}

impl WeeklyRange {
    /// Reads `lun-ven 08:30-12:30`, `mar+gio 14:00-16:00`, `mer-lun 10:00-18:00` (round the week).
    ///
    /// # Errors
    /// A [`HoursError`] that names the part that is wrong.
    pub fn parse(text: &str) -> Result<Self, HoursError> {
        let (days, range) = text.trim().split_once(' ').ok_or(HoursError::Shape)?;
        let mut set = 0u8;
        for part in days.split('+') {
            match part.split_once('-') {
                None => set |= 1 << day(part)?,
                Some((first, last)) => {
                    let (mut at, last) = (day(first)?, day(last)?);
                    set |= 1 << last;
                    while at != last {
                        set |= 1 << at;
                        at = (at + 1) % 7;
                    }
                }
            }
        }
        Ok(Self { days: set, range: TimeRange::parse(range.trim())? })
    }

    /// The days, Monday is 0.
    pub fn days(&self) -> impl Iterator<Item = usize> + '_ {
        (0..7).filter(|d| self.days & (1 << d) != 0)
    }

    /// Whether the range holds on a day, Monday is 0.
    #[must_use]
    pub fn on(&self, day: usize) -> bool {
        day < 7 && self.days & (1 << day) != 0
    }

    /// The time on each of the days.
    #[must_use]
    pub fn range(&self) -> TimeRange {
        self.range
    }
}

/// Minutes since midnight.
fn minute(time: Time) -> u32 {
    u32::from(time.hour().unsigned_abs()) * 60 + u32::from(time.minute().unsigned_abs())
}

/// The time so many minutes after midnight, within the day.
fn at(minute: u32) -> Time {
    let part = |number: u32| i8::try_from(number).unwrap_or_default();
    Time::constant(part(minute / 60 % 24), part(minute % 60), 0, 0)
}

fn day(text: &str) -> Result<usize, HoursError> {
    DAYS.iter().position(|(code, _, _)| *code == text).ok_or_else(|| HoursError::Day(text.to_owned()))
}

fn time(text: &str) -> Result<Time, HoursError> {
    let wrong = || HoursError::Time(text.to_owned());
    let (hour, minute) = text.split_once(':').ok_or_else(wrong)?;
    if hour.len() != 2 || minute.len() != 2 {
        return Err(wrong());
    }
    let number = |t: &str| t.parse::<i8>().map_err(|_| wrong());
    Time::new(number(hour)?, number(minute)?, 0, 0).map_err(|_| wrong())
}

impl fmt::Display for TimeRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (a, b) = (self.from, self.to);
        write!(f, "{:02}:{:02}-{:02}:{:02}", a.hour(), a.minute(), b.hour(), b.minute())
    }
}

#[cfg(test)]
mod tests {
    use super::{HoursError, WeeklyRange};

    fn check(text: &str, expected: Result<(&str, &str), HoursError>) {
        let got = WeeklyRange::parse(text).map(|r| {
            let days: String = r.days().map(|d| char::from(b'0' + d as u8)).collect();
            (days, r.range().to_string())
        });
        assert_eq!(got, expected.map(|(a, b)| (a.to_owned(), b.to_owned())), "{text:?}");
    }

    #[test]
    fn patterns_of_the_week() {
        check("lun-ven 08:30-12:30", Ok(("01234", "08:30-12:30")));
        check("mar+gio 14:00-16:00", Ok(("13", "14:00-16:00")));
        check("mer-lun 10:00-18:00", Ok(("023456", "10:00-18:00")));
        check("lun 09:00-12:00", Ok(("0", "09:00-12:00")));
        check("lun-lun 09:00-12:00", Ok(("0", "09:00-12:00")));
        check("lunedì 09:00-12:00", Err(HoursError::Day("lunedì".into())));
        check("lun 9:00-12:00", Err(HoursError::Time("9:00".into())));
        check("lun 09:00-25:00", Err(HoursError::Time("25:00".into())));
        check("lun 12:00-09:00", Err(HoursError::Backwards));
        check("lun", Err(HoursError::Shape));
        check("lun 0900", Err(HoursError::Shape));
    }
}
