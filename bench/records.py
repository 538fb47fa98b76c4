# SPDX-License-Identifier: EUPL-1.2
"""The files of the invented town, one record a page, and the settings: the same for the same town."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import words as w
from town import EVENTS, TEXT_PAGES, Town, slug, unranked

SEED = 20261121


@dataclass
class Record:
    """A file of the content: its kind is the name of its folder, its keys are those that editors write."""

    kind: str
    id: str
    keys: dict
    body: str = ""


def fill(sentence: str, slots: dict) -> str:
    """A sentence with its open places filled."""
    return sentence.format_map(slots)


def sentences(rng: random.Random, source: list[str], count: int, slots: dict) -> list[str]:
    """Some different sentences of a list, filled."""
    return [fill(sentence, slots) for sentence in rng.sample(source, count)]


def items(lines: list[str], mark: str = "- ") -> str:
    """A Markdown list."""
    return "\n".join(mark + line for line in lines)


def slots_of(rng: random.Random, town: Town, district: int, **more: str) -> dict:
    """Values for the open places of sentences; links lead to pages that exist."""
    office, service = rng.choice(town.offices), rng.choice(town.services)
    return {
        "qui": f"nel quartiere {w.DISTRICTS[district]}",
        "chi": rng.choice(["le famiglie", "gli anziani", "chi studia", "chi lavora", "le imprese"]),
        "anni": rng.randrange(14, 80),
        "mesi": rng.randrange(3, 40),
        "giorni": rng.randrange(5, 90),
        "euro": rng.randrange(3, 300),
        "mese": rng.choice(w.MONTHS),
        "ufficio": f"[{office['name']}](/uffici/{office['id']}/)",
        "servizio": f"[{service['title']}](/servizi/{service['id']}/)",
        **more,
    }


# ── services ─────────────────────────────────────────────────────────────────────────────────────


def service_body(rng: random.Random, slots: dict, free: bool) -> str:
    """The sections of a sheet, about 350 words."""
    some = lambda source, count: " ".join(sentences(rng, source, count, slots))  # noqa: E731
    listed = lambda source, count: sentences(rng, source, count, slots)  # noqa: E731
    addressed, timing = listed(w.ADDRESSED, 4), listed(w.TIMING, 3)
    parts = [
        ("A chi è rivolto", " ".join(addressed[:2]) + "\n\n" + " ".join(addressed[2:])),
        ("Come fare", items(listed(w.STEPS, rng.randrange(5, 7)), "1. ")),
        ("Cosa serve", items(listed(w.NEEDS, rng.randrange(4, 7)))),
        ("Cosa si ottiene", some(w.ACHIEVED, 3)),
        ("Tempi e scadenze", " ".join(timing[:2]) + "\n\n" + timing[2]),
        ("Costi", "" if free else some(w.COSTS, 3)),
        ("Accedi al servizio", some(w.ACCESS, 2)),
        ("Condizioni di servizio", some(w.CONDITIONS, 3)),
        ("Casi particolari", items(listed(w.SPECIAL, 3))),
        ("Ulteriori informazioni", some(w.MORE, 3)),
    ]
    return "\n\n".join(f"## {title}\n\n{text}" for title, text in parts if text)


def related(rng: random.Random, town: Town, index: int) -> list[str]:
    """Services that one often needs with this one."""
    found = {rng.randrange(len(town.services)) for _ in range(4)} - {index}
    return [town.services[i]["id"] for i in sorted(found)]


def offices_for(rng: random.Random, town: Town, category: int) -> list[str]:
    """The office in charge and, for some services, others; all of the service's category."""
    step = len(w.CATEGORIES)
    of_category = range(category, len(town.offices), step)
    count = min(len(of_category), rng.choice([1, 1, 1, 2, 3]))
    return [town.offices[i]["id"] for i in rng.sample(of_category, count)]


