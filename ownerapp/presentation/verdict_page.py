"""Presents what a verifier found: the word first, then one line per check."""

from __future__ import annotations

from datetime import date, tzinfo

from ownerapp.domain.event import parse_rfc3339
from ownerapp.domain.verdict import Check, CheckResult, Outcome, Report, Verdict
from ownerapp.i18n import _, pgettext
from ownerapp.i18n.formatting import format_date, format_datetime
from ownerapp.presentation.states import CheckLine, RowState, Tone, VerdictState
from ownerapp.presentation.trust_words import recorded_trust
from ownerapp.presentation.verdict_meaning import verdict_meaning

_TELLING = frozenset({Check.SIGNATURE, Check.KEY, Check.LOG, Check.LOG_PROOF, Check.PDF_ATTACHMENT})
"""Checks whose passing a person wants to read at once."""
_UNREADABLE_CODE = frozenset(
    {
        "not-a-code",
        "not-base45",
        "not-zlib",
        "not-allowed",
        "not-shortest",
        "not-in-order",
        "cut-short",
        "bytes-after",
    }
)
"""Reasons that only the reader of codes gives."""
_ORDER = (Outcome.FAILED, Outcome.UNKNOWN, Outcome.OK, Outcome.SKIPPED)
_ICONS = {
    Outcome.OK: "check",
    Outcome.FAILED: "oct",
    Outcome.UNKNOWN: "wait",
    Outcome.SKIPPED: "minus",
}
_TONES = {
    Outcome.OK: Tone.CONFIRMED,
    Outcome.FAILED: Tone.STOP,
    Outcome.UNKNOWN: Tone.ATTENTION,
    Outcome.SKIPPED: Tone.NEUTRAL,
}


def verdict_word(verdict: Verdict, *, of_page: bool = False) -> str:
    """Return the verdict as the result panel's heading.

    Args:
        verdict: What follows from the checks.
        of_page: It is about a sealed page without a record: there is nothing but the seal.
    """
    match verdict:
        case Verdict.VALID if of_page:
            # Translators: about a page that carries no record; only its seal can be checked.
            return pgettext("verdict", "The seal is valid")
        case Verdict.VALID:
            return pgettext("verdict", "Valid")
        case Verdict.NOT_VALID:
            return pgettext("verdict", "Not valid")
        case Verdict.CANNOT_TELL:
            # Translators: neither valid nor not valid: something needed to tell is missing.
            return pgettext("verdict", "Cannot tell")


def verdict_state(report: Report, *, file_name: str, zone: tzinfo) -> VerdictState:
    """Return the result panel of one verified file."""
    icons = {
        Verdict.VALID: ("shieldcheck", Tone.CONFIRMED),
        Verdict.NOT_VALID: ("oct", Tone.STOP),
        Verdict.CANNOT_TELL: ("wait", Tone.ATTENTION),
    }
    icon, tone = icons[report.verdict]
    is_page = report.facts.get("kind") == "page"
    ordered = sorted(report.checks, key=lambda item: _ORDER.index(item.outcome))
    lines = [
        CheckLine(
            text=check_sentence(item),
            icon=_ICONS[item.outcome],
            tone=_TONES[item.outcome],
            routine=item.outcome is Outcome.OK and item.check not in _TELLING and not is_page,
        )
        for item in ordered
        if item.outcome is not Outcome.SKIPPED
    ]
    lines += [CheckLine(text=text, icon="info", tone=Tone.NEUTRAL) for text in _notes(report, zone)]
    return VerdictState(
        word=verdict_word(report.verdict, of_page=is_page),
        meaning=verdict_meaning(report),
        file_name=file_name,
        icon=icon,
        tone=tone,
        lines=tuple(lines),
        technical=tuple(_technical(report)),
        is_record=not is_page,
    )


def check_sentence(result: CheckResult) -> str:
    """Return one check with its outcome as a plain sentence."""
    match result.outcome:
        case Outcome.OK:
            return _good(result)
        case Outcome.FAILED:
            return _bad(result)
        case Outcome.UNKNOWN:
            return _unknown(result)
        case Outcome.SKIPPED:
            return _skipped(result)


