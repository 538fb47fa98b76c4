// SPDX-License-Identifier: EUPL-1.2
//! From views to bytes: the theme's templates are compiled once, each page is audited as it is drawn,
//! and what has not changed may be taken from the [`Drawn`] pages of before.

use crate::audit::{self, Expectation, PageAudit};
use crate::decode::{Decode, Named};
use crate::fault::{Fault, Faults};
use crate::source::{SourceFile, SourceTree};
use crate::span::Span;
use crate::stylesheet::{self, Sources};
use crate::view::shared::Shared;
use crate::view::types::{Assets, Body, MenuEntry, Page, PageHead, SiteView};
use crate::yaml;
use ahash::AHasher;
use model::text::Line;
use model::translation::Language;
use model::vocabulary::Coded;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use tera::value::Key;
use tera::{Context, ErrorKind, Map, Tera, Value};

/// A theme, ready to draw.
pub struct Theme {
    templates: Tera,
    /// Published names of the theme's files.
    pub assets: Assets,
    /// The files to publish, by their published path without leading slash.
    pub files: BTreeMap<String, Arc<[u8]>>,
    /// The classes of the library it is built on, when it says them: C.SI.1.2 counts them.
    pub library_classes: Option<BTreeSet<String>>,
    /// The fixed words of its templates in English, by the Italian ones.
    words: Words,
    /// A hash of all of it.
    hash: blake3::Hash,
}

/// Words by those that stand for them in the templates.
type Words = BTreeMap<String, String>;

/// A page that was drawn, with what the audit saw.
#[derive(Debug)]
pub struct DrawnPage {
    /// Hash of all that went into it.
    key: u64,
    /// The finished HTML.
    pub html: Arc<[u8]>,
    /// What the audit saw.
    pub audit: Arc<PageAudit>,
}

/// Pages by address.
pub type Drawn = HashMap<String, DrawnPage>;

/// Compiles a theme, unless it is the one that was compiled before.
///
/// # Errors
/// The fault of a template that is no template, or has no name in UTF-8.
pub fn theme(tree: &SourceTree, before: Option<Theme>) -> Result<Theme, Vec<Fault>> {
    let mut hasher = blake3::Hasher::new();
    for (path, file) in &tree.files {
        hasher.update(path.as_bytes()).update(file.hash().as_bytes());
    }
    let hash = hasher.finalize();
    if let Some(before) = before.filter(|before| before.hash == hash) {
        return Ok(before);
    }
    let (mut texts, mut function_texts) = (Vec::new(), Vec::new());
    let mut faults = Vec::new();
    let mut assets = Assets::new();
    let mut files = BTreeMap::new();
    for (path, file) in &tree.files {
        let template = path.strip_prefix(PAGES).filter(|name| name.ends_with(".html")).map(|name| (name, &mut texts));
        if let Some((name, texts)) = template.or_else(|| Some((path.strip_prefix(FUNCTION_PAGES)?, &mut function_texts))) {
            let shown = tree.shown(path);
            match file.text(&shown) {
                Ok(text) => texts.push((name.to_owned(), text.to_owned())),
                Err(fault) => faults.push(*fault),
            }
        } else if let Some(name) = path.strip_prefix("assets/").filter(|name| *name != STYLE) {
            let published = published(name, file);
            assets.insert(name.to_owned(), format!("/{published}"));
            files.insert(published, file.bytes.clone());
        }
    }
    match style(tree, &assets) {
        Ok(Some(file)) => {
            let published = published(STYLE, &file);
            assets.insert(STYLE.to_owned(), format!("/{published}"));
            files.insert(published, file.bytes);
        }
        Ok(None) => {}
        Err(fault) => faults.push(*fault),
    }
    let library_classes = match library_classes(tree) {
        Ok(classes) => classes,
        Err(fault) => {
            faults.push(*fault);
            None
        }
    };
    let words = words(tree, &mut faults);
    let mut templates = Tera::new();
    if faults.is_empty() {
        // The functions compile theirs again; what is wrong with them is said here already.
        let compiled = [(PAGES, templates.add_raw_templates(texts)), (FUNCTION_PAGES, Tera::new().add_raw_templates(function_texts))];
        faults.extend(compiled.into_iter().filter_map(|(folder, done)| Some(template_fault(&done.err()?, folder, tree))));
    }
    if faults.is_empty() { Ok(Theme { templates, assets, files, library_classes, words, hash }) } else { Err(faults) }
}

