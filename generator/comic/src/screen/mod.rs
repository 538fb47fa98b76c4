// SPDX-License-Identifier: EUPL-1.2
//! Computers and telephones whose pages are made of named blocks: no script says where on a page something is.

mod block;
mod pointer;

use crate::art::{Anchor, Art, Label, area, circle, path, rect};
use crate::background::emblem;
use crate::checklist::Half;
use crate::codes::Device;
use crate::colour::{Colour, GREEN, SHADE, SOFT_TEXT, WHITE};
use crate::d;
use crate::font::{Weight, width};
use crate::geometry::{self, Rect};
use crate::script::{Screen, Town};

pub use pointer::{Ring, dim, pointer, pointer_rest, pointer_tip, ring};

/// Why a page cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Crowded {
    /// The blocks are higher than the screen by so many units.
    High(u32),
    /// A text is wider than its place.
    Wide(String),
}

/// A screen with its page.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The drawing.
    pub art: Art,
    /// The glass.
    pub glass: Rect,
    /// What is pointed at.
    pub highlight: Option<Rect>,
}

/// From the edge of the glass to the blocks.
const MARGIN: f64 = 30.0;
/// Between blocks.
const GAP: f64 = 12.0;
/// Below the last block.
const FOOT: f64 = 10.0;

/// Where a device is.
#[must_use]
pub fn place(device: Device, half: Half) -> Rect {
    match (device, half) {
        (Device::Phone, Half::Left) => geometry::rect(240.0, 24.0, 400.0, 668.0),
        (Device::Phone, Half::Right) => geometry::rect(700.0, 24.0, 400.0, 668.0),
        (Device::Computer, Half::Left) => geometry::rect(90.0, 74.0, 750.0, 536.0),
        (Device::Computer, Half::Right) => geometry::rect(440.0, 74.0, 750.0, 536.0),
    }
}

/// Draws a device with its page.
///
/// # Errors
/// When the page does not fit.
pub fn show(screen: &Screen, at: Rect, town: &Town) -> Result<Shown, Crowded> {
    let (mut art, glass) = match screen.device {
        Device::Phone => phone(at),
        Device::Computer => computer(at, screen)?,
    };
    let top = match screen.device {
        Device::Phone => phone_head(&mut art, glass, screen, town)?,
        Device::Computer => computer_head(&mut art, glass, screen, town)?,
    };
    let page = geometry::rect(glass.x + MARGIN, top + 18.0, glass.width - 2.0 * MARGIN, glass.bottom() - top - 18.0);
    let mut y = page.y;
    if let Some((step, of)) = screen.step {
        art += label(page.x, y + 14.0, 19.0, Weight::Bold, SOFT_TEXT, &format!("Passo {step} di {of}"));
        art += rect(page.x, y + 24.0, page.width, 8.0, 4.0).fill(Colour(0xDC_E6_F1));
        art += rect(page.x, y + 24.0, page.width * f64::from(step.min(of)) / f64::from(of.max(1)), 8.0, 4.0).fill(GREEN);
        y += 46.0;
    }
    let mut highlight = None;
    for (number, block) in screen.blocks.iter().enumerate() {
        let drawn = block::draw(block, geometry::rect(page.x, y, page.width, page.bottom() - y), town)?;
        art += drawn.art;
        if screen.highlighted == Some(number) {
            highlight = Some(drawn.highlight);
        }
        y += drawn.height + GAP;
    }
    let over = y - GAP + FOOT - page.bottom();
    if over > 0.0 { Err(Crowded::High(over.ceil() as u32)) } else { Ok(Shown { art, glass, highlight }) }
}

fn label(x: f64, y: f64, size: f64, weight: Weight, fill: Colour, text: &str) -> Label {
    Label { x, y, size, weight, anchor: Anchor::Start, fill, text: text.to_owned() }
}

