// SPDX-License-Identifier: EUPL-1.2
//! Correct pages of every kind, the ground on which each test breaks one thing.

/// What surrounds `<main>` on every page, and the main part between `%MAIN%`.
const FRAME: &str = r##"<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pagina di prova - Comune di Prova</title>
<link rel="canonical" href="https://comune.prova.it/">
<link rel="stylesheet" href="/assets/stile.css">
<link rel="icon" href="/assets/icona.svg" type="image/svg+xml">
<meta property="og:url" content="https://comune.prova.it/">
<script type="module" src="/assets/sito.js"></script>
</head>
<body>
<div class="skiplink"><a class="visually-hidden-focusable" href="#main">Vai al contenuto</a></div>
<header class="it-header-wrapper">
<div class="it-header-slim-wrapper"><div class="container"><div class="row"><div class="col-12">
<a class="d-none d-lg-block navbar-brand" target="_blank" rel="noopener" href="https://www.regione.prova.it/">Regione Prova</a>
<a class="btn btn-primary btn-icon btn-full" data-element="personal-area-login" href="/area-personale/"><svg class="icon icon-primary" aria-hidden="true"><use href="/assets/sprites.svg#it-user"></use></svg><span class="d-none d-lg-block">Accedi all'area personale</span></a>
</div></div></div></div>
<nav class="navbar" aria-label="Principale"><ul class="navbar-nav">
<li class="nav-item"><a class="nav-link" href="/amministrazione/" data-element="management"><span>Amministrazione</span></a></li>
<li class="nav-item"><a class="nav-link" href="/novita/" data-element="news"><span>Novità</span></a></li>
<li class="nav-item"><a class="nav-link active" aria-current="page" href="/servizi/" data-element="all-services"><span>Servizi</span></a></li>
<li class="nav-item"><a class="nav-link" href="/vivere/" data-element="live"><span>Vivere il comune</span></a></li>
<li class="nav-item"><a class="nav-link" href="/argomenti/" data-element="all-topics"><span class="fw-bold">Tutti gli argomenti</span></a></li>
</ul></nav>
<form class="search" action="/cerca/" role="search"><label class="visually-hidden" for="cerca">Cerca nel sito</label><input class="form-control" type="search" id="cerca" name="q" autocomplete="off"><button class="btn btn-primary" type="submit"><svg class="icon" aria-hidden="true"><use href="/assets/sprites.svg#it-search"></use></svg><span class="visually-hidden">Cerca</span></button></form>
</header>
<main id="main">
%MAIN%
</main>
<footer class="it-footer" id="footer"><div class="it-footer-main"><div class="container"><div class="row">
<div class="col-md-3"><img src="/assets/ue.svg" alt="Finanziato dall'Unione europea" width="178" height="56" loading="lazy"></div>
<ul class="footer-list">
<li><a href="/faq/" data-element="faq">Leggi le FAQ</a></li>
<li><a href="/prenota/" data-element="appointment-booking">Prenota un appuntamento</a></li>
<li><a href="/segnala/" data-element="report-inefficiency">Segnala disservizio</a></li>
<li><a href="https://form.agid.gov.it/view/abc/" data-element="accessibility-link">Dichiarazione di accessibilità</a></li>
<li><a href="https://comune.prova.it/privacy/" data-element="privacy-policy-link">Informativa privacy</a></li>
<li><a href="/note-legali/" data-element="legal-notes">Note legali</a></li>
<li><a href="mailto:urp@comune.prova.it">urp@comune.prova.it</a></li>
<li><a href="tel:+39035000000">035 000 000</a></li>
</ul></div></div></div></footer>
</body>
</html>
"##;

