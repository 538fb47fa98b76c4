// SPDX-License-Identifier: EUPL-1.2
//! `confine.geojson`: where the municipality ends (RFC 7946). JSON is YAML too, so that it is read by the same
//! tree, and every fault has its place.

use crate::decode::{Decode, MAX_ITEMS};
use crate::fault::{Fault, Faults};
use crate::span::Span;
use crate::yaml::{Node, Value};
use model::geo::{Boundary, Point};
use serde_json::{Value as Json, json};

/// A boundary, and where its first ring stands.
#[derive(Debug, Clone)]
pub struct RawBoundary {
    /// The rings.
    pub boundary: Boundary,
}

/// What a polygon may be wrapped in.
const KINDS: [&str; 4] = ["FeatureCollection", "Feature", "Polygon", "MultiPolygon"];

/// The words for what is wanted.
const WANTED: &str = "un poligono GeoJSON: `FeatureCollection`, `Feature`, `Polygon` o `MultiPolygon`";

impl Decode for RawBoundary {
    fn decode(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let mut rings = Vec::new();
        geometry(node, faults, &mut rings)?;
        let boundary = Boundary::new(rings);
        if boundary.is_none() {
            faults.add(|file| Fault::bad_boundary(file, node.span));
        }
        boundary.map(|boundary| Self { boundary })
    }

    fn schema() -> Json {
        json!({"type": "object", "properties": {"type": {"enum": KINDS}}, "required": ["type"]})
    }
}

fn wrong<T>(span: Span, faults: &mut Faults) -> Option<T> {
    faults.add(|file| Fault::wrong_type(file, span, WANTED, "altro"));
    None
}

fn member<'n, 't>(node: &'n Node<'t>, name: &str) -> Option<&'n Node<'t>> {
    let Value::Mapping(entries) = &node.value else { return None };
    entries.iter().find(|(key, _)| key.text() == Some(name)).map(|(_, value)| value)
}

fn geometry(node: &Node<'_>, faults: &mut Faults, rings: &mut Vec<Vec<Point>>) -> Option<()> {
    let kind = member(node, "type").and_then(Node::text);
    let part = |name: &str| member(node, name);
    match (kind, part("features"), part("geometry"), part("coordinates")) {
        (Some("FeatureCollection"), Some(features), ..) => list(features, faults)?.iter().try_for_each(|feature| geometry(feature, faults, rings)),
        (Some("Feature"), _, Some(inner), _) => geometry(inner, faults, rings),
        (Some("Polygon"), .., Some(polygon)) => add(polygon, faults, rings),
        (Some("MultiPolygon"), .., Some(polygons)) => list(polygons, faults)?.iter().try_for_each(|polygon| add(polygon, faults, rings)),
        _ => wrong(node.span, faults),
    }
}

fn list<'n, 't>(node: &'n Node<'t>, faults: &mut Faults) -> Option<&'n [Node<'t>]> {
    match &node.value {
        Value::Sequence(items) if items.len() <= MAX_ITEMS => Some(items),
        Value::Sequence(items) => {
            faults.add(|file| Fault::too_many_items(file, node.span, items.len(), MAX_ITEMS));
            None
        }
        _ => wrong(node.span, faults),
    }
}

fn add(polygon: &Node<'_>, faults: &mut Faults, rings: &mut Vec<Vec<Point>>) -> Option<()> {
    for ring in list(polygon, faults)? {
        let mut points = list(ring, faults)?.iter().map(|position| point(position, faults)).collect::<Option<Vec<Point>>>()?;
        // A ring ends where it began (RFC 7946, 3.1.6); ours closes by itself.
        if points.len() < 4 || points.first() != points.last() {
            faults.add(|file| Fault::open_ring(file, ring.span));
            return None;
        }
        points.pop();
        rings.push(points);
    }
    Some(())
}

/// Longitude comes first (RFC 7946, 3.1.1).
fn point(node: &Node<'_>, faults: &mut Faults) -> Option<Point> {
    let numbers = list(node, faults)?;
    let number = |at: usize| numbers.get(at)?.text()?.parse::<f64>().ok();
    match number(0).zip(number(1)).and_then(|(longitude, latitude)| Point::of_degrees(latitude, longitude)) {
        Some(point) => Some(point),
        None => {
            faults.add(|file| Fault::bad_position(file, node.span));
            None
        }
    }
}
