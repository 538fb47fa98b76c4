// SPDX-License-Identifier: EUPL-1.2
//! `indice.json`: what kinds and categories there are, which run of documents is which, the words that are left
//! out, and where everything else stands. The one file that is asked for anew.

use super::{Document, Kind, VERSION, order::Order, stop};
use serde_json::{Value, json};

/// The files, as the other stages wrote them: where each begins, and its hash.
pub struct Parts {
    /// First stem.
    pub words: Vec<(String, String)>,
    /// Number of documents.
    pub cards: Vec<(usize, String)>,
    /// First last word.
    pub addresses: Vec<(String, String)>,
}

/// The manifest.
pub fn write(order: &Order, documents: &[Document], stop: &stop::Words, parts: Parts) -> Vec<u8> {
    let manifest = json!({
        "versione": VERSION,
        "documenti": documents.len(),
        "tipi": Kind::ALL.map(|kind| json!([kind.label(), (f64::from(kind.factor()) * 100.0).round() / 100.0])),
        "categorie": order.categories,
        "gruppi": runs(order, documents),
        "pesi": weights(order, documents),
        "vuote": stop.line(),
        "parole": flat(parts.words),
        "schede": flat(parts.cards),
        "indirizzi": flat(parts.addresses),
    });
    manifest.to_string().into_bytes()
}

/// One after the other in one list: shorter than a list of pairs.
fn flat<T: Into<Value>>(pairs: Vec<(T, String)>) -> Vec<Value> {
    pairs.into_iter().flat_map(|(start, hash)| [start.into(), hash.into()]).collect()
}

/// Kind, category (or -1) and length of each run of like documents, one after the other.
fn runs(order: &Order, documents: &[Document]) -> Vec<i64> {
    let mut runs: Vec<[i64; 3]> = Vec::new();
    for place in &order.places {
        let document = &documents[*place];
        let kind = Kind::ALL.iter().position(|kind| *kind == document.kind).expect("every kind is in ALL");
        let like = [small(kind), order.category(document).map_or(-1, small)];
        match runs.last_mut() {
            Some(run) if run[..2] == like => run[2] += 1,
            _ => runs.push([like[0], like[1], 1]),
        }
    }
    runs.into_iter().flatten().collect()
}

fn small(number: usize) -> i64 {
    i64::try_from(number).expect("kinds and categories are few")
}

/// A digit a document, 0 to 9; zeros at the end are left out.
fn weights(order: &Order, documents: &[Document]) -> String {
    let highest = documents.iter().map(|document| u32::from(document.weight)).max().unwrap_or(0).max(1);
    let digit = |weight: u8| char::from_digit((u32::from(weight) * 9).div_ceil(highest), 10).unwrap_or('9');
    let digits: String = order.places.iter().map(|place| digit(documents[*place].weight)).collect();
    digits.trim_end_matches('0').to_owned()
}
