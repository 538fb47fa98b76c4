// SPDX-License-Identifier: EUPL-1.2
//! The published style sheet beside the finished pages of the real town: it has all that they use, and
//! little more.

use crate::cases::here;
use crate::urls::SITE;
use generator::style::{Keep, Used, prune};
use generator::stylesheet::addressed;
use std::collections::BTreeMap;

/// How much heavier the published sheet may be than one that is pruned by the finished pages: scripts and
/// pages that have no content today need names too.
const MOST: f64 = 1.15;

fn text(path: &str) -> &'static str {
    std::str::from_utf8(&SITE.0[path]).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn it_has_all_that_finished_pages_use_and_little_more() {
    let assets: BTreeMap<String, &String> = SITE.0.keys().filter_map(|path| Some((original(path.strip_prefix("assets/")?)?, path))).collect();
    let published = text(assets["stile.css"]);
    let addresses = assets.iter().map(|(name, path)| (name.clone(), format!("/{path}"))).collect();
    #[expect(clippy::disallowed_methods, reason = "the test reads the sheet before it is pruned")]
    let whole = std::fs::read_to_string(here("../themes/bergamo/assets/stile.css")).expect("make tema writes the style sheet");
    let whole = addressed(&whole, &addresses);
    let mut used = Used::of_page("");
    let pages: Vec<&String> = SITE.0.keys().filter(|path| path.ends_with(".html")).collect();
    assert!(pages.len() > 700, "only {} pages were found", pages.len());
    for path in pages {
        used.merge(&Used::of_page(text(path)));
    }
    for template in function_templates() {
        used.merge(&Used::of_page(&template));
    }
    let by_pages = |css: &str| prune(css, &used, &Keep::default()).unwrap_or_else(|error| panic!("{error}"));
    let needed = by_pages(&whole);
    assert_eq!(by_pages(published), needed, "a rule that pages use is missing from the published sheet");
    let ratio = published.len() as f64 / needed.len() as f64;
    assert!(ratio <= MOST, "the published sheet is {ratio:.2} times what pages use: {} and {} bytes", published.len(), needed.len());
    assert!(needed.len() * 2 < whole.len(), "pruning takes most of the sheet away: {} of {} bytes stay", needed.len(), whole.len());
}

/// `stile.0123456789ab.css` → `stile.css`
fn original(published: &str) -> Option<String> {
    let (rest, ending) = published.rsplit_once('.')?;
    let (name, _) = rest.rsplit_once('.')?;
    Some(format!("{name}.{ending}"))
}

/// The templates of the functions: their pages are not there before somebody asks.
#[expect(clippy::disallowed_methods, reason = "the test reads what the build only hands on")]
fn function_templates() -> Vec<String> {
    let folder = std::fs::read_dir(here("../themes/bergamo/funzioni")).expect("the theme has pages of functions");
    let paths = folder.map(|entry| entry.expect("an entry").path()).filter(|path| path.extension().is_some_and(|ending| ending == "html"));
    let templates: Vec<String> = paths.map(|path| std::fs::read_to_string(path).expect("a template")).collect();
    assert!(templates.len() > 5, "only {} templates were found", templates.len());
    templates
}

#[test]
fn the_theme_says_which_classes_are_of_its_library() {
    let theme = generator::read::read_theme(&here("../themes/bergamo")).expect("the theme");
    let theme = generator::render::theme(&theme, None).expect("a good theme");
    let classes = theme.library_classes.expect("make tema lists them");
    for class in ["container", "btn-primary", "it-header-wrapper", "col-lg-8"] {
        assert!(classes.contains(class), "{class}");
    }
}
