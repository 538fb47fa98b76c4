// SPDX-License-Identifier: EUPL-1.2
//! All that a template may see. Borrowed from the site, hashed to know what must be drawn again.
//! A template reads `site` (the same on every page), `assets`, `menu` (where the page stands in it), `parts` (drawn
//! before), `page` (this page), `body` (its kind) and, on a sheet, `boxes` (drawn once for what many sheets show).

use super::shared::Part;
use crate::address::Address;
use serde::Serialize;
use std::collections::BTreeMap;

/// What is the same on every page: the context `site`.
#[derive(Debug, Serialize, Hash)]
pub struct SiteView<'a> {
    /// "Comune di …".
    pub name: &'a str,
    /// The town.
    pub town: &'a str,
    /// The feast of its patron, month and day: `08-26`.
    pub patron: Option<String>,
    /// The region and its site.
    pub region: Outside<'a>,
    /// Scheme and host, no slash at the end.
    pub base_url: &'a str,
    /// What the site is.
    pub description: &'a str,
    /// What the contents are.
    pub notice: Option<&'a str>,
    /// Street, post code and province of the town hall.
    pub street: &'a str,
    /// Post code.
    pub postcode: &'a str,
    /// Two letters.
    pub province: &'a str,
    /// Fiscal code.
    pub fiscal_code: &'a str,
    /// IPA code.
    pub ipa_code: &'a str,
    /// Telephone, as it is read.
    pub phone: &'a str,
    /// Telephone, as a `tel:` address wants it.
    pub phone_link: String,
    /// E-mail.
    pub email: &'a str,
    /// Certified e-mail.
    pub certified_email: &'a str,
    /// The four official entries, in order.
    pub menu: Vec<MenuEntry<'a>>,
    /// Accessibility statement on the national form.
    pub accessibility_form: &'a str,
    /// Privacy notice, absolute as the criterion wants it.
    pub privacy_url: String,
    /// Where online services start.
    pub online_desk: &'a str,
    /// Personal area.
    pub personal_area: &'a str,
    /// General conditions of service.
    pub conditions: &'a str,
    /// Other sites of the municipality.
    pub links: Vec<Outside<'a>>,
    /// The featured topics, for the header.
    pub topics: Vec<Link<'a>>,
    /// The licence text of the official model.
    pub licence: &'static str,
    /// Whether there are pages in English.
    pub english: bool,
}

/// An entry of the main menu.
#[derive(Debug, Serialize, Hash)]
pub struct MenuEntry<'a> {
    /// Text, exactly as the criterion wants it.
    pub title: String,
    /// Address.
    pub url: Address<'a>,
    /// `data-element`.
    pub element: &'static str,
}

/// A link to another site.
#[derive(Debug, Serialize, Hash)]
pub struct Outside<'a> {
    /// Text.
    pub title: &'a str,
    /// Address.
    pub url: &'a str,
}

/// A link of this site.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Link<'a> {
    /// Text.
    pub title: &'a str,
    /// Address.
    pub url: Address<'a>,
}

/// A link with a sentence.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Card<'a> {
    /// Title.
    pub title: &'a str,
    /// Its name: the last part of the address.
    pub id: &'a str,
    /// Address.
    pub url: Address<'a>,
    /// A sentence.
    pub summary: &'a str,
    /// What kind of thing it is, in a word or two; empty when all are of one kind.
    pub kind: &'a str,
}

/// A day, for machines and for people.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Day {
    /// `2026-11-21`
    pub iso: String,
    /// "21 novembre 2026"
    pub text: String,
    /// 21
    pub day: i8,
    /// "nov"
    pub month: &'static str,
    /// 2026
    pub year: i16,
}

/// This page: the context `page`.
#[derive(Debug, Serialize, Hash)]
pub struct PageHead<'a> {
    /// Its address from the root.
    pub url: Address<'a>,
    /// Its absolute address.
    pub canonical: String,
    /// Its language.
    pub lang: &'static str,
    /// Its absolute addresses in all languages, when there are several.
    pub alternates: Vec<Alternate>,
    /// The same page in the other language.
    pub translation: Option<Translation<'a>>,
    /// The text of its `h1`.
    pub title: &'a str,
    /// The text of `<title>`: title and municipality.
    pub head_title: String,
    /// `<meta name="description">`.
    pub description: &'a str,
    /// The `element` of the menu entry it belongs to, or "".
    pub menu: &'static str,
    /// From the home page to this one; the last one is this page.
    pub breadcrumb: Vec<Part<Link<'a>>>,
    /// JSON-LD documents, ready to stand in a script element; the service's one is in its body.
    pub json_ld: Vec<String>,
    /// Whether search engines must leave it out.
    pub noindex: bool,
}

