// SPDX-License-Identifier: EUPL-1.2
//! What a citizen types into a report, from page to page, and what it comes to when it fits.

use crate::form::Fields;
use crate::reply::Wrong;
use domain::person::Email;
use domain::report::photo::PhotoId;
use domain::report::services::{Kind, Services};
use domain::report::{AnswerGiven, PHOTOS, Place, Text};
use model::geo::Point;
use model::report::AnswerType;
use serde::Serialize;
use std::collections::BTreeMap;

/// Characters of the subject, at most.
pub const SUBJECT: usize = 80;
/// Characters of the description, at most.
pub const DESCRIPTION: usize = 600;
/// Characters of an address, at most.
pub const ADDRESS: usize = 120;
/// Characters of an answer, at most.
pub const ANSWER: usize = 120;

/// How fields of answers begin.
const QUESTION: &str = "d-";

/// What was typed so far.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Typed {
    /// Street and number.
    pub address: String,
    /// "45.694100,9.671200"
    pub point: String,
    /// The district, by id.
    pub district: String,
    /// In a few words.
    pub subject: String,
    /// In full.
    pub description: String,
    /// Answers, by the name of the question.
    pub answers: BTreeMap<String, String>,
    /// Names of photos that wait.
    pub photos: Vec<String>,
    /// Where a photo says that it was made.
    pub photo_point: String,
    /// Where to write.
    pub email: String,
    /// "sì" when the notice on privacy was read.
    pub privacy: String,
    /// A field that people do not see.
    pub trap: String,
    /// When the form was begun.
    pub begun: String,
    /// The name of the request.
    pub request: String,
}

/// The pages of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Where.
    Where,
    /// What.
    What,
    /// Who.
    Contact,
    /// All of it.
    Check,
}

/// A report that fits.
#[derive(Debug)]
pub struct Fitting {
    /// Where it is.
    pub place: Option<Place>,
    /// What it says.
    pub text: Text,
    /// Its photos.
    pub photos: Vec<PhotoId>,
    /// Where to write.
    pub email: Email,
}

impl Typed {
    /// Of a form.
    #[must_use]
    pub fn of(fields: &Fields, kind: &Kind) -> Self {
        let get = |name: &str| fields.get(name).to_owned();
        let answers = kind.questions.iter().map(|question| (question.id.clone(), get(&format!("{QUESTION}{}", question.id))));
        // One name a line, as hidden fields hold them.
        let photos = fields.get("foto").split_whitespace().filter(|id| PhotoId::parse(id).is_some()).take(PHOTOS).map(str::to_owned);
        Self {
            address: get("indirizzo"),
            point: get("posizione"),
            district: get("quartiere"),
            subject: get("oggetto"),
            description: get("descrizione"),
            answers: answers.collect(),
            photos: photos.collect(),
            photo_point: get("posizione_foto"),
            email: get("email"),
            privacy: get("privacy"),
            trap: get("sito_web"),
            begun: get("iniziato"),
            request: get("richiesta"),
        }
    }

    /// All that a page does not show itself, as names and values of hidden fields.
    #[must_use]
    pub fn hidden(&self, kind: &Kind, step: Step) -> Vec<(String, String)> {
        let mut out = Vec::new();
        let mut put = |name: &str, value: &str| {
            if !value.is_empty() {
                out.push((name.to_owned(), value.to_owned()));
            }
        };
        put("tipo", kind.id.as_str());
        put("iniziato", &self.begun);
        put("richiesta", &self.request);
        put("foto", &self.photos.join(" "));
        put("posizione_foto", &self.photo_point);
        if step != Step::Where {
            put("indirizzo", &self.address);
            put("posizione", &self.point);
            put("quartiere", &self.district);
        }
        if step != Step::What {
            put("oggetto", &self.subject);
            put("descrizione", &self.description);
            for (id, answer) in &self.answers {
                put(&format!("{QUESTION}{id}"), answer);
            }
        }
        if step != Step::Contact {
            put("email", &self.email);
            put("privacy", &self.privacy);
            put("sito_web", &self.trap);
        }
        out
    }

    /// Checks everything up to a page, this page included.
    ///
    /// # Errors
    /// The first page on which something does not fit, with all that does not fit there.
    pub fn check(&self, kind: &Kind, services: &Services, town: &str, last: Step) -> Result<Option<Fitting>, (Step, Vec<Wrong>)> {
        let place = if kind.needs_place { Some(self.place(services, town).map_err(|wrong| (Step::Where, wrong))?) } else { None };
        if last < Step::What {
            return Ok(None);
        }
        let text = self.text(kind).map_err(|wrong| (Step::What, wrong))?;
        if last < Step::Contact {
            return Ok(None);
        }
        let email = self.email().map_err(|wrong| (Step::Contact, wrong))?;
        let photos = self.photos.iter().filter_map(|id| PhotoId::parse(id)).collect();
        Ok(Some(Fitting { place, text, photos, email }))
    }

