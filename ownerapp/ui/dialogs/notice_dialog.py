"""The full notice, to be read beside the question."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ownerapp.presentation.notice_page import NoticeSection, NoticeState
from ownerapp.ui import theme
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.card import Card
from ownerapp.ui.widgets.details import DetailsGrid, Pair
from ownerapp.ui.widgets.scroll import ScrollColumn
from ownerapp.ui.widgets.text import Text, body, heading, title

_WIDTH: Final = 720
_HEIGHT: Final = 640


class NoticeDialog(QDialog):
    """A window of its own with the notice as plain text; it answers nothing."""

    def __init__(self, window: QWidget, state: NoticeState) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(state.heading)
        look = theme.current()
        room = window.size()
        self.resize(
            min(look.half_px(_WIDTH), room.width()), min(look.half_px(_HEIGHT), room.height())
        )
        self._scroll = ScrollColumn(margin=24)
        self._scroll.column.setContentsMargins(24, 24, 24, 24)
        self._scroll.column.setSpacing(8)
        self._scroll.column.addWidget(heading(state.heading))
        if state.intro:
            self._scroll.column.addWidget(body(state.intro, tone=Tone.MUTED))
        self._scroll.column.addStretch(1)
        self._sections = list(state.sections)
        close = ActionButton(state.close)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 16)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addLayout(foot)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._add_some)
        self._timer.start()

    @Slot()
    def _add_some(self) -> None:
        """Add one section per turn of the event loop."""
        if not self._sections:
            self._timer.stop()
            return
        column = self._scroll.column
        column.insertWidget(column.count() - 1, _section(self._sections.pop(0)))


def _section(section: NoticeSection) -> QWidget:
    """Return one section as a card."""
    card = Card()
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(4)
    if section.title:
        column.addWidget(title(section.title))
    if section.sentence:
        column.addWidget(Text(section.sentence, role=TextRole.BODY))
    rows = DetailsGrid(label_width=132, columns=1)
    shown = (*section.rows, *section.details)
    rows.set_pairs([Pair(label=row.label, text=row.text) for row in shown])
    column.addWidget(rows)
    return card
