// SPDX-License-Identifier: EUPL-1.2
//! Each file alone: from bytes to a draft and the faults that can be seen without the others.
//!
//! 1. The path says what kind of content a file is.
//! 2. `sito.yaml`, `parole.yaml`, the pictures and `frasi.yaml` make the [`Context`].
//! 3. Every other file is read with it, in parallel; what was read before is taken from the [`Cache`].

use crate::comics::{self, Strip, Strips, wav};
use crate::context::{Context, DEFAULT_PLAIN_LANGUAGE, NO_PLAIN_LANGUAGE, unknown_town};
use crate::decode::{Block, Decode, Spanned, nearest};
use crate::fault::{Fault, Faults, Level};
use crate::markdown::{self, Body, Shape};
use crate::picture::{self, Picture};
use crate::raw::booking::RawBookable;
use crate::raw::boundary::RawBoundary;
use crate::raw::comic::RawComic;
use crate::raw::english::{RawEnglishJourney, RawEnglishService, RawEnglishStep};
use crate::raw::journey::{RawJourney, RawStep};
use crate::raw::office::{RawCategory, RawDistricts, RawOffice, RawPlace, RawTopic};
use crate::raw::report::RawReports;
use crate::raw::service::RawService;
use crate::raw::settings::{RawHardWords, RawRedirects, RawSettings, RawSynonyms};
use crate::raw::story::{RawDocument, RawEvent, RawNews, RawPage, RawPhrase, RawPhrases, RawQuestion, RawQuestions, RawTutorial};
use crate::raw::value;
use crate::source::{SourceFile, SourceTree};
use crate::span::{LineIndex, Span};
use crate::{front_matter, phrase, plain, yaml};
use comic::colour::{Colour, WHITE};
use comic::script::Town;
use model::settings::{PlainLanguage, Strictness};
use model::slug::Slug;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A form with its text.
#[derive(Debug)]
pub struct Written<R> {
    /// The keys.
    pub form: R,
    /// The text.
    pub body: Body,
}

/// A question with its answer.
#[derive(Debug)]
pub struct WrittenQuestion {
    /// The keys.
    pub form: RawQuestion,
    /// Its place.
    pub span: Span,
    /// The answer.
    pub answer: Body,
}

/// A journey with the texts of its steps, as many as there are steps.
#[derive(Debug)]
pub struct WrittenJourney {
    /// The keys.
    pub form: RawJourney,
    /// The texts of the steps.
    pub steps: Vec<Body>,
    /// What is not a step.
    pub body: Body,
}

/// A journey in English with the texts of its steps, as many as there are steps.
#[derive(Debug)]
pub struct WrittenEnglishJourney {
    /// The keys.
    pub form: RawEnglishJourney,
    /// The texts of the steps.
    pub steps: Vec<Body>,
    /// What is not a step.
    pub body: Body,
}

/// A phrase with its text.
#[derive(Debug)]
pub struct WrittenPhrase {
    /// The keys.
    pub form: RawPhrase,
    /// Its place.
    pub span: Span,
    /// The text.
    pub body: Body,
}

/// A comic with its drawing.
#[derive(Debug)]
pub struct Scripted {
    /// The keys.
    pub form: RawComic,
    /// The drawing, when the script has no error.
    pub strip: Option<Arc<Strip>>,
}

/// What a file says, before it is known whether it fits the others.
#[derive(Debug)]
#[expect(missing_docs, reason = "the variants are named after the kinds of content")]
#[expect(clippy::large_enum_variant, reason = "most files are services, the largest form: a box would be one more allocation for each of them")]
pub enum Draft {
    Settings(Box<RawSettings>),
    HardWords(RawHardWords),
    Districts(RawDistricts),
    Questions(Vec<WrittenQuestion>),
    Phrases(Vec<WrittenPhrase>),
    Reports(RawReports),
    Boundary(RawBoundary),
    Redirects(RawRedirects),
    Synonyms(RawSynonyms),
    Service(Written<RawService>),
    Journey(WrittenJourney),
    EnglishPhrases(Vec<WrittenPhrase>),
    EnglishService(Written<RawEnglishService>),
    EnglishJourney(WrittenEnglishJourney),
    Office(Written<RawOffice>),
    Place(Written<RawPlace>),
    Topic(Written<RawTopic>),
    Category(Written<RawCategory>),
    News(Written<RawNews>),
    Event(Written<RawEvent>),
    Document(Written<RawDocument>),
    Page(Written<RawPage>),
    Tutorial(Written<RawTutorial>),
    Bookable(RawBookable),
    Comic(Scripted),
}