/// The folder of the templates of pages.
const PAGES: &str = "templates/";

/// The folder of the templates that the functions draw.
const FUNCTION_PAGES: &str = "funzioni/";

/// The style sheet, which is published with less in it.
const STYLE: &str = "stile.css";

/// Where a theme lists the classes of its library, one a line.
const LIBRARY_CLASSES: &str = "libreria/classi.txt";

/// Where a theme says its fixed words in English: the Italian word, then the English one. Templates ask for every word
/// that is drawn in both languages as `words["parola"]`, so that one set of templates draws both.
const WORDS: &str = "templates/parole-en.yaml";

fn words(tree: &SourceTree, faults: &mut Vec<Fault>) -> Words {
    let Some(file) = tree.files.get(WORDS) else { return Words::new() };
    let shown = tree.shown(WORDS);
    let mut found = Faults::new(shown.clone());
    let named = match file.text(&shown) {
        Ok(text) => yaml::parse(text, 1, &mut found).and_then(|node| Named::<Line>::decode(&node, &mut found)),
        Err(fault) => {
            found.add(|_| *fault);
            None
        }
    };
    faults.extend(found.into_list());
    named.into_iter().flat_map(|named| named.0).map(|(italian, english)| (italian.value.to_string(), english.value.to_string())).collect()
}

fn library_classes(tree: &SourceTree) -> Result<Option<BTreeSet<String>>, Box<Fault>> {
    let Some(file) = tree.files.get(LIBRARY_CLASSES) else { return Ok(None) };
    Ok(Some(file.text(&tree.shown(LIBRARY_CLASSES))?.lines().map(str::to_owned).collect()))
}

/// The theme's style sheet with published addresses in it, and only with what its pages can use.
fn style(tree: &SourceTree, assets: &Assets) -> Result<Option<SourceFile>, Box<Fault>> {
    let path = format!("assets/{STYLE}");
    let Some(file) = tree.files.get(path.as_str()) else { return Ok(None) };
    let shown = tree.shown(&path);
    let css = stylesheet::addressed(file.text(&shown)?, assets);
    let mut sources = Sources::default();
    for (path, file) in &tree.files {
        let Ok(text) = std::str::from_utf8(&file.bytes) else { continue };
        match path.rsplit_once('.') {
            Some((_, "html")) if path.starts_with("templates/") || path.starts_with("funzioni/") => sources.templates.push(text),
            Some((_, "js")) if path.starts_with("assets/") => sources.scripts.push(text),
            Some((_, "svg")) if path.starts_with("assets/") => sources.pictures.push(text),
            _ => {}
        }
    }
    match stylesheet::pruned(&css, &sources) {
        Ok(css) => Ok(Some(SourceFile::new(css.into_bytes()))),
        Err(error) => Err(Box::new(Fault::bad_style(&shown, Span::new(error.line as usize, error.column as usize, 1), error.message))),
    }
}

/// `stile.css` is published as `assets/stile.0123456789ab.css`, so that it can be kept for ever.
fn published(name: &str, file: &SourceFile) -> String {
    let hash = &file.hash().to_hex()[..12];
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("assets/{stem}.{hash}.{ending}"),
        None => format!("assets/{name}.{hash}"),
    }
}

/// Room for a page: most are drawn without asking for more.
const USUAL_BYTES: usize = 64 * 1024;

/// The folder of the templates that are drawn once for many pages.
const PARTS: &str = "parti/";

