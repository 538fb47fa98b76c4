// SPDX-License-Identifier: EUPL-1.2
//! When each line is read, by reading speed. Times are counted in frames, so that nothing falls between two.

use crate::problem::{At, EASY, Problem, What};
use crate::script::{Exhibit, Panel, Script};

/// Frames a second.
pub const RATE: u32 = 25;

/// From a frame to another, the first included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first frame.
    pub start: u32,
    /// The frame after the last.
    pub end: u32,
}

impl Span {
    /// How many frames.
    #[must_use]
    pub fn frames(self) -> u32 {
        self.end - self.start
    }

    /// How many seconds.
    #[must_use]
    pub fn seconds(self) -> f64 {
        seconds(self.frames())
    }
}

/// Frames in seconds.
#[must_use]
pub fn seconds(frames: u32) -> f64 {
    f64::from(frames) / f64::from(RATE)
}

/// The times of a panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PanelTime {
    /// From its first to its last frame.
    pub span: Span,
    /// When the words of the narrator are read; they stay.
    pub narration: Option<Span>,
    /// When each line is read; balloons stay.
    pub lines: Vec<Span>,
    /// When each item is read; items stay.
    pub items: Vec<Span>,
    /// When the pointer goes to what it points at.
    pub pointer: Option<u32>,
}

/// The times of a comic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// The cover.
    pub cover: Span,
    /// The panels.
    pub panels: Vec<PanelTime>,
}

impl Timeline {
    /// How many frames there are.
    #[must_use]
    pub fn frames(&self) -> u32 {
        self.panels.last().map_or(self.cover.end, |panel| panel.span.end)
    }

    /// How long it is, in seconds.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        seconds(self.frames())
    }
}

/// The cover.
const COVER: f64 = 2.6;
/// From the beginning of a panel to its first words.
const LEAD: f64 = 0.5;
/// From its last words to its end.
const TAIL: f64 = 0.7;
/// Between words.
const GAP: f64 = 0.15;
/// To begin to read.
const START: f64 = 0.5;
/// The shortest time of a text.
const SHORTEST: f64 = 1.6;
/// To find what is pointed at.
const LOOK: f64 = 1.8;
/// To look at a large thing.
const THING: f64 = 0.9;
/// The shortest panel.
const PANEL: f64 = 2.5;
/// Silence after a recorded voice.
const AFTER_VOICE: f64 = 0.3;

fn frames(seconds: f64) -> u32 {
    (seconds * f64::from(RATE)).round().max(0.0) as u32
}

/// How long a text is read, in seconds.
fn read(text: &str, speed: f64) -> f64 {
    (text.chars().count() as f64 / speed + START).max(SHORTEST)
}

/// What is read in a panel, in order.
fn texts(panel: &Panel, number: usize) -> Vec<(At, String)> {
    let narration = panel.narration.iter().map(|text| (At::Narration(number), text.to_string()));
    let lines = panel.lines.iter().enumerate().map(|(line, spoken)| (At::Line(number, line), spoken.text.to_string()));
    let items = match &panel.exhibit {
        Some(Exhibit::Checklist(list)) => list.items.as_slice(),
        _ => &[],
    };
    narration.chain(lines).chain(items.iter().enumerate().map(|(item, one)| (At::Item(number, item), one.spoken()))).collect()
}

/// Seconds to look at what is drawn large.
fn look(panel: &Panel) -> f64 {
    match &panel.exhibit {
        Some(Exhibit::Screen(screen)) if screen.highlighted.is_some() => LOOK,
        Some(Exhibit::Screen(_) | Exhibit::Object(..)) => THING,
        _ => 0.0,
    }
}

/// The times of a script, and where it has to be read too fast.
#[must_use]
pub fn timeline(script: &Script) -> (Timeline, Vec<Problem>) {
    let mut problems = Vec::new();
    let cover = Span { start: 0, end: frames(COVER) };
    let mut now = cover.end;
    let mut panels = Vec::with_capacity(script.panels.len());
    for (number, panel) in script.panels.iter().enumerate() {
        let time = panel_time(script, panel, number, now, &mut problems);
        now = time.span.end;
        panels.push(time);
    }
    (Timeline { cover, panels }, problems)
}

fn panel_time(script: &Script, panel: &Panel, number: usize, start: u32, problems: &mut Vec<Problem>) -> PanelTime {
    let texts = texts(panel, number);
    let reading: f64 = texts.iter().map(|(_, text)| read(text, script.reading_speed) + GAP).sum::<f64>() + look(panel);
    let natural = (LEAD + reading + TAIL).max(PANEL);
    let wanted = panel.seconds.unwrap_or(natural).max(panel.audio.map_or(0.0, |voice| LEAD + voice + AFTER_VOICE));
    // What is fixed stays; what is read becomes longer or shorter.
    let stretch = if panel.seconds.is_some() || wanted > natural { ((wanted - LEAD - TAIL) / reading.max(0.1)).max(0.0) } else { 1.0 };
    let mut at = start + frames(LEAD);
    let mut time = PanelTime { span: Span { start, end: start }, narration: None, lines: Vec::new(), items: Vec::new(), pointer: None };
    for (place, text) in &texts {
        let span = Span { start: at, end: at + frames((read(text, script.reading_speed) + GAP) * stretch).max(1) };
        at = span.end;
        let count = text.chars().count() as f64;
        let speed = count / span.seconds();
        if speed > EASY {
            problems.push(Problem { at: *place, what: What::Fast(speed) });
        }
        match place {
            At::Narration(_) => time.narration = Some(span),
            At::Line(..) => time.lines.push(span),
            _ => time.items.push(span),
        }
    }
    if look(panel) >= LOOK {
        time.pointer = Some(at.saturating_sub(frames(0.6)).max(start + frames(LEAD)));
    }
    at += frames(look(panel) * stretch);
    time.span.end = (at + frames(TAIL)).max(start + frames(wanted));
    time
}