/// A file after it was read alone.
#[derive(Debug)]
pub struct Parsed {
    /// The path that faults show.
    pub file: Arc<str>,
    /// The kind of content, by its path.
    pub kind: Kind,
    /// Its name, for kinds that have one; `None` when it is no slug.
    pub id: Option<Slug>,
    /// What it says; `None` when nothing of it can be used.
    pub draft: Option<Draft>,
    /// What is wrong with it alone.
    pub faults: Vec<Fault>,
}

/// All files, in the order of their paths.
#[derive(Debug)]
pub struct Drafts {
    /// The files.
    pub files: Vec<Arc<Parsed>>,
    /// Pictures, and files that are published as they are, by address.
    pub assets: BTreeMap<String, SourceFile>,
    /// What pages may show of them.
    pub pictures: BTreeMap<String, Picture>,
    /// Faults of no single text: folders, pictures.
    pub faults: Vec<Fault>,
}

impl Drafts {
    /// What is drawn of comics.
    #[must_use]
    pub fn strips(&self) -> Strips {
        let strip = |parsed: &Arc<Parsed>| match &parsed.draft {
            Some(Draft::Comic(Scripted { strip, .. })) => Some((parsed.id.clone()?, strip.clone()?)),
            _ => None,
        };
        self.files.iter().filter_map(strip).collect()
    }
}

/// A path, the hash of the content, and that of the context.
type Key = (Arc<str>, blake3::Hash, blake3::Hash);

/// What was read before, by path, content and context.
#[derive(Debug, Default)]
pub struct Cache {
    known: HashMap<Key, Arc<Parsed>>,
    common: Option<Arc<Common>>,
}

/// The files that all others are read with, and what they give.
#[derive(Debug)]
struct Common {
    files: Vec<Arc<Parsed>>,
    context: Context,
    /// What texts in English are read with.
    english: Context,
    /// The largest picture, in kilobytes.
    picture_kilobytes: u32,
    faults: Vec<Fault>,
}

/// The kinds of content, each with its folder or file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the variants are named after the kinds of content")]
pub enum Kind {
    Settings,
    HardWords,
    Districts,
    Questions,
    Phrases,
    EnglishPhrases,
    Reports,
    Boundary,
    Redirects,
    Synonyms,
    Service,
    Journey,
    EnglishService,
    EnglishJourney,
    Office,
    Place,
    Topic,
    Category,
    News,
    Event,
    Document,
    Page,
    Tutorial,
    Bookable,
    Comic,
}

impl Kind {
    /// The kind of the same page in English, when there is one.
    fn english(self) -> Option<Self> {
        match self {
            Self::Service => Some(Self::EnglishService),
            Self::Journey => Some(Self::EnglishJourney),
            _ => None,
        }
    }
}

/// Files at the top of the content.
pub const FILES: [(&str, Kind); 10] = [
    ("sito.yaml", Kind::Settings),
    ("parole.yaml", Kind::HardWords),
    ("quartieri.yaml", Kind::Districts),
    ("domande.yaml", Kind::Questions),
    ("frasi.yaml", Kind::Phrases),
    ("frasi.en.yaml", Kind::EnglishPhrases),
    ("segnalazioni.yaml", Kind::Reports),
    ("confine.geojson", Kind::Boundary),
    ("reindirizzamenti.yaml", Kind::Redirects),
    ("sinonimi.yaml", Kind::Synonyms),
];