/// A correct rating component.
pub const RATING: &str = r#"<section class="bg-primary" data-element="feedback"><form class="container" action="/valutazione" method="post"><div class="card shadow card-wrapper">
<fieldset class="rating"><legend><span class="title-medium-2-semi-bold" data-element="feedback-title">Quanto sono chiare le informazioni su questa pagina?</span></legend>
<input type="radio" id="voto1" name="voto" value="1" data-element="feedback-rate-1"><label for="voto1"><svg class="icon icon-sm" aria-hidden="true"><use href="/assets/sprites.svg#it-star-full"></use></svg><span class="visually-hidden">Valuta 1 stelle su 5</span></label>
<input type="radio" id="voto2" name="voto" value="2" data-element="feedback-rate-2"><label for="voto2"><svg class="icon icon-sm" aria-hidden="true"><use href="/assets/sprites.svg#it-star-full"></use></svg><span class="visually-hidden">Valuta 2 stelle su 5</span></label>
<input type="radio" id="voto3" name="voto" value="3" data-element="feedback-rate-3"><label for="voto3"><svg class="icon icon-sm" aria-hidden="true"><use href="/assets/sprites.svg#it-star-full"></use></svg><span class="visually-hidden">Valuta 3 stelle su 5</span></label>
<input type="radio" id="voto4" name="voto" value="4" data-element="feedback-rate-4"><label for="voto4"><svg class="icon icon-sm" aria-hidden="true"><use href="/assets/sprites.svg#it-star-full"></use></svg><span class="visually-hidden">Valuta 4 stelle su 5</span></label>
<input type="radio" id="voto5" name="voto" value="5" data-element="feedback-rate-5"><label for="voto5"><svg class="icon icon-sm" aria-hidden="true"><use href="/assets/sprites.svg#it-star-full"></use></svg><span class="visually-hidden">Valuta 5 stelle su 5</span></label>
</fieldset>
<fieldset class="positiva" data-element="feedback-rating-positive"><legend data-element="feedback-rating-question">Quali sono stati gli aspetti che hai preferito?</legend>
<div class="form-check radio-card"><input type="radio" name="piu" id="piu1" value="1"><label for="piu1" data-element="feedback-rating-answer">Le indicazioni erano chiare</label></div>
<div class="form-check radio-card"><input type="radio" name="piu" id="piu2" value="2"><label for="piu2" data-element="feedback-rating-answer">Le indicazioni erano complete</label></div>
<div class="form-check radio-card"><input type="radio" name="piu" id="piu3" value="3"><label for="piu3" data-element="feedback-rating-answer">Capivo sempre che stavo procedendo correttamente</label></div>
<div class="form-check radio-card"><input type="radio" name="piu" id="piu4" value="4"><label for="piu4" data-element="feedback-rating-answer">Non ho avuto problemi tecnici</label></div>
<div class="form-check radio-card"><input type="radio" name="piu" id="piu5" value="5"><label for="piu5" data-element="feedback-rating-answer">Altro</label></div></fieldset>
<fieldset class="negativa" data-element="feedback-rating-negative"><legend data-element="feedback-rating-question">Dove hai incontrato le maggiori difficoltà?</legend>
<div class="form-check radio-card"><input type="radio" name="meno" id="meno1" value="1"><label for="meno1" data-element="feedback-rating-answer">A volte le indicazioni non erano chiare</label></div>
<div class="form-check radio-card"><input type="radio" name="meno" id="meno2" value="2"><label for="meno2" data-element="feedback-rating-answer">A volte le indicazioni non erano complete</label></div>
<div class="form-check radio-card"><input type="radio" name="meno" id="meno3" value="3"><label for="meno3" data-element="feedback-rating-answer">A volte non capivo se stavo procedendo correttamente</label></div>
<div class="form-check radio-card"><input type="radio" name="meno" id="meno4" value="4"><label for="meno4" data-element="feedback-rating-answer">Ho avuto problemi tecnici</label></div>
<div class="form-check radio-card"><input type="radio" name="meno" id="meno5" value="5"><label for="meno5" data-element="feedback-rating-answer">Altro</label></div></fieldset>
<div class="form-group"><label for="dettaglio">Dettaglio</label><input class="form-control" type="text" id="dettaglio" name="dettaglio" maxlength="200" aria-describedby="aiuto" data-element="feedback-input-text"><small class="form-text" id="aiuto">Inserire massimo 200 caratteri</small></div>
<button class="btn btn-primary fw-bold" type="submit">Invia</button>
</div></form></section>"#;

/// The JSON-LD of a correct sheet.
pub const METATAG: &str = r#"<script data-element="metatag" type="application/ld+json">{"@context":"https://schema.org","@type":"GovernmentService","name":"Carta d'identità","serviceType":"Anagrafe e stato civile","serviceOperator":{"@type":"GovernmentOrganization","name":"Comune di Prova"},"areaServed":{"@type":"AdministrativeArea","name":"Prova"},"audience":{"@type":"Audience","audienceType":"Cittadini"},"availableChannel":{"@type":"ServiceChannel","serviceUrl":"https://comune.prova.it/servizi/cie/","serviceLocation":{"@type":"Place","name":"Anagrafe","address":{"@type":"PostalAddress","streetAddress":"Via Roma 1","postalCode":"24100","addressLocality":"Prova"}}}}</script>"#;

