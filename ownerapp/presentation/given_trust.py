"""A fingerprint or a file of keys that the person got by another way, against what was checked.

Rules:

1. *Matches* is said only of a key whose signature or seal holds. It says which key it is, and
   never that the record is valid: that is the verdict's word.
2. A file of keys ties keys together. Whose they are, only a fingerprint tells that was compared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ownerapp.domain.keys import KnownKey, bare_fingerprint
from ownerapp.domain.values import dataclass
from ownerapp.domain.verdict import Check, Outcome, Report
from ownerapp.i18n import _
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
    if report.facts.get("records"):
        return (_open(_("The zip file holds several records, so their keys were not compared.")),)
    if report.facts.get("kind") == "page":
        return _of_seal(report, typed, keys, has_file=bool(given.keys))
    signer = bare_fingerprint(report.facts.get("fingerprint", ""))
    if not signer or _outcome(report, Check.SIGNATURE) is not Outcome.OK:
        return (_open(_("There is no signature that holds, so nothing was compared.")),)
    lines = []
    tied = {bare_fingerprint(key.fingerprint) for key in keys}
    if typed:
        is_known = _outcome(report, Check.KEY) is Outcome.OK
        lines.append(_of_fingerprint(report, typed, signer, is_tied=is_known and signer in tied))
    if given.keys:
        lines.append(_of_file(is_in=signer in tied, is_compared=typed in tied))
    return tuple(lines)


def _of_fingerprint(report: Report, typed: str, signer: str, *, is_tied: bool) -> CheckLine:
    if typed == signer:
        return _good(_("The fingerprint matches: the key that signed it is the one you gave."))
    if is_tied:
        return _good(
            _(
                "The fingerprint matches: the keys file ties the key that signed it to the one "
                "you gave."
            )
        )
    return _bad(
        # Translators: {fingerprint} is a row of digits and letters.
        _(
            "The fingerprint does not match: the key that signed it is {fingerprint}.",
            fingerprint=report.facts["fingerprint"],
        )
    )


def _of_file(*, is_in: bool, is_compared: bool) -> CheckLine:
    if not is_in:
        return _bad(_("The keys file does not match: the key that signed it is not in it."))
    if is_compared:
        return _good(_("The keys file matches: the key that signed it is in it."))
    return _open(
        _(
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
