"""Turns an error into words: what happened, what is safe, what to do next.

With :mod:`explain_backup`, :mod:`explain_stamp` and their like the only place with error
words. Every deliberate error has an entry; a test walks all subclasses in all languages.
"""

from __future__ import annotations

from collections.abc import Callable

from ownerapp.domain import errors as e
from ownerapp.i18n import _, pgettext
from ownerapp.i18n.formatting import format_list
from ownerapp.presentation import (
    explain_backup,
    explain_joining,
    explain_rights,
    explain_stamp,
    explain_trust,
    explain_update,
)
from ownerapp.presentation.joining import sentences
from ownerapp.presentation.place_words import place_name
from ownerapp.presentation.states import Explanation

EXIT_CODES: tuple[tuple[type[e.OwnerAppError], int], ...] = (
    (e.InputError, 2),
    (e.RefusedError, 2),
    (e.MissingError, 2),
    (e.VerificationError, 1),
    (e.UnavailableError, 3),
    (e.IncompatibleError, 3),
)


def exit_code(error: e.OwnerAppError) -> int:
    """Return the exit code of the command line for an error, by its branch."""
    return next((code for kind, code in EXIT_CODES if isinstance(error, kind)), 3)


def explain(error: e.OwnerAppError) -> Explanation:
    """Return an error in words of the chosen language."""
    maker = _MAKERS.get(type(error))
    return maker(error) if maker is not None else _general(error)


def field_name(field: str) -> str:
    """Return the name of a field of the car form."""
    match field:
        case "name":
            return pgettext("field", "Name of the car")
        case "owner":
            return pgettext("field", "Your name")
        case "plate":
            return pgettext("field", "Licence plate")
        case "vin":
            return pgettext("field", "VIN")
        case "words":
            return pgettext("field", "Your own words")
        case "text":
            return pgettext("field", "The text")
        case _:
            return field


def _nothing_saved() -> str:
    return _("Nothing was saved.")


def _general(error: e.OwnerAppError) -> Explanation:
    return Explanation(
        title=_("This did not work."),
        # Translators: {code} is a code such as unavailable, the same in every language.
        body=_("The program stopped at a point that it knows as {code}.", code=error.code),
        # Translators: what to do next after something failed.
        next_step=_("Try again."),
    )


def _field_required(error: e.FieldRequiredError) -> Explanation:
    return Explanation(
        # Translators: {field} is the name of a field such as "Name of the car".
        title=_("{field} is empty.", field=field_name(error.field)),
        body="",
        next_step=_("Type it in and go on."),
    )


def _text_not_allowed(error: e.TextNotAllowedError) -> Explanation:
    field = field_name(error.field)
    match error.reason:
        case "too-long" if error.limit:
            # Translators: {field} is the name of a field such as "Name of the car".
            title = _("{field} is too long.", field=field)
            # Translators: {count} is a number of characters.
            step = _("Shorten it to {count} characters.", count=error.limit)
        case "too-long":
            # Translators: {field} is the name of a field such as "Name of the car".
            title = _("{field} is too long.", field=field)
            step = _("Shorten it.")
        case "undrawable":
            # Translators: {codepoint} is a character's number such as U+1F600.
            title = _(
                "{field} holds a character that cannot be printed: {codepoint}.",
                field=field,
                codepoint=error.codepoint,
            )
            step = _("Leave the character out or write it in another way.")
        case _:
            # Translators: {codepoint} is the number of a character such as U+200B.
            title = _(
                "{field} holds a character that cannot be seen: {codepoint}.",
                field=field,
                codepoint=error.codepoint,
            )
            step = _("Type it again without copying.")
    return Explanation(title=title, body=_nothing_saved(), next_step=step)


def _vin_invalid(_error: e.VinInvalidError) -> Explanation:
    return Explanation(
        title=_("This is not a VIN."),
        body=_("A VIN has 17 letters and digits, without I, O and Q."),
        next_step=_("Check it on the registration document, or leave it empty."),
    )


def _no_length_offered() -> Explanation:
    return Explanation(
        title=_("The notice offers no length for which this could be on."),
        body=_("So a yes cannot be recorded. It is as it was."),
        next_step=_("You can record a no."),
    )


def _term_not_offered(error: e.TermNotOfferedError) -> Explanation:
    if not error.offered:
        return _no_length_offered()
    return Explanation(
        title=_("The notice does not offer this length."),
        # Translators: {terms} is a list of codes such as 7d, 3m, 1y.
        body=_("It offers: {terms}.", terms=format_list(error.offered)),
        next_step=_("Choose one of these."),
    )