/// The licence, as the model words it.
pub const LICENCE: &str = "In applicazione del principio open by default ai sensi dell’articolo 52 del decreto legislativo 7 marzo 2005, n. 82 (CAD) e salvo dove diversamente specificato (compresi i contenuti incorporati di terzi), i dati, i documenti e le informazioni pubblicati sul sito sono rilasciati con licenza CC-BY 4.0. Gli utenti sono quindi liberi di condividere (riprodurre, distribuire, comunicare al pubblico, esporre in pubblico), rappresentare, eseguire e recitare questo materiale con qualsiasi mezzo e formato e modificare (trasformare il materiale e utilizzarlo per opere derivate) per qualsiasi fine, anche commerciale con il solo onere di attribuzione, senza apporre restrizioni aggiuntive.";

/// A whole page around a main part.
pub fn framed(main: &str) -> String {
    FRAME.replace("%MAIN%", main)
}

/// A page of no particular kind with this fragment in it.
pub fn other(fragment: &str) -> String {
    framed(&format!("<h1>Prova</h1>\n{fragment}"))
}

/// The home page.
pub fn home() -> String {
    framed(&format!("<h1>Comune di Prova</h1><h2>Notizie</h2><p>Una <a href=\"/novita/una/\">notizia</a>.</p>{RATING}"))
}

/// A page of the menu with these links to its categories.
pub fn first_level(mark: &str, titles: &[&str]) -> String {
    let links: String = titles.iter().enumerate().map(|(i, t)| format!("<li><a href=\"/categoria-{i}/\" data-element=\"{mark}\">{t}</a></li>")).collect();
    framed(&format!("<h1>Pagina</h1><ul>{links}</ul>{RATING}"))
}

/// The page of services, with its list of `count` sheets.
pub fn services(count: usize) -> String {
    let links: String = (0..count).map(|i| format!("<li><a href=\"/servizi/s{i}/\" data-element=\"service-link\">Servizio {i}</a></li>")).collect();
    framed(&format!(
        "<h1>Servizi</h1><ul>{links}</ul><h2>Categorie</h2><ul><li><a href=\"/servizi/ambiente/\" data-element=\"service-category-link\">Ambiente</a></li></ul>{RATING}"
    ))
}

/// A second-level page.
pub fn second_level() -> String {
    framed(&format!("<h1>Uffici</h1><p>Elenco.</p>{RATING}"))
}

/// A service sheet.
pub fn service() -> String {
    framed(&format!("{SHEET}{METATAG}{RATING}"))
}

/// The page of topics with these topics.
pub fn topics(topics: &[&str]) -> String {
    let items: String = topics.iter().map(|t| format!("<li><a href=\"/argomenti/x/\" data-element=\"topic-element\">{t}</a></li>")).collect();
    framed(&format!("<h1>Argomenti</h1><ul>{items}</ul>"))
}

/// The legal notes.
pub fn legal_notes() -> String {
    framed(&format!("<h1>Note legali</h1><h2 data-element=\"legal-notes-section\">Licenza dei contenuti</h2><p data-element=\"legal-notes-body\">{LICENCE}</p>"))
}

