// SPDX-License-Identifier: EUPL-1.2
//! The order in which the index counts documents: by what they are about, then by kind. The answers to one
//! question then lie in few files, and kind and category of all documents fit in a handful of runs.

use super::{Document, Kind, terms::Terms};

/// The order, and what the runs need.
pub struct Order<'a> {
    /// The categories, sorted.
    pub categories: Vec<&'a str>,
    /// Places in the list of documents, in the new order.
    pub places: Vec<usize>,
}

impl Order<'_> {
    /// The number of a document's category.
    pub fn category(&self, document: &Document) -> Option<usize> {
        document.category.and_then(|category| self.categories.binary_search(&category).ok())
    }
}

/// The order of these documents.
pub fn of<'a>(documents: &[Document<'a>], terms: &Terms) -> Order<'a> {
    let mut categories: Vec<&str> = documents.iter().filter_map(|document| document.category).collect();
    categories.sort_unstable();
    categories.dedup();
    let mut order = Order { categories, places: Vec::new() };
    let subjects = Subjects::of(documents, terms, &order);
    let mut keys: Vec<(usize, Kind, usize, u32, &str, usize)> = documents
        .iter()
        .enumerate()
        .map(|(place, document)| {
            let subject = order.category(document).unwrap_or_else(|| subjects.nearest(&terms.documents[place]));
            (subject, document.kind, order.category(document).unwrap_or(usize::MAX), subjects.heaviest(&terms.documents[place]), document.url.as_str(), place)
        })
        .collect();
    keys.sort_unstable();
    order.places = keys.into_iter().map(|key| key.5).collect();
    order
}

/// What the documents of each category say, and how rare each stem is.
struct Subjects {
    rarity: Vec<f32>,
    /// The rarity of what one document alone says.
    single: f32,
    /// A weight a stem.
    categories: Vec<Vec<f32>>,
}

impl Subjects {
    fn of(documents: &[Document], terms: &Terms, order: &Order) -> Self {
        let mut counts = vec![0_u32; terms.stems.len()];
        for (stem, _) in terms.documents.iter().flatten() {
            counts[*stem as usize] += 1;
        }
        let all = documents.len() as f32;
        let rarity: Vec<f32> = counts.iter().map(|count| (all / (*count as f32).max(1.0)).ln()).collect();
        let mut categories = vec![vec![0.0_f32; terms.stems.len()]; order.categories.len()];
        for (document, terms) in documents.iter().zip(&terms.documents) {
            let Some(category) = order.category(document) else { continue };
            for (stem, weight) in terms {
                categories[category][*stem as usize] += weight * rarity[*stem as usize];
            }
        }
        for subject in &mut categories {
            let length = subject.iter().map(|weight| weight * weight).sum::<f32>().sqrt().max(1.0);
            subject.iter_mut().for_each(|weight| *weight /= length);
        }
        Self { single: rarity.iter().copied().fold(0.0, f32::max), rarity, categories }
    }

    /// The category that says most nearly the same; the first one if none does, or there is none.
    fn nearest(&self, document: &[(u32, f32)]) -> usize {
        let likeness = |subject: &Vec<f32>| -> f32 { document.iter().map(|(stem, weight)| subject[*stem as usize] * weight * self.rarity[*stem as usize]).sum() };
        let likenesses: Vec<f32> = self.categories.iter().map(likeness).collect();
        (0..likenesses.len()).max_by(|one, other| likenesses[*one].total_cmp(&likenesses[*other]).then(other.cmp(one))).unwrap_or(0)
    }

    /// The stem that says most about a document, among those that others have too.
    fn heaviest(&self, document: &[(u32, f32)]) -> u32 {
        let weight = |stem: u32, weight: f32| if self.rarity[stem as usize] < self.single { weight * self.rarity[stem as usize] } else { 0.0 };
        document.iter().max_by(|one, other| weight(one.0, one.1).total_cmp(&weight(other.0, other.1)).then(other.0.cmp(&one.0))).map_or(0, |(stem, _)| *stem)
    }
}
