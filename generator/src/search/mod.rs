// SPDX-License-Identifier: EUPL-1.2
//! The index of the site's search: documents in, small text files out, which `cerca.js` reads one by one.
//!
//! 1. `terms`: what each document says, as stems with a weight; synonyms join in
//! 2. `order`: documents that answer like questions stand side by side
//! 3. `postings`: for each stem its documents, in files of a few kilobytes cut along the alphabet
//! 4. `cards`: title, address and summary of the documents, in files of their own
//! 5. `addresses`: every address, old ones too, for the page of missed addresses
//! 6. `manifest`: `indice.json`, the one small file that names all others
//!
//! Invariant: no file but `indice.json` ever changes under its name, which holds a hash of its content.

mod addresses;
mod cards;
mod files;
mod fold;
mod manifest;
mod order;
mod postings;
mod stem;
mod stop;
mod terms;

use std::collections::BTreeMap;

/// The version of the files; `cerca.js` refuses any other.
const VERSION: u32 = 2;

/// One page, or one answer on a page, that can be found.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// Address from the root; may end with `#id`.
    pub url: String,
    /// What it is called.
    pub title: &'a str,
    /// What kind of thing it is.
    pub kind: Kind,
    /// The category it stands in, as people read it; for the filter.
    pub category: Option<&'a str>,
    /// A sentence, shown under the title.
    pub summary: &'a str,
    /// Citizens' own words.
    pub keywords: Vec<&'a str>,
    /// Plain text of the body.
    pub text: String,
    /// The most used ones higher; 0 for most.
    pub weight: u8,
}

/// What kind of thing a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A service sheet.
    Service,
    /// What to do in a life event.
    LifeEvent,
    /// An office, or another unit.
    Office,
    /// A topic or a category.
    Topic,
    /// A piece of news.
    News,
    /// An event.
    Event,
    /// A place.
    Place,
    /// A public document.
    Document,
    /// A frequently asked question.
    Question,
    /// Any other page.
    Page,
    /// A page in English.
    English,
}

impl Kind {
    /// All kinds, in the order of the filter.
    pub const ALL: [Self; 11] =
        [Self::Service, Self::LifeEvent, Self::Office, Self::Question, Self::Topic, Self::Place, Self::Event, Self::News, Self::Document, Self::Page, Self::English];

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Service => "Servizio",
            Self::LifeEvent => "Evento della vita",
            Self::Office => "Ufficio",
            Self::Topic => "Argomento",
            Self::News => "Notizia",
            Self::Event => "Evento",
            Self::Place => "Luogo",
            Self::Document => "Documento",
            Self::Question => "Domanda frequente",
            Self::Page => "Pagina",
            Self::English => "In English",
        }
    }

    /// How much likelier than others it is what people look for.
    fn factor(self) -> f32 {
        match self {
            Self::Service => 1.3,
            Self::LifeEvent | Self::Question | Self::Topic => 1.05,
            Self::Office | Self::Page => 1.0,
            Self::Place | Self::Document => 0.9,
            Self::News | Self::Event => 0.85,
            // Many of its words are also Italian: whoever searches in Italian wants Italian.
            Self::English => 0.6,
        }
    }
}

/// Groups of words and phrases that mean the same, as the content gives them.
#[derive(Debug, Clone, Default)]
pub struct Synonyms(pub Vec<Vec<String>>);

/// An address of the past, and the one of today.
#[derive(Debug, Clone, Copy)]
pub struct Moved<'a> {
    /// Path that people may still type.
    pub from: &'a str,
    /// Path of a document.
    pub to: &'a str,
}

/// The files below `/cerca/`, by path.
pub fn index(documents: &[Document], synonyms: &Synonyms, moved: &[Moved]) -> BTreeMap<String, Vec<u8>> {
    let stop = stop::Words::italian();
    let stemmer = stem::Stemmer::new();
    let terms = terms::read(documents, synonyms, &stop, &stemmer);
    let order = order::of(documents, &terms);
    let mut files = files::Files::new();
    let manifest = manifest::Parts {
        words: postings::write(&order, &terms, &mut files),
        cards: cards::write(&order, documents, &mut files),
        addresses: addresses::write(&order, documents, moved, &mut files),
    };
    files.put("indice.json".to_owned(), manifest::write(&order, documents, &stop, manifest));
    files.done()
}

#[cfg(test)]
mod tests;
