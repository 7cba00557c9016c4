"""Garbage is collected while nobody waits for the window."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ownerapp.ui.garbage import QUIET_RESTS, GarbageWatch, begin
from ownerapp.ui.right_of_way import RightOfWay


class Thing:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def threshold() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def old_garbage() -> weakref.ref[Thing]:
    """Return what survived every small collection and is garbage now."""
    thing = Thing()
    gc.collect()
    return weakref.ref(thing)


@pytest.fixture
def way(qapp: QApplication) -> RightOfWay:
    return RightOfWay(qapp)


def test_old_garbage_is_collected_when_nothing_was_drawn_for_a_minute(way: RightOfWay) -> None:
    watch = GarbageWatch(way)
    old = old_garbage()
    for _rest in range(QUIET_RESTS):
        watch.rest()
    assert old() is None


def test_old_garbage_waits_while_something_is_drawn(way: RightOfWay) -> None:
    watch = GarbageWatch(way)
    old = old_garbage()
    for _rest in range(2 * QUIET_RESTS):
        way.take()
        watch.rest()
    assert old() is not None


@pytest.mark.usefixtures("threshold")
def test_python_alone_never_looks_at_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, ...]] = []
    monkeypatch.setattr(gc, "set_threshold", lambda *given: told.append(given))
    begin()
    assert told[0][2] > 1_000_000


_KEEPS_MUCH = """
import gc
from ownerapp.ui.garbage import YOUNG, begin
begin()
kept, most = [], 0
for number in range(8 * YOUNG):
    kept.append([number])
    if number % (YOUNG // 5) == 0:
        most = max(most, len(gc.get_objects(0)) + len(gc.get_objects(1)))
print(most / YOUNG)
"""


def test_what_is_young_stays_little_however_much_is_kept() -> None:
    # In a process of its own: the tests collect by a measure of theirs.
    said = subprocess.run(
        [sys.executable, "-c", _KEEPS_MUCH], capture_output=True, check=True, text=True
    )
    assert 1 < float(said.stdout) < 2.1  # times YOUNG, with a few of its own