/// An address for a language, as `hreflang` wants it.
#[derive(Debug, Serialize, Hash)]
pub struct Alternate {
    /// `it`, `en`, `x-default`
    pub lang: &'static str,
    /// Absolute.
    pub url: String,
}

/// The same page in another language.
#[derive(Debug, Serialize, Hash)]
pub struct Translation<'a> {
    /// The language.
    pub lang: &'static str,
    /// Its address.
    pub url: Address<'a>,
}

/// One page to be drawn.
#[derive(Debug, Hash)]
pub struct Page<'a> {
    /// Template, without folder and ending.
    pub template: &'static str,
    /// What the audit expects of it.
    pub kind: crate::audit::PageKind,
    /// The context `page`.
    pub head: PageHead<'a>,
    /// The context `body`.
    pub body: Body<'a>,
}

/// What a page shows, by kind.
#[derive(Debug, Serialize, Hash)]
#[serde(untagged)]
#[expect(clippy::large_enum_variant, reason = "a page is made once and borrowed from then on")]
pub enum Body<'a> {
    /// `home`
    Home(HomePage<'a>),
    /// `servizi`
    Services(ServicesPage<'a>),
    /// `categoria`
    Category(CategoryPage<'a>),
    /// `servizio`
    Service(ServicePage<'a>),
    /// `elenco`: a second level, a list of cards under an introduction.
    List(ListPage<'a>),
    /// `persone`
    People(PeoplePage<'a>),
    /// `eventi-vita`
    Journeys(JourneysPage<'a>),
    /// `evento-vita`
    Journey(JourneyPage<'a>),
    /// `inglese`
    English(EnglishPage<'a>),
    /// `ufficio`
    Office(OfficePage<'a>),
    /// `novita`
    NewsHome(NewsHomePage<'a>),
    /// `notizia`
    News(NewsPage<'a>),
    /// `vivere`
    Live(LivePage<'a>),
    /// `luogo`
    Place(PlacePage<'a>),
    /// `eventi`
    Events(EventsPage<'a>),
    /// `evento`
    Event(EventPage<'a>),
    /// `argomenti`
    Topics(TopicsPage<'a>),
    /// `argomento`
    Topic(TopicPage<'a>),
    /// `documento`
    Document(DocumentPage<'a>),
    /// `domande`
    Questions(QuestionsPage<'a>),
    /// `pagina`, `note-legali`, `accessibilita`
    Text(TextPage<'a>),
    /// `mappa`
    SiteMap(SiteMapPage<'a>),
    /// `cerca`
    Search(SearchPage<'a>),
    /// `lettera`
    Letter(LetterPage<'a>),
    /// `assistenza`
    Help(HelpPage<'a>),
    /// `prenota`
    Bookings(GroupedPage<'a>),
    /// `prenotabile`
    Bookable(BookablePage<'a>),
    /// `segnala`
    Reports(ReportsPage<'a>),
    /// `tutorial`
    Tutorials(GroupedPage<'a>),
    /// `filmato`
    Tutorial(TutorialPage<'a>),
    /// `fumetto`
    Comic(ComicPage<'a>),
    /// `404`, `shell`
    Empty {},
}

/// The first page.
#[derive(Debug, Serialize, Hash)]
pub struct HomePage<'a> {
    /// The featured services.
    pub services: Vec<Part<Card<'a>>>,
    /// All categories with something in them.
    pub categories: Vec<Card<'a>>,
    /// The featured life events.
    pub journeys: Vec<JourneyCard<'a>>,
    /// The featured topics.
    pub topics: Vec<Card<'a>>,
    /// The latest three.
    pub news: Vec<NewsCard<'a>>,
    /// The next four.
    pub events: Vec<EventCard<'a>>,
    /// Tutorials and comics.
    pub tutorials: Vec<Card<'a>>,
}

/// Menu: Servizi. Of many services only examples stand on it: a script brings the others from the pages of their
/// categories, one after the other.
#[derive(Debug, Serialize, Hash)]
pub struct ServicesPage<'a> {
    /// The featured ones.
    pub featured: Vec<Part<Card<'a>>>,
    /// Categories with something in them; `kind` is how many services.
    pub categories: Vec<CountedCard<'a>>,
    /// All services in alphabetical order; `kind` is the category. None when they are too many for a page.
    pub services: Vec<Card<'a>>,
    /// A few services of each category, in the order of `categories`; nothing of each when all are listed.
    pub examples: Vec<Vec<Card<'a>>>,
    /// How many services there are.
    pub count: usize,
    /// The index of the site, by first letter.
    pub letters: Vec<CountedLink<'a>>,
}

/// A link with the number of things behind it.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct CountedLink<'a> {
    /// Title and address.
    #[serde(flatten)]
    pub link: Link<'a>,
    /// How many things.
    pub count: usize,
}

/// A card with the number of things behind it.
#[derive(Debug, Serialize, Hash)]
pub struct CountedCard<'a> {
    /// Title, address, sentence.
    #[serde(flatten)]
    pub card: Card<'a>,
    /// How many.
    pub count: usize,
}

/// A category of services.
#[derive(Debug, Serialize, Hash)]
pub struct CategoryPage<'a> {
    /// Its name.
    pub id: &'a str,
    /// Introduction (HTML).
    pub html: &'a str,
    /// Its services in alphabetical order.
    pub services: Vec<Part<Card<'a>>>,
    /// The offices in charge of them.
    pub offices: Vec<Link<'a>>,
}

/// An entry of the side index.
#[derive(Debug, Serialize, Hash)]
pub struct IndexEntry {
    /// `id` of the section.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
}

/// The sheet of a service. Sections are HTML; `None` when the sheet has not that section.
#[derive(Debug, Serialize, Hash)]
pub struct ServicePage<'a> {
    /// Its name in addresses.
    pub id: &'a str,
    /// Short description.
    pub summary: &'a str,
    /// Whether it can be asked for.
    pub active: bool,
    /// Why not.
    pub reason: Option<&'a str>,
    /// Its category.
    pub category: Part<Link<'a>>,
    /// Its topics.
    pub topics: Vec<Part<Link<'a>>>,
    /// Whom it is for.
    pub audiences: Vec<&'a str>,
    /// Life events.
    pub life_events: Vec<&'a str>,
    /// The side index: all sections that are there, in order, "Contatti" last but for the law.
    pub index: Part<Vec<IndexEntry>>,
    /// A chi è rivolto.
    pub addressed: &'a str,
    /// Come fare.
    pub how_to: &'a str,
    /// Cosa serve.
    pub needed: &'a str,
    /// Cosa si ottiene.
    pub achieved: &'a str,
    /// Tempi e scadenze.
    pub timing: &'a str,
    /// Days of the term, where there is one.
    pub term_days: Option<u32>,
    /// Last day.
    pub closes: Option<Day>,
    /// Costi.
    pub costs: Option<&'a str>,
    /// "Gratuito", "Marca da bollo" …
    pub cost_kind: &'a str,
    /// Whether it is free.
    pub free: bool,
    /// An amount that law fixes.
    pub amount: Option<&'a str>,
    /// Accedi al servizio.
    pub access: Option<&'a str>,
    /// "online", "allo sportello", "online e allo sportello".
    pub channel: &'a str,
    /// Where to start online; `None` when it is only at the counter.
    pub online: Option<&'a str>,
    /// Whether the counter serves it.
    pub counter: bool,
    /// Whether SPID or CIE are needed online.
    pub identity: bool,
    /// What can be booked for it.
    pub bookings: Vec<BookingCard<'a>>,
    /// Where "Prenota appuntamento" leads.
    pub appointment_url: Address<'a>,
    /// Condizioni di servizio.
    pub conditions: Option<&'a str>,
    /// Casi particolari.
    pub special_cases: Option<&'a str>,
    /// Ulteriori informazioni.
    pub more: Option<&'a str>,
    /// The office in charge.
    pub office: Part<OfficeBox<'a>>,
    /// Other offices.
    pub other_offices: Vec<Part<Link<'a>>>,
    /// The law.
    pub laws: Vec<&'a str>,
    /// Documents.
    pub documents: Vec<Link<'a>>,
    /// Related services.
    pub related: Vec<Part<Card<'a>>>,
    /// Related services that are not in the language of the page.
    pub related_italian: Vec<Part<Card<'a>>>,
    /// Tutorials and comics about it.
    pub tutorials: Vec<Link<'a>>,
    /// Life events of which it is a step.
    pub journeys: Vec<Link<'a>>,
    /// What must still be verified.
    pub to_verify: Vec<&'a str>,
    /// When it was last read through.
    pub updated: Option<Day>,
    /// What of it is in Italian on a page in another language: `id`s of sections.
    pub italian: Vec<&'static str>,
    /// JSON-LD of the criterion R.SI.1.1, for `data-element="metatag"`; translations have none.
    pub metatag: Option<String>,
}

/// All life events.
#[derive(Debug, Serialize, Hash)]
pub struct JourneysPage<'a> {
    /// Introduction.
    pub summary: &'a str,
    /// In alphabetical order.
    pub journeys: Vec<JourneyCard<'a>>,
}

/// A life event as a card.
#[derive(Debug, Serialize, Hash)]
pub struct JourneyCard<'a> {
    /// Title, address, sentence.
    #[serde(flatten)]
    pub card: Card<'a>,
    /// The name of its first topic, by which a theme may have a picture.
    pub topic: &'a str,
}

/// What to do in a life event.
#[derive(Debug, Serialize, Hash)]
pub struct JourneyPage<'a> {
    /// In a sentence.
    pub summary: &'a str,
    /// The name of its first topic, by which a theme may have a picture.
    pub topic: &'a str,
    /// What comes before all else.
    pub first: &'a str,
    /// The steps in order.
    pub steps: Vec<StepView<'a>>,
    /// What is not a step (HTML).
    pub html: &'a str,
    /// The official names of the event.
    pub life_events: Vec<&'a str>,
    /// Topics.
    pub topics: Vec<Part<Link<'a>>>,
    /// Life events that often come with it.
    pub related: Vec<Link<'a>>,
    /// When it was last read through.
    pub updated: Option<Day>,
}

/// A step of a life event.
#[derive(Debug, Serialize, Hash)]
pub struct StepView<'a> {
    /// From 1; its `id` is `passo-1`.
    pub number: usize,
    /// What to do.
    pub title: &'a str,
    /// By when, in words.
    pub by_when: Option<&'a str>,
    /// How (HTML).
    pub html: &'a str,
    /// Services with which it is done.
    pub services: Vec<Part<Card<'a>>>,
    /// Services that are not in the language of the page.
    pub services_italian: Vec<Part<Card<'a>>>,
    /// Offices that help.
    pub offices: Vec<Part<Link<'a>>>,
    /// What can be booked.
    pub bookings: Vec<Link<'a>>,
}

/// All that there is in English.
#[derive(Debug, Serialize, Hash)]
pub struct EnglishPage<'a> {
    /// Introduction.
    pub summary: &'a str,
    /// Life events.
    pub journeys: Vec<Card<'a>>,
    /// Services by category; the titles are the official Italian names.
    pub groups: Vec<Group<'a>>,
}

/// A bookable thing as a choice.
#[derive(Debug, Serialize, Hash)]
pub struct BookingCard<'a> {
    /// Title.
    pub title: &'a str,
    /// Address.
    pub url: Address<'a>,
    /// The office.
    pub office: &'a str,
    /// Where.
    pub place: Option<PlaceBox<'a>>,
}

/// How one reaches an office.
#[derive(Debug, Serialize, Hash)]
pub struct OfficeBox<'a> {
    /// Name.
    pub name: &'a str,
    /// Address of its page.
    pub url: Address<'a>,
    /// What it does.
    pub summary: &'a str,
    /// Where it is.
    pub place: Option<PlaceBox<'a>>,
    /// Telephone, as it is read.
    pub phone: Option<&'a str>,
    /// Telephone, as a `tel:` address wants it.
    pub phone_link: Option<String>,
    /// E-mail.
    pub email: Option<&'a str>,
    /// Certified e-mail.
    pub certified_email: Option<&'a str>,
    /// A site of its own.
    pub website: Option<&'a str>,
    /// Opening hours; empty when they are not known.
    pub hours: Vec<HoursRow>,
    /// When it is shut all the same: of the office, or of the place whose hours it has.
    pub closures: Vec<ClosureView<'a>>,
}

/// Where something is.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct PlaceBox<'a> {
    /// Name.
    pub name: &'a str,
    /// Address of its page.
    pub url: Address<'a>,
    /// Street and number.
    pub address: Option<&'a str>,
    /// District.
    pub district: Option<&'a str>,
}

/// A day of the week with its opening hours.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct HoursRow {
    /// "lunedì"
    pub day: &'static str,
    /// `1` for Monday, as scripts need it.
    pub number: usize,
    /// "08:30-12:30"; empty when shut.
    pub ranges: Vec<String>,
}

/// A period in which all is shut.
#[derive(Debug, Serialize, Hash)]
pub struct ClosureView<'a> {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Why.
    pub reason: Option<&'a str>,
}

/// A page that is a list of cards.
#[derive(Debug, Serialize, Hash)]
pub struct ListPage<'a> {
    /// Introduction.
    pub summary: &'a str,
    /// Groups of cards; one group without title when there is no grouping.
    pub groups: Vec<Group<'a>>,
    /// `data-element` of the links in the list, or "".
    pub element: &'static str,
    /// `data-element` of links to second-level pages, or "".
    pub second: Vec<SecondLevel<'a>>,
}

/// A titled group of cards.
#[derive(Debug, Serialize, Hash)]
pub struct Group<'a> {
    /// Title; empty for the only group.
    pub title: &'a str,
    /// `id` of its heading.
    pub id: String,
    /// Cards.
    pub cards: Vec<Card<'a>>,
}

/// A link to a second-level page.
#[derive(Debug, Serialize, Hash)]
pub struct SecondLevel<'a> {
    /// Title, exactly as the criterion wants it.
    pub title: &'a str,
    /// Address.
    pub url: Address<'a>,
    /// What one finds there.
    pub summary: &'a str,
    /// `data-element`.
    pub element: &'static str,
}

/// Politici, Personale amministrativo.
#[derive(Debug, Serialize, Hash)]
pub struct PeoplePage<'a> {
    /// Introduction.
    pub summary: &'a str,
    /// Roles with the office they belong to.
    pub roles: Vec<RoleView<'a>>,
}

/// A role.
#[derive(Debug, Serialize, Hash)]
pub struct RoleView<'a> {
    /// Role.
    pub title: &'a str,
    /// Who holds it, where it is published.
    pub person: Option<&'a str>,
    /// The office.
    pub office: Link<'a>,
}

/// An office.
#[derive(Debug, Serialize, Hash)]
pub struct OfficePage<'a> {
    /// What it does.
    pub summary: &'a str,
    /// "Ufficio", "Biblioteca" …
    pub kind: &'a str,
    /// The unit above.
    pub parent: Option<Link<'a>>,
    /// What it is in charge of (HTML).
    pub html: &'a str,
    /// How one reaches it.
    pub contacts: Part<OfficeBox<'a>>,
    /// Roles.
    pub roles: Vec<RoleView<'a>>,
    /// Whether it receives citizens.
    pub public: bool,
    /// Units below.
    pub children: Vec<Card<'a>>,
    /// Services it is in charge of.
    pub services: Vec<Part<Card<'a>>>,
    /// Services one can also ask for here.
    pub also: Vec<Part<Card<'a>>>,
    /// What can be booked here.
    pub bookings: Vec<Card<'a>>,
    /// Its documents.
    pub documents: Vec<Link<'a>>,
    /// Its news.
    pub news: Vec<Link<'a>>,
    /// Its events.
    pub events: Vec<Link<'a>>,
    /// Problems it takes care of.
    pub reports: Vec<&'a str>,
    /// Where the description comes from.
    pub provenance: &'a str,
    /// Whether the office was modelled for the demonstration.
    pub modelled: bool,
}

/// A piece of news as a card.
#[derive(Debug, Serialize, Hash)]
pub struct NewsCard<'a> {
    /// Title, address, sentence; `kind` is the official kind.
    #[serde(flatten)]
    pub card: Card<'a>,
    /// Day of publication.
    pub date: Day,
}

/// An event as a card.
#[derive(Debug, Serialize, Hash)]
pub struct EventCard<'a> {
    /// Title, address, sentence; `kind` is the official kind.
    #[serde(flatten)]
    pub card: Card<'a>,
    /// "sabato 5 dicembre 2026, ore 10:00"
    pub when: String,
    /// Day it begins.
    pub date: Day,
    /// Where.
    pub place: &'a str,
}

/// Menu: Novità.
#[derive(Debug, Serialize, Hash)]
pub struct NewsHomePage<'a> {
    /// Introduction.
    pub summary: &'a str,
    /// The three kinds, those with something in them.
    pub second: Vec<SecondLevel<'a>>,
    /// All, the latest first.
    pub news: Vec<NewsCard<'a>>,
}

/// A piece of news.
#[derive(Debug, Serialize, Hash)]
pub struct NewsPage<'a> {
    /// In a sentence.
    pub summary: &'a str,
    /// Its kind, with the page of all of that kind.
    pub kind: Link<'a>,
    /// Day of publication.
    pub date: Day,
    /// Last day on which it matters.
    pub expires: Option<Day>,
    /// Text (HTML).
    pub html: &'a str,
    /// Topics.
    pub topics: Vec<Part<Link<'a>>>,
    /// Who publishes it.
    pub offices: Vec<Part<Link<'a>>>,
    /// Services it is about.
    pub services: Vec<Part<Card<'a>>>,
    /// Places it is about.
    pub places: Vec<Link<'a>>,
    /// A picture.
    pub picture: Option<PictureView<'a>>,
}

/// A picture.
#[derive(Debug, Serialize, Hash)]
pub struct PictureView<'a> {
    /// Address, for browsers that know no better form.
    pub url: &'a str,
    /// Its widths in WebP, as `srcset` wants them; empty when it is published as it is.
    pub sources: String,
    /// How wide it is shown, as `sizes` wants it.
    pub sizes: &'static str,
    /// Words for it.
    pub alt: &'a str,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// Menu: Vivere.
#[derive(Debug, Serialize, Hash)]
pub struct LivePage<'a> {
    /// Introduction.
    pub summary: &'a str,
    /// Luoghi, Eventi.
    pub second: Vec<SecondLevel<'a>>,
    /// The next ones.
    pub events: Vec<EventCard<'a>>,
    /// Some places.
    pub places: Vec<Card<'a>>,
}

/// A place.
#[derive(Debug, Serialize, Hash)]
pub struct PlacePage<'a> {
    /// In a sentence.
    pub summary: &'a str,
    /// "Biblioteca" …
    pub kind: &'a str,
    /// Street and number.
    pub address: Option<&'a str>,
    /// Post code.
    pub postcode: Option<&'a str>,
    /// District.
    pub district: Option<&'a str>,
    /// Latitude and longitude.
    pub position: Option<PositionView<'a>>,
    /// How one gets in.
    pub access: Option<&'a str>,
    /// Opening hours.
    pub hours: Vec<HoursRow>,
    /// When it is shut.
    pub closures: Vec<ClosureView<'a>>,
    /// Text (HTML).
    pub html: &'a str,
    /// Offices that are here.
    pub offices: Vec<Card<'a>>,
    /// What can be booked here.
    pub bookings: Vec<Card<'a>>,
    /// The next events here.
    pub events: Vec<EventCard<'a>>,
    /// A picture.
    pub picture: Option<PictureView<'a>>,
}

/// A position.
#[derive(Debug, Serialize, Hash)]
pub struct PositionView<'a> {
    /// Degrees north.
    pub latitude: &'a str,
    /// Degrees east.
    pub longitude: &'a str,
}

/// All events.
#[derive(Debug, Serialize, Hash)]
pub struct EventsPage<'a> {
    /// Introduction.
    pub summary: &'a str,
    /// Those to come, the next first.
    pub coming: Vec<EventCard<'a>>,
    /// Those that are over, the latest first.
    pub past: Vec<EventCard<'a>>,
}

