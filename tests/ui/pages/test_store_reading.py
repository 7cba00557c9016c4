"""What pages read again at each visit is read once for all who ask meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QObject

from ownerapp.domain.errors import OwnerAppError
from ownerapp.presentation.desk import Desk
from ownerapp.ui.pages.names import CHOICES, SEARCH, SETTINGS
from ownerapp.ui.pages.store_reading import StoreReading
from tests.support.windows import Shown

WAIT_S = 20


class Reader(QObject):
    """Asks, and keeps what it was told."""

    def __init__(self, shown: Shown) -> None:
        super().__init__(shown.home)
        self.found: list[str] = []
        self.reading = StoreReading(shown.session, self.found.append, self.take_error, self)

    def take_error(self, error: OwnerAppError) -> None:
        self.found.append(type(error).__name__)

    def ask(self, word: str) -> None:
        self.reading.ask(lambda _desk: word)


@pytest.fixture
def reader(shown: Shown) -> Reader:
    shown.wait_idle()
    return Reader(shown)


def held(shown: Shown) -> threading.Event:
    """Keep the store busy until the event is set."""
    free = threading.Event()
    shown.session.call(lambda _desk: free.wait(WAIT_S))
    return free


def test_one_more_reading_answers_for_all_who_ask_meanwhile_and_reads_what_the_last_one_wants(
    shown: Shown, reader: Reader
) -> None:
    free = held(shown)
    for word in ("first", "second", "third", "last"):
        reader.ask(word)
    free.set()
    shown.wait_idle()
    assert reader.found == ["first", "last"]


def test_who_asks_after_the_answer_is_answered_anew(shown: Shown, reader: Reader) -> None:
    for word in ("first", "second"):
        reader.ask(word)
        shown.wait_idle()
    assert reader.found == ["first", "second"]


def test_who_asked_meanwhile_is_answered_though_the_reading_before_failed(
    shown: Shown, reader: Reader
) -> None:
    def fails(_desk: Desk) -> str:
        raise OwnerAppError

    free = held(shown)
    reader.reading.ask(fails)
    reader.ask("last")
    free.set()
    shown.wait_idle()
    assert reader.found == ["OwnerAppError", "last"]


def test_what_is_asked_for_last_each_time_is_answered_last(shown: Shown, reader: Reader) -> None:
    def after(word: str, _desk: Desk) -> str:
        return f"after {word}"

    last = StoreReading(shown.session, reader.found.append, reader.take_error, reader)
    free = held(shown)
    for word in ("one", "two", "three"):
        reader.ask(word)
        last.ask(partial(after, word))
    free.set()
    shown.wait_idle()
    assert reader.found == ["one", "after one", "three", "after three"]


@pytest.mark.parametrize("key", [SETTINGS, SEARCH])
def test_visits_that_are_quicker_than_the_store_do_not_wait_in_its_queue(
    shown: Shown, key: str
) -> None:
    def tasks_of(visits: Callable[[], None]) -> int:
        before = shown.session.tasks.take_number()
        visits()
        return shown.session.tasks.take_number() - before

    def visit() -> None:
        shown.home.show_page(key)
        shown.home.show_page(CHOICES)

    def visit_often() -> None:
        free = held(shown)
        for _time in range(30):
            visit()
        free.set()
        shown.wait_idle()

    visit()
    shown.wait_idle()
    one = tasks_of(visit)
    shown.wait_idle()
    assert tasks_of(visit_often) <= 3 * one + 5
