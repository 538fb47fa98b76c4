// SPDX-License-Identifier: EUPL-1.2
//! `novita/*.md`, `eventi/*.md`, `documenti/*.md`, `pagine/*.md`, `tutorial/*.md`, `domande.yaml`, `frasi.yaml`.

use super::RawPicture;
use crate::decode::{Block, Code, List, raw};
use jiff::civil::{Date, DateTime};
use model::document::DocumentKind;
use model::event::EventKind;
use model::news::NewsKind;
use model::page::PageModel;
use model::text::{Line, Summary};

raw! {
    /// Una notizia, un comunicato o un avviso.
    pub struct RawNews {
        /// Il titolo.
        titolo: required Line,
        /// Che cosa succede, in una frase di al massimo 160 caratteri.
        descrizione: required Summary,
        /// Il tipo.
        tipo: required Code<NewsKind>,
        /// Il giorno di pubblicazione.
        data: required Date,
        /// L'ultimo giorno in cui la notizia conta.
        scade: optional Date,
        /// Gli argomenti, almeno uno.
        argomenti: required List<Line>,
        /// Gli uffici che la pubblicano, almeno uno.
        uffici: required List<Line>,
        /// I servizi di cui parla.
        servizi: optional List<Line>,
        /// I luoghi di cui parla.
        luoghi: optional List<Line>,
        /// Un'immagine.
        immagine: optional RawPicture,
    }
}

raw! {
    /// Un evento in città.
    pub struct RawEvent {
        /// Il titolo.
        titolo: required Line,
        /// Che cos'è, in una frase di al massimo 160 caratteri.
        descrizione: required Summary,
        /// Il tipo.
        tipo: required Code<EventKind>,
        /// Quando comincia: `2026-12-05T10:00`.
        inizio: required DateTime,
        /// Quando finisce.
        fine: required DateTime,
        /// Dove: il nome di un file di `luoghi/`.
        luogo: required Line,
        /// A chi è rivolto, in una frase.
        destinatari: required Line,
        /// Quanto costa, in parole.
        costo: required Line,
        /// L'ufficio che lo organizza.
        organizzatore: required Line,
        /// Gli argomenti, almeno uno.
        argomenti: required List<Line>,
        /// Che cosa si prenota per partecipare.
        prenotazione: optional Line,
        /// I servizi di cui parla.
        servizi: optional List<Line>,
        /// Un'immagine.
        immagine: optional RawPicture,
    }
}

raw! {
    /// Un documento pubblico.
    pub struct RawDocument {
        /// Il titolo.
        titolo: required Line,
        /// Che cosa dice, in una frase di al massimo 160 caratteri.
        descrizione: required Summary,
        /// Il tipo.
        tipo: required Code<DocumentKind>,
        /// L'ufficio responsabile.
        ufficio: required Line,
        /// Il giorno di pubblicazione.
        data: required Date,
        /// La licenza: per esempio `CC-BY 4.0`.
        licenza: required Line,
        /// I formati, almeno uno.
        formati: required List<Line>,
        /// Gli argomenti, almeno uno.
        argomenti: required List<Line>,
        /// I servizi a cui serve.
        servizi: optional List<Line>,
        /// Un file da scaricare, sotto `allegati/`.
        file: optional Line,
    }
}

raw! {
    /// Una pagina di testo.
    pub struct RawPage {
        /// Il titolo.
        titolo: required Line,
        /// Che cosa dice, in una frase di al massimo 160 caratteri.
        descrizione: required Summary,
        /// Il modello di pagina; se manca, è una pagina di solo testo.
        modello: optional Code<PageModel>,
    }
}

raw! {
    /// Un tutorial filmato. Il testo è la trascrizione.
    pub struct RawTutorial {
        /// Il titolo.
        titolo: required Line,
        /// Che cosa si impara, in una frase di al massimo 160 caratteri.
        descrizione: required Summary,
        /// Il film: un file sotto `filmati/`, o un indirizzo `https://` che si apre solo con un clic.
        film: required Line,
        /// I sottotitoli in WebVTT: un file sotto `filmati/`.
        sottotitoli: required Line,
        /// I servizi che insegna a usare, almeno uno.
        servizi: required List<Line>,
        /// Che cosa si vede e non si sente.
        descrizione_immagini: required Line,
    }
}

raw! {
    /// Una domanda frequente.
    pub struct RawQuestion {
        /// Il nome breve, usato nell'indirizzo.
        id: required Line,
        /// Il gruppo di domande.
        gruppo: required Line,
        /// La domanda.
        domanda: required Line,
        /// La risposta, in Markdown.
        risposta: required Block,
        /// I servizi di cui parla.
        servizi: optional List<Line>,
    }
}

raw! {
    /// Le domande frequenti.
    pub struct RawQuestions {
        /// L'elenco.
        domande: required List<RawQuestion>,
    }
}

raw! {
    /// Una frase: una spiegazione che serve in molti testi.
    pub struct RawPhrase {
        /// Il nome breve, con cui i testi la includono.
        id: required Line,
        /// Il titolo, che si legge sempre; il testo si apre con un clic.
        titolo: required Line,
        /// Il testo, in Markdown, senza titoli.
        testo: required Block,
    }
}

raw! {
    /// Le frasi che i testi includono con il loro nome.
    pub struct RawPhrases {
        /// L'elenco.
        frasi: required List<RawPhrase>,
    }
}
