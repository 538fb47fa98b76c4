// SPDX-License-Identifier: EUPL-1.2
//! What citizens report, who takes care of it, and what they are asked.

use crate::codes::codes;
use crate::slug::Slug;
use crate::text::{Line, Summary};

codes! {
    /// How a question is answered.
    pub enum AnswerType {
        Text = "testo", "in poche parole";
        YesNo = "sì-no", "sì o no";
        Choice = "scelta", "una delle scelte";
    }
}

/// A question that a sub-type asks beside the usual ones.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ReportQuestion {
    /// Its name.
    pub id: Slug,
    /// What citizens read.
    pub text: Line,
    /// How it is answered.
    pub answer: AnswerType,
    /// What one chooses from: at least two where the answer is a choice, none elsewhere.
    pub choices: Vec<Line>,
    /// Whether it may be left out.
    pub required: bool,
}

/// A sub-type of a category.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ReportKind {
    /// Its name, of which there is one in the whole town.
    pub id: Slug,
    /// What citizens read.
    pub name: Line,
    /// The office in charge.
    pub office: Slug,
    /// Whether a report needs a position.
    pub needs_position: bool,
    /// Days within which the office promises an answer.
    pub promised_days: u32,
    /// What is asked beside the usual.
    pub questions: Vec<ReportQuestion>,
}

/// A category of reports.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ReportCategory {
    /// Its name in addresses.
    pub id: Slug,
    /// What citizens read.
    pub name: Line,
    /// What belongs here, in a sentence.
    pub summary: Summary,
    /// The office in charge when the sub-type does not say it.
    pub office: Slug,
    /// Whether the page must say first to call 112.
    pub emergency_notice: bool,
    /// Days within which the office promises an answer, when the sub-type does not say it.
    pub promised_days: u32,
    /// Its sub-types, at least one.
    pub kinds: Vec<ReportKind>,
}

/// Who takes care of some sub-types in some districts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Route {
    /// Of these sub-types, at least one.
    pub kinds: Vec<Slug>,
    /// In these districts; anywhere, when there is none.
    pub districts: Vec<Slug>,
    /// This office.
    pub office: Slug,
}

impl Route {
    /// Whether it takes care of this sub-type in this district. One without districts does everywhere.
    #[must_use]
    pub fn takes(&self, kind: &Slug, district: Option<&Slug>) -> bool {
        self.kinds.contains(kind) && (self.districts.is_empty() || district.is_some_and(|district| self.districts.contains(district)))
    }
}

/// A number for what cannot wait.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Emergency {
    /// The telephone number.
    pub number: Line,
    /// Whose it is.
    pub name: Line,
    /// When one calls it.
    pub when: Line,
}

/// All about reports.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reports {
    /// Categories, in the order of the site.
    pub categories: Vec<ReportCategory>,
    /// Who takes care of what: the first that fits; when none does, the office of the sub-type.
    pub routes: Vec<Route>,
    /// For what cannot wait.
    pub emergencies: Vec<Emergency>,
    /// Whom to ask when it is not in this municipality.
    pub outside: Option<Line>,
    /// Days after the last change of a report after which the citizen's data are deleted.
    pub keep_days: u32,
}
