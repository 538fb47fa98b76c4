// SPDX-License-Identifier: EUPL-1.2
//! Pages that are only text, and frequent questions.

use crate::codes::codes;
use crate::slug::Slug;
use crate::text::{Line, Prose, Summary};

codes! {
    /// Which template shows a page.
    pub enum PageModel {
        Text = "testo", "Pagina di testo";
        LegalNotes = "note-legali", "Note legali, con la licenza dei contenuti";
        Accessibility = "accessibilita", "Dichiarazione di accessibilità";
        Privacy = "privacy", "Informativa sui dati personali";
        OnlineDesk = "sportello", "Come si usa lo sportello online";
    }
}

/// A page of text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Page {
    /// Its name, which is its address.
    pub id: Slug,
    /// Its title.
    pub title: Line,
    /// What it says, in a sentence.
    pub summary: Summary,
    /// Which template shows it.
    pub model: PageModel,
    /// The text.
    pub body: Prose,
}

/// A frequent question.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Question {
    /// Its name in the page of questions.
    pub id: Slug,
    /// The group it stands in.
    pub group: Line,
    /// The question.
    pub question: Line,
    /// The answer.
    pub answer: Prose,
    /// The services it is about.
    pub services: Vec<Slug>,
}
