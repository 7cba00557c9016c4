"""What every store promises of requests: the fake in memory and the real encrypted one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ownerapp.domain.ids import PersonId, ReplyId, RequestId, VehicleId
from ownerapp.domain.rights import ReplyKind, Sending, Way
from ownerapp.services.ports.store import Store, StoreFile
from ownerapp.storage.store_file import SqlStoreFile
from tests.support.fake_store import FakeStoreFile
from tests.support.kept_requests import CONTENT, kept_reply, kept_request
from tests.support.store_values import KEY, PERSON, VEHICLE


@pytest.fixture(params=["fake", "real"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> StoreFile:
    """Return a place for a store."""
    if request.param == "fake":
        return FakeStoreFile()
    return SqlStoreFile(tmp_path / "profile" / "store.db", busy_timeout_ms=20)


@pytest.fixture
def store(file: StoreFile) -> Iterator[Store]:
    """Return an empty opened store."""
    opened = file.create(KEY)
    yield opened
    opened.close()


def test_a_request_comes_back_as_it_was_kept(store: Store) -> None:
    request = kept_request(sent=Sending(on=date(2026, 11, 20), by=Way.POST))
    with store.write() as work:
        work.requests.put(request)
        work.commit()
    with store.read() as work:
        assert work.requests.get(request.id) == request
        assert work.requests.get(RequestId("other")) is None


def test_a_later_state_takes_the_place_of_an_earlier_one(store: Store) -> None:
    first, second = kept_request(), kept_request(id=RequestId("second"))
    changed = replace(first, closed_on=date(2026, 12, 1))
    with store.write() as work:
        for request in (first, second, changed):
            work.requests.put(request)
        work.commit()
    with store.read() as work:
        assert list(work.requests.all()) == [second, changed]


def test_replies_come_back_in_their_order_and_byte_for_byte(store: Store) -> None:
    replies = [kept_reply(), kept_reply(id=ReplyId("later"), kind=ReplyKind.REFUSED)]
    with store.write() as work:
        work.requests.put(kept_request())
        for reply in replies:
            work.requests.add_reply(reply, CONTENT)
        work.commit()
    with store.read() as work:
        assert list(work.requests.replies(kept_request().id)) == replies
        assert work.requests.content(replies[0].id) == CONTENT
        assert work.requests.content(ReplyId("none")) is None


def test_a_reply_needs_its_request_and_is_kept_once(store: Store) -> None:
    with store.write() as work:
        work.requests.add_reply(kept_reply(), CONTENT)
        with pytest.raises(ValueError):  # noqa: PT011 - the port promises no more
            work.commit()
    with store.write() as work:
        work.requests.put(kept_request())
        work.requests.add_reply(kept_reply(), CONTENT)
        with pytest.raises(ValueError):  # noqa: PT011 - as above
            work.requests.add_reply(kept_reply(), CONTENT)


def test_a_removed_request_takes_its_replies_with_it(store: Store) -> None:
    request = kept_request()
    with store.write() as work:
        work.requests.put(request)
        work.requests.add_reply(kept_reply(), CONTENT)
        work.requests.remove(request.id)
        work.requests.remove(RequestId("none"))
        work.commit()
    with store.read() as work:
        assert not work.requests.all()
        assert work.requests.content(kept_reply().id) is None


@pytest.mark.parametrize("what", ["person", "car"])
def test_requests_go_with_the_person_and_with_the_car(store: Store, what: str) -> None:
    others = kept_request(
        id=RequestId("others"), person=PersonId("somebody"), vehicle=VehicleId("another")
    )
    with store.write() as work:
        work.requests.put(kept_request())
        work.requests.put(others)
        work.requests.add_reply(kept_reply(), CONTENT)
        if what == "person":
            work.erase_person(PERSON.id)
        else:
            work.erase_vehicle(VEHICLE.id)
        work.commit()
    with store.read() as work:
        assert list(work.requests.all()) == [others]
        assert work.requests.content(kept_reply().id) is None
