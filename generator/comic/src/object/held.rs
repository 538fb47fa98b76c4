// SPDX-License-Identifier: EUPL-1.2
//! Things in a hand.

use super::{GREY_TEXT, PORTRAIT, PRINT, identity_card, parking_permit};
use crate::art::{Art, circle, path, rect};
use crate::codes::Held;
use crate::colour::{ACCENT, Colour, GREEN, WHITE};

/// A thing in a hand.
#[must_use]
pub fn held(thing: Held) -> Art {
    let (transform, inner) = match thing {
        Held::Card => ("translate(-10 -22) rotate(-8)", identity_card()),
        Held::Phone => ("rotate(-6)", phone()),
        Held::Envelope => ("translate(6 -18) rotate(-4)", envelope()),
        Held::Sheet => ("rotate(5)", sheet()),
        Held::Pen => ("rotate(0)", pen()),
        Held::Photo => ("rotate(6)", photo()),
        Held::HealthCard => ("translate(-6 -18) rotate(-6)", health_card()),
        Held::Keys => ("translate(0 8)", keys()),
        Held::Book => ("translate(0 -22) rotate(-5)", book()),
        Held::Cup => ("translate(-4 -14)", cup()),
        Held::Permit => ("translate(0 -36) rotate(4)", parking_permit()),
        Held::Box => ("translate(-20 -44)", cardboard()),
        Held::Teddy => ("translate(0 -34)", teddy()),
    };
    let mut art = Art::default();
    art.group(transform, inner);
    art
}

fn phone() -> Art {
    let mut art = Art::default();
    art += rect(-26.0, -74.0, 52.0, 96.0, 10.0).fill(Colour(0x2B_31_45));
    art += rect(-21.0, -66.0, 42.0, 78.0, 4.0).fill(Colour(0xDC_EB_FA));
    art += rect(-16.0, -58.0, 32.0, 12.0, 3.0).fill(PRINT);
    art += rect(-16.0, -40.0, 32.0, 6.0, 3.0).fill(GREY_TEXT);
    art += rect(-16.0, -28.0, 24.0, 6.0, 3.0).fill(GREY_TEXT);
    art += rect(-16.0, -12.0, 32.0, 14.0, 4.0).fill(GREEN);
    art
}

fn envelope() -> Art {
    let mut art = Art::default();
    art += rect(-74.0, -64.0, 148.0, 94.0, 6.0).fill(Colour(0xFF_F7_E6));
    art += path("M-74 -58L0 -6L74 -58L74 -64L-74 -64Z").fill(Colour(0xF1_DF_BB));
    art += path("M-74 -60L0 -6L74 -60").stroke(Colour(0xDD_C3_91), 4.0);
    art += circle(0.0, -8.0, 13.0).fill(Colour(0xD5_57_4E));
    art
}

fn sheet() -> Art {
    let mut art = Art::default();
    art += rect(-44.0, -92.0, 88.0, 116.0, 4.0).fill(WHITE);
    art += rect(-32.0, -78.0, 40.0, 9.0, 3.0).fill(PRINT);
    for (y, width) in [(-58.0, 64.0), (-42.0, 56.0), (-26.0, 62.0), (-10.0, 44.0)] {
        art += rect(-32.0, y, width, 6.0, 3.0).fill(Colour(0xC3_CE_DD));
    }
    art
}

fn pen() -> Art {
    let mut art = Art::default();
    art += path("M-8 22L16 -52").stroke(Colour(0x26_40_6B), 10.0);
    art += path("M16 -52L20 -64").stroke(ACCENT, 6.0);
    art += path("M-8 22L-12 34").stroke(Colour(0x8A_94_A6), 4.0);
    art
}

fn photo() -> Art {
    let mut art = Art::default();
    art += rect(-30.0, -56.0, 60.0, 76.0, 4.0).fill(WHITE);
    art += rect(-24.0, -50.0, 48.0, 64.0, 2.0).fill(Colour(0xCF_E3_F7));
    art += circle(0.0, -26.0, 13.0).fill(PORTRAIT.0);
    art += path("M-24 14C-22 -8 22 -8 24 14Z").fill(PORTRAIT.1);
    art
}

