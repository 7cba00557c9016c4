"""The names of a notice's fields in plain words, as a reader would ask for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ownerapp.i18n import pgettext


def field_label(field: str) -> str:
    """Return the name of a field of a practice or a notice; the field itself if unknown."""
    maker = _LABELS.get(field)
    return maker() if maker is not None else field


_LABELS: Mapping[str, Callable[[], str]] = {
    "sentence": lambda: pgettext("part of a notice", "In one sentence"),
    "what": lambda: pgettext("part of a notice", "What is collected"),
    "why": lambda: pgettext("part of a notice", "What it is for"),
    "where_processed": lambda: pgettext("part of a notice", "Where it is processed"),
    "where_stored": lambda: pgettext("part of a notice", "Where it is stored"),
    "retention.text": lambda: pgettext("part of a notice", "How long it is kept"),
    "retention.chip": lambda: pgettext("part of a notice", "How long it is kept, in short"),
    "retention.period": lambda: pgettext("part of a notice", "Time kept, as a number"),
    "retention.end_action": lambda: pgettext("part of a notice", "When the time is over"),
    "who": lambda: pgettext("part of a notice", "Who receives it"),
    "necessity": lambda: pgettext("part of a notice", "Why it is needed"),
    "effect": lambda: pgettext("part of a notice", "What it means for you"),
    "if_off": lambda: pgettext("part of a notice", "If it is off"),
    "still_sent": lambda: pgettext("part of a notice", "Still sent if you refuse"),
    "required_reason": lambda: pgettext("part of a notice", "Why it is always on"),
    "legal_basis": lambda: pgettext("part of a notice", "Legal basis"),
    "context": lambda: pgettext("part of a notice", "When it is collected"),
    "method": lambda: pgettext("part of a notice", "How it is used"),
    "disclosure": lambda: pgettext("part of a notice", "What else is disclosed"),
    "storage_rule": lambda: pgettext("part of a notice", "The rule for where it is stored"),
    "title": lambda: pgettext("part of a notice", "Name"),
    "question": lambda: pgettext("part of a notice", "The question"),
    "alone_reason": lambda: pgettext("part of a notice", "Why it is asked on its own"),
    "how_to_stop": lambda: pgettext("part of a notice", "How to stop"),
    "alternative": lambda: pgettext("part of a notice", "What you can do instead"),
    "opt_out": lambda: pgettext("part of a notice", "How to opt out"),
    "explanation": lambda: pgettext("part of a notice", "How a decision is explained"),
    "mode": lambda: pgettext("part of a notice", "Who decides"),
    "sensitive": lambda: pgettext("part of a notice", "Whether it is sensitive"),
    "reach": lambda: pgettext("part of a notice", "How far it travels"),
    "processing_place": lambda: pgettext("part of a notice", "Where it is processed"),
    "storage_countries": lambda: pgettext("part of a notice", "Countries where it is stored"),
    "processing_countries": lambda: pgettext("part of a notice", "Countries where it is processed"),
    "personal_data": lambda: pgettext("part of a notice", "Kinds of data"),
    "purposes": lambda: pgettext("part of a notice", "Purposes"),
    "recipients": lambda: pgettext("part of a notice", "Recipients by name"),
    "transfers": lambda: pgettext("part of a notice", "Sent to other countries"),
    "basis": lambda: pgettext("part of a notice", "Legal ground"),
    "anonymisation": lambda: pgettext("part of a notice", "How people are made unrecognisable"),
    "subjects": lambda: pgettext("part of a notice", "Whose data it is"),
    "sensors": lambda: pgettext("part of a notice", "Sensors"),
    "automated_decision": lambda: pgettext("part of a notice", "Decisions by a machine"),
    "made_public": lambda: pgettext("part of a notice", "Whether it is made public"),
    "sold_or_shared": lambda: pgettext("part of a notice", "Whether it is sold"),
    "controller": lambda: pgettext("part of a notice", "Who is responsible"),
    "brand": lambda: pgettext("part of a notice", "Brand"),
    "model": lambda: pgettext("part of a notice", "Car model"),
    "rights_contact": lambda: pgettext("part of a notice", "Contact for questions"),
}
