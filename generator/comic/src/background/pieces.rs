// SPDX-License-Identifier: EUPL-1.2
//! Pieces of scenes: plants, windows, frames, lamps, clouds, trees, houses, shelves, the emblem of no town.

use crate::art::{Art, N, circle, ellipse, path, rect};
use crate::colour::{Colour, LEAF, SHADE, WHITE};
use crate::d;

const DARK_LEAF: Colour = Colour(0x3F_8F_77);
const TRUNK: Colour = Colour(0x8A_6A_52);
const ROOF: Colour = Colour(0xC9_6F_51);
const GLASS: Colour = Colour(0x9C_C9_EA);

/// A piece drawn around (0, 0), put at a point and scaled.
pub fn put(x: f64, y: f64, scale: f64, inner: Art) -> Art {
    let mut art = Art::default();
    art.group(format_args!("translate({} {}) scale({scale})", N(x), N(y)), inner);
    art
}

/// A plant in a pot; its pot is at (0, 0).
pub fn plant() -> Art {
    let mut art = Art::default();
    for (angle, length, colour) in [(-52.0, 92.0, LEAF), (-28.0, 118.0, LEAF), (0.0, 130.0, LEAF), (26.0, 116.0, DARK_LEAF), (50.0, 90.0, DARK_LEAF)] {
        let mut leaf = Art::default();
        leaf += path(d!("M0 0C-26 {} -20 {} 0 {}C20 {} 26 {} 0 0Z", -length * 0.4, -length * 0.8, -length, -length * 0.8, -length * 0.4)).fill(colour);
        art.group(d!("rotate({})", angle), leaf);
    }
    art += path("M-38 -6H38L28 70Q27 78 18 78H-18Q-27 78 -28 70Z").fill(Colour(0xE0_87_5C));
    art += rect(-43.0, -14.0, 86.0, 20.0, 6.0).fill(Colour(0xEB_9A_70));
    art += path("M14 6H37L28 70Q27 78 18 78H6Z").fill(SHADE).opacity(0.10);
    art
}

/// A cloud.
pub fn cloud() -> Art {
    let mut art = Art::default();
    art += path("M-90 20C-120 20 -120 -22 -84 -20C-80 -56 -28 -62 -16 -34C4 -58 50 -48 50 -18C86 -26 100 20 66 20Z").fill(WHITE);
    art
}

/// A tree with a round crown; its foot is at (0, 0).
pub fn tree(crown: Colour) -> Art {
    let mut art = Art::default();
    art += rect(-7.0, -60.0, 14.0, 62.0, 4.0).fill(TRUNK);
    art += ellipse(0.0, -120.0, 52.0, 74.0).fill(crown);
    art += path("M8 -193C40 -188 52 -150 52 -120C52 -80 30 -48 4 -46C36 -80 34 -150 8 -193Z").fill(SHADE).opacity(0.12);
    art
}

/// A cypress; its foot is at (0, 0).
pub fn cypress() -> Art {
    let mut art = Art::default();
    art += rect(-4.0, -16.0, 8.0, 18.0, 2.0).fill(TRUNK);
    art += path("M0 -150C26 -90 26 -40 14 -12H-14C-26 -40 -26 -90 0 -150Z").fill(DARK_LEAF);
    art
}

/// A window, 308 x 250, through which hills and houses are seen; its upper left corner is at (0, 0).
pub fn window() -> Art {
    let mut art = Art::default();
    art += rect(-14.0, -14.0, 336.0, 278.0, 10.0).fill(WHITE);
    art += rect(0.0, 0.0, 308.0, 250.0, 4.0).fill(Colour(0xCF_E8_FA));
    art += circle(240.0, 60.0, 26.0).fill(Colour(0xFF_E3_A1));
    art += path("M0 180Q68 125 154 165T308 150V250H0Z").fill(Colour(0xA9_D5_B8));
    for (x, height, colour) in [(92.0, 42.0, 0xF3_C9_A2), (123.0, 70.0, 0xEB_B2_88), (151.0, 38.0, 0xF7_D9_B5)] {
        art += rect(x, 190.0 - height, 31.0, height, 0.0).fill(Colour(colour));
        art += path(d!("M{} {}l19.5 -15l19.5 15Z", x - 4.0, 190.0 - height)).fill(Colour(0xD9_77_5A));
    }
    art += path("M0 215Q154 175 308 210V250H0Z").fill(Colour(0x7D_BD_98));
    art += rect(149.0, 0.0, 10.0, 250.0, 0.0).fill(WHITE);
    art += rect(0.0, 120.0, 308.0, 9.0, 0.0).fill(WHITE);
    art += rect(-26.0, 260.0, 360.0, 14.0, 5.0).fill(Colour(0xEE_F3_F9));
    art
}