/// Where a page stands in the main menu, which is all that a part may know of it: the context `menu`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct MenuPlace {
    /// The `element` of the entry it belongs to, or "".
    element: &'static str,
    /// Whether it is the page of the entry itself.
    here: bool,
}

/// What a theme draws once for many pages, such as the header and the footer.
struct Parts {
    /// The addresses of the menu entries, by their `element`.
    entries: BTreeMap<&'static str, String>,
    /// By place, the contexts `menu` and `parts`: the HTML of every part by its name.
    drawn: BTreeMap<MenuPlace, [(&'static str, Value); 2]>,
}

impl Parts {
    /// Draws the parts of a theme, whose templates see `site`, `assets` and `menu`.
    fn draw(theme: &Theme, menu: &[MenuEntry<'_>], site: &Value, assets: &Value, tree: &SourceTree) -> Result<Self, Fault> {
        let mut names: Vec<&str> = theme.templates.get_template_names().filter(|name| name.starts_with(PARTS)).collect();
        names.sort_unstable();
        let entries: BTreeMap<_, _> = menu.iter().map(|entry| (entry.element, entry.url.to_string())).collect();
        let places = entries.keys().flat_map(|&element| [false, true].map(|here| MenuPlace { element, here }));
        let mut drawn = BTreeMap::new();
        for place in places.chain([MenuPlace { element: "", here: false }]) {
            let mut context = Context::new();
            context.insert_value("site", site.clone());
            context.insert_value("assets", assets.clone());
            let menu = Value::try_from_serializable(&place).expect("a place is a text and a yes or no");
            context.insert_value("menu", menu.clone());
            let mut parts: BTreeMap<&str, Value> = BTreeMap::new();
            for name in &names {
                let html = theme.templates.render(name, &context).map_err(|error| template_fault(&error, PAGES, tree))?;
                parts.insert(name[PARTS.len()..].trim_end_matches(".html"), Value::safe_string(&html));
            }
            let parts = Value::try_from_serializable(&parts).expect("parts are texts");
            drawn.insert(place, [("menu", menu), ("parts", parts)]);
        }
        Ok(Self { entries, drawn })
    }

    /// What a page gets.
    fn of(&self, page: &PageHead<'_>) -> &[(&'static str, Value)] {
        let here = self.entries.get(page.menu).is_some_and(|url| *url == page.url.after(""));
        self.drawn.get(&MenuPlace { element: page.menu, here }).map_or(&[], |drawn| drawn)
    }
}

/// The templates that are drawn once for each thing that many sheets show: `ufficio.html` sees `office`,
/// `indice.html` sees `index`. A theme has both or none. The sheets see the HTML of each by its name in the context `boxes`.
const BOXES: &str = "riquadri/";

/// Draws pages with a theme.
pub struct Press<'p> {
    theme: &'p Theme,
    has_boxes: bool,
    site: Value,
    assets: Value,
    /// The fixed words, as templates ask for them, in Italian and in English.
    words: [Value; 2],
    parts: Parts,
    expectation: &'p Expectation<'p>,
    common: u64,
    tree: &'p SourceTree,
}

impl<'p> Press<'p> {
    /// Makes ready what all pages share. `tree` is the theme's, for the places of its faults.
    ///
    /// # Errors
    /// The fault of the template of a part.
    pub fn new(theme: &'p Theme, site: &SiteView<'_>, expectation: &'p Expectation<'p>, tree: &'p SourceTree) -> Result<Self, Fault> {
        let mut hasher = AHasher::default();
        theme.hash.as_bytes().hash(&mut hasher);
        site.hash(&mut hasher);
        expectation.base_url.hash(&mut hasher);
        let menu = &site.menu;
        let site = Value::try_from_serializable(site).expect("a view is made of texts, lists and numbers");
        let assets = Value::try_from_serializable(&theme.assets).expect("assets are texts");
        let words = [theme.words.keys().map(|word| (word, word)).collect(), theme.words.iter().collect::<BTreeMap<&String, &String>>()]
            .map(|words| Value::try_from_serializable(&words).expect("words are texts"));
        let parts = Parts::draw(theme, menu, &site, &assets, tree)?;
        let has_boxes = theme.templates.get_template_names().any(|name| name.starts_with(BOXES));
        Ok(Self { theme, has_boxes, site, assets, words, parts, expectation, common: hasher.finish(), tree })
    }

