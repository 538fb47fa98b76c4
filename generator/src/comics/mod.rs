// SPDX-License-Identifier: EUPL-1.2
//! Comics on their way from a file to what pages show of them. A comic is read, laid out and drawn from its file
//! alone, so that a save elsewhere does none of it again.

mod exhibit;
mod script;
pub mod wav;

use crate::build::Files;
use crate::context::Context;
use crate::decode::Spanned;
use crate::fault::{Fault, Faults};
use crate::parse::{DraftFiles, parse};
use crate::raw::comic::{RawComic, RawPanel};
use crate::raw::value;
use crate::source::SourceTree;
use crate::span::Span;
use comic::art::Lettering;
use comic::board::Board;
use comic::geometry::CANVAS;
use comic::problem::{At, Problem, What};
use comic::script::Exhibit;
use comic::vtt;
use model::slug::Slug;
use model::text::Line;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The comics of some content.
#[derive(Debug)]
pub struct Comics {
    /// Those without an error.
    pub strips: Strips,
    /// The files that they may mention, by address.
    pub mentioned: Files,
    /// The faults of single files.
    pub faults: Vec<Fault>,
}

/// Reads and draws the comics of the content, and nothing else of it.
#[must_use]
pub fn comics(content: &SourceTree, drafts: DraftFiles) -> Comics {
    let drafts = parse(content, drafts, None);
    let faults = drafts.files.iter().flat_map(|parsed| parsed.faults.iter().cloned()).collect();
    let published = drafts.pictures.iter().filter_map(|(name, picture)| Some((picture.fallback.clone(), drafts.assets.get(name)?)));
    let mentioned = drafts.assets.iter().map(|(name, file)| (name.clone(), file)).chain(published).map(|(name, file)| (name, file.bytes.clone())).collect();
    Comics { strips: drafts.strips(), mentioned, faults }
}

/// What pages show of a comic.
#[derive(Debug)]
pub struct Strip {
    /// Script, places and times.
    pub board: Board,
    /// The panels.
    pub panels: Vec<Picture>,
    /// The cover, a whole SVG file.
    pub cover: String,
    /// Captions (WebVTT).
    pub captions: String,
    /// Chapters (WebVTT).
    pub chapters: String,
    /// Recorded voices: the panel, and the address of the file.
    pub voices: BTreeMap<usize, String>,
    /// A hash of all that a film of it depends on, but for the files it mentions and the program that makes it.
    pub hash: blake3::Hash,
}

/// The picture of a panel as SVG, without the element around it.
#[derive(Debug)]
pub struct Picture {
    /// The scene and who is in it.
    pub scene: String,
    /// The narrator's words and the balloons.
    pub bubbles: String,
}

/// Comics by name.
pub type Strips = BTreeMap<Slug, Arc<Strip>>;

/// Reads, lays out and draws a comic; `None` when it has errors.
pub fn strip(form: &RawComic, context: &Context, faults: &mut Faults) -> Option<Strip> {
    let script = script::script(form, context, faults)?;
    let found = match Board::new(script, context.town.clone()) {
        Ok((board, warnings)) => {
            say(&warnings, form, faults);
            return Some(drawn(board, form));
        }
        Err(found) => found,
    };
    say(&found, form, faults);
    None
}

fn drawn(board: Board, form: &RawComic) -> Strip {
    let panels = (0..board.script().panels.len())
        .map(|number| {
            let layers = board.layers(number);
            Picture { scene: layers.scene().svg(Lettering::Text), bubbles: layers.bubbles().svg(Lettering::Text) }
        })
        .collect();
    let voice = |(number, panel): (usize, &Spanned<RawPanel>)| Some((number, format!("/filmati/{}", value(&panel.value.audio)?)));
    let voices = value(&form.vignette).into_iter().flatten().enumerate().filter_map(voice).collect();
    let mut hasher = blake3::Hasher::new();
    hasher.update(&board.identity());
    for font in comic::font::FILES {
        hasher.update(font);
    }
    Strip { cover: board.cover().file(CANVAS), captions: vtt::captions(&board), chapters: vtt::chapters(&board), panels, voices, hash: hasher.finalize(), board }
}

/// Turns problems of a script into faults with their places.
fn say(problems: &[Problem], form: &RawComic, faults: &mut Faults) {
    for problem in problems {
        let span = span(problem.at, form);
        faults.add(|file| match &problem.what {
            What::NoRoom(length) => Fault::no_room(file, span, *length),
            What::Missing(letters) => Fault::missing_letters(file, span, letters),
            What::ScreenFull(over) => Fault::screen_full(file, span, *over),
            What::TooWide(text) => Fault::text_too_wide(file, span, text),
            What::Overlap => Fault::people_overlap(file, span),
            What::Covers => Fault::person_covers(file, span),
            What::Fast(speed) => Fault::too_fast(file, span, *speed),
            What::Long(length) => Fault::long_balloon(file, span, *length),
        });
    }
}

/// The place in the file of a place in the script. A script is only made when no part of its form was left out, so
/// that both count alike.
fn span(at: At, form: &RawComic) -> Span {
    let panel = |number: usize| value(&form.vignette).and_then(|panels| panels.get(number));
    let line = |field: &Option<Spanned<Line>>| field.as_ref().map(|line| line.span);
    let found = match at {
        At::Title => line(&form.titolo),
        At::Panel(number) => panel(number).map(|panel| panel.span),
        At::Narration(number) => panel(number).and_then(|panel| line(&panel.value.narrazione)),
        At::Actor(number, who) => panel(number).and_then(|panel| value(&panel.value.personaggi)?.get(who)).and_then(|actor| line(&actor.value.posto)),
        At::Line(number, said) => panel(number).and_then(|panel| value(&panel.value.battute)?.get(said)).and_then(|balloon| line(&balloon.value.testo)),
        At::Exhibit(number) => panel(number).and_then(|panel| {
            let form = &panel.value;
            form.schermo.as_ref().map(|it| it.span).or(form.elenco.as_ref().map(|it| it.span)).or(line(&form.scritta))
        }),
        At::Item(number, item) => panel(number).and_then(|panel| value(&value(&panel.value.elenco)?.voci)?.get(item)).and_then(|item| line(&item.value.testo)),
    };
    found.unwrap_or_default()
}

impl Strip {
    /// The list of a panel, when it has one.
    #[must_use]
    pub fn checklist(&self, number: usize) -> Option<&comic::script::Checklist> {
        match &self.board.script().panels[number].exhibit {
            Some(Exhibit::Checklist(list)) => Some(list),
            _ => None,
        }
    }
}