/// An event.
#[derive(Debug, Serialize, Hash)]
pub struct EventPage<'a> {
    /// In a sentence.
    pub summary: &'a str,
    /// "Evento culturale" …
    pub kind: &'a str,
    /// "sabato 5 dicembre 2026, dalle 10:00 alle 12:00"
    pub when: String,
    /// `2026-12-05T10:00`
    pub from: String,
    /// `2026-12-05T12:00`
    pub to: String,
    /// Whether it is over.
    pub past: bool,
    /// Where.
    pub place: PlaceBox<'a>,
    /// Whom it is for.
    pub audience: &'a str,
    /// What it costs.
    pub cost: &'a str,
    /// Who organises it.
    pub organiser: Part<OfficeBox<'a>>,
    /// What to book.
    pub booking: Option<Link<'a>>,
    /// Topics.
    pub topics: Vec<Part<Link<'a>>>,
    /// Services.
    pub services: Vec<Part<Card<'a>>>,
    /// Text (HTML).
    pub html: &'a str,
    /// A picture.
    pub picture: Option<PictureView<'a>>,
}

/// All topics.
#[derive(Debug, Serialize, Hash)]
pub struct TopicsPage<'a> {
    /// Introduction.
    pub summary: &'a str,
    /// Topics with something in them, in alphabetical order.
    pub topics: Vec<CountedCard<'a>>,
}

