// SPDX-License-Identifier: EUPL-1.2
//! The whole pipeline as a function: content and theme in, site or faults out. It touches no disk,
//! no clock, no environment; the same input gives the same bytes.
//!
//! 1. [`parse`]: each file alone.
//! 2. [`check`]: the whole.
//! 3. [`View`]: what templates may see, one page at a time.
//! 4. [`Press`]: HTML, audited page by page and handed to the [`Sink`], so that no more of it stands in
//!    memory than is being drawn.
//! 5. Audit of the pages together; the files beside them.

use crate::audit::passages::Passages;
use crate::audit::{self, Expectation, Finding, PageAudit};
use crate::check::check;
use crate::comics::Strips;
use crate::extra;
use crate::fault::{Fault, Level};
use crate::film::{self, Films, Reels};
use crate::hosting::Hosting;
use crate::parse::{Cache, DraftFiles, Drafts, parse};
use crate::picture::{self, Kept};
use crate::render::{self, Drawn, Press, Theme};
use crate::source::SourceTree;
use crate::view::{Drawn as Drawing, Planned, View, ViewSettings};
use jiff::civil::Date;
use model::site::Site;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

/// What the outside decides about a build.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Scheme and host, instead of those of `sito.yaml`.
    pub base_url: Option<String>,
    /// Today.
    pub today: Date,
    /// Whether drafts are shown.
    pub drafts: DraftFiles,
    /// Whether the index of the search is made with the pages.
    pub search: SearchIndex,
    /// Where it is going to be published.
    pub hosting: Hosting,
}

/// Whether a build makes the index of the search, which no page needs to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchIndex {
    /// It is one of the published files.
    Made,
    /// It is left out; [`extra::search`] makes it when somebody asks for it.
    LeftOut,
}

/// Files by their path in a folder, with `/` between folders.
pub type Files = BTreeMap<String, Arc<[u8]>>;

/// Where finished files go as they are finished, from several threads. A sink keeps what went wrong
/// until it is asked; when the build has errors, what it got is thrown away.
pub trait Sink: Sync {
    /// A file of the site, by its path without leading slash.
    fn put(&self, path: &str, bytes: &[u8]);
}

/// What came out.
#[derive(Debug)]
pub struct Built {
    /// What the functions need, `dist-functions/`, when there is no error: then the sink has the site.
    pub functions: Option<Files>,
    /// How many pages there are.
    pub pages: usize,
    /// All faults, sorted.
    pub faults: Vec<Fault>,
    /// The finished HTML of pages with faults, by the path that the faults show.
    pub faulty: BTreeMap<String, String>,
    /// The checked content, when it has no error.
    pub site: Option<Arc<Site>>,
}

/// What may be kept from one build to the next; each part is the result of a pure step.
#[derive(Default)]
pub struct Memory {
    parsed: Cache,
    theme: Option<Theme>,
    drawn: Drawn,
}

/// What was made before and need not be made again.
#[derive(Clone, Copy)]
pub struct Made<'m> {
    /// Pictures.
    pub pictures: &'m dyn Kept,
    /// Films.
    pub films: &'m dyn Films,
}

