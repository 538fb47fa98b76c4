// SPDX-License-Identifier: EUPL-1.2
//! What the functions know of the site: what the build writes into `dist-functions/`, read into types.

use crate::templates::Templates;
use domain::calendar::{Calendar, CatalogueError};
use domain::person::Email;
use domain::report::services::{Services, ServicesError};
use http::{HeaderMap, HeaderName, HeaderValue};
use model::catalogue::{Catalogue, CatalogueHelp, CatalogueOffice, CatalogueService, VERSION};
use model::slug::Slug;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Where the frame has room for what a function answers.
const ROOM: &str = "<!-- sportello:contenuto -->";

/// How the title of the frame begins: a function puts its own there.
const TITLE: &str = "<title>Sportello - ";

/// Something that can be booked, with what pages say of it.
#[derive(Debug, Clone)]
pub struct Offer {
    /// When.
    pub calendar: Calendar,
    /// Where, as one line.
    pub address: Option<String>,
    /// The services for which one books it.
    pub services: Vec<String>,
    /// Its kind, as editors write it.
    pub kind: String,
    /// Who offers it, by id.
    pub organisation: String,
}

/// The site, as functions see it.
#[derive(Debug)]
pub struct Site {
    /// The day on which it was built: `2026-11-22`.
    pub built: String,
    /// Scheme and host.
    pub base_url: String,
    /// Name of the municipality.
    pub municipality: String,
    /// What can be booked.
    pub offers: BTreeMap<Slug, Offer>,
    /// Offices, by id.
    pub offices: BTreeMap<String, CatalogueOffice>,
    /// Services, by id.
    pub services: BTreeMap<String, CatalogueService>,
    /// What can be reported; `None` where the town takes no reports.
    pub reports: Option<Services>,
    /// How one asks for help; `None` where the town gives none.
    pub help: Option<CatalogueHelp>,
    /// Days for which ratings are kept.
    pub rating_days: u32,
    /// Addresses of the pages that can be rated.
    pub pages: BTreeSet<String>,
    /// What every reply says.
    pub headers: HeaderMap,
    shell: Shell,
    templates: Templates,
}

/// The frame, cut where something is put in.
#[derive(Debug)]
struct Shell {
    before_title: String,
    before_room: String,
    after_room: String,
}

/// Why `dist-functions/` cannot be used.
#[derive(Debug)]
pub enum SiteError {
    /// A file is not there.
    Missing(&'static str),
    /// The catalogue is not as this program writes it.
    Catalogue(serde_json::Error),
    /// The catalogue is of another version.
    Version(u32),
    /// Something that can be booked is not understood.
    Bookable(CatalogueError),
    /// Something that can be reported is not understood.
    Reports(ServicesError),
    /// A header is no header.
    Header(String),
    /// The frame has no room, or no title.
    Shell(&'static str),
    /// A template is none.
    Template(tera::Error),
}

impl fmt::Display for SiteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => write!(f, "`{name}` is not there: build the site again"),
            Self::Catalogue(_) => f.write_str("`catalogue.json` is not as this program writes it"),
            Self::Version(version) => write!(f, "`catalogue.json` has version {version}, this program knows {VERSION}"),
            Self::Bookable(_) => f.write_str("something that can be booked is not understood"),
            Self::Reports(_) => f.write_str("something that can be reported is not understood"),
            Self::Header(name) => write!(f, "`{name}` cannot be a header"),
            Self::Shell(what) => write!(f, "`shell.html` has no `{what}`"),
            Self::Template(_) => f.write_str("a template of the functions is wrong"),
        }
    }
}

impl std::error::Error for SiteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Catalogue(error) => Some(error),
            Self::Bookable(error) => Some(error),
            Self::Reports(error) => Some(error),
            Self::Template(error) => Some(error),
            Self::Missing(_) | Self::Version(_) | Self::Header(_) | Self::Shell(_) => None,
        }
    }
}

/// Compiles every template among the files of `dist-functions/`, so that a fault of one is said before a citizen
/// meets it.
///
/// # Errors
/// [`SiteError::Template`].
pub fn check_templates<B: AsRef<[u8]>>(files: &BTreeMap<String, B>) -> Result<(), SiteError> {
    Templates::of(files).check().map_err(SiteError::Template)
}