/// A topic, with all that is about it.
#[derive(Debug, Serialize, Hash)]
pub struct TopicPage<'a> {
    /// In a sentence.
    pub summary: &'a str,
    /// Introduction (HTML).
    pub html: &'a str,
    /// Life events about it.
    pub journeys: Vec<Link<'a>>,
    /// Services.
    pub services: Vec<Part<Card<'a>>>,
    /// News.
    pub news: Vec<NewsCard<'a>>,
    /// Events to come.
    pub events: Vec<EventCard<'a>>,
    /// Documents.
    pub documents: Vec<Card<'a>>,
}

/// A document.
#[derive(Debug, Serialize, Hash)]
pub struct DocumentPage<'a> {
    /// In a sentence.
    pub summary: &'a str,
    /// "Modulistica" …
    pub kind: &'a str,
    /// Day of publication.
    pub date: Day,
    /// The office in charge.
    pub office: Link<'a>,
    /// Licence.
    pub licence: &'a str,
    /// Formats.
    pub formats: Vec<&'a str>,
    /// A file to download.
    pub file: Option<&'a str>,
    /// Topics.
    pub topics: Vec<Part<Link<'a>>>,
    /// Services.
    pub services: Vec<Part<Card<'a>>>,
    /// Text (HTML).
    pub html: &'a str,
}