fn health_card() -> Art {
    let mut art = Art::default();
    art += rect(-70.0, -44.0, 140.0, 88.0, 9.0).fill(GREEN);
    art += rect(-70.0, -20.0, 140.0, 20.0, 0.0).fill(Colour(0x1F_6A_58));
    art += rect(-56.0, 12.0, 70.0, 8.0, 3.0).fill(Colour(0xCF_EB_DF));
    art += rect(-56.0, 26.0, 46.0, 8.0, 3.0).fill(Colour(0xCF_EB_DF));
    art += path("M36 8h12v10h10v12h-10v10h-12v-10h-10v-12h10z").fill(WHITE);
    art
}

fn keys() -> Art {
    let metal = Colour(0xC9_9A_2E);
    let mut art = Art::default();
    art += circle(0.0, 4.0, 17.0).stroke(Colour(0x8A_94_A6), 5.0);
    for (turn, colour) in [("rotate(24 0 16)", metal), ("rotate(-16 0 16)", Colour(0x8A_94_A6))] {
        let mut key = Art::default();
        key += circle(0.0, 36.0, 13.0).stroke(colour, 8.0);
        key += path("M0 49V92M0 76H12M0 88H10").stroke(colour, 8.0);
        art.group(turn, key);
    }
    art
}

fn book() -> Art {
    let mut art = Art::default();
    art += rect(-42.0, -56.0, 86.0, 110.0, 6.0).fill(Colour(0xF4_F0_E4));
    art += rect(-48.0, -58.0, 86.0, 110.0, 6.0).fill(Colour(0x7B_5E_A7));
    art += rect(-48.0, -58.0, 12.0, 110.0, 6.0).fill(Colour(0x5E_45_86));
    art += rect(-24.0, -36.0, 48.0, 10.0, 3.0).fill(ACCENT);
    art += rect(-24.0, -18.0, 34.0, 7.0, 3.0).fill(Colour(0xD9_CB_EE));
    art
}

fn cup() -> Art {
    let mut art = Art::default();
    art += path("M24 -16h8a16 16 0 0 1 0 32h-10").stroke(Colour(0xD5_57_4E), 8.0);
    art += path("M-28 -24H28L22 30Q20 38 12 38H-12Q-20 38 -22 30Z").fill(Colour(0xD5_57_4E));
    art += path("M4 -24H28L22 30Q20 38 12 38H2Z").fill(Colour(0xB5_42_3A));
    art += path("M-10 -36q-8 -10 0 -18q8 -8 0 -18M10 -36q-8 -10 0 -18q8 -8 0 -18").stroke(Colour(0xA9_B4_C2), 4.0);
    art
}

fn cardboard() -> Art {
    let mut art = Art::default();
    art += rect(-70.0, -46.0, 140.0, 104.0, 5.0).fill(Colour(0xD9_A8_77));
    art += path("M20 -46H65Q70 -46 70 -41V53Q70 58 65 58H20Z").fill(Colour(0xC4_91_60));
    art += rect(-70.0, -46.0, 140.0, 18.0, 5.0).fill(Colour(0xE7_BE_93));
    art += rect(-14.0, -46.0, 28.0, 44.0, 0.0).fill(Colour(0xF4_DF_C0));
    art += path("M-52 38v-22M-58 22l6 -8l6 8M-30 38v-22M-36 22l6 -8l6 8").stroke(Colour(0x8A_5F_3A), 4.0);
    art
}

fn teddy() -> Art {
    let (fur, light) = (Colour(0xB8_84_54), Colour(0xE9_C9_A0));
    let mut art = Art::default();
    for x in [-24.0, 24.0] {
        art += circle(x, -44.0, 13.0).fill(fur);
        art += circle(x * 1.1, 34.0, 15.0).fill(fur);
        art += circle(x * 1.25, 2.0, 13.0).fill(fur);
    }
    art += circle(0.0, 12.0, 30.0).fill(fur);
    art += circle(0.0, 16.0, 18.0).fill(light);
    art += circle(0.0, -28.0, 28.0).fill(fur);
    art += circle(0.0, -20.0, 12.0).fill(light);
    for x in [-10.0, 10.0] {
        art += circle(x, -34.0, 3.6).fill(Colour(0x2A_24_38));
    }
    art += circle(0.0, -23.0, 4.4).fill(Colour(0x2A_24_38));
    art
}
