// SPDX-License-Identifier: EUPL-1.2
//! Criteria that follow a link: a marked link leads to a page of the right kind, and every service
//! sheet is listed.

use std::collections::BTreeSet;

use super::Site;
use crate::audit::mark::Mark;
use crate::audit::{Finding, Menu, PageAudit, PageKind};
use crate::span::Span;

/// A marked link must lead to a page of the right kind.
struct Destination {
    mark: Mark,
    rule: &'static str,
    is_right: fn(PageKind) -> bool,
    /// What the page is not.
    name: &'static str,
}

macro_rules! destinations {
    ($($mark:ident, $rule:literal, $kind:pat, $name:literal;)*) => {
        &[$(Destination {
            mark: Mark::$mark,
            rule: $rule,
            is_right: |kind| matches!(kind, $kind),
            name: $name,
        },)*]
    };
}

const DESTINATIONS: &[Destination] = destinations! {
    Management, "C.SI.1.6", PageKind::FirstLevel(Menu::Management), "la pagina Amministrazione";
    News, "C.SI.1.6", PageKind::FirstLevel(Menu::News), "la pagina Novità";
    AllServices, "C.SI.1.6", PageKind::FirstLevel(Menu::Services), "la pagina Servizi";
    Live, "C.SI.1.6", PageKind::FirstLevel(Menu::Live), "la pagina Vivere il comune";
    AllTopics, "C.SI.1.5", PageKind::Topics, "la pagina degli argomenti";
    LegalNotes, "C.SI.3.4", PageKind::LegalNotes, "la pagina delle note legali";
    ServiceLink, "C.SI.1.3", PageKind::Service, "una scheda di servizio";
    AppointmentBooking, "C.SI.2.1", PageKind::Booking, "la pagina per prenotare";
    ManagementCategoryLink, "C.SI.1.7", PageKind::SecondLevel | PageKind::FirstLevel(_), "una pagina di secondo livello";
    NewsCategoryLink, "C.SI.1.7", PageKind::SecondLevel | PageKind::FirstLevel(_), "una pagina di secondo livello";
    ServiceCategoryLink, "C.SI.1.7", PageKind::SecondLevel | PageKind::FirstLevel(_), "una pagina di secondo livello";
    LiveButtonLocations, "C.SI.1.7", PageKind::SecondLevel | PageKind::FirstLevel(_), "una pagina di secondo livello";
    LiveButtonEvents, "C.SI.1.7", PageKind::SecondLevel | PageKind::FirstLevel(_), "una pagina di secondo livello";
};

/// Whether a link with this mark, in a page of this kind, is followed to the page it leads to.
/// What stands in every header and footer is followed from the home page only.
pub(in crate::audit) fn follows(kind: PageKind, mark: Mark) -> bool {
    use Mark::*;
    let is_in_frame = matches!(mark, Management | News | AllServices | Live | AllTopics | LegalNotes);
    let is_followed_here = match kind {
        PageKind::Home => is_in_frame,
        PageKind::FirstLevel(_) => !is_in_frame,
        _ => false,
    };
    is_followed_here && DESTINATIONS.iter().any(|destination| destination.mark == mark)
}

/// Marked links lead to pages of the right kind.
pub(super) fn kinds(site: Site, findings: &mut Vec<(String, Finding)>) {
    for (&address, audit) in site.pages {
        for marked in &audit.marked_links {
            let rule = DESTINATIONS.iter().find(|rule| rule.mark.as_str() == marked.mark);
            let (Some(rule), Some((_, page))) = (rule, site.destination(address, &marked.link.target)) else {
                continue;
            };
            if (rule.is_right)(page.kind) {
                continue;
            }
            let finding =
                Finding { rule: rule.rule, span: marked.link.span, title: format!("`{}` porta a `{}`, che non è {}", marked.mark, marked.link.target, rule.name), hint: None };
            findings.push((address.to_owned(), finding));
        }
    }
}

/// Every service sheet is listed on the page of services.
pub(super) fn unlisted_services(site: Site, findings: &mut Vec<(String, Finding)>) {
    let is_list = |audit: &PageAudit| audit.kind == PageKind::FirstLevel(Menu::Services);
    let Some((from, list)) = site.pages.iter().find(|(_, audit)| is_list(audit)) else {
        return;
    };
    if list.is_partial_list {
        return;
    }
    let listed: BTreeSet<String> = list
        .marked_links
        .iter()
        .filter(|marked| marked.mark == Mark::ServiceLink.as_str())
        .filter_map(|marked| site.destination(from, &marked.link.target))
        .map(|(path, _)| path)
        .collect();
    for (&address, _) in site.pages.iter().filter(|(_, audit)| audit.kind == PageKind::Service) {
        if !listed.contains(address) {
            let finding = Finding {
                rule: "sito.servizio-nascosto",
                span: Span { line: 1, column: 1, length: 0 },
                title: format!("la scheda non compare nell'elenco dei servizi `{from}`"),
                hint: Some("ogni servizio va elencato, con `data-element=\"service-link\"`".to_owned()),
            };
            findings.push((address.to_owned(), finding));
        }
    }
}
