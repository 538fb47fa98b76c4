// SPDX-License-Identifier: EUPL-1.2
//! The home page, topics, questions, text pages, what can be booked and reported, the map.

use super::cards::{bookable_card, comic_card, document_card, hours, news_card, office_link, service_card, topic_card, topic_link, tutorial_card};
use super::relations::{alphabetical, of};
use super::shared::Shared;
use super::types::{
    Body, BookablePage, Card, Choice, CountedCard, EmergencyView, Group, GroupedPage, HelpCategory, HelpPage, HomePage, Link, LinkGroup, Page, QuestionGroup, QuestionView,
    QuestionsPage, ReportCategoryView, ReportKindView, ReportsPage, SearchPage, SiteMapPage, TextPage, TopicPage, TopicsPage,
};
use super::{Place, Planned, Studio, index, journeys, json_ld, services, titles};
use crate::address::{Address, fixed, section};
use crate::audit::PageKind;
use model::bookable::{Bookable, BookableKind};
use model::hours::DAYS;
use model::page::PageModel;
use model::settings::HELP_TEXT;
use model::slug::Slug;
use model::taxonomy::Topic;
use model::text::Line;
use model::timetable::{Pattern, SlotLength};
use model::vocabulary::Coded;
use model::words;
use std::fmt::Write as _;

/// Plans all pages of these parts but the home page.
pub fn plan<'v, 'a>(studio: &'v Studio<'a>, out: &mut Vec<Planned<'v, 'a>>) {
    let site = studio.maker.site;
    out.push(Planned::new(fixed::TOPICS, || topics(studio)));
    out.extend(site.topics.values().map(|one| Planned::new(Address::In(section::TOPICS, one.id.as_str()), || topic(studio, one))));
    out.push(Planned::new(fixed::QUESTIONS, || questions(studio)));
    out.extend(site.pages.values().map(|one| Planned::new(Address::Root(one.id.as_str()), || text(studio, one))));
    out.push(Planned::new(fixed::BOOKINGS, || bookings(studio)));
    out.extend(site.bookables.values().map(|one| Planned::new(Address::In(section::BOOKINGS, one.id.as_str()), || bookable(studio, one))));
    out.push(Planned::new(fixed::REPORTS, || reports(studio)));
    out.push(Planned::new(fixed::HELP, || help(studio)));
    out.push(Planned::new(fixed::SITE_MAP, || site_map(studio)));
    out.push(Planned::new(fixed::SEARCH, || search(studio)));
    index::plan(studio, out);
    out.push(Planned::new(fixed::NOT_FOUND, || studio.page("404", PageKind::NotFound, fixed::NOT_FOUND, &titles::NOT_FOUND, Place::Top, Body::Empty {})));
}

/// The home page.
pub fn home<'a>(studio: &Studio<'a>) -> Page<'a> {
    let (maker, site, relations) = (&studio.maker, studio.maker.site, &studio.relations);
    let body = HomePage {
        services: maker.services(&site.settings.featured_services),
        categories: services::categories(studio).into_iter().map(|counted| counted.card).collect(),
        journeys: journeys::featured(studio),
        topics: site.settings.featured_topics.iter().map(|id| topic_card(&site.topics[id])).collect(),
        news: relations.news.iter().take(3).map(|news| news_card(news)).collect(),
        events: maker.event_cards(&relations.coming[..relations.coming.len().min(4)]),
        tutorials: super::guides::featured(studio),
    };
    let description = site.settings.description.as_str();
    studio.titled("home", PageKind::Home, fixed::HOME, site.settings.municipality.name.as_str(), description, Place::Top, Body::Home(body))
}

/// How many things are about a topic.
fn count(studio: &Studio<'_>, id: &Slug) -> usize {
    let relations = &studio.relations;
    of(&relations.services_of_topic, id).len()
        + of(&relations.journeys_of_topic, id).len()
        + of(&relations.news_of_topic, id).len()
        + of(&relations.events_of_topic, id).len()
        + of(&relations.documents_of_topic, id).len()
}

