// SPDX-License-Identifier: EUPL-1.2
//! Novità and Vivere: news, places, events.

use super::cards::{bookable_card, bookable_link, closures, day, hours, news_card, office_card, place_card};
use super::relations::{alphabetical, of};
use super::shared::Shared;
use super::titles::Title;
use super::types::{Body, Card, EventPage, EventsPage, Group, Link, ListPage, LivePage, NewsHomePage, NewsPage, Page, PlacePage, PositionView, SecondLevel};
use super::{Place, Planned, Studio, titles};
use crate::address::{Address, fixed, section};
use crate::audit::{Menu, PageKind};
use crate::check::news_group;
use model::event::Event;
use model::news::{News, NewsKind};
use model::place::PlaceKind;
use model::text::Line;
use model::vocabulary::Coded;
use model::words;

/// Plans all pages of these parts.
pub fn plan<'v, 'a>(studio: &'v Studio<'a>, out: &mut Vec<Planned<'v, 'a>>) {
    let site = studio.maker.site;
    out.push(Planned::new(fixed::NEWS, || news_home(studio)));
    out.extend(NewsKind::ALL.iter().map(|kind| Planned::new(Address::In(section::NEWS, news_group(*kind)), || news_list(studio, *kind))));
    out.extend(site.news.values().map(|one| Planned::new(Address::In(section::NEWS, one.id.as_str()), || news(studio, one))));
    out.push(Planned::new(fixed::LIVE, || live(studio)));
    out.push(Planned::new(fixed::PLACES, || places(studio)));
    out.push(Planned::new(fixed::EVENTS, || events(studio)));
    out.extend(site.places.values().map(|one| Planned::new(Address::In(section::PLACES, one.id.as_str()), || place(studio, one))));
    out.extend(site.events.values().map(|one| Planned::new(Address::In(section::EVENTS, one.id.as_str()), || event(studio, one))));
}

fn news_title(kind: NewsKind) -> &'static Title {
    match kind {
        NewsKind::News => &titles::NEWS_NEWS,
        NewsKind::Release => &titles::NEWS_RELEASES,
        NewsKind::Notice => &titles::NEWS_NOTICES,
    }
}

fn news_home<'a>(studio: &Studio<'a>) -> Page<'a> {
    let second = NewsKind::ALL
        .iter()
        .map(|kind| SecondLevel {
            title: news_title(*kind).title,
            url: Address::In(section::NEWS, news_group(*kind)),
            summary: news_title(*kind).summary,
            element: "news-category-link",
        })
        .collect();
    let body = NewsHomePage { summary: titles::NEWS.summary, second, news: studio.relations.news.iter().map(|news| news_card(news)).collect() };
    studio.page("novita", PageKind::FirstLevel(Menu::News), fixed::NEWS, &titles::NEWS, Place::Entry("news"), Body::NewsHome(body))
}

fn news_list<'a>(studio: &Studio<'a>, kind: NewsKind) -> Page<'a> {
    let title = news_title(kind);
    let news = studio.relations.news.iter().filter(|news| news.kind == kind).map(|news| news_card(news)).collect();
    let body = NewsHomePage { summary: title.summary, second: Vec::new(), news };
    studio.page("novita", PageKind::SecondLevel, Address::In(section::NEWS, news_group(kind)), title, Place::Below("news", Vec::new()), Body::NewsHome(body))
}

fn news<'a>(studio: &Studio<'a>, news: &'a News) -> Page<'a> {
    let maker = &studio.maker;
    let kind = Link { title: news.kind.label(), url: Address::In(section::NEWS, news_group(news.kind)) };
    let body = NewsPage {
        summary: news.summary.as_str(),
        kind: kind.clone(),
        date: day(news.date),
        expires: news.expires.map(day),
        html: &news.body.rendered,
        topics: maker.topics(&news.topics),
        offices: maker.offices(&news.offices),
        services: maker.services(&news.services),
        places: news.places.iter().map(|id| Link { title: maker.site.places[id].name.as_str(), url: Address::In(section::PLACES, id.as_str()) }).collect(),
        picture: maker.picture(&news.picture),
    };
    studio.titled(
        "notizia",
        PageKind::Other,
        Address::In(section::NEWS, news.id.as_str()),
        news.title.as_str(),
        news.summary.as_str(),
        Place::Below("news", vec![Shared::part(kind)]),
        Body::News(body),
    )
}

