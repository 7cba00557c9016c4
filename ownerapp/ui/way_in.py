"""The way from a data folder to an open store, and what is said where there is none.

Rules:

1. The store is opened at once where nothing has to be asked.
2. Whatever keeps it closed is said on a page of its own, with the next step.
3. What opens the store and what says troubles is loaded after the first frame.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from ownerapp.domain.errors import OwnerAppError

if TYPE_CHECKING:
    from ownerapp.ui.pages.opening import Found
    from ownerapp.ui.pages.session import Session
    from ownerapp.ui.stage import Stage
    from ownerapp.ui.ways_back import WaysBack


class WayIn(QObject):
    """Looks into the data folder, and opens the store.

    Args:
        stage: Where troubles are said.
        session: Opens the store off the window's thread.
        passphrase: Returns the passphrase that the surroundings give, if any.

    Signals:
        opened: The store is open; what was read from it.
        passphrase_wanted: Only a passphrase opens it; whether that of a lock.
        first_run_wanted: There is no store; what a new one needs from the person, or None.
        trouble_shown: What keeps the store closed can be read.
    """

    opened = Signal(object)
    passphrase_wanted = Signal(bool)
    first_run_wanted = Signal(object)
    trouble_shown = Signal()

    def __init__(
        self, stage: Stage, session: Session, passphrase: Callable[[], str | None]
    ) -> None:
        super().__init__(stage)
        self._stage = stage
        self._session = session
        self._passphrase = passphrase
        self._back: WaysBack | None = None

    # ------------------------------------------------------------------- opening

    def look(self) -> None:
        """Look into the data folder, and open the store if nothing has to be asked."""
        from ownerapp.ui.pages import opening  # noqa: PLC0415 - rule 3

        car, passphrase = self._session.settings.car, self._passphrase
        self._session.call(
            lambda desk: opening.look(desk, car=car, passphrase=passphrase),
            self._on_found,
            self.say_trouble,
        )
        # While the store thread waits for keys and disk, the pages' modules can load here.
        QTimer.singleShot(0, self, _load_pages)

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        """Go on with what is there."""
        if found.opened is not None:
            self.opened.emit(found.opened)
        elif found.is_new:
            self.first_run_wanted.emit(None if found.has_passphrase else found.need)
        else:
            self.passphrase_wanted.emit(found.need_is_lock)

    @Slot()
    def open_anew(self) -> None:
        """Read everything anew: somebody or something is gone, or came."""
        self._open(self._session.settings.car)

    @Slot(str)
    def open_with(self, car: str) -> None:
        """Open the store with a car that was just added."""
        self._open(car)

    def _open(self, car: str | None, passphrase: str | None = None) -> None:
        from ownerapp.ui.pages import opening  # noqa: PLC0415 - rule 3

        self._session.call(
            lambda desk: opening.open_store(desk, car=car, passphrase=passphrase),
            self._on_opened,
            self.say_trouble,
        )

    @Slot(object)
    def _on_opened(self, opened: object) -> None:
        """Pass on what was read."""
        self.opened.emit(opened)

    # ------------------------------------------------------------------- troubles

    @Slot(object)
    def say_trouble(self, error: OwnerAppError) -> None:
        """Say what keeps the store closed (rule 2)."""
        from ownerapp.ui.pages.gate import TroublePage  # noqa: PLC0415 - rule 3

        page = TroublePage(error, self._session.data_dir)
        page.retry_pressed.connect(self._on_retry)
        page.folder_pressed.connect(self._on_folder)
        page.restore_pressed.connect(self.restore_lost)
        page.anew_pressed.connect(self._on_begin_anew)
        self._stage.show_alone(page)
        self.trouble_shown.emit()

    @Slot()
    def _on_retry(self) -> None:
        """Try again from the start."""
        self._stage.show_skeleton()
        self.look()

    @Slot()
    def _on_folder(self) -> None:
        """Open the data folder in the desktop's own program."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._session.data_dir))

    # ------------------------------------------------------------------- what is lost

    @Slot()
    def restore(self) -> None:
        """Bring a backup back into the empty data folder."""
        self._ways_back().restore(over_lost=False)

    @Slot()
    def restore_lost(self) -> None:
        """Bring a backup back in place of data whose key is lost."""
        self._ways_back().restore(over_lost=True)

    @Slot()
    def _on_begin_anew(self) -> None:
        """Ask before a new history begins where the key is lost."""
        self._ways_back().begin_anew()

    def _ways_back(self) -> WaysBack:
        """Return what asks where the way in is lost, made when first needed."""
        if self._back is None:
            from ownerapp.ui.ways_back import WaysBack  # noqa: PLC0415 - rule 3

            self._back = WaysBack(self._stage.window(), self._session, self._passphrase)
            self._back.back.connect(self._on_back)
            self._back.failed.connect(self.say_trouble)
        return self._back

    @Slot(object)
    def _on_back(self, passphrase: str | None) -> None:
        """Open what is there by now."""
        self._stage.show_skeleton()
        self._stage.end_first_run()
        self._open(None, passphrase)


def _load_pages() -> None:
    """Load the modules of the pages, so that they are there when the store answers."""
    from ownerapp.ui.pages import home  # noqa: F401, PLC0415 - rule 3
