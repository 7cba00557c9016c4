"""Opens a file that is handed over while there are no pages: it waits for no store.

A stranger who has just installed the program to check one record is shown its verdict over the
first run, and whoever has a passphrase sees it before they are asked for it. A notice is opened for
reading; it can be kept once there is a store.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from ownerapp.domain.errors import NoticeSignatureError, OwnerAppError
from ownerapp.presentation.explain import explain
from ownerapp.presentation.notice_file import can_open
from ownerapp.ui.dialogs.check_sheet import CheckSheet
from ownerapp.ui.dialogs.said_sheet import SaidSheet
from ownerapp.ui.pages.noticing import show_beside
from ownerapp.ui.pages.session import Session

if TYPE_CHECKING:
    from ownerapp.presentation.desk import Desk
    from ownerapp.services.ports.notices import LoadedNotice

NAME: Final = "handed-file"
"""By which the window knows that one is on its way."""


class HandedFile(QObject):
    """One file over the first run or the closed data; it goes with the window that shows it.

    Args:
        session: The desk; no store need be open.
        window: Where it is shown.
        path: The file.
        is_closed: The person has data that is not open now, so their own keys are not known.

    Signals:
        data_wanted: The person goes on to their own data; the file.
    """

    data_wanted = Signal(str)

    def __init__(
        self, session: Session, window: QWidget, path: Path, *, is_closed: bool = False
    ) -> None:
        super().__init__(window)
        self.setObjectName(NAME)
        self._session = session
        self._window = window
        self._path = path
        self._is_closed = is_closed

    def open(self) -> None:
        """Find out what it is, and show it."""
        path = str(self._path)
        self._session.call(
            lambda desk: desk.kind_of_file(path).value, self._on_kind_found, self._on_no_kind
        )

    @Slot(object)
    def _on_kind_found(self, kind: str) -> None:
        """Read a notice; check anything else."""
        if kind == "notice":
            path = str(self._path)
            self._session.call(
                lambda desk: _read(desk, path), self._on_notice_read, self._on_no_notice
            )
        else:
            self._check()

    @Slot(object)
    def _on_no_kind(self, _error: OwnerAppError) -> None:
        """Let the check say what is wrong with the file."""
        self._check()

    def _check(self) -> None:
        sheet = CheckSheet(self._window, self._session, self._path, is_closed=self._is_closed)
        sheet.data_wanted.connect(self._on_data_wanted)
        sheet.finished.connect(self.deleteLater)
        sheet.open_over()

    @Slot()
    def _on_data_wanted(self) -> None:
        """Pass on which file it was."""
        self.data_wanted.emit(str(self._path))

    @Slot(object)
    def _on_notice_read(self, loaded: LoadedNotice) -> None:
        """Show the notice; one that was changed afterwards is no notice."""
        if can_open(loaded):
            show_beside(self._window, self._session, loaded.notice, loaded.trust)
            self.deleteLater()
        else:
            self._on_no_notice(NoticeSignatureError())

    @Slot(object)
    def _on_no_notice(self, error: OwnerAppError) -> None:
        """Say why the file is no good."""
        SaidSheet(self._window, explain(error), self._path.name).open_over()
        self.deleteLater()


def _read(desk: Desk, path: str) -> LoadedNotice:
    """Read a notice in a file; runs on the store thread."""
    return desk.notices.verify(path)
