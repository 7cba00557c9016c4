"""Fields for typing and choosing, painted like everything else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.icons import paint_icon
from ownerapp.ui.theme import RADIUS_BUTTON, TextRole
from ownerapp.ui.widgets.drawing import is_right_to_left, leading_side, painting, rounded
from ownerapp.ui.widgets.focus import KeyboardFocus
from ownerapp.ui.widgets.radio_mark import paint_radio
from ownerapp.ui.widgets.wrapping import (
    KeepsHeights,
    WrapsWords,
    air_of_lines,
    first_line_middle,
    longest_word,
    text_box,
    words_width,
)

_HEIGHT: Final = 36
_AT_START: Final = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
_WRAP: Final = int(Qt.TextFlag.TextWordWrap)


class TextField(KeyboardFocus, QLineEdit):
    """A line to type into; its border turns to *stop* when what is in it was refused.

    What is typed begins at the window's leading edge, as everything else does; its letters keep
    the order of their own script, so that a path or a number is never mirrored.
    """

    def __init__(self, *, secret: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._refused = False
        self.setFrame(False)
        self.setTextMargins(8, 0, 8, 0)
        if secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._take_side()
        self.restyle()

    def set_refused(self, refused: bool) -> None:  # noqa: FBT001 -- a setter
        """Mark the field, beside the words that say why."""
        self._refused = refused
        self.update()

    def restyle(self) -> None:
        """Take font and size from the look in force."""
        self.setFont(theme.current().font(TextRole.BODY))
        self.updateGeometry()

    def _take_side(self) -> None:
        """Stand at the window's leading edge."""
        self.setAlignment(leading_side(self) | Qt.AlignmentFlag.AlignVCenter)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Change sides with the window."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._take_side()

    @override
    def sizeHint(self) -> QSize:
        """Return a field of 36."""
        height = max(theme.current().half_px(_HEIGHT), self.fontMetrics().height() + 12)
        return QSize(theme.current().half_px(280), height)

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the least field that can be read."""
        return QSize(120, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw Qt's text and our border above it."""
        super().paintEvent(event)
        tokens = theme.current().tokens
        border = tokens.stop if self._refused else tokens.muted
        with painting(self) as painter:
            rounded(
                painter,
                QRectF(self.rect()),
                radius=RADIUS_BUTTON,
                border=theme.colour(border),
                width=2 if self._refused else tokens.border,
                dashed=not self.isEnabled(),
            )


