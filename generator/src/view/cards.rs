// SPDX-License-Identifier: EUPL-1.2
//! The small pieces from which views are put together: links, cards, boxes, hours.

use super::Drawn;
use super::shared::{Late, Part, Shared};
use super::types::{BookingCard, Card, ClosureView, Day, EventCard, HoursRow, Link, NewsCard, OfficeBox, PictureView, PlaceBox};
use crate::address::{Address, section};
use crate::comics::Strips;
use crate::film::Reels;
use crate::picture::{self, SIZES};
use ahash::AHashMap;
use jiff::civil::Date;
use model::bookable::Bookable;
use model::comic::Comic;
use model::document::Document;
use model::event::Event;
use model::hours::{Closure, DAYS, WeeklyRange};
use model::news::News;
use model::office::Office;
use model::place::Place;
use model::service::Service;
use model::site::Site;
use model::slug::Slug;
use model::taxonomy::{Category, Topic};
use model::text::Picture;
use model::tutorial::Tutorial;
use model::vocabulary::Coded;
use model::words;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The site, with what is not in the model: sizes of pictures, and what many pages look up or show alike.
pub struct Maker<'a> {
    /// The content.
    pub site: &'a Site,
    /// Sizes of pictures by address.
    pub pictures: &'a BTreeMap<String, picture::Picture>,
    /// What is drawn of comics.
    pub strips: &'a Strips,
    /// The films that are finished.
    pub films: &'a Reels,
    services: AHashMap<&'a str, (&'a Service, Late<Card<'a>>)>,
    offices: AHashMap<&'a str, (&'a Office, Late<OfficeBox<'a>>, Late<Link<'a>>)>,
    topics: AHashMap<&'a str, (&'a Topic, Late<Link<'a>>)>,
    categories: AHashMap<&'a str, (&'a Category, Late<Link<'a>>)>,
}

/// A telephone number as a `tel:` address wants it (RFC 3966): no spaces.
pub fn phone_link(phone: &str) -> String {
    phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

pub fn day(date: Date) -> Day {
    Day { iso: date.to_string(), text: words::date(date), day: date.day(), month: words::short_month(date), year: date.year() }
}

pub fn service_card<'a>(service: &'a Service, kind: &'a str) -> Card<'a> {
    Card { title: service.title.as_str(), id: service.id.as_str(), url: Address::In(section::SERVICES, service.id.as_str()), summary: service.summary.as_str(), kind }
}

pub fn office_link(office: &Office) -> Link<'_> {
    Link { title: office.name.as_str(), url: Address::In(section::OFFICES, office.id.as_str()) }
}

pub fn office_card(office: &Office) -> Card<'_> {
    Card {
        title: office.name.as_str(),
        id: office.id.as_str(),
        url: Address::In(section::OFFICES, office.id.as_str()),
        summary: office.summary.as_str(),
        kind: office.kind.label(),
    }
}

pub fn place_card(place: &Place) -> Card<'_> {
    Card { title: place.name.as_str(), id: place.id.as_str(), url: Address::In(section::PLACES, place.id.as_str()), summary: place.summary.as_str(), kind: place.kind.label() }
}

pub fn topic_link(topic: &Topic) -> Link<'_> {
    Link { title: topic.name.as_str(), url: Address::In(section::TOPICS, topic.id.as_str()) }
}

pub fn topic_card(topic: &Topic) -> Card<'_> {
    Card { title: topic.name.as_str(), id: topic.id.as_str(), url: Address::In(section::TOPICS, topic.id.as_str()), summary: topic.summary.as_str(), kind: "" }
}

pub fn news_link(news: &News) -> Link<'_> {
    Link { title: news.title.as_str(), url: Address::In(section::NEWS, news.id.as_str()) }
}

pub fn news_card(news: &News) -> NewsCard<'_> {
    let kind = match news.kind {
        model::news::NewsKind::News => "Notizia",
        model::news::NewsKind::Release => "Comunicato",
        model::news::NewsKind::Notice => "Avviso",
    };
    NewsCard {
        card: Card { title: news.title.as_str(), id: news.id.as_str(), url: Address::In(section::NEWS, news.id.as_str()), summary: news.summary.as_str(), kind },
        date: day(news.date),
    }
}

pub fn event_link(event: &Event) -> Link<'_> {
    Link { title: event.title.as_str(), url: Address::In(section::EVENTS, event.id.as_str()) }
}

