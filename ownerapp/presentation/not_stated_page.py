"""Presents what a notice does not state: each missing fact by its name, and whom to ask.

A missing fact is named and nothing is put in its place. Of a compiled notice only the
sources are said to be silent: the maker may well state it elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice
from ownerapp.domain.text import NO_TEXT, Text
from ownerapp.domain.unstated import Silence, Unstated, unstated
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, ngettext
from ownerapp.i18n.formatting import format_list
from ownerapp.presentation import words
from ownerapp.presentation.field_words import field_label, field_order
from ownerapp.presentation.joining import labelled
from ownerapp.presentation.voice import Voice
from ownerapp.presentation.whom_to_ask import whom_to_ask_for_missing

_NAMED = 3
"""How many parties or sensors are named; more are counted."""
_SAME_FACT = {
    "retention.chip": "retention.text",
    "processing_place": "where_processed",
    "processing_countries": "where_processed",
    "storage_countries": "where_stored",
    "recipients": "who",
    "stop.path": "how_to_stop",
    "basis.ground": "legal_basis",
}
"""Fields that ask no second question where the first is not answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotStatedPart:
    """What is missing about one practice, or about the notice as a whole."""

    key: str
    """The practice's id; empty for the notice as a whole."""
    title: str
    count: str
    said_heading: str
    said: tuple[str, ...]
    """What the notice itself says it does not state."""
    silent_heading: str
    silent: tuple[str, ...]
    """What it has no word about, although a person is asked to decide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotStatedState:
    """Everything that a notice does not state."""

    headline: str
    intro: str
    next_heading: str
    next_step: str
    """Whom the person can ask, in plain words."""
    parts: tuple[NotStatedPart, ...]
    count: int


def not_stated_state(notice: Notice, language: Language) -> NotStatedState:
    """Return what a notice does not state, in words.

    Args:
        notice: The notice.
        language: The language in which the notice's own texts are shown.
    """
    voice = Voice(notice, language)
    missing = unstated(notice)
    titles = [("", _("The notice as a whole"))]
    titles += [(practice.id, voice.words(practice.title)) for practice in notice.practices]
    parts = [
        part
        for key, title in titles
        if (part := _part(notice, voice, key, title, [f for f in missing if _key(f) == key]))
    ]
    count = sum(len(part.said) + len(part.silent) for part in parts)
    return NotStatedState(
        headline=_headline(count),
        intro=_intro(notice) if count else _("That does not show that what is stated is true."),
        # Translators: a heading above how to get an answer to what a notice leaves open.
        next_heading=_("What you can do"),
        next_step=whom_to_ask_for_missing(notice, voice) if count else "",
        parts=tuple(parts),
        count=count,
    )


def _key(fact: Unstated) -> str:
    return fact.practice or ""


def _headline(count: int) -> str:
    if not count:
        return _("No fact that is asked for here is missing")
    return ngettext("{n} fact is not stated", "{n} facts are not stated", count)


def _intro(notice: Notice) -> str:
    if words.is_compiled(notice):
        return _(
            "The sources of this notice, as they were read, do not give these facts. The maker "
            "may state them elsewhere. Nothing was filled in."
        )
    return _("This notice does not give these facts. Nothing was filled in.")


def _part(
    notice: Notice, voice: Voice, key: str, title: str, facts: Sequence[Unstated]
) -> NotStatedPart | None:
    """Return the missing facts of one part of the notice, each once; None where none is."""
    said = _lines(notice, voice, facts, Silence.SAID)
    silent = [
        line for line in _lines(notice, voice, facts, Silence.SILENT) if line not in set(said)
    ]
    count = len(said) + len(silent)
    if not count:
        return None
    return NotStatedPart(
        key=key,
        title=title,
        # Translators: a number of facts that are missing.
        count=ngettext("{n} fact", "{n} facts", count),
        said_heading=_("The sources do not state")
        if words.is_compiled(notice)
        else _("The notice says that it does not state"),
        said=tuple(said),
        # Translators: a heading above facts about which a notice has no word at all.
        silent_heading=_("Nothing is said about"),
        silent=tuple(silent),
    )


def _lines(notice: Notice, voice: Voice, facts: Sequence[Unstated], silence: Silence) -> list[str]:
    """Return the names of facts in the order in which a reader asks, each once."""
    present = {fact.field for fact in facts}
    chosen = {
        fact.field: [other.item for other in facts if other.field == fact.field and other.item]
        for fact in facts
        if fact.silence is silence and _SAME_FACT.get(fact.field) not in present
    }
    fields = sorted(chosen, key=field_order)
    said = [_line(notice, voice, field, chosen[field]) for field in fields]
    return list(dict.fromkeys(said))


def _line(notice: Notice, voice: Voice, field: str, items: Sequence[str]) -> str:
    label = field_label(field)
    names = list(dict.fromkeys(_names(notice, voice, field, items)))
    if not names:
        return label
    if len(names) <= _NAMED:
        return labelled(label, format_list(names))
    if field.startswith("sensors."):
        return labelled(label, ngettext("{n} sensor", "{n} sensors", len(names)))
    return labelled(label, ngettext("{n} of them", "{n} of them", len(names)))


def _names(notice: Notice, voice: Voice, field: str, items: Iterable[str]) -> Iterable[str]:
    """Yield the names of the parties, sensors or rights that a fact is missing of."""
    for item in items:
        yield voice.words(_name_of(notice, field, item)) or item


def _name_of(notice: Notice, field: str, item: str) -> Text:
    if field.startswith("sensors."):
        sensor = notice.sensor(item)
        return sensor.name if sensor is not None else NO_TEXT
    if field.startswith("rights."):
        right = notice.right(item)
        return right.title if right is not None else NO_TEXT
    party = notice.party(item)
    return party.name if party is not None else NO_TEXT
