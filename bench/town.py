# SPDX-License-Identifier: EUPL-1.2
"""How many pages of each kind the invented town has, and their names: all that texts refer to."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

import words as w

TEXT_PAGES = [
    ("sportello-telematico", "Sportello telematico", "sportello"),
    ("area-personale", "Area personale", None),
    ("condizioni-di-servizio", "Condizioni di servizio", None),
    ("privacy", "Privacy", "privacy"),
    ("note-legali", "Note legali", "note-legali"),
    ("accessibilita", "Accessibilità", "accessibilita"),
]
FIXED_PAGES = 26
"""Pages that every site has once: home, menu, second levels, FAQ, help, site map, search, 404."""
DOCUMENTS = 12
EVENTS = 8


@dataclass(frozen=True)
class Counts:
    """How many pages of each kind make a site of about so many pages."""

    services: int
    offices: int
    places: int
    news: int
    bookables: int

    @staticmethod
    def of(pages: int) -> Counts:
        """Shares out the pages: most are services."""
        offices, places, news, bookables = max(pages // 20, 40), pages // 50, pages // 10, pages // 100
        others = len(w.TOPICS) + len(w.CATEGORIES) + len(TEXT_PAGES) + DOCUMENTS + EVENTS + FIXED_PAGES
        return Counts(pages - offices - places - news - bookables - others, offices, places, news, bookables)


@dataclass
class Town:
    """All names of the town, made before any text, so that texts can refer to them."""

    counts: Counts
    topics: list[str]
    categories: list[str]
    districts: list[str]
    services: list[dict] = field(default_factory=list)
    offices: list[dict] = field(default_factory=list)
    places: list[dict] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)


def slug(text: str) -> str:
    """The name of a thing in addresses."""
    plain = unicodedata.normalize("NFD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "-", plain)).strip("-")


def unranked(index: int, *choices: list) -> list:
    """One of each list; different for every index below the product of their lengths, and scattered."""
    total = 1
    for choice in choices:
        total *= len(choice)
    rest = index * 7919 % total
    picked = []
    for choice in choices:
        rest, at = divmod(rest, len(choice))
        picked.append(choice[at])
    return picked


def name_service(index: int) -> dict:
    """Id and title of a service, and the words for it."""
    (title, verb), thing, group, district = unranked(index, w.ACTIONS, w.THINGS, w.GROUPS, range(len(w.DISTRICTS)))
    words = f"{title} {thing} nel quartiere {w.DISTRICTS[district]} {group}".strip()
    return {
        "id": slug(f"{verb} {thing} {w.DISTRICTS[district]} {group.removeprefix('per ')}"),
        "title": words,
        "verb": verb,
        "thing": thing,
        "district": district,
        "category": index % len(w.CATEGORIES),
    }


def name_office(index: int) -> dict:
    """Id and name of an office that receives citizens; each belongs to a category."""
    (kind, code), matter, district = unranked(index, w.OFFICE_TYPES, w.OFFICE_MATTERS, range(len(w.DISTRICTS)))
    name = f"{kind} {matter} di {w.DISTRICTS[district]}"
    return {"id": slug(name), "name": name, "kind": code, "matter": matter, "district": district, "category": index % len(w.CATEGORIES)}


def name_place(index: int) -> dict:
    """Id and name of a place."""
    (kind, code), surname, district = unranked(index, w.PLACE_TYPES, w.SURNAMES, range(len(w.DISTRICTS)))
    name = f"{kind} {surname} di {w.DISTRICTS[district]}"
    return {"id": slug(name), "name": name, "kind": code, "district": district}


def name_all(counts: Counts) -> Town:
    """The names of everything."""
    town = Town(counts, [slug(t) for t in w.TOPICS], [slug(c) for c in w.CATEGORIES], [slug(d) for d in w.DISTRICTS])
    town.services = [name_service(i) for i in range(counts.services)]
    town.offices = [name_office(i) for i in range(counts.offices - len(w.CATEGORIES) - 4)]
    town.places = [name_place(i) for i in range(counts.places)]
    town.documents = [f"modulo-{i + 1}" for i in range(DOCUMENTS)]
    return town
