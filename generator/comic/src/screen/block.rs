// SPDX-License-Identifier: EUPL-1.2
//! The blocks of a page on a screen. Long texts are wrapped; what cannot be is said.

use super::{Crowded, fits, label};
use crate::art::{Anchor, Art, Label, area, circle, path, rect};
use crate::checklist::icon;
use crate::codes::{BlockKind, Icon};
use crate::colour::{ACCENT, Colour, GREEN, SOFT_TEXT, TEXT, WHITE};
use crate::d;
use crate::font::{Weight, width};
use crate::geometry::{self, Rect};
use crate::script::{Block, Town};
use crate::wrap::{Type, Words};

/// A drawn block.
pub struct Drawn {
    /// The drawing.
    pub art: Art,
    /// What is pointed at when it is.
    pub highlight: Rect,
    /// How much of the page it takes.
    pub height: f64,
}

const TITLE: Type = Type { size: 30.0, weight: Weight::Bold, line: 35.0 };
const TEXT_TYPE: Type = Type { size: 21.0, weight: Weight::Regular, line: 27.0 };
const NOTICE: Type = Type { size: 20.0, weight: Weight::Bold, line: 26.0 };
const CHOICE: Type = Type { size: 21.0, weight: Weight::Bold, line: 25.0 };
/// Edges of fields.
const EDGE: Colour = Colour(0x5D_70_83);
/// Edges of cards.
const PALE_EDGE: Colour = Colour(0xC9_D9_EA);

fn middle(x: f64, y: f64, size: f64, weight: Weight, fill: Colour, text: &str) -> Label {
    Label { anchor: Anchor::Middle, ..label(x, y, size, weight, fill, text) }
}

/// Draws a block at the top of what is left of a page.
pub fn draw(block: &Block, room: Rect, town: &Town) -> Result<Drawn, Crowded> {
    match block.kind {
        BlockKind::Title => wrapped(block, room, TITLE, TEXT),
        BlockKind::Text => wrapped(block, room, TEXT_TYPE, SOFT_TEXT),
        BlockKind::Field => field(block, room),
        BlockKind::Search => search(block, room, town),
        BlockKind::Button => button(block, room, town),
        BlockKind::Cards => cards(block, room),
        BlockKind::Days => Ok(days(block, room, town)),
        BlockKind::Times => times(block, room, town),
        BlockKind::Choice => choice(block, room, town),
        BlockKind::Done => done(block, room),
        BlockKind::Steps => steps(block, room),
        BlockKind::Notice => notice(block, room),
        BlockKind::Map => Ok(map(room)),
        BlockKind::Photo => Ok(photo(room)),
        BlockKind::Switch => switch(block, room),
    }
}

fn words(block: &Block) -> &str {
    block.text.as_ref().map_or("", model::text::Line::as_str)
}

fn whole(art: Art, room: Rect, height: f64) -> Drawn {
    Drawn { art, highlight: geometry::rect(room.x, room.y, room.width, height), height }
}

fn lines(art: &mut Art, text: &str, x: f64, y: f64, room: f64, letters: Type, fill: Colour) -> Result<usize, Crowded> {
    let wrapped = Words::new(text, letters).greedy(room);
    if wrapped.width > room {
        return Err(Crowded::Wide(text.to_owned()));
    }
    for (number, line) in wrapped.lines.iter().enumerate() {
        *art += label(x, y + letters.line * number as f64, letters.size, letters.weight, fill, line);
    }
    Ok(wrapped.lines.len())
}

fn wrapped(block: &Block, room: Rect, letters: Type, fill: Colour) -> Result<Drawn, Crowded> {
    let mut art = Art::default();
    let count = lines(&mut art, words(block), room.x, room.y + letters.size, room.width, letters, fill)?;
    Ok(whole(art, room, letters.line * count as f64 + 6.0))
}

fn field(block: &Block, room: Rect) -> Result<Drawn, Crowded> {
    let mut art = Art::default();
    fits(words(block), 19.0, Weight::Bold, room.width)?;
    art += label(room.x, room.y + 18.0, 19.0, Weight::Bold, TEXT, words(block));
    art += rect(room.x, room.y + 26.0, room.width, 46.0, 5.0).outlined(WHITE, EDGE, 2.0);
    if let Some(value) = &block.value {
        fits(value.as_str(), 22.0, Weight::Regular, room.width - 28.0)?;
        art += label(room.x + 14.0, room.y + 57.0, 22.0, Weight::Regular, TEXT, value.as_str());
    }
    Ok(whole(art, room, 74.0))
}

