"""Long work on the main thread in short turns, so that the window stays alive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

TURN_MS: Final = 8


class InTurns(QObject):
    """Goes through steps for a few milliseconds per turn of the event loop.

    Signals:
        turned: A turn is over, and steps are left.
        finished: All steps are done.
    """

    turned = Signal()
    finished = Signal()

    def __init__(self, parent: QObject, *, turn_ms: int = TURN_MS) -> None:
        super().__init__(parent)
        self._turn_ms = turn_ms
        self._steps: Iterator[None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_turn)

    def is_busy(self) -> bool:
        """Say whether steps are left."""
        return self._steps is not None

    def start(self, steps: Iterator[None], *, after_ms: int | None = None) -> None:
        """Begin these steps, now or some time later; earlier ones are left undone."""
        self._steps = steps
        self._timer.start(after_ms or 0)
        if after_ms is None:
            self._on_turn()

    def stop(self) -> None:
        """Leave the rest undone."""
        self._steps = None
        self._timer.stop()

    def finish(self) -> None:
        """Do all that is left now."""
        steps = self._steps
        if steps is not None:
            for _step in steps:
                pass
            self._end()

    @Slot()
    def _on_turn(self) -> None:
        """Do some steps."""
        if self._timer.interval():
            self._timer.setInterval(0)
        steps = self._steps
        clock = QElapsedTimer()
        clock.start()
        while steps is not None and clock.elapsed() < self._turn_ms:
            try:
                next(steps)
            except StopIteration:
                self._end()
                return
            if self._steps is not steps:
                return  # a step began other steps
        self.turned.emit()

    def _end(self) -> None:
        self.stop()
        self.finished.emit()
