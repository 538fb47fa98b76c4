// SPDX-License-Identifier: EUPL-1.2
//! Markdown: from a body to the HTML of its parts, with its faults, its links and its words.
//!
//! 1. Events with their offsets come from `pulldown-cmark`.
//! 2. A body of a sheet is divided at its second-level headings; any other is one part.
//! 3. Raw HTML, headings out of order, pictures and links without words are faults with a place.
//! 4. A paragraph that names a phrase becomes that phrase.
//! 5. Each part is rendered; nothing that an editor wrote reaches the page unescaped.

use crate::context::Context;
use crate::decode::Spanned;
use crate::fault::{Fault, Faults};
use crate::phrase;
use crate::plain::{self, Block, Measure, Role, VAGUE};
use crate::span::{LineIndex, Span};
use model::settings::Strictness;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Parser, Tag, TagEnd};
use std::ops::Range;
use std::sync::Arc;

/// How a body is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// At its second-level headings.
    Sections,
    /// Not at all; headings begin at this level.
    Whole(u8),
    /// Not at all, and without headings.
    Flat,
    /// Not at all, and it is a phrase: without headings and without other phrases.
    Phrase,
}

/// A part of a body.
#[derive(Debug, Clone)]
pub struct Part {
    /// The heading, for parts that begin with one.
    pub title: Option<Spanned<String>>,
    /// The HTML.
    pub html: Arc<str>,
    /// Whether nothing is in it.
    pub empty: bool,
}

/// A body as it was read.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// Its parts, in the order of the file.
    pub parts: Vec<Part>,
    /// The addresses it links to, with their places.
    pub links: Vec<Spanned<String>>,
    /// Headings inside its parts, when it is divided at second-level headings.
    pub inner: Vec<Spanned<String>>,
    /// What the index of readability counts of it: its own words, without those of phrases.
    pub measure: Measure,
    /// The phrases it includes.
    pub phrases: Vec<String>,
    /// Where it begins.
    pub start: Span,
}

/// Reads a body; `index` knows its lines.
pub fn read(text: &str, index: &LineIndex<'_>, shape: Shape, context: &Context, faults: &mut Faults) -> Body {
    let mut reader = Reader::new(index, shape, context, faults);
    for (event, range) in Parser::new(text).into_offset_iter() {
        reader.event(event, range);
    }
    reader.finish()
}

struct Reader<'r, 'a> {
    index: &'r LineIndex<'r>,
    shape: Shape,
    context: &'r Context,
    faults: &'r mut Faults,
    body: Body,
    events: Vec<Event<'a>>,
    title: Option<Spanned<String>>,
    opened: bool,
    level: u8,
    heading: Option<(u8, Range<usize>, String)>,
    link: Option<(Range<usize>, String, String)>,
    picture: Option<(Range<usize>, String, String)>,
    block: Block,
    /// How many lists and quotations the text stands in.
    depth: usize,
    /// Where braces stand in the block.
    braces: Option<Range<usize>>,
    /// The HTML of the part that is being closed.
    html: String,
}

