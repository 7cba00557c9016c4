"""Every deliberate error of the program: a stable code and typed fields, no prose.

The branch says who can do something about it, and with it the exit code of the command
line: input, refused and missing 2, verification 1, unavailable and incompatible 3.
``presentation.explain`` is the only place that turns one into words.
"""

from __future__ import annotations

from typing import ClassVar

from typing_extensions import dataclass_transform, override


@dataclass_transform(kw_only_default=True, eq_default=False)
class OwnerAppError(Exception):
    """Base of all deliberate errors; ``code`` is stable and safe to log.

    A kind declares its fields as a dataclass does. They are not dataclasses, because making
    eighty of those took a twentieth of the start, and nearly no start meets an error.
    """

    code: ClassVar[str] = "error"
    field_names: ClassVar[tuple[str, ...]] = ()
    """The fields of the kind, those of its parents first."""

    @override
    def __init_subclass__(cls) -> None:
        """Collect the fields that a kind declares."""
        own = (name for name in cls.__annotations__ if name not in cls.field_names)
        cls.field_names = (*cls.field_names, *own)

    def __init__(self, **given: object) -> None:
        """Take every field by its name.

        Raises:
            TypeError: A field is unknown, or one without a default is missing.
        """
        super().__init__()
        for name in given:
            if name not in self.field_names:
                raise TypeError(name)
        for name in self.field_names:
            if name in given:
                setattr(self, name, given[name])
            elif not hasattr(type(self), name):
                raise TypeError(name)

    @override
    def __str__(self) -> str:
        """Return the code alone: fields may hold what a person typed."""
        return self.code

    def details(self) -> dict[str, object]:
        """Return the fields by name, for ``explain`` and for ``--json`` output."""
        return {name: getattr(self, name) for name in self.field_names}


class InputError(OwnerAppError):
    """The person can correct it."""

    code = "input"


class RefusedError(OwnerAppError):
    """A rule says no."""

    code = "refused"


class MissingError(OwnerAppError):
    """The thing is not there."""

    code = "missing"


class UnavailableError(OwnerAppError):
    """The surroundings fail."""

    code = "unavailable"


class VerificationError(OwnerAppError):
    """A signature, chain or format does not hold."""

    code = "verification"


class IncompatibleError(OwnerAppError):
    """Made by a newer program than this one."""

    code = "incompatible"


# ------------------------------------------------------------------------- input


class FieldRequiredError(InputError):
    """A field that must be filled is empty."""

    code = "field-required"
    field: str


class TextNotAllowedError(InputError):
    """A typed text cannot be kept: too long, a control character, or not drawable."""

    code = "text-not-allowed"
    field: str
    reason: str
    """``too-long``, ``control``, ``bidi`` or ``undrawable``."""
    codepoint: str = ""
    """``U+XXXX`` of the first offending character, empty for ``too-long``."""
    limit: int = 0
    """How many characters there may be, for ``too-long``."""


class VinInvalidError(InputError):
    """A VIN is not 17 characters of ISO 3779's set."""

    code = "vin-invalid"
    field: str = "vin"


class TermNotOfferedError(InputError):
    """The notice does not offer this term for this practice."""

    code = "term-not-offered"
    practice: str
    term: str
    offered: tuple[str, ...]


class TermNeededError(InputError):
    """A yes needs a term, and none was chosen."""

    code = "term-needed"
    practice: str
    offered: tuple[str, ...]


class PracticeRequiredError(InputError):
    """A required practice has no switch."""

    code = "practice-required"
    practice: str


class PracticeUndeterminedError(InputError):
    """The notice does not say whether a practice has a switch, so it takes no answer."""

    code = "practice-undetermined"
    practice: str


class CarNeededError(InputError):
    """There are several cars and none was named."""

    code = "car-needed"
    cars: tuple[str, ...]


class CorrectionNeededError(InputError):
    """A car is to be corrected, and nothing was named that is wrong."""

    code = "correction-needed"


class NoticeFileError(InputError):
    """A notice pack cannot be read."""

    code = "notice-file"
    reason: str
    """``not-json``, ``not-utf8``, ``duplicate-key``, ``wrong-type``, ``too-large``,
    ``too-deep``, ``too-many``, ``text-too-long``, ``bad-reference`` or ``bad-value``."""
    where: str = ""
    """A JSON path such as ``$.practices[3].title``, or empty."""


