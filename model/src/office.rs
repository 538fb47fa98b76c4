// SPDX-License-Identifier: EUPL-1.2
//! The organisation of the municipality: a tree of bodies, areas, offices and counters, with those
//! who joined it ("Unità organizzativa" of the official model).

use crate::codes::codes;
use crate::hours::{Closure, WeeklyRange};
use crate::slug::Slug;
use crate::text::{Line, Prose, Provenance, Summary};

codes! {
    /// What kind of unit it is, as the town's own list says it.
    pub enum OfficeKind {
        Body = "ente", "Ente";
        Organ = "organo", "Organo di governo";
        Committee = "commissione", "Commissione";
        Board = "organismo", "Organismo";
        Directorate = "direzione", "Direzione";
        Command = "comando", "Comando";
        Service = "servizio", "Servizio";
        Office = "ufficio", "Ufficio";
        Counter = "sportello", "Sportello";
        Station = "presidio", "Presidio";
        Company = "partecipata", "Società partecipata";
        Foundation = "fondazione", "Fondazione";
        Library = "biblioteca", "Biblioteca";
        Archive = "archivio", "Archivio";
        Museum = "museo", "Museo";
        Theatre = "teatro", "Teatro";
        Nursery = "nido", "Asilo nido";
        ChildCentre = "polo-infanzia", "Polo per l'infanzia";
        ToyLibrary = "ludoteca", "Ludoteca";
        PlaySpace = "spazio-gioco", "Spazio gioco";
        YouthSpace = "spazio-giovanile", "Spazio giovanile";
        DistrictSpace = "spazio-quartiere", "Spazio di quartiere";
        AllAgesCentre = "centro-tutte-eta", "Centro per tutte le età";
        CultureSpace = "spazio-culturale", "Spazio culturale";
        WorkSpace = "spazio-lavoro", "Spazio di lavoro";
        SportsGround = "impianto-sportivo", "Impianto sportivo";
        Hall = "sala", "Sala";
        Market = "mercato", "Mercato";
        Cemetery = "cimitero", "Cimitero";
        RecyclingCentre = "centro-raccolta", "Centro di raccolta";
        AnimalService = "servizio-animali", "Servizio per gli animali";
    }
}

codes! {
    /// Where the official menu "Amministrazione" shows a unit.
    pub enum OfficeGroup {
        Governing = "organi-di-governo", "Organi di governo";
        Areas = "aree-amministrative", "Aree amministrative";
        Offices = "uffici", "Uffici";
        Bodies = "enti-e-fondazioni", "Enti e fondazioni";
    }
}

impl OfficeKind {
    /// Where the official menu shows units of this kind.
    #[must_use]
    pub fn group(self) -> OfficeGroup {
        match self {
            Self::Organ | Self::Committee | Self::Board => OfficeGroup::Governing,
            Self::Directorate | Self::Command => OfficeGroup::Areas,
            Self::Body | Self::Company | Self::Foundation | Self::Theatre => OfficeGroup::Bodies,
            _ => OfficeGroup::Offices,
        }
    }
}

codes! {
    /// Whether a role is held by election or by employment: the two official lists of people.
    pub enum RoleKind {
        Political = "politico", "Politici";
        Administrative = "amministrativo", "Personale amministrativo";
    }
}

/// A role in an office. Persons are named only where the town publishes them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Role {
    /// "Dirigente", "Assessore al bilancio".
    pub title: Line,
    /// Elected or employed.
    pub kind: RoleKind,
    /// Who holds it.
    pub person: Option<Line>,
}

/// How one reaches an office.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Contacts {
    /// Telephone, as it is read.
    pub phone: Option<Line>,
    /// E-mail.
    pub email: Option<Line>,
    /// Certified e-mail (PEC).
    pub certified_email: Option<Line>,
    /// A site of its own.
    pub website: Option<Line>,
}

/// A body, an area, an office or a counter.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Office {
    /// Its name in addresses.
    pub id: Slug,
    /// Its name.
    pub name: Line,
    /// What it is.
    pub kind: OfficeKind,
    /// The unit it belongs to; only the municipality itself has none.
    pub parent: Option<Slug>,
    /// Where it is.
    pub place: Option<Slug>,
    /// What it does for whom, in a sentence.
    pub summary: Summary,
    /// How one reaches it.
    pub contacts: Contacts,
    /// When it is open, if it says so itself.
    pub hours: Vec<WeeklyRange>,
    /// When it is shut.
    pub closures: Vec<Closure>,
    /// Its roles.
    pub roles: Vec<Role>,
    /// Whether it receives citizens.
    pub public: bool,
    /// Whether its appointments can be booked.
    pub bookable: bool,
    /// Citizens' own words for it.
    pub keywords: Vec<Line>,
    /// Where its description comes from.
    pub provenance: Provenance,
    /// What it is in charge of.
    pub duties: Prose,
}
