"""Presents the recovery kit and the backups on the settings page, and bringing data back."""

from __future__ import annotations

from datetime import tzinfo

from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, ngettext, pgettext
from ownerapp.i18n.formatting import format_date, format_datetime, format_size
from ownerapp.presentation.joining import sentences
from ownerapp.presentation.recovery_sheet import restored_sentences
from ownerapp.presentation.states import LineState, Tone
from ownerapp.services.backup import BackupFacts, BackupMade, KitFacts
from ownerapp.services.restoring import Restored

FILE_NAME = "ownerapp-backup"
"""What a backup is called where the person names it no other way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupState:
    """What the settings say about kit and backups."""

    kit: LineState
    kit_button: str
    last: LineState


@dataclass(frozen=True, slots=True, kw_only=True)
class KitState:
    """What a new kit says while its code is on the screen."""

    heading: str
    intro: str
    """Before the code."""
    warning: str
    """That it is shown once."""
    others: str
    """What earlier backups need; empty for the first kit."""


def backup_state(facts: BackupFacts, zone: tzinfo) -> BackupState:
    """Return how the data is secured against its loss."""
    kit, last = facts.kit, facts.last_at
    return BackupState(
        kit=LineState(text=_kit_line(kit, zone), icon="check", tone=Tone.CONFIRMED)
        if kit is not None
        else LineState(text=_("There is no recovery kit yet."), icon="wait", tone=Tone.ATTENTION),
        kit_button=pgettext("button", "Make another kit")
        if kit is not None
        else pgettext("button", "Make a recovery kit"),
        last=LineState(
            # Translators: {date} is a date with a time.
            text=_("The last backup was made on {date}.", date=format_datetime(last, zone)),
            icon="check",
            tone=Tone.CONFIRMED,
        )
        if last is not None
        else LineState(text=_("No backup was made yet."), icon="wait", tone=Tone.ATTENTION),
    )


def kit_state(name: str, before: KitFacts | None) -> KitState:
    """Return the words around a new code.

    Args:
        name: The short name of the new kit.
        before: The kit that it follows, if any.
    """
    return KitState(
        # Translators: {kit} is the short name of a recovery kit, such as 3F2A.
        heading=_("Your recovery kit {kit}", kit=name),
        intro=_("This code opens the backups that you make from now on."),
        warning=_(
            "It is shown only now and kept nowhere. Print it or write it down, and keep it "
            "apart from the backups. Without it nobody can open them, not even you."
        ),
        # Translators: {kit} is the short name of a recovery kit, such as 3F2A.
        others=_("Backups that you made before still need the code of kit {kit}.", kit=before.name)
        if before is not None
        else "",
    )


def group_name(number: int, letters: str) -> str:
    """Return what a screen reader says for one group of a code, letter by letter."""
    # Translators: {number} is the number of a group of five characters of a code.
    return _("Group {number}: {letters}", number=number, letters=" ".join(letters))


def made_words(made: BackupMade, zone: tzinfo) -> str:
    """Return that a backup was written: its size, its time and what opens it."""
    return sentences(
        # Translators: {count} is the number of entries of the history, {size} for example
        # 1.2 MB, {date} a date with a time.
        ngettext(
            "The backup of {date} is written: {count} entry, {size}.",
            "The backup of {date} is written: {count} entries, {size}.",
            made.entries,
            count=made.entries,
            size=format_size(made.size_bytes),
            date=format_datetime(made.created, zone),
        ),
        # Translators: {kit} is the short name of a recovery kit, such as 3F2A.
        _("It is opened by the code of your recovery kit {kit}.", kit=made.kit),
    )


def back_words(restored: Restored, zone: tzinfo) -> tuple[str, ...]:
    """Return what came back, and what did not."""
    said = restored_sentences(restored, zone)
    if not restored.kept:
        return said
    # Translators: {name} is the name of a file.
    kept = _("The file that nobody can read is kept as {name}.", name=restored.kept)
    return (*said, kept)


def _kit_line(kit: KitFacts, zone: tzinfo) -> str:
    # Translators: {kit} is the short name of a recovery kit, such as 3F2A; {date} is a day.
    return _(
        "Kit {kit}, made on {date}. Its code is on your sheet of paper only.",
        kit=kit.name,
        date=format_date(kit.made_at, zone),
    )
