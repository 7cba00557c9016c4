"""The words for errors around backups, recovery kits and erasing, for :mod:`explain`."""

from __future__ import annotations

from collections.abc import Callable

from ownerapp.domain import errors as e
from ownerapp.i18n import _
from ownerapp.presentation.states import Explanation


def _mistyped(error: e.RecoveryCodeMistypedError) -> Explanation:
    if error.group:
        return Explanation(
            # Translators: {number} is the number of a group of five characters of a code.
            title=_("Group {number} of the recovery code has a mistake.", number=error.group),
            body=_("Nothing was changed."),
            next_step=_("Compare this group with your sheet and type the code again."),
        )
    return Explanation(
        title=_("The recovery code does not have 7 groups of 5 characters."),
        body=_("Nothing was changed."),
        next_step=_("Type all groups of the code. Spaces and hyphens do not matter."),
    )


def _wrong(error: e.RecoveryCodeWrongError) -> Explanation:
    return Explanation(
        title=_("This recovery code does not open this backup."),
        # Translators: {kit} is the short name of a recovery kit, such as 3F2A.
        body=_("The backup needs the code of kit {kit}. Nothing was changed.", kit=error.kit),
        next_step=_("Look for the sheet on which this name stands."),
    )


def _code_needed(_error: e.RecoveryCodeNeededError) -> Explanation:
    return Explanation(
        title=_("A recovery code is needed and nobody can be asked."),
        body=_("Nothing was changed."),
        # Translators: do not translate --code-file.
        next_step=_("Run this at a terminal, or name a file with the code by --code-file."),
    )


def _store_present(_error: e.StorePresentError) -> Explanation:
    return Explanation(
        title=_("There is data in this folder already."),
        body=_("A backup is never written over it. Nothing was changed."),
        # Translators: do not translate --data-dir.
        next_step=_("Name an empty folder by --data-dir, or move what is here away first."),
    )


def _damaged(error: e.BackupDamagedError) -> Explanation:
    match error.reason:
        case "not-a-backup":
            title = _("This file is not a backup.")
        case "cut":
            title = _("The end of this backup is missing.")
        case _:
            title = _("This backup was changed after it was made, or is damaged.")
    return Explanation(
        title=title,
        body=_("Nothing was changed."),
        next_step=_("Use another copy of the backup."),
    )


def _stopped(_error: e.BackupStoppedError) -> Explanation:
    return Explanation(
        title=_("It was stopped."),
        body=_("Nothing was written. What was there before is as it was."),
        next_step=_("Start it again when you want it."),
    )


def _confirmation_needed(_error: e.ConfirmationNeededError) -> Explanation:
    return Explanation(
        title=_("This cannot be undone, and nobody is there to say yes to it."),
        body=_("Nothing was changed."),
        # Translators: do not translate --yes.
        next_step=_("Run this at a terminal, or say yes with --yes."),
    )


def _person_missing(_error: e.PersonMissingError) -> Explanation:
    return Explanation(
        title=_("There is nobody of this name here."),
        body=_("Nothing was changed."),
        next_step=_("Look at the list of cars for the names."),
    )


def _not_lost(_error: e.KeyNotLostError) -> Explanation:
    return Explanation(
        title=_("The key to your data is here, so nothing is lost."),
        body=_("Nothing was changed."),
        # Translators: ownerapp keys rotate is a command; keep it.
        next_step=_("To change the key that signs your records, use ownerapp keys rotate."),
    )


MAKERS: dict[type[e.OwnerAppError], Callable[..., Explanation]] = {
    e.RecoveryCodeMistypedError: _mistyped,
    e.RecoveryCodeWrongError: _wrong,
    e.RecoveryCodeNeededError: _code_needed,
    e.StorePresentError: _store_present,
    e.BackupDamagedError: _damaged,
    e.BackupStoppedError: _stopped,
    e.ConfirmationNeededError: _confirmation_needed,
    e.KeyNotLostError: _not_lost,
    e.PersonMissingError: _person_missing,
}
