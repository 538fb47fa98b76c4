// SPDX-License-Identifier: EUPL-1.2
//! What each document says, as stems with a weight. A word counts for more in the title, in citizens' own words
//! and in the summary than in the text, and for less among many others; the weight grows ever slower.

use super::{Document, Synonyms, fold, stem::Stemmer, stop};
use ahash::AHashMap as HashMap;
use std::collections::BTreeMap;

/// A stem's number, in alphabetical order of the stems.
pub type Stem = u32;

/// The stems, and what the documents say with them.
pub struct Terms {
    /// All stems, sorted.
    pub stems: Vec<String>,
    /// For each document, in the order given: its stems, sorted, with a weight above 0.
    pub documents: Vec<Vec<(Stem, f32)>>,
}

const TITLE: f32 = 9.0;
const KEYWORDS: f32 = 6.0;
const SUMMARY: f32 = 2.5;
const ADDRESS: f32 = 2.0;
const CATEGORY: f32 = 1.2;
const KIND: f32 = 2.0;
const BODY: f32 = 0.8;
/// What a synonym counts, beside the word that stands there.
const SYNONYM: f32 = 0.6;

/// Reads all documents.
pub fn read(documents: &[Document], synonyms: &Synonyms, stop: &stop::Words, stemmer: &Stemmer) -> Terms {
    let mut reader = Reader { stop, stemmer, known: HashMap::default(), numbers: HashMap::default(), stems: Vec::new() };
    let groups = Groups::of(synonyms, &mut reader);
    let weights: Vec<BTreeMap<Stem, f32>> = documents.iter().map(|document| reader.document(document, &groups)).collect();
    sorted(reader.stems, weights)
}

/// Numbers stems anew, by the alphabet.
fn sorted(stems: Vec<String>, weights: Vec<BTreeMap<Stem, f32>>) -> Terms {
    let mut by_name: Vec<(String, usize)> = stems.into_iter().enumerate().map(|(number, stem)| (stem, number)).collect();
    by_name.sort_unstable();
    let mut renumbered = vec![0; by_name.len()];
    for (new, (_, old)) in by_name.iter().enumerate() {
        renumbered[*old] = number(new);
    }
    let renumber = |weights: BTreeMap<Stem, f32>| {
        let mut document: Vec<_> = weights.into_iter().map(|(stem, weight)| (renumbered[stem as usize], weight)).collect();
        document.sort_unstable_by_key(|(stem, _)| *stem);
        document
    };
    Terms { documents: weights.into_iter().map(renumber).collect(), stems: by_name.into_iter().map(|(stem, _)| stem).collect() }
}

fn number(place: usize) -> Stem {
    Stem::try_from(place).expect("a language has fewer than 4 billion stems")
}

/// Turns words into stems; remembers each word it has seen.
struct Reader<'r> {
    stop: &'r stop::Words,
    stemmer: &'r Stemmer,
    known: HashMap<String, Option<Stem>>,
    numbers: HashMap<String, Stem>,
    stems: Vec<String>,
}

impl Reader<'_> {
    fn stems(&mut self, text: &str) -> Vec<Stem> {
        let mut stems = Vec::new();
        fold::each(text, |word| stems.extend(self.stem(word)));
        stems
    }

    /// None for a word that is left out.
    fn stem(&mut self, word: &str) -> Option<Stem> {
        if let Some(stem) = self.known.get(word) {
            return *stem;
        }
        let stem = (!self.stop.has(word)).then(|| self.numbered(self.stemmer.stem(word)));
        self.known.insert(word.to_owned(), stem);
        stem
    }

    fn numbered(&mut self, stem: String) -> Stem {
        *self.numbers.entry(stem).or_insert_with_key(|stem| {
            self.stems.push(stem.clone());
            number(self.stems.len() - 1)
        })
    }

    fn document(&mut self, document: &Document, groups: &Groups) -> BTreeMap<Stem, f32> {
        let mut weights = BTreeMap::new();
        let address = document.url.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        // A long title says less with each of its words than a short one; a keyword is one phrase among several.
        self.field(document.title, TITLE, 4.0, groups, &mut weights);
        let mut phrases = BTreeMap::new();
        for (place, phrase) in document.keywords.iter().enumerate() {
            let mut one = BTreeMap::new();
            self.field(phrase, if place == 0 { KEYWORDS * 1.1 } else { KEYWORDS }, 3.0, groups, &mut one);
            for (stem, weight) in one {
                let best: &mut f32 = phrases.entry(stem).or_insert(0.0);
                *best = best.max(weight) + best.min(weight) * 0.3;
            }
        }
        add(phrases, &mut weights);
        self.field(document.summary, SUMMARY, 9.0, groups, &mut weights);
        self.field(address, ADDRESS, 3.0, &Groups::default(), &mut weights);
        self.field(document.category.unwrap_or_default(), CATEGORY, 3.0, &Groups::default(), &mut weights);
        self.field(document.kind.label(), KIND, 1.0, &Groups::default(), &mut weights);
        let mut body = self.stems(&document.text);
        body.sort_unstable();
        for same in body.chunk_by(|one, other| one == other) {
            *weights.entry(same[0]).or_insert(0.0) += BODY * (1.0 + (same.len() as f32).ln());
        }
        weights
    }

    /// Adds what a field says; `usual` is how many words it mostly has.
    fn field(&mut self, text: &str, weight: f32, usual: f32, groups: &Groups, weights: &mut BTreeMap<Stem, f32>) {
        let stems = self.stems(text);
        let length = f32::from(u16::try_from(stems.len()).unwrap_or(u16::MAX));
        let each = weight / (0.6 + 0.4 * length / usual);
        let mut here: BTreeMap<Stem, f32> = stems.iter().map(|stem| (*stem, each)).collect();
        for stem in groups.beside(&stems) {
            here.entry(stem).or_insert(each * SYNONYM);
        }
        add(here, weights);
    }
}

fn add(what: BTreeMap<Stem, f32>, weights: &mut BTreeMap<Stem, f32>) {
    for (stem, weight) in what {
        *weights.entry(stem).or_insert(0.0) += weight;
    }
}

/// Phrases that mean the same, as stems.
#[derive(Default)]
struct Groups {
    groups: Vec<Vec<Vec<Stem>>>,
    /// Where a first stem leads: group and phrase.
    starts: HashMap<Stem, Vec<(usize, usize)>>,
}

impl Groups {
    fn of(synonyms: &Synonyms, reader: &mut Reader) -> Self {
        let mut groups = Self::default();
        for group in &synonyms.0 {
            let phrases: Vec<Vec<Stem>> = group.iter().map(|phrase| reader.stems(phrase)).filter(|phrase| !phrase.is_empty()).collect();
            for (place, phrase) in phrases.iter().enumerate() {
                groups.starts.entry(phrase[0]).or_default().push((groups.groups.len(), place));
            }
            groups.groups.push(phrases);
        }
        groups
    }

    /// The stems of all other phrases of the groups that have one phrase in this text.
    fn beside(&self, text: &[Stem]) -> Vec<Stem> {
        let mut beside = Vec::new();
        for (place, stem) in text.iter().enumerate() {
            for (group, phrase) in self.starts.get(stem).into_iter().flatten() {
                if text[place..].starts_with(&self.groups[*group][*phrase]) {
                    beside.extend(self.groups[*group].iter().flatten());
                }
            }
        }
        beside
    }
}
