"""The state of a practice in words, beside its switch or lock."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QSizePolicy, QWidget
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.flow_layout import RowsLayout
from ownerapp.ui.widgets.icon_text import Icon, IconText
from ownerapp.ui.widgets.text import Text
from ownerapp.ui.widgets.toggle import PRESS_AREA, TRACK, Toggle

_ROW: Final = 40
_OVERLAP: Final = 7


class StateLine(QWidget):
    """The state word with the switch after it, and below an icon with a second line.

    The press area of the switch is larger than its picture: it reaches 10 px beyond the
    trailing edge of the words and 8 px above them, so put the line that much nearer to the
    edge of its card.
    """

    def __init__(self, control: Toggle | Icon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = Text(role=TextRole.BODY, widest=240)
        self._word.set_side(Qt.AlignmentFlag.AlignTrailing)
        self._second = IconText(tone=Tone.MUTED)
        self._second.hide()
        self.setLayout(_StateLayout(self._word, control, self._second))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def word(self) -> str:
        """Return the state word."""
        return self._word.text()

    def second(self) -> str:
        """Return the second line, or nothing."""
        return self._second.text() if self._second.isVisibleTo(self) else ""

    def show_state(
        self,
        word: str,
        *,
        strong: bool = False,
        icon: str = "",
        second: str = "",
        tone: Tone = Tone.MUTED,
    ) -> None:
        """Say the state; anything but *Off* is strong.

        Args:
            word: *Off*, *On until …*, *Turning on*, *Always on*.
            strong: Whether the word is bold.
            icon: The second line's icon.
            second: What supports the state, or what happened.
            tone: The second line's colour.
        """
        self._word.setText(word)
        self._word.set_role(TextRole.STRONG if strong else TextRole.BODY)
        self._second.show_line(icon, second, tone)
        self._second.setVisible(bool(second))

    def set_word_tone(self, tone: Tone) -> None:
        """Mute the word, for something this car does not have."""
        self._word.set_tone(tone)


class _StateLayout(RowsLayout):
    """Word and control in one row, the second line close below, all at the trailing edge.

    The second line may lie over the lower part of the control's press area: what is pressed
    there is still the control's, because the line does not reach its width.
    """

    def __init__(self, word: QWidget, control: QWidget, second: QWidget) -> None:
        super().__init__()
        self._is_toggle = isinstance(control, Toggle)
        for widget in (word, control, second):
            self.addWidget(widget)

    @override
    def minimumSize(self) -> QSize:
        """Keep the width that a state needs to be read."""
        return QSize(theme.current().half_px(160), theme.current().half_px(_ROW))

    @override
    def sizeHint(self) -> QSize:
        """Return both lines unbroken."""
        word, control, second = self._items
        gap, inset = self._gaps()
        first = word.sizeHint().width() + gap + control.sizeHint().width()
        first += 0 if self._is_toggle else inset
        below = 0 if second.isEmpty() else second.sizeHint().width() + inset
        width = max(first, below, self.minimumSize().width())
        return QSize(width, self.heightForWidth(width))

    @override
    def arrange(self, rect: QRect, *, dry: bool) -> int:
        """Place the three parts."""
        word, control, second = self._items
        gap, inset = self._gaps()
        size = control.sizeHint()
        right = rect.left() + rect.width()
        control_right = right if self._is_toggle else right - inset
        word_right = control_right - size.width() - gap
        word_width = min(word.sizeHint().width(), word_right - rect.left())
        word_height = _height(word, word_width)
        least = theme.current().half_px(_ROW)
        row = max(size.height(), word_height, least)
        if not dry:
            top = rect.top() + (row - size.height()) // 2
            self._place(control, QRect(QPoint(control_right - size.width(), top), size), rect)
            top = rect.top() + (row - word_height) // 2
            self._place(word, QRect(word_right - word_width, top, word_width, word_height), rect)
        if second.isEmpty():
            return row
        overlap = theme.current().half_px(_OVERLAP) if word_height < least - _OVERLAP else 0
        width = min(second.sizeHint().width(), rect.width() - inset)
        height = _height(second, width)
        if not dry:
            top = rect.top() + row - overlap
            self._place(second, QRect(right - inset - width, top, width, height), rect)
        return row - overlap + height

    def _gaps(self) -> tuple[int, int]:
        """Return the gap before the control and the inset of the visible trailing edge."""
        look = theme.current()
        inset = (look.half_px(PRESS_AREA.width()) - look.half_px(TRACK.width())) // 2
        return (2 if self._is_toggle else 12), inset


def _height(item: QLayoutItem, width: int) -> int:
    """Return the height that an item needs at a width."""
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
