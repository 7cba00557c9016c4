"""Opens a notice in a file: shows whose word it is, and does what the person then presses.

Rules:

1. Nothing is kept, accepted or followed but by its own button.
2. What is kept is exactly what was shown; the file is read once.
3. A file that is no good notice is explained, and nothing of it stays.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from ownerapp.domain.errors import NoticeSignatureError, OwnerAppError
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _
from ownerapp.presentation.explain import explain
from ownerapp.presentation.notice_file import NoticeFileState, can_open, notice_file_state
from ownerapp.ui.dialogs.notice_sheet import NoticeFileSheet
from ownerapp.ui.dialogs.said_sheet import SaidSheet
from ownerapp.ui.pages.session import Session
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from ownerapp.domain.vehicle import Vehicle
    from ownerapp.presentation.desk import Desk
    from ownerapp.services.ports.notices import LoadedNotice


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Opened:
    """A notice in a file, and whether it is kept."""

    loaded: LoadedNotice
    path: str
    is_kept: bool


class Importing(QObject):
    """Leads through one file at a time.

    Signals:
        kept: A notice was kept, or a key accepted: lists and trust are to be read again.
        followed: The present car follows another notice by now.
        read_wanted: A notice is to be read beside the sheet; the notice with its trust.
    """

    kept = Signal()
    followed = Signal()
    read_wanted = Signal(object)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._opened: Opened | None = None
        self._car: Vehicle | None = None
        self._sheet: NoticeFileSheet | None = None
        self._said: SaidSheet | None = None
        self._is_declined = False
        self._path = ""

    def sheet(self) -> NoticeFileSheet | None:
        """Return the open sheet, if any."""
        return self._sheet

    def said(self) -> SaidSheet | None:
        """Return what is said about a file that is no good notice, if anything."""
        return self._said

    def show_car(self, car: Vehicle | None) -> None:
        """Offer notices to this car."""
        self._car = car
        if self._sheet is not None:
            self._show()

    def choose(self, folder: str) -> None:
        """Let the person choose a file."""
        dialog = QFileDialog(self._window, _("Open a notice file"), folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        # Translators: keep *.json as it is.
        dialog.setNameFilter(_("Notices (*.json)"))
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _on_file_selected(self, path: str) -> None:
        """Open the chosen file."""
        self.take(Path(path))

    def take(self, path: Path) -> None:
        """Open a file; a sheet that is open stays, and the file is not."""
        if any(sheet.isVisible() for sheet in self._window.findChildren(Sheet)):
            return
        self._path = str(path)
        self._session.call(
            lambda desk: _read(desk, str(path)), self._on_opened, self._on_not_opened
        )

    # ------------------------------------------------------------------- showing

    @Slot(object)
    def _on_opened(self, opened: Opened) -> None:
        """Show the notice; one that was changed afterwards is no notice (rule 3)."""
        if not can_open(opened.loaded):
            self._on_not_opened(NoticeSignatureError())
            return
        self._opened = opened
        self._is_declined = False
        self._sheet = NoticeFileSheet(self._window, self._state(opened))
        self._sheet.key_accepted.connect(self._on_key_accepted)
        self._sheet.key_declined.connect(self._on_key_declined)
        self._sheet.yes_pressed.connect(self._on_yes)
        self._sheet.read_pressed.connect(self._on_read)
        self._sheet.language_changed.connect(self._show)
        self._sheet.finished.connect(self._on_sheet_finished)
        self._sheet.open_over()

    @Slot(object)
    def _on_not_opened(self, error: OwnerAppError) -> None:
        """Say why the file is no good."""
        self._said = SaidSheet(self._window, explain(error), Path(self._path).name)
        self._said.finished.connect(self._on_said_finished)
        self._said.open_over()

    def _state(self, opened: Opened) -> NoticeFileState:
        return notice_file_state(opened.loaded, opened.path, is_kept=opened.is_kept, car=self._car)

    @Slot()
    def _show(self) -> None:
        """Show the notice as things stand now."""
        if self._sheet is not None and self._opened is not None:
            self._sheet.show_file(self._state(self._opened), declined=self._is_declined)

    @Slot()
    def _on_sheet_finished(self) -> None:
        """Forget the sheet; it deletes itself."""
        self._sheet = None
        self._opened = None

    @Slot()
    def _on_said_finished(self) -> None:
        """Forget what was said."""
        self._said = None

    @Slot()
    def _on_read(self) -> None:
        """Let the whole notice be read."""
        if self._opened is not None:
            self.read_wanted.emit(self._opened.loaded)

    # ------------------------------------------------------------------- answers

    @Slot()
    def _on_key_declined(self) -> None:
        """Leave the key unaccepted."""
        self._is_declined = True
        self._show()

    @Slot()
    def _on_key_accepted(self) -> None:
        """Accept the key by the fingerprint that was shown."""
        opened = self._opened
        if opened is None:
            return
        loaded = opened.loaded
        self._begin()
        self._session.call(lambda desk: _accept(desk, loaded), self._on_accepted, self._on_failed)

    @Slot(object)
    def _on_accepted(self, loaded: LoadedNotice) -> None:
        """Show whose word the notice is by now."""
        self._end()
        if self._opened is not None and self._sheet is not None:
            self._opened = replace(self._opened, loaded=loaded)
            self._show()
            self._sheet.say(BannerKind.INFO, _("You accepted the key."))
        self.kept.emit()

    @Slot()
    def _on_yes(self) -> None:
        """Keep the notice; once it is kept, let the car follow it."""
        opened, car = self._opened, self._car
        if opened is None:
            return
        loaded = opened.loaded
        self._begin()
        if not (opened.is_kept or loaded.shipped):
            self._session.call(
                lambda desk: desk.notices.keep(loaded), self._on_kept, self._on_failed
            )
        elif car is not None:
            self._session.call(
                lambda desk: desk.use_notice(car, loaded), self._on_followed, self._on_failed
            )

    @Slot(object)
    def _on_kept(self, loaded: LoadedNotice) -> None:
        """Say that it is kept, and offer it to the car."""
        self._end()
        if self._opened is not None:
            self._opened = replace(self._opened, loaded=loaded, is_kept=True)
            self._show()
        self.kept.emit()

    @Slot(object)
    def _on_followed(self, car: Vehicle) -> None:
        """Close: the page of the choices tells what changed."""
        self._car = car
        self._end()
        if self._sheet is not None:
            self._sheet.accept()
        self.followed.emit()

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what did not work."""
        self._end()
        if self._sheet is not None:
            self._sheet.say(BannerKind.STOP, explain(error).text())

    def _begin(self) -> None:
        if self._sheet is not None:
            self._sheet.forget_said()
            self._sheet.set_busy(busy=True)

    def _end(self) -> None:
        if self._sheet is not None:
            self._sheet.set_busy(busy=False)


def _read(desk: Desk, path: str) -> Opened:
    """Read a file once; runs on the store thread."""
    loaded = desk.notices.verify(path)
    kept = any(item.notice.hash == loaded.notice.hash for item in desk.notices.imported())
    return Opened(loaded=loaded, path=path, is_kept=kept)


def _accept(desk: Desk, loaded: LoadedNotice) -> LoadedNotice:
    """Accept the key of a notice and look its trust up again; runs on the store thread."""
    desk.notices.accept_key(loaded, loaded.trust.fingerprint)
    return replace(loaded, trust=desk.notices.trust_of(loaded))
