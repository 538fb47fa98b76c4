// SPDX-License-Identifier: EUPL-1.2
//! The official words: menu, second level, topics, service sheet, rating, licence.
//! Source: italia/pa-website-validator-ng 1.1.38, `src/storage/municipality/`.

use super::Menu;
use super::mark::Mark;

/// A voice of the menu: where it leads, its mark, its text, the marks of its second level.
pub(super) struct MenuVoice {
    pub(super) menu: Menu,
    pub(super) mark: Mark,
    /// The exact text; for `Live` what the text begins with.
    pub(super) text: &'static str,
    pub(super) second_level: &'static [Mark],
    /// Admitted titles of the second level, in small letters; empty if they are not read.
    pub(super) titles: &'static [&'static str],
}

/// The four voices, in the order of the model.
pub(super) const MENU: [MenuVoice; 4] = [
    MenuVoice {
        menu: Menu::Management,
        mark: Mark::Management,
        text: "Amministrazione",
        second_level: &[Mark::ManagementCategoryLink],
        titles: &["organi di governo", "aree amministrative", "uffici", "enti e fondazioni", "politici", "personale amministrativo", "documenti e dati"],
    },
    MenuVoice { menu: Menu::News, mark: Mark::News, text: "Novità", second_level: &[Mark::NewsCategoryLink], titles: &["notizie", "comunicati", "avvisi"] },
    MenuVoice {
        menu: Menu::Services,
        mark: Mark::AllServices,
        text: "Servizi",
        second_level: &[Mark::ServiceCategoryLink],
        titles: &[
            "educazione e formazione",
            "salute, benessere e assistenza",
            "vita lavorativa",
            "mobilità e trasporti",
            "catasto e urbanistica",
            "anagrafe e stato civile",
            "turismo",
            "giustizia e sicurezza pubblica",
            "tributi, finanze e contravvenzioni",
            "cultura e tempo libero",
            "ambiente",
            "imprese e commercio",
            "autorizzazioni",
            "appalti pubblici",
            "agricoltura e pesca",
            "agricoltura, caccia e pesca",
        ],
    },
    MenuVoice { menu: Menu::Live, mark: Mark::Live, text: "Vivere ", second_level: &[Mark::LiveButtonLocations, Mark::LiveButtonEvents], titles: &[] },
];

/// The 64 topics of the model.
#[rustfmt::skip]
pub(super) const TOPICS: [&str; 64] = [
    "Accesso all'informazione", "Acqua", "Agricoltura", "Anagrafe", "Animale domestico", "Aria",
    "Assistenza agli invalidi", "Assistenza sociale", "Associazioni", "Bilancio",
    "Commercio al minuto", "Commercio all'ingrosso", "Commercio ambulante",
    "Comunicazione istituzionale", "Comunicazione politica", "Concorsi", "Covid-19", "Elezioni",
    "Energie rinnovabili", "Estero", "Foreste", "Formazione professionale", "Gemellaggi",
    "Gestione rifiuti", "Giustizia", "Igiene pubblica", "Immigrazione", "Imposte", "Imprese",
    "Inquinamento", "Integrazione sociale", "Isolamento termico", "Istruzione", "Lavoro",
    "Matrimonio", "Mercato", "Mobilità sostenibile", "Morte", "Nascita", "Parcheggi",
    "Patrimonio culturale", "Pesca", "Piano di sviluppo", "Pista ciclabile", "PNRR",
    "Politica commerciale", "Polizia", "Prodotti alimentari", "Protezione civile", "Residenza",
    "Risposta alle emergenze", "Sistema giuridico", "Spazio Verde", "Sport",
    "Sviluppo sostenibile", "Tassa sui servizi", "Tempo libero", "Trasparenza amministrativa",
    "Trasporto pubblico", "Turismo", "Urbanizzazione", "Viaggi", "Zone pedonali", "ZTL",
];

/// The voices of the index of a service sheet, in their order.
pub(super) const SHEET_INDEX: [&str; 8] =
    ["A chi è rivolto", "Come fare", "Cosa serve", "Cosa si ottiene", "Tempi e scadenze", "Accedi al servizio", "Condizioni di servizio", "Contatti"];

/// The question of the rating component.
pub(super) const RATING_TITLE: &str = "Quanto sono chiare le informazioni su questa pagina?";

/// What the rating asks next: the container, the question, the admitted answers.
pub(super) struct FollowUp {
    pub(super) container: Mark,
    /// For whom, in words.
    pub(super) name: &'static str,
    pub(super) question: &'static str,
    pub(super) answers: [&'static str; 5],
}

/// After 4 or 5 and after 1, 2 or 3.
pub(super) const FOLLOW_UPS: [FollowUp; 2] = [
    FollowUp {
        container: Mark::FeedbackRatingPositive,
        name: "positiva",
        question: "Quali sono stati gli aspetti che hai preferito?",
        answers: ["Le indicazioni erano chiare", "Le indicazioni erano complete", "Capivo sempre che stavo procedendo correttamente", "Non ho avuto problemi tecnici", "Altro"],
    },
    FollowUp {
        container: Mark::FeedbackRatingNegative,
        name: "negativa",
        question: "Dove hai incontrato le maggiori difficoltà?",
        answers: [
            "A volte le indicazioni non erano chiare",
            "A volte le indicazioni non erano complete",
            "A volte non capivo se stavo procedendo correttamente",
            "Ho avuto problemi tecnici",
            "Altro",
        ],
    },
];

/// Admitted texts of the link to report a problem, in small letters.
pub(super) const REPORT_LABELS: [&str; 3] = ["disservizio", "segnala disservizio", "segnalazione disservizio"];

/// Where the accessibility statement of an Italian administration lives.
pub(super) const ACCESSIBILITY_FORM: &str = "https://form.agid.gov.it/";

/// The title of the section on the licence.
pub(super) const LICENCE_TITLE: &str = "Licenza dei contenuti";

/// The text of the licence.
pub(super) const LICENCE_TEXT: &str = "In applicazione del principio open by default ai sensi dell’articolo 52 del decreto legislativo 7 marzo 2005, n. 82 (CAD) e salvo dove diversamente specificato (compresi i contenuti incorporati di terzi), i dati, i documenti e le informazioni pubblicati sul sito sono rilasciati con licenza CC-BY 4.0. Gli utenti sono quindi liberi di condividere (riprodurre, distribuire, comunicare al pubblico, esporre in pubblico), rappresentare, eseguire e recitare questo materiale con qualsiasi mezzo e formato e modificare (trasformare il materiale e utilizzarlo per opere derivate) per qualsiasi fine, anche commerciale con il solo onere di attribuzione, senza apporre restrizioni aggiuntive.";

/// Fewest service sheets that the list of services must show.
pub(super) const FEWEST_SERVICES: usize = 10;

/// The fields of the JSON-LD of a service sheet, as paths.
pub(super) const METATAG_FIELDS: [&str; 10] = [
    "name",
    "serviceType",
    "serviceOperator.name",
    "areaServed.name",
    "audience.audienceType",
    "availableChannel.serviceUrl",
    "availableChannel.serviceLocation.name",
    "availableChannel.serviceLocation.address.streetAddress",
    "availableChannel.serviceLocation.address.postalCode",
    "availableChannel.serviceLocation.address.addressLocality",
];
