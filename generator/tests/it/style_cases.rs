// SPDX-License-Identifier: EUPL-1.2
//! Style pruning, case by case: a page, a style sheet, what is left of it.

use generator::style::{Keep, Used, prune};

const PAGE: &str = r##"<!doctype html><html lang="it"><body class="home"><a href="/" class="btn btn-primary">x</a><p id="one">y</p>
<details><summary>z</summary></details><input type="text" disabled></body></html>"##;

fn check(css: &str, expected: &str) {
    check_keeping(&Keep::default(), css, expected);
}

fn check_keeping(keep: &Keep, css: &str, expected: &str) {
    let used = Used::of_page(PAGE);
    let pruned = prune(css, &used, keep).unwrap_or_else(|error| panic!("{css}\n{error}"));
    assert_eq!(pruned, expected, "\nfrom {css}");
    assert_eq!(prune(&pruned, &used, keep).as_deref(), Ok(expected), "twice, from {css}");
}

#[test]
fn selectors() {
    for (css, expected) in [
        ("a{x:y}", "a{x:y}"),
        ("A.BTN{x:y}", "A.BTN{x:y}"),
        ("b{x:y}", ""),
        (".btn{x:y}.card{x:y}", ".btn{x:y}"),
        (".btn, .card , #one{x:y}", ".btn,#one{x:y}"),
        ("#two{x:y}", ""),
        (".card a, .home > a{x:y}", ".home>a{x:y}"),
        ("a.card{x:y}", ""),
        ("*{x:y} :root{x:y} ::selection{x:y}", "*{x:y}:root{x:y}::selection{x:y}"),
        ("::before, a::after, b::after{x:y}", "::before,a::after{x:y}"),
        (".btn:hover:not(:disabled){x:y}", ".btn:hover:not(:disabled){x:y}"),
        (".btn:not(.card){x:y}", ".btn:not(.card){x:y}"),
        (".btn:not(.card, b){x:y}", ".btn:not(.card,b){x:y}"),
        (".card:not(.btn){x:y}", ""),
        ("a:not(:is(.card)){x:y}", "a:not(:is(.card)){x:y}"),
        // A branch that cannot match still gives its weight.
        ("a:is(.card, .btn){x:y}", "a:is(.card,.btn){x:y}"),
        ("a:is(.card, #two){x:y}", ""),
        ("a:where(.card){x:y}", ""),
        ("a:is(){x:y}", "a:is(){x:y}"),
        (":is(b a, .home a){x:y}", ":is(b a,.home a){x:y}"),
        ("body:has(> .card){x:y}", ""),
        ("body:has(> .card, + .btn){x:y}", "body:has(>.card,+.btn){x:y}"),
        ("body:has(:not(.card)){x:y}", "body:has(:not(.card)){x:y}"),
        ("p:nth-child( 2n + 1 of .card){x:y}", "p:nth-child(2n+ 1 of .card){x:y}"),
        ("[href]{x:y}[title]{x:y}", "[href]{x:y}"),
        ("[href^='/'][type = \"text\" i]{x:y}", "[href^=\"/\"][type=text i]{x:y}"),
        ("[class*=\"col-\"]{x:y}", "[class*=col-]{x:y}"),
        ("details[open]{x:y}", "details[open]{x:y}"),
        ("svg|a{x:y} *|a{x:y} a[*|href]{x:y}", "svg|a{x:y}*|a{x:y}a[*|href]{x:y}"),
        (r".b\74n{x:y}.sm\:btn{x:y}", r".b\74n{x:y}"),
        ("a/**/.btn{x:y}", "a.btn{x:y}"),
        // One selector that some browser does not know takes the list along: it may not leave alone.
        (".btn, .card::-webkit-inner{x:y}", ".btn,.card::-webkit-inner{x:y}"),
        (".card::-webkit-inner{x:y}", ""),
        ("table tbody{x:y}", ""),
    ] {
        check(css, expected);
    }
}

