// SPDX-License-Identifier: EUPL-1.2
//! A sheet of all poses, expressions, things and scenes, for those who write scripts.

use crate::art::{Anchor, Art, Label, rect};
use crate::background;
use crate::checklist::icon;
use crate::codes::{Dye, Expression, Garment, Hair, HairColour, Held, Icon, Large, Pose, Scene};
use crate::colour::{Colour, TEXT};
use crate::d;
use crate::figure::{Figure, Moment};
use crate::font::Weight;
use crate::geometry::{self, Rect};
use crate::object;
use crate::script::{Look, Town};
use model::vocabulary::Coded as _;

/// Width of the sheet.
const WIDTH: f64 = 3360.0;

fn words(x: f64, y: f64, size: f64, text: &str) -> Label {
    Label { x, y, size, weight: Weight::Bold, anchor: Anchor::Middle, fill: TEXT, text: text.to_owned() }
}

fn look(hair: Hair, hair_colour: HairColour, skin: u8, garment: Garment, colour: Dye) -> Look {
    Look {
        skin,
        hair,
        hair_colour,
        veil: Dye::Sage,
        garment,
        colour,
        below: Dye::Night,
        skirt: false,
        glasses: false,
        beard: false,
        moustache: false,
        earrings: false,
        cap: false,
        badge: false,
        wheelchair: false,
        cane: false,
        elderly: false,
        build: 1.0,
        height: 1.0,
    }
}

/// People as examples: ages, skins, clothes, a wheelchair, a cane, a veil, a uniform.
#[must_use]
pub fn looks() -> Vec<(&'static str, Look)> {
    vec![
        (
            "anziana",
            Look { elderly: true, glasses: true, earrings: true, skirt: true, height: 0.95, build: 1.05, ..look(Hair::Bun, HairColour::Grey, 1, Garment::Cardigan, Dye::Violet) },
        ),
        ("ragazzo", look(Hair::Quiff, HairColour::Brown, 3, Garment::Hoodie, Dye::Green)),
        ("impiegata", Look { badge: true, ..look(Hair::Bob, HairColour::Red, 2, Garment::Blouse, Dye::Sky) }),
        ("con il velo", Look { badge: true, ..look(Hair::Veil, HairColour::Black, 4, Garment::Jacket, Dye::Night) }),
        ("in carrozzina", Look { wheelchair: true, beard: true, ..look(Hair::Short, HairColour::Black, 6, Garment::Shirt, Dye::Yellow) }),
        ("in divisa", Look { cap: true, ..look(Hair::Short, HairColour::Brown, 2, Garment::Uniform, Dye::Blue) }),
        ("riccia", look(Hair::Curly, HairColour::Black, 5, Garment::Dress, Dye::Coral)),
        ("nonno", Look { elderly: true, moustache: true, below: Dye::Brown, build: 1.12, ..look(Hair::Bald, HairColour::White, 2, Garment::Blouse, Dye::Sage) }),
        ("bambina", Look { height: 0.7, ..look(Hair::Ponytail, HairColour::Blond, 2, Garment::Shirt, Dye::Pink) }),
        ("bionda", look(Hair::Long, HairColour::Blond, 1, Garment::Hoodie, Dye::Orange)),
        ("educatrice", look(Hair::Ponytail, HairColour::Brown, 4, Garment::Apron, Dye::Sage)),
        ("con il bastone", Look { cane: true, glasses: true, ..look(Hair::Short, HairColour::Grey, 3, Garment::Jacket, Dye::Grey) }),
    ]
}

fn posed<'a>(look: &'a Look, pose: Pose, expression: Expression, held: Option<Held>, turn: f64, id: &'a str) -> Figure<'a> {
    Figure { look, pose, expression, turn, held, moment: Moment::default(), id }
}

