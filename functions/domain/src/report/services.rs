// SPDX-License-Identifier: EUPL-1.2
//! What can be reported, what is asked, who takes care of it and where the town ends: the catalogue of the
//! site, read into types that are valid by construction.

use crate::person::Email;
use model::catalogue::{CatalogueDistrict, CatalogueEmergency, CatalogueQuestion, CatalogueReports, CatalogueTiles};
use model::geo::{Boundary, Point};
use model::report::{AnswerType, Route};
use model::slug::Slug;
use model::vocabulary::Coded as _;
use std::collections::BTreeMap;
use std::fmt;

/// Everything that can be reported.
#[derive(Debug, Clone)]
pub struct Services {
    /// Categories, in the order of the site.
    pub categories: Vec<Category>,
    /// Sub-types, by id.
    pub kinds: BTreeMap<Slug, Kind>,
    /// Districts, in the order of their names.
    pub districts: Vec<District>,
    /// For what cannot wait.
    pub emergencies: Vec<CatalogueEmergency>,
    /// Whom to ask when it is not in this municipality.
    pub outside: Option<String>,
    /// Days after the last change after which personal data are deleted.
    pub keep_days: u32,
    /// The pictures of maps.
    pub tiles: Option<CatalogueTiles>,
    routes: Vec<Route>,
    boundary: Option<Boundary>,
    desks: BTreeMap<String, Email>,
}

/// A category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// The office that sees all of it, by id.
    pub office: String,
    /// Whether to say first to call 112.
    pub emergency_notice: bool,
    /// Its sub-types.
    pub kinds: Vec<Slug>,
}

/// A sub-type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// Its category: which of [`Services::categories`].
    pub category: usize,
    /// The office in charge where no rule says otherwise, by id.
    pub office: String,
    /// Whether a position is needed.
    pub needs_place: bool,
    /// Days within which an answer is promised.
    pub promised_days: u32,
    /// What is asked beside the usual.
    pub questions: Vec<Question>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// Its words.
    pub text: String,
    /// How it is answered.
    pub answer: AnswerType,
    /// What one chooses from.
    pub choices: Vec<String>,
    /// Whether it must be answered.
    pub required: bool,
}

/// A district, and places that are known to be in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct District {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub name: String,
    points: Vec<Point>,
}

/// A field of the catalogue that this program does not understand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServicesError {
    /// The field.
    pub field: &'static str,
    /// What stands in it.
    pub value: String,
}

impl fmt::Display for ServicesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "catalogue.json: reports: `{}` cannot be `{}`", self.field, self.value)
    }
}

impl std::error::Error for ServicesError {}

fn slug(field: &'static str, text: &str) -> Result<Slug, ServicesError> {
    Slug::parse(text).map_err(|_| ServicesError { field, value: text.to_owned() })
}

fn slugs(field: &'static str, texts: &[String]) -> Result<Vec<Slug>, ServicesError> {
    texts.iter().map(|text| slug(field, text)).collect()
}

fn points(field: &'static str, points: &[[i32; 2]]) -> Result<Vec<Point>, ServicesError> {
    let read = |[latitude, longitude]: &[i32; 2]| Point::of_micro(*latitude, *longitude).ok_or_else(|| ServicesError { field, value: format!("{latitude},{longitude}") });
    points.iter().map(read).collect()
}

fn question(question: &CatalogueQuestion) -> Result<Question, ServicesError> {
    let CatalogueQuestion { id, text, answer, choices, required } = question.clone();
    let answer = AnswerType::parse(&answer).ok_or(ServicesError { field: "questions.answer", value: answer })?;
    Ok(Question { id, text, answer, choices, required })
}

