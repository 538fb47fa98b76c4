// SPDX-License-Identifier: EUPL-1.2
//! A head: ears, skull, face, hair, and what is worn on it.

use super::{Figure, NECK, Tailor, face, hair};
use crate::art::{Art, N, circle, ellipse, path};
use crate::codes::{Dye, Hair};
use crate::colour::{ACCENT, Colour, WHITE};
use crate::d;

/// A drawn head.
pub struct Head {
    /// What is behind the body, such as long hair.
    pub behind: Art,
    /// The rest.
    pub front: Art,
}

/// How far features move when a head turns.
const SHIFT: f64 = 15.0;

/// Draws a head, tilted by some degrees to the near side.
pub fn head(figure: &Figure<'_>, tailor: &Tailor, tilt: f64) -> Head {
    let look = figure.look;
    let (turn, shift) = (figure.turn, SHIFT * figure.turn);
    let mut front = Art::default();
    if !matches!(look.hair, Hair::Veil | Hair::Curly) {
        front += ears(figure, tailor);
    }
    front += path("M-60 -540C-62 -620 62 -620 60 -540C61 -500 50 -452 0 -450C-50 -452 -61 -500 -60 -540Z").fill(tailor.skin);
    front += path("M30 -594C52 -584 61 -566 60 -540C61 -500 50 -452 0 -450C36 -462 50 -500 46 -546C45 -566 40 -582 30 -594Z").fill(tailor.skin_shade).opacity(0.55);
    if look.beard {
        let (right, middle, left) = (26.0 + shift * 0.5, shift * 0.8, shift * 0.5 - 26.0);
        let data = d!("M-60 -530C-58 -470 -44 -440 0 -438C44 -440 58 -470 60 -530C52 -508 44 -500 {} -506Q{} -514 {} -506C-44 -500 -52 -508 -60 -530Z", right, middle, left);
        front += path(data).fill(look.hair_colour.colour());
    }
    front += face::face(figure, tailor, shift);
    front += hair::front(look, turn);
    if look.cap {
        front += cap(turn);
    }
    if look.glasses {
        front += glasses(shift);
    }
    let transform = format!("translate(0 {}) rotate({}) scale({}) translate(0 {})", N(NECK), N(tilt * tailor.side), look.head_scale(), N(-NECK));
    let turned = |art: Art| {
        let mut out = Art::default();
        out.group(&transform, art);
        out
    };
    Head { behind: turned(hair::behind(look, turn)), front: turned(front) }
}

fn ears(figure: &Figure<'_>, tailor: &Tailor) -> Art {
    let mut art = Art::default();
    for side in [-1.0, 1.0] {
        // The far ear is hidden when a head is turned.
        if side * figure.turn > 0.6 {
            continue;
        }
        let x = side * 60.0 - 6.0 * figure.turn;
        art += ellipse(x, -524.0, 12.0, 15.0).fill(tailor.skin);
        art += ellipse(x + side, -523.0, 5.5, 8.0).fill(tailor.skin_shade);
        if figure.look.earrings {
            art += circle(x, -504.0, 5.0).fill(ACCENT);
        }
    }
    art
}

fn cap(turn: f64) -> Art {
    let night = Dye::Night.colour();
    let mut art = Art::default();
    art += path("M-72 -570C-70 -660 70 -660 72 -570Z").fill(night);
    art += path(d!("M{} -574q74 -14 148 0q-74 20 -148 0z", 20.0 * turn - 74.0)).fill(night.darker(0.3));
    art += circle(12.0 * turn, -612.0, 14.0).fill(ACCENT);
    art
}

fn glasses(shift: f64) -> Art {
    let frame = Colour(0x3A_35_50);
    let mut art = Art::default();
    for side in [-1.0, 1.0] {
        art += circle(side * 26.0 + shift, -528.0, 19.0).fill(WHITE).opacity(0.22);
        art += circle(side * 26.0 + shift, -528.0, 19.0).stroke(frame, 4.4);
    }
    art += path(d!("M{} -530q7 -6 14 0", shift - 7.0)).stroke(frame, 4.4);
    art += path(d!("M{} -531L-60 -536M{} -531L60 -536", shift - 45.0, shift + 45.0)).stroke(frame, 3.6);
    art
}
