"""The scenes in a process of their own, opened by name: ``python -m tests.support.scene_window``.

Reads one command a line and answers each with a line of JSON. ``open NAME`` goes to a scene
and answers with what a person at the window has before them; ``close`` leaves it. Between
commands the event loop runs, so that another program can ask about the window.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSocketNotifier, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ownerapp.ui import fonts
from ownerapp.ui.widgets.text import Text
from tests.support.desks import Place, add_car
from tests.support.scenes import SCENES
from tests.support.sweep import focusable
from tests.support.windows import Shown, shown_window

_MOST_MS = 60_000


class PlainBot:
    """The two things that scenes want of pytest-qt, without a test around them."""

    def waitUntil(self, is_so: Callable[[], object], timeout: int = _MOST_MS) -> None:  # noqa: N802 - as pytest-qt
        """Let events be handled until something is so."""
        end = time.monotonic() + timeout / 1000
        while is_so() is False:
            if time.monotonic() > end:
                raise TimeoutError(is_so)
            QTest.qWait(5)

    @contextmanager
    def waitSignal(self, signal: Any, timeout: int = _MOST_MS) -> Iterator[None]:  # noqa: N802 - as pytest-qt
        """Wait at the end for a signal that was sent since the beginning."""
        sent: list[bool] = []
        signal.connect(lambda *_values: sent.append(True))
        yield
        self.waitUntil(lambda: bool(sent), timeout)


class Commands(QObject):
    """Takes the lines of the standard input one by one."""

    def __init__(self) -> None:
        super().__init__()
        self._loop = QEventLoop(self)
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)

    def next(self) -> list[str]:
        """Handle events until a line is there, and return its words."""
        self._notifier.setEnabled(True)
        self._loop.exec()
        return sys.stdin.readline().split()

    @Slot()
    def _on_readable(self) -> None:
        self._notifier.setEnabled(False)
        self._loop.quit()


def told_of(root: QWidget) -> dict[str, Any]:
    """Return what is before the person: words, and what the keyboard reaches."""
    reached = []
    for part in focusable(root):
        checked = part.isChecked() if isinstance(part, QAbstractButton) else None
        if checked is not None and isinstance(part, QAbstractButton) and not part.isCheckable():
            checked = None
        words = part.accessibleName()
        if not words and isinstance(part, QAbstractButton):
            words = part.text()
        reached.append({"words": words, "kind": type(part).__name__, "checked": checked})
    texts = [
        part.accessibleName() or part.text()
        for part in root.findChildren(Text)
        if part.isVisible() and part.text()
    ]
    return {"reached": reached, "texts": texts}


def main(folder: Path) -> int:
    """Open scenes until the input ends."""
    app = QApplication(sys.argv[:1])
    fonts.load_first()
    fonts.load_rest(app)
    place = Place(data_dir=folder / "data")
    add_car(place.open())
    place.close()
    (folder / "Documents").mkdir()
    bot: Any = PlainBot()
    scenes = {scene.__name__: scene for scene in SCENES}
    commands = Commands()
    with shown_window(app, bot, place) as shown:
        steps: Iterator[QWidget] = iter(())
        _answer({"ready": True})
        while words := commands.next():
            if words[0] == "open":
                steps = scenes[words[1]](shown)
                root = next(steps)
                shown.settle()
                _answer(told_of(root))
            else:
                _leave(steps, shown)
                _answer({"closed": True})
    place.close()
    return 0


def _leave(steps: Iterator[QWidget], shown: Shown) -> None:
    for _step in steps:
        raise AssertionError
    shown.wait_idle()
    shown.settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _answer(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
