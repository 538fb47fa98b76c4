// SPDX-License-Identifier: EUPL-1.2
//! Outdoors: the square of a town hall, a street, a street below an old town on its hill, a park.

use super::Set;
use super::pieces::{cloud, cypress, flowers, house, put, tree};
use crate::art::{Anchor, Art, Label, circle, ellipse, path, rect};
use crate::colour::{Colour, LEAF, SHADE, WHITE};
use crate::d;
use crate::font::Weight;

const ROOF: Colour = Colour(0xC9_6F_51);

pub fn square() -> Set {
    let mut set = Set::default();
    set.paint(Colour(0xBF_E2_F8));
    set.back += path("M-60 -60H1340V300C900 380 400 200 -60 330Z").fill(Colour(0xD8_EE_FB)).opacity(0.9);
    set.back += circle(1120.0, 120.0, 58.0).fill(Colour(0xFF_E0_8A));
    set.back += put(260.0, 120.0, 1.0, cloud());
    set.back += put(920.0, 210.0, 0.75, cloud());
    set.back += path("M-60 470C160 380 330 430 520 410C760 380 980 440 1340 390V620H-60Z").fill(Colour(0xA9_D5_B8));
    for x in [70.0, 130.0, 1120.0, 1200.0, 1260.0] {
        set.back += put(x, 480.0, 0.95, cypress());
    }
    set.back += put(640.0, 540.0, 0.84, town_hall());
    set.back += put(150.0, 560.0, 1.25, tree(LEAF));
    set.back += put(1150.0, 560.0, 1.35, tree(LEAF));
    paving(&mut set);
    set
}

/// Stones from y 536 to the lower edge.
fn paving(set: &mut Set) {
    let joint = Colour(0xD9_C8_AF);
    set.band(536.0, 300.0, Colour(0xE9_DC_C9));
    for (y, width) in [(556.0, 3.0), (590.0, 4.0), (636.0, 5.0), (696.0, 6.0)] {
        set.band(y, width, joint);
    }
    for column in 0..9 {
        let (top, foot) = (80.0 + 140.0 * f64::from(column), -480.0 + 280.0 * f64::from(column));
        set.back += path(d!("M{} 538L{} 780h8L{} 538Z", top, foot, top + 4.0)).fill(joint).opacity(0.9);
    }
}

fn town_hall() -> Art {
    let (wall, tower, night) = (Colour(0xF6_DD_B9), Colour(0xE8_C5_96), Colour(0x26_40_6B));
    let mut art = Art::default();
    art += rect(-330.0, -260.0, 660.0, 260.0, 0.0).fill(wall);
    art += rect(-346.0, -276.0, 692.0, 22.0, 4.0).fill(wall.lighter(0.4));
    art += path("M-346 -276L-310 -322H310L346 -276Z").fill(ROOF);
    art += rect(-70.0, -470.0, 140.0, 470.0, 0.0).fill(tower);
    art += rect(-82.0, -484.0, 164.0, 20.0, 3.0).fill(wall.lighter(0.4));
    for merlon in 0..5 {
        art += rect(-82.0 + 36.0 * f64::from(merlon), -506.0, 20.0, 24.0, 0.0).fill(tower);
    }
    art += circle(0.0, -404.0, 42.0).outlined(WHITE, night, 7.0);
    art += path("M0 -404L0 -430M0 -404L18 -396").stroke(night, 6.0);
    art += path("M0 -506L0 -590").stroke(Colour(0x8A_94_A6), 6.0);
    for (x, colour) in [(3.0, 0x2E_9B_62), (29.0, 0xFF_FF_FF), (55.0, 0xD5_57_4E)] {
        art += rect(x, -590.0, 26.0, 52.0, 0.0).fill(Colour(colour));
    }
    for x in [-270.0, -180.0, 180.0, 270.0] {
        art += path(d!("M{} 0v-92a36 36 0 0 1 72 0v92z", x - 36.0)).fill(wall.darker(0.28));
        art += rect(x - 28.0, -230.0, 56.0, 76.0, 6.0).fill(WHITE);
        art += rect(x - 22.0, -224.0, 44.0, 64.0, 3.0).fill(Colour(0x8F_C0_E6));
        art += rect(x - 3.0, -224.0, 6.0, 64.0, 0.0).fill(WHITE);
    }
    art += path("M-40 0v-110a40 40 0 0 1 80 0v110z").fill(Colour(0x7A_4B_35));
    art += path("M0 0V-146").stroke(Colour(0x63_39_2A), 4.0);
    art += rect(-76.0, -216.0, 152.0, 40.0, 5.0).fill(night);
    art += Label { x: 0.0, y: -187.0, size: 27.0, weight: Weight::Bold, anchor: Anchor::Middle, fill: WHITE, text: "MUNICIPIO".to_owned() };
    art += rect(-40.0, -330.0, 80.0, 60.0, 6.0).fill(Colour(0x8F_C0_E6));
    art += rect(-3.0, -330.0, 6.0, 60.0, 0.0).fill(WHITE);
    art += path("M70 -470H92V0H70Z").fill(SHADE).opacity(0.10);
    art
}

