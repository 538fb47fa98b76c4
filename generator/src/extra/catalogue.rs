// SPDX-License-Identifier: EUPL-1.2
//! `catalogue.json`: what the functions know of the site.

use super::host::headers;
use crate::address::fixed;
use crate::hosting::Hosting;
use crate::view::Planned;
use jiff::civil::Date;
use model::bookable::{Bookable, Places};
use model::catalogue::{
    Catalogue, CatalogueBookable, CatalogueCategory, CatalogueClosure, CatalogueDated, CatalogueDistrict, CatalogueEmergency, CatalogueHeader, CatalogueHelp, CatalogueOffice,
    CatalogueQuestion, CatalogueRelease, CatalogueReportCategory, CatalogueReportKind, CatalogueReports, CatalogueRoute, CatalogueService, CatalogueTiles, CatalogueWeekly,
    VERSION,
};
use model::geo::Point;
use model::place::Place;
use model::report::{ReportKind, Reports};
use model::settings::Help;
use model::site::Site;
use model::slug::Slug;
use model::taxonomy::Category;
use model::text::Line;
use model::timetable::SlotLength;
use model::vocabulary::Coded;
use model::words::time;

fn ids(ids: &[Slug]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

fn lines(lines: &[Line]) -> Vec<String> {
    lines.iter().map(ToString::to_string).collect()
}

/// The file of the catalogue of a site.
#[must_use]
pub fn catalogue(site: &Site, plan: &[Planned<'_, '_>], base_url: &str, hosting: &Hosting, day: Date) -> Vec<u8> {
    serde_json::to_vec(&of(site, plan, base_url, hosting, day)).expect("a catalogue is made of texts and numbers")
}

fn of(site: &Site, plan: &[Planned<'_, '_>], base_url: &str, hosting: &Hosting, day: Date) -> Catalogue {
    let services = site.services.values().map(|service| CatalogueService {
        id: service.id.to_string(),
        title: service.title.to_string(),
        category: service.category.to_string(),
        office: service.office.to_string(),
        bookables: ids(&service.bookables),
    });
    let offices = site.offices.values().map(|office| {
        let address = office.place.as_ref().map(|id| line(&site.places[id]));
        CatalogueOffice { id: office.id.to_string(), name: office.name.to_string(), email: office.contacts.email.as_ref().map(ToString::to_string), address }
    });
    let districts = site.districts.values().map(|district| CatalogueDistrict {
        id: district.id.to_string(),
        name: district.name.to_string(),
        points: site.places.values().filter(|place| place.district.as_ref() == Some(&district.id)).filter_map(point).collect(),
    });
    Catalogue {
        version: VERSION,
        built: day.to_string(),
        base_url: base_url.to_owned(),
        municipality: site.settings.municipality.name.to_string(),
        headers: headers(hosting).map(|(name, value)| CatalogueHeader { name: name.to_owned(), value: value.to_owned() }).collect(),
        patron: site.settings.patron.map(|day| day.to_string()),
        services: services.collect(),
        offices: offices.collect(),
        bookables: site.bookables.values().map(|it| bookable(it, site)).collect(),
        districts: districts.collect(),
        reports: site.reports.as_ref().map(|it| reports(it, site)),
        help: site.settings.help.as_ref().map(|it| help(it, site)),
        rating_days: site.settings.rating_days,
        pages: plan.iter().filter(|page| page.address != fixed::NOT_FOUND).map(|page| page.address.after("")).collect(),
    }
}

/// Categories that have a service, as the form of the page has them.
fn help(help: &Help, site: &Site) -> CatalogueHelp {
    let used = |category: &&Category| site.services.values().any(|service| service.category == category.id);
    let categories = site.categories.values().filter(used).map(|category| CatalogueCategory { id: category.id.to_string(), title: category.name.to_string() });
    CatalogueHelp { office: help.office.to_string(), keep_days: help.keep_days, categories: categories.collect() }
}

/// Where a place is, in millionths of a degree.
fn point(place: &Place) -> Option<[i32; 2]> {
    let position = place.position.as_ref()?;
    Point::parse(&format!("{},{}", position.latitude, position.longitude)).map(Point::micro)
}

fn reports(reports: &Reports, site: &Site) -> CatalogueReports {
    let categories = reports.categories.iter().map(|category| CatalogueReportCategory {
        id: category.id.to_string(),
        name: category.name.to_string(),
        office: category.office.to_string(),
        emergency_notice: category.emergency_notice,
        kinds: category.kinds.iter().map(kind).collect(),
    });
    let routes = reports.routes.iter().map(|route| CatalogueRoute { kinds: ids(&route.kinds), districts: ids(&route.districts), office: route.office.to_string() });
    let emergencies = reports.emergencies.iter().map(|it| CatalogueEmergency { number: it.number.to_string(), name: it.name.to_string(), when: it.when.to_string() });
    let rings = site.boundary.iter().flat_map(|boundary| boundary.rings()).map(|ring| ring.iter().map(|point| point.micro()).collect());
    CatalogueReports {
        categories: categories.collect(),
        routes: routes.collect(),
        emergencies: emergencies.collect(),
        outside: reports.outside.as_ref().map(ToString::to_string),
        keep_days: reports.keep_days,
        boundary: rings.collect(),
        tiles: site.settings.tiles.as_ref().map(|tiles| CatalogueTiles { address: tiles.address.to_string(), credit: tiles.credit.to_string() }),
    }
}

fn kind(kind: &ReportKind) -> CatalogueReportKind {
    let questions = kind.questions.iter().map(|question| CatalogueQuestion {
        id: question.id.to_string(),
        text: question.text.to_string(),
        answer: question.answer.code().to_owned(),
        choices: lines(&question.choices),
        required: question.required,
    });
    CatalogueReportKind {
        id: kind.id.to_string(),
        name: kind.name.to_string(),
        office: kind.office.to_string(),
        needs_position: kind.needs_position,
        promised_days: kind.promised_days,
        questions: questions.collect(),
    }
}

/// A place as one line.
fn line(place: &Place) -> String {
    match &place.address {
        Some(street) => format!("{}, {street}", place.name),
        None => place.name.to_string(),
    }
}

/// For which services one books it: those that it names, and those that name it.
fn services(bookable: &Bookable, site: &Site) -> Vec<String> {
    let naming = site.services.values().filter(|service| service.bookables.contains(&bookable.id) && !bookable.services.contains(&service.id));
    bookable.services.iter().chain(naming.map(|service| &service.id)).map(ToString::to_string).collect()
}

fn bookable(bookable: &Bookable, site: &Site) -> CatalogueBookable {
    let timetable = &bookable.timetable;
    let weekly = timetable.weekly.iter().map(|pattern| CatalogueWeekly {
        days: pattern.weekly.days().filter_map(|day| u8::try_from(day + 1).ok()).collect(),
        from: time(pattern.weekly.range().from()),
        to: time(pattern.weekly.range().to()),
        first: pattern.from.map(|day| day.to_string()),
        last: pattern.to.map(|day| day.to_string()),
    });
    let dates = timetable.dates.iter().map(|dated| CatalogueDated { date: dated.date.to_string(), from: time(dated.range.from()), to: time(dated.range.to()) });
    CatalogueBookable {
        id: bookable.id.to_string(),
        title: bookable.title.to_string(),
        kind: bookable.kind.code().to_owned(),
        office: bookable.office.to_string(),
        address: bookable.place.as_ref().map(|id| line(&site.places[id])),
        organisation: bookable.organisation.to_string(),
        services: services(bookable, site),
        place_names: match &bookable.places {
            Places::Named(names) => Some(lines(names)),
            Places::Count(_) => None,
        },
        places: u32::try_from(bookable.places.count()).unwrap_or(u32::MAX),
        weekly: weekly.collect(),
        dates: dates.collect(),
        closures: timetable.closures.iter().map(|closure| CatalogueClosure { from: closure.from.to_string(), to: closure.to.to_string() }).collect(),
        slot_minutes: match timetable.length {
            SlotLength::Minutes(minutes) => Some(minutes),
            SlotLength::Session => None,
        },
        open_on_holidays: timetable.open_on_holidays,
        releases: bookable.releases.iter().map(|release| CatalogueRelease { places: release.places, days_before: release.days_before }).collect(),
        reopen_minutes: bookable.reopen_minutes,
        notice_hours: bookable.notice_hours,
        horizon_days: bookable.horizon_days,
        cancel_hours: bookable.cancel_hours,
        per_person: bookable.per_person,
        fields: bookable.fields.iter().map(|field| field.code().to_owned()).collect(),
        bring: lines(&bookable.bring),
        keep_days: bookable.keep_days,
    }
}
