"""The words around a car's details: its four fields, and the sheet that corrects them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, ngettext
from ownerapp.i18n.formatting import format_list
from ownerapp.presentation.joining import sentences

if TYPE_CHECKING:
    from ownerapp.services.correcting import KeptDetails

FIELDS = ("name", "owner", "plate", "vin")
"""The fields in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionState:
    """The words of the sheet that corrects details."""

    heading: str
    later: str
    """What a correction changes, and what it does not."""
    helps: dict[str, str]


def field_helps(owner: str = "") -> dict[str, str]:
    """Return what stands below each field.

    Args:
        owner: What stands below the owner's name, where that is not the usual.
    """
    return {
        "name": _("Needed. For example a nickname."),
        "owner": owner or _("Not needed. It goes into a record only when you tick it."),
        "plate": _("Not needed."),
        "vin": _("Not needed. 17 letters and digits on the registration document."),
    }


def correction_state(kept: KeptDetails) -> CorrectionState:
    """Return the words of the sheet that corrects the details of a car."""
    owner = field_helps()["owner"]
    if kept.others:
        owner = sentences(owner, other_cars_words(kept))
    return CorrectionState(
        # Translators: the heading of a sheet; details are the name, the plate and the VIN of a car.
        heading=_("Correct the details"),
        later=_(
            "Records, letters and cards that were made before keep the old words; those made "
            "later have the new ones."
        ),
        helps=field_helps(owner),
    )


def other_cars_words(kept: KeptDetails) -> str:
    """Return for which other cars a new name of the owner counts, by what they are called."""
    cars = format_list(tuple(car.name for car in kept.others))
    return ngettext(
        # Translators: {cars} is what the person calls the other car of theirs.
        "A new name of the owner counts for this other car, too: {cars}.",
        # Translators: {cars} is a list of what the person calls the other cars of theirs.
        "A new name of the owner counts for these other cars, too: {cars}.",
        len(kept.others),
        cars=cars,
    )


def corrected_words() -> str:
    """Return what is said once details were corrected."""
    return _("The details were corrected.")


def put_back_words() -> str:
    """Return what is said once a correction was taken back."""
    return _("The details are as they were before.")
