// SPDX-License-Identifier: EUPL-1.2
//! `servizi/*.en.md`, `vita/*.en.md`: the words of a page in English. All else stands in the Italian file.

use crate::decode::{Block, List, raw};
use jiff::civil::Date;
use model::text::{Line, Summary};

raw! {
    /// La scheda di un servizio in inglese.
    pub struct RawEnglishService {
        /// Il titolo in inglese: "Apply for an identity card".
        titolo: required Line,
        /// Che cosa si ottiene, in inglese, in una frase di al massimo 160 caratteri.
        descrizione: required Summary,
        /// Le parole inglesi con cui si cerca.
        parole_chiave: optional List<Line>,
        /// Che cosa va ancora verificato, in inglese; se manca, si legge in italiano.
        da_verificare: optional List<Line>,
        /// Quando è stata riletta accanto al testo italiano.
        aggiornato: optional Date,
    }
}

raw! {
    /// Un passo in inglese.
    pub struct RawEnglishStep {
        /// Che cosa fare, in inglese.
        titolo: required Line,
        /// Entro quando, in inglese.
        entro: optional Line,
        /// Come si fa, in inglese, in Markdown, senza titoli.
        testo: required Block,
    }
}

raw! {
    /// Un evento della vita in inglese.
    pub struct RawEnglishJourney {
        /// Che cosa succede, in inglese: "A child is born".
        titolo: required Line,
        /// Che cosa si trova nella pagina, in inglese, in una frase di al massimo 160 caratteri.
        descrizione: required Summary,
        /// Che cosa viene prima di tutto, in inglese.
        prima_di_tutto: required Line,
        /// Le parole inglesi con cui si cerca.
        parole_chiave: optional List<Line>,
        /// I passi in inglese, tanti quanti in italiano e nello stesso ordine.
        passi: required List<RawEnglishStep>,
        /// Quando è stato riletto accanto al testo italiano.
        aggiornato: optional Date,
    }
}
