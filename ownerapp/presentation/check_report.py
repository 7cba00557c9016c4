"""A check of a notice as a file: JSON for programs, SARIF for tools, HTML for people.

SARIF 2.1.0 is the format in which checkers hand findings to editors and build servers.
Everything from the notice is data: escaped in HTML, plain strings elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from html import escape

from ownerapp import __version__
from ownerapp.domain.finding import Finding, NoticeReport, Outcome, Rule, Severity
from ownerapp.domain.ids import Language
from ownerapp.domain.json_value import JsonValue
from ownerapp.domain.notice import Notice
from ownerapp.i18n import bcp47, current_translator
from ownerapp.presentation.check_page import check_page_state
from ownerapp.presentation.check_sentences import Sayer
from ownerapp.presentation.check_states import CheckPageState, FindingGroup
from ownerapp.presentation.check_words import grade_sentence, law_line
from ownerapp.presentation.joining import labelled, sentences
from ownerapp.presentation.voice import Voice

_SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.MUST: "error", Severity.SHOULD: "warning"}


def report_value(
    notice: Notice, report: NoticeReport, language: Language, *, today: date
) -> dict[str, JsonValue]:
    """Return a check for programs."""
    sayer = _sayer(notice, language)
    return {
        "notice": notice.pack_id,
        "version": notice.version,
        "sha256": notice.hash,
        "profile": report.profile.value,
        "checked_on": today.isoformat(),
        "must": sum(rule.severity is Severity.MUST for rule, _found in report.findings),
        "should": sum(rule.severity is Severity.SHOULD for rule, _found in report.findings),
        "findings": [_finding_value(rule, found, sayer) for rule, found in report.findings],
        "rules": {
            outcome.value: [item.rule.id for item in report.results if item.outcome is outcome]
            for outcome in Outcome
        },
        "caveats": [sayer.caveat(caveat) for caveat in report.caveats],
    }


def sarif(notice: Notice, report: NoticeReport, language: Language, *, address: str) -> JsonValue:
    """Return a check as a SARIF log.

    Args:
        notice: The notice that was checked.
        report: What the check found.
        language: The language in which the notice's own texts are shown.
        address: The file, as it was named.
    """
    sayer = _sayer(notice, language)
    rules = [result.rule for result in report.results]
    places = {rule.id: place for place, rule in enumerate(rules)}
    return {
        "$schema": _SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "ownerapp",
                        "version": __version__,
                        "language": bcp47(current_translator().language),
                        "rules": [_sarif_rule(rule, sayer) for rule in rules],
                    }
                },
                "results": [
                    {
                        "ruleId": rule.id,
                        "ruleIndex": places[rule.id],
                        "level": _LEVELS[rule.severity],
                        "message": {"text": sayer.finding(rule, found)},
                        "locations": [_sarif_place(notice, found, address)],
                        "properties": {"gap": found.gap.value},
                    }
                    for rule, found in report.findings
                ],
            }
        ],
    }


def html(notice: Notice, report: NoticeReport, language: Language, *, today: date) -> str:
    """Return a check as one page that needs nothing beside itself."""
    state = check_page_state(notice, report, language)
    voice = Voice(notice, language)
    translator = current_translator()
    title = labelled(state.heading, voice.words(notice.title))
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{bcp47(translator.language)}" dir="{translator.direction}">',
            '<head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width">',
            f"<title>{escape(title)}</title>",
            f"<style>{_STYLE}</style></head>",
            "<body><main>",
            *_head(notice, state, voice, today),
            *_card(state),
            *(line for group in state.groups for line in _group(group)),
            *_rest(state),
            "</main></body></html>",
            "",
        )
    )


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f2f2f1;color:#1b1f1d}"
    "main{max-width:48rem;margin:0 auto;padding:2rem 1rem}"
    "section{background:#fff;border:1px solid #d9dad7;border-radius:12px}"
    "section{padding:1rem;margin:1rem 0}"
    "h1{font-size:1.5rem}h2{font-size:1.1rem}h3{font-size:1rem;margin:1rem 0 .25rem}"
    "summary{cursor:pointer}dl{display:grid;grid-template-columns:10rem 1fr;gap:.25rem 1rem}"
    "dt{color:#565b58}dd{margin:0;overflow-wrap:anywhere}.muted{color:#565b58}"
    "@media(prefers-color-scheme:dark){body{background:#161a18;color:#eceeec}"
    "section{background:#1f2422;border-color:#3a403d}dt,.muted{color:#a9afab}}"
)


def _head(notice: Notice, state: CheckPageState, voice: Voice, today: date) -> Iterable[str]:
    yield f"<h1>{escape(voice.words(notice.title))}</h1>"
    facts = f"{notice.pack_id} {notice.version} - {today.isoformat()}"
    yield f'<p class="muted">{escape(facts)}</p>'
    yield f"<p><strong>{escape(state.headline)}</strong></p>"
    yield f"<p>{escape(state.intro)}</p>"


def _card(state: CheckPageState) -> Iterable[str]:
    yield f"<section><h2>{escape(state.card.heading)}</h2><p>{escape(state.card.intro)}</p><dl>"
    for item in state.card.requirements:
        yield f"<dt>{escape(item.word)}</dt>"
        yield f"<dd>{escape(sentences(item.title, *item.missing))}</dd>"
    yield "</dl></section>"
    for published in state.card.published:
        yield f"<section><h2>{escape(published.title)}</h2><p>{escape(published.sentence)}</p><dl>"
        for row in published.rows:
            yield f"<dt>{escape(row.label)}</dt><dd>{escape(row.text)}</dd>"
        yield "</dl></section>"


def _group(group: FindingGroup) -> Iterable[str]:
    yield f'<section><h2>{escape(group.title)}</h2><p class="muted">{escape(group.count)}</p>'
    for part in group.parts:
        yield f"<h3>{escape(part.title)}</h3>"
        for found in part.findings:
            yield f"<details><summary>{escape(found.sentence)}</summary><dl>"
            for row in found.below:
                yield f"<dt>{escape(row.label)}</dt><dd>{escape(row.text)}</dd>"
            yield "</dl></details>"
    yield "</section>"


def _rest(state: CheckPageState) -> Iterable[str]:
    if state.caveats:
        yield f"<section><h2>{escape(state.caveats_heading)}</h2><ul>"
        yield from (f"<li>{escape(caveat)}</li>" for caveat in state.caveats)
        yield "</ul></section>"
    for rules in state.lists:
        yield f"<section><details><summary>{escape(rules.heading)}</summary>"
        yield f"<p>{escape(rules.sentence)}</p><ul>"
        for line in rules.lines:
            words = escape(line.text), escape(line.detail)
            yield f'<li>{words[0]} <span class="muted">{words[1]}</span></li>'
        yield "</ul></details></section>"


def _sayer(notice: Notice, language: Language) -> Sayer:
    voice = Voice(notice, language)
    return Sayer({practice.id: voice.words(practice.title) for practice in notice.practices})


def _finding_value(rule: Rule, found: Finding, sayer: Sayer) -> dict[str, JsonValue]:
    return {
        "rule": rule.id,
        "severity": rule.severity.value,
        "regime": rule.regime.value,
        "article": rule.article,
        "grade": rule.grade.value,
        "practice": found.practice,
        "fields": list(found.fields),
        "gap": found.gap.value,
        "code": found.code,
        "facts": dict(found.facts),
        "text": sayer.finding(rule, found),
        "advice": sayer.advice(rule),
    }


def _sarif_rule(rule: Rule, sayer: Sayer) -> dict[str, JsonValue]:
    return {
        "id": rule.id,
        "shortDescription": {"text": sayer.asks(rule)},
        "fullDescription": {"text": sentences(law_line(rule), grade_sentence(rule.grade))},
        "help": {"text": sayer.advice(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _sarif_place(notice: Notice, found: Finding, address: str) -> dict[str, JsonValue]:
    """Return where a finding is: the file, and the places inside it by name."""
    start = "$"
    if found.practice is not None:
        index = next(i for i, item in enumerate(notice.practices) if item.id == found.practice)
        start = f"$.practices[{index}]"
    names = [f"{start}.{field}" for field in found.fields] or [start]
    return {
        "physicalLocation": {"artifactLocation": {"uri": _uri(address)}},
        "logicalLocations": [{"fullyQualifiedName": name, "kind": "member"} for name in names],
    }


def _uri(address: str) -> str:
    """Return a file name as a relative or absolute URI reference."""
    from urllib.parse import quote  # noqa: PLC0415 - only this form needs it

    return quote(address.replace("\\", "/"))


def as_text(value: JsonValue) -> str:
    """Return a JSON value as it stands in a file."""
    return json.dumps(value, ensure_ascii=False, indent=2)
