"""What a notice says and what this program says, each with the language it is in.

A notice speaks the chosen language, or its own where a text is missing; the words around
it are the interface's. What is shown is hashed with its language, so the two are kept
apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from ownerapp.domain.ids import Language, PracticeId
from ownerapp.domain.notice import Notice
from ownerapp.domain.text import ShownLine, Text, shown_line
from ownerapp.i18n import current_language
from ownerapp.presentation import words
from ownerapp.presentation.states import ChipState, RowState

_SOURCE = Language("en")
_MADE_FROM_ENGLISH = frozenset({"en-XA", "ar-XB", "en_XA", "ar_XB"})


class Voice:
    """The texts of one notice in one language, beside the words of the interface."""

    def __init__(self, notice: Notice, language: Language) -> None:
        self._notice = notice
        self._language = language
        self._interface = interface_language()

    @property
    def language(self) -> Language:
        """Return the language in which the notice's texts are shown."""
        return self._language

    def words(self, text: Text) -> str:
        """Return a text of the notice."""
        return text.best(self._language, self._notice.native_language)[1]

    def row(self, label: str, text: Text) -> RowState:
        """Return a text of the notice beside a label of ours."""
        language, said = text.best(self._language, self._notice.native_language)
        if not said:
            return RowState(label=label, text=words.not_stated(self._notice))
        return RowState(label=label, text=said, native=language != self._language)

    def stated(self, field: str, text: Text) -> ShownLine:
        """Return a text of the notice as a line that was shown; empty when it has none."""
        language, said = text.best(self._language, self._notice.native_language)
        return shown_line(field, language or self._interface, said)

    def said(self, field: str, text: str) -> ShownLine:
        """Return words of ours as a line that was shown."""
        return shown_line(field, self._interface, text)

    def chips(self, chips: tuple[ChipState, ...]) -> list[ShownLine]:
        """Return chips as lines that were shown."""
        return [self.said(f"chip.{number}", chip.text) for number, chip in enumerate(chips)]


def interface_language() -> Language:
    """Return the language of our words; a pseudo-language is the English it is made from."""
    tag = current_language()
    return _SOURCE if tag in _MADE_FROM_ENGLISH else Language(tag)


def notice_language(notice: Notice, interface: str) -> Language:
    """Return the language in which a notice's texts are shown for an interface language.

    A pseudo-language shows the texts of the language it is made from. Where the notice
    lacks the language it is shown in English, and without that in the notice's own.
    """
    wanted = _SOURCE if interface in _MADE_FROM_ENGLISH else Language(interface)
    if wanted in notice.languages:
        return wanted
    return _SOURCE if _SOURCE in notice.languages else notice.native_language


def practice_titles(notices: Sequence[Notice], interface: str) -> dict[PracticeId, str]:
    """Return the titles of the practices of several notices, oldest first; the last one counts.

    Practices that vanished from a notice keep the title that they had.
    """
    titles: dict[PracticeId, str] = {}
    for notice in notices:
        language = notice_language(notice, interface)
        for item in notice.practices:
            titles[item.id] = item.title.best(language, notice.native_language)[1]
    return titles
