"""First opening of a page, and a change of its look, against the same widgets bare.

``python -m benchmarks.opening DATA_DIR`` opens each page once. Beside each it builds a bare
twin: a plain Qt widget for every widget of the page, in the same nesting, with the same words
in labels and buttons, in plain columns. Both are shown in windows of one size. Measured is the
processor time of the window's thread, which another program on the machine hardly changes;
what is read on the store's thread is not in it, as the twin has nothing to read.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
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
from ownerapp.ui.pages.names import CAR, FLOW, RECORDS, SETTINGS, TIMELINE

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
        self.ratios: dict[str, float] = {}

    def measure(self, key: str) -> None:
        """Open a page for the first time and change its look, each beside its twin."""
        opened = self._worked(lambda: self._home.show_page(key))
        page = self._home.page(key)
        twins: list[QWidget] = []
        bare = self._worked(lambda: twins.append(self._shown_twin(page)))
        self._note(f"first opening of {key} / the same widgets bare", opened, bare)
        (twin,) = twins
        session = self._parts.session
        changes: tuple[tuple[str, Callable[[], None], Callable[[], None]], ...] = (
            (
                "language",
                lambda: session.change(language="zh_Hans"),
                lambda: _say_again(twin, "\u8bed\u8a00 "),
            ),
            ("theme", lambda: session.change(theme=Theme.DARK), lambda: _recolour(twin)),
            ("text size", lambda: session.change(text_scale_percent=150), lambda: _grow(twin)),
        )
        for name, ours, bares in changes:
            self._note(
                f"change of {name} on {key} / the same widgets bare",
                self._worked(ours),
                self._worked(bares),
            )
        session.change(language="en", theme=Theme.LIGHT, text_scale_percent=100)
        self._rest()
        twin.close()
        twin.deleteLater()
        self._rest()

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

    def _shown_twin(self, page: QWidget) -> QWidget:
        window = QWidget()
        window.resize(page.window().size())
        column = QVBoxLayout(window)
        column.addWidget(_twin(page))
        window.show()
        return window


def _twin(widget: QWidget) -> QWidget:
    """Return plain widgets in the nesting of these."""
    if isinstance(widget, QLabel):
        made = QLabel(widget.text())
        made.setWordWrap(widget.wordWrap())
        return made
    if isinstance(widget, QAbstractButton):
        return QPushButton(widget.text())
    inside = QWidget()
    column = QVBoxLayout(inside)
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    held = widget.widget() if isinstance(widget, QScrollArea) else None
    children = [held] if held is not None else widget.findChildren(QWidget, options=direct)
    for child in children:
        if not child.isHidden() and not child.isWindow():
            column.addWidget(_twin(child))
    if held is None:
        return inside
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inside)
    return area


def _say_again(twin: QWidget, words: str) -> None:
    for part in twin.findChildren(QWidget):
        if isinstance(part, QLabel | QAbstractButton):
            part.setText(words + part.text())


def _recolour(twin: QWidget) -> None:
    palette = twin.palette()
    for role in (palette.ColorRole.Window, palette.ColorRole.WindowText):
        palette.setColor(role, Qt.GlobalColor.darkCyan)
    twin.setPalette(palette)


def _grow(twin: QWidget) -> None:
    font = twin.font()
    font.setPointSizeF(font.pointSizeF() * 1.5)
    for part in twin.findChildren(QWidget):
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
        bench.measure(key)
    parts.window.close()
    sys.stdout.write(json.dumps(bench.ratios) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
