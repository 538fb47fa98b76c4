// SPDX-License-Identifier: EUPL-1.2
//! Official vocabularies of the Italian public administration, copied to the letter, and the trait
//! of all closed lists.
//!
//! Sources: the municipal model of Designers Italia as its validator reads it
//! (`italia/pa-website-validator-ng`, `src/storage/municipality/`), and the controlled vocabularies
//! of Dati Italia (`life-business-event`).

/// A closed list: each value has a code that editors write and a label that citizens read.
pub trait Coded: Copy + 'static {
    /// Every value, in the order of the list.
    const ALL: &'static [Self];
    /// What editors write.
    fn code(self) -> &'static str;
    /// What citizens read.
    fn label(self) -> &'static str;
    /// The value with this code.
    fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.code() == code)
    }
}

/// The 64 topics of the municipal model (criterion C.SI.1.5).
pub const TOPICS: [&str; 64] = [
    "Accesso all'informazione",
    "Acqua",
    "Agricoltura",
    "Anagrafe",
    "Animale domestico",
    "Aria",
    "Assistenza agli invalidi",
    "Assistenza sociale",
    "Associazioni",
    "Bilancio",
    "Commercio al minuto",
    "Commercio all'ingrosso",
    "Commercio ambulante",
    "Comunicazione istituzionale",
    "Comunicazione politica",
    "Concorsi",
    "Covid-19",
    "Elezioni",
    "Energie rinnovabili",
    "Estero",
    "Foreste",
    "Formazione professionale",
    "Gemellaggi",
    "Gestione rifiuti",
    "Giustizia",
    "Igiene pubblica",
    "Immigrazione",
    "Imposte",
    "Imprese",
    "Inquinamento",
    "Integrazione sociale",
    "Isolamento termico",
    "Istruzione",
    "Lavoro",
    "Matrimonio",
    "Mercato",
    "Mobilità sostenibile",
    "Morte",
    "Nascita",
    "Parcheggi",
    "Patrimonio culturale",
    "Pesca",
    "Piano di sviluppo",
    "Pista ciclabile",
    "PNRR",
    "Politica commerciale",
    "Polizia",
    "Prodotti alimentari",
    "Protezione civile",
    "Residenza",
    "Risposta alle emergenze",
    "Sistema giuridico",
    "Spazio Verde",
    "Sport",
    "Sviluppo sostenibile",
    "Tassa sui servizi",
    "Tempo libero",
    "Trasparenza amministrativa",
    "Trasporto pubblico",
    "Turismo",
    "Urbanizzazione",
    "Viaggi",
    "Zone pedonali",
    "ZTL",
];

/// The 16 names that the model accepts for categories of services (criterion C.SI.1.7).
pub const CATEGORIES: [&str; 16] = [
    "Educazione e formazione",
    "Salute, benessere e assistenza",
    "Vita lavorativa",
    "Mobilità e trasporti",
    "Catasto e urbanistica",
    "Anagrafe e stato civile",
    "Turismo",
    "Giustizia e sicurezza pubblica",
    "Tributi, finanze e contravvenzioni",
    "Cultura e tempo libero",
    "Ambiente",
    "Imprese e commercio",
    "Autorizzazioni",
    "Appalti pubblici",
    "Agricoltura e pesca",
    "Agricoltura, caccia e pesca",
];

/// Life events of people (19), then of firms (15).
pub const LIFE_EVENTS: [&str; 34] = [
    "Iscrizione scuola/università e/o richiesta borsa di studio",
    "Invalidità",
    "Ricerca di lavoro, avvio nuovo lavoro, disoccupazione",
    "Pensionamento",
    "Richiesta o rinnovo patente",
    "Registrazione/possesso veicolo",
    "Accesso al trasporto pubblico",
    "Compravendita/affitto casa/edifici/terreni, costruzione o ristrutturazione casa/edificio",
    "Cambio di residenza/domicilio",
    "Espatrio per lavoro, studio, pensionamento",
    "Richiesta passaporto, visto e assistenza viaggi internazionali",
    "Nascita di un bambino, richiesta adozioni",
    "Matrimonio e/o cambio stato civile",
    "Morte ed eredità",
    "Prenotazione e disdetta visite/esami",
    "Denuncia crimini",
    "Dichiarazione dei redditi, versamento e riscossione tributi/imposte e contributi",
    "Accesso luoghi della cultura",
    "Possesso, cura, smarrimento animale da compagnia",
    "Avvio impresa",
    "Avvio nuova attività professionale",
    "Richiesta licenze/permessi/certificati",
    "Registrazione impresa transfrontaliera",
    "Avvio/registrazione filiale",
    "Finanziamento impresa",
    "Gestione personale",
    "Pagamento tasse, iva e dogane",
    "Notifiche autorità",
    "Chiusura impresa e attività professionale",
    "Chiusura filiale",
    "Ristrutturazione impresa",
    "Vendita impresa",
    "Bancarotta",
    "Partecipazione ad appalti pubblici nazionali e trasfrontalieri",
];

/// A life event of the official lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LifeEvent(&'static str);

impl LifeEvent {
    /// The life event with exactly this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        LIFE_EVENTS.iter().find(|known| **known == name).map(|known| Self(known))
    }

    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.0
    }
}
