// SPDX-License-Identifier: EUPL-1.2
//! Who stands where, and which places their heads, bodies and hands take.

use crate::art::{Art, N};
use crate::checklist::Half;
use crate::codes::{Gaze, Large, Shot};
use crate::figure::pose::{self, Hand};
use crate::figure::{Figure, Moment};
use crate::geometry::{HEIGHT, Point, Rect, WIDTH, point, rect};
use crate::script::{Actor, Character, Exhibit, Panel, Script};

/// Somebody on stage.
#[derive(Debug, Clone, Copy)]
pub struct Placed<'a> {
    /// What they do.
    pub actor: &'a Actor,
    /// Who they are.
    pub character: &'a Character,
    /// The feet.
    pub feet: Point,
    /// Units of the canvas for one of the figure.
    pub scale: f64,
    /// Where they look: from -1 (left) to 1 (right).
    pub turn: f64,
}

/// A head, hair included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Head {
    /// Its middle.
    pub centre: Point,
    /// Half of its height.
    pub half: f64,
}

/// How wide a head is, as a share of its height.
const SLIM: f64 = 0.78;

impl Head {
    /// Where no balloon may be.
    #[must_use]
    pub fn area(&self) -> Rect {
        let width = self.half * SLIM;
        rect(self.centre.x - width - 10.0, self.centre.y - self.half - 14.0, 2.0 * width + 20.0, 2.0 * self.half + 16.0)
    }

    /// Whether a point is on the head.
    #[must_use]
    pub fn holds(&self, at: Point) -> bool {
        ((at.x - self.centre.x) / (self.half * 0.74)).powi(2) + ((at.y - self.centre.y) / (self.half * 1.06)).powi(2) < 1.0
    }
}

/// Scale and height of the feet.
fn shot(shot: Shot) -> (f64, f64) {
    match shot {
        Shot::Whole => (0.86, 690.0),
        Shot::Medium => (1.10, 912.0),
        Shot::Near => (1.45, 1120.0),
    }
}

/// How far somebody looks aside.
const ASIDE: f64 = 0.7;
/// How far somebody who looks ahead is turned: a head seen from the very front looks stiff.
const AHEAD: f64 = 0.12;

/// Everybody of a panel.
#[must_use]
pub fn placed<'a>(script: &'a Script, panel: &'a Panel) -> Vec<Placed<'a>> {
    let (scale, ground) = shot(panel.shot);
    let place = |actor: &'a Actor| {
        let x = actor.at * WIDTH;
        let turn = match actor.gaze {
            Some(Gaze::Left) => -ASIDE,
            Some(Gaze::Right) => ASIDE,
            Some(Gaze::Ahead) => AHEAD,
            None if panel.actors.len() < 2 && panel.exhibit.is_none() && (x - WIDTH / 2.0).abs() < 60.0 => AHEAD,
            None => {
                if x < WIDTH / 2.0 {
                    ASIDE
                } else {
                    -ASIDE
                }
            }
        };
        Placed { actor, character: &script.cast[actor.who], feet: point(x, ground), scale, turn }
    };
    panel.actors.iter().map(place).collect()
}

/// The half of the canvas that the first on stage leaves free.
#[must_use]
pub fn free_half(panel: &Panel) -> Half {
    if panel.actors.first().is_some_and(|actor| actor.at > 0.5) { Half::Left } else { Half::Right }
}

/// Where the middle of a thing drawn large is.
#[must_use]
pub fn object_centre(panel: &Panel) -> Point {
    let x = match (panel.actors.is_empty(), free_half(panel)) {
        (true, _) => WIDTH / 2.0,
        (false, Half::Left) => 420.0,
        (false, Half::Right) => 870.0,
    };
    let lower = match &panel.exhibit {
        // What stands or lies on the ground.
        Some(Exhibit::Object(Large::Pothole, None)) => 160.0,
        Some(Exhibit::Object(Large::Bins | Large::Boxes, None)) => 90.0,
        Some(Exhibit::Object(_, None)) => 20.0,
        _ => 0.0,
    };
    point(x, HEIGHT / 2.0 + lower)
}

impl<'a> Placed<'a> {
    /// Units of the canvas for one of the figure of this person.
    fn unit(&self) -> f64 {
        self.character.look.height * self.scale
    }

    fn side(&self) -> f64 {
        if self.turn < 0.0 { -1.0 } else { 1.0 }
    }

    /// A point of the upper body, on the canvas.
    fn on_body(&self, x: f64, y: f64) -> Point {
        let lean = (pose::of(self.actor.pose).lean * self.side()).to_radians();
        let (sin, cos) = lean.sin_cos();
        let (dx, dy) = (x, y + 215.0);
        let unit = self.unit();
        point(self.feet.x + (dx * cos - dy * sin) * unit, self.feet.y + (dx * sin + dy * cos - 215.0 + self.character.look.seat()) * unit)
    }

    /// The head.
    #[must_use]
    pub fn head(&self) -> Head {
        let scale = self.character.look.head_scale();
        Head { centre: self.on_body(0.0, -450.0 - 90.0 * scale), half: 104.0 * scale * self.unit() }
    }

    /// The mouth.
    #[must_use]
    pub fn mouth(&self) -> Point {
        let at = self.figure(Moment::default(), "").mouth();
        point(self.feet.x + at.x * self.scale, self.feet.y + at.y * self.scale)
    }

    /// The trunk, without arms.
    #[must_use]
    pub fn trunk(&self) -> Rect {
        let unit = self.unit();
        let top = self.on_body(0.0, -440.0).y;
        rect(self.feet.x - 96.0 * unit, top, 192.0 * unit, (self.feet.y - top).max(0.0))
    }

    /// The places that a balloon had better leave free, each with how much it matters.
    #[must_use]
    pub fn obstacles(&self) -> Vec<(Rect, f64)> {
        let unit = self.unit();
        let stance = pose::of(self.actor.pose);
        let mut out = vec![(self.trunk(), 1.0)];
        let hand = |hand: Hand, side: f64| self.on_body(hand.at.x * side, hand.at.y);
        if self.actor.held.is_some() {
            let at = hand(stance.near, self.side());
            out.push((rect(at.x - 78.0, at.y - 84.0, 156.0, 140.0), 3.0));
        }
        for (raised, side) in [(stance.near, self.side()), (stance.far, -self.side())] {
            if raised.at.y < -400.0 && raised.at.x > 90.0 {
                let at = hand(raised, side);
                out.push((rect(at.x - 46.0 * unit, at.y - 56.0 * unit, 92.0 * unit, 110.0 * unit), 1.6));
            }
        }
        out
    }

    /// The figure at a moment; `id` is a name that no other of a page has.
    #[must_use]
    pub fn figure<'i>(&'i self, moment: Moment, id: &'i str) -> Figure<'i>
    where
        'a: 'i,
    {
        let Actor { pose, expression, held, .. } = *self.actor;
        Figure { look: &self.character.look, pose, expression, turn: self.turn, held, moment, id }
    }

    /// The figure, on the canvas.
    #[must_use]
    pub fn art(&self, moment: Moment, id: &str) -> Art {
        let mut art = Art::default();
        art.group(format_args!("translate({} {}) scale({})", N(self.feet.x), N(self.feet.y), self.scale), self.figure(moment, id).draw());
        art
    }

    /// A rectangle around all of the figure.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        let scale = self.scale * self.character.look.height.max(1.0);
        rect(self.feet.x - 340.0 * scale, self.feet.y - 720.0 * scale, 680.0 * scale, 750.0 * scale)
    }
}