fn live<'a>(studio: &Studio<'a>) -> Page<'a> {
    let second = |title: &'static Title, url, element| SecondLevel { title: title.title, url, summary: title.summary, element };
    let notable = studio.maker.site.places.values().filter(|place| matches!(place.kind, PlaceKind::Monument | PlaceKind::Museum | PlaceKind::Park));
    let body = LivePage {
        summary: titles::LIVE.summary,
        second: vec![second(&titles::PLACES, fixed::PLACES, "live-button-locations"), second(&titles::EVENTS, fixed::EVENTS, "live-button-events")],
        events: studio.maker.event_cards(&studio.relations.coming[..studio.relations.coming.len().min(4)]),
        places: notable.take(9).map(place_card).collect(),
    };
    studio.page("vivere", PageKind::FirstLevel(Menu::Live), fixed::LIVE, &titles::LIVE, Place::Entry("live"), Body::Live(body))
}

fn places<'a>(studio: &Studio<'a>) -> Page<'a> {
    let of_kind = |kind: PlaceKind| {
        let mut found: Vec<_> = studio.maker.site.places.values().filter(|place| place.kind == kind).collect();
        found.sort_by_cached_key(|place| alphabetical(place.name.as_str()));
        found.into_iter().map(place_card).collect::<Vec<Card<'a>>>()
    };
    let groups =
        PlaceKind::ALL.iter().map(|kind| Group { title: kind.label(), id: kind.code().to_owned(), cards: of_kind(*kind) }).filter(|group| !group.cards.is_empty()).collect();
    let body = ListPage { summary: titles::PLACES.summary, groups, element: "", second: Vec::new() };
    studio.page("elenco", PageKind::SecondLevel, fixed::PLACES, &titles::PLACES, Place::Below("live", Vec::new()), Body::List(body))
}

fn events<'a>(studio: &Studio<'a>) -> Page<'a> {
    let (maker, relations) = (&studio.maker, &studio.relations);
    let body = EventsPage { summary: titles::EVENTS.summary, coming: maker.event_cards(&relations.coming), past: maker.event_cards(&relations.past) };
    studio.page("eventi", PageKind::SecondLevel, fixed::EVENTS, &titles::EVENTS, Place::Below("live", Vec::new()), Body::Events(body))
}

fn place<'a>(studio: &Studio<'a>, place: &'a model::place::Place) -> Page<'a> {
    let (maker, relations) = (&studio.maker, &studio.relations);
    let offices = of(&relations.offices_of_place, &place.id);
    let bookings = offices.iter().flat_map(|office| of(&relations.bookables_of_office, &office.id)).map(|bookable| bookable_card(bookable)).collect();
    let text = |line: &'a Option<Line>| line.as_ref().map(Line::as_str);
    let body = PlacePage {
        summary: place.summary.as_str(),
        kind: place.kind.label(),
        address: text(&place.address),
        postcode: text(&place.postcode),
        district: place.district.as_ref().map(|id| maker.site.districts[id].name.as_str()),
        position: place.position.as_ref().map(|at| PositionView { latitude: at.latitude.as_str(), longitude: at.longitude.as_str() }),
        access: text(&place.access),
        hours: hours(&place.hours),
        closures: closures(&place.closures),
        html: &place.body.rendered,
        offices: offices.iter().map(|office| office_card(office)).collect(),
        bookings,
        events: maker.event_cards(of(&relations.events_of_place, &place.id)),
        picture: maker.picture(&place.picture),
    };
    let above = Link { title: titles::PLACES.title, url: fixed::PLACES };
    studio.titled(
        "luogo",
        PageKind::Other,
        Address::In(section::PLACES, place.id.as_str()),
        place.name.as_str(),
        place.summary.as_str(),
        Place::Below("live", vec![Shared::part(above)]),
        Body::Place(body),
    )
}

fn event<'a>(studio: &Studio<'a>, event: &'a Event) -> Page<'a> {
    let maker = &studio.maker;
    let body = EventPage {
        summary: event.summary.as_str(),
        kind: event.kind.label(),
        when: words::period(event.from, event.to),
        from: event.from.strftime("%Y-%m-%dT%H:%M").to_string(),
        to: event.to.strftime("%Y-%m-%dT%H:%M").to_string(),
        past: event.to.date() < studio.today,
        place: maker.place_box(&event.place),
        audience: event.audience.as_str(),
        cost: event.cost.as_str(),
        organiser: maker.office_box(&event.organiser),
        booking: event.bookable.as_ref().map(|id| bookable_link(&maker.site.bookables[id])),
        topics: maker.topics(&event.topics),
        services: maker.services(&event.services),
        html: &event.body.rendered,
        picture: maker.picture(&event.picture),
    };
    let above = Link { title: titles::EVENTS.title, url: fixed::EVENTS };
    studio.titled(
        "evento",
        PageKind::Other,
        Address::In(section::EVENTS, event.id.as_str()),
        event.title.as_str(),
        event.summary.as_str(),
        Place::Below("live", vec![Shared::part(above)]),
        Body::Event(body),
    )
}
