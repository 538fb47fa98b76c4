// SPDX-License-Identifier: EUPL-1.2
//! Open data of services and offices: JSON, CSV (RFC 4180) and the JSON Schema of each.
//! The columns of the CSV are the members of the JSON; lists are joined with `|`.

use super::Files;
use crate::address::{Address, section};
use model::site::Site;
use model::vocabulary::Coded;
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// A column: name, JSON Schema type, what it is.
type Column = (&'static str, &'static str, &'static str);

const SERVICES: [Column; 18] = [
    ("id", "string", "Nome del servizio nell'indirizzo della pagina"),
    ("titolo", "string", "Titolo del servizio"),
    ("descrizione", "string", "Che cosa si ottiene, in una frase"),
    ("categoria", "string", "Categoria del modello ufficiale"),
    ("argomenti", "array", "Argomenti del modello ufficiale"),
    ("destinatari", "array", "A chi serve"),
    ("eventi_vita", "array", "Eventi della vita o dell'impresa, con i nomi ufficiali"),
    ("ufficio", "string", "Nome dell'ufficio responsabile nell'indirizzo della pagina"),
    ("canale", "string", "online, sportello o misto"),
    ("identita", "string", "nessuna o spid-cie"),
    ("costo", "string", "gratuito, bollo, diritti, tariffa o variabile"),
    ("termine_giorni", "integer", "Giorni del termine, se c'è"),
    ("stato", "string", "attivo o sospeso"),
    ("prenotazioni", "array", "Che cosa si può prenotare per il servizio"),
    ("norme", "array", "Leggi su cui si basa"),
    ("parole_chiave", "array", "Parole con cui lo cercano i cittadini"),
    ("aggiornato", "string", "Giorno dell'ultima rilettura (AAAA-MM-GG), se c'è"),
    ("indirizzo", "string", "Indirizzo della pagina"),
];

const OFFICES: [Column; 14] = [
    ("id", "string", "Nome dell'ufficio nell'indirizzo della pagina"),
    ("nome", "string", "Nome dell'ufficio"),
    ("descrizione", "string", "Che cosa fa, in una frase"),
    ("tipo", "string", "Tipo di ufficio"),
    ("gruppo", "string", "Voce del menu Amministrazione"),
    ("fa_parte_di", "string", "Ufficio di cui fa parte, se c'è"),
    ("sede", "string", "Luogo in cui si trova, se c'è"),
    ("via", "string", "Via e numero della sede, se ci sono"),
    ("orari", "array", "Orari della settimana, se ci sono"),
    ("riceve_pubblico", "boolean", "Se riceve i cittadini"),
    ("telefono", "string", "Telefono, se c'è"),
    ("email", "string", "Posta elettronica, se c'è"),
    ("provenienza", "string", "Da dove viene la descrizione: documentata, nota o modellata"),
    ("indirizzo", "string", "Indirizzo della pagina"),
];

/// Adds the files.
pub fn add(site: &Site, base_url: &str, files: &mut Files) {
    data_set("servizi", &SERVICES, &services(site, base_url), files);
    data_set("uffici", &OFFICES, &offices(site, base_url), files);
}

/// A value of a data set: what stands in a cell of its CSV and in a member of its JSON.
#[derive(Serialize)]
#[serde(untagged)]
enum Cell<'a> {
    Text(&'a str),
    Made(String),
    List(Vec<&'a str>),
    MadeList(Vec<String>),
    Number(Option<u32>),
    Flag(bool),
    Nothing,
}

impl<'a> From<Option<&'a str>> for Cell<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Self::Nothing, Self::Text)
    }
}

fn services<'a>(site: &'a Site, base_url: &str) -> Vec<[Cell<'a>; SERVICES.len()]> {
    let row = |service: &'a model::service::Service| {
        let state = if service.state == model::service::State::Active { "attivo" } else { "sospeso" };
        [
            Cell::Text(service.id.as_str()),
            Cell::Text(service.title.as_str()),
            Cell::Text(service.summary.as_str()),
            Cell::Text(site.categories[&service.category].name.as_str()),
            Cell::List(service.topics.iter().map(|id| site.topics[id].name.as_str()).collect()),
            Cell::List(service.audiences.iter().map(|audience| audience.label()).collect()),
            Cell::List(service.life_events.iter().map(|event| event.as_str()).collect()),
            Cell::Text(service.office.as_str()),
            Cell::Text(service.channel.code()),
            Cell::Text(service.identity.code()),
            Cell::Text(service.cost.kind.code()),
            Cell::Number(service.term_days),
            Cell::Text(state),
            Cell::List(service.bookables.iter().map(|id| id.as_str()).collect()),
            Cell::List(service.laws.iter().map(|law| law.as_str()).collect()),
            Cell::List(service.keywords.iter().map(|word| word.as_str()).collect()),
            service.updated.map_or(Cell::Nothing, |date| Cell::Made(date.to_string())),
            Cell::Made(format!("{base_url}{}", Address::In(section::SERVICES, service.id.as_str()))),
        ]
    };
    site.services.values().map(row).collect()
}

