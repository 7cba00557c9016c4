"""Brings a backup back: into an empty data folder, or in place of data whose key is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ownerapp.i18n import _, pgettext
from ownerapp.presentation.backup_page import back_words
from ownerapp.presentation.joining import sentences
from ownerapp.ui.dialogs.backup_sheet import BackupSheet, SheetWords, Wanted
from ownerapp.ui.pages.session import Session

if TYPE_CHECKING:
    from ownerapp.presentation.desk import Desk


class RestoreSheet(BackupSheet):
    """Restores a backup.

    Args:
        window: The window, or a widget in it.
        session: The desk and the settings.
        asks_passphrase: There is no keyring, so the data needs a new passphrase.
        over_lost: There is data whose key is lost.
        given: The passphrase that the surroundings give, if any.

    Signals:
        restored: The data is back, and the sheet is closed; the new passphrase, or None.
    """

    restored = Signal(object)

    def __init__(
        self,
        window: QWidget,
        session: Session,
        *,
        asks_passphrase: bool,
        over_lost: bool,
        given: str | None,
    ) -> None:
        self._over_lost = over_lost
        self._given = given
        self._secret: str | None = None
        super().__init__(window, session, asks_passphrase=asks_passphrase)
        self.setObjectName("restore-sheet")
        self.accepted.connect(self._on_accepted)

    @override
    def words(self) -> SheetWords:
        """Return the words of the sheet."""
        kept = _("The file that cannot be read is kept, in case its key is found again.")
        return SheetWords(
            heading=_("Bring your data back"),
            intro=sentences(
                _("Everything in the backup comes back, as it was when it was made."),
                kept if self._over_lost else "",
            ),
            deed=pgettext("button", "Bring it back"),
            working=_("Your data is being brought back."),
            done_heading=_("Your data is back"),
            done=pgettext("button", "Go to my choices"),
        )

    @override
    def look(self, desk: Desk, path: str) -> str:
        """Return the short name of the kit that opens a backup."""
        return desk.backups.backup_kit(path, over_lost=self._over_lost)

    @override
    def carry_out(self, desk: Desk, wanted: Wanted) -> Callable[[], tuple[str, ...]]:
        """Restore the backup."""
        secret = wanted.passphrase if wanted.passphrase is not None else self._given
        restored = desk.backups.restore(
            wanted.path,
            wanted.code,
            passphrase=secret,
            over_lost=self._over_lost,
            is_wanted=wanted.is_wanted,
        )
        zone = desk.zone()
        self._secret = secret
        return lambda: back_words(restored, zone)

    @Slot()
    def _on_accepted(self) -> None:
        """Let the window open what is there by now."""
        secret, self._secret = self._secret, None
        self.restored.emit(secret)