fn topics<'a>(studio: &Studio<'a>) -> Page<'a> {
    let mut found: Vec<&Topic> = studio.maker.site.topics.values().filter(|topic| count(studio, &topic.id) > 0).collect();
    found.sort_by_cached_key(|topic| alphabetical(topic.name.as_str()));
    let topics = found.into_iter().map(|topic| CountedCard { card: topic_card(topic), count: count(studio, &topic.id) }).collect();
    studio.page("argomenti", PageKind::Topics, fixed::TOPICS, &titles::TOPICS, Place::Top, Body::Topics(TopicsPage { summary: titles::TOPICS.summary, topics }))
}

fn topic<'a>(studio: &Studio<'a>, topic: &'a Topic) -> Page<'a> {
    let relations = &studio.relations;
    let body = TopicPage {
        summary: topic.summary.as_str(),
        html: &topic.body.rendered,
        journeys: of(&relations.journeys_of_topic, &topic.id).iter().map(|journey| journeys::link(journey)).collect(),
        services: studio.maker.service_cards(of(&relations.services_of_topic, &topic.id)),
        news: of(&relations.news_of_topic, &topic.id).iter().map(|news| news_card(news)).collect(),
        events: studio.maker.event_cards(of(&relations.events_of_topic, &topic.id)),
        documents: of(&relations.documents_of_topic, &topic.id).iter().map(|document| document_card(document)).collect(),
    };
    let above = Link { title: titles::TOPICS.title, url: fixed::TOPICS };
    studio.titled("argomento", PageKind::Other, topic_link(topic).url, topic.name.as_str(), topic.summary.as_str(), Place::Below("", vec![Shared::part(above)]), Body::Topic(body))
}

fn questions<'a>(studio: &Studio<'a>) -> Page<'a> {
    let site = studio.maker.site;
    let mut groups: Vec<QuestionGroup<'a>> = Vec::new();
    for question in &site.questions {
        let title = question.group.as_str();
        let view = QuestionView {
            id: question.id.as_str(),
            question: question.question.as_str(),
            html: &question.answer.rendered,
            services: question.services.iter().map(|id| super::cards::card_link(service_card(&site.services[id], ""))).collect(),
        };
        match groups.iter_mut().find(|group| group.title == title) {
            Some(group) => group.questions.push(view),
            None => groups.push(QuestionGroup { title, id: format!("gruppo-{}", alphabetical(title)), questions: vec![view] }),
        }
    }
    let structured = json_ld::questions(&groups);
    let body = QuestionsPage { summary: titles::QUESTIONS.summary, groups };
    let mut page = studio.page("domande", PageKind::Other, fixed::QUESTIONS, &titles::QUESTIONS, Place::Top, Body::Questions(body));
    page.head.json_ld.push(structured);
    page
}

fn text<'a>(studio: &Studio<'a>, page: &'a model::page::Page) -> Page<'a> {
    let (template, kind) = match page.model {
        PageModel::LegalNotes => ("note-legali", PageKind::LegalNotes),
        PageModel::Accessibility => ("accessibilita", PageKind::Accessibility),
        PageModel::Text | PageModel::Privacy | PageModel::OnlineDesk => ("pagina", PageKind::Other),
    };
    let body = TextPage { summary: page.summary.as_str(), html: &page.body.rendered };
    studio.titled(template, kind, Address::Root(page.id.as_str()), page.title.as_str(), page.summary.as_str(), Place::Top, Body::Text(body))
}

fn bookings<'a>(studio: &Studio<'a>) -> Page<'a> {
    let of_kind = |kind: BookableKind| {
        let mut found: Vec<&Bookable> = studio.maker.site.bookables.values().filter(|bookable| bookable.kind == kind).collect();
        found.sort_by_cached_key(|bookable| alphabetical(bookable.title.as_str()));
        found.into_iter().map(bookable_card).collect::<Vec<Card<'a>>>()
    };
    let title = |kind| match kind {
        BookableKind::Appointment => "Appuntamenti agli sportelli",
        BookableKind::Seat => "Posti in biblioteca e impianti",
        BookableKind::Desk => "Postazioni di lavoro",
        BookableKind::Room => "Sale e palestre",
        BookableKind::Event => "Visite e giornate speciali",
    };
    let groups =
        BookableKind::ALL.iter().map(|kind| Group { title: title(*kind), id: kind.code().to_owned(), cards: of_kind(*kind) }).filter(|group| !group.cards.is_empty()).collect();
    let site = studio.maker.site;
    let guide = site.settings.booking_comic.as_ref().map(|id| comic_card(&site.comics[id]));
    let body = GroupedPage { summary: titles::BOOKINGS.summary, groups, guide };
    studio.page("prenota", PageKind::Booking, fixed::BOOKINGS, &titles::BOOKINGS, Place::Top, Body::Bookings(body))
}

