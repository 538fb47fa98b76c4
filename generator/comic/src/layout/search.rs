// SPDX-License-Identifier: EUPL-1.2
//! The search for places of balloons: all places of a grid, with what is forbidden and what is unwelcome. One
//! balloon after the other takes some of its best places, and the cheapest arrangements of all go on.

use super::{BALLOON, Obstacles, PADDING, SAFE};
use crate::codes::Wish;
use crate::geometry::{HEIGHT, Point, Rect, WIDTH, point, rect};
use crate::stage::Head;
use crate::wrap::Words;

/// Whose balloon a place is looked for.
pub struct Speaker<'t> {
    /// The words.
    pub words: Words<'t>,
    /// What the editor would like.
    pub wish: Option<Wish>,
    /// The head, when it is in the picture.
    pub head: Option<Head>,
    /// The mouth, when it is in the picture.
    pub mouth: Option<Point>,
}

/// A place for a balloon.
#[derive(Debug, Clone)]
pub struct Place {
    /// Where.
    pub at: Rect,
    /// Its lines.
    pub lines: Vec<String>,
    /// The mouth that it points at.
    mouth: Option<Point>,
    cost: f64,
}

/// Steps of the grid.
const STEP: (f64, f64) = (22.0, 16.0);
/// Width by height of the blocks of text that are tried.
const ASPECTS: [f64; 4] = [2.0, 2.8, 3.8, 5.2];
/// A balloon is not wider.
const WIDEST: f64 = 620.0;
/// Between a balloon and what it may not cover.
const GAP: f64 = 12.0;
/// Between balloons.
const BETWEEN: f64 = 16.0;
/// How much of two heights may be side by side and still be one below the other.
const BAND: f64 = 8.0;
/// How many arrangements are followed.
const ARRANGEMENTS: usize = 8;
/// Places of one arrangement that are tried; they are apart from each other.
const ALTERNATIVES: usize = 5;

/// Whether a balloon is read after another: below it, or beside it to the right and not much higher.
#[must_use]
pub fn reads_after(earlier: &Rect, later: &Rect) -> bool {
    if later.y >= earlier.bottom() - BAND {
        return true;
    }
    later.bottom() > earlier.y + BAND && later.centre().x > earlier.centre().x && later.y >= earlier.y - earlier.height / 2.0
}

/// Places for all balloons.
///
/// # Errors
/// The number of the one for which there is none.
pub fn places(speakers: &[Speaker<'_>], heads: &[Head], obstacles: &Obstacles) -> Result<Vec<Place>, usize> {
    let blocks: Vec<Vec<Block>> = speakers.iter().map(blocks).collect();
    let mut arrangements: Vec<(f64, Vec<Place>)> = vec![(0.0, Vec::new())];
    for (number, speaker) in speakers.iter().enumerate() {
        // The last one has only to be in its best place.
        let wanted = if number + 1 == speakers.len() { 1 } else { ALTERNATIVES };
        let mut next: Vec<(f64, Vec<Place>)> = Vec::new();
        for (cost, taken) in &arrangements {
            for place in candidates(speaker, &blocks[number], taken, heads, obstacles, wanted) {
                let mut longer = taken.clone();
                let sum = cost + place.cost;
                longer.push(place);
                next.push((sum, longer));
            }
        }
        if next.is_empty() {
            return Err(number);
        }
        next.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        next.truncate(ARRANGEMENTS);
        arrangements = next;
    }
    Ok(arrangements.swap_remove(0).1)
}

/// A block of text that could be the balloon.
struct Block {
    lines: Vec<String>,
    width: f64,
    height: f64,
    cost: f64,
}

fn blocks(speaker: &Speaker<'_>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for aspect in ASPECTS {
        let wrapped = speaker.words.balanced(WIDEST, aspect);
        let count = wrapped.lines.len() as f64;
        if out.iter().any(|known| known.lines == wrapped.lines) {
            continue;
        }
        let cost = count * 0.25 + (aspect - 2.8_f64).abs() * 0.15;
        out.push(Block { width: wrapped.width + 2.0 * PADDING.0, height: 2.0 * PADDING.1 + BALLOON.line * count - 4.0, lines: wrapped.lines, cost });
    }
    out
}

/// The best places for a balloon, apart from each other, the best one last.
fn candidates(speaker: &Speaker<'_>, blocks: &[Block], taken: &[Place], heads: &[Head], obstacles: &Obstacles, wanted: usize) -> Vec<Place> {
    let mut best: Vec<(f64, Rect, &Block)> = Vec::new();
    for block in blocks {
        let (columns, rows) = ((SAFE.width - block.width) / STEP.0, (SAFE.height - block.height) / STEP.1);
        if columns < 0.0 || rows < 0.0 {
            continue;
        }
        for row in 0..=rows as u32 {
            for column in 0..=columns as u32 {
                let at = rect(SAFE.x + STEP.0 * f64::from(column), SAFE.y + STEP.1 * f64::from(row), block.width, block.height);
                if is_forbidden(&at, taken, obstacles) {
                    continue;
                }
                let limit = if best.len() < wanted { f64::INFINITY } else { best[0].0 };
                let cost = block.cost + cost(&at, speaker, taken, heads, obstacles);
                if cost < limit {
                    keep(&mut best, (cost, at, block), wanted);
                }
            }
        }
    }
    best.into_iter().map(|(cost, at, block)| Place { at, lines: block.lines.clone(), mouth: speaker.mouth, cost }).collect()
}

