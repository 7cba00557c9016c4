"""First opening of a page, and a change of its look, against the same widgets bare.

``python -m benchmarks.opening DATA_DIR`` opens each page once. Beside each it builds a bare
twin: a plain Qt widget for every widget of the page, in the same nesting, with the same words
in labels and buttons, in plain columns; a chart or a list, which paints its words itself, has a
label for each. Both are shown in windows of one size, and a change of the look is made to all
pages that are open and to all their twins. Measured is the
processor time of the window's thread, which another program on the machine hardly changes;
what is read on the store's thread is not in it, as the twin has nothing to read.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from benchmarks.promise import Promise
from ownerapp.bootstrap import make_desk, passphrase, settings_file
from ownerapp.domain.event import Method
from ownerapp.domain.settings import Theme
from ownerapp.ui.app import Application
from ownerapp.ui.pages.home import Home
from ownerapp.ui.pages.names import CAR, CHOICES, FLOW, RECORDS, SETTINGS, TIMELINE
from tests.support.pixels import painted_texts

LIMIT: Final = 1.5
_PAGES: Final = (CAR, FLOW, TIMELINE, RECORDS, SETTINGS)


def run(data_dir: Path, env: dict[str, str]) -> list[Promise]:
    """Measure on a prepared folder."""
    result = subprocess.run(
        [sys.executable, "-m", "benchmarks.opening", str(data_dir)],
        env=env,
        check=True,
        capture_output=True,
        text=True,
    )
    ratios: dict[str, float] = json.loads(result.stdout.splitlines()[-1])
    return [Promise(name=name, value=value, limit=LIMIT) for name, value in ratios.items()]


class Bench:
    """The window and its bare twins."""

    def __init__(self, parts: Application, home: Home) -> None:
        self._parts = parts
        self._home = home
        self._twins: list[QWidget] = []
        self.ratios: dict[str, float] = {}

    def open(self, key: str) -> None:
        """Open a page for the first time, and its twin; both stay."""
        opened = self._worked(lambda: self._home.show_page(key))
        page = self._home.page(key)
        words = _painted_on(page)
        bare = self._worked(lambda: self._twins.append(self._shown_twin(page, words)))
        self._note(f"first opening of {key} / the same widgets bare", opened, bare)

    def change(self) -> None:
        """Change the look of the whole window, and that of all twins."""
        session, twins = self._parts.session, self._twins
        choices = self._home.page(CHOICES)
        twins.append(self._shown_twin(choices, _painted_on(choices)))
        self._rest()
        changes: tuple[tuple[str, Callable[[], None], Callable[[QWidget], None]], ...] = (
            ("language", lambda: session.change(language="zh_Hans"), _say_again),
            ("theme", lambda: session.change(theme=Theme.DARK), _recolour),
            ("text size", lambda: session.change(text_scale_percent=150), _grow),
        )
        for name, ours, bare in changes:
            changed = self._worked(ours)
            baseline = self._worked(partial(_each, bare, twins))
            self._note(f"change of {name} / the same widgets bare", changed, baseline)

    def _note(self, name: str, ours: float, bare: float) -> None:
        self.ratios[name] = round(ours / bare, 2)

    def _worked(self, action: Callable[[], object]) -> float:
        start = time.thread_time()
        action()
        self._rest()
        return time.thread_time() - start

    def _rest(self) -> None:
        for _round in range(4):
            QApplication.processEvents()
        while self._parts.session.tasks.is_busy():
            QTest.qWait(2)
        QApplication.processEvents()

    def _shown_twin(self, page: QWidget, words: dict[QWidget, list[str]]) -> QWidget:
        window = QWidget()
        window.resize(page.window().size())
        column = QVBoxLayout(window)
        column.addWidget(_twin(page, words))
        window.show()
        return window


def _each(change: Callable[[QWidget], None], twins: list[QWidget]) -> None:
    for twin in twins:
        change(twin)


def _painted_on(page: QWidget) -> dict[QWidget, list[str]]:
    """Return what is painted by widgets that hold no labels: charts and lists."""
    found: dict[QWidget, list[str]] = {}
    with painted_texts() as painted:
        page.grab()
    for widget, _rect, words in painted:
        if not isinstance(widget, QLabel | QAbstractButton):
            found.setdefault(widget, []).append(words)
    return found


def _twin(widget: QWidget, words: dict[QWidget, list[str]]) -> QWidget:
    """Return plain widgets in the nesting of these, and a label for each painted text."""
    if isinstance(widget, QLabel):
        return _label(widget.text(), widget)
    if isinstance(widget, QAbstractButton):
        return QPushButton(widget.text())
    inside = QWidget()
    column = QVBoxLayout(inside)
    for said in words.get(widget, ()):
        column.addWidget(_label(said, widget))
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    held = widget.widget() if isinstance(widget, QScrollArea) else None
    children = [held] if held is not None else widget.findChildren(QWidget, options=direct)
    for child in children:
        if not child.isHidden() and not child.isWindow():
            column.addWidget(_twin(child, words))
    if held is None:
        return inside
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inside)
    return area


def _label(words: str, like: QWidget) -> QLabel:
    made = QLabel(words)
    made.setFont(like.font())
    made.setWordWrap(True)
    return made


def _say_again(twin: QWidget) -> None:
    """Give every label other words, as another language does: Chinese ones, as ours."""
    for part in twin.findChildren(QWidget):
        if isinstance(part, QLabel | QAbstractButton):
            part.setText("\u884c\u8f66\u6570\u636e" * (len(part.text()) // 8 + 1))


def _recolour(twin: QWidget) -> None:
    palette = twin.palette()
    for role in (palette.ColorRole.Window, palette.ColorRole.WindowText):
        palette.setColor(role, Qt.GlobalColor.darkCyan)
    twin.setPalette(palette)


def _grow(twin: QWidget) -> None:
    for part in twin.findChildren(QWidget):
        font = part.font()
        font.setPixelSize(21)
        part.setFont(font)


def main(data_dir: Path) -> int:
    """Measure each page and print the ratios."""
    app = QApplication(sys.argv[:1])
    parts = Application(
        app,
        lambda: make_desk(data_dir, Method.DESKTOP),
        settings=settings_file(data_dir),
        data_dir=str(data_dir),
        documents_dir=str(data_dir),
        language="en",
        passphrase=passphrase,
    )
    parts.window.show()
    home = parts.window.home()
    while home is None or parts.session.tasks.is_busy():
        QTest.qWait(20)
        home = parts.window.home()
    bench = Bench(parts, home)
    for key in _PAGES:
        bench.open(key)
    bench.change()
    parts.window.close()
    sys.stdout.write(json.dumps(bench.ratios) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
