"""Has pages drawn beside the window, says when that takes long, and can be stopped.

Of a record, a recovery kit, a letter or a card.

Rules:

1. The words come from the store's thread, the pictures from the thread of documents; so nothing
   that is being answered or saved waits for a page.
2. Who stops gets no pages, whatever is still being drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ownerapp.domain.errors import OwnerAppError
from ownerapp.ui.pages.session import Session

if TYPE_CHECKING:
    from ownerapp.domain.paper import RecordPaper
    from ownerapp.presentation.desk import Desk
    from ownerapp.ui.tasks import Task

PROGRESS_AFTER_MS: Final = 400

Pages = Callable[[], tuple[bytes, ...]]
"""Draws pages whose words are there; any thread may call it."""


class Paging(QObject):
    """Draws one preview at a time.

    Signals:
        slow: It takes a moment; something should be said, with a way to stop it.
        drawn: The pages are there, as PNG pictures.
        failed: There are none; the error.
    """

    slow = Signal()
    drawn = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._task: Task[Any] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PROGRESS_AFTER_MS)
        self._timer.timeout.connect(self.slow)

    def is_working(self) -> bool:
        """Say whether pages are being drawn."""
        return self._task is not None

    def start(self, words: Callable[[Desk], Sequence[RecordPaper]]) -> None:
        """Begin with the pages of records, unless something has begun."""
        self.draw(lambda desk: partial(desk.records.draw, words(desk)))

    def draw(self, prepare: Callable[[Desk], Pages]) -> None:
        """Begin with other pages, unless something has begun.

        Args:
            prepare: Makes the words, on the store's thread, and returns what draws them.
        """
        if self._task is None:
            self._timer.start()
            self._task = self._session.call(prepare, self._on_words, self._on_failed)

    def stop(self) -> None:
        """Want no pages any more."""
        if self._task is not None:
            self._task.cancel()
        self._end()

    @Slot(object)
    def _on_words(self, draw: Pages) -> None:
        """Have the pages drawn (rule 1)."""
        self._task = self._session.tasks.run_documents(draw, self._on_drawn, self._on_failed)

    def _end(self) -> None:
        self._timer.stop()
        self._task = None

    @Slot(object)
    def _on_drawn(self, pages: tuple[bytes, ...]) -> None:
        """Pass the pages on."""
        self._end()
        self.drawn.emit(pages)

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Pass the error on."""
        self._end()
        self.failed.emit(error)
