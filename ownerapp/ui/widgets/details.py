"""Label and answer pairs: the details of a card and the rows of the sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ownerapp.domain.values import dataclass
from ownerapp.ui import theme
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.buttons import LinkButton
from ownerapp.ui.widgets.drawing import painting
from ownerapp.ui.widgets.flow_layout import PairsLayout
from ownerapp.ui.widgets.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One label and its answer; an answer with ``on_press`` is a link."""

    label: str
    text: str
    on_press: Callable[[], None] | None = None


class DetailsGrid(QWidget):
    """Pairs in two columns where there is room, otherwise in one.

    Args:
        role: The type of the answers and labels.
        label_width: The width of a label at 100 % text.
        columns: One or two.
        ruled: Whether a thin line separates the grid from what is above.
        row_gap: The room between two rows.
    """

    def __init__(
        self,
        *,
        role: TextRole = TextRole.DETAIL,
        label_width: int = 96,
        columns: int = 2,
        ruled: bool = True,
        row_gap: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._label_width = label_width
        self._columns = columns
        self._ruled = ruled
        self._pairs = PairsLayout(label_width=label_width, two_from=0, row_gap=row_gap)
        if ruled:
            self._pairs.setContentsMargins(0, 24, 0, 0)
        self.setLayout(self._pairs)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.restyle()

    def set_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show these pairs instead of the present ones."""
        while (item := self._pairs.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for pair in pairs:
            name = Text(pair.label, role=self._role, tone=Tone.MUTED)
            answer: QWidget
            if pair.on_press is None:
                answer = Text(pair.text, role=self._role)
            else:
                answer = LinkButton(pair.text)
                answer.setAccessibleDescription(pair.label)
                answer.clicked.connect(pair.on_press)
            self._pairs.addWidget(name)
            self._pairs.addWidget(answer)

    def restyle(self) -> None:
        """Take the measures from the look in force."""
        look = theme.current()
        self._pairs.set_widths(
            label_width=look.px(self._label_width),
            two_from=look.px(600) if self._columns > 1 else 0,
        )
        self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line above."""
        if not self._ruled:
            return
        tokens = theme.current().tokens
        with painting(self) as painter:
            painter.fillRect(0, 12, self.width(), tokens.border, theme.colour(tokens.line))
