// SPDX-License-Identifier: EUPL-1.2
//! Scenes: what is behind people, what stands before them, and what balloons had better leave in view. A scene
//! is drawn over the edges of the canvas, so that no edge of it is ever seen.

mod homes;
mod outdoors;
mod pieces;
mod public;

use crate::art::{Art, circle, rect};
use crate::codes::Scene;
use crate::colour::{Colour, WHITE};
use crate::geometry::Rect;
use crate::script::Town;

pub use pieces::emblem;

/// A scene.
#[derive(Debug, Clone, Default)]
pub struct Set {
    /// Behind people.
    pub back: Art,
    /// Before those who stand behind it.
    pub front: Art,
    /// What balloons had better leave in view, such as a sign.
    pub signs: Vec<Rect>,
}

/// Left edge, upper edge, width and height of what is painted.
const EDGES: (f64, f64, f64, f64) = (-60.0, -60.0, 1400.0, 840.0);

impl Set {
    /// A band over the whole width.
    fn band(&mut self, y: f64, height: f64, fill: Colour) {
        self.back += rect(EDGES.0, y, EDGES.2, height, 0.0).fill(fill);
    }

    /// All of it in one colour.
    fn paint(&mut self, fill: Colour) {
        self.band(EDGES.1, EDGES.3, fill);
    }
}

/// Draws a scene.
#[must_use]
pub fn scene(scene: Scene, town: &Town) -> Set {
    match scene {
        Scene::Living => homes::living(),
        Scene::Kitchen => homes::kitchen(),
        Scene::Desk => homes::desk(),
        Scene::Counter => public::counter(town),
        Scene::Library => public::library(),
        Scene::Coworking => public::coworking(),
        Scene::School => public::school(),
        Scene::Square => outdoors::square(),
        Scene::Street => outdoors::street(),
        Scene::Hill => outdoors::hill(),
        Scene::Park => outdoors::park(),
        Scene::Abstract => plain(town),
    }
}

/// What a sign may hide of a scene, without drawing it.
#[must_use]
pub fn signs(scene: Scene) -> &'static [Rect] {
    match scene {
        Scene::Counter => &public::COUNTER_SIGNS,
        _ => &[],
    }
}

/// Circles in the colours of the town.
fn plain(town: &Town) -> Set {
    let base = town.colour.darker(0.18);
    let mut set = Set::default();
    set.paint(base);
    set.back += circle(1150.0, 60.0, 430.0).fill(base.mixed(WHITE, 0.07));
    set.back += circle(80.0, 720.0, 360.0).fill(base.mixed(WHITE, 0.07));
    set.back += circle(1150.0, 60.0, 280.0).fill(base.mixed(WHITE, 0.14));
    for column in 0..7 {
        for row in 0..4 {
            set.back += circle(1076.0 + 26.0 * f64::from(column), 606.0 + 26.0 * f64::from(row), 4.0).fill(base.mixed(WHITE, 0.26));
        }
    }
    set
}
