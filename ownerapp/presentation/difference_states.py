"""View states of a difference between two notices, and of the page that tells it."""

from __future__ import annotations

from ownerapp.domain.ids import NoticeHash, PracticeId
from ownerapp.domain.notice_codes import ChangeClass
from ownerapp.domain.text import ShownText
from ownerapp.domain.values import dataclass
from ownerapp.i18n.word_diff import Part, Piece
from ownerapp.presentation.states import LineState

Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceRow:
    """One part that changed: what it belongs to, and how it reads before and after."""

    key: str
    """The practice and the field, stable over languages."""
    section: str
    """The practice's title, or the words for the whole notice."""
    name: str
    """The field in plain words; a sentence about the practice itself where it moved."""
    lines: tuple[Line, ...]
    """Both texts at once: a sentence, or one line for each item of a list."""
    before: str = ""
    """Words of ours where nothing stood before, for example that it was not stated."""
    after: str = ""
    """The same for what stands now."""
    change: ChangeClass
    change_words: str
    """The class in words, with what the author calls it where that matters."""
    language: str = ""
    """Says that another language than the chosen one is shown, and why; mostly empty."""

    def side(self, other: Part) -> tuple[Line, ...]:
        """Return the lines of one side: the old one without what was added, or the new one.

        Args:
            other: The part that this side does not have.
        """
        lines = (tuple(piece for piece in line if piece.part is not other) for line in self.lines)
        return tuple(line for line in lines if line)

    @property
    def old(self) -> tuple[Line, ...]:
        """Return how it reads before."""
        return self.side(Part.ADDED)

    @property
    def new(self) -> tuple[Line, ...]:
        """Return how it reads after."""
        return self.side(Part.REMOVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceTable:
    """All parts that changed, and how many did not."""

    old_version: str
    old_caption: str
    new_version: str
    new_caption: str
    rows: tuple[DifferenceRow, ...]
    nothing: str
    """Said instead of rows where no part changed for this reader."""
    unchanged: str
    """How many other parts have not changed; empty for none."""
    unchanged_titles: tuple[str, ...]
    hidden: str
    """How many texts changed in other languages only; empty for none."""
    removed_words: str
    added_words: str
    name: str
    """What a screen reader calls the table."""
    hint: str
    """How to move in it with the keyboard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainState:
    """One choice to make again, with the former end."""

    practice: PracticeId
    icon: str
    title: str
    sentence: str
    """What is different now, in the notice's new words."""
    line: LineState
    keep_off: str
    turn_on: str
    """Empty before the new version applies: then there is nothing to answer yet."""
    shown: ShownText
    """What the card shows, kept with a no."""
    rule: str = ""
    """What a rule of the person's own says about this; no part of ``shown``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePageState:
    """The page *notice changed* of one car."""

    notice: NoticeHash
    """The notice that it tells about."""
    is_coming: bool
    heading: str
    lead: str
    author: str
    """What the author of the notice says about the version; empty when nothing."""
    full_notice: str
    table: DifferenceTable
    again_heading: str
    again_note: str
    again: tuple[AgainState, ...]
    note: str
    back: str