def _term_needed(error: e.TermNeededError) -> Explanation:
    if not error.offered:
        return _no_length_offered()
    return Explanation(
        title=_("Choose how long."),
        # Translators: {terms} is a list of codes such as 7d, 3m, 1y.
        body=_("The notice offers: {terms}.", terms=format_list(error.offered)),
        next_step=_("Without a length it stays off."),
    )


def _practice_required(_error: e.PracticeRequiredError) -> Explanation:
    return Explanation(
        title=_("This collection has no switch."),
        body=_("The notice says why it is always on."),
        next_step=_("Look at the reason in its details."),
    )


def _practice_undetermined(_error: e.PracticeUndeterminedError) -> Explanation:
    return Explanation(
        title=_("The notice does not say whether this collection has a switch."),
        body=_("So no choice about it is recorded. Nothing was saved."),
        # Translators: the maker is the company that makes the car.
        next_step=_("Ask the maker whether it can be switched off."),
    )


def _car_needed(error: e.CarNeededError) -> Explanation:
    return Explanation(
        title=_("There are several cars here."),
        # Translators: {cars} is a list of long random ids.
        body=_("Their ids are: {cars}.", cars=format_list(error.cars)),
        next_step=_("Say which one with --car."),
    )


def _notice_file(error: e.NoticeFileError) -> Explanation:
    match error.reason:
        case "too-large" | "too-deep" | "too-many" | "text-too-long":
            title = _("This notice is larger than any notice may be.")
        case "not-json" | "not-utf8":
            title = _("This file is not a notice pack.")
        case "bad-translation":
            title = _("This file is not a gettext catalogue that can be read.")
        case "duplicate-key":
            title = _("This notice says the same thing twice, so it cannot be trusted.")
        case _:
            title = _("This notice has a mistake, so it cannot be used.")
    # Translators: {place} is a technical place such as $.practices[3].title.
    body = _("The mistake is at {place}.", place=error.where) if error.where else ""
    return Explanation(
        title=title,
        body=sentences(body, _nothing_saved()),
        next_step=_("Get the file again from where it came from."),
    )


def _notice_version(error: e.NoticeVersionError) -> Explanation:
    return Explanation(
        title=_("This notice is of a version that this program does not know."),
        # Translators: {found} and {known} are version numbers such as 2.0.
        body=_(
            "The file is version {found}; this program knows {known}.",
            found=error.found,
            known=error.known,
        ),
        next_step=_("Get a newer version of this program."),
    )


def _wrong_passphrase(_error: e.WrongPassphraseError) -> Explanation:
    return Explanation(
        title=_("This passphrase does not open your data."),
        body=_("Your data is unchanged."),
        next_step=_("Check capital letters and try again."),
    )


def _passphrase_short(error: e.PassphraseTooShortError) -> Explanation:
    return Explanation(
        title=_("This passphrase is too short."),
        # Translators: {count} is a number.
        body=_("It needs at least {count} characters.", count=error.minimum),
        next_step=_("Several words are easy to remember and hard to guess."),
    )


def _file_large(_error: e.FileTooLargeError) -> Explanation:
    return Explanation(
        title=_("This file is too large to be a record or a notice."),
        body="",
        next_step=_("Choose another file."),
    )


def _file_kind(_error: e.FileKindError) -> Explanation:
    return Explanation(
        title=_("This file is neither a PDF nor a JSON record."),
        body="",
        next_step=_("Choose another file."),
    )


def _folder_not_empty(error: e.FolderNotEmptyError) -> Explanation:
    return Explanation(
        title=_("There is a file of this name already."),
        # Translators: {path} is the path of a file.
        body=_("{path} stays as it is. Nothing was written.", path=error.path),
        next_step=_("Choose another folder."),
    )


def _date_invalid(error: e.DateInvalidError) -> Explanation:
    return Explanation(
        # Translators: {value} is what the person typed.
        title=_("{value} is not a date.", value=error.value),
        body="",
        next_step=_("Write it as year, month and day, for example 2026-05-03."),
    )


def _date_in_future(error: e.DateInFutureError) -> Explanation:
    return Explanation(
        # Translators: {value} is a date such as 2026-05-03.
        title=_(
            "{value} has not begun yet, so the history says nothing about it.", value=error.value
        ),
        body="",
        next_step=_("Ask for today or a day before."),
    )


