"""Joins the history of another computer, out of a backup that was made there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ownerapp.i18n import _, pgettext
from ownerapp.presentation.joining import sentences
from ownerapp.presentation.joining_computers import merged_sentences
from ownerapp.ui.dialogs.backup_sheet import BackupSheet, SheetWords, Wanted
from ownerapp.ui.pages.session import Session

if TYPE_CHECKING:
    from ownerapp.presentation.desk import Desk


class JoinSheet(BackupSheet):
    """Joins a history.

    Signals:
        joined: It is done, and the sheet is closed: everything is to be read anew.
    """

    joined = Signal()

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window, session, asks_passphrase=False)
        self.setObjectName("join-sheet")
        self.accepted.connect(self._on_accepted)

    @override
    def words(self) -> SheetWords:
        """Return the words of the sheet."""
        return SheetWords(
            heading=_("Join the history of another computer"),
            intro=sentences(
                _("Make a backup there and choose it here. Its history is kept whole, as it is."),
                _(
                    "Where both computers have an answer, the later one holds. Where nobody can "
                    "tell which was later, the more careful one does."
                ),
            ),
            deed=pgettext("button", "Join"),
            working=_("The histories are being joined."),
            done_heading=_("The histories are joined"),
            done=pgettext("button", "Done"),
        )

    @override
    def look(self, desk: Desk, path: str) -> str:
        """Return the short name of the kit that opens a backup."""
        return desk.backups.merge_kit(path)

    @override
    def carry_out(self, desk: Desk, wanted: Wanted) -> Callable[[], tuple[str, ...]]:
        """Join the history in the backup."""
        merged = desk.backups.merge(wanted.path, wanted.code, is_wanted=wanted.is_wanted)
        zone = desk.zone()
        return lambda: merged_sentences(merged, zone)

    @Slot()
    def _on_accepted(self) -> None:
        """Let the window read everything anew."""
        self.joined.emit()
