"""What the export sheet says: what was saved, and whether it holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import PurePath

from ownerapp.domain.ids import Language, PracticeId
from ownerapp.domain.paper import RecordPaper
from ownerapp.domain.record import Disclosure
from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import Vehicle
from ownerapp.domain.verdict import Report, Verdict
from ownerapp.i18n import _, ngettext
from ownerapp.presentation.desk import Desk
from ownerapp.presentation.states import LineState, Tone

SIGNED_ENDINGS = (".pdf", ".json", ".zip")
_ENDINGS = (*SIGNED_ENDINGS, ".csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOrder:
    """What the person ordered on the sheet."""

    vehicle: Vehicle
    folder: str
    formats: tuple[str, ...]
    disclosure: Disclosure
    language: Language
    interface_language: str
    practices: tuple[PracticeId, ...] | None = None
    """What the record is about; None means everything optional."""
    day: date | None = None
    """How the choices stood when this day ended; None means now."""
    every_car: bool = False
    """One record of each car."""
    time_stamp: str | None = None
    """The server that is asked for time stamps; None asks nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What was written, and how each signed file came out of its check."""

    record: str
    """The record's id; empty when only the history table was saved."""
    paths: tuple[str, ...]
    """The PDF first."""
    reports: tuple[Report, ...]
    papers: tuple[RecordPaper, ...] = ()
    """The words of the PDFs that were written, to be printed."""


def save_and_check(desk: Desk, order: ExportOrder, is_wanted: Callable[[], bool]) -> Saved:
    """Write the ordered files and check them as anybody else would."""
    papers: list[RecordPaper] = []
    result = desk.records.export(
        order.vehicle,
        folder=order.folder,
        language=order.language,
        interface_language=order.interface_language,
        formats=order.formats,
        disclosure=order.disclosure,
        practices=order.practices,
        day=order.day,
        every_car=order.every_car,
        time_stamp=order.time_stamp,
        is_wanted=is_wanted,
        on_paper=papers.append,
    )
    paths = sorted(result.paths, key=lambda path: _ENDINGS.index(PurePath(path).suffix))
    return Saved(
        record=result.entry.record if result.entry is not None else "",
        paths=tuple(paths),
        reports=tuple(
            desk.records.verify_file(path)
            for path in paths
            if PurePath(path).suffix in SIGNED_ENDINGS
        ),
        papers=tuple(papers),
    )


def preview(desk: Desk, order: ExportOrder) -> tuple[RecordPaper, ...]:
    """Return the words of the PDFs that an order would write; nothing is signed or written."""
    return desk.records.preview(
        order.vehicle,
        language=order.language,
        interface_language=order.interface_language,
        disclosure=order.disclosure,
        practices=order.practices,
        day=order.day,
        every_car=order.every_car,
    )


def progress_words(*, stopping: bool) -> str:
    """Return what is said while a record is made."""
    return _("Stopping") if stopping else _("Making and checking the record")


def worst_of(reports: Sequence[Report]) -> Report:
    """Return the report that decides over several files of one record."""
    order = (Verdict.NOT_VALID, Verdict.CANNOT_TELL, Verdict.VALID)
    return min(reports, key=lambda report: order.index(report.verdict))


def saved_line(saved: Saved) -> LineState:
    """Return the outcome in one sentence."""
    if not saved.reports:
        return LineState(
            # Translators: {count} is the number of files that a record was saved as.
            text=ngettext(
                # Translators: {count} is how many files were written.
                "{count} file saved",
                "{count} files saved",
                len(saved.paths),
                count=len(saved.paths),
            ),
            icon="check",
            tone=Tone.CONFIRMED,
        )
    match worst_of(saved.reports).verdict:
        case Verdict.VALID:
            return LineState(
                text=_("Record saved and checked"), icon="shieldcheck", tone=Tone.CONFIRMED
            )
        case Verdict.NOT_VALID:
            return LineState(
                text=_("The record was saved, but its check failed. Do not rely on it."),
                icon="oct",
                tone=Tone.STOP,
            )
        case Verdict.CANNOT_TELL:
            return LineState(
                text=_("The record was saved, but its check could not tell whether it is good."),
                icon="wait",
                tone=Tone.ATTENTION,
            )