/// Folders of the content, with the ending of their files.
pub const FOLDERS: [(&str, &str, Kind); 13] = [
    ("servizi", "md", Kind::Service),
    ("vita", "md", Kind::Journey),
    ("uffici", "md", Kind::Office),
    ("luoghi", "md", Kind::Place),
    ("argomenti", "md", Kind::Topic),
    ("categorie", "md", Kind::Category),
    ("novita", "md", Kind::News),
    ("eventi", "md", Kind::Event),
    ("documenti", "md", Kind::Document),
    ("pagine", "md", Kind::Page),
    ("tutorial", "md", Kind::Tutorial),
    ("prenotazioni", "yaml", Kind::Bookable),
    ("fumetti", "yaml", Kind::Comic),
];

/// How the name of a file ends whose text is in English.
const ENGLISH: &str = ".en";

/// Folders whose files are published as they are.
pub const ASSETS: [&str; 3] = ["immagini", "allegati", "filmati"];

/// Whether files whose name begins with `_` are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftFiles {
    /// They are left out.
    Hidden,
    /// They are read as if the `_` were not there.
    Shown,
}

/// What a path is.
enum Place<'p> {
    Content(Kind, Option<&'p str>),
    Asset,
    Ignored,
    Wrong(Fault),
}

/// Reads all files; with a cache, only those that are not in it.
pub fn parse(tree: &SourceTree, drafts: DraftFiles, mut cache: Option<&mut Cache>) -> Drafts {
    let mut out = Drafts { files: Vec::new(), assets: BTreeMap::new(), pictures: BTreeMap::new(), faults: Vec::new() };
    let mut texts: Vec<Text<'_>> = Vec::new();
    for (path, file) in &tree.files {
        let shown = tree.shown(path);
        match place(path, &shown, drafts) {
            Place::Content(kind, id) => texts.push((kind, id, shown, file)),
            Place::Asset => {
                let address = format!("/{path}");
                match picture::look(path, file) {
                    Ok(Some(picture)) => {
                        out.pictures.insert(address.clone(), picture);
                    }
                    Ok(None) => {}
                    Err(error) => out.faults.push(Fault::bad_picture(&shown, &error)),
                }
                out.assets.insert(address, file.clone());
            }
            Place::Ignored => {}
            Place::Wrong(fault) => out.faults.push(fault),
        }
    }
    let voices = out.assets.iter().filter(|(address, _)| address.ends_with(".wav")).map(|(address, file)| (address.clone(), wav::seconds(&file.bytes))).collect();
    let common = common(&texts, &out.pictures, voices, cache.as_mut().and_then(|cache| cache.common.take()));
    let context = |kind: Kind| if matches!(kind, Kind::EnglishService | Kind::EnglishJourney) { &common.english } else { &common.context };
    out.faults.extend(common.faults.iter().cloned());
    for (address, file) in &out.assets {
        let kilobytes = file.bytes.len() as u64 / 1000;
        if out.pictures.contains_key(address) && kilobytes > u64::from(common.picture_kilobytes) {
            out.faults.push(Fault::heavy_picture(&tree.shown(&address[1..]), kilobytes, common.picture_kilobytes));
        }
    }
    let rest = texts.par_iter().filter(|(kind, ..)| !COMMON.contains(kind));
    let fresh = |(kind, id, shown, file): &Text<'_>| Arc::new(read(*kind, *id, shown, file, context(*kind)));
    out.files.clone_from(&common.files);
    match cache {
        None => out.files.par_extend(rest.map(fresh)),
        Some(cache) => {
            let again = |text: &Text<'_>| {
                let key = (text.2.clone(), text.3.hash(), common.context.hash);
                let parsed = cache.known.get(&key).cloned().unwrap_or_else(|| fresh(text));
                (key, parsed)
            };
            let rest: Vec<(Key, Arc<Parsed>)> = rest.map(again).collect();
            out.files.extend(rest.iter().map(|(_, parsed)| parsed.clone()));
            cache.known = rest.into_iter().collect();
            cache.common = Some(common);
        }
    }
    out.files.sort_by(|a, b| a.file.cmp(&b.file));
    out
}

