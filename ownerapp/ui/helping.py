"""Opens the help, by its key or as a page asks for it.

It asks nothing and says nothing of the person, so it opens beside a first run and over a lock as
well; but not over a question, from which nothing leads away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QShortcut

from ownerapp.ui.pages.names import help_keys

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ownerapp.ui.stage import Stage


class Helping(QObject):
    """Shows the keys, and from there what is where.

    Args:
        window: In which the key is heard; it owns this.
        stage: What stands there.
    """

    def __init__(self, window: QWidget, stage: Stage) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        QShortcut(help_keys(), window).activated.connect(self.show)

    @Slot()
    def show(self) -> None:
        """Show the keys, unless a question is open."""
        if self._stage.is_asking():
            return
        from ownerapp.ui.dialogs.help_sheet import HelpSheet  # noqa: PLC0415 - seldom needed

        sheet = HelpSheet(self._window, has_places=self._stage.is_at_rest())
        sheet.places_wanted.connect(self._on_places_wanted)
        sheet.open_over()

    @Slot()
    def _on_places_wanted(self) -> None:
        """Show what is where."""
        home = self._stage.home()
        if home is not None:
            home.ways.to_places()
