// SPDX-License-Identifier: EUPL-1.2
//! What is new ("Notizia" of the official model: notizie, comunicati, avvisi).

use crate::codes::codes;
use crate::slug::Slug;
use crate::text::{Line, Picture, Prose, Summary};
use jiff::civil::Date;

codes! {
    /// The three official kinds.
    pub enum NewsKind {
        News = "notizia", "Notizie";
        Release = "comunicato", "Comunicati";
        Notice = "avviso", "Avvisi";
    }
}

/// A piece of news.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct News {
    /// Its name in addresses.
    pub id: Slug,
    /// Headline.
    pub title: Line,
    /// News, release or notice.
    pub kind: NewsKind,
    /// Day of publication.
    pub date: Date,
    /// Last day on which it matters.
    pub expires: Option<Date>,
    /// What happened, in a sentence.
    pub summary: Summary,
    /// Its topics, at least one.
    pub topics: Vec<Slug>,
    /// The offices that publish it, at least one.
    pub offices: Vec<Slug>,
    /// The services it is about.
    pub services: Vec<Slug>,
    /// The places it is about.
    pub places: Vec<Slug>,
    /// A picture.
    pub picture: Option<Picture>,
    /// The text.
    pub body: Prose,
}
