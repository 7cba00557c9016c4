"""The history as a table that no spreadsheet executes.

Rules:

1. RFC 4180: CRLF after every row, a cell with a comma, quote or break in quotes.
2. A cell that starts with ``= + - @``, a tab or a carriage return gets an apostrophe in
   front, after any leading spaces too: spreadsheets would read it as a formula.
3. UTF-8 *with* a byte order mark: without one the most common spreadsheet reads Chinese
   and Arabic as noise, and other readers skip it.
4. NUL, which cuts a cell short in some readers, becomes U+FFFD.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Full-width forms too: some spreadsheets fold them to the plain ones."""


def to_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Return the rows as CSV bytes."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig", errors="replace")


def harmless(cell: str) -> str:
    """Return a cell that a spreadsheet takes as text."""
    cell = cell.replace("\0", "\ufffd")
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(_FORMULA_STARTS) else cell


class CsvTable:
    """Fulfils the port ``CsvMaker``."""

    def make(self, rows: Sequence[Sequence[str]]) -> bytes:
        """Return the CSV bytes."""
        return to_csv(rows)
