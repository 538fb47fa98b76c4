// SPDX-License-Identifier: EUPL-1.2
//! From the checked site to what templates may see: one [`types::Page`] for each address, borrowed
//! from the site, with every list made and put in order, made when it is drawn.

mod cards;
mod english;
mod guides;
mod index;
mod journeys;
mod json_ld;
mod lists;
mod organisation;
mod relations;
mod services;
pub mod shared;
mod stories;
mod titles;
pub mod types;

use crate::address::{Address, fixed};
use crate::audit::{Menu, PageKind};
use crate::comics::Strips;
use crate::film::Reels;
use crate::picture;
use cards::Maker;
use jiff::civil::Date;
use model::settings::Settings;
use model::site::Site;
use model::translation::Language;
use model::vocabulary::Coded;
use relations::Relations;
use shared::{Late, Part, Shared};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use titles::Title;
use types::{Alternate, Body, IndexEntry, Link, MenuEntry, Outside, Page, PageHead, SiteView, Translation};

pub use cards::hours_in_words;
pub use english::both;
pub use relations::alphabetical;

/// What the outside decides about a view.
#[derive(Debug, Clone, Copy)]
pub struct ViewSettings<'a> {
    /// Scheme and host, no slash at the end.
    pub base_url: &'a str,
    /// Today.
    pub today: Date,
}

/// What pages show that is not in the model.
#[derive(Debug, Clone, Copy)]
pub struct Drawn<'a> {
    /// Pictures by address.
    pub pictures: &'a BTreeMap<String, picture::Picture>,
    /// Comics.
    pub strips: &'a Strips,
    /// The films of comics that are finished.
    pub films: &'a Reels,
}

/// All that is known of a site's pages before any of them is made: pages are made one at a time, so
/// that no more of them stand in memory than are being drawn.
pub struct View<'a> {
    /// The context `site`.
    pub site: SiteView<'a>,
    studio: Studio<'a>,
}

/// A page that can be made.
pub struct Planned<'v, 'a> {
    /// Its address.
    pub address: Address<'a>,
    make: Box<dyn Fn() -> Page<'a> + Send + Sync + 'v>,
}

impl<'v, 'a> Planned<'v, 'a> {
    fn new(address: Address<'a>, make: impl Fn() -> Page<'a> + Send + Sync + 'v) -> Self {
        Self { address, make: Box::new(make) }
    }

    /// Makes the page.
    #[must_use]
    pub fn page(&self) -> Page<'a> {
        (self.make)()
    }
}

impl<'a> View<'a> {
    /// Reads all references of a site backwards; nothing is made yet.
    #[must_use]
    pub fn new(site: &'a Site, drawn: Drawn<'a>, settings: &ViewSettings<'a>) -> Self {
        let relations = Relations::new(site, settings.today);
        let studio = Studio {
            maker: Maker::new(site, drawn),
            relations,
            base_url: settings.base_url,
            today: settings.today,
            home: Late::new(),
            entries: Default::default(),
            indexes: Default::default(),
            letters: OnceLock::new(),
        };
        Self { site: site_view(&site.settings, site, settings.base_url), studio }
    }

    /// All pages that are published, by address.
    #[must_use]
    pub fn plan<'v>(&'v self) -> Vec<Planned<'v, 'a>> {
        let studio = &self.studio;
        let mut plan = vec![Planned::new(fixed::HOME, || lists::home(studio))];
        services::plan(studio, &mut plan);
        journeys::plan(studio, &mut plan);
        english::plan(studio, &mut plan);
        organisation::plan(studio, &mut plan);
        stories::plan(studio, &mut plan);
        guides::plan(studio, &mut plan);
        lists::plan(studio, &mut plan);
        plan.sort_by_cached_key(|page| page.address.after(""));
        plan
    }

    /// The frame of the pages that functions answer with.
    #[must_use]
    pub fn shell(&self) -> Page<'a> {
        self.studio.page("shell", PageKind::Shell, fixed::HOME, &titles::SHELL, Place::Top, Body::Empty {})
    }
}

/// What all page makers need.
struct Studio<'a> {
    maker: Maker<'a>,
    relations: Relations<'a>,
    base_url: &'a str,
    today: Date,
    /// The link to the first page, and those to the entries of the menu.
    home: Late<Link<'a>>,
    entries: [Late<Link<'a>>; MENU.len()],
    /// The side indexes of sheets, by which sections they have.
    indexes: [Late<Vec<IndexEntry>>; services::INDEXES],
    /// The index from A to Z.
    letters: OnceLock<index::Letters<'a>>,
}

/// Where a page stands: it decides breadcrumb and menu.
enum Place<'a> {
    /// Below the home page, in no menu entry.
    Top,
    /// A menu entry itself.
    Entry(&'static str),
    /// Below a menu entry and other pages.
    Below(&'static str, Vec<Part<Link<'a>>>),
}