def _date_before_history(error: e.DateBeforeHistoryError) -> Explanation:
    return Explanation(
        # Translators: {value} is a date such as 2026-05-03.
        title=_(
            "On {value} the car was not here yet, so there is no record of it.", value=error.value
        ),
        body=_("Nothing was written."),
        # Translators: {first} is a date such as 2026-05-03.
        next_step=_("Ask for {first} or a later day.", first=error.first),
    )


def _option_invalid(error: e.OptionInvalidError) -> Explanation:
    return Explanation(
        # Translators: {option} is an option of the command line such as --for, {value} what was
        # typed.
        title=_(
            "{option} does not take the value {value}.", option=error.option, value=error.value
        ),
        # Translators: {values} is a list of values to type, such as pdf, json and csv.
        body=_("It takes: {values}.", values=format_list(error.allowed)) if error.allowed else "",
        next_step=_("See the help with --help."),
    )


def _place_unknown(_error: e.PlaceUnknownError) -> Explanation:
    return Explanation(
        title=_("It is not known whose public holidays count for the answer."),
        body=_("So no last day is worked out. Nothing was changed."),
        next_step=_("Name the state from which the company answers."),
    )


def _holidays_unknown(error: e.HolidaysUnknownError) -> Explanation:
    place = place_name(error.calendar)
    return Explanation(
        # Translators: {year} is a year such as 2028, {place} a place such as Mainland China.
        title=_(
            "The holidays of {year} in {place} are not known to this version.",
            year=error.year,
            place=place,
        )
        if place
        # Translators: {year} is a year such as 2028.
        else _("The holidays of {year} are not known to this version.", year=error.year),
        body=_(
            "So no last day is worked out, and none is guessed. "
            "The time that the law gives stays the same."
        ),
        next_step=_("Get a newer version, or count with the official calendar of that year."),
    )


def _text_incomplete(error: e.TextIncompleteError) -> Explanation:
    if not error.complete:
        return Explanation(
            title=_("The notice does not state everything that has to be said before a yes."),
            body=_("So a yes cannot be recorded. It is as it was."),
            next_step=_("You can record a no."),
        )
    return Explanation(
        title=_("This text is not complete in the chosen language."),
        body=_("So it cannot be turned on in this language. It is still off."),
        # Translators: {languages} is a list of codes such as en, zh_Hans.
        next_step=_("Complete languages: {languages}.", languages=format_list(error.complete)),
    )


def _history_broken(_error: e.HistoryBrokenError) -> Explanation:
    return Explanation(
        title=_("The history does not hold, so nothing is added to it."),
        body=_nothing_saved(),
        next_step=_("Check the history first; the check says what to do."),
    )


def _export_stopped(_error: e.ExportStoppedError) -> Explanation:
    return Explanation(
        title=_("The export was stopped."),
        body=_nothing_saved(),
        next_step=_("Start it again when you want the record."),
    )


def _car_missing(error: e.CarMissingError) -> Explanation:
    return Explanation(
        # Translators: {car} is the id that the person typed.
        title=_("There is no car with the id {car}.", car=error.car)
        if error.car
        else _("There is no car here yet."),
        body="",
        next_step=_("Add a car first, or look at the list of cars."),
    )


def _owner_name_taken(error: e.OwnerNameTakenError) -> Explanation:
    return Explanation(
        title=_("Somebody else without a name is here already.")
        if error.reason == "nameless"
        else _("Somebody else of this name is here already."),
        body=_(
            "Nothing was changed: choices belong to a person, and a typed name moves none of them."
        ),
        next_step=_(
            "Type a name that tells the two apart. If it is the same person, leave the name as it "
            "was."
        ),
    )


def _correction_needed(_error: e.CorrectionNeededError) -> Explanation:
    return Explanation(
        title=_("Nothing was named that is to be corrected."),
        body=_nothing_saved(),
        # Translators: keep --name and the others as they are.
        next_step=_("Give at least one of --name, --owner, --plate and --vin."),
    )


def _notice_missing(error: e.NoticeMissingError) -> Explanation:
    return Explanation(
        # Translators: {notice} is the id that the person typed, such as cn-reference-ev.
        title=_("There is no notice called {notice}.", notice=error.notice),
        body="",
        next_step=_("Look at the list of notices, or name a file."),
    )


