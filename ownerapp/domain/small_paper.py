"""Small printed sheets as values: the certificate of a hand-over, and the card for passengers.

Every text is already translated; the templates print these texts as they are and never read
them as markup.
"""

from __future__ import annotations

from typing import ClassVar, Protocol

from ownerapp.domain.paper import PaperLanguage, PaperRow, PaperSentences, PaperTable
from ownerapp.domain.values import dataclass


class SmallPaper(Protocol):
    """A sheet that one template prints."""

    template: ClassVar[str]
    """The name of the template, without its ending."""

    @property
    def created(self) -> str:
        """RFC 3339; the only date in the file, so that equal papers give equal bytes."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatePaper:
    """What a hand-over's certificate says, in reading order; one page of A4."""

    template: ClassVar[str] = "certificate"

    language: PaperLanguage
    title: str
    created: str
    made: str
    """When it was made, in words."""
    word: str
    """Whose word it is: the owner's, not checked."""
    tables: tuple[PaperTable, ...]
    check: PaperSentences
    """How the buyer compares the hash with the VIN of the car."""
    exact: tuple[PaperRow, ...]
    """Salt, hash and what is hashed, letter by letter; none where there is no hash."""
    shows: PaperSentences
    """What the page shows and does not show."""
    page_label: str
    """With ``{page}`` and ``{pages}``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSide:
    """One side of the card for passengers, in one language."""

    language: PaperLanguage
    title: str
    day: str
    """The day on which this held, in words."""
    parts: tuple[PaperTable, ...]
    note: str
    """Whose word it is."""
    code: str
    """What the code says, letter by letter; drawn, never printed."""
    caption: str
    """What the code holds, in words; also what a screen reader says in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPaper:
    """The card for passengers: A6, a side for each language."""

    template: ClassVar[str] = "passenger-card"

    language: PaperLanguage
    title: str
    created: str
    sides: tuple[CardSide, ...]