fn search(block: &Block, room: Rect, town: &Town) -> Result<Drawn, Crowded> {
    let mut art = Art::default();
    let (x, y, right) = (room.x, room.y + 4.0, room.right());
    art += rect(x, y, room.width, 54.0, 27.0).outlined(WHITE, town.colour, 3.0);
    art += circle(right - 34.0, y + 25.0, 10.0).stroke(town.colour, 4.0);
    art += path(d!("M{} {}l9 9", right - 26.0, y + 33.0)).stroke(town.colour, 4.0);
    let (text, fill) = block.value.as_ref().map_or((words(block), EDGE), |value| (value.as_str(), TEXT));
    fits(text, 23.0, Weight::Regular, room.width - 90.0)?;
    art += label(x + 24.0, y + 35.0, 23.0, Weight::Regular, fill, text);
    Ok(whole(art, room, 60.0))
}

fn button(block: &Block, room: Rect, town: &Town) -> Result<Drawn, Crowded> {
    let wide = width(words(block), 24.0, Weight::Bold) + 60.0;
    fits(words(block), 24.0, Weight::Bold, room.width - 60.0)?;
    let at = geometry::rect(room.x, room.y + 2.0, wide, 52.0);
    let mut art = Art::default();
    art += area(at, 6.0).fill(town.colour);
    art += middle(at.centre().x, room.y + 36.0, 24.0, Weight::Bold, WHITE, words(block));
    Ok(Drawn { art, highlight: at, height: 58.0 })
}

/// The places of some parts side by side.
fn columns(block: &Block, room: Rect, height: f64, gap: f64) -> Vec<Rect> {
    let count = block.parts.len().max(1) as f64;
    let wide = (room.width - gap * (count - 1.0)) / count;
    (0..block.parts.len()).map(|number| geometry::rect(room.x + number as f64 * (wide + gap), room.y, wide, height)).collect()
}

/// The chosen part, or the whole block.
fn chosen(block: &Block, parts: &[Rect], room: Rect, height: f64) -> Rect {
    block.chosen.and_then(|number| parts.get(number)).copied().unwrap_or(geometry::rect(room.x, room.y, room.width, height))
}

fn cards(block: &Block, room: Rect) -> Result<Drawn, Crowded> {
    let parts = columns(block, room, 92.0, 16.0);
    let mut art = Art::default();
    for (number, (at, text)) in parts.iter().zip(&block.parts).enumerate() {
        art += area(*at, 8.0).outlined(Colour(0xF3_F7_FC), PALE_EDGE, 2.0);
        art += rect(at.x + 16.0, at.y + 16.0, 34.0, 26.0, 5.0).fill(Colour([0x00_66_CC, 0x2E_8B_74, 0xEE_8A_4B, 0x7B_5E_A7][number % 4]));
        fits(text.as_str(), 20.0, Weight::Bold, at.width - 26.0)?;
        art += label(at.x + 16.0, at.y + 72.0, 20.0, Weight::Bold, TEXT, text.as_str());
    }
    Ok(Drawn { art, highlight: chosen(block, &parts, room, 92.0), height: 94.0 })
}

/// Two weeks of working days; the numbers are those of no month.
fn days(block: &Block, room: Rect, town: &Town) -> Drawn {
    const FREE: [usize; 4] = [2, 3, 6, 8];
    let column = room.width / 5.0;
    let mut art = Art::default();
    for (number, name) in ["lun", "mar", "mer", "gio", "ven"].into_iter().enumerate() {
        art += middle(room.x + column * (number as f64 + 0.5), room.y + 18.0, 19.0, Weight::Bold, SOFT_TEXT, name);
    }
    let cell = |number: usize| geometry::rect(room.x + column * (number % 5) as f64 + 6.0, room.y + 38.0 + 50.0 * (number / 5) as f64, column - 12.0, 42.0);
    for number in 0..10 {
        let (fill, ink) = match (block.chosen == Some(number), FREE.contains(&number)) {
            (true, _) => (town.colour, WHITE),
            (false, true) => (Colour(0xDD_EF_E8), Colour(0x1B_5E_4C)),
            (false, false) => (Colour(0xF0_F2_F5), Colour(0x6B_76_86)),
        };
        let at = cell(number);
        art += area(at, 6.0).fill(fill);
        art += middle(at.centre().x, at.y + 29.0, 23.0, Weight::Bold, ink, &(3 + number + 2 * (number / 5)).to_string());
    }
    let highlight = block.chosen.filter(|number| *number < 10).map_or(geometry::rect(room.x, room.y, room.width, 132.0), cell);
    Drawn { art, highlight, height: 134.0 }
}

