"""A printed letter as a value: each language one after the other, no layout."""

from __future__ import annotations

from typing import ClassVar

from ownerapp.domain.paper import PaperLanguage
from ownerapp.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSheet:
    """A letter in one language; it begins on a new page."""

    language: PaperLanguage
    recipient: tuple[str, ...]
    subject: str
    paragraphs: tuple[str, ...]
    signature: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPaper:
    """Everything that a printed letter says, in reading order."""

    template: ClassVar[str] = "letter"

    language: PaperLanguage
    """Of the first sheet, for the file as a whole."""
    title: str
    created: str
    """RFC 3339; the only date in the file, so that equal letters give equal bytes."""
    sheets: tuple[LetterSheet, ...]
    page_label: str
    """With ``{page}`` and ``{pages}``."""
