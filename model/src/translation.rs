// SPDX-License-Identifier: EUPL-1.2
//! What is also said in English. A translation stands beside the Italian text of the same name and never
//! without it: what it does not say, such as the office or the law, is said by the Italian one.

use crate::codes::codes;
use crate::service::Sections;
use crate::slug::Slug;
use crate::text::{Line, Prose, Summary};
use jiff::civil::Date;
use std::collections::BTreeMap;

codes! {
    /// The languages of pages, as BCP 47 names them.
    pub enum Language {
        Italian = "it", "Italiano";
        English = "en", "English";
    }
}

/// All that is translated into one language. Invariant: every name is that of an Italian text.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Translations {
    /// Services by name.
    pub services: BTreeMap<Slug, TranslatedService>,
    /// Life events by name.
    pub journeys: BTreeMap<Slug, TranslatedJourney>,
}

impl Translations {
    /// Whether nothing is translated.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.services.is_empty() && self.journeys.is_empty()
    }
}

/// The words of a service.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TranslatedService {
    /// What one wants to do.
    pub title: Line,
    /// What one gets.
    pub summary: Summary,
    /// Words by which people look for it.
    pub keywords: Vec<Line>,
    /// What depends on local rules; empty when only the Italian text says it.
    pub to_verify: Vec<Line>,
    /// When it was last read beside the Italian text.
    pub updated: Option<Date>,
    /// The text; a section that is missing here may be there in Italian.
    pub sections: Sections,
}

/// The words of a life event.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TranslatedJourney {
    /// What happens.
    pub title: Line,
    /// What one finds here.
    pub summary: Summary,
    /// What comes before all else.
    pub first: Line,
    /// Words by which people look for it.
    pub keywords: Vec<Line>,
    /// The steps, as many as in Italian and in the same order.
    pub steps: Vec<TranslatedStep>,
    /// When it was last read beside the Italian text.
    pub updated: Option<Date>,
    /// What is not a step.
    pub body: Prose,
}

/// The words of a step.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TranslatedStep {
    /// What to do.
    pub title: Line,
    /// By when.
    pub by_when: Option<Line>,
    /// How.
    pub text: Prose,
}
