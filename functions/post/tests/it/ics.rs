// SPDX-License-Identifier: EUPL-1.2
//! Calendar files, line by line and as another program reads them.

use crate::samples::{appointment, at, sender};
use icalendar::{Calendar, CalendarDateTime, Component as _, DatePerhapsTime, Event, EventLike as _, EventStatus};
use jiff::civil::Weekday;
use jiff::tz::{Dst, Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use post::ics::{Appointment, Method, Status, feed, file};
use proptest::prelude::*;

/// The zone, from the list of zones.
static ZONE: TimeZone = jiff::tz::get!("Europe/Rome");

const WHOLE: &str = "BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Sportello//Prenotazioni//IT
CALSCALE:GREGORIAN
METHOD:PUBLISH
BEGIN:VTIMEZONE
TZID:Europe/Rome
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:cd23-4fgh@comune.example
SEQUENCE:2
DTSTAMP:20261123T110000Z
DTSTART;TZID=Europe/Rome:20261126T093000
DTEND;TZID=Europe/Rome:20261126T094500
SUMMARY:Carta d'identità elettronica
LOCATION:Piazza Grande\\, 3\\; piano terra
DESCRIPTION:Porta:\\n- una fototessera\\n- la carta che scade
URL:https://comune.example/servizi/carta-identita/
ORGANIZER:mailto:prenotazioni@comune.example
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
";

fn read(text: &str) -> Calendar {
    text.parse().expect("a calendar")
}

fn only_event(text: &str) -> Event {
    let calendar = read(text);
    let mut events = calendar.events();
    let event = events.next().expect("an event").clone();
    assert!(events.next().is_none());
    event
}

fn of(appointment: &Appointment) -> String {
    file(appointment, &sender().address).text
}

/// The instant that another program reads, by the rules of the zone it has itself.
fn instant(read: Option<DatePerhapsTime>) -> Timestamp {
    match read.expect("a time") {
        DatePerhapsTime::DateTime(CalendarDateTime::Utc(utc)) => Timestamp::from_second(utc.timestamp()).expect("an instant"),
        DatePerhapsTime::DateTime(CalendarDateTime::WithTimezone { date_time, tzid }) => {
            let wall = Timestamp::from_second(date_time.and_utc().timestamp()).expect("an instant");
            assert_eq!(Some(tzid.as_str()), ZONE.iana_name());
            ZONE.to_timestamp(Offset::UTC.to_datetime(wall)).expect("an instant")
        }
        other => panic!("a time with a zone: {other:?}"),
    }
}

#[test]
fn a_file_to_the_letter() {
    let made = file(&appointment(), &sender().address);
    assert_eq!(made.method, Method::Publish);
    assert_eq!(made.text, WHOLE.replace('\n', "\r\n"));
    assert_eq!(made.text, of(&appointment()), "the same appointment is the same file");
}

#[test]
fn another_program_reads_the_same() {
    let event = only_event(&of(&appointment()));
    assert_eq!(event.get_uid(), Some("cd23-4fgh@comune.example"));
    assert_eq!(event.get_sequence(), Some(2));
    assert_eq!(event.get_summary(), Some("Carta d'identità elettronica"));
    assert_eq!(event.get_location(), Some("Piazza Grande, 3; piano terra"));
    assert_eq!(event.get_description(), Some("Porta:\n- una fototessera\n- la carta che scade"));
    assert_eq!(event.get_url(), Some("https://comune.example/servizi/carta-identita/"));
    assert_eq!(event.get_status(), Some(EventStatus::Confirmed));
    assert_eq!((instant(event.get_start()), instant(event.get_end())), (appointment().start, appointment().end));
}

#[test]
fn what_was_given_back_leaves_the_calendar() {
    let made = file(&Appointment { status: Status::Cancelled, sequence: 3, ..appointment() }, &sender().address);
    assert_eq!(made.method, Method::Cancel);
    assert!(made.text.contains("\r\nMETHOD:CANCEL\r\n"), "{}", made.text);
    let event = only_event(&made.text);
    assert_eq!((event.get_status(), event.get_sequence()), (Some(EventStatus::Cancelled), Some(3)));
    assert_eq!(event.get_uid(), Some(appointment().uid.as_str()));
}

#[test]
fn both_nights_of_the_clock() {
    for from in ["2026-03-28T22:00:00Z", "2026-10-24T22:00:00Z", "2027-03-27T22:00:00Z", "2027-10-30T22:00:00Z"] {
        for quarter in 0..24 * 4 {
            let start = at(from).saturating_add(SignedDuration::from_mins(quarter * 15)).expect("later");
            let end = start.saturating_add(SignedDuration::from_mins(30)).expect("later");
            let event = only_event(&of(&Appointment { start, end, ..appointment() }));
            assert_eq!((instant(event.get_start()), instant(event.get_end())), (start, end), "{start}");
        }
    }
}

#[test]
fn only_the_hour_that_comes_again_is_in_utc() {
    let lines = |start: &str| {
        let start = at(start);
        let end = start.saturating_add(SignedDuration::from_mins(30)).expect("later");
        let text = of(&Appointment { start, end, ..appointment() });
        let mut lines = text.split("\r\n").skip_while(|line| *line != "BEGIN:VEVENT").filter(|line| line.starts_with("DTSTART") || line.starts_with("DTEND"));
        (lines.next().expect("a line").to_owned(), lines.next().expect("a line").to_owned())
    };
    let check = |start: &str, first: &str, second: &str| assert_eq!(lines(start), (first.to_owned(), second.to_owned()));
    check("2026-10-25T00:15:00Z", "DTSTART;TZID=Europe/Rome:20261025T021500", "DTEND;TZID=Europe/Rome:20261025T024500");
    check("2026-10-25T00:45:00Z", "DTSTART:20261025T004500Z", "DTEND:20261025T011500Z");
    check("2026-10-25T01:45:00Z", "DTSTART:20261025T014500Z", "DTEND:20261025T021500Z");
    check("2026-10-25T02:00:00Z", "DTSTART;TZID=Europe/Rome:20261025T030000", "DTEND;TZID=Europe/Rome:20261025T033000");
    check("2026-03-29T00:45:00Z", "DTSTART;TZID=Europe/Rome:20260329T014500", "DTEND;TZID=Europe/Rome:20260329T031500");
}

/// The rules in the file are those of the list of zones, from their first year for as long as it says.
#[test]
fn the_rules_of_summer_time_are_those_of_the_zone() {
    let mut count = 0;
    for change in ZONE.following(at("1996-01-01T00:00:00Z")).take_while(|change| change.timestamp() < at("2100-01-01T00:00:00Z")) {
        // The offset before: what a clock shows when it is put forward or back.
        let before = ZONE.to_offset(change.timestamp().saturating_sub(SignedDuration::from_secs(1)).expect("earlier"));
        let wall = before.to_datetime(change.timestamp());
        let (month, hour, offset) = if change.dst() == Dst::Yes { (3, 2, 2) } else { (10, 3, 1) };
        assert_eq!((wall.month(), wall.hour(), wall.minute(), change.offset()), (month, hour, 0, Offset::constant(offset)), "{wall}");
        assert_eq!((wall.weekday(), wall.date().nth_weekday_of_month(-1, Weekday::Sunday).expect("a Sunday")), (Weekday::Sunday, wall.date()));
        count += 1;
    }
    assert_eq!(count, 2 * (2100 - 1996));
}

#[test]
fn a_feed_has_them_all() {
    let second = Appointment { uid: "wxyz-2345@comune.example".to_owned(), url: None, status: Status::Cancelled, ..appointment() };
    let text = feed("Anagrafe, sportello 1\r\nBEGIN:VEVENT", &[appointment(), second]);
    assert_lines(&text);
    let calendar = read(&text);
    assert_eq!(calendar.get_name(), Some("Anagrafe, sportello 1\nBEGIN:VEVENT").map(|name| name.replace('\n', "\\n").replace(',', "\\,")).as_deref());
    let events: Vec<_> = calendar.events().map(|event| (event.get_uid().map(str::to_owned), event.get_status())).collect();
    assert_eq!(events, [(Some("cd23-4fgh@comune.example".to_owned()), Some(EventStatus::Confirmed)), (Some("wxyz-2345@comune.example".to_owned()), Some(EventStatus::Cancelled))]);
    assert_eq!(text.matches("BEGIN:VTIMEZONE").count(), 1);
    assert_eq!(text.matches("ORGANIZER").count(), 0);
    assert_eq!(read(&feed("Vuoto", &[])).events().count(), 0);
}

fn assert_lines(text: &str) {
    assert!(text.ends_with("\r\n"));
    for line in text.trim_end_matches("\r\n").split("\r\n") {
        assert!(line.len() <= 75 && !line.is_empty() && !line.contains(['\r', '\n']), "{line:?}");
    }
}

proptest! {
    #[test]
    fn no_text_breaks_a_file(title in "(?s).{0,200}", place: String, description in "(?s)[^\r]{0,400}", url: String, uid: String) {
        let text = of(&Appointment { uid, title, place, description: description.clone(), url: Some(url), ..appointment() });
        assert_lines(&text);
        let event = only_event(&text);
        let kept: String = description.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect();
        prop_assert_eq!(event.get_description(), Some(kept.as_str()));
        prop_assert_eq!(event.get_status(), Some(EventStatus::Confirmed));
    }
}
