"""Searches off the main thread: reads the notices one by one, and answers what was typed last.

Rules:

1. A notice is read on the store thread and taken apart on the other one, one at a time, so
   that answers are saved and searches done in between.
2. While a search runs, only the newest query waits; the ones before it are forgotten.
3. The notice of the car that is looked at comes first.
4. Garbage is not collected while a notice is read, and what was read stays for good, so
   later collections need not look at it: a single one could keep the window from answering.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from ownerapp.domain.errors import OwnerAppError
from ownerapp.domain.ids import NoticeHash, VehicleId
from ownerapp.domain.notice import Notice
from ownerapp.domain.vehicle import Person, Vehicle
from ownerapp.i18n import current_language
from ownerapp.presentation.search import (
    Found,
    Kind,
    NoticeIndex,
    find,
    index_notice,
    words_of,
)
from ownerapp.presentation.search_page import Searched
from ownerapp.ui.pages.session import Session

T = TypeVar("T")


class Searching(QObject):
    """The notices of all cars, taken apart, and the search that is under way.

    Signals:
        found: A search is done; the outcome.
        progressed: Notices are to be read, or one was.
        failed: A notice could not be read; the error.
    """

    found = Signal(object)
    progressed = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._language = current_language()
        self._indexes: dict[NoticeHash, NoticeIndex] = {}
        self._unread: list[Vehicle] = []
        self._reading: Vehicle | None = None
        self._cars: tuple[Vehicle, ...] = ()
        self._present: VehicleId | None = None
        self._people: tuple[Person, ...] = ()
        self._query = ""
        self._most: Mapping[Kind, int] = {}
        self._is_searching = False
        self._is_waiting = False

    def searched(self) -> Searched:
        """Return which cars are searched, and how far their notices were read."""
        return Searched(
            cars=self._cars, present=self._present, people=self._people, unread=len(self._unread)
        )

    def present_index(self) -> NoticeIndex | None:
        """Return the notice of the car that is looked at, once it was read."""
        car = next((item for item in self._cars if item.id == self._present), None)
        return self._indexes.get(car.notice) if car is not None else None

    def show_cars(
        self,
        cars: tuple[Vehicle, ...],
        present: VehicleId | None,
        people: tuple[Person, ...] = (),
    ) -> None:
        """Search the notices of these cars; what is known of them already stays."""
        if current_language() != self._language:
            self._language = current_language()
            self._indexes = {}
        self._cars, self._present, self._people = cars, present, people
        wanted = {car.notice: car for car in reversed(cars)}
        self._indexes = {key: made for key, made in self._indexes.items() if key in wanted}
        self._unread = [car for key, car in wanted.items() if key not in self._indexes]
        self._unread.sort(key=lambda car: (car.id != present, cars.index(car)))
        self.progressed.emit()
        self._read_next()
        self._again()

    def search(self, query: str, most: Mapping[Kind, int] | None = None) -> None:
        """Look for what was typed; the answer comes as :attr:`found`."""
        self._query, self._most = query, dict(most or {})
        self._again()

    # ------------------------------------------------------------------- reading

    def _read_next(self) -> None:
        """Read the next notice (rule 1)."""
        if self._reading is not None or not self._unread:
            return
        car = self._reading = self._unread[0]
        self._session.call(
            lambda desk: _for_good(lambda: desk.notice_of(car)),
            self._on_read,
            self._on_read_failed,
        )

    @Slot(object)
    def _on_read(self, notice: Notice) -> None:
        """Take a notice apart beside the window."""
        language = self._language
        self._session.tasks.run_documents(
            lambda: _for_good(lambda: index_notice(notice, language)), self._on_indexed
        )

    @Slot(object)
    def _on_indexed(self, index: NoticeIndex) -> None:
        """Search this one, too, and go on with the next."""
        self._reading = None
        if index.interface == self._language:
            self._unread = [car for car in self._unread if car.notice != index.notice]
            if any(car.notice == index.notice for car in self._cars):
                self._indexes[index.notice] = index
            self.progressed.emit()
            self._again()
        self._read_next()

    @Slot(object)
    def _on_read_failed(self, error: OwnerAppError) -> None:
        """Go on without a notice that cannot be read, and say so."""
        broken, self._reading = self._reading, None
        self._unread = [car for car in self._unread if broken and car.notice != broken.notice]
        self.failed.emit(error)
        self.progressed.emit()
        self._read_next()

    # ------------------------------------------------------------------- searching

    def _again(self) -> None:
        """Search for what is typed now (rule 2)."""
        if self._is_searching:
            self._is_waiting = True
            return
        if not words_of(self._query):
            self.found.emit(Found(words=()))
            return
        self._is_searching = True
        query, most, indexes = self._query, self._most, tuple(self._in_order())
        self._session.tasks.run_documents(lambda: find(query, indexes, most), self._on_found)

    def _in_order(self) -> list[NoticeIndex]:
        """Return the notices in the order of their cars (rule 3)."""
        cars = sorted(self._cars, key=lambda car: car.id != self._present)
        order = dict.fromkeys(car.notice for car in cars)
        return [self._indexes[key] for key in order if key in self._indexes]

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        """Show an outcome, unless something else was typed meanwhile."""
        self._is_searching = False
        if self._is_waiting:
            self._is_waiting = False
            self._again()
        else:
            self.found.emit(found)


def _for_good(make: Callable[[], T]) -> T:
    """Return what is made and stays, without a collection meanwhile (rule 4)."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return make()
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()