fn place<'p>(path: &'p str, shown: &Arc<str>, drafts: DraftFiles) -> Place<'p> {
    let name = path.rsplit('/').next().unwrap_or(path);
    if path.split('/').any(|part| part.starts_with('.')) || name == "LEGGIMI.md" {
        return Place::Ignored;
    }
    let Some((folder, rest)) = path.split_once('/') else {
        return match FILES.iter().find(|(file, _)| *file == path) {
            Some((_, kind)) => Place::Content(*kind, None),
            None => Place::Wrong(Fault::unknown_file(shown, nearest(path, FILES.iter().map(|(file, _)| *file)))),
        };
    };
    if ASSETS.contains(&folder) {
        return Place::Asset;
    }
    let Some((_, ending, kind)) = FOLDERS.iter().find(|(known, ..)| *known == folder) else {
        let all: Vec<&str> = FOLDERS.iter().map(|(known, ..)| *known).chain(ASSETS).collect();
        let near = nearest(folder, all.iter().copied());
        return Place::Wrong(Fault::unknown_folder(shown, folder, near, &all));
    };
    let name = rest.rsplit('/').next().unwrap_or(rest);
    match name.rsplit_once('.') {
        Some((stem, found)) if found == *ending => {
            let id = match (stem.strip_prefix('_'), drafts) {
                (Some(_), DraftFiles::Hidden) => return Place::Ignored,
                (Some(stem), DraftFiles::Shown) => stem,
                (None, _) => stem,
            };
            match (id.strip_suffix(ENGLISH), kind.english()) {
                (None, _) => Place::Content(*kind, Some(id)),
                (Some(id), Some(kind)) => Place::Content(kind, Some(id)),
                (Some(_), None) => Place::Wrong(Fault::not_translated(shown)),
            }
        }
        _ => Place::Wrong(Fault::wrong_extension(shown, ending)),
    }
}

/// The largest picture where `sito.yaml` is silent, in kilobytes.
pub const PICTURE_KILOBYTES: u32 = 5000;

/// The kinds that all other files are read with.
const COMMON: [Kind; 4] = [Kind::Settings, Kind::HardWords, Kind::Phrases, Kind::EnglishPhrases];

/// A text to be read: its kind, its name, the path that faults show, its bytes.
type Text<'t> = (Kind, Option<&'t str>, Arc<str>, &'t SourceFile);

