"""The panel about one sensor or a group: what it is used for, collects, and does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.presentation.car_page import CarState, SensorState, UseState
from ownerapp.ui import theme
from ownerapp.ui.pages.pieces import chip_specs
from ownerapp.ui.pages.turns import InTurns
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.at_once import laid_out_once
from ownerapp.ui.widgets.buttons import ActionButton, LinkButton
from ownerapp.ui.widgets.card import Card, Rule
from ownerapp.ui.widgets.chip import ChipRow
from ownerapp.ui.widgets.drawing import show_when
from ownerapp.ui.widgets.icon_text import IconTile
from ownerapp.ui.widgets.scroll import ThinScrollBar
from ownerapp.ui.widgets.sensor_dot import DotMark, DotShape
from ownerapp.ui.widgets.text import Text, body, detail, label, panel_heading, title

_AT_ONCE: Final = 3
"""How many uses are said at once at least."""
_HEAD: Final = 100
_USE: Final = 160
"""About how high the panel's head and a use are, before text scaling."""
_TURN_MS: Final = 3
_REST_MS: Final = 200
"""When the others follow: not while somebody goes quickly from sensor to sensor."""


class UseRow(QWidget):
    """One practice that uses the sensor, with its state and the way to its choice.

    Signals:
        wanted: The choice is to be shown; the id of its practice.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._practice = ""
        self._shown: tuple[UseState, str, bool] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 10, 0, 10)
        row.setSpacing(10)
        self._mark = DotMark(DotShape.OFF)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        self._title, self._sentence, self._chips = title(), detail(), ChipRow()
        for part in (self._title, self._sentence, self._chips):
            column.addWidget(part)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self._link = LinkButton("")
        self._link.clicked.connect(self._on_pressed)
        foot.addWidget(self._link)
        self._word = Text(role=TextRole.BODY, widest=200)
        self._word.set_side(Qt.AlignmentFlag.AlignTrailing)
        foot.addWidget(self._word, 1)
        column.addLayout(foot)
        row.addLayout(column, 1)

    def show_use(self, use: UseState, go: str, *, has_link: bool) -> None:
        """Say how a practice uses the sensor.

        Args:
            use: The practice.
            go: The words of the link to its choice.
            has_link: Whether there is a link.
        """
        if (use, go, has_link) == self._shown:
            return
        self._shown = (use, go, has_link)
        self._practice = use.practice
        self._mark.show_shape(DotShape(use.mark.value))
        self._title.setText(use.title)
        self._sentence.setText(use.sentence)
        self._chips.set_chips(chip_specs(use.chips))
        self._link.setText(go)
        self._link.setAccessibleName(use.link_name)
        show_when(self._link, has_link)
        self._word.setText(use.word)

    @Slot()
    def _on_pressed(self) -> None:
        """Ask for the choice."""
        self.wanted.emit(self._practice)


class _Area(QScrollArea):
    """What the panel says; as high as its words where the page scrolls instead."""

    def __init__(self) -> None:
        super().__init__()
        self._scrolls = True
        self.content = QWidget()
        self.setWidget(self.content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.content.setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(ThinScrollBar(Qt.Orientation.Vertical))

    def set_scrolls(self, scrolls: bool) -> None:  # noqa: FBT001 -- a setter
        """Scroll, or be as high as the content."""
        self._scrolls = scrolls
        self.fit()

    @override
    def sizeHint(self) -> QSize:
        """Ask for little height where it scrolls: it takes what the picture beside it has."""
        if self._scrolls:
            return QSize(100, 100)  # the panel has a width of its own then
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def fit(self) -> None:
        """Take the height of the content where it does not scroll; showing comes back to this."""
        if not self.isVisible():
            return
        needed = 0 if self._scrolls else self.content.heightForWidth(self.viewport().width())
        if needed != self.minimumHeight():
            self.setMinimumHeight(max(needed, 0))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while hidden."""
        super().showEvent(event)
        self.fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self.fit()


