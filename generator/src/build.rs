// SPDX-License-Identifier: EUPL-1.2
//! The whole pipeline as a function: content and theme in, site or faults out. It touches no disk,
//! no clock, no environment; the same input gives the same bytes.
//!
//! 1. [`parse`]: each file alone.
//! 2. [`check`](crate::check::check): the whole.
//! 3. [`view`](crate::view::view): what templates may see.
//! 4. [`render`](crate::render::render): HTML, audited page by page.
//! 5. Audit of the pages together; the files beside them.

use crate::audit::{self, Expectation, Finding};
use crate::check::check;
use crate::extra;
use crate::fault::{Fault, Level};
use crate::parse::{self, Cache, DraftFiles, parse};
use crate::render::{self, Drawn, SHELL, Theme};
use crate::source::SourceTree;
use crate::view::{ViewSettings, view};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What the outside decides about a build.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Scheme and host, instead of those of `sito.yaml`.
    pub base_url: Option<String>,
    /// Today.
    pub today: Date,
    /// Whether drafts are shown.
    pub drafts: DraftFiles,
}

/// Files by their path in a folder, with `/` between folders.
pub type Files = BTreeMap<String, Arc<[u8]>>;

/// What a build writes.
#[derive(Debug, Default)]
pub struct Output {
    /// The site: `dist/`.
    pub site: Files,
    /// What the functions need: `dist-functions/`.
    pub functions: Files,
    /// How many pages there are.
    pub pages: usize,
}

/// What came out.
#[derive(Debug)]
pub struct Built {
    /// The site, when there is no error.
    pub output: Option<Output>,
    /// All faults, sorted.
    pub faults: Vec<Fault>,
    /// The finished HTML of pages with faults, by the path that the faults show.
    pub pages: BTreeMap<String, String>,
}

/// What may be kept from one build to the next; each part is the result of a pure step.
#[derive(Default)]
pub struct Memory {
    parsed: Cache,
    theme: Option<Theme>,
    drawn: Drawn,
}

