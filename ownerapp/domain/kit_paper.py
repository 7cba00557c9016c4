"""The printed page of a recovery kit as a value: every text already translated, no layout."""

from __future__ import annotations

from dataclasses import field

from ownerapp.domain.paper import PaperLanguage, PaperSentences
from ownerapp.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KitPaper:
    """Everything that the printed page of a recovery kit says, in reading order."""

    language: PaperLanguage
    title: str
    created: str
    """RFC 3339; the only date in the file."""
    made: str
    """When it was made, in words."""
    code_heading: str
    groups: tuple[str, ...] = field(repr=False)
    """The code, group by group."""
    opens: str
    """What the code opens."""
    steps: PaperSentences
    """How data comes back, in order."""
    keep: PaperSentences
    """Where the page is to be kept."""
    page_label: str
    """With ``{page}`` and ``{pages}``."""
