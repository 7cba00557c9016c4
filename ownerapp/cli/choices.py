"""``ownerapp choices list``, ``set``, ``pause`` and ``resume``.

A yes first prints the practice's whole text with necessity and effect, and hashes exactly
what it printed; a no prints and hashes the card. At a terminal a yes is then asked for;
without one the command is the deliberate act. With ``--json`` the text goes to stderr.
"""

from __future__ import annotations

from collections.abc import Callable

from ownerapp.cli.arguments import expanded
from ownerapp.cli.context import Context
from ownerapp.domain.choice import Status
from ownerapp.domain.errors import (
    OptionInvalidError,
    PracticeMissingError,
    PracticeRequiredError,
    PracticeUndeterminedError,
    TermNeededError,
    TermNotOfferedError,
)
from ownerapp.domain.event import rfc3339
from ownerapp.domain.ids import Language, PracticeId
from ownerapp.domain.json_value import JsonValue
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.term import Term
from ownerapp.domain.text import ShownText
from ownerapp.i18n import _, pgettext
from ownerapp.presentation import words
from ownerapp.presentation.asking import on_terminal
from ownerapp.presentation.choices_page import ChoicesPresenter
from ownerapp.presentation.joining import labelled, phrases
from ownerapp.presentation.reminders import long_away
from ownerapp.presentation.states import TermState
from ownerapp.services.choices import Answer, CarChoices, PracticeChoice
from ownerapp.services.notice_trust import check_takes_yes

_YES = ("y", "yes")


def list_choices(context: Context) -> int:
    """List every practice of a car with the choice on it."""
    view = context.desk.choices(context.desk.find_car(context.options.car))
    language = context.notice_language(view.notice)
    if context.json:
        values: list[JsonValue] = [_choice_value(item, view, language) for item in view.choices]
        fixed = (*view.notice.undetermined(), *view.notice.required())
        values += [_fixed_value(item, view.notice, language) for item in fixed]
        context.say_json(values)
        return 0
    zone = context.desk.zone()
    away = long_away(view, zone)
    if away is not None:
        context.say(away.text)
    rows = [
        [
            item.practice.id,
            item.practice.title.best(language, view.notice.native_language)[1],
            words.state_word(item.status, item.choice, zone),
            words.status_word(item.status),
            line.text
            if (line := words.second_line(item.status, item.choice, zone)) is not None
            else "",
        ]
        for item in view.choices
    ]
    rows += [
        [
            item.id,
            item.title.best(language, view.notice.native_language)[1],
            words.fixed_word(item),
            "",
            "",
        ]
        for item in (*view.notice.undetermined(), *view.notice.required())
    ]
    context.say_table(
        [_("Name"), _("Title"), pgettext("column", "State"), _("Choice"), _("Evidence")], rows
    )
    return 0


def set_choice(context: Context) -> int:
    """Turn one practice on for a term, or off."""
    options, desk = context.options, context.desk
    vehicle = desk.find_car(options.car)
    view = desk.choices(vehicle)
    language = context.notice_language(view.notice)
    practice = _practice(view.notice, options.practice)
    presenter = ChoicesPresenter(view, language=language, zone=desk.zone())
    if options.answer == "off":
        if options.term is not None:
            raise OptionInvalidError(option="--for", value=options.term)
        card = presenter.state().card(practice.id)
        shown = card.shown if card else ()
        for line in shown:
            context.show(line.text)
        context.show_all()
        answer = Answer(practice=practice.id, on=False, shown=shown)
    else:
        term = _term(view.notice, practice, options.term)
        # Before the question: nobody should read it to the end and then hear that it is locked.
        check_takes_yes(view.trust)
        ask = presenter.ask(practice)
        chosen = next(item for item in ask.terms if item.term is term and not item.keep_end)
        shown = on_terminal(ask, chosen)
        _print_question(context, shown)
        if context.ask is not None and not _says_yes(context, chosen):
            context.say(_("Nothing was saved. It is as it was."))
            return 0
        answer = Answer(practice=practice.id, on=True, term=term, shown=shown)
    after = desk.answer(vehicle, [answer], language=language)
    item = after.of(practice.id)
    if item is not None:
        _print_result(context, item, after, language)
    return 0


def pause_choice(context: Context) -> int:
    """Turn one practice off until it is resumed; its term runs on."""
    return _hold(context, context.desk.pause)


def resume_choice(context: Context) -> int:
    """Let a paused yes go on until its own end."""
    return _hold(context, context.desk.resume)


def keep_choices(context: Context) -> int:
    """Let everything stay on after a year without opening."""
    desk = context.desk
    view = desk.keep_on(desk.find_car(context.options.car))
    on = sum(item.status is Status.GIVEN for item in view.choices)
    if context.json:
        context.say_json({"on": on})
        return 0
    context.say(_("What is on stays on until its own end."))
    return 0


