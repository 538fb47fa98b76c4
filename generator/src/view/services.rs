// SPDX-License-Identifier: EUPL-1.2
//! Servizi: the list, the categories, the sheets.

use super::cards::{day, document_link, service_card};
use super::relations::{alphabetical, of};
use super::shared::{Part, Shared};
use super::types::{Body, BookingCard, Card, CategoryPage, CountedCard, IndexEntry, Link, Page, ServicePage, ServicesPage};
use super::{Place, Planned, Studio, index, json_ld, titles};
use crate::address::{Address, fixed, section};
use crate::audit::{Menu, PageKind};
use model::journey::Journey;
use model::service::{Channel, CostKind, Identity, Section, Service, State};
use model::site::Site;
use model::slug::Slug;
use model::taxonomy::Category;
use model::text::{Line, Prose};
use model::translation::Language;
use model::vocabulary::Coded;
use std::collections::BTreeSet;

/// Plans all pages of this part.
pub fn plan<'v, 'a>(studio: &'v Studio<'a>, out: &mut Vec<Planned<'v, 'a>>) {
    let site = studio.maker.site;
    let at = |id| Address::In(section::SERVICES, id);
    out.push(Planned::new(fixed::SERVICES, || all(studio)));
    out.extend(site.categories.values().map(|one| Planned::new(at(one.id.as_str()), || category(studio, one))));
    out.extend(site.services.values().map(|one| Planned::new(at(one.id.as_str()), || sheet(studio, one))));
}

/// From how many services on a list of all is too heavy for a first visit on a phone.
const MANY: usize = 200;

/// How many services of a category stand beside it: enough to see what is in it.
const EXAMPLES: usize = 3;

/// The services of a category that most come for: those that are featured, then those that can be booked or are
/// explained by a comic or a film.
fn examples<'a>(studio: &Studio<'a>, category: &Slug) -> Vec<Card<'a>> {
    let featured = &studio.maker.site.settings.featured_services;
    let mut found: Vec<&Service> = of(&studio.relations.services_of_category, category).to_vec();
    // What is alike stays in alphabetical order.
    found.sort_by_key(|service| {
        let place = featured.iter().position(|id| *id == service.id).unwrap_or(usize::MAX);
        (place, service.comic.is_none() && service.tutorial.is_none(), service.bookables.is_empty())
    });
    found.into_iter().take(EXAMPLES).map(|service| service_card(service, "")).collect()
}

/// Categories with something in them, with how many services they have.
pub fn categories<'a>(studio: &Studio<'a>) -> Vec<CountedCard<'a>> {
    let count = |category: &Category| of(&studio.relations.services_of_category, &category.id).len();
    studio.maker.site.categories.values().filter(|category| count(category) > 0).map(|category| CountedCard { card: category_card(category), count: count(category) }).collect()
}

fn category_card(category: &Category) -> Card<'_> {
    Card { title: category.name.as_str(), id: category.id.as_str(), url: Address::In(section::SERVICES, category.id.as_str()), summary: category.summary.as_str(), kind: "" }
}

/// All services by title.
fn listed(site: &Site) -> Vec<Card<'_>> {
    let mut services: Vec<&Service> = site.services.values().collect();
    services.sort_by_cached_key(|service| (alphabetical(service.title.as_str()), &service.id));
    services.into_iter().map(|service| service_card(service, site.categories[&service.category].name.as_str())).collect()
}

fn all<'a>(studio: &Studio<'a>) -> Page<'a> {
    let site = studio.maker.site;
    let many = site.services.len() > MANY;
    let shown = site.categories.keys().filter(|id| !of(&studio.relations.services_of_category, id).is_empty());
    let body = ServicesPage {
        featured: studio.maker.services(&site.settings.featured_services),
        services: if many { Vec::new() } else { listed(site) },
        examples: shown.map(|id| if many { examples(studio, id) } else { Vec::new() }).collect(),
        categories: categories(studio),
        count: site.services.len(),
        letters: index::links(studio),
    };
    studio.page("servizi", PageKind::FirstLevel(Menu::Services), fixed::SERVICES, &titles::SERVICES, Place::Entry("all-services"), Body::Services(body))
}

fn category<'a>(studio: &Studio<'a>, category: &'a Category) -> Page<'a> {
    let services = of(&studio.relations.services_of_category, &category.id);
    let offices: BTreeSet<_> = services.iter().map(|service| &service.office).collect();
    let body = CategoryPage {
        id: category.id.as_str(),
        html: &category.body.rendered,
        services: studio.maker.service_cards(services),
        offices: offices.into_iter().map(|id| super::cards::office_link(&studio.maker.site.offices[id])).collect(),
    };
    studio.titled(
        "categoria",
        PageKind::SecondLevel,
        Address::In(section::SERVICES, category.id.as_str()),
        category.name.as_str(),
        category.summary.as_str(),
        Place::Below("all-services", Vec::new()),
        Body::Category(body),
    )
}

fn html(prose: &Option<Prose>) -> Option<&str> {
    prose.as_ref().map(|prose| &*prose.rendered)
}

/// The life events of which a service is a step.
pub fn journeys_of<'s, 'a>(studio: &'s Studio<'a>, service: &Service) -> impl Iterator<Item = &'a Journey> + use<'s, 'a> {
    of(&studio.relations.journeys_of_service, &service.id).iter().copied()
}

