"""Page and program count the ends of terms alike, in every kind of zone."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from ownerapp.domain.term import Term, term_end
from ownerapp.services.verification import VerificationService
from tests.support import records
from tests.support.checker_page import CheckerPage, assert_alike
from tests.support.record_changes import (
    KEY,
    VALID,
)


def with_end(term: Term, given_at: datetime, end: datetime, zone: str) -> bytes:
    document = json.loads(VALID)
    process = document["credentialSubject"]["dpv:hasRecordOfActivity"][0]["dpv:hasProcess"][0]
    asked, given = process["dpv:hasConsentStatus"]
    asked["dpv:isIndicatedAtTime"] = given["dpv:isIndicatedAtTime"] = written(given_at)
    given["dpv:hasDuration"] = {
        "@type": "dpv:TemporalDuration",
        "rdf:value": {"7d": "P7D", "3m": "P3M", "1y": "P1Y", "drive": "PT24H"}[term.value],
    }
    process["car:term"] = term.value
    process["car:status"] = "given"
    process["car:endsAt"] = {"car:at": written(end), "car:zone": zone}
    return records.sign_again(document)


def written(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


ZONES = (
    "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Asia/Shanghai", "Asia/Kolkata",
    "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Apia", "Africa/Cairo",
    "Etc/GMT-14", "Etc/GMT+12", "Asia/Calcutta", "US/Pacific", "Etc/UTC",
)  # fmt: skip
UNKNOWN_ZONES = (
    "", "UTC", "Moon/Tranquility", "../../etc/passwd", "America", "+01", "+0100", "-0800",
    "europe/berlin", "EUROPE/BERLIN", "Europe", "localzone",
)  # fmt: skip


def test_the_ends_of_terms_in_every_kind_of_zone(
    page: CheckerPage, service: VerificationService, chance: random.Random
) -> None:
    items = []
    # Around the days on which clocks are changed, and at the ends of months.
    days = ["2025-03-28", "2025-03-30", "2025-10-25", "2024-11-30", "2024-02-29"]
    cases = [
        (zone, chance.choice([*Term][:-1]), chance.choice(days))
        for zone in (*ZONES, *UNKNOWN_ZONES)
    ]
    for zone in ZONES[:3]:
        cases += [(zone, Term.MONTHS_3, "2024-11-30"), (zone, Term.YEAR_1, "2024-02-29")]
    for zone, term, day in cases:
        hour, minute = chance.randrange(24), chance.randrange(60)
        given = datetime.fromisoformat(day).replace(hour=hour, minute=minute, tzinfo=UTC)
        counted = term_end(term, given, ZoneInfo(zone) if zone in ZONES else UTC)
        assert counted is not None
        items += [
            (with_end(term, given, counted + timedelta(hours=hours), zone), KEY)
            for hours in (0, 2, -5, 30, -100)
        ]

    found = assert_alike(page, service, items)

    assert {answer.outcomes("failed").get("states", "") for answer in found} >= {"", "end-differs"}
