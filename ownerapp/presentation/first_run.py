"""Presents the first run: its steps, the notices to choose from, and the review."""

from __future__ import annotations

from enum import StrEnum

from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, ngettext, pgettext
from ownerapp.presentation.states import CardState, ChoicesState
from ownerapp.presentation.words import status_word
from ownerapp.services.choices import CarChoices


class Step(StrEnum):
    """The steps, in their order."""

    LANGUAGE = "language"
    CAR = "car"
    CHOICES = "choices"
    REVIEW = "review"
    PASSPHRASE = "passphrase"  # noqa: S105 - a name, not a secret
    RECORD = "record"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One practice in the review."""

    title: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewState:
    """What is on until when, and what is off."""

    heading: str
    intro: str
    on_title: str
    on: tuple[ReviewRow, ...]
    none_on: str
    off_title: str
    off: tuple[ReviewRow, ...]


def step_name(step: Step) -> str:
    """Return the heading of a step."""
    match step:
        case Step.LANGUAGE:
            return _("Choose your language")
        case Step.CAR:
            return _("Your car")
        case Step.CHOICES:
            return _("Your choices")
        case Step.REVIEW:
            return _("Look it over")
        case Step.PASSPHRASE:
            return _("Protect your data")
        case Step.RECORD:
            return _("Save your record")


def step_count(number: int, count: int) -> str:
    """Return where in the row of steps a step is."""
    # Translators: {number} and {count} are numbers: the second of five steps.
    return _("Step {number} of {count}", number=number, count=count)


def choose_notice_words() -> str:
    """Return what is said when no notice was chosen."""
    return _("Choose a notice first. None is chosen for you.")


def further_owner_words() -> str:
    """Return what stands below the name of whoever adds a further car."""
    return _(
        "Not needed. Is your other car here under a name? Type the same one: your rules hold for "
        "all cars under it. It goes into a record only when you tick it."
    )


def none_fits_words() -> str:
    """Return what stands below the list of notices, for whose car none of them is."""
    return _(
        "Is your car not here? A reference notice shows how this works; it says nothing about "
        "your car. A notice that you have as a file can be opened in the settings afterwards."
    )


def review_state(choices: ChoicesState, view: CarChoices) -> ReviewState:
    """Return the review of a draft; what nobody answered is off, and is said to be no answer.

    Args:
        choices: The draft as the cards show it.
        view: The draft.
    """
    cards = [card for group in choices.groups for card in group.cards if card.has_switch]
    on = [card for card in cards if card.on]
    off = [card for card in cards if not card.on]
    return ReviewState(
        heading=choices.heading,
        intro=_("Nothing is saved yet. You can change each choice at any time afterwards."),
        # Translators: the heading of a list of collections that are on; {count} is their number.
        on_title=ngettext("{count} is on", "{count} are on", len(on), count=len(on)),
        on=tuple(ReviewRow(title=card.title, word=card.word) for card in on),
        none_on=_("Nothing optional is on."),
        # Translators: the heading of a list of collections that are off; {count} is their number.
        off_title=ngettext("{count} is off", "{count} are off", len(off), count=len(off)),
        off=tuple(ReviewRow(title=card.title, word=_off_word(card, view)) for card in off),
    )


def back_words() -> str:
    """Return the words of the button that goes back."""
    return pgettext("button", "Back")


def next_words(step: Step) -> str:
    """Return the words of the button that goes on."""
    match step:
        case Step.REVIEW:
            return pgettext("button", "Make my record")
        case Step.PASSPHRASE:
            return pgettext("button", "Make my record")
        case Step.RECORD:
            return pgettext("button", "Save my record")
        case _:
            return pgettext("button", "Next")


def dropped_words(count: int) -> str:
    """Return why answers of a draft are open again after the language changed."""
    # Translators: {count} is the number of answers that were given to the text in another language.
    return ngettext(
        "The language changed, so {count} answer is open again: answer it in this language.",
        "The language changed, so {count} answers are open again: answer them in this language.",
        count,
        count=count,
    )


def _off_word(card: CardState, view: CarChoices) -> str:
    """Return the person's choice where a card is off: none, or a no."""
    choice = view.of(card.practice)
    return status_word(choice.status) if choice is not None else card.word
