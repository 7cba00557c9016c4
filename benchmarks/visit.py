"""A scripted visit, as a process of its own.

``python -m benchmarks.visit DATA_DIR TARGET [MINUTES]`` goes through all parts once, or again and
again for so many minutes. Prints the longest stall of each part as JSON, and the most work that
the window's thread did at a stretch. Opening the window is not part of it; that is measured by
``benchmarks.start``.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ownerapp.bootstrap import make_desk, passphrase, settings_file
from ownerapp.domain.event import Method
from ownerapp.ui.app import Application
from ownerapp.ui.pages.car import CarPage
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.pages.flow import FlowPage
from ownerapp.ui.pages.home import Home
from ownerapp.ui.pages.names import CAR, CHOICES, FLOW, RECORDS, SETTINGS, TIMELINE
from ownerapp.ui.pages.records import RecordsPage
from ownerapp.ui.pages.timeline import TimelinePage
from ownerapp.ui.widgets.toggle import Toggle

SETTLE_SECONDS: Final = 3.0
_STEP_SECONDS = 0.05
Wait = Callable[[], bool]


class Heart(QObject):
    """Beats each millisecond and remembers the longest pause.

    ``busiest`` is the most processor time of this thread between two beats: what of a pause
    is the window's own work, and not the machine's that does something else.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._on_beat)
        self._last, self._last_worked = time.perf_counter(), time.thread_time()
        self.longest = self.busiest = 0.0
        self._timer.start()

    @Slot()
    def _on_beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.longest = max(self.longest, now - self._last)
        self.busiest = max(self.busiest, worked - self._last_worked)
        self._last, self._last_worked = now, worked

    def reset(self) -> None:
        """Begin a new part."""
        self.longest = self.busiest = 0.0
        self._last, self._last_worked = time.perf_counter(), time.thread_time()


