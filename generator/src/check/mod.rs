// SPDX-License-Identifier: EUPL-1.2
//! The whole: from drafts to a [`Site`] in which every reference leads somewhere, or to all the faults.
//!
//! 1. [`Index`]: what exists.
//! 2. Each draft becomes a thing of the model at its own [`Desk`], in parallel.
//! 3. [`rules::CHECKS`]: what can only be seen on the whole.
//! 4. Without an error there is a site.

mod booking;
mod desk;
mod english;
mod index;
mod journey;
mod office;
mod report;
mod rules;
mod service;
mod settings;
mod story;
mod timetable;

pub use index::{PEOPLE, news_group};

use crate::fault::{Fault, Level};
use crate::parse::{Draft, Drafts, Parsed};
use desk::Desk;
use index::Index;
use jiff::civil::Date;
use model::bookable::Bookable;
use model::comic::Comic;
use model::document::Document;
use model::event::Event;
use model::geo::Boundary;
use model::journey::Journey;
use model::news::News;
use model::office::Office;
use model::page::{Page, Question};
use model::place::{District, Place};
use model::redirect::Redirect;
use model::report::Reports;
use model::service::Service;
use model::settings::Settings;
use model::site::Site;
use model::slug::Slug;
use model::taxonomy::{Category, Topic};
use model::text::Line;
use model::translation::{TranslatedJourney, TranslatedService, Translations};
use model::tutorial::Tutorial;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What came out of the check.
#[derive(Debug)]
pub struct Checked {
    /// The site, when there is no error.
    pub site: Option<Site>,
    /// All faults, sorted.
    pub faults: Vec<Fault>,
}

/// What one file says, checked.
enum Item {
    Settings(Settings),
    Districts(Vec<District>),
    Questions(Vec<Question>),
    Reports(Reports),
    Boundary(Boundary),
    Redirects(Vec<Redirect>),
    Synonyms(Vec<Vec<Line>>),
    Service(Service),
    Journey(Journey),
    EnglishService(Slug, TranslatedService),
    EnglishJourney(Slug, TranslatedJourney),
    Office(Office),
    Place(Place),
    Topic(Topic),
    Category(Category),
    News(News),
    Event(Event),
    Document(Document),
    Page(Page),
    Tutorial(Tutorial),
    Bookable(Bookable),
    Comic(Comic),
}

/// Checks the whole content. `prefix` is what stands before paths when they are shown.
#[must_use]
pub fn check(drafts: &Drafts, prefix: &str, today: Date) -> Checked {
    let mut faults: Vec<Fault> = drafts.faults.clone();
    faults.extend(drafts.files.iter().flat_map(|parsed| parsed.faults.iter().cloned()));
    let index = Index::new(drafts, prefix, today, &mut faults);
    let checked: Vec<(Option<Item>, Vec<Fault>)> = drafts
        .files
        .par_iter()
        .map(|parsed| {
            let mut desk = Desk::new(&index, &parsed.file);
            let item = item(parsed, &mut desk);
            (item, desk.faults.into_list())
        })
        .collect();
    let mut items = Vec::with_capacity(checked.len());
    for (item, found) in checked {
        items.extend(item);
        faults.extend(found);
    }
    for rule in rules::CHECKS {
        rule(&index, &mut faults);
    }
    faults.sort();
    faults.dedup();
    let good = faults.iter().all(|fault| fault.level != Level::Error);
    Checked { site: good.then(|| site(items)).flatten(), faults }
}

fn item(parsed: &Parsed, desk: &mut Desk<'_>) -> Option<Item> {
    let draft = parsed.draft.as_ref()?;
    match draft {
        Draft::Settings(form) => settings::settings(form, desk).map(Item::Settings),
        Draft::HardWords(_) => None,
        Draft::Districts(form) => Some(Item::Districts(office::districts(form, desk))),
        Draft::Questions(list) => Some(Item::Questions(story::questions(list, desk))),
        Draft::Phrases(list) | Draft::EnglishPhrases(list) => {
            story::phrases(list, desk);
            None
        }
        Draft::Reports(form) => Some(Item::Reports(report::reports(form, desk))),
        Draft::Boundary(form) => Some(Item::Boundary(form.boundary.clone())),
        Draft::Redirects(form) => Some(Item::Redirects(settings::redirects(form, desk))),
        Draft::Synonyms(form) => Some(Item::Synonyms(settings::synonyms(form))),
        other => named(parsed.id.as_ref()?, other, desk),
    }
}

