// SPDX-License-Identifier: EUPL-1.2
//! Laws of style pruning, held against a real HTML parser and a real selector engine.

use generator::style::{Keep, Used, prune};
use proptest::prelude::*;
use scraper::{Html, Selector};
use std::collections::BTreeSet;

const TAGS: &[&str] = &["div", "p", "a", "ul", "li", "span", "table", "tr", "td", "section", "svg", "details"];
const CLASSES: &[&str] = &["a", "b", "c", "Big", "sm:x", "d&e"];
const IDS: &[&str] = &["one", "two", "three"];
const ATTRIBUTES: &[&str] = &["href", "data-x", "lang", "type", "open", "hidden"];

fn name(names: &'static [&'static str]) -> impl Strategy<Value = &'static str> + Clone {
    prop::sample::select(names)
}

fn page() -> impl Strategy<Value = String> {
    let tag = (name(TAGS), prop::collection::vec(name(CLASSES), 0..3), prop::option::of(name(IDS)), prop::option::of(name(ATTRIBUTES)));
    let open = tag.prop_map(|(tag, classes, id, attribute)| {
        let class = if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", classes.join(" ").replace('&', "&amp;")) };
        let id = id.map(|id| format!(" id={id}")).unwrap_or_default();
        (tag, format!("<{tag}{class}{id}{}>", attribute.map(|name| format!(" {name}='v w'")).unwrap_or_default()))
    });
    let leaf = open.clone().prop_map(|(tag, open)| format!("{open}x</{tag}>"));
    let tree =
        leaf.prop_recursive(3, 8, 3, move |inner| (open.clone(), prop::collection::vec(inner, 0..3)).prop_map(|((tag, open), inner)| format!("{open}{}</{tag}>", inner.concat())));
    prop::collection::vec(tree, 0..3).prop_map(|trees| format!("<!doctype html>{}", trees.concat()))
}

fn simple() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => name(CLASSES).prop_map(|class| format!(".{}", class.replace(':', "\\:").replace('&', "\\&"))),
        1 => name(IDS).prop_map(|id| format!("#{id}")),
        2 => name(ATTRIBUTES).prop_map(|name| format!("[{name}]")),
        1 => name(ATTRIBUTES).prop_map(|name| format!("[ {name} ~= 'w' i ]")),
        1 => Just("[class^=\"a\"]".to_owned()),
        1 => Just(":first-child".to_owned()),
        1 => Just(":nth-child( 2n + 1 )".to_owned()),
        1 => Just(":root".to_owned()),
        1 => Just(":empty".to_owned()),
    ]
}

fn selector() -> impl Strategy<Value = String> {
    let compound = (prop::option::of(prop_oneof![name(TAGS).prop_map(str::to_owned), Just("*".to_owned()), Just("tbody".to_owned())]), prop::collection::vec(simple(), 0..3))
        .prop_map(|(tag, simple)| if tag.is_none() && simple.is_empty() { "*".to_owned() } else { tag.unwrap_or_default() + &simple.concat() });
    compound.prop_recursive(3, 8, 3, |inner| {
        let combinator = prop::sample::select(&[" ", " > ", "+", " ~ "][..]);
        prop_oneof![
            3 => (inner.clone(), combinator, inner.clone()).prop_map(|(left, combinator, right)| format!("{left}{combinator}{right}")),
            1 => prop::collection::vec(inner.clone(), 1..3).prop_map(|branches| format!("*:not({})", branches.join(", "))),
            1 => prop::collection::vec(inner.clone(), 1..3).prop_map(|branches| format!("*:is( {} )", branches.join(" , "))),
            1 => prop::collection::vec(inner.clone(), 1..3).prop_map(|branches| format!(":where({})", branches.join(","))),
            1 => inner.clone().prop_filter("no :has() within :has()", |inner| !inner.contains(":has")).prop_map(|inner| format!("*:has(> {inner})")),
        ]
    })
}

/// The elements that a list of selectors matches in these pages.
fn matched(pages: &[Html], selectors: &str) -> BTreeSet<(usize, String)> {
    let selector = Selector::parse(selectors).unwrap_or_else(|error| panic!("{selectors}: {error}"));
    let all = pages.iter().enumerate();
    all.flat_map(|(at, page)| page.select(&selector).map(move |element| (at, format!("{:?}", element.id())))).collect()
}

