// SPDX-License-Identifier: EUPL-1.2
//! SVG as it is drawn: shapes with short, stable numbers, and text that can be written as letters (for pages,
//! which have the font) or as outlines (for pictures and films, which then need none).

use crate::colour::Colour;
use crate::font::{self, Weight};
use crate::geometry::Rect;
use std::fmt::{self, Write as _};
use std::ops::AddAssign;

/// A number with at most one decimal.
#[derive(Debug, Clone, Copy)]
pub struct N(pub f64);

impl fmt::Display for N {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round() as i64;
        let (whole, tenth) = (tenths / 10, tenths % 10);
        match (whole, tenth) {
            (_, 0) => write!(f, "{whole}"),
            (0, tenth) if tenth < 0 => write!(f, "-.{}", -tenth),
            (0, _) => write!(f, ".{tenth}"),
            _ => write!(f, "{whole}.{}", tenth.abs()),
        }
    }
}

/// Where a text begins, seen from its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// At the point.
    Start,
    /// Half of it before the point.
    Middle,
    /// All of it before the point.
    End,
}

/// A line of text in a drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// The point at the base line.
    pub x: f64,
    /// The base line.
    pub y: f64,
    /// Units an em.
    pub size: f64,
    /// Weight.
    pub weight: Weight,
    /// Where it begins.
    pub anchor: Anchor,
    /// Colour.
    pub fill: Colour,
    /// The words.
    pub text: String,
}

/// How text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lettering {
    /// As text: whoever shows it has the font.
    Text,
    /// As outlines: the same everywhere.
    Outlines,
}

#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Markup(String),
    Text(Label),
}

/// A drawing, in the order of painting.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Art(Vec<Piece>);

/// A shape whose element is still open.
#[derive(Debug, Clone)]
#[must_use]
pub struct Shape(String);

