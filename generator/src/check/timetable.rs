// SPDX-License-Identifier: EUPL-1.2
//! When something can be booked: the timetable of a bookable thing, and whether anybody could ever book it.

use super::booking::within;
use super::desk::{Desk, Field};
use crate::decode::{List, Spanned};
use crate::fault::Fault;
use crate::parse::{Draft, Kind};
use crate::raw::booking::RawBookable;
use crate::raw::value;
use crate::span::Span;
use jiff::ToSpan as _;
use jiff::civil::Date;
use model::bookable::Release;
use model::hours::{DAYS, HoursError, TimeRange, WeeklyRange};
use model::text::Line;
use model::timetable::{DatedRange, Pattern, SlotLength, Timetable};

/// The longest slot, in minutes.
const SLOT_MINUTES: u32 = 1440;

/// How many days ahead a slot is looked for before one says that there is none.
const FAR_DAYS: usize = 800;

/// Reads the timetable; what is wrong with it as a whole is said at its first line.
pub fn timetable(form: &RawBookable, desk: &mut Desk<'_>) -> Option<Timetable> {
    let weekly = desk.times(&form.orario, Pattern::parse);
    let dates = dates(&form.date, desk);
    let title = form.titolo.as_ref().map_or(Span::FILE, |title| title.span);
    if form.orario.is_none() && form.date.is_none() {
        desk.faults.add(|file| Fault::no_times(file, title));
    }
    let length = length(form, title, desk)?;
    let closures = desk.closures(&form.chiusure);
    let timetable = Timetable {
        weekly: weekly.iter().map(|pattern| pattern.value).collect(),
        dates: dates.iter().map(|dated| dated.value).collect(),
        length,
        closures,
        open_on_holidays: value(&form.aperto_festivi).copied().unwrap_or(false),
        patron: desk.index.patron,
    };
    let written = value(&form.orario).map_or(0, Vec::len) + value(&form.date).map_or(0, Vec::len);
    let understood = weekly.len() + dates.len();
    if understood > 0 && understood == written {
        let first = weekly.first().map(|pattern| pattern.span).into_iter().chain(dates.first().map(|dated| dated.span)).min().unwrap_or(title);
        overlaps(&weekly, &dates, desk);
        emptiness(&timetable, first, desk);
        office_hours(form, &weekly, desk);
    }
    Some(timetable)
}

fn dates(field: &Field<List<Line>>, desk: &mut Desk<'_>) -> Vec<Spanned<DatedRange>> {
    let mut out = Vec::new();
    for text in value(field).into_iter().flatten() {
        let Some((date, range)) = text.value.as_str().split_once(' ') else {
            desk.faults.add(|file| Fault::bad_hours(file, text.span, text.value.as_str(), &HoursError::Shape));
            continue;
        };
        let Ok(date) = date.parse() else {
            desk.faults.add(|file| Fault::bad_date(file, text.span, date));
            continue;
        };
        match TimeRange::parse(range.trim()) {
            Ok(range) => out.push(Spanned { value: DatedRange { date, range }, span: text.span }),
            Err(error) => desk.faults.add(|file| Fault::bad_hours(file, text.span, text.value.as_str(), &error)),
        }
    }
    out
}

fn length(form: &RawBookable, title: Span, desk: &mut Desk<'_>) -> Option<SlotLength> {
    match (&form.durata_minuti, value(&form.turno_intero)) {
        (Some(_), None | Some(false)) => within(&form.durata_minuti, 1, SLOT_MINUTES, desk).map(SlotLength::Minutes),
        (None, Some(true)) => Some(SlotLength::Session),
        (both, _) => {
            let span = both.as_ref().map_or(title, |field| field.span);
            desk.faults.add(|file| Fault::one_of_two_keys(file, span, "durata_minuti", "turno_intero"));
            None
        }
    }
}

/// Two lines that give the same time twice.
fn overlaps(weekly: &[Spanned<Pattern>], dates: &[Spanned<DatedRange>], desk: &mut Desk<'_>) {
    for (at, pattern) in weekly.iter().enumerate() {
        if let Some(first) = weekly[..at].iter().find(|first| first.value.overlaps(&pattern.value)) {
            desk.faults.add(|file| Fault::overlapping_hours(file, pattern.span, first.span.line));
        }
    }
    for (at, dated) in dates.iter().enumerate() {
        let same = |first: &&Spanned<DatedRange>| first.value.date == dated.value.date && first.value.range.overlaps(&dated.value.range);
        if let Some(first) = dates[..at].iter().find(same) {
            desk.faults.add(|file| Fault::overlapping_hours(file, dated.span, first.span.line));
        }
    }
}

/// A timetable without a slot: from today on, or on any day at all.
fn emptiness(timetable: &Timetable, span: Span, desk: &mut Desk<'_>) {
    let slots_from = |day: Date| day.series(1.day()).take(FAR_DAYS).any(|day| !timetable.slots(day).is_empty());
    let today = desk.index.today;
    if slots_from(today) || timetable.dates.iter().any(|dated| dated.date >= today && !timetable.slots(dated.date).is_empty()) {
        return;
    }
    let bounds = timetable.weekly.iter().filter_map(|pattern| pattern.from.or(pattern.to)).chain(timetable.dates.iter().map(|dated| dated.date));
    if bounds.clone().any(|day| day < today) && bounds.min().is_some_and(slots_from) {
        desk.faults.add(|file| Fault::past_timetable(file, span));
    } else {
        desk.faults.add(|file| Fault::empty_timetable(file, span));
    }
}

/// Hours in which the office is shut, when one goes to the office and its hours are known.
fn office_hours(form: &RawBookable, weekly: &[Spanned<Pattern>], desk: &mut Desk<'_>) {
    if form.luogo.is_some() || value(&form.fuori_orario) == Some(&true) {
        return;
    }
    let office = value(&form.ufficio).and_then(|id| desk.index.named.get(&Kind::Office)?.get(id.as_str()).copied());
    let Some(Draft::Office(office)) = office.and_then(|parsed| parsed.draft.as_ref()) else { return };
    let open: Vec<WeeklyRange> = value(&office.form.orari).into_iter().flatten().filter_map(|text| WeeklyRange::parse(text.value.as_str()).ok()).collect();
    if open.is_empty() {
        return;
    }
    for pattern in weekly {
        let range = pattern.value.weekly.range();
        let shut = pattern.value.weekly.days().find(|day| !open.iter().any(|open| open.on(*day) && open.range().contains(&range)));
        if let Some(day) = shut {
            desk.faults.add(|file| Fault::outside_office_hours(file, pattern.span, DAYS[day].1));
        }
    }
}

/// Places that are kept back: fewer than there are, and not beyond the horizon.
pub fn releases(form: &RawBookable, places: Option<usize>, horizon: Option<u32>, desk: &mut Desk<'_>) -> Vec<Release> {
    let mut out = Vec::new();
    let mut kept = 0;
    for release in value(&form.rilascio).into_iter().flatten() {
        let most = places.map_or(u32::MAX, |places| u32::try_from(places).unwrap_or(u32::MAX).saturating_sub(kept + 1));
        let many = within(&release.value.posti, 1, most, desk);
        let days = within(&release.value.giorni_prima, 0, horizon.unwrap_or(u32::MAX), desk);
        if let (Some(places), Some(days_before)) = (many, days) {
            kept += places;
            out.push(Release { places, days_before });
        }
    }
    out
}
