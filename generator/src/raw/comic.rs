// SPDX-License-Identifier: EUPL-1.2
//! `fumetti/*.yaml`: the script of a video comic. What is drawn is another module's work; here the
//! script is read whole, so that a misspelt key is found today.

use crate::decode::{List, Named, raw};
use model::text::{Line, Summary};

raw! {
    /// L'aspetto di un personaggio.
    pub struct RawLook {
        /// Il nome che si legge.
        nome: required Line,
        /// Se è una persona anziana.
        anziano: optional bool,
        /// La statura, 1 è la media.
        statura: optional f64,
        /// La corporatura, 1 è la media.
        corporatura: optional f64,
        /// Il tono della pelle, da 1 a 5.
        pelle: optional u32,
        /// La pettinatura.
        capelli: optional Line,
        /// Il colore dei capelli.
        colore_capelli: optional Line,
        /// Se porta gli occhiali.
        occhiali: optional bool,
        /// Se porta gli orecchini.
        orecchini: optional bool,
        /// L'abito.
        abito: optional Line,
        /// Il colore dell'abito.
        colore: optional Line,
        /// Se porta la gonna.
        gonna: optional bool,
        /// Se porta il tesserino.
        tesserino: optional bool,
        /// Se porta il cappello.
        cappello: optional bool,
        /// Se è in sedia a rotelle.
        carrozzina: optional bool,
        /// Se porta il velo.
        velo: optional bool,
        /// Se ha la barba.
        barba: optional bool,
    }
}

raw! {
    /// Un personaggio in scena.
    pub struct RawActor {
        /// Chi è: uno dei `personaggi`.
        chi: required Line,
        /// Dove sta: `sinistra`, `centro`, `destra` o una percentuale.
        posto: required Line,
        /// Che cosa fa.
        posa: optional Line,
        /// L'espressione.
        espressione: optional Line,
        /// Che cosa tiene in mano.
        oggetto: optional Line,
        /// Da che parte guarda.
        guarda: optional Line,
    }
}

raw! {
    /// Una battuta.
    pub struct RawBalloon {
        /// Chi parla: uno dei `personaggi`.
        chi: required Line,
        /// Che cosa dice.
        testo: required Line,
        /// Dove sta il fumetto, se non lo sceglie il programma.
        posizione: optional Line,
    }
}

raw! {
    /// Una voce di un elenco disegnato.
    pub struct RawItem {
        /// Il disegno.
        icona: optional Line,
        /// Il testo.
        testo: required Line,
        /// Una nota più piccola.
        nota: optional Line,
    }
}

raw! {
    /// Un elenco disegnato.
    pub struct RawChecklist {
        /// Il titolo.
        titolo: required Line,
        /// Le voci.
        voci: required List<RawItem>,
    }
}

raw! {
    /// Una parte di uno schermo disegnato.
    pub struct RawScreenBlock {
        /// Il tipo: titolo, testo, pulsante, schede, giorni, orari, campo.
        tipo: required Line,
        /// Il nome, per evidenziarlo.
        id: optional Line,
        /// Il testo.
        testo: optional Line,
        /// Le voci.
        voci: optional List<Line>,
        /// Quale voce è scelta, da 0.
        scelto: optional u32,
        /// Che cosa c'è scritto nel campo.
        valore: optional Line,
    }
}

raw! {
    /// Uno schermo disegnato.
    pub struct RawScreen {
        /// `computer` o `telefono`.
        dispositivo: optional Line,
        /// L'indirizzo della pagina.
        indirizzo: optional Line,
        /// Il titolo della pagina.
        titolo: required Line,
        /// Passo e numero dei passi.
        passo: optional List<u32>,
        /// Le parti, dall'alto.
        blocchi: required List<RawScreenBlock>,
        /// Il nome della parte evidenziata.
        evidenzia: optional Line,
    }
}

raw! {
    /// Una vignetta.
    pub struct RawPanel {
        /// Il nome breve.
        id: required Line,
        /// Il titolo.
        titolo: required Line,
        /// Lo sfondo.
        sfondo: required Line,
        /// Che cosa si vede.
        descrizione: required Line,
        /// Chi c'è.
        personaggi: optional List<RawActor>,
        /// Che cosa dice chi racconta.
        narrazione: optional Line,
        /// Che cosa si dice, nell'ordine di lettura.
        battute: optional List<RawBalloon>,
        /// Un elenco disegnato.
        elenco: optional RawChecklist,
        /// Uno schermo disegnato.
        schermo: optional RawScreen,
    }
}

raw! {
    /// Il copione di un fumetto.
    pub struct RawComic {
        /// Il titolo.
        titolo: required Line,
        /// Che cosa si impara, in una frase di al massimo 160 caratteri.
        descrizione: required Summary,
        /// I servizi che insegna a usare, almeno uno.
        servizi: required List<Line>,
        /// Quanti caratteri al secondo si leggono.
        velocita_lettura: optional u32,
        /// La vignetta di copertina, da 1.
        copertina: optional u32,
        /// I personaggi.
        personaggi: required Named<RawLook>,
        /// Le vignette, almeno una.
        vignette: required List<RawPanel>,
    }
}
