"""The texts of letters, read from the program's own file once and kept."""

from __future__ import annotations

from functools import cache

import msgspec

from ownerapp.compliance.letter_book import LetterBook
from ownerapp.resources import resource_path


@cache
def letter_book() -> LetterBook:
    """Return the shipped texts of letters."""
    data = resource_path("letters", "letters.json").read_bytes()
    return msgspec.json.decode(data, type=LetterBook)
