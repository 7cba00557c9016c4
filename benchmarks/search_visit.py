"""Types into the search, as a process of its own: ``python -m benchmarks.search_visit DATA_DIR``.

Prints the longest stall of each part as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from benchmarks.visit import SETTLE_SECONDS, Visit, Wait, after
from ownerapp.bootstrap import make_desk, passphrase, settings_file
from ownerapp.domain.event import Method
from ownerapp.ui.app import Application
from ownerapp.ui.pages.names import SEARCH
from ownerapp.ui.pages.search import SearchPage

_KEY_SECONDS = 0.08
_QUERIES = (
    "camera that looks into the cabin",
    "a e i o",
    "30 days",
    "emergency services",
    "zzz",
    "\u6444\u50cf\u5934",
)


class SearchVisit(Visit):
    """Opens the search and types."""

    @override
    def _steps(self) -> Iterator[Wait]:
        window = self._parts.window
        yield lambda: window.home() is not None
        home = window.home()
        if home is None:
            raise SystemExit(1)
        yield after(SETTLE_SECONDS)
        window.sidebar.nav.pick(SEARCH)
        page = home.page(SEARCH)
        if not isinstance(page, SearchPage):
            raise SystemExit(1)
        yield after(0.5)
        # Typing begins while most notices are still being read.
        yield from self._part("typing while notices are read", self._search(page, _QUERIES[:1]))
        yield lambda: not page.searching.searched().unread and self._idle()
        yield after(0.5)
        yield from self._part("typing a search", self._search(page, _QUERIES))
        yield from self._part("going through results", self._walk(page))

    def _search(self, page: SearchPage, queries: tuple[str, ...]) -> Iterator[Wait]:
        field = page.field.field
        for query in queries:
            page.field.clear()
            yield after(_KEY_SECONDS)
            for letter in query:
                press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(field, press)
                yield after(_KEY_SECONDS)
            yield self._idle
            yield after(0.2)

    def _walk(self, page: SearchPage) -> Iterator[Wait]:
        page.field.field.setText("camera")
        yield after(0.3)
        page.list.enter()
        for _step in range(30):
            QTest.keyClick(page.list, Qt.Key.Key_Down)
            yield after(0.03)


def main(data_dir: Path) -> int:
    """Type, and print what was measured."""
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
    visit = SearchVisit(app, parts, data_dir)
    parts.window.show()
    app.exec()
    parts.window.close()
    sys.stdout.write(json.dumps(visit.worst) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
