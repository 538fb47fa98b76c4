// SPDX-License-Identifier: EUPL-1.2
//! What is seen on a torso: collars, buttons, ties, badges.

use super::Tailor;
use crate::art::{Art, circle, path, rect};
use crate::codes::Garment;
use crate::colour::{ACCENT, Colour, WHITE};
use crate::d;
use crate::script::Look;

/// The details of what is worn.
pub fn garment(look: &Look, tailor: &Tailor) -> Art {
    let mut art = match look.garment {
        Garment::Shirt | Garment::Dress => neckline(tailor),
        Garment::Blouse => blouse(tailor),
        Garment::Cardigan => cardigan(tailor),
        Garment::Jacket => jacket(tailor),
        Garment::Uniform => uniform(tailor),
        Garment::Hoodie => hoodie(tailor),
        Garment::Apron => apron(tailor),
    };
    if look.badge {
        art += badge();
    }
    art
}

fn neckline(tailor: &Tailor) -> Art {
    let mut art = Art::default();
    art += path("M-25 -438Q0 -410 25 -438").stroke(tailor.above_shade, 7.0);
    art
}

/// Two triangles and a row of buttons.
fn collar(tailor: &Tailor, buttons: &[f64]) -> Art {
    let mut art = Art::default();
    let light = tailor.above.lighter(0.18);
    art += path("M-24 -440L0 -404L-26 -392L-44 -428Z").fill(light);
    art += path("M24 -440L0 -404L26 -392L44 -428Z").fill(light);
    art += path("M0 -404L0 -206").stroke(tailor.above_shade, 3.0);
    for y in buttons {
        art += circle(0.0, *y, 4.0).fill(tailor.above.lighter(0.6));
    }
    art
}

fn blouse(tailor: &Tailor) -> Art {
    collar(tailor, &[-370.0, -330.0, -290.0, -250.0])
}

fn cardigan(tailor: &Tailor) -> Art {
    let mut art = Art::default();
    art += path("M-22 -440L0 -352L22 -440Q0 -418 -22 -440Z").fill(Colour(0xF7_F3_EA));
    art += path("M-24 -438L0 -348L24 -438").stroke(tailor.above_shade, 6.0);
    art += path("M0 -348L0 -208").stroke(tailor.above_shade, 4.0);
    for y in [-322.0, -288.0, -254.0] {
        art += circle(0.0, y, 5.0).fill(tailor.above.lighter(0.55));
    }
    art
}

fn jacket(tailor: &Tailor) -> Art {
    let mut art = Art::default();
    art += path("M-22 -440L0 -318L22 -440Q0 -416 -22 -440Z").fill(Colour(0xF7_F9_FC));
    art += path("M-7 -418L7 -418L11 -350L0 -328L-11 -350Z").fill(Colour(0xD5_57_4E));
    art += path("M-24 -440L-46 -428L-44 -372L0 -312Z").fill(tailor.above_shade);
    art += path("M24 -440L46 -428L44 -372L0 -312Z").fill(tailor.above_shade);
    art += path("M0 -312L0 -208").stroke(tailor.above_shade, 4.0);
    for y in [-284.0, -250.0] {
        art += circle(8.0, y, 5.0).fill(tailor.above.lighter(0.5));
    }
    art
}

fn uniform(tailor: &Tailor) -> Art {
    let mut art = collar(tailor, &[]);
    art += rect(-50.0, -358.0, 34.0, 7.0, 2.0).fill(ACCENT);
    art += rect(20.0, -366.0, 30.0, 26.0, 5.0).fill(tailor.above_shade);
    art += rect(-tailor.hem, -236.0, 2.0 * tailor.hem, 18.0, 6.0).fill(tailor.above.darker(0.5));
    art += rect(-10.0, -239.0, 20.0, 24.0, 4.0).fill(ACCENT);
    art
}

fn hoodie(tailor: &Tailor) -> Art {
    let mut art = Art::default();
    art += path("M-46 -432Q0 -384 46 -432Q34 -446 24 -440Q0 -414 -24 -440Q-36 -446 -46 -432Z").fill(tailor.above_shade);
    art += path("M-12 -406L-13 -360").stroke(Colour(0xF4_F6_FA), 4.0);
    art += path("M12 -406L13 -366").stroke(Colour(0xF4_F6_FA), 4.0);
    art += path("M-34 -282L34 -282L46 -226L-46 -226Z").fill(tailor.above_shade);
    art
}

fn apron(tailor: &Tailor) -> Art {
    let cloth = Colour(0xF7_F3_EA);
    let mut art = neckline(tailor);
    art += path("M-34 -424L-30 -366M34 -424L30 -366").stroke(cloth, 8.0);
    art +=
        path(d!("M-38 -370H38L42 -300Q{} -290 {} -214Q0 -198 {} -214Q{} -290 -42 -300Z", tailor.waist - 4.0, tailor.hem - 4.0, 4.0 - tailor.hem, 4.0 - tailor.waist)).fill(cloth);
    art += path("M-24 -278H24V-250Q24 -238 12 -238H-12Q-24 -238 -24 -250Z").fill(Colour(0xE4_DC_CB));
    art += path("M0 -348c-9 -9 -16 -13 -16 -19a8 8 0 0 1 16 -3a8 8 0 0 1 16 3c0 6 -7 10 -16 19z").fill(Colour(0xF0_82_6F));
    art
}

fn badge() -> Art {
    let mut art = Art::default();
    art += path("M-22 -434L-6 -336M22 -434L6 -336").stroke(ACCENT, 5.0);
    art += rect(-22.0, -338.0, 44.0, 56.0, 6.0).fill(WHITE);
    art += path("M-22 -324v-8q0 -6 6 -6h32q6 0 6 6v8z").fill(Colour(0x0B_5C_AD));
    art += circle(0.0, -312.0, 8.0).fill(Colour(0xC9_D3_E2));
    art += rect(-12.0, -298.0, 24.0, 5.0, 2.0).fill(Colour(0xC9_D3_E2));
    art
}