class Visit(QObject):
    """Runs the parts one after the other on the event loop."""

    def __init__(
        self, app: QApplication, parts: Application, target: Path, minutes: float = 0.0
    ) -> None:
        super().__init__(app)
        self._app = app
        self._parts = parts
        self._target = target
        self._end = time.perf_counter() + minutes * 60
        self.rounds = 0
        self.worst: dict[str, float] = {}
        self.worked: dict[str, float] = {}
        self._heart = Heart(self)
        self._script = self._steps()
        self._wait: Wait = lambda: True
        self._timer = QTimer(self)
        self._timer.setInterval(4)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    @Slot()
    def _on_tick(self) -> None:
        if not self._wait():
            return
        try:
            self._wait = next(self._script)
        except StopIteration:
            self._timer.stop()
            self._app.quit()

    def _steps(self) -> Iterator[Wait]:
        window = self._parts.window
        yield lambda: window.home() is not None
        home = window.home()
        if home is None:
            raise SystemExit(1)
        page = home.page(CHOICES)
        if not isinstance(page, ChoicesPage):
            raise SystemExit(1)
        yield page.is_built
        yield after(SETTLE_SECONDS)
        # Each page is opened once before it is measured: the first opening is another promise.
        for key in (CAR, FLOW, TIMELINE, RECORDS, SETTINGS, CHOICES):
            home.show_page(key)
            yield after(0.5)
        while self.rounds == 0 or time.perf_counter() < self._end:
            self.rounds += 1
            yield from self._round(home, page)

    def _round(self, home: Home, page: ChoicesPage) -> Iterator[Wait]:
        home.show_page(CHOICES)
        yield after(0.5)
        yield from self._part("scrolling", self._scroll(page))
        yield from self._part("switching pages", self._switch(home))
        yield from self._part("choosing sensors", self._choose_sensors(home))
        yield from self._part("looking where data goes", self._look_at_flows(home))
        yield from self._part("moving in time", self._move_in_time(home))
        home.show_page(CHOICES)
        yield after(0.5)
        yield from self._part("saving", self._save(home, page))
        yield from self._type(home)
        home.show_page(RECORDS)
        yield after(0.5)
        records = home.page(RECORDS)
        if not isinstance(records, RecordsPage):
            raise SystemExit(1)
        records.open_export()
        yield after(0.5)
        yield from self._part("exporting", self._export(records))

    def _part(self, name: str, steps: Iterator[Wait]) -> Iterator[Wait]:
        self._heart.reset()
        yield from steps
        self._note(name)

    def _note(self, name: str) -> None:
        worst, worked = self._heart.longest * 1000, self._heart.busiest * 1000
        self.worst[name] = round(max(worst, self.worst.get(name, 0)), 2)
        self.worked[name] = round(max(worked, self.worked.get(name, 0)), 2)

    def _scroll(self, page: ChoicesPage) -> Iterator[Wait]:
        bar = page.scroll_area.verticalScrollBar()
        for step in range(60):
            bar.setValue(bar.maximum() * step // 60)
            yield after(0.016)

    def _switch(self, home: Home) -> Iterator[Wait]:
        for _round in range(3):
            for key in (CAR, FLOW, TIMELINE, RECORDS, SETTINGS, CHOICES):
                home.show_page(key)
                yield after(0.15)

    def _choose_sensors(self, home: Home) -> Iterator[Wait]:
        home.show_page(CAR)
        page = home.page(CAR)
        if not isinstance(page, CarPage):
            raise SystemExit(1)
        yield after(0.3)
        for dot in page.picture.dots()[:40]:
            dot.click()
            yield after(0.03)

    def _look_at_flows(self, home: Home) -> Iterator[Wait]:
        home.show_page(FLOW)
        page = home.page(FLOW)
        if not isinstance(page, FlowPage):
            raise SystemExit(1)
        yield after(0.3)
        bar = page.scroll_area.verticalScrollBar()
        for step in range(40):
            bar.setValue(bar.maximum() * step // 40)
            yield after(0.016)
        for _round in range(3):
            for key in ("table", "picture"):
                page.tabs.pick(key)
                yield after(0.15)

    def _move_in_time(self, home: Home) -> Iterator[Wait]:
        home.show_page(TIMELINE)
        page = home.page(TIMELINE)
        if not isinstance(page, TimelinePage):
            raise SystemExit(1)
        yield after(0.5)
        yield self._idle
        for _step in range(40):
            page.back_button.click()
            yield after(0.03)
        for button in (page.further_button, page.nearer_button):
            for _step in range(6):
                button.click()
                yield after(0.1)

    def _save(self, home: Home, page: ChoicesPage) -> Iterator[Wait]:
        """Turn six off that are on; a long visit comes to where none is left."""
        view = home.view()
        before = view.entries if view is not None else 0
        found = (card.findChild(Toggle) for card in page.cards())
        toggles = [toggle for toggle in found if toggle is not None and toggle.is_on()][:6]
        for toggle in toggles:
            toggle.click()
            yield after(_STEP_SECONDS)
            yield self._idle
        yield after(0.3)
        view = home.view()
        if view is None or view.entries < before + len(toggles) or not (toggles or before):
            raise SystemExit(1)

    def _type(self, home: Home) -> Iterator[Wait]:
        window = self._parts.window
        home.add_car_wanted.emit()
        yield lambda: window.first_run() is not None
        run = window.first_run()
        if run is None:
            raise SystemExit(1)
        yield after(0.5)
        field = run.car.fields["name"]
        self._heart.reset()
        for letter in "A name that a person types, letter by letter":
            QTest.keyClicks(field, letter)
            yield after(0.03)
        self._note("typing")
        run.back_button.click()
        yield lambda: window.first_run() is None

    def _export(self, records: RecordsPage) -> Iterator[Wait]:
        dialog = records.export_dialog()
        if dialog is None:
            raise SystemExit(1)
        dialog.form.set_folder(str(self._target / str(self.rounds)))
        dialog.export_button.click()
        yield lambda: dialog.saved() is not None
        yield after(0.3)
        dialog.close()
        yield after(0.3)

    def _idle(self) -> bool:
        return not self._parts.session.tasks.is_busy()


def after(seconds: float) -> Wait:
    """Return a wait for some time."""
    end = time.perf_counter() + seconds
    return lambda: time.perf_counter() >= end


def make_visit(kind: type[Visit], data_dir: Path, target: Path, minutes: float = 0.0) -> int:
    """Make a visit and print what was measured."""
    app = QApplication(sys.argv[:1])
    parts = Application(
        app,
        lambda: make_desk(data_dir, Method.DESKTOP),
        settings=settings_file(data_dir),
        data_dir=str(data_dir),
        documents_dir=str(target),
        language="en",
        passphrase=passphrase,
    )
    visit = kind(app, parts, target, minutes)
    parts.window.show()
    app.exec()
    parts.window.close()
    sys.stdout.write(
        json.dumps({"worst": visit.worst, "worked": visit.worked, "rounds": visit.rounds}) + "\n"
    )
    return 0


if __name__ == "__main__":
    given = float(sys.argv[3]) if len(sys.argv) > 3 else 0.0
    sys.exit(make_visit(Visit, Path(sys.argv[1]), Path(sys.argv[2]), given))