def _good(result: CheckResult) -> str:
    match result.check:
        case Check.READABLE:
            if result.reason == "code":
                return _("The code can be read, and says nothing twice")
            return _("The file can be read, and says nothing twice")
        case Check.FORMAT:
            if result.reason == "code":
                return _("It has the form of the code of a consent record")
            return _("It has the form of a consent record")
        case Check.SUITE:
            return _("It is signed in the way that such records are signed")
        case Check.ISSUER:
            return _("The one who issued it is the one who signed it")
        case Check.SIGNATURE:
            return _("Nothing was changed after it was signed")
        case Check.KEY:
            return _("The key is known here")
        case Check.TEXTS:
            return _("The texts are the ones that were shown")
        case Check.STATES:
            if result.reason == "only-when-made":
                return _("The time at which it was made has come")
            return _("The times are in order and the ends are right")
        case Check.LOG:
            entry = result.params.get("entry", "")
            number = str(int(entry) + 1) if entry.isdecimal() else entry
            # Translators: {number} is the number of an entry of the history.
            return _("It is entry {number} of the history on this computer", number=number)
        case Check.BUNDLE:
            return _("The zip file holds what belongs to the record, and nothing else")
        case Check.KEY_HISTORY:
            return _("The key stands in the history of keys that came with it")
        case Check.LOG_PROOF:
            entry = result.params.get("entry", "")
            number = str(int(entry) + 1) if entry.isdecimal() else entry
            # Translators: {number} is the number of an entry, {size} the number of all entries of
            # the history of the computer on which a record was made.
            return _(
                "Its place in the history of its program is proven: entry {number} of {size}",
                number=number,
                size=result.params.get("size", ""),
            )
        case Check.NOTICE:
            return _("The notice that came with it is the one that it names")
        case Check.PDF_SEAL:
            return _("The seal of the PDF holds")
        case Check.PDF_SEAL_KEY:
            if result.reason == "in-history":
                return _("The PDF was sealed with the key that the history of keys names")
            return _("The PDF was sealed on this computer")
        case Check.PDF_STAMP:
            return _("The time stamp belongs to the seal of the PDF")
        case Check.CHECKPOINT_STAMP:
            return _("The time stamp beside it belongs to its place in the history")
        case Check.PDF_WHOLE_FILE:
            return _("The seal covers the whole PDF")
        case Check.PDF_ATTACHMENT:
            return _("The PDF carries the signed record")
        case Check.PDF_SAME_JSON:
            return _("The PDF and the signed record say the same")


def _bad(result: CheckResult) -> str:
    match result.check:
        case Check.READABLE:
            if result.reason == "duplicate-key":
                return _("The file says the same thing twice, so nobody can rely on it")
            if result.reason in _UNREADABLE_CODE:
                return _("The code cannot be read, or is not the code of a record")
            return _("The file is not a readable record")
        case Check.FORMAT:
            return _("It does not have the form of a consent record")
        case Check.SUITE:
            return _("It is signed in a way that is not accepted")
        case Check.ISSUER:
            return _("It was signed with another key than the issuer's")
        case Check.SIGNATURE:
            return _("It was changed after it was signed")
        case Check.KEY:
            return _("The key was not in use at that time")
        case Check.TEXTS:
            return _("A text is not the one that was shown")
        case Check.STATES:
            return _("The times or the ends do not fit together")
        case Check.LOG:
            return _("The history on this computer holds another record at this place")
        case Check.BUNDLE:
            return _bad_bundle(result)
        case Check.KEY_HISTORY:
            return _("The history of keys that came with it does not hold, or lacks its key")
        case Check.LOG_PROOF:
            return _("What came with it as proof of its place in the history proves nothing")
        case Check.NOTICE:
            return _("The notice that came with it is another one than it names")
        case Check.PDF_SEAL:
            return _("The PDF was changed after it was sealed")
        case Check.PDF_SEAL_KEY if result.reason == "bad-time":
            return _("The seal states no time that can be read")
        case Check.PDF_SEAL_KEY if result.reason == "not-in-use-then":
            return _("The key was not in use at that time")
        case Check.PDF_SEAL_KEY:
            return _("The PDF was sealed with another key")
        case Check.PDF_STAMP:
            return _("The time stamp of the PDF is missing, or does not belong to its seal")
        case Check.CHECKPOINT_STAMP:
            return _("The time stamp beside it does not belong to its place in the history")
        case Check.PDF_WHOLE_FILE:
            return _("Something was added to the PDF after it was sealed")
        case Check.PDF_ATTACHMENT:
            return _("The record inside the PDF is missing or was swapped")
        case Check.PDF_SAME_JSON:
            return _("The PDF and the signed record do not say the same")


