"""The dashed area that takes a dropped file or text, with buttons that do the same."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.theme import RADIUS_CARD, Tone
from ownerapp.ui.widgets.buttons import ActionButton, LinkButton
from ownerapp.ui.widgets.drawing import dashed_outline, painting, rounded
from ownerapp.ui.widgets.icon_text import Icon
from ownerapp.ui.widgets.text import Text, body, label, panel_heading

_CENTRE: Final = Qt.AlignmentFlag.AlignCenter


class DropArea(QFrame):
    """Takes one local file, or a text, by drop or by button.

    Signals:
        file_dropped: A file was dropped; its path, not looked at yet.
        text_dropped: A text was dropped, not looked at yet.
        choose_pressed: The person wants to choose a file in a dialog.
        paste_pressed: The person wants what they copied to be taken.
    """

    file_dropped = Signal(Path)
    text_dropped = Signal(str)
    choose_pressed = Signal()
    paste_pressed = Signal()

    def __init__(self, icon: str = "drop", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dragging = False
        self._title = panel_heading()
        self._second = body(tone=Tone.MUTED)
        self._note = label()
        self.button = ActionButton()
        self.paste_link = LinkButton()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 32, 24, 24)
        column.setSpacing(4)
        column.addStretch(1)
        column.addWidget(Icon(icon, size=40, tone=Tone.MUTED), 0, _CENTRE)
        column.addSpacing(8)
        self._add(column, self._title)
        self._add(column, self._second)
        column.addSpacing(12)
        column.addWidget(self.button, 0, _CENTRE)
        column.addWidget(self.paste_link, 0, _CENTRE)
        column.addSpacing(8)
        self._add(column, self._note)
        column.addStretch(1)
        self.setAcceptDrops(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.button.clicked.connect(self._on_button_clicked)
        self.paste_link.clicked.connect(self._on_paste_clicked)

    def set_texts(self, title: str, second: str, button: str, paste: str, note: str) -> None:
        """Say what can be dropped and what happens to it."""
        self._title.setText(title)
        self._second.setText(second)
        self.button.setText(button)
        self.paste_link.setText(paste)
        self._note.setText(note)
        self.setAccessibleName(title)

    @staticmethod
    def _add(column: QVBoxLayout, text: Text) -> None:
        """Add a centred text."""
        text.set_side(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(text)

    def _set_dragging(self, *, dragging: bool) -> None:
        """Show whether a file hovers above."""
        self._dragging = dragging
        self.update()

    @Slot()
    def _on_button_clicked(self) -> None:
        """Pass the press on."""
        self.choose_pressed.emit()

    @Slot()
    def _on_paste_clicked(self) -> None:
        """Pass the press on."""
        self.paste_pressed.emit()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept exactly one local file, or a text."""
        mime = event.mimeData()
        if _only_file(mime) is not None or _only_text(mime):
            event.acceptProposedAction()
            self._set_dragging(dragging=True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show the resting state again."""
        self._set_dragging(dragging=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file or the text."""
        self._set_dragging(dragging=False)
        path, text = _only_file(event.mimeData()), _only_text(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(path)
        elif text:
            event.acceptProposedAction()
            self.text_dropped.emit(text)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed border; a solid one while a file hovers above."""
        tokens = theme.current().tokens
        room = QRectF(self.rect())
        with painting(self) as painter:
            if not self._dragging:
                colour = theme.colour(tokens.muted)
                dashed_outline(painter, room, radius=RADIUS_CARD, colour=colour, width=2)
                return
            rounded(
                painter,
                room,
                radius=RADIUS_CARD,
                fill=theme.colour(tokens.accent_soft),
                border=theme.colour(tokens.accent),
                width=2,
            )


def _only_file(mime: QMimeData) -> Path | None:
    """Return the one local file of a drag, or nothing."""
    urls = mime.urls() if mime.hasUrls() else []
    if len(urls) == 1 and urls[0].isLocalFile():
        return Path(urls[0].toLocalFile())
    return None


def _only_text(mime: QMimeData) -> str:
    """Return the text of a drag that is about no file, or nothing."""
    return mime.text() if mime.hasText() and not mime.hasUrls() else ""
