"""Presents the steps of a hand-over: what is done in each, and what a press would do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from enum import StrEnum

from ownerapp.domain.handover import Occasion, Part, without_steps
from ownerapp.domain.ids import Language, PracticeId
from ownerapp.domain.notice import Origin
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, ngettext, pgettext
from ownerapp.i18n.formatting import format_date, format_list
from ownerapp.presentation import handover_words as said
from ownerapp.presentation.guide_state import GuideText
from ownerapp.presentation.guide_text import guide_text, no_guide
from ownerapp.presentation.voice import Voice
from ownerapp.presentation.whom_to_ask import how_to_ask, whom_to_ask
from ownerapp.services.handover import HandoverDone, HandoverPlan


class Step(StrEnum):
    """The steps of the wizard, in their order."""

    OCCASION = "occasion"
    CAR = "car"
    PHONE = "phone"
    CLOSE = "close"
    REQUESTS = "requests"
    CERTIFICATE = "certificate"


_GIVING = (Step.OCCASION, Step.CAR, Step.PHONE, Step.CLOSE, Step.REQUESTS, Step.CERTIFICATE)
_STEPS = {
    Occasion.LENT: (Step.OCCASION, Step.CAR, Step.CLOSE),
    Occasion.BOUGHT: (Step.OCCASION, Step.CAR, Step.PHONE, Step.CLOSE),
}


def steps_of(occasion: Occasion | None) -> tuple[Step, ...]:
    """Return the steps of an occasion; before one is chosen, those of a sale."""
    return _GIVING if occasion is None else _STEPS.get(occasion, _GIVING)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One task: what is done, how the notice says it is done, and from where that is."""

    key: str
    title: str
    guide: GuideText


@dataclass(frozen=True, slots=True, kw_only=True)
class StepState:
    """What stands on one step."""

    heading: str
    lines: tuple[str, ...]
    rows: tuple[TaskRow, ...] = ()
    notes: tuple[str, ...] = ()
    """Below the tasks."""


def step_state(step: Step, plan: HandoverPlan, language: Language) -> StepState:
    """Return one step of a plan."""
    voice = Voice(plan.notice, language)
    match step:
        case Step.OCCASION:
            return occasion_state()
        case Step.CAR:
            return _car(plan, voice)
        case Step.PHONE:
            return StepState(
                heading=_phone_heading(plan.occasion),
                lines=(_says_only(),),
                rows=_rows(plan, Part.PHONE, voice),
            )
        case Step.CLOSE:
            return _close(plan, voice)
        case Step.REQUESTS:
            return _requests(plan, voice)
        case Step.CERTIFICATE:
            return _certificate()


def occasion_state() -> StepState:
    """Return the first step, which needs no plan."""
    return StepState(
        heading=_("What is happening with the car?"),
        lines=(_("Nothing is saved before the last step. You can stop at any time."),),
    )


def _car(plan: HandoverPlan, voice: Voice) -> StepState:
    match plan.occasion:
        case Occasion.LENT:
            heading = _("What the car would show to the driver")
        case Occasion.BOUGHT:
            heading = _("What the earlier owner may have left in the car")
        case _:
            heading = _("Delete what the car holds about you")
    lines = [_says_only()]
    if plan.notice.origin is Origin.REFERENCE:
        lines.append(_("This car follows a reference notice: its steps are an example."))
    notes = []
    if plan.occasion is not Occasion.LENT:
        right = plan.notice.right("delete-in-vehicle")
        how = voice.words(right.how) if right is not None else ""
        if how:
            # Translators: {how} is one or more sentences of the notice.
            notes.append(_("The notice says about deleting in the car: {how}", how=how))
        silent = [voice.words(item.title) for item in without_steps(plan.notice)]
        if silent:
            # Translators: {list} is a list of kinds of data.
            notes.append(
                _(
                    "The notice states no steps to delete these in the car: {list}",
                    list=format_list(silent),
                )
            )
    return StepState(
        heading=heading,
        lines=tuple(lines),
        rows=_rows(plan, Part.CAR, voice),
        notes=tuple(notes),
    )


def _says_only() -> str:
    return _("For each, say what you did. Nobody checks it; it is kept as your word.")


def _phone_heading(occasion: Occasion) -> str:
    if occasion is Occasion.BOUGHT:
        return _("Who else can still reach the car")
    return _("Unlink phones, apps and keys")