/// The selectors of the rule that declares `z-index:index`.
fn rule_of(css: &str, index: usize) -> Option<&str> {
    let declaration = format!("z-index:{index}e");
    let body = css[..css.find(&declaration)?].rfind('{')?;
    Some(&css[css[..body].rfind(['{', '}', ';']).map_or(0, |end| end + 1)..body])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn every_rule_matches_what_it_matched(
        pages in prop::collection::vec(page(), 1..3),
        rules in prop::collection::vec((prop::collection::vec(selector(), 1..4), 0..4usize), 1..8),
    ) {
        let mut used = Used::default();
        for page in &pages {
            used.merge(&Used::of_page(page));
        }
        let wrap = |kind: usize, rule: String| match kind {
            0 => format!("@media print {{ {rule} }}"),
            1 => format!("@layer x {{ @supports (display: grid) {{ {rule} }} }}"),
            _ => rule,
        };
        let css: String = rules.iter().enumerate().map(|(index, (selectors, kind))| wrap(*kind, format!("{} {{ z-index: {index}e; }}\n", selectors.join(" , ")))).collect();
        let pruned = prune(&css, &used, &Keep::default()).expect("a style sheet");
        let trees: Vec<Html> = pages.iter().map(|page| Html::parse_document(page)).collect();
        for (index, (selectors, _)) in rules.iter().enumerate() {
            let before = matched(&trees, &selectors.join(","));
            let after = rule_of(&pruned, index).map_or(BTreeSet::new(), |selectors| matched(&trees, selectors));
            prop_assert_eq!(before, after, "{} in\n{}\nfrom\n{}", selectors.join(","), pruned, css);
        }
        prop_assert_eq!(left(&pruned, &used), pruned);
    }

    #[test]
    fn no_name_of_a_page_is_missed(parts in prop::collection::vec(prop::sample::select(SOUP), 0..12)) {
        let html = parts.concat();
        let used = Used::of_page(&html);
        for node in Html::parse_document(&html).tree.values() {
            let Some(element) = node.as_element() else { continue };
            let mut names: Vec<String> = element.classes().map(|class| format!(".{}", escaped(class))).collect();
            names.extend(element.id().filter(|id| !id.is_empty()).map(|id| format!("#{}", escaped(id))));
            names.extend(element.attrs().map(|(name, _)| format!("[{}]", escaped(name))));
            for simple in names {
                let css = format!("{simple}{{x:y}}");
                prop_assert_ne!(left(&css, &used), "", "{} in {}", css, html);
            }
            let css = format!("{}{{x:y}}", escaped(element.name()));
            prop_assert_ne!(left(&css, &used), "", "{} in {}", css, html);
        }
    }

    #[test]
    fn nothing_makes_it_panic(css in "(\\PC|[{}()\\[\\];:,'\"@#./* \n<>&\\\\-]|a|--b|var\\(|url\\(|@media|/\\*|\\*/){0,60}", html in "(\\PC|[<>/='\"!& \n-]|a|class|<svg|<title|<script|<!--|-->|]]>|&amp;){0,60}") {
        let used = Used::of_page(&html);
        if let Ok(pruned) = prune(&css, &used, &Keep::default()) {
            prop_assert!(prune(&pruned, &used, &Keep::default()).is_ok(), "{:?} from {:?}", pruned, css);
        }
    }

    #[test]
    fn merging_has_no_order(pages in prop::collection::vec(page(), 1..4)) {
        let merged = |pages: &mut dyn Iterator<Item = &String>| pages.fold(Used::default(), |mut used, page| { used.merge(&Used::of_page(page)); used });
        prop_assert_eq!(merged(&mut pages.iter()), merged(&mut pages.iter().rev()));
    }
}

fn left(css: &str, used: &Used) -> String {
    prune(css, used, &Keep::default()).expect("a style sheet")
}

fn escaped(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphabetic() { c.to_string() } else { format!("\\{:x} ", u32::from(c)) }).collect()
}

/// What pages are made of, and what could lead a quick reader astray.
const SOUP: &[&str] = &[
    "<p class='a b'>",
    "</p>",
    "<i id=one>",
    "</i>",
    "<b title='>' class=\"c\nd\">",
    "<div data-x=\"'\" CLASS=Big>",
    "</div>",
    "<a href=x/y class=e/>",
    "text < text",
    "<",
    "</",
    "</>",
    "<!",
    "<?x '>",
    "<!-- <i class='no -->",
    "<!-->",
    "<!--->",
    "<!-- x --!>",
    "<!doctype html>",
    "<script>if (a<b) '</script>",
    "<script><!-- <script> </script> ' --></script>",
    "<script><!-- ' --></script>",
    "<style>a>b{content:'<i '}</style>",
    "<title>a<b c='</title>",
    "<textarea><i class='</textarea>",
    "<svg viewBox='0 0 1 1'><title>x<b class=t>y</b></title><use href='#x'/></svg>",
    "<svg><title/></svg>",
    "<svg><style/><path class=p /></svg>",
    "<svg><![CDATA[<i class='no]]></svg>",
    "<svg><foreignObject><p class=f><title>'<i '</title></p></foreignObject></svg>",
    "<math><mi><i class=m>x</i></mi></math>",
    "<table><tr><td class=t>",
    "</table>",
    "<table><col>",
    "<i class='x&amp;y &#65;z &nosuch; &copy;w'>",
    "<i id='&egrave;'>",
    "<i =x class=q>",
    "<p hidden/class=h>",
    "<i class>",
    "<i class=>",
    "<i class = 'sp' >",
    "<image src=x>",
    "<noscript><i class=n></noscript>",
    "<template><i class=tp></i></template>",
    "<select><option class=o>",
    "</select>",
    "<custom-el class=k>",
    "</br>",
    "<iframe><i class='</iframe>",
    "è<i class=è>",
];
