#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Service sheets that repeat each other: no two may share more than a fifth of their 5-word sequences.

Usage: python3 scripts/somiglianze.py [content/servizi] [--limit 0.2] [--list N]

The share of a pair is the number of sequences that both hold, divided by those of the shorter sheet.
Fixed phrases (`{{ name }}`), headings, link addresses and the front matter do not count.
Exits with 1 when a pair is above the limit, with the pairs, worst first.
"""
import argparse
import re
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

LENGTH = 5


def sequences(text: str) -> frozenset[tuple[str, ...]]:
    """The 5-word sequences of a sheet's body; none crosses a paragraph or an item."""
    body = re.split(r"^---\s*$", text, maxsplit=2, flags=re.MULTILINE)[-1]
    found = set()
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)", body):
        if block.lstrip().startswith("#"):
            continue
        block = re.sub(r"\{\{.*?\}\}", " ", block)
        block = re.sub(r"\]\([^)]*\)", "]", block)
        words = re.findall(r"\w+", block.lower())
        found.update(zip(*(words[start:] for start in range(LENGTH))))
    return frozenset(found)


def shares(sheets: dict[str, frozenset[tuple[str, ...]]]) -> list[tuple[float, str, str, set[tuple[str, ...]]]]:
    """Pairs that share anything, with the share of the shorter one, worst first."""
    holders: dict[tuple[str, ...], list[str]] = {}
    for name, own in sheets.items():
        for sequence in own:
            holders.setdefault(sequence, []).append(name)
    common: Counter[tuple[str, str]] = Counter()
    for names in holders.values():
        common.update(combinations(sorted(names), 2))
    pairs = [(count / min(len(sheets[a]), len(sheets[b])), a, b, sheets[a] & sheets[b]) for (a, b), count in common.items()]
    return sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2]))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", default="content/servizi", type=Path)
    parser.add_argument("--limit", type=float, default=0.2)
    parser.add_argument("--list", type=int, default=0, help="show this many of the nearest pairs, whatever their share")
    options = parser.parse_args()

    files = sorted(path for path in options.folder.glob("*.md") if not path.name.startswith("_") and not path.name.endswith(".en.md"))
    if len(files) < 2:
        print(f"{options.folder}: meno di due schede", file=sys.stderr)
        return 2
    pairs = shares({path.stem: sequences(path.read_text(encoding="utf-8")) for path in files})
    above = [pair for pair in pairs if pair[0] > options.limit]
    for share, first, second, common in above or pairs[: options.list]:
        print(f"{share:6.1%}  {first}  {second}")
        for words in sorted(common)[:3]:
            print(f"        {' '.join(words)}")
    worst = f"{pairs[0][0]:.1%}" if pairs else "0 %"
    print(f"{len(files)} schede, la coppia più simile condivide {worst} (limite {options.limit:.0%}), sopra il limite: {len(above)}")
    return 1 if above else 0


if __name__ == "__main__":
    sys.exit(main())