impl Site {
    /// Reads the files of `dist-functions/`, by path. Templates are compiled when they are drawn; who builds the site
    /// asks [`check_templates`] before.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn read<B: AsRef<[u8]>>(files: &BTreeMap<String, B>) -> Result<Self, SiteError> {
        let bytes = |name: &'static str| files.get(name).map(AsRef::as_ref).ok_or(SiteError::Missing(name));
        let catalogue: Catalogue = serde_json::from_slice(bytes("catalogue.json")?).map_err(SiteError::Catalogue)?;
        if catalogue.version != VERSION {
            return Err(SiteError::Version(catalogue.version));
        }
        let shell = Shell::cut(&String::from_utf8_lossy(bytes("shell.html")?))?;
        let templates = Templates::of(files);
        let mut headers = HeaderMap::new();
        for header in &catalogue.headers {
            let wrong = || SiteError::Header(header.name.clone());
            let name = HeaderName::from_bytes(header.name.as_bytes()).map_err(|_| wrong())?;
            headers.insert(name, HeaderValue::from_str(&header.value).map_err(|_| wrong())?);
        }
        let mut offers = BTreeMap::new();
        for bookable in &catalogue.bookables {
            let calendar = Calendar::read(bookable, catalogue.patron.as_deref()).map_err(SiteError::Bookable)?;
            let office = catalogue.offices.iter().find(|office| office.id == bookable.office);
            let address = bookable.address.clone().or_else(|| office.and_then(|office| office.address.clone()));
            let (services, kind, organisation) = (bookable.services.clone(), bookable.kind.clone(), bookable.organisation.clone());
            offers.insert(calendar.id.clone(), Offer { calendar, address, services, kind, organisation });
        }
        let reports = catalogue.reports.as_ref().map(|reports| Services::read(reports, &catalogue.districts)).transpose().map_err(SiteError::Reports)?;
        let desks = catalogue.offices.iter().filter_map(|office| Some((office.id.clone(), Email::parse(office.email.as_deref()?)?))).collect();
        let reports = reports.map(|reports| reports.with_desks(desks));
        Ok(Self {
            built: catalogue.built,
            base_url: catalogue.base_url,
            reports,
            help: catalogue.help,
            rating_days: catalogue.rating_days,
            pages: catalogue.pages.into_iter().collect(),
            municipality: catalogue.municipality,
            offers,
            offices: catalogue.offices.into_iter().map(|office| (office.id.clone(), office)).collect(),
            services: catalogue.services.into_iter().map(|service| (service.id.clone(), service)).collect(),
            headers,
            shell,
            templates,
        })
    }

    /// The host of the site, for names that must be alone in the world.
    #[must_use]
    pub fn host(&self) -> &str {
        self.base_url.split_once("://").map_or(self.base_url.as_str(), |(_, rest)| rest.split(['/', ':']).next().unwrap_or(rest))
    }

    /// Something that can be booked, by its name.
    #[must_use]
    pub fn offer(&self, id: &str) -> Option<&Offer> {
        self.offers.get(&Slug::parse(id).ok()?)
    }

    /// The name of an office; its id when it is not in the catalogue any more.
    #[must_use]
    pub fn office_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.offices.get(id).map_or(id, |office| office.name.as_str())
    }

    /// Draws a template.
    ///
    /// # Errors
    /// When the template does not fit what it is given: a defect of the theme.
    pub fn draw(&self, template: &str, context: &tera::Context) -> Result<String, tera::Error> {
        self.templates.draw(template, context)
    }

    /// A whole page: the frame with this title and this content.
    #[must_use]
    pub fn page(&self, title: &str, main: &str) -> String {
        let Shell { before_title, before_room, after_room } = &self.shell;
        [before_title, "<title>", &escaped(title), " - ", before_room, main, after_room].concat()
    }
}

/// A text between two tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

impl Shell {
    fn cut(text: &str) -> Result<Self, SiteError> {
        let (before_title, rest) = text.split_once(TITLE).ok_or(SiteError::Shell(TITLE))?;
        let (before_room, after_room) = rest.split_once(ROOM).ok_or(SiteError::Shell(ROOM))?;
        Ok(Self { before_title: before_title.to_owned(), before_room: before_room.to_owned(), after_room: after_room.to_owned() })
    }
}
