// SPDX-License-Identifier: EUPL-1.2
//! Open data of services and offices: JSON, CSV (RFC 4180) and the JSON Schema of each.
//! The columns of the CSV are the members of the JSON; lists are joined with `|`.

use super::Files;
use crate::address::{Address, section};
use model::site::Site;
use model::vocabulary::Coded;
use serde_json::{Map, Value, json};

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
    data_set("servizi", &SERVICES, services(site, base_url), files);
    data_set("uffici", &OFFICES, offices(site, base_url), files);
}

fn services(site: &Site, base_url: &str) -> Vec<Vec<Value>> {
    let row = |service: &model::service::Service| {
        let topics: Vec<&str> = service.topics.iter().map(|id| site.topics[id].name.as_str()).collect();
        let state = if service.state == model::service::State::Active { "attivo" } else { "sospeso" };
        vec![
            json!(service.id.as_str()),
            json!(service.title.as_str()),
            json!(service.summary.as_str()),
            json!(site.categories[&service.category].name.as_str()),
            json!(topics),
            json!(service.audiences.iter().map(|audience| audience.label()).collect::<Vec<_>>()),
            json!(service.life_events.iter().map(|event| event.as_str()).collect::<Vec<_>>()),
            json!(service.office.as_str()),
            json!(service.channel.code()),
            json!(service.identity.code()),
            json!(service.cost.kind.code()),
            json!(service.term_days),
            json!(state),
            json!(service.bookables.iter().map(|id| id.as_str()).collect::<Vec<_>>()),
            json!(service.laws.iter().map(|law| law.as_str()).collect::<Vec<_>>()),
            json!(service.keywords.iter().map(|word| word.as_str()).collect::<Vec<_>>()),
            json!(service.updated.map(|date| date.to_string())),
            json!(format!("{base_url}{}", Address::In(section::SERVICES, service.id.as_str()))),
        ]
    };
    site.services.values().map(row).collect()
}

fn offices(site: &Site, base_url: &str) -> Vec<Vec<Value>> {
    let row = |office: &model::office::Office| {
        let place = office.place.as_ref().map(|id| &site.places[id]);
        let hours: Vec<String> = crate::view::hours_in_words(&office.hours);
        vec![
            json!(office.id.as_str()),
            json!(office.name.as_str()),
            json!(office.summary.as_str()),
            json!(office.kind.code()),
            json!(office.kind.group().label()),
            json!(office.parent.as_ref().map(|id| id.as_str())),
            json!(place.map(|place| place.name.as_str())),
            json!(place.and_then(|place| place.address.as_ref()).map(|address| address.as_str())),
            json!(hours),
            json!(office.public),
            json!(office.contacts.phone.as_ref().map(|phone| phone.as_str())),
            json!(office.contacts.email.as_ref().map(|email| email.as_str())),
            json!(office.provenance.code()),
            json!(format!("{base_url}{}", Address::In(section::OFFICES, office.id.as_str()))),
        ]
    };
    site.offices.values().map(row).collect()
}

fn data_set(name: &str, columns: &[Column], rows: Vec<Vec<Value>>, files: &mut Files) {
    let mut csv = columns.iter().map(|(column, ..)| *column).collect::<Vec<_>>().join(",") + "\r\n";
    for row in &rows {
        csv.push_str(&row.iter().map(cell).collect::<Vec<_>>().join(","));
        csv.push_str("\r\n");
    }
    let objects: Vec<Value> = rows.into_iter().map(|row| Value::Object(columns.iter().map(|(column, ..)| (*column).to_owned()).zip(row).collect::<Map<_, _>>())).collect();
    let document = json!({"licenza": "CC-BY 4.0", "schema": format!("/dati/{name}.schema.json"), name: objects});
    files.insert(format!("dati/{name}.json"), (document.to_string() + "\n").into_bytes());
    files.insert(format!("dati/{name}.csv"), csv.into_bytes());
    files.insert(format!("dati/{name}.schema.json"), (schema(name, columns).to_string() + "\n").into_bytes());
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
fn cell(value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("|"),
        Value::Bool(true) => "sì".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        other => other.to_string(),
    };
    let text = if text.starts_with(['=', '-', '@', '\t']) || (text.starts_with('+') && !text[1..].starts_with(|c: char| c.is_ascii_digit())) { format!("'{text}") } else { text };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::cell;
    use serde_json::json;

    #[test]
    fn cells_are_quoted_and_no_formula() {
        assert_eq!(cell(&json!("a, \"b\"")), "\"a, \"\"b\"\"\"");
        assert_eq!(cell(&json!("=1+1")), "'=1+1");
        assert_eq!(cell(&json!("+39 000")), "+39 000");
        assert_eq!(cell(&json!(["x", "y"])), "x|y");
        assert_eq!(cell(&json!(null)), "");
    }
}