/// Keeps the cheapest places, the cheapest last; of two that are near each other only the cheaper.
fn keep<'b>(best: &mut Vec<(f64, Rect, &'b Block)>, new: (f64, Rect, &'b Block), wanted: usize) {
    let near = |one: &Rect, other: &Rect| one.centre().distance(other.centre()) < 120.0;
    if wanted > 1 {
        if best.iter().any(|(cost, at, _)| near(at, &new.1) && *cost <= new.0) {
            return;
        }
        best.retain(|(_, at, _)| !near(at, &new.1));
    }
    let place = best.partition_point(|(cost, ..)| *cost > new.0);
    best.insert(place, new);
    if best.len() > wanted {
        best.remove(0);
    }
}

fn is_forbidden(at: &Rect, taken: &[Place], obstacles: &Obstacles) -> bool {
    obstacles.hard.iter().any(|obstacle| at.meets(obstacle, GAP))
        || taken.iter().any(|earlier| at.meets(&earlier.at, BETWEEN) || !reads_after(&earlier.at, at))
        || obstacles.first.is_some_and(|first| !reads_after(&first, at))
}

/// How unwelcome a place is.
fn cost(at: &Rect, speaker: &Speaker<'_>, taken: &[Place], heads: &[Head], obstacles: &Obstacles) -> f64 {
    let to = speaker.head.map_or(point(WIDTH / 2.0, HEIGHT), |head| point(head.centre.x, head.centre.y + head.half * 0.5));
    let from = point(at.nearest(to, (44.0, 0.0)).x, if to.y > at.bottom() { at.bottom() } else { at.y });
    let mut cost = from.distance(to) / 100.0 + (at.centre().x - to.x).abs() / 260.0;
    for (obstacle, weight) in &obstacles.soft {
        cost += at.overlap(obstacle) / 9000.0 * weight;
    }
    if speaker.wish.is_none() {
        cost += (at.centre().y - 210.0).max(0.0) / 45.0;
    }
    if let Some(earlier) = taken.last().map(|place| &place.at) {
        // Higher than the one before, though beside it, is read less surely.
        cost += (earlier.y - at.y - 24.0).max(0.0) / 16.0;
    }
    if obstacles.first.is_some_and(|first| at.y < first.y) {
        cost += 2.0;
    }
    if speaker.head.is_some() {
        cost += crossings(from, to, speaker, taken, heads) + misleading(at, to, speaker, taken, heads);
    }
    if let Some(wish) = speaker.wish {
        let (x, y) = wished(wish);
        cost += ((at.centre().x - x * WIDTH).abs() + (at.centre().y - y * HEIGHT).abs()) / 40.0;
    }
    cost
}

/// A tail should cross no other face and no other balloon.
fn crossings(from: Point, to: Point, speaker: &Speaker<'_>, taken: &[Place], heads: &[Head]) -> f64 {
    let mut cost = 0.0;
    for step in 1..8 {
        let at = from.towards(to, f64::from(step) / 8.0);
        for head in heads {
            if speaker.head != Some(*head) && (at.x - head.centre.x).abs() < head.half * 0.8 && (at.y - head.centre.y).abs() < head.half {
                cost += 3.0;
            }
        }
        if taken.iter().any(|place| place.at.holds(at)) {
            cost += 3.0;
        }
    }
    cost
}

/// A balloon should not hang over somebody else than who speaks, nor hide the tail of another one.
fn misleading(at: &Rect, to: Point, speaker: &Speaker<'_>, taken: &[Place], heads: &[Head]) -> f64 {
    let middle = at.centre().x;
    let nearer = heads.iter().any(|head| speaker.head != Some(*head) && (head.centre.x - middle).abs() < (to.x - middle).abs());
    let hides = |place: &Place| place.mouth.is_some_and(|mouth| (1..6).any(|step| at.grown(8.0).holds(place.at.centre().towards(mouth, f64::from(step) / 8.0))));
    7.0 * f64::from(u8::from(nearer)) + 5.0 * f64::from(u8::from(taken.iter().any(hides)))
}

fn wished(wish: Wish) -> (f64, f64) {
    let (left, right, top, bottom) = (0.2, 0.8, 0.15, 0.8);
    match wish {
        Wish::TopLeft => (left, top),
        Wish::Top => (0.5, top),
        Wish::TopRight => (right, top),
        Wish::Left => (left, 0.45),
        Wish::Right => (right, 0.45),
        Wish::BottomLeft => (left, bottom),
        Wish::BottomRight => (right, bottom),
    }
}
