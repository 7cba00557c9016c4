"""Presents the page about one car: hand-over, drift check, card for passengers, its details."""

from __future__ import annotations

from datetime import tzinfo

from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, pgettext
from ownerapp.presentation.drift_page import last_line, reminder_line
from ownerapp.services.drift import DriftStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedState:
    """One thing to do with the car: its name, one sentence, and the button."""

    title: str
    sentence: str
    button: str
    second: str = ""
    """When it was last done, where that matters."""
    is_due: bool = False


def this_car() -> str:
    """Return the name of the page."""
    # Translators: the name of a page about one car.
    return _("This car")


def handover_deed() -> DeedState:
    """Return the hand-over."""
    return DeedState(
        title=_("Hand-over"),
        sentence=_(
            "Sold, given back, scrapped, lent or just bought: what to delete, what to unlink, and "
            "what to turn off."
        ),
        button=pgettext("button", "Begin a hand-over"),
    )


def drift_deed(standing: DriftStanding | None, zone: tzinfo) -> DeedState:
    """Return the drift check, with when it was last done."""
    second = ""
    if standing is not None:
        second = reminder_line(standing, zone) or last_line(standing, zone)
    return DeedState(
        # Translators: a look at the car's own settings, whether they still are as decided.
        title=_("Drift check"),
        sentence=_("Look at the car's own screens for two minutes: is it set as you decided?"),
        button=pgettext("button", "Look at the car's settings"),
        second=second,
        is_due=standing is not None and standing.is_due,
    )


def card_deed() -> DeedState:
    """Return the card for passengers."""
    return DeedState(
        title=_("Passenger card"),
        sentence=_("A small card says what is on in this car today, in two languages."),
        button=pgettext("button", "Make a passenger card"),
    )


def details_deed() -> DeedState:
    """Return the correction of what was typed about the car."""
    return DeedState(
        # Translators: the title of a card; details are the name, the plate and the VIN of a car.
        title=_("Details of the car"),
        sentence=_(
            "A typing mistake? Correct what you call the car, your name, the licence plate or the "
            "VIN."
        ),
        button=pgettext("button", "Correct the details"),
    )
