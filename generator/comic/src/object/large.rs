// SPDX-License-Identifier: EUPL-1.2
//! Things drawn large beside people, within about 480 x 360 units.

use super::{identity_card, parking_permit, squares};
use crate::art::{Anchor, Art, Label, circle, ellipse, path, rect};
use crate::codes::Large;
use crate::colour::{ACCENT, Colour, GREEN, SHADE, TEXT, WHITE};
use crate::d;
use crate::font::Weight;

/// A thing drawn large.
#[must_use]
pub fn large(thing: Large) -> Art {
    match thing {
        Large::Card => scaled("rotate(-5) scale(3.1)", identity_card()),
        Large::Permit => scaled("rotate(3) scale(2.7)", parking_permit()),
        Large::Fingerprint => fingerprint(),
        Large::Notice => notice(),
        Large::Calendar => calendar(),
        Large::Bins => bins(),
        Large::Boxes => boxes(),
        Large::Key => key(),
        Large::Pothole => pothole(),
        Large::Suspect => suspect(),
        Large::Call => call(),
    }
}

fn scaled(transform: &str, inner: Art) -> Art {
    let mut art = Art::default();
    art.group(transform, inner);
    art
}

fn words(x: f64, y: f64, size: f64, anchor: Anchor, fill: Colour, text: &str) -> Label {
    Label { x, y, size, weight: Weight::Bold, anchor, fill, text: text.to_owned() }
}

fn fingerprint() -> Art {
    let mut art = Art::default();
    art += rect(-230.0, -150.0, 460.0, 320.0, 30.0).fill(Colour(0xC9_D6_E5));
    art += rect(-230.0, -160.0, 460.0, 310.0, 30.0).fill(Colour(0xE9_F0_F8));
    art += rect(-150.0, -126.0, 300.0, 226.0, 24.0).fill(Colour(0x1E_2A_47));
    art += rect(-134.0, -110.0, 268.0, 194.0, 16.0).fill(Colour(0x1F_6F_76));
    for ring in 0..6 {
        let r = 14.0 + 13.0 * f64::from(ring);
        art += path(d!("M{} {}A{} {} 0 1 1 {} {}", -r * 0.92, r * 0.62 - 18.0, r, r * 1.12, r * 0.92, r * 0.62 - 18.0)).stroke(Colour(0x7C_F0_D2), 5.0);
    }
    art += circle(188.0, -120.0, 38.0).fill(WHITE);
    art += circle(188.0, -120.0, 32.0).fill(GREEN);
    art += path("M174 -119l10 11l19 -22").stroke(WHITE, 8.0);
    art
}

fn notice() -> Art {
    let mut art = Art::default();
    art += rect(-190.0, -168.0, 392.0, 352.0, 10.0).fill(SHADE).opacity(0.2);
    art += rect(-196.0, -176.0, 392.0, 352.0, 10.0).fill(WHITE);
    art += rect(-196.0, -176.0, 392.0, 62.0, 10.0).fill(Colour(0x0B_5C_AD));
    art += rect(-196.0, -130.0, 392.0, 16.0, 0.0).fill(Colour(0x0B_5C_AD));
    art += words(-172.0, -134.0, 30.0, Anchor::Start, WHITE, "Avviso di pagamento");
    for (y, width) in [(-88.0, 190.0), (-62.0, 150.0), (-36.0, 174.0)] {
        art += rect(-172.0, y, width, 12.0, 5.0).fill(Colour(0xC3_CE_DD));
    }
    art += words(-172.0, 40.0, 24.0, Anchor::Start, TEXT, "Codice avviso");
    art += rect(-172.0, 56.0, 196.0, 40.0, 6.0).fill(Colour(0xEE_F3_F9));
    for x in [-160.0, -112.0, -64.0, -16.0] {
        art += rect(x, 70.0, 36.0, 11.0, 5.0).fill(Colour(0x5D_70_83));
    }
    art += rect(46.0, -20.0, 132.0, 132.0, 8.0).outlined(WHITE, Colour(0x0B_5C_AD), 4.0);
    let mut code = Art::default();
    code += squares(104.0);
    art.group("translate(112 46)", code);
    art += rect(-172.0, 130.0, 140.0, 12.0, 5.0).fill(Colour(0xC3_CE_DD));
    art
}