impl<'r, 'a> Reader<'r, 'a> {
    fn new(index: &'r LineIndex<'r>, shape: Shape, context: &'r Context, faults: &'r mut Faults) -> Self {
        let level = match shape {
            Shape::Sections => 1,
            Shape::Whole(top) => top - 1,
            Shape::Flat | Shape::Phrase => 0,
        };
        let body = Body { start: index.span(0..0), ..Body::default() };
        Self {
            index,
            shape,
            context,
            faults,
            body,
            events: Vec::new(),
            title: None,
            opened: false,
            level,
            heading: None,
            link: None,
            picture: None,
            block: Block::default(),
            depth: 0,
            braces: None,
            html: String::new(),
        }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.close_block(Role::Text);
                self.heading = Some((level as u8, range, String::new()));
                self.events.push(Event::Start(Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() }));
            }
            Event::End(TagEnd::Heading(level)) => self.end_heading(level),
            Event::Start(Tag::Link { dest_url, link_type, title, id }) => {
                self.link = Some((range, dest_url.to_string(), String::new()));
                self.events.push(Event::Start(Tag::Link { dest_url, link_type, title, id }));
            }
            Event::End(TagEnd::Link) => self.end_link(),
            Event::Start(Tag::Image { dest_url, .. }) => self.picture = Some((range, dest_url.to_string(), String::new())),
            Event::End(TagEnd::Image) => self.end_picture(),
            Event::Html(html) | Event::InlineHtml(html) => {
                let span = self.index.span(range.start..range.start + html.trim_end().len());
                self.faults.add(|file| Fault::raw_html(file, span, &html));
            }
            Event::Text(text) | Event::Code(text) if self.picture.is_some() => {
                if let Some((_, _, alt)) = &mut self.picture {
                    alt.push_str(&text);
                }
            }
            Event::Text(text) => {
                self.say(&text, range.start);
                if self.braces.is_none() {
                    self.braces = phrase::braces(&text).map(|found| range.start + found.start..range.start + found.end);
                }
                self.events.push(Event::Text(text));
            }
            Event::Code(text) => {
                self.say(&text, range.start);
                self.events.push(Event::Code(text));
            }
            Event::SoftBreak | Event::HardBreak => {
                self.say(" ", range.start);
                self.events.push(event);
            }
            Event::End(TagEnd::Paragraph) if self.include(&range) => {}
            Event::Start(Tag::List(_) | Tag::BlockQuote(_)) => {
                self.close_block(Role::Text);
                self.depth += 1;
                self.events.push(event);
            }
            Event::End(TagEnd::List(_) | TagEnd::BlockQuote(_)) => {
                self.close_block(Role::Text);
                self.depth -= 1;
                self.events.push(event);
            }
            Event::Start(Tag::Paragraph | Tag::Item) | Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                self.close_block(Role::Text);
                self.events.push(event);
            }
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
            other => self.events.push(other),
        }
    }

    fn say(&mut self, text: &str, offset: usize) {
        self.block.push(text, offset);
        if let Some((_, _, title)) = &mut self.heading {
            title.push_str(text);
        }
        if let Some((_, _, words)) = &mut self.link {
            words.push_str(text);
        }
    }

    /// Puts a phrase in the place of a paragraph that is only its name.
    fn include(&mut self, range: &Range<usize>) -> bool {
        if self.braces.is_none() || self.depth > 0 || self.shape == Shape::Phrase {
            return false;
        }
        let start = self.events.iter().rposition(|event| matches!(event, Event::Start(Tag::Paragraph))).unwrap_or(0);
        let only_text = self.events[start..].iter().skip(1).all(|event| matches!(event, Event::Text(_)));
        let Some(name) = phrase::name(&self.block.text).filter(|_| only_text).map(str::to_owned) else { return false };
        self.events.truncate(start);
        self.block.clear();
        self.braces = None;
        match self.context.phrases.get(&name) {
            Some(html) => self.events.push(Event::Html(CowStr::from(html.to_string()))),
            None => {
                let span = self.index.span(range.clone());
                let near = crate::decode::nearest(&name, self.context.phrases.keys().map(String::as_str));
                self.faults.add(|file| Fault::unknown_phrase(file, span, &name, self.context.phrases_file, near));
            }
        }
        self.body.phrases.push(name);
        true
    }

    /// Braces that include nothing would be shown as they are.
    fn stray_braces(&mut self) {
        let Some(range) = self.braces.take() else { return };
        let (span, text) = (self.index.span(range.clone()), self.index.text(range));
        let fault = if self.shape == Shape::Phrase { Fault::nested_phrase } else { Fault::misplaced_phrase };
        self.faults.add(|file| fault(file, span, text));
    }

    fn close_block(&mut self, role: Role) {
        self.stray_braces();
        let mut block = std::mem::take(&mut self.block);
        if !block.text.trim().is_empty() {
            self.stray_marks(&block);
            let Context { lexicon, plain_language: limits, .. } = self.context;
            if limits.strictness != Strictness::Off {
                self.body.measure.add(plain::check_block(&block, role, self.index, lexicon, limits, self.faults));
            }
        }
        block.clear();
        self.block = block;
    }

    /// Marks that were meant for Markdown and are not understood by it.
    fn stray_marks(&mut self, block: &Block) {
        let text = block.text.as_str();
        if !text.starts_with(['#', '|']) && memchr::memchr2(b']', b'*', text.as_bytes()).is_none() {
            return;
        }
        let lead = text.trim_start_matches('#');
        let after_hashes = text.len() - lead.len();
        let found = if (1..=6).contains(&after_hashes) && lead.starts_with(char::is_alphabetic) {
            Some((0..after_hashes, "dopo `#` serve uno spazio"))
        } else if let Some(at) = text.find("](").or_else(|| text.find("] (")) {
            Some((at..at + 1, "il collegamento è scritto male: la forma giusta è `[testo](/indirizzo/)`"))
        } else if let Some(at) = text.find("**") {
            Some((at..at + 2, "il grassetto si apre e si chiude con `**`, senza spazi all'interno"))
        } else if text.starts_with('|') && text.matches('|').count() > 1 {
            Some((0..1, "le tabelle non si possono usare: scrivi un elenco"))
        } else {
            None
        };
        if let Some((range, hint)) = found {
            let span = self.index.span(block.source(&range));
            let mark = text[range].to_owned();
            self.faults.add(|file| Fault::stray_mark(file, span, &mark, hint));
        }
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        if self.shape == Shape::Sections && self.heading.as_ref().is_some_and(|(number, ..)| *number == 2) {
            // The titles of the sections are official: nobody can say them more plainly.
            self.block.clear();
        }
        self.close_block(Role::Heading);
        let Some((number, range, title)) = self.heading.take() else { return };
        let span = self.index.span(range.start..range.start + title.len() + usize::from(number) + 1);
        let title = title.trim().to_owned();
        if title.is_empty() {
            self.faults.add(|file| Fault::empty_heading(file, span));
        }
        let wanted_most = self.level + 1;
        let top = match self.shape {
            Shape::Sections => 2,
            Shape::Whole(top) => top,
            Shape::Flat | Shape::Phrase => {
                self.faults.add(|file| Fault::needless_heading(file, span));
                number
            }
        };
        if !matches!(self.shape, Shape::Flat | Shape::Phrase) && (number < top || number > wanted_most) {
            let wanted = if number < top { top } else { wanted_most };
            self.faults.add(|file| Fault::heading_order(file, span, number, wanted));
        }
        self.level = number.clamp(top, wanted_most.max(top));
        if self.shape == Shape::Sections && number <= 2 {
            let start = self.events.iter().rposition(|event| matches!(event, Event::Start(Tag::Heading { .. }))).unwrap_or(0);
            self.events.truncate(start);
            self.close_part();
            self.title = Some(Spanned { value: title, span });
            self.opened = true;
        } else {
            if self.shape == Shape::Sections {
                self.body.inner.push(Spanned { value: title, span });
            }
            self.events.push(Event::End(TagEnd::Heading(level)));
        }
    }

    fn end_link(&mut self) {
        self.events.push(Event::End(TagEnd::Link));
        let Some((range, address, words)) = self.link.take() else { return };
        let span = self.index.span(range);
        let words = words.trim();
        if words.is_empty() {
            self.faults.add(|file| Fault::empty_link(file, span, &address));
        } else if VAGUE.contains(&words.to_lowercase().as_str()) {
            self.faults.add(|file| Fault::vague_link(file, span, words));
        }
        self.body.links.push(Spanned { value: address, span });
    }

    fn end_picture(&mut self) {
        let Some((range, address, alt)) = self.picture.take() else { return };
        let span = self.index.span(range);
        if alt.trim().is_empty() {
            self.faults.add(|file| Fault::missing_alt(file, span, &address));
            return;
        }
        match self.context.pictures.get(address.as_str()) {
            Some(picture) => self.events.push(Event::InlineHtml(CowStr::from(picture.html(alt.trim())))),
            None => {
                let near = crate::decode::nearest(&address, self.context.pictures.keys().map(|path| &**path));
                self.faults.add(|file| Fault::missing_asset(file, span, &address, near));
            }
        }
    }

    fn close_part(&mut self) {
        let empty = !self.events.iter().any(|event| matches!(event, Event::Text(_) | Event::Code(_) | Event::Html(_) | Event::InlineHtml(_)));
        if self.title.is_none() && empty && self.shape == Shape::Sections {
            self.events.clear();
            return;
        }
        self.html.clear();
        pulldown_cmark::html::push_html(&mut self.html, self.events.drain(..));
        self.body.parts.push(Part { title: self.title.take(), html: self.html.as_str().into(), empty });
    }

    fn finish(mut self) -> Body {
        self.close_block(Role::Text);
        self.close_part();
        if self.context.plain_language.strictness != Strictness::Off {
            plain::check_sheet(&self.body.measure, &self.context.plain_language, self.faults);
        }
        self.body
    }
}

/// Escapes a text for HTML, attributes included.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
