# SPDX-License-Identifier: EUPL-1.2
"""`sportello build` beside Hugo, on the same corpus with equivalent templates, in one run.

Each build goes into a new folder of the same disk, with its input in the file cache; what counts is CPU
time (program and kernel, all threads), the median of three runs, one from 40,000 pages on. A page is an
HTML file. What only sportello does (checks, audit, open data, catalogue) is in its time; the templates of
`hugo-site/` do the rest, and that both made the same pages is checked. The index of the search, which Hugo
does not make, is counted apart: it is left out of the runs that count, and one more run says what it costs.
Limits that are missed are said, and make the exit code 1. The last line is `ratio: N`: Hugo's CPU time a page
over ours at 10,000 pages.

    python3 bench/hugo.py [1000 10000 48000] [--runs 3] [--only hugo] [--cache .cache]
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path

import alike
import measure

SIZES = [1_000, 10_000, 48_000]
RATIO_AT = 10_000
ONE_RUN_FROM = 40_000
RATIO = 10
"""Hugo's CPU time a page over ours, at least."""
MEMORY_SHARE = 0.25
"""Our memory over Hugo's, at most."""
GROWTH = 1.25
"""Our CPU time a page in the largest corpus over that in the smallest, at most."""
STAGE = re.compile(r"^\s*([\w-]+)[:\s]+([\d.]+) ms\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Result:
    """A generator at a size: its median run and the pages it wrote."""

    tool: str
    run: measure.Run
    out: Path
    pages: dict[str, int]

    @property
    def per_page(self) -> float:
        """Milliseconds of CPU a page."""
        return self.run.cpu * 1000 / len(self.pages)


def command(name: str, binary: Path, corpus: Path, out: Path) -> list[object]:
    """How a generator is called."""
    if name == "sportello":
        return [binary, "build", "--content", corpus / "sportello", "--theme", measure.PLAIN_THEME, "--out", out, "--timings", "--no-search"]
    cache = out.with_name(out.name + "-cache")
    return [binary, "--source", corpus / "hugo", "--destination", out, "--cacheDir", cache, "--noBuildLock", "--quiet"]


def build(tools: dict[str, Path], corpus: Path, runs: int, scratch: Path) -> list[Result]:
    """Runs the generators in turn, so that a slow minute of the machine hits them alike."""
    found: dict[str, list[measure.Run]] = {name: [] for name in tools}
    for number in range(runs):
        for name, binary in tools.items():
            os.sync()
            out = scratch / f"{corpus.name}-{name}-{number}"
            found[name].append(measure.run(command(name, binary, corpus, out), scratch))
    return [result(name, median(found[name]), scratch / f"{corpus.name}-{name}-{runs - 1}") for name in tools]


def search_cost(binary: Path, corpus: Path, ours: Result, scratch: Path) -> str:
    """What the index of the search costs: a run with it, beside the runs without."""
    whole = [part for part in command("sportello", binary, corpus, scratch / f"{corpus.name}-search") if part != "--no-search"]
    run = measure.run(whole, scratch)
    stage = next((float(time) for name, time in STAGE.findall(run.said) if name == "search"), 0.0)
    more = run.cpu - ours.run.cpu
    return f"  search index, counted apart: {more:.2f} s of CPU ({more * 1000 / len(ours.pages):.3f} ms a page), stage {stage:.0f} ms, peak {run.peak / 1e6:.1f} MB"


def result(tool: str, run: measure.Run, out: Path) -> Result:
    """A run with the pages that it wrote."""
    return Result(tool, run, out, alike.pages_of(out))


def median(runs: list[measure.Run]) -> measure.Run:
    """The run in the middle by CPU time."""
    middle = statistics.median_low(run.cpu for run in runs)
    return next(run for run in runs if run.cpu == middle)


# ── what is printed ──────────────────────────────────────────────────────────────────────────────


def row(size: int, result: Result) -> str:
    """A line of the table."""
    run = result.run
    return f"{size:>7} {result.tool:<10} {len(result.pages):>7} {run.wall:>8.2f} {run.cpu:>8.2f} {result.per_page:>9.3f} {run.peak / 1e6:>9.1f}"


def stages(result: Result) -> str:
    """The share of each stage, as the binary says it."""
    found = [(name, float(time)) for name, time in STAGE.findall(result.run.said)]
    total = sum(time for _, time in found)
    if not total:
        return "  stages: the binary says nothing of them"
    return "  stages: " + ", ".join(f"{name} {time:.1f} ms ({time / total:.0%})" for name, time in found)


def compare(hugo: Result, ours: Result) -> None:
    """The lines below a pair of rows."""
    print(stages(ours))
    for difference in alike.differences(hugo.pages, ours.pages):
        print(f"  unlike (Hugo, then sportello): {difference}")
    html = [sum(result.pages.values()) / len(result.pages) for result in (hugo, ours)]
    print(f"  HTML a page: Hugo {html[0]:.0f} bytes, sportello {html[1]:.0f} ({html[1] / html[0] - 1:+.1%})")
    print(f"  CPU ratio {ratio(hugo, ours):.1f}; memory {share(hugo, ours):.0%} of Hugo's", flush=True)


def ratio(hugo: Result, ours: Result) -> float:
    """Hugo's CPU time a page over ours."""
    return hugo.per_page / ours.per_page


def share(hugo: Result, ours: Result) -> float:
    """Our memory over Hugo's."""
    return ours.run.peak / hugo.run.peak


def conclude(pairs: dict[int, tuple[Result, Result]]) -> int:
    """The last lines; 1 when a limit is missed."""
    missed = []
    small, large = min(pairs), max(pairs)
    if large > small:
        growth = [pairs[large][i].per_page / pairs[small][i].per_page for i in (0, 1)]
        print(f"CPU a page at {large} over {small}: Hugo {growth[0]:.2f}, sportello {growth[1]:.2f}")
        if growth[1] > GROWTH:
            missed.append(f"CPU a page grows {growth[1]:.2f} times from {small} to {large} pages, at most {GROWTH} is wanted")
    for size, (hugo, ours) in pairs.items():
        if not alike.same_count(hugo.pages, ours.pages):
            missed.append(f"at {size} the two did not write as many pages: Hugo {len(hugo.pages)}, sportello {len(ours.pages)}")
        if share(hugo, ours) > MEMORY_SHARE:
            missed.append(f"at {size} the memory is {share(hugo, ours):.2f} of Hugo's, at most {MEMORY_SHARE} is wanted")
    hugo, ours = pairs[min(pairs, key=lambda size: abs(size - RATIO_AT))]
    if ratio(hugo, ours) < RATIO:
        missed.append(f"the ratio is {ratio(hugo, ours):.1f}, at least {RATIO} is wanted")
    for line in missed:
        print(f"missed: {line}")
    print(f"ratio: {ratio(hugo, ours):.1f}", flush=True)
    return 1 if missed else 0


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", choices=["hugo", "sportello"])
    parser.add_argument("--cache", type=Path, default=measure.ROOT / ".cache")
    return parser.parse_args()


def binaries(only: str | None, cache: Path, scratch: Path) -> dict[str, Path]:
    """The generators to measure. Ours is copied, so that a build in another window cannot change it."""
    found = {}
    if only != "sportello":
        found["hugo"] = measure.hugo_binary(cache)
    if only != "hugo":
        found["sportello"] = Path(shutil.copy2(measure.sportello(), scratch / "sportello"))
    return found


def measure_all(sizes: list[int], runs: int, tools: dict[str, Path], cache: Path, scratch: Path) -> int:
    """Measures each size and prints it."""
    pairs: dict[int, tuple[Result, Result]] = {}
    print(f"{'size':>7} {'':<10} {'pages':>7} {'wall s':>8} {'CPU s':>8} {'CPU ms/p':>9} {'peak MB':>9}")
    for size in sizes:
        corpus = measure.corpus(size, cache)
        measure.warm(corpus)
        results = build(tools, corpus, 1 if size >= ONE_RUN_FROM else runs, scratch)
        for result in results:
            print(row(size, result), flush=True)
            if result.tool == "sportello":
                print(search_cost(tools["sportello"], corpus, result, scratch), flush=True)
        if len(results) < 2:
            continue
        hugo, ours = results
        compare(hugo, ours)
        if not pairs:
            common = hugo.pages.keys() & ours.pages.keys()
            print(f"  the same links on {alike.same_links(hugo.out, ours.out, common)} of {len(common)} pages", flush=True)
        pairs[size] = (hugo, ours)
    return conclude(pairs) if pairs else 0


def main() -> int:
    """Measures and prints; what was built is removed at the very end, as removing slows the disk."""
    args = arguments()
    cache = args.cache.resolve()
    cache.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="bench-out-", dir=cache))
    try:
        return measure_all(args.sizes, args.runs, binaries(args.only, cache, scratch), cache, scratch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main())
