# SPDX-License-Identifier: EUPL-1.2
"""From saving a service sheet to the new page being served by `sportello serve`.

A sheet is written in place, as an editor's program does, and its page is asked for again and again over
one connection until it holds the new sentence. Each save is of another sheet; the median of 20 counts,
after three that do not. The last line is `saved: X ms at 1500, Y ms at 9660`.

    python3 bench/save.py [1500 9660] [--saves 20] [--cache .cache]
"""

from __future__ import annotations

import argparse
import http.client
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import measure

SIZES = [1_500, 9_660]
WARM_UP = 3
START_LIMIT = 120.0
"""Seconds that the first build may take."""
SAVE_LIMIT = 20.0
"""Seconds after which a save is given up."""
REST = 0.3
"""Seconds between saves, so that what a save still causes is not counted to the next."""


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(connection: http.client.HTTPConnection, path: str) -> bytes:
    """A page, or nothing while the server does not answer."""
    try:
        connection.request("GET", path)
        reply = connection.getresponse()
        body = reply.read()
        return body if reply.status == 200 else b""
    except (OSError, http.client.HTTPException):
        connection.close()
        return b""


def wait_for(connection: http.client.HTTPConnection, path: str, words: str, limit: float) -> None:
    """Returns when a page holds some words."""
    end, wanted = time.perf_counter() + limit, words.encode()
    while wanted not in get(connection, path):
        if time.perf_counter() > end:
            raise SystemExit(f"{path}: dopo {limit:.0f} s non c'è ancora «{words}»")
        time.sleep(0.001)


def save(connection: http.client.HTTPConnection, sheet: Path, number: int) -> float:
    """Saves a sheet with a new sentence; gives the milliseconds until its page holds it."""
    path, sentence = f"/servizi/{sheet.stem}/", f"Questa è la prova numero {number}."
    text = f"{sheet.read_text().rstrip()}\n\n{sentence}\n"
    begin = time.perf_counter()
    sheet.write_text(text)
    wait_for(connection, path, sentence, SAVE_LIMIT)
    return (time.perf_counter() - begin) * 1000


def serve(content: Path, port: int) -> subprocess.Popen:
    """Our server, in a folder of its own."""
    command = [measure.sportello(), "serve", "--content", content, "--theme", measure.THEME, "--port", str(port)]
    return subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=content.parent)


def measure_size(pages: int, saves: int, cache: Path) -> float:
    """The median of some saves in a corpus of so many pages, in milliseconds."""
    scratch = Path(tempfile.mkdtemp(prefix="bench-save-", dir=cache))
    try:
        content = Path(shutil.copytree(measure.corpus(pages, cache) / "sportello", scratch / "content"))
        port = free_port()
        server = serve(content, port)
        try:
            return median_save(content, port, saves, pages)
        finally:
            server.terminate()
            server.wait()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def median_save(content: Path, port: int, saves: int, pages: int) -> float:
    """Saves one sheet after another."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SAVE_LIMIT)
    wait_for(connection, "/servizi/", "</html>", START_LIMIT)
    sheets = sorted((content / "servizi").glob("*.md"))
    step = len(sheets) // (saves + WARM_UP)
    times = []
    for number in range(saves + WARM_UP):
        time.sleep(REST)
        times.append(save(connection, sheets[number * step], number))
    counted = sorted(times[WARM_UP:])
    print(f"{pages} pages: median {statistics.median(counted):.1f} ms, from {counted[0]:.1f} to {counted[-1]:.1f}", flush=True)
    return statistics.median(counted)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--saves", type=int, default=20)
    parser.add_argument("--cache", type=Path, default=measure.ROOT / ".cache")
    args = parser.parse_args()
    cache = args.cache.resolve()
    cache.mkdir(parents=True, exist_ok=True)
    medians = [(measure_size(pages, args.saves, cache), pages) for pages in args.sizes]
    print("saved: " + ", ".join(f"{median:.0f} ms at {pages}" for median, pages in medians))


if __name__ == "__main__":
    main()
