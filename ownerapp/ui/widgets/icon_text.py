"""An icon and a text that belong together: counts, evidence lines, notes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.icons import paint_icon
from ownerapp.ui.theme import RADIUS_TILE, TextRole, Tone
from ownerapp.ui.widgets.drawing import is_right_to_left, painting, rounded
from ownerapp.ui.widgets.text import Text


class Icon(QWidget):
    """One icon in a tone; decoration beside words, so it has no name of its own."""

    def __init__(
        self, name: str, *, size: int = 16, tone: Tone = Tone.INK, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._size = size
        self._tone = tone
        self._words: QWidget | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, tone: Tone) -> None:
        """Show another icon or tone."""
        self._name = name
        self._tone = tone
        self.update()

    def stand_beside(self, words: QWidget) -> None:
        """Be as high as these words, a line at least; the icon is in the middle of the first."""
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def set_size(self, size: int) -> None:
        """Draw the icon in another size."""
        self._size = size
        self.updateGeometry()

    def restyle(self) -> None:
        """Take the size from the look in force."""
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        """Return the icon's size, grown with the text."""
        side = theme.current().px(self._size)
        line = self._words.fontMetrics().height() if self._words is not None else 0
        return QSize(side, max(side, line))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the same: an icon is never squeezed."""
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        if not self._name:
            return
        side = self.width()
        with painting(self) as painter:
            paint_icon(
                painter,
                self._name,
                QRectF(0, self._top(side), side, side),
                theme.current().tokens.colour(self._tone),
                right_to_left=is_right_to_left(self),
            )

    def _top(self, side: int) -> int:
        """Return where the icon begins; words stand in the middle of the room they are given."""
        if self._words is None:
            return (self.height() - side) // 2
        line = self._words.fontMetrics().height()
        spare = self.height() - self._words.heightForWidth(self._words.width())
        return max(0, (max(spare, 0) + line - side) // 2)


class IconTile(QWidget):
    """The square of 40 with a practice's icon; 52 on the sheet."""

    def __init__(self, name: str, *, side: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._side: Final = side
        self._tone = Tone.INK
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def icon_name(self) -> str:
        """Return the icon that is shown."""
        return self._name

    def show_icon(self, name: str, tone: Tone = Tone.INK) -> None:
        """Show another icon."""
        self._name = name
        self._tone = tone
        self.update()

    def restyle(self) -> None:
        """Take the size from the look in force."""
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        """Return the square."""
        side = theme.current().half_px(self._side)
        return QSize(side, side)

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the same: a tile is never squeezed."""
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the square and the icon in its middle."""
        tokens = theme.current().tokens
        rect = QRectF(self.rect())
        side = rect.height() * (0.6 if self._side <= 40 else 0.54)  # noqa: PLR2004 -- the card's
        icon = QRectF(0, 0, side, side)
        icon.moveCenter(rect.center())
        border = theme.colour(tokens.line) if tokens.is_high_contrast else None
        with painting(self) as painter:
            rounded(
                painter,
                rect,
                radius=RADIUS_TILE,
                fill=theme.colour(tokens.window),
                border=border,
                width=tokens.border,
            )
            paint_icon(
                painter,
                self._name,
                icon,
                tokens.colour(self._tone),
                right_to_left=is_right_to_left(self),
            )


class IconText(QWidget):
    """An icon and a text in one tone, one line if there is room; the icon is at the first."""

    def __init__(
        self,
        icon: str = "",
        text: str = "",
        *,
        tone: Tone = Tone.INK,
        role: TextRole = TextRole.DETAIL,
        size: int = 16,
        gap: int = 6,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._looks: Final = (role, size, gap)
        self._is_made = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if text:
            self._make(icon, text, tone)

    def _make(self, icon: str, text: str, tone: Tone) -> None:
        """Make what is inside; many a line, such as what is wrong with a field, is never said."""
        role, size, gap = self._looks
        self._is_made = True
        self._icon = Icon(icon, size=size, tone=tone)
        self._text = Text(text, role=role, tone=tone)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap)
        self._icon.stand_beside(self._text)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)

    def text(self) -> str:
        """Return the words."""
        return self._text.text() if self._is_made else ""

    def show_line(self, icon: str, text: str, tone: Tone) -> None:
        """Show another icon, text and tone."""
        if not self._is_made:
            if not text:
                return
            self._make(icon, text, tone)
        self._icon.show_icon(icon, tone)
        self._icon.setVisible(bool(icon))
        self._text.setText(text)
        self._text.set_tone(tone)
        self._text.show()


class StatusCount(IconText):
    """A counted status of the page header: *Recorded only: 1*."""

    def __init__(
        self, icon: str, text: str, tone: Tone = Tone.MUTED, parent: QWidget | None = None
    ) -> None:
        super().__init__(icon, text, tone=tone, role=TextRole.DETAIL, parent=parent)