impl Services {
    /// Reads the catalogue.
    ///
    /// # Errors
    /// The first field that is not as this program writes it.
    pub fn read(reports: &CatalogueReports, districts: &[CatalogueDistrict]) -> Result<Self, ServicesError> {
        let (mut categories, mut kinds) = (Vec::new(), BTreeMap::new());
        for (category, one) in reports.categories.iter().enumerate() {
            let mut names = Vec::new();
            for kind in &one.kinds {
                let id = slug("kinds.id", &kind.id)?;
                let questions = kind.questions.iter().map(question).collect::<Result<_, _>>()?;
                let (name, office) = (kind.name.clone(), kind.office.clone());
                names.push(id.clone());
                let kind = Kind { id: id.clone(), name, category, office, needs_place: kind.needs_position, promised_days: kind.promised_days, questions };
                if let Some(known) = kinds.insert(id, kind) {
                    return Err(ServicesError { field: "kinds.id", value: known.id.to_string() });
                }
            }
            let (name, office) = (one.name.clone(), one.office.clone());
            categories.push(Category { id: slug("categories.id", &one.id)?, name, office, emergency_notice: one.emergency_notice, kinds: names });
        }
        let route = |route: &model::catalogue::CatalogueRoute| {
            Ok(Route { kinds: slugs("routes.kinds", &route.kinds)?, districts: slugs("routes.districts", &route.districts)?, office: slug("routes.office", &route.office)? })
        };
        let district = |one: &CatalogueDistrict| Ok(District { id: slug("districts.id", &one.id)?, name: one.name.clone(), points: points("districts.points", &one.points)? });
        let mut districts = districts.iter().map(district).collect::<Result<Vec<_>, _>>()?;
        districts.sort_by(|a, b| a.name.cmp(&b.name));
        let rings = reports.boundary.iter().map(|ring| points("boundary", ring)).collect::<Result<Vec<_>, _>>()?;
        let boundary = match rings.len() {
            0 => None,
            count => Some(Boundary::new(rings).ok_or_else(|| ServicesError { field: "boundary", value: format!("{count} rings") })?),
        };
        Ok(Self {
            categories,
            kinds,
            districts,
            emergencies: reports.emergencies.clone(),
            outside: reports.outside.clone(),
            keep_days: reports.keep_days,
            tiles: reports.tiles.clone(),
            routes: reports.routes.iter().map(route).collect::<Result<_, ServicesError>>()?,
            boundary,
            desks: BTreeMap::new(),
        })
    }

    /// The same, where these offices are written to: their public addresses, by id.
    #[must_use]
    pub fn with_desks(self, desks: BTreeMap<String, Email>) -> Self {
        Self { desks, ..self }
    }

    /// Where an office is written to; `None` where it has no address.
    #[must_use]
    pub fn desk(&self, office: &str) -> Option<&Email> {
        self.desks.get(office)
    }

    /// A sub-type, by its name.
    #[must_use]
    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.kinds.get(&Slug::parse(id).ok()?)
    }

    /// The category of a sub-type.
    #[must_use]
    pub fn category(&self, kind: &Kind) -> &Category {
        &self.categories[kind.category]
    }

    /// A district, by its name.
    #[must_use]
    pub fn district(&self, id: &str) -> Option<&District> {
        self.districts.iter().find(|district| district.id.as_str() == id)
    }

    /// Whether a point is in the town; every point is when nobody said where it ends.
    #[must_use]
    pub fn is_inside(&self, point: Point) -> bool {
        self.boundary.as_ref().is_none_or(|boundary| boundary.contains(point))
    }

    /// Somewhere in the middle, where a map may begin.
    #[must_use]
    pub fn center(&self) -> Option<Point> {
        let ring = self.boundary.iter().flat_map(Boundary::rings).next().map(Vec::as_slice);
        let points = ring.or_else(|| self.districts.iter().map(|district| district.points.as_slice()).find(|points| !points.is_empty()))?;
        let mean = |coordinate: fn(Point) -> f64| points.iter().map(|point| coordinate(*point)).sum::<f64>() / points.len() as f64;
        Point::of_degrees(mean(Point::latitude), mean(Point::longitude))
    }

    /// The district of the nearest place that is known: a guess, which a citizen can put right.
    #[must_use]
    pub fn guess_district(&self, point: Point) -> Option<&District> {
        let nearest = |district: &District| district.points.iter().map(|known| known.distance(point)).min_by(f64::total_cmp);
        let near = self.districts.iter().filter_map(|district| Some((nearest(district)?, district)));
        near.min_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, district)| district)
    }

    /// The office that takes care: that of the first rule that fits, or the sub-type's own.
    #[must_use]
    pub fn office(&self, kind: &Kind, district: Option<&Slug>) -> String {
        self.routes.iter().find(|route| route.takes(&kind.id, district)).map_or_else(|| kind.office.clone(), |route| route.office.to_string())
    }

    /// The offices whose reports an office sees: itself, and those of the categories that are its own.
    #[must_use]
    pub fn seen_by(&self, office: &str) -> Vec<String> {
        let mut seen = vec![office.to_owned()];
        for category in self.categories.iter().filter(|category| category.office == office) {
            let own = category.kinds.iter().filter_map(|id| self.kinds.get(id)).map(|kind| kind.office.clone());
            let routed = self.routes.iter().filter(|route| route.kinds.iter().any(|kind| category.kinds.contains(kind))).map(|route| route.office.to_string());
            seen.extend(own.chain(routed));
        }
        seen.sort_unstable();
        seen.dedup();
        seen
    }

    /// Whether an office sees a report of this sub-type that another office has: one of [`Services::seen_by`], so that
    /// what may be opened is what the list shows. Given to an office outside the category, it is that office's.
    #[must_use]
    pub fn may_see(&self, office: &str, kind: &Slug, in_charge: &str) -> bool {
        let of_category = |kind: &Kind| self.category(kind).office == office && self.seen_by(office).iter().any(|seen| seen == in_charge);
        office == in_charge || self.kinds.get(kind).is_some_and(of_category)
    }
}