class NoticeVersionError(InputError):
    """A notice pack of a format version that this program does not know."""

    code = "notice-version"
    found: str
    known: str


class FingerprintOtherError(InputError):
    """The fingerprint that was given is not that of the key that signed a notice."""

    code = "fingerprint-other"
    found: str
    """The fingerprint of the key that signed it."""


class AuthorKeyNameError(InputError):
    """A name of an author's key is not lower-case letters, digits and single hyphens."""

    code = "author-key-name"
    limit: int


class WrongPassphraseError(InputError):
    """The passphrase does not open the vault."""

    code = "wrong-passphrase"


class PassphraseTooShortError(InputError):
    """A new passphrase is shorter than the minimum."""

    code = "passphrase-too-short"
    minimum: int


class RecoveryCodeMistypedError(InputError):
    """A recovery code has a mistake that its own check characters show."""

    code = "recovery-code-mistyped"
    group: int
    """The first group that does not hold, from 1; 0 where characters are missing or too many."""


class RecoveryCodeWrongError(InputError):
    """A recovery code is whole, but does not open this backup."""

    code = "recovery-code-wrong"
    kit: str
    """The short name of the kit that opens it."""


class FileTooLargeError(InputError):
    """A file is larger than the reader's bound."""

    code = "file-too-large"
    path: str
    limit_bytes: int


class FileKindError(InputError):
    """A file is not of a kind that can be read here."""

    code = "file-kind"
    path: str


class DateInvalidError(InputError):
    """A date is not of the form YYYY-MM-DD."""

    code = "date-invalid"
    value: str


class DateInFutureError(InputError):
    """The history is asked for a day that has not begun."""

    code = "date-in-future"
    value: str


class DateBeforeHistoryError(InputError):
    """A record is asked for a day that ended before the car was here."""

    code = "date-before-history"
    value: str
    first: str
    """The first day that a record of this car can be about."""


class OptionInvalidError(InputError):
    """A command line option has a value that it does not take."""

    code = "option-invalid"
    option: str
    value: str
    allowed: tuple[str, ...] = ()


class PlaceUnknownError(InputError):
    """It is not known whose public holidays count for a deadline."""

    code = "place-unknown"
    place: str
    """The code that names no state or region; empty when none was named."""


class RightNotKnownError(InputError):
    """The law of the car's notice does not know what is asked for."""

    code = "right-not-known"
    right: str
    known: tuple[str, ...] = ()
    """What it knows, by code."""


class TimeStampAddressError(InputError):
    """An address is not one of a time stamp server."""

    code = "time-stamp-address"
    address: str


class TimeStampNowhereError(InputError):
    """A time stamp was asked for, but no file that could hold it."""

    code = "time-stamp-nowhere"


# ------------------------------------------------------------------------- refused


class TextIncompleteError(RefusedError):
    """A practice's text is not complete in this language, so no yes is taken in it."""

    code = "text-incomplete"
    practice: str
    language: str
    complete: tuple[str, ...]


class NoticeNotTrustedError(RefusedError):
    """No yes is taken from this notice, because nobody known stands behind its bytes."""

    code = "notice-not-trusted"
    trust: str
    """A ``domain.trust.TrustLevel`` value."""
    fingerprint: str = ""
    """Of the key that signed it, where a signature holds."""


class NoticeChangedError(RefusedError):
    """Another notice holds for the car since its text was shown, so no yes is taken."""

    code = "notice-changed"


class NoticeNotYetError(RefusedError):
    """A notice is not in force yet."""

    code = "notice-not-yet"
    version: str
    effective_from: str
    """A day as ISO 8601, or nothing."""


class NoticeOlderError(RefusedError):
    """The car follows a later version of this notice already."""

    code = "notice-older"
    version: str
    present: str
    """The version that the car follows."""


class NoticeVersionTakenError(RefusedError):
    """Another notice of this id and version is kept or shipped already."""

    code = "notice-version-taken"
    pack: str
    version: str


