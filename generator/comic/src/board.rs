// SPDX-License-Identifier: EUPL-1.2
//! A board: a script that could be laid out, with places and times. All that is shown comes from one.

use crate::art::Art;
use crate::cover;
use crate::layout::{Layout, lay_out};
use crate::panel::{self, Layers};
use crate::problem::{At, Problem, What};
use crate::script::{Script, Town};
use crate::timeline::{Timeline, timeline};

/// What the drawing depends on beside the script: when it changes, films are made again.
pub const STYLE: u32 = 1;

/// A comic, ready to be drawn.
#[derive(Debug, Clone)]
pub struct Board {
    script: Script,
    town: Town,
    layouts: Vec<Layout>,
    timeline: Timeline,
}

impl Board {
    /// Lays out a script. Beside the board come the problems with which it can be made.
    ///
    /// # Errors
    /// All that does not fit, and what must be read too fast.
    pub fn new(script: Script, town: Town) -> Result<(Self, Vec<Problem>), Vec<Problem>> {
        let mut problems = Vec::new();
        let mut layouts = Vec::with_capacity(script.panels.len());
        if !cover::fits(script.title.as_str()) {
            problems.push(Problem { at: At::Title, what: What::TooWide(script.title.to_string()) });
        }
        for number in 0..script.panels.len() {
            match lay_out(&script, number, &town) {
                Ok(layout) => layouts.push(layout),
                Err(found) => problems.extend(found),
            }
        }
        let (timeline, rushed) = timeline(&script);
        problems.extend(rushed);
        if problems.iter().all(Problem::is_warning) && layouts.len() == script.panels.len() { Ok((Self { script, town, layouts, timeline }, problems)) } else { Err(problems) }
    }

    /// The script.
    #[must_use]
    pub fn script(&self) -> &Script {
        &self.script
    }

    /// Its times.
    #[must_use]
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// Where everything of a panel is.
    #[must_use]
    pub fn layout(&self, number: usize) -> &Layout {
        &self.layouts[number]
    }

    /// The layers of a panel.
    #[must_use]
    pub fn layers(&self, number: usize) -> Layers<'_> {
        panel::layers(&self.script, &self.script.panels[number], &self.layouts[number], &self.town)
    }

    /// The cover.
    #[must_use]
    pub fn cover(&self) -> Art {
        cover::cover(&self.script, &self.town)
    }

    /// A panel as one picture, words and all.
    #[must_use]
    pub fn picture(&self, number: usize) -> Art {
        let layers = self.layers(number);
        let mut art = layers.scene();
        art += layers.bubbles();
        art
    }

    /// All that a film of it depends on, as bytes to be hashed.
    #[must_use]
    pub fn identity(&self) -> Vec<u8> {
        format!("{STYLE} {:?} {:?}", self.script, self.town).into_bytes()
    }
}
