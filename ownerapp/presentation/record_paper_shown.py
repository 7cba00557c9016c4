"""The texts that were shown when a choice was made, as rows of a record on paper."""

from __future__ import annotations

from ownerapp.domain.paper import PaperLanguage, PaperRow
from ownerapp.domain.record import RecordedChoice
from ownerapp.i18n import _
from ownerapp.presentation.paper_language import other_language

_BESIDE = ("route.heading", "terms.heading")
"""Shown above others; on paper they stand as the labels of those."""

_SECOND = (".detail", ".ends")
"""The second line of a stop or of a length; on paper it stands behind the first."""


def shown_rows(item: RecordedChoice, paper: PaperLanguage) -> list[PaperRow]:
    """Return the shown texts under the labels that stood beside them."""
    texts = {line.field: line.text for line in item.shown}
    languages = {line.field: line.lang for line in item.shown}
    rows = []
    for line in item.shown:
        kind = line.field.partition(".")[0]
        if kind == "label" or line.field in _BESIDE or line.field.endswith(_SECOND):
            continue
        parts = (line.text, *(texts.get(line.field + second, "") for second in _SECOND))
        name = f"label.{line.field}" if f"label.{line.field}" in texts else _heading_of(kind)
        label = texts.get(name) or _label_of(kind)
        rows.append(
            PaperRow(
                label=label,
                value=" · ".join(part for part in parts if part),
                language=other_language(line.lang, paper),
                label_language=other_language(languages[name], paper)
                if name in languages
                else None,
            )
        )
    return rows


def _heading_of(kind: str) -> str:
    return {"route": "route.heading", "term": "terms.heading"}.get(kind, "")


def _label_of(kind: str) -> str:
    """Return the label of a text that had none on the screen."""
    match kind:
        case "what":
            return _("What")
        case "why":
            return _("Why")
        case "necessity":
            return _("Why it is needed")
        case "effect":
            return _("What it means for you")
        case "where_processed":
            return _("Where processed")
        case "where_stored":
            return _("Where stored")
        case "how_long":
            return _("How long")
        case "who":
            return _("Who receives it")
        case "how_to_stop":
            return _("How to stop")
        case "if_off":
            return _("If it stays off")
        case "still_sent":
            return _("Still sent if you refuse")
        case "title":
            # Translators: the label or the column of a title.
            return _("Title")
        case "sentence":
            return _("In one sentence")
        case "question":
            return _("Question")
        case "alone_reason":
            return _("Why it was asked on its own")
        case "button":
            return _("The control that was pressed")
        case "keep_off" | "turn_on":
            # Translators: the label of the words on a button or switch.
            return _("Control")
        case "state":
            # Translators: the label of what the switch showed before it was pressed.
            return _("State before")
        case "term":
            # Translators: the label of a length of time such as 7 days that could be chosen.
            return _("Length offered")
        case "footnote" | "locked" | "notice_link" | "origin":
            # Translators: the label of a short remark that stood below a question.
            return _("Note")
        case _:
            # Translators: a short mark on a card, such as Sensitive.
            return _("Label")
