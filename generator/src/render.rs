// SPDX-License-Identifier: EUPL-1.2
//! From views to bytes: the theme's templates are compiled once, pages are drawn in parallel, each is
//! audited as it comes out, and what has not changed is taken from the [`Drawn`] pages of before.

use crate::audit::{self, Expectation, PageAudit};
use crate::fault::Fault;
use crate::source::{SourceFile, SourceTree};
use crate::span::Span;
use crate::view::View;
use crate::view::types::{Assets, Page, SiteView};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use tera::{Context, ErrorKind, Tera, Value};

/// A theme, ready to draw.
pub struct Theme {
    templates: Tera,
    /// Published names of the theme's files.
    pub assets: Assets,
    /// The files to publish, by their published path without leading slash.
    pub files: BTreeMap<String, Arc<[u8]>>,
    /// A hash of all of it.
    hash: blake3::Hash,
}

/// A page that was drawn, with what the audit saw.
#[derive(Debug)]
pub struct DrawnPage {
    /// Hash of all that went into it.
    key: u64,
    /// The finished HTML.
    pub html: Arc<[u8]>,
    /// What the audit saw.
    pub audit: PageAudit,
}

/// Pages by address.
pub type Drawn = HashMap<String, Arc<DrawnPage>>;

/// Compiles a theme, unless it is the one that was compiled before.
///
/// # Errors
/// The fault of a template that is no template, or has no name in UTF-8.
pub fn theme(tree: &SourceTree, before: Option<Theme>) -> Result<Theme, Vec<Fault>> {
    let mut hasher = blake3::Hasher::new();
    for (path, file) in &tree.files {
        hasher.update(path.as_bytes()).update(file.hash.as_bytes());
    }
    let hash = hasher.finalize();
    if let Some(before) = before.filter(|before| before.hash == hash) {
        return Ok(before);
    }
    let mut texts = Vec::new();
    let mut faults = Vec::new();
    let mut assets = Assets::new();
    let mut files = BTreeMap::new();
    for (path, file) in &tree.files {
        if let Some(name) = path.strip_prefix("templates/").filter(|name| name.ends_with(".html")) {
            let shown = tree.shown(path);
            match file.text(&shown) {
                Ok(text) => texts.push((name.to_owned(), text.to_owned())),
                Err(fault) => faults.push(*fault),
            }
        } else if let Some(name) = path.strip_prefix("assets/") {
            let published = published(name, file);
            assets.insert(name.to_owned(), format!("/{published}"));
            files.insert(published, file.bytes.clone());
        }
    }
    let mut templates = Tera::new();
    if faults.is_empty()
        && let Err(error) = templates.add_raw_templates(texts)
    {
        faults.push(template_fault(&error, tree));
    }
    if faults.is_empty() { Ok(Theme { templates, assets, files, hash }) } else { Err(faults) }
}

/// `stile.css` is published as `assets/stile.0123456789ab.css`, so that it can be kept for ever.
fn published(name: &str, file: &SourceFile) -> String {
    let hash = &file.hash.to_hex()[..12];
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("assets/{stem}.{hash}.{ending}"),
        None => format!("assets/{name}.{hash}"),
    }
}

/// Draws all pages of a view, and the frame. Faults are those of templates.
///
/// # Errors
/// The faults of the templates that could not be drawn, without doubles.
pub fn render(theme: &Theme, view: &View<'_>, expectation: &Expectation<'_>, before: &Drawn, tree: &SourceTree) -> Result<Drawn, Vec<Fault>> {
    let site = Value::try_from_serializable(&view.site).expect("a view is made of texts, lists and numbers");
    let assets = Value::try_from_serializable(&theme.assets).expect("assets are texts");
    let common = common_key(theme, &view.site, expectation);
    let all: Vec<&Page<'_>> = view.pages.iter().chain([&view.shell]).collect();
    let results: Vec<Result<(String, Arc<DrawnPage>), Fault>> = all
        .par_iter()
        .map(|page| {
            let name = name(page);
            let key = key(common, page);
            if let Some(known) = before.get(&name).filter(|known| known.key == key) {
                return Ok((name, known.clone()));
            }
            let mut context = Context::new();
            context.insert_value("site", site.clone());
            context.insert_value("assets", assets.clone());
            context.insert("page", &page.head);
            context.insert("body", &page.body);
            let html = theme.templates.render(&format!("{}.html", page.template), &context).map_err(|error| template_fault(&error, tree))?;
            let audit = audit::page(&html, page.kind, expectation);
            Ok((name, Arc::new(DrawnPage { key, html: html.into_bytes().into(), audit })))
        })
        .collect();
    let mut drawn = Drawn::with_capacity(results.len());
    let mut faults = Vec::new();
    for result in results {
        match result {
            Ok((name, page)) => {
                drawn.insert(name, page);
            }
            Err(fault) => faults.push(fault),
        }
    }
    faults.sort();
    faults.dedup();
    if faults.is_empty() { Ok(drawn) } else { Err(faults) }
}

/// The name of a page among those drawn: its address; the frame has none.
#[must_use]
pub fn name(page: &Page<'_>) -> String {
    if page.template == SHELL { SHELL.to_owned() } else { page.head.url.to_string() }
}

/// The template, and the name, of the frame.
pub const SHELL: &str = "shell";

fn common_key(theme: &Theme, site: &SiteView<'_>, expectation: &Expectation<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    theme.hash.as_bytes().hash(&mut hasher);
    site.hash(&mut hasher);
    expectation.base_url.hash(&mut hasher);
    hasher.finish()
}

fn key(common: u64, page: &Page<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    common.hash(&mut hasher);
    page.hash(&mut hasher);
    hasher.finish()
}

fn template_fault(error: &tera::Error, tree: &SourceTree) -> Fault {
    let place = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Some(report),
        _ => None,
    };
    match place {
        Some(report) => {
            let file = tree.shown(&format!("templates/{}", report.filename()));
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
            Fault::bad_template(&tree.shown("templates"), Span::FILE, &message)
        }
    }
}
