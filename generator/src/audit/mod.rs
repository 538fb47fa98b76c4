// SPDX-License-Identifier: EUPL-1.2
//! The audit of finished HTML: what a template or a text got wrong, said in Italian with its place.
//!
//! 1. `page` reads one page in a single pass over its tags (`markup`, or html5gum if something in it
//!    is unusual) and judges elements and attributes on the way, keeping the facts that need more
//!    than one element;
//! 2. the rules on a whole page look at the facts: titles, ids, labels;
//! 3. the official criteria (C.SI.*, R.SI.*) look at what its kind of page must have;
//! 4. `site` puts all pages together: links that lead nowhere, criteria that span pages.
//!
//! `rules::RULES` lists every rule with what it asks and where it comes from.
//! Invariant: nothing here reads a file or asks the network.

mod address;
#[cfg(test)]
mod agreement;
mod attributes;
mod criteria;
mod document;
mod element;
mod elements;
mod emitter;
mod ends;
mod facts;
mod json;
mod mark;
mod markup;
mod names;
mod nesting;
pub mod passages;
mod place;
pub mod rules;
mod site;
mod targets;
mod text;
mod vocabulary;
mod walk;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault};

use ahash::AHasher;
use html5gum::Tokenizer;

use crate::span::Span;
use emitter::Tokens;
use facts::{CountsClasses, Facts, Quick};
use markup::Unusual;
use passages::Passages;
use place::Locator;
use walk::Walk;

/// What a page is for: it decides which official criteria it must meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PageKind {
    /// `/`.
    Home,
    /// A voice of the menu.
    FirstLevel(Menu),
    /// A category of a voice of the menu.
    SecondLevel,
    /// A service sheet.
    Service,
    /// Where one books an appointment.
    Booking,
    /// The list of topics.
    Topics,
    /// Legal notes, with the licence of the contents.
    LegalNotes,
    /// The page on accessibility.
    Accessibility,
    /// Any other page.
    Other,
    /// The page for addresses that do not exist; it may appear at any address.
    NotFound,
    /// The frame of the pages that functions answer with: its main part is empty.
    Shell,
}

/// The four voices of the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Menu {
    /// Amministrazione.
    Management,
    /// Novità.
    News,
    /// Servizi.
    Services,
    /// Vivere il comune.
    Live,
}

/// A set of addresses, quick to ask: a build asks it once for each link of each page.
///
/// Of each address it has a hash alone, so that the set of a large site stays near the processor. That a
/// dead link has the hash of one of 48,000 pages happens once in 10^14 dead links.
#[derive(Debug, Default)]
pub struct Addresses(HashSet<u64, BuildHasherDefault<Quick>>);

impl Addresses {
    /// Whether the address is one of them.
    fn has(&self, address: &str) -> bool {
        self.0.contains(&Self::hash(address))
    }

    fn hash(address: &str) -> u64 {
        BuildHasherDefault::<AHasher>::default().hash_one(address)
    }
}

impl<A: AsRef<str>> FromIterator<A> for Addresses {
    fn from_iter<I: IntoIterator<Item = A>>(addresses: I) -> Self {
        Self(addresses.into_iter().map(|address| Self::hash(address.as_ref())).collect())
    }
}

/// What the pages may count on.
#[derive(Debug, Clone, Copy)]
pub struct Expectation<'a> {
    /// Scheme and host of the site: `https://host`, or `http://127.0.0.1:8080` in local serving.
    pub base_url: &'a str,
    /// Addresses that functions answer: exact (`/assistenza`), or a branch (`/prenota/*`).
    pub functions: &'a [&'a str],
    /// Addresses that lead somewhere for sure: links to them, without a fragment, are not kept.
    pub known: Option<&'a Addresses>,
    /// The classes of Bootstrap Italia; without them C.SI.1.2 is not checked.
    pub known_classes: Option<&'a BTreeSet<String>>,
    /// Where passages that many pages share are kept, when more than one page is read.
    pub passages: Option<&'a Passages>,
}

