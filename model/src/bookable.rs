// SPDX-License-Identifier: EUPL-1.2
//! What can be booked: an appointment, a seat, a desk, a room, a place at an event.
//! Its slots follow from its [`Timetable`].

use crate::codes::codes;
use crate::slug::Slug;
use crate::text::{Line, Summary};
use crate::timetable::Timetable;

codes! {
    /// What one gets.
    pub enum BookableKind {
        Appointment = "appuntamento", "Appuntamento";
        Seat = "posto", "Posto";
        Desk = "postazione", "Postazione";
        Room = "sala", "Sala o impianto";
        Event = "evento", "Visita o giornata speciale";
    }
}

codes! {
    /// What is asked beside name and e-mail.
    pub enum Field {
        Phone = "telefono", "Telefono";
        FiscalCode = "codice-fiscale", "Codice fiscale";
        Reason = "motivo", "Motivo";
        Documents = "numero-documenti", "Numero di documenti";
    }
}

/// How many places a slot has, and whether they have names.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Places {
    /// So many alike, at least one.
    Count(u32),
    /// Each with its name.
    Named(Vec<Line>),
}

impl Places {
    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Self::Count(n) => *n as usize,
            Self::Named(names) => names.len(),
        }
    }
}

/// Some of the places of each slot are kept back, and can be booked only from so many days before: a
/// crowd on the first day does not take them all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Release {
    /// How many places.
    pub places: u32,
    /// From how many days before.
    pub days_before: u32,
}

/// Something that can be booked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Bookable {
    /// Its name in addresses.
    pub id: Slug,
    /// Its title.
    pub title: Line,
    /// What it is, in a sentence.
    pub summary: Summary,
    /// What one gets.
    pub kind: BookableKind,
    /// The office where one goes.
    pub office: Slug,
    /// The body that offers it: an office of the tree.
    pub organisation: Slug,
    /// Where, when it is not at the office.
    pub place: Option<Slug>,
    /// The services for which one books it.
    pub services: Vec<Slug>,
    /// How many places.
    pub places: Places,
    /// When.
    pub timetable: Timetable,
    /// Places that are kept back at first; never all of them.
    pub releases: Vec<Release>,
    /// Hours before, at least, that one must book.
    pub notice_hours: u32,
    /// Days ahead, at most, that one can book.
    pub horizon_days: u32,
    /// Hours before, at least, that one can cancel or move.
    pub cancel_hours: u32,
    /// How many bookings to come one person may have; `None` is no limit.
    pub per_person: Option<u32>,
    /// What is asked beside name and e-mail.
    pub fields: Vec<Field>,
    /// What to bring.
    pub bring: Vec<Line>,
    /// Minutes, at most, until a place that was given back can be booked again: nobody knows when.
    pub reopen_minutes: u32,
    /// Days after the appointment at which the data are deleted.
    pub keep_days: u32,
}
