"""Notices that nobody uses the program any more.

Rules:

1. Keys, presses, turns of the wheel and moves of the pointer are use; the passing of time,
   also in a computer that sleeps, is not.
2. Events are looked at only while something is to happen after a time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QDateTime, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication
from typing_extensions import override

LOOK_EVERY_MS: Final = 5_000
_MINUTE_MS: Final = 60_000
_USE: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
        QEvent.Type.DragMove,
    }
)


class AutoLock(QObject):
    """Looks every few seconds whether the program was used.

    Args:
        parent: Lives as long as this.
        now_ms: Returns the time of day in milliseconds.

    Signals:
        due: Nobody used the program for the time that was set; sent again while that is so.
    """

    due = Signal()

    def __init__(
        self, parent: QObject, *, now_ms: Callable[[], int] = QDateTime.currentMSecsSinceEpoch
    ) -> None:
        super().__init__(parent)
        self._now_ms = now_ms
        self._minutes = 0
        self._last_ms = now_ms()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def minutes(self) -> int:
        """Return the time that is set; 0 means never."""
        return self._minutes

    def watch(self, minutes: int) -> None:
        """Wait for so many minutes without use; 0 means that nothing is waited for."""
        if minutes == self._minutes:
            return
        app = QApplication.instance()
        if app is not None and not self._minutes:
            app.installEventFilter(self)
        elif app is not None and not minutes:
            app.removeEventFilter(self)
        self._minutes = minutes
        self._last_ms = self._now_ms()
        if minutes:
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Say so when the time has passed."""
        now = self._now_ms()
        # The clock may have been put back.
        self._last_ms = min(self._last_ms, now)
        if self._minutes and now - self._last_ms >= self._minutes * _MINUTE_MS:
            self.due.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember when the program was used; nothing is kept from anybody."""
        if event.type() in _USE:
            self._last_ms = self._now_ms()
        return False
