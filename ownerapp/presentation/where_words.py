"""What is where: five places, for who has just begun."""

from __future__ import annotations

from ownerapp.domain.values import dataclass
from ownerapp.i18n import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page and what a person does there."""

    page: str
    """The key of the page."""
    icon: str
    title: str
    text: str


def places() -> tuple[Place, ...]:
    """Return the places in the order in which they are met."""
    return (
        Place(
            page="choices",
            icon="sliders",
            title=_("My choices"),
            text=_("One card for each kind of data. A press turns it off; turning on asks first."),
        ),
        Place(
            page="car",
            icon="cartop",
            title=_("What my car collects"),
            text=_("The car from above with its sensors. Each one leads to its card."),
        ),
        Place(
            page="timeline",
            icon="timeline",
            title=_("Timeline"),
            text=_("Who chose what and when, and how everything stood on any day."),
        ),
        Place(
            page="records",
            icon="doc",
            title=_("Records"),
            text=_("Signed files that others can check without this program."),
        ),
        Place(
            page="rights",
            icon="scales",
            title=_("My rights"),
            text=_("Letters to the company: a copy, a deletion, a stop. The days are counted."),
        ),
    )


def where_title() -> str:
    """Return what the card with the places is called."""
    return _("What is where")


def offer_words() -> str:
    """Return what is said once, after the first record."""
    return _("Your first record is written. If you like, look at what is where.")


def later_words() -> str:
    """Return where the card is found later."""
    return _("You can find this again in the settings, under What is where.")
