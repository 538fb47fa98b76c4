// SPDX-License-Identifier: EUPL-1.2
//! Places of the town and its districts ("Luogo" of the official model).

use crate::codes::codes;
use crate::hours::{Closure, WeeklyRange};
use crate::slug::Slug;
use crate::text::{Line, Picture, Prose, Provenance, Summary};

codes! {
    /// What kind of place it is.
    pub enum PlaceKind {
        TownHall = "palazzo-comunale", "Palazzo comunale";
        OfficeSeat = "sede-ufficio", "Sede di uffici";
        ServiceSeat = "sede-servizi", "Sede di servizi";
        Library = "biblioteca", "Biblioteca";
        Museum = "museo", "Museo";
        Theatre = "teatro", "Teatro";
        Monument = "monumento", "Monumento";
        Park = "parco", "Parco o giardino";
        School = "scuola", "Scuola";
        Nursery = "nido", "Asilo nido";
        SportsGround = "impianto-sportivo", "Impianto sportivo";
        Cemetery = "cimitero", "Cimitero";
        Market = "mercato", "Mercato";
        RecyclingCentre = "centro-raccolta", "Centro di raccolta";
        YouthSpace = "spazio-giovani", "Spazio per i giovani";
        DistrictSpace = "spazio-quartiere", "Spazio di quartiere";
        Coworking = "coworking", "Spazio di lavoro condiviso";
        CultureSpace = "spazio-culturale", "Spazio culturale";
        Square = "piazza", "Piazza o via";
    }
}

/// Degrees north and east (WGS 84), as the editor wrote them: they are shown, not computed with.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Position {
    /// Latitude, a number from -90 to 90.
    pub latitude: Line,
    /// Longitude, a number from -180 to 180.
    pub longitude: Line,
}

/// A part of the town.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct District {
    /// Its name in references.
    pub id: Slug,
    /// Its name.
    pub name: Line,
}

/// Where an office or an event is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// Its name in addresses.
    pub id: Slug,
    /// Its name.
    pub name: Line,
    /// What it is.
    pub kind: PlaceKind,
    /// What it is, in a sentence.
    pub summary: Summary,
    /// Street and number; absent where the sources do not say it.
    pub address: Option<Line>,
    /// Post code.
    pub postcode: Option<Line>,
    /// District.
    pub district: Option<Slug>,
    /// Where it is on the globe.
    pub position: Option<Position>,
    /// How one gets in.
    pub access: Option<Line>,
    /// When it is open.
    pub hours: Vec<WeeklyRange>,
    /// When it is shut.
    pub closures: Vec<Closure>,
    /// A picture.
    pub picture: Option<Picture>,
    /// Where its description comes from.
    pub provenance: Provenance,
    /// The text.
    pub body: Prose,
}
