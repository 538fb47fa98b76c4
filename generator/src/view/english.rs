// SPDX-License-Identifier: EUPL-1.2
//! The pages in English: the words of the translation, and what is not translated in Italian, so marked.

use super::cards::{day, service_card};
use super::relations::alphabetical;
use super::shared::{Part, Shared};
use super::types::{Body, Card, Day, EnglishPage, Group, JourneyPage, Link, Page, ServicePage, StepView};
use super::{Place, Planned, Studio, journeys, services, titles};
use crate::address::{Address, fixed, section};
use crate::audit::PageKind;
use jiff::civil::Date;
use model::journey::Journey;
use model::service::{Section, Service};
use model::site::Site;
use model::slug::Slug;
use model::text::{Line, Prose};
use model::translation::{Language, TranslatedJourney, TranslatedService};
use model::vocabulary::Coded;
use model::words::english_date;

/// The language of the page at an address.
pub fn language(url: &Address<'_>) -> Language {
    if matches!(url, Address::English(..)) || *url == fixed::ENGLISH { Language::English } else { Language::Italian }
}

/// The addresses at which a page is in Italian and in English, when there are both.
pub fn both<'a>(site: &Site, url: &Address<'a>) -> Option<[Address<'a>; 2]> {
    let english = &site.english;
    let there = |folder: &str, id: &str| match folder {
        section::SERVICES => english.services.contains_key(id),
        section::LIFE_EVENTS => english.journeys.contains_key(id),
        _ => false,
    };
    match *url {
        Address::In(folder, id) | Address::English(folder, id) if there(folder, id) => Some([Address::In(folder, id), Address::English(folder, id)]),
        Address::Fixed(path) if !english.is_empty() && (path == "/" || *url == fixed::ENGLISH) => Some([fixed::HOME, fixed::ENGLISH]),
        _ => None,
    }
}

/// Plans all pages of this part; without a translation there is none.
pub fn plan<'v, 'a>(studio: &'v Studio<'a>, out: &mut Vec<Planned<'v, 'a>>) {
    let site = studio.maker.site;
    if !site.english.is_empty() {
        out.push(Planned::new(fixed::ENGLISH, || all(studio)));
    }
    out.extend(site.english.services.iter().map(|(id, words)| Planned::new(Address::English(section::SERVICES, id.as_str()), || service(studio, &site.services[id], words))));
    out.extend(site.english.journeys.iter().map(|(id, words)| Planned::new(Address::English(section::LIFE_EVENTS, id.as_str()), || journey(studio, &site.journeys[id], words))));
}

fn all<'a>(studio: &Studio<'a>) -> Page<'a> {
    let site = studio.maker.site;
    let mut journeys: Vec<Card<'a>> = site.english.journeys.iter().map(|(id, words)| journey_card(id, words)).collect();
    journeys.sort_by_cached_key(|card| alphabetical(card.title));
    let of_category = |category: &Slug| {
        let mut cards: Vec<Card<'a>> = site.english.services.iter().filter(|(id, _)| site.services[*id].category == *category).map(|(id, words)| card(id, words)).collect();
        cards.sort_by_cached_key(|card| alphabetical(card.title));
        cards
    };
    let groups = site.categories.values().map(|category| Group { title: category.name.as_str(), id: category.id.to_string(), cards: of_category(&category.id) });
    let body = EnglishPage { summary: titles::ENGLISH.summary, journeys, groups: groups.filter(|group| !group.cards.is_empty()).collect() };
    studio.page("inglese", PageKind::Other, fixed::ENGLISH, &titles::ENGLISH, Place::Top, Body::English(body))
}

fn card<'a>(id: &'a Slug, words: &'a TranslatedService) -> Card<'a> {
    Card { title: words.title.as_str(), id: id.as_str(), url: Address::English(section::SERVICES, id.as_str()), summary: words.summary.as_str(), kind: "" }
}

fn journey_card<'a>(id: &'a Slug, words: &'a TranslatedJourney) -> Card<'a> {
    Card { title: words.title.as_str(), id: id.as_str(), url: Address::English(section::LIFE_EVENTS, id.as_str()), summary: words.summary.as_str(), kind: "" }
}

fn in_english(date: Date) -> Day {
    Day { text: english_date(date), ..day(date) }
}