fn bookable<'a>(studio: &Studio<'a>, bookable: &'a Bookable) -> Page<'a> {
    let maker = &studio.maker;
    let timetable = &bookable.timetable;
    let card = maker.booking(&bookable.id);
    let body = BookablePage {
        id: bookable.id.as_str(),
        summary: bookable.summary.as_str(),
        kind: bookable.kind.label(),
        office: maker.office_box(&bookable.office),
        organisation: office_link(maker.office(&bookable.organisation)),
        place: card.place,
        hours: hours(&timetable.weekly.iter().filter(|pattern| !seasonal(pattern)).map(|pattern| pattern.weekly).collect::<Vec<_>>()),
        seasons: timetable.weekly.iter().filter(|pattern| seasonal(pattern)).map(season).collect(),
        dates: timetable.dates.iter().map(|dated| format!("{}, {}", words::weekday_date(dated.date), dated.range)).collect(),
        slot_minutes: match timetable.length {
            SlotLength::Minutes(minutes) => Some(minutes),
            SlotLength::Session => None,
        },
        notice_hours: bookable.notice_hours,
        horizon_days: bookable.horizon_days,
        cancel_hours: bookable.cancel_hours,
        bring: bookable.bring.iter().map(Line::as_str).collect(),
        services: maker.services(&bookable.services),
    };
    let above = Link { title: titles::BOOKINGS.title, url: fixed::BOOKINGS };
    studio.titled("prenotabile", PageKind::Other, card.url, bookable.title.as_str(), bookable.summary.as_str(), Place::Below("", vec![Shared::part(above)]), Body::Bookable(body))
}

fn seasonal(pattern: &Pattern) -> bool {
    pattern.from.is_some() || pattern.to.is_some()
}

/// "lunedì e martedì, 09:00-12:00, dal 7 gennaio 2027 al 12 giugno 2027"
fn season(pattern: &Pattern) -> String {
    let days: Vec<&str> = pattern.weekly.days().map(|day| DAYS[day].1).collect();
    let mut text = format!("{}, {}", words::list(&days), pattern.weekly.range());
    for (word, day) in [("dal", pattern.from), ("al", pattern.to)] {
        if let Some(day) = day {
            let _ = write!(text, "{}{word} {}", if text.contains(" dal ") { " " } else { ", " }, words::date(day));
        }
    }
    text
}

fn reports<'a>(studio: &Studio<'a>) -> Page<'a> {
    let maker = &studio.maker;
    let categories = maker
        .site
        .reports
        .iter()
        .flat_map(|reports| &reports.categories)
        .map(|category| ReportCategoryView {
            id: category.id.as_str(),
            title: category.name.as_str(),
            summary: category.summary.as_str(),
            office: office_link(maker.office(&category.office)),
            promised_days: category.promised_days,
            emergency_notice: category.emergency_notice,
            kinds: category.kinds.iter().map(|kind| ReportKindView { id: kind.id.as_str(), title: kind.name.as_str() }).collect(),
        })
        .collect();
    let emergencies = maker.site.reports.iter().flat_map(|reports| &reports.emergencies);
    let emergencies = emergencies.map(|it| EmergencyView { number: it.number.as_str(), dial: it.number.as_str().replace(' ', ""), name: it.name.as_str(), when: it.when.as_str() });
    let guide = maker.site.settings.report_comic.as_ref().map(|id| comic_card(&maker.site.comics[id]));
    let body = ReportsPage { summary: titles::REPORTS.summary, emergencies: emergencies.collect(), categories, guide };
    studio.page("segnala", PageKind::Other, fixed::REPORTS, &titles::REPORTS, Place::Top, Body::Reports(body))
}