fn times(block: &Block, room: Rect, town: &Town) -> Result<Drawn, Crowded> {
    let parts = columns(block, room, 48.0, 12.0);
    let mut art = Art::default();
    for (number, (at, text)) in parts.iter().zip(&block.parts).enumerate() {
        let (fill, ink) = if block.chosen == Some(number) { (town.colour, WHITE) } else { (WHITE, town.colour) };
        art += area(*at, 24.0).outlined(fill, town.colour, 2.5);
        fits(text.as_str(), 22.0, Weight::Bold, at.width - 12.0)?;
        art += middle(at.centre().x, at.y + 32.0, 22.0, Weight::Bold, ink, text.as_str());
    }
    Ok(Drawn { art, highlight: chosen(block, &parts, room, 48.0), height: 50.0 })
}

fn choice(block: &Block, room: Rect, town: &Town) -> Result<Drawn, Crowded> {
    let mut art = Art::default();
    let (mut parts, mut y) = (Vec::new(), room.y);
    for (number, text) in block.parts.iter().enumerate() {
        let count = Words::new(text.as_str(), CHOICE).greedy(room.width - 74.0).lines.len() as f64;
        let at = geometry::rect(room.x, y, room.width, 22.0 + CHOICE.line * count);
        let is_chosen = block.chosen == Some(number);
        art += area(at, 8.0).outlined(if is_chosen { town.colour.lighter(0.9) } else { WHITE }, if is_chosen { town.colour } else { PALE_EDGE }, if is_chosen { 3.0 } else { 2.0 });
        art += circle(at.x + 28.0, at.centre().y, 11.0).outlined(WHITE, if is_chosen { town.colour } else { EDGE }, 3.0);
        if is_chosen {
            art += circle(at.x + 28.0, at.centre().y, 6.0).fill(town.colour);
        }
        lines(&mut art, text.as_str(), at.x + 54.0, y + 29.0, room.width - 74.0, CHOICE, TEXT)?;
        y += at.height + 10.0;
        parts.push(at);
    }
    let height = y - room.y - 8.0;
    Ok(Drawn { art, highlight: chosen(block, &parts, room, height), height })
}

fn done(block: &Block, room: Rect) -> Result<Drawn, Crowded> {
    const DONE: Type = Type { size: 22.0, weight: Weight::Bold, line: 27.0 };
    let mut art = Art::default();
    art += rect(room.x, room.y + 2.0, 30.0, 30.0, 6.0).fill(GREEN);
    art += path(d!("M{} {}l6 7l11 -13", room.x + 6.0, room.y + 17.0)).stroke(WHITE, 4.5);
    let count = lines(&mut art, words(block), room.x + 44.0, room.y + 25.0, room.width - 44.0, DONE, TEXT)?;
    Ok(whole(art, room, 11.0 + DONE.line * count as f64))
}

fn steps(block: &Block, room: Rect) -> Result<Drawn, Crowded> {
    let mut art = Art::default();
    let mut parts = Vec::new();
    let now = block.chosen.unwrap_or(0);
    for (number, text) in block.parts.iter().enumerate() {
        let at = geometry::rect(room.x, room.y + 50.0 * number as f64, room.width, 44.0);
        let (x, y) = (at.x + 20.0, at.centre().y);
        if number + 1 < block.parts.len() {
            art += path(d!("M{} {}v26", x, y + 12.0)).stroke(if number < now { GREEN } else { PALE_EDGE }, 5.0);
        }
        if number <= now {
            art += circle(x, y, 16.0).fill(GREEN);
            art += path(d!("M{} {}l5 6l10 -12", x - 7.0, y)).stroke(WHITE, 4.0);
        } else {
            art += circle(x, y, 14.0).outlined(WHITE, EDGE, 3.0);
        }
        let weight = if number == now { Weight::Bold } else { Weight::Regular };
        fits(text.as_str(), 22.0, weight, room.width - 54.0)?;
        art += label(at.x + 50.0, y + 8.0, 22.0, weight, TEXT, text.as_str());
        parts.push(at);
    }
    let height = 50.0 * block.parts.len() as f64;
    Ok(Drawn { art, highlight: chosen(block, &parts, room, height), height })
}

