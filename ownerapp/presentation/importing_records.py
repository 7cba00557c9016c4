"""The words around importing a record that was made elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from ownerapp.domain.choice import Status
from ownerapp.domain.values import dataclass
from ownerapp.domain.verdict import Check, Outcome, Report
from ownerapp.i18n import _, ngettext
from ownerapp.i18n.formatting import format_date, format_datetime

if TYPE_CHECKING:
    from ownerapp.services.importing import Imported, ReadRecord, RecordedAnswer
    from ownerapp.services.ports.kept import ImportedRecord


def record_sentences(record: ReadRecord, zone: tzinfo) -> tuple[str, ...]:
    """Return who made a record, where and when, and to which car it is joined."""
    return (
        # Translators: {date} is a date with a time, {origin} the name of a history.
        _(
            "Made elsewhere on {date}, in the history {origin}.",
            date=format_datetime(record.created, zone),
            origin=record.origin,
        ),
        # Translators: {fingerprint} is a row of digits and letters.
        _(
            "Signed with the key {fingerprint}, which you gave.",
            fingerprint=record.fingerprint,
        )
        if record.is_key_given
        else _(
            "Signed with the key {fingerprint}, which is known here.",
            fingerprint=record.fingerprint,
        ),
        # Translators: {car} is the name that the person gave to a car.
        _("It is kept with the car {car}.", car=record.vehicle.name),
    )


def offer_sentences(answers: Sequence[RecordedAnswer], zone: tzinfo) -> tuple[str, ...]:
    """Return the question whether choices in a record count here, and each of them."""
    first = ngettext(
        "{count} choice in it is not what holds here:",
        "{count} choices in it are not what holds here:",
        len(answers),
        count=len(answers),
    )
    return (first, *(answer_line(item, zone) for item in answers))


def answer_line(answer: RecordedAnswer, zone: tzinfo) -> str:
    """Return one choice of a record, with when it was decided."""
    date = format_date(answer.decided_at, zone)
    if answer.status is not Status.GIVEN:
        # Translators: {title} is the title of a kind of data, {date} when that was decided.
        return _("{title}: off, decided on {date}", title=answer.title, date=date)
    if answer.ends_at is None:
        return _(
            # Translators: {title} is the title of a kind of data, {date} when that was decided.
            "{title}: on until you turn it off, decided on {date}",
            title=answer.title,
            date=date,
        )
    return _(
        # Translators: {title} is the title of a kind of data, {end} when it ends, {date} when
        # that was decided.
        "{title}: on until {end}, decided on {date}",
        title=answer.title,
        end=format_date(answer.ends_at, zone),
        date=date,
    )


def may_be_kept(report: Report, own_origin: str) -> bool:
    """Tell whether a checked file is a whole record from elsewhere; at most its key is unknown."""
    facts = report.facts
    is_whole = facts.get("kind") in {"json", "pdf", "bundle"} and "log-origin" in facts
    others = (item for item in report.checks if item.check is not Check.KEY)
    is_good = all(item.outcome in {Outcome.OK, Outcome.SKIPPED} for item in others)
    is_key_bad = any(
        item.check is Check.KEY and item.outcome is Outcome.FAILED for item in report.checks
    )
    is_from_here = any(
        item.check is Check.LOG and item.reason == "" and "entry" in item.params
        for item in report.checks
    )
    is_own = facts.get("log-origin") == own_origin or is_from_here
    return is_whole and is_good and not is_key_bad and not is_own


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRow:
    """One imported record in the list."""

    key: str
    when: str
    """When it was imported."""
    what: str
    signer: str
    entry: str


def imported_rows(entries: Sequence[ImportedRecord], zone: tzinfo) -> tuple[ImportedRow, ...]:
    """Return the records that were made elsewhere, newest first."""
    return tuple(
        ImportedRow(
            key=entry.sha256,
            when=format_datetime(entry.at, zone),
            # Translators: {origin} is the name of another history, {number} of an entry in it.
            what=_(
                "Made elsewhere, entry {number} of {origin}",
                number=entry.log_index + 1,
                origin=entry.origin,
            ),
            signer=entry.fingerprint,
            entry=str(entry.seq + 1),
        )
        for entry in entries
    )


def imported_sentences(imported: Sequence[Imported]) -> tuple[str, ...]:
    """Return what importing did."""
    new = sum(item.is_new for item in imported)
    adopted = sum(len(item.adopted) for item in imported)
    if not new and not adopted:
        return (_("This record is here already. Nothing was changed."),)
    said = []
    if new:
        said.append(
            # Translators: {count} is a number of signed files.
            ngettext(
                "{count} record was imported. The history shows where it was made.",
                "{count} records were imported. The history shows where they were made.",
                new,
                count=new,
            )
        )
    if adopted:
        said.append(
            # Translators: {count} is a number of choices.
            ngettext(
                "{count} choice from it holds here now.",
                "{count} choices from it hold here now.",
                adopted,
                count=adopted,
            )
        )
    else:
        said.append(_("Your choices here are as they were."))
    return tuple(said)
