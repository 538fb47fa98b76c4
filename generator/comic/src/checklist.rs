// SPDX-License-Identifier: EUPL-1.2
//! A card with a list: its items, each with a small picture, appear one by one.

use crate::art::{Anchor, Art, Label, area, circle, path, rect};
use crate::codes::Icon;
use crate::colour::{ACCENT, Colour, GREEN, SHADE, SOFT_TEXT, TEXT, WHITE};
use crate::font::{Weight, width};
use crate::geometry::{self, Rect};
use crate::object;
use crate::script::{Checklist, Item};

const WIDTH: f64 = 740.0;
/// The title.
const HEAD: f64 = 96.0;
/// The rows share this height.
const ROWS: f64 = 430.0;
/// A row is not higher.
const ROW: f64 = 108.0;
/// From the left edge to the words.
const WORDS: f64 = 148.0;

/// Which half of the canvas is free for what is large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// The left one.
    Left,
    /// The right one.
    Right,
}

fn row_height(list: &Checklist) -> f64 {
    (ROWS / list.items.len().max(1) as f64).min(ROW)
}

/// Where a list is.
#[must_use]
pub fn place(list: &Checklist, half: Half) -> Rect {
    geometry::rect(if half == Half::Right { 470.0 } else { 70.0 }, 150.0, WIDTH, HEAD + row_height(list) * list.items.len() as f64)
}

/// The words that are too wide for the card.
#[must_use]
pub fn too_wide(list: &Checklist) -> Option<&str> {
    let room = WIDTH - WORDS - 28.0;
    let words = |item: &'_ Item| width(item.text.as_str(), 32.0, Weight::Bold) > room;
    let note = |item: &Item| item.note.as_ref().is_some_and(|note| width(note.as_str(), 24.0, Weight::Regular) > room);
    if width(list.title.as_str(), 40.0, Weight::Bold) > WIDTH - 72.0 {
        return Some(list.title.as_str());
    }
    list.items.iter().find_map(|item| if words(item) { Some(item.text.as_str()) } else { item.note.as_ref().filter(|_| note(item)).map(model::text::Line::as_str) })
}

/// The card with its title.
#[must_use]
pub fn card(list: &Checklist, at: Rect) -> Art {
    let mut art = Art::default();
    art += rect(at.x + 6.0, at.y + 10.0, at.width, at.height, 26.0).fill(SHADE).opacity(0.25);
    art += area(at, 26.0).fill(WHITE);
    art += Label { x: at.x + 36.0, y: at.y + 62.0, size: 40.0, weight: Weight::Bold, anchor: Anchor::Start, fill: TEXT, text: list.title.to_string() };
    art
}

/// One item of the card.
#[must_use]
pub fn item(list: &Checklist, number: usize, at: Rect) -> Art {
    let item = &list.items[number];
    let height = row_height(list);
    let top = at.y + HEAD - 8.0 + height * number as f64;
    let middle = top + height / 2.0 - 4.0;
    let mut art = Art::default();
    if number > 0 {
        art += rect(at.x + 36.0, top - 2.0, at.width - 72.0, 2.5, 1.0).fill(Colour(0xDC_E6_F1));
    }
    let ground = [0xE5_F0_FB, 0xFD_EB_D9, 0xE2_F3_EC, 0xEE_E8_F6][number % 4];
    art += circle(at.x + 82.0, middle, 42.0_f64.min(height / 2.0 - 4.0)).fill(Colour(ground));
    art.group(crate::d!("translate({} {})", at.x + 82.0, middle), icon(item.icon));
    let words = |y: f64, size: f64, weight: Weight, fill: Colour, text: &str| Label { x: at.x + WORDS, y, size, weight, anchor: Anchor::Start, fill, text: text.to_owned() };
    match &item.note {
        None => art += words(middle + 11.0, 32.0, Weight::Bold, TEXT, item.text.as_str()),
        Some(note) => {
            art += words(middle - 4.0, 32.0, Weight::Bold, TEXT, item.text.as_str());
            art += words(middle + 28.0, 24.0, Weight::Regular, SOFT_TEXT, note.as_str());
        }
    }
    art
}

