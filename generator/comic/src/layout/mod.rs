// SPDX-License-Identifier: EUPL-1.2
//! Where everything of a panel is.
//!
//! 1. People and what is drawn large have their places by the script; what of it overlaps is a problem.
//! 2. The narrator's words are in the upper left corner.
//! 3. Balloons are placed one after the other ([`search`]): never over a face, another balloon, the list or what is
//!    pointed at, never out of the frame, always so that they are read in the order of the script.

mod search;

use crate::art::Art;
use crate::checklist;
use crate::codes::{Large, Tone};
use crate::font::{self, Weight};
use crate::geometry::{CANVAS, Point, Rect, rect};
use crate::problem::{At, LONG, Problem, What};
use crate::screen::{self, Crowded};
use crate::script::{Exhibit, Panel, Script, Setting, Town};
use crate::stage::{self, Head};
use crate::tail;
use crate::wrap::{Type, Words};
use crate::{background, codes::Device};

pub use search::reads_after;

/// Letters in balloons.
pub const BALLOON: Type = Type { size: 33.0, weight: Weight::Bold, line: 41.0 };
/// Around the letters of a balloon.
pub const PADDING: (f64, f64) = (30.0, 20.0);
/// Letters of the narrator.
pub const CAPTION: Type = Type { size: 29.0, weight: Weight::Bold, line: 37.0 };
/// A caption is not wider.
const CAPTION_WIDTH: f64 = 760.0;
/// Where balloons may be: the lower edge belongs to the bar of a film and to captions.
pub const SAFE: Rect = rect(30.0, 26.0, 1220.0, 614.0);

/// A balloon.
#[derive(Debug, Clone, PartialEq)]
pub struct Balloon {
    /// Its place, without the tail.
    pub at: Rect,
    /// Its lines.
    pub lines: Vec<String>,
    /// How it is said.
    pub tone: Tone,
    /// The tip of the tail; without one somebody speaks who is not in the picture.
    pub tip: Option<Point>,
}

/// The words of the narrator.
#[derive(Debug, Clone, PartialEq)]
pub struct Caption {
    /// Its place.
    pub at: Rect,
    /// Its lines.
    pub lines: Vec<String>,
}

/// What is drawn large, with its place.
#[derive(Debug, Clone)]
pub enum Shown {
    /// A device with its page.
    Screen {
        /// The device.
        device: Device,
        /// The drawing.
        art: Art,
        /// The glass.
        glass: Rect,
        /// What is pointed at.
        highlight: Option<Rect>,
    },
    /// A list at its place.
    Checklist(Rect),
    /// A thing around its middle, with the base line of the words under it.
    Object(Large, Point),
}

/// Where everything of a panel is.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The heads, in the order of the script.
    pub heads: Vec<Head>,
    /// What is drawn large.
    pub shown: Option<Shown>,
    /// The words of the narrator.
    pub caption: Option<Caption>,
    /// The balloons, in reading order.
    pub balloons: Vec<Balloon>,
}

/// What balloons must and should keep free.
#[derive(Debug, Default)]
struct Obstacles {
    hard: Vec<Rect>,
    soft: Vec<(Rect, f64)>,
    /// What is read before the first balloon.
    first: Option<Rect>,
}

/// Half of the width and of the height of a thing drawn large.
const OBJECT: (f64, f64) = (260.0, 205.0);
/// Words under a thing drawn large.
pub const OBJECT_WORDS: Type = Type { size: 34.0, weight: Weight::Bold, line: 40.0 };
/// How much of an area somebody may cover without hiding what is in it.
const COVERED: f64 = 2_500.0;