pub fn document_link(document: &Document) -> Link<'_> {
    Link { title: document.title.as_str(), url: Address::In(section::DOCUMENTS, document.id.as_str()) }
}

pub fn document_card(document: &Document) -> Card<'_> {
    Card {
        title: document.title.as_str(),
        id: document.id.as_str(),
        url: Address::In(section::DOCUMENTS, document.id.as_str()),
        summary: document.summary.as_str(),
        kind: document.kind.label(),
    }
}

pub fn bookable_link(bookable: &Bookable) -> Link<'_> {
    Link { title: bookable.title.as_str(), url: Address::In(section::BOOKINGS, bookable.id.as_str()) }
}

pub fn bookable_card(bookable: &Bookable) -> Card<'_> {
    Card {
        title: bookable.title.as_str(),
        id: bookable.id.as_str(),
        url: Address::In(section::BOOKINGS, bookable.id.as_str()),
        summary: bookable.summary.as_str(),
        kind: bookable.kind.label(),
    }
}

pub fn tutorial_card(tutorial: &Tutorial) -> Card<'_> {
    Card {
        title: tutorial.title.as_str(),
        id: tutorial.id.as_str(),
        url: Address::In(section::TUTORIALS, tutorial.id.as_str()),
        summary: tutorial.summary.as_str(),
        kind: "Tutorial",
    }
}

pub fn comic_card(comic: &Comic) -> Card<'_> {
    Card { title: comic.title.as_str(), id: comic.id.as_str(), url: Address::In(section::COMICS, comic.id.as_str()), summary: comic.summary.as_str(), kind: "Fumetto" }
}

pub fn card_link<'a>(card: Card<'a>) -> Link<'a> {
    Link { title: card.title, url: card.url }
}

pub fn closures(closures: &[Closure]) -> Vec<ClosureView<'_>> {
    closures.iter().map(|closure| ClosureView { from: day(closure.from), to: day(closure.to), reason: closure.reason.as_ref().map(model::text::Line::as_str) }).collect()
}

/// Every day of the week with its hours; nothing when no hours are known.
pub fn hours(ranges: &[WeeklyRange]) -> Vec<HoursRow> {
    if ranges.is_empty() {
        return Vec::new();
    }
    DAYS.iter()
        .enumerate()
        .map(|(number, (_, day, _))| {
            let mut on: Vec<_> = ranges.iter().filter(|range| range.on(number)).map(WeeklyRange::range).collect();
            on.sort();
            HoursRow { day, number: number + 1, ranges: on.iter().map(ToString::to_string).collect() }
        })
        .collect()
}

impl<'a> Maker<'a> {
    pub fn new(site: &'a Site, Drawn { pictures, strips, films }: Drawn<'a>) -> Self {
        let services = site.services.values().map(|service| (service.id.as_str(), (service, OnceLock::new()))).collect();
        let offices = site.offices.values().map(|office| (office.id.as_str(), (office, OnceLock::new(), OnceLock::new()))).collect();
        let topics = site.topics.values().map(|topic| (topic.id.as_str(), (topic, OnceLock::new()))).collect();
        let categories = site.categories.values().map(|category| (category.id.as_str(), (category, OnceLock::new()))).collect();
        Self { site, pictures, strips, films, services, offices, topics, categories }
    }

