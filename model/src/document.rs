// SPDX-License-Identifier: EUPL-1.2
//! Public documents and data sets ("Documento pubblico" of the official model).

use crate::codes::codes;
use crate::slug::Slug;
use crate::text::{Line, Prose, Summary};
use jiff::civil::Date;

codes! {
    /// The ten official kinds.
    pub enum DocumentKind {
        NoticeBoard = "documento-albo-pretorio", "Documento albo pretorio";
        Form = "modulistica", "Modulistica";
        Internal = "documento-di-funzionamento-interno", "Documento di funzionamento interno";
        Norm = "atto-normativo", "Atto normativo";
        Agreement = "accordo-tra-enti", "Accordo tra enti";
        Political = "documento-attivita-politica", "Documento attività politica";
        Support = "documento-di-supporto", "Documento (tecnico) di supporto";
        Request = "istanza", "Istanza";
        Planning = "documento-di-programmazione", "Documento di programmazione e rendicontazione";
        Dataset = "dataset", "Dataset";
    }
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Document {
    /// Its name in addresses.
    pub id: Slug,
    /// Its title.
    pub title: Line,
    /// What kind it is.
    pub kind: DocumentKind,
    /// What it says, in a sentence.
    pub summary: Summary,
    /// The office in charge of it.
    pub office: Slug,
    /// When it was published.
    pub date: Date,
    /// Its licence.
    pub licence: Line,
    /// Its formats, at least one.
    pub formats: Vec<Line>,
    /// Its topics, at least one.
    pub topics: Vec<Slug>,
    /// The services it belongs to.
    pub services: Vec<Slug>,
    /// A file to download: a path below `/immagini/` or `/allegati/`.
    pub file: Option<Line>,
    /// The text.
    pub body: Prose,
}
