// SPDX-License-Identifier: EUPL-1.2
//! The theme's style sheet as it is published: it names other files by their published addresses, and holds
//! only rules that some page can use. What pages can use is read from the templates, the scripts and the pictures
//! of the theme, not from finished pages: their names are known before the first of them is drawn.
//!
//! Invariant: in doubt a rule stays. A name that a template puts together (`icon-{{ size }}`) keeps all names
//! of the style sheet that begin like it; words within tags and scripts may be names of anything.

use crate::style::{Keep, StyleError, Used, prune};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The property by which the official check knows the version of Bootstrap Italia.
const VERSION: &str = "--bootstrap-italia-version";

/// Elements that `markdown.rs` writes.
const MARKDOWN: &str = "<p><strong><em><del><code><a href><ul><ol start><li><blockquote><table><thead><tbody><tr><th><td><h2 id><h3><h4><h5><h6><hr><br><picture><source type srcset sizes><img src alt width height loading decoding><pre>";

/// The texts of a theme in which names of styles stand.
#[derive(Debug, Default)]
pub struct Sources<'t> {
    /// Templates.
    pub templates: Vec<&'t str>,
    /// Scripts.
    pub scripts: Vec<&'t str>,
    /// Pictures whose parts pages show.
    pub pictures: Vec<&'t str>,
}

/// Replaces `url("name")` by the published address of that file.
#[must_use]
pub fn addressed(css: &str, published: &BTreeMap<String, String>) -> String {
    published.iter().filter(|(name, _)| css.contains(name.as_str())).fold(css.to_owned(), |css, (name, address)| {
        let to = format!("url(\"{address}\")");
        ["\"", "'", ""].into_iter().fold(css, |css, quote| css.replace(&format!("url({quote}{name}{quote})"), &to))
    })
}

/// Takes out what no page can use.
///
/// # Errors
/// The place that no browser would understand.
pub fn pruned(css: &str, sources: &Sources<'_>) -> Result<String, StyleError> {
    let keep = Keep { properties: vec![VERSION.to_owned()], ..Keep::default() };
    prune(css, &used(css, sources), &keep)
}

fn used(css: &str, sources: &Sources<'_>) -> Used {
    let mut used = Used::of_page(MARKDOWN);
    let mut words: BTreeSet<&str> = BTreeSet::new();
    let mut beginnings: BTreeSet<&str> = BTreeSet::new();
    for template in &sources.templates {
        let (markup, tags) = divide(template);
        used.merge(&Used::of_page(&markup));
        for (before, tag) in tags {
            words.extend(literals(tag).flat_map(names));
            beginnings.extend(last_name(before).filter(|name| name.ends_with('-')));
        }
    }
    for script in &sources.scripts {
        words.extend(script.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(names));
    }
    for picture in &sources.pictures {
        used.merge(&Used::of_page(picture));
    }
    words.extend(names(css).filter(|name| beginnings.iter().any(|beginning| name.starts_with(beginning))));
    let mut selectors = String::from("html,head,body");
    for word in words {
        let _ = write!(selectors, ",{word},.{word},#{word},[{word}],[data-{word}]");
    }
    used.with_kept(&[selectors])
}

/// A template without its tags, and each tag with what stands before it. Comments say nothing.
fn divide(template: &str) -> (String, Vec<(&str, &str)>) {
    let mut markup = String::with_capacity(template.len());
    let mut tags = Vec::new();
    let mut rest = template;
    while let Some(start) = ["{{", "{%", "{#"].iter().filter_map(|open| rest.find(open)).min() {
        let close = match &rest[start..start + 2] {
            "{{" => "}}",
            "{%" => "%}",
            _ => "#}",
        };
        let end = rest[start..].find(close).map_or(rest.len(), |end| start + end + 2);
        markup.push_str(&rest[..start]);
        // Templates write all values in quotes, so a space does not end one.
        markup.push(' ');
        if close != "#}" {
            tags.push((&rest[..start], &rest[start..end]));
        }
        rest = &rest[end..];
    }
    markup.push_str(rest);
    (markup, tags)
}

/// The texts in quotes of a tag.
fn literals(tag: &str) -> impl Iterator<Item = &str> {
    tag.split('"').skip(1).step_by(2)
}

/// Words that can be names of elements, classes, ids or attributes.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_name(c)).filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()))
}

fn last_name(text: &str) -> Option<&str> {
    let start = text.char_indices().rev().take_while(|(_, c)| is_name(*c)).last()?.0;
    Some(&text[start..])
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(css: &str, expected: &str) {
        let sources = Sources {
            templates: vec!["{# .comment #}<p class=\"a{% if x == \"c\" %} b{% endif %} icon icon-{{ size }}\" data-x>{{ <icona name=\"lit\" /> }}</p>"],
            scripts: vec!["// about words\nelement.dataset.stato = 'aperto'"],
            pictures: vec!["<svg><path fill=\"var(--c1)\"/></svg>"],
        };
        assert_eq!(pruned(css, &sources).as_deref(), Ok(expected));
    }

    #[test]
    fn what_templates_scripts_and_pictures_name_stays() {
        check(".a,.b,.z{x:y}.icon-sm,.icons{x:y}", ".a,.b{x:y}.icon-sm{x:y}");
        check(".c,.lit,.comment,.words{x:y}", ".c,.lit{x:y}");
        check("[data-stato=aperto]{x:y}[data-x]{x:y}[data-y]{x:y}", "[data-stato=aperto]{x:y}[data-x]{x:y}");
        check("p{--c1:red;--c2:red}blockquote{x:y}video{x:y}", "p{--c1:red}blockquote{x:y}");
        check("/*! notice */\n/* other */:root{--bootstrap-italia-version:\"2\"}", "/*! notice */\n:root{--bootstrap-italia-version:\"2\"}");
    }

    #[test]
    fn files_get_their_published_addresses() {
        let published = BTreeMap::from([("t.woff2".to_owned(), "/assets/t.1.woff2".to_owned())]);
        assert_eq!(addressed("a{b:url(\"t.woff2\")}c{d:url(t.woff2) url('x.svg')}", &published), "a{b:url(\"/assets/t.1.woff2\")}c{d:url(\"/assets/t.1.woff2\") url('x.svg')}");
    }
}
