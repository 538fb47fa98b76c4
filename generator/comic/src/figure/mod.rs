// SPDX-License-Identifier: EUPL-1.2
//! People, drawn flat: light comes from the upper left, each volume has one darker side. Feet are at (0, 0), up
//! is negative, a grown person is about 640 units tall with hair: big heads keep faces readable.

mod arm;
mod body;
mod face;
mod garment;
mod hair;
mod head;
pub mod pose;

use crate::art::{Art, N, ellipse};
use crate::codes::{Expression, Garment, Held, Pose};
use crate::colour::{Colour, SHADE};
use crate::geometry::{Point, point};
use crate::object;
use crate::script::Look;

/// Somebody at one moment.
#[derive(Debug, Clone, Copy)]
pub struct Figure<'a> {
    /// How they look.
    pub look: &'a Look,
    /// What the body does.
    pub pose: Pose,
    /// What the face says.
    pub expression: Expression,
    /// Where they look: from -1 (left) to 1 (right).
    pub turn: f64,
    /// What is in the near hand.
    pub held: Option<Held>,
    /// The moment.
    pub moment: Moment,
    /// A name that no other figure of a page has.
    pub id: &'a str,
}

/// What changes in a figure while a film runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The mouth says something.
    pub talks: bool,
    /// The eyes are shut.
    pub blinks: bool,
}

/// How much lower the body of somebody in a wheelchair is.
const SEAT: f64 = 110.0;
/// Below this height a person is a child, with a larger head.
const CHILD: f64 = 0.85;
/// How much larger.
const CHILD_HEAD: f64 = 1.24;
/// The neck, about which a head turns.
const NECK: f64 = -450.0;

/// Base and shade of a skin.
#[must_use]
fn skin(tone: u8) -> (Colour, Colour) {
    let (base, shade) = match tone {
        1 => (0xFC_DC_C4, 0xF0_BF_A0),
        2 => (0xF6_C9_A4, 0xE5_A9_7F),
        3 => (0xE5_AE_82, 0xCB_8C_5E),
        4 => (0xC6_8A_5C, 0xA6_6C_42),
        5 => (0x9A_65_40, 0x7B_4C_2C),
        _ => (0x6E_46_30, 0x53_32_1F),
    };
    (Colour(base), Colour(shade))
}

/// The colours of a figure and where its edges are.
struct Tailor {
    skin: Colour,
    skin_shade: Colour,
    above: Colour,
    above_shade: Colour,
    below: Colour,
    /// Half the width of shoulders, waist and hem.
    shoulder: f64,
    waist: f64,
    hem: f64,
    /// 1 to the right, -1 to the left.
    side: f64,
}

impl Tailor {
    fn new(figure: &Figure<'_>) -> Self {
        let look = figure.look;
        let (skin, skin_shade) = skin(look.skin);
        let above = look.colour.colour();
        Self {
            skin,
            skin_shade,
            above,
            above_shade: above.darker(0.22),
            below: look.below.colour(),
            shoulder: 76.0 * look.build,
            waist: 60.0 * look.build,
            hem: 64.0 * look.build,
            side: if figure.turn < 0.0 { -1.0 } else { 1.0 },
        }
    }
}

impl Look {
    /// How much lower the body is than that of somebody who stands, in units of the figure.
    #[must_use]
    pub fn seat(&self) -> f64 {
        if self.wheelchair { SEAT } else { 0.0 }
    }

    /// How much larger the head is.
    #[must_use]
    pub fn head_scale(&self) -> f64 {
        if self.height < CHILD { CHILD_HEAD } else { 1.0 }
    }

    /// Whether bare legs are seen.
    fn wears_skirt(&self) -> bool {
        self.skirt || self.garment == Garment::Dress
    }
}

impl Figure<'_> {
    /// The mouth, from the feet, in units of the canvas at scale 1.
    #[must_use]
    pub fn mouth(&self) -> Point {
        let look = self.look;
        let above_neck = (-490.0 - NECK) * look.head_scale();
        point(16.0 * self.turn * look.height, (NECK + above_neck + look.seat()) * look.height)
    }

    /// The figure.
    #[must_use]
    pub fn draw(&self) -> Art {
        let tailor = Tailor::new(self);
        let stance = pose::of(self.pose);
        let look = self.look;
        let mut near = arm::arm(self, &tailor, stance.near, arm::Which::Near);
        let far = arm::arm(self, &tailor, stance.far, arm::Which::Far);
        if let Some(held) = self.held {
            near.held.group(format_args!("translate({} {})", N(near.palm.x), N(near.palm.y)), object::held(held));
        }
        let head = head::head(self, &tailor, stance.tilt);
        let mut upper = Art::default();
        upper += head.behind;
        let far_is_raised = stance.far.at.y < -420.0 && !far.before_face;
        let (mut before_face, mut far) = (Art::default(), Some(far));
        if far_is_raised && let Some(arm) = far.take() {
            upper += arm.art();
        }
        upper += body::torso(&tailor);
        upper += body::neck(&tailor);
        upper += garment::garment(look, &tailor);
        if let Some(arm) = far.take() {
            if arm.before_face { before_face += arm.art() } else { upper += arm.art() }
        }
        if near.before_face {
            before_face += near.art()
        } else {
            upper += near.art()
        }
        upper += head.front;
        upper += before_face;
        let mut whole = Art::default();
        whole += ellipse(0.0, 2.0, 118.0, 14.0).fill(SHADE).opacity(0.16);
        if look.cane {
            whole += body::cane(&tailor);
        }
        let lean = format!("translate(0 {}) rotate({} 0 -215)", N(look.seat()), N(stance.lean * tailor.side));
        if look.wheelchair {
            whole += body::wheelchair_back(&tailor);
            whole.group(lean, upper);
            whole += body::wheelchair(&tailor);
        } else {
            whole += if look.wears_skirt() { body::skirt(look, &tailor) } else { body::trousers(look, &tailor) };
            whole.group(lean, upper);
        }
        if (look.height - 1.0).abs() < 0.001 {
            return whole;
        }
        let mut scaled = Art::default();
        scaled.group(format_args!("scale({:.3})", look.height), whole);
        scaled
    }
}
