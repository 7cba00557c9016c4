"""Memory after ten thousand page switches, in a process of its own.

``python -m benchmarks.switches DATA_DIR COUNT`` opens the window and goes round all pages; it
prints how many kilobytes and how many widgets there are more at the end than after the first
rounds, in which each page is built and each cache is filled. The first rounds begin when all is
loaded that comes a moment after a start: the fonts of all languages are larger than all the rest.
In the first few of them each page also stays until the store has answered, and what it shows then
is drawn; later they change as fast as they can.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.promise import Promise
from ownerapp.bootstrap import make_desk, passphrase, settings_file
from ownerapp.domain.event import Method
from ownerapp.ui.app import Application
from ownerapp.ui.pages.home import Home
from ownerapp.ui.pages.names import CAR, CHOICES, FLOW, RECORDS, SEARCH, SETTINGS, TIMELINE

COUNT: Final = 10_000
LIMIT_MB: Final = 5
_PAGES: Final = (CAR, FLOW, TIMELINE, RECORDS, SEARCH, SETTINGS, CHOICES)
_SLOW_ROUNDS: Final = 3
_WARM_ROUNDS: Final = 20
_LOADED_MS: Final = 4_000


def run(data_dir: Path, env: dict[str, str], *, count: int = COUNT) -> list[Promise]:
    """Measure on a prepared folder."""
    result = subprocess.run(
        [sys.executable, "-m", "benchmarks.switches", str(data_dir), str(count)],
        env=env,
        check=True,
        capture_output=True,
        text=True,
    )
    grown = json.loads(result.stdout.splitlines()[-1])
    return [
        Promise(
            name=f"memory grown by {count:,} page switches",
            value=grown["kilobytes"] / 1024,
            limit=LIMIT_MB,
            unit="MB",
        ),
        Promise(name="widgets left by them", value=grown["widgets"], limit=0, unit="widgets"),
    ]


def main(data_dir: Path, count: int) -> int:
    """Switch and print what grew."""
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
    QTest.qWait(_LOADED_MS)
    for key in _PAGES * _SLOW_ROUNDS:
        home.show_page(key)
        QApplication.processEvents()
        _wait(parts)
    _go_round(parts, home, len(_PAGES) * _WARM_ROUNDS)
    before = _present()
    _go_round(parts, home, count)
    after = _present()
    grown = {"kilobytes": after[0] - before[0], "widgets": after[1] - before[1]}
    parts.window.close()
    sys.stdout.write(json.dumps(grown) + "\n")
    return 0


def _go_round(parts: Application, home: Home, count: int) -> None:
    for number in range(count):
        home.show_page(_PAGES[number % len(_PAGES)])
        QApplication.processEvents()
    _wait(parts)


def _wait(parts: Application) -> None:
    """Wait until the store has answered all, and for what is drawn then."""
    QTest.qWait(10)
    while parts.session.tasks.is_busy():
        QTest.qWait(10)
    QTest.qWait(10)


def _present() -> tuple[int, int]:
    """Return the resident kilobytes and how many widgets there are."""
    for _round in range(3):
        gc.collect()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
    widgets: list[QWidget] = QApplication.allWidgets()
    return int(line.split()[1]), len(widgets)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