class OwnerNameTakenError(RefusedError):
    """Another person here has the name already that an owner is to be given."""

    code = "owner-name-taken"
    field: str = "owner"
    reason: str = ""
    """``nameless`` where it is the empty name that somebody has, otherwise nothing."""


class AuthorKeyExistsError(RefusedError):
    """There is a key of this name already; it is never written over."""

    code = "author-key-exists"
    name: str


class FolderNotEmptyError(RefusedError):
    """Something new would take the place of a file that is there already."""

    code = "folder-not-empty"
    path: str


class StorePresentError(RefusedError):
    """A backup is to be restored where data is already; it is never written over."""

    code = "store-present"
    path: str


class KeyNotLostError(RefusedError):
    """The key to the data is to be given up, but the data can be opened."""

    code = "key-not-lost"


class ConfirmationNeededError(RefusedError):
    """Something that cannot be undone is not done before somebody says yes to it."""

    code = "confirmation-needed"


class HistoryBrokenError(RefusedError):
    """The history is not intact, so nothing is added to it."""

    code = "history-broken"
    state: str


class HolidaysUnknownError(RefusedError):
    """A deadline is not worked out, because the holidays of a year are not known."""

    code = "holidays-unknown"
    calendar: str
    """``CN``, ``US-CA``, or a state of the EEA or ``GB``, with a region or without."""
    year: int


class RequestStepError(RefusedError):
    """A request is not at the point at which something was to be done with it."""

    code = "request-step"
    reason: str
    """``not-sent``, ``sent``, ``closed``, ``answered``, ``before-sent``, ``nothing-awaited``,
    ``until-missing``, ``too-many``, ``empty``, ``not-about``, ``in-future`` or ``after-later``."""


class MergeForkedError(RefusedError):
    """Two logs of one name do not go on from the same entries."""

    code = "merge-forked"
    origin: str


class ImportedOwnError(RefusedError):
    """A record that is to be imported was made here."""

    code = "imported-own"


class ImportedKeyUnknownError(RefusedError):
    """A record that is to be imported was signed with a key that is not accepted here."""

    code = "imported-key-unknown"
    fingerprint: str


class ImportedOtherCarError(RefusedError):
    """A record is about another car of this computer than the one that was named."""

    code = "imported-other-car"


class ImportedUnclearError(RefusedError):
    """Nobody can tell whether a record that is to be imported is good."""

    code = "imported-unclear"
    check: str
    """A ``domain.verdict.Check`` value."""
    reason: str


class ExportStoppedError(RefusedError):
    """The person stopped an export before anything was written."""

    code = "export-stopped"


class BackupStoppedError(RefusedError):
    """The person stopped a backup, or bringing one back, before anything was written."""

    code = "backup-stopped"


# ------------------------------------------------------------------------- missing


class CarMissingError(MissingError):
    """There is no car with this id, or none at all."""

    code = "car-missing"
    car: str = ""


class PersonMissingError(MissingError):
    """There is nobody of this name or id."""

    code = "person-missing"


class RequestMissingError(MissingError):
    """There is no such request, or several begin like this."""

    code = "request-missing"
    request: str


class RuleMissingError(MissingError):
    """The person has no rule of their own about this."""

    code = "rule-missing"
    about: str
    """The code of a ``RuleAbout``."""


class NoticeMissingError(MissingError):
    """There is no notice with this id, and no file of this name."""

    code = "notice-missing"
    notice: str


class NoticeNotSignedError(MissingError):
    """A notice has no signature that could be accepted."""

    code = "notice-not-signed"


class AcceptedKeyMissingError(MissingError):
    """No key with this fingerprint was accepted."""

    code = "accepted-key-missing"
    fingerprint: str


class AuthorKeyMissingError(MissingError):
    """There is no author's key of this name."""

    code = "author-key-missing"
    name: str
    known: tuple[str, ...]


class PracticeMissingError(MissingError):
    """The notice has no such practice."""

    code = "practice-missing"
    practice: str


class FileMissingError(MissingError):
    """There is no such file."""

    code = "file-missing"
    path: str


class NothingToExportError(MissingError):
    """There is no choice to put into a record."""

    code = "nothing-to-export"


