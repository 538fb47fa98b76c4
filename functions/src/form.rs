// SPDX-License-Identifier: EUPL-1.2
//! What was sent: fields of a form or of a query, with a limit on everything, and the details of a booking.

use crate::reply::{Failure, Wrong};
use axum::body::{Body, to_bytes};
use domain::booking::Details;
use domain::calendar::Calendar;
use domain::person::{Email, FiscalCode, FiscalCodeError};
use model::bookable::Field;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Bytes of a form or of a JSON body, at most.
pub const BODY_BYTES: usize = 16 * 1024;

/// Fields of a form, at most.
const FIELDS: usize = 40;

/// Characters of a name, at most.
pub const NAME: usize = 120;
/// Characters of a reason, at most.
pub const REASON: usize = 300;
/// Characters of a telephone number, at most.
pub const PHONE: usize = 25;
/// Documents that one can bring, at most.
pub const DOCUMENTS: u32 = 20;

/// Named values, each once: of two with one name the last counts.
#[derive(Debug, Clone, Default)]
pub struct Fields(BTreeMap<String, String>);

impl Fields {
    /// Reads `a=b&c=d`.
    ///
    /// # Errors
    /// When there are too many.
    pub fn parse(text: &[u8]) -> Result<Self, Failure> {
        let mut fields = Self::default();
        for (name, value) in form_urlencoded::parse(text) {
            fields.put(&name, &value)?;
        }
        Ok(fields)
    }

    /// Adds a field.
    ///
    /// # Errors
    /// When there are too many.
    pub fn put(&mut self, name: &str, value: &str) -> Result<(), Failure> {
        if self.0.len() == FIELDS {
            return Err(Failure::TooLarge);
        }
        self.0.insert(name.to_owned(), clean(value));
        Ok(())
    }

    /// Reads the query of an address.
    #[must_use]
    pub fn query(uri: &http::Uri) -> Self {
        uri.query().and_then(|query| Self::parse(query.as_bytes()).ok()).unwrap_or_default()
    }

    /// Reads the body of a form.
    ///
    /// # Errors
    /// When it is too large, or breaks off.
    pub async fn body(body: Body) -> Result<Self, Failure> {
        Self::parse(&bytes(body).await?)
    }

    /// A value without spaces around it; "" when it is not there.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.given(name).unwrap_or_default()
    }

    /// A value without spaces around it, when it is there: "" says that it was left empty.
    #[must_use]
    pub fn given(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|value| value.trim())
    }
}

/// A text in which a line end is one character, and no other control character means anything.
#[must_use]
pub fn clean(text: &str) -> String {
    text.replace("\r\n", "\n").chars().filter(|c| !c.is_control() || *c == '\n').collect()
}

/// The bytes of a body.
///
/// # Errors
/// When it is too large, or breaks off.
pub async fn bytes(body: Body) -> Result<bytes::Bytes, Failure> {
    bytes_up_to(body, BODY_BYTES).await
}

/// The bytes of a body, so many at most.
///
/// # Errors
/// When it is too large, or breaks off.
pub async fn bytes_up_to(body: Body, most: usize) -> Result<bytes::Bytes, Failure> {
    to_bytes(body, most).await.map_err(|error| {
        let source = std::error::Error::source(&error);
        match source {
            Some(cause) if cause.to_string().contains("limit") => Failure::TooLarge,
            _ => Failure::Unreadable("La richiesta si è interrotta: riprova."),
        }
    })
}

/// What a citizen writes of themselves, as it was typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Typed {
    /// Name and surname.
    #[schema(required, min_length = 1, max_length = 120, example = "Maria Rossi")]
    pub name: String,
    /// Where the confirmation goes.
    #[schema(required, min_length = 3, max_length = 254, example = "maria@posta.example")]
    pub email: String,
    /// Asked when the bookable's `fields` say `telefono`.
    pub phone: String,
    /// Asked when the bookable's `fields` say `codice-fiscale`.
    pub fiscal_code: String,
    /// Asked when the bookable's `fields` say `motivo`.
    pub reason: String,
    /// Asked when the bookable's `fields` say `numero-documenti`.
    pub documents: String,
}