const SHEET: &str = r##"<nav class="breadcrumb-container" aria-label="Percorso"><ol class="breadcrumb" data-element="breadcrumb">
<li class="breadcrumb-item"><a href="/">Home</a><span class="separator">/</span></li>
<li class="breadcrumb-item"><a href="/servizi/">Servizi</a><span class="separator">/</span></li>
<li class="breadcrumb-item"><a href="/servizi/anagrafe/">Anagrafe e stato civile</a><span class="separator">/</span></li>
<li class="breadcrumb-item active" aria-current="page">Carta d'identità</li></ol></nav>
<h1 class="title-xxxlarge" data-element="service-title">Carta d'identità elettronica</h1>
<p class="chip chip-simple" data-element="service-status"><span class="chip-label">Servizio attivo</span></p>
<p class="subtitle-small" data-element="service-description">Il documento che dice chi sei, in Italia e in Europa.</p>
<a class="btn btn-primary" href="/prenota/cie/?da=/servizi/cie/" data-element="service-booking-access">Prenota</a>
<ul class="d-flex"><li><a class="chip" href="/argomenti/residenza/" data-element="service-topic"><span class="chip-label">Residenza</span></a></li></ul>
<div class="row"><nav class="navbar it-navscroll-wrapper" aria-label="Indice della pagina"><ul class="link-list" data-element="page-index">
<li class="nav-item"><a class="nav-link" href="#chi"><span>A chi è rivolto</span></a></li>
<li class="nav-item"><a class="nav-link" href="#come"><span>Come fare</span></a></li>
<li class="nav-item"><a class="nav-link" href="#serve"><span>Cosa serve</span></a></li>
<li class="nav-item"><a class="nav-link" href="#ottieni"><span>Cosa si ottiene</span></a></li>
<li class="nav-item"><a class="nav-link" href="#tempi"><span>Tempi e scadenze</span></a></li>
<li class="nav-item"><a class="nav-link" href="#costi"><span>Quanto costa</span></a></li>
<li class="nav-item"><a class="nav-link" href="#accedi"><span>Accedi al servizio</span></a></li>
<li class="nav-item"><a class="nav-link" href="#condizioni"><span>Condizioni di servizio</span></a></li>
<li class="nav-item"><a class="nav-link" href="#contatti"><span>Contatti</span></a></li>
</ul></nav>
<div class="col-lg-8">
<section class="it-page-section"><h2 class="title-xxlarge" id="chi">A chi è rivolto</h2><div class="richtext-wrapper" data-element="service-addressed"><p>A chi abita nel comune, di qualunque età. Chi ha meno di 18 anni viene con un genitore; per l'estero servono tutti e due i genitori, o il consenso firmato di chi non può venire.</p></div></section>
<section class="it-page-section"><h2 class="title-xxlarge" id="come">Come fare</h2><div class="richtext-wrapper" data-element="service-how-to"><ol><li>Prenota un appuntamento.</li><li>Vieni allo sportello con quello che serve.</li><li>Ricevi la carta a casa in sei giorni.</li></ol></div></section>
<section class="it-page-section"><h2 class="title-xxlarge" id="serve">Cosa serve</h2><div class="richtext-wrapper" data-element="service-needed"><p>Porta con te:</p><ul><li>una fototessera recente, con lo sfondo bianco;</li><li>la carta scaduta, o la denuncia se l'hai persa;</li><li>la tessera sanitaria.</li></ul></div></section>
<section class="it-page-section"><h2 class="title-xxlarge" id="ottieni">Cosa si ottiene</h2><div class="richtext-wrapper" data-element="service-achieved"><p>La carta d'identità elettronica, che vale dieci anni per chi ne ha più di diciotto.</p></div></section>
<section class="it-page-section"><h2 class="title-xxlarge" id="tempi">Tempi e scadenze</h2><div class="richtext-wrapper" data-element="service-calendar-text"><p>La carta arriva in sei giorni lavorativi. Puoi rinnovarla da sei mesi prima che scada.</p></div></section>
<section class="it-page-section"><h2 class="title-xxlarge" id="costi">Quanto costa</h2><table class="table"><caption>Costi</caption><thead><tr><th scope="col">Carta</th><th scope="col">Costo</th></tr></thead><tbody><tr><td>Rinnovo</td><td>22,20 €</td></tr><tr><td>Smarrimento</td><td>27,37 €</td></tr></tbody></table></section>
<section class="it-page-section"><h2 class="title-xxlarge" id="accedi">Accedi al servizio</h2><p>Vieni di persona, con un appuntamento.</p><a class="btn btn-outline-primary" href="/uffici/anagrafe/" data-element="service-generic-access">Ufficio anagrafe</a></section>
<section class="it-page-section"><h2 class="title-xxlarge" id="condizioni">Condizioni di servizio</h2><p>Leggi il documento <a href="/documenti/condizioni.pdf" data-element="service-file">Condizioni di servizio (PDF 120 kB)</a>.</p></section>
<section class="it-page-section"><h2 class="title-xxlarge" id="contatti">Contatti</h2><div class="card" data-element="service-area"><h3 class="card-title"><a href="/uffici/anagrafe/">Ufficio anagrafe</a></h3><address>Via Roma 1<br>24100 Prova<br><a href="tel:+39035000000">035 000 000</a></address></div></section>
</div></div>
"##;