def service(rng: random.Random, town: Town, index: int, bookable: str | None) -> Record:
    """A complete sheet."""
    name = town.services[index]
    slots = slots_of(rng, town, name["district"], fare=name["verb"], cosa=name["thing"])
    offices = offices_for(rng, town, name["category"])
    cost = rng.choice(["gratuito", "bollo", "diritti", "tariffa", "variabile"])
    channel = "sportello" if bookable else rng.choice(["online", "sportello", "misto", "misto"])
    keys = {
        "titolo": name["title"],
        "descrizione": fill(rng.choice(w.SUMMARIES), slots),
        "categoria": town.categories[name["category"]],
        "argomenti": sorted(rng.sample(town.topics, rng.randrange(1, 4))),
        "destinatari": sorted(rng.sample(w.AUDIENCES, rng.randrange(1, 4))),
        "ufficio": offices[0],
        "canale": channel,
        "costo": {"tipo": cost, "importo": "16,00 euro"} if cost == "bollo" else {"tipo": cost},
        "norme": rng.sample(w.LAWS, rng.randrange(1, 3)),
        "parole_chiave": [fill(k, slots) for k in rng.sample(w.KEYWORDS, 4)],
        "correlati": related(rng, town, index),
        "aggiornato": f"2026-{rng.randrange(1, 10):02}-{rng.randrange(1, 29):02}",
    }
    keys.update(sometimes(rng, town, channel, offices[1:]))
    if bookable:
        keys["prenotazioni"] = [bookable]
    return Record("servizi", name["id"], keys, service_body(rng, slots, cost == "gratuito"))


def sometimes(rng: random.Random, town: Town, channel: str, other_offices: list[str]) -> dict:
    """Keys that not every sheet has."""
    keys: dict = {}
    if other_offices:
        keys["altri_uffici"] = other_offices
    if channel != "sportello" and rng.random() < 0.7:
        keys["identita"] = "spid-cie"
    if rng.random() < 0.3:
        keys["eventi_vita"] = [rng.choice(w.LIFE_EVENTS)]
    if rng.random() < 0.8:
        keys["termine_giorni"] = rng.randrange(5, 90)
    if rng.random() < 0.05:
        keys["scade"] = f"2035-{rng.randrange(1, 13):02}-15"
    if rng.random() < 0.01:
        keys |= {"stato": "sospeso", "motivo_stato": "Il servizio riprende dopo i lavori nella sede."}
    if rng.random() < 0.1:
        keys["documenti"] = [rng.choice(town.documents)]
    if rng.random() < 0.5:
        keys["da_verificare"] = rng.sample(w.VERIFY, rng.randrange(1, 3))
    return keys


