// SPDX-License-Identifier: EUPL-1.2
//! The frames of a film. What is seen at a moment is a small value ([`Moments`]); a frame whose value is that of the
//! frame before is the frame before. Text never moves once it is there, and nothing large flashes (WCAG 2.2, 2.3.1).

use super::raster::{HEIGHT, PaintError, Sprite, WIDTH, fade, paint, sprite};
use super::{Mentioned, yuv};
use crate::comics::Strip;
use comic::art::Art;
use comic::codes::Depth;
use comic::figure::Moment;
use comic::geometry::CANVAS;
use comic::panel::{Bubble, Layers, progress};
use comic::screen::{self, Ring};
use comic::timeline::{PanelTime, RATE, Span};
use resvg::tiny_skia::{Color, Pixmap};
use std::collections::BTreeMap;
use std::io;

/// What is done with a frame: its planes, and whether it differs from the one before.
pub type Take<'t> = &'t mut dyn FnMut(&[u8], Change) -> io::Result<()>;

/// Whether a frame differs from the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It differs.
    New,
    /// It is the same.
    Same,
}

/// Why frames could not be made.
#[derive(Debug)]
pub enum FramesError {
    /// A drawing could not be painted.
    Paint(PaintError),
    /// Nobody takes them any more.
    Taken(io::Error),
}

impl From<PaintError> for FramesError {
    fn from(error: PaintError) -> Self {
        Self::Paint(error)
    }
}

impl std::fmt::Display for FramesError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Paint(error) => error.fmt(f),
            Self::Taken(_) => f.write_str("i fotogrammi non arrivano a ffmpeg"),
        }
    }
}

impl std::error::Error for FramesError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Paint(error) => Some(error),
            Self::Taken(error) => Some(error),
        }
    }
}

/// Frames of a fade from one panel to the next.
const FADE: u32 = 9;
/// Frames in which a balloon or a caption appears.
const POP: u32 = 6;
/// Frames in which a pointer moves.
const GLIDE: u32 = 15;
/// Frames of one pulse of the ring.
const PULSE: u32 = 32;
/// Steps of one pulse.
const STEPS: u32 = 8;
/// Frames for which a mouth is open, and then shut: about three times a second.
const FLAP: u32 = 4;
/// How much of a line a mouth moves, in hundredths.
const SAID: u32 = 82;
/// Frames from one blink to the next, and of a blink.
const BLINK: (u32, u32) = (85, 3);

/// What is seen at a moment. Opacities and shares of a movement are whole numbers from 0 to 255.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Moments {
    people: Vec<Moment>,
    items: Vec<u8>,
    pulse: Option<u32>,
    pointer: Option<u8>,
    caption: u8,
    balloons: Vec<u8>,
    fade: u8,
}

/// The share of a movement that takes some frames and begins at one.
fn since(frame: u32, start: u32, frames: u32) -> u8 {
    if frame < start { 0 } else { ((frame - start + 1).min(frames) * 255 / frames) as u8 }
}

/// Fast at first, then slow.
fn eased(share: u8) -> f64 {
    1.0 - (1.0 - f64::from(share) / 255.0).powi(3)
}

fn moments(layers: &Layers<'_>, speakers: &[usize], time: &PanelTime, number: usize, frame: u32) -> Moments {
    let here = frame - time.span.start;
    let says = |span: &Span| frame >= span.start && frame < span.start + span.frames() * SAID / 100;
    let speaking = time.lines.iter().position(says).map(|line| speakers[line]);
    let flaps = (here / FLAP).is_multiple_of(2);
    let person = |place: usize, who: usize| Moment { talks: flaps && speaking == Some(who), blinks: (frame + number as u32 * 22 + place as u32 * 31) % BLINK.0 < BLINK.1 };
    Moments {
        people: layers.people.iter().enumerate().map(|(place, one)| person(place, one.actor.who)).collect(),
        items: time.items.iter().map(|span| since(frame, span.start, POP)).collect(),
        pulse: time.pointer.filter(|start| frame >= start + GLIDE).map(|start| (frame - start - GLIDE) % PULSE * STEPS / PULSE),
        pointer: time.pointer.map(|start| since(frame, start, GLIDE)),
        caption: time.narration.map_or(0, |span| since(frame, span.start, POP)),
        balloons: time.lines.iter().map(|span| since(frame, span.start, POP)).collect(),
        fade: since(here, 0, FADE),
    }
}

