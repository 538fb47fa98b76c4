// SPDX-License-Identifier: EUPL-1.2
//! The fixed words of the theme in English: every word that a template asks for is there, every label of the
//! model too, and none that nobody asks for.

use crate::cases::{content, here, texts};
use generator::build::{SearchIndex, Settings};
use generator::fault::Faults;
use generator::parse::DraftFiles;
use generator::read::{read, read_theme};
use generator::source::SourceTree;
use generator::yaml::{Value, parse};
use model::service::{Audience, Channel, CostKind, Section};
use model::translation::Language;
use model::vocabulary::Coded;
use std::collections::{BTreeMap, BTreeSet};

/// The dictionary of the real theme.
fn dictionary() -> BTreeMap<String, String> {
    let theme = read_theme(&here("../themes/bergamo")).expect("the theme");
    let text = String::from_utf8(theme.files["templates/parole-en.yaml"].bytes.to_vec()).expect("UTF-8");
    let node = parse(&text, 1, &mut Faults::new("parole-en.yaml".into())).expect("YAML");
    let Value::Mapping(entries) = &node.value else { panic!("a list of words") };
    entries.iter().map(|(key, value)| (key.text().expect("a word").to_owned(), value.text().expect("a word").to_owned())).collect()
}

/// What the templates of the real theme ask for, as `words["…"]`.
fn asked_for() -> BTreeSet<String> {
    let theme = read_theme(&here("../themes/bergamo")).expect("the theme");
    let templates = theme.files.iter().filter(|(path, _)| path.ends_with(".html"));
    let texts: Vec<String> = templates.map(|(_, file)| String::from_utf8(file.bytes.to_vec()).expect("UTF-8")).collect();
    texts.iter().flat_map(|text| text.split("words[\"").skip(1)).filter_map(|rest| Some(rest.split_once("\"]")?.0.to_owned())).collect()
}

fn labels<T: Coded>() -> impl Iterator<Item = String> {
    T::ALL.iter().map(|value| value.label().to_owned())
}

#[test]
fn every_word_has_an_english_one_and_none_is_idle() {
    let content = read(&here("../content")).expect("the content");
    let categories = content.files.iter().filter(|(path, _)| path.starts_with("categorie/")).map(|(path, file)| {
        let text = std::str::from_utf8(&file.bytes).expect("UTF-8");
        text.lines().find_map(|line| line.strip_prefix("nome: ")).unwrap_or_else(|| panic!("{path} has no name")).trim_matches('"').to_owned()
    });
    let wanted: BTreeSet<String> = asked_for().into_iter().chain(labels::<Channel>()).chain(labels::<CostKind>()).chain(labels::<Audience>()).chain(categories).collect();
    let there: BTreeSet<String> = dictionary().into_keys().collect();
    assert!(wanted.len() > 80, "only {} words were found", wanted.len());
    let (missing, idle): (Vec<&String>, Vec<&String>) = (wanted.difference(&there).collect(), there.difference(&wanted).collect());
    assert!(missing.is_empty() && idle.is_empty(), "missing: {missing:?}, idle: {idle:?}");
}

/// What an editor writes above a section is what a reader sees there.
#[test]
fn sections_are_called_alike_in_the_content_and_in_the_theme() {
    let words = dictionary();
    for section in Section::ALL {
        assert_eq!(words.get(section.label()).map(String::as_str), Some(section.title(Language::English)));
    }
}

#[test]
fn a_broken_dictionary_is_said_with_its_place() {
    let settings =
        Settings { base_url: None, today: crate::cases::TODAY, drafts: DraftFiles::Hidden, search: SearchIndex::LeftOut, hosting: generator::hosting::Hosting::default() };
    let said = |text: &str| {
        let mut theme = crate::cases::theme();
        theme.insert("templates/parole-en.yaml".to_owned(), text.as_bytes().to_vec());
        let built = crate::cases::built(&content(texts("tests/base")), &SourceTree::of("theme/", theme), &settings);
        built.faults.iter().map(|fault| format!("{}:{}: {}", fault.file, fault.span.line, fault.title)).collect::<Vec<_>>()
    };
    assert_eq!(said("Costi: Costs\n"), Vec::<String>::new());
    assert_eq!(said("Costi: Costs\nCosti: Cost\n"), ["theme/templates/parole-en.yaml:2: la chiave `Costi` c'è due volte"]);
    assert_eq!(said("Costi:\n"), ["theme/templates/parole-en.yaml:1: qui serve un testo, non niente"]);
    assert_eq!(said("- Costi\n"), ["theme/templates/parole-en.yaml:1: qui serve un elenco di chiavi e valori, non una lista"]);
}