# ------------------------------------------------------------------------- unavailable


class KeyringMissingError(UnavailableError):
    """This session has no keyring service."""

    code = "keyring-missing"


class KeyringLockedError(UnavailableError):
    """The keyring is locked or refused to unlock."""

    code = "keyring-locked"


class KeyringFailedError(UnavailableError):
    """The keyring answered with a failure of its own."""

    code = "keyring-failed"


class StoreKeyMissingError(UnavailableError):
    """The store is there but the keyring no longer holds its key."""

    code = "store-key-missing"
    path: str


class PassphraseNeededError(UnavailableError):
    """A passphrase is needed and there is nobody to ask."""

    code = "passphrase-needed"


class StoreLockedError(UnavailableError):
    """The keyring holds the store's key under a passphrase, and none was given."""

    code = "store-locked"


class RecoveryCodeNeededError(UnavailableError):
    """A recovery code is needed and there is nobody to ask."""

    code = "recovery-code-needed"


class DiskFullError(UnavailableError):
    """The disk is full."""

    code = "disk-full"
    path: str = ""


class FolderReadOnlyError(UnavailableError):
    """A folder cannot be written."""

    code = "folder-read-only"
    path: str


class DiskFailedError(UnavailableError):
    """The disk reported an error; whether the last step was kept shows at the next start."""

    code = "disk-failed"
    path: str


class FileUnreadableError(UnavailableError):
    """A file is there but cannot be read or written."""

    code = "file-unreadable"
    path: str


class StoreBusyError(UnavailableError):
    """Another process holds the store's write lock."""

    code = "store-busy"
    holder: str
    """What is known of the holder: ``pid 123`` or empty."""


class StoreDamagedError(UnavailableError):
    """The store file cannot be opened with its key: damaged, or not a store."""

    code = "store-damaged"
    path: str


class VaultDamagedError(UnavailableError):
    """The passphrase vault file is damaged, or not a vault."""

    code = "vault-damaged"
    path: str


class TypesetFailedError(UnavailableError):
    """The PDF could not be made."""

    code = "typeset-failed"
    reason: str
    """``undrawable``, ``worker`` or ``template``."""
    codepoint: str = ""


class TimeStampFailedError(UnavailableError):
    """A server gave no time stamp that can be used; nothing was written."""

    code = "time-stamp-failed"
    server: str
    reason: str
    """``no-connection``, ``too-slow``, ``status``, ``not-a-stamp``, ``too-large``, ``refused``,
    ``other`` or ``form``."""
    detail: str = ""
    """The number of an HTTP status, or the check that does not hold."""


# ------------------------------------------------------------------------- verification


class CheckFailedError(VerificationError):
    """One check of the verifier does not hold."""

    code = "check-failed"
    check: str
    """A ``domain.verdict.Check`` value."""
    reason: str
    """A stable word for what is wrong, for example ``duplicate-key``."""


class BackupDamagedError(VerificationError):
    """A file is not a backup, or not a whole one."""

    code = "backup-damaged"
    path: str
    reason: str
    """``not-a-backup``, ``cut`` or ``changed``."""


class MergeBrokenError(VerificationError):
    """The log of another computer does not hold, so it is not taken."""

    code = "merge-broken"
    reason: str
    """A ``domain.log.LogState`` value, ``checkpoint``, ``entry``, ``notice``, ``text`` or
    ``merged``."""


class ImportedNotValidError(VerificationError):
    """A record that is to be imported is not valid."""

    code = "imported-not-valid"
    check: str
    """A ``domain.verdict.Check`` value."""
    reason: str


class ImportedKindError(InputError):
    """What is to be imported is not a whole record, but for example a code alone."""

    code = "imported-kind"


class NoticeSignatureError(VerificationError):
    """The signature of a notice does not hold: the file was changed after it was signed."""

    code = "notice-signature"


# ------------------------------------------------------------------------- incompatible


class NewerStoreError(IncompatibleError):
    """The store was written by a newer program."""

    code = "newer-store"
    found: str
    known: str


class NewerFileError(IncompatibleError):
    """A settings, vault or store-info file was written by a newer program."""

    code = "newer-file"
    path: str
    found: str
