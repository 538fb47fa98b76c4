# SPDX-License-Identifier: EUPL-1.2
"""Hooks of Schemathesis: what it makes up by chance meets nothing that can be booked or reported. Into most requests
that are meant to be good go slots that are free, problems that can be reported, and the secrets of what was held,
booked and reported before, so that the good replies are compared with the document too. Requests that are meant to be wrong stay as they are."""

import atexit
import collections
import datetime
import json
import os
import random
import struct
import urllib.error
import urllib.parse
import urllib.request
import zlib

import schemathesis
from schemathesis import GenerationMode

DICE = random.Random(20261122)
SLOTS = []
HOLDS = []
BOOKINGS = []
REPORTS = []
PHOTOS = []
REQUESTS = []
OFFERS = []
GOOD = collections.Counter()
ASKED = set()
# Photos go straight to a bucket only in AWS; here both answer 404. functions/bucket/tests/it/way.rs goes that way.
ELSEWHERE = {"POST /api/v1/report-photos/tickets", "POST /api/v1/report-photos/{photo}"}
SESSION = []


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


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def photo():
    """A small picture."""
    rows = b"".join(b"\0" + bytes(DICE.randrange(256) for _ in range(3 * 8)) for _ in range(8))
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def wish():
    """A problem that has no place and no questions."""
    report = {"kind": "wifi-pubblico", "subject": "Non va", "description": "In piazza.", "email": "maria@posta.example", "privacy": True}
    if PHOTOS and DICE.random() < 0.3:
        report["photos"] = [PHOTOS.pop()]
    return report


def form():
    """What an app sends: a problem that has no place and no questions."""
    return {"api_key": os.environ["APP_KEY"], "service_code": "wifi-pubblico", "description": "In piazza non va."}


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """What a form answers, and not where it leads."""

    def redirect_request(self, *_):
        return None


def post(base, path, fields, cookie=""):
    request = urllib.request.Request(f"{base}{path}", urllib.parse.urlencode(fields).encode(), {"Cookie": cookie})
    try:
        return urllib.request.build_opener(NoRedirect).open(request, timeout=10)
    except urllib.error.HTTPError as reply:
        return reply


def close(base, code):
    """An office says that nothing will be done."""
    if not SESSION:
        reply = post(base, "/operatori/", {"chiave": os.environ["OFFICE_KEY"]})
        SESSION.append(reply.headers["Set-Cookie"].split(";")[0])
    version = ask(base, f"/api/v1/reports/{code}")["version"]
    post(base, f"/operatori/segnalazioni/{code}/", {"versione": version, "azione": "stato", "stato": "chiusa-senza-intervento", "nota": "Prova"}, SESSION[0])


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
        known = HOLDS if case.path.endswith(("/extend", "/release")) else []
        if "{code}" in case.path:
            known = REPORTS if "/reports/" in case.path else BOOKINGS
        return DICE.choice(known) if known else None

    def set(self, case, known, context):
        if known is None:
            return
        if meant_well(case):
            if known in REPORTS:
                close(case.operation.base_url.rstrip("/"), known["code"])
                case.path_parameters["code"] = known["code"]
                case.body = {"reason": "Non va ancora"}
            else:
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
    if case.path.endswith("/reports/{code}") and REPORTS:
        case.path_parameters["code"] = DICE.choice(REPORTS)["code"]
    if case.path.endswith("/reports") and case.method.upper() == "POST":
        case.body = wish()
    if case.path.endswith("/report-photos"):
        case.body = photo()
    if case.path.endswith("/help-requests"):
        case.body = {"name": "Maria", "surname": "Rossi", "email": "maria@posta.example", "category": "anagrafe-e-stato-civile", "text": "Quando?", "privacy": True}
    if case.path.endswith("/ratings"):
        case.body = {"page": "/servizi/", "vote": DICE.randrange(1, 6), "comment": "Chiara"}
    if case.path.endswith("/v2/requests.json") and case.method.upper() == "POST":
        case.body = form()
    if "{service_code}" in case.path:
        case.path_parameters["service_code"] = DICE.choice(["lampione-spento", "wifi-pubblico"])
    for name in ("service_request_id", "token"):
        if f"{{{name}}}" in case.path and REQUESTS:
            case.path_parameters[name] = DICE.choice(REQUESTS)
    if case.path.startswith("/open311/") and case.method.upper() == "GET" and isinstance(case.query, dict):
        # Ranges and codes by chance are refused nearly always.
        case.query = {name: value for name, value in case.query.items() if name.startswith(("page", "status"))}
    if case.method.upper() == "POST" and case.path.endswith(("/holds", "/bookings")) and isinstance(case.body, dict):
        case.body = {**{name: value for name, value in case.body.items() if name != "place"}, **SLOTS.pop()}
        if case.path.endswith("/bookings"):
            case.body["details"] = {"name": "Maria Rossi", "email": "maria@posta.example"}


@schemathesis.hook
def after_call(context, case, response):
    if response.status_code < 300:
        GOOD[case.operation.label] += 1
    if response.status_code == 200 and case.path.endswith("/v2/requests.json") and case.method.upper() == "POST":
        REQUESTS.append(response.json()[0]["service_request_id"])
    if response.status_code != 201 or case.path.endswith(("/help-requests", "/ratings")):
        return
    if case.path.endswith("/report-photos"):
        PHOTOS.append(response.json()["photo"])
    elif case.path.endswith("/reports"):
        REPORTS.append({"secret": response.json()["secret"], "code": response.json()["report"]["code"]})
    else:
        (HOLDS if case.path.endswith("/holds") else BOOKINGS).append(response.json())


@atexit.register
def told():
    """How often each operation did what it is for. One that never did was not tested: the run fails."""
    print("done well:", ", ".join(f"{name} {count}" for name, count in sorted(GOOD.items())))
    never = sorted(ASKED - GOOD.keys() - ELSEWHERE)
    if never:
        print("never done well:", ", ".join(never), flush=True)
        os._exit(1)
