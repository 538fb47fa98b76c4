// SPDX-License-Identifier: EUPL-1.2
//! `uffici/*.md`, `luoghi/*.md`, `quartieri.yaml`, `argomenti/*.md`, `categorie/*.md`.

use super::{RawClosure, RawPicture};
use crate::decode::{Code, List, raw};
use model::office::{OfficeKind, RoleKind};
use model::place::PlaceKind;
use model::text::{Line, Provenance, Summary};

raw! {
    /// Un ruolo dell'ufficio.
    pub struct RawRole {
        /// Il ruolo: "Dirigente", "Assessore al bilancio".
        ruolo: required Line,
        /// Se è un ruolo politico o amministrativo.
        tipo: required Code<RoleKind>,
        /// Chi lo ricopre, se il Comune lo pubblica.
        persona: optional Line,
    }
}

raw! {
    /// Come si raggiunge un ufficio.
    pub struct RawContacts {
        /// Il telefono.
        telefono: optional Line,
        /// La posta elettronica.
        email: optional Line,
        /// La posta elettronica certificata.
        pec: optional Line,
        /// Un sito proprio, che comincia con `https://`.
        sito: optional Line,
    }
}

raw! {
    /// Un ufficio, un organo, uno sportello o un ente che fa parte del portale. Il testo dice di che cosa si occupa.
    pub struct RawOffice {
        /// Il nome dell'ufficio.
        nome: required Line,
        /// Che cosa fa e per chi, in una frase di al massimo 160 caratteri.
        descrizione: required Summary,
        /// Il tipo di ufficio.
        tipo: required Code<OfficeKind>,
        /// L'ufficio di cui fa parte; manca solo per il Comune stesso.
        fa_parte_di: optional Line,
        /// Dove si trova: il nome di un file di `luoghi/`.
        sede: optional Line,
        /// Come si raggiunge.
        contatti: optional RawContacts,
        /// Quando è aperto: `lun-ven 08:30-12:30`.
        orari: optional List<Line>,
        /// Quando è chiuso.
        chiusure: optional List<RawClosure>,
        /// I ruoli dell'ufficio.
        incarichi: optional List<RawRole>,
        /// Se riceve i cittadini.
        riceve_pubblico: required bool,
        /// Se i suoi appuntamenti si possono prenotare.
        prenotabile: required bool,
        /// Le parole con cui si cerca.
        parole_chiave: optional List<Line>,
        /// Da dove viene la descrizione.
        provenienza: required Code<Provenance>,
    }
}

raw! {
    /// Un luogo della città. Il testo lo descrive.
    pub struct RawPlace {
        /// Il nome del luogo.
        nome: required Line,
        /// Che cos'è, in una frase di al massimo 160 caratteri.
        descrizione: required Summary,
        /// Il tipo di luogo.
        tipo: required Code<PlaceKind>,
        /// Via e numero.
        indirizzo: optional Line,
        /// Codice di avviamento postale, cinque cifre.
        cap: optional Line,
        /// Il quartiere: un nome di `quartieri.yaml`.
        quartiere: optional Line,
        /// Latitudine in gradi: `45.6958`.
        latitudine: optional Line,
        /// Longitudine in gradi: `9.6714`.
        longitudine: optional Line,
        /// Come si arriva e come si entra.
        accesso: optional Line,
        /// Quando è aperto: `lun-ven 08:30-12:30`.
        orari: optional List<Line>,
        /// Quando è chiuso.
        chiusure: optional List<RawClosure>,
        /// Un'immagine.
        immagine: optional RawPicture,
        /// Da dove viene la descrizione.
        provenienza: required Code<Provenance>,
    }
}

raw! {
    /// Un quartiere.
    pub struct RawDistrict {
        /// Il nome breve, usato nei riferimenti.
        id: required Line,
        /// Il nome.
        nome: required Line,
    }
}

raw! {
    /// I quartieri della città.
    pub struct RawDistricts {
        /// L'elenco.
        quartieri: required List<RawDistrict>,
    }
}

raw! {
    /// Un argomento del modello ufficiale. Il testo lo introduce.
    pub struct RawTopic {
        /// Il nome ufficiale, alla lettera.
        nome: required Line,
        /// Di che cosa tratta, in una frase di al massimo 160 caratteri.
        descrizione: required Summary,
        /// Le parole con cui si cerca.
        parole_chiave: optional List<Line>,
    }
}

raw! {
    /// Una categoria di servizi del modello ufficiale. Il testo la introduce.
    pub struct RawCategory {
        /// Il nome ufficiale, alla lettera.
        nome: required Line,
        /// Di che cosa tratta, in una frase di al massimo 160 caratteri.
        descrizione: required Summary,
        /// Le parole con cui si cerca.
        parole_chiave: optional List<Line>,
    }
}
