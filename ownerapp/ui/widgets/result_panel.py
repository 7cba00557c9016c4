"""The result of a check: the word first, then one plain line per check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.values import dataclass
from ownerapp.presentation.joining import sentences
from ownerapp.ui import theme
from ownerapp.ui.theme import RADIUS_CARD, TextRole, Tone
from ownerapp.ui.widgets.buttons import IconButton, LinkButton
from ownerapp.ui.widgets.drawing import painting, rounded
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.icon_text import Icon
from ownerapp.ui.widgets.text import Text


class ResultKind(StrEnum):
    """The three answers of a check."""

    VALID = "valid"
    NOT_VALID = "not-valid"
    CANNOT_TELL = "cannot-tell"


class LineMark(StrEnum):
    """How one check came out."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """One check in words."""

    mark: LineMark
    text: str


_BELOW: Final = 14
"""The room below the last line where no link follows; the frame has the rest of 16."""
_KINDS = {
    ResultKind.VALID: ("shieldcheck", Tone.OK),
    ResultKind.NOT_VALID: ("oct", Tone.STOP),
    ResultKind.CANNOT_TELL: ("wait", Tone.WARN),
}
_MARKS = {
    LineMark.PASSED: ("check", Tone.OK),
    LineMark.FAILED: ("x", Tone.STOP),
    LineMark.UNKNOWN: ("wait", Tone.WARN),
    LineMark.NOTE: ("info", Tone.MUTED),
}


class ResultPanel(QFrame):
    """The panel; its border is dashed when nothing can be told.

    Signals:
        closed: The person put the result away.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = ResultKind.CANNOT_TELL
        self._icon = Icon("wait", size=36, tone=Tone.WARN)
        self._word = Text(role=TextRole.HEADING)
        self._second = Text(role=TextRole.DETAIL)
        self.close_button = IconButton("x", outlined=False)
        self._head = QWidget()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._word)
        words.addWidget(self._second)
        head = QHBoxLayout(self._head)
        head.setContentsMargins(10, 8, 10, 8)
        head.setSpacing(16)
        lead = QHBoxLayout()  # Not a margin: layouts do not mirror those.
        lead.setSpacing(0)
        lead.addSpacing(8)
        lead.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(lead)
        head.addLayout(words, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(20, 12, 20, _BELOW)
        self._lines.setSpacing(8)
        self._links_box = QWidget()
        self._links = FlowLayout(self._links_box, gap=16, row_gap=4)
        self._links.setContentsMargins(20, 6, 20, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(self._lines)
        column.addWidget(self._links_box)
        column.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.close_button.clicked.connect(self._on_close_clicked)

    def kind(self) -> ResultKind:
        """Return the answer that is shown."""
        return self._kind

    def show_result(
        self,
        kind: ResultKind,
        word: str,
        second: str,
        lines: Sequence[ResultLine],
        *,
        meaning: str = "",
    ) -> None:
        """Show an answer.

        Args:
            kind: Which of the three answers it is.
            word: The answer in words: *Valid*, *Not valid*, *Cannot tell*.
            second: The file's name, or one sentence.
            lines: One line per check, the failed check first.
            meaning: What is safe to conclude and what to do next, above the lines.
        """
        self._kind = kind
        icon, tone = _KINDS[kind]
        self._icon.show_icon(icon, tone)
        self._word.setText(word)
        self._word.set_tone(tone)
        self._second.setText(second)
        self._second.setVisible(bool(second))
        bare = not lines
        self._word.set_role(TextRole.PANEL if bare else TextRole.HEADING)
        self._icon.set_size(26 if bare else 36)
        self._clear(self._lines)
        if meaning:
            self._lines.addWidget(Text(meaning))
        for line in lines:
            self._lines.addWidget(_line(line))
        self.setAccessibleName(word)
        self.setAccessibleDescription(sentences(second, meaning))
        self.update()
        if self.window().isVisible():
            said = QAccessibleAnnouncementEvent(self, sentences(word, meaning))
            QAccessible.updateAccessibility(said)

    def set_links(self, links: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """Offer these links below the lines."""
        self._clear(self._links)
        for text, on_press in links:
            link = LinkButton(text)
            link.clicked.connect(on_press)
            self._links.addWidget(link)
        self._links_box.setVisible(bool(links))
        self._lines.setContentsMargins(20, 12, 20, 4 if links else _BELOW)

    def set_close_name(self, name: str) -> None:
        """Say what the closing cross does; without a name it is hidden."""
        self.close_button.set_name(name)
        self.close_button.setVisible(bool(name))

    @staticmethod
    def _clear(layout: QVBoxLayout | FlowLayout) -> None:
        """Take everything out of a layout."""
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    @Slot()
    def _on_close_clicked(self) -> None:
        """Pass the press on."""
        self.closed.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the border and the tinted head."""
        tokens = theme.current().tokens
        main = {
            ResultKind.VALID: tokens.ok,
            ResultKind.NOT_VALID: tokens.stop,
            ResultKind.CANNOT_TELL: tokens.warn,
        }[self._kind]
        rect = QRectF(self.rect())
        head_end = self._head.geometry().bottom() + 1
        with painting(self) as painter:
            rounded(painter, rect, radius=RADIUS_CARD, fill=theme.colour(tokens.surface))
            if self._kind is not ResultKind.CANNOT_TELL and self._lines.count():
                shape = QPainterPath()
                shape.addRoundedRect(rect, RADIUS_CARD, RADIUS_CARD)
                painter.save()
                painter.setClipPath(shape)
                painter.fillRect(QRectF(0, 0, rect.width(), head_end), tokens.tint(main))
                painter.restore()
            painter.fillRect(
                QRectF(2, head_end, rect.width() - 4, 1),
                tokens.edge(main) if self._lines.count() else theme.colour(tokens.surface),
            )
            rounded(
                painter,
                rect,
                radius=RADIUS_CARD,
                border=theme.colour(main),
                width=2,
                dashed=self._kind is ResultKind.CANNOT_TELL,
            )


def _line(line: ResultLine) -> QWidget:
    """Return one check as a row."""
    icon, tone = _MARKS[line.mark]
    row = QWidget()
    row.setAccessibleName(line.text)
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(16)
    layout.addWidget(Icon(icon, size=18, tone=tone), 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(
        Text(line.text, role=TextRole.STRONG if line.mark is LineMark.FAILED else TextRole.BODY), 1
    )
    return row
