"""Records in every variety: all practices with all statuses, notices with gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from ownerapp.domain.choice import Status
from ownerapp.domain.event import EventKind
from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice, Practice, Reach
from ownerapp.domain.notice_codes import NOT_STATED
from ownerapp.domain.record import AsOf, Disclosure, RecordContent, RecordedChoice
from ownerapp.domain.term import Term
from ownerapp.domain.text import Text
from ownerapp.domain.trust import NoticeTrust, PackSignature, SignatureState, TrustLevel
from tests.support import records

PACKS = ("cn-reference-ev", "eu-reference-ev")
LANGUAGES = (Language("en"), Language("zh_Hans"))
DISCLOSURES = tuple(
    Disclosure(name=name, plate=plate, vin=vin)
    for name, plate, vin in product((False, True), repeat=3)
)
KEY = records.known_key(records.OTHER_SEED)
"""Of an author of notices."""
_SIGNED = PackSignature(
    state=SignatureState.GOOD, did=KEY.did, fingerprint=KEY.fingerprint, created=records.ASKED_AT
)
TRUSTS = (
    NoticeTrust(level=TrustLevel.SHIPPED),
    NoticeTrust(level=TrustLevel.SIGNED_ACCEPTED, signature=_SIGNED, accepted_as="Somebody"),
    NoticeTrust(level=TrustLevel.SIGNED_NOT_ACCEPTED, signature=_SIGNED),
    NoticeTrust(level=TrustLevel.UNSIGNED),
    NoticeTrust(level=TrustLevel.BROKEN, signature=PackSignature(state=SignatureState.BROKEN)),
)
ANSWERS = (
    *records.ANSWERS,
    records.Answer((EventKind.CONSENT_GIVEN, EventKind.CONSENT_DORMANT), Term.YEAR_1),
    records.Answer((EventKind.CONSENT_REFUSED, EventKind.CONSENT_GIVEN), Term.DRIVE),
    records.Answer((EventKind.CONSENT_GIVEN, EventKind.PAUSE_STARTED), Term.MONTHS_3),
)


def turned(notice: Notice, turn: int) -> tuple[records.Answer, ...]:
    """Return one answer for each practice; over all turns each practice gets each answer."""
    count = len(notice.optional())
    return tuple(ANSWERS[(at + turn) % len(ANSWERS)] for at in range(count))


def every_status() -> Iterator[RecordContent]:
    """Yield records in which every practice of every pack has every status, in each language."""
    for pack, language in product(PACKS, LANGUAGES):
        notice = records.shipped_notice(pack)
        for turn in range(len(ANSWERS)):
            yield records.content(
                notice,
                language=language,
                answers=turned(notice, turn),
                disclosure=DISCLOSURES[turn % len(DISCLOSURES)],
                trust=TRUSTS[turn % len(TRUSTS)],
            )
        yield ended_by_time(records.content(notice, language=language))
        yield of_one_day(records.content(notice, language=language))
        yield with_notes(records.content(notice, language=language))
        yield records.content(with_gaps(notice), language=language)


def of_one_day(made: RecordContent) -> RecordContent:
    """Return the record as one about the end of the day before it was made."""
    day = (made.created - timedelta(days=1)).date()
    last = datetime.combine(day, time(23, 59, 59), tzinfo=ZoneInfo(records.ZONE))
    return replace(made, as_of=AsOf(day=day, zone=records.ZONE, at=last.astimezone(UTC)))


def with_notes(made: RecordContent) -> RecordContent:
    """Return the record with a private note on each choice, ticked to go along."""
    noted = tuple(replace(item, note="Q7Q because of Tom") for item in made.choices)
    return replace(made, choices=noted, disclosure=replace(made.disclosure, notes=True))


def ended_by_time(made: RecordContent) -> RecordContent:
    """Return the record as made ten years on, when no expiry was written down yet."""
    later = made.created + timedelta(days=3653)
    return replace(
        made,
        created=later,
        choices=tuple(
            replace(item, status=item.choice.status_at(later) if item.choice else item.status)
            for item in made.choices
        ),
    )


def with_gaps(notice: Notice) -> Notice:
    """Return the notice with nothing stated that may be left out."""
    return replace(
        notice,
        url="",
        withdraw_at="",
        parties=tuple(
            replace(party, address=Text(), country="", email="", phone="", url="")
            for party in notice.parties
        ),
        practices=tuple(_with_gaps(practice) for practice in notice.practices),
    )


def _with_gaps(practice: Practice) -> Practice:
    return replace(
        practice,
        reach=Reach.COUNTRY,
        storage_countries=(),
        processing_countries=(),
        provisions=(),
        mode=NOT_STATED if practice.required else practice.mode,
        transfers=tuple(replace(move, dpv=()) for move in practice.transfers),
        retention=replace(practice.retention, period=None, text=Text()),
        if_off=Text(),
        still_sent=Text(),
    )


def undecided(made: RecordContent) -> tuple[RecordedChoice, ...]:
    """Return the practices of a record that nobody decided on."""
    return tuple(item for item in made.choices if item.status is Status.UNDECIDED)