#[test]
fn blocks() {
    for (css, expected) in [
        ("@media print{.card{x:y}}", ""),
        ("@media ( min-width : 768px ) and (max-width: 10em){.btn{x:y}}", "@media(min-width :768px) and (max-width:10em){.btn{x:y}}"),
        ("@media (width >= 40em){.btn{x:y}}", "@media(width>=40em){.btn{x:y}}"),
        ("@media print{.btn{x:y}}@media print{.home{x:y}}", "@media print{.btn{x:y}.home{x:y}}"),
        ("@media print{.btn{x:y}}p{x:y}@media print{.home{x:y}}", "@media print{.btn{x:y}}p{x:y}@media print{.home{x:y}}"),
        ("@media (prefers-color-scheme: dark){:root{color:red}}", "@media(prefers-color-scheme:dark){:root{color:red}}"),
        ("@media (forced-colors: active){.btn{x:y}.card{x:y}}", "@media(forced-colors:active){.btn{x:y}}"),
        ("@media screen{@supports (display: grid){.card{x:y}}}", ""),
        ("@supports not (display:grid){.btn{x:y}}", "@supports not (display:grid){.btn{x:y}}"),
        ("@supports selector(a > b){.btn{x:y}}", "@supports selector(a>b){.btn{x:y}}"),
        ("@container side (min-width: 1px){.btn{x:y}}", "@container side (min-width:1px){.btn{x:y}}"),
        ("@layer a, b;@layer b{.btn{x:y}}", "@layer a,b;@layer b{.btn{x:y}}"),
        // An empty layer still has its place in the order.
        ("@layer a{.card{x:y}}@layer b{.btn{x:y}}@layer{.card{x:y}}", "@layer a;@layer b{.btn{x:y}}"),
        ("@layer a{@layer b{.card{x:y}}}", "@layer a{@layer b;}"),
        ("@page :first{margin:1cm;@top-left{content:'x'}}", "@page :first{margin:1cm;@top-left{content:\"x\"}}"),
        ("@scope (.home) to (.card){a{x:y}b{x:y}}", "@scope (.home) to (.card){a{x:y}}"),
        ("@starting-style{.btn{x:y}}", "@starting-style{.btn{x:y}}"),
        ("@import url(a.css) screen;@namespace svg url(x);", "@import url(a.css) screen;@namespace svg url(x);"),
        ("@new thing { any : {thing} }", "@new thing{any : {thing}}"),
        (r"@me\(dia x;@MEDIA print{a{x:y}}", r"@me\(dia x;@media print{a{x:y}}"),
        ("@charset 'utf-8';a{content:'è'}", "@charset \"UTF-8\";a{content:\"è\"}"),
        ("\u{feff}a{x:y}", "a{x:y}"),
        ("/*! mine */ /* not */ a{x:y}/*# sourceMappingURL=x */", "/*! mine */\na{x:y}"),
        ("a{}p{;}", ""),
        ("a{x:y}a{z:w}", "a{x:y;z:w}"),
    ] {
        check(css, expected);
    }
}

#[test]
fn nesting() {
    for (css, expected) in [
        (".btn{x:y;&:hover{x:z}.card &{x:z}}", ".btn{x:y;&:hover{x:z}}"),
        (".btn{.card{x:y}}", ""),
        ("a{b:hover{x:y}p:hover{x:y}}", "a{p:hover{x:y}}"),
        ("a{@media print{x:y;&.card{x:y}}}", "a{@media print{x:y}}"),
        // The weight of `&` is that of the heaviest selector, matched or not.
        (".btn,#two{& p{x:y}}", ".btn,#two{& p{x:y}}"),
        (".btn,#two{x:y;@media print{x:z}}", ".btn,#two{x:y;@media print{x:z}}"),
        ("a{> p{x:y}+ p{x:z}}", "a{>p{x:y}+p{x:z}}"),
        ("a{& p{x:y}}a{z:w}", "a{& p{x:y}}a{z:w}"),
    ] {
        check(css, expected);
    }
}

