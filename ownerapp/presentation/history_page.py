"""Presents the history: entries as sentences, and how the log stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import tzinfo

from ownerapp.domain.event import Event, EventKind
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.log import LogReport, LogState
from ownerapp.i18n import _, ngettext, pgettext
from ownerapp.i18n.formatting import format_date, format_datetime, format_time
from ownerapp.presentation import words
from ownerapp.presentation.joining import phrases, sentences
from ownerapp.presentation.states import (
    Explanation,
    LineState,
    TimelineRow,
    TimelineState,
    Tone,
)


def timeline_state(
    events: Sequence[Event], titles: Mapping[PracticeId, str], zone: tzinfo
) -> TimelineState:
    """Return the timeline page, newest entry first."""
    return TimelineState(
        heading=_("Timeline"),
        intro=_("Everything that was decided or done, newest first."),
        rows=tuple(timeline_row(event, titles, zone) for event in reversed(events)),
        empty=_("Nothing has happened yet. Your first answer will stand here."),
    )


def timeline_row(event: Event, titles: Mapping[PracticeId, str], zone: tzinfo) -> TimelineRow:
    """Return one entry as a row."""
    return TimelineRow(
        when=format_datetime(event.at, zone),
        text=event_sentence(event, titles, zone),
        detail=event_detail(event),
        icon=_icon(event),
        entry=_entry(event),
    )


def _entry(event: Event) -> str:
    """Return where an entry stands."""
    if event.origin:
        # Translators: {number} is the number of an entry, {origin} the name of a history.
        return _("Entry {number} of {origin}", number=event.seq + 1, origin=event.origin)
    # Translators: {number} is the number of an entry of the history.
    return _("Entry {number}", number=event.seq + 1)


def event_sentence(event: Event, titles: Mapping[PracticeId, str], zone: tzinfo) -> str:
    """Return what an entry says, in one sentence."""
    title = titles.get(event.practice, event.practice) if event.practice else ""
    match event.kind:
        case EventKind.NOTICE_SHOWN:
            return _("The notice was shown")
        case EventKind.NOTICE_INSTALLED:
            if not event.detail.get("previous"):
                return _("A car was added with its notice")
            # Translators: {version} is the version of a notice, for example 3.0.
            return _("Version {version} of the notice began to apply", version=_version(event))
        case EventKind.NOTICE_ACCEPTED_UPDATE:
            # Translators: {version} is the version of a notice, for example 3.0.
            return _("Version {version} of the notice was chosen", version=_version(event))
        case EventKind.CONSENT_GIVEN:
            if event.ends_at is None:
                # Translators: {title} is the title of a kind of data, for example Cabin camera
                # clips.
                return _("{title}: turned on, until you turn it off", title=title)
            # Translators: {title} is the title of a kind of data, {date} a date such as 20 Feb
            # 2027.
            return _(
                "{title}: turned on until {date}",
                title=title,
                date=format_date(event.ends_at, zone),
            )
        case EventKind.CONSENT_REFUSED:
            # Translators: {title} is the title of a kind of data, for example Cabin camera clips.
            return _("{title}: kept off", title=title)
        case EventKind.CONSENT_WITHDRAWN:
            # Translators: {title} is the title of a kind of data, for example Cabin camera clips.
            return _("{title}: turned off", title=title)
        case EventKind.CONSENT_EXPIRED:
            # Translators: {title} is the title of a kind of data, for example Cabin camera clips.
            return _("{title}: ended, because the time ran out", title=title)
        case EventKind.CONSENT_SUPERSEDED:
            # Translators: {title} is the title of a kind of data, for example Cabin camera clips.
            return _("{title}: your yes ended, because the notice changed", title=title)
        case EventKind.CONSENT_DORMANT:
            # Translators: {title} is the title of a kind of data, for example Cabin camera clips.
            return _("{title}: off, because it was not confirmed for a long time", title=title)
        case EventKind.PAUSE_STARTED:
            # Translators: {title} is the title of a kind of data, for example Cabin camera clips.
            return _("{title}: paused", title=title)
        case EventKind.PAUSE_ENDED:
            # Translators: {title} is the title of a kind of data, for example Cabin camera clips.
            return _("{title}: resumed", title=title)
        case EventKind.EVIDENCE_ADDED:
            word = words.evidence_word(event.evidence) if event.evidence else ""
            # Translators: {title} is the title of a kind of data, {evidence} for example Handed
            # over.
            return _("{title}: {evidence}", title=title, evidence=word)
        case EventKind.RECORD_EXPORTED:
            return _("A record was exported")
        case EventKind.RECORD_IMPORTED:
            origin = event.detail.get("origin")
            # Translators: {origin} is the name of another history.
            return _(
                "A record was imported that was made elsewhere, in the history {origin}",
                origin=origin if isinstance(origin, str) else "",
            )
        case EventKind.REQUEST_MADE | EventKind.REQUEST_ANSWERED:
            from ownerapp.presentation.request_history import (  # noqa: PLC0415 - off the start
                request_sentence,
            )

            return request_sentence(event)
        case EventKind.HANDOVER_DONE:
            from ownerapp.presentation.handover_words import (  # noqa: PLC0415 - as above
                occasion_done,
            )

            occasion = event.detail.get("occasion")
            return occasion_done(occasion if isinstance(occasion, str) else "")
        case EventKind.DRIFTCHECK_DONE:
            return _("The car's own settings were looked through")
        case EventKind.KEY_ROTATED:
            return _("The signing key was changed")
        case EventKind.PERSON_ERASED:
            if event.vehicle is not None:
                return _("A car's details were erased")
            return _("A person's details were erased")
        case EventKind.CLOCK_STEPPED_BACK:
            return _("The computer's clock was set back")
        case EventKind.LOG_REANCHORED:
            if event.detail.get("reason") == "stopped-before-anchor":
                return _("The program had stopped while saving; the history was anchored again")
            if event.detail.get("reason") == LogState.ANCHOR_LOST.value:
                return _("The keyring had forgotten the history; it was anchored again")
            return _("The history was continued after a break")
        case EventKind.LOG_PREDECESSOR:
            if event.detail.get("linked") is False:
                return _("The key to an earlier history was lost; this one began anew")
            return _("This history continues an earlier one")
        case EventKind.STORE_RESTORED:
            return _("The data was restored from a backup")
        case EventKind.STORE_MERGED:
            return _("The history of another computer was added")


def _version(event: Event) -> str:
    version = event.detail.get("version")
    return version if isinstance(version, str) else ""


def event_detail(event: Event) -> str:
    """Return how the person acted, where an entry has that, and whether it was elsewhere."""
    if event.origin:
        return phrases(_method(event), _("on another computer"))
    return _method(event)


def _method(event: Event) -> str:
    if event.method is None:
        return ""
    match event.method:
        case "desktop":
            return _("In the window")
        case "kiosk":
            return _("At a kiosk")
        case "cli":
            return _("On the command line")
        case _:
            # Translators: how an answer came into the history: from a file.
            return _("Imported")


def log_line(
    report: LogReport, zone: tzinfo, *, entries: int | None = None
) -> tuple[str, LineState]:
    """Return title and second line of the sidebar's foot.

    Args:
        report: The last check.
        zone: The zone in which times are shown.
        entries: How many entries there are now, where that may be more than were checked.
    """
    size = report.size if entries is None else max(entries, report.size)
    # Translators: {count} is the number of entries of the history.
    count = ngettext("{count} entry", "{count} entries", size, count=size)
    time = format_time(report.checked_at, zone)
    if size == report.size:
        # Translators: {entries} is for example "148 entries", {time} a time such as 14:06.
        line = _("{entries}, checked {time}", entries=count, time=time)
    else:
        # Translators: {entries} is for example "148 entries", {new} a number.
        line = _("{entries}, {new} not checked yet", entries=count, new=size - report.size)
    match report.state:
        case LogState.INTACT:
            # Translators: every entry is there and as it was signed.
            return _("History intact"), LineState(text=line, icon="shieldcheck")
        case LogState.NOT_ANCHORED:
            # Translators: no keyring outside the data folder remembers how far the history went.
            return _("History intact, not anchored"), LineState(text=line, icon="shieldcheck")
        case LogState.ANCHOR_LOST:
            # Translators: the keyring should remember how far the history went, and does not.
            return _("History not anchored"), LineState(
                text=_("The keyring forgot it"), icon="wait", tone=Tone.ATTENTION
            )
        case LogState.ROLLED_BACK:
            # Translators: an older copy of the history stands in the place of the newer one.
            return _("History put back"), LineState(text=line, icon="oct", tone=Tone.STOP)
        case LogState.CUT:
            # Translators: entries at the end of the history are missing.
            return _("History cut"), LineState(text=line, icon="oct", tone=Tone.STOP)
        case LogState.REWRITTEN:
            # Translators: somebody changed what was signed.
            return _("History changed"), LineState(text=line, icon="oct", tone=Tone.STOP)


def history_action(report: LogReport) -> str:
    """Return the words of the button below that line: a check, or the way to the next step."""
    if report.is_good:
        return pgettext("button", "Check now")
    # Translators: leads to what was found wrong with the history, and to the next step.
    return pgettext("button", "What to do")


def log_explanation(report: LogReport) -> Explanation:
    """Return what a check of the history found, in words, with the next step."""
    said = _log_state(report)
    if not report.repaired:
        return said
    repaired = _("The list of your choices did not match it and was made from it anew.")
    return replace(said, body=sentences(said.body, repaired))


def _log_state(report: LogReport) -> Explanation:
    match report.state:
        case LogState.INTACT:
            return Explanation(
                title=_("The history is intact."),
                # Translators: {count} is the number of entries; their head is a short mark that
                # stands for all of them.
                body=ngettext(
                    "Its {count} entry is as it was signed, and the keyring knows its head.",
                    "All {count} entries are as signed, and the keyring knows their head.",
                    report.size,
                    count=report.size,
                ),
                next_step="",
            )
        case LogState.NOT_ANCHORED:
            return Explanation(
                title=_("The history is intact, but not anchored."),
                body=_(
                    "No keyring keeps its head, so an older copy put back in its place "
                    "would not be noticed."
                ),
                next_step=_("Export a record now and then and keep it elsewhere."),
            )
        case LogState.ANCHOR_LOST:
            return Explanation(
                title=_("The history holds, but the keyring no longer knows its head."),
                body=_("So nobody can tell whether newer entries are missing."),
                next_step=_(
                    "Compare it with your last exported record. The next answer anchors it again."
                ),
            )
        case LogState.ROLLED_BACK:
            return Explanation(
                title=_("An older copy of the history was put back."),
                # Translators: {anchored} and {found} are numbers of entries of the history.
                body=_(
                    "The keyring knows {anchored} entries; {found} are here.",
                    anchored=report.anchored_size or 0,
                    found=report.size,
                ),
                next_step=_(
                    "Put the newer copy back, or go on from here with the break on record."
                ),
            )
        case LogState.CUT:
            return Explanation(
                title=_("Entries at the end of the history are missing."),
                # Translators: {count} is the number of entries of the history.
                body=ngettext(
                    "{count} entry is left.",
                    "{count} entries are left.",
                    report.size,
                    count=report.size,
                ),
                next_step=_(
                    "Put a backup in its place, or go on from here with the break on record."
                ),
            )
        case LogState.REWRITTEN:
            where = (
                # Translators: {number} is the number of an entry of the history.
                _("The first one that does not hold is entry {number}.", number=report.entry + 1)
                if report.entry is not None
                else _("It does not match what was signed.")
            )
            return Explanation(
                title=_("The history was changed by something other than this program."),
                body=where,
                next_step=_(
                    "Put a backup in its place, or go on from here with the break on record."
                ),
            )


def _icon(event: Event) -> str:
    match event.kind:
        case EventKind.CONSENT_GIVEN:
            return "check"
        case EventKind.PAUSE_STARTED:
            return "pause"
        case EventKind.PAUSE_ENDED:
            return "resume"
        case EventKind.CONSENT_REFUSED | EventKind.CONSENT_WITHDRAWN:
            return "minus"
        case EventKind.CONSENT_EXPIRED | EventKind.CONSENT_DORMANT:
            return "hourglass"
        case EventKind.RECORD_EXPORTED | EventKind.RECORD_IMPORTED:
            return "export"
        case (
            EventKind.NOTICE_SHOWN
            | EventKind.NOTICE_INSTALLED
            | EventKind.NOTICE_ACCEPTED_UPDATE
            | EventKind.CONSENT_SUPERSEDED
        ):
            return "doc"
        case EventKind.CLOCK_STEPPED_BACK:
            return "clock"
        case _:
            return "info"