/// The layers of a panel as pixels.
struct Stage<'s> {
    layers: Layers<'s>,
    back: Pixmap,
    items: Vec<Option<Sprite>>,
    rings: Vec<Option<Sprite>>,
    pointer: Option<Sprite>,
    front: Option<Sprite>,
    people: BTreeMap<(usize, Moment), Option<Sprite>>,
    caption: Option<(Sprite, (f64, f64))>,
    balloons: Vec<Option<(Sprite, (f64, f64))>>,
    progress: Option<Sprite>,
}

impl<'s> Stage<'s> {
    fn new(strip: &'s Strip, number: usize, mentioned: Mentioned<'_>) -> Result<Self, PaintError> {
        let layers = strip.board.layers(number);
        let mut back = backdrop(layers.picture, mentioned)?;
        if let Some(scene) = sprite(&layers.back.art, CANVAS)? {
            scene.put(&mut back, (0, 0), 255);
        }
        let bubble = |bubble: &Bubble| Ok::<_, PaintError>(sprite(&bubble.layer.art, bubble.layer.bounds)?.map(|sprite| (sprite, (bubble.pivot.x, bubble.pivot.y))));
        let rings = match &layers.target {
            Some(target) => (0..STEPS).map(|step| sprite(&screen::ring(target.block, Ring(f64::from(step) / f64::from(STEPS))), CANVAS)).collect::<Result<_, _>>()?,
            None => Vec::new(),
        };
        let pointer = match &layers.target {
            Some(target) => {
                let mut art = Art::default();
                art.group(format_args!("translate({} {})", target.to.x, target.to.y), screen::pointer(target.device));
                sprite(&art, CANVAS)?
            }
            None => None,
        };
        let bar = progress(number + 1, strip.board.script().panels.len());
        Ok(Self {
            back,
            items: layers.items.iter().map(|item| sprite(&item.art, item.bounds)).collect::<Result<_, _>>()?,
            rings,
            pointer,
            front: sprite(&layers.front.art, CANVAS)?,
            people: BTreeMap::new(),
            caption: layers.caption.as_ref().map(bubble).transpose()?.flatten(),
            balloons: layers.balloons.iter().map(bubble).collect::<Result<_, _>>()?,
            progress: sprite(&bar.art, bar.bounds)?,
            layers,
        })
    }

    fn person(&mut self, place: usize, moment: Moment, frame: &mut Pixmap) -> Result<(), PaintError> {
        if !self.people.contains_key(&(place, moment)) {
            let layer = self.layers.person(place, moment);
            self.people.insert((place, moment), sprite(&layer.art, layer.bounds)?);
        }
        if let Some(Some(person)) = self.people.get(&(place, moment)) {
            person.put(frame, (0, 0), 255);
        }
        Ok(())
    }

    /// Puts all that is seen at a moment onto a frame.
    fn compose(&mut self, moments: &Moments, frame: &mut Pixmap) -> Result<(), PaintError> {
        frame.data_mut().copy_from_slice(self.back.data());
        for (item, shown) in self.items.iter().zip(&moments.items) {
            if let Some(item) = item {
                item.put(frame, (0, 0), *shown);
            }
        }
        if let Some(Some(ring)) = moments.pulse.and_then(|step| self.rings.get(step as usize)) {
            ring.put(frame, (0, 0), 255);
        }
        if let (Some(pointer), Some(target), Some(way)) = (&self.pointer, &self.layers.target, moments.pointer) {
            let rest = 1.0 - eased(way);
            let moved = (((target.from.x - target.to.x) * rest).round() as i32, ((target.from.y - target.to.y) * rest).round() as i32);
            pointer.put(frame, moved, if way == 0 { 0 } else { 255 });
        }
        let [behind, before]: [Vec<usize>; 2] = [Depth::Behind, Depth::Before].map(|depth| self.layers.people_at(depth).collect());
        for place in behind {
            self.person(place, moments.people[place], frame)?;
        }
        if let Some(front) = &self.front {
            front.put(frame, (0, 0), 255);
        }
        for place in before {
            self.person(place, moments.people[place], frame)?;
        }
        if let Some(bar) = &self.progress {
            bar.put(frame, (0, 0), 255);
        }
        if let Some((caption, _)) = &self.caption {
            caption.put(frame, ((-26.0 * (1.0 - eased(moments.caption))).round() as i32, 0), moments.caption);
        }
        for (balloon, shown) in self.balloons.iter().zip(&moments.balloons) {
            match (balloon, shown) {
                (None, _) | (_, 0) => {}
                (Some((balloon, _)), 255) => balloon.put(frame, (0, 0), 255),
                (Some((balloon, pivot)), shown) => balloon.put_scaled(frame, *pivot, (0.8 + 0.2 * eased(*shown)) as f32, *shown),
            }
        }
        Ok(())
    }
}

