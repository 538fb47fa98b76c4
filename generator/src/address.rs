// SPDX-License-Identifier: EUPL-1.2
//! The addresses of the portal: Italian, stable, all of them made here (DESIGN §5).

use serde::{Serialize, Serializer};
use std::fmt;

/// An address of this site, from its root: `/servizi/cie-rinnovo/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Address<'a> {
    /// A page with a folder of its own: `/{section}/` or `/`.
    Fixed(&'static str),
    /// One of many: `/{section}/{id}/`.
    In(&'static str, &'a str),
    /// A page of text at the root: `/{id}/`.
    Root(&'a str),
    /// The English page of one of many: `/en/{section}/{id}/`, its Italian address with the language before it.
    English(&'static str, &'a str),
    /// Part of a page: `/{section}/#{id}`.
    Part(&'static str, &'a str),
}

impl Address<'_> {
    /// The file in which the page is written: `/servizi/` gives `servizi/index.html`.
    #[must_use]
    pub fn file(&self) -> String {
        let path = self.after("");
        let path = path.trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') { [path, "index.html"].concat() } else { path.to_owned() }
    }

    /// The address after a scheme and host, or after nothing: as `to_string`, with one request for room.
    #[must_use]
    pub fn after(&self, base_url: &str) -> String {
        let [a, b, c, d, e] = self.parts();
        [base_url, a, b, c, d, e].concat()
    }
}

impl<'a> Address<'a> {
    /// The texts of which it is made, one after the other. Addresses are written often: several on each page.
    fn parts(&self) -> [&'a str; 5] {
        match *self {
            Self::Fixed(path) => [path, "", "", "", ""],
            Self::In(section, id) => ["/", section, "/", id, "/"],
            Self::English(section, id) => ["/en/", section, "/", id, "/"],
            Self::Root(id) => ["/", id, "/", "", ""],
            Self::Part(section, id) => ["/", section, "/#", id, ""],
        }
    }
}

impl fmt::Display for Address<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts().into_iter().try_for_each(|part| f.write_str(part))
    }
}

impl Serialize for Address<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.parts().concat())
    }
}

/// Folders of the site in which pages have names of their own.
pub mod section {
    /// Services, and their categories.
    pub const SERVICES: &str = "servizi";
    /// What to do in life events.
    pub const LIFE_EVENTS: &str = "eventi-della-vita";
    /// Offices.
    pub const OFFICES: &str = "uffici";
    /// Places.
    pub const PLACES: &str = "luoghi";
    /// Topics.
    pub const TOPICS: &str = "argomenti";
    /// News, and their kinds.
    pub const NEWS: &str = "novita";
    /// Events.
    pub const EVENTS: &str = "eventi";
    /// Documents.
    pub const DOCUMENTS: &str = "documenti";
    /// What can be booked.
    pub const BOOKINGS: &str = "prenota";
    /// Categories of reports.
    pub const REPORTS: &str = "segnala";
    /// Filmed tutorials.
    pub const TUTORIALS: &str = "tutorial";
    /// Comics.
    pub const COMICS: &str = "fumetti";
    /// The second level of "Amministrazione".
    pub const ADMINISTRATION: &str = "amministrazione";
    /// Frequent questions.
    pub const QUESTIONS: &str = "domande-frequenti";
    /// The search, and the index by first letter.
    pub const SEARCH: &str = "cerca";
}

/// Pages of which there is one.
pub mod fixed {
    use super::Address;
    /// The first page.
    pub const HOME: Address<'static> = Address::Fixed("/");
    /// Menu: Amministrazione.
    pub const ADMINISTRATION: Address<'static> = Address::Fixed("/amministrazione/");
    /// Menu: Novità.
    pub const NEWS: Address<'static> = Address::Fixed("/novita/");
    /// Menu: Servizi.
    pub const SERVICES: Address<'static> = Address::Fixed("/servizi/");
    /// Menu: Vivere.
    pub const LIVE: Address<'static> = Address::Fixed("/vivere/");
    /// Second level of Vivere.
    pub const PLACES: Address<'static> = Address::Fixed("/luoghi/");
    /// Second level of Vivere.
    pub const EVENTS: Address<'static> = Address::Fixed("/eventi/");
    /// What to do in life events.
    pub const LIFE_EVENTS: Address<'static> = Address::Fixed("/eventi-della-vita/");
    /// Documents and data.
    pub const DOCUMENTS: Address<'static> = Address::Fixed("/documenti/");
    /// All topics.
    pub const TOPICS: Address<'static> = Address::Fixed("/argomenti/");
    /// Frequent questions.
    pub const QUESTIONS: Address<'static> = Address::Fixed("/domande-frequenti/");
    /// What can be booked.
    pub const BOOKINGS: Address<'static> = Address::Fixed("/prenota/");
    /// Categories of reports.
    pub const REPORTS: Address<'static> = Address::Fixed("/segnala/");
    /// Help request.
    pub const HELP: Address<'static> = Address::Fixed("/assistenza/");
    /// Tutorials and comics.
    pub const TUTORIALS: Address<'static> = Address::Fixed("/tutorial/");
    /// What there is in English.
    pub const ENGLISH: Address<'static> = Address::Fixed("/en/");
    /// Site map.
    pub const SITE_MAP: Address<'static> = Address::Fixed("/mappa/");
    /// The search.
    pub const SEARCH: Address<'static> = Address::Fixed("/cerca/");
    /// What is shown for an address that does not exist.
    pub const NOT_FOUND: Address<'static> = Address::Fixed("/404.html");
    /// Privacy notice: a page of the content.
    pub const PRIVACY: Address<'static> = Address::Fixed("/privacy/");
    /// Legal notes: a page of the content.
    pub const LEGAL_NOTES: Address<'static> = Address::Fixed("/note-legali/");

    /// The first folders that pages of text cannot take.
    pub const RESERVED: &[&str] = &[
        "amministrazione",
        "novita",
        "servizi",
        "vivere",
        "luoghi",
        "en",
        "eventi",
        "eventi-della-vita",
        "documenti",
        "argomenti",
        "domande-frequenti",
        "prenota",
        "segnala",
        "assistenza",
        "valutazione",
        "tutorial",
        "fumetti",
        "mappa",
        "uffici",
        "dati",
        "assets",
        "immagini",
        "allegati",
        "filmati",
        "api",
        "open311",
        "operatori",
        "cerca",
        "dev",
    ];
}
