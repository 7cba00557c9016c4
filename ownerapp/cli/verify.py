"""``ownerapp verify``: one line per check, then exactly the verdict."""

from __future__ import annotations

from typing import Final

from ownerapp.cli.arguments import expanded
from ownerapp.cli.context import Context
from ownerapp.domain.record_code import CODE_START
from ownerapp.domain.verdict import Outcome, Report, Verdict
from ownerapp.i18n import pgettext
from ownerapp.presentation.given_trust import GivenTrust, given_lines
from ownerapp.presentation.joining import labelled
from ownerapp.presentation.states import CheckLine, Tone
from ownerapp.presentation.verdict_meaning import verdict_meaning
from ownerapp.presentation.verdict_page import check_sentence, verdict_state

_MATCHES: Final = {Tone.CONFIRMED: "yes", Tone.STOP: "no", Tone.ATTENTION: "open"}
"""In the JSON, by the tone of the sentence."""


def run(context: Context) -> int:
    """Check a file, or the text of a code; 0 only when it is valid."""
    options = context.options
    keys = expanded(options.keys) if options.keys else None
    if CODE_START.match(options.file):
        path = ""
        report = context.desk.records.verify_text(options.file, accepted=options.key, keys=keys)
    else:
        path = expanded(options.file)
        report = context.desk.records.verify_file(path, accepted=options.key, keys=keys)
    given = _given(context, report, keys)
    if context.json:
        context.say_json(
            {
                "verdict": report.verdict.value,
                "checks": [
                    {
                        "check": item.check.value,
                        "outcome": item.outcome.value,
                        "reason": item.reason,
                        "text": check_sentence(item),
                    }
                    for item in report.checks
                ],
                "given": [{"matches": _MATCHES[line.tone], "text": line.text} for line in given],
                "meaning": verdict_meaning(report),
                "facts": dict(report.facts),
            }
        )
    else:
        for item in report.checks:
            context.say(f"{_mark(item.outcome)}: {check_sentence(item)}")
        # Not one of the checks: a key that nobody knows fails none of them.
        for line in given:
            context.say(line.text)
        state = verdict_state(report, file_name=path, zone=context.desk.zone())
        for line in state.lines:
            if line.icon == "info":
                context.say(line.text)
        for row in state.technical:
            context.say(labelled(row.label, row.text))
        if state.meaning:
            context.say(state.meaning)
        # The last line is the same in every language, for people and for programs.
        context.say(report.verdict.value)
    return 0 if report.verdict is Verdict.VALID else 1


def _given(context: Context, report: Report, keys: str | None) -> tuple[CheckLine, ...]:
    """Return whether each fingerprint and the file of keys that were given match, each once."""
    known = context.desk.records.keys_in_file(keys) if keys else ()
    fingerprints = context.options.key or ("",)
    lines = (
        line
        for fingerprint in fingerprints
        for line in given_lines(report, GivenTrust(fingerprint=fingerprint, keys=keys or ""), known)
    )
    return tuple(dict.fromkeys(lines))


def _mark(outcome: Outcome) -> str:
    match outcome:
        case Outcome.OK:
            return pgettext("check", "good")
        case Outcome.FAILED:
            return pgettext("check", "fails")
        case Outcome.UNKNOWN:
            return pgettext("check", "unknown")
        case Outcome.SKIPPED:
            return pgettext("check", "not checked")
