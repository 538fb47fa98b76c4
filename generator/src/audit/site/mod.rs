// SPDX-License-Identifier: EUPL-1.2
//! All pages together. Most links of a site stand in every header and footer, so an address from
//! `/` is judged once and remembered.

pub(super) mod destinations;

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::BuildHasherDefault;

use crate::audit::address::{Address, classify, decode, is_function, resolve};
use crate::audit::document::is_always_there;
use crate::audit::facts::Quick;
use crate::audit::{Expectation, Finding, Link, PageAudit, PageKind};

/// What became of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Good,
    NoPage,
    /// There is the same address with a `/` at the end.
    NoSlash,
    NoFile,
    NoFragment,
}

/// What all checks look at.
#[derive(Clone, Copy)]
struct Site<'a> {
    pages: &'a BTreeMap<&'a str, &'a PageAudit>,
    files: &'a BTreeSet<&'a str>,
    expectation: &'a Expectation<'a>,
}

/// All rules across pages.
pub(super) fn check(pages: &BTreeMap<&str, &PageAudit>, files: &BTreeSet<&str>, expectation: &Expectation) -> Vec<(String, Finding)> {
    let site = Site { pages, files, expectation };
    let mut findings = Vec::new();
    links(site, &mut findings);
    destinations::kinds(site, &mut findings);
    destinations::unlisted_services(site, &mut findings);
    findings.sort_by(|(a, x), (b, y)| (a, x.span, x.rule, &x.title).cmp(&(b, y.span, y.rule, &y.title)));
    findings
}

fn links(site: Site, findings: &mut Vec<(String, Finding)>) {
    let mut known: HashMap<&str, Verdict, BuildHasherDefault<Quick>> = HashMap::default();
    for (&address, audit) in site.pages {
        let is_anywhere = matches!(audit.kind, PageKind::NotFound | PageKind::Shell);
        for link in &audit.links {
            let target = link.target.as_ref();
            let verdict = if target.starts_with('/') {
                match known.entry(target) {
                    Entry::Occupied(entry) => *entry.get(),
                    Entry::Vacant(entry) => *entry.insert(site.judge(address, target)),
                }
            } else {
                if is_anywhere && !is_absolute(site, target) {
                    findings.push((address.to_owned(), relative(link)));
                }
                site.judge(address, target)
            };
            if verdict != Verdict::Good {
                findings.push((address.to_owned(), dead(link, verdict)));
            }
        }
    }
}

fn is_absolute(site: Site, target: &str) -> bool {
    !matches!(classify(target, site.expectation), Address::Own { is_absolute: false, .. })
}

impl<'a> Site<'a> {
    /// Judges the address `target` of the page at `from`.
    fn judge(self, from: &str, target: &str) -> Verdict {
        let Address::Own { path, fragment, .. } = classify(target, self.expectation) else {
            return Verdict::Good;
        };
        let path = resolve(from, path);
        if let Some(audit) = self.page(&path) {
            let is_found = fragment.is_none_or(|fragment| is_always_there(fragment) || has_id(audit, &decode(fragment)) || has_id(audit, fragment));
            return if is_found { Verdict::Good } else { Verdict::NoFragment };
        }
        if self.files.contains(path.as_ref()) || self.files.contains(decode(&path).as_ref()) || is_function(&path, self.expectation) {
            return Verdict::Good;
        }
        if !path.ends_with('/') && self.pages.contains_key(format!("{path}/").as_str()) {
            return Verdict::NoSlash;
        }
        if is_file(&path) { Verdict::NoFile } else { Verdict::NoPage }
    }

    fn page(self, path: &str) -> Option<&'a PageAudit> {
        self.pages.get(path).or_else(|| self.pages.get(decode(path).as_ref())).copied()
    }

    /// The page that a link of the page at `from` leads to.
    fn destination(self, from: &str, target: &str) -> Option<(String, &'a PageAudit)> {
        let Address::Own { path, .. } = classify(target, self.expectation) else {
            return None;
        };
        let path = resolve(from, path);
        self.page(&path).map(|audit| (path.into_owned(), audit))
    }
}

fn has_id(audit: &PageAudit, id: &str) -> bool {
    audit.ids.binary_search_by(|own| own.as_ref().cmp(id)).is_ok()
}

/// Whether the last part of a path has an extension other than that of a page.
fn is_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').is_some_and(|(_, extension)| !extension.starts_with("htm"))
}

fn dead(link: &Link, verdict: Verdict) -> Finding {
    let target = &link.target;
    let (rule, title, hint) = match verdict {
        Verdict::NoFile => ("sito.file", format!("il file `{target}` non esiste"), None),
        Verdict::NoFragment => {
            let hint = "controlla l'`id` dopo il `#` nella pagina di arrivo";
            let title = format!("il link `{target}` punta a un `id` che nella pagina non c'è");
            ("sito.frammento", title, Some(hint.to_owned()))
        }
        _ => {
            let hint = (verdict == Verdict::NoSlash).then(|| "aggiungi `/` in fondo".to_owned());
            ("sito.link", format!("il link `{target}` non porta a nessuna pagina"), hint)
        }
    };
    Finding { rule, span: link.span, title, hint }
}

fn relative(link: &Link) -> Finding {
    Finding {
        rule: "sito.link-relativo",
        span: link.span,
        title: format!("`{}` è relativo, in una pagina che appare a qualunque indirizzo", link.target),
        hint: Some("scrivi l'indirizzo da `/`".to_owned()),
    }
}
