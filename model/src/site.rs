// SPDX-License-Identifier: EUPL-1.2
//! The whole content of a portal, checked: every reference in it leads somewhere.

use crate::bookable::Bookable;
use crate::comic::Comic;
use crate::document::Document;
use crate::event::Event;
use crate::geo::Boundary;
use crate::journey::Journey;
use crate::news::News;
use crate::office::Office;
use crate::page::{Page, Question};
use crate::place::{District, Place};
use crate::redirect::Redirect;
use crate::report::Reports;
use crate::service::Service;
use crate::settings::Settings;
use crate::slug::Slug;
use crate::taxonomy::{Category, Topic};
use crate::text::Line;
use crate::translation::Translations;
use crate::tutorial::Tutorial;
use std::collections::BTreeMap;

/// The whole content. Invariant: every [`Slug`] in it that names another thing is a key here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// What the site says of itself.
    pub settings: Settings,
    /// Services by name.
    pub services: BTreeMap<Slug, Service>,
    /// What to do in life events, by name.
    pub journeys: BTreeMap<Slug, Journey>,
    /// Offices by name: a forest whose roots have no parent.
    pub offices: BTreeMap<Slug, Office>,
    /// Places by name.
    pub places: BTreeMap<Slug, Place>,
    /// Districts by name.
    pub districts: BTreeMap<Slug, District>,
    /// Topics by name.
    pub topics: BTreeMap<Slug, Topic>,
    /// Categories by name.
    pub categories: BTreeMap<Slug, Category>,
    /// News by name.
    pub news: BTreeMap<Slug, News>,
    /// Events by name.
    pub events: BTreeMap<Slug, Event>,
    /// Documents by name.
    pub documents: BTreeMap<Slug, Document>,
    /// What can be booked, by name.
    pub bookables: BTreeMap<Slug, Bookable>,
    /// What is reported; `None` where the town takes no reports.
    pub reports: Option<Reports>,
    /// Where the municipality ends, when it is said.
    pub boundary: Option<Boundary>,
    /// Tutorials by name.
    pub tutorials: BTreeMap<Slug, Tutorial>,
    /// Comics by name.
    pub comics: BTreeMap<Slug, Comic>,
    /// Pages by name.
    pub pages: BTreeMap<Slug, Page>,
    /// Frequent questions, in the order of the file.
    pub questions: Vec<Question>,
    /// What is also said in English.
    pub english: Translations,
    /// Redirects, sorted.
    pub redirects: Vec<Redirect>,
    /// Groups of words that mean the same to those who search.
    pub synonyms: Vec<Vec<Line>>,
}
