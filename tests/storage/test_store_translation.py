"""Values come back from their columns as they went in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ownerapp.domain.choice import Status
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.keys import KeyKind
from ownerapp.domain.term import Term
from ownerapp.storage.store_file import SqlStore
from ownerapp.storage.translation import (
    edge_values,
    event_values,
    export_values,
)
from tests.support import store_values
from tests.support.store_values import edge, event, export, index, refused, signing_key

PLUS_NINE = timezone(timedelta(hours=9))


@given(moment=st.datetimes(timezones=st.sampled_from([UTC, PLUS_NINE])))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_instant_comes_back_exactly_and_in_utc(store: SqlStore, moment: datetime) -> None:
    with store.write() as work:
        work.choices.put(replace(refused("location"), decided_at=moment))
        (found,) = work.choices.all()
    assert found.decided_at == moment
    assert found.decided_at.tzinfo is UTC


def test_an_instant_without_a_zone_is_refused(store: SqlStore) -> None:
    naive = store_values.START.replace(tzinfo=None)
    with store.write() as work, pytest.raises(ValueError, match="column"):
        work.choices.put(replace(refused("location"), decided_at=naive))


@pytest.mark.parametrize("status", Status)
def test_every_status_comes_back(store: SqlStore, status: Status) -> None:
    choice = replace(refused("location"), status=status)
    with store.write() as work:
        work.choices.put(choice)
        assert work.choices.get(choice.key) == choice


@pytest.mark.parametrize("term", [None, *Term])
@pytest.mark.parametrize("evidence", [None, *EvidenceLevel])
def test_every_term_and_evidence_comes_back(
    store: SqlStore, term: Term | None, evidence: EvidenceLevel | None
) -> None:
    choice = replace(store_values.given("location"), term=term, evidence=evidence)
    with store.write() as work:
        work.choices.put(choice)
        assert work.choices.get(choice.key) == choice


@pytest.mark.parametrize("kind", KeyKind)
def test_every_kind_of_key_comes_back(store: SqlStore, kind: KeyKind) -> None:
    with store.write() as work:
        work.add_key(signing_key(kind))
        assert list(work.keys(kind)) == [signing_key(kind)]


@pytest.mark.parametrize("size", [0, 1, 3, 255])
def test_an_edge_is_kept_as_hashes_one_after_the_other(store: SqlStore, size: int) -> None:
    values = edge_values(edge(size))
    assert len(values["hashes"]) == 32 * size.bit_count()
    with store.write() as work:
        work.events.set_edge(edge(size))
        assert work.events.edge() == edge(size)


@pytest.mark.parametrize("word", ["", "two\nlines"])
def test_a_word_that_would_not_come_back_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        export_values(replace(export("record-1"), formats=("pdf", word)))


def test_the_columns_beside_an_entry_hold_no_name() -> None:
    assert set(event_values(event(0), index(0))) == {
        "seq",
        "body",
        "leaf_hash",
        "at",
        "kind",
        "person",
        "vehicle",
        "practice",
    }