/// Something wrong in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The code of the rule, as in `rules::RULES`.
    pub rule: &'static str,
    /// Where in the page; length 0 for something that is missing.
    pub span: Span,
    /// What is wrong, in Italian.
    pub title: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// An address that a page names: of a link, a picture, a style sheet, a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// As it is written in the page, entities undone.
    pub target: Box<str>,
    /// Where it is written.
    pub span: Span,
}

/// A link that an official criterion follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedLink {
    /// Its `data-element`.
    pub mark: &'static str,
    /// Where it leads.
    pub link: Link,
}

/// What one page says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageAudit {
    /// What the page is for.
    pub kind: PageKind,
    /// What is wrong, in the order of the page.
    pub findings: Vec<Finding>,
    /// The ids of the page, sorted.
    pub ids: Vec<Box<str>>,
    /// Addresses of this site that the page names, in the order of the page, without those that
    /// surely lead somewhere and those in the page itself.
    pub links: Vec<Link>,
    /// Links that criteria across pages follow; only on the home page and the first level.
    pub marked_links: Vec<MarkedLink>,
    /// Whether the list of the page grows by a button, so that not all of it stands here.
    pub is_partial_list: bool,
}

/// One page alone. Pure.
#[must_use]
pub fn page(html: &str, kind: PageKind, expectation: &Expectation) -> PageAudit {
    let classes = if expectation.known_classes.is_some() && criteria::counts_classes(kind) { CountsClasses::Yes } else { CountsClasses::No };
    let begin = || Walk::new(html, expectation, Facts::new(classes));
    let mut walk = begin();
    if let Err(Unusual) = markup::read(html, &mut walk) {
        walk = begin();
        let Ok(()) = Tokenizer::new_with_emitter(html, Tokens::new(html, &mut walk)).finish();
    }
    judge(walk, kind)
}

/// What the rules on the whole page say of a page that was read.
fn judge(walk: Walk, kind: PageKind) -> PageAudit {
    let Walk { html, expectation, mut facts, mut faults, .. } = walk;
    document::check(&mut facts, kind, &mut faults);
    criteria::check(&facts, kind, expectation, &mut faults);

    faults.0.sort_by_key(|fault| fault.place.start);
    let mut locator = Locator::new(html);
    // Made new and as large as they are: collected from the facts themselves, the lists would keep all of
    // the facts' room for as long as the page is remembered.
    let findings = faults.0.iter().map(|fault| Finding { rule: fault.rule, span: locator.span(fault.place.clone()), title: fault.title.clone(), hint: fault.hint.clone() });
    let findings = findings.collect();
    let is_partial_list = facts.has_mark(mark::Mark::LoadOtherCards);
    let mut locator = Locator::new(html);
    let mut link = |word: &facts::Word| Link { target: word.text.as_ref().into(), span: locator.span(word.place.clone()) };
    let links = facts.links.iter().filter(|link| link.is_doubtful).map(|found| link(&found.address)).collect();
    let marked = facts.marks.iter().filter(|marked| site::destinations::follows(kind, marked.mark));
    let marked_links = marked.filter_map(|marked| marked.href.as_ref().map(|href| MarkedLink { mark: marked.mark.as_str(), link: link(href) })).collect();
    let ids = facts.ids.iter().map(|id| id.text.as_ref().into()).collect();
    PageAudit { kind, findings, ids, links, marked_links, is_partial_list }
}

/// All pages together: dead internal links, fragments that point to no id, criteria that span
/// pages. `pages`: address (`/`, `/servizi/`, `/404.html`) → audit; `files`: other published paths
/// (`/assets/x.css`, `/robots.txt`), and addresses that redirect. Returns address and finding,
/// sorted by address and place.
#[must_use]
pub fn site(pages: &BTreeMap<&str, &PageAudit>, files: &BTreeSet<&str>, expectation: &Expectation) -> Vec<(String, Finding)> {
    site::check(pages, files, expectation)
}
