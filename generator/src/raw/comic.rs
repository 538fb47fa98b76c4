// SPDX-License-Identifier: EUPL-1.2
//! `fumetti/*.yaml`: the script of a comic. What each word draws is told by the crate `comic`.

use crate::decode::{Code, List, Named, raw};
use comic::codes::{BlockKind, Depth, Device, Dye, Expression, Garment, Gaze, Hair, HairColour, Held, Icon, Large, Pose, Scene, Shot, Tone, Wish};
use jiff::civil::Date;
use model::text::{Line, Summary};

raw! {
    /// L'aspetto di un personaggio.
    pub struct RawLook {
        /// Il nome che si legge.
        nome: required Line,
        /// Se è una persona anziana: ha le rughe, e i capelli grigi se non dici altro.
        anziano: optional bool,
        /// La statura: 1 è quella di un adulto, 0.7 quella di un bambino.
        statura: optional f64,
        /// La corporatura: 1 è la media, 0.9 è snella, 1.2 è robusta.
        corporatura: optional f64,
        /// Il tono della pelle, da 1 (chiaro) a 6 (scuro).
        pelle: optional u32,
        /// La pettinatura.
        capelli: optional Code<Hair>,
        /// Il colore dei capelli.
        colore_capelli: optional Code<HairColour>,
        /// Se porta gli occhiali.
        occhiali: optional bool,
        /// Se porta gli orecchini.
        orecchini: optional bool,
        /// L'abito.
        abito: optional Code<Garment>,
        /// Il colore dell'abito.
        colore: optional Code<Dye>,
        /// Il colore dei pantaloni o della gonna.
        sotto: optional Code<Dye>,
        /// Se porta la gonna.
        gonna: optional bool,
        /// Se porta il tesserino di chi lavora in Comune.
        tesserino: optional bool,
        /// Se porta il cappello della divisa.
        cappello: optional bool,
        /// Se è in sedia a rotelle.
        carrozzina: optional bool,
        /// Se usa il bastone bianco.
        bastone: optional bool,
        /// Se porta il velo.
        velo: optional bool,
        /// Il colore del velo.
        colore_velo: optional Code<Dye>,
        /// Se ha la barba.
        barba: optional bool,
        /// Se ha i baffi.
        baffi: optional bool,
    }
}

raw! {
    /// Un personaggio in scena.
    pub struct RawActor {
        /// Chi è: uno dei `personaggi`.
        chi: required Line,
        /// Dove sta: `sinistra`, `centro-sinistra`, `centro`, `centro-destra`, `destra` o una percentuale, per esempio `30%`.
        posto: required Line,
        /// Se sta `davanti` o `dietro` a ciò che è in primo piano, per esempio un bancone.
        piano: optional Code<Depth>,
        /// Che cosa fa.
        posa: optional Code<Pose>,
        /// L'espressione.
        espressione: optional Code<Expression>,
        /// Che cosa tiene in mano.
        oggetto: optional Code<Held>,
        /// Da che parte guarda.
        guarda: optional Code<Gaze>,
    }
}

raw! {
    /// Una battuta.
    pub struct RawBalloon {
        /// Chi parla: uno dei `personaggi`.
        chi: required Line,
        /// Che cosa dice.
        testo: required Line,
        /// Se parla, pensa o esclama.
        tono: optional Code<Tone>,
        /// Dove lo vorresti; se non c'è posto, il programma ne sceglie un altro.
        posizione: optional Code<Wish>,
    }
}

raw! {
    /// Una voce di un elenco disegnato.
    pub struct RawItem {
        /// Il disegno.
        icona: optional Code<Icon>,
        /// Il testo.
        testo: required Line,
        /// Una nota più piccola.
        nota: optional Line,
    }
}

raw! {
    /// Un elenco disegnato, al massimo di sei voci.
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
        /// Che cos'è.
        tipo: required Code<BlockKind>,
        /// Il nome, per evidenziarlo.
        id: optional Line,
        /// Il testo.
        testo: optional Line,
        /// Le voci.
        voci: optional List<Line>,
        /// Quale voce è scelta, da 0. Nei giorni va da 0 a 9, nell'interruttore 1 è acceso.
        scelto: optional u32,
        /// Che cosa c'è scritto nel campo.
        valore: optional Line,
    }
}

raw! {
    /// Uno schermo disegnato.
    pub struct RawScreen {
        /// Che apparecchio è; se manca, un computer.
        dispositivo: optional Code<Device>,
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
        /// Dove si svolge.
        sfondo: optional Code<Scene>,
        /// Un'immagine tua al posto dello sfondo: un file sotto `immagini/`.
        immagine: optional Line,
        /// Quanto è vicina.
        inquadratura: optional Code<Shot>,
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
        /// Una cosa disegnata in grande.
        oggetto: optional Code<Large>,
        /// Poche parole sotto la cosa disegnata in grande.
        scritta: optional Line,
        /// Quanti secondi deve durare; se manca, il tempo di leggerla.
        durata: optional f64,
        /// Una voce registrata: un file WAV sotto `filmati/`.
        audio: optional Line,
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
        /// Il giorno in cui i testi sono stati controllati.
        aggiornato: optional Date,
        /// Il fumetto da leggere dopo: il nome di un file di `fumetti/`.
        prossimo: optional Line,
        /// Quanti caratteri al secondo si leggono; se manca, 14.
        velocita_lettura: optional u32,
        /// La vignetta il cui primo personaggio sta in copertina, da 1.
        copertina: optional u32,
        /// I personaggi.
        personaggi: required Named<RawLook>,
        /// Le vignette, almeno una.
        vignette: required List<RawPanel>,
    }
}
