// SPDX-License-Identifier: EUPL-1.2
//! Things: in a hand, with the palm at (0, 0), or large beside people, with their middle at (0, 0). No emblem of a
//! state is drawn, and no real document.

mod held;
mod large;

use crate::art::{Art, circle, path, rect};
use crate::colour::{Colour, WHITE};

pub use held::held;
pub use large::large;

/// The blue of what a state prints.
const PRINT: Colour = Colour(0x0B_5C_AD);
/// Lines that stand for words.
const GREY_TEXT: Colour = Colour(0x8F_B0_D0);
/// Skin and clothes of a printed portrait.
const PORTRAIT: (Colour, Colour) = (Colour(0xE5_A9_7F), Colour(0x7B_5E_A7));

/// An identity card of no state, 150 x 94, its middle at (0, 0).
#[must_use]
pub fn identity_card() -> Art {
    let mut art = Art::default();
    art += rect(-75.0, -47.0, 150.0, 94.0, 9.0).fill(Colour(0xD9_E8_F6));
    art += path("M-75 20C-30 -10 20 40 75 6L75 38Q75 47 66 47L-66 47Q-75 47 -75 38Z").fill(Colour(0xC3_DA_F0));
    art += rect(-66.0, -38.0, 90.0, 8.0, 3.0).fill(PRINT);
    art += rect(-66.0, -22.0, 44.0, 54.0, 4.0).fill(WHITE);
    art += circle(-44.0, -2.0, 10.0).fill(PORTRAIT.0);
    art += path("M-64 32C-62 10 -26 10 -24 32Z").fill(PORTRAIT.1);
    for (y, width) in [(-18.0, 68.0), (-3.0, 54.0), (12.0, 40.0)] {
        art += rect(-12.0, y, width, 6.0, 3.0).fill(GREY_TEXT);
    }
    art += rect(38.0, 20.0, 26.0, 19.0, 4.0).fill(Colour(0xF2_C4_5C));
    art += path("M38 29.5L64 29.5M51 20L51 39").stroke(Colour(0xC9_9A_2E), 2.0);
    art
}

/// The European parking permit, 120 x 132, its middle at (0, 0): blue, with the white sign of a wheelchair.
#[must_use]
pub fn parking_permit() -> Art {
    let mut art = Art::default();
    art += rect(-60.0, -66.0, 120.0, 132.0, 8.0).fill(Colour(0x9C_CB_EE));
    art += rect(-52.0, -58.0, 62.0, 62.0, 4.0).fill(Colour(0x1F_5F_B0));
    art += circle(-26.0, -46.0, 5.5).fill(WHITE);
    art += path("M-26 -38V-20H-10L-4 -6").stroke(WHITE, 5.0);
    art += path("M-32 -30A15 15 0 1 0 -13 -10").stroke(WHITE, 4.5);
    for (y, width) in [(-52.0, 34.0), (-38.0, 28.0), (-24.0, 32.0)] {
        art += rect(18.0, y, width, 6.0, 3.0).fill(Colour(0x4F_7F_B4));
    }
    art += rect(-52.0, 14.0, 104.0, 44.0, 4.0).fill(Colour(0xC6_E2_F6));
    art += rect(-42.0, 24.0, 58.0, 6.0, 3.0).fill(Colour(0x4F_7F_B4));
    art += rect(-42.0, 40.0, 84.0, 6.0, 3.0).fill(Colour(0x4F_7F_B4));
    art
}

/// A code of squares, 9 x 9 of them, its middle at (0, 0). It encodes nothing.
#[must_use]
pub fn squares(size: f64) -> Art {
    const ROWS: [u16; 9] = [0b1_1101_0111, 0b1_0101_1101, 0b1_1100_0111, 0b0_0010_1000, 0b1_0111_0101, 0b0_0100_1010, 0b1_1101_0011, 0b1_0100_1101, 0b1_1101_1010];
    let cell = size / 9.0;
    let mut data = String::new();
    for (row, bits) in ROWS.iter().enumerate() {
        for column in (0..9).filter(|column| bits >> (8 - column) & 1 == 1) {
            data += &crate::d!("M{} {}h{}v{}h{}z", cell * column as f64 - size / 2.0, cell * row as f64 - size / 2.0, cell, cell, -cell);
        }
    }
    let mut art = Art::default();
    art += path(data).fill(Colour(0x1E_2A_47));
    art
}
