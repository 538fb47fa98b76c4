// SPDX-License-Identifier: EUPL-1.2
//! The page of faults.

use super::{live, send, site, text};
use generator::serve::{
    faults::{FaultRow, fault_page},
    limits,
    live::{Live, Showing},
    router::router,
};

fn row(level: &str) -> FaultRow<'_> {
    FaultRow { level, title: "l'ufficio `carta-identit` non esiste".to_owned(), place: "content/servizi/cie.md:9:10".to_owned(), line: None, marks: None, hint: None }
}

const HEAD: &str = "500
cache-control: no-store
content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
content-type: text/html; charset=utf-8
vary: Accept-Encoding
x-content-type-options: nosniff

";

#[test]
fn the_whole_page() {
    let whole = FaultRow {
        line: Some("9 │ ufficio: \"<script>alert('x')</script>\" & altro".to_owned()),
        marks: Some("  │          ^^^^".to_owned()),
        hint: Some("forse `carta-<b>`".to_owned()),
        ..row("errore")
    };
    let odd = FaultRow { title: "un ` solo <i>".to_owned(), place: "a&b".to_owned(), ..row("avviso") };
    let expected = r#"<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Il sito non si può mostrare: 1 errore da correggere</title>
<link rel="stylesheet" href="/dev/errori.css">
</head>
<body>
<main>
<h1>Il sito non si può mostrare: 1 errore da correggere</h1>
<p>Correggi e salva: questa pagina si aggiorna da sola.</p>
<ol>
<li class="errore">
<h2><span class="livello">errore:</span> l&#39;ufficio <code>carta-identit</code> non esiste</h2>
<p class="luogo">content/servizi/cie.md:9:10</p>
<pre tabindex="0" role="group" aria-label="Il punto del file"><code>9 │ ufficio: &quot;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot; &amp; altro</code>
<span class="segno" aria-hidden="true">  │          ^^^^</span></pre>
<p class="aiuto">Suggerimento: forse <code>carta-&lt;b&gt;</code></p>
</li>
<li class="avviso">
<h2><span class="livello">avviso:</span> un ` solo &lt;i&gt;</h2>
<p class="luogo">a&amp;b</p>
</li>
</ol>
</main>
</body>
</html>
"#;
    assert_eq!(fault_page(&[whole, odd]), expected);
}

#[test]
fn the_title_counts_errors() {
    for (levels, expected) in [
        (&[][..], "<h1>Il sito non si può mostrare</h1>"),
        (&["errore"], "<h1>Il sito non si può mostrare: 1 errore da correggere</h1>"),
        (&["errore", "avviso", "errore", "errore"], "<h1>Il sito non si può mostrare: 3 errori da correggere</h1>"),
    ] {
        let rows: Vec<FaultRow<'_>> = levels.iter().map(|level| row(level)).collect();
        assert!(fault_page(&rows).contains(expected), "{levels:?}");
    }
}

#[test]
fn many_faults_are_counted() {
    let page = |count: usize| fault_page(&vec![row("errore"); count]);
    assert_eq!(page(limits::FAULTS_SHOWN).matches("<li class").count(), limits::FAULTS_SHOWN);
    assert!(page(limits::FAULTS_SHOWN + 1).contains("</ol>\n<p>Ce n'è un altro, che qui non si vede.</p>\n</main>"));
    let many = page(limits::FAULTS_SHOWN + 7);
    assert_eq!(many.matches("<li class").count(), limits::FAULTS_SHOWN);
    assert!(many.contains("</ol>\n<p>Ce ne sono altri 7, che qui non si vedono.</p>\n</main>"));
}

#[test]
fn every_page_is_the_page_of_faults_and_the_rest_stays() {
    let live = live(&[("index.html", "casa"), ("stile.css", "p{}"), ("_redirects", "/via /a 301!\n/stile.css /a 301!"), ("_headers", "/*\n  X-A: si")]);
    live.publish(Showing::Faults("<p>male</p></body>".to_owned()));
    let page = format!("{HEAD}<p>male</p><script src=\"/dev/ricarica.js\" defer data-edizione=\"E\"></script></body>");
    for path in ["/", "/index.html", "/niente", "/via", "/x.css", "/%", "/../x"] {
        assert_eq!(text(router(live.clone()), &format!("GET {path}")), page, "{path}");
    }
    assert_eq!(text(router(live.clone()), "GET /stile.css"), "200\ncontent-type: text/css; charset=utf-8\nvary: Accept-Encoding\nx-a: si\n\np{}");
    live.publish(Showing::Faults("ancora".to_owned()));
    assert_eq!(send(router(live.clone()), "GET /stile.css").0.status(), 200, "the last good site, not the last publication");
    live.publish(site(&[("index.html", "di nuovo")]));
    assert_eq!(send(router(live.clone()), "GET /").0.status(), 200);
    assert_eq!(send(router(live), "GET /stile.css").0.status(), 404);
}

#[test]
fn faults_from_the_start() {
    let live = Live::new(Showing::Faults(fault_page(&[row("errore")])));
    let (response, body) = send(router(live), "GET /stile.css");
    assert_eq!(response.status(), 500);
    assert!(String::from_utf8(body).unwrap().contains("carta-identit"));
}

#[test]
fn its_style_and_script_are_served_and_nothing_is_inline() {
    for (path, mime) in [("/dev/errori.css", "text/css"), ("/dev/ricarica.js", "text/javascript")] {
        let live = Live::new(Showing::Faults(String::new()));
        let (response, body) = send(router(live), &format!("GET {path}"));
        assert_eq!(super::header(&response, http::header::CONTENT_TYPE), format!("{mime}; charset=utf-8"));
        assert!(!body.is_empty());
    }
    let page = fault_page(&[row("errore")]);
    assert!(!page.contains("<style") && !page.contains("style=") && !page.contains("<script") && !page.contains(" on"), "{page}");
}