fn calendar() -> Art {
    let mut art = Art::default();
    art += rect(-184.0, -158.0, 380.0, 340.0, 22.0).fill(SHADE).opacity(0.2);
    art += rect(-190.0, -166.0, 380.0, 340.0, 22.0).fill(WHITE);
    art += path("M-190 -84V-144Q-190 -166 -168 -166H168Q190 -166 190 -144V-84Z").fill(Colour(0xD5_57_4E));
    for x in [-110.0, 110.0] {
        art += circle(x, -126.0, 15.0).fill(Colour(0x8A_2E_2A));
        art += path(d!("M{} -188V-130", x)).stroke(Colour(0x8A_94_A6), 14.0);
    }
    for row in 0..4 {
        for column in 0..6 {
            let (x, y) = (-160.0 + 55.0 * f64::from(column), -60.0 + 56.0 * f64::from(row));
            let fill = match (row, column) {
                (0, 0 | 1) | (3, 5) => continue,
                (2, 3) => ACCENT,
                _ => Colour(0xE4_EB_F3),
            };
            art += rect(x, y, 42.0, 42.0, 8.0).fill(fill);
        }
    }
    art += path("M18 74l9 10l17 -20").stroke(TEXT, 7.0);
    art
}

fn bins() -> Art {
    let mut art = Art::default();
    for (x, colour, mark) in [(-160.0, Colour(0x8A_6A_52), "umido"), (0.0, Colour(0x2F_6F_C4), "carta"), (160.0, ACCENT, "plastica")] {
        let mut bin = Art::default();
        bin += ellipse(0.0, 172.0, 84.0, 12.0).fill(SHADE).opacity(0.18);
        bin += path("M-66 -74H66L54 160Q53 170 42 170H-42Q-53 170 -54 160Z").fill(colour);
        bin += path("M22 -74H66L54 160Q53 170 42 170H14Z").fill(SHADE).opacity(0.13);
        bin += rect(-76.0, -104.0, 152.0, 34.0, 12.0).fill(colour.darker(0.22));
        bin += rect(-26.0, -120.0, 52.0, 20.0, 8.0).fill(colour.darker(0.35));
        bin += rect(-52.0, -18.0, 104.0, 44.0, 8.0).fill(WHITE);
        bin += words(0.0, 12.0, 24.0, Anchor::Middle, TEXT, mark);
        art.group(d!("translate({} 0)", x), bin);
    }
    art
}

fn boxes() -> Art {
    let mut art = Art::default();
    art += ellipse(0.0, 178.0, 230.0, 16.0).fill(SHADE).opacity(0.18);
    for (x, y, width, height, label) in [(-210.0, 10.0, 210.0, 168.0, "libri"), (10.0, 30.0, 200.0, 148.0, "cucina"), (-100.0, -140.0, 190.0, 150.0, "foto")] {
        art += rect(x, y, width, height, 6.0).fill(Colour(0xD9_A8_77));
        art += rect(x + width * 0.66, y, width * 0.34, height, 6.0).fill(Colour(0xC4_91_60));
        art += rect(x, y, width, 24.0, 6.0).fill(Colour(0xE7_BE_93));
        art += rect(x + width / 2.0 - 18.0, y, 36.0, 62.0, 0.0).fill(Colour(0xF4_DF_C0));
        art += words(x + 18.0, y + height - 22.0, 26.0, Anchor::Start, Colour(0x6B_45_24), label);
    }
    art
}

