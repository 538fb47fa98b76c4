// SPDX-License-Identifier: EUPL-1.2
//! Points and rectangles of the canvas: x to the right, y downwards.

/// Width of the canvas.
pub const WIDTH: f64 = 1280.0;
/// Height of the canvas.
pub const HEIGHT: f64 = 720.0;

/// A point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// A point, shorter.
#[must_use]
pub const fn point(x: f64, y: f64) -> Point {
    Point { x, y }
}

impl Point {
    /// How far another point is.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The point at a share of the way to another.
    #[must_use]
    pub fn towards(self, other: Self, share: f64) -> Self {
        point(self.x + (other.x - self.x) * share, self.y + (other.y - self.y) * share)
    }
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Its left edge.
    pub x: f64,
    /// Its upper edge.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// A rectangle, shorter.
#[must_use]
pub const fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
    Rect { x, y, width, height }
}

/// The whole canvas.
pub const CANVAS: Rect = rect(0.0, 0.0, WIDTH, HEIGHT);

impl Rect {
    /// Its right edge.
    #[must_use]
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Its lower edge.
    #[must_use]
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Its middle.
    #[must_use]
    pub fn centre(&self) -> Point {
        point(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Larger on all sides.
    #[must_use]
    pub fn grown(&self, by: f64) -> Self {
        rect(self.x - by, self.y - by, self.width + 2.0 * by, self.height + 2.0 * by)
    }

    /// Whether another one is nearer than a gap.
    #[must_use]
    pub fn meets(&self, other: &Self, gap: f64) -> bool {
        self.x < other.right() + gap && other.x < self.right() + gap && self.y < other.bottom() + gap && other.y < self.bottom() + gap
    }

    /// The area that both cover.
    #[must_use]
    pub fn overlap(&self, other: &Self) -> f64 {
        let width = self.right().min(other.right()) - self.x.max(other.x);
        let height = self.bottom().min(other.bottom()) - self.y.max(other.y);
        if width > 0.0 && height > 0.0 { width * height } else { 0.0 }
    }

    /// Whether all of it is within another one.
    #[must_use]
    pub fn is_inside(&self, other: &Self) -> bool {
        self.x >= other.x && self.y >= other.y && self.right() <= other.right() && self.bottom() <= other.bottom()
    }

    /// Whether a point is in it.
    #[must_use]
    pub fn holds(&self, at: Point) -> bool {
        (self.x..=self.right()).contains(&at.x) && (self.y..=self.bottom()).contains(&at.y)
    }

    /// The point nearest to another one that is in it, and so far from its edges.
    #[must_use]
    pub fn nearest(&self, at: Point, inset: (f64, f64)) -> Point {
        let centre = self.centre();
        let (x, y) = ((self.width / 2.0 - inset.0).max(0.0), (self.height / 2.0 - inset.1).max(0.0));
        point(centre.x + (at.x - centre.x).clamp(-x, x), centre.y + (at.y - centre.y).clamp(-y, y))
    }

    /// The smallest one around both.
    #[must_use]
    pub fn around(&self, other: &Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        rect(x, y, self.right().max(other.right()) - x, self.bottom().max(other.bottom()) - y)
    }
}
