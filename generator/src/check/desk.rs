// SPDX-License-Identifier: EUPL-1.2
//! The desk at which one file is checked against all that exists, and its faults are noted.

use super::index::Index;
use crate::decode::{List, Spanned, nearest};
use crate::fault::{Fault, Faults};
use crate::markdown::Body;
use crate::parse::Kind;
use crate::raw::{RawClosure, RawPicture, value};
use crate::span::Span;
use model::hours::{Closure, HoursError, WeeklyRange};
use model::service::Section;
use model::slug::Slug;
use model::text::{Line, Picture, Prose};
use model::vocabulary::{Coded, LIFE_EVENTS, LifeEvent};
use std::sync::Arc;

/// Checks one file.
pub struct Desk<'d> {
    /// All that exists.
    pub index: &'d Index<'d>,
    /// The faults of the file.
    pub faults: Faults,
}

/// A list of a form.
pub type Field<T> = Option<Spanned<T>>;

impl<'d> Desk<'d> {
    /// A desk for a file.
    pub fn new(index: &'d Index<'d>, file: &Arc<str>) -> Self {
        Self { index, faults: Faults::new(file.clone()) }
    }

    /// A reference to a thing of a kind.
    pub fn refer(&mut self, kind: Kind, field: &Field<Line>) -> Option<Slug> {
        field.as_ref().and_then(|name| self.name(kind, name))
    }

    fn name(&mut self, kind: Kind, name: &Spanned<Line>) -> Option<Slug> {
        let id = name.value.as_str();
        if self.index.has(kind, id) {
            return Slug::parse(id).ok();
        }
        let near = nearest(id, self.index.names(kind));
        self.faults.add(|file| Fault::unknown_reference(file, name.span, noun(kind), id, near));
        None
    }

    /// References to things of a kind: none twice, none to the thing itself.
    pub fn refer_all(&mut self, kind: Kind, field: &Field<List<Line>>, me: Option<&Slug>) -> Vec<Slug> {
        let mut out: Vec<Slug> = Vec::new();
        for name in value(field).into_iter().flatten() {
            let id = name.value.as_str();
            if me.is_some_and(|me| me.as_str() == id) {
                self.faults.add(|file| Fault::self_reference(file, name.span, id));
            } else if out.iter().any(|known| known.as_str() == id) {
                self.faults.add(|file| Fault::duplicate_reference(file, name.span, id));
            } else {
                out.extend(self.name(kind, name));
            }
        }
        out
    }

    /// References of which there must be at least one.
    pub fn refer_some(&mut self, kind: Kind, field: &Field<List<Line>>, key: &str) -> Vec<Slug> {
        self.some(field, key);
        self.refer_all(kind, field, None)
    }

    /// Says when a list that needs an item has none.
    pub fn some<T>(&mut self, field: &Field<List<T>>, key: &str) {
        if let Some(list) = field
            && list.value.is_empty()
        {
            self.faults.add(|file| Fault::empty_list(file, list.span, key));
        }
    }

    /// The values of a list without their places.
    pub fn lines(&mut self, field: &Field<List<Line>>) -> Vec<Line> {
        let mut out: Vec<Line> = Vec::new();
        for line in value(field).into_iter().flatten() {
            if out.contains(&line.value) {
                self.faults.add(|file| Fault::duplicate_reference(file, line.span, line.value.as_str()));
            } else {
                out.push(line.value.clone());
            }
        }
        out
    }

    /// A name of a part of a file, which must be a slug.
    pub fn slug(&mut self, field: &Field<Line>) -> Option<Slug> {
        let name = field.as_ref()?;
        let slug = Slug::parse(name.value.as_str()).ok();
        if slug.is_none() {
            let suggestion = Slug::suggest(name.value.as_str());
            self.faults.add(|file| Fault::bad_id(file, name.span, name.value.as_str(), suggestion.as_ref().map(Slug::as_str)));
        }
        slug
    }

    /// Life events by their official names, none twice.
    pub fn life_events(&mut self, field: &Field<List<Line>>) -> Vec<LifeEvent> {
        let mut out = Vec::new();
        for name in value(field).into_iter().flatten() {
            match LifeEvent::parse(name.value.as_str()) {
                Some(event) if !out.contains(&event) => out.push(event),
                Some(_) => self.faults.add(|file| Fault::duplicate_reference(file, name.span, name.value.as_str())),
                None => {
                    let near = nearest(name.value.as_str(), LIFE_EVENTS);
                    self.faults.add(|file| Fault::not_official(file, name.span, "un evento della vita", name.value.as_str(), near));
                }
            }
        }
        out
    }

    /// Weekly hours.
    pub fn hours(&mut self, field: &Field<List<Line>>) -> Vec<WeeklyRange> {
        self.times(field, WeeklyRange::parse).into_iter().map(|range| range.value).collect()
    }

    /// Times in a form of hours, each with its place.
    pub fn times<T>(&mut self, field: &Field<List<Line>>, parse: fn(&str) -> Result<T, HoursError>) -> Vec<Spanned<T>> {
        let mut out = Vec::new();
        for text in value(field).into_iter().flatten() {
            match parse(text.value.as_str()) {
                Ok(value) => out.push(Spanned { value, span: text.span }),
                Err(error) => self.faults.add(|file| Fault::bad_hours(file, text.span, text.value.as_str(), &error)),
            }
        }
        out
    }

