// SPDX-License-Identifier: EUPL-1.2
//! Rules on HTML: each has a page that breaks it, with the words an editor reads, and one that does
//! not. Every other page is correct but for the fragment under test.

use std::fmt::Write as _;

use generator::audit::{self, Expectation, PageKind, rules::RULES};
use generator::span::Span;
use proptest::prelude::*;

use crate::pages;

/// What the pages of the tests may count on.
pub const HERE: Expectation =
    Expectation { base_url: "https://comune.prova.it", functions: &["/valutazione", "/assistenza", "/prenota/*"], known: None, known_classes: None, passages: None };

/// Findings of a page, or of a fragment inside a correct page, one a line.
pub fn check(html: &str, kind: PageKind) -> String {
    let whole = html.starts_with("<!doctype") || html.contains("<html");
    let page = if whole { html.to_owned() } else { pages::other(html) };
    let mut findings = String::new();
    for finding in audit::page(&page, kind, &HERE).findings {
        let _ = writeln!(findings, "{}: {}", finding.rule, finding.title);
    }
    findings
}

/// A correct page with one thing changed.
pub fn changed(page: &str, from: &str, to: &str) -> String {
    assert!(page.contains(from), "the page does not contain `{from}`");
    page.replacen(from, to, 1)
}

/// Fragment, findings.
#[rustfmt::skip]
const FRAGMENTS: &[(&str, &[&str])] = &[
    // Headings.
    ("<h1>Due</h1>", &["html.h1: la pagina ha più di un titolo `<h1>`"]),
    ("<h2>a</h2><h3>b</h3><h2>c</h2>", &[]),
    ("<h3>b</h3>", &["html.ordine-titoli: dopo `<h1>` viene `<h3>`: manca un livello"]),
    ("<h2>a</h2><h4>b</h4>", &["html.ordine-titoli: dopo `<h2>` viene `<h4>`: manca un livello"]),
    ("<h2> </h2>", &["html.titolo-vuoto: il titolo `<h2>` è vuoto"]),
    ("<h2><img src=\"/assets/a.svg\" alt=\"Logo\" width=\"1\" height=\"1\"></h2>", &[]),
    // Ids and references.
    ("<p id=\"a\">a</p><p id=\"a\">b</p>", &["html.id-doppio: l'`id` `a` è usato più di una volta"]),
    ("<p id=\"a\">a</p><p id=\"b\">b</p>", &[]),
    ("<p id=\"a b\">a</p>", &["html.id-errato: l'`id` `a b` è vuoto o contiene spazi"]),
    ("<p id>a</p>", &["html.id-errato: l'`id` `` è vuoto o contiene spazi"]),
    ("<label for=\"x\">a</label>", &["html.riferimento: `for` punta all'`id` `x`, che nella pagina non c'è"]),
    ("<p id=\"a\" aria-describedby=\"a b\">a</p>", &["html.riferimento: `aria-describedby` punta all'`id` `b`, che nella pagina non c'è"]),
    ("<p id=\"a\" aria-labelledby=\"a\" aria-controls=\"cerca\">a</p>", &[]),
    ("<button aria-controls=\"menu\">Menu</button>", &["html.riferimento: `aria-controls` punta all'`id` `menu`, che nella pagina non c'è"]),
    ("<a href=\"#niente\">a</a>", &["html.riferimento: il link `#niente` punta a un `id` che nella pagina non c'è"]),
    ("<a href=\"#top\">a</a><a href=\"#perch%C3%A9\">b</a><p id=\"perché\">c</p>", &[]),
    // Images.
    ("<img src=\"/a.png\" width=\"1\" height=\"1\">", &["html.img-alt: l'immagine `/a.png` non ha `alt`"]),
    ("<img src=\"/a.png\" alt=\"\" width=\"1\" height=\"1\">", &[]),
    ("<img src=\"/a.png\" alt=\"\">", &["html.img-misure: l'immagine `/a.png` non ha `width` e `height`"]),
    ("<img src=\"/a.png\" alt=\"\" width=\"1\">", &["html.img-misure: l'immagine `/a.png` non ha `height`"]),
    ("<input type=\"image\" src=\"/a.png\">", &["html.img-alt: il pulsante con immagine non ha `alt`"]),
    // Names.
    ("<a href=\"/a/\"></a>", &["html.nome-link: il link `/a/` non ha un testo"]),
    ("<a href=\"https://a.it\"> &nbsp; </a>", &["html.nome-link: il link non ha un testo"]),
    ("<a href=\"/a/\"><svg aria-hidden=\"true\"><title>x</title></svg></a>", &["html.nome-link: il link `/a/` non ha un testo"]),
    ("<a href=\"/a/\"><svg><title>x</title><path d=\"M0\"/></svg></a>", &[]),
    ("<a href=\"/a/\"><img src=\"/a.png\" alt=\"Logo\" width=\"1\" height=\"1\"></a>", &[]),
    ("<a href=\"/a/\"><img src=\"/a.png\" alt=\"\" width=\"1\" height=\"1\"></a>", &["html.nome-link: il link `/a/` non ha un testo"]),
    ("<a href=\"/a/\" aria-label=\"a\"></a><a href=\"/a/\"><i aria-label=\"b\"></i></a><a>segnaposto</a>", &[]),
    ("<a href=\"/a/\" aria-hidden=\"true\" tabindex=\"-1\"></a><div hidden><a href=\"/a/\"></a></div>", &[]),
    ("<button type=\"button\"><span></span></button>", &["html.nome-pulsante: il pulsante non ha un testo"]),
    ("<button>Invia</button><button aria-label=\"Chiudi\"></button><input type=\"submit\">", &[]),
    ("<input type=\"button\">", &["html.nome-pulsante: il pulsante non ha un testo"]),
    // Labels.
    ("<input name=\"nome\">", &["html.etichetta: il campo `nome` non ha un'etichetta"]),
    ("<select id=\"anno\"></select>", &["html.etichetta: il campo `anno` non ha un'etichetta"]),
    ("<label for=\"a\"></label><textarea id=\"a\"></textarea>", &["html.etichetta: il campo `a` non ha un'etichetta"]),
    ("<label for=\"a\">Nome</label><input id=\"a\"><label>Età <input name=\"b\"></label>", &[]),
    ("<label><input type=\"checkbox\" name=\"c\"> Accetto</label>", &[]),
    ("<input aria-label=\"Cerca\"><input type=\"hidden\" name=\"t\"><p id=\"t\">T</p><input aria-labelledby=\"t\">", &[]),
    ("<div hidden><input name=\"trappola\"></div>", &[]),
    ("<iframe src=\"/mappa/\"></iframe>", &["html.iframe-titolo: il riquadro `<iframe>` non ha un `title`"]),
    ("<iframe src=\"/mappa/\" title=\"Mappa\"></iframe>", &[]),
    // Tables.
    ("<table><tr><td>a</td></tr></table>", &["html.tabella: la tabella non ha intestazioni `<th>`"]),
    ("<table><tr><th>a<td>b</table><table role=\"presentation\"><tr><td>a</table>", &[]),
    ("<table><tr><th>a</th><td><table><tr><td>b</td></tr></table></td></tr></table>", &["html.tabella: la tabella non ha intestazioni `<th>`"]),
    // Nesting.
    ("<div><p>a</div>", &[]),
    ("<ul><li>a<li>b</ul><dl><dt>a<dd>b<dd>c</dl><select aria-label=\"a\"><option>a<option>b</select>", &[]),
    ("<section><div>a</section>", &["html.annidamento: `<div>` non è chiuso prima di `</section>`"]),
    ("<b><i>a</b></i>", &["html.annidamento: `<i>` non è chiuso prima di `</b>`"]),
    ("a</em>", &["html.annidamento: `</em>` chiude un elemento che non è aperto"]),
    ("<p>a<div>b</div></p>", &["html.annidamento: `</p>` chiude un elemento che non è aperto"]),
    ("<p><span><div>b</div></span></p>", &["html.annidamento: `<div>` non può stare dentro `<p>`"]),
    ("<p><button type=\"button\"><div>b</div></button></p>", &[]),
    ("<a href=\"/a/\">a <a href=\"/b/\">b</a></a>", &["html.annidamento: `<a>` sta dentro un altro link o pulsante"]),
    ("<div><li>a</li></div>", &["html.annidamento: `<li>` sta dentro `<div>` e non in una lista"]),
    ("<ul><div>a</div></ul>", &["html.annidamento: `<div>` sta direttamente dentro `<ul>`: servono `<li>`"]),
    ("<div/>", &["html.annidamento: `<div/>` non si chiude da solo: serve `</div>`", "html.annidamento: `<div>` non è chiuso prima di `</main>`"]),
    ("<br/><svg viewBox=\"0\"><g><path/></g></svg><math><mi/></math>", &[]),
    ("<p class=\"a\" class=\"b\">a</p>", &["html.attributo-doppio: l'attributo `class` è scritto due volte nello stesso elemento"]),
    // CSP.
    ("<script>alert(1)</script>", &["html.script-nella-pagina: uno script scritto nella pagina non parte: la regola CSP lo blocca"]),
    ("<script type=\"module\">a<b</script>", &["html.script-nella-pagina: uno script scritto nella pagina non parte: la regola CSP lo blocca"]),
    ("<script src=\"/a.js\"></script><script type=\"application/json\">{</script>", &[]),
    ("<p onclick=\"a()\">a</p>", &["html.evento-nella-pagina: l'attributo `onclick` non ha effetto: la regola CSP lo blocca"]),
    ("<a href=\"javascript:void(0)\">a</a>", &["html.evento-nella-pagina: il link `javascript:void(0)` non ha effetto: la regola CSP lo blocca"]),
    ("<p style=\"color:red\">a</p>", &["html.stile-nella-pagina: l'attributo `style` non ha effetto: la regola CSP lo blocca"]),
    ("<p data-onclick=\"a\" on=\"b\">a</p>", &[]),
    // Others.
    ("<script src=\"https://cdn.it/a.js\"></script>", &["html.terze-parti: `https://cdn.it/a.js` viene da un altro sito"]),
    ("<img src=\"//cdn.it/a.png\" alt=\"\" width=\"1\" height=\"1\">", &["html.terze-parti: `//cdn.it/a.png` viene da un altro sito"]),
    ("<img src=\"/a.png\" srcset=\"/a.png 1x, http://cdn.it/b.png 2x\" alt=\"\" width=\"1\" height=\"1\">", &["html.terze-parti: `http://cdn.it/b.png` viene da un altro sito"]),
    ("<link rel=\"stylesheet\" href=\"https://fonts.it/a.css\">", &["html.terze-parti: `https://fonts.it/a.css` viene da un altro sito"]),
    ("<link rel=\"license\" href=\"https://creativecommons.org/licenses/by/4.0/\"><img src=\"data:image/png;base64,AA\" alt=\"\" width=\"1\" height=\"1\">", &[]),
    ("<form action=\"https://altro.it/\"></form>", &["html.terze-parti: il modulo spedisce i dati a un altro sito: `https://altro.it/`"]),
    ("<script src=\"https://comune.prova.it/a.js\"></script>", &[]),
    ("<a href=\"https://a.it\" target=\"_blank\">a</a>", &["html.nuova-scheda: il link si apre in un'altra scheda senza `rel=\"noopener\"`"]),
    ("<a href=\"https://a.it\" target=\"_blank\" rel=\"external noreferrer\">a</a>", &[]),
    ("<a href=\"http://a.it/\">a</a>", &["html.link-http: il link `http://a.it/` non è cifrato"]),
    ("<a href=\"#\">a</a>", &["html.link-segnaposto: il link `#` non porta a niente"]),
    ("<a href=\"mailto:a@b.it\">a</a><a href=\"tel:035\">b</a><a href=\"https://a.it/?x=http://b\">c</a>", &[]),
    ("<p class=\"a\nb\">a</p>", &["html.classe-a-capo: l'attributo `class` va a capo: il validatore legge una classe falsa"]),
    ("<p lang=\"inglese\">a</p>", &["html.lingua: `lang=\"inglese\"` non è il codice di una lingua"]),
    ("<p lang=\"en\">a</p><p lang=\"sl-IT\">b</p>", &[]),
    ("<a href=\"/prenota/?da=https://a.it\">a</a>", &["C.SI.2.1: l'indirizzo `/prenota/?da=https://a.it` contiene `http` o `www`"]),
    ("<a href=\"https://comune.prova.it/prenota/?da=www\">a</a><a href=\"/prenota/?da=/servizi/\">b</a>", &[]),
    // Forms.
    ("<form method=\"post\" action=\"/nessuno\"></form>", &["html.modulo: il modulo spedisce a `/nessuno`, che nessuna funzione riceve"]),
    ("<form method=\"post\"></form>", &["html.modulo: il modulo non dice a chi spedire: manca `action`"]),
    ("<form method=\"post\" action=\"/assistenza\"></form><form method=\"POST\" action=\"/prenota/cie/\"></form><form></form>", &[]),
    // JSON-LD.
    ("<script type=\"application/ld+json\">{\"a\":}</script>", &["html.json-ld: il JSON-LD si interrompe qui: non è JSON valido"]),
    ("<script type=\"application/ld+json\">1</script>", &["html.json-ld: il JSON-LD non è un oggetto né una lista"]),
    ("<script type=\"application/ld+json\">[{\"@type\":\"Event\",\"name\":\"<b>\"}]</script>", &[]),
    // Nothing of a template is in the page.
    ("<template><a href=\"#niente\"></a><p id=\"main\">a</p></template><!-- <a href=\"#\"></a> -->", &[]),
];

