// SPDX-License-Identifier: EUPL-1.2
//! Appointments as calendar files (RFC 5545), for one message or as the feed of an office.
//!
//! Times are those of the clock on the wall, with the zone and its rules: should the law on summer time
//! change, half past nine stays half past nine. The hour that comes twice in a year is written in UTC,
//! because wall time with a zone can only mean its first coming (3.3.5).
//!
//! Lines are written here, and read in the tests by the crate `icalendar`: its writer folds at 76 octets,
//! puts `UID` into time zones, and lets a line break in a calendar's name through.

use domain::person::Email;
use jiff::Timestamp;
use jiff::civil::DateTime;
use model::timetable::{instant, wall, zone_name};

/// The most octets of a line, without its end (3.1).
const LINE: usize = 75;

/// How often a program that follows a feed should ask again (RFC 7986, 5.7).
const REFRESH: &str = "PT1H";

/// Who wrote the file (3.7.3).
const PRODUCT: &str = "-//Sportello//Prenotazioni//IT";

/// The rules of summer time in the Union since 1996: directive 2000/84/EC, articles 2 and 3.
const SUMMER_TIME: [&str; 14] = [
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZNAME:CEST",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZNAME:CET",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "END:STANDARD",
];

/// An appointment, as a calendar shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// Its name for ever, in all its versions.
    pub uid: String,
    /// Which version: a calendar keeps the highest.
    pub sequence: u32,
    /// When this version was made.
    pub stamp: Timestamp,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// What it is.
    pub title: String,
    /// Where it is.
    pub place: String,
    /// What one should know.
    pub description: String,
    /// Where to read more.
    pub url: Option<String>,
    /// Whether it stands.
    pub status: Status,
}

/// Whether an appointment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It does.
    Confirmed,
    /// It was given back, or the office shut.
    Cancelled,
}

/// A calendar file that goes with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarFile {
    /// What a calendar should do with it.
    pub method: Method,
    /// Its lines.
    pub text: String,
}

/// What a calendar should do with a file (RFC 5546, 3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Add or change what is in it.
    Publish,
    /// Take away what is in it.
    Cancel,
}

impl Method {
    /// As a file says it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Cancel => "CANCEL",
        }
    }
}

/// The file of one appointment. Who organises it is who sends the message (RFC 5546 wants it said).
#[must_use]
pub fn file(appointment: &Appointment, organizer: &Email) -> CalendarFile {
    let method = match appointment.status {
        Status::Confirmed => Method::Publish,
        Status::Cancelled => Method::Cancel,
    };
    let mut lines = Lines::begin(method);
    lines.zone();
    lines.event(appointment, Some(organizer));
    CalendarFile { method, text: lines.end() }
}

/// The calendar of an office, for programs that follow it.
#[must_use]
pub fn feed(name: &str, appointments: &[Appointment]) -> String {
    let mut lines = Lines::begin(Method::Publish);
    lines.text("NAME", name);
    lines.text("X-WR-CALNAME", name);
    lines.text("X-WR-TIMEZONE", zone_name());
    lines.add(&format!("REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}"));
    lines.add(&format!("X-PUBLISHED-TTL:{REFRESH}"));
    lines.zone();
    for appointment in appointments {
        lines.event(appointment, None);
    }
    lines.end()
}

/// The content lines of a file (3.1).
struct Lines(String);

impl Lines {
    fn begin(method: Method) -> Self {
        let mut lines = Self(String::new());
        for line in ["BEGIN:VCALENDAR", "VERSION:2.0", &format!("PRODID:{PRODUCT}"), "CALSCALE:GREGORIAN", &format!("METHOD:{}", method.as_str())] {
            lines.add(line);
        }
        lines
    }

    fn end(mut self) -> String {
        self.add("END:VCALENDAR");
        self.0
    }

    fn zone(&mut self) {
        self.add("BEGIN:VTIMEZONE");
        self.text("TZID", zone_name());
        for line in SUMMER_TIME {
            self.add(line);
        }
        self.add("END:VTIMEZONE");
    }

    fn event(&mut self, appointment: &Appointment, organizer: Option<&Email>) {
        let Appointment { uid, sequence, stamp, start, end, title, place, description, url, status } = appointment;
        self.add("BEGIN:VEVENT");
        self.text("UID", uid);
        self.add(&format!("SEQUENCE:{sequence}"));
        self.add(&format!("DTSTAMP:{}", utc(*stamp)));
        self.span(*start, *end);
        self.text("SUMMARY", title);
        self.text("LOCATION", place);
        self.text("DESCRIPTION", description);
        if let Some(url) = url {
            self.add(&format!("URL:{}", plain(url)));
        }
        if let Some(organizer) = organizer {
            self.add(&format!("ORGANIZER:mailto:{}", plain(organizer.as_str())));
        }
        let status = match status {
            Status::Confirmed => "CONFIRMED",
            Status::Cancelled => "CANCELLED",
        };
        self.add(&format!("STATUS:{status}"));
        self.add("END:VEVENT");
    }

    /// Both ends alike: on the wall when that says both instants, else in UTC.
    fn span(&mut self, start: Timestamp, end: Timestamp) {
        let both = [("DTSTART", start), ("DTEND", end)];
        let on_the_wall = both.iter().all(|(_, at)| is_first(*at));
        for (name, at) in both {
            let line = if on_the_wall { format!("{name};TZID={}:{}", zone_name(), digits(wall(at))) } else { format!("{name}:{}", utc(at)) };
            self.add(&line);
        }
    }

    /// A value of text (3.3.11): no character of it is taken for the file's own.
    fn text(&mut self, name: &str, value: &str) {
        let mut line = format!("{name}:");
        for c in value.replace("\r\n", "\n").chars() {
            match c {
                '\\' | ';' | ',' => line.extend(['\\', c]),
                '\n' | '\r' => line.push_str("\\n"),
                _ if c.is_control() => line.push(' '),
                _ => line.push(c),
            }
        }
        self.add(&line);
    }

    /// A line, folded between characters.
    fn add(&mut self, line: &str) {
        let mut width = 0;
        for c in line.chars() {
            if width + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(c);
            width += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// Whether wall time says this instant: it is not in the second coming of an hour.
fn is_first(at: Timestamp) -> bool {
    let shown = wall(at);
    instant(shown.date(), shown.time()) == Some(at)
}

fn utc(at: Timestamp) -> String {
    format!("{}Z", digits(jiff::tz::Offset::UTC.to_datetime(at)))
}

fn digits(at: DateTime) -> String {
    at.strftime("%Y%m%dT%H%M%S").to_string()
}

/// What stands in a line as it is: without what would end it.
fn plain(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).collect()
}
