// SPDX-License-Identifier: EUPL-1.2
//! `prenotazioni/*.yaml`.

use super::RawClosure;
use crate::decode::{Code, List, raw};
use model::bookable::{BookableKind, Field};
use model::text::{Line, Summary};

raw! {
    /// Posti che restano da parte fino a qualche giorno prima.
    pub struct RawRelease {
        /// Quanti posti di ogni turno.
        posti: required u32,
        /// Da quanti giorni prima si possono prenotare.
        giorni_prima: required u32,
    }
}

raw! {
    /// Qualcosa che si può prenotare.
    pub struct RawBookable {
        /// Il titolo.
        titolo: required Line,
        /// Che cos'è, in una frase di al massimo 160 caratteri.
        descrizione: required Summary,
        /// Che cosa si ottiene.
        tipo: required Code<BookableKind>,
        /// L'ufficio dove si va.
        ufficio: required Line,
        /// L'ente che lo offre: un ufficio; se manca, è il Comune.
        ente: optional Line,
        /// Il luogo, se non è la sede dell'ufficio.
        luogo: optional Line,
        /// I servizi per cui si prenota.
        servizi: optional List<Line>,
        /// Quanti posti ci sono per ogni orario.
        posti: optional u32,
        /// I nomi dei posti, se ne hanno uno: al posto di `posti`.
        nomi_posti: optional List<Line>,
        /// L'orario della settimana: `lun-ven 08:30-12:30`, anche `… dal 2027-01-07 al 2027-06-12`.
        orario: optional List<Line>,
        /// Giornate singole: `2027-02-13 09:00-12:00`.
        date: optional List<Line>,
        /// Quanti minuti dura un turno.
        durata_minuti: optional u32,
        /// Se il posto vale per un'apertura intera, dall'inizio alla fine: al posto di `durata_minuti`.
        turno_intero: optional bool,
        /// Se l'orario della settimana vale anche nelle feste nazionali e in quella del patrono.
        aperto_festivi: optional bool,
        /// Se l'ufficio apre apposta, fuori dal suo orario.
        fuori_orario: optional bool,
        /// Posti che all'inizio restano da parte.
        rilascio: optional List<RawRelease>,
        /// Quante ore prima, almeno, si prenota.
        preavviso_ore: required u32,
        /// Fino a quanti giorni prima si può prenotare.
        orizzonte_giorni: required u32,
        /// Quante ore prima, almeno, si disdice o si sposta; se manca, fino all'inizio.
        disdetta_ore: optional u32,
        /// Quante prenotazioni future può avere una persona; se manca, non c'è limite.
        massimo_a_persona: optional u32,
        /// Che cosa si chiede oltre a nome ed e-mail.
        campi: optional List<Code<Field>>,
        /// Che cosa portare.
        cosa_portare: optional List<Line>,
        /// Periodi senza turni.
        chiusure: optional List<RawClosure>,
        /// Entro quanti minuti un posto disdetto torna libero, in un momento a caso; se manca, 15.
        riapertura_minuti: optional u32,
        /// Dopo quanti giorni dall'appuntamento si cancellano i dati.
        conserva_giorni: required u32,
    }
}
