// SPDX-License-Identifier: EUPL-1.2
//! Golden faults: a broken content, and the exact words that an editor reads. One file of
//! `tests/faults` a case; `cases.rs` says how they are written.

use crate::cases::{TODAY, built, cases, content, settle, texts, theme};
use generator::build::check_only;
use generator::fault::Fault;
use generator::parse::DraftFiles;
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
        let built = built(&content, &theme, &settings);
        (built.faults, built.faulty)
    } else {
        (check_only(&content, &settings), Default::default())
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

/// Codes that no case can show.
const WITHOUT_CASE: [&str; 2] = [
    // Shown below: five thousand lines are no case to read.
    "lista-lunga",
    // Shown below: names are unique by then, so that no content leads to it.
    "indirizzo-doppio",
];

/// A fault that no case shows is a fault whose words nobody has read.
#[test]
fn every_constructor_of_faults_has_a_case() {
    let source = include_str!("../../src/fault.rs");
    let constructors = source.split("pub fn ").skip(1).filter_map(|text| {
        let code = text.split("Self::error(").nth(1).or_else(|| text.split("Self::warning(").nth(1))?;
        code.split('"').nth(1)
    });
    let codes: BTreeSet<&str> = constructors.filter(|code| !WITHOUT_CASE.contains(code)).collect();
    assert!(codes.len() > 60, "only {} codes were found in fault.rs: {codes:?}", codes.len());
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

/// The faults of the base with one more file.
fn faults_with(path: &str, text: &str) -> Vec<String> {
    let mut files = texts("tests/base");
    files.insert(path.to_owned(), text.as_bytes().to_vec());
    let settings = generator::build::Settings {
        base_url: None,
        today: TODAY,
        drafts: DraftFiles::Hidden,
        search: generator::build::SearchIndex::LeftOut,
        hosting: generator::hosting::Hosting::default(),
    };
    let faults = check_only(&content(files), &settings);
    faults.iter().map(|fault| format!("{}:{}:{} {}", fault.file, fault.span.line, fault.span.column, fault.title)).collect()
}

#[test]
fn a_list_has_an_end() {
    let districts = |count: usize| "quartieri:\n".to_owned() + &(0..count).map(|n| format!("  - {{id: q{n}, nome: Q{n}}}\n")).collect::<String>();
    assert_eq!(faults_with("quartieri.yaml", &districts(5_000)), Vec::<String>::new());
    assert_eq!(faults_with("quartieri.yaml", &districts(5_001)), ["content/quartieri.yaml:2:3 la lista ha 5001 voci: il massimo è 5000"]);
}

#[test]
fn faults_that_no_content_can_cause() {
    let fault = Fault::duplicate_address(&"dist/servizi/index.html".into(), "/servizi/");
    assert_eq!(report(&[fault], &|_| None, Format::Text), "errore: due pagine hanno l'indirizzo `/servizi/`\n  ┌ dist/servizi/index.html\n\n");
}