/// Reads the common files, unless they and the pictures are the same as before.
fn common(texts: &[Text<'_>], pictures: &BTreeMap<String, Picture>, voices: BTreeMap<String, Option<f64>>, before: Option<Arc<Common>>) -> Arc<Common> {
    let of = |kinds: &'static [Kind]| texts.iter().filter(move |(kind, ..)| kinds.contains(kind));
    let mut hasher = blake3::Hasher::new();
    for (kind, _, shown, file) in of(&COMMON) {
        hasher.update(format!("{kind:?} {shown} {}", file.hash()).as_bytes());
    }
    let hash = hasher.update(format!("{pictures:?} {voices:?}").as_bytes()).finalize();
    if let Some(before) = before.filter(|before| before.context.hash == hash) {
        return before;
    }
    let nothing = Context::new(&[], DEFAULT_PLAIN_LANGUAGE, BTreeMap::new(), hash).expect("no words make a small automaton");
    let mut files: Vec<Arc<Parsed>> = of(&[Kind::Settings, Kind::HardWords]).map(|(kind, id, shown, file)| Arc::new(read(*kind, *id, shown, file, &nothing))).collect();
    let mut limits = DEFAULT_PLAIN_LANGUAGE;
    let mut picture_kilobytes = PICTURE_KILOBYTES;
    let mut faults = Vec::new();
    let mut town = unknown_town();
    let mut words = BTreeMap::new();
    for parsed in &files {
        match &parsed.draft {
            Some(Draft::Settings(form)) => {
                limits = plain_language(form);
                town = self::town(form, &parsed.file, &mut faults);
                picture_kilobytes = value(&form.immagine_kb).copied().unwrap_or(PICTURE_KILOBYTES);
            }
            Some(Draft::HardWords(form)) => hard_words(form, &parsed.file, &mut words, &mut faults),
            _ => {}
        }
    }
    let words: Vec<(String, String)> = words.into_iter().collect();
    let mut context = Context::new(&words, limits, pictures.clone(), hash).expect("a list of words in a file fits into an automaton").for_comics(voices, town);
    let mut english = Context::new(&[], NO_PLAIN_LANGUAGE, pictures.clone(), hash).expect("no words make a small automaton");
    english.phrases_file = "frasi.en.yaml";
    for (kinds, context) in [(&[Kind::Phrases], &mut context), (&[Kind::EnglishPhrases], &mut english)] {
        for (kind, id, shown, file) in of(kinds) {
            let parsed = read(*kind, *id, shown, file, context);
            context.phrases.extend(included(&parsed));
            files.push(Arc::new(parsed));
        }
    }
    Arc::new(Common { files, context, english, picture_kilobytes, faults })
}

/// The phrases of a file, as texts include them.
fn included(parsed: &Parsed) -> Vec<(String, Arc<str>)> {
    let (Some(Draft::Phrases(list)) | Some(Draft::EnglishPhrases(list))) = &parsed.draft else { return Vec::new() };
    let html = |written: &WrittenPhrase| {
        let text: String = written.body.parts.iter().map(|part| &*part.html).collect();
        let title = value(&written.form.titolo).map_or("", |title| title.as_str());
        Some((value(&written.form.id)?.as_str().to_owned(), phrase::html(title, &text)))
    };
    list.iter().filter_map(html).collect()
}

/// The least contrast of white letters on the colour of a town (WCAG 2.2, 1.4.3).
const CONTRAST: f64 = 4.5;

/// What comics show of the town.
fn town(form: &RawSettings, file: &Arc<str>, faults: &mut Vec<Fault>) -> Town {
    let mut town = unknown_town();
    if let Some(name) = value(&form.comune).and_then(|town| value(&town.nome)) {
        town.name = name.to_string();
    }
    if let Some(text) = &form.colore {
        match Colour::parse(text.value.as_str()).filter(|colour| colour.contrast(WHITE) >= CONTRAST) {
            Some(colour) => town.colour = colour,
            None => faults.push(Fault::bad_colour(file, text.span, text.value.as_str())),
        }
    }
    town
}

/// The longest hard word or phrase, in characters: the search automaton grows with each.
const WORD_LENGTH: usize = 60;

fn hard_words(form: &RawHardWords, file: &Arc<str>, words: &mut BTreeMap<String, String>, faults: &mut Vec<Fault>) {
    let mut add = |form: &Spanned<model::text::Line>, plain: &str| {
        let text = form.value.as_str().to_lowercase();
        let length = text.chars().count();
        if length > WORD_LENGTH {
            faults.push(Fault::long_text(file, form.span, length, WORD_LENGTH));
        } else if words.insert(text.clone(), plain.to_owned()).is_some() {
            faults.push(Fault::duplicate_reference(file, form.span, &text));
        }
    };
    for word in value(&form.parole).into_iter().flatten() {
        let plain = value(&word.value.meglio).map_or("", |line| line.as_str());
        for form in value(&word.value.forma).into_iter().flatten() {
            add(form, plain);
        }
    }
    // The longest form that fits is the one that counts: these have nothing better beside them.
    for form in value(&form.ammesse).into_iter().flatten() {
        add(form, "");
    }
}

/// The thresholds of a site.
#[must_use]
pub fn plain_language(form: &RawSettings) -> PlainLanguage {
    let Some(raw) = value(&form.linguaggio) else { return DEFAULT_PLAIN_LANGUAGE };
    PlainLanguage {
        strictness: value(&raw.livello).map_or(DEFAULT_PLAIN_LANGUAGE.strictness, |code| code.0),
        sheet: value(&raw.scheda).copied().unwrap_or(DEFAULT_PLAIN_LANGUAGE.sheet),
        paragraph: value(&raw.paragrafo).copied().unwrap_or(DEFAULT_PLAIN_LANGUAGE.paragraph),
        sentence_words: value(&raw.parole_per_frase).copied().unwrap_or(DEFAULT_PLAIN_LANGUAGE.sentence_words),
    }
}

fn read(kind: Kind, id: Option<&str>, shown: &Arc<str>, file: &SourceFile, context: &Context) -> Parsed {
    let mut faults = Faults::new(shown.clone());
    let slug = id.and_then(|id| {
        let slug = Slug::parse(id).ok();
        if slug.is_none() {
            let suggestion = Slug::suggest(id);
            faults.add(|file| Fault::bad_id(file, Span::FILE, id, suggestion.as_ref().map(Slug::as_str)));
        }
        slug
    });
    let draft = match file.text(shown) {
        Ok(text) => draft(kind, text, context, &mut faults),
        Err(fault) => {
            // Read all the same, byte by byte as Latin-1, so that its other faults are said as well.
            faults.add(|_| *fault);
            let text: String = file.bytes.iter().map(|byte| char::from(*byte)).collect();
            draft(kind, &text, context, &mut faults)
        }
    };
    let mut faults = faults.into_list();
    if context.plain_language.strictness == Strictness::Error {
        faults = faults.into_iter().map(|fault| fault.at(Level::Error)).collect();
    }
    Parsed { file: shown.clone(), kind, id: slug, draft, faults }
}

fn draft(kind: Kind, text: &str, context: &Context, faults: &mut Faults) -> Option<Draft> {
    let whole = Shape::Whole(2);
    match kind {
        Kind::Settings => keys(text, 1, faults).map(|form| Draft::Settings(Box::new(form))),
        Kind::HardWords => keys(text, 1, faults).map(Draft::HardWords),
        Kind::Districts => keys(text, 1, faults).map(Draft::Districts),
        Kind::Reports => keys(text, 1, faults).map(Draft::Reports),
        Kind::Boundary => keys(text, 1, faults).map(Draft::Boundary),
        Kind::Redirects => keys(text, 1, faults).map(Draft::Redirects),
        Kind::Synonyms => keys(text, 1, faults).map(Draft::Synonyms),
        Kind::Bookable => keys(text, 1, faults).map(|form: RawBookable| {
            say_lines([form.titolo.as_ref().map(line), form.descrizione.as_ref().map(summary)], context, faults);
            Draft::Bookable(form)
        }),
        Kind::Comic => scripted(text, context, faults).map(Draft::Comic),
        Kind::Questions => keys(text, 1, faults).map(|form| Draft::Questions(questions(form, context, faults))),
        Kind::Phrases => keys(text, 1, faults).map(|form| Draft::Phrases(phrases(form, context, faults))),
        Kind::EnglishPhrases => keys(text, 1, faults).map(|form| Draft::EnglishPhrases(phrases(form, context, faults))),
        Kind::EnglishService => written(text, Shape::Sections, context, faults, |_: &RawEnglishService| [None, None]).map(Draft::EnglishService),
        Kind::EnglishJourney => {
            written(text, whole, context, faults, |_: &RawEnglishJourney| [None, None]).map(|written| Draft::EnglishJourney(english_journey(written, context, faults)))
        }
        Kind::Service => written(text, Shape::Sections, context, faults, |f: &RawService| [f.titolo.as_ref().map(line), f.descrizione.as_ref().map(summary)]).map(Draft::Service),
        Kind::Journey => written(text, whole, context, faults, |f: &RawJourney| [f.titolo.as_ref().map(line), f.descrizione.as_ref().map(summary)])
            .map(|written| Draft::Journey(journey(written, context, faults))),
        Kind::Office => written(text, Shape::Whole(3), context, faults, |f: &RawOffice| [None, f.descrizione.as_ref().map(summary)]).map(Draft::Office),
        Kind::Place => written(text, whole, context, faults, |f: &RawPlace| [None, f.descrizione.as_ref().map(summary)]).map(Draft::Place),
        Kind::Topic => written(text, whole, context, faults, |f: &RawTopic| [None, f.descrizione.as_ref().map(summary)]).map(Draft::Topic),
        Kind::Category => written(text, whole, context, faults, |f: &RawCategory| [None, f.descrizione.as_ref().map(summary)]).map(Draft::Category),
        Kind::News => written(text, whole, context, faults, |f: &RawNews| [f.titolo.as_ref().map(line), f.descrizione.as_ref().map(summary)]).map(Draft::News),
        Kind::Event => written(text, whole, context, faults, |f: &RawEvent| [f.titolo.as_ref().map(line), f.descrizione.as_ref().map(summary)]).map(Draft::Event),
        Kind::Document => written(text, whole, context, faults, |f: &RawDocument| [f.titolo.as_ref().map(line), f.descrizione.as_ref().map(summary)]).map(Draft::Document),
        Kind::Page => written(text, whole, context, faults, |f: &RawPage| [f.titolo.as_ref().map(line), f.descrizione.as_ref().map(summary)]).map(Draft::Page),
        Kind::Tutorial => {
            written(text, Shape::Whole(3), context, faults, |f: &RawTutorial| [f.titolo.as_ref().map(line), f.descrizione.as_ref().map(summary)]).map(Draft::Tutorial)
        }
    }
}

/// Reads a comic, and draws it when nothing in its form is wrong.
fn scripted(text: &str, context: &Context, faults: &mut Faults) -> Option<Scripted> {
    let before = faults.errors();
    let form: RawComic = keys(text, 1, faults)?;
    say_lines([form.titolo.as_ref().map(line), form.descrizione.as_ref().map(summary)], context, faults);
    let strip = comics::strip(&form, context, faults).filter(|_| faults.errors() == before).map(Arc::new);
    Some(Scripted { form, strip })
}

type Said<'f> = Option<(&'f str, Span)>;