/// Pavement and asphalt.
fn road(set: &mut Set) {
    set.band(560.0, 60.0, Colour(0xD8_DE_E7));
    set.band(616.0, 8.0, Colour(0xBF_C8_D6));
    set.band(624.0, 200.0, Colour(0x98_A3_B5));
    for mark in 0..7 {
        set.back += rect(10.0 + 210.0 * f64::from(mark), 690.0, 110.0, 10.0, 3.0).fill(Colour(0xEE_F2_F7));
    }
}

pub fn street() -> Set {
    let mut set = Set::default();
    set.paint(Colour(0xCB_E7_F8));
    set.back += put(240.0, 90.0, 0.9, cloud());
    set.back += put(1010.0, 130.0, 1.0, cloud());
    for (x, width, height, wall) in [
        (-60.0, 230.0, 430.0, 0xF3_C9_A2),
        (170.0, 210.0, 380.0, 0xE9_9F_7C),
        (380.0, 250.0, 450.0, 0xF7_DE_B6),
        (940.0, 230.0, 410.0, 0xF0_B4_8E),
        (1170.0, 220.0, 460.0, 0xF6_D7_AC),
    ] {
        set.back += house(x, 560.0, width, height, Colour(wall));
    }
    let back = &mut set.back;
    *back += rect(630.0, 90.0, 310.0, 470.0, 0.0).fill(Colour(0xFB_EB_D0));
    *back += path("M614 92L785 28L956 92Z").fill(Colour(0xB9_61_4A));
    *back += rect(700.0, 356.0, 130.0, 204.0, 10.0).fill(WHITE);
    *back += rect(710.0, 366.0, 110.0, 194.0, 6.0).fill(Colour(0x2E_7D_6A));
    *back += circle(800.0, 470.0, 7.0).fill(Colour(0xF2_B4_3C));
    *back += rect(728.0, 386.0, 74.0, 56.0, 4.0).fill(Colour(0x3E_91_7D));
    *back += rect(850.0, 410.0, 58.0, 40.0, 6.0).fill(Colour(0xD5_57_4E));
    *back += rect(858.0, 420.0, 42.0, 6.0, 2.0).fill(Colour(0x8A_2E_2A));
    *back += rect(686.0, 556.0, 158.0, 14.0, 3.0).fill(Colour(0xD9_C8_AF));
    for x in [660.0, 750.0, 840.0] {
        *back += flowers(x, 160.0);
    }
    road(&mut set);
    set.back += put(1070.0, 590.0, 1.15, tree(LEAF));
    set
}

/// An old town on its hill: walls, a dome, towers; below it a street.
pub fn hill() -> Set {
    let mut set = Set::default();
    set.paint(Colour(0xBF_E2_F8));
    set.back += path("M-60 -60H1340V200C940 300 420 130 -60 250Z").fill(Colour(0xD8_EE_FB));
    set.back += circle(1130.0, 96.0, 52.0).fill(Colour(0xFF_E0_8A));
    set.back += put(210.0, 96.0, 0.9, cloud());
    set.back += put(900.0, 66.0, 0.6, cloud());
    set.back += path("M-60 400C160 330 300 360 460 300C620 250 760 250 900 300C1060 350 1200 330 1340 390V640H-60Z").fill(Colour(0x9F_CF_AE));
    set.back += put(670.0, 300.0, 1.0, old_town());
    // Walls with their ramparts around the town.
    let (stone, dark) = (Colour(0xD9_C0_9A), Colour(0xC3_A6_7D));
    set.back += path("M330 330L420 296H940L1030 334L1000 384H930L910 362H460L430 384H360Z").fill(stone);
    set.back += path("M330 330L360 384H430L460 362H910L930 384H1000L1030 334L1036 346L1004 398H924L906 376H464L434 398H352L324 342Z").fill(dark);
    for x in [500.0, 590.0, 680.0, 770.0, 860.0] {
        set.back += path(d!("M{} 358v-22a11 11 0 0 1 22 0v22z", x)).fill(dark);
    }
    set.back += path("M-60 440C120 400 260 430 420 408C640 380 900 420 1340 396V640H-60Z").fill(Colour(0x7D_BD_98));
    for x in [300.0, 348.0, 1010.0, 1062.0, 1110.0] {
        set.back += put(x, 446.0, 0.6, cypress());
    }
    for (x, width, height, wall) in [(-60.0, 200.0, 300.0, 0xF3_C9_A2), (140.0, 150.0, 230.0, 0xE9_9F_7C), (1010.0, 150.0, 220.0, 0xF7_DE_B6), (1160.0, 200.0, 290.0, 0xF0_B4_8E)] {
        set.back += house(x, 560.0, width, height, Colour(wall));
    }
    road(&mut set);
    set.back += put(360.0, 590.0, 1.0, tree(LEAF));
    set.back += put(930.0, 590.0, 1.0, tree(Colour(0x4E_9C_80)));
    set
}

