// SPDX-License-Identifier: EUPL-1.2
//! Amministrazione: the second level, offices, people by role, documents.

use super::cards::{bookable_card, day, document_card, document_link, event_link, news_link, office_card, office_link};
use super::relations::{alphabetical, of};
use super::shared::Shared;
use super::titles::Title;
use super::types::{Body, Card, DocumentPage, Group, ListPage, OfficePage, Page, PeoplePage, RoleView, SecondLevel};
use super::{Place, Planned, Studio, json_ld, titles};
use crate::address::{Address, fixed, section};
use crate::audit::{Menu, PageKind};
use crate::check::PEOPLE;
use model::document::{Document, DocumentKind};
use model::office::{Office, OfficeGroup, RoleKind};
use model::text::{Line, Provenance};
use model::vocabulary::Coded;

/// `data-element` of links to the second level.
const SECOND: &str = "management-category-link";

/// Plans all pages of this part.
pub fn plan<'v, 'a>(studio: &'v Studio<'a>, out: &mut Vec<Planned<'v, 'a>>) {
    let site = studio.maker.site;
    out.push(Planned::new(fixed::ADMINISTRATION, || first(studio)));
    out.extend(OfficeGroup::ALL.iter().map(|one| Planned::new(Address::In(section::ADMINISTRATION, one.code()), || group(studio, *one))));
    for kind in [RoleKind::Political, RoleKind::Administrative] {
        out.push(Planned::new(Address::In(section::ADMINISTRATION, people_title(kind).0), move || people(studio, kind)));
    }
    out.push(Planned::new(fixed::DOCUMENTS, || documents(studio)));
    out.extend(site.offices.values().map(|one| Planned::new(Address::In(section::OFFICES, one.id.as_str()), || office(studio, one))));
    out.extend(site.documents.values().map(|one| Planned::new(Address::In(section::DOCUMENTS, one.id.as_str()), || document(studio, one))));
}

fn group_title(group: OfficeGroup) -> &'static Title {
    match group {
        OfficeGroup::Governing => &titles::GOVERNING,
        OfficeGroup::Areas => &titles::AREAS,
        OfficeGroup::Offices => &titles::OFFICES,
        OfficeGroup::Bodies => &titles::BODIES,
    }
}

fn people_title(kind: RoleKind) -> (&'static str, &'static Title) {
    match kind {
        RoleKind::Political => (PEOPLE[0].0, &titles::POLITICIANS),
        RoleKind::Administrative => (PEOPLE[1].0, &titles::STAFF),
    }
}

fn first<'a>(studio: &Studio<'a>) -> Page<'a> {
    let second = |title: &'static Title, url| SecondLevel { title: title.title, url, summary: title.summary, element: SECOND };
    let groups = OfficeGroup::ALL.iter().map(|group| second(group_title(*group), Address::In(section::ADMINISTRATION, group.code())));
    let people = [RoleKind::Political, RoleKind::Administrative].into_iter().map(|kind| {
        let (id, title) = people_title(kind);
        second(title, Address::In(section::ADMINISTRATION, id))
    });
    let body = ListPage {
        summary: titles::ADMINISTRATION.summary,
        groups: Vec::new(),
        element: "",
        second: groups.chain(people).chain([second(&titles::DOCUMENTS, fixed::DOCUMENTS)]).collect(),
    };
    studio.page("elenco", PageKind::FirstLevel(Menu::Management), fixed::ADMINISTRATION, &titles::ADMINISTRATION, Place::Entry("management"), Body::List(body))
}

fn group<'a>(studio: &Studio<'a>, group: OfficeGroup) -> Page<'a> {
    let title = group_title(group);
    let mut offices: Vec<&Office> = studio.maker.site.offices.values().filter(|office| office.kind.group() == group).collect();
    offices.sort_by_cached_key(|office| (office.kind, alphabetical(office.name.as_str())));
    let groups = match group {
        OfficeGroup::Offices => {
            let mut kinds: Vec<_> = offices.iter().map(|office| office.kind).collect();
            kinds.dedup();
            kinds
                .into_iter()
                .map(|kind| Group {
                    title: kind.label(),
                    id: kind.code().to_owned(),
                    cards: offices.iter().filter(|office| office.kind == kind).map(|office| office_card(office)).collect(),
                })
                .collect()
        }
        _ => vec![Group { title: "", id: String::new(), cards: offices.iter().map(|office| office_card(office)).collect() }],
    };
    let body = ListPage { summary: title.summary, groups, element: "", second: Vec::new() };
    let url = Address::In(section::ADMINISTRATION, group.code());
    studio.page("elenco", PageKind::SecondLevel, url, title, Place::Below("management", Vec::new()), Body::List(body))
}

