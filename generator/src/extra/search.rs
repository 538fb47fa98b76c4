// SPDX-License-Identifier: EUPL-1.2
//! `cerca/`: what of the site can be found, as the documents of the search's index.

use super::Files;
use crate::address::{Address, section};
use crate::prose::words as plain;
use crate::search::{Document, Kind, Moved, Synonyms, index};
use model::bookable::Bookable;
use model::journey::Journey;
use model::page::Question;
use model::place::Place;
use model::service::Service;
use model::site::Site;
use model::slug::Slug;
use model::taxonomy::{Category, Topic};
use model::text::Line;

/// Where the files stand, from the root of the site.
pub const FOLDER: &str = "cerca/";

/// What the featured services weigh more than others.
const FEATURED: u8 = 100;

/// The longest beginning of an answer that is shown, in bytes.
const ANSWER_BYTES: usize = 160;

/// Adds the files.
pub fn add(site: &Site, files: &mut Files) {
    let answers: Vec<String> = site.questions.iter().map(|question| plain(&question.answer)).collect();
    let synonyms = Synonyms(site.synonyms.iter().map(|group| group.iter().map(|word| word.as_str().to_owned()).collect()).collect());
    let here = site.redirects.iter().filter(|redirect| redirect.host.is_none());
    let moved: Vec<Moved<'_>> = here.map(|redirect| Moved { from: redirect.from.as_str(), to: redirect.to.as_str() }).collect();
    for (path, bytes) in index(&documents(site, &answers), &synonyms, &moved) {
        files.insert(format!("{FOLDER}{path}"), bytes);
    }
}

fn documents<'a>(site: &'a Site, answers: &'a [String]) -> Vec<Document<'a>> {
    let mut out = Vec::new();
    out.extend(site.services.values().map(|one| service(site, one)));
    out.extend(site.journeys.values().map(journey));
    out.extend(site.offices.values().map(|one| {
        let base = document(Kind::Office, section::OFFICES, &one.id, &one.name, one.summary.as_str());
        Document { keywords: words(&one.keywords), text: plain(&one.duties), ..base }
    }));
    out.extend(site.topics.values().map(topic));
    out.extend(site.categories.values().map(category));
    out.extend(site.news.values().map(|one| Document { text: plain(&one.body), ..document(Kind::News, section::NEWS, &one.id, &one.title, one.summary.as_str()) }));
    out.extend(site.events.values().map(|one| Document { text: plain(&one.body), ..document(Kind::Event, section::EVENTS, &one.id, &one.title, one.summary.as_str()) }));
    out.extend(site.documents.values().map(|one| Document { text: plain(&one.body), ..document(Kind::Document, section::DOCUMENTS, &one.id, &one.title, one.summary.as_str()) }));
    out.extend(site.places.values().map(place));
    out.extend(site.pages.values().map(|one| Document {
        url: Address::Root(one.id.as_str()).to_string(),
        text: plain(&one.body),
        ..document(Kind::Page, "", &one.id, &one.title, one.summary.as_str())
    }));
    out.extend(site.bookables.values().map(bookable));
    out.extend(site.tutorials.values().map(|one| document(Kind::Page, section::TUTORIALS, &one.id, &one.title, one.summary.as_str())));
    out.extend(site.comics.values().map(|one| document(Kind::Page, section::COMICS, &one.id, &one.title, one.summary.as_str())));
    out.extend(site.english.services.iter().map(|(id, one)| english(section::SERVICES, id, &one.title, one.summary.as_str(), &one.keywords)));
    out.extend(site.english.journeys.iter().map(|(id, one)| english(section::LIFE_EVENTS, id, &one.title, one.summary.as_str(), &one.keywords)));
    out.extend(site.questions.iter().zip(answers).map(|(one, answer)| question(one, answer)));
    out
}

/// A page in English, found by its own words: its text would be read by rules made for Italian.
fn english<'a>(section: &'static str, id: &'a Slug, title: &'a Line, summary: &'a str, keywords: &'a [Line]) -> Document<'a> {
    Document { url: Address::English(section, id.as_str()).to_string(), keywords: words(keywords), ..document(Kind::English, section, id, title, summary) }
}

