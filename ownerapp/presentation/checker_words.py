"""Every word of the page that checks records in a browser, in one language, by its key.

What the page says of a check is what window and command line say: the same sentences.
"""

from __future__ import annotations

from collections.abc import Iterator

from ownerapp.domain.verdict import Check, CheckResult, Outcome, Verdict
from ownerapp.i18n import _, pgettext
from ownerapp.presentation.given_trust import (
    fingerprint_help,
    fingerprint_label,
    keys_help,
    keys_label,
    keys_refused,
)
from ownerapp.presentation.trust_words import recorded_trust
from ownerapp.presentation.verdict_meaning import (
    OPEN_REASONS,
    not_valid_meaning,
    open_meaning,
)
from ownerapp.presentation.verdict_page import (
    check_sentence,
    day_note,
    page_ask,
    page_notes,
    records_note,
    sealed_note,
    stamp_notes,
    verdict_word,
)

_WITH_A_REASON = (
    (Check.READABLE, Outcome.FAILED, "duplicate-key"),
    (Check.FORMAT, Outcome.UNKNOWN, "version-unknown"),
    (Check.KEY, Outcome.UNKNOWN, "not-accepted"),
    (Check.STATES, Outcome.UNKNOWN, "times-out-of-order"),
    (Check.STATES, Outcome.UNKNOWN, "made-in-the-future"),
    (Check.READABLE, Outcome.UNKNOWN, "part-missing"),
    (Check.KEY_HISTORY, Outcome.UNKNOWN, "part-missing"),
    (Check.LOG_PROOF, Outcome.UNKNOWN, "part-missing"),
    (Check.NOTICE, Outcome.UNKNOWN, "part-missing"),
    (Check.PDF_ATTACHMENT, Outcome.UNKNOWN, "part-missing"),
    (Check.CHECKPOINT_STAMP, Outcome.UNKNOWN, "part-missing"),
    (Check.PDF_SEAL_KEY, Outcome.OK, "in-history"),
    (Check.PDF_SEAL_KEY, Outcome.UNKNOWN, "not-accepted"),
    (Check.PDF_SEAL_KEY, Outcome.FAILED, "not-in-use-then"),
    (Check.PDF_SEAL_KEY, Outcome.FAILED, "bad-time"),
    *((Check.BUNDLE, Outcome.FAILED, reason) for reason in ("extra-file", "duplicate-name")),
    (Check.BUNDLE, Outcome.FAILED, "too-large"),
)
_PLACES = {"entry": "{number}", "size": "{size}"}
"""What the page fills in itself."""


def checker_words() -> dict[str, str]:
    """Return the words in the current language."""
    return {
        **_of_the_page(),
        **_of_the_browser(),
        **dict(_of_the_verdicts()),
        **dict(_of_the_checks()),
        **_of_the_notes(),
        **_of_the_facts(),
    }


def _of_the_page() -> dict[str, str]:
    return {
        "title": _("Check a record"),
        "language": _("Language"),
        "lead": _(
            "This page checks a consent record on your own computer. It sends nothing and "
            "needs no network."
        ),
        # Translators: the label of a button that opens a file dialog.
        "open": _("Record to check, a JSON, PDF or ZIP file"),
        "drop": _("You can also drop the file anywhere on this page."),
        "paste": _("Or the text of a JSON record, pasted here"),
        "check": pgettext("button", "Check the pasted text"),
        "key": fingerprint_label(),
        "key-help": fingerprint_help(),
        "keys": keys_label(),
        "keys-help": keys_help(),
        "details": _("Technical details"),
        "shows": _(
            "A valid record shows that one key signed exactly these texts, answers and times. It "
            "does not show who sat at the computer, that its clock was right, or that the car "
            "does what was chosen."
        ),
        "whose-checker": _(
            "A checker that comes from somebody you doubt proves nothing. Get this page from "
            "somewhere else, and compare its SHA-256."
        ),
    }