def _bad_bundle(result: CheckResult) -> str:
    match result.reason:
        case "extra-file":
            return _("The zip file holds a file that does not belong to a record")
        case "duplicate-name":
            return _("The zip file holds two files of one name")
        case "too-large":
            return _("The zip file is larger than any record may be")
        case _:
            return _("The zip file cannot be read as one with records")


def _unknown(result: CheckResult) -> str:
    match result.check:
        case Check.READABLE if result.reason == "part-missing":
            return _("There is no record in the zip file")
        case Check.KEY_HISTORY | Check.LOG_PROOF | Check.NOTICE:
            return _("A part of the zip file is missing that would prove more")
        case Check.KEY:
            return _("It was signed with a key that is not known here")
        case Check.FORMAT:
            return _("It is of a version that this program does not know")
        case Check.STATES if result.reason == "times-out-of-order":
            return _(
                "The clock was set back between two answers, so their order in time cannot be told"
            )
        case Check.STATES if result.reason == "made-in-the-future":
            return _("It was made at a time that has not come yet on this computer")
        case Check.READABLE if result.reason == "no-code":
            return _(
                "No code of a record was found in the picture. Take a sharp picture of it, "
                "straight from above"
            )
        case Check.READABLE if result.reason == "several-codes":
            return _("The picture shows the codes of several records. Take a picture of one")
        case Check.READABLE if result.reason == "too-large":
            return _("The picture is too large to be looked at")
        case Check.READABLE:
            return _("The picture could not be read")
        case Check.PDF_ATTACHMENT if result.reason == "part-missing":
            return _("The PDF is missing in the zip file")
        case Check.CHECKPOINT_STAMP:
            # Translators: it is a file of its own, beside the PDF with a time stamp in its seal.
            return _(
                "The time stamp of the history is missing in the zip file, though its PDF was "
                "stamped"
            )
        case Check.PDF_SEAL_KEY:
            return _("It was sealed with a key that is not known here")
        case Check.PDF_SEAL | Check.PDF_ATTACHMENT | Check.PDF_WHOLE_FILE:
            return _("The PDF has no seal or no record inside")
        case _:
            return _("A part that is needed is missing")


def _skipped(result: CheckResult) -> str:
    if result.check is Check.PDF_SEAL_KEY:
        return _("The PDF was sealed with a key that is not this computer's")
    if result.reason == "no-record":
        return _("The page carries no consent record")
    if result.reason == "not-in-a-code":
        return _("A code holds neither the texts nor the dates and ends of the choices")
    return _("One check does not apply to this file")


def _notes(report: Report, zone: tzinfo) -> list[str]:
    """Return what a person wants to know beside the verdict."""
    if report.facts.get("kind") == "page":
        return _notes_on_page(report, zone)
    notes = []
    created = report.facts.get("created", "")
    if created:
        # Translators: {date} is a date with a time.
        notes.append(_("Signed on {date}", date=_moment(created, zone)))
    if report.facts.get("records"):
        notes.append(records_note(report.facts["records"]))
    day = report.facts.get("as-of-day", "")
    if day:
        notes.append(day_note(_day(day)))
    if report.facts.get("kind") == "code" and created:
        notes += _notes_on_code(report)
    ended = report.facts.get("ended-on", "")
    if ended:
        # Translators: a consent in the record has ended; the record itself stays valid.
        notes.append(_("A consent in it ended on {date}", date=_moment(ended, zone)))
    notes += _stamp_notes_of(report, zone)
    facts = report.facts
    notice = recorded_trust(facts.get("notice-trust", ""), facts.get("notice-key", ""))
    if notice:
        notes.append(notice)
    is_unknown_key = any(
        check.check is Check.KEY and check.outcome is Outcome.UNKNOWN for check in report.checks
    )
    # Of what is not valid, the right fingerprint would not make it the owner's word.
    if report.verdict is Verdict.CANNOT_TELL and is_unknown_key and report.facts.get("fingerprint"):
        notes.append(
            # Translators: {fingerprint} is a row of digits and letters.
            _(
                "Ask its owner by telephone or on paper for the key's fingerprint. If it is "
                "{fingerprint}, the record was made with the owner's key.",
                fingerprint=report.facts["fingerprint"],
            )
        )
    return notes


def _stamp_notes_of(report: Report, zone: tzinfo) -> list[str]:
    if not report.facts.get("stamp-time"):
        return []
    stamped = _moment(report.facts["stamp-time"], zone)
    return stamp_notes(stamped, report.facts.get("stamp-authority", ""))