impl Shape {
    /// Filled with a colour.
    pub fn fill(mut self, colour: Colour) -> Self {
        let _ = write!(self.0, r#" fill="{colour}""#);
        self
    }

    /// Not filled, with a line of a colour and a width; ends and joints are round.
    pub fn stroke(mut self, colour: Colour, width: f64) -> Self {
        let _ = write!(self.0, r#" fill="none" stroke="{colour}" stroke-width="{}" stroke-linecap="round" stroke-linejoin="round""#, N(width));
        self
    }

    /// Filled, and with a line around.
    pub fn outlined(mut self, fill: Colour, colour: Colour, width: f64) -> Self {
        let _ = write!(self.0, r#" fill="{fill}" stroke="{colour}" stroke-width="{}" stroke-linejoin="round""#, N(width));
        self
    }

    /// A line with flat ends.
    pub fn band(mut self, colour: Colour, width: f64) -> Self {
        let _ = write!(self.0, r#" fill="none" stroke="{colour}" stroke-width="{}""#, N(width));
        self
    }

    /// Partly seen through.
    pub fn opacity(mut self, share: f64) -> Self {
        let hundredths = (share.clamp(0.0, 1.0) * 100.0).round() as i64;
        if hundredths < 100 {
            let _ = write!(self.0, r#" opacity=".{hundredths:02}""#);
        }
        self
    }

    /// With a hole where the path crosses itself.
    pub fn holed(mut self) -> Self {
        self.0.push_str(r#" fill-rule="evenodd""#);
        self
    }
}

/// A rectangle with round corners.
pub fn rect(x: f64, y: f64, width: f64, height: f64, radius: f64) -> Shape {
    let mut shape = format!(r#"<rect x="{}" y="{}" width="{}" height="{}""#, N(x), N(y), N(width), N(height));
    if radius > 0.0 {
        let _ = write!(shape, r#" rx="{}""#, N(radius));
    }
    Shape(shape)
}

/// The rectangle of an area, with round corners.
pub fn area(at: Rect, radius: f64) -> Shape {
    rect(at.x, at.y, at.width, at.height, radius)
}

/// A circle.
pub fn circle(x: f64, y: f64, radius: f64) -> Shape {
    Shape(format!(r#"<circle cx="{}" cy="{}" r="{}""#, N(x), N(y), N(radius)))
}

/// An ellipse.
pub fn ellipse(x: f64, y: f64, width: f64, height: f64) -> Shape {
    Shape(format!(r#"<ellipse cx="{}" cy="{}" rx="{}" ry="{}""#, N(x), N(y), N(width), N(height)))
}

/// A path.
pub fn path(data: impl fmt::Display) -> Shape {
    Shape(format!(r#"<path d="{data}""#))
}

/// Path data: the words of a template with numbers written short.
#[macro_export]
macro_rules! d {
    ($template:literal $(, $number:expr)* $(,)?) => { format!($template $(, $crate::art::N($number))*) };
}

impl AddAssign<Shape> for Art {
    fn add_assign(&mut self, shape: Shape) {
        let mut text = shape.0;
        text.push_str("/>");
        self.markup(&text);
    }
}

impl AddAssign<Label> for Art {
    fn add_assign(&mut self, label: Label) {
        self.0.push(Piece::Text(label));
    }
}

impl AddAssign<Art> for Art {
    fn add_assign(&mut self, other: Art) {
        for piece in other.0 {
            match piece {
                Piece::Markup(text) => self.markup(&text),
                Piece::Text(label) => self.0.push(Piece::Text(label)),
            }
        }
    }
}

impl Art {
    fn markup(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(Piece::Markup(last)) => last.push_str(text),
            _ => self.0.push(Piece::Markup(text.to_owned())),
        }
    }

    /// Adds another drawing, moved, scaled or turned.
    pub fn group(&mut self, transform: impl fmt::Display, inner: Art) {
        self.markup(&format!(r#"<g transform="{transform}">"#));
        *self += inner;
        self.markup("</g>");
    }

    /// Adds another drawing with attributes of its group, such as a class.
    pub fn group_with(&mut self, attributes: &str, inner: Art) {
        self.markup(&format!("<g {attributes}>"));
        *self += inner;
        self.markup("</g>");
    }

    /// Adds another drawing, seen only within a path that is named `id`.
    pub fn clipped(&mut self, id: &str, data: &str, opacity: f64, inner: Art) {
        self.markup(&format!(r##"<clipPath id="{id}"><path d="{data}"/></clipPath><g clip-path="url(#{id})" opacity="{opacity}">"##));
        *self += inner;
        self.markup("</g>");
    }

    /// Adds a picture by its address, cut to fill the area.
    pub fn picture(&mut self, address: &str, at: Rect) {
        let mut escaped = String::new();
        escape(address, &mut escaped);
        let (x, y, width, height) = (N(at.x), N(at.y), N(at.width), N(at.height));
        self.markup(&format!(r#"<image href="{escaped}" x="{x}" y="{y}" width="{width}" height="{height}" preserveAspectRatio="xMidYMid slice"/>"#));
    }

    /// The SVG, without the element around.
    #[must_use]
    pub fn svg(&self, lettering: Lettering) -> String {
        let mut out = String::with_capacity(16 * 1024);
        for piece in &self.0 {
            match (piece, lettering) {
                (Piece::Markup(text), _) => out.push_str(text),
                (Piece::Text(label), Lettering::Text) => letters(label, &mut out),
                (Piece::Text(label), Lettering::Outlines) => outlines(label, &mut out),
            }
        }
        out
    }

    /// A whole SVG file that shows an area.
    #[must_use]
    pub fn file(&self, view: Rect) -> String {
        let Rect { x, y, width, height } = view;
        let (x, y, width, height) = (N(x), N(y), N(width), N(height));
        format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x} {y} {width} {height}" width="{width}" height="{height}">{}</svg>"#, self.svg(Lettering::Outlines))
    }

    /// The words in it, in the order of painting.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Text(label) => Some(label.text.as_str()),
            Piece::Markup(_) => None,
        })
    }
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

fn letters(label: &Label, out: &mut String) {
    let Label { x, y, size, weight, anchor, fill, text } = label;
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => r#" text-anchor="middle""#,
        Anchor::End => r#" text-anchor="end""#,
    };
    let _ = write!(out, r#"<text x="{}" y="{}" font-size="{}" font-weight="{}"{anchor} fill="{fill}">"#, N(*x), N(*y), N(*size), weight.number());
    escape(text, out);
    out.push_str("</text>");
}

fn outlines(label: &Label, out: &mut String) {
    let width = font::width(&label.text, label.size, label.weight);
    let x = match label.anchor {
        Anchor::Start => label.x,
        Anchor::Middle => label.x - width / 2.0,
        Anchor::End => label.x - width,
    };
    let data = font::outline(&label.text, label.size, label.weight, x, label.y);
    if !data.is_empty() {
        let _ = write!(out, r#"<path d="{data}" fill="{}"/>"#, label.fill);
    }
}

#[cfg(test)]
mod tests {
    use super::N;

    #[test]
    fn numbers_are_short() {
        for (number, text) in [(0.0, "0"), (-0.04, "0"), (1.0, "1"), (1.25, "1.3"), (-1.24, "-1.2"), (0.5, ".5"), (-0.5, "-.5"), (1280.0, "1280"), (-10.06, "-10.1")] {
            assert_eq!(N(number).to_string(), text);
        }
    }
}