/// A stage of the build, for measuring.
pub type Watch<'w> = &'w mut dyn FnMut(&'static str);

/// Addresses that functions answer, where no file of the site stands at the same address. A host takes `/x` and
/// `/x/` for one address, and the page wins: what a page sends must go to another one.
pub const FUNCTIONS: [&str; 7] = ["/api/*", "/assistenza/*", "/open311/*", "/operatori/*", "/prenota/*", "/segnala/*", "/valutazione"];

/// The name of the frame among the pages.
const SHELL: &str = "shell";

/// Builds a site once; nothing is remembered. `watch` is told the name of each stage when it ends.
pub fn build(content: SourceTree, theme: &SourceTree, settings: &Settings, made: Made<'_>, sink: &dyn Sink, watch: Watch<'_>) -> Built {
    let theme = render::theme(theme, None).map(|compiled| (compiled, theme));
    let mut drafts = parse(&content, settings.drafts, None);
    let prefix = content.prefix.clone();
    // The texts have been read, and soon the drafts too: a large town should not stand in memory three times.
    drop(content);
    watch("parse");
    let checked = check(&drafts, &prefix, settings.today);
    let strips = drafts.strips();
    drafts.files = Vec::new();
    watch("check");
    let (theme, tree) = match theme {
        Ok(theme) => theme,
        Err(found) => return failed(checked.faults, found),
    };
    let Some(site) = checked.site.map(Arc::new) else { return failed(checked.faults, Vec::new()) };
    let films = films(&drafts, &strips, made.films);
    let assets = match assets(&drafts, &prefix, made.pictures) {
        Ok(assets) => film::files(&strips, &films).into_iter().chain(assets).collect(),
        Err(found) => return failed(checked.faults, found),
    };
    watch("pictures");
    let shop = Shop { site: &site, theme: &theme, tree, settings, assets: &assets, sink, links: Links::Doubtful };
    let view = shop.view(Drawing { pictures: &drafts.pictures, strips: &strips, films: &films });
    let built = shop.build(&view, checked.faults, watch, &|press, planned, path| {
        let (html, audit) = press.draw(&planned.page())?;
        sink.put(path, html.as_bytes());
        Ok(Arc::new(audit))
    });
    Built { site: Some(site.clone()), ..built }
}

/// Builds a site with what is remembered of a build before, and remembers this one.
pub fn rebuild(content: &SourceTree, theme_tree: &SourceTree, settings: &Settings, made: Made<'_>, memory: &mut Memory, watch: Watch<'_>) -> (Built, Files) {
    let drafts = parse(content, settings.drafts, Some(&mut memory.parsed));
    watch("parse");
    let checked = check(&drafts, &content.prefix, settings.today);
    watch("check");
    let theme = match render::theme(theme_tree, memory.theme.take()) {
        Ok(theme) => &*memory.theme.insert(theme),
        Err(found) => return (failed(checked.faults, found), Files::new()),
    };
    let Some(site) = checked.site.map(Arc::new) else { return (failed(checked.faults, Vec::new()), Files::new()) };
    let strips = drafts.strips();
    let films = films(&drafts, &strips, made.films);
    let assets = match assets(&drafts, &content.prefix, made.pictures) {
        Ok(assets) => film::files(&strips, &films).into_iter().chain(assets).collect(),
        Err(found) => return (failed(checked.faults, found), Files::new()),
    };
    watch("pictures");
    let files = Mutex::new(Files::new());
    let shop = Shop { site: &site, theme, tree: theme_tree, settings, assets: &assets, sink: &files, links: Links::All };
    let view = shop.view(Drawing { pictures: &drafts.pictures, strips: &strips, films: &films });
    let drawn: Mutex<Drawn> = Mutex::new(Drawn::new());
    let before = &memory.drawn;
    let built = shop.build(&view, checked.faults, watch, &|press, planned, path| {
        let page = press.draw_again(&planned.page(), before.get(path))?;
        let audit = page.audit.clone();
        locked(&files).insert(path.to_owned(), page.html.clone());
        locked(&drawn).insert(path.to_owned(), page);
        Ok(audit)
    });
    memory.drawn = drawn.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    (Built { site: Some(site.clone()), ..built }, files.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))
}

/// Files in memory, for tests and for the preview.
impl Sink for Mutex<Files> {
    fn put(&self, path: &str, bytes: &[u8]) {
        locked(self).insert(path.to_owned(), bytes.into());
    }
}

/// No thread panics while it holds one of these locks: each only inserts.
fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn failed(mut faults: Vec<Fault>, more: Vec<Fault>) -> Built {
    faults.extend(more);
    faults.sort();
    faults.dedup();
    Built { functions: None, pages: 0, faults, faulty: BTreeMap::new(), site: None }
}

