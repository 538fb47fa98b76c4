// SPDX-License-Identifier: EUPL-1.2
//! Every address of the site and those of the past, with the number of the document, for the page that answers
//! missed addresses. Sorted by the last word of the path, which is what people get nearly right.

use super::{Document, Moved, files::Files, order::Order};
use std::collections::{BTreeMap, BTreeSet};

/// A file ends when it has this many bytes, before compression: one file for a town, some for a city.
const FILE_BYTES: usize = 60_000;

/// Writes the files; gives the first last word and the hash of each.
pub fn write(order: &Order, documents: &[Document], moved: &[Moved], files: &mut Files) -> Vec<(String, String)> {
    let mut ranges = Vec::new();
    let (mut first, mut text) = (String::new(), String::new());
    for (word, path, number) in sorted(order, documents, moved) {
        if text.len() >= FILE_BYTES {
            ranges.push((std::mem::take(&mut first), files.add('i', std::mem::take(&mut text))));
        }
        if text.is_empty() {
            first = word;
        }
        text.push_str(&format!("{path}\t{number}\n"));
    }
    if !text.is_empty() {
        ranges.push((first, files.add('i', text)));
    }
    ranges
}

/// Last word, path and number of the document. Answers within a page have no address of their own.
fn sorted(order: &Order, documents: &[Document], moved: &[Moved]) -> BTreeSet<(String, String, usize)> {
    let numbers: BTreeMap<&str, usize> = order.places.iter().enumerate().map(|(number, place)| (documents[*place].url.as_str(), number)).collect();
    let own = numbers.iter().filter(|(url, _)| !url.contains('#')).map(|(url, number)| (*url, *number));
    let past = moved.iter().filter(|moved| moved.from != "/").filter_map(|moved| Some((moved.from, *numbers.get(moved.to)?)));
    own.chain(past).map(|(path, number)| (last_word(path), path.split_whitespace().collect(), number)).collect()
}

fn last_word(path: &str) -> String {
    path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_lowercase()
}
