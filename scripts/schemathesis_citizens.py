# SPDX-License-Identifier: EUPL-1.2
"""Hooks of Schemathesis: what it makes up by chance meets nothing that can be booked. Into most requests that are
meant to be good go slots that are free, and the secrets of what was held and booked before, so that the good
replies are compared with the document too. Requests that are meant to be wrong stay as they are."""

import atexit
import collections
import datetime
import json
import os
import random
import urllib.request

import schemathesis
from schemathesis import GenerationMode

DICE = random.Random(20261122)
SLOTS = []
HOLDS = []
BOOKINGS = []
OFFERS = []
GOOD = collections.Counter()
ASKED = set()


def ask(base, path):
    with urllib.request.urlopen(f"{base}{path}", timeout=10) as reply:
        return json.load(reply)


def look(base):
    """What can be booked in two weeks, where nobody is asked more than a name and an address."""
    today = datetime.date.today()
    for offer in ask(base, "/api/v1/bookables")["bookables"]:
        OFFERS.append(offer["id"])
        if offer["fields"] or offer["per_person"]:
            continue
        for slot in ask(base, f"/api/v1/bookables/{offer['id']}/slots?from={today}&to={today + datetime.timedelta(days=14)}")["slots"]:
            SLOTS.extend({"bookable": offer["id"], "day": slot["day"], "time": slot["from"]} for _ in slot["free"])
    DICE.shuffle(SLOTS)
    if len(SLOTS) < 100:
        raise RuntimeError(f"only {len(SLOTS)} places can be booked: the test would prove nothing")


def meant_well(case):
    return case.meta is not None and case.meta.generation.mode == GenerationMode.POSITIVE and DICE.random() < 0.7


def fill(case, known):
    """The place or the booking that a secret opens."""
    if "{code}" in case.path:
        case.path_parameters["code"] = known["code"]
        slot = next((slot for slot in SLOTS if slot["bookable"] == known["bookable"]), None)
        if case.path.endswith("/move") and slot:
            case.body = {"day": slot["day"], "time": slot["time"]}
    else:
        case.body = {**{name: known[name] for name in ("bookable", "day", "time")}, "place": known["place"]["number"]}


@schemathesis.auth(refresh_interval=None)
class Secrets:
    """The secret of something that was held or booked before, for the operations that want one."""

    def get(self, case, context):
        known = BOOKINGS if "{code}" in case.path else HOLDS if case.path.endswith(("/extend", "/release")) else []
        return DICE.choice(known) if known else None

    def set(self, case, known, context):
        if known is None:
            return
        if meant_well(case):
            fill(case, known)
        case.headers["Authorization"] = f"Bearer {known['secret']}"


@schemathesis.hook
def before_call(context, case, kwargs):
    ASKED.add(case.operation.label)
    if not OFFERS:
        look(case.operation.base_url.rstrip("/"))
    if not meant_well(case):
        return
    if "{id}" in case.path:
        case.path_parameters["id"] = DICE.choice(OFFERS)
    if case.method.upper() == "POST" and case.path.endswith(("/holds", "/bookings")) and isinstance(case.body, dict):
        case.body = {**{name: value for name, value in case.body.items() if name != "place"}, **SLOTS.pop()}
        if case.path.endswith("/bookings"):
            case.body["details"] = {"name": "Maria Rossi", "email": "maria@posta.example"}


@schemathesis.hook
def after_call(context, case, response):
    if response.status_code < 300:
        GOOD[case.operation.label] += 1
    if response.status_code == 201:
        (HOLDS if case.path.endswith("/holds") else BOOKINGS).append(response.json())


@atexit.register
def told():
    """How often each operation did what it is for. One that never did was not tested: the run fails."""
    print("done well:", ", ".join(f"{name} {count}" for name, count in sorted(GOOD.items())))
    never = sorted(ASKED - GOOD.keys())
    if never:
        print("never done well:", ", ".join(never), flush=True)
        os._exit(1)
