// SPDX-License-Identifier: EUPL-1.2
//! What to do in a life event: steps across offices, in order, with what comes first and by when.

use crate::slug::Slug;
use crate::text::{Line, Prose, Summary};
use crate::vocabulary::LifeEvent;
use jiff::civil::Date;

/// The steps that a life event asks for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Journey {
    /// Its name in addresses.
    pub id: Slug,
    /// What happens, as people say it.
    pub title: Line,
    /// What one finds here, in a sentence.
    pub summary: Summary,
    /// What comes before all else, in a sentence or two.
    pub first: Line,
    /// The official names of the event.
    pub life_events: Vec<LifeEvent>,
    /// Its topics, at least one: the first decides its picture.
    pub topics: Vec<Slug>,
    /// Citizens' own words for it.
    pub keywords: Vec<Line>,
    /// The steps, at least one, in order.
    pub steps: Vec<Step>,
    /// Other life events that often come with it.
    pub related: Vec<Slug>,
    /// When the text was last read through.
    pub updated: Option<Date>,
    /// What is not a step: particular cases, help.
    pub body: Prose,
}

/// A step. It leads somewhere: to a service, an office, something to book, or a link in its text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Step {
    /// What to do.
    pub title: Line,
    /// By when, in words: "entro 10 giorni dalla nascita".
    pub by_when: Option<Line>,
    /// How.
    pub text: Prose,
    /// The services with which it is done.
    pub services: Vec<Slug>,
    /// The offices that help.
    pub offices: Vec<Slug>,
    /// What can be booked for it.
    pub bookables: Vec<Slug>,
}
