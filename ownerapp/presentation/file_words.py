"""Names files that a person gave, and says of one by name why it cannot be checked.

A file's name is data of whoever made the file: it is shown without what cannot be seen, bounded in
length, and so that it moves nothing around it, whichever way its own letters run.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from ownerapp.domain.errors import FileKindError, FileTooLargeError, OwnerAppError
from ownerapp.i18n.filling import isolated
from ownerapp.presentation.explain import explain
from ownerapp.presentation.joining import labelled
from ownerapp.presentation.unseen import without_unseen

_SHOWN: Final = 80
_END: Final = 20
"""How much of a long name's end is shown: it tells the kind of file."""


def shown_name(path: str) -> str:
    """Return the name of a file for a sentence."""
    seen = without_unseen(PurePath(path).name)
    if len(seen) > _SHOWN:
        seen = f"{seen[: _SHOWN - _END - 1]}\u2026{seen[-_END:]}"
    return isolated(seen)


def why_not_checked(error: OwnerAppError) -> str:
    """Return why a file could not be checked, with its name where the reason has none."""
    said = explain(error).text()
    if isinstance(error, (FileKindError, FileTooLargeError)):
        return labelled(shown_name(error.path), said)
    return said
