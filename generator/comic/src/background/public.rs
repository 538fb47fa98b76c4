// SPDX-License-Identifier: EUPL-1.2
//! Public rooms: a counter, a library, a shared workplace, a classroom.

use super::pieces::{desk_lamp, emblem, frame, laptop, plant, put, shelves, window};
use super::{EDGES, Set};
use crate::art::{Anchor, Label, circle, ellipse, path, rect};
use crate::colour::{Colour, WHITE};
use crate::font::{Weight, width};
use crate::geometry::{self, Rect};
use crate::script::Town;

/// The sign and the number of who is next.
pub const COUNTER_SIGNS: [Rect; 1] = [geometry::rect(538.0, 226.0, 330.0, 180.0)];

/// Room for the name on the sign.
const SIGN: f64 = 216.0;

fn words(x: f64, y: f64, size: f64, weight: Weight, anchor: Anchor, fill: Colour, text: &str) -> Label {
    Label { x, y, size, weight, anchor, fill, text: text.to_owned() }
}

pub fn counter(town: &Town) -> Set {
    let wood = town.colour.mixed(Colour(0x8A_94_A6), 0.18);
    let mut set = Set { signs: COUNTER_SIGNS.to_vec(), ..Set::default() };
    set.paint(Colour(0xDC_EA_F7));
    set.back += path("M200 -60H900L1340 780H660Z").fill(WHITE).opacity(0.35);
    set.band(430.0, 400.0, Colour(0xC6_DB_EF));
    set.band(424.0, 10.0, WHITE);
    set.back += rect(538.0, 226.0, 330.0, 104.0, 12.0).fill(town.colour.darker(0.15));
    set.back += put(588.0, 276.0, 0.74, emblem(town.colour.lighter(0.28)));
    set.back += words(632.0, 266.0, 22.0, Weight::Regular, Anchor::Start, Colour(0xE6_EE_F8), "Sportello al cittadino");
    // A long name is written smaller, so that it stays on the sign.
    let size = 26.0 * (SIGN / width(&town.name, 26.0, Weight::Bold).max(1.0)).min(1.0);
    set.back += words(632.0, 300.0, size, Weight::Bold, Anchor::Start, WHITE, &town.name);
    set.back += rect(560.0, 352.0, 286.0, 52.0, 10.0).fill(Colour(0x1E_2A_47));
    set.back += words(580.0, 387.0, 22.0, Weight::Bold, Anchor::Start, Colour(0x9C_C1_E8), "Sportello 3");
    set.back += words(828.0, 389.0, 32.0, Weight::Bold, Anchor::End, Colour(0xFF_D3_6B), "A 27");
    set.back += frame(186.0, 196.0, 110.0, 150.0, Colour(0x8F_BF_A6));
    set.back += put(1200.0, 420.0, 1.2, plant());
    set.back += rect(60.0, 250.0, 96.0, 180.0, 8.0).fill(Colour(0xB4_CD_E6));
    for drawer in 0..4 {
        let y = 262.0 + 42.0 * f64::from(drawer);
        set.back += rect(70.0, y, 76.0, 32.0, 5.0).fill(Colour(0xEA_F2_FA));
        set.back += rect(98.0, y + 14.0, 20.0, 5.0, 2.0).fill(Colour(0x8F_B0_D0));
    }
    let front = &mut set.front;
    *front += rect(EDGES.0, 566.0, EDGES.2, 30.0, 0.0).fill(Colour(0xF7_FA_FD));
    *front += rect(EDGES.0, 596.0, EDGES.2, 220.0, 0.0).fill(wood);
    *front += rect(EDGES.0, 596.0, EDGES.2, 10.0, 0.0).fill(wood.darker(0.25));
    for panel in 0..8 {
        *front += rect(-30.0 + 178.0 * f64::from(panel), 626.0, 150.0, 170.0, 10.0).fill(wood.lighter(0.09));
    }
    *front += rect(560.0, 552.0, 120.0, 14.0, 5.0).fill(Colour(0xD7_E3_F0));
    *front += rect(574.0, 540.0, 90.0, 14.0, 4.0).fill(WHITE);
    set
}

pub fn library() -> Set {
    let mut set = Set::default();
    set.paint(Colour(0xF6_EC_DB));
    set.band(560.0, 260.0, Colour(0xC4_A0_78));
    set.band(552.0, 12.0, Colour(0xB3_8C_62));
    set.back += shelves(30.0, 96.0, 330.0, 4);
    set.back += shelves(920.0, 96.0, 330.0, 4);
    set.back += put(470.0, 110.0, 1.1, window());
    set.back += put(420.0, 552.0, 0.9, plant());
    set.back += ellipse(640.0, 700.0, 520.0, 44.0).fill(Colour(0xB5_8F_66));
    let front = &mut set.front;
    *front += rect(EDGES.0, 606.0, EDGES.2, 22.0, 0.0).fill(Colour(0xE7_BE_93));
    *front += rect(EDGES.0, 628.0, EDGES.2, 190.0, 0.0).fill(Colour(0xB9_8D_5E));
    for (x, width, colour) in
        [(560.0, 120.0, 0x2F_6F_C4), (574.0, 104.0, 0xF2_B4_3C), (566.0, 112.0, 0xD5_57_4E)].into_iter().enumerate().map(|(row, (x, width, colour))| (x, width, (row, colour)))
    {
        *front += rect(x, 588.0 - 18.0 * colour.0 as f64, width, 18.0, 4.0).fill(Colour(colour.1));
    }
    *front += put(760.0, 608.0, 0.8, desk_lamp());
    set
}

