"""Text that is safe and readable on a terminal."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence

from ownerapp.i18n.filling import OWN_MARKS

_WIDE = frozenset("WF")
_GAP = "  "
_OWN_MARKS = OWN_MARKS | frozenset("\u2066\u2067")
"""Our own marks around values are for windows; terminals print them as boxes."""


def harmless(text: str) -> str:
    """Return a text without control and direction characters; newlines and tabs stay.

    A notice or a name is data: it must not move the cursor, change colours or reorder
    what stands around it.
    """
    return "".join(
        character
        if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
        else "\ufffd"
        for character in text
        if character not in _OWN_MARKS
    )


def harmless_json(text: str) -> str:
    """Return JSON text in which such characters stand as escapes; it means the same."""
    return "".join(
        character
        if character == "\n" or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
        else json.dumps(character)[1:-1]
        for character in text
    )


def width(text: str) -> int:
    """Return how many terminal columns a text takes."""
    return sum(
        0
        if unicodedata.combining(character)
        else 2
        if unicodedata.east_asian_width(character) in _WIDE
        else 1
        for character in text
    )


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return lines with the cells of each column under each other."""
    cells = [[harmless(cell).replace("\n", " ") for cell in row] for row in (headings, *rows)]
    widths = [max(width(row[column]) for row in cells) for column in range(len(headings))]
    return [
        _GAP.join(
            cell + " " * (columns - width(cell)) for cell, columns in zip(row, widths, strict=True)
        ).rstrip()
        for row in cells
    ]
