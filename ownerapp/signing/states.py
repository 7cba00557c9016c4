"""What a signed record says, held against itself: ids, times, states, ends, shown texts.

Called only after the signature holds: until then no meaning is read. Rules:

1. The same id is the same everywhere, and receipt and record follow the same profile.
2. Times are in order: each status after the one before, all before the record was made,
   the record before its proof. Two minutes are given to a clock that keeps time. Times
   out of order prove no forgery, because a person may set a clock back: then the order
   cannot be told, and everything else is checked all the same.
3. The status is the one of the last thing that happened; *expired* and *superseded* may
   also come from time or from a new notice alone.
4. A yes that is on has not ended when the record was made, and its end is what its term
   gives. The end may be that of an earlier yes, which stays where a notice changed and
   where practices were merged, but never later than the last yes gives. Zone rules change
   after the fact, and a computer that does not know its zone writes ``UTC``; so the end may
   differ by what such a difference can make.
5. ``dpv:ConsentRequested`` is indicated by the issuer's key, never by the maker.
6. Each shown text has the SHA-256 that stands beside it.
7. A record about a day names the last second of that day in its zone, and was made after it.
   But for the question, nothing in it happened later, and rule 4 holds at the end of that day.
8. A paused yes is off and says since when: after the yes, and before its end. Nothing else is
   paused.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from msgspec import UNSET, UnsetType

from ownerapp.domain.choice import Status
from ownerapp.domain.event import parse_rfc3339
from ownerapp.domain.json_value import JsonValue
from ownerapp.domain.record import TERM_DURATIONS
from ownerapp.domain.term import Term, term_end
from ownerapp.domain.verdict import Check
from ownerapp.signing.canonical import canonical_bytes, sha256_hex
from ownerapp.signing.failure import failed
from ownerapp.signing.receipt import AsOf, ConsentStatus, Process, Receipt, Shown

CLOCK_TOLERANCE = timedelta(minutes=2)
FUTURE_TOLERANCE = timedelta(days=1)
"""How far ahead of this computer's clock a record may have been made."""
_ZONE_RULES = timedelta(hours=3)
_ZONE_UNKNOWN = timedelta(days=4)
"""A month's end counted on the day before or after can be three days off."""
_DAY_UNKNOWN = timedelta(days=1)
"""How far from the end of a UTC day the same day may end elsewhere, rounded up."""

_TERMS: dict[str | UnsetType, Term] = {value: term for term, value in TERM_DURATIONS.items()}
_GIVEN = "dpv:ConsentGiven"
_REQUESTED = "dpv:ConsentRequested"
_LAST_STATUS = {
    Status.UNDECIDED: _REQUESTED,
    Status.REFUSED: "dpv:ConsentRefused",
    Status.GIVEN: _GIVEN,
    Status.PAUSED: _GIVEN,
    Status.WITHDRAWN: "dpv:ConsentWithdrawn",
}


def instant(text: str) -> datetime:
    """Return the instant of a time in a record.

    Raises:
        CheckFailedError: There is no such time.
    """
    try:
        return parse_rfc3339(text)
    except ValueError as error:
        raise failed(Check.STATES, "bad-time") from error


def check_states(receipt: Receipt) -> bool:
    """Check rules 1 to 5 and 7 and return whether the times are in order (rule 2).

    Raises:
        CheckFailedError: Another rule does not hold; the reason names it.
    """
    _check_ids(receipt)
    created = instant(receipt.subject.created)
    in_order = instant(receipt.proof.created) >= created - CLOCK_TOLERANCE
    about = created
    if receipt.record.as_of is not UNSET:
        about = _check_day(receipt.record.as_of, created)
    for process in receipt.record.processes:
        in_order &= _is_in_order(process, created)
        _check_process(process, receipt.issuer, about)
        if receipt.record.as_of is not UNSET:
            _check_nothing_later(process, about)
    return in_order


def check_texts(receipt: Receipt) -> int:
    """Check rule 6 and return how many texts there were.

    Raises:
        CheckFailedError: A text has another hash, or none beside it.
    """
    count = 0
    for process in receipt.record.processes:
        if process.shown_text is UNSET:
            continue
        count += 1
        if process.shown_text_sha256 is UNSET:
            raise failed(Check.TEXTS, "hash-missing")
        if shown_sha256(process.shown_text) != process.shown_text_sha256:
            raise failed(Check.TEXTS, "other-text")
    return count


def shown_sha256(shown: tuple[Shown, ...]) -> str:
    """Return the hash that must stand beside a shown text."""
    value: JsonValue = [
        {"field": line.name, "lang": line.lang, "text": line.text} for line in shown
    ]
    return sha256_hex(canonical_bytes(value))


def end_facts(receipt: Receipt, now: datetime) -> dict[str, str]:
    """Return how many of the recorded yeses hold now, and when the last one ended.

    ``ended-on`` is there only when none of them holds any more, and none can be resumed.
    """
    on, paused, ended = 0, 0, []
    for process in receipt.record.processes:
        if process.status not in {Status.GIVEN, Status.PAUSED, Status.EXPIRED}:
            continue
        end = None if process.ends_at is UNSET else process.ends_at.at
        if end is None or instant(end) > now:
            on += process.status is Status.GIVEN
            paused += process.status is Status.PAUSED
        else:
            ended.append(end)
    facts = {"choices": str(len(receipt.record.processes)), "on": str(on), "ended": str(len(ended))}
    if ended and not on and not paused:
        facts["ended-on"] = max(ended)
    return facts


