# SPDX-License-Identifier: EUPL-1.2
"""The two forms of the corpus: our content folder and a Hugo site with the same data and texts."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from records import Record, districts, questions, records, reports, settings
from town import Town

HERE = Path(__file__).resolve().parent
HARD_WORDS = HERE.parent / "content" / "parole.yaml"
"""The word list of the real site: about 200 words, looked for in every text."""

PLAIN = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9 ,.'’()/@_-]*$")
DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?$")
RESERVED = {"sì", "si", "no", "true", "false", "yes", "on", "off", "null", "y", "n"}

SECOND_LEVELS = [
    ("organi-di-governo", "Organi di governo", ["organo", "commissione", "organismo"]),
    ("aree-amministrative", "Aree amministrative", ["direzione", "comando"]),
    ("uffici", "Uffici", ["ufficio", "sportello", "servizio", "presidio"]),
    ("enti-e-fondazioni", "Enti e fondazioni", ["ente", "partecipata", "fondazione", "teatro"]),
]
PEOPLE = [("politici", "Politici", "politico"), ("personale-amministrativo", "Personale amministrativo", "amministrativo")]
NEWS_KINDS = [("notizie", "Notizie", "notizia"), ("comunicati", "Comunicati", "comunicato"), ("avvisi", "Avvisi", "avviso")]


# ── YAML ─────────────────────────────────────────────────────────────────────────────────────────


def scalar(value: object, truth: tuple[str, str]) -> str:
    """A value on one line; `truth` holds the words for yes and no."""
    if isinstance(value, bool):
        return truth[0] if value else truth[1]
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if DATE.match(text) or (PLAIN.match(text) and text.lower() not in RESERVED and not text.endswith(" ")):
        return text
    return json.dumps(text, ensure_ascii=False)


def is_short(items: list) -> bool:
    """Whether a list is one of names, fit for brackets."""
    return all(isinstance(item, str) and re.fullmatch(r"[a-z0-9-]+", item) for item in items)


def yaml(mapping: dict, truth: tuple[str, str], indent: str = "") -> str:
    """A mapping as YAML, as an editor would write it."""
    out = []
    for key, value in mapping.items():
        if isinstance(value, dict):
            out.append(f"{indent}{key}:\n{yaml(value, truth, indent + '  ')}")
        elif isinstance(value, list) and is_short(value):
            out.append(f"{indent}{key}: [{', '.join(value)}]\n")
        elif isinstance(value, list):
            out.append(f"{indent}{key}:\n" + "".join(item(entry, truth, indent + "  ") for entry in value))
        else:
            out.append(f"{indent}{key}: {scalar(value, truth)}\n")
    return "".join(out)


def item(entry: object, truth: tuple[str, str], indent: str) -> str:
    """An item of a list."""
    if isinstance(entry, dict):
        return f"{indent}- " + yaml(entry, truth, indent + "  ")[len(indent) + 2 :]
    return f"{indent}- {scalar(entry, truth)}\n"


# ── our form ─────────────────────────────────────────────────────────────────────────────────────


def ours(keys: dict) -> str:
    """Keys as our editors write them."""
    return yaml(keys, ("sì", "no"))


def write_ours(record: Record, root: Path) -> None:
    """A file of the content folder."""
    if record.kind == "prenotazioni":
        (root / record.kind / f"{record.id}.yaml").write_text(ours(record.keys))
        return
    (root / record.kind / f"{record.id}.md").write_text(f"---\n{ours(record.keys)}---\n\n{record.body}\n")


def write_our_settings(town: Town, root: Path) -> None:
    """The files at the top of the content folder."""
    tops = {"sito": settings(town), "quartieri": districts(town), "domande": questions(town), "segnalazioni": reports(town)}
    for name, mapping in tops.items():
        (root / f"{name}.yaml").write_text(ours(mapping))
    shutil.copyfile(HARD_WORDS, root / "parole.yaml")


# ── Hugo's form ──────────────────────────────────────────────────────────────────────────────────

RENAMED = {"titolo": "title", "nome": "title", "descrizione": "description", "data": "date"}


def hugos(keys: dict) -> str:
    """The same keys for Hugo: its own names for title, description and date, its own truth values
    and times of day."""
    timed = {key: f"{value}:00" if key in ("inizio", "fine") else value for key, value in keys.items()}
    return yaml({RENAMED.get(key, key): value for key, value in timed.items()}, ("true", "false"))


def hugo_keys(record: Record) -> dict:
    """The keys of a record and, where the folder does not say it, its address."""
    if record.kind == "categorie":
        return record.keys | {"url": f"/servizi/{record.id}/"}
    if record.kind == "pagine":
        layout = {"layout": record.keys["modello"]} if record.keys.get("modello") in ("note-legali", "accessibilita") else {}
        return record.keys | {"url": f"/{record.id}/"} | layout
    if record.kind == "prenotazioni":
        return record.keys | {"url": f"/prenota/{record.id}/"}
    return record.keys


def write_hugos(record: Record, root: Path) -> None:
    """A page of the Hugo site."""
    (root / record.kind / f"{record.id}.md").write_text(f"---\n{hugos(hugo_keys(record))}---\n\n{record.body}\n")


def write_page(root: Path, path: str, keys: dict) -> None:
    """A page without text."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{hugos(keys)}---\n")


