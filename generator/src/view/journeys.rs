// SPDX-License-Identifier: EUPL-1.2
//! Eventi della vita: all of them, and the steps of each.

use super::cards::{bookable_link, card_link};
use super::relations::alphabetical;
use super::shared::Shared;
use super::types::{Body, Card, JourneyCard, JourneyPage, JourneysPage, Link, Page, StepView};
use super::{Place, Planned, Studio, json_ld, titles};
use crate::address::{Address, fixed, section};
use crate::audit::PageKind;
use model::journey::{Journey, Step};
use model::slug::Slug;
use model::text::Line;

/// Plans all pages of this part; without a journey there is none.
pub fn plan<'v, 'a>(studio: &'v Studio<'a>, out: &mut Vec<Planned<'v, 'a>>) {
    let journeys = &studio.maker.site.journeys;
    if !journeys.is_empty() {
        out.push(Planned::new(fixed::LIFE_EVENTS, || all(studio)));
    }
    out.extend(journeys.values().map(|one| Planned::new(Address::In(section::LIFE_EVENTS, one.id.as_str()), || page(studio, one))));
}

/// A journey as a card.
pub fn card(journey: &Journey) -> JourneyCard<'_> {
    let url = Address::In(section::LIFE_EVENTS, journey.id.as_str());
    let card = Card { title: journey.title.as_str(), id: journey.id.as_str(), url, summary: journey.summary.as_str(), kind: "" };
    JourneyCard { card, topic: journey.topics.first().map_or("", Slug::as_str) }
}

/// A journey as a link.
pub fn link(journey: &Journey) -> Link<'_> {
    card_link(card(journey).card)
}

/// The journeys for the first page: those that the settings name, or all.
pub fn featured<'a>(studio: &Studio<'a>) -> Vec<JourneyCard<'a>> {
    let site = studio.maker.site;
    match site.settings.featured_journeys.as_slice() {
        [] => sorted(studio).into_iter().map(card).collect(),
        named => named.iter().map(|id| card(&site.journeys[id])).collect(),
    }
}

/// All journeys in alphabetical order.
pub fn sorted<'a>(studio: &Studio<'a>) -> Vec<&'a Journey> {
    let mut all: Vec<&Journey> = studio.maker.site.journeys.values().collect();
    all.sort_by_cached_key(|journey| alphabetical(journey.title.as_str()));
    all
}

fn all<'a>(studio: &Studio<'a>) -> Page<'a> {
    let body = JourneysPage { summary: titles::LIFE_EVENTS.summary, journeys: sorted(studio).into_iter().map(card).collect() };
    studio.page("eventi-vita", PageKind::Other, fixed::LIFE_EVENTS, &titles::LIFE_EVENTS, Place::Top, Body::Journeys(body))
}

/// All that the page of a journey shows in Italian.
pub fn body<'a>(studio: &Studio<'a>, journey: &'a Journey) -> JourneyPage<'a> {
    let maker = &studio.maker;
    let JourneyCard { card, topic } = card(journey);
    JourneyPage {
        summary: card.summary,
        topic,
        first: journey.first.as_str(),
        steps: steps(studio, journey),
        html: &journey.body.rendered,
        life_events: journey.life_events.iter().map(|event| event.as_str()).collect(),
        topics: maker.topics(&journey.topics),
        related: journey.related.iter().map(|id| link(&maker.site.journeys[id])).collect(),
        updated: journey.updated.map(super::cards::day),
    }
}

/// The steps of a journey.
pub fn steps<'a>(studio: &Studio<'a>, journey: &'a Journey) -> Vec<StepView<'a>> {
    journey.steps.iter().enumerate().map(|(place, one)| step(studio, place + 1, one)).collect()
}

fn page<'a>(studio: &Studio<'a>, journey: &'a Journey) -> Page<'a> {
    let card = card(journey).card;
    let above = Link { title: titles::LIFE_EVENTS.title, url: fixed::LIFE_EVENTS };
    let structured = json_ld::journey(studio.base_url, journey, &card.url);
    let place = Place::Below("", vec![Shared::part(above)]);
    let mut page = studio.titled("evento-vita", PageKind::Other, card.url, card.title, card.summary, place, Body::Journey(body(studio, journey)));
    page.head.json_ld.push(structured);
    page
}

fn step<'a>(studio: &Studio<'a>, number: usize, step: &'a Step) -> StepView<'a> {
    let maker = &studio.maker;
    StepView {
        number,
        title: step.title.as_str(),
        by_when: step.by_when.as_ref().map(Line::as_str),
        html: &step.text.rendered,
        services: maker.services(&step.services),
        services_italian: Vec::new(),
        offices: maker.offices(&step.offices),
        bookings: step.bookables.iter().map(|id| bookable_link(&maker.site.bookables[id])).collect(),
    }
}
