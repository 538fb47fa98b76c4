// SPDX-License-Identifier: EUPL-1.2
//! Both readers say the same: what `markup` accepts, html5gum reads in the same way. Correct pages
//! of each kind, and the same pages damaged in a thousand ways.

use std::collections::BTreeSet;

use html5gum::Tokenizer;
use proptest::prelude::*;

use super::emitter::Tokens;
use super::facts::{CountsClasses, Facts};
use super::passages::Passages;
use super::walk::Walk;
use super::{Addresses, Expectation, Menu, PageKind, judge, markup};

#[path = "../../tests/it/pages.rs"]
mod pages;

/// All that a page leaves behind after either reader, in words.
fn outcome(walk: Walk, kind: PageKind) -> String {
    let classes = walk.facts.classes.as_ref().map(|classes| classes.iter().map(|class| (*class).to_owned()).collect::<BTreeSet<_>>());
    let facts = format!("{:?} {:?}", walk.facts.marks, String::from_utf8_lossy(&walk.facts.text));
    format!("{facts} {classes:?} {:?}", judge(walk, kind))
}

/// Reads a page in both ways; says whether the quick one accepted it.
fn compare(html: &str, kind: PageKind) -> Result<bool, TestCaseError> {
    let known = Addresses::from_iter(["/servizi/", "/novita/"]);
    let known_classes = BTreeSet::from(["container", "row"].map(str::to_owned));
    let expectation =
        Expectation { base_url: "https://comune.prova.it", functions: &["/assistenza", "/prenota/*"], known: Some(&known), known_classes: Some(&known_classes), passages: None };
    let begin = || Walk::new(html, &expectation, Facts::new(CountsClasses::Yes));
    let mut quick = begin();
    if markup::read(html, &mut quick).is_err() {
        return Ok(false);
    }
    let mut slow = begin();
    let Ok(()) = Tokenizer::new_with_emitter(html, Tokens::new(html, &mut slow)).finish();
    prop_assert_eq!(outcome(quick, kind), outcome(slow, kind), "in {}", html);
    compare_remembered(html, kind, &expectation)?;
    Ok(true)
}

/// Reads a page again after others that may have passages of it, and after itself.
fn compare_remembered(html: &str, kind: PageKind, expectation: &Expectation) -> Result<(), TestCaseError> {
    let passages = Passages::default();
    let plain = Expectation { known_classes: None, ..*expectation };
    let remembering = Expectation { passages: Some(&passages), ..plain };
    let said = read_whole(html, kind, &plain);
    // What is met twice is kept.
    for (other, kind) in correct_pages().into_iter().chain(correct_pages()) {
        read_whole(&other, kind, &remembering);
    }
    prop_assert!(passages.count() > 0);
    for _ in 0..3 {
        prop_assert_eq!(&read_whole(html, kind, &remembering), &said, "in {}", html);
    }
    Ok(())
}

/// All facts of a page and what is said of them, in words.
fn read_whole(html: &str, kind: PageKind, expectation: &Expectation) -> String {
    let mut walk = Walk::new(html, expectation, Facts::new(CountsClasses::No));
    let is_quick = markup::read(html, &mut walk).is_ok();
    let facts = format!("{is_quick} {:?} {:?}", walk.facts, walk.ink);
    format!("{facts} {}", outcome(walk, kind))
}

fn correct_pages() -> Vec<(String, PageKind)> {
    vec![
        (pages::home(), PageKind::Home),
        (pages::services(12), PageKind::FirstLevel(Menu::Services)),
        (pages::first_level("live-button-events", &["Eventi"]), PageKind::FirstLevel(Menu::Live)),
        (pages::second_level(), PageKind::SecondLevel),
        (pages::service(), PageKind::Service),
        (pages::topics(&["Acqua"]), PageKind::Topics),
        (pages::legal_notes(), PageKind::LegalNotes),
        (pages::other(FRAGMENTS), PageKind::Other),
    ]
}

