// SPDX-License-Identifier: EUPL-1.2
//! Poses: where hands are, and how head and body lean. A hand's place is given outwards from the middle of the
//! body, so that a pose serves both sides; "near" is the side to which a person looks.

use crate::codes::Pose;
use crate::geometry::{Point, point};

/// What a hand looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Closed.
    Fist,
    /// Fingers apart.
    Open,
    /// One finger.
    Pointing,
    /// Around something.
    Grip,
}

/// Where a hand is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hand {
    /// Outwards, and downwards from the ground.
    pub at: Point,
    /// What it looks like.
    pub shape: Shape,
}

/// What the body does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stance {
    /// The hand on the side to which one looks.
    pub near: Hand,
    /// The other hand.
    pub far: Hand,
    /// Degrees by which the head is tilted to the near side.
    pub tilt: f64,
    /// Degrees by which the body leans to the near side.
    pub lean: f64,
}

const fn hand(x: f64, y: f64, shape: Shape) -> Hand {
    Hand { at: point(x, y), shape }
}

const fn stance(near: Hand, far: Hand, tilt: f64, lean: f64) -> Stance {
    Stance { near, far, tilt, lean }
}

const DOWN: Hand = hand(88.0, -214.0, Shape::Fist);

/// The stance of a pose.
#[must_use]
pub const fn of(pose: Pose) -> Stance {
    use Shape::{Fist, Grip, Open, Pointing};
    match pose {
        Pose::Still => stance(DOWN, DOWN, 0.0, 0.0),
        Pose::Waves => stance(hand(150.0, -492.0, Open), DOWN, 4.0, 0.0),
        Pose::Points => stance(hand(216.0, -404.0, Pointing), DOWN, 0.0, 2.0),
        Pose::PointsUp => stance(hand(128.0, -536.0, Pointing), DOWN, -3.0, 0.0),
        Pose::Explains => stance(hand(142.0, -356.0, Open), hand(64.0, -262.0, Fist), 0.0, 0.0),
        Pose::Welcomes => stance(hand(146.0, -348.0, Open), hand(146.0, -348.0, Open), 3.0, 0.0),
        Pose::Holds => stance(hand(40.0, -338.0, Grip), hand(34.0, -300.0, Grip), 3.0, 0.0),
        Pose::Shows => stance(hand(146.0, -438.0, Grip), DOWN, 0.0, 0.0),
        Pose::Gives => stance(hand(176.0, -342.0, Grip), DOWN, 0.0, 3.0),
        Pose::Thinks => stance(hand(22.0, -440.0, Fist), hand(18.0, -322.0, Fist), 6.0, 0.0),
        Pose::Cheers => stance(hand(136.0, -560.0, Fist), hand(136.0, -560.0, Fist), -3.0, 0.0),
        Pose::Worries => stance(hand(64.0, -486.0, Open), hand(20.0, -318.0, Fist), -5.0, 0.0),
        Pose::HandsOnHips => stance(hand(66.0, -252.0, Fist), hand(66.0, -252.0, Fist), 0.0, 0.0),
        Pose::Types => stance(hand(70.0, -290.0, Fist), hand(44.0, -292.0, Fist), 4.0, 3.0),
        Pose::Signs => stance(hand(92.0, -286.0, Grip), hand(34.0, -282.0, Fist), 6.0, 4.0),
        Pose::Phones => stance(hand(84.0, -372.0, Grip), DOWN, 5.0, 0.0),
    }
}

/// Whether eyes look down at what hands do.
#[must_use]
pub const fn looks_down(pose: Pose) -> bool {
    matches!(pose, Pose::Types | Pose::Signs | Pose::Phones)
}

/// Length of the upper arm and of the lower arm.
const BONES: (f64, f64) = (100.0, 92.0);
/// How far an arm is stretched at most, as a share of its length.
const REACH: f64 = 0.985;

/// Elbow and wrist of an arm that reaches from a shoulder to a target. Of the two ways to bend it, the lower and
/// then the outer: elbows never float up.
#[must_use]
pub fn bend(shoulder: Point, target: Point) -> (Point, Point) {
    let (upper, lower) = BONES;
    let limit = (upper + lower) * REACH;
    let far = shoulder.distance(target).max(1.0);
    let wrist = if far > limit { shoulder.towards(target, limit / far) } else { target };
    let length = far.min(limit);
    let (ux, uy) = ((wrist.x - shoulder.x) / length, (wrist.y - shoulder.y) / length);
    let along = (upper * upper - lower * lower + length * length) / (2.0 * length);
    let aside = (upper * upper - along * along).max(0.0).sqrt();
    let elbow = |sign: f64| point(shoulder.x + ux * along - uy * aside * sign, shoulder.y + uy * along + ux * aside * sign);
    let (one, other) = (elbow(1.0), elbow(-1.0));
    let rank = |at: Point| 0.45 * at.x * shoulder.x.signum() + at.y;
    (if rank(one) > rank(other) { one } else { other }, wrist)
}

#[cfg(test)]
mod tests {
    use super::{BONES, bend, of};
    use crate::codes::Pose;
    use crate::geometry::point;
    use model::vocabulary::Coded as _;

    #[test]
    fn arms_keep_their_length() {
        for pose in Pose::ALL {
            let hands = of(*pose);
            for (side, hand) in [(1.0, hands.near), (-1.0, hands.far)] {
                let shoulder = point(side * 57.0, -398.0);
                let (elbow, wrist) = bend(shoulder, point(side * hand.at.x, hand.at.y));
                assert!((shoulder.distance(elbow) - BONES.0).abs() < 0.01, "{pose:?}");
                assert!((elbow.distance(wrist) - BONES.1).abs() < 0.01, "{pose:?}");
            }
        }
    }
}
