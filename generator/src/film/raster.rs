// SPDX-License-Identifier: EUPL-1.2
//! From drawings to pixels, and pixels onto pixels. All that does not move is put together with whole numbers:
//! it is faster than a general painter, and the same everywhere.

use comic::art::Art;
use comic::geometry::{Rect, rect};
use resvg::tiny_skia::{FilterQuality, Pixmap, PixmapPaint, Transform};
use resvg::usvg;

/// Width of a frame.
pub const WIDTH: u32 = comic::geometry::WIDTH as u32;
/// Height of a frame.
pub const HEIGHT: u32 = comic::geometry::HEIGHT as u32;

/// Pixels with their place on the frame.
pub struct Sprite {
    pixels: Pixmap,
    x: i32,
    y: i32,
}

/// Why a drawing could not be painted. A drawing of ours always can; a town's own picture may be no picture.
#[derive(Debug)]
pub struct PaintError(pub String);

impl std::fmt::Display for PaintError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "un disegno non si può dipingere: {}", self.0)
    }
}

impl std::error::Error for PaintError {}

/// Paints a drawing; of the area only what is on the frame and not empty is kept.
///
/// # Errors
/// When the drawing is no SVG.
pub fn sprite(art: &Art, area: Rect) -> Result<Option<Sprite>, PaintError> {
    let frame = rect(0.0, 0.0, f64::from(WIDTH), f64::from(HEIGHT));
    let (left, top) = (area.x.max(0.0).floor(), area.y.max(0.0).floor());
    let (right, bottom) = (area.right().min(frame.right()).ceil(), area.bottom().min(frame.bottom()).ceil());
    if right <= left || bottom <= top {
        return Ok(None);
    }
    let view = rect(left, top, right - left, bottom - top);
    let pixels = paint(&art.file(view), view.width as u32, view.height as u32)?;
    Ok(trimmed(&pixels).map(|(pixels, x, y)| Sprite { pixels, x: left as i32 + x, y: top as i32 + y }))
}

/// Paints a whole SVG file in a size.
///
/// # Errors
/// When it is none.
pub fn paint(svg: &str, width: u32, height: u32) -> Result<Pixmap, PaintError> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).map_err(|error| PaintError(error.to_string()))?;
    let mut pixels = Pixmap::new(width, height).ok_or_else(|| PaintError(format!("{width} × {height} punti")))?;
    let scale = Transform::from_scale(width as f32 / tree.size().width(), height as f32 / tree.size().height());
    resvg::render(&tree, scale, &mut pixels.as_mut());
    Ok(pixels)
}

/// The smallest rectangle that is not empty, and where it is.
fn trimmed(pixels: &Pixmap) -> Option<(Pixmap, i32, i32)> {
    let (width, height) = (pixels.width() as usize, pixels.height() as usize);
    let row = |y: usize| &pixels.data()[y * width * 4..(y + 1) * width * 4];
    let is_seen = |y: usize| row(y).chunks_exact(4).any(|pixel| pixel[3] != 0);
    let top = (0..height).find(|y| is_seen(*y))?;
    let bottom = (top..height).rev().find(|y| is_seen(*y))?;
    let (mut left, mut right) = (width, 0);
    for y in top..=bottom {
        let seen = |x: &usize| row(y)[x * 4 + 3] != 0;
        left = (0..left).find(seen).unwrap_or(left);
        right = (right..width).rev().find(seen).map_or(right, |x| x + 1);
    }
    let (wide, high) = (right - left, bottom + 1 - top);
    let mut out = Pixmap::new(wide as u32, high as u32)?;
    for y in 0..high {
        out.data_mut()[y * wide * 4..(y + 1) * wide * 4].copy_from_slice(&row(top + y)[left * 4..right * 4]);
    }
    Some((out, left as i32, top as i32))
}

/// Divides by 255, rounded, without dividing.
const fn share(product: u32) -> u32 {
    (product + 128 + ((product + 128) >> 8)) >> 8
}

impl Sprite {
    /// A picture as large as the frame.
    #[must_use]
    pub fn whole(pixels: Pixmap) -> Self {
        Self { pixels, x: 0, y: 0 }
    }

    /// Puts the pixels onto a frame, moved, with an opacity from 0 to 255.
    pub fn put(&self, frame: &mut Pixmap, (dx, dy): (i32, i32), opacity: u8) {
        let (x, y) = (self.x + dx, self.y + dy);
        let (width, height) = (self.pixels.width() as i32, self.pixels.height() as i32);
        let (frame_width, frame_height) = (frame.width() as i32, frame.height() as i32);
        let (left, right) = (x.max(0), (x + width).min(frame_width));
        if left >= right || opacity == 0 {
            return;
        }
        let opacity = u32::from(opacity);
        for line in y.max(0)..(y + height).min(frame_height) {
            let from = (((line - y) * width + left - x) * 4) as usize;
            let to = ((line * frame_width + left) * 4) as usize;
            let length = ((right - left) * 4) as usize;
            over(&mut frame.data_mut()[to..to + length], &self.pixels.data()[from..from + length], opacity);
        }
    }

    /// Puts the pixels onto a frame, smaller around a point, with an opacity from 0 to 255.
    pub fn put_scaled(&self, frame: &mut Pixmap, (px, py): (f64, f64), scale: f32, opacity: u8) {
        let transform = Transform::from_translate(self.x as f32 - px as f32, self.y as f32 - py as f32).post_scale(scale, scale).post_translate(px as f32, py as f32);
        let paint = PixmapPaint { opacity: f32::from(opacity) / 255.0, quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
        frame.draw_pixmap(0, 0, self.pixels.as_ref(), &paint, transform, None);
    }
}

/// Premultiplied pixels over others.
fn over(below: &mut [u8], above: &[u8], opacity: u32) {
    for (below, above) in below.chunks_exact_mut(4).zip(above.chunks_exact(4)) {
        match (above[3], opacity) {
            (0, _) => {}
            (255, 255) => below.copy_from_slice(above),
            _ => {
                let rest = 255 - share(u32::from(above[3]) * opacity);
                for (below, above) in below.iter_mut().zip(above) {
                    *below = (share(u32::from(*above) * opacity) + share(u32::from(*below) * rest)).min(255) as u8;
                }
            }
        }
    }
}

/// One frame fades into another: 0 is the old one, 255 the new one.
pub fn fade(new: &mut Pixmap, old: &Pixmap, shown: u8) {
    let (shown, hidden) = (u32::from(shown), 255 - u32::from(shown));
    for (new, old) in new.data_mut().iter_mut().zip(old.data()) {
        *new = share(u32::from(*new) * shown + u32::from(*old) * hidden) as u8;
    }
}
