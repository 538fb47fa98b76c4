// SPDX-License-Identifier: EUPL-1.2
//! Titles and introductions of the pages that every municipality has, in plain Italian.
//! Invariant: no town is named here.

/// A title with a sentence.
pub struct Title {
    /// `h1`.
    pub title: &'static str,
    /// Introduction and description.
    pub summary: &'static str,
}

const fn title(title: &'static str, summary: &'static str) -> Title {
    Title { title, summary }
}

pub const ADMINISTRATION: Title = title("Amministrazione", "Chi decide e chi lavora in Comune: organi, aree, uffici, enti, persone e documenti.");
pub const NEWS: Title = title("Novità", "Le notizie, i comunicati e gli avvisi del Comune, dal più recente.");
pub const SERVICES: Title = title("Servizi", "Tutti i servizi del Comune: cerca per nome o scegli una categoria.");
pub const LIVE: Title = title("Vivere il Comune", "I luoghi da conoscere e gli eventi in programma in città.");
pub const PLACES: Title = title("Luoghi", "Uffici, biblioteche, musei, parchi e altri luoghi della città.");
pub const EVENTS: Title = title("Eventi", "Gli appuntamenti in città, dal più vicino.");
pub const LIFE_EVENTS: Title = title("Eventi della vita", "Che cosa fare, e in che ordine, nei momenti che cambiano la vita: un passo alla volta, con le scadenze.");
pub const ENGLISH: Title = title("In English", "The services that people ask for most, and what to do when life changes, in English.");
pub const TOPICS: Title = title("Argomenti", "Tutto quello che c'è nel portale, per argomento.");
pub const QUESTIONS: Title = title("Domande frequenti", "Le risposte alle domande che i cittadini fanno più spesso.");
pub const BOOKINGS: Title = title("Prenota", "Appuntamenti, posti in biblioteca, postazioni, sale e visite: scegli che cosa ti serve.");
pub const REPORTS: Title = title("Segnala un disservizio", "Hai visto qualcosa che non va? Scegli la categoria e dillo al Comune.");
pub const HELP: Title = title("Richiedi assistenza", "Scrivi la tua domanda: l'ufficio giusto ti risponde per posta elettronica.");
pub const TUTORIALS: Title = title("Tutorial e fumetti", "Guide per usare i servizi da casa, un passo alla volta.");
pub const SITE_MAP: Title = title("Mappa del sito", "Le parti del portale, con le loro pagine.");
pub const SEARCH: Title = title("Cerca", "Scrivi con parole tue che cosa ti serve: trovi servizi, uffici, luoghi e risposte.");
pub const DOCUMENTS: Title = title("Documenti e dati", "Moduli, regolamenti, atti e dati aperti del Comune.");
pub const NOT_FOUND: Title = title("Pagina non trovata", "L'indirizzo che hai aperto non porta a nessuna pagina.");
pub const SHELL: Title = title("Sportello", "Pagina del portale del Comune.");
/// The description of a page of the index.
pub const LETTER: &str = "Servizi, uffici e pagine del portale in ordine alfabetico.";
pub const HOME: &str = "Home";

/// Second level of "Amministrazione": name in the address, title, introduction.
pub const GOVERNING: Title = title("Organi di governo", "Il Sindaco, la Giunta, il Consiglio comunale e le commissioni.");
pub const AREAS: Title = title("Aree amministrative", "Le direzioni in cui è diviso il lavoro del Comune.");
pub const OFFICES: Title = title("Uffici", "Gli uffici e gli sportelli del Comune, con sede e contatti.");
pub const BODIES: Title = title("Enti e fondazioni", "Le società, gli enti e le fondazioni che lavorano con il Comune.");
pub const POLITICIANS: Title = title("Politici", "I ruoli politici del Comune e gli organi in cui si svolgono.");
pub const STAFF: Title = title("Personale amministrativo", "I ruoli di chi guida le direzioni e i servizi del Comune.");

pub const NEWS_NEWS: Title = title("Notizie", "Che cosa succede in Comune e in città.");
pub const NEWS_RELEASES: Title = title("Comunicati", "I comunicati del Comune per la stampa e per i cittadini.");
pub const NEWS_NOTICES: Title = title("Avvisi", "Gli avvisi con una scadenza o con qualcosa da fare.");

/// The licence of the contents, word for word from the official model (criterion C.SI.3.4).
pub const LICENCE: &str = "In applicazione del principio open by default ai sensi dell’articolo 52 del decreto legislativo 7 marzo 2005, n. 82 (CAD) e salvo dove diversamente specificato (compresi i contenuti incorporati di terzi), i dati, i documenti e le informazioni pubblicati sul sito sono rilasciati con licenza CC-BY 4.0. Gli utenti sono quindi liberi di condividere (riprodurre, distribuire, comunicare al pubblico, esporre in pubblico), rappresentare, eseguire e recitare questo materiale con qualsiasi mezzo e formato e modificare (trasformare il materiale e utilizzarlo per opere derivate) per qualsiasi fine, anche commerciale con il solo onere di attribuzione, senza apporre restrizioni aggiuntive.";
