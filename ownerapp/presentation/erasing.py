"""The words around erasing a person or a car: what goes, what stays, what is not touched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import Person, Vehicle
from ownerapp.i18n import _, ngettext, pgettext
from ownerapp.i18n.formatting import format_list
from ownerapp.presentation.car_names import car_names
from ownerapp.presentation.joining import phrases
from ownerapp.services.erasure import Erased, ErasurePlan

_NAMED_FILES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureState:
    """What would be erased and what would stay, for the sheet that asks."""

    question: str
    goes: tuple[str, ...]
    stays: tuple[str, ...]
    files: tuple[str, ...]
    """Paths of the person's own files that still name it."""
    more_files: str
    """How many more there are; empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasableRow:
    """A person or a car in the list of what can be erased."""

    key: str
    title: str
    second: str
    link: str
    described: str
    """What the link erases."""


def erasure_state(plan: ErasurePlan) -> ErasureState:
    """Return a plan for the sheet that asks."""
    more = len(plan.exported) - _NAMED_FILES
    return ErasureState(
        question=_question(plan),
        goes=(*_what(plan), *_letters(plan), *_rules(plan)),
        stays=(
            _("The history stays whole and no longer says whose it was."),
            _("Nothing is turned off in the car by this."),
            _own_files(plan),
        ),
        files=plan.exported[:_NAMED_FILES],
        # Translators: {count} is a number of files.
        more_files=ngettext("{count} more file", "{count} more files", more, count=more)
        if more > 0
        else "",
    )


def erasable_people(people: Sequence[Person], cars: Sequence[Vehicle]) -> tuple[ErasableRow, ...]:
    """Return the people that can be erased, oldest first."""
    return tuple(
        _row(
            person.id,
            person.name or _("Somebody who gave no name"),
            format_list(tuple(car.name for car in cars if car.person == person.id)),
        )
        for person in people
    )


def erasable_cars(cars: Sequence[Vehicle], people: Sequence[Person]) -> tuple[ErasableRow, ...]:
    """Return the cars that can be erased, oldest first; none can be taken for another."""
    names = car_names(cars, people)
    return tuple(_row(car.id, names[car.id], phrases(car.plate, car.vin)) for car in cars)


def plan_sentences(plan: ErasurePlan) -> tuple[str, ...]:
    """Return what would be erased and what would stay, for the question before it."""
    state = erasure_state(plan)
    said = (*state.goes, *state.stays, *state.files, state.more_files)
    return tuple(line for line in said if line)


def erased_sentences(erased: Erased) -> tuple[str, ...]:
    """Return what was done, and what is left to do."""
    done = _("It is erased. Nothing in this program's files says it any more.")
    if erased.is_clean:
        return (done,)
    return (
        _("It is erased and cannot be seen any more."),
        _(
            "Another program has your data open, so remains may still lie in its files. Close "
            "it; the next start of this program removes them."
        ),
    )


def _what(plan: ErasurePlan) -> Iterator[str]:
    cars = _car_list(plan)
    if plan.person is None:
        # Translators: {cars} is the name that the person gave to a car.
        yield _("This erases the car {cars}, with its licence plate and its VIN.", cars=cars)
        return
    if plan.person.name:
        # Translators: {name} is the name of a person.
        yield _("This erases {name}.", name=plan.person.name)
    else:
        yield _("This erases the person who gave no name.")
    if plan.vehicles:
        # Translators: {cars} is a name of a car, or a list of them.
        yield ngettext(
            "The car {cars} goes too, with licence plate and VIN.",
            "The cars {cars} go too, each with licence plate and VIN.",
            len(plan.vehicles),
            cars=cars,
        )


def _car_list(plan: ErasurePlan) -> str:
    """Return what the cars are called that go; none can be taken for another that is kept.

    With a person all of their cars go, and the person is named beside them already.
    """
    if plan.person is None:
        names = car_names(plan.cars, plan.people)
    else:
        names = car_names(plan.vehicles, ())
    return format_list(tuple(names.get(item.id, item.name) for item in plan.vehicles))


def _letters(plan: ErasurePlan) -> Iterator[str]:
    if plan.requests:
        yield ngettext(
            "{count} letter goes too, with the replies to it.",
            "{count} letters go too, with the replies to them.",
            plan.requests,
            count=plan.requests,
        )


def _rules(plan: ErasurePlan) -> Iterator[str]:
    if plan.rules:
        # Translators: {count} is a number of rules that the person made for their own answers.
        yield ngettext(
            "{count} rule for answers goes too.",
            "{count} rules for answers go too.",
            plan.rules,
            count=plan.rules,
        )


def _row(key: str, title: str, second: str) -> ErasableRow:
    return ErasableRow(
        key=key, title=title, second=second, link=pgettext("link", "Erase"), described=title
    )


def _question(plan: ErasurePlan) -> str:
    if plan.person is None:
        # Translators: {cars} is the name that the person gave to a car.
        return _("Erase the car {cars}?", cars=_car_list(plan))
    if plan.person.name:
        # Translators: {name} is the name of a person.
        return _("Erase {name}?", name=plan.person.name)
    return _("Erase the person who gave no name?")


def _own_files(plan: ErasurePlan) -> str:
    if plan.exported:
        return _(
            "Records that you exported, and backups that you made, are your own files. "
            "They are not touched and still say it:"
        )
    return _("Backups that you made are your own files. They are not touched.")