/// Frequent questions.
#[derive(Debug, Serialize, Hash)]
pub struct QuestionsPage<'a> {
    /// Introduction.
    pub summary: &'a str,
    /// Groups in the order of the file.
    pub groups: Vec<QuestionGroup<'a>>,
}

/// A group of questions.
#[derive(Debug, Serialize, Hash)]
pub struct QuestionGroup<'a> {
    /// Title.
    pub title: &'a str,
    /// `id` of its heading.
    pub id: String,
    /// Questions.
    pub questions: Vec<QuestionView<'a>>,
}

/// A question.
#[derive(Debug, Serialize, Hash)]
pub struct QuestionView<'a> {
    /// `id` in the page.
    pub id: &'a str,
    /// The question.
    pub question: &'a str,
    /// The answer (HTML).
    pub html: &'a str,
    /// Services it is about.
    pub services: Vec<Link<'a>>,
}

/// A page of text.
#[derive(Debug, Serialize, Hash)]
pub struct TextPage<'a> {
    /// In a sentence.
    pub summary: &'a str,
    /// Text (HTML).
    pub html: &'a str,
}

/// The site map.
#[derive(Debug, Serialize, Hash)]
pub struct SiteMapPage<'a> {
    /// Introduction.
    pub summary: &'a str,
    /// Parts of the site with their pages.
    pub groups: Vec<LinkGroup<'a>>,
}

