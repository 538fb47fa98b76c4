// SPDX-License-Identifier: EUPL-1.2
//! What can be booked, and when: the catalogue of the site, read into types that are valid by construction.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use model::bookable::{Field, Release};
use model::catalogue::CatalogueBookable;
use model::holidays::YearDay;
use model::hours::DAYS;
use model::hours::{Closure, TimeRange, WeeklyRange};
use model::slug::Slug;
use model::timetable::{DatedRange, Pattern, SlotLength, Timetable, day_of, instant};
use model::vocabulary::Coded as _;
use std::fmt;

/// Days beyond which nothing is looked for, whatever a horizon says.
const MOST_DAYS: u32 = 730;

/// Something that can be booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Its name in addresses.
    pub id: Slug,
    /// Its title.
    pub title: String,
    /// The office where one goes, by id.
    pub office: String,
    /// Places of each slot.
    pub places: u32,
    /// Their names, in order; none when they have only numbers.
    pub place_names: Vec<String>,
    /// When.
    pub timetable: Timetable,
    /// Places that are kept back at first.
    pub releases: Vec<Release>,
    /// Hours before, at least, that one must book.
    pub notice_hours: u32,
    /// Days ahead, at most.
    pub horizon_days: u32,
    /// Hours before, at least, to cancel or move.
    pub cancel_hours: u32,
    /// Bookings to come of one person, at most.
    pub per_person: Option<u32>,
    /// What is asked beside name and e-mail.
    pub fields: Vec<Field>,
    /// What to bring.
    pub bring: Vec<String>,
    /// Minutes, at most, until a place that was given back can be booked again.
    pub reopen_minutes: u32,
    /// Days after which data are deleted.
    pub keep_days: u32,
}

/// A slot that can be booked now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The day.
    pub day: Date,
    /// From when to when, by the clock on the wall.
    pub range: TimeRange,
    /// When it begins.
    pub start: Timestamp,
    /// How many of its places are given out now: numbers from 1 to this.
    pub open_places: u32,
}

/// A field of the catalogue that this program does not understand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueError {
    /// Of which bookable.
    pub bookable: String,
    /// The field.
    pub field: &'static str,
    /// What stands in it.
    pub value: String,
}

impl fmt::Display for CatalogueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "catalogue.json: bookable `{}`: `{}` cannot be `{}`", self.bookable, self.field, self.value)
    }
}

impl std::error::Error for CatalogueError {}

