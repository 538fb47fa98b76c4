// SPDX-License-Identifier: EUPL-1.2
//! The letters of all drawings: Titillium Web, the typeface of Italian public sites (OFL, `caratteri/OFL.txt`),
//! without kerning, so that a text is as wide as its letters together.

use crate::art::N;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;
use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// How thick letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// 400.
    Regular,
    /// 600.
    Bold,
}

impl Weight {
    /// The number of CSS.
    #[must_use]
    pub fn number(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::Bold => 600,
        }
    }

    fn font(self) -> &'static Font {
        match self {
            Self::Regular => &REGULAR,
            Self::Bold => &BOLD,
        }
    }
}

/// The files of the letters, for whoever keys a result by them.
pub const FILES: [&[u8]; 2] = [include_bytes!("../caratteri/titillium-400.ttf"), include_bytes!("../caratteri/titillium-600.ttf")];

struct Font {
    face: Face<'static>,
    /// Units an em.
    em: f64,
    /// Glyph and advance of each letter.
    letters: BTreeMap<char, (GlyphId, f64)>,
}

static REGULAR: LazyLock<Font> = LazyLock::new(|| font(FILES[0]));
static BOLD: LazyLock<Font> = LazyLock::new(|| font(FILES[1]));

fn font(file: &'static [u8]) -> Font {
    let face = Face::parse(file, 0).expect("the file is compiled in, and the tests read it");
    let em = f64::from(face.units_per_em());
    let mut letters = BTreeMap::new();
    for table in face.tables().cmap.iter().flat_map(|cmap| cmap.subtables).filter(ttf_parser::cmap::Subtable::is_unicode) {
        table.codepoints(|code| {
            if let (Some(letter), Some(glyph)) = (char::from_u32(code), table.glyph_index(code)) {
                letters.insert(letter, (glyph, f64::from(face.glyph_hor_advance(glyph).unwrap_or(0))));
            }
        });
    }
    Font { face, em, letters }
}

/// How wide a text is.
#[must_use]
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let font = weight.font();
    text.chars().filter_map(|letter| font.letters.get(&letter)).map(|(_, advance)| advance).sum::<f64>() * size / font.em
}

/// The letters of a text that the font does not have.
#[must_use]
pub fn missing(text: &str) -> Vec<char> {
    let mut found: Vec<char> = text.chars().filter(|letter| !BOLD.letters.contains_key(letter)).collect();
    found.dedup();
    found
}

/// The outline of a text that begins at a point of its base line, as path data.
#[must_use]
pub fn outline(text: &str, size: f64, weight: Weight, x: f64, y: f64) -> String {
    let font = weight.font();
    let scale = size / font.em;
    let mut pen = Pen { data: String::new(), x, y, scale };
    for letter in text.chars() {
        let Some((glyph, advance)) = font.letters.get(&letter) else { continue };
        // A letter without lines, such as the space, has no outline.
        let _ = font.face.outline_glyph(*glyph, &mut pen);
        pen.x += advance * scale;
    }
    pen.data
}

struct Pen {
    data: String,
    x: f64,
    y: f64,
    scale: f64,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (N, N) {
        (N(self.x + f64::from(x) * self.scale), N(self.y - f64::from(y) * self.scale))
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        let _ = write!(self.data, "M{x} {y}");
    }
    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        let _ = write!(self.data, "L{x} {y}");
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        let _ = write!(self.data, "Q{x1} {y1} {x} {y}");
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        let _ = write!(self.data, "C{x1} {y1} {x2} {y2} {x} {y}");
    }
    fn close(&mut self) {
        self.data.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::{Weight, missing, outline, width};

    #[test]
    fn texts_are_measured_and_drawn() {
        let short = width("Ciao", 33.0, Weight::Bold);
        assert!((60.0..80.0).contains(&short), "{short}");
        assert!((width("CiaoCiao", 33.0, Weight::Bold) - 2.0 * short).abs() < 1e-9);
        assert!(width("Ciao", 33.0, Weight::Regular) < short);
        assert!(outline("Ciao", 33.0, Weight::Bold, 0.0, 0.0).starts_with('M'));
        assert_eq!(outline(" ", 33.0, Weight::Bold, 0.0, 0.0), "");
        assert_eq!(missing("Perché no? È già l'«ora» – 10 €…"), []);
        assert_eq!(missing("字🎉"), ['字', '🎉']);
    }
}