def write_calendar(context: Context) -> int:
    """Write when what is on ends, as a calendar file."""
    from ownerapp.presentation.reminder_calendar import (  # noqa: PLC0415 - seldom needed
        calendar_sentence,
    )

    path = expanded(context.options.to)
    count = context.desk.write_calendar(path, interface_language=context.language)
    if context.json:
        context.say_json({"file": path, "entries": count})
        return 0
    context.say(calendar_sentence(count))
    return 0


def _hold(context: Context, hold: Callable[..., CarChoices]) -> int:
    vehicle = context.desk.find_car(context.options.car)
    view = context.desk.choices(vehicle)
    language = context.notice_language(view.notice)
    practice = _practice(view.notice, context.options.practice)
    after = hold(vehicle, practice.id, language=language)
    item = after.of(practice.id)
    if item is not None:
        _print_result(context, item, after, language)
    return 0


def _practice(notice: Notice, name: str) -> Practice:
    practice = notice.practice(PracticeId(name))
    if practice is None:
        raise PracticeMissingError(practice=name)
    if practice.required:
        raise PracticeRequiredError(practice=name)
    if not practice.optional:
        raise PracticeUndeterminedError(practice=name)
    return practice


def _term(notice: Notice, practice: Practice, code: str | None) -> Term:
    offered = notice.offered_terms(practice)
    codes = tuple(term.value for term in offered)
    if code is None:
        raise TermNeededError(practice=practice.id, offered=codes)
    if code not in codes:
        raise TermNotOfferedError(practice=practice.id, term=code, offered=codes)
    return Term(code)


def _print_question(context: Context, shown: ShownText) -> None:
    """Print every line that will be hashed, each label before its answer."""
    texts = {line.field: line.text for line in shown}
    for line in shown:
        kind, _dot, field = line.field.partition(".")
        if kind == "label":
            context.show(labelled(line.text, texts[field]))
        elif kind == "term" and f"{line.field}.ends" in texts:
            context.show(f"- {phrases(line.text, texts[f'{line.field}.ends'])}")
        elif not (f"label.{line.field}" in texts or line.field.endswith(".ends")):
            context.show(line.text)
    context.show_all()


def _says_yes(context: Context, chosen: TermState) -> bool:
    """Ask at the terminal; everything but a yes is no answer."""
    if context.ask is None:
        return False
    try:
        # Translators: y and N are the keys to press; N is the default.
        said = context.ask(_("{action}? [y/N] ", action=chosen.turn_on))
    except EOFError:
        return False
    return said.strip().casefold() in _YES


def _print_result(
    context: Context, item: PracticeChoice, view: CarChoices, language: Language
) -> None:
    if context.json:
        context.say_json(_choice_value(item, view, language))
        return
    zone = context.desk.zone()
    line = words.second_line(item.status, item.choice, zone)
    state = words.state_word(item.status, item.choice, zone)
    title = item.practice.title.best(language, view.notice.native_language)[1]
    context.say(labelled(title, phrases(state, line.text if line else "")))


def _choice_value(
    item: PracticeChoice, view: CarChoices, language: Language
) -> dict[str, JsonValue]:
    choice, practice = item.choice, item.practice
    is_yes = item.status in {Status.GIVEN, Status.PAUSED}
    ends = choice.ends_at if choice and is_yes else None
    evidence = choice.evidence if choice and item.status is choice.status else None
    return {
        "practice": practice.id,
        "title": practice.title.best(language, view.notice.native_language)[1],
        "purpose": practice.why.best(language, view.notice.native_language)[1],
        "group": practice.group,
        "required": False,
        "sensitive": practice.sensitive,
        "leaves_country": practice.leaves_country,
        "status": item.status.value,
        "term": choice.term.value if choice and choice.term else None,
        "until": rfc3339(ends) if ends else None,
        "evidence": evidence.value if evidence else None,
        "terms": [term.value for term in view.notice.offered_terms(practice)],
    }


def _fixed_value(practice: Practice, notice: Notice, language: Language) -> JsonValue:
    # Without a switch there is no choice: undecided is the honest status, and "required"
    # says whether it is on all the same; null where the notice does not say it.
    return {
        "practice": practice.id,
        "title": practice.title.best(language, notice.native_language)[1],
        "purpose": practice.why.best(language, notice.native_language)[1],
        "group": practice.group,
        "required": True if practice.required else None,
        "sensitive": practice.sensitive,
        "leaves_country": practice.leaves_country,
        "status": Status.UNDECIDED.value,
        "term": None,
        "until": None,
        "evidence": None,
        "terms": [],
    }
