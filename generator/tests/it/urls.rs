// SPDX-License-Identifier: EUPL-1.2
//! Addresses are promises: `tests/urls.txt` lists every public address of the real content, and none
//! may disappear without a redirect. And the real content is a test: it has no fault.

use crate::cases::{TODAY, blessing, built, here, settle_file, text};
use generator::build::{Files, SearchIndex, Settings};
use generator::parse::DraftFiles;
use generator::read::{read, read_theme};
use generator::report::{Format, report};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The site of the real content with the real theme, and what is wrong with it.
pub static SITE: LazyLock<(Files, String)> = LazyLock::new(|| {
    let content = read(&here("../content")).expect("the content");
    let theme = read_theme(&here("../themes/bergamo")).expect("the theme");
    let settings = Settings { base_url: None, today: TODAY, drafts: DraftFiles::Hidden, search: SearchIndex::Made, hosting: generator::hosting::Hosting::default() };
    let built = built(&content, &theme, &settings);
    let quote = |path: &str| content.quote(path).or_else(|| theme.quote(path)).or_else(|| built.faulty.get(path).cloned());
    let faults = report(&built.faults, &quote, Format::Text);
    (built.output.map(|(site, _)| site).unwrap_or_default(), faults)
});

#[test]
fn the_real_content_has_no_fault() {
    assert!(SITE.1.is_empty(), "\n{}", SITE.1);
}

/// The addresses of what is published. The names of the theme's files hold a hash: nobody keeps them.
fn addresses(site: &Files) -> BTreeSet<String> {
    let public = site.keys().filter(|path| !path.starts_with("assets/") && !path.starts_with('_') && !is_shard(path));
    public.map(|path| format!("/{}", path.strip_suffix("index.html").unwrap_or(path))).collect()
}

/// A file of the search's index, whose name holds a hash: nobody keeps it.
fn is_shard(path: &str) -> bool {
    path.starts_with("cerca/") && path.ends_with(".txt")
}

/// The addresses of this site from which a redirect leads away.
fn redirected(site: &Files) -> BTreeSet<String> {
    let text = String::from_utf8_lossy(&site["_redirects"]).into_owned();
    text.lines().filter_map(|line| line.split_whitespace().next()).map(|from| from.trim_end_matches('/').to_owned()).collect()
}

/// Which of the promised addresses lead nowhere, and the promises to keep from now on.
fn promises(promised: &str, site: &Files) -> (Vec<String>, String) {
    let (there, led) = (addresses(site), redirected(site));
    let old: BTreeSet<String> = promised.lines().map(str::to_owned).collect();
    let broken = old.iter().filter(|address| !there.contains(*address) && !led.contains(address.trim_end_matches('/'))).cloned().collect();
    (broken, old.union(&there).fold(String::new(), |out, address| out + address + "\n"))
}

#[test]
fn no_address_disappears() {
    let file = here("tests/urls.txt");
    let promised = text(&file);
    assert!(!SITE.0.is_empty(), "there is no site");
    let (broken, all) = promises(&promised, &SITE.0);
    assert!(
        broken.is_empty(),
        "\nthese addresses lead nowhere now:\n{}\nadd a redirect for each to content/reindirizzamenti.yaml (BLESS does not help: somebody may have kept them)\n",
        broken.join("\n")
    );
    assert!(!promised.is_empty() || blessing(), "tests/urls.txt is empty");
    settle_file(&file, &all, "new addresses become promises: when they are meant to stay, BLESS=1 cargo test");
}

#[test]
fn a_promise_is_kept_by_a_page_or_by_a_redirect() {
    let site: Files = [
        ("index.html", ""),
        ("a/index.html", ""),
        ("robots.txt", ""),
        ("assets/x.0123.css", ""),
        ("_headers", ""),
        ("_redirects", "/b  /a/  301\nhttps://old.example/c  /a/  301!\n"),
    ]
    .map(|(path, text)| (path.to_owned(), text.as_bytes().into()))
    .into();
    let (broken, all) = promises("/\n/a/\n/b/\n/c/\n", &site);
    assert_eq!(broken, ["/c/"]);
    assert_eq!(all, "/\n/a/\n/b/\n/c/\n/robots.txt\n");
}
