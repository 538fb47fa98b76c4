// SPDX-License-Identifier: EUPL-1.2
//! `vita/*.md`: what to do in a life event. The text below the keys is what is not a step.

use crate::decode::{Block, List, raw};
use jiff::civil::Date;
use model::text::{Line, Summary};

raw! {
    /// Un passo.
    pub struct RawStep {
        /// Che cosa fare, con un verbo: "Dichiara la nascita".
        titolo: required Line,
        /// Entro quando, in parole: "entro 10 giorni dalla nascita".
        entro: optional Line,
        /// Come si fa, in Markdown, senza titoli.
        testo: required Block,
        /// I servizi con cui si fa: nomi di file di `servizi/`.
        servizi: optional List<Line>,
        /// Gli uffici che aiutano: nomi di file di `uffici/`.
        uffici: optional List<Line>,
        /// Che cosa si può prenotare: nomi di file di `prenotazioni/`.
        prenotazioni: optional List<Line>,
    }
}

raw! {
    /// Che cosa fare in un evento della vita.
    pub struct RawJourney {
        /// Che cosa succede, come lo dice la gente: "Nasce un bambino".
        titolo: required Line,
        /// Che cosa si trova nella pagina, in una frase di al massimo 160 caratteri.
        descrizione: required Summary,
        /// Che cosa viene prima di tutto, in una o due frasi.
        prima_di_tutto: required Line,
        /// Gli eventi della vita, con i nomi ufficiali.
        eventi_vita: optional List<Line>,
        /// Gli argomenti, almeno uno: il primo decide il disegno.
        argomenti: required List<Line>,
        /// Le parole con cui si cerca.
        parole_chiave: optional List<Line>,
        /// I passi, in ordine, almeno uno.
        passi: required List<RawStep>,
        /// Altri eventi della vita che spesso vengono insieme.
        correlati: optional List<Line>,
        /// Quando il testo è stato riletto per l'ultima volta.
        aggiornato: optional Date,
    }
}
