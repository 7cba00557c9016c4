"""A whole notice as readable lines of plain text, for a terminal and for a dialog."""

from __future__ import annotations

from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.text import Text
from ownerapp.i18n import _
from ownerapp.i18n.formatting import format_date
from ownerapp.presentation import words
from ownerapp.presentation.states import RowState


def notice_lines(notice: Notice, language: Language) -> list[str]:
    """Return the notice from its title to its last practice, one line per statement."""
    lines = [
        _said(notice, language, notice.title),
        # Translators: {version} is the version of the notice, {date} the day on which it begins to
        # hold.
        _(
            "Version {version}, in force from {date}",
            version=notice.version,
            date=format_date(notice.effective_from),
        ),
    ]
    origin = words.origin_sentence(notice)
    lines += [origin] if origin else []
    controller = notice.party(notice.controller)
    if controller is not None:
        # Translators: {name} is the company that answers for the data.
        lines.append(_("Responsible: {name}", name=_said(notice, language, controller.name)))
    for practice in notice.practices:
        lines += ["", f"{_said(notice, language, practice.title)} ({practice.id})"]
        lines += [f"  {row.label}: {row.text}" for row in practice_rows(notice, practice, language)]
    if notice.rights:
        lines += ["", _("Your rights")]
        lines += [
            f"  {_said(notice, language, right.title)}: {_said(notice, language, right.how)}"
            for right in notice.rights
        ]
    return lines


def practice_rows(notice: Notice, practice: Practice, language: Language) -> list[RowState]:
    """Return everything that the notice states about one practice."""
    pairs = [
        (_("In one sentence"), practice.sentence),
        (_("What"), practice.what),
        (_("Why"), practice.why),
        (_("Where processed"), practice.where_processed),
        (_("Where stored"), practice.where_stored),
        (_("How long"), practice.retention.text),
        (_("Who receives it"), practice.who),
        (_("How to stop"), practice.how_to_stop),
    ]
    if practice.required:
        pairs.append((_("Why it is always on"), practice.required_reason))
    else:
        pairs += [
            (_("Why it is needed"), practice.necessity),
            (_("What it means for you"), practice.effect),
            (_("If it stays off"), practice.if_off),
        ]
        if practice.still_sent:
            pairs.append((_("Still sent if you refuse"), practice.still_sent))
    pairs.append((_("Legal basis"), practice.legal_basis))
    rows = [
        RowState(label=label, text=_said(notice, language, text) or words.not_stated())
        for label, text in pairs
    ]
    if not practice.required:
        terms = ", ".join(words.term_title(term) for term in notice.offered_terms(practice))
        # Translators: the label of a list such as: 7 days, 3 months.
        rows.append(RowState(label=_("Lengths offered"), text=terms or words.not_stated()))
    return rows


def _said(notice: Notice, language: Language, text: Text) -> str:
    return text.best(language, notice.native_language)[1]
