"""The coded facts of a practice in words, each fact as one or several items of a list.

Rules:

1. A fact that the notice does not state is said to be so, and one on which it is silent as
   well; neither is filled in.
2. Two versions are first told apart by the plain items. Where those are alike although the
   codes are not, ``in_detail`` adds what the plain ones leave out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias, TypeVar

from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice, Practice, Reach
from ownerapp.domain.notice_codes import DataCategory, NotStated
from ownerapp.domain.notice_facts import Party, Provision, Transfer
from ownerapp.domain.text import Text
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, pgettext
from ownerapp.i18n.formatting import Unit, format_amount
from ownerapp.presentation import words
from ownerapp.presentation.code_words import (
    access_word,
    anonymisation_word,
    category_word,
    end_action_word,
    ground_word,
    mode_word,
    place_word,
    role_word,
    route_word,
    subject_word,
)
from ownerapp.presentation.joining import labelled, phrases
from ownerapp.presentation.place_words import place_name
from ownerapp.presentation.purpose_words import purpose_word

_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?.*)?")
_UNITS: tuple[Unit, ...] = ("year", "month", "week", "day", "hour", "minute")

Items: TypeAlias = tuple[str, ...]
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactReader:
    """Puts the facts of one notice's practices into words."""

    notice: Notice
    language: Language
    in_detail: bool = False

    def items(self, field: str, practice: Practice) -> Items:
        """Return a fact as items; nothing for a field that is no coded fact."""
        maker = _MAKERS.get(field)
        return maker(self, practice) if maker is not None else ()

    def said(self, text: Text) -> str:
        """Return a text of the notice."""
        return text.best(self.language, self.notice.native_language)[1]

    def party(self, party_id: str) -> str:
        """Return a company by name and country."""
        party = self.notice.party(party_id)
        if party is None:
            return party_id
        country = place_name(party.country) if party.country else words.not_stated(self.notice)
        # Translators: {name} is a company, {country} where it is.
        name = _("{name} ({country})", name=self.said(party.name) or party_id, country=country)
        return phrases(name, self._details(party))

    def _details(self, party: Party) -> str:
        return role_word(party.role) if self.in_detail else ""

    def provision(self, provision: Provision) -> str:
        """Return to whom data is given; in detail also which and how."""
        name = self.party(provision.party)
        if not self.in_detail:
            return name
        kinds = _kinds(provision.categories)
        return labelled(name, phrases(kinds, access_word(provision.access)))

    def transfer(self, move: Transfer) -> str:
        """Return where data is sent, to whom and by which legal route."""
        route = words.not_stated(self.notice) if isinstance(move.route, NotStated) else ""
        if move.route and not isinstance(move.route, NotStated):
            route = route_word(move.route)
        kinds = _kinds(move.categories) if self.in_detail else ""
        to = phrases(self.party(move.recipient), route, kinds)
        return labelled(place_name(move.country), to)


def _kinds(categories: tuple[DataCategory, ...]) -> str:
    return phrases(*(category_word(item) for item in categories))


def _one(
    reader: FactReader, value: _Value | NotStated | None, word: Callable[[_Value], str]
) -> Items:
    """Return one code in words (rule 1)."""
    if isinstance(value, NotStated):
        return (words.not_stated(reader.notice),)
    return (word(value),) if value is not None else ()


def _many(
    reader: FactReader, values: tuple[_Value, ...] | NotStated, word: Callable[[_Value], str]
) -> Items:
    """Return several codes in words, each once."""
    if isinstance(values, NotStated):
        return (words.not_stated(reader.notice),)
    return tuple(dict.fromkeys(word(item) for item in values))


def _flag(
    reader: FactReader,
    value: bool | NotStated | None,  # noqa: FBT001 - a fact
    yes: str,
    no: str,
) -> Items:
    return _one(reader, value, lambda is_so: yes if is_so else no)


def _reach(reader: FactReader, practice: Practice) -> Items:
    def word(reach: Reach) -> str:
        match reach:
            case Reach.CAR:
                return pgettext("fact", "It stays in the car")
            case Reach.COUNTRY:
                return words.country_stop(reader.notice.regime)
            case Reach.ABROAD:
                return words.outside_stop(reader.notice.regime)

    return _one(reader, practice.reach, word)


def _countries(reader: FactReader, values: tuple[str, ...] | NotStated) -> Items:
    return _many(reader, values, place_name) or (pgettext("fact", "None"),)


def _period(_reader: FactReader, practice: Practice) -> Items:
    if practice.retention.unlimited:
        return (pgettext("fact", "Without end"),)
    return (period_words(practice.retention.period),) if practice.retention.period else ()


