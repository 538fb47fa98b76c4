// SPDX-License-Identifier: EUPL-1.2
//! Hair: what is behind the head, and the cap of hair above the face. The right half is in the shade.

use crate::art::{Art, circle, path};
use crate::codes::Hair;
use crate::colour::SHADE;
use crate::d;
use crate::script::Look;

/// Behind the head.
pub fn behind(look: &Look, turn: f64) -> Art {
    let shade = look.hair_colour.colour().darker(0.22);
    let mut art = Art::default();
    match look.hair {
        Hair::Long => art += path("M-70 -548C-72 -640 72 -640 70 -548C76 -480 82 -420 72 -384C40 -372 -40 -372 -72 -384C-82 -420 -76 -480 -70 -548Z").fill(shade),
        Hair::Bob => art += path("M-72 -548C-74 -640 74 -640 72 -548C78 -500 78 -462 66 -442C40 -434 -40 -434 -66 -442C-78 -462 -78 -500 -72 -548Z").fill(shade),
        Hair::Ponytail => {
            let s = if turn < 0.0 { -1.0 } else { 1.0 };
            let data = d!("M{} -590C{} -600 {} -520 {} -430C{} -440 {} -520 {} -560Z", -40.0 * s, -120.0 * s, -118.0 * s, -96.0 * s, -70.0 * s, -72.0 * s, -44.0 * s);
            art += path(data).fill(shade);
        }
        Hair::Bun => art += circle(-10.0 * turn, -628.0, 31.0).fill(shade),
        Hair::Curly => {
            let curls = [
                (-58.0, -560.0, 30.0),
                (58.0, -560.0, 30.0),
                (-66.0, -520.0, 26.0),
                (66.0, -520.0, 26.0),
                (-60.0, -484.0, 22.0),
                (60.0, -484.0, 22.0),
                (-36.0, -600.0, 32.0),
                (36.0, -600.0, 32.0),
                (0.0, -612.0, 34.0),
            ];
            for (x, y, radius) in curls {
                art += circle(x, y, radius).fill(shade);
            }
        }
        Hair::Veil => {
            let data = "M-74 -540C-78 -646 78 -646 74 -540C78 -480 70 -440 86 -396C60 -372 -60 -372 -86 -396C-70 -440 -78 -480 -74 -540Z";
            art += path(data).fill(look.veil.colour().darker(0.2));
        }
        Hair::Short | Hair::Quiff | Hair::Bald => {}
    }
    art
}

/// Above the face.
pub fn front(look: &Look, turn: f64) -> Art {
    let colour = look.hair_colour.colour();
    let shade = colour.darker(0.22);
    let parting = -8.0 * turn;
    let mut art = Art::default();
    // A cap of hair, and its right half in the shade.
    let mut cap = |data: String, right: &str, opacity: f64| {
        art += path(data).fill(colour);
        if !right.is_empty() {
            art += path(right).fill(shade).opacity(opacity);
        }
    };
    match look.hair {
        Hair::Short => cap(
            d!("M-64 -522C-74 -606 -40 -634 4 -632C48 -632 74 -602 64 -522C60 -546 56 -562 48 -574C24 -582 {} -586 -18 -588C-40 -582 -56 -560 -64 -522Z", 4.0 + parting),
            "M4 -632C48 -632 74 -602 64 -522C60 -546 56 -562 48 -574C54 -600 36 -622 4 -632Z",
            0.6,
        ),
        Hair::Quiff => cap(
            d!("M-64 -530C-76 -610 -40 -640 {} -642C50 -646 78 -606 64 -530C60 -552 56 -566 46 -576C20 -566 -10 -574 -30 -590C-36 -578 -54 -566 -58 -548Z", 10.0 + parting),
            "M10 -642C50 -646 78 -606 64 -530C60 -552 56 -566 46 -576C52 -600 40 -626 10 -642Z",
            0.7,
        ),
        Hair::Bob => cap(
            "M-66 -486C-78 -560 -78 -634 2 -636C78 -634 78 -560 66 -486C60 -520 62 -552 50 -574C14 -566 -24 -566 -48 -578C-62 -552 -60 -520 -66 -486Z".to_owned(),
            "M2 -636C78 -634 78 -560 66 -486C60 -520 62 -552 50 -574C56 -600 40 -628 2 -636Z",
            0.6,
        ),
        Hair::Long => cap(
            d!("M-66 -470C-80 -560 -76 -634 2 -636C76 -634 80 -560 66 -470C62 -520 58 -552 {} -590C-24 -566 -52 -566 -58 -530C-62 -510 -62 -490 -66 -470Z", 18.0 + parting),
            "",
            0.0,
        ),
        Hair::Bun => cap(
            d!("M-64 -522C-74 -612 -34 -632 2 -632C40 -632 74 -612 64 -522C60 -552 48 -574 {} -592C-30 -578 -58 -560 -64 -522Z", 14.0 + parting),
            "M2 -632C40 -632 74 -612 64 -522C60 -552 48 -574 16 -592C40 -600 30 -622 2 -632Z",
            0.5,
        ),
        Hair::Ponytail => cap(
            d!("M-64 -526C-74 -612 -34 -630 2 -630C40 -630 74 -612 64 -526C58 -556 40 -578 {} -594C-30 -584 -56 -562 -64 -526Z", 20.0 + parting),
            "M2 -630C40 -630 74 -612 64 -526C58 -556 46 -578 30 -592C48 -604 30 -624 2 -630Z",
            0.45,
        ),
        Hair::Curly => {
            for (x, y, radius) in [(-46.0, -590.0, 22.0), (-20.0, -602.0, 24.0), (8.0, -604.0, 24.0), (34.0, -598.0, 23.0), (52.0, -578.0, 18.0), (-58.0, -566.0, 17.0)] {
                art += circle(x, y, radius).fill(colour);
            }
        }
        Hair::Bald => {
            art += path("M-62 -534C-70 -560 -60 -580 -54 -586C-58 -566 -54 -548 -56 -520Z").fill(colour);
            art += path("M62 -534C70 -560 60 -580 54 -586C58 -566 54 -548 56 -520Z").fill(colour);
        }
        Hair::Veil => art += veil(look),
    }
    art
}

fn veil(look: &Look) -> Art {
    let cloth = look.veil.colour();
    let mut art = Art::default();
    let outer =
        "M-76 -540C-80 -648 80 -648 76 -540C78 -486 66 -440 20 -420C60 -410 74 -396 84 -388C50 -360 -50 -360 -84 -388C-74 -396 -60 -410 -20 -420C-66 -440 -78 -486 -76 -540Z";
    let oval = "M-50 -538C-52 -500 -42 -458 0 -456C42 -458 52 -500 50 -538C50 -600 -50 -600 -50 -538Z";
    art += path(format_args!("{outer}{oval}")).fill(cloth).holed();
    let right = "M30 -622C66 -610 78 -576 76 -540C78 -486 66 -440 20 -420C60 -410 74 -396 84 -388C70 -376 50 -370 30 -367C56 -400 10 -412 8 -424C60 -446 64 -500 62 -540C60 -576 50 -600 30 -622Z";
    art += path(right).fill(SHADE).opacity(0.13);
    art += path("M-64 -412Q0 -378 62 -408").stroke(cloth.darker(0.18), 4.0);
    art
}