def bookables_by_service(town: Town) -> dict[int, str]:
    """Which services are booked and with what: three services for each thing that can be booked."""
    every = max(len(town.services) // (3 * town.counts.bookables), 1)
    return {3 * b * every + s: f"turno-{b + 1}" for b in range(town.counts.bookables) for s in range(3)}


# ── offices, places, news ────────────────────────────────────────────────────────────────────────


def contacts(identity: str) -> dict:
    """Telephone and addresses of an office."""
    return {"telefono": "+39 000 000 0000", "email": f"{identity}@comune.esempio.example", "pec": f"{identity}@pec.comune.esempio.example"}


def upper_offices(rng: random.Random, town: Town) -> Iterator[Record]:
    """The municipality, its organs, a foundation, and a directorate for each category."""
    slots = slots_of(rng, town, 0, materia="la città")
    seat = town.places[0]["id"]
    common = {"sede": seat, "riceve_pubblico": True, "prenotabile": False, "provenienza": "modellata"}

    def record(identity: str, name: str, kind: str, roles: list[dict], parent: str | None = "comune") -> Record:
        """A unit; the municipality alone has no parent."""
        keys = {"nome": name, "descrizione": f"{name}: che cosa fa e come si raggiunge.", "tipo": kind, "contatti": contacts(identity), **common}
        if parent:
            keys["fa_parte_di"] = parent
        if roles:
            keys["incarichi"] = roles
        return Record("uffici", identity, keys, items(sentences(rng, w.DUTIES, 4, slots)))

    role = lambda title, kind: {"ruolo": title, "tipo": kind}  # noqa: E731
    yield record("comune", "Comune di Esempio", "ente", [], None)
    yield record("giunta", "Giunta comunale", "organo", [role("Sindaco", "politico"), role("Assessore", "politico")])
    yield record("consiglio", "Consiglio comunale", "organo", [role("Presidente del Consiglio", "politico")])
    yield record("fondazione-teatro", "Fondazione del teatro", "fondazione", [])
    for category, name in zip(town.categories, w.CATEGORIES, strict=True):
        yield record(f"direzione-{category}", f"Direzione {name}", "direzione", [role("Dirigente", "amministrativo")])


def office(rng: random.Random, town: Town, index: int) -> Record:
    """An office of a directorate; one in four belongs to another office."""
    name = town.offices[index]
    slots = slots_of(rng, town, name["district"], materia=name["matter"])
    above = index - len(w.CATEGORIES)
    parent = town.offices[above]["id"] if above >= 0 and index % 4 == 0 else f"direzione-{town.categories[name['category']]}"
    keys = {
        "nome": name["name"],
        "descrizione": f"Segue {name['matter']} {slots['qui']} e risponde a chi ha una domanda.",
        "tipo": name["kind"],
        "fa_parte_di": parent,
        "sede": rng.choice(town.places)["id"],
        "contatti": contacts(name["id"]),
        "orari": rng.choice(w.HOURS),
        "riceve_pubblico": rng.random() < 0.9,
        "prenotabile": False,
        "parole_chiave": [name["matter"], f"{name['matter']} {slots['qui']}"],
        "provenienza": rng.choice(["documentata", "nota", "modellata"]),
    }
    if rng.random() < 0.1:
        keys["chiusure"] = [{"dal": "2035-08-10", "al": "2035-08-20", "motivo": "Pausa estiva"}]
    body = " ".join(sentences(rng, w.OFFICE_INTRO, 2, slots)) + "\n\n" + items(sentences(rng, w.DUTIES, 4, slots))
    return Record("uffici", name["id"], keys, body)


def place(rng: random.Random, town: Town, index: int) -> Record:
    """A place of the town."""
    name = town.places[index]
    slots = slots_of(rng, town, name["district"])
    keys = {
        "nome": name["name"],
        "descrizione": f"Un posto aperto a tutti {slots['qui']}, con orari larghi e una sala comune.",
        "tipo": name["kind"],
        "indirizzo": f"{rng.choice(w.STREETS)} {rng.randrange(1, 120)}",
        "cap": "00100",
        "quartiere": town.districts[name["district"]],
        "latitudine": f"45.{rng.randrange(600000, 700000)}",
        "longitudine": f"9.{rng.randrange(600000, 700000)}",
        "accesso": "Si entra dal cortile; la porta è larga e senza gradini.",
        "orari": rng.choice(w.HOURS),
        "provenienza": "nota",
    }
    return Record("luoghi", name["id"], keys, " ".join(sentences(rng, w.PLACE_TEXT, 4, slots)))


def news(rng: random.Random, town: Town, index: int) -> Record:
    """A piece of news, about 150 words."""
    fact, detail, district = unranked(index, w.NEWS_FACTS, w.NEWS_DETAILS, range(len(w.DISTRICTS)))
    slots = slots_of(rng, town, district)
    lines = sentences(rng, w.NEWS_TEXT, 12, slots)
    keys = {
        "titolo": f"{fact} a {w.DISTRICTS[district]}: {detail}",
        "descrizione": f"{fact} {slots['qui']}: qui leggi {detail} e a chi puoi chiedere.",
        "tipo": rng.choice(["notizia", "comunicato", "avviso"]),
        "data": f"20{rng.randrange(20, 26)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}",
        "argomenti": sorted(rng.sample(town.topics, 2)),
        "uffici": [rng.choice(town.offices)["id"]],
        "servizi": [rng.choice(town.services)["id"]],
        "luoghi": [rng.choice(town.places)["id"]],
    }
    body = "\n\n".join(" ".join(lines[at : at + 4]) for at in (0, 4, 8))
    return Record("novita", slug(keys["titolo"]), keys, body)


def bookable(rng: random.Random, town: Town, identity: str, services: list[str]) -> Record:
    """Something that can be booked for three services."""
    desk = rng.choice(town.offices)
    keys = {
        "titolo": f"Appuntamento {identity.removeprefix('turno-')}: {desk['name']}",
        "descrizione": f"Scegli giorno e ora per parlare con chi lavora qui: {desk['name']}.",
        "tipo": "appuntamento",
        "ufficio": desk["id"],
        "luogo": rng.choice(town.places)["id"],
        "servizi": services,
        "posti": 2,
        "orario": rng.choice(w.HOURS),
        "durata_minuti": 20,
        "preavviso_ore": 24,
        "orizzonte_giorni": 60,
        "disdetta_ore": 24,
        "cosa_portare": rng.sample(w.NEEDS, 3),
        "conserva_giorni": 30,
    }
    return Record("prenotazioni", identity, keys)


# ── the rest ─────────────────────────────────────────────────────────────────────────────────────


def vocabulary(rng: random.Random, town: Town) -> Iterator[Record]:
    """Topics and categories."""
    for kind, ids, names in (("argomenti", town.topics, w.TOPICS), ("categorie", town.categories, w.CATEGORIES)):
        for identity, name in zip(ids, names, strict=True):
            keys = {"nome": name, "descrizione": f"{name}: servizi, notizie e uffici in città.", "parole_chiave": [name.lower(), f"servizi {name.lower()}"]}
            yield Record(kind, identity, keys, " ".join(rng.sample(w.PARAGRAPHS, 2)))


def documents(rng: random.Random, town: Town) -> Iterator[Record]:
    """A few forms."""
    for number, identity in enumerate(town.documents):
        keys = {
            "titolo": f"Modulo {number + 1} per la delega",
            "descrizione": f"Il modulo {number + 1} serve a chi agisce per un'altra persona.",
            "tipo": "modulistica",
            "ufficio": rng.choice(town.offices)["id"],
            "data": "2026-03-01",
            "licenza": "CC-BY 4.0",
            "formati": ["pagina web"],
            "argomenti": [rng.choice(town.topics)],
        }
        yield Record("documenti", identity, keys, "\n\n".join(rng.sample(w.PARAGRAPHS, 3)))


def events(rng: random.Random, town: Town) -> Iterator[Record]:
    """A few events, far enough in the future to be still to come."""
    for number in range(EVENTS):
        keys = {
            "titolo": f"Festa numero {number + 1} nel quartiere {w.DISTRICTS[number]}",
            "descrizione": "Un pomeriggio con musica e giochi per tutte le età.",
            "tipo": "culturale",
            "inizio": f"2035-0{number + 1}-10T15:00",
            "fine": f"2035-0{number + 1}-10T18:00",
            "luogo": rng.choice(town.places)["id"],
            "destinatari": "Chi abita in zona e chi passa di qui.",
            "costo": "Gratis",
            "organizzatore": rng.choice(town.offices)["id"],
            "argomenti": sorted(rng.sample(town.topics, 2)),
            "servizi": [rng.choice(town.services)["id"]],
        }
        yield Record("eventi", f"festa-{number + 1}", keys, "\n\n".join(rng.sample(w.PARAGRAPHS, 2)))


def texts() -> Iterator[Record]:
    """The pages of text that the settings and the footer need."""
    for identity, title, model in TEXT_PAGES:
        keys = {"titolo": title, "descrizione": f"{title}: che cosa c'è da sapere."} | ({"modello": model} if model else {})
        body = w.PARAGRAPHS[0] + "\n\n" + "\n\n".join(f"## Parte {i}\n\n{text}" for i, text in enumerate(w.PARAGRAPHS[1:], 1))
        yield Record("pagine", identity, keys, body)


def settings(town: Town) -> dict:
    """`sito.yaml`."""
    return {
        "comune": {
            "nome": "Comune di Esempio", "citta": "Esempio", "regione": "Regione Esempio", "sito_regione": "https://www.regione.example",
            "via": "Piazza Dante 1", "cap": "00100", "provincia": "EE", "codice_fiscale": "00000000000", "codice_ipa": "c_e000",
            "telefono": "+39 000 000 0000", "email": "info@comune.esempio.example", "pec": "protocollo@pec.comune.esempio.example",
        },
        "indirizzo": "https://www.comune.esempio.example",
        "descrizione": "Il portale del Comune di Esempio: servizi, uffici, notizie e luoghi, spiegati con parole semplici.",
        "avviso": "I contenuti di questo sito sono inventati per una misura.",
        "dichiarazione_accessibilita": "https://form.agid.gov.it/view/00000000-0000-0000-0000-000000000000",
        "sportello_online": "/sportello-telematico/",
        "area_personale": "/area-personale/",
        "condizioni": "/condizioni-di-servizio/",
        "servizi_in_evidenza": [service["id"] for service in town.services[:9]],
        "argomenti_in_evidenza": town.topics[:12],
        "linguaggio": {"livello": "avviso", "scheda": 55, "paragrafo": 40, "parole_per_frase": 25},
    }  # fmt: skip


def reports(town: Town) -> dict:
    """`segnalazioni.yaml`."""
    def category(number: int, name: str) -> dict:
        """A category with three kinds of problems."""
        kinds = [{"id": f"tipo-{number}-{k}", "nome": f"{name}: problema {k}"} for k in range(1, 4)]
        return {
            "id": f"categoria-{number}", "nome": name, "descrizione": f"{name}: scrivi che cosa non va.", "ufficio": town.offices[number]["id"],
            "serve_posizione": True, "giorni_promessi": 30, "tipi": kinds,
        }  # fmt: skip

    return {"categorie": [category(i, name) for i, name in enumerate(["Strade", "Verde", "Rifiuti"])]}


def questions(town: Town) -> dict:
    """`domande.yaml`."""
    def question(number: int) -> dict:
        """A question about a service."""
        first = town.services[number]
        return {
            "id": f"domanda-{number + 1}", "gruppo": "Primi passi" if number < 6 else "Altre cose", "domanda": f"Come faccio a {first['verb']} {first['thing']}?",
            "risposta": f"Apri la scheda [{first['title']}](/servizi/{first['id']}/) e segui i passi.", "servizi": [first["id"]],
        }  # fmt: skip

    return {"domande": [question(i) for i in range(12)]}


def districts(town: Town) -> dict:
    """`quartieri.yaml`."""
    return {"quartieri": [{"id": identity, "nome": name} for identity, name in zip(town.districts, w.DISTRICTS, strict=True)]}


def records(town: Town) -> Iterator[Record]:
    """Every file of the content that is one page; the same for the same town."""
    booked = bookables_by_service(town)
    served: dict[str, list[str]] = {}
    for index in range(town.counts.services):
        identity = booked.get(index)
        if identity:
            served.setdefault(identity, []).append(town.services[index]["id"])
        yield service(random.Random(f"{SEED} servizi {index}"), town, index, identity)
    rng = random.Random(SEED)
    yield from upper_offices(rng, town)
    for make, count in ((office, len(town.offices)), (place, town.counts.places), (news, town.counts.news)):
        for index in range(count):
            yield make(rng, town, index)
    for identity, services in served.items():
        yield bookable(rng, town, identity, services)
    for rest in (vocabulary(rng, town), documents(rng, town), events(rng, town), texts()):
        yield from rest
