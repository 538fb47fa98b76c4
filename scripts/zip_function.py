# SPDX-License-Identifier: EUPL-1.2
"""A folder as the archive of a function: the same files give the same bytes, whenever and in whatever order they
were written.

    python3 scripts/zip_function.py FOLDER ARCHIVE
"""

from __future__ import annotations

import hashlib
import sys
import zipfile
from pathlib import Path

BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The first moment that an archive can name."""
PROGRAM = "bootstrap"


def archive(folder: Path, out: Path) -> tuple[int, str]:
    """Writes the archive; gives its size and SHA-256."""
    files = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())
    if PROGRAM not in dict(files):
        raise SystemExit(f"zip_function.py: {folder} has no `{PROGRAM}`")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name, path in files:
            entry = zipfile.ZipInfo(name, BEGINNING)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (0o100755 if name == PROGRAM else 0o100644) << 16
            made.writestr(entry, path.read_bytes())
    written = out.read_bytes()
    return len(written), hashlib.sha256(written).hexdigest()


def main() -> None:
    """Writes it and says what it is."""
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    size, digest = archive(folder, out)
    print(f"{out}  {size / 1e6:.2f} MB ({(folder / PROGRAM).stat().st_size / 1e6:.2f} MB the program)  sha256 {digest}")


if __name__ == "__main__":
    main()