/// Houses, a dome and two towers; the ground is at y 20.
fn old_town() -> Art {
    let lead = Colour(0x7F_AE_A4);
    let mut art = Art::default();
    for (x, width, height, wall) in [
        (-250.0, 60.0, 64.0, 0xF3_C9_A2),
        (-196.0, 52.0, 86.0, 0xEB_B2_88),
        (-150.0, 58.0, 70.0, 0xF7_D9_B5),
        (-40.0, 50.0, 84.0, 0xF0_B4_8E),
        (64.0, 60.0, 78.0, 0xF6_DD_B9),
        (168.0, 56.0, 88.0, 0xE9_9F_7C),
        (218.0, 52.0, 62.0, 0xF7_D9_B5),
    ] {
        art += rect(x, 20.0 - height, width, height, 0.0).fill(Colour(wall));
        art += path(d!("M{} {}l{} -20l{} 20z", x - 4.0, 20.0 - height, width / 2.0 + 4.0, width / 2.0 + 4.0)).fill(ROOF);
        for column in 0..2 {
            art += rect(x + width * (0.2 + 0.4 * f64::from(column)), 34.0 - height, width * 0.18, 18.0, 2.0).fill(Colour(0x7F_A9_C9));
        }
    }
    // The bell tower.
    art += rect(-96.0, -150.0, 36.0, 170.0, 0.0).fill(Colour(0xD9_B4_86));
    art += path("M-92 -112v-16a14 14 0 0 1 28 0v16z").fill(Colour(0x6B_52_40));
    art += rect(-102.0, -156.0, 48.0, 10.0, 2.0).fill(Colour(0xF4_E2_C4));
    art += path("M-100 -156L-78 -196L-56 -156Z").fill(ROOF);
    // The dome with its lantern.
    art += rect(4.0, -70.0, 76.0, 90.0, 0.0).fill(Colour(0xF4_E2_C4));
    art += path("M-2 -70A44 50 0 0 1 86 -70Z").fill(lead);
    art += path("M42 -120A44 50 0 0 1 86 -70H56Q62 -100 42 -120Z").fill(SHADE).opacity(0.12);
    art += rect(34.0, -140.0, 16.0, 24.0, 3.0).fill(Colour(0xF4_E2_C4));
    art += path("M30 -138L42 -164L54 -138Z").fill(lead);
    // The square tower.
    art += rect(126.0, -128.0, 40.0, 148.0, 0.0).fill(Colour(0xC9_A2_74));
    for merlon in 0..3 {
        art += rect(122.0 + 18.0 * f64::from(merlon), -140.0, 12.0, 14.0, 0.0).fill(Colour(0xC9_A2_74));
    }
    art += rect(140.0, -104.0, 12.0, 26.0, 5.0).fill(Colour(0x6B_52_40));
    art
}

pub fn park() -> Set {
    let mut set = Set::default();
    set.paint(Colour(0xC8_E6_F8));
    set.back += circle(180.0, 110.0, 54.0).fill(Colour(0xFF_E0_8A));
    set.back += put(520.0, 100.0, 0.9, cloud());
    set.back += put(1040.0, 140.0, 1.1, cloud());
    set.back += path("M-60 430C200 340 420 400 640 370C900 340 1100 400 1340 350V640H-60Z").fill(Colour(0xA9_D5_B8));
    for (x, y, scale, colour) in [(90.0, 520.0, 1.5, 0x5F_A9_8C), (300.0, 490.0, 1.1, 0x6F_B5_86), (980.0, 492.0, 1.2, 0x5F_A9_8C), (1210.0, 530.0, 1.7, 0x4E_9C_80)] {
        set.back += put(x, y, scale, tree(Colour(colour)));
    }
    set.band(500.0, 340.0, Colour(0x8F_CB_A3));
    set.back += path("M470 500C560 560 540 640 380 780H960C860 660 760 580 640 500Z").fill(Colour(0xEA_DC_C2));
    let (wood, iron) = (Colour(0xB9_8D_5E), Colour(0x4C_56_6A));
    for y in [440.0, 466.0, 492.0] {
        set.back += rect(700.0, y, 240.0, 16.0, 6.0).fill(wood);
    }
    set.back += rect(690.0, 514.0, 260.0, 18.0, 6.0).fill(wood.darker(0.12));
    for x in [716.0, 908.0] {
        set.back += rect(x, 528.0, 14.0, 46.0, 3.0).fill(iron);
    }
    set.back += path("M640 560V330").stroke(iron, 9.0);
    set.back += ellipse(640.0, 322.0, 24.0, 26.0).fill(Colour(0xFF_F2_CC));
    set.back += path("M614 304h52l-10 -16h-32z").fill(iron);
    for (x, y) in [(120.0, 640.0), (260.0, 590.0), (1080.0, 610.0), (1190.0, 670.0), (330.0, 690.0), (1000.0, 700.0)] {
        set.back += circle(x, y, 8.0).fill(Colour(0xF0_82_6F));
        set.back += circle(x + 22.0, y + 8.0, 7.0).fill(Colour(0xFF_E0_8A));
        set.back += path(d!("M{} {}v18M{} {}v14", x, y + 8.0, x + 22.0, y + 15.0)).stroke(Colour(0x4E_9C_80), 3.0);
    }
    set
}