/// What is behind a scene: nothing, or a town's own picture, cut to fill the frame.
fn backdrop(picture: Option<&str>, mentioned: Mentioned<'_>) -> Result<Pixmap, PaintError> {
    let mut back = Pixmap::new(WIDTH, HEIGHT).ok_or_else(|| PaintError("il fotogramma".to_owned()))?;
    back.fill(Color::WHITE);
    let Some(address) = picture else { return Ok(back) };
    let bytes = mentioned(address).ok_or_else(|| PaintError(format!("`{address}` non c'è")))?;
    if address.ends_with(".svg") {
        let text = std::str::from_utf8(&bytes).map_err(|error| PaintError(format!("`{address}`: {error}")))?;
        let painted = paint(text, WIDTH, HEIGHT)?;
        Sprite::whole(painted).put(&mut back, (0, 0), 255);
        return Ok(back);
    }
    let picture = image::load_from_memory(&bytes).map_err(|error| PaintError(format!("`{address}`: {error}")))?;
    let cut = picture.resize_to_fill(WIDTH, HEIGHT, image::imageops::FilterType::Triangle).into_rgb8();
    for (to, from) in back.data_mut().chunks_exact_mut(4).zip(cut.pixels()) {
        to[..3].copy_from_slice(&from.0);
    }
    Ok(back)
}

/// How many frames there were.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// All of them.
    pub all: u32,
    /// Those that differ from the one before.
    pub new: u32,
}

/// Makes all frames of a comic, in order. `told` hears after each second how many are done.
///
/// # Errors
/// When a drawing cannot be painted, or nobody takes the frames.
pub fn frames(strip: &Strip, mentioned: Mentioned<'_>, take: Take<'_>, told: &mut dyn FnMut(u32)) -> Result<Count, FramesError> {
    let times = strip.board.timeline();
    let mut count = Count::default();
    let mut planes = Vec::with_capacity(yuv::length(WIDTH, HEIGHT));
    let mut frame = paint(&strip.cover, WIDTH, HEIGHT)?;
    yuv::planes(&frame, &mut planes);
    let mut give = |planes: &[u8], change: Change| -> Result<(), FramesError> {
        count.all += 1;
        count.new += u32::from(change == Change::New);
        if count.all.is_multiple_of(RATE) {
            told(count.all);
        }
        take(planes, change).map_err(FramesError::Taken)
    };
    for number in times.cover.start..times.cover.end {
        give(&planes, if number == times.cover.start { Change::New } else { Change::Same })?;
    }
    for (number, time) in times.panels.iter().enumerate() {
        let mut stage = Stage::new(strip, number, mentioned)?;
        let speakers: Vec<usize> = strip.board.script().panels[number].lines.iter().map(|line| line.who).collect();
        let before = frame.clone();
        let mut last: Option<Moments> = None;
        for at in time.span.start..time.span.end {
            let now = moments(&stage.layers, &speakers, time, number, at);
            if last.as_ref() == Some(&now) {
                give(&planes, Change::Same)?;
                continue;
            }
            stage.compose(&now, &mut frame)?;
            if now.fade < 255 {
                fade(&mut frame, &before, now.fade);
            }
            yuv::planes(&frame, &mut planes);
            give(&planes, Change::New)?;
            last = Some(now);
        }
    }
    Ok(count)
}
