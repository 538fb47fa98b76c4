// SPDX-License-Identifier: EUPL-1.2
//! The official criteria: correct pages of each kind, and each with one thing changed.

use std::collections::BTreeSet;

use generator::audit::{self, Expectation, Menu, PageKind};

use crate::audit::{HERE, changed, check};
use crate::pages;

/// What to change, into what, and what the audit then says.
type Case = (&'static str, &'static str, &'static str);

fn check_cases(page: &str, kind: PageKind, cases: &[Case]) {
    assert_eq!(check(page, kind), "", "the page must be correct to begin with");
    for (from, to, expected) in cases {
        let expected = if expected.is_empty() { String::new() } else { format!("{expected}\n") };
        assert_eq!(check(&changed(page, from, to), kind), expected, "{from} -> {to}");
    }
}

#[test]
#[rustfmt::skip]
fn home() {
    check_cases(&pages::home(), PageKind::Home, &[
        // The menu.
        (" data-element=\"news\"", "", "C.SI.1.6: nel menu manca la voce `Novità`"),
        ("<span>Novità</span>", "<span>Novità</span><span class=\"visually-hidden\">attivo</span>", "C.SI.1.6: la voce di menu `Novitàattivo` deve essere `Novità`"),
        ("<span>Novità</span>", " NOVITÀ ", ""),
        ("<span>Vivere il comune</span>", "Vivere Prova", ""),
        ("<span>Vivere il comune</span>", "Vivere", "C.SI.1.6: la voce di menu `Vivere` deve essere `Vivere il comune`"),
        ("<h2>Notizie</h2>", "<h2>Notizie</h2><a href=\"/novita/\" data-element=\"news\">Novità</a>", "C.SI.1.6: `data-element=\"news\"` compare due volte nella pagina"),
        ("href=\"/vivere/\"", "href=\"https://vivere.it/\"", "C.SI.1.6: la voce di menu `Vivere il comune` porta fuori dal sito"),
        ("href=\"/novita/\" data-element=\"news\"><span>Novità</span>", "href=\"/servizi/\" data-element=\"all-services\">Servizi", "C.SI.1.6: nel menu manca la voce `Novità`\nC.SI.1.6: `data-element=\"all-services\"` compare due volte nella pagina"),
        // Topics.
        (" data-element=\"all-topics\"", "", "C.SI.1.5: manca il link alla pagina degli argomenti"),
        // The footer.
        (" data-element=\"faq\"", "", "C.SI.2.3: nel piè di pagina manca il link alle domande frequenti"),
        ("Leggi le FAQ", "Hai dubbi?", "C.SI.2.3: il link alle domande frequenti dice `Hai dubbi?`"),
        ("Leggi le FAQ", "Domande frequenti", ""),
        (" data-element=\"report-inefficiency\"", "", "C.SI.2.4: nel piè di pagina manca il link per segnalare un disservizio"),
        ("Segnala disservizio", "Segnala un disservizio", "C.SI.2.4: il link per segnalare un disservizio dice `Segnala un disservizio`"),
        ("href=\"/segnala/\"", "href=\"mailto:urp@comune.prova.it?subject=a\"", ""),
        ("href=\"/segnala/\"", "href=\"mailto:urp\"", "C.SI.2.4: `mailto:urp` non è una pagina né un indirizzo di posta"),
        ("https://form.agid.gov.it/view/abc/", "/accessibilita/", "C.SI.3.2: la dichiarazione di accessibilità non sta in `/accessibilita/`"),
        ("https://comune.prova.it/privacy/", "/privacy/", "C.SI.3.3: l'indirizzo dell'informativa `/privacy/` non è intero"),
        ("https://comune.prova.it/privacy/", "https://privacy.it/", ""),
        (" data-element=\"legal-notes\"", "", "C.SI.3.4: nel piè di pagina manca il link alle note legali"),
        ("<footer class=\"it-footer\" id=\"footer\">", "<footer id=\"footer\"></footer><footer>", ""),
    ]);
    let misplaced = changed(&pages::home(), "<footer class", "<div class").replace("</footer>", "</div>");
    assert_eq!(check(&misplaced, PageKind::Home).lines().count(), 5);
    assert_eq!(check(&pages::home().replace("data-element", "data-x"), PageKind::Other), "");
}

#[test]
fn the_menu_keeps_its_order() {
    let home = pages::home();
    let services = "<li class=\"nav-item\"><a class=\"nav-link\" href=\"/novita/\" data-element=\"news\"><span>Novità</span></a></li>\n";
    let moved = changed(&home, services, "");
    let moved =
        changed(&moved, "<li class=\"nav-item\"><a class=\"nav-link\" href=\"/vivere/\"", &format!("{services}<li class=\"nav-item\"><a class=\"nav-link\" href=\"/vivere/\""));
    assert_eq!(check(&moved, PageKind::Home), "C.SI.1.6: la voce di menu `Servizi` è fuori posto\n");
}

#[test]
fn a_local_site_may_be_unencrypted() {
    let local = Expectation { base_url: "http://127.0.0.1:8080", ..HERE };
    let page = pages::home().replace("https://comune.prova.it", "http://127.0.0.1:8080");
    assert_eq!(audit::page(&page, PageKind::Home, &local).findings, []);
}

#[test]
#[rustfmt::skip]
fn services() {
    let services = PageKind::FirstLevel(Menu::Services);
    check_cases(&pages::services(10), services, &[
        (" data-element=\"service-link\"", "", "C.SI.1.3: la pagina porta a 9 schede di servizio: servono almeno 10"),
        ("/servizi/s1/", "/servizi/s2/", "C.SI.1.3: la pagina porta a 9 schede di servizio: servono almeno 10"),
        ("<h2>Categorie</h2>", "<h2>Categorie</h2><a data-element=\"pager-link\" href=\"/servizi/2/\">2</a>", "C.SI.1.3: con `pager-link` il validatore conta solo i servizi di una pagina"),
        ("href=\"/prenota/\" data-element=\"appointment-booking\"", "href=\"/prenota/\"", "C.SI.2.1: manca il link per prenotare un appuntamento"),
        ("href=\"/prenota/\" data-element=\"appointment-booking\"", "href=\"#top\" data-element=\"appointment-booking\"", ""),
        ("href=\"/prenota/\" data-element=\"appointment-booking\"", "data-element=\"appointment-booking\"", "C.SI.2.1: il link per prenotare non porta a niente"),
        (" data-element=\"all-services\"", "", "C.SI.2.1: nel menu della pagina manca il link ai servizi"),
        (">Ambiente</a>", ">Vai a Ambiente</a>", "C.SI.1.7: il titolo di secondo livello `Vai a Ambiente` non è nel vocabolario di `Servizi`"),
        (" data-element=\"service-category-link\"", "", "C.SI.1.7: la pagina non porta a nessuna pagina di secondo livello"),
        ("service-category-link", "custom-category-link", "C.SI.1.7: la pagina non porta a nessuna pagina di secondo livello\nC.SI.1.7: la categoria `Ambiente` non è del modello"),
        (" data-element=\"feedback\"", "", "C.SI.2.5: manca la valutazione della pagina"),
    ]);
}

#[test]
fn other_first_level_pages() {
    let management = pages::first_level("management-category-link", &["Uffici", "Organi di governo"]);
    let wrong = "C.SI.1.7: il titolo di secondo livello `Ufici` non è nel vocabolario di `Amministrazione`";
    check_cases(&management, PageKind::FirstLevel(Menu::Management), &[(">Uffici<", ">Ufici<", wrong)]);
    let news = pages::first_level("news-category-link", &["Notizie", "comunicati", "Avvisi"]);
    check_cases(&news, PageKind::FirstLevel(Menu::News), &[]);
    let live = pages::first_level("live-button-events", &["Tutti gli eventi"]);
    check_cases(&live, PageKind::FirstLevel(Menu::Live), &[]);
}

#[test]
#[rustfmt::skip]
fn sheet() {
    check_cases(&pages::service(), PageKind::Service, &[
        // The index.
        (" data-element=\"page-index\"", "", "C.SI.1.3: manca l'indice della scheda"),
        ("<ul class=\"link-list\" data-element=\"page-index\">", "<div data-element=\"page-index\"></div><ul>", "C.SI.1.3: nell'indice della scheda non c'è nessuna voce"),
        ("<span>Come fare</span>", "<span>Come Fare</span>", "C.SI.1.3: nell'indice manca la voce `Come fare`"),
        ("<span>Cosa serve</span>", "<span>Cosa si ottiene</span>", "C.SI.1.3: nell'indice manca la voce `Cosa serve`"),
        ("<span>Come fare</span></a></li>\n<li class=\"nav-item\"><a class=\"nav-link\" href=\"#serve\"><span>Cosa serve", "<span>Cosa serve</span></a></li>\n<li class=\"nav-item\"><a class=\"nav-link\" href=\"#serve\"><span>Come fare", "C.SI.1.3: nell'indice la voce `Come fare` è fuori posto"),
        ("<span>Contatti</span>", "<span>Recapiti</span>", "C.SI.2.2: nell'indice manca la voce `Contatti`"),
        // The sections.
        (" data-element=\"service-title\"", "", "C.SI.1.3: nella scheda manca `Titolo`, o è senza testo"),
        (">Il documento che dice chi sei, in Italia e in Europa.<", "> no <", "C.SI.1.3: nella scheda manca `Descrizione`, o è senza testo"),
        (" data-element=\"service-status\"", "", "C.SI.1.3: nella scheda manca `Stato`, o è senza testo"),
        (" data-element=\"service-topic\"", "", "C.SI.1.3: nella scheda manca `Argomenti`, o è senza testo"),
        ("data-element=\"service-needed\"", "", "C.SI.1.3: nella scheda manca `Cosa serve`, o è senza testo"),
        ("service-calendar-text", "service-calendar-list", ""),
        (" data-element=\"service-file\"", "", "C.SI.1.3: nella scheda manca `Condizioni di servizio`, o è senza testo"),
        (" data-element=\"service-generic-access\"", "", ""),
        (" data-element=\"service-area\"", "", "C.SI.2.2: nella scheda manca `Contatti`, o è senza testo"),
        (" data-element=\"breadcrumb\"", "", "C.SI.1.3: nel percorso della scheda manca la categoria dopo `Servizi`"),
        ("<a href=\"/servizi/anagrafe/\">Anagrafe e stato civile</a>", "--", ""),
        // Booking and metadata.
        (" data-element=\"appointment-booking\"", "", "C.SI.2.1: manca il link per prenotare un appuntamento"),
        (pages::METATAG, "", "R.SI.1.1: la scheda non ha i metadati del servizio"),
        ("\"postalCode\":\"24100\",", "", "R.SI.1.1: nei metadati del servizio mancano `availableChannel.serviceLocation.address.postalCode`"),
        ("\"name\":\"Comune di Prova\"", "\"name\":\"\"", "R.SI.1.1: nei metadati del servizio mancano `serviceOperator.name`"),
        ("{\"@context\"", "{,\"@context\"", "html.json-ld: il JSON-LD si interrompe qui: non è JSON valido"),
        // The rating.
        (" data-element=\"feedback\"", "", "C.SI.2.6: manca la valutazione della pagina"),
    ]);
    let both = pages::service().replace("service-generic-access", "x").replace("service-booking-access", "x");
    assert_eq!(check(&both, PageKind::Service), "C.SI.1.3: nella scheda manca `Accedi al servizio`, o è senza testo\n");
}

#[test]
#[rustfmt::skip]
fn rating() {
    check_cases(&pages::second_level(), PageKind::SecondLevel, &[
        ("Quanto sono chiare le informazioni", "Quanto è chiara l'informazione", "C.SI.2.5: la domanda `Quanto è chiara l'informazione su questa pagina?` deve essere `Quanto sono chiare le informazioni su questa pagina?`"),
        ("Quanto sono chiare", "QUANTO sono chiare", ""),
        (" data-element=\"feedback-title\"", "", "C.SI.2.5: alla valutazione della pagina manca la domanda iniziale"),
        (" data-element=\"feedback-rate-4\"", "", "C.SI.2.5: alla valutazione della pagina manca il voto 4"),
        (" data-element=\"feedback-input-text\"", "", "C.SI.2.5: alla valutazione della pagina manca il campo per il dettaglio"),
        (" data-element=\"feedback-rating-negative\"", "", "C.SI.2.5: alla valutazione della pagina manca la parte negativa"),
        ("hai preferito?", "ti sono piaciuti?", "C.SI.2.5: la domanda `Quali sono stati gli aspetti che ti sono piaciuti?` deve essere `Quali sono stati gli aspetti che hai preferito?`"),
        ("<legend data-element=\"feedback-rating-question\">Dove", "<legend>Dove", "C.SI.2.5: alla valutazione della pagina manca la domanda della parte negativa"),
        ("Ho avuto problemi tecnici", "Non ho avuto problemi tecnici", "C.SI.2.5: la risposta `Non ho avuto problemi tecnici` non è tra quelle della parte negativa"),
    ]);
    let swapped = pages::second_level().replace("rating-positive", "x").replace("rating-negative", "rating-positive").replace("-x", "-rating-negative");
    assert!(check(&swapped, PageKind::SecondLevel).contains("C.SI.2.5: la domanda `Dove hai incontrato le maggiori difficoltà?` deve essere `Quali sono stati gli aspetti che hai preferito?`"));
    let no_answers = pages::second_level().replace(" data-element=\"feedback-rating-answer\"", "");
    assert_eq!(check(&no_answers, PageKind::SecondLevel), "C.SI.2.5: alla valutazione della pagina mancano le risposte della parte positiva\nC.SI.2.5: alla valutazione della pagina mancano le risposte della parte negativa\n");
    let first = pages::framed(&format!("{}<h1>Uffici</h1>", pages::RATING));
    assert_eq!(check(&first, PageKind::SecondLevel), "C.SI.2.5: la valutazione della pagina viene prima del contenuto\n");
}

#[test]
#[rustfmt::skip]
fn topics() {
    check_cases(&pages::topics(&["Acqua", "Accesso all'informazione", "ZTL"]), PageKind::Topics, &[
        (">Acqua<", ">  acqua\n<", ""),
        (">Acqua<", ">Acquedotto<", "C.SI.1.5: l'argomento `Acquedotto` non è tra i 64 del modello"),
        ("all'informazione", "all’informazione", "C.SI.1.5: l'argomento `Accesso all’informazione` non è tra i 64 del modello"),
    ]);
    let page = pages::topics(&["Accesso all’informazione"]);
    let hint = audit::page(&page, PageKind::Topics, &HERE).findings.remove(0).hint;
    assert_eq!(hint.as_deref(), Some("scrivi l'apostrofo dritto `'`"));
    assert_eq!(check(&pages::topics(&[]), PageKind::Topics), "C.SI.1.5: nella pagina non c'è nessun argomento\n");
}

#[test]
#[rustfmt::skip]
fn legal_notes() {
    check_cases(&pages::legal_notes(), PageKind::LegalNotes, &[
        ("dell’articolo 52", "dell'<a href=\"/note-legali/\">articolo</a><br>\n 52", ""),
        ("CC-BY 4.0", "CC-BY 3.0", "C.SI.3.4: il testo della licenza non è quello ufficiale"),
        ("restrizioni aggiuntive.", "restrizioni aggiuntive. Altro.", "C.SI.3.4: il testo della licenza non è quello ufficiale"),
        (" data-element=\"legal-notes-body\"", "", "C.SI.3.4: manca il testo della licenza"),
        (">Licenza dei contenuti<", ">Licenza<", "C.SI.3.4: il titolo `Licenza` deve essere `Licenza dei contenuti`"),
        (" data-element=\"legal-notes-section\"", "", "C.SI.3.4: manca la sezione `Licenza dei contenuti`"),
    ]);
}

#[test]
fn share_of_known_classes() {
    let check = |known: &[&str]| {
        let known: BTreeSet<String> = known.iter().map(|class| (*class).to_owned()).collect();
        let expectation = Expectation { known_classes: Some(&known), ..HERE };
        let page = "<!doctype html><html lang=\"it\"><title>a</title><body class=\"a b c\"><h1 class=\"b d\">a</h1>";
        let findings = audit::page(page, PageKind::Booking, &expectation).findings;
        findings.iter().map(|f| format!("{}: {}\n", f.rule, f.title)).collect::<String>()
    };
    assert_eq!(check(&["a"]), "C.SI.1.2: solo il 25 % delle classi della pagina è di Bootstrap Italia\n");
    assert_eq!(check(&["a", "b"]), "");
}
