# SPDX-License-Identifier: EUPL-1.2
"""Whether two generators made the same site: the same pages, of the same size, with the same links."""

from __future__ import annotations

import html
import re
import statistics
from collections import Counter
from pathlib import Path

COUNT_TOLERANCE = 0.02
SIZE_TOLERANCE = 0.10
LINK = re.compile(r'\bhref="([^"]+)"')
FINGERPRINTED = re.compile(r"/(stile|icona)\.")


def pages_of(out: Path) -> dict[str, int]:
    """The HTML files below a folder with their sizes."""
    return {str(path.relative_to(out)): path.stat().st_size for path in out.rglob("*.html")}


def same_count(one: dict[str, int], other: dict[str, int]) -> bool:
    """Whether both have about as many pages."""
    return abs(len(one) - len(other)) <= COUNT_TOLERANCE * max(len(one), len(other))


def differences(one: dict[str, int], other: dict[str, int]) -> list[str]:
    """What makes a comparison unfair: pages that only one has, kinds of pages of another size."""
    found = []
    lone = sorted(one.keys() ^ other.keys())
    if lone:
        found.append(f"{len(lone)} pages are only in one, for instance {', '.join(lone[:5])}")
    for folder, names in by_folder(one.keys() & other.keys()).items():
        sizes = [statistics.fmean(pages[name] for name in names) for pages in (one, other)]
        if abs(sizes[1] / sizes[0] - 1) > SIZE_TOLERANCE:
            found.append(f"HTML of {folder}: {sizes[0]:.0f} bytes a page and {sizes[1]:.0f}")
    return found


def by_folder(names: set[str]) -> dict[str, list[str]]:
    """Pages by the first part of their address."""
    folders: dict[str, list[str]] = {}
    for name in sorted(names):
        folders.setdefault(name.split("/")[0], []).append(name)
    return folders


def links_of(page: Path) -> Counter[str]:
    """The links of a page, without those to files whose name holds their hash."""
    return Counter(link for link in map(html.unescape, LINK.findall(page.read_text())) if not FINGERPRINTED.search(link))


def same_links(one: Path, other: Path, names: set[str]) -> int:
    """How many pages have exactly the same links in both sites."""
    return sum(links_of(one / name) == links_of(other / name) for name in names)
