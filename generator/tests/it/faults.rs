// SPDX-License-Identifier: EUPL-1.2
//! Golden faults: a broken content, and the exact words that an editor reads. One file of
//! `tests/faults` a case; `cases.rs` says how they are written.

use crate::cases::{cases, content, settle, texts, theme};
use generator::build::{Memory, build, check_only};
use generator::fault::Fault;
use generator::parse::Cache;
use generator::report::{Format, report, summary};
use generator::source::SourceTree;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// The faults of a case as an editor reads them.
fn read_by_an_editor(case: &crate::cases::Case) -> (Vec<Fault>, String) {
    let files = case.files(texts("tests/base"));
    let (mut parts, mut theme_parts) = (files, theme());
    let own: Vec<String> = parts.keys().filter(|path| path.starts_with("theme/")).cloned().collect();
    for path in own {
        let file = parts.remove(&path).expect("it was found");
        theme_parts.insert(path["theme/".len()..].to_owned(), file);
    }
    let (content, theme) = (content(parts), SourceTree::of("theme/", theme_parts));
    let settings = case.settings();
    let (faults, pages) = if case.says("build") {
        let built = build(&content, &theme, &settings, &mut Memory::default(), &mut |_| {});
        (built.faults, built.pages)
    } else {
        (check_only(&content, &settings, &mut Cache::default()), Default::default())
    };
    let quote = |path: &str| content.quote(path).or_else(|| theme.quote(path)).or_else(|| pages.get(path).cloned());
    let text = report(&faults, &quote, Format::Text) + &summary(&faults) + "\n";
    (faults, text)
}

#[test]
fn every_fault_is_said_in_these_words() {
    settle(
        cases("tests/faults")
            .into_par_iter()
            .map(|case| {
                let text = read_by_an_editor(&case).1;
                (case, text)
            })
            .collect(),
    );
}

/// A fault that no case shows is a fault whose words nobody has read.
#[test]
fn every_constructor_of_faults_has_a_case() {
    let source = include_str!("../../src/fault.rs");
    let constructors = source.split("pub fn ").skip(1).filter_map(|text| {
        let code = text.split("Self::error(").nth(1).or_else(|| text.split("Self::warning(").nth(1))?;
        code.split('"').nth(1)
    });
    let codes: BTreeSet<&str> = constructors.collect();
    assert!(codes.len() > 65, "only {} codes were found in fault.rs: {codes:?}", codes.len());
    let shown: BTreeSet<&str> = cases("tests/faults").par_iter().flat_map_iter(|case| read_by_an_editor(case).0.into_iter().map(|fault| fault.code)).collect();
    let silent: Vec<&&str> = codes.difference(&shown).collect();
    assert!(silent.is_empty(), "no case of tests/faults shows these faults: {silent:?}");
}

#[test]
fn faults_are_sorted_and_none_is_said_twice() {
    for case in cases("tests/faults") {
        let faults = read_by_an_editor(&case).0;
        assert!(faults.is_sorted(), "{}", case.name());
        assert!(faults.windows(2).all(|two| two[0] != two[1]), "{}", case.name());
    }
}
