"""``ownerapp log check`` and ``ownerapp log continue``."""

from __future__ import annotations

from ownerapp.cli.context import Context
from ownerapp.domain.event import rfc3339
from ownerapp.domain.log import LogReport, LogState
from ownerapp.i18n import _
from ownerapp.presentation.history_page import log_explanation


def check(context: Context) -> int:
    """Check every entry; 0 when nothing speaks against the history."""
    report = context.desk.check_history()
    _print(context, report)
    return 0 if report.is_good else 1


def go_on(context: Context) -> int:
    """Go on from a broken history; the break stays on record."""
    report = context.desk.check_history()
    if report.state in {LogState.INTACT, LogState.NOT_ANCHORED}:
        _print(context, report)
        return 0
    if context.ask is not None and not context.agrees(
        # Translators: y and N are the keys to press; N is the default.
        _("Go on from here, with the break on record? [y/N] ")
    ):
        context.say(_("Nothing was saved. It is as it was."))
        return 0
    after = context.desk.accept_break(report)
    _print(context, after)
    return 0 if after.is_good else 1


def _print(context: Context, report: LogReport) -> None:
    if context.json:
        context.say_json(
            {
                "state": report.state.value,
                "entries": report.size,
                "first_bad_entry": report.entry + 1 if report.entry is not None else None,
                "anchored_entries": report.anchored_size,
                "checked_at": rfc3339(report.checked_at),
            }
        )
        return
    context.say(log_explanation(report).text())
