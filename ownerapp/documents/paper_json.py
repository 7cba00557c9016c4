"""A paper as the template's input."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from ownerapp.domain.errors import TypesetFailedError

if TYPE_CHECKING:
    from ownerapp.domain.kit_paper import KitPaper
    from ownerapp.domain.paper import RecordPaper
    from ownerapp.domain.small_paper import SmallPaper


def paper_json(paper: RecordPaper | KitPaper | SmallPaper) -> str:
    """Return the template's input; equal papers give equal text.

    The standard library takes twenty times as long, and the window would wait for most of it.

    Raises:
        TypesetFailedError: A text holds half of a character, which no file can hold.
    """
    try:
        return msgspec.json.encode(paper, order="sorted").decode("utf-8")
    except UnicodeEncodeError as error:
        half = ord(error.object[error.start])
        raise TypesetFailedError(reason="undrawable", codepoint=f"U+{half:04X}") from None