fn roles<'a>(office: &'a Office) -> impl Iterator<Item = RoleView<'a>> + 'a {
    office.roles.iter().map(|role| RoleView { title: role.title.as_str(), person: role.person.as_ref().map(Line::as_str), office: office_link(office) })
}

fn people<'a>(studio: &Studio<'a>, kind: RoleKind) -> Page<'a> {
    let (id, title) = people_title(kind);
    let all = studio.maker.site.offices.values().flat_map(|office| office.roles.iter().filter(move |role| role.kind == kind).map(move |role| (office, role)));
    let mut found: Vec<_> = all.collect();
    found.sort_by_cached_key(|(office, role)| (alphabetical(role.title.as_str()), alphabetical(office.name.as_str())));
    let roles =
        found.into_iter().map(|(office, role)| RoleView { title: role.title.as_str(), person: role.person.as_ref().map(Line::as_str), office: office_link(office) }).collect();
    let body = PeoplePage { summary: title.summary, roles };
    studio.page("persone", PageKind::SecondLevel, Address::In(section::ADMINISTRATION, id), title, Place::Below("management", Vec::new()), Body::People(body))
}

fn documents<'a>(studio: &Studio<'a>) -> Page<'a> {
    let documents = studio.maker.site.documents.values();
    let of_kind = |kind: DocumentKind| documents.clone().filter(move |document| document.kind == kind).map(document_card).collect::<Vec<Card<'a>>>();
    let groups =
        DocumentKind::ALL.iter().map(|kind| Group { title: kind.label(), id: kind.code().to_owned(), cards: of_kind(*kind) }).filter(|group| !group.cards.is_empty()).collect();
    let body = ListPage { summary: titles::DOCUMENTS.summary, groups, element: "", second: Vec::new() };
    studio.page("elenco", PageKind::SecondLevel, fixed::DOCUMENTS, &titles::DOCUMENTS, Place::Below("management", Vec::new()), Body::List(body))
}

fn office<'a>(studio: &Studio<'a>, office: &'a Office) -> Page<'a> {
    let relations = &studio.relations;
    let maker = &studio.maker;
    let group = office.kind.group();
    let group_link = super::types::Link { title: group_title(group).title, url: Address::In(section::ADMINISTRATION, group.code()) };
    let contacts = maker.office_box(&office.id);
    let structured = json_ld::office(&maker.site.settings, studio.base_url, &contacts);
    let body = OfficePage {
        summary: office.summary.as_str(),
        kind: office.kind.label(),
        parent: office.parent.as_ref().map(|id| office_link(maker.office(id))),
        html: &office.duties.rendered,
        contacts,
        roles: roles(office).collect(),
        public: office.public,
        children: of(&relations.offices_of_office, &office.id).iter().map(|office| office_card(office)).collect(),
        services: maker.service_cards(of(&relations.services_of_office, &office.id)),
        also: maker.service_cards(of(&relations.services_at_office, &office.id)),
        bookings: of(&relations.bookables_of_office, &office.id).iter().map(|bookable| bookable_card(bookable)).collect(),
        documents: of(&relations.documents_of_office, &office.id).iter().map(|document| document_link(document)).collect(),
        news: of(&relations.news_of_office, &office.id).iter().map(|news| news_link(news)).collect(),
        events: of(&relations.events_of_office, &office.id).iter().map(|event| event_link(event)).collect(),
        reports: relations.reports_of_office.get(office.id.as_str()).cloned().unwrap_or_default(),
        provenance: office.provenance.label(),
        modelled: office.provenance == Provenance::Modelled,
    };
    let mut page = studio.titled(
        "ufficio",
        PageKind::Other,
        Address::In(section::OFFICES, office.id.as_str()),
        office.name.as_str(),
        office.summary.as_str(),
        Place::Below("management", vec![Shared::part(group_link)]),
        Body::Office(body),
    );
    page.head.json_ld.push(structured);
    page
}

fn document<'a>(studio: &Studio<'a>, document: &'a Document) -> Page<'a> {
    let maker = &studio.maker;
    let body = DocumentPage {
        summary: document.summary.as_str(),
        kind: document.kind.label(),
        date: day(document.date),
        office: office_link(maker.office(&document.office)),
        licence: document.licence.as_str(),
        formats: document.formats.iter().map(Line::as_str).collect(),
        file: document.file.as_ref().map(Line::as_str),
        topics: maker.topics(&document.topics),
        services: maker.services(&document.services),
        html: &document.body.rendered,
    };
    let above = super::types::Link { title: titles::DOCUMENTS.title, url: fixed::DOCUMENTS };
    studio.titled(
        "documento",
        PageKind::Other,
        Address::In(section::DOCUMENTS, document.id.as_str()),
        document.title.as_str(),
        document.summary.as_str(),
        Place::Below("management", vec![Shared::part(above)]),
        Body::Document(body),
    )
}