fn offices<'a>(site: &'a Site, base_url: &str) -> Vec<[Cell<'a>; OFFICES.len()]> {
    let row = |office: &'a model::office::Office| {
        let place = office.place.as_ref().map(|id| &site.places[id]);
        [
            Cell::Text(office.id.as_str()),
            Cell::Text(office.name.as_str()),
            Cell::Text(office.summary.as_str()),
            Cell::Text(office.kind.code()),
            Cell::Text(office.kind.group().label()),
            office.parent.as_ref().map(|id| id.as_str()).into(),
            place.map(|place| place.name.as_str()).into(),
            place.and_then(|place| place.address.as_ref()).map(|address| address.as_str()).into(),
            Cell::MadeList(crate::view::hours_in_words(&office.hours)),
            Cell::Flag(office.public),
            office.contacts.phone.as_ref().map(|phone| phone.as_str()).into(),
            office.contacts.email.as_ref().map(|email| email.as_str()).into(),
            Cell::Text(office.provenance.code()),
            Cell::Made(format!("{base_url}{}", Address::In(section::OFFICES, office.id.as_str()))),
        ]
    };
    site.offices.values().map(row).collect()
}

fn data_set<const N: usize>(name: &'static str, columns: &[Column; N], rows: &[[Cell<'_>; N]], files: &mut Files) {
    let (csv, json) = rayon::join(|| csv(columns, rows), || json(name, columns, rows));
    files.insert(format!("dati/{name}.json"), json);
    files.insert(format!("dati/{name}.csv"), csv.into_bytes());
    files.insert(format!("dati/{name}.schema.json"), (schema(name, columns).to_string() + "\n").into_bytes());
}

fn csv<const N: usize>(columns: &[Column; N], rows: &[[Cell<'_>; N]]) -> String {
    let mut csv = columns.map(|(column, ..)| column).join(",") + "\r\n";
    for row in rows {
        for (number, value) in row.iter().enumerate() {
            if number > 0 {
                csv.push(',');
            }
            csv.push_str(&cell(value));
        }
        csv.push_str("\r\n");
    }
    csv
}

fn json<const N: usize>(name: &'static str, columns: &[Column; N], rows: &[[Cell<'_>; N]]) -> Vec<u8> {
    let document = DataSet { name, columns: sorted(columns), rows };
    let mut json = serde_json::to_vec(&document).expect("open data are texts, numbers and lists");
    json.push(b'\n');
    json
}

/// The names of the columns and their places in a row, by name: JSON members are in the order of the alphabet.
fn sorted<const N: usize>(columns: &[Column; N]) -> [(&'static str, usize); N] {
    let mut sorted = std::array::from_fn(|place| (columns[place].0, place));
    sorted.sort_unstable();
    sorted
}

/// A data set as JSON, written without making a tree of it first.
struct DataSet<'d, const N: usize> {
    name: &'static str,
    columns: [(&'static str, usize); N],
    rows: &'d [[Cell<'d>; N]],
}

impl<const N: usize> Serialize for DataSet<'_, N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("licenza", "CC-BY 4.0")?;
        map.serialize_entry("schema", &format_args!("/dati/{}.schema.json", self.name))?;
        let rows: Vec<Row<'_, N>> = self.rows.iter().map(|row| Row(&self.columns, row)).collect();
        map.serialize_entry(self.name, &rows)?;
        map.end()
    }
}

/// A row as an object.
struct Row<'d, const N: usize>(&'d [(&'static str, usize); N], &'d [Cell<'d>; N]);

impl<const N: usize> Serialize for Row<'_, N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, place)| (*name, &self.1[*place])))
    }
}

fn schema(name: &str, columns: &[Column]) -> Value {
    let member = |(column, kind, about): &Column| {
        let mut schema = match *kind {
            "array" => json!({"type": "array", "items": {"type": "string"}}),
            "boolean" => json!({"type": "boolean"}),
            other => json!({"type": [other, "null"]}),
        };
        schema["description"] = (*about).into();
        ((*column).to_owned(), schema)
    };
    let properties: Map<String, Value> = columns.iter().map(member).collect();
    let required: Vec<&str> = columns.iter().map(|(column, ..)| *column).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("Dati aperti: {name}"),
        "type": "object",
        "properties": {
            "licenza": {"type": "string"},
            "schema": {"type": "string"},
            name: {"type": "array", "items": {"type": "object", "properties": properties, "required": required, "additionalProperties": false}},
        },
        "required": ["licenza", "schema", name],
    })
}

/// A cell of a CSV: quoted when it must be. A text that a spreadsheet would take for a formula gets
/// an apostrophe before it.
fn cell<'c>(value: &'c Cell<'_>) -> Cow<'c, str> {
    let text: Cow<'c, str> = match value {
        Cell::Nothing | Cell::Number(None) => "".into(),
        Cell::Text(text) => (*text).into(),
        Cell::Made(text) => text.as_str().into(),
        Cell::List(items) => items.join("|").into(),
        Cell::MadeList(items) => items.join("|").into(),
        Cell::Flag(true) => "sì".into(),
        Cell::Flag(false) => "no".into(),
        Cell::Number(Some(number)) => number.to_string().into(),
    };
    let is_formula = text.starts_with(['=', '-', '@', '\t']) || (text.starts_with('+') && !text[1..].starts_with(|c: char| c.is_ascii_digit()));
    let text = if is_formula { format!("'{text}").into() } else { text };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")).into() } else { text }
}

#[cfg(test)]
mod tests {
    use super::{Cell, cell};

    #[test]
    fn cells_are_quoted_and_no_formula() {
        assert_eq!(cell(&Cell::Text("a, \"b\"")), "\"a, \"\"b\"\"\"");
        assert_eq!(cell(&Cell::Text("=1+1")), "'=1+1");
        assert_eq!(cell(&Cell::Text("+39 000")), "+39 000");
        assert_eq!(cell(&Cell::List(vec!["x", "y"])), "x|y");
        assert_eq!(cell(&Cell::Number(Some(30))), "30");
        assert_eq!((cell(&Cell::Nothing), cell(&Cell::Number(None))), ("".into(), "".into()));
    }
}