/// A small picture, its middle at (0, 0), within a circle of 30.
#[must_use]
pub fn icon(icon: Icon) -> Art {
    let (blue, red, grey) = (Colour(0x2F_6F_C4), Colour(0xD5_57_4E), Colour(0x8A_94_A6));
    let mut art = Art::default();
    match icon {
        Icon::Card => art.group("scale(.42)", object::identity_card()),
        Icon::Photo => {
            art += rect(-19.0, -24.0, 38.0, 48.0, 4.0).fill(WHITE);
            art += rect(-15.0, -20.0, 30.0, 40.0, 2.0).fill(Colour(0xBB_D8_F2));
            art += circle(0.0, -5.0, 8.5).fill(Colour(0xE5_A9_7F));
            art += path("M-15 20C-13 4 13 4 15 20Z").fill(Colour(0x7B_5E_A7));
        }
        Icon::HealthCard => {
            art += rect(-31.0, -20.0, 62.0, 40.0, 6.0).fill(GREEN);
            art += rect(-31.0, -8.0, 62.0, 9.0, 0.0).fill(Colour(0x1F_6A_58));
            art += rect(-24.0, 7.0, 30.0, 5.0, 2.0).fill(Colour(0xCF_EB_DF));
            art += path("M14 5h6v5h5v5h-5v4h-6v-4h-5v-5h5z").fill(WHITE);
        }
        Icon::Euro => {
            art += circle(0.0, 0.0, 26.0).fill(ACCENT);
            art += circle(0.0, 0.0, 20.0).fill(Colour(0xF8_CE_74));
            art += Label { x: 0.0, y: 12.0, size: 34.0, weight: Weight::Bold, anchor: Anchor::Middle, fill: Colour(0x8A_5A_0B), text: "€".to_owned() };
        }
        Icon::Done => {
            art += circle(0.0, 0.0, 26.0).fill(GREEN);
            art += path("M-12 1l8 9l16 -18").stroke(WHITE, 7.0);
        }
        Icon::Phone => {
            art += rect(-15.0, -27.0, 30.0, 54.0, 7.0).fill(Colour(0x2B_31_45));
            art += rect(-11.0, -21.0, 22.0, 40.0, 3.0).fill(Colour(0xDC_EB_FA));
            art += rect(-7.0, -15.0, 14.0, 6.0, 2.0).fill(blue);
        }
        Icon::Mail => {
            art += rect(-28.0, -19.0, 56.0, 38.0, 5.0).fill(WHITE);
            art += path("M-26 -16L0 5L26 -16").stroke(blue, 5.0);
            art += rect(-28.0, -19.0, 56.0, 38.0, 5.0).stroke(blue, 4.0);
        }
        Icon::House => {
            art += path("M-20 -4V24H20V-4Z").fill(Colour(0xF3_C9_A2));
            art += path("M-28 0L0 -26L28 0").stroke(Colour(0xC9_6F_51), 8.0);
            art += rect(-6.0, 6.0, 12.0, 18.0, 2.0).fill(GREEN);
        }
        Icon::Car => {
            art += path("M-30 14V2L-20 0L-12 -14H14L24 0L30 4V14Z").fill(red);
            art += path("M-12 -1L-7 -9H0V-1ZM5 -1V-9H11L16 -1Z").fill(Colour(0xCF_E8_FA));
            for x in [-16.0, 16.0] {
                art += circle(x, 14.0, 8.0).fill(Colour(0x2B_31_45));
                art += circle(x, 14.0, 3.0).fill(Colour(0xC9_D3_E2));
            }
        }
        Icon::Calendar => {
            art += rect(-24.0, -20.0, 48.0, 44.0, 6.0).fill(WHITE);
            art += path("M-24 -6V-14Q-24 -20 -18 -20H18Q24 -20 24 -14V-6Z").fill(red);
            for (x, y) in [(-15.0, 0.0), (-3.0, 0.0), (9.0, 0.0), (-15.0, 11.0), (-3.0, 11.0)] {
                art += rect(x, y, 7.0, 7.0, 2.0).fill(Colour(0xC3_CE_DD));
            }
            art += rect(9.0, 11.0, 7.0, 7.0, 2.0).fill(ACCENT);
        }
        Icon::Person => {
            art += circle(0.0, -12.0, 12.0).fill(Colour(0xE5_A9_7F));
            art += path("M-24 24C-22 -4 22 -4 24 24Z").fill(blue);
        }
        Icon::Sheet => {
            art += path("M-19 -26H9L19 -16V26H-19Z").fill(WHITE);
            art += path("M9 -26V-16H19Z").fill(Colour(0xC3_CE_DD));
            for y in [-8.0, 2.0, 12.0] {
                art += rect(-11.0, y, 22.0, 4.0, 2.0).fill(blue);
            }
        }
        Icon::Bin => {
            art += path("M-18 -12H18L14 24H-14Z").fill(GREEN);
            art += rect(-22.0, -20.0, 44.0, 9.0, 4.0).fill(Colour(0x1F_6A_58));
            art += rect(-7.0, -26.0, 14.0, 7.0, 3.0).fill(Colour(0x1F_6A_58));
        }
        Icon::School => {
            art += rect(-26.0, -8.0, 52.0, 32.0, 2.0).fill(Colour(0xF3_C9_A2));
            art += path("M-30 -8L0 -28L30 -8Z").fill(Colour(0xC9_6F_51));
            art += rect(-6.0, 8.0, 12.0, 16.0, 2.0).fill(Colour(0x7A_4B_35));
            for x in [-20.0, 12.0] {
                art += rect(x, 0.0, 8.0, 10.0, 1.0).fill(Colour(0x8F_C0_E6));
            }
        }
        Icon::Health => {
            art += circle(0.0, 0.0, 27.0).fill(WHITE);
            art += path("M-7 -20h14v13h13v14h-13v13h-14v-13h-13v-14h13z").fill(red);
        }
        Icon::Key => {
            art += circle(-12.0, -8.0, 12.0).stroke(ACCENT, 7.0);
            art += path("M-3 0L20 22M12 14l7 -7").stroke(ACCENT, 7.0);
        }
        Icon::Bank => {
            art += path("M-28 -8L0 -26L28 -8Z").fill(blue);
            for x in [-22.0, -8.0, 6.0, 18.0] {
                art += rect(x, -4.0, 6.0, 20.0, 1.0).fill(grey);
            }
            art += rect(-28.0, 18.0, 56.0, 7.0, 2.0).fill(blue);
        }
        Icon::Shop => {
            art += rect(-24.0, -4.0, 48.0, 28.0, 2.0).fill(Colour(0xF7_DE_B6));
            art += path("M-28 -20H28L32 -4Q24 6 16 -4Q8 6 0 -4Q-8 6 -16 -4Q-24 6 -32 -4Z").fill(red);
            art += rect(-16.0, 6.0, 12.0, 18.0, 1.0).fill(Colour(0x7A_4B_35));
            art += rect(4.0, 6.0, 14.0, 10.0, 1.0).fill(Colour(0x8F_C0_E6));
        }
    }
    art
}
