"""A fingerprint or a file of keys that the person got by another way, against what was checked.

Rules:

1. *Matches* is said only of a key whose signature or seal holds. It says which key it is, and
   never that the record is valid: that is the verdict's word.
2. A file of keys ties keys together, and so does the history of keys in a bundle. Whose they are,
   only a fingerprint tells that was compared.
3. In a bundle with several records each is compared, and one that does not match is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ownerapp.domain.keys import KnownKey, bare_fingerprint
from ownerapp.domain.values import dataclass
from ownerapp.domain.verdict import Check, Outcome, Report
from ownerapp.i18n import _, ngettext
from ownerapp.presentation.states import CheckLine, Tone
from ownerapp.services.key_words import typed_fingerprint

_DIGITS = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenTrust:
    """What the person gave to check against; empty texts where they gave nothing."""

    fingerprint: str = ""
    """As it was typed, in digits or words."""
    keys: str = ""
    """The path of a file with the history of the issuer's keys."""

    def accepted(self) -> tuple[str, ...]:
        """Return the fingerprints that a check is to accept."""
        return (self.fingerprint,) if self.fingerprint.strip() else ()


def fingerprint_label() -> str:
    """Return the name of the field for a fingerprint."""
    return _("Fingerprint of the key, in digits or words, if you know it")


def fingerprint_help() -> str:
    """Return where a fingerprint comes from."""
    return _(
        "Ask the record's owner for it by telephone or on paper, never in the way in which "
        "you got the file. Without it, nobody can tell whose key it is."
    )


def keys_label() -> str:
    """Return the name of the choice of a file of keys."""
    # Translators: keys.json is the usual name of a file; leave it as it is.
    return _("History of the owner's keys (keys.json), if you got one")


def keys_help() -> str:
    """Return what a file of keys does."""
    return _(
        "It ties the keys of one owner together. It counts where the fingerprint is that of "
        "one of them."
    )


def keys_refused() -> str:
    """Return what is said of a file of keys that does not hold."""
    return _("The history of keys does not hold, so nothing was checked. Do not rely on it.")


def given_lines(
    report: Report, given: GivenTrust, keys: Sequence[KnownKey]
) -> tuple[CheckLine, ...]:
    """Return whether what the person gave matches, one line for each thing that they gave.

    Args:
        report: What the check with it found.
        given: What they gave.
        keys: The keys in the file that they gave.
    """
    typed = bare_fingerprint(typed_fingerprint(given.fingerprint))
    if not typed and not given.keys:
        return ()
    if typed and not _DIGITS.fullmatch(typed):
        return (_open(_("What you typed is no fingerprint: that is 32 digits or twelve words.")),)
    if report.facts.get("kind") == "page":
        return _of_seal(report, typed, keys, has_file=bool(given.keys))
    if report.records:
        return _of_several(report, typed, keys, has_file=bool(given.keys))
    if not _is_signed(report):
        return (_open(_("There is no signature that holds, so nothing was compared.")),)
    lines = []
    tied = _names(keys)
    if typed:
        lines.append(_of_fingerprint(report, typed, tied))
    if given.keys:
        lines.append(_of_file(is_in=_signer(report) in tied, is_compared=typed in tied))
    return tuple(lines)


def _signer(report: Report) -> str:
    """Return the fingerprint of the key that signed, without its separators."""
    return bare_fingerprint(report.facts.get("fingerprint", ""))


def _is_signed(report: Report) -> bool:
    """Tell whether there is a signature that holds (rule 1)."""
    return bool(_signer(report)) and _outcome(report, Check.SIGNATURE) is Outcome.OK


def _names(keys: Sequence[KnownKey]) -> frozenset[str]:
    return frozenset(bare_fingerprint(key.fingerprint) for key in keys)


def _ties(names: frozenset[str], report: Report, typed: str) -> bool:
    """Tell whether keys that belong together tie the one that signed to the one given."""
    is_known = _outcome(report, Check.KEY) is Outcome.OK
    return is_known and {typed, _signer(report)} <= names


def _of_fingerprint(report: Report, typed: str, tied: frozenset[str]) -> CheckLine:
    if typed == _signer(report):
        return _good(_("The fingerprint matches: the key that signed it is the one you gave."))
    if _ties(tied, report, typed):
        return _good(
            _(
                "The fingerprint matches: the keys file ties the key that signed it to the one "
                "you gave."
            )
        )
    if _ties(_names(report.tied), report, typed):
        return _good(
            _(
                "The fingerprint matches: the history of keys in the zip file ties the key that "
                "signed it to the one you gave."
            )
        )
    return _bad(
        # Translators: {fingerprint} is a row of digits and letters.
        _(
            "The fingerprint does not match: the key that signed it is {fingerprint}.",
            fingerprint=report.facts["fingerprint"],
        )
    )


