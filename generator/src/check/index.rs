// SPDX-License-Identifier: EUPL-1.2
//! What exists: names by kind, addresses, files. Made once from all drafts, then only read.

use crate::address::{Address, fixed, section};
use crate::fault::Fault;
use crate::parse::{Draft, Drafts, Kind, Parsed};
use crate::picture::Picture;
use crate::raw::value;
use crate::span::Span;
use ahash::AHashSet;
use jiff::civil::Date;
use model::holidays::YearDay;
use model::news::NewsKind;
use model::office::OfficeGroup;
use model::vocabulary::Coded;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All names, addresses and files of the content.
pub struct Index<'d> {
    /// Files by kind and name; of two with one name, the first.
    pub named: BTreeMap<Kind, BTreeMap<&'d str, &'d Arc<Parsed>>>,
    /// The same names, for looking up.
    here: AHashSet<(Kind, &'d str)>,
    /// Names of districts.
    pub districts: BTreeSet<&'d str>,
    /// Addresses of pages and of files that are published as they are.
    pub addresses: BTreeSet<String>,
    /// Sizes of pictures, by address.
    pub drafts: &'d Drafts,
    /// The only office that is part of nothing, when there is exactly one.
    pub root_office: Option<&'d str>,
    /// The address of the site in `sito.yaml`.
    pub base_url: Option<&'d str>,
    /// The day of the patron in `sito.yaml`.
    pub patron: Option<YearDay>,
    /// Names of the frequent questions.
    pub questions: Vec<&'d str>,
    /// Today.
    pub today: Date,
    /// What stands before the path of a file when it is shown.
    pub prefix: &'d str,
}

/// Second levels of "Amministrazione" beside the groups of offices.
pub const PEOPLE: [(&str, &str); 2] = [("politici", "Politici"), ("personale-amministrativo", "Personale amministrativo")];

/// The last part of the address of the page of all news of a kind.
#[must_use]
pub fn news_group(kind: NewsKind) -> &'static str {
    match kind {
        NewsKind::News => "notizie",
        NewsKind::Release => "comunicati",
        NewsKind::Notice => "avvisi",
    }
}

impl<'d> Index<'d> {
    /// Indexes the drafts; two files with one name are faults.
    pub fn new(drafts: &'d Drafts, prefix: &'d str, today: Date, faults: &mut Vec<Fault>) -> Self {
        let mut named: BTreeMap<Kind, BTreeMap<&str, &Arc<Parsed>>> = BTreeMap::new();
        let mut districts = BTreeSet::new();
        let mut roots = Vec::new();
        let mut base_url = None;
        let mut patron = None;
        let mut questions = Vec::new();
        for parsed in &drafts.files {
            if let Some(id) = &parsed.id {
                let names = named.entry(parsed.kind).or_default();
                match names.get(id.as_str()) {
                    Some(first) => faults.push(Fault::duplicate_id(&parsed.file, Span::FILE, id.as_str(), &first.file)),
                    None => {
                        names.insert(id.as_str(), parsed);
                    }
                }
            }
            match &parsed.draft {
                Some(Draft::Districts(form)) => {
                    let list = value(&form.quartieri).into_iter().flatten();
                    districts.extend(list.filter_map(|district| value(&district.value.id)).map(|id| id.as_str()));
                }
                Some(Draft::Settings(form)) => {
                    base_url = value(&form.indirizzo).map(|url| url.as_str());
                    patron = value(&form.patrono).and_then(|day| YearDay::parse(day.as_str()));
                }
                Some(Draft::Questions(list)) => questions.extend(list.iter().filter_map(|question| value(&question.form.id)).map(|id| id.as_str())),
                Some(Draft::Office(office)) if office.form.fa_parte_di.is_none() => roots.extend(parsed.id.as_ref().map(|id| id.as_str())),
                _ => {}
            }
        }
        let root_office = if let [root] = roots.as_slice() { Some(*root) } else { None };
        let here = named.iter().flat_map(|(kind, names)| names.keys().map(|id| (*kind, *id))).collect();
        let mut index = Self { named, here, districts, addresses: BTreeSet::new(), drafts, root_office, base_url, patron, questions, today, prefix };
        index.addresses = index.addresses();
        index
    }

    /// Names of a kind.
    pub fn names(&self, kind: Kind) -> impl Iterator<Item = &'d str> + '_ {
        self.named.get(&kind).into_iter().flat_map(|names| names.keys().copied())
    }

    /// Whether a name of a kind exists.
    #[must_use]
    pub fn has(&self, kind: Kind, id: &str) -> bool {
        self.here.contains(&(kind, id))
    }

    fn addresses(&self) -> BTreeSet<String> {
        let groups = OfficeGroup::ALL.iter().map(|group| group.code()).chain(PEOPLE.iter().map(|(id, _)| *id));
        let fixed = [
            fixed::HOME,
            fixed::ADMINISTRATION,
            fixed::NEWS,
            fixed::SERVICES,
            fixed::LIVE,
            fixed::PLACES,
            fixed::EVENTS,
            fixed::DOCUMENTS,
            fixed::TOPICS,
            fixed::QUESTIONS,
            fixed::BOOKINGS,
            fixed::REPORTS,
            fixed::HELP,
            fixed::TUTORIALS,
            fixed::SITE_MAP,
            fixed::SEARCH,
        ];
        let of = |kind, section: &'static str| self.names(kind).map(move |id| Address::In(section, id));
        fixed
            .into_iter()
            .chain(groups.map(|id| Address::In(section::ADMINISTRATION, id)))
            .chain(NewsKind::ALL.iter().map(|kind| Address::In(section::NEWS, news_group(*kind))))
            .chain(of(Kind::Service, section::SERVICES))
            .chain(of(Kind::Category, section::SERVICES))
            .chain(self.names(Kind::Journey).next().map(|_| fixed::LIFE_EVENTS))
            .chain(of(Kind::Journey, section::LIFE_EVENTS))
            .chain([Kind::EnglishService, Kind::EnglishJourney].iter().any(|kind| self.names(*kind).next().is_some()).then_some(fixed::ENGLISH))
            .chain(self.names(Kind::EnglishService).map(|id| Address::English(section::SERVICES, id)))
            .chain(self.names(Kind::EnglishJourney).map(|id| Address::English(section::LIFE_EVENTS, id)))
            .chain(of(Kind::Office, section::OFFICES))
            .chain(of(Kind::Place, section::PLACES))
            .chain(of(Kind::Topic, section::TOPICS))
            .chain(of(Kind::News, section::NEWS))
            .chain(of(Kind::Event, section::EVENTS))
            .chain(of(Kind::Document, section::DOCUMENTS))
            .chain(of(Kind::Bookable, section::BOOKINGS))
            .chain(of(Kind::Tutorial, section::TUTORIALS))
            .chain(of(Kind::Comic, section::COMICS))
            .chain(self.names(Kind::Page).map(Address::Root))
            .map(|address| address.to_string())
            .chain(self.as_they_are().cloned())
            .collect()
    }

    /// The addresses of files that keep them: a picture that is drawn again gets others.
    fn as_they_are(&self) -> impl Iterator<Item = &'d String> {
        let Drafts { assets, pictures, .. } = self.drafts;
        assets.keys().filter(|address| !pictures.get(*address).is_some_and(Picture::is_developed))
    }
}
