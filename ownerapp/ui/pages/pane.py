"""One of several views below a page's tabs: a column that is filled in short turns."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ownerapp.ui.pages.turns import InTurns
from ownerapp.ui.theme import CARD_GAP

_FIRST_LOT = 6
"""What is seen first goes into the column at once; the rest together, at the end. Each
widget that comes into a column that is shown lays the whole column out again."""


def follow_width(widget: QWidget) -> None:
    """Let the height follow from the width, and from nothing else.

    With Qt's *Minimum* the height at the preferred width would be the least one, which is
    too high wherever there is more room than that.
    """
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


class _Lot(QWidget):
    """Widgets below one another that come and go together."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(CARD_GAP)
        follow_width(self)


class Pane(QWidget):
    """A view. Fixed parts are in ``column``; the others are built after them.

    Signals:
        built: Everything is there.
        opened: A part was opened and wants to be seen.
    """

    built = Signal()
    opened = Signal(QWidget)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[QWidget] = []
        self._turns = InTurns(self)
        self.column = QVBoxLayout()
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(CARD_GAP)
        self._first, self._rest = _Lot(), _Lot()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(CARD_GAP)
        whole.addLayout(self.column)
        whole.addWidget(self._first)
        whole.addWidget(self._rest)
        self._rest.hide()
        follow_width(self)
        self._turns.finished.connect(self._on_finished)

    def is_built(self) -> bool:
        """Say whether everything is there."""
        return not self._turns.is_busy()

    def parts(self) -> tuple[QWidget, ...]:
        """Return what was built, in reading order."""
        return tuple(self._parts)

    def build(self, steps: Iterator[None]) -> None:
        """Build anew: the steps :meth:`put` their widgets."""
        self._turns.stop()
        self._throw_away()
        self._turns.start(steps)

    def finish(self) -> None:
        """Build all that is left now."""
        self._turns.finish()

    def put(self, part: QWidget) -> None:
        """Add a widget at the end."""
        self._parts.append(part)
        lot = self._first if len(self._parts) <= _FIRST_LOT else self._rest
        lot.column.addWidget(part)

    def _throw_away(self) -> None:
        self._rest.hide()
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []

    @Slot()
    def _on_finished(self) -> None:
        """Show the rest."""
        self._rest.setVisible(len(self._parts) > _FIRST_LOT)
        self.built.emit()