#[test]
fn references() {
    let keep = Keep { properties: vec!["--bootstrap-italia-version".into()], keyframes: vec!["by-script".into()], fonts: vec!["By Script".into()] };
    for (css, expected) in [
        (":root{--bootstrap-italia-version: \"2.18.3\";--other:1}", ":root{--bootstrap-italia-version:\"2.18.3\"}"),
        (":root{--bootstrap-italia-version: '2.18.3'}", ":root{--bootstrap-italia-version:\"2.18.3\"}"),
        (":root{--a:var(--b);--b:var( --c , 1px);--c:2px;--d:var(--a)}a{x:var(--a)}", ":root{--a:var(--b);--b:var(--c,1px);--c:2px}a{x:var(--a)}"),
        (":root{--a:var(--b);--b:var(--a)}", ""),
        (":root{--a:1}.card{x:var(--a)}", ""),
        (":root{--a:1;--A:2}a{x:var(--A)}", ":root{--A:2}a{x:var(--A)}"),
        ("a{--a: ;x:var(--a)}", "a{--a: ;x:var(--a)}"),
        ("a{--a:{ b : c };x:var(--a)}", "a{--a:{ b : c};x:var(--a)}"),
        ("@property --a{syntax:'*';inherits:false}@property --b{syntax:'*';inherits:false}a{x:var(--a)}", "@property --a{syntax:\"*\";inherits:false}a{x:var(--a)}"),
        ("@container style(--a: 1){p{x:y}}a{--a:1;--b:1}", "@container style(--a:1){p{x:y}}a{--a:1}"),
        ("@keyframes go{from{x:y}to{x:z}}@keyframes no{to{x:y}}a{animation:1s go}", "@keyframes go{from{x:y}to{x:z}}a{animation:1s go}"),
        ("@-webkit-keyframes go{0%, 50%{x:y}}.card{animation:go}", ""),
        ("@keyframes go{to{x:var(--a)}}:root{--a:1;--run:go 1s}a{animation:var(--run)}", "@keyframes go{to{x:var(--a)}}:root{--a:1;--run:go 1s}a{animation:var(--run)}"),
        ("@keyframes 'go on'{to{x:y}}a{animation-name:'go on'}", "@keyframes \"go on\"{to{x:y}}a{animation-name:\"go on\"}"),
        ("@keyframes by-script{to{x:y}}", "@keyframes by-script{to{x:y}}"),
        (
            "@font-face{font-family:'Lora';src:url(l)}@font-face{font-family:Titillium Web;src:url(t)}a{font:1em/1.5 'titillium web',serif}",
            "@font-face{font-family:Titillium Web;src:url(t)}a{font:1em/1.5 \"titillium web\",serif}",
        ),
        ("@font-face{font-family:F;src:url(f)}:root{--f:F}a{font-family:var(--f)}", "@font-face{font-family:F;src:url(f)}:root{--f:F}a{font-family:var(--f)}"),
        ("@font-face{font-family:'By Script';src:url(f)}", "@font-face{font-family:\"By Script\";src:url(f)}"),
    ] {
        check_keeping(&keep, css, expected);
    }
}

#[test]
fn values() {
    for (css, expected) in [
        ("a { color : #FFAA00 ; margin : 0.5em -0.25em ; }", "a{color:#fa0;margin:.5em -.25em}"),
        ("a{width:calc( 1px + 2px * 3 )}", "a{width:calc(1px + 2px*3)}"),
        ("a{font: 12px / 1.5 x , y !important}", "a{font:12px/1.5 x,y!important}"),
        ("a{background: url( x.svg ) no-repeat , url('y.svg')}", "a{background:url( x.svg ) no-repeat,url(\"y.svg\")}"),
        ("a{grid-template:[a] 1fr [b] / auto}", "a{grid-template:[a] 1fr [b]/auto}"),
        ("a{unicode-range:U+0-7F, U+4??}", "a{unicode-range:U+0-7F,U+4??}"),
        ("a{content:'\"'}", "a{content:'\"'}"),
        ("a{content:'it\\'s'}", "a{content:\"it\\'s\"}"),
        ("a{x:a/**/b 1/**/2}", "a{x:a/**/b 1/**/2}"),
        ("a{x:a /* b */ c}", "a{x:a c}"),
        ("a{transform:translate( 1px ) rotate(1deg)}", "a{transform:translate(1px) rotate(1deg)}"),
        ("a{filter:progid:X(a='#80000000', b=1)}", "a{filter:progid:X(a=\"#80000000\",b=1)}"),
        ("a{--c: #FFAA00;x:var(--c)}", "a{--c:#FFAA00;x:var(--c)}"),
        (r"a{\x\:y:b;--\a b:1;z:var(--\a b)}", r"a{x\:y:b;--\a b:1;z:var(--\a b)}"),
        ("a{x:a:b;*:hover{x:y}}", "a{x:a:b;*:hover{x:y}}"),
    ] {
        check(css, expected);
    }
}