def _of_the_browser() -> dict[str, str]:
    """Return what only this page has to say: what a browser cannot do."""
    return {
        "empty": _("There is nothing in it to check."),
        "too-large": _("This file is larger than any record may be."),
        "keys-refused": keys_refused(),
        "*.unknown.no-ed25519": _(
            "This browser cannot check signatures of this kind; use a newer one"
        ),
        "*.unknown.not-read-here": _(
            "This page does not read this kind of file; give it the JSON record"
        ),
        "*.unknown.page-failed": _("This page made a mistake of its own and stopped"),
    }


def _of_the_verdicts() -> Iterator[tuple[str, str]]:
    for verdict in Verdict:
        yield f"verdict.{verdict.value}", verdict_word(verdict)
        yield f"meaning.{verdict.value}", _meaning(verdict)
    for reason in OPEN_REASONS:
        yield f"meaning.{Verdict.CANNOT_TELL.value}.{reason}", open_meaning(reason)
    valid = Verdict.VALID
    yield f"verdict.{valid.value}.page", verdict_word(valid, of_page=True)
    yield (
        f"meaning.{valid.value}.page",
        _("The seal holds, and its key goes with the history and the fingerprint you gave."),
    )
    yield "outcome.ok", pgettext("check", "good")
    yield "outcome.failed", pgettext("check", "fails")
    yield "outcome.unknown", pgettext("check", "unknown")


def _meaning(verdict: Verdict) -> str:
    match verdict:
        case Verdict.VALID:
            return _("Every check holds, and the key goes with the fingerprint you gave.")
        case Verdict.NOT_VALID:
            return not_valid_meaning()
        case Verdict.CANNOT_TELL:
            return open_meaning("")


def _of_the_checks() -> Iterator[tuple[str, str]]:
    for check in Check:
        # No browser has the history on this computer.
        if check is not Check.LOG:
            for outcome in (Outcome.OK, Outcome.FAILED):
                result = CheckResult(check=check, outcome=outcome, params=_PLACES)
                yield f"{check.value}.{outcome.value}", check_sentence(result)
    for check, outcome, reason in _WITH_A_REASON:
        result = CheckResult(check=check, outcome=outcome, reason=reason)
        yield f"{check.value}.{outcome.value}.{reason}", check_sentence(result)


def _of_the_notes() -> dict[str, str]:
    place = "{fingerprint}"
    return {
        # Translators: {date} is a date with a time.
        "note.created": _("Signed on {date}", date="{date}"),
        "note.day": day_note("{date}"),
        "note.sealed": sealed_note("{date}"),
        **{f"note.page.{number}": text for number, text in enumerate(page_notes())},
        "note.page.ask": page_ask(),
        "note.records": records_note("{count}"),
        **_of_the_stamp(),
        "note.ended": _("A consent in it ended on {date}", date="{date}"),
        # Translators: {fingerprint} is a row of digits and letters.
        "note.ask": _(
            "Ask its owner by telephone or on paper for the key's fingerprint. If it is "
            "{fingerprint}, the record was made with the owner's key.",
            fingerprint=place,
        ),
        **{
            f"note.notice.{trust}": recorded_trust(trust, place)
            for trust in ("shipped", "signed", "unsigned", "broken")
        },
    }


def _of_the_stamp() -> dict[str, str]:
    at, authority = stamp_notes("{date}", "{authority}")
    return {
        "note.stamp": at,
        "note.stamp-authority": authority,
        "note.stamp-nameless": stamp_notes("", "")[1],
    }


def _of_the_facts() -> dict[str, str]:
    return {
        "fact.folder": _("Folder"),
        "fact.record-id": _("Record"),
        "fact.fingerprint": _("Key fingerprint"),
        "fact.sha256": _("SHA-256"),
        "fact.log-origin": _("History"),
        "fact.issuer": _("Issuer"),
        "fact.certificate": _("Seal certificate, SHA-256"),
    }