    /// Closures.
    pub fn closures(&mut self, field: &Field<List<RawClosure>>) -> Vec<Closure> {
        let mut out = Vec::new();
        for closure in value(field).into_iter().flatten() {
            let Some(from) = value(&closure.value.dal).copied() else { continue };
            let to = value(&closure.value.al).copied().unwrap_or(from);
            if to < from {
                let span = closure.value.al.as_ref().map_or(closure.span, |al| al.span);
                self.faults.add(|file| Fault::backwards(file, span));
            }
            out.push(Closure { from, to, reason: value(&closure.value.motivo).cloned() });
        }
        out
    }

    /// A picture of the content.
    pub fn picture(&mut self, field: &Field<RawPicture>) -> Option<Picture> {
        let picture = value(field)?;
        let file = picture.file.as_ref()?;
        let address = self.asset("immagini", file)?;
        Some(Picture { file: address, alt: value(&picture.descrizione)?.clone() })
    }

    /// A file that is published as it is; gives its address.
    pub fn asset(&mut self, folder: &str, file: &Spanned<Line>) -> Option<Line> {
        let written = file.value.as_str();
        let name = written.trim_start_matches('/');
        let name = name.strip_prefix(&format!("{folder}/")).unwrap_or(name);
        let address = format!("/{folder}/{}", name);
        if self.index.drafts.assets.contains_key(&address) {
            return Line::parse(&address).ok();
        }
        let start = format!("/{folder}/");
        let near = nearest(&address, self.index.drafts.assets.keys().map(String::as_str)).and_then(|near| near.strip_prefix(&start));
        self.faults.add(|path| Fault::missing_asset(path, file.span, written, near));
        None
    }

    /// The path of an address that names this site whole.
    pub fn own<'a>(&self, address: &'a str) -> Option<&'a str> {
        let rest = address.strip_prefix(self.index.base_url?)?;
        if rest.is_empty() { Some("/") } else { rest.starts_with('/').then_some(rest) }
    }

    /// Checks an address that an editor wrote, in a text or in a key.
    pub fn link(&mut self, address: &str, span: Span) {
        let address = self.own(address).unwrap_or(address);
        if address.starts_with('#') {
            self.faults.add(|file| Fault::dead_fragment(file, span, address, None));
            return;
        }
        if address.starts_with("https://") || address.starts_with("mailto:") || address.starts_with("tel:") {
            return;
        }
        if !address.starts_with('/') || address.starts_with("//") {
            self.faults.add(|file| Fault::bad_link(file, span, address));
            return;
        }
        let path = address.split(['?', '#']).next().unwrap_or(address);
        if self.index.addresses.contains(path) {
            if let Some((_, point)) = address.split_once('#') {
                self.point(path, point, address, span);
            }
            return;
        }
        if self.index.addresses.contains(&format!("{path}/")) {
            self.faults.add(|file| Fault::link_without_slash(file, span, path));
            return;
        }
        let near = nearest(path, self.index.addresses.iter().map(String::as_str));
        self.faults.add(|file| Fault::dead_link(file, span, path, near));
    }

    /// Checks a point of a page, where the points of that kind of page are known.
    fn point(&mut self, path: &str, point: &str, address: &str, span: Span) {
        let service = path.strip_prefix("/servizi/").and_then(|id| id.strip_suffix('/')).is_some_and(|id| self.index.has(Kind::Service, id));
        let points: Vec<&str> = if service {
            Section::ALL.iter().map(|section| section.code()).chain(["contatti", "norme"]).collect()
        } else if path == "/domande-frequenti/" {
            self.index.questions.clone()
        } else {
            return;
        };
        if !points.contains(&point) {
            let near = nearest(point, points.iter().copied()).map(|near| format!("{path}#{near}"));
            self.faults.add(|file| Fault::dead_fragment(file, span, address, near.as_deref()));
        }
    }

    /// Checks an address in a key.
    pub fn linked(&mut self, field: &Field<Line>) -> Option<Line> {
        let address = field.as_ref()?;
        self.link(address.value.as_str(), address.span);
        Some(address.value.clone())
    }

    /// Checks the links of a body.
    pub fn links(&mut self, body: &Body) {
        for link in &body.links {
            self.link(&link.value, link.span);
        }
    }

    /// The whole of a body as prose, its links checked.
    pub fn prose(&mut self, body: &Body) -> Prose {
        self.links(body);
        match body.parts.as_slice() {
            [only] => Prose { rendered: only.html.clone() },
            parts => Prose { rendered: parts.iter().map(|part| &*part.html).collect::<String>().into() },
        }
    }
}

/// A kind with its article, as messages need it.
fn noun(kind: Kind) -> &'static str {
    match kind {
        Kind::Service | Kind::EnglishService => "il servizio",
        Kind::Journey | Kind::EnglishJourney => "l'evento della vita",
        Kind::Office => "l'ufficio",
        Kind::Place => "il luogo",
        Kind::Topic => "l'argomento",
        Kind::Category => "la categoria",
        Kind::News => "la notizia",
        Kind::Event => "l'evento",
        Kind::Document => "il documento",
        Kind::Page => "la pagina",
        Kind::Tutorial => "il tutorial",
        Kind::Bookable => "la prenotazione",
        Kind::Comic => "il fumetto",
        Kind::Settings
        | Kind::HardWords
        | Kind::Districts
        | Kind::Questions
        | Kind::Phrases
        | Kind::EnglishPhrases
        | Kind::Reports
        | Kind::Boundary
        | Kind::Redirects
        | Kind::Synonyms => "il file",
    }
}
