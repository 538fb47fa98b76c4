// SPDX-License-Identifier: EUPL-1.2
//! The sheet of a service, with the parts of the official model of Italian municipalities
//! ("Scheda servizio", criterion C.SI.1.3).

use crate::codes::codes;
use crate::slug::Slug;
use crate::text::{Line, Prose, Summary};
use crate::translation::Language;
use crate::vocabulary::Coded as _;
use crate::vocabulary::LifeEvent;
use jiff::civil::Date;

codes! {
    /// How one asks for a service.
    pub enum Channel {
        Online = "online", "online";
        Counter = "sportello", "allo sportello";
        Both = "misto", "online e allo sportello";
    }
}

codes! {
    /// How one says who one is.
    pub enum Identity {
        None = "nessuna", "senza accesso";
        SpidCie = "spid-cie", "con SPID o CIE";
    }
}

codes! {
    /// What kind of price a service has. Amounts stand in the text, where law fixes them.
    pub enum CostKind {
        Free = "gratuito", "Gratuito";
        Stamp = "bollo", "Marca da bollo";
        Fees = "diritti", "Diritti di segreteria o di istruttoria";
        Tariff = "tariffa", "A tariffa";
        Variable = "variabile", "Varia da caso a caso";
    }
}

codes! {
    /// Whom a service is for.
    pub enum Audience {
        Elderly = "anziani", "persone anziane";
        Associations = "associazioni", "associazioni";
        Citizens = "cittadini", "cittadini";
        Disabled = "disabili", "persone con disabilità";
        PublicBodies = "enti-pubblici", "enti pubblici";
        Families = "famiglie", "famiglie";
        Young = "giovani", "giovani";
        Firms = "imprese", "imprese";
        Workers = "lavoratori", "lavoratori";
        Professionals = "professionisti", "professionisti";
        Owners = "proprietari", "proprietari";
        Schools = "scuole", "scuole";
        Foreigners = "stranieri", "cittadini stranieri";
        Students = "studenti", "studenti";
        Tourists = "turisti", "turisti";
    }
}

codes! {
    /// The sections of the sheet, in the official order; ours beyond the official eight are
    /// costs, special cases and further information.
    pub enum Section {
        Addressed = "a-chi-e-rivolto", "A chi è rivolto";
        HowTo = "come-fare", "Come fare";
        Needed = "cosa-serve", "Cosa serve";
        Achieved = "cosa-si-ottiene", "Cosa si ottiene";
        Timing = "tempi-e-scadenze", "Tempi e scadenze";
        Costs = "costi", "Costi";
        Access = "accedi-al-servizio", "Accedi al servizio";
        Conditions = "condizioni-di-servizio", "Condizioni di servizio";
        SpecialCases = "casi-particolari", "Casi particolari";
        More = "ulteriori-informazioni", "Ulteriori informazioni";
    }
}

impl Section {
    /// The title of the section in a translation.
    #[must_use]
    pub fn title(self, language: Language) -> &'static str {
        match language {
            Language::Italian => self.label(),
            Language::English => match self {
                Self::Addressed => "Who it is for",
                Self::HowTo => "How to do it",
                Self::Needed => "What you need",
                Self::Achieved => "What you get",
                Self::Timing => "Times and deadlines",
                Self::Costs => "Costs",
                Self::Access => "Where to apply",
                Self::Conditions => "Conditions",
                Self::SpecialCases => "Special cases",
                Self::More => "More information",
            },
        }
    }
}

/// Whether a service can be asked for today.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum State {
    /// Yes.
    Active,
    /// Not now, and why.
    Suspended(Line),
}

/// What a service costs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cost {
    /// The kind of price.
    pub kind: CostKind,
    /// The amount in words and figures, where a law fixes it ("16,00 euro").
    pub amount: Option<Line>,
}

/// The written sections of a sheet. The official ones without which a sheet says nothing are there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Sections {
    /// A chi è rivolto.
    pub addressed: Prose,
    /// Come fare.
    pub how_to: Prose,
    /// Cosa serve.
    pub needed: Prose,
    /// Cosa si ottiene.
    pub achieved: Prose,
    /// Tempi e scadenze.
    pub timing: Prose,
    /// Costi: always there unless the service is free.
    pub costs: Option<Prose>,
    /// Accedi al servizio: what the channels, said by the sheet, do not say.
    pub access: Option<Prose>,
    /// Condizioni di servizio, beside the general ones.
    pub conditions: Option<Prose>,
    /// Casi particolari.
    pub special_cases: Option<Prose>,
    /// Ulteriori informazioni.
    pub more: Option<Prose>,
}

/// A service of the municipality.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Service {
    /// Its name in addresses.
    pub id: Slug,
    /// What a citizen wants to do.
    pub title: Line,
    /// What one gets, in a sentence.
    pub summary: Summary,
    /// Whether it can be asked for.
    pub state: State,
    /// Its category, one of the site's.
    pub category: Slug,
    /// Its topics, at least one.
    pub topics: Vec<Slug>,
    /// Whom it is for, at least one.
    pub audiences: Vec<Audience>,
    /// The life events in which one needs it.
    pub life_events: Vec<LifeEvent>,
    /// The office in charge.
    pub office: Slug,
    /// Other offices where one can ask for it.
    pub other_offices: Vec<Slug>,
    /// How one asks for it.
    pub channel: Channel,
    /// How one says who one is online.
    pub identity: Identity,
    /// Where one starts online, when it is not the common online desk: an address of this site or `https:`.
    pub online: Option<Line>,
    /// What can be booked for it.
    pub bookables: Vec<Slug>,
    /// What it costs.
    pub cost: Cost,
    /// Days within which the office answers or the citizen must act; the text says which.
    pub term_days: Option<u32>,
    /// Last day to ask, where there is one.
    pub closes: Option<Date>,
    /// The law it rests on, as it is cited.
    pub laws: Vec<Line>,
    /// Citizens' own words for it.
    pub keywords: Vec<Line>,
    /// Services that one often needs with it.
    pub related: Vec<Slug>,
    /// Documents that belong to it.
    pub documents: Vec<Slug>,
    /// A tutorial about it.
    pub tutorial: Option<Slug>,
    /// A comic about it.
    pub comic: Option<Slug>,
    /// What depends on local rules and must still be verified.
    pub to_verify: Vec<Line>,
    /// When the text was last read through.
    pub updated: Option<Date>,
    /// The text.
    pub sections: Sections,
}