fn help<'a>(studio: &Studio<'a>) -> Page<'a> {
    let site = studio.maker.site;
    let categories = site
        .categories
        .values()
        .map(|category| HelpCategory {
            id: category.id.as_str(),
            title: category.name.as_str(),
            services: of(&studio.relations.services_of_category, &category.id).iter().map(|service| Choice { id: service.id.as_str(), title: service.title.as_str() }).collect(),
        })
        .filter(|category| !category.services.is_empty())
        .collect();
    let body = HelpPage { summary: titles::HELP.summary, categories, text_limit: HELP_TEXT, open: site.settings.help.is_some() };
    studio.page("assistenza", PageKind::Other, fixed::HELP, &titles::HELP, Place::Top, Body::Help(body))
}

fn site_map<'a>(studio: &Studio<'a>) -> Page<'a> {
    let site = studio.maker.site;
    let relations = &studio.relations;
    let group = |title: &titles::Title, url, links: Vec<Link<'a>>| LinkGroup { title: title.title, url, links };
    // Services are so many that each category lists its own.
    let mut groups = vec![group(&titles::SERVICES, fixed::SERVICES, services::categories(studio).into_iter().map(|category| super::cards::card_link(category.card)).collect())];
    if !site.journeys.is_empty() {
        groups.push(group(&titles::LIFE_EVENTS, fixed::LIFE_EVENTS, journeys::sorted(studio).into_iter().map(journeys::link).collect()));
    }
    let mut offices: Vec<_> = site.offices.values().collect();
    offices.sort_by_cached_key(|office| alphabetical(office.name.as_str()));
    groups.push(group(&titles::ADMINISTRATION, fixed::ADMINISTRATION, offices.into_iter().map(office_link).collect()));
    groups.push(group(&titles::DOCUMENTS, fixed::DOCUMENTS, site.documents.values().map(super::cards::document_link).collect()));
    groups.push(group(&titles::NEWS, fixed::NEWS, relations.news.iter().map(|news| super::cards::news_link(news)).collect()));
    groups.push(group(&titles::PLACES, fixed::PLACES, site.places.values().map(|place| super::cards::card_link(super::cards::place_card(place))).collect()));
    groups.push(group(&titles::EVENTS, fixed::EVENTS, relations.coming.iter().map(|event| super::cards::event_link(event)).collect()));
    groups.push(group(&titles::TOPICS, fixed::TOPICS, site.topics.values().map(topic_link).collect()));
    groups.push(group(&titles::BOOKINGS, fixed::BOOKINGS, site.bookables.values().map(super::cards::bookable_link).collect()));
    groups.push(group(
        &titles::TUTORIALS,
        fixed::TUTORIALS,
        site.comics.values().map(comic_card).chain(site.tutorials.values().map(tutorial_card)).map(super::cards::card_link).collect(),
    ));
    let others = [(&titles::QUESTIONS, fixed::QUESTIONS), (&titles::REPORTS, fixed::REPORTS), (&titles::HELP, fixed::HELP), (&titles::LIVE, fixed::LIVE)];
    let pages = site.pages.values().map(|page| Link { title: page.title.as_str(), url: Address::Root(page.id.as_str()) });
    let links = others.into_iter().map(|(title, url)| Link { title: title.title, url }).chain(pages).collect();
    groups.push(LinkGroup { title: "Informazioni", url: fixed::HOME, links });
    let body = SiteMapPage { summary: titles::SITE_MAP.summary, groups };
    studio.page("mappa", PageKind::Other, fixed::SITE_MAP, &titles::SITE_MAP, Place::Top, Body::SiteMap(body))
}

fn search<'a>(studio: &Studio<'a>) -> Page<'a> {
    let topics = studio.maker.site.topics.values().filter(|topic| count(studio, &topic.id) > 0).map(topic_link).collect();
    let body = SearchPage { summary: titles::SEARCH.summary, letters: index::links(studio), topics };
    studio.page("cerca", PageKind::Other, fixed::SEARCH, &titles::SEARCH, Place::Top, Body::Search(body))
}
