# SPDX-License-Identifier: EUPL-1.2
"""An archive depends on what is in it and on nothing else."""

from __future__ import annotations

import os
import tempfile
import unittest
import zipfile
from pathlib import Path

import zip_function

FILES = {"bootstrap": b"\x7fELF program", "dist-functions/shell.html": b"<main></main>", "dist-functions/templates/giorni.html": b"{{ giorno }}"}


def folder(root: Path, files: dict[str, bytes], age: int) -> Path:
    """A folder with these files, so many seconds old."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(0o600 if age else 0o777)
        os.utime(path, (1_700_000_000 - age, 1_700_000_000 - age))
    return root


class Archives(unittest.TestCase):
    def setUp(self) -> None:
        self.place = tempfile.TemporaryDirectory()
        self.addCleanup(self.place.cleanup)
        self.root = Path(self.place.name)

    def digest(self, name: str, files: dict[str, bytes], age: int = 0) -> str:
        return zip_function.archive(folder(self.root / name, files, age), self.root / f"{name}.zip")[1]

    def test_twice_is_the_same(self) -> None:
        self.assertEqual(self.digest("one", FILES), self.digest("two", dict(reversed(FILES.items())), age=100_000))
        self.assertEqual((self.root / "one.zip").read_bytes(), (self.root / "two.zip").read_bytes())

    def test_another_content_is_another_archive(self) -> None:
        self.assertNotEqual(self.digest("one", FILES), self.digest("two", FILES | {"dist-functions/shell.html": b"<main> </main>"}))

    def test_the_program_can_run_and_nothing_else(self) -> None:
        self.digest("one", FILES, age=1)
        with zipfile.ZipFile(self.root / "one.zip") as made:
            modes = {entry.filename: oct(entry.external_attr >> 16) for entry in made.infolist()}
            self.assertEqual(made.read("bootstrap"), FILES["bootstrap"])
        self.assertEqual(modes, {name: "0o100755" if name == "bootstrap" else "0o100644" for name in FILES})

    def test_a_folder_without_a_program_is_none(self) -> None:
        with self.assertRaises(SystemExit):
            self.digest("one", {"shell.html": b""})


if __name__ == "__main__":
    unittest.main()
