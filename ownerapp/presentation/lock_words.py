"""The words about the lock: what it does, how strong a passphrase is, what forgetting costs."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ownerapp.domain.settings import LOCK_AFTER_CHOICES
from ownerapp.i18n import _, ngettext
from ownerapp.presentation.states import LineState, Tone
from ownerapp.services.ports.vault import VaultKind

LEAST_CHARACTERS: Final = 8
_LONG: Final = 20
_FEW_KINDS: Final = 6
"""Fewer different characters than these are a pattern on the keyboard, however long it is."""


def what_it_does() -> str:
    """Return what the lock is for."""
    return _(
        "Several people use this computer? A passphrase closes your data when you are away. "
        "While it is locked nothing of it is shown, and the program lets go of the key."
    )


def present_line(vault: VaultKind, *, asks: bool) -> LineState:
    """Return whether a passphrase is needed now."""
    if vault is VaultKind.FILE:
        text = _("Your data has a passphrase since it was set up; it is the lock.")
        return LineState(text=text, icon="lock", tone=Tone.NEUTRAL)
    if asks:
        text = _("Your data opens with your passphrase only.")
        return LineState(text=text, icon="lock", tone=Tone.NEUTRAL)
    text = _("No lock is set. Whoever uses your account on this computer can open this program.")
    return LineState(text=text, icon="info", tone=Tone.NEUTRAL)


def forgetting_words() -> str:
    """Return what happens when the passphrase is forgotten."""
    return _(
        "Nobody can replace a forgotten passphrase. Then only a backup and the code of its "
        "recovery kit bring your data back, as it was when the backup was made."
    )


def copies_words() -> str:
    """Return what a change of the passphrase does not reach."""
    return _(
        "A copy of your data folder that was made before, for example by a backup program, "
        "still opens with the old one."
    )


def no_kit_words() -> str:
    """Return the warning for who could not come back."""
    return _("You have no recovery kit yet. Make one first, and a backup, in the section Backup.")


def no_backup_words() -> str:
    """Return the warning for who has a kit and nothing that it opens."""
    return _("You have a recovery kit, but no backup yet. Make one first, in the section Backup.")


def strength(typed: str) -> LineState | None:
    """Return how hard a passphrase is to guess, in plain words; None while nothing is typed.

    It is judged by its length, because nothing else can be known of it: a long saying that
    many people know is called long, and the words say that this may not be enough.
    """
    text = unicodedata.normalize("NFC", typed)
    if not text:
        return None
    if len(text) < LEAST_CHARACTERS:
        words = ngettext(
            "{missing} more character is needed.",
            "{missing} more characters are needed.",
            LEAST_CHARACTERS - len(text),
            missing=LEAST_CHARACTERS - len(text),
        )
        return LineState(text=words, icon="wait", tone=Tone.NEUTRAL)
    if len(set(text)) < _FEW_KINDS or re.fullmatch(r"\d+", text):
        words = _("Easy to guess: few different characters. Take several words.")
        return LineState(text=words, icon="wait", tone=Tone.ATTENTION)
    if len(text) < _LONG and not _is_wide(text):
        words = _("Rather short. One or two more words make it much harder to guess.")
        return LineState(text=words, icon="wait", tone=Tone.ATTENTION)
    words = _("Long enough, if it is not a saying that others know.")
    return LineState(text=words, icon="check", tone=Tone.NEUTRAL)


def _is_wide(text: str) -> bool:
    """Tell whether enough of it is of a script in which one character is a word or half of one."""
    return sum(unicodedata.east_asian_width(character) == "W" for character in text) >= _LONG // 2


def after_choices() -> tuple[tuple[str, str], ...]:
    """Return after how long without use the data is locked, by minutes."""
    return tuple(
        (
            str(minutes),
            ngettext(
                "After {minutes} minute without use",
                "After {minutes} minutes without use",
                minutes,
                minutes=minutes,
            )
            if minutes
            else _("Only when I lock it"),
        )
        for minutes in LOCK_AFTER_CHOICES
    )
