# SPDX-License-Identifier: EUPL-1.2
"""Cuts Titillium Web down to what Italian pages use, and says how a fallback must be scaled.

Needs: pip install fonttools brotli. Run in the theme's folder after `npm ci`:
    python3 scripts/caratteri.py
Writes assets/titillium-<weight>.woff2. The figures it prints stand in scss/_caratteri.scss.
"""

import pathlib
import subprocess
import sys

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont

HERE = pathlib.Path(__file__).resolve().parent.parent
SOURCE = HERE / "node_modules/bootstrap-italia/dist/fonts/Titillium_Web"
WEIGHTS = {"400": "regular", "600": "600"}
# Kerning is seen in titles and buttons, hardly in running text; and there only in the widest gaps. All of it
# would be 2.7 kB a file, the pairs of letters that move by KERNED or more (1/1000 em) are 0.4 kB.
FEATURES = {"400": "", "600": "kern"}
KERNED = 15
KERNED_LETTERS = "ABCDEFGHILMNOPQRSTUVZabcdefghilmnopqrstuvzàèéìòù.,’'"
# ASCII, the accented letters of Italian and of its neighbours' names, punctuation, euro.
LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0«»°ªº§·×ÀÈÉÌÒÙàáâäçèéêëìíîïñòóôöùúûü–—‘’“”•…€"
# How often letters come in Italian text, for the mean width.
FREQUENCY = " " * 17 + "e" * 10 + "a" * 10 + "i" * 10 + "o" * 8 + "n" * 6 + "l" * 5 + "r" * 5 + "t" * 5 + "s" * 4 + "c" * 4 + "d" * 3 + "u" * 3 + "p" * 3 + "m" * 2 + "vgfbqzh"
# Advance widths of Arial (and of Liberation Sans, made to match), in 1/2048 em.
ARIAL = dict(zip(" eaionlrtscdupmvgfbqzh", [569, 1139, 1139, 455, 1139, 1139, 455, 682, 569, 1024, 1024, 1139, 1139, 1139, 1706, 1024, 1139, 569, 1139, 1139, 1024, 1139]))
ARIAL_BOLD = dict(zip(" eaionlrtscdupmvgfbqzh", [569, 1139, 1139, 569, 1251, 1251, 569, 797, 682, 1139, 1139, 1251, 1251, 1251, 1821, 1139, 1251, 682, 1251, 1251, 1024, 1251]))


def cut(weight: str, name: str) -> pathlib.Path:
    source = next(path for path in sorted(SOURCE.glob("*.woff2")) if path.stem.endswith(f"-{name}"))
    target = HERE / f"assets/titillium-{weight}.woff2"
    subprocess.run(
        [sys.executable, "-m", "fontTools.subset", source, f"--text={LETTERS}", f"--output-file={target}", "--flavor=woff2",
         f"--layout-features={FEATURES[weight]}", "--no-hinting", "--desubroutinize", "--drop-tables+=DSIG,GDEF", "--name-IDs=0,1,2,13,14"],
        check=True,
    )
    if FEATURES[weight]:
        thin(target)
    return target


def pairs(font: TTFont) -> dict[tuple[str, str], int]:
    """How far each pair of glyphs moves; of two rules for a pair the first counts."""
    found: dict[tuple[str, str], int] = {}
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            for at, first in enumerate(table.Coverage.glyphs):
                if table.Format == 1:
                    row = {record.SecondGlyph: record.Value1.XAdvance for record in table.PairSet[at].PairValueRecord}
                else:
                    records = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)].Class2Record
                    row = {second: getattr(records[number].Value1, "XAdvance", 0) for second, number in table.ClassDef2.classDefs.items()}
                for second, value in row.items():
                    found.setdefault((first, second), value)
    return found


def thin(path: pathlib.Path) -> None:
    font = TTFont(path)
    table = font.getBestCmap()
    letters = {table[ord(letter)] for letter in KERNED_LETTERS}
    kept = {pair: value for pair, value in pairs(font).items() if abs(value) >= KERNED and letters.issuperset(pair)}
    del font["GPOS"]
    rules = "".join(f"pos {first} {second} {value};\n" for (first, second), value in sorted(kept.items()))
    addOpenTypeFeaturesFromString(font, f"feature kern {{\n{rules}}} kern;")
    font.flavor = "woff2"
    font.save(path)


def fallback(path: pathlib.Path, other: dict[str, int]) -> None:
    font = TTFont(path)
    units = font["head"].unitsPerEm
    table, metrics, hhea = font.getBestCmap(), font["hmtx"], font["hhea"]
    own = sum(metrics[table[ord(letter)]][0] for letter in FREQUENCY) / units
    scale = own / (sum(other[letter] for letter in FREQUENCY) / 2048)
    print(f"{path.name}: {path.stat().st_size} bytes; size-adjust {scale:.1%}; ascent-override {hhea.ascent / units / scale:.1%}; "
          f"descent-override {-hhea.descent / units / scale:.1%}; line-gap-override {hhea.lineGap / units / scale:.1%}")


for weight, name in WEIGHTS.items():
    fallback(cut(weight, name), ARIAL_BOLD if weight == "600" else ARIAL)
