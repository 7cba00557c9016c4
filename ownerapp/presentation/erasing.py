"""The words around erasing a person or a car: what goes, what stays, what is not touched."""

from __future__ import annotations

from ownerapp.i18n import _, ngettext
from ownerapp.i18n.formatting import format_list
from ownerapp.services.erasure import Erased, ErasurePlan

_NAMED_FILES = 20


def plan_sentences(plan: ErasurePlan) -> tuple[str, ...]:
    """Return what would be erased and what would stay, for the question before it."""
    said = [_what(plan)]
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
            said.append(ngettext("and {count} more", "and {count} more", more, count=more))
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


def _what(plan: ErasurePlan) -> str:
    cars = format_list(tuple(vehicle.name for vehicle in plan.vehicles))
    if plan.person is None:
        # Translators: {cars} is the name that the person gave to a car.
        return _("This erases the car {cars}, with its licence plate and its VIN.", cars=cars)
    name = plan.person.name or _("the person without a name")
    if not plan.vehicles:
        # Translators: {name} is the name of a person.
        return _("This erases {name}.", name=name)
    # Translators: {name} is the name of a person, {cars} a list of names of cars.
    return ngettext(
        "This erases {name} and the car {cars}, with its licence plate and its VIN.",
        "This erases {name} and the cars {cars}, with their licence plates and their VINs.",
        len(plan.vehicles),
        name=name,
        cars=cars,
    )
