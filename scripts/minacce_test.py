# SPDX-License-Identifier: EUPL-1.2
"""The threat model points only at tests and files that exist."""

from __future__ import annotations

import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def missing(page: str) -> list[str]:
    """What the third column of the table of threats names and the repository does not have."""
    found, proofs = [], False
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] == "minaccia" or not line:
            proofs = bool(line)
            continue
        if not proofs or set(line) <= {"|", "-"}:
            continue
        for proof in cells[2].split(";"):
            path, *names = re.findall(r"`([^`]+)`", proof) or [""]
            file = ROOT / path
            text = file.read_text() if path and file.is_file() else None
            if text is None:
                found.append(f"{cells[0]}: the file `{path}`")
            else:
                found += [f"{cells[0]}: `{name}` in {path}" for name in names if not re.search(rf"\b(fn|def) {name}\(|[\"']{name}[\"']", text)]
    return found


class Threats(unittest.TestCase):
    def test_every_proof_is_there(self) -> None:
        page = (ROOT / "docs/minacce.md").read_text()
        self.assertGreater(page.count(".rs`"), 15)
        self.assertEqual(missing(page), [])

    def test_a_proof_that_is_not_there_is_found(self) -> None:
        self.assertEqual(len(missing("| minaccia | difesa | prova | ASVS |\n|---|---|---|---|\n| a | b | `functions/src/proxy.rs` `no_such_test` | 1.1 |\n| c | d | `no/such.rs` `x` | 1.2 |\n| e | f | nobody knows | 1 |")), 3)


if __name__ == "__main__":
    unittest.main()