impl Typed {
    /// Of a form in Italian.
    #[must_use]
    pub fn of(fields: &Fields) -> Self {
        let get = |name| fields.get(name).to_owned();
        Self { name: get("nome"), email: get("email"), phone: get("telefono"), fiscal_code: get("codice_fiscale"), reason: get("motivo"), documents: get("documenti") }
    }

    /// Checks all of it.
    ///
    /// # Errors
    /// Everything that does not fit, in the order of the form.
    pub fn check(&self, calendar: &Calendar) -> Result<Details, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let mut say = |field: &'static str, text: &str| wrong.push(Wrong { field: field.into(), text: text.to_owned() });
        let asked = |field| calendar.fields.contains(&field);
        let name = self.name.trim();
        if name.is_empty() {
            say("nome", "Scrivi il nome e il cognome");
        } else if name.chars().count() > NAME {
            say("nome", &format!("Accorcia il nome: al massimo {NAME} caratteri"));
        } else if name.contains('\n') {
            say("nome", "Scrivi il nome su una riga sola");
        }
        let email = Email::parse(&self.email);
        if self.email.trim().is_empty() {
            say("email", "Scrivi l'indirizzo e-mail: ti mandiamo lì la conferma");
        } else if email.is_none() {
            say("email", "Scrivi un indirizzo e-mail completo, come nome@esempio.it");
        }
        let phone = Some(self.phone.trim()).filter(|_| asked(Field::Phone));
        match phone {
            Some("") => say("telefono", "Scrivi un numero di telefono"),
            Some(phone) if !is_phone(phone) => say("telefono", "Scrivi il numero di telefono con le cifre, per esempio 035 000000"),
            _ => {}
        }
        let fiscal_code = asked(Field::FiscalCode).then(|| FiscalCode::parse(&self.fiscal_code));
        match &fiscal_code {
            Some(Err(_)) if self.fiscal_code.trim().is_empty() => say("codice_fiscale", "Scrivi il codice fiscale"),
            Some(Err(FiscalCodeError::Length)) => say("codice_fiscale", "Il codice fiscale ha 16 lettere e cifre: controlla se ne manca una"),
            Some(Err(FiscalCodeError::Shape)) => say("codice_fiscale", "Nel codice fiscale una lettera è al posto di una cifra, o il contrario"),
            Some(Err(FiscalCodeError::Check)) => say("codice_fiscale", "Il codice fiscale non torna: ricopialo dalla tessera sanitaria"),
            _ => {}
        }
        let reason = Some(self.reason.trim()).filter(|reason| !reason.is_empty());
        match reason {
            None if asked(Field::Reason) => say("motivo", "Scrivi in poche parole perché vieni"),
            Some(reason) if reason.chars().count() > REASON => say("motivo", &format!("Accorcia il motivo: al massimo {REASON} caratteri")),
            _ => {}
        }
        let documents = asked(Field::Documents).then(|| self.documents.trim().parse::<u32>().ok().filter(|count| (1..=DOCUMENTS).contains(count)));
        if documents == Some(None) {
            say("documenti", &format!("Scrivi quanti documenti ti servono, da 1 a {DOCUMENTS}"));
        }
        match email {
            Some(email) if wrong.is_empty() => Ok(Details {
                name: name.to_owned(),
                email,
                phone: phone.map(str::to_owned),
                fiscal_code: fiscal_code.and_then(Result::ok),
                reason: reason.map(str::to_owned),
                documents: documents.flatten(),
            }),
            _ => Err(wrong),
        }
    }
}

fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.len() <= PHONE && (6..=15).contains(&digits) && text.bytes().all(|byte| byte.is_ascii_digit() || b" +-./()".contains(&byte))
}
