"""``ownerapp history``: the entries, or what held on one day."""

from __future__ import annotations

import json
from datetime import date

from ownerapp.cli.context import Context
from ownerapp.domain.errors import DateInFutureError, DateInvalidError
from ownerapp.domain.event import Event
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.json_value import JsonValue
from ownerapp.domain.span import DayWord
from ownerapp.i18n import _, pgettext
from ownerapp.i18n.formatting import format_datetime
from ownerapp.presentation.day_words import day_phrase, doubt_sentence
from ownerapp.presentation.history_page import event_detail, event_sentence
from ownerapp.presentation.joined_words import joined_sentence
from ownerapp.presentation.joining import labelled
from ownerapp.presentation.voice import Voice, practice_titles
from ownerapp.services.history import PracticeOnDay


def run(context: Context) -> int:
    """Print the history of a car, or what held for each practice on a day."""
    if context.options.on is not None:
        return _on_day(context)
    desk = context.desk
    vehicles = desk.cars()
    vehicle = desk.find_car(context.options.car) if context.options.car or vehicles else None
    events = desk.history(vehicle)
    if context.json:
        context.say_json([_value(event) for event in events])
        return 0
    titles: dict[PracticeId, str] = {}
    if vehicle is not None:
        titles = practice_titles(desk.followed(vehicle), context.language)
    zone = desk.zone()
    context.say_table(
        [_("Entry"), _("Time"), _("What happened"), _("How")],
        [
            [
                # An entry of another computer has its number there.
                f"{event.origin} {event.seq + 1}".lstrip(),
                format_datetime(event.at, zone),
                event_sentence(event, titles, zone),
                event_detail(event),
            ]
            for event in events
        ],
    )
    return 0


def _value(event: Event) -> JsonValue:
    """Return an entry as it stands in its log, with the name of another computer's log."""
    value: dict[str, JsonValue] = json.loads(json.dumps(event.payload()))
    return {**value, "origin": event.origin} if event.origin else value


def _on_day(context: Context) -> int:
    desk = context.desk
    try:
        day = date.fromisoformat(context.options.on)
    except ValueError as error:
        raise DateInvalidError(value=context.options.on) from error
    if day > desk.now().astimezone(desk.zone()).date():
        raise DateInFutureError(value=context.options.on)
    vehicle = desk.find_car(context.options.car)
    try:
        items = desk.on_day(vehicle, day)
    except OverflowError as error:
        # The first and the last day of the calendar have no edge on one side.
        raise DateInvalidError(value=context.options.on) from error
    if context.json:
        context.say_json(
            [
                {
                    "practice": item.practice.id,
                    "answer": item.answer.value,
                    "entry": item.choice.event_seq + 1 if item.choice else None,
                    "origin": item.choice.origin if item.choice else "",
                    "joined": item.choice.joined.value
                    if item.choice and item.choice.joined
                    else None,
                    "evidence": item.choice.evidence.value
                    if item.choice and item.choice.evidence
                    else None,
                }
                for item in items
            ]
        )
        return 0
    for gap in items[0].doubts if items else ():
        context.say(doubt_sentence(gap, desk.zone()))
    context.say_table(
        [_("Name"), _("Title"), pgettext("column", "On that day")],
        [
            [
                item.practice.id,
                Voice(item.notice, context.notice_language(item.notice)).words(item.practice.title),
                sentences_of_day(item),
            ]
            for item in items
        ],
    )
    return 0


def sentences_of_day(item: PracticeOnDay) -> str:
    """Return what the history says of a practice on one day, and why."""
    if item.choice is None and item.answer is not DayWord.NOT_SURE:
        # Before the first answer there was no choice that could have been off.
        return _("No choice yet, so off")
    why = joined_sentence(item.choice) if item.choice is not None else ""
    return labelled(day_phrase(item.answer), why) if why else day_phrase(item.answer)
