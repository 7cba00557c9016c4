"""What a part of a page reads from the store again and again.

Rules:

1. It is read by one task at a time. Who asks while that task waits or runs is answered by one
   more: the first may have read before what they ask about was written.
2. Of those who ask meanwhile, the last one says what is read.
3. Answers come in the order in which readings were first asked for: a reading that is asked
   for after others, each time, also answers after them.

Pages can be visited faster than the store answers. Without rule 1 each visit would wait in the
store's queue, and all of them would be worked off when nobody looks any more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from ownerapp.domain.errors import OwnerAppError
    from ownerapp.presentation.desk import Desk
    from ownerapp.ui.pages.session import Session

T = TypeVar("T")


class StoreReading(QObject, Generic[T]):
    """One thing that is read, for all who ask for it.

    Args:
        session: The store is read through it.
        on_done: Takes what was read, on the main thread.
        on_failed: Takes why nothing was read, on the main thread.
        parent: What shows it; with it, the reading ends unheard.
    """

    def __init__(
        self,
        session: Session,
        on_done: Callable[[T], None],
        on_failed: Callable[[OwnerAppError], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._tell = on_done
        self._tell_failed = on_failed
        self._is_reading = False
        self._next: Callable[[Desk], T] | None = None

    def ask(self, work: Callable[[Desk], T]) -> None:
        """Read, or let one more reading answer after the one that is under way.

        Args:
            work: Reads; runs on the store thread.
        """
        if self._is_reading:
            self._next = work
            return
        self._is_reading = True
        self._session.call(work, self._on_done, self._on_failed)

    def _end(self) -> None:
        """Read once more where somebody asked since this reading began."""
        self._is_reading = False
        work, self._next = self._next, None
        if work is not None:
            self.ask(work)

    @Slot(object)
    def _on_done(self, found: T) -> None:
        """Pass on what was read."""
        self._end()
        self._tell(found)

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Pass on why nothing was read."""
        self._end()
        self._tell_failed(error)