impl Calendar {
    /// Reads a bookable of the catalogue; `patron` is the catalogue's.
    ///
    /// # Errors
    /// The first field that is not as this program writes it.
    pub fn read(bookable: &CatalogueBookable, patron: Option<&str>) -> Result<Self, CatalogueError> {
        let wrong = |field, value: &str| CatalogueError { bookable: bookable.id.clone(), field, value: value.to_owned() };
        let date = |field, text: &str| text.parse::<Date>().map_err(|_| wrong(field, text));
        let optional = |field, text: &Option<String>| text.as_deref().map(|text| date(field, text)).transpose();
        let mut weekly = Vec::new();
        for one in &bookable.weekly {
            let days: Option<Vec<&str>> = one.days.iter().map(|day| DAYS.get(usize::from(*day).checked_sub(1)?).map(|(code, ..)| *code)).collect();
            let days = days.filter(|days| !days.is_empty()).ok_or_else(|| wrong("weekly.days", &format!("{:?}", one.days)))?.join("+");
            let text = format!("{days} {}-{}", one.from, one.to);
            let range = WeeklyRange::parse(&text).map_err(|_| wrong("weekly", &text))?;
            weekly.push(Pattern { weekly: range, from: optional("weekly.first", &one.first)?, to: optional("weekly.last", &one.last)? });
        }
        let mut dates = Vec::new();
        for one in &bookable.dates {
            let text = format!("{}-{}", one.from, one.to);
            dates.push(DatedRange { date: date("dates.date", &one.date)?, range: TimeRange::parse(&text).map_err(|_| wrong("dates", &text))? });
        }
        let mut closures = Vec::new();
        for one in &bookable.closures {
            closures.push(Closure { from: date("closures.from", &one.from)?, to: date("closures.to", &one.to)?, reason: None });
        }
        let mut fields = Vec::new();
        for code in &bookable.fields {
            fields.push(Field::ALL.iter().copied().find(|field| field.code() == code).ok_or_else(|| wrong("fields", code))?);
        }
        let length = match bookable.slot_minutes {
            Some(0) => return Err(wrong("slot_minutes", "0")),
            Some(minutes) => SlotLength::Minutes(minutes),
            None => SlotLength::Session,
        };
        let patron = patron.map(|text| YearDay::parse(text).ok_or_else(|| wrong("patron", text))).transpose()?;
        Ok(Self {
            id: Slug::parse(&bookable.id).map_err(|_| wrong("id", &bookable.id))?,
            title: bookable.title.clone(),
            office: bookable.office.clone(),
            places: bookable.places,
            place_names: bookable.place_names.clone().unwrap_or_default(),
            timetable: Timetable { weekly, dates, length, closures, open_on_holidays: bookable.open_on_holidays, patron },
            releases: bookable.releases.iter().map(|release| Release { places: release.places, days_before: release.days_before }).collect(),
            notice_hours: bookable.notice_hours,
            horizon_days: bookable.horizon_days,
            cancel_hours: bookable.cancel_hours,
            per_person: bookable.per_person,
            fields,
            bring: bookable.bring.clone(),
            reopen_minutes: bookable.reopen_minutes,
            keep_days: bookable.keep_days,
        })
    }

    /// The slots of a day that can be booked now, in their order: within the horizon, and early enough.
    #[must_use]
    pub fn slots(&self, day: Date, now: Timestamp) -> Vec<Slot> {
        let today = day_of(now);
        let last = today.saturating_add(i64::from(self.horizon_days.min(MOST_DAYS)).days());
        if day < today || day > last {
            return Vec::new();
        }
        let earliest = now.saturating_add(i64::from(self.notice_hours).hours()).unwrap_or(Timestamp::MAX);
        let open_places = self.open_places(day, today);
        let slots = self.timetable.slots(day).into_iter().filter_map(|range| Some(Slot { day, range, start: instant(day, range.from())?, open_places }));
        slots.filter(|slot| slot.start >= earliest && slot.start > now).collect()
    }

    /// A slot of those, by the time at which it begins.
    #[must_use]
    pub fn slot(&self, day: Date, time: jiff::civil::Time, now: Timestamp) -> Option<Slot> {
        self.slots(day, now).into_iter().find(|slot| slot.range.from() == time)
    }