fn below<'a>() -> Place<'a> {
    Place::Below("", vec![Shared::part(Link { title: titles::ENGLISH.title, url: fixed::ENGLISH })])
}

/// Services of a list, divided into those that are also in English and those that are not.
fn divided<'a>(site: &'a Site, ids: &'a [Slug]) -> (Vec<Part<Card<'a>>>, Vec<Part<Card<'a>>>) {
    let (english, italian): (Vec<&Slug>, Vec<&Slug>) = ids.iter().partition(|id| site.english.services.contains_key(*id));
    let english = english.into_iter().map(|id| Shared::part(card(id, &site.english.services[id])));
    let italian = italian.into_iter().map(|id| Shared::part(service_card(&site.services[id], "")));
    (english.collect(), italian.collect())
}

fn service<'a>(studio: &Studio<'a>, service: &'a Service, words: &'a TranslatedService) -> Page<'a> {
    let site = studio.maker.site;
    let (own, there) = (&words.sections, &service.sections);
    let mut italian: Vec<&'static str> = Vec::new();
    let mut either = |section: Section, own: &'a Option<Prose>, there: &'a Option<Prose>| {
        if own.is_none() && there.is_some() {
            italian.push(section.code());
        }
        own.as_ref().or(there.as_ref()).map(|prose| &*prose.rendered)
    };
    let costs = either(Section::Costs, &own.costs, &there.costs);
    let access = either(Section::Access, &own.access, &there.access);
    let conditions = either(Section::Conditions, &own.conditions, &there.conditions);
    let special_cases = either(Section::SpecialCases, &own.special_cases, &there.special_cases);
    let more = either(Section::More, &own.more, &there.more);
    let to_verify = if words.to_verify.is_empty() { &service.to_verify } else { &words.to_verify };
    if words.to_verify.is_empty() && !service.to_verify.is_empty() {
        italian.push("da-verificare");
    }
    let (related, related_italian) = divided(site, &service.related);
    let parts = [costs.is_some(), special_cases.is_some(), more.is_some(), !service.laws.is_empty()];
    let journeys = services::journeys_of(studio, service).filter_map(|journey| site.english.journeys.get_key_value(&journey.id));
    let body = ServicePage {
        summary: words.summary.as_str(),
        index: Shared::part(services::index_of(parts, Language::English)),
        addressed: &own.addressed.rendered,
        how_to: &own.how_to.rendered,
        needed: &own.needed.rendered,
        achieved: &own.achieved.rendered,
        timing: &own.timing.rendered,
        costs,
        access,
        conditions,
        special_cases,
        more,
        closes: service.closes.map(in_english),
        related,
        related_italian,
        journeys: journeys.map(|(id, words)| super::cards::card_link(journey_card(id, words))).collect(),
        to_verify: to_verify.iter().map(Line::as_str).collect(),
        updated: words.updated.map(in_english),
        italian,
        ..services::body(studio, service)
    };
    let Card { title, url, summary, .. } = card(&service.id, words);
    studio.titled("servizio", PageKind::Other, url, title, summary, below(), Body::Service(body))
}

fn journey<'a>(studio: &Studio<'a>, journey: &'a Journey, words: &'a TranslatedJourney) -> Page<'a> {
    let site = studio.maker.site;
    let steps = journeys::steps(studio, journey).into_iter().zip(&journey.steps).zip(&words.steps).map(|((view, step), own)| {
        let (services, services_italian) = divided(site, &step.services);
        StepView { title: own.title.as_str(), by_when: own.by_when.as_ref().map(Line::as_str), html: &own.text.rendered, services, services_italian, ..view }
    });
    let related = journey.related.iter().filter_map(|id| site.english.journeys.get_key_value(id));
    let body = JourneyPage {
        summary: words.summary.as_str(),
        first: words.first.as_str(),
        steps: steps.collect(),
        html: &words.body.rendered,
        related: related.map(|(id, words)| super::cards::card_link(journey_card(id, words))).collect(),
        updated: words.updated.map(in_english),
        ..journeys::body(studio, journey)
    };
    let Card { title, url, summary, .. } = journey_card(&journey.id, words);
    studio.titled("evento-vita", PageKind::Other, url, title, summary, below(), Body::Journey(body))
}
