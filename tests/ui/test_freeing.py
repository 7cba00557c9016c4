"""A dialog that was closed is gone: the toolkit's object and Python's, with all it referred to."""

from __future__ import annotations

import gc
import time
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ownerapp.ui.dialogs.notice_window import NoticeWindow
from ownerapp.ui.widgets.sheet import Sheet
from tests.support.desks import Place, add_car
from tests.support.scenes import SCENES, Scene, opened
from tests.support.windows import Shown, shown_window

_OPENING = frozenset(
    {
        *("sheet", "export_dialog", "crash", "previewing", "what_is_where", "locking"),
        *("notice_read", "notice_file", "checked_file", "bad_notice_file", "new_kit"),
        *("erasing", "joining", "request_sheet", "reply_sheet", "handing_over", "closing"),
        *("drifting", "passenger_card", "rules_sheet", "details", "details_refused"),
    }
)
"""The scenes that open a dialog; others would only take time."""
_BELOW = {("previewing", "KitSheet")}
"""Of a kit below its own preview the toolkit's object goes, and Python's empty shell may stay for
a while, held by the binding and by nothing of ours; alone, in ``new_kit``, all of it goes."""


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Shown]:
    place = Place(data_dir=tmp_path / "data")
    add_car(place.open())
    place.close()
    (tmp_path / "Documents").mkdir()
    with shown_window(qapp, qtbot, place) as window:
        yield window
    place.close()


def overlays() -> set[int]:
    """Return which dialogs there are."""
    return {id(part) for part in present()}


def present() -> list[QWidget]:
    kinds = (Sheet, QDialog, NoticeWindow)
    every: list[QWidget] = QApplication.allWidgets()
    return [part for part in every if isinstance(part, kinds) and shiboken6.isValid(part)]


def new_ones(shown: Shown, scene: Scene) -> list[tuple[str, weakref.ref[QWidget]]]:
    """Open a scene and close it, and return what was open meanwhile and not before."""
    before = overlays()
    with opened(scene, shown):
        return [
            (type(part).__name__, weakref.ref(part)) for part in present() if id(part) not in before
        ]


def is_freed(shown: Shown, ref: weakref.ref[QWidget]) -> bool:
    """Say whether something is gone; a timer that has not run yet may hold it for a moment."""
    end = time.monotonic() + 6
    while time.monotonic() < end:
        shown.wait_idle()
        shown.settle()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        if ref() is None:
            return True
        shown.qtbot.wait(50)
    return False


def test_every_dialog_that_was_closed_is_freed(shown: Shown) -> None:
    kept, seen = [], set()
    for scene in SCENES:
        if scene.__name__ not in _OPENING:
            continue
        for name, ref in new_ones(shown, scene):
            seen.add(name)
            part = ref()
            assert part is None or not shiboken6.isValid(part), (scene.__name__, name)
            del part
            if (scene.__name__, name) not in _BELOW and not is_freed(shown, ref):
                kept.append(f"{scene.__name__}: {name}")
    assert len(seen) >= 12, sorted(seen)
    assert not kept
