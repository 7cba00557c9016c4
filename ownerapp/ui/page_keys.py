"""The keys that lead to the pages, in the order of the sidebar.

They do what a press on a row does, and nothing while a question is open, a first run goes on or the
data is locked: no key leads past what the person is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QShortcut

from ownerapp.ui.pages.names import SEARCH, page_keys

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ownerapp.ui.stage import Stage


class PageKeys(QObject):
    """Goes to a page by its keys.

    Args:
        window: In which the keys are heard; it owns this.
        stage: Where the pages stand.
    """

    def __init__(self, window: QWidget, stage: Stage) -> None:
        super().__init__(window)
        self._stage = stage
        self._pages: dict[QObject, str] = {}
        for page, keys in page_keys().items():
            shortcut = QShortcut(keys, window)
            shortcut.activated.connect(self._on_pressed)
            self._pages[shortcut] = page

    @Slot()
    def _on_pressed(self) -> None:
        """Show the page, with the focus where a screen reader names it or a person can type."""
        home, page = self._stage.home(), self._pages.get(self.sender())
        if home is None or page is None or not self._stage.is_at_rest():
            return
        home.ways.go_to(page)
        focused = home.page(SEARCH) if page == SEARCH else self._stage.sidebar.nav
        focused.setFocus(Qt.FocusReason.ShortcutFocusReason)