/// A text that must fit into a width.
fn fits(text: &str, size: f64, weight: Weight, room: f64) -> Result<(), Crowded> {
    if width(text, size, weight) > room { Err(Crowded::Wide(text.to_owned())) } else { Ok(()) }
}

fn phone(at: Rect) -> (Art, Rect) {
    let mut art = Art::default();
    art += rect(at.x - 8.0, at.y + 10.0, at.width + 16.0, at.height + 6.0, 40.0).fill(SHADE).opacity(0.14);
    art += area(at, 38.0).fill(Colour(0x23_2A_3D));
    let glass = geometry::rect(at.x + 14.0, at.y + 14.0, at.width - 28.0, at.height - 28.0);
    art += area(glass, 26.0).fill(WHITE);
    (art, glass)
}

fn computer(at: Rect, screen: &Screen) -> Result<(Art, Rect), Crowded> {
    let mut art = Art::default();
    art += rect(at.x - 70.0, at.bottom() - 2.0, at.width + 140.0, 26.0, 13.0).fill(Colour(0xAE_B9_C9));
    art += rect(at.x + at.width / 2.0 - 70.0, at.bottom() - 2.0, 140.0, 10.0, 5.0).fill(Colour(0x8E_9A_AD));
    art += area(at, 20.0).fill(Colour(0x23_2A_3D));
    let glass = geometry::rect(at.x + 14.0, at.y + 14.0, at.width - 28.0, at.height - 26.0);
    art += area(glass, 8.0).fill(WHITE);
    // The bar of the browser.
    let bar = Colour(0xE7_ED_F4);
    art += rect(glass.x, glass.y, glass.width, 40.0, 8.0).fill(bar);
    art += rect(glass.x, glass.y + 26.0, glass.width, 14.0, 0.0).fill(bar);
    for (number, colour) in [0xF0_82_6F, 0xF2_C4_5C, 0x7D_BD_98].into_iter().enumerate() {
        art += circle(glass.x + 22.0 + 20.0 * number as f64, glass.y + 20.0, 6.5).fill(Colour(colour));
    }
    art += rect(glass.x + 92.0, glass.y + 7.0, glass.width - 110.0, 26.0, 13.0).fill(WHITE);
    if let Some(address) = &screen.address {
        fits(address.as_str(), 17.0, Weight::Regular, glass.width - 146.0)?;
        art += label(glass.x + 110.0, glass.y + 26.0, 17.0, Weight::Regular, Colour(0x4A_5B_70), address.as_str());
    }
    Ok((art, glass))
}

/// The head of a page on a telephone; gives its lower edge.
fn phone_head(art: &mut Art, glass: Rect, screen: &Screen, town: &Town) -> Result<f64, Crowded> {
    let (x, y, right, bottom) = (glass.x, glass.y, glass.right(), glass.y + 74.0);
    *art += path(d!("M{} {}V{}a26 26 0 0 1 26 -26H{}a26 26 0 0 1 26 26V{}Z", x, bottom, y + 26.0, right - 26.0, bottom)).fill(town.colour);
    title(art, glass, y + 50.0, screen, town)?;
    Ok(bottom)
}

/// The head of a page on a computer; gives its lower edge.
fn computer_head(art: &mut Art, glass: Rect, screen: &Screen, town: &Town) -> Result<f64, Crowded> {
    *art += rect(glass.x, glass.y + 40.0, glass.width, 58.0, 0.0).fill(town.colour);
    title(art, glass, glass.y + 78.0, screen, town)?;
    Ok(glass.y + 98.0)
}

fn title(art: &mut Art, glass: Rect, y: f64, screen: &Screen, town: &Town) -> Result<(), Crowded> {
    fits(screen.title.as_str(), 24.0, Weight::Bold, glass.width - 74.0)?;
    art.group(d!("translate({} {}) scale(.4)", glass.x + 34.0, y - 9.0), emblem(town.colour.lighter(0.25)));
    *art += label(glass.x + 60.0, y, 24.0, Weight::Bold, WHITE, screen.title.as_str());
    Ok(())
}