def _practice_missing(error: e.PracticeMissingError) -> Explanation:
    return Explanation(
        # Translators: {practice} is the id that the person typed, such as cabin-camera.
        title=_("The notice has no collection called {practice}.", practice=error.practice),
        body=_nothing_saved(),
        next_step=_("Look at the list of choices for the names."),
    )


def _rule_missing(_error: e.RuleMissingError) -> Explanation:
    return Explanation(
        title=_("You have no rule about this."),
        body=_("Nothing changed."),
        next_step=_("Look at the list of your rules."),
    )


def _file_missing(error: e.FileMissingError) -> Explanation:
    return Explanation(
        # Translators: {path} is the path of a file.
        title=_("There is no file {path}.", path=error.path),
        body="",
        next_step=_("Check the name and the folder."),
    )


def _nothing_to_export(_error: e.NothingToExportError) -> Explanation:
    return Explanation(
        title=_("There is nothing to export."),
        body=_("No optional collection was asked for."),
        next_step=_("Choose at least one."),
    )


def _keyring_missing(_error: e.KeyringMissingError) -> Explanation:
    return Explanation(
        title=_("This session has no keyring."),
        body=_("The keyring keeps the key to your data. Your data is unchanged."),
        next_step=_("Log in to your desktop as usual, or use a passphrase for a new data folder."),
    )


def _keyring_locked(_error: e.KeyringLockedError) -> Explanation:
    return Explanation(
        title=_("The keyring is locked."),
        body=_("Your data is unchanged."),
        next_step=_("Unlock the keyring and try again."),
    )


def _keyring_failed(_error: e.KeyringFailedError) -> Explanation:
    return Explanation(
        title=_("The keyring does not answer as it should."),
        body=_("Your data is unchanged."),
        next_step=_("Log out and in again, then try again."),
    )


def _store_key_missing(_error: e.StoreKeyMissingError) -> Explanation:
    return Explanation(
        title=_("The keyring no longer holds the key to your data."),
        body=_("Your data is still here, but it cannot be read without that key."),
        # Translators: ownerapp restore and ownerapp keys lost are commands; keep them.
        next_step=_(
            "Restore the keyring, or a backup of yours with ownerapp restore. If there is none, "
            "ownerapp keys lost begins anew and keeps the old file."
        ),
    )


def _passphrase_needed(_error: e.PassphraseNeededError) -> Explanation:
    return Explanation(
        title=_("A passphrase is needed and nobody can be asked."),
        body=_("Your data is unchanged."),
        # Translators: do not translate OWNERAPP_PASSPHRASE_FILE.
        next_step=_(
            "Run this at a terminal, or name a file with the passphrase in "
            "OWNERAPP_PASSPHRASE_FILE."
        ),
    )


def _store_locked(_error: e.StoreLockedError) -> Explanation:
    return Explanation(
        title=_("The data is locked with a passphrase."),
        body=_("Nothing is shown and nothing is changed without it."),
        # Translators: do not translate OWNERAPP_PASSPHRASE_FILE.
        next_step=_(
            "Run this at a terminal, or name a file with the passphrase in "
            "OWNERAPP_PASSPHRASE_FILE."
        ),
    )


def _vault_damaged(_error: e.OwnerAppError) -> Explanation:
    return Explanation(
        title=_("The file that keeps your key is damaged."),
        body=_("Your data is still here, but it cannot be read without that key."),
        next_step=_("Put the file back from a backup."),
    )


def _disk_full(_error: e.DiskFullError) -> Explanation:
    return Explanation(
        title=_("The disk is full."),
        body=_("Nothing was saved, and what was there is unchanged."),
        next_step=_("Make room and try again."),
    )


def _disk_failed(error: e.DiskFailedError) -> Explanation:
    return Explanation(
        # Translators: {path} is the path of a file or a folder.
        title=_("The disk failed at {path}.", path=error.path),
        body=_("What was saved before is still there. This last step may not have been kept."),
        next_step=_("Check the disk, start the program again and look at the history."),
    )


def _read_only(error: e.FolderReadOnlyError) -> Explanation:
    return Explanation(
        # Translators: {path} is the path of a folder.
        title=_("The folder {path} cannot be written.", path=error.path),
        body=_nothing_saved(),
        next_step=_("Choose another folder, or allow writing to it."),
    )


def _unreadable(error: e.FileUnreadableError) -> Explanation:
    return Explanation(
        # Translators: {path} is the path of a file.
        title=_("The file {path} cannot be read.", path=error.path),
        body="",
        next_step=_("Check that it is a file and that you may read it."),
    )