#[test]
fn fragments() {
    for (fragment, expected) in FRAGMENTS {
        let expected: String = expected.iter().map(|line| format!("{line}\n")).collect();
        assert_eq!(check(fragment, PageKind::Other), expected, "in {fragment}");
    }
}

#[test]
fn the_frame_of_a_page() {
    let page = pages::other("");
    let cases = [
        ("<!doctype html>", "", "html.doctype: manca `<!doctype html>` all'inizio della pagina\n"),
        (" lang=\"it\"", "", "html.lingua: l'elemento `<html>` non dice la lingua della pagina\n"),
        ("lang=\"it\"", "lang=\"\"", "html.lingua: `lang=\"\"` non è il codice di una lingua\n"),
        ("<title>Pagina di prova - Comune di Prova</title>", "", "html.titolo: la pagina non ha un `<title>`\n"),
        ("Pagina di prova - Comune di Prova", " ", "html.titolo: il `<title>` della pagina è vuoto\n"),
        ("</head>", "<title>b</title></head>", "html.titolo: la pagina ha più di un `<title>`\n"),
        ("<h1>Prova</h1>", "", "html.h1: la pagina non ha un titolo `<h1>`\n"),
        ("</main>", "", "html.annidamento: `<main>` non è chiuso prima di `</body>`\n"),
        ("</footer>\n</body>\n</html>", "", "html.annidamento: `<footer>` non è chiuso\n"),
        ("</body>\n</html>", "", ""),
    ];
    for (from, to, expected) in cases {
        assert_eq!(check(&changed(&page, from, to), PageKind::Other), expected, "{from} -> {to}");
    }
    let shell = changed(&page, "<h1>Prova</h1>", "<h3>Prova</h3>");
    assert_eq!(check(&shell, PageKind::Shell), "");
    assert_eq!(check("<html>", PageKind::Shell).lines().count(), 3);
}

