"""Text on the window: plain, wrapping, in a role of the type scale and a tone."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.wrapping import air_of_lines, longest_word, words_height, words_width

_BY_PALETTE = {
    Tone.INK: QPalette.ColorRole.WindowText,
    Tone.MUTED: QPalette.ColorRole.PlaceholderText,
    Tone.ACCENT: QPalette.ColorRole.Link,
}
"""Tones that the palette knows; the others get a palette of their own."""


_ALIGNED: Final = {
    (side, reversed_): (
        (Qt.AlignmentFlag.AlignRight if at_right != reversed_ else Qt.AlignmentFlag.AlignLeft)
        | Qt.AlignmentFlag.AlignAbsolute
        | Qt.AlignmentFlag.AlignVCenter
    )
    for side, at_right in (
        (Qt.AlignmentFlag.AlignLeading, False),
        (Qt.AlignmentFlag.AlignTrailing, True),
    )
    for reversed_ in (False, True)
} | {
    (Qt.AlignmentFlag.AlignHCenter, reversed_): Qt.AlignmentFlag.AlignCenter
    for reversed_ in (False, True)
}
"""How a text is aligned for a side and a direction; joining flags takes longer than looking."""


def _policy(*, wraps: bool) -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(wraps)
    return policy


_WRAPS: Final = _policy(wraps=True)
_KEEPS_TO_A_LINE: Final = _policy(wraps=False)


class Text(QLabel):
    """A label that never reads markup, wraps where it must and is never cut.

    Args:
        role: The place in the type scale.
        tone: The colour.
        wraps: Whether the text may use several lines.
        widest: How many logical pixels one line wants at most, before text scaling.
    """

    def __init__(
        self,
        text: str = "",
        *,
        role: TextRole = TextRole.BODY,
        tone: Tone = Tone.INK,
        wraps: bool = True,
        widest: int = 560,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._tone = tone
        self._widest = widest
        self._wanted: QSize | None = None
        self._least: QSize | None = None
        self._unbroken_from: int | None = None
        self._heights: dict[int, int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self._side = Qt.AlignmentFlag.AlignLeading
        self._is_at_top = False
        self._aligned: Qt.AlignmentFlag | None = None
        self._air = 0
        self._ground = QPalette.ColorRole.WindowText
        self._has_palette = False
        self.setSizePolicy(_WRAPS if wraps else _KEEPS_TO_A_LINE)
        self._take_tone()
        self._take_side()
        self.setFont(theme.current().font(role))
        self._take_air()
        if text:
            super().setText(text)

    def set_role(self, role: TextRole) -> None:
        """Give the text another place in the type scale."""
        if role is not self._role:
            self._role = role
            self.restyle()

    def set_tone(self, tone: Tone) -> None:
        """Give the text another colour."""
        if tone is not self._tone:
            self._tone = tone
            self._take_tone()

    def set_side(self, side: Qt.AlignmentFlag) -> None:
        """Put the text at the leading edge, the trailing edge or in the middle."""
        self._side = side
        self._take_side()

    def set_at_top(self) -> None:
        """Begin at the top of the room; otherwise the text stands in its middle."""
        self._is_at_top = True
        self._take_side()

    def restyle(self) -> None:
        """Take font, colour and direction from what is in force."""
        self._take_measures()
        self.recolour()

    def _take_measures(self) -> None:
        self._take_side()
        self._forget()
        self.setFont(theme.current().font(self._role))
        self._take_air()
        # The same font may find glyphs in a file that was loaded since: QLabel measures again.
        self.setIndent(self.indent())

    def recolour(self) -> None:
        """Take the colour again, unless the palette keeps it."""
        if self._tone not in _BY_PALETTE:
            self._take_tone()

    def _take_side(self) -> None:
        """Align by the layout's direction; QLabel would go by the text's own.

        A Latin name in an Arabic window belongs to the right edge, like everything else.
        """
        side = _ALIGNED[self._side, self.isRightToLeft()]
        if self._is_at_top:
            side = side & ~Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTop
        if side != self._aligned:
            self._aligned = side
            self.setAlignment(side)

    def _take_air(self) -> None:
        """Keep room at the far edge for the space that ends a line from right to left."""
        air = air_of_lines(self.font(), right_to_left=self.wordWrap() and self.isRightToLeft())
        if air != self._air:
            margins = self.contentsMargins()
            margins.setLeft(margins.left() - self._air + air)
            self._air = air
            super().setContentsMargins(margins)

    def _take_tone(self) -> None:
        """Set the colour role, or a palette for tones that no role stands for."""
        role = _BY_PALETTE.get(self._tone, QPalette.ColorRole.WindowText)
        if role is not self._ground:
            self._ground = role
            self.setForegroundRole(role)
        if self._tone not in _BY_PALETTE:
            palette = QPalette()
            colour = theme.current().tokens.colour(self._tone)
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(palette)
            theme.follow_colours(self)
        elif self._has_palette:
            self.setPalette(QPalette())
        self._has_palette = self._tone not in _BY_PALETTE

    @override
    def setText(self, text: str) -> None:
        """Show a text."""
        if text == self.text():
            return  # QLabel would ask for another layout of all that is around it
        self._forget()
        super().setText(text)

    @override
    def setContentsMargins(self, *margins: Any) -> None:
        """Keep free of words what is at the edges."""
        self._forget()
        self._air = 0
        super().setContentsMargins(*margins)
        self._take_air()

    @override
    def heightForWidth(self, width: int) -> int:
        """Return the height at a width; layouts ask for the same ones many times."""
        height = self._heights.get(width)
        if height is None:
            wanted, unbroken_from = self._wanted, self._unbroken_from
            if wanted is not None and unbroken_from is not None and width >= unbroken_from:
                return wanted.height()  # no line is broken there either
            height = self._heights[width] = super().heightForWidth(width)
        return height

    def _forget(self) -> None:
        self._wanted = self._least = self._unbroken_from = None
        self._heights.clear()

    @override
    def sizeHint(self) -> QSize:
        """Ask for one line, up to the widest; QLabel itself would ask for two short ones."""
        if not self.wordWrap():
            return super().sizeHint()
        if self._wanted is None:
            font = self.font()
            lines = self.text().split("\n")
            natural = max(words_width(font, line) for line in lines)
            widest = theme.current().px(self._widest)
            width = min(natural, widest) + self._air
            self._wanted = QSize(width, self.heightForWidth(width))
            margins = self.contentsMargins()
            is_whole = natural <= widest and margins.left() + margins.right() == self._air
            self._unbroken_from = width if is_whole else None
        return self._wanted

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for the longest word, and one line; QLabel itself would measure five times."""
        if not self.wordWrap() or not self.text():
            return super().minimumSizeHint()
        if self._least is None:
            font, text, margins = self.font(), self.text(), self.contentsMargins()
            least = QSize(longest_word(font, text), words_height(font, text))
            self._least = least.grownBy(margins).expandedTo(self.minimumSize())
        return self._least


def heading(text: str = "") -> Text:
    """Return the one heading of a page."""
    return Text(text, role=TextRole.HEADING, widest=720)


def panel_heading(text: str = "") -> Text:
    """Return the heading of a panel."""
    return Text(text, role=TextRole.PANEL)


def title(text: str = "") -> Text:
    """Return the title of a card or a group."""
    return Text(text, role=TextRole.TITLE)


def body(text: str = "", *, tone: Tone = Tone.INK) -> Text:
    """Return running text."""
    return Text(text, tone=tone)


def detail(text: str = "", *, tone: Tone = Tone.INK) -> Text:
    """Return text one step smaller than running text."""
    return Text(text, role=TextRole.DETAIL, tone=tone)


def label(text: str = "", *, tone: Tone = Tone.MUTED) -> Text:
    """Return the smallest text in use."""
    return Text(text, role=TextRole.LABEL, tone=tone)
