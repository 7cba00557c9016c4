"""Presents the records page and the sidebar."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import tzinfo

from ownerapp.domain.ids import Language, PracticeId, RecordId
from ownerapp.domain.log import LogReport
from ownerapp.domain.notice import Notice
from ownerapp.domain.vehicle import Vehicle
from ownerapp.domain.verdict import Verdict
from ownerapp.i18n import _, ngettext, pgettext
from ownerapp.i18n.formatting import format_datetime, format_list
from ownerapp.presentation import words
from ownerapp.presentation.history_page import history_action, log_line
from ownerapp.presentation.states import (
    ExportRow,
    LineState,
    RecordsState,
    SidebarState,
    Tone,
)
from ownerapp.presentation.verdict_page import verdict_word
from ownerapp.services.ports.kept import ExportEntry

_NAMED = 2
_ENDINGS = {"bundle": "zip"}
"""Where a file ends otherwise than its format is named."""
_VERDICTS = {
    Verdict.VALID: ("shieldcheck", Tone.CONFIRMED),
    Verdict.NOT_VALID: ("oct", Tone.STOP),
    Verdict.CANNOT_TELL: ("wait", Tone.ATTENTION),
}


def records_state(
    exports: Sequence[ExportEntry],
    titles: Mapping[PracticeId, str],
    zone: tzinfo,
    on_counts: Mapping[RecordId, int] | None = None,
    notice: Notice | None = None,
) -> RecordsState:
    """Return the records page, newest record first.

    Args:
        exports: The exported records.
        titles: The practices' titles.
        zone: The zone in which times are shown.
        on_counts: How many of its practices were on in each record, where that is known.
        notice: The notice that the car follows now.
    """
    counts = on_counts or {}
    return RecordsState(
        # Translators: signed files with choices.
        heading=_("Records"),
        intro=_("Signed copies of your choices. Anyone can check one, with no internet."),
        rows=tuple(_row(entry, titles, zone, counts.get(entry.record)) for entry in exports),
        # Translators: {count} is the number of signed files.
        count=ngettext("{count} record", "{count} records", len(exports), count=len(exports)),
        empty=_(
            "No record of this car has been exported yet. Export one to keep or to show your "
            "choices."
        ),
        origin_note=_(
            "The notice of this car was compiled from public statements. It was not issued by the "
            "car maker. Each record says so."
        )
        if notice is not None and words.is_compiled(notice)
        else "",
    )


def status_line(verdict: Verdict | None) -> LineState:
    """Return what the list says of a record that was, or was not yet, checked."""
    if verdict is None:
        # Translators: the status of a record whose signature was not checked yet.
        return LineState(text=pgettext("verdict", "Not checked"), icon="wait")
    icon, tone = _VERDICTS[verdict]
    return LineState(text=verdict_word(verdict), icon=icon, tone=tone)


def signed_paths(entry: ExportEntry) -> tuple[str, ...]:
    """Return where the signed files of a record were written, the PDF first."""
    base = os.path.join(entry.folder, entry.name)  # noqa: PTH118 - touches no disk
    return tuple(
        f"{base}.{_ending(kind)}" for kind in ("pdf", "json", "bundle") if kind in entry.formats
    )


def _ending(kind: str) -> str:
    return _ENDINGS.get(kind, kind)


def _row(
    entry: ExportEntry, titles: Mapping[PracticeId, str], zone: tzinfo, on: int | None
) -> ExportRow:
    names = [titles.get(practice, practice) for practice in entry.practices]
    what = (
        format_list(names)
        if len(names) <= _NAMED
        # Translators: {count} is a number of kinds of data, where there are too many to name.
        else ngettext("{count} collection", "{count} collections", len(names), count=len(names))
    )
    if on is not None:
        # Translators: what a record says. {what} is for example "14 collections", {on} how
        # many of them were on then.
        what = _("{what}, {on} on", what=what, on=on)
    ending = _ending(entry.formats[0] if entry.formats else "json")
    return ExportRow(
        record=entry.record,
        when=format_datetime(entry.at, zone),
        what=what,
        files=", ".join(_ending(item).upper() for item in entry.formats),
        entry=str(entry.seq + 1),
        path=os.path.join(entry.folder, f"{entry.name}.{ending}"),  # noqa: PTH118 - touches no disk
    )


def sidebar_state(
    vehicle: Vehicle,
    notice: Notice,
    report: LogReport,
    *,
    entries: int | None = None,
    language: Language,
    zone: tzinfo,
) -> SidebarState:
    """Return the sidebar of one car; see :func:`log_line` for ``entries``."""
    title, line = log_line(report, zone, entries=entries)
    return SidebarState(
        car_name=vehicle.name,
        plate=vehicle.plate,
        car_line=_car_line(notice, notice.model.best(language, notice.native_language)[1]),
        history_title=title,
        history_line=line.text,
        history_icon=line.icon,
        history_tone=line.tone,
        history_action=history_action(report),
    )


def _car_line(notice: Notice, model: str) -> str:
    if words.is_compiled(notice):
        # Translators: {model} is a car model, {version} the version of a notice that was
        # compiled from what others published.
        return _("{model}, compiled notice {version}", model=model, version=notice.version)
    # Translators: {model} is a car model, {version} the version of its notice.
    return _("{model}, notice {version}", model=model, version=notice.version)
