// SPDX-License-Identifier: EUPL-1.2
//! References read backwards: which services an office is in charge of, what is about a topic.
//! Made once for a site, so that no page looks through everything.

use jiff::civil::Date;
use model::bookable::Bookable;
use model::comic::Comic;
use model::document::Document;
use model::event::Event;
use model::journey::Journey;
use model::news::News;
use model::office::Office;
use model::service::Service;
use model::site::Site;
use model::slug::Slug;
use model::tutorial::Tutorial;
use std::collections::{BTreeSet, HashMap};

/// Lists by the name of what they belong to. Each list is in the order in which it is shown.
type By<'a, T> = HashMap<&'a str, Vec<&'a T>>;

/// All references of a site, read backwards.
pub struct Relations<'a> {
    /// News, the latest first.
    pub news: Vec<&'a News>,
    /// Events to come, the next first, then past ones, the latest first.
    pub coming: Vec<&'a Event>,
    /// Events that are over, the latest first.
    pub past: Vec<&'a Event>,
    /// Services of a category.
    pub services_of_category: By<'a, Service>,
    /// Services about a topic.
    pub services_of_topic: By<'a, Service>,
    /// Services an office is in charge of.
    pub services_of_office: By<'a, Service>,
    /// Services one can also ask for at an office.
    pub services_at_office: By<'a, Service>,
    /// Life events of which a service is a step.
    pub journeys_of_service: By<'a, Journey>,
    /// Life events about a topic.
    pub journeys_of_topic: By<'a, Journey>,
    /// Units below a unit.
    pub offices_of_office: By<'a, Office>,
    /// Offices in a place.
    pub offices_of_place: By<'a, Office>,
    /// What can be booked at an office.
    pub bookables_of_office: By<'a, Bookable>,
    /// News about a topic.
    pub news_of_topic: By<'a, News>,
    /// News of an office.
    pub news_of_office: By<'a, News>,
    /// Events to come about a topic.
    pub events_of_topic: By<'a, Event>,
    /// Events to come in a place.
    pub events_of_place: By<'a, Event>,
    /// Events to come of an office.
    pub events_of_office: By<'a, Event>,
    /// Documents about a topic.
    pub documents_of_topic: By<'a, Document>,
    /// Documents of an office.
    pub documents_of_office: By<'a, Document>,
    /// Documents that name a service.
    pub documents_of_service: By<'a, Document>,
    /// Tutorials about a service.
    pub tutorials_of_service: By<'a, Tutorial>,
    /// Comics about a service.
    pub comics_of_service: By<'a, Comic>,
    /// Kinds of problems an office takes care of.
    pub reports_of_office: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Relations<'a> {
    /// Reads all references of a site backwards, as of a day.
    pub fn new(site: &'a Site, today: Date) -> Self {
        let mut services: Vec<&Service> = site.services.values().collect();
        services.sort_by_cached_key(|service| (alphabetical(service.title.as_str()), &service.id));
        let mut news: Vec<&News> = site.news.values().collect();
        news.sort_by_key(|news| (std::cmp::Reverse(news.date), &news.id));
        let (mut coming, mut past): (Vec<&Event>, Vec<&Event>) = site.events.values().partition(|event| event.to.date() >= today);
        coming.sort_by_key(|event| (event.from, &event.id));
        past.sort_by_key(|event| (std::cmp::Reverse(event.from), &event.id));
        let mut offices: Vec<&Office> = site.offices.values().collect();
        offices.sort_by_cached_key(|office| (alphabetical(office.name.as_str()), &office.id));
        let mut bookables: Vec<&Bookable> = site.bookables.values().collect();
        bookables.sort_by_cached_key(|bookable| (alphabetical(bookable.title.as_str()), &bookable.id));
        let mut journeys: Vec<&Journey> = site.journeys.values().collect();
        journeys.sort_by_cached_key(|journey| (alphabetical(journey.title.as_str()), &journey.id));
        let mut journeys_of_service: By<'a, Journey> = HashMap::new();
        for journey in &journeys {
            let named: BTreeSet<&str> = journey.steps.iter().flat_map(|step| &step.services).map(Slug::as_str).collect();
            named.into_iter().for_each(|id| journeys_of_service.entry(id).or_default().push(journey));
        }
        let documents: Vec<&Document> = site.documents.values().collect();
        let tutorials: Vec<&Tutorial> = site.tutorials.values().collect();
        let comics: Vec<&Comic> = site.comics.values().collect();
        let mut reports: HashMap<&str, Vec<&str>> = HashMap::new();
        for category in site.reports.iter().flat_map(|reports| &reports.categories) {
            for kind in &category.kinds {
                reports.entry(kind.office.as_str()).or_default().push(kind.name.as_str());
            }
        }
        Self {
            services_of_category: by(&services, |service| std::slice::from_ref(&service.category)),
            services_of_topic: by(&services, |service| service.topics.as_slice()),
            services_of_office: by(&services, |service| std::slice::from_ref(&service.office)),
            services_at_office: by(&services, |service| service.other_offices.as_slice()),
            journeys_of_service,
            journeys_of_topic: by(&journeys, |journey| journey.topics.as_slice()),
            offices_of_office: by(&offices, |office| office.parent.as_slice()),
            offices_of_place: by(&offices, |office| office.place.as_slice()),
            bookables_of_office: by(&bookables, |bookable| std::slice::from_ref(&bookable.office)),
            news_of_topic: by(&news, |news| news.topics.as_slice()),
            news_of_office: by(&news, |news| news.offices.as_slice()),
            events_of_topic: by(&coming, |event| event.topics.as_slice()),
            events_of_place: by(&coming, |event| std::slice::from_ref(&event.place)),
            events_of_office: by(&coming, |event| std::slice::from_ref(&event.organiser)),
            documents_of_topic: by(&documents, |document| document.topics.as_slice()),
            documents_of_office: by(&documents, |document| std::slice::from_ref(&document.office)),
            documents_of_service: by(&documents, |document| document.services.as_slice()),
            tutorials_of_service: by(&tutorials, |tutorial| tutorial.services.as_slice()),
            comics_of_service: by(&comics, |comic| comic.services.as_slice()),
            reports_of_office: reports,
            news,
            coming,
            past,
        }
    }
}

/// What a name's list holds, or nothing.
pub fn of<'r, 'a, T>(map: &'r By<'a, T>, id: &Slug) -> &'r [&'a T] {
    map.get(id.as_str()).map_or(&[], Vec::as_slice)
}

fn by<'a, T>(things: &[&'a T], names: impl Fn(&'a T) -> &'a [Slug]) -> By<'a, T> {
    let mut map: By<'a, T> = HashMap::new();
    for thing in things {
        for name in names(thing) {
            map.entry(name.as_str()).or_default().push(*thing);
        }
    }
    map
}

/// The key by which Italian titles are put in order: without accents, without capitals.
#[must_use]
pub fn alphabetical(title: &str) -> String {
    Slug::suggest(title).map_or_else(|| title.to_lowercase(), |slug| slug.as_str().to_owned())
}