class SensorPanel(Card):
    """The card at the trailing edge.

    Signals:
        wanted: A choice is to be shown; the id of its practice.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._area = _Area()
        outside = QVBoxLayout(self)
        outside.setContentsMargins(1, 8, 1, 12)
        outside.setSpacing(0)
        outside.addWidget(self._area, 1)
        self._column = QVBoxLayout(self._area.content)
        self._column.setContentsMargins(16, 8, 16, 8)
        self._column.setSpacing(0)
        self._tile = IconTile("camera", side=44)
        self._number = label(tone=Tone.MUTED)
        self._title = panel_heading()
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._number)
        names.addWidget(self._title)
        head.addLayout(names, 1)
        self._column.addLayout(head)
        self._where = body(tone=Tone.MUTED)
        self._where.setContentsMargins(0, 12, 0, 0)
        self._column.addWidget(self._where)
        self._uses_heading = self._heading()
        self._rows: list[tuple[Rule, UseRow]] = []
        self._uses = QVBoxLayout()
        self._uses.setSpacing(0)
        self._column.addLayout(self._uses)
        self._no_uses = self._said()
        self._collects_heading = self._heading()
        self._collects = self._said()
        self._does_not_heading = self._heading()
        self._does_not = self._said()
        self._column.addStretch(1)
        self._scope = label(tone=Tone.MUTED)
        self._scope.setContentsMargins(0, 16, 0, 0)
        self._column.addWidget(self._scope)
        self._go = ActionButton("")
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 4, 16, 4)
        foot.addWidget(self._go)
        outside.addLayout(foot)
        self._go.clicked.connect(self._on_go)
        self._key = self._only = ""
        self._turns = InTurns(self, turn_ms=_TURN_MS)

    def set_scrolls(self, scrolls: bool) -> None:  # noqa: FBT001 -- a setter
        """Scroll what does not fit, or be as high as everything."""
        self._area.set_scrolls(scrolls)

    def show_sensor(self, page: CarState, sensor: SensorState) -> None:
        """Say everything about a sensor or a group."""
        self.setAccessibleName(sensor.spoken)
        self._tile.show_icon(sensor.icon)
        self._number.setText(sensor.label)
        self._title.setText(sensor.title)
        self._where.setText(sensor.off_car)
        self._where.setVisible(bool(sensor.off_car))
        self._scope.setText(sensor.scope)
        switches = [use.practice for use in sensor.uses if use.has_switch]
        self._only = switches[0] if len(switches) == 1 else ""
        self._go.setText(page.go)
        self._go.setVisible(bool(self._only))
        self._uses_heading.setText(page.uses_heading)
        is_other, self._key = sensor.key != self._key, sensor.key
        with laid_out_once(self._column):
            self._show_uses(sensor.uses, page.go, after_ms=_REST_MS if is_other else 0)
        self._no_uses.setText(page.no_uses)
        self._no_uses.setVisible(not sensor.uses)
        self._collects_heading.setText(page.collects_heading)
        self._collects.setText(sensor.collects or page.not_stated)
        self._does_not_heading.setText(page.does_not_heading)
        self._does_not.setText(sensor.does_not_collect or page.not_stated)
        self._area.verticalScrollBar().setValue(0)
        self._area.fit()

    def is_filling(self) -> bool:
        """Tell whether uses are still to follow."""
        return self._turns.is_busy()

    def _show_uses(self, uses: Sequence[UseState], go: str, *, after_ms: int) -> None:
        """Say what the sensor is used for, in the rows that are there.

        A few at once, as many as fit into the panel, and the others in short turns afterwards.
        """
        look = theme.current()
        fitting = -(-(self._area.height() - look.px(_HEAD)) // look.px(_USE))
        at_once = max(fitting, _AT_ONCE)
        for number, use in enumerate(uses[:at_once]):
            self._show_use(number, use, go)
        self._turns.stop()
        if len(uses) > at_once:
            self._turns.start(self._show_later(uses, at_once, go), after_ms=after_ms)
        for rule, row in self._rows[min(at_once, len(uses)) :]:
            rule.hide()
            row.hide()

    def _show_later(self, uses: Sequence[UseState], first: int, go: str) -> Iterator[None]:
        for number, use in enumerate(uses[first:], first):
            with laid_out_once(self._column):
                self._show_use(number, use, go)
            yield
        self._area.fit()

    def _show_use(self, number: int, use: UseState, go: str) -> None:
        if number == len(self._rows):
            rule, row = Rule(), UseRow()
            row.wanted.connect(self.wanted)
            self._uses.addWidget(rule)
            self._uses.addWidget(row)
            self._rows.append((rule, row))
        rule, row = self._rows[number]
        row.show_use(use, go, has_link=use.has_switch and not self._only)
        rule.setVisible(number > 0)
        if row.isHidden():
            row.show()

    def _heading(self) -> Text:
        heading = label(tone=Tone.MUTED)
        heading.setContentsMargins(0, 16, 0, 8)
        self._column.addWidget(heading)
        self._column.addWidget(Rule())
        return heading

    def _said(self) -> Text:
        said = body()
        said.setContentsMargins(0, 8, 0, 0)
        self._column.addWidget(said)
        return said

    @Slot()
    def _on_go(self) -> None:
        """Ask for the one choice."""
        self.wanted.emit(self._only)