impl<'a> Studio<'a> {
    /// A page with a fixed title.
    fn page(&self, template: &'static str, kind: PageKind, url: Address<'a>, title: &Title, place: Place<'a>, body: Body<'a>) -> Page<'a> {
        self.titled(template, kind, url, title.title, title.summary, place, body)
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a page, each of another type")]
    fn titled(&self, template: &'static str, kind: PageKind, url: Address<'a>, title: &'a str, description: &'a str, place: Place<'a>, body: Body<'a>) -> Page<'a> {
        let here = Shared::part(Link { title, url: url.clone() });
        let home = Shared::late(&self.home, || Link { title: titles::HOME, url: fixed::HOME });
        let (menu, breadcrumb) = match place {
            Place::Top if url == fixed::HOME => ("", vec![home]),
            Place::Top => ("", vec![home, here]),
            Place::Entry(menu) => (menu, vec![home, here]),
            Place::Below(menu, between) => (menu, std::iter::once(home).chain(self.entry(menu)).chain(between).chain([here]).collect()),
        };
        let language = english::language(&url);
        let both = english::both(self.maker.site, &url);
        let name = self.maker.site.settings.municipality.name.as_str();
        let head_title = if url == fixed::HOME { name.to_owned() } else { [title, " - ", name].concat() };
        let noindex = matches!(kind, PageKind::NotFound | PageKind::Shell);
        let json_ld = if noindex || url == fixed::HOME { Vec::new() } else { vec![json_ld::breadcrumb(self.base_url, &breadcrumb)] };
        let head = PageHead {
            canonical: url.after(self.base_url),
            url,
            lang: language.code(),
            alternates: both.iter().flat_map(|both| alternates(self.base_url, both)).collect(),
            translation: both.map(|[italian, english]| match language {
                Language::Italian => Translation { lang: Language::English.code(), url: english },
                Language::English => Translation { lang: Language::Italian.code(), url: italian },
            }),
            title,
            head_title,
            description,
            menu,
            breadcrumb,
            json_ld,
            noindex,
        };
        Page { template, kind, head, body }
    }

    /// The link of a menu entry, by its `data-element`.
    fn entry(&self, menu: &str) -> Option<Part<Link<'a>>> {
        let number = MENU.iter().position(|(element, ..)| *element == menu)?;
        let (_, menu, url) = &MENU[number];
        let title = match menu {
            Menu::Management => titles::ADMINISTRATION.title,
            Menu::News => titles::NEWS.title,
            Menu::Services => titles::SERVICES.title,
            Menu::Live => titles::LIVE.title,
        };
        Some(Shared::late(&self.entries[number], || Link { title, url: url.clone() }))
    }
}

/// The addresses of a page in each language, and the one for all other languages.
pub fn alternates(base_url: &str, [italian, english]: &[Address<'_>; 2]) -> [Alternate; 3] {
    [(Language::Italian.code(), italian), (Language::English.code(), english), ("x-default", italian)].map(|(lang, url)| Alternate { lang, url: format!("{base_url}{url}") })
}

/// The four entries of the menu: `data-element`, kind, address.
const MENU: [(&str, Menu, Address<'static>); 4] = [
    ("management", Menu::Management, fixed::ADMINISTRATION),
    ("news", Menu::News, fixed::NEWS),
    ("all-services", Menu::Services, fixed::SERVICES),
    ("live", Menu::Live, fixed::LIVE),
];

fn site_view<'a>(settings: &'a Settings, site: &'a Site, base_url: &'a str) -> SiteView<'a> {
    let town = &settings.municipality;
    let menu = MENU
        .into_iter()
        .map(|(element, menu, url)| {
            let title = match menu {
                Menu::Management => titles::ADMINISTRATION.title.to_owned(),
                Menu::News => titles::NEWS.title.to_owned(),
                Menu::Services => titles::SERVICES.title.to_owned(),
                Menu::Live => format!("Vivere {}", town.town),
            };
            MenuEntry { title, url, element }
        })
        .collect();
    SiteView {
        name: town.name.as_str(),
        town: town.town.as_str(),
        patron: settings.patron.map(|patron| patron.to_string()),
        region: Outside { title: town.region.as_str(), url: town.region_url.as_str() },
        base_url,
        description: settings.description.as_str(),
        notice: settings.notice.as_ref().map(model::text::Line::as_str),
        street: town.street.as_str(),
        postcode: town.postcode.as_str(),
        province: town.province.as_str(),
        fiscal_code: town.fiscal_code.as_str(),
        ipa_code: town.ipa_code.as_str(),
        phone: town.phone.as_str(),
        phone_link: cards::phone_link(town.phone.as_str()),
        email: town.email.as_str(),
        certified_email: town.certified_email.as_str(),
        menu,
        accessibility_form: settings.accessibility_form.as_str(),
        privacy_url: format!("{base_url}{}", fixed::PRIVACY),
        online_desk: settings.online_desk.as_str(),
        personal_area: settings.personal_area.as_str(),
        conditions: settings.conditions.as_str(),
        links: settings.links.iter().map(|(title, url)| Outside { title: title.as_str(), url: url.as_str() }).collect(),
        topics: settings.featured_topics.iter().take(3).map(|id| cards::topic_link(&site.topics[id])).collect(),
        licence: titles::LICENCE,
        english: !site.english.is_empty(),
    }
}
