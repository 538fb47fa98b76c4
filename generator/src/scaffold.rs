// SPDX-License-Identifier: EUPL-1.2
//! `sportello new`: a file to begin with, with all required keys and what to write in them. What is
//! still to be written is a fault of the check, so that nothing half done is published.

use jiff::civil::Date;
use model::slug::Slug;

/// A kind of file that can be begun: its name, folder, ending and text.
struct Scaffold {
    kind: &'static str,
    folder: &'static str,
    ending: &'static str,
    text: &'static str,
}

const SCAFFOLDS: [Scaffold; 9] = [
    Scaffold {
        kind: "servizio",
        folder: "servizi",
        ending: "md",
        text: "---
titolo: \"\"            # che cosa vuole fare il cittadino: Rinnovare la carta d'identità
descrizione: \"\"       # che cosa si ottiene, al massimo 160 caratteri
categoria: \"\"         # il nome di un file di categorie/
argomenti: []         # nomi di file di argomenti/, almeno uno
destinatari: []       # cittadini, famiglie, imprese…
ufficio: \"\"           # il nome di un file di uffici/
canale: misto         # online, sportello o misto
costo:
  tipo: gratuito      # gratuito, bollo, diritti, tariffa o variabile
parole_chiave: []     # come lo chiamano i cittadini
---

## A chi è rivolto

## Come fare

## Cosa serve

## Cosa si ottiene

## Tempi e scadenze

## Costi

## Accedi al servizio

## Condizioni di servizio
",
    },
    Scaffold {
        kind: "evento-vita",
        folder: "vita",
        ending: "md",
        text: "---
titolo: \"\"            # che cosa succede, come lo dice la gente: Nasce un bambino
descrizione: \"\"       # che cosa si trova nella pagina, al massimo 160 caratteri
prima_di_tutto: \"\"    # la cosa più urgente, in una o due frasi
argomenti: []         # nomi di file di argomenti/, almeno uno; il primo decide il disegno
parole_chiave: []     # come lo chiamano i cittadini
passi:
  - titolo: \"\"        # che cosa fare, con un verbo: Dichiara la nascita
    entro: \"\"         # entro quando, in parole; togli la riga se non c'è un termine
    testo: \"\"         # come si fa, in Markdown
    servizi: []       # nomi di file di servizi/
    uffici: []        # nomi di file di uffici/
    prenotazioni: []  # nomi di file di prenotazioni/
---

",
    },
    Scaffold {
        kind: "ufficio",
        folder: "uffici",
        ending: "md",
        text: "---
nome: \"\"
descrizione: \"\"       # che cosa fa e per chi, al massimo 160 caratteri
tipo: ufficio
fa_parte_di: \"\"       # il nome di un file di uffici/
riceve_pubblico: sì
prenotabile: no
provenienza: documentata
---

",
    },
    Scaffold {
        kind: "luogo",
        folder: "luoghi",
        ending: "md",
        text: "---
nome: \"\"
descrizione: \"\"       # che cos'è, al massimo 160 caratteri
tipo: sede-ufficio
provenienza: documentata
---

",
    },
    Scaffold {
        kind: "notizia",
        folder: "novita",
        ending: "md",
        text: "---
titolo: \"\"
descrizione: \"\"       # che cosa succede, al massimo 160 caratteri
tipo: notizia         # notizia, comunicato o avviso
data: {oggi}
argomenti: []
uffici: []
---

",
    },
    Scaffold {
        kind: "evento",
        folder: "eventi",
        ending: "md",
        text: "---
titolo: \"\"
descrizione: \"\"       # che cos'è, al massimo 160 caratteri
tipo: culturale       # culturale, sociale, sportivo, formativo o istituzionale
inizio: {oggi}T10:00
fine: {oggi}T12:00
luogo: \"\"
destinatari: \"\"       # a chi è rivolto, in una frase
costo: Gratuito
organizzatore: \"\"
argomenti: []
---

",
    },
    Scaffold {
        kind: "documento",
        folder: "documenti",
        ending: "md",
        text: "---
titolo: \"\"
descrizione: \"\"       # che cosa dice, al massimo 160 caratteri
tipo: documento-di-supporto
ufficio: \"\"
data: {oggi}
licenza: CC-BY 4.0
formati: [pagina web]
argomenti: []
---

",
    },
    Scaffold {
        kind: "pagina",
        folder: "pagine",
        ending: "md",
        text: "---
titolo: \"\"
descrizione: \"\"       # che cosa dice, al massimo 160 caratteri
---

",
    },
    Scaffold {
        kind: "prenotazione",
        folder: "prenotazioni",
        ending: "yaml",
        text: "titolo: \"\"
descrizione: \"\"       # che cos'è, al massimo 160 caratteri
tipo: appuntamento    # appuntamento, posto, postazione, sala o evento
ufficio: \"\"
posti: 1
orario: [lun-ven 09:00-12:00]
durata_minuti: 30
preavviso_ore: 24
orizzonte_giorni: 60
conserva_giorni: 30
",
    },
];

/// The kinds that can be begun.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    SCAFFOLDS.iter().map(|scaffold| scaffold.kind)
}

/// The path of a new file in the content, and its text. `None` for a kind that is not one of [`kinds`].
#[must_use]
pub fn scaffold(kind: &str, id: &Slug, today: Date) -> Option<(String, String)> {
    let scaffold = SCAFFOLDS.iter().find(|scaffold| scaffold.kind == kind)?;
    Some((format!("{}/{id}.{}", scaffold.folder, scaffold.ending), scaffold.text.replace("{oggi}", &today.to_string())))
}
