// SPDX-License-Identifier: EUPL-1.2
//! Words into lines that are about as wide as each other.

use crate::font::{Weight, width};

/// Lines of text with the width of the widest.
#[derive(Debug, Clone, PartialEq)]
pub struct Wrapped {
    /// The lines.
    pub lines: Vec<String>,
    /// The width of the widest.
    pub width: f64,
}

/// Letters: their size, their weight, the distance of their lines.
#[derive(Debug, Clone, Copy)]
pub struct Type {
    /// Units an em.
    pub size: f64,
    /// Weight.
    pub weight: Weight,
    /// From base line to base line.
    pub line: f64,
}

struct Word<'t> {
    text: &'t str,
    width: f64,
}

/// Words measured once, for several ways of wrapping them.
pub struct Words<'t> {
    words: Vec<Word<'t>>,
    space: f64,
    letters: Type,
}

/// Lines more than the fewest that are tried.
const MORE_LINES: usize = 4;
/// Steps of the search for the smallest width: the error is 600 / 2^12 units.
const STEPS: usize = 12;

impl<'t> Words<'t> {
    /// Measures the words of a text.
    #[must_use]
    pub fn new(text: &'t str, letters: Type) -> Self {
        let measure = |word: &str| width(word, letters.size, letters.weight);
        Self { words: text.split_whitespace().map(|text| Word { text, width: measure(text) }).collect(), space: measure(" "), letters }
    }

    /// The width of the widest word.
    fn widest(&self) -> f64 {
        self.words.iter().map(|word| word.width).fold(0.0, f64::max)
    }

    /// How many lines there are at a width, and how wide the widest is.
    fn count(&self, most: f64) -> (usize, f64) {
        let (mut lines, mut now, mut widest) = (0, f64::INFINITY, 0.0_f64);
        for word in &self.words {
            if now + self.space + word.width <= most {
                now += self.space + word.width;
            } else {
                (lines, now) = (lines + 1, word.width);
            }
            widest = widest.max(now);
        }
        (lines, widest)
    }

    fn lines(&self, most: f64) -> Wrapped {
        let mut lines: Vec<String> = Vec::new();
        let (mut now, mut widest) = (f64::INFINITY, 0.0_f64);
        for word in &self.words {
            match lines.last_mut() {
                Some(line) if now + self.space + word.width <= most => {
                    line.push(' ');
                    line.push_str(word.text);
                    now += self.space + word.width;
                }
                _ => {
                    lines.push(word.text.to_owned());
                    now = word.width;
                }
            }
            widest = widest.max(now);
        }
        Wrapped { lines, width: widest }
    }

    /// As many words a line as fit.
    #[must_use]
    pub fn greedy(&self, most: f64) -> Wrapped {
        self.lines(most)
    }

    /// Lines as even as can be, in a block whose width is about `aspect` times its height, and never over `most`
    /// unless one word alone is.
    #[must_use]
    pub fn balanced(&self, most: f64, aspect: f64) -> Wrapped {
        let widest = self.widest();
        let most = most.max(widest);
        let fewest = self.count(most).0;
        let mut best: Option<(f64, f64)> = None;
        for lines in fewest..=fewest + MORE_LINES {
            let (mut low, mut high) = (widest, most);
            if self.count(low).0 <= lines {
                high = low;
            }
            for _ in 0..if high > low { STEPS } else { 0 } {
                let middle = (low + high) / 2.0;
                if self.count(middle).0 <= lines {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            let (count, wide) = self.count(high);
            let cost = (wide / (count.max(1) as f64 * self.letters.line) / aspect).ln().abs() + count.saturating_sub(5) as f64;
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, high));
            }
        }
        self.lines(best.map_or(most, |(_, width)| width))
    }
}

#[cfg(test)]
mod tests {
    use super::{Type, Words};
    use crate::font::Weight;

    const TYPE: Type = Type { size: 33.0, weight: Weight::Bold, line: 41.0 };

    #[test]
    fn lines_are_even() {
        let wrapped = Words::new("Buongiorno, ho prenotato per le dieci e dieci.", TYPE).balanced(620.0, 2.8);
        assert_eq!(wrapped.lines, ["Buongiorno, ho prenotato", "per le dieci e dieci."]);
        assert!(wrapped.width < 400.0, "{}", wrapped.width);
    }

    #[test]
    fn one_long_word_is_a_line() {
        let wrapped = Words::new("precipitevolissimevolmenteprecipitevolissimevolmente", TYPE).balanced(100.0, 2.0);
        assert_eq!(wrapped.lines.len(), 1);
        assert!(wrapped.width > 100.0);
    }
}