/// What the content brings beside its texts, as it is published: pictures developed, all else as it is.
fn assets(drafts: &Drafts, prefix: &str, kept: &dyn Kept) -> Result<Files, Vec<Fault>> {
    let made: Vec<_> = drafts
        .assets
        .par_iter()
        .map(|(address, file)| {
            let path = &address[1..];
            match drafts.pictures.get(address).filter(|picture| picture.is_developed()) {
                Some(picture) => picture::develop(file, picture, kept).map_err(|error| Fault::bad_picture(&format!("{prefix}{path}").into(), &error)),
                None => Ok(vec![(path.to_owned(), file.bytes.clone())]),
            }
        })
        .collect();
    let (mut files, mut faults) = (Files::new(), Vec::new());
    for one in made {
        match one {
            Ok(made) => files.extend(made),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(files) } else { Err(faults) }
}

/// The films of the comics that there are.
fn films(drafts: &Drafts, strips: &Strips, films: &dyn Films) -> Reels {
    films.films(strips, &|address| {
        // Pages name a picture by what is published of it.
        let original = || drafts.pictures.iter().find(|(_, picture)| picture.fallback == address).and_then(|(name, _)| drafts.assets.get(name));
        drafts.assets.get(address).or_else(original).map(|file| file.bytes.clone())
    })
}

/// How a planned page becomes a file at a path.
type Draw<'d> = &'d (dyn Fn(&Press<'_>, &Planned<'_, '_>, &str) -> Result<Arc<PageAudit>, Fault> + Sync);

/// Everything that is known once the content is checked.
struct Shop<'s> {
    site: &'s Site,
    theme: &'s Theme,
    tree: &'s SourceTree,
    settings: &'s Settings,
    assets: &'s Files,
    sink: &'s dyn Sink,
    links: Links,
}

/// Which links of a page are kept until all pages are there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Links {
    /// Those that do not surely lead somewhere: a page of this build is never looked at again.
    Doubtful,
    /// All: what a page links to may be gone in the next build, when the page itself is remembered.
    All,
}

impl<'s> Shop<'s> {
    fn base_url(&self) -> &'s str {
        self.settings.base_url.as_deref().unwrap_or(self.site.settings.base_url.as_str())
    }

    fn view(&self, drawing: Drawing<'s>) -> View<'s> {
        View::new(self.site, drawing, &ViewSettings { base_url: self.base_url(), today: self.settings.today })
    }

    fn build(&self, view: &View<'_>, mut faults: Vec<Fault>, watch: Watch<'_>, draw: Draw<'_>) -> Built {
        let base_url = self.base_url();
        let plan = view.plan();
        let icon = self.theme.assets.get("icona.svg").map(String::as_str);
        let mut files: BTreeSet<String> = BTreeSet::new();
        let mut put = |path: &str, bytes: &[u8]| {
            self.sink.put(path, bytes);
            files.insert(format!("/{path}"));
        };
        for (path, bytes) in extra::files(self.site, &plan, base_url, icon, &self.settings.hosting) {
            put(&path, &bytes);
        }
        for (path, bytes) in self.assets {
            put(path, bytes);
        }
        for (path, bytes) in &self.theme.files {
            put(path, bytes);
        }
        files.extend(self.site.redirects.iter().filter(|redirect| redirect.host.is_none()).map(|redirect| redirect.from.to_string()));
        watch("extra");
        if self.settings.search == SearchIndex::Made {
            for (path, bytes) in extra::search(self.site) {
                self.sink.put(&path, &bytes);
                files.insert(format!("/{path}"));
            }
            watch("search");
        }
        let known: audit::Addresses = plan.iter().map(|page| page.address.after("")).chain(files.iter().cloned()).collect();
        let passages = Passages::default();
        let expectation = Expectation {
            base_url,
            functions: &FUNCTIONS,
            known: (self.links == Links::Doubtful).then_some(&known),
            known_classes: self.theme.library_classes.as_ref(),
            passages: Some(&passages),
        };
        let press = match Press::new(self.theme, &view.site, &expectation, self.tree) {
            Ok(press) => press,
            Err(fault) => return failed(faults, vec![fault]),
        };
        let drawn: Vec<Result<(String, Arc<PageAudit>), Fault>> =
            plan.par_iter().map(|page| draw(&press, page, &page.address.file()).map(|audit| (page.address.after(""), audit))).collect();
        let shell = press.draw(&view.shell());
        watch("render");
        let mut audits: BTreeMap<String, Arc<PageAudit>> = BTreeMap::new();
        for page in drawn {
            match page {
                Ok((address, audit)) => {
                    if audits.insert(address.clone(), audit).is_some() {
                        faults.push(Fault::duplicate_address(&page_file(&address), &address));
                    }
                }
                Err(fault) => faults.push(fault),
            }
        }
        let shell = match shell {
            Ok((html, audit)) => {
                audits.insert(SHELL.to_owned(), Arc::new(audit));
                html
            }
            Err(fault) => return failed(faults, vec![fault]),
        };
        let found = audit_together(&audits, &files, &expectation);
        let faulty = self.quote(&found, &plan, &press, &shell);
        faults.extend(found.into_iter().map(|(_, fault)| fault));
        watch("audit");
        faults.sort();
        faults.dedup();
        let good = faults.iter().all(|fault| fault.level != Level::Error);
        Built { functions: good.then(|| self.functions(&shell, &plan)), pages: plan.len(), faults, faulty, site: None }
    }

    fn functions(&self, shell: &str, plan: &[Planned<'_, '_>]) -> Files {
        let mut files = Files::new();
        files.insert("shell.html".to_owned(), shell.as_bytes().into());
        files.insert("catalogue.json".to_owned(), extra::catalogue(self.site, plan, self.base_url(), &self.settings.hosting, self.settings.today).into());
        for (path, file) in &self.tree.files {
            if let Some(name) = path.strip_prefix("funzioni/") {
                files.insert(format!("templates/{name}"), file.bytes.clone());
            }
        }
        files
    }

    /// Draws the pages with faults once more, so that their lines can be quoted.
    fn quote(&self, found: &[(String, Fault)], plan: &[Planned<'_, '_>], press: &Press<'_>, shell: &str) -> BTreeMap<String, String> {
        let addresses: BTreeSet<&str> = found.iter().map(|(address, _)| address.as_str()).collect();
        let pages = plan.iter().filter(|page| !addresses.is_empty() && addresses.contains(page.address.to_string().as_str()));
        let mut faulty: BTreeMap<String, String> = pages.filter_map(|page| Some((page_file(&page.address.to_string()).to_string(), press.html(&page.page()).ok()?))).collect();
        if addresses.contains(SHELL) {
            faulty.insert(page_file(SHELL).to_string(), shell.to_owned());
        }
        faulty
    }
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

/// The findings of all pages, alone and together, as faults with the address of their page.
fn audit_together(audits: &BTreeMap<String, Arc<PageAudit>>, files: &BTreeSet<String>, expectation: &Expectation<'_>) -> Vec<(String, Fault)> {
    let pages: BTreeMap<&str, &PageAudit> = audits.iter().filter(|(address, _)| *address != SHELL).map(|(address, audit)| (address.as_str(), &**audit)).collect();
    let files: BTreeSet<&str> = files.iter().map(String::as_str).collect();
    let alone = audits.iter().flat_map(|(address, audit)| audit.findings.iter().map(move |finding| (address.clone(), finding.clone())));
    let mut shown: BTreeMap<(&'static str, String), usize> = BTreeMap::new();
    let mut faults = Vec::new();
    for (address, Finding { rule, span, title, hint }) in alone.chain(audit::site(&pages, &files, expectation)) {
        let count = shown.entry((rule, title.clone())).or_default();
        *count += 1;
        if *count <= SHOWN_OF_A_RULE {
            let fault = Fault::audit(&page_file(&address), span, rule, title, hint);
            faults.push((address, fault));
        }
    }
    faults
}

/// The site as it is understood, when it has no error, and all faults of the content.
#[must_use]
pub fn understood(content: &SourceTree, settings: &Settings) -> (Option<Site>, Vec<Fault>) {
    let checked = check(&parse(content, settings.drafts, None), &content.prefix, settings.today);
    (checked.site, checked.faults)
}

/// Checks the content alone: the pipeline without pages.
#[must_use]
pub fn check_only(content: &SourceTree, settings: &Settings) -> Vec<Fault> {
    understood(content, settings).1
}