/// A framed picture.
pub fn frame(x: f64, y: f64, width: f64, height: f64, colour: Colour) -> Art {
    let mut art = Art::default();
    art += rect(x, y, width, height, 6.0).fill(WHITE);
    art += rect(x + 10.0, y + 10.0, width - 20.0, height - 20.0, 3.0).fill(colour);
    let (w, h) = (width - 20.0, height - 20.0);
    art += path(d!("M{} {}l{} {}l{} {}Z", x + 10.0, y + height - 10.0, w * 0.4, -h * 0.5, w * 0.6, h * 0.5)).fill(colour.lighter(0.4));
    art
}

/// A lamp with its light; its foot is at (0, 0).
pub fn lamp() -> Art {
    let wood = Colour(0xB9_8D_5E);
    let mut art = Art::default();
    art += rect(-4.0, -330.0, 8.0, 330.0, 3.0).fill(wood);
    art += ellipse(0.0, 0.0, 52.0, 11.0).fill(wood);
    art += path("M-38 -420h76l34 92h-144Z").fill(Colour(0xFB_E2_A8));
    art += path("M70 -328l60 250h-260l60 -250Z").fill(Colour(0xFF_F2_CC)).opacity(0.30);
    art
}

/// A sofa with two cushions, 560 wide; its lower left corner is at (0, 0).
pub fn sofa() -> Art {
    let (cloth, back) = (Colour(0x6C_94_C4), Colour(0x5A_80_AE));
    let mut art = Art::default();
    art += rect(0.0, -190.0, 560.0, 170.0, 40.0).fill(back);
    art += rect(-46.0, -130.0, 100.0, 140.0, 36.0).fill(cloth);
    art += rect(506.0, -130.0, 100.0, 140.0, 36.0).fill(cloth);
    art += rect(44.0, -84.0, 236.0, 80.0, 22.0).fill(cloth.lighter(0.12));
    art += rect(282.0, -84.0, 236.0, 80.0, 22.0).fill(cloth.lighter(0.12));
    art += rect(0.0, -14.0, 560.0, 34.0, 14.0).fill(back);
    for (transform, colour) in [("translate(86 -118) rotate(-14)", 0xF2_B4_3C), ("translate(474 -116) rotate(11)", 0xF0_82_6F)] {
        let mut cushion = Art::default();
        cushion += rect(-43.0, -43.0, 86.0, 86.0, 16.0).fill(Colour(colour));
        art.group(transform, cushion);
    }
    art
}

/// A shield with a tower: the emblem of no town, 68 x 88, its middle at (0, 0).
#[must_use]
pub fn emblem(colour: Colour) -> Art {
    let mut art = Art::default();
    art += path("M-34 -40H34V6C34 30 16 42 0 48C-16 42 -34 30 -34 6Z").fill(colour);
    art += path("M-17 -24h7v6h6v-6h8v6h6v-6h7v16h-4v34h-26v-34h-4z").fill(WHITE);
    art += path("M-5 26v-12a5 5 0 0 1 10 0v12z").fill(colour);
    art
}

/// A house front with shutters; windows do not reach below `lowest`.
pub fn house(x: f64, foot: f64, width: f64, height: f64, wall: Colour) -> Art {
    let mut art = Art::default();
    art += rect(x, foot - height, width, height, 0.0).fill(wall);
    art += path(d!("M{} {}l{} -46l{} 46Z", x - 12.0, foot - height, width / 2.0 + 12.0, width / 2.0 + 12.0)).fill(ROOF);
    for row in 0..3 {
        let y = foot - height + 40.0 + 112.0 * f64::from(row);
        if y > foot - 90.0 {
            continue;
        }
        for column in 0..2 {
            art += pane(x + width * (0.16 + 0.44 * f64::from(column)), y, width * 0.24, 70.0);
        }
    }
    art
}