fn named(id: &Slug, draft: &Draft, desk: &mut Desk<'_>) -> Option<Item> {
    match draft {
        Draft::Service(written) => service::service(id, written, desk).map(Item::Service),
        Draft::Journey(written) => journey::journey(id, written, desk).map(Item::Journey),
        Draft::EnglishService(written) => english::service(id, written, desk).map(|thing| Item::EnglishService(id.clone(), thing)),
        Draft::EnglishJourney(written) => english::journey(id, written, desk).map(|thing| Item::EnglishJourney(id.clone(), thing)),
        Draft::Office(written) => office::office(id, written, desk).map(Item::Office),
        Draft::Place(written) => office::place(id, written, desk).map(Item::Place),
        Draft::Topic(written) => office::topic(id, written, desk).map(Item::Topic),
        Draft::Category(written) => office::category(id, written, desk).map(Item::Category),
        Draft::News(written) => story::news(id, written, desk).map(Item::News),
        Draft::Event(written) => story::event(id, written, desk).map(Item::Event),
        Draft::Document(written) => story::document(id, written, desk).map(Item::Document),
        Draft::Page(written) => story::page(id, written, desk).map(Item::Page),
        Draft::Tutorial(written) => story::tutorial(id, written, desk).map(Item::Tutorial),
        Draft::Bookable(form) => booking::bookable(id, form, desk).map(Item::Bookable),
        Draft::Comic(scripted) => story::comic(id, &scripted.form, desk).map(Item::Comic),
        Draft::Settings(_)
        | Draft::HardWords(_)
        | Draft::Districts(_)
        | Draft::Questions(_)
        | Draft::Phrases(_)
        | Draft::EnglishPhrases(_)
        | Draft::Reports(_)
        | Draft::Boundary(_)
        | Draft::Redirects(_)
        | Draft::Synonyms(_) => None,
    }
}

/// Puts the items in their places; `None` without settings, which is a fault of its own.
fn site(items: Vec<Item>) -> Option<Site> {
    let mut found: Option<Settings> = None;
    let mut site = Parts::default();
    for item in items {
        match item {
            Item::Settings(settings) => found = Some(settings),
            Item::Districts(list) => site.districts.extend(list.into_iter().map(|district| (district.id.clone(), district))),
            Item::Questions(list) => site.questions = list,
            Item::Reports(reports) => site.reports = Some(reports),
            Item::Boundary(boundary) => site.boundary = Some(boundary),
            Item::Redirects(list) => site.redirects = list,
            Item::Synonyms(groups) => site.synonyms = groups,
            Item::Service(thing) => put(&mut site.services, thing.id.clone(), thing),
            Item::EnglishService(id, thing) => put(&mut site.english.services, id, thing),
            Item::EnglishJourney(id, thing) => put(&mut site.english.journeys, id, thing),
            Item::Journey(thing) => put(&mut site.journeys, thing.id.clone(), thing),
            Item::Office(thing) => put(&mut site.offices, thing.id.clone(), thing),
            Item::Place(thing) => put(&mut site.places, thing.id.clone(), thing),
            Item::Topic(thing) => put(&mut site.topics, thing.id.clone(), thing),
            Item::Category(thing) => put(&mut site.categories, thing.id.clone(), thing),
            Item::News(thing) => put(&mut site.news, thing.id.clone(), thing),
            Item::Event(thing) => put(&mut site.events, thing.id.clone(), thing),
            Item::Document(thing) => put(&mut site.documents, thing.id.clone(), thing),
            Item::Page(thing) => put(&mut site.pages, thing.id.clone(), thing),
            Item::Tutorial(thing) => put(&mut site.tutorials, thing.id.clone(), thing),
            Item::Bookable(thing) => put(&mut site.bookables, thing.id.clone(), thing),
            Item::Comic(thing) => put(&mut site.comics, thing.id.clone(), thing),
        }
    }
    site.redirects.sort();
    Some(site.with(found?))
}

fn put<T>(map: &mut BTreeMap<Slug, T>, id: Slug, thing: T) {
    map.insert(id, thing);
}

/// A site while its things are put in place.
#[derive(Default)]
struct Parts {
    services: BTreeMap<Slug, Service>,
    journeys: BTreeMap<Slug, Journey>,
    offices: BTreeMap<Slug, Office>,
    places: BTreeMap<Slug, Place>,
    districts: BTreeMap<Slug, District>,
    topics: BTreeMap<Slug, Topic>,
    categories: BTreeMap<Slug, Category>,
    news: BTreeMap<Slug, News>,
    events: BTreeMap<Slug, Event>,
    documents: BTreeMap<Slug, Document>,
    bookables: BTreeMap<Slug, Bookable>,
    reports: Option<Reports>,
    boundary: Option<Boundary>,
    tutorials: BTreeMap<Slug, Tutorial>,
    comics: BTreeMap<Slug, Comic>,
    pages: BTreeMap<Slug, Page>,
    questions: Vec<Question>,
    english: Translations,
    redirects: Vec<Redirect>,
    synonyms: Vec<Vec<Line>>,
}

impl Parts {
    fn with(self, settings: Settings) -> Site {
        Site {
            settings,
            services: self.services,
            journeys: self.journeys,
            offices: self.offices,
            places: self.places,
            districts: self.districts,
            topics: self.topics,
            categories: self.categories,
            news: self.news,
            events: self.events,
            documents: self.documents,
            bookables: self.bookables,
            reports: self.reports,
            boundary: self.boundary,
            tutorials: self.tutorials,
            comics: self.comics,
            pages: self.pages,
            questions: self.questions,
            english: self.english,
            redirects: self.redirects,
            synonyms: self.synonyms,
        }
    }
}
