// SPDX-License-Identifier: EUPL-1.2
//! Arms and hands: two bones, a sleeve, fingers.

use super::pose::{Hand, Shape, bend};
use super::{Figure, Tailor};
use crate::art::{Art, circle, path};
use crate::codes::Garment;
use crate::d;
use crate::geometry::{Point, point};

/// Which arm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// On the side to which one looks.
    Near,
    /// The other.
    Far,
}

/// A drawn arm.
pub struct Arm {
    /// Sleeve and arm.
    pub sleeve: Art,
    /// What is held.
    pub held: Art,
    /// The hand.
    pub hand: Art,
    /// Where the hand holds something.
    pub palm: Point,
    /// Whether it is drawn before the face.
    pub before_face: bool,
}

impl Arm {
    /// Arm, thing, hand.
    pub fn art(self) -> Art {
        let mut art = self.sleeve;
        art += self.held;
        art += self.hand;
        art
    }
}

/// From the wrist to the middle of the hand.
const PALM: f64 = 17.0;

/// Draws an arm.
pub fn arm(figure: &Figure<'_>, tailor: &Tailor, hand: Hand, which: Which) -> Arm {
    let side = if which == Which::Near { tailor.side } else { -tailor.side };
    let shoulder = point(side * (tailor.shoulder - 19.0), -398.0);
    let (elbow, wrist) = bend(shoulder, point(side * hand.at.x, hand.at.y));
    let length = elbow.distance(wrist).max(1.0);
    let along = point((wrist.x - elbow.x) / length, (wrist.y - elbow.y) / length);
    let palm = point(wrist.x + along.x * PALM, wrist.y + along.y * PALM);
    Arm {
        sleeve: sleeve(figure, tailor, which, [shoulder, elbow, wrist], along),
        held: Art::default(),
        hand: drawn_hand(tailor, hand.shape, palm, along, side),
        palm,
        before_face: hand.at.y < -400.0 && hand.at.x < 100.0,
    }
}

fn sleeve(figure: &Figure<'_>, tailor: &Tailor, which: Which, [shoulder, elbow, wrist]: [Point; 3], along: Point) -> Art {
    let cloth = if which == Which::Near { tailor.above } else { tailor.above.mixed(tailor.above_shade, 0.45) };
    let whole = d!("M{} {}L{} {}L{} {}", shoulder.x, shoulder.y, elbow.x, elbow.y, wrist.x, wrist.y);
    let short = matches!(figure.look.garment, Garment::Shirt);
    let mut art = Art::default();
    // A soft shadow where the arm lies on the chest; outside the chest it would look like a dirty edge.
    let mut shadow = Art::default();
    shadow += path(&whole).stroke(tailor.above.darker(0.30), if short { 46.0 } else { 52.0 });
    let id = format!("{}{}", figure.id, if which == Which::Near { "n" } else { "f" });
    art.clipped(&id, &super::body::torso_outline(tailor), 0.34, shadow);
    if short {
        let end = shoulder.towards(elbow, 0.62);
        art += path(&whole).stroke(tailor.skin, 32.0);
        art += path(d!("M{} {}L{} {}", shoulder.x, shoulder.y, end.x, end.y)).stroke(cloth, 45.0);
    } else {
        art += path(d!("M{} {}L{} {}", shoulder.x, shoulder.y, elbow.x, elbow.y)).stroke(cloth, 43.0);
        art += path(d!("M{} {}L{} {}", elbow.x, elbow.y, wrist.x, wrist.y)).stroke(cloth, 38.0);
        let cuff = d!("M{} {}L{} {}", wrist.x - along.x * 6.0, wrist.y - along.y * 6.0, wrist.x + along.x * 6.0, wrist.y + along.y * 6.0);
        art += path(cuff).band(tailor.above_shade, 40.0);
    }
    art
}

fn drawn_hand(tailor: &Tailor, shape: Shape, palm: Point, along: Point, side: f64) -> Art {
    let (skin, shade) = (tailor.skin, tailor.skin_shade);
    let across = point(-along.y, along.x);
    // A point of the hand: so far across, so far along.
    let at = |x: f64, y: f64| point(palm.x + across.x * x + along.x * y, palm.y + across.y * x + along.y * y);
    let line = |from: Point, to: Point| d!("M{} {}L{} {}", from.x, from.y, to.x, to.y);
    let mut art = Art::default();
    art += circle(palm.x, palm.y, 20.0).fill(skin);
    match shape {
        Shape::Grip => {}
        Shape::Fist => art += path(line(at(-12.0 * side, -4.0), at(-14.0 * side, 10.0))).stroke(skin, 12.0),
        Shape::Pointing => {
            art += path(line(at(-4.0 * side, 0.0), at(-4.0 * side, 46.0))).stroke(skin, 12.5);
            let (from, knee, to) = (at(8.0 * side, 0.0), at(8.0 * side, 10.0), at(0.0, 12.0));
            art += path(d!("M{} {}Q{} {} {} {}", from.x, from.y, knee.x, knee.y, to.x, to.y)).stroke(shade, 3.0);
        }
        Shape::Open => {
            for (offset, length, spread) in [(-13.0, 30.0, -7.0), (-4.5, 37.0, -2.0), (4.5, 37.0, 2.0), (13.0, 30.0, 7.0)] {
                art += path(line(at(offset, 0.0), at(offset + spread, length))).stroke(skin, 11.0);
            }
            art += path(line(at(-10.0 * side, 0.0), at(-31.0 * side, 6.0))).stroke(skin, 11.5);
        }
    }
    art
}
