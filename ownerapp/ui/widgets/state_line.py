"""The state of a practice in words, beside its switch or lock."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.icon_text import Icon, IconText
from ownerapp.ui.widgets.text import Text
from ownerapp.ui.widgets.toggle import Toggle

LOCK_ROOM = 20


class StateLine(QWidget):
    """The state word with the switch after it, and below an icon with a second line.

    The press area of the switch is larger than its picture: it reaches 10 px beyond the
    trailing edge of the words and 8 px above them, so put the line that much nearer to the
    edge of its card.
    """

    def __init__(self, control: Toggle | Icon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = Text(role=TextRole.BODY, widest=240)
        self._word.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._second = IconText(tone=Tone.MUTED)
        self._second.hide()
        edge = Qt.AlignmentFlag.AlignTrailing
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addStretch(1)
        top.addWidget(self._word)
        top.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self._below = QHBoxLayout()
        self._below.setSpacing(0)
        self._below.addStretch(1)
        self._below.addWidget(self._second)
        self._below.addSpacing(10)
        if isinstance(control, Icon):
            top.setSpacing(12)
            top.addSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(self._below)
        column.setAlignment(edge)
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

    @override
    def minimumSizeHint(self) -> QSize:
        """Keep the 160 that a state needs to be read."""
        return super().minimumSizeHint().expandedTo(QSize(theme.current().half_px(160), 40))
