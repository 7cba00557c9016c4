"""The passphrase from a file that the environment names; asking is the front ends' work."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ownerapp.domain.errors import FileKindError
from ownerapp.system.atomic_files import read_bounded
from ownerapp.system.paths import expand_home

PASSPHRASE_FILE_VARIABLE: Final = "OWNERAPP_PASSPHRASE_FILE"  # noqa: S105 - a variable's name
_LIMIT_BYTES: Final = 4 * 1024


def passphrase_from_environment(environ: Mapping[str, str]) -> str | None:
    """Return the passphrase, or None when the environment names no file.

    Exactly one line end is taken off the end, because editors add one; everything else
    belongs to the passphrase.

    Raises:
        FileMissingError: The named file is not there.
        FileTooLargeError: It is too large for a passphrase.
        FileKindError: It is not a text file.
        FileUnreadableError: It cannot be read.
    """
    named = environ.get(PASSPHRASE_FILE_VARIABLE)
    if not named:
        return None
    data = read_bounded(expand_home(Path(named)), limit_bytes=_LIMIT_BYTES)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        # "from error" would carry the bytes of the passphrase along.
        raise FileKindError(path=named) from None
    return text.removesuffix("\n").removesuffix("\r") if text.endswith("\n") else text
