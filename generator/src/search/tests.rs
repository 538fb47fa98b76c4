// SPDX-License-Identifier: EUPL-1.2
//! The index as a whole: which files, that they are the same each time, and what they hold. How well questions
//! find their pages is tested in JavaScript, with the client that citizens use.

use super::{Document, Kind, Moved, Synonyms, fold, index, stem};
use std::{collections::BTreeMap, fmt::Write};

fn document<'a>(url: &str, title: &'a str, kind: Kind, category: Option<&'a str>, keywords: &[&'a str]) -> Document<'a> {
    Document { url: url.to_owned(), title, kind, category, summary: "Una frase.", keywords: keywords.to_vec(), text: "Testo della pagina.".to_owned(), weight: 0 }
}

fn small() -> Vec<Document<'static>> {
    vec![
        document("/servizi/tari/", "Attivare la TARI", Kind::Service, Some("Tributi"), &["tassa rifiuti"]),
        document("/servizi/nido/", "Iscrivere al nido", Kind::Service, Some("Educazione"), &["asilo"]),
        document("/uffici/tributi/", "Ufficio tributi", Kind::Office, None, &[]),
        document("/domande-frequenti/#a", "Quanto costa\til nido?\n", Kind::Question, None, &[]),
    ]
}

/// All files of one letter, one after the other.
fn all(files: &BTreeMap<String, Vec<u8>>, letter: &str) -> String {
    files.iter().filter(|(path, _)| path.starts_with(letter)).map(|(_, bytes)| std::str::from_utf8(bytes).unwrap()).collect()
}

#[test]
fn documents_are_ordered_by_subject_and_named_in_runs() {
    let files = index(&small(), &Synonyms::default(), &[Moved { from: "/vecchia/tari", to: "/servizi/tari/" }, Moved { from: "/via", to: "/non/esiste/" }]);
    assert_eq!(
        all(&files, "s-"),
        "/servizi/nido/\tIscrivere al nido\tUna frase.\n/domande-frequenti/#a\tQuanto costa il nido?\tUna frase.\n\
         /servizi/tari/\tAttivare la TARI\tUna frase.\n/uffici/tributi/\tUfficio tributi\tUna frase.\n"
    );
    assert_eq!(all(&files, "i-"), "/servizi/nido/\t0\n/servizi/tari/\t2\n/vecchia/tari\t2\n/uffici/tributi/\t3\n");
    let manifest: serde_json::Value = serde_json::from_slice(&files["indice.json"]).unwrap();
    assert_eq!(manifest["documenti"], 4);
    assert_eq!(manifest["categorie"], serde_json::json!(["Educazione", "Tributi"]));
    assert_eq!(manifest["gruppi"], serde_json::json!([0, 0, 1, 3, -1, 1, 0, 1, 1, 2, -1, 1]));
    assert_eq!(manifest["pesi"], "");
}

#[test]
fn synonyms_lead_to_pages_that_say_it_otherwise() {
    let synonyms = Synonyms(vec![vec!["tassa rifiuti".to_owned(), "bolletta della spazzatura".to_owned()]]);
    let has = |files: &BTreeMap<_, _>, stem: &str| all(files, "p-").lines().any(|line| line.split(' ').next() == Some(stem));
    assert!(!has(&index(&small(), &Synonyms::default(), &[]), "spazzatur"));
    assert!(has(&index(&small(), &synonyms, &[]), "spazzatur"));
}

#[test]
fn the_same_documents_give_the_same_bytes_and_a_change_touches_few_files() {
    let mut documents = small();
    let before = index(&documents, &Synonyms::default(), &[]);
    assert_eq!(before, index(&documents, &Synonyms::default(), &[]));
    documents[0].summary = "Un'altra frase.";
    let after = index(&documents, &Synonyms::default(), &[]);
    assert_eq!(before.keys().filter(|path| path.starts_with("i-")).collect::<Vec<_>>(), after.keys().filter(|path| path.starts_with("i-")).collect::<Vec<_>>());
    assert_ne!(all(&before, "s-"), all(&after, "s-"));
}

#[test]
fn nothing_and_oddities_are_indexed_too() {
    assert_eq!(index(&[], &Synonyms::default(), &[]).into_keys().collect::<Vec<_>>(), ["indice.json"]);
    let odd = "🚲 \u{0} \u{feff} ".repeat(1000) + &"a".repeat(5000);
    let mut document = document("/x/", "", Kind::Page, None, &["", "🚲"]);
    document.text = odd;
    document.weight = 255;
    let files = index(&[document], &Synonyms(vec![vec![], vec!["di".to_owned(), "🚲".to_owned()]]), &[]);
    assert_eq!(all(&files, "s-"), "/x/\t\tUna frase.\n");
}

proptest::proptest! {
    #[test]
    fn no_text_makes_words_or_stems_panic(text in ".{0,60}", word in "[a-z0-9]{2,20}") {
        let stemmer = stem::Stemmer::new();
        for word in folded(&text).into_iter().chain([word]) {
            let stem = stemmer.stem(&word);
            proptest::prop_assert!(!stem.is_empty() && stem.len() <= word.len() + 1);
        }
    }
}

/// `lettere.txt` holds every letter up to U+024F and what becomes of it; the client's test reads the same file.
#[test]
fn letters_are_folded_as_the_client_does() {
    let letters: String = ('\u{20}'..='\u{24f}').filter(|letter| !letter.is_control() && !letter.is_whitespace()).collect();
    let folded: Vec<String> = letters.chars().map(|letter| folded(&format!("x{letter}x")).join(" ")).collect();
    agree("lettere.txt", &format!("{letters}\n{}\n", folded.join("|")));
}

/// `radici.tsv` holds the words of the content, as they were when it was last made, and their stems; the client's
/// test reads the same file.
#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads its own file")]
fn stems_are_those_the_client_finds() {
    let known = std::fs::read_to_string(fixture("radici.tsv")).unwrap();
    let stemmer = stem::Stemmer::new();
    let mut now = String::new();
    for word in known.lines().filter_map(|line| line.split('\t').next()) {
        writeln!(now, "{word}\t{}", stemmer.stem(word)).unwrap();
    }
    agree("radici.tsv", &now);
}

fn folded(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    fold::each(text, |word| words.push(word.to_owned()));
    words
}

fn fixture(name: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search").join(name)
}

/// Compares with a file; `BLESS=1` writes it.
#[expect(clippy::disallowed_methods, reason = "a test reads and blesses its own file")]
fn agree(name: &str, text: &str) {
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(fixture(name), text).unwrap();
    }
    assert!(std::fs::read_to_string(fixture(name)).unwrap() == text, "{name} differs: BLESS=1 writes it anew");
}
