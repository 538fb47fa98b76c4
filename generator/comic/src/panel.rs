// SPDX-License-Identifier: EUPL-1.2
//! The art of a panel, in layers: a film draws each of them once and puts them together anew for each frame; a
//! page and a picture get them all at once.

use crate::art::{Anchor, Art, Label, area, circle, path, rect};
use crate::background;
use crate::checklist;
use crate::codes::{Depth, Device, Tone};
use crate::colour::{ACCENT, Colour, SHADE, TEXT, WHITE};
use crate::d;
use crate::figure::Moment;
use crate::geometry::{CANVAS, HEIGHT, Point, Rect, WIDTH, point, rect as rectangle};
use crate::layout::{BALLOON, Balloon, CAPTION, Caption, Layout, OBJECT_WORDS, PADDING, Shown};
use crate::object;
use crate::screen::{self, Ring};
use crate::script::{Exhibit, Panel, Script, Setting, Town};
use crate::stage::{self, Placed};
use crate::tail;

/// Something drawn, and where.
#[derive(Debug, Clone)]
pub struct Layer {
    /// The drawing.
    pub art: Art,
    /// All of it is within.
    pub bounds: Rect,
}

/// A balloon or caption that appears.
#[derive(Debug, Clone)]
pub struct Bubble {
    /// Its drawing.
    pub layer: Layer,
    /// The point from which it grows.
    pub pivot: Point,
}

/// What is pointed at.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// The block.
    pub block: Rect,
    /// How it is touched.
    pub device: Device,
    /// Where the pointer comes from.
    pub from: Point,
    /// Where it goes.
    pub to: Point,
}

/// The layers of a panel, from behind to the front.
pub struct Layers<'a> {
    /// Scene and large things.
    pub back: Layer,
    /// A town's own picture instead of a scene, by its address: it is behind all.
    pub picture: Option<&'a str>,
    /// Items of a list, which appear.
    pub items: Vec<Layer>,
    /// What is pointed at.
    pub target: Option<Target>,
    /// What stands before people.
    pub front: Layer,
    /// People, in the order of the script.
    pub people: Vec<Placed<'a>>,
    /// The words of the narrator.
    pub caption: Option<Bubble>,
    /// Balloons.
    pub balloons: Vec<Bubble>,
    id: &'a str,
}

/// The pulse of the ring in a still picture.
const STILL_PULSE: f64 = 0.35;

/// The layers of a panel that was laid out.
#[must_use]
pub fn layers<'a>(script: &'a Script, panel: &'a Panel, layout: &Layout, town: &Town) -> Layers<'a> {
    let (set, picture) = match &panel.setting {
        Setting::Scene(scene) => (background::scene(*scene, town), None),
        Setting::Picture(address) => (background::Set::default(), Some(address.as_str())),
    };
    let mut back = set.back;
    let (mut items, mut target) = (Vec::new(), None);
    match (&layout.shown, &panel.exhibit) {
        (Some(Shown::Screen { device, art, glass, highlight }), _) => {
            back += art.clone();
            if let Some(block) = highlight {
                back += screen::dim(*block, *glass, *device);
                target = Some(Target { block: *block, device: *device, from: screen::pointer_rest(*glass), to: screen::pointer_tip(*block, *device) });
            }
        }
        (Some(Shown::Checklist(at)), Some(Exhibit::Checklist(list))) => {
            back += checklist::card(list, *at);
            items = (0..list.items.len()).map(|number| Layer { art: checklist::item(list, number, *at), bounds: *at }).collect();
        }
        (Some(Shown::Object(thing, at)), Some(Exhibit::Object(_, words))) => {
            back.group(d!("translate({} {})", at.x, at.y), object::large(*thing));
            if let Some(words) = words {
                back += words_below(words.as_str(), *at);
            }
        }
        _ => {}
    }
    Layers {
        back: Layer { art: back, bounds: CANVAS },
        picture,
        items,
        target,
        front: Layer { art: set.front, bounds: CANVAS },
        people: stage::placed(script, panel),
        caption: layout.caption.as_ref().map(caption),
        balloons: layout.balloons.iter().map(balloon).collect(),
        id: panel.id.as_str(),
    }
}

impl Layers<'_> {
    /// Somebody at a moment.
    #[must_use]
    pub fn person(&self, number: usize, moment: Moment) -> Layer {
        let placed = &self.people[number];
        Layer { art: placed.art(moment, &format!("{}-{number}", self.id)), bounds: placed.bounds() }
    }

    /// The people before or behind the front, by their numbers.
    pub fn people_at(&self, depth: Depth) -> impl Iterator<Item = usize> + '_ {
        (0..self.people.len()).filter(move |number| self.people[*number].actor.depth == depth)
    }

    /// The whole picture without words of balloons and caption: all items are there, nobody speaks.
    #[must_use]
    pub fn scene(&self) -> Art {
        let mut art = Art::default();
        if let Some(address) = self.picture {
            art.picture(address, CANVAS);
        }
        art += self.back.art.clone();
        for item in &self.items {
            art += item.art.clone();
        }
        if let Some(target) = &self.target {
            art += screen::ring(target.block, Ring(STILL_PULSE));
            art.group(d!("translate({} {})", target.to.x, target.to.y), screen::pointer(target.device));
        }
        for number in self.people_at(Depth::Behind) {
            art += self.person(number, Moment::default()).art;
        }
        art += self.front.art.clone();
        for number in self.people_at(Depth::Before) {
            art += self.person(number, Moment::default()).art;
        }
        art
    }

    /// Caption and balloons.
    #[must_use]
    pub fn bubbles(&self) -> Art {
        let mut art = Art::default();
        for bubble in self.caption.iter().chain(&self.balloons) {
            art += bubble.layer.art.clone();
        }
        art
    }
}