def _check_ids(receipt: Receipt) -> None:
    subject, record = receipt.subject, receipt.record
    same = (
        receipt.id == f"urn:uuid:{subject.identifier}",
        subject.id == f"{receipt.id}#receipt",
        record.id == f"urn:uuid:{record.identifier}",
        record.has_identifier == record.identifier,
        record.subject.id == f"urn:uuid:{record.subject.identifier}",
        record.creator == receipt.issuer,
        receipt.valid_from == subject.created == record.created,
    )
    if not all(same):
        raise failed(Check.STATES, "ids-differ")
    if subject.conforms_to.replace("receipt", "record") != record.conforms_to:
        raise failed(Check.STATES, "profiles-differ")


def _is_in_order(process: Process, created: datetime) -> bool:
    """Tell whether each status comes after the one before, and all before the record."""
    times = [instant(status.at) for status in process.statuses]
    if process.paused is not UNSET:
        times.append(instant(process.paused.at))
    in_order = all(later >= earlier - CLOCK_TOLERANCE for earlier, later in pairwise(times))
    return in_order and max(times) <= created + CLOCK_TOLERANCE


def _check_day(as_of: AsOf, created: datetime) -> datetime:
    """Check the day that a record is about, and return the instant at which it stood so."""
    at = instant(as_of.at)
    try:
        day = date.fromisoformat(as_of.day)
    except ValueError as error:
        raise failed(Check.STATES, "bad-time") from error
    zone = _zone(as_of.zone)
    allowed = _ZONE_RULES if zone is not None else _DAY_UNKNOWN
    last = datetime.combine(day, time(23, 59, 59), tzinfo=zone or UTC)
    if abs(last.astimezone(UTC) - at) > allowed:
        raise failed(Check.STATES, "day-differs")
    if at > created + CLOCK_TOLERANCE:
        raise failed(Check.STATES, "day-not-over")
    return at


def _check_nothing_later(process: Process, about: datetime) -> None:
    """Check that nothing but the question came after the day that a record is about."""
    later = (
        status
        for status in process.statuses
        if status.type[0] != _REQUESTED and instant(status.at) > about + CLOCK_TOLERANCE
    )
    is_paused_later = (
        process.paused is not UNSET and instant(process.paused.at) > about + CLOCK_TOLERANCE
    )
    if any(later) or is_paused_later:
        raise failed(Check.STATES, "after-the-day")


def _check_process(process: Process, issuer: str, about: datetime) -> None:
    """Check one practice; ``about`` is the instant at which it stood as the record says."""
    for status in process.statuses:
        if status.type[0] == _REQUESTED and status.by != issuer:
            raise failed(Check.STATES, "asked-by-another")
    expected = _LAST_STATUS.get(process.status)
    if expected is not None and process.statuses[-1].type[0] != expected:
        raise failed(Check.STATES, "status-differs")
    if (process.status is Status.PAUSED) is (process.paused is UNSET):
        raise failed(Check.STATES, "status-differs")
    given = [item for item in process.statuses if item.type[0] == _GIVEN]
    if process.term is not UNSET and given:
        _check_end(process, process.term, given, about)


def _check_end(
    process: Process, term: Term, given: Sequence[ConsentStatus], about: datetime
) -> None:
    duration = TERM_DURATIONS.get(term, UNSET)
    alike = [item for item in given if _stated(item) == duration]
    if not alike:
        raise failed(Check.STATES, "end-differs")
    if process.ends_at is UNSET or term is Term.OPEN:
        if (process.ends_at is UNSET) is not (term is Term.OPEN) or alike[-1] is not given[-1]:
            raise failed(Check.STATES, "end-differs")
        return
    end = instant(process.ends_at.at)
    if process.status in {Status.GIVEN, Status.PAUSED} and end < about:
        raise failed(Check.STATES, "ended-before-made")
    zone = _zone(process.ends_at.zone)
    allowed = _ZONE_UNKNOWN if zone is None else _ZONE_RULES
    ends = [term_end(term, instant(item.at), zone or UTC) for item in alike]
    if not any(computed is not None and abs(computed - end) <= allowed for computed in ends):
        raise failed(Check.STATES, "end-differs")
    last = _TERMS.get(_stated(given[-1]))
    latest = term_end(last, instant(given[-1].at), zone or UTC) if last else None
    if latest is not None and end > latest + allowed:
        raise failed(Check.STATES, "end-differs")


def _stated(given: ConsentStatus) -> str | UnsetType:
    """Return the duration that a yes states; none for one without an end."""
    return UNSET if given.duration is UNSET else given.duration.value


def _zone(name: str) -> ZoneInfo | None:
    """Return the zone of a name, or None when it is not known here or says nothing."""
    if name in {"", "UTC"}:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        # Not found, a name that is a path, or the name of a folder of zones.
        return None