    /// Draws a page.
    ///
    /// # Errors
    /// The fault of its template.
    pub fn html(&self, page: &Page<'_>) -> Result<String, Fault> {
        let mut context = Context::new();
        context.insert_value("site", self.site.clone());
        context.insert_value("assets", self.assets.clone());
        let [italian, english] = &self.words;
        context.insert_value("words", if page.head.lang == Language::English.code() { english.clone() } else { italian.clone() });
        for (name, value) in self.parts.of(&page.head) {
            context.insert_value(*name, value.clone());
        }
        if let Body::Service(sheet) = &page.body
            && self.has_boxes
        {
            let boxes = [("ufficio", self.boxed("ufficio", "office", &sheet.office)?), ("indice", self.boxed("indice", "index", &sheet.index)?)];
            context.insert_value("boxes", Value::from(boxes.into_iter().map(|(name, html)| (Key::Str(name), html)).collect::<Map>()));
        }
        context.insert("page", &page.head);
        context.insert("body", &page.body);
        let mut html = Vec::with_capacity(USUAL_BYTES);
        self.theme.templates.render_to(&format!("{}.html", page.template), &context, &mut html).map_err(|error| template_fault(&error, PAGES, self.tree))?;
        Ok(String::from_utf8(html).expect("templates and values are texts"))
    }

    /// The HTML of what many sheets show alike, which the template sees under its `name`.
    fn boxed<T: Serialize>(&self, template: &str, name: &'static str, part: &Shared<T>) -> Result<Value, Fault> {
        part.drawn(|value| {
            let mut context = Context::new();
            context.insert_value("site", self.site.clone());
            context.insert_value("assets", self.assets.clone());
            context.insert_value(name, value.clone());
            let html = self.theme.templates.render(&format!("{BOXES}{template}.html"), &context).map_err(|error| template_fault(&error, PAGES, self.tree))?;
            Ok(Value::safe_string(&html))
        })
    }

    /// Draws a page and audits it.
    ///
    /// # Errors
    /// The fault of its template.
    pub fn draw(&self, page: &Page<'_>) -> Result<(String, PageAudit), Fault> {
        let html = self.html(page)?;
        let audit = audit::page(&html, page.kind, self.expectation);
        Ok((html, audit))
    }

    /// Draws a page and audits it, unless one with the same view was drawn before.
    ///
    /// # Errors
    /// The fault of its template.
    pub fn draw_again(&self, page: &Page<'_>, before: Option<&DrawnPage>) -> Result<DrawnPage, Fault> {
        let mut hasher = AHasher::default();
        self.common.hash(&mut hasher);
        page.hash(&mut hasher);
        let key = hasher.finish();
        if let Some(known) = before.filter(|known| known.key == key) {
            return Ok(DrawnPage { key, html: known.html.clone(), audit: known.audit.clone() });
        }
        let (html, audit) = self.draw(page)?;
        Ok(DrawnPage { key, html: html.into_bytes().into(), audit: Arc::new(audit) })
    }
}

fn template_fault(error: &tera::Error, folder: &str, tree: &SourceTree) -> Fault {
    let place = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Some(report),
        _ => None,
    };
    match place {
        Some(report) => {
            let file = tree.shown(&format!("{folder}{}", report.filename()));
            let span = report.span();
            Fault::bad_template(&file, Span::new(span.start_line, span.start_col + 1, 1), report.message())
        }
        None => {
            let mut message = error.to_string();
            let mut cause = std::error::Error::source(error);
            while let Some(next) = cause {
                message = format!("{message}: {next}");
                cause = next.source();
            }
            Fault::bad_template(&tree.shown(folder.trim_end_matches('/')), Span::FILE, &message)
        }
    }
}