/// The search; without JavaScript an index from A to Z.
#[derive(Debug, Serialize, Hash)]
pub struct SearchPage<'a> {
    /// Introduction.
    pub summary: &'a str,
    /// The index of services, offices and pages by their first letter.
    pub letters: Vec<CountedLink<'a>>,
    /// Topics with something about them.
    pub topics: Vec<Link<'a>>,
}

/// Services, offices and pages that begin with a letter.
#[derive(Debug, Serialize, Hash)]
pub struct LetterPage<'a> {
    /// The letter.
    pub letter: &'a str,
    /// What begins with it; `kind` says which they are.
    pub cards: Vec<Card<'a>>,
    /// The whole index.
    pub letters: Vec<CountedLink<'a>>,
}

/// A titled list of links.
#[derive(Debug, Serialize, Hash)]
pub struct LinkGroup<'a> {
    /// Title.
    pub title: &'a str,
    /// Its own page.
    pub url: Address<'a>,
    /// Links.
    pub links: Vec<Link<'a>>,
}

/// The help request.
#[derive(Debug, Serialize, Hash)]
pub struct HelpPage<'a> {
    /// Introduction.
    pub summary: &'a str,
    /// Categories with their services, for the two choices of the form.
    pub categories: Vec<HelpCategory<'a>>,
    /// The longest text of a request, in characters.
    pub text_limit: usize,
    /// Whether somebody answers.
    pub open: bool,
}

