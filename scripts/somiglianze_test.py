# SPDX-License-Identifier: EUPL-1.2
"""What `somiglianze.py` finds and what it leaves alone, on sheets that are made for it."""
import contextlib
import io
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import somiglianze

PARAGRAPHS = [
    "Porta la bolletta dell'acqua e il contratto di casa, con la firma di chi abita con te da almeno un anno intero.",
    "L'ufficio guarda il tuo orto di persona, misura i metri con una corda e poi ti manda una lettera scritta a mano.",
    "Quando il fiume sale oltre il ponte vecchio la barca resta ferma, ma il biglietto del mattino vale anche di sera.",
    "Chi suona la tromba nella banda del quartiere chiede prima la chiave della sala al custode e la riporta alle nove.",
]


def sheet(*paragraphs: str, title: str = "Prova") -> str:
    """A sheet with these paragraphs, each in a section of its own."""
    sections = "\n\n".join(f"## Sezione numero {number} di questa scheda di prova\n\n{text}" for number, text in enumerate(paragraphs))
    return f"---\ntitolo: {title}\ndescrizione: Una descrizione che tutte le schede di questa prova hanno uguale\n---\n\n{sections}\n"


class Similarity(unittest.TestCase):
    def check(self, sheets: dict[str, str], code: int, words: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            for name, text in sheets.items():
                (Path(folder) / name).write_text(text, encoding="utf-8")
            said = io.StringIO()
            with mock.patch.object(sys, "argv", ["somiglianze.py", folder]), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                self.assertEqual(somiglianze.main(), code, said.getvalue())
            self.assertIn(words, said.getvalue())

    def test_a_copied_sheet_is_found(self) -> None:
        copied = {"uno.md": sheet(*PARAGRAPHS[:2]), "due.md": sheet(*PARAGRAPHS[:2], title="Altra"), "tre.md": sheet(*PARAGRAPHS[2:])}
        self.check(copied, 1, "100.0%  due  uno")

    def test_a_copied_paragraph_is_found(self) -> None:
        self.check({"uno.md": sheet(*PARAGRAPHS[:2]), "due.md": sheet(PARAGRAPHS[0], PARAGRAPHS[2])}, 1, "sopra il limite: 1")

    def test_sheets_of_their_own_are_left_alone(self) -> None:
        self.check({"uno.md": sheet(*PARAGRAPHS[:2]), "due.md": sheet(*PARAGRAPHS[2:])}, 0, "2 schede, la coppia più simile condivide 0 %")

    def test_headings_phrases_addresses_and_keys_do_not_count(self) -> None:
        same = ["{{ una-frase-con-un-nome-molto-lungo }}", "[{}](/servizi/questo/indirizzo/e/molto/lungo/)"]
        sheets = {f"{number}.md": sheet(PARAGRAPHS[number], same[0], same[1].format(number)) for number in (0, 1)}
        self.check(sheets, 0, "condivide 0 %")

    def test_drafts_and_other_languages_are_no_sheets(self) -> None:
        others = {"_uno.md": sheet(*PARAGRAPHS[:2]), "uno.en.md": sheet(*PARAGRAPHS[:2])}
        self.check({"uno.md": sheet(*PARAGRAPHS[:2]), "due.md": sheet(*PARAGRAPHS[2:]), **others}, 0, "2 schede")

    def test_one_sheet_cannot_be_compared(self) -> None:
        self.check({"uno.md": sheet(PARAGRAPHS[0])}, 2, "meno di due schede")


if __name__ == "__main__":
    unittest.main()
