"""The field to search in: a text field with a lens, and a button that empties it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.icons import paint_icon
from ownerapp.ui.widgets.buttons import IconButton
from ownerapp.ui.widgets.drawing import is_right_to_left, painting
from ownerapp.ui.widgets.fields import TextField

_ICON: Final = 18
_AT: Final = 12


class _LensField(TextField):
    """A text field that begins with a lens.

    Signals:
        down_pressed: The arrow down, towards what was found.
        escape_pressed: Escape.
    """

    down_pressed = Signal()
    escape_pressed = Signal()

    @override
    def restyle(self) -> None:
        """Leave room for the lens."""
        super().restyle()
        room = _AT + theme.current().half_px(_ICON) + 4
        reversed_ = is_right_to_left(self)
        self.setTextMargins(4 if reversed_ else room, 0, room if reversed_ else 4, 0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass on the keys that lead out of the field."""
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escape_pressed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lens beside the text."""
        super().paintEvent(event)
        side = theme.current().half_px(_ICON)
        square = QRectF(_AT, (self.height() - side) / 2, side, side)
        if is_right_to_left(self):
            square.moveRight(self.width() - _AT)
        with painting(self) as painter:
            muted = theme.current().tokens.colour(theme.Tone.MUTED)
            paint_icon(painter, "search", square, muted)


class SearchField(QWidget):
    """A field to search in.

    Signals:
        changed: Something else is typed; all of it.
        down_pressed: The person wants to what was found.
        enter_pressed: The first of what was found is wanted.
    """

    changed = Signal(str)
    down_pressed = Signal()
    enter_pressed = Signal()

    def __init__(self, *, limit: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = _LensField()
        self.field.setMaxLength(limit)
        self.clear_button = IconButton("x", outlined=False)
        self.clear_button.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.clear_button)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._on_changed)
        self.field.down_pressed.connect(self.down_pressed)
        self.field.escape_pressed.connect(self.clear)
        self.field.returnPressed.connect(self.enter_pressed)
        self.clear_button.clicked.connect(self.clear)

    def set_texts(self, name: str, hint: str, clear: str) -> None:
        """Name the field and the button that empties it."""
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(hint)
        self.clear_button.set_name(clear)

    def text(self) -> str:
        """Return what is typed."""
        return self.field.text()

    def take_focus(self) -> None:
        """Let the person type at once; what is there is replaced by the first letter."""
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add(self, letters: str) -> None:
        """Go on typing here."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.end(False)  # noqa: FBT003 -- Qt's signature
        self.field.insert(letters)

    @Slot()
    def clear(self) -> None:
        """Empty the field and go on typing."""
        self.field.setEchoMode(QLineEdit.EchoMode.Normal)
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_changed(self, text: str) -> None:
        """Offer to empty the field while something is in it."""
        self.clear_button.setVisible(bool(text))
        self.changed.emit(text)