/// A category with its services.
#[derive(Debug, Serialize, Hash)]
pub struct HelpCategory<'a> {
    /// Its name in the form.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its services: name in the form and title.
    pub services: Vec<Choice<'a>>,
}

/// A choice in a form.
#[derive(Debug, Serialize, Hash)]
pub struct Choice<'a> {
    /// Value.
    pub id: &'a str,
    /// What one reads.
    pub title: &'a str,
}

/// What can be booked, or guides: cards in groups.
#[derive(Debug, Serialize, Hash)]
pub struct GroupedPage<'a> {
    /// Introduction.
    pub summary: &'a str,
    /// Groups.
    pub groups: Vec<Group<'a>>,
    /// The comic that teaches it.
    pub guide: Option<Card<'a>>,
}

/// A bookable thing.
#[derive(Debug, Serialize, Hash)]
pub struct BookablePage<'a> {
    /// Its name in addresses.
    pub id: &'a str,
    /// In a sentence.
    pub summary: &'a str,
    /// "Appuntamento" …
    pub kind: &'a str,
    /// The office.
    pub office: Part<OfficeBox<'a>>,
    /// Who offers it.
    pub organisation: Link<'a>,
    /// Where.
    pub place: Option<PlaceBox<'a>>,
    /// When, by day.
    pub hours: Vec<HoursRow>,
    /// Times of a season, each in words.
    pub seasons: Vec<String>,
    /// Single dates: "sabato 13 febbraio 2027, 09:00-12:00".
    pub dates: Vec<String>,
    /// Minutes a slot lasts; none when one has the place for the whole opening.
    pub slot_minutes: Option<u32>,
    /// Hours before, at least.
    pub notice_hours: u32,
    /// Days ahead, at most.
    pub horizon_days: u32,
    /// Hours before, at least, to cancel.
    pub cancel_hours: u32,
    /// What to bring.
    pub bring: Vec<&'a str>,
    /// Services.
    pub services: Vec<Part<Card<'a>>>,
}

/// Reports: categories with examples.
#[derive(Debug, Serialize, Hash)]
pub struct ReportsPage<'a> {
    /// Introduction.
    pub summary: &'a str,
    /// Numbers for what cannot wait, first.
    pub emergencies: Vec<EmergencyView<'a>>,
    /// Categories.
    pub categories: Vec<ReportCategoryView<'a>>,
    /// The comic that teaches it.
    pub guide: Option<Card<'a>>,
}

