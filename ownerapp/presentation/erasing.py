"""The words around erasing a person or a car: what goes, what stays, what is not touched."""

from __future__ import annotations

from collections.abc import Iterator

from ownerapp.i18n import _, ngettext
from ownerapp.i18n.formatting import format_list
from ownerapp.services.erasure import Erased, ErasurePlan

_NAMED_FILES = 20


def plan_sentences(plan: ErasurePlan) -> tuple[str, ...]:
    """Return what would be erased and what would stay, for the question before it."""
    said = list(_what(plan))
    said.append(_("The history stays whole and no longer says whose it was."))
    said.append(_("Nothing is turned off in the car by this."))
    if plan.exported:
        said.append(
            _(
                "Records that you exported, and backups that you made, are your own files. "
                "They are not touched and still say it:"
            )
        )
        said += plan.exported[:_NAMED_FILES]
        more = len(plan.exported) - _NAMED_FILES
        if more > 0:
            # Translators: {count} is a number of files.
            said.append(ngettext("{count} more file", "{count} more files", more, count=more))
    else:
        said.append(_("Backups that you made are your own files. They are not touched."))
    return tuple(said)


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
    cars = format_list(tuple(vehicle.name for vehicle in plan.vehicles))
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
