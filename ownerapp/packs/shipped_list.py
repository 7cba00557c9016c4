"""The list of shipped notices: ``python -m ownerapp.packs.shipped_list --write``.

``resources/notices/SHA256SUMS`` has the form of ``sha256sum``, so that anybody can check the
folder with ``sha256sum --check SHA256SUMS``. A pack whose exact bytes are not in the list is
not a shipped one, wherever it lies.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from ownerapp.domain.ids import NoticeHash
from ownerapp.resources import resource_path
from ownerapp.schemas import write_or_check

LIST_NAME = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64}) [ *]([^/\\\n]+\.json)")
_LIMIT_BYTES = 1024 * 1024


def notices_folder() -> Path:
    """Return the folder of the shipped packs."""
    return resource_path("notices")


def list_text(folder: Path) -> str:
    """Return the list of the packs that a folder holds."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(folder.glob("*.json"))
    ]
    return "".join(lines)


def listed_notices(folder: Path) -> frozenset[NoticeHash]:
    """Return the hashes that the list of a folder names; none where there is no list."""
    try:
        with (folder / LIST_NAME).open("rb") as file:
            text = file.read(_LIMIT_BYTES).decode("ascii")
    except (OSError, UnicodeDecodeError):
        # Without a list that can be read nothing is shipped; that is the careful answer.
        return frozenset()
    found = (_LINE.fullmatch(line) for line in text.splitlines())
    return frozenset(NoticeHash(match[1]) for match in found if match)


def main(arguments: Sequence[str], folder: Path | None = None) -> int:
    """Write the list, or check it; see :func:`write_or_check`."""
    folder = folder or notices_folder()
    return write_or_check(
        arguments,
        module="ownerapp.packs.shipped_list",
        path=folder / LIST_NAME,
        text=lambda: list_text(folder),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