def _notes_on_page(report: Report, zone: tzinfo) -> list[str]:
    """Return what the seal of a page without a record shows, and what it does not."""
    notes = []
    if report.facts.get("sealed-at"):
        notes.append(sealed_note(_moment(report.facts["sealed-at"], zone)))
    if report.verdict is not Verdict.NOT_VALID:
        notes += page_notes()
    notes += _stamp_notes_of(report, zone)
    if report.verdict is Verdict.CANNOT_TELL:
        notes.append(page_ask())
    return notes


def sealed_note(moment: str) -> str:
    """Return when a page was sealed, and by whose clock."""
    # Translators: {date} is a date with a time.
    return _("Sealed on {date}, by the clock of the one who sealed it", date=moment)


def page_notes() -> list[str]:
    """Return what a seal that holds shows of a page without a record, and what it does not."""
    return [
        _(
            "The page was sealed with this key and not changed since. It carries no consent "
            "record, so there is nothing else to check."
        ),
        _("A seal shows with which key a page was sealed, not that what the page says is true."),
    ]


def page_ask() -> str:
    """Return how to find out whose seal it is."""
    # Translators: keys.json, ownerapp and checker.html are names; leave them as they are.
    return _(
        "Ask the one who sealed it for the file keys.json with the history of their keys, and by "
        "telephone or on paper for the fingerprint of their key. With both, ownerapp or the page "
        "checker.html can tell whose seal it is."
    )


def day_note(date: str) -> str:
    """Return that a record is about a day that was over when it was made."""
    # Translators: {date} is a day. It is about the choices as they stood when that day ended.
    return _("It is about the end of {date}, not about the day on which it was made", date=date)


def stamp_notes(moment: str, authority: str) -> list[str]:
    """Return what a good time stamp states, and what nobody has checked of it."""
    return [
        # Translators: {date} is a date with a time.
        _("A time stamp says that the PDF was there, sealed, on {date}", date=moment),
        _(
            # Translators: {authority} is a name out of a certificate.
            "The one who gave the time stamp is named {authority} in their own certificate. That "
            "certificate was not checked against anyone's list.",
            authority=authority,
        )
        if authority
        else _(
            "The certificate of the one who gave the time stamp states no name. It was not "
            "checked against anyone's list."
        ),
    ]


def records_note(count: str) -> str:
    """Return how many records a bundle with several holds."""
    # Translators: {count} is the number of records in a zip file, 2 or more.
    return _("The zip file holds {count} records. Each line is about all of them.", count=count)


def _notes_on_code(report: Report) -> list[str]:
    """Return what a code says, and what only the record says."""
    facts = report.facts
    return [
        # Translators: {on} of {count} choices were on; both are numbers.
        _(
            "{on} of {count} choices were on at the end of that day",
            on=facts.get("on-when-made", ""),
            count=facts.get("choices", ""),
        )
        if facts.get("as-of-day")
        # Translators: {on} of {count} choices were on; both are numbers.
        else _(
            "{on} of {count} choices were on when the record was made",
            on=facts.get("on-when-made", ""),
            count=facts.get("choices", ""),
        ),
        # Translators: the code is a QR code, the SHA-256 a long number.
        _(
            "The texts, the dates and the ends stand only in the record with the SHA-256 that "
            "the code names"
        ),
    ]


def _technical(report: Report) -> list[RowState]:
    is_code = report.facts.get("kind") == "code"
    labels = {
        **({"folder": _("Folder")} if report.facts.get("records") else {}),
        "record-id": _("Record"),
        # Translators: a short mark by which a key can be recognised.
        "fingerprint": _("Key fingerprint"),
        # Translators: the name of a method; usually left as it is.
        "sha256": _("SHA-256 of the signed record") if is_code else _("SHA-256"),
        **({"notice-sha256": _("SHA-256 of the notice")} if is_code else {}),
        "log-origin": _("History"),
        "issuer": _("Issuer"),
        "certificate": _("Seal certificate, SHA-256"),
    }
    return [
        RowState(label=label, text=report.facts[name])
        for name, label in labels.items()
        if report.facts.get(name)
    ]


def _day(text: str) -> str:
    try:
        return format_date(date.fromisoformat(text))
    except ValueError:
        return text


def _moment(text: str, zone: tzinfo) -> str:
    try:
        return format_datetime(parse_rfc3339(text), zone)
    except ValueError:
        return text
