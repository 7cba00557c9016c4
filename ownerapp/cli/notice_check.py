"""``ownerapp notice check``: what a notice leaves out of what the law asks for."""

from __future__ import annotations

from ownerapp.cli.context import Context
from ownerapp.cli.output import harmless_json
from ownerapp.domain.finding import NoticeReport, Profile
from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice
from ownerapp.presentation import check_report
from ownerapp.presentation.check_page import check_page_state
from ownerapp.presentation.joining import labelled
from ownerapp.presentation.words import origin_sentence

FORMATS = ("text", "json", "sarif", "html")
_INDENT = "  "


def run(context: Context) -> int:
    """Check a notice; 1 when binding text asks for something that it does not declare."""
    options = context.options
    loaded = context.desk.notices.load(options.notice)
    report = context.desk.notices.check(loaded.notice, Profile(options.profile))
    language = context.notice_language(loaded.notice)
    _print(context, loaded.notice, report, language)
    return 1 if report.has_must_finding else 0


def _print(context: Context, notice: Notice, report: NoticeReport, language: Language) -> None:
    today = context.desk.now().astimezone(context.desk.zone()).date()
    match "json" if context.json else context.options.format:
        case "json":
            value = check_report.report_value(notice, report, language, today=today)
            context.say_json(value)
        case "sarif":
            value_ = check_report.sarif(notice, report, language, address=context.options.notice)
            context.say_json(value_)
        case "html":
            print(
                harmless_json(check_report.html(notice, report, language, today=today)),
                file=context.out,
                end="",
            )
        case _:
            _print_text(context, notice, report, language)


def _print_text(context: Context, notice: Notice, report: NoticeReport, language: Language) -> None:
    """Print the check as a person reads it, the law below each sentence."""
    state = check_page_state(notice, report, language)
    context.say(state.headline)
    origin = origin_sentence(notice)
    if origin:
        context.say(origin)
    context.say()
    context.say(state.card.heading)
    for item in state.card.requirements:
        context.say(f"{_INDENT}{labelled(item.word, item.title)}")
    for published in state.card.published:
        context.say()
        context.say(published.title)
        context.say(f"{_INDENT}{published.sentence}")
        for row in published.rows:
            context.say(f"{_INDENT}{labelled(row.label, row.text)}")
    for group in state.groups:
        context.say()
        context.say(labelled(group.title, group.count))
        for part in group.parts:
            context.say(f"{_INDENT}{part.title}")
            for found in part.findings:
                context.say(f"{_INDENT * 2}{found.sentence} [{found.rule}, {found.article}]")
    for caveat in state.caveats:
        context.say()
        context.say(caveat)
    context.say()
    context.say(state.intro)