fn words_below(words: &str, at: Point) -> Art {
    let width = crate::font::width(words, OBJECT_WORDS.size, OBJECT_WORDS.weight);
    let (x, y) = (at.x, at.y + 236.0);
    let mut art = Art::default();
    art += rect(x - width / 2.0 - 24.0, y - 40.0, width + 48.0, 56.0, 12.0).fill(WHITE);
    art += Label { x, y, size: OBJECT_WORDS.size, weight: OBJECT_WORDS.weight, anchor: Anchor::Middle, fill: TEXT, text: words.to_owned() };
    art
}

/// The paper of a balloon.
fn paper(tone: Tone) -> Colour {
    if tone == Tone::Shouts { Colour(0xFF_F3_C9) } else { WHITE }
}

fn balloon(balloon: &Balloon) -> Bubble {
    let Balloon { at, lines, tone, tip } = balloon;
    let radius = if *tone == Tone::Thinks { 44.0 } else { 28.0 };
    let mut art = Art::default();
    if let Some(tip) = tip.filter(|_| *tone != Tone::Thinks) {
        let mut shadow = Art::default();
        shadow += path(tail::wedge(*at, tip)).fill(SHADE).opacity(0.16);
        art.group("translate(0 5)", shadow);
    }
    art += rect(at.x, at.y + 6.0, at.width, at.height, radius).fill(SHADE).opacity(0.16);
    match (tip, tone) {
        (None, _) => {}
        (Some(tip), Tone::Thinks) => {
            let from = tail::base(*at, *tip);
            let edge = point(from.x, if tip.y > at.y { at.bottom() } else { at.y });
            for (share, radius) in [(0.3, 13.0), (0.75, 8.5)] {
                let dot = edge.towards(*tip, share);
                art += circle(dot.x, dot.y, radius).fill(WHITE);
            }
        }
        (Some(tip), _) => art += path(tail::wedge(*at, *tip)).fill(paper(*tone)),
    }
    art += area(*at, radius).fill(paper(*tone));
    for (number, line) in lines.iter().enumerate() {
        let y = at.y + PADDING.1 + BALLOON.size * 0.92 + BALLOON.line * number as f64;
        art += Label { x: at.centre().x, y, size: BALLOON.size, weight: BALLOON.weight, anchor: Anchor::Middle, fill: TEXT, text: line.clone() };
    }
    let mut bounds = rectangle(at.x - 2.0, at.y - 2.0, at.width + 4.0, at.height + 10.0);
    if let Some(tip) = tip {
        bounds = bounds.around(&rectangle(tip.x - 14.0, tip.y - 14.0, 28.0, 34.0));
    }
    Bubble { layer: Layer { art, bounds }, pivot: tip.unwrap_or(point(at.centre().x, at.bottom())) }
}

fn caption(caption: &Caption) -> Bubble {
    let Caption { at, lines } = caption;
    let mut art = Art::default();
    art += rect(at.x, at.y + 5.0, at.width, at.height, 12.0).fill(SHADE).opacity(0.18);
    art += area(*at, 12.0).fill(TEXT);
    art += rect(at.x, at.y, 10.0, at.height, 5.0).fill(ACCENT);
    for (number, line) in lines.iter().enumerate() {
        let y = at.y + 40.0 + CAPTION.line * number as f64;
        art += Label { x: at.x + 30.0, y, size: CAPTION.size, weight: CAPTION.weight, anchor: Anchor::Start, fill: WHITE, text: line.clone() };
    }
    Bubble { layer: Layer { art, bounds: rectangle(at.x - 2.0, at.y - 2.0, at.width + 4.0, at.height + 9.0) }, pivot: point(at.x, at.centre().y) }
}

/// One segment for each panel along the lower edge; those that were seen are in colour.
#[must_use]
pub fn progress(seen: usize, of: usize) -> Layer {
    let gap = 6.0;
    let width = (WIDTH - gap * (of as f64 + 1.0)) / of.max(1) as f64;
    let mut art = Art::default();
    for number in 0..of {
        let segment = rect(gap + number as f64 * (width + gap), HEIGHT - 13.0, width, 8.0, 4.0);
        art += if number < seen { segment.fill(ACCENT) } else { segment.fill(WHITE).opacity(0.6) };
    }
    Layer { art, bounds: rectangle(0.0, HEIGHT - 14.0, WIDTH, 10.0) }
}