/// What the pages of the tests do not have and the quick reader reads all the same.
const FRAGMENTS: &str = "<!-- a - b > c --><p title='\"a\"' hidden data-x=\"a & b &amp;&#39;&#xE8;&amp;\" class=\"b&amp;\">a & b&nbsp;c &lt;d&gt; &quot;</p>\
    <h2 id=\"x\">\u{a0}</h2><h2>&nbsp;</h2><a href=\"/a?b&amp;c#d\"><svg><title>x</title><path d=\"M0\"/></svg></a><br/><IMG SRC=\"/a.png\"\n ALT=\"\" >\
    <label for=\"t&#x74;\">a</label><textarea id=\"t\">a &lt; b < c</textarea><style>a > b { content: \"</b>\" }</style><div aria-labelledby=\"x y\" id=\"a &amp; c\"></div>\
    <script type=\"application/ld+json\">{\"a\": \"<b></b>\"}</script><script type=\"application/json\">[1 < 2]</script>\
    <nav aria-labelledby=\"n\"><h2 id=\"n\">a</h2><ul data-element=\"page-index\"><li><a href=\"#n\">b</a></li></ul></nav>\
    <table><caption>a</caption><tr><th>b &amp; c</th><td><a href=\"/d\">e</a></td></tr></table>";

#[test]
fn correct_pages_are_read_quickly_and_alike() {
    for (html, kind) in correct_pages() {
        let is_read_quickly = compare(&html, kind).expect("both readers say the same");
        assert!(is_read_quickly, "{html}");
    }
}

/// What damages a page: pieces of markup, half of them wrong.
const PIECES: &[&str] = &[
    "",
    "",
    "<",
    ">",
    "/",
    "</",
    "/>",
    "\"",
    "'",
    "=",
    " ",
    "\n",
    "\t",
    "\r",
    "\r\n",
    "\u{c}",
    "\0",
    "\u{1}",
    "&",
    "&amp;",
    "&amp",
    "&#",
    "&#39;",
    "&#x27;",
    "&#128;",
    "&#0;",
    "&#xD800;",
    "&#x110000;",
    "&#+39;",
    "&#x+2;",
    "&nbsp;",
    "&nbsp",
    "&egrave;",
    "&amp;amp;",
    "&lt;",
    "&apos;",
    "è",
    "💡",
    "\u{a0}",
    "<!--",
    "-->",
    "--",
    "--!>",
    "<!-->",
    "<!--->",
    "<!doctype html>",
    "<!DOCTYPE HTML>",
    "<!doctype html public \"\">",
    "<![CDATA[",
    "]]>",
    "<?x?>",
    "<p>",
    "</p>",
    "</p >",
    "</P>",
    "<P>",
    "<p/>",
    "<br>",
    "<a href=x>",
    "<a href='#x'>",
    "<a href=\"/servizi/\">",
    "</a>",
    "<b class>",
    "<b class=\"a\" class=\"b\">",
    "<b =\"a\">",
    "<b a=\"b\"c=\"d\">",
    "<b a = \"b\">",
    "<b\"c\">",
    "<b a\"b=\"c\">",
    "<div id=\"a\" ID=\"b\">",
    "</div>",
    "<svg>",
    "</svg>",
    "<title>",
    "</title>",
    "</title >",
    "</titles>",
    "<script>",
    "</script>",
    "</SCRIPT>",
    "</script/>",
    "<script type=\"application/ld+json\">",
    "{\"a\":",
    "<textarea>",
    "</textarea>",
    "<style>",
    "</style>",
    "<template>",
    "</template>",
    "<li>",
    "<h1>",
    "<label>",
    "<table>",
    "id=\"a\"",
    " id=\"x\"",
    " hidden",
    " class=\"a\tb\"",
    " style=\"\"",
    " onclick=\"a\"",
    " aria-label=\"\"",
    " href=\"&#47;\"",
];

/// The last place up to `at` where a character begins.
fn boundary(html: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| html.is_char_boundary(at)).unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn damaged_pages_are_read_alike(which in 0usize..8, damages in proptest::collection::vec((any::<prop::sample::Index>(), 0usize..4, prop::sample::select(PIECES)), 1..6)) {
        let (mut html, kind) = correct_pages().swap_remove(which);
        for (place, taken, piece) in damages {
            let place = place.index(html.len());
            let from = boundary(&html, place);
            let to = boundary(&html, (from + taken).min(html.len()));
            html.replace_range(from..to.max(from), piece);
        }
        compare(&html, kind)?;
    }

    #[test]
    fn pieces_of_markup_are_read_alike(pieces in proptest::collection::vec(prop::sample::select(PIECES), 0..30)) {
        compare(&pieces.concat(), PageKind::Service)?;
    }
}