#[test]
fn a_finding_has_its_place_in_characters() {
    let html = "<!doctype html>\n<html lang=\"it\"><title>è</title><body>\n<h1>Perché</h1> à <a href=\"#x&amp;y\">a</a>\n  <img\n src=\"/é\">";
    let places: Vec<(&str, Span)> = audit::page(html, PageKind::Other, &HERE).findings.iter().map(|finding| (finding.rule, finding.span)).collect();
    let span = |line, column, length| Span { line, column, length };
    assert_eq!(places, [("html.riferimento", span(3, 28, 8)), ("html.img-alt", span(4, 3, 15)), ("html.img-misure", span(4, 3, 15)),]);
}

#[test]
fn invalid_json_has_its_place() {
    let html = pages::other("<script type=\"application/ld+json\">{\n \"a\": è}</script>");
    let findings = audit::page(&html, PageKind::Other, &HERE).findings;
    let line = html.lines().position(|line| line.contains("è}")).map_or(0, |line| line + 1);
    assert_eq!(findings.len(), 1);
    assert_eq!(usize::try_from(findings[0].span.line), Ok(line));
    assert_eq!(findings[0].span.column, 7);
}

#[test]
fn links_and_ids_are_facts_of_the_page() {
    let html = pages::other("<p id=\"z\"><a href=\"/a/?b=1&amp;c=2#d\">a</a><a href=\"https://b.it\">b</a></p><p id=\"a\">");
    let audit = audit::page(&html, PageKind::Other, &HERE);
    let ids: Vec<&str> = audit.ids.iter().map(AsRef::as_ref).collect();
    assert_eq!(ids, ["a", "cerca", "footer", "main", "z"]);
    let link = audit.links.iter().find(|link| link.target.starts_with("/a/"));
    assert_eq!(link.map(|link| link.target.as_ref()), Some("/a/?b=1&c=2#d"));
    assert_eq!(link.map(|link| link.span.length), Some("/a/?b=1&amp;c=2#d".len() as u32));
    assert!(audit.links.iter().all(|link| !link.target.contains("b.it")));
}