fn line(field: &Spanned<model::text::Line>) -> (&str, Span) {
    (field.value.as_str(), field.span)
}

fn summary(field: &Spanned<model::text::Summary>) -> (&str, Span) {
    (field.value.as_str(), field.span)
}

/// Reads the keys of a file; an empty one is read as an empty form, so that each missing key is said.
fn keys<R: Decode>(text: &str, first_line: usize, faults: &mut Faults) -> Option<R> {
    let before = faults.count();
    match yaml::parse(text, first_line, faults) {
        Some(node) => R::decode(&node, faults),
        None if faults.count() > before => None,
        None => R::decode(&yaml::Node { span: Span::new(first_line, 1, 1), value: yaml::Value::Mapping(Vec::new()) }, faults),
    }
}

/// Reads keys and body. When the keys cannot be read the body is read all the same, for its faults.
fn written<R: Decode + Default>(text: &str, shape: Shape, context: &Context, faults: &mut Faults, said: impl FnOnce(&R) -> [Said<'_>; 2]) -> Option<Written<R>> {
    let parts = front_matter::divide(text, faults)?;
    let form: Option<R> = keys(parts.keys, parts.keys_line, faults);
    let body = markdown::read(parts.body, &LineIndex::new(parts.body, parts.body_line), shape, context, faults);
    if shape != Shape::Sections && body.parts.iter().all(|part| part.empty) {
        faults.add(|file| Fault::empty_body(file, body.start));
    }
    // Without keys the body is still checked: an empty form makes no more faults.
    let form = form.unwrap_or_default();
    say_lines(said(&form), context, faults);
    Some(Written { form, body })
}

fn say_lines(lines: [Said<'_>; 2], context: &Context, faults: &mut Faults) {
    if context.plain_language.strictness == Strictness::Off {
        return;
    }
    for (text, span) in lines.into_iter().flatten() {
        plain::check_line(text, span, &context.lexicon, &context.plain_language, faults);
    }
}

fn questions(form: RawQuestions, context: &Context, faults: &mut Faults) -> Vec<WrittenQuestion> {
    let list = form.domande.map(|field| field.value).unwrap_or_default();
    list.into_iter()
        .map(|Spanned { value: form, span }| {
            say_lines([form.domanda.as_ref().map(line), None], context, faults);
            let answer = form.risposta.as_ref().map(|block| in_key(&block.value, Shape::Whole(4), context, faults));
            WrittenQuestion { form, span, answer: answer.unwrap_or_default() }
        })
        .collect()
}

fn journey(Written { form, body }: Written<RawJourney>, context: &Context, faults: &mut Faults) -> WrittenJourney {
    say_lines([form.prima_di_tutto.as_ref().map(line), None], context, faults);
    let read = |step: &Spanned<RawStep>| {
        let step = &step.value;
        say_lines([step.titolo.as_ref().map(line), step.entro.as_ref().map(line)], context, faults);
        step.testo.as_ref().map(|block| in_key(&block.value, Shape::Flat, context, faults)).unwrap_or_default()
    };
    let steps = value(&form.passi).into_iter().flatten().map(read).collect();
    WrittenJourney { form, steps, body }
}

fn english_journey(Written { form, body }: Written<RawEnglishJourney>, context: &Context, faults: &mut Faults) -> WrittenEnglishJourney {
    let read = |step: &Spanned<RawEnglishStep>| step.value.testo.as_ref().map(|block| in_key(&block.value, Shape::Flat, context, faults)).unwrap_or_default();
    let steps = value(&form.passi).into_iter().flatten().map(read).collect();
    WrittenEnglishJourney { form, steps, body }
}

fn phrases(form: RawPhrases, context: &Context, faults: &mut Faults) -> Vec<WrittenPhrase> {
    let list = form.frasi.map(|field| field.value).unwrap_or_default();
    list.into_iter()
        .map(|Spanned { value: form, span }| {
            say_lines([form.titolo.as_ref().map(line), None], context, faults);
            let body = form.testo.as_ref().map(|block| in_key(&block.value, Shape::Phrase, context, faults));
            WrittenPhrase { form, span, body: body.unwrap_or_default() }
        })
        .collect()
}

/// A text that is the value of a key.
fn in_key(block: &Block, shape: Shape, context: &Context, faults: &mut Faults) -> Body {
    let index = LineIndex::new(&block.text, block.first_line).indented(block.indent);
    markdown::read(&block.text, &index, shape, context, faults)
}

impl Draft {
    /// The texts in it that may include phrases.
    pub fn bodies(&self) -> Vec<&Body> {
        match self {
            Self::Service(written) => vec![&written.body],
            Self::EnglishService(written) => vec![&written.body],
            Self::EnglishJourney(written) => written.steps.iter().chain([&written.body]).collect(),
            Self::Journey(written) => written.steps.iter().chain([&written.body]).collect(),
            Self::Office(written) => vec![&written.body],
            Self::Place(written) => vec![&written.body],
            Self::Topic(written) => vec![&written.body],
            Self::Category(written) => vec![&written.body],
            Self::News(written) => vec![&written.body],
            Self::Event(written) => vec![&written.body],
            Self::Document(written) => vec![&written.body],
            Self::Page(written) => vec![&written.body],
            Self::Tutorial(written) => vec![&written.body],
            Self::Questions(list) => list.iter().map(|question| &question.answer).collect(),
            Self::Settings(_)
            | Self::HardWords(_)
            | Self::Districts(_)
            | Self::Phrases(_)
            | Self::EnglishPhrases(_)
            | Self::Reports(_)
            | Self::Boundary(_)
            | Self::Redirects(_)
            | Self::Synonyms(_)
            | Self::Bookable(_)
            | Self::Comic(_) => Vec::new(),
        }
    }
}