/// A number for what cannot wait.
#[derive(Debug, Serialize, Hash)]
pub struct EmergencyView<'a> {
    /// As one reads it.
    pub number: &'a str,
    /// As a telephone dials it.
    pub dial: String,
    /// Whose it is.
    pub name: &'a str,
    /// When one calls it.
    pub when: &'a str,
}

/// A category of reports.
#[derive(Debug, Serialize, Hash)]
pub struct ReportCategoryView<'a> {
    /// `id` of its heading.
    pub id: &'a str,
    /// Name.
    pub title: &'a str,
    /// What belongs here.
    pub summary: &'a str,
    /// The office.
    pub office: Link<'a>,
    /// Days within which the office promises an answer.
    pub promised_days: u32,
    /// Whether to call 112 first.
    pub emergency_notice: bool,
    /// Sub-types: each begins a report.
    pub kinds: Vec<ReportKindView<'a>>,
}

/// A sub-type of reports.
#[derive(Debug, Serialize, Hash)]
pub struct ReportKindView<'a> {
    /// Its name in addresses.
    pub id: &'a str,
    /// What citizens read.
    pub title: &'a str,
}

/// A filmed tutorial.
#[derive(Debug, Serialize, Hash)]
pub struct TutorialPage<'a> {
    /// In a sentence.
    pub summary: &'a str,
    /// The film: a file of this site, or an address elsewhere.
    pub film: &'a str,
    /// The name of the other site, when the film is there: it is opened only by a click.
    pub host: Option<&'a str>,
    /// Captions.
    pub captions: &'a str,
    /// What is only seen.
    pub description: &'a str,
    /// Transcript (HTML).
    pub html: &'a str,
    /// Services.
    pub services: Vec<Part<Card<'a>>>,
}

/// A comic.
#[derive(Debug, Serialize, Hash)]
pub struct ComicPage<'a> {
    /// In a sentence.
    pub summary: &'a str,
    /// Panels.
    pub panels: Vec<PanelView<'a>>,
    /// All of it in words, a file.
    pub text: String,
    /// The film, when it is finished.
    pub film: Option<FilmView<'a>>,
    /// Services.
    pub services: Vec<Part<Card<'a>>>,
    /// Where what it teaches is booked.
    pub booking: Option<Link<'a>>,
    /// What to read next.
    pub next: Option<Card<'a>>,
}

/// A panel.
#[derive(Debug, Serialize, Hash)]
pub struct PanelView<'a> {
    /// `id` in the page.
    pub id: &'a str,
    /// From 1.
    pub number: usize,
    /// Title.
    pub title: &'a str,
    /// What one sees.
    pub description: &'a str,
    /// What the narrator says.
    pub narration: Option<&'a str>,
    /// Who says what.
    pub lines: Vec<SpokenLine<'a>>,
    /// The list in the picture.
    pub list: Option<ChecklistView<'a>>,
    /// The picture (SVG without its element, 1280 x 720).
    pub scene: &'a str,
    /// Balloons and the narrator's words (SVG without its element).
    pub bubbles: &'a str,
}

/// The list in a picture.
#[derive(Debug, Serialize, Hash)]
pub struct ChecklistView<'a> {
    /// Title.
    pub title: &'a str,
    /// Items with their notes.
    pub items: Vec<String>,
}

/// The film of a comic.
#[derive(Debug, Serialize, Hash)]
pub struct FilmView<'a> {
    /// Its files, the one to try first first.
    pub files: Vec<FilmFile>,
    /// Its poster (SVG).
    pub poster: String,
    /// Captions (WebVTT).
    pub captions: String,
    /// Chapters (WebVTT).
    pub chapters_file: String,
    /// "1 minuto e 18 secondi".
    pub length: String,
    /// Whether it has no sound.
    pub silent: bool,
    /// Chapters.
    pub chapters: Vec<ChapterView<'a>>,
}

/// A file of a film.
#[derive(Debug, Serialize, Hash)]
pub struct FilmFile {
    /// Its address.
    pub url: String,
    /// Its MIME type.
    pub kind: &'static str,
    /// "MP4".
    pub name: &'static str,
    /// "1,4 MB".
    pub size: String,
}

/// A chapter of a film.
#[derive(Debug, Serialize, Hash)]
pub struct ChapterView<'a> {
    /// Title.
    pub title: &'a str,
    /// Where it begins, in seconds.
    pub second: u32,
    /// "1:05".
    pub clock: String,
}

/// A line of a panel.
#[derive(Debug, Serialize, Hash)]
pub struct SpokenLine<'a> {
    /// Who.
    pub who: &'a str,
    /// What.
    pub text: &'a str,
}

/// Published names of the theme's files: `stile.css` → `/assets/stile.1a2b3c4d.css`.
pub type Assets = BTreeMap<String, String>;
