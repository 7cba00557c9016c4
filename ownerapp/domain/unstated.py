"""What a notice does not state: every fact it says it leaves out, and every silence that counts.

Rules:

1. *Said* is a fact of which the notice itself says that it does not state it, wherever it
   stands in the notice.
2. *Silent* is a fact that a person is asked to decide without: one that the question, the
   card or the contact would show, and about which the notice has no word at all. Silence
   about a fact that need not apply is none.
3. A fact is named by its field in the pack, so that a person can find the place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any

from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.notice_codes import NotStated, Reach
from ownerapp.domain.text import Text
from ownerapp.domain.values import dataclass

_PACK_NAMES = {"provisions": "recipients"}
"""Where the domain's name of a field is not that of the pack format."""


class Silence(StrEnum):
    """How a fact is missing."""

    SAID = "said"
    """The notice says that it is not stated (rule 1)."""
    SILENT = "silent"
    """The notice says nothing about it (rule 2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unstated:
    """One fact that a notice does not give."""

    field: str
    """The field in the pack, for example ``retention.text``; a field of one party, sensor or
    right is named once for all of them, for example ``sensors.collects``."""
    silence: Silence
    practice: PracticeId | None = None
    """None for a fact about the notice as a whole."""
    item: str = ""
    """The id of the party, sensor or right that the fact is about."""


def unstated(notice: Notice) -> tuple[Unstated, ...]:
    """Return what a notice does not state: as a whole first, then by practice in its order."""
    return tuple(_of_notice(notice)) + tuple(
        fact for practice in notice.practices for fact in _of_practice(notice, practice)
    )


def unstated_of(notice: Notice, practice: Practice) -> tuple[Unstated, ...]:
    """Return what a notice does not state about one of its practices."""
    return tuple(_of_practice(notice, practice))


def _of_notice(notice: Notice) -> Iterator[Unstated]:
    for field in fields(notice):
        if field.name != "practices":
            yield from _said(getattr(notice, field.name), field.name)
    for name, is_missing in _ASKED_OF_NOTICE.items():
        if is_missing(notice):
            yield Unstated(field=name, silence=Silence.SILENT)


def _of_practice(notice: Notice, practice: Practice) -> Iterator[Unstated]:
    for field in fields(practice):
        name = _PACK_NAMES.get(field.name, field.name)
        yield from _said(getattr(practice, field.name), name, practice.id)
    for name, text_of in _asked_texts(practice).items():
        text = text_of(practice)
        if not text and not text.not_stated:
            yield Unstated(field=name, silence=Silence.SILENT, practice=practice.id)
    for name, is_missing in _ASKED_OF_PRACTICE.items():
        if is_missing(notice, practice):
            yield Unstated(field=name, silence=Silence.SILENT, practice=practice.id)


def _said(
    value: Any, name: str, practice: PracticeId | None = None, item: str = ""
) -> Iterator[Unstated]:
    """Yield every fact below a value that is said to be not stated (rule 1)."""
    if isinstance(value, NotStated) or (isinstance(value, Text) and value.not_stated):
        yield Unstated(field=name, silence=Silence.SAID, practice=practice, item=item)
    elif isinstance(value, tuple):
        for part in value:
            yield from _said(part, name, practice, _id_of(part) or item)
    elif is_dataclass(value) and not isinstance(value, Text):
        for field in fields(value):
            below = f"{name}.{_PACK_NAMES.get(field.name, field.name)}"
            yield from _said(getattr(value, field.name), below, practice, item)


def _id_of(part: object) -> str:
    """Return what a part of a list is known by."""
    for name in ("id", "party", "recipient"):
        known: object = getattr(part, name, "")
        if isinstance(known, str) and known:
            return known
    return ""


_ASKED_TEXTS: Mapping[str, Callable[[Practice], Text]] = {
    "what": lambda practice: practice.what,
    "why": lambda practice: practice.why,
    "where_processed": lambda practice: practice.where_processed,
    "where_stored": lambda practice: practice.where_stored,
    "retention.text": lambda practice: practice.retention.text,
    "who": lambda practice: practice.who,
    "how_to_stop": lambda practice: practice.how_to_stop,
    "legal_basis": lambda practice: practice.legal_basis,
}
_ASKED_BEFORE_A_YES: Mapping[str, Callable[[Practice], Text]] = {
    "necessity": lambda practice: practice.necessity,
    "effect": lambda practice: practice.effect,
}
_ASKED_OF_REQUIRED: Mapping[str, Callable[[Practice], Text]] = {
    "required_reason": lambda practice: practice.required_reason,
}


def _asked_texts(practice: Practice) -> Mapping[str, Callable[[Practice], Text]]:
    """Return the texts that a card and its question show (rule 2)."""
    if practice.optional:
        return {**_ASKED_TEXTS, **_ASKED_BEFORE_A_YES}
    if practice.required:
        return {**_ASKED_TEXTS, **_ASKED_OF_REQUIRED}
    return _ASKED_TEXTS


_ASKED_OF_PRACTICE: Mapping[str, Callable[[Notice, Practice], bool]] = {
    "personal_data": lambda _notice, practice: not practice.personal_data,
    "terms": lambda notice, practice: practice.optional and not notice.offered_terms(practice),
    "transfers": lambda _notice, practice: (
        practice.reach is Reach.ABROAD and not practice.transfers
    ),
}


def _has_no_contact(notice: Notice) -> bool:
    """Tell whether a person could write to nobody: neither a contact nor a controller's."""
    contact = notice.rights_contact
    if contact is not None:
        return not contact.reachable
    party = notice.party(notice.controller)
    return party is None or not (party.email or party.phone or party.url)


_ASKED_OF_NOTICE: Mapping[str, Callable[[Notice], bool]] = {
    "controller": lambda notice: notice.party(notice.controller) is None,
    "rights": lambda notice: not notice.rights,
    "rights_contact": _has_no_contact,
    "complaint": lambda notice: notice.complaint is None,
    "withdraw_at": lambda notice: not notice.withdraw_at and bool(notice.optional()),
    "url": lambda notice: not notice.url,
    "sensors": lambda notice: not notice.sensors,
}
