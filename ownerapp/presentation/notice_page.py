"""Presents a whole notice for reading: who stands behind it, and everything that it states.

The window shows the state; a terminal prints the same state as lines.
"""

from __future__ import annotations

from dataclasses import dataclass

from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice, Party, Practice
from ownerapp.domain.text import Text
from ownerapp.i18n import _, pgettext
from ownerapp.i18n.formatting import format_date
from ownerapp.presentation import words
from ownerapp.presentation.joining import labelled, phrases
from ownerapp.presentation.states import RowState


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSection:
    """The head of the notice, one right, or one practice with its id."""

    title: str
    sentence: str
    rows: tuple[RowState, ...]
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeState:
    """The notice as a page of plain text."""

    heading: str
    intro: str
    sections: tuple[NoticeSection, ...]
    close: str


def notice_state(notice: Notice, language: Language) -> NoticeState:
    """Return a notice in words, in the language that its texts are shown in."""
    return _Reader(notice, language).state()


def notice_lines(notice: Notice, language: Language) -> list[str]:
    """Return the same as lines: a heading, then one line per statement, indented below it."""
    state = notice_state(notice, language)
    lines = [state.heading, *([state.intro] if state.intro else [])]
    for section in state.sections:
        lines += ["", f"{section.title} ({section.key})" if section.key else section.title]
        lines += [f"  {section.sentence}"] if section.sentence else []
        lines += [f"  {labelled(row.label, row.text)}" for row in section.rows]
    return lines


class _Reader:
    """Reads one notice in one language."""

    def __init__(self, notice: Notice, language: Language) -> None:
        self._notice = notice
        self._language = language

    def state(self) -> NoticeState:
        """Return the whole notice."""
        notice = self._notice
        rights = [
            NoticeSection(
                title=self._said(right.title), sentence="", rows=(self._row(_("How"), right.how),)
            )
            for right in notice.rights
        ]
        practices = [self._practice(practice) for practice in notice.practices]
        return NoticeState(
            heading=self._said(notice.title),
            intro=words.origin_sentence(notice),
            sections=(self._about(), *rights, *practices),
            close=pgettext("button", "Close"),
        )

    def _said(self, text: Text) -> str:
        return text.best(self._language, self._notice.native_language)[1]

    def _row(self, label: str, text: Text) -> RowState:
        return RowState(label=label, text=self._said(text) or words.not_stated(self._notice))

    def _about(self) -> NoticeSection:
        notice = self._notice
        return NoticeSection(
            title=_("About this notice"),
            sentence="",
            rows=(
                RowState(label=_("Car model"), text=self._said(notice.model)),
                # Translators: the version of the notice.
                RowState(label=_("Version"), text=notice.version),
                RowState(label=words.date_label(notice), text=format_date(notice.effective_from)),
                *(self._party(party) for party in notice.parties),
            ),
        )

    def _party(self, party: Party) -> RowState:
        parts = (self._said(party.name), self._said(party.address), party.email, party.phone)
        # Translators: the label of a row with the company that answers for the data.
        responsible = _("Responsible")
        # Translators: the label of a row with a company that the notice names.
        named = _("Who is named")
        return RowState(
            label=responsible if party.id == self._notice.controller else named,
            text=phrases(*parts),
        )

    def _practice(self, practice: Practice) -> NoticeSection:
        stated = [(_("What"), practice.what), (_("Why"), practice.why)]
        if practice.required:
            stated.append((_("Why it is always on"), practice.required_reason))
        else:
            stated.append((_("Why it is needed"), practice.necessity))
            stated.append((_("What it means for you"), practice.effect))
        stated += [
            (_("Where processed"), practice.where_processed),
            (_("Where stored"), practice.where_stored),
            (_("How long"), practice.retention.text),
            (_("Who receives it"), practice.who),
            (_("How to stop"), practice.how_to_stop),
        ]
        if practice.if_off:
            stated.append((_("If it is off"), practice.if_off))
        if practice.still_sent:
            stated.append((_("Still sent if you refuse"), practice.still_sent))
        stated.append((_("Legal basis"), practice.legal_basis))
        rows = [self._row(label, text) for label, text in stated]
        if not practice.required:
            offered = self._notice.offered_terms(practice)
            terms = ", ".join(words.term_title(term) for term in offered)
            # Translators: the label of a list such as: 7 days, 3 months.
            rows.append(
                RowState(label=_("Lengths offered"), text=terms or words.not_stated(self._notice))
            )
        return NoticeSection(
            title=self._said(practice.title),
            sentence=self._said(practice.sentence),
            rows=tuple(rows),
            key=practice.id,
        )
