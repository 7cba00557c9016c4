"""What is said on the desktop of all cars and requests together, and at sign-in.

The words say how many and when, and never what is collected, of which car, or who was asked: a
screen that is locked may show them to everybody.
"""

from __future__ import annotations

from collections.abc import Sequence

from ownerapp.i18n import _
from ownerapp.presentation.joining import sentences
from ownerapp.presentation.reminders import ending_words
from ownerapp.presentation.requests_page import reminder_of
from ownerapp.services.choices import CarChoices
from ownerapp.services.rights import RequestView

TITLE = "ownerapp"
"""The title of a notification: the program, and no name of the person's own."""


def due_now(views: Sequence[CarChoices], requests: Sequence[RequestView]) -> str:
    """Return what ends soon and what is due; empty where there is nothing to say."""
    return sentences(ending_words(views), reminder_of(requests)[0])


def entry_name() -> str:
    """Return the name of the entry in the desktop's own list of what starts at sign-in."""
    # Translators: stands in the desktop's list of programs that start at sign-in.
    return _("ownerapp reminders")


def entry_comment() -> str:
    """Return what that list says of it."""
    return _("Looks once at sign-in for choices that end and answers that are due, and ends")