/// A stage of the build, for measuring.
pub type Watch<'w> = &'w mut dyn FnMut(&'static str);

/// Addresses that functions answer.
pub const FUNCTIONS: [&str; 4] = ["/assistenza", "/valutazione", "/prenota/*", "/segnala/*"];

/// Builds a site. `watch` is told the name of each stage when it ends.
pub fn build(content: &SourceTree, theme_tree: &SourceTree, settings: &Settings, memory: &mut Memory, watch: Watch<'_>) -> Built {
    let drafts = parse(content, settings.drafts, &mut memory.parsed);
    watch("parse");
    let checked = check(&drafts, &content.prefix, settings.today);
    watch("check");
    let mut faults = checked.faults;
    let theme = match render::theme(theme_tree, memory.theme.take()) {
        Ok(theme) => &*memory.theme.insert(theme),
        Err(found) => return failed(faults, found),
    };
    watch("theme");
    let Some(site) = checked.site else { return failed(faults, Vec::new()) };
    let base_url = settings.base_url.as_deref().unwrap_or(site.settings.base_url.as_str());
    let view = view(&site, &drafts.pictures, &ViewSettings { base_url, today: settings.today });
    watch("view");
    let expectation = Expectation { base_url, functions: &FUNCTIONS, known_classes: None };
    let icon = theme.assets.get("icona.svg").map(String::as_str);
    let (drawn, (extra, catalogue)) =
        rayon::join(|| render::render(theme, &view, &expectation, &memory.drawn, theme_tree), || (extra::files(&site, &view, base_url, icon), extra::catalogue(&site, base_url)));
    let drawn = match drawn {
        Ok(drawn) => drawn,
        Err(found) => return failed(faults, found),
    };
    watch("render");
    let mut output = Output { pages: view.pages.len(), ..Output::default() };
    for (path, bytes) in extra {
        output.site.insert(path, bytes.into());
    }
    for (address, file) in &drafts.assets {
        output.site.insert(address.trim_start_matches('/').to_owned(), file.bytes.clone());
    }
    output.site.extend(theme.files.iter().map(|(path, bytes)| (path.clone(), bytes.clone())));
    let (found, pages) = audit_all(&drawn, &output, &site.redirects, &expectation);
    faults.extend(found);
    watch("audit");
    for page in &view.pages {
        let html = drawn[&render::name(page)].html.clone();
        if output.site.insert(page.head.url.file(), html).is_some() {
            let address = page.head.url.to_string();
            faults.push(Fault::duplicate_address(&page_file(&address), &address));
        }
    }
    output.functions.insert("shell.html".to_owned(), drawn[SHELL].html.clone());
    output.functions.insert("catalogue.json".to_owned(), catalogue.into());
    for (path, file) in &theme_tree.files {
        if let Some(name) = path.strip_prefix("funzioni/") {
            output.functions.insert(format!("templates/{name}"), file.bytes.clone());
        }
    }
    memory.drawn = drawn;
    faults.sort();
    faults.dedup();
    let good = faults.iter().all(|fault| fault.level != Level::Error);
    Built { output: good.then_some(output), faults, pages }
}

fn failed(mut faults: Vec<Fault>, more: Vec<Fault>) -> Built {
    faults.extend(more);
    faults.sort();
    faults.dedup();
    Built { output: None, faults, pages: BTreeMap::new() }
}

/// The path that faults show for a finished page.
fn page_file(address: &str) -> Arc<str> {
    let path = address.trim_start_matches('/');
    if address == SHELL {
        "dist-functions/shell.html".into()
    } else if path.is_empty() || path.ends_with('/') {
        format!("dist/{path}index.html").into()
    } else {
        format!("dist/{path}").into()
    }
}

/// The most faults of one rule that are shown: a mistake in a template is on every page.
const SHOWN_OF_A_RULE: usize = 10;

fn audit_all(drawn: &Drawn, output: &Output, redirects: &[model::redirect::Redirect], expectation: &Expectation<'_>) -> (Vec<Fault>, BTreeMap<String, String>) {
    let sorted: BTreeMap<&str, &render::DrawnPage> = drawn.iter().map(|(address, page)| (address.as_str(), &**page)).collect();
    let audits: BTreeMap<&str, &audit::PageAudit> = sorted.iter().filter(|(address, _)| **address != SHELL).map(|(address, page)| (*address, &page.audit)).collect();
    let mut files: Vec<String> = output.site.keys().map(|path| format!("/{path}")).collect();
    files.extend(redirects.iter().filter(|redirect| redirect.host.is_none()).map(|redirect| redirect.from.to_string()));
    let files: BTreeSet<&str> = files.iter().map(String::as_str).collect();
    let alone = sorted.iter().flat_map(|(address, page)| page.audit.findings.iter().map(move |finding| ((*address).to_owned(), finding.clone())));
    let together = audit::site(&audits, &files, expectation);
    let mut shown: BTreeMap<(&'static str, String), usize> = BTreeMap::new();
    let mut faults = Vec::new();
    let mut pages = BTreeMap::new();
    for (address, Finding { rule, span, title, hint }) in alone.chain(together) {
        let count = shown.entry((rule, title.clone())).or_default();
        *count += 1;
        if *count > SHOWN_OF_A_RULE {
            continue;
        }
        let file = page_file(&address);
        if let Some(page) = sorted.get(address.as_str()) {
            pages.entry(file.to_string()).or_insert_with(|| String::from_utf8_lossy(&page.html).into_owned());
        }
        faults.push(Fault::audit(&file, span, rule, title, hint));
    }
    (faults, pages)
}

/// Reads, for commands that only check: the pipeline without pages.
pub fn check_only(content: &SourceTree, settings: &Settings, cache: &mut parse::Cache) -> Vec<Fault> {
    check(&parse(content, settings.drafts, cache), &content.prefix, settings.today).faults
}
