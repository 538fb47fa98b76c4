// SPDX-License-Identifier: EUPL-1.2
//! Rules across pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use generator::audit::{self, Menu, PageKind};

use crate::audit::HERE;
use crate::pages;

/// Addresses that the frame of every page names.
const FILES: [&str; 12] = [
    "/assets/stile.css",
    "/assets/icona.svg",
    "/assets/sito.js",
    "/assets/sprites.svg",
    "/assets/ue.svg",
    "/area-personale/",
    "/cerca/",
    "/faq/",
    "/segnala/",
    "/privacy/",
    "/documenti/a b.pdf",
    "/novita/una/",
];

/// A whole small site with these pages in it or instead of its own; findings one a line.
fn check(changes: &[(&str, PageKind, String)]) -> String {
    let mut all: BTreeMap<&str, (PageKind, String)> = BTreeMap::from([
        ("/", (PageKind::Home, pages::home())),
        ("/amministrazione/", first(Menu::Management, "management-category-link", "Uffici")),
        ("/novita/", first(Menu::News, "news-category-link", "Notizie")),
        ("/servizi/", first(Menu::Services, "service-category-link", "Ambiente")),
        ("/vivere/", first(Menu::Live, "live-button-events", "Eventi")),
        ("/categoria-0/", (PageKind::SecondLevel, pages::second_level())),
        ("/argomenti/", (PageKind::Topics, pages::topics(&["Acqua"]))),
        ("/argomenti/x/", (PageKind::Other, pages::other(""))),
        ("/note-legali/", (PageKind::LegalNotes, pages::legal_notes())),
    ]);
    for (address, kind, html) in changes {
        all.insert(address, (*kind, html.clone()));
    }
    let audits: BTreeMap<&str, audit::PageAudit> = all.iter().map(|(address, (kind, html))| (*address, audit::page(html, *kind, &HERE))).collect();
    let pages = audits.iter().map(|(address, audit)| (*address, audit)).collect();
    let mut findings = String::new();
    for (address, finding) in audit::site(&pages, &BTreeSet::from(FILES), &HERE) {
        let _ = writeln!(findings, "{address} {}: {}", finding.rule, finding.title);
    }
    findings
}

fn first(menu: Menu, mark: &str, title: &str) -> (PageKind, String) {
    (PageKind::FirstLevel(menu), pages::first_level(mark, &[title]))
}

fn other(address: &'static str, fragment: &str) -> (&'static str, PageKind, String) {
    (address, PageKind::Other, pages::other(fragment))
}

#[test]
fn a_correct_site_has_no_findings() {
    assert_eq!(check(&[]), "");
    let fragment = "<p id=\"qui\">a</p><a href=\"/x/#qui\">a</a><a href=\"/prenota/cie/?a=b#c\">b</a>\
        <a href=\"../argomenti/\">c</a><a href=\"/documenti/a%20b.pdf\">d</a><a href=\"?q=1\">e</a>\
        <a href=\"https://comune.prova.it/novita/#top\">f</a><a href=\"/argomenti/#:~:text=Acqua\">g</a>";
    assert_eq!(check(&[other("/x/", fragment)]), "");
}

#[test]
fn dead_addresses() {
    let cases = [
        ("<a href=\"/servizi/xx/\">a</a>", "/x/ sito.link: il link `/servizi/xx/` non porta a nessuna pagina\n"),
        ("<a href=\"/servizi\">a</a>", "/x/ sito.link: il link `/servizi` non porta a nessuna pagina\n"),
        ("<a href=\"yy/\">a</a>", "/x/ sito.link: il link `yy/` non porta a nessuna pagina\n"),
        ("<a href=\"https://comune.prova.it/yy/\">a</a>", "/x/ sito.link: il link `https://comune.prova.it/yy/` non porta a nessuna pagina\n"),
        ("<a href=\"/a.pdf\">a</a>", "/x/ sito.file: il file `/a.pdf` non esiste\n"),
        (
            "<img src=\"/a.png\" srcset=\"/ue.png 2x\" alt=\"\" width=\"1\" height=\"1\">",
            "/x/ sito.file: il file `/a.png` non esiste\n/x/ sito.file: il file `/ue.png` non esiste\n",
        ),
        ("<a href=\"/servizi/#no\">a</a>", "/x/ sito.frammento: il link `/servizi/#no` punta a un `id` che nella pagina non c'è\n"),
        ("<form action=\"/trova/\"></form>", "/x/ sito.link: il link `/trova/` non porta a nessuna pagina\n"),
        ("<a href=\"https://altro.it/yy/\">a</a><a href=\"mailto:a@b.it\">b</a>", ""),
    ];
    for (fragment, expected) in cases {
        assert_eq!(check(&[other("/x/", fragment)]), expected, "in {fragment}");
    }
}

#[test]
fn pages_that_appear_anywhere_have_no_relative_links() {
    let not_found = ("/404.html", PageKind::NotFound, pages::other("<a href=\"servizi/\">a</a>"));
    assert_eq!(check(&[not_found]), "/404.html sito.link-relativo: `servizi/` è relativo, in una pagina che appare a qualunque indirizzo\n");
}

#[test]
fn marked_links_lead_to_the_right_kind_of_page() {
    let topics = ("/argomenti/", PageKind::Other, pages::topics(&["Acqua"]));
    assert_eq!(check(&[topics]), "/ C.SI.1.5: `all-topics` porta a `/argomenti/`, che non è la pagina degli argomenti\n");
    let category = ("/categoria-0/", PageKind::Other, pages::second_level());
    assert!(check(&[category]).contains("/novita/ C.SI.1.7: `news-category-link` porta a `/categoria-0/`, che non è una pagina di secondo livello\n"));
}

#[test]
fn every_service_is_listed() {
    let services = "<h1>Servizi</h1><a href=\"/servizi/s0/\" data-element=\"service-link\">a</a>";
    let list = |extra: &str| ("/servizi/", PageKind::FirstLevel(Menu::Services), pages::framed(&format!("{services}{extra}")));
    let sheet = |address| (address, PageKind::Service, pages::other(""));
    let pages = |extra| [list(extra), sheet("/servizi/s0/"), sheet("/servizi/s1/")];
    assert_eq!(check(&pages("")), "/servizi/s1/ sito.servizio-nascosto: la scheda non compare nell'elenco dei servizi `/servizi/`\n");
    let more = "<button data-element=\"load-other-cards\">Altri</button>";
    assert_eq!(check(&pages(more)), "");
}
