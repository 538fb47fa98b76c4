# SPDX-License-Identifier: EUPL-1.2
"""An invented town of N pages, the same for every run, written in two forms from one set of records:
our content folder and a Hugo site.

    python3 bench/corpus.py 10000 .cache/corpus    # makes .cache/corpus/sportello and .cache/corpus/hugo

`words.py` has the words, `town.py` the names, `records.py` the pages, `forms.py` writes them.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import forms
from town import Counts, name_all

SMALLEST = 500
"""Below this the fixed pages (topics, categories, second levels) would be most of the site."""


def fingerprint(pages: int, hard_words: Path) -> str:
    """Of everything the corpus is made from: it is made again when that changes."""
    here = Path(__file__).resolve().parent
    made_from = [hard_words, *sorted(here.glob("*.py")), *sorted(p for p in (here / "hugo-site").rglob("*") if p.is_file())]
    digest = hashlib.sha256(str(pages).encode())
    for path in made_from:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def build(pages: int, folder: Path) -> None:
    """Writes the corpus of so many pages in both forms, unless it is there."""
    if pages < SMALLEST:
        raise SystemExit(f"il corpus ha almeno {SMALLEST} pagine")
    done, wanted = folder / "fatto", fingerprint(pages, forms.HARD_WORDS)
    if done.exists() and done.read_text() == wanted:
        return
    forms.write(name_all(Counts.of(pages)), folder)
    done.write_text(wanted)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    build(int(sys.argv[1]), Path(sys.argv[2]))