class ChoiceField(KeyboardFocus, QComboBox):
    """A field that offers a few choices; each has a key and words.

    Signals:
        picked: The person chose; the key. A change by ``pick`` is silent.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(self._on_activated)
        self.restyle()

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these choices, as pairs of key and words; the present key is kept."""
        present = self.key()
        self.blockSignals(True)  # noqa: FBT003 -- Qt's signature
        self.clear()
        for key, words in choices:
            self.addItem(words, key)
        self.blockSignals(False)  # noqa: FBT003 -- Qt's signature
        self.pick(present)
        self.updateGeometry()

    def key(self) -> str:
        """Return the key of the present choice, or nothing."""
        data = self.currentData()
        return data if isinstance(data, str) else ""

    def pick(self, key: str) -> None:
        """Show a choice without telling anybody."""
        index = self.findData(key)
        if index >= 0:
            self.setCurrentIndex(index)

    def restyle(self) -> None:
        """Take font and size from the look in force."""
        self.setFont(theme.current().font(TextRole.BODY))
        self.updateGeometry()

    @Slot(int)
    def _on_activated(self, _index: int) -> None:
        """Say what was chosen."""
        self.picked.emit(self.key())

    @override
    def sizeHint(self) -> QSize:
        """Return the width of the longest choice."""
        font = self.font()
        texts = (self.itemText(number) for number in range(self.count()))
        widest = max((words_width(font, text) for text in texts), default=80)
        height = max(theme.current().half_px(_HEIGHT), self.fontMetrics().height() + 12)
        return QSize(widest + 12 + 40, height)

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the same: a choice is never cut."""
        return self.sizeHint()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: scrolling must not change a choice."""
        event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the border, the words and the chevron."""
        tokens = theme.current().tokens
        reversed_ = is_right_to_left(self)
        side = theme.current().half_px(16)
        words = self.rect().adjusted(12, 0, -36, 0)
        square = QRectF(self.width() - side - 12, (self.height() - side) / 2, side, side)
        if reversed_:
            words = self.rect().adjusted(36, 0, -12, 0)
            square.moveLeft(12)
        fill = tokens.hover(tokens.surface) if self.underMouse() else theme.colour(tokens.surface)
        with painting(self) as painter:
            rounded(
                painter,
                QRectF(self.rect()),
                radius=RADIUS_BUTTON,
                fill=fill,
                border=theme.colour(tokens.muted),
                width=tokens.border,
                dashed=not self.isEnabled(),
            )
            painter.setFont(self.font())
            painter.setPen(theme.colour(tokens.ink))
            painter.drawText(
                words,
                _AT_START,
                self.currentText(),
            )
            paint_icon(painter, "down", square, theme.colour(tokens.ink))


class RadioRow(KeyboardFocus, KeepsHeights, WrapsWords, QRadioButton):
    """One of a few choices, with a mark and words that wrap."""

    def __init__(self, key: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.restyle()
        self.setText(text)

    def restyle(self) -> None:
        """Take font and size from the look in force."""
        self.setFont(theme.current().font(TextRole.BODY))
        self.updateGeometry()
        self.fit_height()

    @override
    def setText(self, text: str) -> None:
        """Show other words."""
        super().setText(text)
        self.updateGeometry()
        self.fit_height()

    def _mark(self) -> int:
        """Return the size of the mark."""
        return theme.current().px(16)

    @override
    def sizeHint(self) -> QSize:
        """Return the row in one line."""
        width = words_width(self.font(), self.text()) + self._mark() + 8 + 2 + self._air()
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the row with its longest word."""
        longest = longest_word(self.font(), self.text())
        return QSize(longest + self._mark() + 10, 32)

    @override
    def hasHeightForWidth(self) -> bool:
        """Say that the words wrap."""
        return True

    def _air(self) -> int:
        return air_of_lines(self.font(), right_to_left=is_right_to_left(self))

    @override
    def words_height(self, width: int) -> int:
        """Return the height that the words need at a width."""
        room = max(width - self._mark() - 8 - self._air(), 1)
        words = text_box(self.text(), self.font(), room, _WRAP).height()
        return max(theme.current().half_px(32), words + 8)

    @override
    def hitButton(self, pos: object) -> bool:
        """Take a press anywhere on the row."""
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark and the words."""
        tokens = theme.current().tokens
        chosen = self.isChecked()
        mark = self._mark()
        x = mark / 2
        words = self.rect().adjusted(mark + 8, 0, 0, 0)
        if is_right_to_left(self):
            x = self.width() - mark / 2
            words = self.rect().adjusted(self._air(), 0, -mark - 8, 0)
        with painting(self) as painter:
            line = tokens.accent if chosen else tokens.ink if self.underMouse() else tokens.muted
            y = first_line_middle(self, self.text(), words.width())
            paint_radio(painter, QPointF(x, y), mark, theme.colour(line), chosen=chosen)
            painter.setFont(self.font())
            painter.setPen(theme.colour(tokens.ink))
            flags = _AT_START | _WRAP
            painter.drawText(words, flags, self.text())


class RadioList(QWidget):
    """A few choices below one another.

    Signals:
        picked: The person chose; the key. A change by ``pick`` is silent.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._group.buttonClicked.connect(self._on_clicked)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these choices, as pairs of key and words; the same keys keep the choice."""
        present = self.rows()
        if [row.key for row in present] == [key for key, _ in choices]:
            for row, (_, words) in zip(present, choices, strict=True):
                row.setText(words)
                row.updateGeometry()
                row.fit_height()
            return
        for row in present:
            self._group.removeButton(row)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for key, words in choices:
            row = self.make_row(key, words)
            self._group.addButton(row)
            self._column.addWidget(row)

    def make_row(self, key: str, words: str) -> RadioRow:
        """Return a new row; a list of other rows makes its own."""
        return RadioRow(key, words, self)

    def rows(self) -> list[RadioRow]:
        """Return the rows in reading order."""
        return [b for b in self._group.buttons() if isinstance(b, RadioRow)]

    def key(self) -> str:
        """Return the key of the present choice, or nothing."""
        button = self._group.checkedButton()
        return button.key if isinstance(button, RadioRow) else ""

    def pick(self, key: str) -> None:
        """Show a choice without telling anybody."""
        for row in self.rows():
            if row.key == key:
                row.setChecked(True)

    @Slot(QAbstractButton)
    def _on_clicked(self, button: QAbstractButton) -> None:
        """Say what was chosen."""
        if isinstance(button, RadioRow):
            self.picked.emit(button.key)
