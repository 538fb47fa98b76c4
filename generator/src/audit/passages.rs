// SPDX-License-Identifier: EUPL-1.2
//! Passages that many pages have to the byte: header, footer, the questions of the rating, the index of
//! a sheet, the hours of an office. What is met a second time is kept with what it left in the facts, and
//! that is put into those of the next page that has the same bytes in the same surroundings.
//!
//! Invariant: a page is judged alike with and without this memory. So only what is plainly well
//! formed and without a fault is kept, and nothing that what follows or surrounds it could change.

use std::borrow::Cow;
use std::hash::Hasher;
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use ahash::AHasher;
use memchr::memmem::Finder;

use super::facts::{Facts, Field, Heading, Label, Link, Marked, Reference, Within, Word};
use super::names::Tag;
use super::walk::Walk;

/// The elements that can be passages, and how they end.
const ENDS: [(Tag, &str); 5] = [(Tag::Header, "</header>"), (Tag::Footer, "</footer>"), (Tag::Fieldset, "</fieldset>"), (Tag::Nav, "</nav>"), (Tag::Table, "</table>")];

/// Several times as many as a site has.
const ROOM: usize = 1024;

/// In how many places a passage may stand.
const PLACES: usize = 4;

/// The passages known so far, for pages that are read with one and the same expectation.
#[derive(Debug)]
pub struct Passages {
    ends: [Finder<'static>; ENDS.len()],
    known: Box<[OnceLock<Passage>]>,
    /// Digests of what was met once: most of it is never met again.
    met: Box<[AtomicU64]>,
}

impl Default for Passages {
    fn default() -> Self {
        Self { ends: ENDS.map(|(_, end)| Finder::new(end)), known: (0..ROOM).map(|_| OnceLock::new()).collect(), met: (0..ROOM).map(|_| AtomicU64::new(0)).collect() }
    }
}

impl Passages {
    /// How long the element of this name is that begins a text, unless another of its name stands in it.
    fn length(&self, tag: Tag, text: &[u8]) -> Option<usize> {
        let which = ENDS.iter().position(|(own, _)| *own == tag)?;
        self.ends[which].find(text).map(|end| end + ENDS[which].1.len())
    }

    /// Where a passage with this digest may stand.
    fn places(&self, digest: u64) -> impl Iterator<Item = &OnceLock<Passage>> {
        (0..PLACES).map(move |step| &self.known[(digest as usize).wrapping_add(step) % ROOM])
    }

    /// Whether something with this digest was met before, or so long ago that it is forgotten.
    fn meets_again(&self, digest: u64) -> bool {
        self.met[digest as usize % ROOM].swap(digest, Ordering::Relaxed) == digest
    }

    /// How many are known.
    #[cfg(test)]
    pub(super) fn count(&self) -> usize {
        self.known.iter().filter_map(OnceLock::get).count()
    }
}

/// One element with all it holds.
#[derive(Debug)]
struct Passage {
    html: Box<str>,
    surroundings: Surroundings,
    /// What it leaves behind, with places from its own start; see [`Word::kept`].
    facts: Facts<'static>,
    ink: u32,
}

/// What around a passage has a say in how it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Surroundings {
    within: Within,
    parent: Tag,
}

impl Surroundings {
    /// Where a walk stands, if an element of this name can be a passage there.
    fn of(walk: &Walk, tag: Tag) -> Option<Self> {
        let parent = walk.stack.last()?.tag;
        let is_place = match tag {
            Tag::Header | Tag::Footer => parent == Tag::Body,
            Tag::Fieldset | Tag::Nav | Tag::Table => !tag.ends(parent),
            _ => false,
        };
        let is_quiet = walk.owed.is_empty() && walk.label.is_none() && walk.facts.classes.is_none() && !walk.within.has(Within(Within::SVG.0 | Within::TEMPLATE.0));
        (is_place && is_quiet && walk.stack.iter().all(|open| open.tag != Tag::Table)).then_some(Self { within: walk.within, parent })
    }

    /// A number for a passage here.
    fn digest(self, passage: &[u8]) -> u64 {
        let mut hasher = AHasher::default();
        hasher.write_u16(self.within.0);
        hasher.write_u8(self.parent as u8);
        hasher.write(passage);
        hasher.finish()
    }
}

