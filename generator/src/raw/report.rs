// SPDX-License-Identifier: EUPL-1.2
//! `segnalazioni.yaml`.

use crate::decode::{Code, List, raw};
use model::report::AnswerType;
use model::text::{Line, Summary};

raw! {
    /// Una domanda in più di un tipo di problema.
    pub struct RawQuestionOfReport {
        /// Il nome breve.
        id: required Line,
        /// La domanda, come la legge il cittadino.
        domanda: required Line,
        /// Come si risponde.
        risposta: required Code<AnswerType>,
        /// Le risposte tra cui si sceglie, se `risposta` è `scelta`.
        scelte: optional List<Line>,
        /// Se bisogna rispondere.
        obbligatoria: optional bool,
    }
}

raw! {
    /// Un tipo di problema.
    pub struct RawReportKind {
        /// Il nome breve, diverso da quello di ogni altro tipo.
        id: required Line,
        /// Il nome, come lo legge il cittadino.
        nome: required Line,
        /// L'ufficio che se ne occupa; se manca, quello della categoria.
        ufficio: optional Line,
        /// Se serve la posizione; se manca, come la categoria.
        serve_posizione: optional bool,
        /// Entro quanti giorni l'ufficio promette di rispondere; se manca, come la categoria.
        giorni_promessi: optional u32,
        /// Che cosa si chiede in più.
        domande: optional List<RawQuestionOfReport>,
    }
}

raw! {
    /// Una categoria di segnalazioni.
    pub struct RawReportCategory {
        /// Il nome breve.
        id: required Line,
        /// Il nome, come lo legge il cittadino.
        nome: required Line,
        /// Che cosa si segnala qui, in una frase di al massimo 160 caratteri.
        descrizione: required Summary,
        /// L'ufficio che se ne occupa.
        ufficio: required Line,
        /// Se serve la posizione.
        serve_posizione: required bool,
        /// Se la pagina deve dire prima di tutto di chiamare il 112 nelle emergenze.
        avviso_emergenza: optional bool,
        /// Entro quanti giorni l'ufficio promette di rispondere.
        giorni_promessi: required u32,
        /// I tipi di problema, almeno uno.
        tipi: required List<RawReportKind>,
    }
}

raw! {
    /// Una regola: chi si occupa di alcuni tipi di problema in alcuni quartieri.
    pub struct RawRoute {
        /// I tipi di problema, almeno uno.
        tipi: required List<Line>,
        /// I quartieri; se mancano, tutta la città.
        quartieri: optional List<Line>,
        /// L'ufficio che se ne occupa.
        ufficio: required Line,
    }
}

raw! {
    /// Un numero di emergenza.
    pub struct RawEmergency {
        /// Il numero di telefono.
        numero: required Line,
        /// Di chi è.
        nome: required Line,
        /// Quando si chiama.
        quando: required Line,
    }
}

raw! {
    /// Le segnalazioni.
    pub struct RawReports {
        /// I numeri di emergenza, nell'ordine in cui si vedono.
        emergenze: optional List<RawEmergency>,
        /// A chi rivolgersi se il problema è fuori dal territorio comunale, in una frase.
        fuori_comune: optional Line,
        /// Dopo quanti giorni dall'ultimo aggiornamento si cancellano i dati personali; se manca, 365.
        conserva_giorni: optional u32,
        /// Chi si occupa di che cosa, quando non è l'ufficio del tipo: vale la prima regola che va bene.
        smistamento: optional List<RawRoute>,
        /// Le categorie, nell'ordine in cui si vedono.
        categorie: required List<RawReportCategory>,
    }
}
