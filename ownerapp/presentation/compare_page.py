"""Presents the comparison of any two notices that are known, or are in a file."""

from __future__ import annotations

from ownerapp.domain.notice import Notice
from ownerapp.domain.notice_change import compare_notices
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, ngettext, pgettext
from ownerapp.presentation.difference_page import DifferencePresenter
from ownerapp.presentation.difference_states import DifferenceTable
from ownerapp.presentation.joining import sentences
from ownerapp.presentation.known_notices import known_notice
from ownerapp.presentation.states import RowState
from ownerapp.services.ports.notices import LoadedNotice


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareWords:
    """The words of the page around its table."""

    heading: str
    intro: str
    first: str
    second: str
    compare: str
    open_file: str
    others: str
    """The link that leads back from the differences to the lists."""
    back: str
    missing: str
    """Said when *Compare* is pressed before two are chosen."""
    same: str
    """Said when the same notice is chosen twice."""


def compare_words() -> CompareWords:
    """Return the words of the page."""
    return CompareWords(
        heading=_("Compare two notices"),
        intro=_("Choose two of them: two cars, or two versions. Nothing is changed by that."),
        first=_("First notice"),
        second=_("Second notice"),
        compare=pgettext("button", "Compare"),
        open_file=pgettext("button", "Add one from a file"),
        others=pgettext("button", "Choose others"),
        back=pgettext("button", "Back to settings"),
        missing=_("Choose a notice in each list first."),
        same=_("This is the same notice twice."),
    )


def compared_rows(old: LoadedNotice, new: LoadedNotice) -> tuple[RowState, ...]:
    """Return which two notices were compared."""
    words = compare_words()
    return (
        RowState(label=words.first, text=known_notice(old).described),
        RowState(label=words.second, text=known_notice(new).described),
    )


def compared(old: Notice, new: Notice, interface: str) -> DifferenceTable:
    """Return the difference of two notices as a table; it may take a moment."""
    return DifferencePresenter(compare_notices(old, new), interface).table()


def compared_sentence(table: DifferenceTable) -> str:
    """Return how many parts differ, for a screen reader."""
    if not table.rows:
        return table.nothing
    count = len(table.rows)
    # Translators: {count} is how many parts of two notices differ.
    said = ngettext("{count} part differs.", "{count} parts differ.", count, count=count)
    return sentences(said, table.hint)
