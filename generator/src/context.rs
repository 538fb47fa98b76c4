// SPDX-License-Identifier: EUPL-1.2
//! What every file must know of the whole before it can be read alone: the hard words, how strict the
//! checks are, the pictures with their sizes, the phrases that texts include, and what a comic shows of its town.

use crate::lexicon::Lexicon;
use crate::phrase::Phrases;
use crate::picture::Picture;
use comic::colour::BLUE;
use comic::script::Town;
use model::settings::{PlainLanguage, Strictness};
use std::collections::BTreeMap;

/// The common knowledge.
#[derive(Debug)]
pub struct Context {
    /// The hard words.
    pub lexicon: Lexicon,
    /// Thresholds.
    pub plain_language: PlainLanguage,
    /// Pictures by their address.
    pub pictures: BTreeMap<String, Picture>,
    /// Phrases by their name.
    pub phrases: Phrases,
    /// The file in which they stand.
    pub phrases_file: &'static str,
    /// How long recorded voices are, in seconds, by their address; `None` when a file is no recording.
    pub voices: BTreeMap<String, Option<f64>>,
    /// What a comic shows of its town.
    pub town: Town,
    /// A hash of all of it: what was read with another context must be read again.
    pub hash: blake3::Hash,
}

impl Context {
    /// The context of these words, thresholds and pictures, still without phrases; `hash` stands for all of them.
    ///
    /// # Errors
    /// When the words do not fit into the search automaton.
    pub fn new(words: &[(String, String)], plain_language: PlainLanguage, pictures: BTreeMap<String, Picture>, hash: blake3::Hash) -> Result<Self, aho_corasick::BuildError> {
        Ok(Self {
            lexicon: Lexicon::new(words)?,
            plain_language,
            pictures,
            phrases: Phrases::new(),
            phrases_file: "frasi.yaml",
            voices: BTreeMap::new(),
            town: unknown_town(),
            hash,
        })
    }

    /// The same context with recorded voices and a town.
    #[must_use]
    pub fn for_comics(mut self, voices: BTreeMap<String, Option<f64>>, town: Town) -> Self {
        (self.voices, self.town) = (voices, town);
        self
    }
}

/// No thresholds: our measures are made for Italian.
pub const NO_PLAIN_LANGUAGE: PlainLanguage = PlainLanguage { strictness: Strictness::Off, ..DEFAULT_PLAIN_LANGUAGE };

/// The thresholds where `sito.yaml` is silent.
pub const DEFAULT_PLAIN_LANGUAGE: PlainLanguage = PlainLanguage { strictness: Strictness::Warning, sheet: 55, paragraph: 40, sentence_words: 25 };

/// A town of which nothing is known.
#[must_use]
pub fn unknown_town() -> Town {
    Town { name: "Comune".to_owned(), colour: BLUE }
}
