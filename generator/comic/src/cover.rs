// SPDX-License-Identifier: EUPL-1.2
//! The cover: title, name of the town, somebody of the cast. It is the poster of a film and its first seconds.

use crate::art::{Anchor, Art, Label, circle, rect};
use crate::background;
use crate::codes::{Expression, Held, Pose, Scene};
use crate::colour::{ACCENT, Colour, WHITE};
use crate::d;
use crate::figure::{Figure, Moment};
use crate::font::{Weight, width};
use crate::geometry::HEIGHT;
use crate::script::{Script, Town};
use crate::wrap::{Type, Words};

/// Letters of the title, from large to small: the first that gives few enough lines.
const TITLES: [Type; 3] =
    [Type { size: 74.0, weight: Weight::Bold, line: 82.0 }, Type { size: 62.0, weight: Weight::Bold, line: 70.0 }, Type { size: 50.0, weight: Weight::Bold, line: 58.0 }];
const TITLE_WIDTH: f64 = 660.0;
const MOST_LINES: usize = 4;

/// Whether the title fits.
#[must_use]
pub fn fits(title: &str) -> bool {
    TITLES.iter().any(|letters| wrapped(title, *letters).is_some())
}

fn wrapped(title: &str, letters: Type) -> Option<Vec<String>> {
    let wrapped = Words::new(title, letters).balanced(TITLE_WIDTH, 2.6);
    (wrapped.width <= TITLE_WIDTH && wrapped.lines.len() <= MOST_LINES).then_some(wrapped.lines)
}

/// Draws the cover of a script whose title fits.
#[must_use]
pub fn cover(script: &Script, town: &Town) -> Art {
    let mut art = background::scene(Scene::Abstract, town).back;
    art.group("translate(108 96) scale(.95)", background::emblem(town.colour.lighter(0.25)));
    let size = 34.0 * (1020.0 / width(&town.name, 34.0, Weight::Bold).max(1.0)).min(1.0);
    art += Label { x: 160.0, y: 108.0, size, weight: Weight::Bold, anchor: Anchor::Start, fill: WHITE, text: town.name.clone() };
    let title = script.title.as_str();
    let (letters, lines) = TITLES.iter().find_map(|letters| Some((*letters, wrapped(title, *letters)?))).unwrap_or((TITLES[2], vec![title.to_owned()]));
    let top = (HEIGHT - letters.line * lines.len() as f64) / 2.0 - 30.0;
    for (number, line) in lines.iter().enumerate() {
        art += Label {
            x: 72.0,
            y: top + letters.size + letters.line * number as f64,
            size: letters.size,
            weight: letters.weight,
            anchor: Anchor::Start,
            fill: WHITE,
            text: line.clone(),
        };
    }
    let below = top + letters.line * lines.len() as f64 + 48.0;
    art += rect(72.0, below - 8.0, 96.0, 8.0, 4.0).fill(ACCENT);
    let count = script.panels.len();
    let words = if count == 1 { "Guida a fumetti in una vignetta".to_owned() } else { format!("Guida a fumetti in {count} vignette") };
    art += Label { x: 72.0, y: below + 54.0, size: 34.0, weight: Weight::Regular, anchor: Anchor::Start, fill: Colour(0xE6_EE_F8), text: words };
    art += circle(1010.0, 470.0, 300.0).fill(ACCENT);
    art += person(script);
    art
}

/// The first on stage of the panel that the script names, with what they hold there.
fn person(script: &Script) -> Art {
    let mut art = Art::default();
    let panel = &script.panels[script.cover];
    let Some(actor) = panel.actors.first() else { return art };
    let look = &script.cast[actor.who].look;
    let held: Option<Held> = script.panels.iter().flat_map(|panel| &panel.actors).filter(|one| one.who == actor.who).find_map(|one| one.held);
    let pose = if held.is_some() { Pose::Shows } else { Pose::Waves };
    let figure = Figure { look, pose, expression: Expression::Happy, turn: -0.6, held, moment: Moment::default(), id: "copertina" };
    // Children and people who sit are lifted, so that a cover shows a face.
    let scale = 1.34;
    let lift = (612.0 - (612.0 - look.seat()) * look.height) * scale;
    art.group(d!("translate(1030 {}) scale(1.34)", 1000.0 - lift), figure.draw());
    art
}