def write_sections(root: Path, town: Town) -> None:
    """Hugo's list pages: the menu, lists, and folders that have no page of their own."""
    def page(path: str, title: str, description: str, **more: object) -> None:
        """A list page at a folder."""
        write_page(root, f"{path}_index.md", {"title": title, "description": description, **more})

    page("", "Comune di Esempio", settings(town)["descrizione"])
    page("servizi/", "Servizi", "Tutti i servizi del Comune: cerca per nome o scegli una categoria.", menu_pagina=True)
    page("novita/", "Novità", "Le notizie, i comunicati e gli avvisi del Comune, dal più recente.", menu_pagina=True, outputs=["html", "rss"])
    page("luoghi/", "Luoghi", "Uffici, biblioteche, musei, parchi e altri luoghi della città.")
    page("eventi/", "Eventi", "Gli appuntamenti in città, dal più vicino.")
    page("documenti/", "Documenti e dati", "Moduli, regolamenti, atti e dati aperti del Comune.")
    page("argomenti/", "Argomenti", "Tutto quello che c'è nel portale, per argomento.")
    for hidden in ("uffici", "categorie", "pagine", "prenotazioni", "altre"):
        page(f"{hidden}/", hidden, hidden, build={"render": "never"})


def write_others(root: Path, town: Town) -> None:
    """Pages of which there is one, each with its own template."""
    def page(path: str, layout: str, title: str, description: str, **more: object) -> None:
        """A page at an address, with a template."""
        write_page(root, f"altre/{path.replace('/', '-')}.md", {"title": title, "description": description, "url": f"/{path}/", "layout": layout, **more})

    intro = "Chi decide e chi lavora in Comune: organi, aree, uffici, enti, persone e documenti."
    page("amministrazione", "amministrazione", "Amministrazione", intro, voce="management", menu_pagina=True)
    for path, title, kinds in SECOND_LEVELS:
        page(f"amministrazione/{path}", "elenco-uffici", title, f"{title} del Comune, con sede e contatti.", voce="management", tipi=kinds)
    for path, title, kind in PEOPLE:
        page(f"amministrazione/{path}", "persone", title, "I ruoli del Comune e gli uffici in cui si svolgono.", voce="management", tipo=kind)
    for path, title, kind in NEWS_KINDS:
        page(f"novita/{path}", "elenco-novita", title, "Che cosa succede in Comune e in città.", voce="news", tipo=kind)
    page("vivere", "vivere", "Vivere il Comune", "I luoghi da conoscere e gli eventi in programma in città.", voce="live", menu_pagina=True)
    page("prenota", "prenota", "Prenota", "Appuntamenti, posti in biblioteca, postazioni, sale e visite: scegli che cosa ti serve.")
    page("tutorial", "tutorial", "Tutorial e fumetti", "Guide per usare i servizi da casa, un passo alla volta.")
    page("mappa", "mappa", "Mappa del sito", "Tutte le pagine del portale, in un solo elenco.")
    page("cerca", "cerca", "Cerca", "Scrivi con parole tue che cosa ti serve: trovi servizi, uffici, luoghi e risposte.")
    page("assistenza", "assistenza", "Richiedi assistenza", "Scrivi la tua domanda: l'ufficio giusto ti risponde per posta elettronica.")
    page("domande-frequenti", "domande", "Domande frequenti", "Le risposte alle domande che i cittadini fanno più spesso.", **questions(town))
    page("segnala", "segnala", "Segnala un disservizio", "Hai visto qualcosa che non va? Scegli la categoria e dillo al Comune.", **reports(town))


def write_hugo_settings(town: Town, root: Path) -> None:
    """Templates and settings of the Hugo site, and the lists that its templates look into."""
    shutil.copytree(HERE / "hugo-site", root, dirs_exist_ok=True)
    params = settings(town) | {"quartieri": {d["id"]: d["nome"] for d in districts(town)["quartieri"]}}
    (root / "config" / "_default" / "params.yaml").write_text(yaml(params, ("true", "false")))


# ── both ─────────────────────────────────────────────────────────────────────────────────────────

KINDS = ("servizi", "uffici", "luoghi", "argomenti", "categorie", "novita", "eventi", "documenti", "pagine", "prenotazioni")


def write(town: Town, folder: Path) -> None:
    """Writes both forms anew."""
    shutil.rmtree(folder, ignore_errors=True)
    content, site = folder / "sportello", folder / "hugo"
    for kind in KINDS:
        (content / kind).mkdir(parents=True)
        (site / "content" / kind).mkdir(parents=True)
    write_our_settings(town, content)
    write_hugo_settings(town, site)
    write_sections(site / "content", town)
    write_others(site / "content", town)
    for record in records(town):
        write_ours(record, content)
        write_hugos(record, site / "content")
