// SPDX-License-Identifier: EUPL-1.2
//! What a citizen types into a help request, and what it comes to when it fits.

use crate::form::Fields;
use crate::reply::Wrong;
use crate::site::Site;
use domain::feedback::help::{New, Question};
use domain::person::Email;
use model::catalogue::CatalogueHelp;
use model::settings::HELP_TEXT;
use serde::Serialize;

/// Characters of a name or of a surname, at most.
pub const NAME: usize = 80;

/// What was typed.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Typed {
    /// Name.
    pub name: String,
    /// Surname.
    pub surname: String,
    /// Where the answer goes.
    pub email: String,
    /// The category, by id.
    pub category: String,
    /// The service, by id.
    pub service: String,
    /// The question.
    pub text: String,
    /// "letta" when the notice on privacy was read.
    pub privacy: String,
    /// A field that people do not see.
    pub trap: String,
    /// When it was shown for the last check, signed.
    pub begun: String,
    /// The name of the request.
    pub request: String,
}

impl Typed {
    /// Of a form.
    #[must_use]
    pub fn of(fields: &Fields) -> Self {
        let get = |name: &str| fields.get(name).to_owned();
        Self {
            name: get("nome"),
            surname: get("cognome"),
            email: get("email"),
            category: get("categoria"),
            service: get("servizio"),
            text: get("testo"),
            privacy: get("privacy"),
            trap: get("sito_web"),
            begun: get("iniziato"),
            request: get("richiesta"),
        }
    }

    /// With the service by its id: the static page, of which every byte counts, sends titles. Of two with one title
    /// it is that of the category.
    #[must_use]
    pub fn known_service(self, site: &Site) -> Self {
        let titled = || site.services.values().filter(|service| service.title == self.service);
        let found = site.services.get(&self.service).or_else(|| titled().find(|service| service.category == self.category)).or_else(|| titled().next());
        match found {
            Some(service) => Self { service: service.id.clone(), ..self },
            None => self,
        }
    }

    /// All of it, as names and values of hidden fields.
    #[must_use]
    pub fn hidden(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("nome", &self.name),
            ("cognome", &self.surname),
            ("email", &self.email),
            ("categoria", &self.category),
            ("servizio", &self.service),
            ("testo", &self.text),
            ("privacy", &self.privacy),
            ("sito_web", &self.trap),
            ("iniziato", &self.begun),
            ("richiesta", &self.request),
        ];
        all.into_iter().map(|(name, value)| (name, value.as_str())).filter(|(_, value)| !value.is_empty()).collect()
    }

    /// Checks all of it. A service says its category and its office; without one the office of the settings answers.
    ///
    /// # Errors
    /// Everything that does not fit, in the order of the form.
    pub fn check(&self, help: &CatalogueHelp, site: &Site) -> Result<New, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let mut say = |field: &'static str, text: String| wrong.push(Wrong { field: field.into(), text });
        for (field, value, what) in [("nome", &self.name, "il nome"), ("cognome", &self.surname, "il cognome")] {
            if value.is_empty() {
                say(field, format!("Scrivi {what}"));
            } else if value.chars().count() > NAME {
                say(field, format!("Accorcia {what}: al massimo {NAME} caratteri"));
            } else if value.contains('\n') {
                say(field, format!("Scrivi {what} su una riga sola"));
            }
        }
        let email = Email::parse(&self.email);
        if self.email.is_empty() {
            say("email", "Scrivi l'indirizzo e-mail: ti rispondiamo lì".to_owned());
        } else if email.is_none() {
            say("email", "Scrivi un indirizzo e-mail completo, come nome@esempio.it".to_owned());
        }
        let service = site.services.get(&self.service);
        let category = service.map_or(self.category.as_str(), |service| service.category.as_str());
        if category.is_empty() {
            say("categoria", "Scegli la categoria".to_owned());
        } else if !help.categories.iter().any(|known| known.id == category) {
            say("categoria", "Scegli la categoria dall'elenco".to_owned());
        }
        if service.is_none() && !self.service.is_empty() {
            say("servizio", "Scegli il servizio dall'elenco".to_owned());
        }
        if self.text.is_empty() {
            say("testo", "Scrivi la tua richiesta".to_owned());
        } else if self.text.chars().count() > HELP_TEXT {
            say("testo", format!("Accorcia la richiesta: al massimo {HELP_TEXT} caratteri"));
        }
        if self.privacy != "letta" {
            say("privacy", "Segna che hai letto l'informativa sulla privacy".to_owned());
        }
        if !self.trap.is_empty() {
            say("sito_web", "Lascia vuoto il campo «Sito web»: serve a riconoscere i programmi automatici".to_owned());
        }
        match email {
            Some(email) if wrong.is_empty() => {
                let (name, surname, text) = (self.name.clone(), self.surname.clone(), self.text.clone());
                let question = Question { name, surname, email, category: category.to_owned(), service: service.map(|service| service.id.clone()), text };
                Ok(New { question, office: service.map_or_else(|| help.office.clone(), |service| service.office.clone()), keep_days: help.keep_days })
            }
            _ => Err(wrong),
        }
    }
}
