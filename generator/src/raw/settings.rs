// SPDX-License-Identifier: EUPL-1.2
//! `sito.yaml`, `parole.yaml`, `reindirizzamenti.yaml`, `sinonimi.yaml`.

use crate::decode::{Code, List, raw};
use jiff::civil::Date;
use model::settings::Strictness;
use model::text::Line;

raw! {
    /// Il Comune.
    pub struct RawMunicipality {
        /// "Comune di …".
        nome: required Line,
        /// Il nome della città.
        citta: required Line,
        /// La regione.
        regione: required Line,
        /// Il sito della regione.
        sito_regione: required Line,
        /// Via e numero del municipio.
        via: required Line,
        /// Codice di avviamento postale.
        cap: required Line,
        /// La provincia, due lettere.
        provincia: required Line,
        /// Il codice fiscale del Comune.
        codice_fiscale: required Line,
        /// Il codice nell'indice delle pubbliche amministrazioni.
        codice_ipa: required Line,
        /// Il telefono del centralino.
        telefono: required Line,
        /// La posta elettronica.
        email: required Line,
        /// La posta elettronica certificata.
        pec: required Line,
    }
}

raw! {
    /// Un collegamento a un altro sito.
    pub struct RawOutside {
        /// Il nome.
        nome: required Line,
        /// L'indirizzo, che comincia con `https://`.
        indirizzo: required Line,
    }
}

raw! {
    /// Quanto è severo il controllo del linguaggio.
    pub struct RawPlainLanguage {
        /// `spento`, `avviso` o `errore`; se manca, `avviso`.
        livello: optional Code<Strictness>,
        /// L'indice Gulpease minimo di una scheda; se manca, 55.
        scheda: optional u32,
        /// L'indice Gulpease minimo di un paragrafo; se manca, 40.
        paragrafo: optional u32,
        /// Le parole di una frase, al massimo; se manca, 25.
        parole_per_frase: optional u32,
    }
}

raw! {
    /// Da dove vengono i pezzi della mappa.
    pub struct RawTiles {
        /// L'indirizzo, con `{z}`, `{x}` e `{y}` al posto dei numeri.
        indirizzo: required Line,
        /// A chi si devono: si legge sotto la mappa.
        fonte: required Line,
    }
}

raw! {
    /// Chi risponde alle richieste di aiuto.
    pub struct RawHelp {
        /// L'ufficio che risponde quando chi chiede non indica un servizio.
        ufficio: required Line,
        /// Dopo quanti giorni dall'ultimo aggiornamento si cancella una richiesta; se manca, 180.
        conserva_giorni: optional u32,
    }
}

raw! {
    /// A chi si scrive se si trova un punto debole del sito.
    pub struct RawSecurity {
        /// Un indirizzo che comincia con `mailto:` o `https://`.
        contatto: required Line,
        /// Fino a quando vale: prima di quel giorno va guardato di nuovo.
        scade: required Date,
    }
}

raw! {
    /// Le impostazioni del sito.
    pub struct RawSettings {
        /// Il Comune.
        comune: required RawMunicipality,
        /// L'indirizzo del sito, senza barra alla fine.
        indirizzo: required Line,
        /// Che cos'è il sito, in una frase.
        descrizione: required Line,
        /// La frase in fondo a ogni pagina che dice che cosa sono i contenuti.
        avviso: optional Line,
        /// La dichiarazione di accessibilità sul sito dell'AgID.
        dichiarazione_accessibilita: required Line,
        /// La pagina da cui cominciano i servizi online.
        sportello_online: required Line,
        /// La pagina dell'area personale.
        area_personale: required Line,
        /// La pagina con le condizioni generali di servizio.
        condizioni: required Line,
        /// I servizi in prima pagina.
        servizi_in_evidenza: required List<Line>,
        /// Gli argomenti in prima pagina.
        argomenti_in_evidenza: required List<Line>,
        /// Gli eventi della vita in prima pagina; se manca, ci sono tutti.
        eventi_vita_in_evidenza: optional List<Line>,
        /// Il giorno del patrono, mese e giorno: `08-26`.
        patrono: optional Line,
        /// Altri siti del Comune.
        collegamenti: optional List<RawOutside>,
        /// La mappa delle segnalazioni; se manca, la posizione si scrive o si prende dal telefono.
        mappa: optional RawTiles,
        /// Chi risponde alle richieste di aiuto; se manca, il modulo non si può inviare.
        assistenza: optional RawHelp,
        /// Dopo quanti giorni si cancellano i voti alle pagine; se manca, 730.
        voti_giorni: optional u32,
        /// Il peso massimo di un'immagine, in kB; se manca, 5000.
        immagine_kb: optional u32,
        /// I fumetti nella pagina iniziale, in ordine; se mancano, i primi tre.
        fumetti_in_evidenza: optional List<Line>,
        /// Il fumetto che insegna a prenotare: il nome di un file di `fumetti/`.
        fumetto_prenota: optional Line,
        /// Il fumetto che insegna a segnalare un problema: il nome di un file di `fumetti/`.
        fumetto_segnala: optional Line,
        /// Il colore del Comune nei disegni dei fumetti, per esempio `"#0066cc"`; se manca, il blu.
        colore: optional Line,
        /// Il controllo del linguaggio.
        linguaggio: optional RawPlainLanguage,
        /// A chi si scrive se si trova un punto debole del sito: diventa `/.well-known/security.txt`.
        sicurezza: optional RawSecurity,
    }
}

raw! {
    /// Una parola difficile.
    pub struct RawHardWord {
        /// Le forme della parola, in minuscolo.
        forma: required List<Line>,
        /// Che cosa scrivere al suo posto.
        meglio: required Line,
    }
}

raw! {
    /// Le parole da ufficio, con quelle più semplici.
    pub struct RawHardWords {
        /// L'elenco.
        parole: required List<RawHardWord>,
        /// I modi di dire in cui una di queste parole è quella giusta, in minuscolo, dalla parola in poi.
        ammesse: optional List<Line>,
    }
}

raw! {
    /// Un vecchio indirizzo e quello nuovo.
    pub struct RawRedirect {
        /// Il vecchio sito, senza `https://`; se manca, è questo sito.
        sito: optional Line,
        /// Il vecchio percorso, che comincia con `/`.
        da: required Line,
        /// Il nuovo percorso su questo sito.
        a: required Line,
    }
}

raw! {
    /// I vecchi indirizzi.
    pub struct RawRedirects {
        /// L'elenco.
        reindirizzamenti: required List<RawRedirect>,
    }
}

raw! {
    /// Le parole che per chi cerca vogliono dire la stessa cosa.
    pub struct RawSynonyms {
        /// I gruppi: ognuno è un elenco di parole o di modi di dire.
        sinonimi: required List<List<Line>>,
    }
}
