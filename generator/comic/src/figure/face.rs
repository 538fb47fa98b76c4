// SPDX-License-Identifier: EUPL-1.2
//! Faces: brows, eyes and mouth make eleven expressions.

use super::{Figure, Tailor, pose};
use crate::art::{Art, Shape, circle, ellipse, path};
use crate::codes::Expression;
use crate::colour::{BLUSH, Colour, INK, LIPS, WHITE};
use crate::d;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Eyes {
    Open,
    /// Two arcs upwards.
    Happy,
    Half,
    Wide,
    Shut,
    /// One arc.
    Wink,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mouth {
    Flat,
    Smile,
    Grin,
    Talk,
    TalkSmile,
    Oh,
    Sad,
    Wave,
    Smirk,
}

/// How a face is drawn.
struct Mimic {
    /// How much higher (negative) brows are.
    brow: f64,
    /// How much higher their inner ends are.
    brow_inside: f64,
    eyes: Eyes,
    mouth: Mouth,
    /// How red cheeks are.
    blush: f64,
}

const fn mimic(expression: Expression) -> Mimic {
    const fn of(brow: f64, brow_inside: f64, eyes: Eyes, mouth: Mouth, blush: f64) -> Mimic {
        Mimic { brow, brow_inside, eyes, mouth, blush }
    }
    match expression {
        Expression::Neutral => of(0.0, 0.0, Eyes::Open, Mouth::Flat, 0.20),
        Expression::Smile => of(-1.0, 0.0, Eyes::Open, Mouth::Smile, 0.34),
        Expression::Happy => of(-5.0, 0.0, Eyes::Happy, Mouth::Grin, 0.45),
        Expression::Talks => of(-2.0, 0.0, Eyes::Open, Mouth::TalkSmile, 0.28),
        Expression::Surprised => of(-11.0, 0.0, Eyes::Wide, Mouth::Oh, 0.25),
        Expression::Worried => of(-4.0, -9.0, Eyes::Open, Mouth::Wave, 0.15),
        Expression::Sad => of(-2.0, -10.0, Eyes::Half, Mouth::Sad, 0.12),
        Expression::Angry => of(4.0, 9.0, Eyes::Open, Mouth::Sad, 0.30),
        Expression::Thoughtful => of(-5.0, 3.0, Eyes::Half, Mouth::Smirk, 0.20),
        Expression::Focused => of(2.0, 3.0, Eyes::Half, Mouth::Flat, 0.20),
        Expression::Wink => of(-3.0, 0.0, Eyes::Wink, Mouth::Smile, 0.40),
    }
}

/// The height of the eyes.
const EYES: f64 = -530.0;
/// The height of the mouth.
const MOUTH: f64 = -483.0;

/// Draws a face whose features are moved aside.
pub fn face(figure: &Figure<'_>, tailor: &Tailor, shift: f64) -> Art {
    let mimic = mimic(figure.expression);
    let turn = figure.turn;
    let mut art = Art::default();
    for side in [-1.0, 1.0] {
        let x: f64 = side * 36.0 + shift * 0.9;
        if side * turn < 0.0 || x.abs() < 48.0 {
            art += ellipse(x, -503.0, 11.0, 7.0).fill(BLUSH).opacity(mimic.blush);
        }
    }
    let brows = figure.look.hair_colour.colour().darker(0.22);
    for side in [-1.0, 1.0] {
        // The far eye is narrower.
        let squeeze = if side * turn > 0.0 { 1.0 - 0.18 * turn.abs() } else { 1.0 };
        let x = side * 25.0 * squeeze + shift;
        art += eye(shown_eyes(&mimic, figure.moment.blinks, side), x, 2.6 * turn, if pose::looks_down(figure.pose) { 3.0 } else { 0.0 });
        let y = mimic.brow - 556.0;
        let data = d!("M{} {}Q{} {} {} {}", x - side * 12.0, y + mimic.brow_inside, x, y - 6.0 + mimic.brow_inside * 0.2, x + side * 13.0, y + 1.0 - mimic.brow_inside * 0.15);
        art += path(data).stroke(brows, 5.4);
    }
    if figure.look.elderly {
        for side in [-1.0, 1.0] {
            art += path(d!("M{} -512q{} 4 {} 10", side * 42.0 + shift * 0.6, side * -2.0, side * -7.0)).stroke(tailor.skin_shade, 2.6);
        }
        art += path(d!("M{} -500q-4 8 -2 14M{} -500q4 8 2 14", shift - 24.0, shift + 24.0)).stroke(tailor.skin_shade, 2.6);
    }
    let nose = if turn < 0.0 { -1.0 } else { 1.0 };
    art += path(d!("M{} -520q{} 11 {} 13", shift * 1.15 + turn, 7.0 * nose, -3.0 * nose)).stroke(tailor.skin_shade, 4.6);
    if figure.look.moustache {
        art += path(d!("M{} -498q12 -9 26 3q-12 8 -26 4q-14 4 -26 -4q14 -12 26 -3Z", shift * 1.15)).fill(figure.look.hair_colour.colour());
    }
    art += mouth(if figure.moment.talks { talking(mimic.mouth) } else { mimic.mouth }, shift * 1.12);
    art
}

fn shown_eyes(mimic: &Mimic, blinks: bool, side: f64) -> Eyes {
    match mimic.eyes {
        Eyes::Wink if side > 0.0 => Eyes::Happy,
        Eyes::Wink if blinks => Eyes::Shut,
        Eyes::Wink => Eyes::Open,
        Eyes::Open | Eyes::Half | Eyes::Wide if blinks => Eyes::Shut,
        other => other,
    }
}

/// The mouth of the same face while it speaks.
fn talking(mouth: Mouth) -> Mouth {
    match mouth {
        Mouth::Grin | Mouth::Smile => Mouth::TalkSmile,
        _ => Mouth::Talk,
    }
}

fn eye(eyes: Eyes, x: f64, aside: f64, down: f64) -> Art {
    let y = EYES;
    let arc = |half: f64, ends: f64, middle: f64, width: f64| path(d!("M{} {}Q{} {} {} {}", x - half, y + ends, x, y + middle, x + half, y + ends)).stroke(INK, width);
    let mut art = Art::default();
    match eyes {
        Eyes::Open | Eyes::Wink => {
            art += ellipse(x, y, 10.0, 11.0).fill(WHITE);
            art += ellipse(x + aside, y + down + 1.0, 6.6, 8.2).fill(INK);
            art += circle(x + aside + 2.2, y + down - 2.4, 2.2).fill(WHITE);
            art += arc(10.5, -5.0, -15.5, 3.4);
        }
        Eyes::Wide => {
            art += ellipse(x, y, 12.0, 14.0).fill(WHITE);
            art += ellipse(x + aside, y + down, 6.6, 7.6).fill(INK);
            art += circle(x + aside + 2.2, y + down - 2.6, 2.2).fill(WHITE);
            art += arc(12.0, -7.0, -20.0, 3.2);
        }
        Eyes::Half => {
            art += path(d!("M{} {}Q{} {} {} {}Q{} {} {} {}Z", x - 10.5, y - 1.0, x, y - 7.0, x + 10.5, y - 1.0, x, y + 15.0, x - 10.5, y - 1.0)).fill(WHITE);
            art += ellipse(x + aside, y + down + 3.0, 6.0, 5.8).fill(INK);
            art += arc(11.5, -1.0, -8.0, 4.0);
        }
        Eyes::Happy => art += arc(10.5, 4.0, -11.0, 4.8),
        Eyes::Shut => art += arc(10.0, 1.0, 8.0, 4.2),
    }
    art
}

fn mouth(mouth: Mouth, x: f64) -> Art {
    let y = MOUTH;
    let line = |data: String| -> Shape { path(data).stroke(LIPS, 4.8) };
    let tongue = Colour(0xE8_83_7E);
    let mut art = Art::default();
    match mouth {
        Mouth::Flat => art += line(d!("M{} {}q13 3 26 0", x - 13.0, y)),
        Mouth::Smile => art += line(d!("M{} {}q18 17 36 0", x - 18.0, y - 4.0)),
        Mouth::Smirk => art += line(d!("M{} {}q12 4 22 -5", x - 10.0, y)),
        Mouth::Sad => art += line(d!("M{} {}q15 -13 30 0", x - 15.0, y + 5.0)),
        Mouth::Wave => art += line(d!("M{} {}q8 -9 15 -1q7 8 15 -2", x - 15.0, y + 2.0)),
        Mouth::Oh => art += ellipse(x, y + 2.0, 9.5, 12.5).fill(LIPS),
        Mouth::Grin => {
            art += path(d!("M{} {}q23 7 46 0q-2 25 -23 25q-21 0 -23 -25z", x - 23.0, y - 9.0)).fill(LIPS);
            art += path(d!("M{} {}q20 5.5 40 0l-1.5 7q-18.5 4 -37 0z", x - 20.0, y - 7.5)).fill(WHITE);
            art += ellipse(x, y + 11.0, 10.0, 4.5).fill(tongue);
        }
        Mouth::TalkSmile => {
            art += path(d!("M{} {}q16 5 32 0q-2 19 -16 19q-14 0 -16 -19z", x - 16.0, y - 7.0)).fill(LIPS);
            art += path(d!("M{} {}q13 4 26 0l-1.5 5q-11.5 3 -23 0z", x - 13.0, y - 5.6)).fill(WHITE);
        }
        Mouth::Talk => {
            art += ellipse(x, y, 12.5, 9.5).fill(LIPS);
            art += ellipse(x, y + 5.0, 7.0, 3.6).fill(tongue);
        }
    }
    art
}