/// An element that can be a passage.
pub(super) enum Meeting {
    /// It is known, and so long.
    Known(usize),
    /// It was met before, and is to be kept once it is read.
    Again(Begun),
    /// It is like any other element.
    Common,
}

/// A passage that is being read to be kept.
pub(super) struct Begun {
    at: usize,
    length: usize,
    digest: u64,
    surroundings: Surroundings,
    depth: usize,
    ink: u32,
    counts: Counts,
    unshared: Unshared,
}

/// How many facts there are of each kind that a passage may add to.
struct Counts {
    headings: usize,
    ids: usize,
    references: usize,
    fields: usize,
    labels: usize,
    links: usize,
    marks: usize,
    text: usize,
}

/// What no passage may touch.
#[derive(PartialEq, Eq)]
struct Unshared {
    faults: usize,
    titles: usize,
    has_doctype: bool,
    has_html: bool,
    has_metatag: bool,
}

impl Unshared {
    fn of(walk: &Walk) -> Self {
        let Walk { facts, faults, .. } = walk;
        Self { faults: faults.0.len(), titles: facts.titles.len(), has_doctype: facts.has_doctype, has_html: facts.html.is_some(), has_metatag: facts.metatag.is_some() }
    }
}

/// Whether elements of this name can be passages.
#[inline]
pub(super) fn is_passage(tag: Tag) -> bool {
    matches!(tag, Tag::Header | Tag::Footer | Tag::Fieldset | Tag::Nav | Tag::Table)
}

/// Looks for the element that begins at `at` among the passages, and takes over what is known of it.
pub(super) fn meet(walk: &mut Walk, tag: Tag, at: usize) -> Meeting {
    recall(walk, tag, at).unwrap_or(Meeting::Common)
}

fn recall(walk: &mut Walk, tag: Tag, at: usize) -> Option<Meeting> {
    let passages = walk.expectation.passages?;
    let surroundings = Surroundings::of(walk, tag)?;
    let (page, rest) = (walk.html, &walk.html.as_bytes()[at..]);
    let length = passages.length(tag, rest)?;
    let own = &rest[..length];
    let digest = surroundings.digest(own);
    let found = passages.places(digest).filter_map(OnceLock::get).find(|passage| passage.surroundings == surroundings && passage.html.as_bytes() == own);
    if let Some(found) = found {
        walk.facts.take_over(&found.facts, page, at);
        walk.ink += found.ink;
        return Some(Meeting::Known(length));
    }
    let has_room = || passages.places(digest).any(|place| place.get().is_none());
    (passages.meets_again(digest) && has_room()).then(|| Meeting::Again(begin(walk, surroundings, at, length, digest)))
}

/// Notes how things stand where a passage begins.
fn begin(walk: &Walk, surroundings: Surroundings, at: usize, length: usize, digest: u64) -> Begun {
    let Facts { headings, ids, references, fields, labels, links, marks, text, .. } = &walk.facts;
    let counts = Counts {
        headings: headings.len(),
        ids: ids.len(),
        references: references.len(),
        fields: fields.len(),
        labels: labels.len(),
        links: links.len(),
        marks: marks.len(),
        text: text.len(),
    };
    Begun { at, length, digest, surroundings, depth: walk.stack.len(), ink: walk.ink, counts, unshared: Unshared::of(walk) }
}

impl Begun {
    /// Whether the passage has ended, now that an element has.
    pub(super) fn has_ended(&self, walk: &Walk) -> bool {
        walk.stack.len() <= self.depth
    }

    /// Keeps the passage, which ends at `end`, if it can be shared.
    pub(super) fn keep(self, walk: &Walk, end: usize) {
        let Some(passages) = walk.expectation.passages else { return };
        let is_whole = walk.stack.len() == self.depth && walk.within == self.surroundings.within && walk.owed.is_empty() && walk.label.is_none();
        let place = self.at..self.at + self.length;
        if !is_whole || place.end != end || Unshared::of(walk) != self.unshared {
            return;
        }
        let facts = walk.facts.since(&self.counts, walk.html, &place);
        let mut passage = Passage { html: walk.html[place].into(), surroundings: self.surroundings, facts, ink: walk.ink - self.ink };
        // Another thread may have been quicker with the same one: two are as good as one.
        for place in passages.places(self.digest) {
            match place.set(passage) {
                Ok(()) => return,
                Err(back) => passage = back,
            }
        }
    }
}