def period_words(period: str) -> str:
    """Return an ISO 8601 duration in words, for example 30 days; itself if it is none."""
    found = _PERIOD.fullmatch(period)
    counts = [int(part) if part else 0 for part in found.groups()] if found else []
    parts = [
        format_amount(count, unit) for count, unit in zip(counts, _UNITS, strict=False) if count
    ]
    if found and not any(character in "123456789" for character in period):
        return pgettext("fact", "Not kept")
    return phrases(*parts) or period


def _personal_data(reader: FactReader, practice: Practice) -> Items:
    def word(number: int) -> str:
        data = practice.personal_data[number]
        name = reader.said(data.name) or data.item
        # Translators: a kind of data that the law calls sensitive.
        mark = pgettext("fact", "sensitive") if data.sensitive else ""
        kind = category_word(data.category) if data.category and reader.in_detail else ""
        return phrases(name, mark, kind)

    return tuple(word(number) for number in range(len(practice.personal_data)))


def _purposes(reader: FactReader, practice: Practice) -> Items:
    found = []
    for purpose in practice.purposes:
        ground = ground_word(purpose.ground) if purpose.ground and reader.in_detail else ""
        found.append(phrases(purpose_word(purpose.code), ground))
    if reader.in_detail and practice.purpose_dpv:
        found.append(practice.purpose_dpv)
    return tuple(dict.fromkeys(found))


def _recipients(reader: FactReader, practice: Practice) -> Items:
    items = _many(reader, practice.provisions, reader.provision)
    if not items and not isinstance(practice.provisions, NotStated):
        return (pgettext("fact", "Nobody"),)
    return items


def _transfers(reader: FactReader, practice: Practice) -> Items:
    items = tuple(reader.transfer(move) for move in practice.transfers)
    return items or (pgettext("fact", "None"),)


def _basis(reader: FactReader, practice: Practice) -> Items:
    ground = _one(reader, practice.basis.ground, ground_word) if practice.basis else ()
    return ground + (practice.legal_basis_dpv if reader.in_detail else ())


def _anonymisation(reader: FactReader, practice: Practice) -> Items:
    stated = practice.anonymisation
    if stated is None:
        return ()
    before = _flag(
        reader,
        stated.before_egress,
        pgettext("fact", "Before it leaves the car"),
        pgettext("fact", "After it left the car"),
    )
    return _one(reader, stated.method, anonymisation_word) + before


def _sensors(reader: FactReader, practice: Practice) -> Items:
    def word(sensor_id: str) -> str:
        sensor = reader.notice.sensor(sensor_id)
        return (reader.said(sensor.name) if sensor else "") or sensor_id

    return _many(reader, practice.sensors, word) or (pgettext("fact", "None"),)


def _automated(reader: FactReader, practice: Practice) -> Items:
    decides = practice.automated_decision is not None and practice.automated_decision.significant
    return _flag(
        reader,
        decides,
        pgettext("fact", "A machine makes decisions that matter to you"),
        pgettext("fact", "No machine makes decisions that matter to you"),
    )


_MAKERS: Mapping[str, Callable[[FactReader, Practice], Items]] = {
    "mode": lambda reader, practice: _one(reader, practice.mode, mode_word),
    "sensitive": lambda reader, practice: _flag(
        reader,
        practice.sensitive,
        pgettext("fact", "Called sensitive"),
        pgettext("fact", "Not called sensitive"),
    ),
    "reach": _reach,
    "processing_place": lambda reader, practice: _one(
        reader, practice.processing_place, place_word
    ),
    "storage_countries": lambda reader, practice: _countries(reader, practice.storage_countries),
    "processing_countries": lambda reader, practice: _countries(
        reader, practice.processing_countries
    ),
    "retention.period": _period,
    "retention.end_action": lambda reader, practice: _one(
        reader, practice.retention.end_action, end_action_word
    ),
    "personal_data": _personal_data,
    "purposes": _purposes,
    "recipients": _recipients,
    "transfers": _transfers,
    "basis": _basis,
    "anonymisation": _anonymisation,
    "subjects": lambda reader, practice: _many(reader, practice.subjects, subject_word),
    "sensors": _sensors,
    "automated_decision": _automated,
    "made_public": lambda reader, practice: _flag(
        reader,
        practice.made_public,
        pgettext("fact", "It is made public"),
        pgettext("fact", "It is not made public"),
    ),
    "sold_or_shared": lambda reader, practice: _flag(
        reader,
        practice.sold_or_shared,
        pgettext("fact", "It is sold, or shared for advertising"),
        pgettext("fact", "It is neither sold nor shared for advertising"),
    ),
    "controller": lambda reader, _practice: (reader.party(reader.notice.controller),),
}