def _rows(plan: HandoverPlan, part: Part, voice: Voice) -> tuple[TaskRow, ...]:
    title = said.looking_title if plan.occasion is Occasion.BOUGHT else said.task_title
    return tuple(
        TaskRow(
            key=task.key,
            title=title(task, voice),
            guide=guide_text(plan.notice, task.guide, voice)
            if task.guide is not None
            else no_guide(plan.notice),
        )
        for task in plan.tasks
        if task.part is part
    )


def _close(plan: HandoverPlan, voice: Voice) -> StepState:
    match plan.occasion:
        case Occasion.LENT:
            return StepState(
                heading=_("Your choices stay as they are"),
                lines=(
                    _("What is on stays on while the car is lent, also for the driver."),
                    _("A passenger card tells the driver what is on. You can make one next."),
                ),
            )
        case Occasion.BOUGHT:
            return StepState(
                heading=_("The history here is yours alone"),
                lines=(
                    _("What the earlier owner decided is not here, and does not hold for you."),
                    _("Everything optional is off here until you turn it on."),
                    _("The car itself may still be set otherwise: a drift check shows that."),
                ),
            )
        case _:
            return _closing(plan, voice)


def _closing(plan: HandoverPlan, voice: Voice) -> StepState:
    count = len(plan.closing)
    titles = {item.id: voice.words(item.title) for item in plan.notice.practices}
    lines = [
        ngettext(
            "When you finish, {n} collection that is on is turned off for this car.",
            "When you finish, {n} collections that are on are turned off for this car.",
            count,
        )
        if count
        else _("Nothing optional is on. When you finish, it is recorded that it stays off."),
        *_named(plan, titles),
        _("This is the same as turning all off on the page of your choices."),
        _("The car does not hear of it: what is set in the car stays until somebody changes it."),
        _("Your history and your records stay here."),
    ]
    return StepState(heading=_("Turn everything off"), lines=tuple(lines))


def _named(plan: HandoverPlan, titles: Mapping[PracticeId, str]) -> tuple[str, ...]:
    """Return what is on by name, where there is anything."""
    if not plan.closing:
        return ()
    names = format_list([titles.get(name, name) for name in plan.closing])
    # Translators: {list} is a list of kinds of data.
    return (_("On now: {list}", list=names),)


def _requests(plan: HandoverPlan, voice: Voice) -> StepState:
    lines = [
        _("What left the car is not deleted with it. Who holds it has to be asked."),
        whom_to_ask(plan.notice, voice),
    ]
    # The contacts of a reference notice are of no real company: there is no way to ask them.
    if plan.notice.origin is not Origin.REFERENCE:
        lines += [
            how_to_ask(plan.notice, voice),
            _("Ask them to delete what they hold about you and this car, and to confirm it."),
        ]
    return StepState(
        heading=_("Ask for what the maker keeps"), lines=tuple(line for line in lines if line)
    )


def _certificate() -> StepState:
    return StepState(
        heading=_("A page for the next owner"),
        lines=(
            _(
                "One page says what you did, as your word and not checked by anybody, and what "
                "was turned off here. It carries the seal of this program's key."
            ),
            _(
                "The VIN is not on it. A hash lets the next owner compare it with the VIN on "
                "the car. Anyone with a list of such numbers can try them, too."
            ),
        ),
    )


def done_lines(done: HandoverDone, zone: tzinfo) -> tuple[str, ...]:
    """Return what came of it."""
    lines = [
        # Translators: {date} is a date.
        _("It stands in your history since {date}.", date=format_date(done.at, zone))
    ]
    if done.occasion.closes:
        count = len(done.closed)
        lines.append(
            ngettext(
                "{n} collection was turned off for this car.",
                "{n} collections were turned off for this car.",
                count,
            )
            if count
            else _("Nothing optional was on.")
        )
    if done.path:
        # Translators: {path} is the path of a file.
        lines.append(_("The page for the next owner is here: {path}", path=done.path))
    return tuple(lines)


def done_heading(occasion: Occasion) -> str:
    """Return the heading after the last press."""
    return said.occasion_done(occasion)


def finish_words(occasion: Occasion) -> str:
    """Return the words of the last press."""
    if occasion.closes:
        return pgettext("button", "Turn all off and write it down")
    return pgettext("button", "Write it down")