impl<'a> Facts<'a> {
    /// What was added since, as it is kept.
    fn since(&self, before: &Counts, page: &str, place: &Range<usize>) -> Facts<'static> {
        let start = place.start;
        let kept = |word: &Word| word.kept(page, start);
        let text = |range: &Range<usize>| range.start - before.text..range.end - before.text;
        Facts {
            headings: self.headings[before.headings..].iter().map(|heading| Heading { level: heading.level, place: back(&heading.place, start) }).collect(),
            ids: self.ids[before.ids..].iter().map(kept).collect(),
            references: self.references[before.references..].iter().map(|one| Reference { attribute: kept(&one.attribute), id: kept(&one.id) }).collect(),
            fields: self.fields[before.fields..]
                .iter()
                .map(|field| Field {
                    place: back(&field.place, start),
                    name: kept(&field.name),
                    id: field.id.as_ref().map(kept),
                    label: field.label.map(|label| label - before.labels),
                })
                .collect(),
            labels: self.labels[before.labels..].iter().map(|label| Label { target: label.target.as_ref().map(kept), has_text: label.has_text }).collect(),
            links: self.links[before.links..].iter().map(|link| Link { address: kept(&link.address), is_doubtful: link.is_doubtful }).collect(),
            marks: self.marks[before.marks..]
                .iter()
                .map(|marked| Marked {
                    mark: marked.mark,
                    place: back(&marked.place, start),
                    href: marked.href.as_ref().map(kept),
                    text: text(&marked.text),
                    within: marked.within,
                })
                .collect(),
            text: self.text[before.text..].to_vec(),
            ..Facts::default()
        }
    }

    /// Adds what a passage leaves behind that stands at `at` in the page.
    fn take_over(&mut self, kept: &Facts<'static>, page: &'a str, at: usize) {
        let (labels, texts) = (self.labels.len(), self.text.len());
        let word = |word: &Word<'static>| word.found(page, at);
        self.headings.extend(kept.headings.iter().map(|heading| Heading { level: heading.level, place: on(&heading.place, at) }));
        self.ids.extend(kept.ids.iter().map(word));
        self.references.extend(kept.references.iter().map(|one| Reference { attribute: word(&one.attribute), id: word(&one.id) }));
        self.fields.extend(kept.fields.iter().map(|field| Field {
            place: on(&field.place, at),
            name: word(&field.name),
            id: field.id.as_ref().map(word),
            label: field.label.map(|label| label + labels),
        }));
        self.labels.extend(kept.labels.iter().map(|label| Label { target: label.target.as_ref().map(word), has_text: label.has_text }));
        self.links.extend(kept.links.iter().map(|link| Link { address: word(&link.address), is_doubtful: link.is_doubtful }));
        self.marks.extend(kept.marks.iter().map(|marked| Marked {
            mark: marked.mark,
            place: on(&marked.place, at),
            href: marked.href.as_ref().map(word),
            text: on(&marked.text, texts),
            within: marked.within,
        }));
        self.text.extend_from_slice(&kept.text);
    }
}

impl Word<'_> {
    /// The word with its place counted from `start`. What the page says literally is not copied: an
    /// empty borrowed text stands for it.
    fn kept(&self, page: &str, start: usize) -> Word<'static> {
        let is_literal = page.get(self.place.clone()) == Some(&*self.text);
        Word { text: if is_literal { Cow::Borrowed("") } else { Cow::Owned(self.text.clone().into_owned()) }, place: back(&self.place, start) }
    }
}

impl Word<'static> {
    /// The same word in the page that has its passage at `at`.
    fn found<'a>(&self, page: &'a str, at: usize) -> Word<'a> {
        let place = on(&self.place, at);
        let text = match &self.text {
            Cow::Borrowed(_) => Cow::Borrowed(&page[place.clone()]),
            Cow::Owned(text) => Cow::Owned(text.clone()),
        };
        Word { text, place }
    }
}

fn back(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start - by..range.end - by
}

fn on(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}
