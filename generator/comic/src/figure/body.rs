// SPDX-License-Identifier: EUPL-1.2
//! Torso, neck, legs, skirt, wheelchair, cane.

use super::Tailor;
use crate::art::{Art, circle, path, rect};
use crate::codes::Garment;
use crate::colour::{Colour, SHADE, SHOES};
use crate::d;
use crate::script::Look;

const CHAIR: Colour = Colour(0x3B_42_52);
const METAL: Colour = Colour(0x8A_94_A6);

/// The outline of the torso.
pub fn torso_outline(tailor: &Tailor) -> String {
    let (s, w, h) = (tailor.shoulder, tailor.waist, tailor.hem);
    d!(
        "M-24 -438C-34 -428 {} -430 {} -400C{} -372 {} -330 {} -296C{} -262 {} -240 {} -212Q0 -196 {} -212C{} -240 {} -262 {} -296C{} -330 {} -372 {} -400C{} -430 34 -428 24 -438Z",
        12.0 - s,
        -s,
        -s - 2.0,
        -w - 3.0,
        -w,
        -w,
        -h,
        -h,
        h,
        h,
        w,
        w,
        w + 3.0,
        s + 2.0,
        s,
        s - 12.0,
    )
}

/// The torso with its shade.
pub fn torso(tailor: &Tailor) -> Art {
    let (s, w, h) = (tailor.shoulder, tailor.waist, tailor.hem);
    let mut art = Art::default();
    art += path(torso_outline(tailor)).fill(tailor.above);
    let shade =
        d!("M24 -438C34 -428 {} -430 {} -400C{} -372 {} -330 {} -296C{} -262 {} -240 {} -212Q40 -204 24 -203C44 -280 46 -360 24 -438Z", s - 12.0, s, s + 2.0, w + 3.0, w, w, h, h);
    art += path(shade).fill(SHADE).opacity(0.13);
    art
}

/// The neck with the shade of the chin.
pub fn neck(tailor: &Tailor) -> Art {
    let mut art = Art::default();
    art += path("M-23 -470L-23 -436Q0 -412 23 -436L23 -470Z").fill(tailor.skin);
    art += path("M-23 -462Q0 -436 23 -462L23 -448Q4 -424 -23 -446Z").fill(tailor.skin_shade).opacity(0.85);
    art
}

/// Legs in trousers; the far one is darker.
pub fn trousers(look: &Look, tailor: &Tailor) -> Art {
    let mut art = Art::default();
    for side in [-1.0, 1.0] {
        let cloth = if side * tailor.side > 0.0 { tailor.below } else { tailor.below.darker(0.25) };
        art += path(d!("M{} -222L{} -130L{} -34", side * 31.0 * look.build, side * 35.0, side * 37.0)).stroke(cloth, 58.0 * look.build.min(1.1));
        let (x, turn) = (side * 37.0 - 28.0 * tailor.side, tailor.side);
        art +=
            path(d!("M{} 0v-20q{} -12 {} -12h{}q{} 0 {} 8q{} 2 {} 18v6z", x, 2.0 * turn, 16.0 * turn, 22.0 * turn, 8.0 * turn, 12.0 * turn, 22.0 * turn, 22.0 * turn)).fill(SHOES);
    }
    art
}

/// Bare legs under a skirt or a dress.
pub fn skirt(look: &Look, tailor: &Tailor) -> Art {
    let mut art = Art::default();
    for side in [-1.0, 1.0] {
        art += path(d!("M{} -150L{} -26", side * 26.0, side * 28.0)).stroke(tailor.skin_shade, 30.0);
        art += path(d!("M{} -150L{} -26", side * 26.0 - 2.0, side * 28.0 - 2.0)).stroke(tailor.skin, 26.0);
        let x = side * 28.0 - if tailor.side < 0.0 { 38.0 } else { 20.0 };
        art += path(d!("M{} -26h40q18 2 18 20v6h-58z", x)).fill(Colour(0x3A_2E_3E));
    }
    let cloth = if look.garment == Garment::Dress { tailor.above } else { tailor.below };
    let hem = tailor.hem;
    art += path(d!("M{} -240L{} -112Q0 -92 {} -112L{} -240Z", 2.0 - hem, -hem - 28.0, hem + 28.0, hem - 2.0)).fill(cloth);
    art += path(d!("M10 -240L30 -102Q60 -104 {} -112L{} -240Z", hem + 28.0, hem - 2.0)).fill(SHADE).opacity(0.12);
    art
}

/// What of a wheelchair is behind its user.
pub fn wheelchair_back(tailor: &Tailor) -> Art {
    let x = -tailor.side * 78.0;
    let mut art = Art::default();
    art += path(d!("M{} -330L{} -160", x, x)).stroke(CHAIR, 12.0);
    art += path(d!("M{} -330L{} -330", x, x - tailor.side * 26.0)).stroke(CHAIR, 14.0);
    art
}

/// Seat, legs and wheels.
pub fn wheelchair(tailor: &Tailor) -> Art {
    let turn = tailor.side;
    let mut art = Art::default();
    art += rect(-92.0, -150.0, 184.0, 26.0, 10.0).fill(Colour(0x4C_56_6A));
    for side in [-1.0, 1.0] {
        let cloth = if side * turn > 0.0 { tailor.below } else { tailor.below.darker(0.25) };
        art += path(d!("M{} -150L{} -140L{} -40", side * 34.0, side * 40.0 + turn * 34.0, side * 34.0 + turn * 44.0)).stroke(cloth, 54.0);
        art += path(d!("M{} -30h54a14 14 0 0 1 14 14v6h-68z", side * 34.0 + turn * 44.0 - 27.0)).fill(SHOES);
    }
    let hub = -turn * 26.0;
    art += circle(hub, -86.0, 84.0).stroke(CHAIR, 11.0);
    art += circle(hub, -86.0, 66.0).stroke(METAL, 4.0);
    for angle in [30.0_f64, 90.0, 150.0] {
        let (sin, cos) = angle.to_radians().sin_cos();
        art += path(d!("M{} {}L{} {}", hub - 64.0 * cos, -86.0 - 64.0 * sin, hub + 64.0 * cos, -86.0 + 64.0 * sin)).stroke(METAL, 2.0);
    }
    art += circle(hub, -86.0, 12.0).fill(METAL);
    art += circle(turn * 92.0, -22.0, 20.0).stroke(CHAIR, 8.0);
    art
}

/// The white cane of somebody who does not see, from the far hand to the ground.
pub fn cane(tailor: &Tailor) -> Art {
    let x = -tailor.side;
    let mut art = Art::default();
    art += path(d!("M{} -226L{} -4", x * 92.0, x * 150.0)).stroke(Colour(0xF4_F6_FA), 9.0);
    art += path(d!("M{} -36L{} -4", x * 141.7, x * 150.0)).stroke(Colour(0xD5_57_4E), 9.0);
    art
}