def _store_busy(error: e.StoreBusyError) -> Explanation:
    return Explanation(
        title=_("Another program is writing to your data."),
        # Translators: {holder} is the name or the number of the other program.
        body=_("It is {holder}.", holder=error.holder) if error.holder else "",
        next_step=_("Wait until it is done and try again. Nothing was saved."),
    )


def _store_damaged(_error: e.StoreDamagedError) -> Explanation:
    return Explanation(
        title=_("Your data cannot be opened: the file is damaged or is not ours."),
        body=_("The file was not changed."),
        next_step=_("Put a backup in its place, or name another data folder to start anew."),
    )


def _typeset_failed(error: e.TypesetFailedError) -> Explanation:
    if error.reason == "undrawable":
        return Explanation(
            # Translators: {codepoint} is the number of a character such as U+1F600.
            title=_("The PDF cannot show the character {codepoint}.", codepoint=error.codepoint),
            body=_("No record was written."),
            next_step=_("Export as JSON only, or change the name that holds it."),
        )
    return Explanation(
        title=_("The PDF could not be made."),
        body=_("No record was written."),
        next_step=_("Try again, or export as JSON only."),
    )


def _check_failed(error: e.CheckFailedError) -> Explanation:
    return Explanation(
        # Translators: {check} is the code of a check, the same in every language.
        title=_("A check does not hold: {check}.", check=error.check),
        body="",
        next_step=_("Do not rely on this file."),
    )


def _newer_store(_error: e.OwnerAppError) -> Explanation:
    return Explanation(
        title=_("Your data was written by a newer version of this program."),
        body=_("Nothing was touched."),
        next_step=_("Get the newer version."),
    )


_MAKERS: dict[type[e.OwnerAppError], Callable[..., Explanation]] = {
    e.FieldRequiredError: _field_required,
    e.TextNotAllowedError: _text_not_allowed,
    e.VinInvalidError: _vin_invalid,
    e.TermNotOfferedError: _term_not_offered,
    e.TermNeededError: _term_needed,
    e.PracticeRequiredError: _practice_required,
    e.PracticeUndeterminedError: _practice_undetermined,
    e.CarNeededError: _car_needed,
    e.NoticeFileError: _notice_file,
    e.NoticeVersionError: _notice_version,
    e.WrongPassphraseError: _wrong_passphrase,
    e.PassphraseTooShortError: _passphrase_short,
    e.FileTooLargeError: _file_large,
    e.FileKindError: _file_kind,
    e.FolderNotEmptyError: _folder_not_empty,
    e.DateInvalidError: _date_invalid,
    e.DateInFutureError: _date_in_future,
    e.DateBeforeHistoryError: _date_before_history,
    e.OptionInvalidError: _option_invalid,
    e.PlaceUnknownError: _place_unknown,
    e.TextIncompleteError: _text_incomplete,
    e.HistoryBrokenError: _history_broken,
    e.HolidaysUnknownError: _holidays_unknown,
    e.ExportStoppedError: _export_stopped,
    e.CarMissingError: _car_missing,
    e.OwnerNameTakenError: _owner_name_taken,
    e.CorrectionNeededError: _correction_needed,
    e.NoticeMissingError: _notice_missing,
    e.PracticeMissingError: _practice_missing,
    e.RuleMissingError: _rule_missing,
    e.FileMissingError: _file_missing,
    e.NothingToExportError: _nothing_to_export,
    e.KeyringMissingError: _keyring_missing,
    e.KeyringLockedError: _keyring_locked,
    e.KeyringFailedError: _keyring_failed,
    e.StoreKeyMissingError: _store_key_missing,
    e.PassphraseNeededError: _passphrase_needed,
    e.StoreLockedError: _store_locked,
    e.VaultDamagedError: _vault_damaged,
    e.DiskFullError: _disk_full,
    e.FolderReadOnlyError: _read_only,
    e.DiskFailedError: _disk_failed,
    e.FileUnreadableError: _unreadable,
    e.StoreBusyError: _store_busy,
    e.StoreDamagedError: _store_damaged,
    e.TypesetFailedError: _typeset_failed,
    e.CheckFailedError: _check_failed,
    e.NewerStoreError: _newer_store,
    e.NewerFileError: _newer_store,
    **explain_backup.MAKERS,
    **explain_joining.MAKERS,
    **explain_rights.MAKERS,
    **explain_stamp.MAKERS,
    **explain_trust.MAKERS,
    **explain_update.MAKERS,
}
