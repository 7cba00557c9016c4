"""Presents the drift check: one practice at a time, and how to set what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import tzinfo

from ownerapp.domain.ids import Language, PracticeId
from ownerapp.domain.notice_facts import GuidedSteps
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, ngettext, pgettext
from ownerapp.i18n.formatting import format_date
from ownerapp.presentation.guide_state import GuideText
from ownerapp.presentation.guide_text import guide_text, no_guide
from ownerapp.presentation.voice import Voice
from ownerapp.services.drift import CarSays, DriftItem, DriftList, DriftStanding

_LOOK = "check"
_WAYS = (_LOOK, "turn-off", "turn-on")
"""The guides that lead to the setting, the best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftQuestion:
    """One practice to look at."""

    practice: PracticeId
    count: str
    heading: str
    question: str
    recorded: str
    guide: GuideText


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftRow:
    """One practice in the result: what differs and how to set it, or what was not found."""

    title: str
    sentence: str
    guide: GuideText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftResult:
    """What the person saw, before anything is saved."""

    heading: str
    lines: tuple[str, ...]
    rows: tuple[DriftRow, ...]


def says_word(said: CarSays) -> str:
    """Return what the car can show."""
    match said:
        case CarSays.ON:
            # Translators: what the car's screen shows for a setting.
            return pgettext("the car shows", "On")
        case CarSays.OFF:
            return pgettext("the car shows", "Off")
        case CarSays.NOT_FOUND:
            return pgettext("the car shows", "I cannot find it")


def intro_lines(standing: DriftStanding, zone: tzinfo) -> tuple[str, ...]:
    """Return what is said before the first question."""
    return (
        _("An update of the car can change its settings. Sit in the car and look: two minutes."),
        last_line(standing, zone),
        _("Nothing is saved before the last step. You can stop at any time."),
    )


def last_line(standing: DriftStanding, zone: tzinfo) -> str:
    """Return when the car was last looked at."""
    if standing.last_at is None:
        return _("You have not done this for this car yet.")
    # Translators: {date} is a date.
    return _("You last did this on {date}.", date=format_date(standing.last_at, zone))


def reminder_line(standing: DriftStanding, zone: tzinfo) -> str:
    """Return the line that says that it is time again; empty while it is not."""
    if not standing.is_due:
        return ""
    if standing.last_at is None:
        return _("Your car's own settings have not been looked at for 90 days.")
    # Translators: {date} is a date.
    return _(
        "You last looked at your car's own settings on {date}, more than 90 days ago.",
        date=format_date(standing.last_at, zone),
    )


def reminder_link() -> str:
    """Return the words of the link in that line."""
    return pgettext("link", "Look now")


def question(found: DriftList, number: int, language: Language) -> DriftQuestion:
    """Return the question about one practice, by its place in the list."""
    voice, item = Voice(found.notice, language), found.items[number]
    way = next((guide for action in _WAYS for guide in item.guides if guide.action == action), None)
    return DriftQuestion(
        practice=item.practice.id,
        # Translators: {number} and {count} are numbers: the third of twelve.
        count=_("{number} of {count}", number=number + 1, count=len(found.items)),
        heading=voice.words(item.practice.title),
        question=_("What does the car show now?"),
        recorded=_recorded(item),
        guide=_way(found, way, voice),
    )


def _way(found: DriftList, guide: GuidedSteps | None, voice: Voice) -> GuideText:
    """Return the steps that lead to a setting; where they also change it, that is said."""
    if guide is None:
        return no_guide(found.notice, _LOOK)
    text = guide_text(found.notice, guide, voice)
    if guide.action == _LOOK:
        return text
    return replace(
        text, label=_("These steps lead to the setting and change it. Only look for now.")
    )


def _recorded(item: DriftItem) -> str:
    if not item.is_answered:
        return _("Here it is off: you have not answered it.")
    return _("Here it is on.") if item.is_on else _("Here it is off.")


def result(found: DriftList, said: Mapping[PracticeId, CarSays], language: Language) -> DriftResult:
    """Return what differs, with the steps to set it, then what could not be found."""
    voice = Voice(found.notice, language)
    seen = [(item, said[item.practice.id]) for item in found.items if item.practice.id in said]
    same = sum(item.agrees(word) for item, word in seen)
    different = [(item, word) for item, word in seen if item.differs(word)]
    missing = [item for item, word in seen if word is CarSays.NOT_FOUND]
    lines = [
        ngettext(
            "{n} setting in the car is as you decided.",
            "{n} settings in the car are as you decided.",
            same,
        ),
        _("When you finish, it is written down that you saw them so. Nobody checked it."),
    ]
    rows = [_different(found, item, word, voice) for item, word in different]
    rows += [
        DriftRow(title=voice.words(item.practice.title), sentence=_("You could not find it."))
        for item in missing
    ]
    return DriftResult(heading=_heading(len(different)), lines=tuple(lines), rows=tuple(rows))


def _heading(different: int) -> str:
    if not different:
        return _("Nothing that you found differs")
    return ngettext(
        "{n} setting differs from what you decided",
        "{n} settings differ from what you decided",
        different,
    )


def _different(found: DriftList, item: DriftItem, word: CarSays, voice: Voice) -> DriftRow:
    """Return what differs, with the steps that make it as it was decided."""
    action = "turn-on" if item.is_on else "turn-off"
    guide = next((guide for guide in item.guides if guide.action == action), None)
    sentence = (
        _("The car shows on. Here it is off.")
        if word is CarSays.ON
        else _("The car shows off. Here it is on.")
    )
    if word is CarSays.ON and not item.is_answered:
        sentence = _("The car shows on, and you have not allowed it.")
    return DriftRow(
        title=voice.words(item.practice.title),
        sentence=sentence,
        guide=guide_text(found.notice, guide, voice)
        if guide is not None
        else no_guide(found.notice, action),
    )
