// SPDX-License-Identifier: EUPL-1.2
//! Colours: one palette for all drawings, and how a shade is made from a colour.

use std::fmt;

/// A colour, 0xRRGGBB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour(pub u32);

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:06X}", self.0)
    }
}

/// What shades are mixed with.
const NIGHT: Colour = Colour(0x10_18_3A);

impl Colour {
    /// Reads `#rrggbb`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        u32::from_str_radix(digits, 16).ok().map(Self)
    }

    /// Red, green and blue, from 0 to 255.
    fn channels(self) -> [f64; 3] {
        [self.0 >> 16, self.0 >> 8, self.0].map(|channel| f64::from(channel & 0xFF))
    }

    /// The colour between this one (0) and another (1).
    #[must_use]
    pub fn mixed(self, other: Self, share: f64) -> Self {
        let (one, two) = (self.channels(), other.channels());
        let channel = |i: usize| ((one[i] * (1.0 - share) + two[i] * share).round().clamp(0.0, 255.0)) as u32;
        Self(channel(0) << 16 | channel(1) << 8 | channel(2))
    }

    /// In the shade.
    #[must_use]
    pub fn darker(self, share: f64) -> Self {
        self.mixed(NIGHT, share)
    }

    /// In the light.
    #[must_use]
    pub fn lighter(self, share: f64) -> Self {
        self.mixed(WHITE, share)
    }

    /// Relative luminance (WCAG 2.2).
    #[must_use]
    pub fn luminance(self) -> f64 {
        let linear = self.channels().map(|channel| {
            let share = channel / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    /// Contrast with another colour (WCAG 2.2).
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

/// Paper.
pub const WHITE: Colour = Colour(0xFF_FF_FF);
/// Overlays in the shade.
pub const SHADE: Colour = NIGHT;
/// Letters.
pub const TEXT: Colour = Colour(0x17_32_4D);
/// Smaller letters.
pub const SOFT_TEXT: Colour = Colour(0x3D_4F_63);
/// Titles of devices' pages, buttons, where no town says its colour.
pub const BLUE: Colour = Colour(0x00_66_CC);
/// What draws the eye.
pub const ACCENT: Colour = Colour(0xF2_B4_3C);
/// The ring around what is pointed at.
pub const HIGHLIGHT: Colour = Colour(0xFF_B3_00);
/// Lines of a face.
pub const INK: Colour = Colour(0x2A_24_38);
/// Lips.
pub const LIPS: Colour = Colour(0x7C_2E_35);
/// Cheeks.
pub const BLUSH: Colour = Colour(0xE8_65_5A);
/// Shoes.
pub const SHOES: Colour = Colour(0x2E_34_46);
/// What is done, free or allowed.
pub const GREEN: Colour = Colour(0x2E_8B_74);
/// Grass and leaves.
pub const LEAF: Colour = Colour(0x5F_A9_8C);