#[test]
fn the_table_of_rules_has_each_code_once() {
    let mut codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    let all = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), all);
}

#[test]
fn every_rule_has_a_failing_example() {
    let sources = [include_str!("audit.rs"), include_str!("audit_model.rs"), include_str!("audit_site.rs")].concat();
    for rule in RULES {
        assert!(sources.contains(&format!("{}: ", rule.code)), "{} is not tested", rule.code);
    }
}

const PIECES: &[&str] = &[
    "<",
    "</",
    "/>",
    ">",
    "\"",
    "'",
    "=",
    "&amp;",
    "&nGg;",
    "&#x0;",
    "è",
    "\u{0}",
    "\r\n",
    "\r",
    "\n",
    " ",
    "<!--",
    "-->",
    "<!doctype html>",
    "<html lang=it>",
    "<p",
    "</p>",
    "<a href=",
    "<ul data-element=\"page-index\">",
    "<li>",
    "<A HREF='x'>",
    "<script type=application/ld+json>",
    "</script>",
    "<svg>",
    "</svg>",
    "<table>",
    "<td>",
    "id=a",
    "class=\"a b\"",
    "aria-labelledby=' a  b '",
    "data-element=feedback",
    "<label for=a>",
    "<textarea>",
    "<h1>",
    "</h1>",
    "<select>",
    "<option>",
    "<title>",
    "{\"a\":",
    "<div hidden>",
    "style",
    "onclick=a",
    "💡",
];

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let html = String::from_utf8_lossy(&bytes);
        for kind in [PageKind::Home, PageKind::Service] {
            let _ = audit::page(&html, kind, &HERE);
        }
    }

    #[test]
    fn no_pieces_of_html_panic(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60)) {
        let html = pieces.concat();
        let one = audit::page(&html, PageKind::Service, &HERE);
        let lines = u32::try_from(html.matches('\n').count() + 1).unwrap_or(u32::MAX);
        for finding in &one.findings {
            prop_assert!((1..=lines).contains(&finding.span.line));
        }
        prop_assert_eq!(&one, &audit::page(&html, PageKind::Service, &HERE));
    }

    #[test]
    fn no_cut_of_a_page_panics(cut in 0usize..14_000) {
        let html = pages::service();
        let cut = (0..=cut.min(html.len())).rev().find(|&at| html.is_char_boundary(at)).unwrap_or(0);
        let _ = audit::page(&html[..cut], PageKind::Service, &HERE);
    }
}
