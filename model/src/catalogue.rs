// SPDX-License-Identifier: EUPL-1.2
//! The catalogue: what the functions know of the site. The build writes it as `catalogue.json` beside
//! them, so that they never drift from the pages.
//!
//! This is the form of a file, not of the content: its names are English, its values plain, and with
//! the feature `serde` it can be written and read. The rest of this crate knows no serde.

/// Number of the form. A change that an older function cannot read makes it grow.
pub const VERSION: u32 = 5;

macro_rules! wire {
    ($(#[$meta:meta])* pub struct $name:ident { $( $(#[$fmeta:meta])* pub $field:ident : $ty:ty ),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
        pub struct $name { $( $(#[$fmeta])* pub $field: $ty ),* }
    };
}

wire! {
    /// The whole file.
    pub struct Catalogue {
        /// [`VERSION`].
        pub version: u32,
        /// The day of the build: `2026-11-22`.
        pub built: String,
        /// Scheme and host of the site.
        pub base_url: String,
        /// Name of the municipality.
        pub municipality: String,
        /// What every reply says: the pages of functions have the headers of the static ones.
        pub headers: Vec<CatalogueHeader>,
        /// The day of the town's patron: `08-26`.
        pub patron: Option<String>,
        /// Services, by id.
        pub services: Vec<CatalogueService>,
        /// Offices, by id.
        pub offices: Vec<CatalogueOffice>,
        /// What can be booked, by id.
        pub bookables: Vec<CatalogueBookable>,
        /// Districts, by id.
        pub districts: Vec<CatalogueDistrict>,
        /// What can be reported; `None` where the town takes no reports.
        pub reports: Option<CatalogueReports>,
        /// How one asks for help; `None` where the town gives none.
        pub help: Option<CatalogueHelp>,
        /// Days for which ratings of pages are kept.
        pub rating_days: u32,
        /// Addresses of the pages of the site, without the host: those that can be rated.
        pub pages: Vec<String>,
    }
}

wire! {
    /// A header of every reply.
    pub struct CatalogueHeader {
        /// Its name.
        pub name: String,
        /// What it says.
        pub value: String,
    }
}

wire! {
    /// A service.
    pub struct CatalogueService {
        /// Id.
        pub id: String,
        /// Title.
        pub title: String,
        /// Category, by id.
        pub category: String,
        /// Office in charge, by id.
        pub office: String,
        /// What can be booked for it, by id.
        pub bookables: Vec<String>,
    }
}

wire! {
    /// An office.
    pub struct CatalogueOffice {
        /// Id.
        pub id: String,
        /// Name.
        pub name: String,
        /// E-mail, where it has one.
        pub email: Option<String>,
        /// Where it is, as one line.
        pub address: Option<String>,
    }
}

wire! {
    /// A range of time on some days of the week.
    pub struct CatalogueWeekly {
        /// Days, 1 is Monday.
        pub days: Vec<u8>,
        /// `08:30`
        pub from: String,
        /// `12:30`
        pub to: String,
        /// The first day on which it holds: `2027-01-07`.
        pub first: Option<String>,
        /// The last.
        pub last: Option<String>,
    }
}

wire! {
    /// Places that are kept back at first.
    pub struct CatalogueRelease {
        /// How many.
        pub places: u32,
        /// From how many days before they can be booked.
        pub days_before: u32,
    }
}

wire! {
    /// A range of time on one day.
    pub struct CatalogueDated {
        /// `2027-02-13`
        pub date: String,
        /// `09:00`
        pub from: String,
        /// `12:00`
        pub to: String,
    }
}

wire! {
    /// A period without slots, both days included.
    pub struct CatalogueClosure {
        /// First day.
        pub from: String,
        /// Last day.
        pub to: String,
    }
}

wire! {
    /// Something that can be booked.
    pub struct CatalogueBookable {
        /// Id.
        pub id: String,
        /// Title.
        pub title: String,
        /// Kind, as editors write it.
        pub kind: String,
        /// Office where one goes, by id.
        pub office: String,
        /// Where it is, as one line; `None` is where the office is.
        pub address: Option<String>,
        /// Who offers it, by id.
        pub organisation: String,
        /// Services for which one books it, by id.
        pub services: Vec<String>,
        /// Names of the places; `None` when they have only numbers.
        pub place_names: Option<Vec<String>>,
        /// How many places a slot has.
        pub places: u32,
        /// Weekly timetable.
        pub weekly: Vec<CatalogueWeekly>,
        /// Single dates.
        pub dates: Vec<CatalogueDated>,
        /// Closures.
        pub closures: Vec<CatalogueClosure>,
        /// Minutes a slot lasts; `None` when it is a whole range.
        pub slot_minutes: Option<u32>,
        /// Whether the weekly timetable holds on public holidays.
        pub open_on_holidays: bool,
        /// Places that are kept back at first.
        pub releases: Vec<CatalogueRelease>,
        /// Minutes, at most, until a place that was given back can be booked again.
        pub reopen_minutes: u32,
        /// Hours before, at least.
        pub notice_hours: u32,
        /// Days ahead, at most.
        pub horizon_days: u32,
        /// Hours before, at least, to cancel or move.
        pub cancel_hours: u32,
        /// Bookings to come of one person, at most.
        pub per_person: Option<u32>,
        /// Fields asked beside name and e-mail, as editors write them.
        pub fields: Vec<String>,
        /// What to bring.
        pub bring: Vec<String>,
        /// Days after which data are deleted.
        pub keep_days: u32,
    }
}

wire! {
    /// A sub-type of reports.
    pub struct CatalogueReportKind {
        /// Id.
        pub id: String,
        /// Name.
        pub name: String,
        /// Office in charge, by id.
        pub office: String,
        /// Whether a position is needed.
        pub needs_position: bool,
        /// Days within which an answer is promised.
        pub promised_days: u32,
        /// What is asked beside the usual.
        pub questions: Vec<CatalogueQuestion>,
    }
}

wire! {
    /// A question of a sub-type of reports.
    pub struct CatalogueQuestion {
        /// Id.
        pub id: String,
        /// What citizens read.
        pub text: String,
        /// How it is answered, as editors write it.
        pub answer: String,
        /// What one chooses from.
        pub choices: Vec<String>,
        /// Whether it must be answered.
        pub required: bool,
    }
}

wire! {
    /// Who takes care of some sub-types in some districts.
    pub struct CatalogueRoute {
        /// Sub-types, by id.
        pub kinds: Vec<String>,
        /// Districts, by id; anywhere, when there is none.
        pub districts: Vec<String>,
        /// Office, by id.
        pub office: String,
    }
}

wire! {
    /// A number for what cannot wait.
    pub struct CatalogueEmergency {
        /// The telephone number.
        pub number: String,
        /// Whose it is.
        pub name: String,
        /// When one calls it.
        pub when: String,
    }
}

wire! {
    /// Where the pictures of maps come from.
    pub struct CatalogueTiles {
        /// The address, with `{z}`, `{x}` and `{y}` in it.
        pub address: String,
        /// Whom they are owed to.
        pub credit: String,
    }
}

wire! {
    /// A district.
    pub struct CatalogueDistrict {
        /// Id.
        pub id: String,
        /// Name.
        pub name: String,
        /// Places that are known to be in it, in millionths of a degree: north, east.
        pub points: Vec<[i32; 2]>,
    }
}

wire! {
    /// All about reports.
    pub struct CatalogueReports {
        /// Categories, in the order of the site.
        pub categories: Vec<CatalogueReportCategory>,
        /// Who takes care of what: the first that fits.
        pub routes: Vec<CatalogueRoute>,
        /// For what cannot wait.
        pub emergencies: Vec<CatalogueEmergency>,
        /// Whom to ask when it is not in this municipality.
        pub outside: Option<String>,
        /// Days after the last change after which the citizen's data are deleted.
        pub keep_days: u32,
        /// Rings of the boundary, in millionths of a degree: north, east; none when it is not known.
        pub boundary: Vec<Vec<[i32; 2]>>,
        /// The pictures of maps.
        pub tiles: Option<CatalogueTiles>,
    }
}

wire! {
    /// A category of reports.
    pub struct CatalogueReportCategory {
        /// Id.
        pub id: String,
        /// Name.
        pub name: String,
        /// Office in charge, by id.
        pub office: String,
        /// Whether to say first to call 112.
        pub emergency_notice: bool,
        /// Sub-types.
        pub kinds: Vec<CatalogueReportKind>,
    }
}

wire! {
    /// How one asks for help.
    pub struct CatalogueHelp {
        /// The office that answers when no service is named, by id.
        pub office: String,
        /// Days after the last change after which a request is deleted.
        pub keep_days: u32,
        /// Categories of services, in the order of the form.
        pub categories: Vec<CatalogueCategory>,
    }
}

wire! {
    /// A category of services.
    pub struct CatalogueCategory {
        /// Id.
        pub id: String,
        /// Title.
        pub title: String,
    }
}
