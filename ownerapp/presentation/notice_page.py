"""Presents a whole notice for reading: who stands behind it, and every practice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice, Party, Practice
from ownerapp.domain.text import Text
from ownerapp.i18n import _, pgettext
from ownerapp.i18n.formatting import format_date
from ownerapp.presentation import words
from ownerapp.presentation.states import RowState


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSection:
    """One practice, or the head of the notice."""

    title: str
    sentence: str
    rows: tuple[RowState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeState:
    """The notice as a page of plain text."""

    heading: str
    intro: str
    sections: tuple[NoticeSection, ...]
    close: str


def notice_state(notice: Notice, language: Language) -> NoticeState:
    """Return a notice in words, in the language that its texts are shown in."""

    def said(text: Text) -> str:
        return text.best(language, notice.native_language)[1]

    def row(label: str, text: Text) -> RowState:
        return RowState(label=label, text=said(text) or words.not_stated())

    return NoticeState(
        heading=said(notice.title),
        intro=words.origin_sentence(notice),
        sections=(
            _about(notice, said(notice.model), [_party(party, said) for party in notice.parties]),
            *(
                NoticeSection(
                    title=said(right.title), sentence="", rows=(row(_("How"), right.how),)
                )
                for right in notice.rights
            ),
            *(_practice(practice, row, said) for practice in notice.practices),
        ),
        close=pgettext("button", "Close"),
    )


def _about(notice: Notice, model: str, parties: list[RowState]) -> NoticeSection:
    return NoticeSection(
        title=_("About this notice"),
        sentence="",
        rows=(
            RowState(label=_("Car model"), text=model),
            # Translators: the version of the notice.
            RowState(label=_("Version"), text=notice.version),
            RowState(label=_("In force from"), text=format_date(notice.effective_from)),
            *parties,
        ),
    )


def _party(party: Party, said: Callable[[Text], str]) -> RowState:
    parts = (said(party.name), said(party.address), party.email, party.phone)
    # Translators: the label of a row with a company that the notice names.
    return RowState(label=_("Who is named"), text=", ".join(part for part in parts if part))


def _practice(
    practice: Practice,
    row: Callable[[str, Text], RowState],
    said: Callable[[Text], str],
) -> NoticeSection:
    rows = [
        row(_("What"), practice.what),
        row(_("Why"), practice.why),
        row(_("Where processed"), practice.where_processed),
        row(_("Where stored"), practice.where_stored),
        row(_("How long"), practice.retention.text),
        row(_("Who receives it"), practice.who),
        row(_("How to stop"), practice.how_to_stop),
        row(_("Why it is needed"), practice.necessity),
        row(_("What it means for you"), practice.effect),
        row(_("Legal basis"), practice.legal_basis),
    ]
    if practice.required:
        rows.append(row(_("Why it is always on"), practice.required_reason))
    if practice.if_off:
        rows.append(row(_("If it is off"), practice.if_off))
    if practice.still_sent:
        rows.append(row(_("Still sent if you refuse"), practice.still_sent))
    return NoticeSection(
        title=said(practice.title), sentence=said(practice.sentence), rows=tuple(rows)
    )
