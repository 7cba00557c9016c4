"""``ownerapp handover``, ``ownerapp drift`` and ``ownerapp card``.

A hand-over is done in the window, where each task is answered; here its list is printed. A
drift check can be written down here, and the card made.
"""

from __future__ import annotations

from ownerapp.cli.arguments import expanded
from ownerapp.cli.context import Context
from ownerapp.domain.errors import PracticeMissingError
from ownerapp.domain.event import rfc3339
from ownerapp.domain.handover import Occasion
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.json_value import JsonValue
from ownerapp.i18n import _
from ownerapp.presentation.drift_page import last_line, reminder_line, result, says_word
from ownerapp.presentation.guide_state import GuideText
from ownerapp.presentation.handover_page import Step, step_state, steps_of
from ownerapp.presentation.passenger_card import second_language
from ownerapp.presentation.voice import Voice
from ownerapp.services.drift import CarSays, DriftList

_INDENT = "  "


def handover(context: Context) -> int:
    """Print what there is to do when a car goes to somebody else; nothing is saved."""
    options, desk = context.options, context.desk
    occasion = Occasion(options.occasion)
    plan = desk.this_car.plan_handover(desk.find_car(options.car), occasion)
    language = context.notice_language(plan.notice)
    steps = [step for step in steps_of(occasion) if step is not Step.OCCASION]
    states = [(step, step_state(step, plan, language)) for step in steps]
    if context.json:
        context.say_json(
            {
                "car": plan.vehicle.id,
                "occasion": occasion.value,
                "tasks": [
                    {"task": row.key, "title": row.title, **_guide(row.guide)}
                    for _step, state in states
                    for row in state.rows
                ],
                "closing": list(plan.closing),
            }
        )
        return 0
    for _step, state in states:
        context.say(state.heading)
        for line in state.lines:
            context.say(f"{_INDENT}{line}")
        for row in state.rows:
            context.say(f"{_INDENT}{row.title}")
            for line in (*row.guide.steps, row.guide.source):
                context.say(f"{_INDENT}{_INDENT}{line}")
        for line in state.notes:
            context.say(f"{_INDENT}{line}")
        context.say()
    context.say(_("Nothing was saved. The window goes through it step by step."))
    return 0


def _guide(guide: GuideText) -> dict[str, JsonValue]:
    return {"steps": list(guide.steps), "source": guide.source}


def drift(context: Context) -> int:
    """Print what is to be looked at in the car, or write down what was seen."""
    options, desk = context.options, context.desk
    found = desk.this_car.drift_list(desk.find_car(options.car))
    if options.saw:
        return _write_down(context, found, dict(map(_seen, options.saw)))
    voice = Voice(found.notice, context.notice_language(found.notice))
    standing = found.standing
    if context.json:
        context.say_json(
            {
                "car": found.vehicle.id,
                "last": rfc3339(standing.last_at) if standing.last_at else None,
                "due": rfc3339(standing.due_at),
                "isDue": standing.is_due,
                "collections": [
                    {
                        "id": item.practice.id,
                        "title": voice.words(item.practice.title),
                        "recorded": "on" if item.is_on else "off",
                        "answered": item.is_answered,
                    }
                    for item in found.items
                ],
            }
        )
        return 0
    zone = desk.zone()
    context.say(reminder_line(standing, zone) or last_line(standing, zone))
    context.say_table(
        # Translators: headings of a table: a kind of data, and whether it is on here.
        (_("Id"), _("Collection"), _("Here")),
        [
            (
                item.practice.id,
                voice.words(item.practice.title),
                says_word(CarSays.ON if item.is_on else CarSays.OFF),
            )
            for item in found.items
        ],
    )
    return 0


def _seen(text: str) -> tuple[PracticeId, CarSays]:
    """Return what was typed as ``COLLECTION=on``; its second half was checked already."""
    name, _sign, said = text.rpartition("=")
    return PracticeId(name), CarSays(said)


def _write_down(context: Context, found: DriftList, said: dict[PracticeId, CarSays]) -> int:
    known = {item.practice.id for item in found.items}
    for name in said:
        if name not in known:
            raise PracticeMissingError(practice=name)
    language = context.notice_language(found.notice)
    done = context.desk.this_car.finish_drift(found.vehicle, said, language=language)
    if context.json:
        context.say_json(
            {
                "at": rfc3339(done.at),
                "same": list(done.same),
                "different": list(done.different),
                "notFound": list(done.not_found),
            }
        )
        return 0
    seen = result(found, said, language)
    context.say(seen.heading)
    for row in seen.rows:
        context.say(f"{_INDENT}{row.title}: {row.sentence}")
        for line in (*row.guide.steps, row.guide.source) if row.guide is not None else ():
            context.say(f"{_INDENT}{_INDENT}{line}")
    return 0


def card(context: Context) -> int:
    """Write the card for passengers as a PDF."""
    options, desk = context.options, context.desk
    vehicle = desk.find_car(options.car)
    second = options.second or second_language(desk.choices(vehicle), context.language)
    languages = tuple(dict.fromkeys((context.language, second)))
    path = expanded(options.to)
    desk.this_car.save_card(vehicle, path, languages=languages, with_name=options.with_name)
    if context.json:
        context.say_json({"file": path, "languages": list(languages)})
        return 0
    # Translators: {path} is the path of a file.
    context.say(_("The card is here: {path}", path=path))
    return 0
