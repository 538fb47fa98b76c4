// SPDX-License-Identifier: EUPL-1.2
//! `servizi/*.md`: the keys of a sheet. Its sections are the headings of the body.

use crate::decode::{Code, List, raw};
use jiff::civil::Date;
use model::service::{Audience, Channel, CostKind, Identity};
use model::text::{Line, Summary};

model::codes! {
    /// Whether a service can be asked for, as editors write it.
    pub enum StateCode {
        Active = "attivo", "Attivo";
        Suspended = "sospeso", "Sospeso";
    }
}

raw! {
    /// Quanto costa il servizio.
    pub struct RawCost {
        /// Il tipo di costo.
        tipo: required Code<CostKind>,
        /// L'importo in parole e cifre, solo se lo fissa una legge.
        importo: optional Line,
    }
}

raw! {
    /// La scheda di un servizio.
    pub struct RawService {
        /// Che cosa vuole fare il cittadino: "Rinnovare la carta d'identità".
        titolo: required Line,
        /// Che cosa si ottiene, in una frase di al massimo 160 caratteri.
        descrizione: required Summary,
        /// La categoria: il nome di un file di `categorie/`.
        categoria: required Line,
        /// Gli argomenti: nomi di file di `argomenti/`, almeno uno.
        argomenti: required List<Line>,
        /// A chi serve, almeno una voce.
        destinatari: required List<Code<Audience>>,
        /// Gli eventi della vita, con i nomi ufficiali.
        eventi_vita: optional List<Line>,
        /// L'ufficio responsabile: il nome di un file di `uffici/`.
        ufficio: required Line,
        /// Altri uffici dove si può chiedere il servizio.
        altri_uffici: optional List<Line>,
        /// Come si chiede.
        canale: required Code<Channel>,
        /// Come ci si fa riconoscere online; se manca, non serve.
        identita: optional Code<Identity>,
        /// La pagina da cui si comincia online, se non è lo sportello online comune.
        online: optional Line,
        /// Che cosa si può prenotare: nomi di file di `prenotazioni/`.
        prenotazioni: optional List<Line>,
        /// Quanto costa.
        costo: required RawCost,
        /// I giorni del termine; il testo dice per chi vale.
        termine_giorni: optional u32,
        /// L'ultimo giorno per chiedere il servizio, se c'è.
        scade: optional Date,
        /// `attivo` o `sospeso`; se manca, il servizio è attivo.
        stato: optional Code<StateCode>,
        /// Perché il servizio è sospeso.
        motivo_stato: optional Line,
        /// Le leggi su cui si basa il servizio.
        norme: optional List<Line>,
        /// Le parole con cui si cerca.
        parole_chiave: optional List<Line>,
        /// Servizi che spesso servono insieme a questo.
        correlati: optional List<Line>,
        /// Documenti del servizio: nomi di file di `documenti/`.
        documenti: optional List<Line>,
        /// Un tutorial filmato: il nome di un file di `tutorial/`.
        tutorial: optional Line,
        /// Un fumetto: il nome di un file di `fumetti/`.
        fumetto: optional Line,
        /// Che cosa dipende da regole locali e va ancora verificato.
        da_verificare: optional List<Line>,
        /// Quando il testo è stato riletto per l'ultima volta.
        aggiornato: optional Date,
    }
}
