// SPDX-License-Identifier: EUPL-1.2
//! The index of the site from A to Z: services, offices and pages, a page for each first letter. It is what
//! the search is without JavaScript.

use super::cards::{office_card, service_card};
use super::relations::alphabetical;
use super::shared::Shared;
use super::types::{Body, Card, CountedLink, LetterPage, Link, Page};
use super::{Place, Planned, Studio, titles};
use crate::address::{Address, fixed, section};
use crate::audit::PageKind;

/// A letter: what is read, the last part of its address, the title of its page.
type Letter = (&'static str, &'static str, &'static str);

macro_rules! letters {
    ($($title:literal $id:literal),+ $(,)?) => {
        [$(($title, $id, concat!("Dalla A alla Z: ", $title))),+]
    };
}

/// The letters; what begins with none of them comes last.
#[rustfmt::skip]
const LETTERS: [Letter; 27] = letters![
    "A" "a", "B" "b", "C" "c", "D" "d", "E" "e", "F" "f", "G" "g", "H" "h", "I" "i", "J" "j", "K" "k", "L" "l", "M" "m",
    "N" "n", "O" "o", "P" "p", "Q" "q", "R" "r", "S" "s", "T" "t", "U" "u", "V" "v", "W" "w", "X" "x", "Y" "y", "Z" "z",
    "0-9" "altro",
];

/// Where a title with this key stands.
fn letter(key: &str) -> usize {
    let first = key.chars().next();
    first.and_then(|first| LETTERS.iter().position(|(_, id, _)| id.len() == 1 && id.starts_with(first.to_ascii_lowercase()))).unwrap_or(LETTERS.len() - 1)
}

fn url<'a>(at: usize) -> Address<'a> {
    Address::In(section::SEARCH, LETTERS[at].1)
}

/// What is in the index, in no order.
fn cards<'v, 'a>(studio: &'v Studio<'a>) -> impl Iterator<Item = Card<'a>> + use<'v, 'a> {
    let site = studio.maker.site;
    let pages = site.pages.values().map(|page| Card {
        title: page.title.as_str(),
        id: page.id.as_str(),
        url: Address::Root(page.id.as_str()),
        summary: page.summary.as_str(),
        kind: "Pagina",
    });
    site.services.values().map(|service| service_card(service, "Servizio")).chain(site.offices.values().map(office_card)).chain(pages)
}

/// What begins with each letter, in order.
pub type Letters<'a> = [Vec<Card<'a>>; LETTERS.len()];

/// The index divided by letters; it is put in order once for all pages that show a part of it.
fn letters<'s, 'a>(studio: &'s Studio<'a>) -> &'s Letters<'a> {
    studio.letters.get_or_init(|| {
        let mut keyed: Vec<(String, Card<'a>)> = cards(studio).map(|card| (alphabetical(card.title), card)).collect();
        keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut letters = Letters::default();
        keyed.into_iter().for_each(|(key, card)| letters[letter(&key)].push(card));
        letters
    })
}

/// The letters with something behind them.
pub fn links<'a>(studio: &Studio<'a>) -> Vec<CountedLink<'a>> {
    let found = letters(studio).iter().enumerate().filter(|(_, cards)| !cards.is_empty());
    found.map(|(at, cards)| CountedLink { link: Link { title: LETTERS[at].0, url: url(at) }, count: cards.len() }).collect()
}

/// Plans the pages of the letters.
pub fn plan<'v, 'a>(studio: &'v Studio<'a>, out: &mut Vec<Planned<'v, 'a>>) {
    let used = letters(studio).iter().enumerate().filter(|(_, cards)| !cards.is_empty());
    out.extend(used.map(|(at, _)| Planned::new(url(at), move || page(studio, at))));
}

fn page<'a>(studio: &Studio<'a>, at: usize) -> Page<'a> {
    let body = LetterPage { letter: LETTERS[at].0, cards: letters(studio)[at].clone(), letters: links(studio) };
    let above = Link { title: titles::SEARCH.title, url: fixed::SEARCH };
    studio.titled("lettera", PageKind::Other, url(at), LETTERS[at].2, titles::LETTER, Place::Below("", vec![Shared::part(above)]), Body::Letter(body))
}