/// A window of a house, with shutters.
fn pane(x: f64, y: f64, width: f64, height: f64) -> Art {
    let shutter = Colour(0x4E_8F_7C);
    let mut art = Art::default();
    art += rect(x, y, width, height, 5.0).fill(WHITE);
    art += rect(x + 5.0, y + 5.0, width - 10.0, height - 10.0, 3.0).fill(GLASS);
    art += rect(x - 13.0, y, 12.0, height, 2.0).fill(shutter);
    art += rect(x + width + 1.0, y, 12.0, height, 2.0).fill(shutter);
    art
}

/// A window with flowers, 66 x 112.
pub fn flowers(x: f64, y: f64) -> Art {
    let mut art = Art::default();
    art += rect(x, y, 66.0, 96.0, 5.0).fill(WHITE);
    art += rect(x + 5.0, y + 5.0, 56.0, 86.0, 3.0).fill(GLASS);
    art += path(d!("M{} {}h78v16q-39 14 -78 0z", x - 6.0, y + 96.0)).fill(LEAF);
    for (dx, colour) in [(12.0, 0xF0_82_6F), (34.0, 0xF2_B4_3C), (54.0, 0xF0_82_6F)] {
        art += circle(x + dx, y + 96.0, 8.0).fill(Colour(colour));
    }
    art
}

/// Shelves full of books.
pub fn shelves(x: f64, y: f64, width: f64, rows: u32) -> Art {
    const BOOKS: [(f64, f64, u32); 9] = [
        (22.0, 78.0, 0xD5_57_4E),
        (18.0, 66.0, 0x2F_6F_C4),
        (26.0, 84.0, 0xF2_B4_3C),
        (16.0, 72.0, 0x2E_8B_74),
        (24.0, 80.0, 0x7B_5E_A7),
        (20.0, 62.0, 0xEE_8A_4B),
        (18.0, 76.0, 0x6F_B3_E8),
        (26.0, 70.0, 0x8F_BF_A6),
        (20.0, 82.0, 0xB5_55_2D),
    ];
    let mut art = Art::default();
    let height = 108.0;
    art += rect(x - 12.0, y - 12.0, width + 24.0, height * f64::from(rows) + 24.0, 6.0).fill(Colour(0xB9_8D_5E));
    for row in 0..rows {
        let top = y + height * f64::from(row);
        art += rect(x, top, width, height - 12.0, 0.0).fill(Colour(0x9C_73_49));
        let (mut at, mut book) = (x + 8.0, row as usize * 4);
        loop {
            let (thick, tall, colour) = BOOKS[book % BOOKS.len()];
            if at + thick > x + width - 8.0 {
                break;
            }
            // A gap now and then: shelves are used.
            if book % 11 != 7 {
                art += rect(at, top + height - 12.0 - tall, thick, tall, 2.0).fill(Colour(colour).lighter(0.12));
            }
            at += thick + 3.0;
            book += 1;
        }
    }
    art
}

/// A desk lamp; its foot is at (0, 0).
pub fn desk_lamp() -> Art {
    let steel = Colour(0x4C_56_6A);
    let mut art = Art::default();
    art += ellipse(0.0, 0.0, 36.0, 8.0).fill(steel);
    art += path("M0 0L-26 -84L24 -136").stroke(steel, 8.0);
    art += path("M8 -156L58 -124L30 -96Q4 -116 8 -156Z").fill(Colour(0xF2_B4_3C));
    art
}

/// A closed laptop screen seen from behind, 150 wide; its foot is at (0, 0).
pub fn laptop() -> Art {
    let mut art = Art::default();
    art += rect(-75.0, -100.0, 150.0, 96.0, 8.0).fill(Colour(0xAE_B9_C9));
    art += circle(0.0, -52.0, 10.0).fill(Colour(0xC9_D3_E2));
    art += rect(-88.0, -6.0, 176.0, 10.0, 5.0).fill(Colour(0x8E_9A_AD));
    art
}