fn notice(block: &Block, room: Rect) -> Result<Drawn, Crowded> {
    let mut inner = Art::default();
    let count = lines(&mut inner, words(block), room.x + 24.0, room.y + 32.0, room.width - 40.0, NOTICE, TEXT)?;
    let height = 24.0 + NOTICE.line * count as f64;
    let mut art = Art::default();
    art += rect(room.x, room.y, room.width, height, 6.0).fill(Colour(0xFF_F4_D6));
    art += rect(room.x, room.y, 8.0, height, 4.0).fill(ACCENT);
    art += inner;
    Ok(whole(art, room, height))
}

fn map(room: Rect) -> Drawn {
    let height = 168.0;
    let (x, y, width) = (room.x, room.y, room.width);
    let mut art = Art::default();
    art += rect(x, y, width, height, 10.0).fill(Colour(0xE3_EE_DF));
    for (dx, dy, w, h) in [(0.06, 14.0, 0.22, 46.0), (0.36, 10.0, 0.2, 40.0), (0.66, 16.0, 0.26, 50.0), (0.06, 100.0, 0.2, 54.0), (0.7, 108.0, 0.22, 46.0)] {
        art += rect(x + width * dx, y + dy, width * w, h, 5.0).fill(Colour(0xF3_D9_BC));
    }
    art += rect(x + width * 0.36, y + 100.0, width * 0.24, 54.0, 5.0).fill(Colour(0xA9_D5_B8));
    art += path(d!("M{} {}H{}M{} {}V{}M{} {}V{}", x + 4.0, y + 80.0, x + width - 4.0, x + width * 0.31, y + 4.0, y + height - 4.0, x + width * 0.64, y + 4.0, y + height - 4.0))
        .stroke(WHITE, 14.0);
    let (px, py) = (x + width * 0.5, y + 92.0);
    art += path(d!("M{} {}c-30 -34 -34 -50 -34 -62a34 34 0 0 1 68 0c0 12 -4 28 -34 62z", px, py)).fill(Colour(0xD5_57_4E));
    art += circle(px, py - 62.0, 13.0).fill(WHITE);
    Drawn { art, highlight: geometry::rect(px - 44.0, py - 104.0, 88.0, 112.0), height }
}

/// A picture of a street, without faces or plates.
fn photo(room: Rect) -> Drawn {
    let height = 150.0;
    let at = geometry::rect(room.x, room.y, room.width.min(260.0), height);
    let mut art = Art::default();
    art += area(at, 8.0).fill(Colour(0xCB_E7_F8));
    art += rect(at.x, at.y + 70.0, at.width, 80.0, 8.0).fill(Colour(0x98_A3_B5));
    art += rect(at.x, at.y + 62.0, at.width, 14.0, 0.0).fill(Colour(0xD8_DE_E7));
    let (x, y) = (at.x + at.width / 2.0, at.y + 116.0);
    art += path(d!("M{} {}c10 -16 40 -18 60 -10c24 -2 40 8 28 20c-20 14 -60 12 -76 4c-10 -2 -16 -8 -12 -14z", x - 50.0, y)).fill(Colour(0x3B_43_55));
    art += circle(at.right() - 30.0, at.y + 30.0, 16.0).fill(Colour(0xFF_E0_8A));
    Drawn { art, highlight: at, height: height + 2.0 }
}

fn switch(block: &Block, room: Rect) -> Result<Drawn, Crowded> {
    let is_on = block.chosen == Some(1);
    let x = room.right() - 66.0;
    let mut art = Art::default();
    art.group(d!("translate({} {}) scale(.7)", room.x + 22.0, room.y + 26.0), icon(Icon::Mail));
    fits(words(block), 22.0, Weight::Bold, room.width - 130.0)?;
    art += label(room.x + 52.0, room.y + 34.0, 22.0, Weight::Bold, TEXT, words(block));
    art += rect(x, room.y + 10.0, 62.0, 34.0, 17.0).fill(if is_on { GREEN } else { Colour(0x8A_94_A6) });
    art += circle(if is_on { x + 45.0 } else { x + 17.0 }, room.y + 27.0, 13.0).fill(WHITE);
    Ok(Drawn { art, highlight: geometry::rect(x, room.y + 10.0, 62.0, 34.0), height: 54.0 })
}
