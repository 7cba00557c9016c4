"""Saves a record and checks it, off the main thread, and can be stopped.

Rules:

1. One order at a time.
2. A stopped order leaves nothing behind until its commit; what came too late to be stopped
   is reported as saved.
"""

from __future__ import annotations

import threading
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ownerapp.domain.errors import OwnerAppError
from ownerapp.presentation.export_page import ExportOrder, Saved, save_and_check
from ownerapp.ui.pages.session import Session

PROGRESS_AFTER_MS: Final = 400


class Saving(QObject):
    """Carries out an order.

    Signals:
        slow: It takes a moment; something should be said, with a way to stop it.
        saved: Files were written and checked; a ``Saved``.
        failed: Nothing was written; the error, which may be that it was stopped.
    """

    slow = Signal()
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._stopped: threading.Event | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PROGRESS_AFTER_MS)
        self._timer.timeout.connect(self.slow)

    def is_working(self) -> bool:
        """Say whether an order is under way."""
        return self._stopped is not None

    def is_stopping(self) -> bool:
        """Say whether it was told to stop."""
        return self._stopped is not None and self._stopped.is_set()

    def start(self, order: ExportOrder) -> None:
        """Begin, unless one is under way."""
        if self._stopped is not None:
            return
        stopped = threading.Event()
        self._stopped = stopped
        self._timer.start()
        self._session.call(
            lambda desk: save_and_check(desk, order, lambda: not stopped.is_set()),
            self._on_saved,
            self._on_failed,
        )

    def stop(self) -> None:
        """Ask for an end."""
        if self._stopped is not None:
            self._stopped.set()

    def _end(self) -> None:
        self._timer.stop()
        self._stopped = None

    @Slot(object)
    def _on_saved(self, saved: Saved) -> None:
        """Pass the outcome on."""
        self._end()
        self.saved.emit(saved)

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Pass the error on."""
        self._end()
        self.failed.emit(error)