/// All that the sheet of a service shows in Italian, but for what machines read.
pub fn body<'a>(studio: &Studio<'a>, service: &'a Service) -> ServicePage<'a> {
    let maker = &studio.maker;
    let site = maker.site;
    let sections = &service.sections;
    let (_, category_link) = maker.category(&service.category);
    let bookings: Vec<BookingCard<'a>> = service.bookables.iter().map(|id| maker.booking(id)).collect();
    let appointment_url = match bookings.as_slice() {
        [only] => only.url.clone(),
        _ => fixed::BOOKINGS,
    };
    let online = match service.channel {
        Channel::Counter => None,
        Channel::Online | Channel::Both => Some(service.online.as_ref().unwrap_or(&site.settings.online_desk).as_str()),
    };
    let documents: BTreeSet<_> = service
        .documents
        .iter()
        .map(|id| &site.documents[id])
        .chain(of(&studio.relations.documents_of_service, &service.id).iter().copied())
        .map(|document| &document.id)
        .collect();
    ServicePage {
        id: service.id.as_str(),
        summary: service.summary.as_str(),
        active: service.state == State::Active,
        reason: match &service.state {
            State::Active => None,
            State::Suspended(reason) => Some(reason.as_str()),
        },
        category: category_link,
        topics: maker.topics(&service.topics),
        audiences: service.audiences.iter().map(|audience| audience.label()).collect(),
        life_events: service.life_events.iter().map(|event| event.as_str()).collect(),
        index: index(studio, service),
        addressed: &sections.addressed.rendered,
        how_to: &sections.how_to.rendered,
        needed: &sections.needed.rendered,
        achieved: &sections.achieved.rendered,
        timing: &sections.timing.rendered,
        term_days: service.term_days,
        closes: service.closes.map(day),
        costs: html(&sections.costs),
        cost_kind: service.cost.kind.label(),
        free: service.cost.kind == CostKind::Free,
        amount: service.cost.amount.as_ref().map(Line::as_str),
        access: html(&sections.access),
        channel: service.channel.label(),
        online,
        counter: service.channel != Channel::Online,
        identity: service.identity == Identity::SpidCie,
        bookings,
        appointment_url,
        conditions: html(&sections.conditions),
        special_cases: html(&sections.special_cases),
        more: html(&sections.more),
        office: maker.office_box(&service.office),
        other_offices: maker.offices(&service.other_offices),
        laws: service.laws.iter().map(Line::as_str).collect(),
        documents: documents.into_iter().map(|id| document_link(&site.documents[id])).collect(),
        related: maker.services(&service.related),
        related_italian: Vec::new(),
        tutorials: tutorials(studio, service),
        journeys: journeys_of(studio, service).map(super::journeys::link).collect(),
        to_verify: service.to_verify.iter().map(Line::as_str).collect(),
        updated: service.updated.map(day),
        italian: Vec::new(),
        metatag: None,
    }
}

fn sheet<'a>(studio: &Studio<'a>, service: &'a Service) -> Page<'a> {
    let settings = &studio.maker.site.settings;
    let (category, category_link) = studio.maker.category(&service.category);
    let body = body(studio, service);
    let start = body.online.map_or_else(|| body.appointment_url.to_string(), str::to_owned);
    let metatag = json_ld::service(settings, studio.base_url, service, category.name.as_str(), &body.office, &start);
    let body = ServicePage { metatag: Some(metatag), ..body };
    studio.titled(
        "servizio",
        PageKind::Service,
        Address::In(section::SERVICES, service.id.as_str()),
        service.title.as_str(),
        service.summary.as_str(),
        Place::Below("all-services", vec![category_link]),
        Body::Service(body),
    )
}

/// Tutorials and comics that a sheet names, and those that name the sheet.
fn tutorials<'a>(studio: &Studio<'a>, service: &'a Service) -> Vec<Link<'a>> {
    let site = studio.maker.site;
    let tutorials: BTreeSet<_> = service.tutorial.iter().chain(of(&studio.relations.tutorials_of_service, &service.id).iter().map(|tutorial| &tutorial.id)).collect();
    let comics: BTreeSet<_> = service.comic.iter().chain(of(&studio.relations.comics_of_service, &service.id).iter().map(|comic| &comic.id)).collect();
    let tutorials = tutorials.into_iter().map(|id| super::cards::tutorial_card(&site.tutorials[id]));
    let comics = comics.into_iter().map(|id| super::cards::comic_card(&site.comics[id]));
    tutorials.chain(comics).map(super::cards::card_link).collect()
}

/// The side index in the official order; the sections that are ours come before "Contatti", the law after it.
fn index(studio: &Studio<'_>, service: &Service) -> Part<Vec<IndexEntry>> {
    let sections = &service.sections;
    let optional = [sections.costs.is_some(), sections.special_cases.is_some(), sections.more.is_some(), !service.laws.is_empty()];
    let number = optional.iter().fold(0, |number, there| number * 2 + usize::from(*there));
    Shared::late(&studio.indexes[number], || index_of(optional, Language::Italian))
}

/// How many side indexes there are: each of four parts may be there or not.
pub const INDEXES: usize = 16;

/// A side index: costs, special cases, further information and the law may be there or not.
pub fn index_of([costs, special_cases, more, laws]: [bool; 4], language: Language) -> Vec<IndexEntry> {
    let there = |section: &&Section| match section {
        Section::Costs => costs,
        Section::SpecialCases => special_cases,
        Section::More => more,
        _ => true,
    };
    let written = Section::ALL.iter().filter(there).map(|section| IndexEntry { id: section.code(), title: section.title(language) });
    let [contacts, law] = match language {
        Language::Italian => ["Contatti", "Norme"],
        Language::English => ["Contacts", "Laws"],
    };
    let contacts = IndexEntry { id: "contatti", title: contacts };
    let laws = laws.then_some(IndexEntry { id: "norme", title: law });
    written.chain([contacts]).chain(laws).collect()
}
