"""Files that were handed to the window: by a double-click, by a drop, or by a second start.

Rules:

1. On the pages a file is opened as if it were dropped. Where there are none yet, or none any more
   (the first run, the question for a passphrase, a store that cannot be opened), it is checked
   over what stands there: that needs no store.
2. While a question is open, or the store is being looked for, a file waits its turn. Of several
   that wait the last one is looked at.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

from ownerapp.ui.handed_file import NAME, HandedFile

if TYPE_CHECKING:
    from ownerapp.ui.pages.session import Session
    from ownerapp.ui.window import MainWindow

_AGAIN_MS: Final = 250


class HandedFiles(QObject):
    """The files that wait for their turn, and where each is shown.

    Args:
        window: The window; it owns this.
        session: The desk; no store need be open.
    """

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._waiting: list[str] = []
        self._with_own_keys = ""

    def take(self, path: str) -> None:
        """Open a file now, or once it can be shown."""
        self._waiting.append(path)
        self._open_waiting()

    def can_show(self) -> bool:
        """Tell whether a file can be shown now."""
        window = self._window
        is_there = self._has_pages() or window.first_run() is not None or self._is_closed()
        return is_there and not window.is_asking() and self._window.findChild(QObject, NAME) is None

    def open(self, path: Path) -> None:
        """Open a file on its page, or check it over what stands there (rule 1)."""
        home = self._window.home()
        if home is not None and self._has_pages():
            home.take_file(path)
            return
        file = HandedFile(
            self._session, self._window, path, is_closed=self._window.first_run() is None
        )
        file.data_wanted.connect(self._on_data_wanted)
        file.open()

    def go_on(self) -> None:
        """The data is open: check again, with the own keys, what the person opened it for."""
        path, self._with_own_keys = self._with_own_keys, ""
        if path:
            self.take(path)

    @Slot()
    def _open_waiting(self) -> None:
        if not self._waiting:
            return
        if not self.can_show():
            QTimer.singleShot(_AGAIN_MS, self, self._open_waiting)
            return
        path = self._waiting[-1]
        self._waiting.clear()
        self.open(Path(path))

    @Slot(str)
    def _on_data_wanted(self, path: str) -> None:
        """Look at the file again once the data is open."""
        self._with_own_keys = path

    def _has_pages(self) -> bool:
        return self._window.home() is not None and self._window.first_run() is None

    def _is_closed(self) -> bool:
        """Tell whether a passphrase is asked for, or a trouble keeps the store closed."""
        from ownerapp.ui.pages.gate import PassphrasePage, TroublePage  # noqa: PLC0415 - off the start

        return isinstance(self._window.stack.currentWidget(), (PassphrasePage, TroublePage))