fn key() -> Art {
    let gold = ACCENT;
    let mut art = Art::default();
    let mut key = Art::default();
    key += circle(0.0, -92.0, 84.0).stroke(gold, 40.0);
    key += path("M0 0V178").stroke(gold, 42.0);
    key += path("M0 104H62M0 168H50").stroke(gold, 34.0);
    key += path("M-52 -150A80 80 0 0 1 26 -172").stroke(Colour(0xFA_D9_8E), 12.0);
    art.group("rotate(24)", key);
    art
}

fn pothole() -> Art {
    let mut art = Art::default();
    art += path("M-226 112C-230 60 -120 40 -20 46C90 38 220 56 236 104C248 160 120 190 0 186C-120 192 -220 166 -226 112Z").fill(Colour(0x98_A3_B5));
    art += path("M-110 108C-96 82 -60 92 -30 80C10 66 60 74 84 92C120 96 130 124 100 140C70 164 0 170 -50 156C-104 156 -130 132 -110 108Z").fill(Colour(0x5A_65_78));
    art += path("M-84 116C-66 98 -30 104 0 94C40 88 76 100 86 114C90 132 40 148 -10 146C-60 146 -96 134 -84 116Z").fill(Colour(0x3B_43_55));
    art += path("M-110 108l-40 -14M100 140l44 12M84 92l30 -20M-50 156l-16 26").stroke(Colour(0x5A_65_78), 5.0);
    let mut cone = Art::default();
    cone += path("M-14 -118H14L54 10H-54Z").fill(Colour(0xEE_8A_4B));
    cone += path("M-27 -76H27L37 -44H-37Z").fill(WHITE);
    cone += rect(-72.0, 6.0, 144.0, 20.0, 8.0).fill(Colour(0xD5_6F_2F));
    art.group("translate(176 76)", cone);
    art
}

fn suspect() -> Art {
    let mut art = Art::default();
    art += rect(-194.0, -122.0, 400.0, 264.0, 16.0).fill(SHADE).opacity(0.2);
    art += rect(-200.0, -130.0, 400.0, 264.0, 16.0).fill(Colour(0xFF_F7_E6));
    art += path("M-200 -114L0 30L200 -114V-118Q200 -130 188 -130H-188Q-200 -130 -200 -118Z").fill(Colour(0xF1_DF_BB));
    art += path("M-198 -116L0 30L198 -116").stroke(Colour(0xDD_C3_91), 7.0);
    art += words(0.0, 112.0, 34.0, Anchor::Middle, Colour(0x8A_2E_2A), "URGENTE: paga subito!");
    art += circle(0.0, -30.0, 92.0).fill(WHITE);
    art += circle(0.0, -30.0, 78.0).stroke(Colour(0xC9_3A_36), 20.0);
    art += path("M-54 24L54 -84").stroke(Colour(0xC9_3A_36), 20.0);
    art
}

fn call() -> Art {
    let mut art = Art::default();
    art += rect(-112.0, -176.0, 236.0, 368.0, 34.0).fill(SHADE).opacity(0.2);
    art += rect(-120.0, -184.0, 236.0, 368.0, 34.0).fill(Colour(0x23_2A_3D));
    art += rect(-106.0, -170.0, 208.0, 340.0, 24.0).fill(Colour(0xFB_E9_E7));
    art += words(-2.0, -10.0, 112.0, Anchor::Middle, Colour(0xB0_2A_26), "112");
    art += words(-2.0, -112.0, 26.0, Anchor::Middle, TEXT, "Emergenza");
    art += circle(-2.0, 96.0, 44.0).fill(GREEN);
    art += path("M-22 78c-2 26 12 40 38 38l6 -12l-14 -8l-7 6c-6 -3 -9 -7 -12 -12l6 -7l-8 -14z").fill(WHITE);
    art += path("M134 -40q24 40 0 80M162 -62q38 62 0 124").stroke(Colour(0xC9_3A_36), 10.0);
    art
}