    pub fn office(&self, id: &Slug) -> &'a Office {
        self.offices[id.as_str()].0
    }

    pub fn services(&self, ids: &[Slug]) -> Vec<Part<Card<'a>>> {
        ids.iter().map(|id| self.service(id)).collect()
    }

    pub fn service_cards(&self, services: &[&'a Service]) -> Vec<Part<Card<'a>>> {
        services.iter().map(|service| self.service(&service.id)).collect()
    }

    fn service(&self, id: &Slug) -> Part<Card<'a>> {
        let (service, made) = &self.services[id.as_str()];
        Shared::late(made, || service_card(service, ""))
    }

    pub fn topics(&self, ids: &[Slug]) -> Vec<Part<Link<'a>>> {
        ids.iter().map(|id| &self.topics[id.as_str()]).map(|(topic, made)| Shared::late(made, || topic_link(topic))).collect()
    }

    pub fn offices(&self, ids: &[Slug]) -> Vec<Part<Link<'a>>> {
        ids.iter().map(|id| &self.offices[id.as_str()]).map(|(office, _, made)| Shared::late(made, || office_link(office))).collect()
    }

    /// A category with the link to it.
    pub fn category(&self, id: &Slug) -> (&'a Category, Part<Link<'a>>) {
        let (category, made) = &self.categories[id.as_str()];
        (category, Shared::late(made, || Link { title: category.name.as_str(), url: Address::In(section::SERVICES, category.id.as_str()) }))
    }

    pub fn place_box(&self, id: &Slug) -> PlaceBox<'a> {
        let place = &self.site.places[id];
        PlaceBox {
            name: place.name.as_str(),
            url: Address::In(section::PLACES, place.id.as_str()),
            address: place.address.as_ref().map(model::text::Line::as_str),
            district: place.district.as_ref().map(|id| self.site.districts[id].name.as_str()),
        }
    }

    pub fn office_box(&self, id: &Slug) -> Part<OfficeBox<'a>> {
        let (office, made, _) = &self.offices[id.as_str()];
        Shared::late(made, || self.box_of(office))
    }

    fn box_of(&self, office: &'a Office) -> OfficeBox<'a> {
        let text = |line: &'a Option<model::text::Line>| line.as_ref().map(model::text::Line::as_str);
        OfficeBox {
            name: office.name.as_str(),
            url: Address::In(section::OFFICES, office.id.as_str()),
            summary: office.summary.as_str(),
            place: office.place.as_ref().map(|id| self.place_box(id)),
            phone: text(&office.contacts.phone),
            phone_link: office.contacts.phone.as_ref().map(|phone| phone_link(phone.as_str())),
            email: text(&office.contacts.email),
            certified_email: text(&office.contacts.certified_email),
            website: text(&office.contacts.website),
            hours: hours(self.hours_of(office)),
            closures: closures(self.closures_of(office)),
        }
    }

    /// An office's own hours, or those of its place.
    fn hours_of(&self, office: &'a Office) -> &'a [WeeklyRange] {
        if office.hours.is_empty() { office.place.as_ref().map_or(&[], |id| self.site.places[id].hours.as_slice()) } else { &office.hours }
    }

    /// When an office is shut: its place says it where the hours are the place's.
    fn closures_of(&self, office: &'a Office) -> &'a [Closure] {
        let place = office.place.as_ref().filter(|_| office.hours.is_empty() && office.closures.is_empty());
        place.map_or(&office.closures, |id| self.site.places[id].closures.as_slice())
    }

    pub fn booking(&self, id: &Slug) -> BookingCard<'a> {
        let bookable = &self.site.bookables[id];
        let place = bookable.place.as_ref().or(self.office(&bookable.office).place.as_ref());
        BookingCard {
            title: bookable.title.as_str(),
            url: Address::In(section::BOOKINGS, bookable.id.as_str()),
            office: self.office(&bookable.office).name.as_str(),
            place: place.map(|id| self.place_box(id)),
        }
    }

    pub fn event_card(&self, event: &'a Event) -> EventCard<'a> {
        EventCard {
            card: Card {
                title: event.title.as_str(),
                id: event.id.as_str(),
                url: Address::In(section::EVENTS, event.id.as_str()),
                summary: event.summary.as_str(),
                kind: event.kind.label(),
            },
            when: words::period(event.from, event.to),
            date: day(event.from.date()),
            place: self.site.places[&event.place].name.as_str(),
        }
    }

    pub fn event_cards(&self, events: &[&'a Event]) -> Vec<EventCard<'a>> {
        events.iter().map(|event| self.event_card(event)).collect()
    }

    pub fn picture(&self, picture: &'a Option<Picture>) -> Option<PictureView<'a>> {
        let picture = picture.as_ref()?;
        let found = self.pictures.get(picture.file.as_str())?;
        Some(PictureView { url: &found.fallback, sources: found.srcset(), sizes: SIZES, alt: picture.alt.as_str(), width: found.width, height: found.height })
    }
}

/// Weekly hours as editors write them, one text a day: "lunedì 08:30-12:30 14:00-16:00".
pub fn hours_in_words(ranges: &[WeeklyRange]) -> Vec<String> {
    hours(ranges).into_iter().filter(|row| !row.ranges.is_empty()).map(|row| format!("{} {}", row.day, row.ranges.join(" "))).collect()
}
