"""Presents a search: rows under headings, how many were found, and what to try otherwise."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from ownerapp.domain.ids import NoticeHash, VehicleId
from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import Person, Vehicle
from ownerapp.i18n import _, ngettext, pgettext
from ownerapp.presentation.car_names import car_names
from ownerapp.presentation.excerpts import NOTHING, Marked
from ownerapp.presentation.field_words import field_label
from ownerapp.presentation.joining import labelled, listed, phrases, sentences
from ownerapp.presentation.search import SHOWN_AT_MOST, Found, Hit, HitGroup, Kind

_QUERY_SHOWN: Final = 40
_CARS_NAMED: Final = 2
_ICONS = {
    Kind.PRACTICE: "sliders",
    Kind.DATA: "box",
    Kind.RECIPIENT: "user",
    Kind.SENSOR: "eye",
    Kind.TEXT: "doc",
}


_ON_CARD: Final = frozenset(
    {
        "what", "who", "why", "how_to_stop", "where_processed", "retention.text",
        "retention.chip", "required_reason", "if_off", "still_sent", "question", "alone_reason",
    }
)  # fmt: skip
"""Fields that a card or its question shows; others are read on the page of the notice."""
_PARTS = {
    "parties": "parties",
    "sensors": "sensors",
    "rights": "rights",
    "rights_contact": "contact",
    "complaint": "contact",
    "version_notes": "versions",
    "published_checks": "checks",
    "related_services": "services",
    "sources": "sources",
}
"""Fields of a notice, and the part of its page in which they stand."""


class RowRole(StrEnum):
    """What a row of the results is."""

    HEADING = "heading"
    HIT = "hit"
    MORE = "more"
    """Shows more of its kind."""
    NOTE = "note"
    """Says that there are more than are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRow:
    """One row of the results."""

    role: RowRole
    kind: Kind
    title: Marked
    second: Marked = NOTHING
    third: str = ""
    """Which cars it is about, where there are several."""
    count: str = ""
    """Of a heading: how many there are."""
    icon: str = ""
    spoken: str = ""
    hit: Hit | None = None
    car: VehicleId | None = None
    """Of a hit: the car that it leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchState:
    """The search page below its field."""

    rows: tuple[SearchRow, ...]
    status: str
    """How many were found; a screen reader says it."""
    empty_title: str
    empty_text: str
    """Both empty while there are rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What was searched: the cars, and how far their notices were read."""

    cars: tuple[Vehicle, ...]
    present: VehicleId | None
    """The car that is looked at."""
    people: tuple[Person, ...] = ()
    """Whose cars they are."""
    unread: int = 0
    """Notices that are still being read."""

    def cars_of(self, notice: NoticeHash) -> tuple[Vehicle, ...]:
        """Return the cars that follow a notice, the one that is looked at first."""
        found = [car for car in self.cars if car.notice == notice]
        return tuple(sorted(found, key=lambda car: car.id != self.present))


def field_words() -> str:
    """Return what stands in the empty field."""
    return _("Search the notices of your cars")


def keys_words(first: str, second: str) -> str:
    """Return which keys lead to the field."""
    # Translators: {first} and {second} are names of keys, for example Ctrl+F and /.
    return _("{first} or {second} brings you here from every page.", first=first, second=second)


def example_words() -> str:
    """Return what stands before a few examples of what can be searched for."""
    return _("For example:")


def search_state(found: Found, query: str, searched: Searched) -> SearchState:
    """Return what is shown for the outcome of a search."""
    if not found.words:
        return SearchState(
            rows=(), status=_reading(searched), empty_title=_teaching(), empty_text=_what()
        )
    if not found.total:
        return SearchState(
            rows=(),
            status=sentences(_("No results."), _reading(searched)),
            # Translators: {query} is what a person typed into a search field.
            empty_title=_("Nothing found for \u201c{query}\u201d", query=_shown(query)),
            empty_text=_otherwise(searched),
        )
    names = car_names(searched.cars, searched.people)
    rows = tuple(row for group in found.groups for row in _rows(group, searched, names))
    count = ngettext("{n} result.", "{n} results.", found.total)
    return SearchState(
        rows=rows, status=sentences(count, _reading(searched)), empty_title="", empty_text=""
    )


def notice_place(hit: Hit) -> str:
    """Return the place on the page of the notice to which a hit leads; "" for its card."""
    if hit.practice is not None:
        return str(hit.practice) if hit.field and hit.field not in _ON_CARD else ""
    if hit.kind is Kind.RECIPIENT:
        return "parties"
    if hit.kind is Kind.SENSOR:
        return "sensors"
    return _PARTS.get(hit.field.partition(".")[0], "rights" if not hit.field else "about")


def _rows(group: HitGroup, searched: Searched, names: Mapping[VehicleId, str]) -> list[SearchRow]:
    heading = _heading(group.kind)
    rows = [
        SearchRow(
            role=RowRole.HEADING,
            kind=group.kind,
            title=Marked(heading),
            count=str(group.total),
            spoken=labelled(heading, str(group.total)),
        )
    ]
    rows += [_row(hit, heading, searched, names) for hit in group.hits]
    left = group.total - len(group.hits)
    if left and len(group.hits) < SHOWN_AT_MOST:
        # Translators: the words of a row that shows more results; {n} is how many are hidden.
        more = ngettext("{n} more", "{n} more", left)
        rows.append(
            SearchRow(
                role=RowRole.MORE,
                kind=group.kind,
                title=Marked(more),
                icon="down",
                spoken=phrases(more, heading),
            )
        )
    elif left:
        words = ngettext(
            "{n} more. Type another word to find it.",
            "{n} more. Type another word to find them.",
            left,
        )
        rows.append(
            SearchRow(role=RowRole.NOTE, kind=group.kind, title=Marked(words), spoken=words)
        )
    return rows


def _row(hit: Hit, heading: str, searched: Searched, names: Mapping[VehicleId, str]) -> SearchRow:
    cars = searched.cars_of(hit.notice)
    second = _second(hit)
    third = _cars_line(cars, names) if len(searched.cars) > 1 else ""
    return SearchRow(
        role=RowRole.HIT,
        kind=hit.kind,
        title=hit.title,
        second=second,
        third=third,
        icon=hit.icon or _ICONS[hit.kind],
        spoken=phrases(hit.title.text, heading, second.text, third),
        hit=hit,
        car=cars[0].id if cars else None,
    )


def _second(hit: Hit) -> Marked:
    """Return the line below a title: where the words stand, or to what the thing belongs."""
    said = hit.second
    if hit.field:
        return _within(labelled(field_label(hit.field), said.text), said)
    if hit.practice is None or not said.text:
        return said
    match hit.kind:
        case Kind.DATA:
            # Translators: {collection} is the name of a collection of data.
            return _within(_("Collected in: {collection}", collection=said.text), said)
        case Kind.RECIPIENT:
            # Translators: stands below a company; {collection} is the name of a collection.
            return _within(_("Receives: {collection}", collection=said.text), said)
        case Kind.SENSOR:
            # Translators: stands below a sensor; {collection} is the name of a collection.
            return _within(_("Used for: {collection}", collection=said.text), said)
        case Kind.PRACTICE | Kind.TEXT:
            return said


def _within(whole: str, part: Marked) -> Marked:
    """Return a sentence of ours with the places that are marked in its part."""
    at = whole.rfind(part.text)
    if at < 0:
        return Marked(whole)
    return Marked(whole, tuple((begin + at, end + at) for begin, end in part.places))


def _cars_line(cars: Sequence[Vehicle], names: Mapping[VehicleId, str]) -> str:
    """Return which cars a result is about."""
    shown = cars[:_CARS_NAMED]
    join = phrases if all(names[car.id] == car.name for car in shown) else listed
    named = join(*(names[car.id] for car in shown))
    left = len(cars) - _CARS_NAMED
    if left <= 0:
        return named
    # Translators: {cars} are names of cars, {n} is how many further ones there are.
    return ngettext("{cars} and {n} more", "{cars} and {n} more", left, cars=named)


def _heading(kind: Kind) -> str:
    match kind:
        case Kind.PRACTICE:
            # Translators: a heading above search results: collections of data.
            return pgettext("results", "Collections")
        case Kind.DATA:
            return pgettext("results", "Kinds of data")
        case Kind.RECIPIENT:
            # Translators: a heading above search results: companies and others.
            return pgettext("results", "Who receives data")
        case Kind.SENSOR:
            return pgettext("results", "Sensors")
        case Kind.TEXT:
            return pgettext("results", "In the words of notices")


def _reading(searched: Searched) -> str:
    """Return that there may be more in a moment; empty when everything was read."""
    if not searched.unread:
        return ""
    return ngettext(
        "{n} notice is still being read.",
        "{n} notices are still being read.",
        searched.unread,
    )


def _teaching() -> str:
    return _("Find anything that the notices say")


def _what() -> str:
    return _(
        "A collection, a kind of data, a company or a sensor. A part of a word is enough. "
        "Nothing that you type here is kept."
    )


def _otherwise(searched: Searched) -> str:
    cars = len(searched.cars)
    where = ngettext(
        "The notice of {n} car was searched, in the language in which it is shown.",
        "The notices of {n} cars were searched, in the language in which they are shown.",
        cars,
    )
    return sentences(_("Try fewer words, or a part of a word."), where)


def _shown(query: str) -> str:
    """Return what was typed, short and without what cannot be seen."""
    seen = "".join(character for character in query if unicodedata.category(character)[0] != "C")
    line = " ".join(seen.split())
    return line if len(line) <= _QUERY_SHOWN else f"{line[:_QUERY_SHOWN]}\u2026"
