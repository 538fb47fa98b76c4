// SPDX-License-Identifier: EUPL-1.2
//! Points on the earth and the boundary of a municipality. Coordinates are whole millionths of a degree (some
//! ten centimetres), so that a point is itself again after it was written and read.

use std::fmt;

/// Millionths in a degree.
const MICRO: f64 = 1_000_000.0;

/// Metres of a degree of latitude, on the mean earth of the IUGG.
const METRES_A_DEGREE: f64 = 111_195.08;

/// A point in WGS 84.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    latitude: i32,
    longitude: i32,
}

impl Point {
    /// The point at these degrees; `None` when they are none.
    #[must_use]
    pub fn of_degrees(latitude: f64, longitude: f64) -> Option<Self> {
        let good = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
        good.then(|| Self { latitude: (latitude * MICRO).round() as i32, longitude: (longitude * MICRO).round() as i32 })
    }

    /// The point at these millionths of a degree.
    #[must_use]
    pub fn of_micro(latitude: i32, longitude: i32) -> Option<Self> {
        (latitude.unsigned_abs() <= 90_000_000 && longitude.unsigned_abs() <= 180_000_000).then_some(Self { latitude, longitude })
    }

    /// Reads "45.694100,9.671200".
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (latitude, longitude) = text.split_once(',')?;
        let degrees = |text: &str| text.trim().parse::<f64>().ok().filter(|degrees| degrees.is_finite());
        Self::of_degrees(degrees(latitude)?, degrees(longitude)?)
    }

    /// Degrees north.
    #[must_use]
    pub fn latitude(self) -> f64 {
        f64::from(self.latitude) / MICRO
    }

    /// Degrees east.
    #[must_use]
    pub fn longitude(self) -> f64 {
        f64::from(self.longitude) / MICRO
    }

    /// Millionths of a degree: north, then east.
    #[must_use]
    pub fn micro(self) -> [i32; 2] {
        [self.latitude, self.longitude]
    }

    /// Metres between two points of one town: the earth is flat there.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        let north = self.latitude() - other.latitude();
        let east = (self.longitude() - other.longitude()) * ((self.latitude() + other.latitude()) / 2.0).to_radians().cos();
        north.hypot(east) * METRES_A_DEGREE
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.6},{:.6}", self.latitude(), self.longitude())
    }
}

/// What lies inside: rings of points, of which each turns outside into inside and back. So a town may have
/// islands, and holes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Boundary {
    rings: Vec<Vec<Point>>,
}

impl Boundary {
    /// A boundary of these rings; each closes by itself. `None` when one has fewer than three points.
    #[must_use]
    pub fn new(rings: Vec<Vec<Point>>) -> Option<Self> {
        let corners = |ring: &Vec<Point>| ring.iter().enumerate().filter(|(at, point)| !ring[..*at].contains(point)).count();
        (!rings.is_empty() && rings.iter().all(|ring| corners(ring) >= 3)).then_some(Self { rings })
    }

    /// Its rings.
    #[must_use]
    pub fn rings(&self) -> &[Vec<Point>] {
        &self.rings
    }

    /// Whether a point lies inside, or on the line.
    #[must_use]
    pub fn contains(&self, point: Point) -> bool {
        let mut inside = false;
        for ring in &self.rings {
            for (at, from) in ring.iter().enumerate() {
                let to = ring[(at + 1) % ring.len()];
                match side(*from, to, point) {
                    Side::On => return true,
                    Side::Crossed => inside = !inside,
                    Side::Away => {}
                }
            }
        }
        inside
    }
}

/// How an edge stands to the ray that leaves a point eastward.
enum Side {
    On,
    Crossed,
    Away,
}

/// Whole numbers only: no rounding puts one point on both sides of a line.
fn side(from: Point, to: Point, point: Point) -> Side {
    let wide = |point: Point| (i64::from(point.longitude), i64::from(point.latitude));
    let ((x1, y1), (x2, y2), (x, y)) = (wide(from), wide(to), wide(point));
    let cross = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1);
    if cross == 0 && (x1.min(x2)..=x1.max(x2)).contains(&x) && (y1.min(y2)..=y1.max(y2)).contains(&y) {
        return Side::On;
    }
    let spans = (y1 > y) != (y2 > y);
    if spans && (cross > 0) == (y2 > y1) { Side::Crossed } else { Side::Away }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(latitude: f64, longitude: f64) -> Point {
        Point::of_degrees(latitude, longitude).expect("a point")
    }

    fn ring(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|(latitude, longitude)| point(*latitude, *longitude)).collect()
    }

    #[test]
    fn a_point_is_read_back() {
        for text in ["45.694100,9.671200", "-0.000001,-180.000000", "90.000000,0.000000"] {
            assert_eq!(Point::parse(text).map(|point| point.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Point::parse(" 45.6941 , 9.6712 "), Point::parse("45.694100,9.671200"));
        for wrong in ["", "45.7", "91,0", "0,181", "NaN,0", "inf,0", "a,b", "1,2,3", "45.7;9.6"] {
            assert_eq!(Point::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn metres() {
        let from = point(45.694, 9.671);
        assert!((from.distance(point(45.695, 9.671)) - 111.2).abs() < 0.1);
        assert!((from.distance(point(45.694, 9.672)) - 77.7).abs() < 0.2);
        assert!(from.distance(from) < f64::EPSILON);
    }

    #[test]
    fn inside_outside_and_on_the_line() {
        let square = Boundary::new(vec![ring(&[(0.0, 0.0), (0.0, 2.0), (2.0, 2.0), (2.0, 0.0)])]).expect("a ring");
        for (latitude, longitude, expected) in
            [(1.0, 1.0, true), (0.0, 0.0, true), (2.0, 1.0, true), (1.0, 2.0, true), (2.000_001, 1.0, false), (1.0, -0.000_001, false), (0.0, 3.0, false), (2.0, -1.0, false)]
        {
            assert_eq!(square.contains(point(latitude, longitude)), expected, "{latitude} {longitude}");
        }
    }

    #[test]
    fn a_hole_is_outside_and_an_island_inside() {
        let outer = ring(&[(0.0, 0.0), (0.0, 9.0), (9.0, 9.0), (9.0, 0.0), (0.0, 0.0)]);
        let hole = ring(&[(3.0, 3.0), (3.0, 6.0), (6.0, 6.0), (6.0, 3.0)]);
        let island = ring(&[(20.0, 20.0), (20.0, 21.0), (21.0, 20.0)]);
        let town = Boundary::new(vec![outer, hole, island]).expect("rings");
        for (latitude, longitude, expected) in [(1.0, 1.0, true), (4.0, 4.0, false), (7.0, 4.0, true), (20.2, 20.2, true), (20.9, 20.9, false)] {
            assert_eq!(town.contains(point(latitude, longitude)), expected, "{latitude} {longitude}");
        }
    }

    #[test]
    fn two_points_are_no_ring() {
        assert_eq!(Boundary::new(Vec::new()), None);
        assert_eq!(Boundary::new(vec![ring(&[(0.0, 0.0), (1.0, 1.0), (0.0, 0.0)])]), None);
    }
}
