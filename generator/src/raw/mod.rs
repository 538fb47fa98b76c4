// SPDX-License-Identifier: EUPL-1.2
//! The raw forms: what editors write, with their Italian keys. One file a family of content.
//! The words beside each key are those that an editor's program shows.

pub mod booking;
pub mod boundary;
pub mod comic;
pub mod english;
pub mod journey;
pub mod office;
pub mod report;
pub mod service;
pub mod settings;
pub mod story;

use crate::decode::{Spanned, raw};
use model::text::Line;

raw! {
    /// Un'immagine con la sua descrizione.
    pub struct RawPicture {
        /// Il file, sotto `immagini/`: per esempio `piazza-vecchia.jpg`.
        file: required Line,
        /// Che cosa si vede, in una frase.
        descrizione: required Line,
    }
}

raw! {
    /// Un periodo di chiusura, primo e ultimo giorno compresi.
    pub struct RawClosure {
        /// Primo giorno.
        dal: required jiff::civil::Date,
        /// Ultimo giorno; se manca, la chiusura è di un giorno solo.
        al: optional jiff::civil::Date,
        /// Il motivo, come lo legge il cittadino.
        motivo: optional Line,
    }
}

/// The value of a field, without its place.
pub fn value<T>(field: &Option<Spanned<T>>) -> Option<&T> {
    field.as_ref().map(|spanned| &spanned.value)
}
