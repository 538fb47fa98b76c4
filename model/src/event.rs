// SPDX-License-Identifier: EUPL-1.2
//! Something that happens at a time in a place ("Evento" of the official model).

use crate::codes::codes;
use crate::slug::Slug;
use crate::text::{Line, Picture, Prose, Summary};
use jiff::civil::DateTime;

codes! {
    /// The five groups of the official list.
    pub enum EventKind {
        Culture = "culturale", "Evento culturale";
        Social = "sociale", "Evento sociale";
        Sport = "sportivo", "Evento sportivo";
        Training = "formativo", "Evento di formazione";
        Institutional = "istituzionale", "Evento istituzionale";
    }
}

/// An event. Times are those of the wall clock of the town.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Event {
    /// Its name in addresses.
    pub id: Slug,
    /// Its title.
    pub title: Line,
    /// What kind it is.
    pub kind: EventKind,
    /// When it begins.
    pub from: DateTime,
    /// When it ends, not before it begins.
    pub to: DateTime,
    /// Where.
    pub place: Slug,
    /// What it is, in a sentence.
    pub summary: Summary,
    /// Whom it is for.
    pub audience: Line,
    /// What it costs, in words.
    pub cost: Line,
    /// Who organises it.
    pub organiser: Slug,
    /// Its topics, at least one.
    pub topics: Vec<Slug>,
    /// What to book to take part.
    pub bookable: Option<Slug>,
    /// The services it is about.
    pub services: Vec<Slug>,
    /// A picture.
    pub picture: Option<Picture>,
    /// The text.
    pub body: Prose,
}
