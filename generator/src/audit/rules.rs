// SPDX-License-Identifier: EUPL-1.2
//! Every rule of the audit, with what it asks and where it comes from, for the documentation.

/// A rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Its code, as in findings.
    pub code: &'static str,
    /// What it asks, in Italian.
    pub asks: &'static str,
    /// Where it comes from.
    pub source: &'static str,
}

const fn rule(code: &'static str, asks: &'static str, source: &'static str) -> Rule {
    Rule { code, asks, source }
}

/// All rules: of HTML, of the whole site, of the municipal model.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    rule("html.doctype", "la pagina comincia con `<!doctype html>`", "HTML 13.1.1"),
    rule("html.lingua", "`<html>` dice la lingua della pagina, e ogni `lang` è il codice di una lingua", "WCAG 3.1.1, 3.1.2"),
    rule("html.titolo", "la pagina ha un solo `<title>`, non vuoto", "WCAG 2.4.2"),
    rule("html.h1", "la pagina ha un solo `<h1>`", "WCAG 1.3.1"),
    rule("html.ordine-titoli", "dopo un titolo non si salta un livello", "WCAG 1.3.1"),
    rule("html.titolo-vuoto", "ogni titolo ha un testo", "WCAG 2.4.6"),
    rule("html.id-doppio", "un `id` compare una volta sola", "HTML 3.2.6"),
    rule("html.id-errato", "un `id` non è vuoto e non contiene spazi", "HTML 3.2.6"),
    rule("html.riferimento", "`for`, `aria-controls`, `aria-describedby`, `aria-labelledby`, `aria-owns`, `form`, `headers`, `list` e i link `#…` puntano a un `id` della pagina", "WCAG 1.3.1"),
    rule("html.img-alt", "ogni immagine ha `alt`, anche vuoto", "WCAG 1.1.1"),
    rule("html.img-misure", "ogni immagine ha `width` e `height`", "Core Web Vitals, CLS"),
    rule("html.nome-link", "ogni link ha un testo", "WCAG 2.4.4"),
    rule("html.nome-pulsante", "ogni pulsante ha un testo", "WCAG 4.1.2"),
    rule("html.etichetta", "ogni campo ha un'etichetta", "WCAG 1.3.1, 3.3.2"),
    rule("html.iframe-titolo", "ogni `<iframe>` ha un `title`", "WCAG 4.1.2"),
    rule("html.tabella", "ogni tabella di dati ha intestazioni `<th>`", "WCAG 1.3.1"),
    rule("html.annidamento", "gli elementi si chiudono, nell'ordine, e stanno dove HTML li ammette", "HTML 13.1.2"),
    rule("html.attributo-doppio", "un attributo compare una volta sola in un elemento", "HTML 13.1.2.3"),
    rule("html.script-nella-pagina", "gli script stanno in file, non nella pagina", "CSP script-src 'self'"),
    rule("html.evento-nella-pagina", "nessun `onclick` e simili, nessun link `javascript:`", "CSP script-src 'self'"),
    rule("html.stile-nella-pagina", "nessun attributo `style`", "CSP style-src 'self'"),
    rule("html.terze-parti", "script, stili, immagini, riquadri e moduli non vanno ad altri siti", "GDPR, CSP default-src 'self'"),
    rule("html.nuova-scheda", "`target=\"_blank\"` va con `rel=\"noopener\"`", "HTML 4.6.7.13"),
    rule("html.json-ld", "il JSON-LD è JSON valido", "JSON-LD 1.1"),
    rule("html.link-http", "i link ad altri siti usano `https://`", "linee guida AgID"),
    rule("html.link-segnaposto", "un link porta a qualcosa: non è vuoto e non è `#`", "Modello Comuni, 2.2"),
    rule("html.classe-a-capo", "le classi stanno su una riga", "Modello Comuni, trappola 5 (C.SI.1.2)"),
    rule("html.modulo", "un modulo spedisce a una funzione dichiarata", "sportello"),
    rule("sito.link", "ogni link interno porta a una pagina o a una funzione", "sportello"),
    rule("sito.file", "ogni file nominato in una pagina esiste", "sportello"),
    rule("sito.frammento", "ogni `#…` trova il suo `id` nella pagina di arrivo", "sportello"),
    rule("sito.link-relativo", "le pagine che appaiono a qualunque indirizzo non hanno link relativi", "sportello"),
    rule("sito.servizio-nascosto", "ogni scheda di servizio è nell'elenco dei servizi", "Modello Comuni, 2.2 (controllo umano)"),
    rule("C.SI.1.2", "almeno il 30 % delle classi è di Bootstrap Italia", "municipality_bootstrap"),
    rule("C.SI.1.3", "le schede di servizio hanno tutte le voci, in ordine; l'elenco ne mostra almeno 10, senza pagine", "municipality_service"),
    rule("C.SI.1.5", "gli argomenti sono tra i 64 del modello, e la home vi porta", "municipality_vocabulary"),
    rule("C.SI.1.6", "il menu ha le quattro voci, una volta sola, con le parole esatte, in ordine, dentro il sito", "municipality_menu"),
    rule("C.SI.1.7", "i titoli di secondo livello sono quelli del modello", "municipality_second_level_pages_audit"),
    rule("C.SI.2.1", "da Servizi e da ogni scheda si arriva alla prenotazione; nessun indirizzo relativo contiene `http` o `www`", "municipality_booking_appointment"),
    rule("C.SI.2.2", "la scheda ha i contatti, nell'indice e nel testo", "municipality_contacts_assistency_audit"),
    rule("C.SI.2.3", "il piè di pagina porta alle domande frequenti", "municipality_faq"),
    rule("C.SI.2.4", "il piè di pagina porta alla segnalazione di un disservizio", "municipality_inefficiency_report_audit"),
    rule("C.SI.2.5", "home, primo e secondo livello hanno la valutazione, con le parole esatte, dopo il contenuto", "municipality_feedback"),
    rule("C.SI.2.6", "ogni scheda di servizio ha la valutazione, con le parole esatte, dopo il contenuto", "municipality_user_experience_evaluation"),
    rule("C.SI.3.2", "il piè di pagina porta alla dichiarazione di accessibilità di AgID", "municipality_accessibility"),
    rule("C.SI.3.3", "il piè di pagina porta all'informativa sulla privacy, con un indirizzo intero", "municipality_privacy"),
    rule("C.SI.3.4", "le note legali hanno il testo della licenza, e il piè di pagina vi porta", "municipality_license"),
    rule("R.SI.1.1", "la scheda ha i metadati JSON-LD del modello", "municipality_metatag"),
];