#[test]
fn names_that_pages_do_not_spell() {
    for (html, css) in [
        ("<table><tr><td>x</table>", "table>tbody>tr{x:y}"),
        ("</p>", "p{x:y}"),
        ("x", "html>body{x:y}"),
        ("<i class='a&amp;b'>", r".a\&b{x:y}"),
        ("<i CLASS=Big>", ".big{x:y}"),
        ("<svg><linearGradient/></svg>", "linearGradient{x:y}"),
        ("<svg viewBox='0 0 1 1'>", "[viewBox]{x:y}"),
        ("<title>a <b c='</title><i class=x>", ".x{x:y}"),
        ("<svg><title/></svg><i class=x>", ".x{x:y}"),
        ("<script>if(a<b && c=='x)</script><i class=x>", ".x{x:y}"),
        ("<script><!--<script></script>'--></script><i class=x>", ".x{x:y}"),
        ("<!-- <b title='--><i class=x>", ".x{x:y}"),
        ("<!--><i class=x>", ".x{x:y}"),
        ("<textarea><b title='</textarea><i class=x>", ".x{x:y}"),
        ("<i title='>' class=x>", ".x{x:y}"),
        ("<i title=a/b class=x/>", r".x\/{x:y}"),
        ("<i =x class=x>", ".x{x:y}"),
        ("<p hidden/class=x>", ".x{x:y}"),
        ("<dialog>", "dialog[open]{x:y}"),
        ("<svg fill='var(--a)'>", ":root{--a:1}"),
        ("<i style='animation:go'>", "@keyframes go{to{x:y}}"),
    ] {
        assert_ne!(prune(css, &Used::of_page(html), &Keep::default()).as_deref(), Ok(""), "{css} in {html}");
    }
}

#[test]
fn kept_for_scripts() {
    let used = Used::of_page("<p>").with_kept(&[".show", "#menu", "p[aria-expanded=true] > em.is-open"]);
    let css = ".show{x:y}#menu{x:y}[aria-expanded]{x:y}em{x:y}.is-open{x:y}[class]{x:y}[id]{x:y}.hide{x:y}";
    let expected = ".show{x:y}#menu{x:y}[aria-expanded]{x:y}em{x:y}.is-open{x:y}[class]{x:y}[id]{x:y}";
    assert_eq!(prune(css, &used, &Keep::default()).as_deref(), Ok(expected));
}

#[test]
fn faults_have_a_place() {
    for (css, expected) in [
        ("a{x:y}\n\n  p{x:y", "3:4: un blocco si apre qui e non si chiude"),
        ("a{x:y}\n.card{x:y", "2:6: un blocco si apre qui e non si chiude"),
        ("a{color red;x:y}", "1:3: qui un browser non capisce e salta fino alla regola successiva"),
        ("a{color:;x:y}", "1:3: la dichiarazione non ha valore"),
        ("a{width:calc(1px;x:y}", "1:21: qui un browser smette di capire: parentesi, virgolette o indirizzo senza fine"),
        ("a{content:'è\n;x:y}", "1:11: qui un browser smette di capire: parentesi, virgolette o indirizzo senza fine"),
        ("a,,p{x:y}", "1:1: un selettore dell'elenco è vuoto"),
        ("{x:y}", "1:1: un selettore dell'elenco è vuoto"),
        ("a[=x]{x:y}", "1:2: manca il nome dell'attributo"),
    ] {
        let error = prune(css, &Used::of_page(PAGE), &Keep::default()).expect_err(css);
        assert_eq!(error.to_string(), expected, "{css}");
    }
}
