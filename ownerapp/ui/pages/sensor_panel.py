"""The panel about one sensor or a group: what it is used for, collects, and does not."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.presentation.car_page import CarState, SensorState, UseState
from ownerapp.ui.pages.pieces import chip_specs
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.buttons import ActionButton, LinkButton
from ownerapp.ui.widgets.card import Card, Rule
from ownerapp.ui.widgets.chip import ChipRow
from ownerapp.ui.widgets.icon_text import IconTile
from ownerapp.ui.widgets.scroll import ThinScrollBar
from ownerapp.ui.widgets.sensor_dot import DotMark, DotShape
from ownerapp.ui.widgets.text import Text, body, detail, label, panel_heading, title


class UseRow(QWidget):
    """One practice that uses the sensor, with its state and the way to its choice.

    Signals:
        wanted: The choice is to be shown; the id of its practice.
    """

    wanted = Signal(str)

    def __init__(self, use: UseState, go: str, *, has_link: bool) -> None:
        super().__init__()
        self._practice = use.practice
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 10, 0, 10)
        row.setSpacing(10)
        row.addWidget(DotMark(DotShape(use.mark.value)), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(title(use.title))
        column.addWidget(detail(use.sentence))
        chips = ChipRow()
        column.addWidget(chips)
        chips.set_chips(chip_specs(use.chips))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        if has_link:
            link = LinkButton(go)
            link.setAccessibleName(use.link_name)
            link.clicked.connect(self._on_pressed)
            foot.addWidget(link)
        word = Text(use.word, role=TextRole.BODY, widest=200)
        word.set_side(Qt.AlignmentFlag.AlignTrailing)
        foot.addWidget(word, 1)
        column.addLayout(foot)
        row.addLayout(column, 1)

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
        return QSize(super().sizeHint().width(), 100 if self._scrolls else self.minimumHeight())

    def fit(self) -> None:
        """Take the height of the content where it does not scroll."""
        needed = 0 if self._scrolls else self.content.heightForWidth(self.viewport().width())
        if needed != self.minimumHeight():
            self.setMinimumHeight(max(needed, 0))

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
        self._parts = QVBoxLayout()
        self._parts.setSpacing(0)
        self._said: list[QWidget] = []
        self._column.addLayout(self._parts)
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
        self._only = ""

    def set_scrolls(self, scrolls: bool) -> None:  # noqa: FBT001 -- a setter
        """Scroll what does not fit, or be as high as everything."""
        self._area.set_scrolls(scrolls)

    def show_sensor(self, page: CarState, sensor: SensorState) -> None:
        """Say everything about a sensor or a group."""
        self._clear()
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
        self._add_heading(page.uses_heading)
        for number, use in enumerate(sensor.uses):
            if number:
                self._add(Rule())
            has_link = use.has_switch and not self._only
            row = UseRow(use, page.go, has_link=has_link)
            row.wanted.connect(self.wanted)
            self._add(row)
        if not sensor.uses:
            self._add_text(page.no_uses)
        self._add_heading(page.collects_heading)
        self._add_text(sensor.collects or page.not_stated)
        self._add_heading(page.does_not_heading)
        self._add_text(sensor.does_not_collect or page.not_stated)
        self._area.verticalScrollBar().setValue(0)
        self._area.fit()

    def _add_heading(self, text: str) -> None:
        heading = label(text, tone=Tone.MUTED)
        heading.setContentsMargins(0, 16, 0, 8)
        self._add(heading)
        self._add(Rule())

    def _add_text(self, text: str) -> None:
        said = body(text)
        said.setContentsMargins(0, 8, 0, 0)
        self._add(said)

    def _clear(self) -> None:
        """Take out what was said of the sensor before."""
        for widget in self._said:
            self._parts.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._said = []

    def _add(self, widget: QWidget) -> None:
        self._parts.addWidget(widget)
        self._said.append(widget)

    @Slot()
    def _on_go(self) -> None:
        """Ask for the one choice."""
        self.wanted.emit(self._only)
