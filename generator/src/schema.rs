// SPDX-License-Identifier: EUPL-1.2
//! The JSON Schemas of all kinds of content, from the same declarations that read them, so that an
//! editor's program completes and checks while somebody types.

use crate::decode::Decode;
use crate::raw::booking::RawBookable;
use crate::raw::comic::RawComic;
use crate::raw::english::{RawEnglishJourney, RawEnglishService};
use crate::raw::journey::RawJourney;
use crate::raw::office::{RawCategory, RawDistricts, RawOffice, RawPlace, RawTopic};
use crate::raw::report::RawReports;
use crate::raw::service::RawService;
use crate::raw::settings::{RawHardWords, RawRedirects, RawSettings, RawSynonyms};
use crate::raw::story::{RawDocument, RawEvent, RawNews, RawPage, RawPhrases, RawQuestions, RawTutorial};
use serde_json::Value;

/// A kind: its name, which files have its form, its schema.
pub type Kind = (&'static str, &'static str, fn() -> Value);

/// Every kind.
pub const KINDS: [Kind; 24] = [
    ("argomento", "argomenti/*.md", RawTopic::schema),
    ("categoria", "categorie/*.md", RawCategory::schema),
    ("documento", "documenti/*.md", RawDocument::schema),
    ("domande", "domande.yaml", RawQuestions::schema),
    ("evento", "eventi/*.md", RawEvent::schema),
    ("evento-vita", "vita/*.md", RawJourney::schema),
    ("frasi", "frasi.yaml", RawPhrases::schema),
    ("fumetto", "fumetti/*.yaml", RawComic::schema),
    ("inglese-evento-vita", "vita/*.en.md", RawEnglishJourney::schema),
    ("inglese-frasi", "frasi.en.yaml", RawPhrases::schema),
    ("inglese-servizio", "servizi/*.en.md", RawEnglishService::schema),
    ("luogo", "luoghi/*.md", RawPlace::schema),
    ("notizia", "novita/*.md", RawNews::schema),
    ("pagina", "pagine/*.md", RawPage::schema),
    ("parole", "parole.yaml", RawHardWords::schema),
    ("prenotazione", "prenotazioni/*.yaml", RawBookable::schema),
    ("quartieri", "quartieri.yaml", RawDistricts::schema),
    ("reindirizzamenti", "reindirizzamenti.yaml", RawRedirects::schema),
    ("segnalazioni", "segnalazioni.yaml", RawReports::schema),
    ("servizio", "servizi/*.md", RawService::schema),
    ("sinonimi", "sinonimi.yaml", RawSynonyms::schema),
    ("sito", "sito.yaml", RawSettings::schema),
    ("tutorial", "tutorial/*.md", RawTutorial::schema),
    ("ufficio", "uffici/*.md", RawOffice::schema),
];

/// The schema of a kind, as a document.
#[must_use]
pub fn schema(kind: &str) -> Option<Value> {
    let (name, files, schema) = KINDS.iter().find(|(name, ..)| *name == kind)?;
    let mut value = schema();
    value["$schema"] = "http://json-schema.org/draft-07/schema#".into();
    value["title"] = format!("{name} ({files})").into();
    Some(value)
}