    /// The days of the horizon with a slot, from the first on which one can still book.
    pub fn days(&self, now: Timestamp) -> impl Iterator<Item = Date> + '_ {
        let horizon = usize::try_from(self.horizon_days.min(MOST_DAYS)).unwrap_or_default() + 1;
        day_of(now).series(1.day()).take(horizon).filter(move |day| !self.slots(*day, now).is_empty())
    }

    /// Places given out on a day: those that are kept back until later are the last ones.
    fn open_places(&self, day: Date, today: Date) -> u32 {
        let kept = |release: &&Release| today < day.saturating_sub(i64::from(release.days_before).days());
        let kept: u32 = self.releases.iter().filter(kept).map(|release| release.places).sum();
        self.places.saturating_sub(kept)
    }

    /// Whether it is early enough to cancel or move what begins then.
    #[must_use]
    pub fn may_change(&self, start: Timestamp, now: Timestamp) -> bool {
        now.saturating_add(i64::from(self.cancel_hours).hours()).is_ok_and(|earliest| earliest <= start)
    }

    /// The name of a place, for those that have names.
    #[must_use]
    pub fn place_name(&self, number: u32) -> Option<&str> {
        self.place_names.get(number.checked_sub(1)? as usize).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use model::catalogue::{CatalogueRelease, CatalogueWeekly};

    fn catalogue() -> CatalogueBookable {
        let weekly = CatalogueWeekly { days: vec![1, 2, 3, 4, 5], from: "09:00".into(), to: "11:00".into(), first: None, last: None };
        CatalogueBookable {
            id: "sportello".into(),
            title: "Sportello".into(),
            kind: "appuntamento".into(),
            office: "anagrafe".into(),
            address: None,
            organisation: "comune".into(),
            services: Vec::new(),
            place_names: None,
            places: 10,
            weekly: vec![weekly],
            dates: Vec::new(),
            closures: Vec::new(),
            slot_minutes: Some(60),
            open_on_holidays: false,
            releases: vec![CatalogueRelease { places: 3, days_before: 7 }, CatalogueRelease { places: 2, days_before: 1 }],
            reopen_minutes: 15,
            notice_hours: 24,
            horizon_days: 10,
            cancel_hours: 12,
            per_person: Some(1),
            fields: vec!["telefono".into()],
            bring: Vec::new(),
            keep_days: 30,
        }
    }

    fn calendar() -> Calendar {
        Calendar::read(&catalogue(), Some("08-26")).expect("a catalogue that the generator could write")
    }

    fn check(now: &str, day: Date, expected: &str) {
        let slots = calendar().slots(day, now.parse().expect("an instant"));
        let slots: Vec<String> = slots.iter().map(|slot| format!("{}×{}", slot.range, slot.open_places)).collect();
        assert_eq!(slots.join(" "), expected, "{day} at {now}");
    }

    #[test]
    fn notice_horizon_and_release() {
        // Monday 23 November 2026, half past nine in Rome.
        let now = "2026-11-23T08:30:00Z";
        check(now, date(2026, 11, 23), "");
        check(now, date(2026, 11, 24), "10:00-11:00×10");
        check(now, date(2026, 11, 25), "09:00-10:00×8 10:00-11:00×8");
        check(now, date(2026, 11, 30), "09:00-10:00×8 10:00-11:00×8");
        check(now, date(2026, 12, 1), "09:00-10:00×5 10:00-11:00×5");
        check(now, date(2026, 12, 3), "09:00-10:00×5 10:00-11:00×5");
        check(now, date(2026, 12, 4), "");
        check("2026-11-23T23:30:00Z", date(2026, 12, 4), "09:00-10:00×5 10:00-11:00×5");
        let days: Vec<i8> = calendar().days(now.parse().expect("an instant")).map(|day| day.day()).collect();
        assert_eq!(days, [24, 25, 26, 27, 30, 1, 2, 3]);
    }

    #[test]
    fn one_may_cancel_until_then() {
        let start = "2026-11-24T09:00:00Z".parse().expect("an instant");
        let may = |now: &str| calendar().may_change(start, now.parse().expect("an instant"));
        assert!(may("2026-11-23T21:00:00Z"));
        assert!(!may("2026-11-23T21:00:01Z"));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        type Change = fn(&mut CatalogueBookable);
        let changes: [(&str, Change); 6] = [
            ("id", |it| it.id = "Con Spazi".into()),
            ("weekly.days", |it| it.weekly[0].days = vec![0]),
            ("weekly", |it| it.weekly[0].to = "08:00".into()),
            ("weekly.first", |it| it.weekly[0].first = Some("2026-02-30".into())),
            ("fields", |it| it.fields = vec!["segno".into()]),
            ("slot_minutes", |it| it.slot_minutes = Some(0)),
        ];
        for (field, change) in changes {
            let mut changed = catalogue();
            change(&mut changed);
            assert_eq!(Calendar::read(&changed, None).map_err(|error| error.field), Err(field));
        }
        assert_eq!(Calendar::read(&catalogue(), Some("26 agosto")).map_err(|error| error.field), Err("patron"));
    }
}