def _of_several(
    report: Report, typed: str, keys: Sequence[KnownKey], *, has_file: bool
) -> tuple[CheckLine, ...]:
    """Compare every record of a bundle, and say of which it does not match."""
    total = len(report.records)
    signed = [item for item in report.records if _is_signed(item)]
    lines = []
    if len(signed) < total:
        lines.append(
            _open(
                # Translators: {count} and {total} are numbers of records; {total} is 2 or more.
                ngettext(
                    "{count} of {total} records in the zip file has no signature that holds, so "
                    "it was not compared.",
                    "{count} of {total} records in the zip file have no signature that holds, so "
                    "they were not compared.",
                    total - len(signed),
                    count=total - len(signed),
                    total=total,
                )
            )
        )
    tied = _names(keys)
    if typed and signed:
        others = [
            item
            for item in signed
            if typed != _signer(item)
            and not _ties(tied, item, typed)
            and not _ties(_names(item.tied), item, typed)
        ]
        lines.append(_of_each_fingerprint(signed, others, total))
    if has_file and signed:
        is_in = all(_signer(item) in tied for item in signed)
        lines.append(_of_file(is_in=is_in, is_compared=typed in tied, is_several=True))
    return tuple(lines)


def _of_each_fingerprint(
    signed: Sequence[Report], others: Sequence[Report], total: int
) -> CheckLine:
    """Say whether a fingerprint is that of each record.

    Args:
        signed: The records whose signature holds.
        others: Those of them whose key is not the one that was given.
        total: How many records there are.
    """
    if others:
        return _bad(
            # Translators: {count} and {total} are numbers of records, {folder} is the name of a
            # folder in a zip file, {fingerprint} a row of digits and letters.
            ngettext(
                "The fingerprint does not match {count} of {total} records in the zip file: "
                "{folder} was signed by the key {fingerprint}.",
                "The fingerprint does not match {count} of {total} records in the zip file. The "
                "first of them, {folder}, was signed by the key {fingerprint}.",
                len(others),
                count=len(others),
                total=total,
                folder=others[0].facts.get("folder", ""),
                fingerprint=others[0].facts["fingerprint"],
            )
        )
    return _good(
        # Translators: {count} and {total} are numbers of records; {total} is 2 or more.
        ngettext(
            "The fingerprint matches {count} of {total} records in the zip file: the key that "
            "signed it is the one you gave, or is tied to it.",
            "The fingerprint matches {count} of {total} records in the zip file: the key that "
            "signed them is the one you gave, or is tied to it.",
            len(signed),
            count=len(signed),
            total=total,
        )
    )


def _of_file(*, is_in: bool, is_compared: bool, is_several: bool = False) -> CheckLine:
    if not is_in:
        return _bad(
            _("The keys file does not match: not every key that signed a record is in it.")
            if is_several
            else _("The keys file does not match: the key that signed it is not in it.")
        )
    if is_compared:
        return _good(
            _("The keys file matches: the keys that signed the records are in it.")
            if is_several
            else _("The keys file matches: the key that signed it is in it.")
        )
    return _open(
        _(
            "The keys that signed the records are in the keys file. Whose keys those are, only a "
            "fingerprint tells that you compared."
        )
        if is_several
        else _(
            "The key that signed it is in the keys file. Whose keys those are, only a fingerprint "
            "tells that you compared."
        )
    )


def _of_seal(
    report: Report, typed: str, keys: Sequence[KnownKey], *, has_file: bool
) -> tuple[CheckLine, ...]:
    """Compare a seal: it names a certificate, and only a file of keys says whose."""
    if _outcome(report, Check.PDF_SEAL) is not Outcome.OK:
        return (_open(_("There is no seal that holds, so nothing was compared.")),)
    if not has_file:
        return (_open(_("A seal names no fingerprint. To compare it, add the keys file.")),)
    certificate = report.facts.get("certificate", "")
    if not certificate or certificate not in {key.certificate_sha256 for key in keys}:
        return (_bad(_("The keys file does not match: the key of the seal is not in it.")),)
    if not typed:
        return (
            _open(
                _(
                    "The key of the seal is in the keys file. Whose keys those are, only a "
                    "fingerprint tells that you compared."
                )
            ),
        )
    if typed not in {bare_fingerprint(key.fingerprint) for key in keys}:
        return (_bad(_("The fingerprint does not match: no key in the keys file has it.")),)
    return (
        _good(_("Both match: the keys file ties the key of the seal to the fingerprint you gave.")),
    )


def _outcome(report: Report, check: Check) -> Outcome | None:
    return next((item.outcome for item in report.checks if item.check is check), None)


def _good(text: str) -> CheckLine:
    return CheckLine(text=text, icon="check", tone=Tone.CONFIRMED)


def _bad(text: str) -> CheckLine:
    return CheckLine(text=text, icon="oct", tone=Tone.STOP)


def _open(text: str) -> CheckLine:
    return CheckLine(text=text, icon="wait", tone=Tone.ATTENTION)