/// Lays out a panel.
///
/// # Errors
/// All that does not fit.
pub fn lay_out(script: &Script, number: usize, town: &Town) -> Result<Layout, Vec<Problem>> {
    let panel = &script.panels[number];
    let mut problems = letters(panel, number);
    let people = stage::placed(script, panel);
    let heads: Vec<Head> = people.iter().map(stage::Placed::head).collect();
    for (later, head) in heads.iter().enumerate() {
        if heads[..later].iter().any(|other| head.area().grown(-14.0).overlap(&other.area().grown(-14.0)) > 0.0) {
            problems.push(Problem { at: At::Actor(number, later), what: What::Overlap });
        }
    }
    let mut obstacles = Obstacles { hard: heads.iter().map(Head::area).collect(), ..Obstacles::default() };
    obstacles.soft.extend(people.iter().flat_map(stage::Placed::obstacles));
    if let Setting::Scene(scene) = &panel.setting {
        obstacles.soft.extend(background::signs(*scene).iter().map(|sign| (*sign, 3.5)));
    }
    let shown = exhibit(panel, number, town, &mut obstacles, &mut problems);
    if let Some(area) = read_area(shown.as_ref()) {
        for (who, person) in people.iter().enumerate() {
            if person.trunk().overlap(&area) > COVERED || heads[who].area().overlap(&area) > COVERED {
                problems.push(Problem { at: At::Actor(number, who), what: What::Covers });
            }
        }
    }
    let caption = caption(panel, number, &mut problems);
    if let Some(caption) = &caption {
        obstacles.hard.push(caption.at);
        obstacles.first = Some(caption.at);
    }
    let speakers: Vec<search::Speaker<'_>> = panel
        .lines
        .iter()
        .map(|line| {
            let place = people.iter().position(|person| person.actor.who == line.who);
            search::Speaker {
                words: Words::new(line.text.as_str(), BALLOON),
                wish: line.wish,
                head: place.map(|place| heads[place]),
                mouth: place.map(|place| people[place].mouth()),
            }
        })
        .collect();
    let places = match search::places(&speakers, &heads, &obstacles) {
        Ok(places) => places,
        Err(line) => {
            problems.push(Problem { at: At::Line(number, line), what: What::NoRoom(panel.lines[line].text.as_str().chars().count()) });
            Vec::new()
        }
    };
    if problems.iter().any(|problem| !problem.is_warning()) {
        return Err(problems);
    }
    let balloon = |((place, speaker), line): ((search::Place, &search::Speaker<'_>), &crate::script::Spoken)| Balloon {
        at: place.at,
        lines: place.lines,
        tone: line.tone,
        tip: speaker.head.zip(speaker.mouth).map(|(head, mouth)| tail::tip(place.at, mouth, &head)),
    };
    let balloons = places.into_iter().zip(&speakers).zip(&panel.lines).map(balloon).collect();
    Ok(Layout { heads, shown, caption, balloons })
}

/// What of a large thing has to be read or seen.
fn read_area(shown: Option<&Shown>) -> Option<Rect> {
    match shown? {
        Shown::Screen { highlight, .. } => *highlight,
        Shown::Checklist(at) => Some(*at),
        Shown::Object(_, at) => Some(rect(at.x - OBJECT.0 + 60.0, at.y - OBJECT.1 + 40.0, 2.0 * OBJECT.0 - 120.0, 2.0 * OBJECT.1 - 80.0)),
    }
}

/// Letters that the font does not have.
fn letters(panel: &Panel, number: usize) -> Vec<Problem> {
    let lines = panel.lines.iter().enumerate().map(|(line, spoken)| (At::Line(number, line), spoken.text.to_string()));
    let narration = panel.narration.iter().map(|text| (At::Narration(number), text.to_string()));
    let items = match &panel.exhibit {
        Some(Exhibit::Checklist(list)) => list.items.iter().enumerate().map(|(item, one)| (At::Item(number, item), one.spoken())).collect(),
        Some(Exhibit::Screen(screen)) => {
            let words = screen.blocks.iter().flat_map(|block| block.text.iter().chain(&block.value).chain(&block.parts));
            words.chain(&screen.address).chain([&screen.title]).map(|text| (At::Exhibit(number), text.to_string())).collect()
        }
        _ => Vec::new(),
    };
    let missing = |(at, text): (At, String)| Some(font::missing(&text)).filter(|missing| !missing.is_empty()).map(|missing| Problem { at, what: What::Missing(missing) });
    let mut found: Vec<Problem> = lines.chain(narration).chain(items).filter_map(missing).collect();
    for (line, spoken) in panel.lines.iter().enumerate() {
        let count = spoken.text.as_str().chars().count();
        if count > LONG {
            found.push(Problem { at: At::Line(number, line), what: What::Long(count) });
        }
    }
    found
}

fn exhibit(panel: &Panel, number: usize, town: &Town, obstacles: &mut Obstacles, problems: &mut Vec<Problem>) -> Option<Shown> {
    let half = stage::free_half(panel);
    match panel.exhibit.as_ref()? {
        Exhibit::Screen(page) => {
            let at = screen::place(page.device, half);
            match screen::show(page, at, town) {
                Ok(screen::Shown { art, glass, highlight }) => {
                    obstacles.hard.extend(highlight.map(|block| block.grown(24.0)));
                    obstacles.soft.push((rect(at.x, at.y + 70.0, at.width, at.height - 90.0), 0.8));
                    Some(Shown::Screen { device: page.device, art, glass, highlight })
                }
                Err(crowded) => {
                    let what = match crowded {
                        Crowded::High(over) => What::ScreenFull(over),
                        Crowded::Wide(text) => What::TooWide(text),
                    };
                    problems.push(Problem { at: At::Exhibit(number), what });
                    None
                }
            }
        }
        Exhibit::Checklist(list) => {
            let at = checklist::place(list, half);
            if let Some(text) = checklist::too_wide(list) {
                problems.push(Problem { at: At::Exhibit(number), what: What::TooWide(text.to_owned()) });
            }
            obstacles.hard.push(at);
            Some(Shown::Checklist(at))
        }
        Exhibit::Object(thing, words) => {
            let centre = stage::object_centre(panel);
            let lower = if words.is_some() { 60.0 } else { 0.0 };
            obstacles.hard.push(rect(centre.x - OBJECT.0, centre.y - OBJECT.1, 2.0 * OBJECT.0, 2.0 * OBJECT.1 + lower));
            if let Some(words) = words.as_ref().filter(|words| font::width(words.as_str(), OBJECT_WORDS.size, OBJECT_WORDS.weight) > 2.0 * OBJECT.0 + 40.0) {
                problems.push(Problem { at: At::Exhibit(number), what: What::TooWide(words.to_string()) });
            }
            Some(Shown::Object(*thing, centre))
        }
    }
}

fn caption(panel: &Panel, number: usize, problems: &mut Vec<Problem>) -> Option<Caption> {
    let text = panel.narration.as_ref()?;
    let wrapped = Words::new(text.as_str(), CAPTION).balanced(CAPTION_WIDTH, 16.0);
    let at = rect(32.0, 28.0, wrapped.width + 58.0, 24.0 + CAPTION.line * wrapped.lines.len() as f64);
    if wrapped.lines.len() > 2 || !at.is_inside(&CANVAS) {
        problems.push(Problem { at: At::Narration(number), what: What::NoRoom(text.as_str().chars().count()) });
        return None;
    }
    Some(Caption { at, lines: wrapped.lines })
}
