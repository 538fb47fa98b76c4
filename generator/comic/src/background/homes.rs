// SPDX-License-Identifier: EUPL-1.2
//! At home: a living room, a kitchen, a desk.

use super::Set;
use super::pieces::{desk_lamp, frame, lamp, plant, put, sofa, window};
use crate::art::{circle, ellipse, path, rect};
use crate::colour::{Colour, WHITE};

pub fn living() -> Set {
    let mut set = Set::default();
    set.paint(Colour(0xFB_EB_D6));
    set.back += path("M-60 -60H700L300 780H-60Z").fill(WHITE).opacity(0.28);
    set.band(560.0, 260.0, Colour(0xE3_B9_8C));
    set.band(548.0, 16.0, Colour(0xFF_F8_EE));
    for board in 0..6 {
        set.band(598.0 + 36.0 * f64::from(board), 3.0, Colour(0xD6_A8_77));
    }
    set.back += put(486.0, 96.0, 1.0, window());
    set.back += frame(180.0, 150.0, 130.0, 160.0, Colour(0x8F_BF_A6));
    set.back += frame(1000.0, 120.0, 110.0, 110.0, Colour(0xF0_A3_7F));
    set.back += frame(1128.0, 160.0, 90.0, 120.0, Colour(0x9C_C1_E8));
    set.back += put(86.0, 600.0, 1.0, lamp());
    set.back += put(360.0, 588.0, 1.0, sofa());
    set.back += put(1190.0, 540.0, 1.25, plant());
    set.back += ellipse(640.0, 690.0, 560.0, 52.0).fill(Colour(0xC9_DD_F0));
    set.back += ellipse(640.0, 690.0, 480.0, 40.0).fill(Colour(0xDC_E9_F6));
    set
}

pub fn kitchen() -> Set {
    let (door, top) = (Colour(0x8F_BF_A6), Colour(0xF4_EF_E6));
    let mut set = Set::default();
    set.paint(Colour(0xF4_F1_E4));
    for row in 0..4 {
        for column in 0..24 {
            let shift = if row % 2 == 0 { 0.0 } else { 30.0 };
            set.back += rect(-60.0 + 60.0 * f64::from(column) + shift, 330.0 + 34.0 * f64::from(row), 56.0, 30.0, 3.0).fill(Colour(0xFB_F9_F2));
        }
    }
    set.band(560.0, 260.0, Colour(0xD8_C9_B4));
    // Cupboards above, cupboards and a stove below.
    for x in [40.0, 190.0, 940.0, 1090.0] {
        set.back += rect(x, 90.0, 140.0, 190.0, 8.0).fill(door);
        set.back += rect(x + 12.0, 102.0, 116.0, 166.0, 5.0).fill(door.lighter(0.18));
        set.back += rect(x + 110.0, 200.0, 8.0, 40.0, 4.0).fill(WHITE);
    }
    set.back += put(500.0, 76.0, 0.9, window());
    for x in [-40.0, 120.0, 280.0, 840.0, 1000.0, 1160.0] {
        set.back += rect(x, 480.0, 150.0, 240.0, 6.0).fill(door.darker(0.06));
        set.back += rect(x + 14.0, 500.0, 122.0, 204.0, 5.0).fill(door);
        set.back += rect(x + 60.0, 512.0, 30.0, 8.0, 4.0).fill(WHITE);
    }
    set.back += rect(440.0, 480.0, 390.0, 240.0, 6.0).fill(Colour(0xC9_D3_E2));
    set.back += rect(476.0, 530.0, 318.0, 150.0, 10.0).fill(Colour(0x3B_42_52));
    for x in [500.0, 560.0, 710.0, 770.0] {
        set.back += circle(x, 504.0, 10.0).fill(Colour(0x5D_70_83));
    }
    set.band(462.0, 22.0, top);
    set.back += rect(590.0, 412.0, 110.0, 50.0, 8.0).fill(Colour(0xD5_57_4E));
    set.back += rect(580.0, 404.0, 130.0, 14.0, 7.0).fill(Colour(0xA8_3E_37));
    set.back += put(1150.0, 400.0, 0.72, plant());
    set.back += rect(170.0, 396.0, 40.0, 66.0, 8.0).fill(Colour(0x6F_B3_E8)).opacity(0.8);
    set.back += rect(226.0, 414.0, 52.0, 48.0, 8.0).fill(Colour(0xF2_B4_3C));
    set
}

pub fn desk() -> Set {
    let mut set = Set::default();
    set.paint(Colour(0xE6_EE_F8));
    set.back += circle(1060.0, 180.0, 420.0).fill(Colour(0xDC_E8_F5));
    set.back += circle(160.0, 640.0, 340.0).fill(Colour(0xDC_E8_F5));
    set.back += put(60.0, 634.0, 1.1, desk_lamp());
    set.band(632.0, 200.0, Colour(0xD9_A8_77));
    set.band(632.0, 12.0, Colour(0xE7_BE_93));
    set
}
