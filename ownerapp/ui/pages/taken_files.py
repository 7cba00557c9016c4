"""A file that was dropped or handed over: a notice is opened, anything else is checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ownerapp.domain.errors import OwnerAppError
from ownerapp.ui.pages.session import Session

if TYPE_CHECKING:
    from ownerapp.services.handed_over import HandedOver


class TakenFiles(QObject):
    """Finds out what a file is, and who takes it.

    Args:
        session: Reads the file off the window's thread.
        parent: Ends this with itself.

    Signals:
        notice_found: The file says that it is a notice; its path.
        record_found: Whatever else it is, the check of records says so; its path.
    """

    notice_found = Signal(object)
    record_found = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._path = Path()

    def take(self, path: Path) -> None:
        """Look what a file is."""
        self._path = path
        self._session.call(
            lambda desk: (desk.kind_of_file(str(path)), path), self._on_found, self._on_unreadable
        )

    @Slot(object)
    def _on_found(self, found: tuple[HandedOver, Path]) -> None:
        """Hand the file to whoever knows its kind."""
        kind, path = found
        (self.notice_found if kind.value == "notice" else self.record_found).emit(path)

    @Slot(object)
    def _on_unreadable(self, _error: OwnerAppError) -> None:
        """Let the check of records say what is wrong with the file."""
        self.record_found.emit(self._path)
