"""What is asked where the way into a store is lost: a backup, or a new beginning."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from ownerapp.domain.errors import OwnerAppError
from ownerapp.services.opening import Need
from ownerapp.ui.pages.session import Session

if TYPE_CHECKING:
    from ownerapp.presentation.desk import Desk


class WaysBack(QObject):
    """Opens the sheets that bring a store back, or begin another in its place.

    Args:
        window: What the sheets lie over.
        session: Asks the store off the window's thread.
        passphrase: Returns one that was handed to the program, or None.

    Signals:
        back: There is a store again; the passphrase that was chosen for it, or None.
        failed: Nobody can tell whether there may be one; the error.
    """

    back = Signal(object)
    failed = Signal(object)

    def __init__(
        self, window: QWidget, session: Session, passphrase: Callable[[], str | None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._passphrase = passphrase
        self._next: Callable[[Need], None] = self._ask_to_begin

    def restore(self, *, over_lost: bool) -> None:
        """Bring a backup back, into an empty folder or in place of data whose key is lost."""
        self._look(partial(self._ask_for_backup, over_lost=over_lost))

    @Slot()
    def begin_anew(self) -> None:
        """Ask before a new history begins where the key is lost."""
        self._look(self._ask_to_begin)

    def _look(self, go_on: Callable[[Need], None]) -> None:
        """Find out what a new store would need, then go on."""
        self._next = go_on

        def need(desk: Desk) -> Need:
            return desk.need_of_new_store()

        self._session.call(need, self._on_need, self._on_failed)

    @Slot(object)
    def _on_need(self, need: Need) -> None:
        self._next(need)

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        self.failed.emit(error)

    def _ask_for_backup(self, need: Need, *, over_lost: bool) -> None:
        """Ask for the backup and its code."""
        from ownerapp.ui.dialogs.restore_sheet import RestoreSheet  # noqa: PLC0415 - seldom needed

        given = self._passphrase()
        sheet = RestoreSheet(
            self._window,
            self._session,
            asks_passphrase=need is Need.NEW_PASSPHRASE and given is None,
            over_lost=over_lost,
            given=given,
        )
        sheet.restored.connect(self.back)
        sheet.open_over()

    def _ask_to_begin(self, need: Need) -> None:
        """Say what beginning anew means."""
        from ownerapp.ui.dialogs.anew_sheet import AnewSheet  # noqa: PLC0415 - seldom needed

        given = self._passphrase()
        sheet = AnewSheet(
            self._window,
            self._session,
            asks_passphrase=need is Need.NEW_PASSPHRASE and given is None,
            given=given,
        )
        sheet.begun.connect(self.back)
        sheet.open_over()