/// The sheet of people: looks, poses, expressions.
#[must_use]
pub fn people() -> (Art, Rect) {
    let looks = looks();
    let mut art = Art::default();
    let height = 4.0 * 720.0;
    art += rect(0.0, 0.0, WIDTH, height, 0.0).fill(Colour(0xEA_F1_FA));
    for (number, (name, look)) in looks.iter().enumerate() {
        let x = 140.0 + 280.0 * number as f64;
        art.group(d!("translate({} 680)", x), posed(look, Pose::Still, Expression::Smile, None, 0.5, &format!("l{number}")).draw());
        art += words(x, 712.0, 28.0, name);
    }
    for (number, pose) in Pose::ALL.iter().enumerate() {
        let (x, y) = (210.0 + 420.0 * (number % 8) as f64, 1400.0 + 720.0 * (number / 8) as f64);
        let held = match pose {
            Pose::Holds => Some(Held::Card),
            Pose::Shows => Some(Held::Envelope),
            Pose::Gives => Some(Held::Sheet),
            Pose::Phones => Some(Held::Phone),
            Pose::Signs => Some(Held::Pen),
            _ => None,
        };
        let turn = if number % 2 == 0 { 0.6 } else { -0.6 };
        art.group(
            d!("translate({} {})", x, y),
            posed(&looks[number % looks.len()].1, *pose, Expression::ALL[(number + 1) % Expression::ALL.len()], held, turn, &format!("p{number}")).draw(),
        );
        art += words(x, y + 32.0, 28.0, pose.code());
    }
    for (number, expression) in Expression::ALL.iter().enumerate() {
        let x = 160.0 + 300.0 * number as f64;
        art.group(d!("translate({} 2840)", x), posed(&looks[(number * 3 + 1) % looks.len()].1, Pose::Still, *expression, None, 0.5, &format!("e{number}")).draw());
        art += words(x, 2872.0, 28.0, expression.code());
    }
    (art, geometry::rect(0.0, 0.0, WIDTH, height))
}

/// The sheet of things: in a hand, large, as icons.
#[must_use]
pub fn things() -> (Art, Rect) {
    let mut art = Art::default();
    let height = 1720.0;
    art += rect(0.0, 0.0, WIDTH, height, 0.0).fill(Colour(0xEA_F1_FA));
    for (number, thing) in Held::ALL.iter().enumerate() {
        let x = 130.0 + 250.0 * number as f64;
        art.group(d!("translate({} 140) scale(1.3)", x), object::held(*thing));
        art += words(x, 300.0, 28.0, thing.code());
    }
    for (number, thing) in Large::ALL.iter().enumerate() {
        let (x, y) = (280.0 + 560.0 * (number % 6) as f64, 560.0 + 520.0 * (number / 6) as f64);
        art.group(d!("translate({} {})", x, y), object::large(*thing));
        art += words(x, y + 246.0, 30.0, thing.code());
    }
    for (number, one) in Icon::ALL.iter().enumerate() {
        let x = 100.0 + 186.0 * number as f64;
        art.group(d!("translate({} 1500) scale(1.8)", x), icon(*one));
        art += words(x, 1610.0, 28.0, one.code());
    }
    (art, geometry::rect(0.0, 0.0, WIDTH, height))
}

/// The sheet of scenes.
#[must_use]
pub fn scenes(town: &Town) -> (Art, Rect) {
    let mut art = Art::default();
    let (across, wide, high) = (4, 840.0, 520.0);
    let height = high * Scene::ALL.len().div_ceil(across) as f64;
    art += rect(0.0, 0.0, WIDTH, height, 0.0).fill(Colour(0xEA_F1_FA));
    for (number, scene) in Scene::ALL.iter().enumerate() {
        let (x, y) = (10.0 + wide * (number % across) as f64, 10.0 + high * (number / across) as f64);
        let set = background::scene(*scene, town);
        let mut inner = set.back;
        inner += set.front;
        let mut cut = Art::default();
        cut.clipped(&format!("s{number}"), "M0 0H1280V720H0Z", 1.0, inner);
        art.group(d!("translate({} {}) scale(.64)", x, y), cut);
        art += words(x + 410.0, y + 494.0, 28.0, scene.code());
    }
    (art, geometry::rect(0.0, 0.0, WIDTH, height))
}