/// A document with nothing but its name.
fn document<'a>(kind: Kind, section: &'static str, id: &Slug, title: &'a Line, summary: &'a str) -> Document<'a> {
    let url = Address::In(section, id.as_str()).to_string();
    Document { url, title: title.as_str(), kind, category: None, summary, keywords: Vec::new(), text: String::new(), weight: 0 }
}

fn service<'a>(site: &'a Site, one: &'a Service) -> Document<'a> {
    let model::service::Sections { addressed, how_to, needed, achieved, timing, costs, access, conditions, special_cases, more } = &one.sections;
    let optional = [costs, access, conditions, special_cases, more];
    let parts: Vec<String> = [addressed, how_to, needed, achieved, timing].into_iter().chain(optional.into_iter().flatten()).map(plain).collect();
    Document {
        category: Some(site.categories[&one.category].name.as_str()),
        keywords: words(&one.keywords),
        text: parts.join(" "),
        weight: if site.settings.featured_services.contains(&one.id) { FEATURED } else { 0 },
        ..document(Kind::Service, section::SERVICES, &one.id, &one.title, one.summary.as_str())
    }
}

fn journey(one: &Journey) -> Document<'_> {
    let parts: Vec<String> = one.steps.iter().map(|step| format!("{} {}", step.title, plain(&step.text))).chain([plain(&one.body)]).collect();
    Document { keywords: words(&one.keywords), text: parts.join(" "), ..document(Kind::LifeEvent, section::LIFE_EVENTS, &one.id, &one.title, one.summary.as_str()) }
}

fn topic(one: &Topic) -> Document<'_> {
    Document { keywords: words(&one.keywords), text: plain(&one.body), ..document(Kind::Topic, section::TOPICS, &one.id, &one.name, one.summary.as_str()) }
}

fn category(one: &Category) -> Document<'_> {
    let base = document(Kind::Topic, section::SERVICES, &one.id, &one.name, one.summary.as_str());
    Document { category: Some(one.name.as_str()), keywords: words(&one.keywords), text: plain(&one.body), ..base }
}

fn place(one: &Place) -> Document<'_> {
    let address = one.address.as_ref().map_or("", Line::as_str);
    Document { text: format!("{} {address}", plain(&one.body)), ..document(Kind::Place, section::PLACES, &one.id, &one.name, one.summary.as_str()) }
}

fn bookable(one: &Bookable) -> Document<'_> {
    let bring: Vec<&str> = one.bring.iter().map(Line::as_str).collect();
    Document { text: bring.join(" "), ..document(Kind::Page, section::BOOKINGS, &one.id, &one.title, one.summary.as_str()) }
}

fn question<'a>(one: &'a Question, answer: &'a str) -> Document<'a> {
    let url = Address::Part(section::QUESTIONS, one.id.as_str()).to_string();
    Document { url, text: answer.to_owned(), ..document(Kind::Question, section::QUESTIONS, &one.id, &one.question, beginning(answer)) }
}

fn words(lines: &[Line]) -> Vec<&str> {
    lines.iter().map(Line::as_str).collect()
}

/// The first sentence, or as many words as fit.
fn beginning(text: &str) -> &str {
    let room = &text[..(0..=ANSWER_BYTES.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)];
    let end = room.match_indices(['.', '?', '!']).map(|(at, mark)| at + mark.len()).find(|end| text[*end..].chars().next().is_none_or(char::is_whitespace));
    match end {
        Some(end) => &room[..end],
        None if room.len() == text.len() => text,
        None => room.rsplit_once(' ').map_or(room, |(whole, _)| whole),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_begins_with_a_sentence() {
        let check = |text: &str, first: &str| assert_eq!(beginning(text), first);
        check("", "");
        check("Sì. Con SPID.", "Sì.");
        check("Costa 3.50 & basta: <b>", "Costa 3.50 & basta: <b>");
        let long = "perché ".repeat(40);
        assert!(beginning(&long).len() <= ANSWER_BYTES && beginning(&long).ends_with("perché"));
    }
}