pub fn coworking() -> Set {
    let mut set = Set::default();
    set.paint(Colour(0xE9_F1_EC));
    set.back += path("M700 -60H1340V560L980 560Z").fill(WHITE).opacity(0.5);
    for column in 0..24 {
        for row in 0..5 {
            let shift = if row % 2 == 0 { 0.0 } else { 32.0 };
            if (column + row) % 5 == 0 {
                set.back += rect(-40.0 + 64.0 * f64::from(column) + shift, 80.0 + 70.0 * f64::from(row), 50.0, 18.0, 3.0).fill(Colour(0xD8_E6_DD));
            }
        }
    }
    set.band(560.0, 260.0, Colour(0xB8_BF_C9));
    set.back += put(120.0, 110.0, 1.0, window());
    set.back += put(850.0, 110.0, 1.0, window());
    for x in [520.0, 640.0, 760.0] {
        set.back += path(crate::d!("M{} -60V70", x)).stroke(Colour(0x4C_56_6A), 4.0);
        set.back += path(crate::d!("M{} 70h56l14 44h-84z", x - 28.0)).fill(Colour(0xF2_B4_3C));
    }
    set.back += rect(566.0, 190.0, 150.0, 110.0, 8.0).fill(WHITE);
    for (x, y, colour) in [(584.0, 208.0, 0xFF_E0_8A), (632.0, 208.0, 0xCF_E3_F7), (680.0, 208.0, 0xF7_C9_C3), (584.0, 254.0, 0xD6_EC_DF), (632.0, 254.0, 0xFF_E0_8A)] {
        set.back += rect(x, y, 30.0, 30.0, 3.0).fill(Colour(colour));
    }
    set.back += put(1220.0, 520.0, 1.2, plant());
    let front = &mut set.front;
    *front += rect(EDGES.0, 590.0, EDGES.2, 20.0, 0.0).fill(Colour(0xF7_FA_FD));
    *front += rect(EDGES.0, 610.0, EDGES.2, 210.0, 0.0).fill(Colour(0x8A_94_A6));
    *front += put(600.0, 590.0, 1.0, laptop());
    *front += put(980.0, 590.0, 0.9, laptop());
    *front += rect(740.0, 556.0, 34.0, 34.0, 6.0).fill(Colour(0xD5_57_4E));
    set
}

pub fn school() -> Set {
    let mut set = Set::default();
    set.paint(Colour(0xFD_F3_D9));
    set.band(560.0, 260.0, Colour(0xCF_E3_D6));
    set.band(548.0, 14.0, WHITE);
    set.back += rect(420.0, 96.0, 440.0, 230.0, 10.0).fill(Colour(0xB9_8D_5E));
    set.back += rect(434.0, 110.0, 412.0, 202.0, 4.0).fill(Colour(0x2E_6B_5A));
    set.back += words(640.0, 190.0, 46.0, Weight::Bold, Anchor::Middle, Colour(0xF4_F6_FA), "A B C");
    set.back += circle(520.0, 250.0, 28.0).stroke(Colour(0xFF_E0_8A), 6.0);
    set.back += path("M610 276l30 -54l30 54z").stroke(Colour(0xF7_C9_C3), 6.0);
    set.back += rect(726.0, 226.0, 50.0, 50.0, 0.0).stroke(Colour(0xCF_E3_F7), 6.0);
    for (index, colour) in [0xD5_57_4E, 0xF2_B4_3C, 0x2F_6F_C4, 0x2E_8B_74, 0x7B_5E_A7, 0xEE_8A_4B].into_iter().enumerate() {
        let x = -20.0 + 250.0 * index as f64;
        set.back += path(crate::d!("M{} 20h60l-30 44z", x)).fill(Colour(colour));
        set.back += path(crate::d!("M{} 20h60l-30 44z", x + 110.0)).fill(Colour(colour).lighter(0.4));
    }
    set.back += frame(150.0, 150.0, 120.0, 100.0, Colour(0x9C_C1_E8));
    set.back += frame(150.0, 280.0, 120.0, 100.0, Colour(0xF0_A3_7F));
    set.back += rect(980.0, 300.0, 250.0, 250.0, 8.0).fill(Colour(0xE7_BE_93));
    for (x, y, colour) in [(996.0, 316.0, 0x6F_B3_E8), (1112.0, 316.0, 0xF0_82_6F), (996.0, 432.0, 0xF2_B4_3C), (1112.0, 432.0, 0x8F_BF_A6)] {
        set.back += rect(x, y, 102.0, 102.0, 6.0).fill(Colour(colour));
        set.back += rect(x + 34.0, y + 16.0, 34.0, 8.0, 4.0).fill(WHITE);
    }
    // Building blocks on the carpet.
    set.back += ellipse(640.0, 690.0, 520.0, 50.0).fill(Colour(0xF7_C9_C3));
    set.back += ellipse(640.0, 690.0, 430.0, 38.0).fill(Colour(0xFB_DD_D8));
    for (x, y, colour) in [(560.0, 620.0, 0x2F_6F_C4), (620.0, 620.0, 0xF2_B4_3C), (590.0, 566.0, 0xD5_57_4E)] {
        set.back += rect(x, y, 54.0, 54.0, 6.0).fill(Colour(colour));
        set.back += rect(x + 10.0, y + 10.0, 34.0, 34.0, 4.0).fill(Colour(colour).lighter(0.3));
    }
    set
}