    /// Where it is.
    ///
    /// # Errors
    /// What does not fit.
    pub fn place(&self, services: &Services, town: &str) -> Result<Place, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let mut say = |field: &'static str, text: String| wrong.push(Wrong { field: field.into(), text });
        let point = Point::parse(&self.point);
        match point {
            None if !self.point.is_empty() => say("posizione", "La posizione non si legge: scrivi la via e il numero".to_owned()),
            Some(point) if !services.is_inside(point) => {
                let text =
                    services.outside.clone().unwrap_or_else(|| format!("Questo punto è fuori dal territorio: {town} non può intervenire. Rivolgiti al Comune in cui si trova"));
                say("posizione", text);
            }
            _ => {}
        }
        if self.address.is_empty() && self.point.is_empty() {
            say("indirizzo", "Scrivi la via e il numero, o un punto vicino che si riconosce".to_owned());
        } else if self.address.chars().count() > ADDRESS {
            say("indirizzo", format!("Accorcia l'indirizzo: al massimo {ADDRESS} caratteri"));
        } else if self.address.contains('\n') {
            say("indirizzo", "Scrivi l'indirizzo su una riga sola".to_owned());
        }
        let district = services.district(&self.district);
        if district.is_none() && !self.district.is_empty() {
            say("quartiere", "Scegli il quartiere dall'elenco".to_owned());
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let district = district.or_else(|| services.guess_district(point?)).map(|district| district.id.clone());
        Ok(Place { address: Some(self.address.clone()).filter(|address| !address.is_empty()), point, district })
    }

    /// What it says.
    ///
    /// # Errors
    /// What does not fit.
    pub fn text(&self, kind: &Kind) -> Result<Text, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let mut say = |field: &str, text: String| wrong.push(Wrong { field: field.to_owned().into(), text });
        if self.subject.is_empty() {
            say("oggetto", "Scrivi in poche parole che cosa non va".to_owned());
        } else if self.subject.chars().count() > SUBJECT {
            say("oggetto", format!("Accorcia il titolo: al massimo {SUBJECT} caratteri"));
        } else if self.subject.contains('\n') {
            say("oggetto", "Scrivi il titolo su una riga sola".to_owned());
        }
        if self.description.is_empty() {
            say("descrizione", "Racconta che cosa hai visto".to_owned());
        } else if self.description.chars().count() > DESCRIPTION {
            say("descrizione", format!("Accorcia la descrizione: al massimo {DESCRIPTION} caratteri"));
        }
        match (self.answers(kind), wrong.is_empty()) {
            (Ok(answers), true) => Ok(Text { subject: self.subject.clone(), description: self.description.clone(), answers }),
            (answers, _) => {
                wrong.extend(answers.err().unwrap_or_default());
                Err(wrong)
            }
        }
    }

    /// The answers to the questions of the sub-type.
    ///
    /// # Errors
    /// What does not fit.
    pub fn answers(&self, kind: &Kind) -> Result<Vec<AnswerGiven>, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let mut say = |field: &str, text: String| wrong.push(Wrong { field: field.to_owned().into(), text });
        let mut answers = Vec::new();
        for question in &kind.questions {
            let field = format!("{QUESTION}{}", question.id);
            let answer = self.answers.get(&question.id).map(String::as_str).unwrap_or_default();
            let fits = match question.answer {
                AnswerType::Text => answer.chars().count() <= ANSWER && !answer.contains('\n'),
                AnswerType::YesNo => matches!(answer, "sì" | "no"),
                AnswerType::Choice => question.choices.iter().any(|choice| choice == answer),
            };
            match (answer, fits) {
                ("", _) if question.required => say(&field, format!("Rispondi: {}", question.text)),
                ("", _) => {}
                (_, false) if question.answer == AnswerType::Text => say(&field, format!("Accorcia la risposta: al massimo {ANSWER} caratteri, su una riga")),
                (_, false) => say(&field, format!("Scegli una delle risposte: {}", question.text)),
                (answer, true) => answers.push(AnswerGiven { id: question.id.clone(), question: question.text.clone(), answer: answer.to_owned() }),
            }
        }
        if wrong.is_empty() { Ok(answers) } else { Err(wrong) }
    }

    /// Where to write.
    ///
    /// # Errors
    /// What does not fit.
    pub fn email(&self) -> Result<Email, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let mut say = |field: &'static str, text: &str| wrong.push(Wrong { field: field.into(), text: text.to_owned() });
        let email = Email::parse(&self.email);
        if self.email.is_empty() {
            say("email", "Scrivi l'indirizzo e-mail: ti diciamo lì come va a finire");
        } else if email.is_none() {
            say("email", "Scrivi un indirizzo e-mail completo, come nome@esempio.it");
        }
        if self.privacy != "sì" {
            say("privacy", "Segna che hai letto l'informativa sulla privacy");
        }
        if !self.trap.is_empty() {
            say("sito_web", "Lascia vuoto il campo «Sito web»: serve a riconoscere i programmi automatici");
        }
        email.filter(|_| wrong.is_empty()).ok_or(wrong)
    }
}
