"""Why a choice holds that two computers had a say in, in words."""

from __future__ import annotations

from ownerapp.domain.choice import Choice, Joined
from ownerapp.i18n import _
from ownerapp.presentation.states import LineState


def joined_sentence(choice: Choice) -> str:
    """Return why a choice holds; empty where no other computer had a say in it."""
    match choice.joined:
        case None:
            return ""
        case Joined.ELSEWHERE:
            return _("It was decided on another computer.")
        case Joined.CAREFUL:
            return _(
                "Two computers answered within a day, or a clock was set back in between. The "
                "more careful answer holds."
            )


def joined_line(choice: Choice) -> LineState | None:
    """Return the same in a few words, for a card."""
    match choice.joined:
        case None:
            return None
        case Joined.ELSEWHERE:
            return LineState(text=_("Decided on another computer"), icon="info")
        case Joined.CAREFUL:
            # Translators: two computers gave different answers; the one that allows less holds.
            return LineState(text=_("The more careful of two answers"), icon="info")
