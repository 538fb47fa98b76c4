// SPDX-License-Identifier: EUPL-1.2
//! The tail of a balloon: a wedge from its inner rectangle towards a mouth, which ends before the face. Its base is
//! hidden by the balloon, so that it works in every direction.

use crate::d;
use crate::geometry::{Point, Rect};
use crate::stage::Head;

/// How far inside the balloon the base is at least.
const INSET: (f64, f64) = (52.0, 40.0);
/// Half the width of the base.
const HALF: f64 = 21.0;
/// How long a tail is outside the balloon.
const LENGTH: (f64, f64) = (24.0, 92.0);

/// The middle of the base for a mouth.
#[must_use]
pub fn base(balloon: Rect, mouth: Point) -> Point {
    balloon.nearest(mouth, INSET)
}

/// The tip for a mouth of a head.
#[must_use]
pub fn tip(balloon: Rect, mouth: Point, head: &Head) -> Point {
    let from = base(balloon, mouth);
    let far = from.distance(mouth).max(1.0);
    let at = |length: f64| from.towards(mouth, length / far);
    let (mut edge, mut end) = (None, 0.0);
    while end < far - 4.0 {
        if edge.is_none() && !balloon.holds(at(end)) {
            edge = Some(end);
        }
        if head.holds(at(end)) {
            break;
        }
        end += 1.0;
    }
    let edge = edge.unwrap_or(end);
    at((end - 4.0).clamp(edge + LENGTH.0, edge + LENGTH.1))
}

/// The wedge from a balloon to a tip.
#[must_use]
pub fn wedge(balloon: Rect, tip: Point) -> String {
    let from = base(balloon, tip);
    let far = from.distance(tip).max(1.0);
    let (px, py) = ((from.y - tip.y) / far, (tip.x - from.x) / far);
    let middle = from.towards(tip, 0.5);
    d!(
        "M{} {}Q{} {} {} {}Q{} {} {} {}Z",
        from.x + px * HALF,
        from.y + py * HALF,
        middle.x + px * 6.0,
        middle.y + py * 6.0,
        tip.x,
        tip.y,
        middle.x - px * 12.0,
        middle.y - py * 12.0,
        from.x - px * HALF,
        from.y - py * HALF,
    )
}
