// SPDX-License-Identifier: EUPL-1.2
//! For each stem the documents that have it, in files cut along the alphabet. A line is a stem, a blank and its
//! postings: for each document the distance from the one before and a level from 1 to 16, in one number, in letters
//! of five bits. A stem that says nothing, because most documents have it, has a `*` instead.

use super::{files::Files, order::Order, terms::Terms};

/// A file ends when it has this many bytes, before compression.
const FILE_BYTES: usize = 3_500;
/// Levels of a posting.
const LEVELS: u32 = 16;
/// A word of the text alone, found in a larger part of all documents than this, is left out.
const COMMON: f32 = 0.08;
/// What a word weighs that stands in the text alone, and there not even three times.
const TEXT_ALONE: f32 = 1.4;
/// A stem found in a larger part of all documents than this says nothing.
const NOTHING: f32 = 0.4;
const LETTERS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/// Writes the files; gives the first stem and the hash of each.
pub fn write(order: &Order, terms: &Terms, files: &mut Files) -> Vec<(String, String)> {
    let mut ranges = Vec::new();
    let mut text = String::new();
    let mut first = String::new();
    for (stem, postings) in terms.stems.iter().zip(gathered(order, terms)) {
        if postings.is_empty() {
            continue;
        }
        if text.len() >= FILE_BYTES {
            ranges.push((std::mem::take(&mut first), files.add('p', std::mem::take(&mut text))));
        }
        if text.is_empty() {
            first.clone_from(stem);
        }
        line(stem, &postings, order.places.len(), &mut text);
    }
    if !text.is_empty() {
        ranges.push((first, files.add('p', text)));
    }
    ranges
}

/// For each stem its documents, by new number, and weights.
fn gathered(order: &Order, terms: &Terms) -> Vec<Vec<(u32, f32)>> {
    let mut gathered = vec![Vec::new(); terms.stems.len()];
    for (number, place) in (0..).zip(&order.places) {
        for (stem, weight) in &terms.documents[*place] {
            gathered[*stem as usize].push((number, *weight));
        }
    }
    gathered
}

fn line(stem: &str, postings: &[(u32, f32)], documents: usize, text: &mut String) {
    let part = postings.len() as f32 / documents as f32;
    text.push_str(stem);
    text.push(' ');
    // In a handful of documents every word is in most of them.
    let many = documents > 50;
    if many && part > NOTHING {
        text.push('*');
    } else {
        let mut next = 0;
        for (number, weight) in postings {
            if many && part > COMMON && *weight < TEXT_ALONE {
                continue;
            }
            letters((number - next) * LEVELS + level(*weight) - 1, text);
            next = number + 1;
        }
    }
    text.push('\n');
}

/// A weight as a level: it grows ever slower, and reaches the highest when title, keywords and summary agree.
fn level(weight: f32) -> u32 {
    let part = weight / (weight + 7.0);
    ((part * 18.0).ceil() as u32).clamp(1, LEVELS)
}

/// A number in letters: 32 of them end it, 32 go on.
fn letters(mut number: u32, text: &mut String) {
    while number >= 32 {
        text.push(char::from(LETTERS[(32 + number % 32) as usize]));
        number /= 32;
    }
    text.push(char::from(LETTERS[number as usize]));
}

#[cfg(test)]
mod tests {
    use super::{letters, level};

    #[test]
    fn numbers_are_letters() {
        let check = |number: u32, expected: &str| {
            let mut text = String::new();
            letters(number, &mut text);
            assert_eq!(text, expected);
        };
        check(0, "0");
        check(31, "V");
        check(32, "W1");
        check(1000, "eV");
        check(u32::MAX, "______3");
    }

    #[test]
    fn levels_grow_with_weight() {
        let levels: Vec<u32> = [0.8, 2.0, 5.0, 9.0, 16.0, 25.0, 100.0].into_iter().map(level).collect();
        assert!(levels.is_sorted() && levels[0] >= 1 && levels[6] > levels[5], "{levels:?}");
    }
}
