// SPDX-License-Identifier: EUPL-1.2
//! What draws the eye to a block: the rest of the screen is dimmed, a ring is around the block, an arrow or a
//! finger tip is on it. Each is a layer of its own, so that a film moves them and draws nothing again.

use crate::art::{Art, circle, path, rect};
use crate::codes::Device;
use crate::colour::{Colour, HIGHLIGHT, TEXT, WHITE};
use crate::d;
use crate::geometry::{Point, Rect, point};

/// How a device is touched.
fn is_touched(device: Device) -> bool {
    device == Device::Phone
}

/// A ring at a moment of its pulse.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ring(pub f64);

/// The glass but for the block, darker.
#[must_use]
pub fn dim(block: Rect, glass: Rect, device: Device) -> Art {
    let radius = if is_touched(device) { 26.0 } else { 8.0 };
    let around = |at: Rect, r: f64| {
        let (w, h) = (at.width - 2.0 * r, at.height - 2.0 * r);
        d!(
            "M{} {}h{}a{} {} 0 0 1 {} {}v{}a{} {} 0 0 1 {} {}h{}a{} {} 0 0 1 {} {}v{}a{} {} 0 0 1 {} {}Z",
            at.x + r,
            at.y,
            w,
            r,
            r,
            r,
            r,
            h,
            r,
            r,
            -r,
            r,
            -w,
            r,
            r,
            -r,
            -r,
            -h,
            r,
            r,
            r,
            -r
        )
    };
    let mut art = Art::default();
    art += path(around(glass, radius) + &around(block.grown(10.0), 12.0)).fill(Colour(0x0B_24_47)).opacity(0.26).holed();
    art
}

/// The ring around a block; the outer one grows and fades with the pulse, from 0 to 1.
#[must_use]
pub fn ring(block: Rect, Ring(pulse): Ring) -> Art {
    let outline = |by: f64, radius: f64| {
        let at = block.grown(by);
        rect(at.x, at.y, at.width, at.height, radius)
    };
    let mut art = Art::default();
    art += outline(10.0, 16.0).stroke(HIGHLIGHT, 7.0);
    let grown = 4.0 + 8.0 * pulse;
    art += outline(12.0 + grown, 18.0 + grown).stroke(HIGHLIGHT, 4.0).opacity(0.75 * (1.0 - pulse));
    art
}

/// Where the tip of the pointer comes to rest.
#[must_use]
pub fn pointer_tip(block: Rect, device: Device) -> Point {
    if is_touched(device) { point(block.x + block.width * 0.80, block.y + block.height * 0.95) } else { point(block.x + block.width * 0.78, block.y + block.height * 0.72) }
}

/// Where the pointer comes from.
#[must_use]
pub fn pointer_rest(glass: Rect) -> Point {
    point(glass.x + glass.width * 0.86, glass.y + glass.height * 0.88)
}

/// The pointer, its tip at (0, 0).
#[must_use]
pub fn pointer(device: Device) -> Art {
    let mut art = Art::default();
    if is_touched(device) {
        art += circle(0.0, 0.0, 22.0).fill(HIGHLIGHT).opacity(0.45);
        art += circle(0.0, 0.0, 13.0).outlined(WHITE, TEXT, 3.0);
    } else {
        let mut arrow = Art::default();
        arrow += path("M0 0L0 38L10 30L17 46L25 42L18 27L31 26Z").outlined(WHITE, TEXT, 3.0);
        art.group("scale(1.25)", arrow);
    }
    art
}
