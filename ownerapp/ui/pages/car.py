"""What my car collects: the list of sensors, the picture and the panel, always in step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.ids import PracticeId
from ownerapp.i18n import current_language
from ownerapp.presentation.car_page import CarPresenter, CarState, SensorState
from ownerapp.presentation.voice import notice_language
from ownerapp.ui import theme
from ownerapp.ui.pages.page import Page, intro_text
from ownerapp.ui.pages.sensor_list import SensorList
from ownerapp.ui.pages.sensor_panel import SensorPanel
from ownerapp.ui.pages.session import Session
from ownerapp.ui.theme import PAGE_MARGIN, TextRole, Tone
from ownerapp.ui.widgets.car_picture import CarPicture, Spot
from ownerapp.ui.widgets.card import Card, EmptyState, Rule
from ownerapp.ui.widgets.drawing import show_when
from ownerapp.ui.widgets.sensor_dot import DotMark, DotShape
from ownerapp.ui.widgets.text import Text, detail, label

if TYPE_CHECKING:
    from ownerapp.ui.pages.home import Home

_LIST = 228
_PANEL = 292
_ANY_WIDTH = 16_777_215
"""Qt's own name for no limit is not in the bindings."""
_BESIDE = 760
"""The least width, before text scaling, for the panel beside the picture."""


class CarPage(Page):
    """The sensors of the car that is looked at."""

    def __init__(self, session: Session, home: Home, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._home = home
        self._state: CarState | None = None
        self._chosen = ""
        self._is_stale = True
        self._has_size = False
        self._intro = intro_text()
        self.head.leading.setSpacing(4)
        self.head.leading.addWidget(self._intro)
        self.list = SensorList()
        self.picture = CarPicture()
        self.panel = SensorPanel()
        self.empty = EmptyState("cartop")
        self._list_title = label()
        self._legend_title = label()
        self._legend = QVBoxLayout()
        self._legend.setSpacing(6)
        self._legend_rows: list[tuple[QWidget, DotMark, Text]] = []
        self._front = label()
        self._front.set_side(Qt.AlignmentFlag.AlignHCenter)
        self._note = Text(role=TextRole.LABEL, tone=Tone.MUTED, widest=240)
        self._card = Card()
        self._build_card()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(16)
        self._row.addWidget(self._card, 1)
        self._row.addWidget(self.panel)
        self.column.addLayout(self._row, 1)
        self._empty_card = Card()
        inside = QVBoxLayout(self._empty_card)
        inside.addWidget(self.empty)
        self.column.addWidget(self._empty_card)
        self._empty_card.hide()
        self.list.picked.connect(self._on_picked)
        self.picture.picked.connect(self._on_picked)
        self.panel.wanted.connect(self._on_choice_wanted)
        self.restyle()

    def _build_card(self) -> None:
        """Put list, legend and picture beside each other."""
        row = QHBoxLayout(self._card)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(10, 14, 10, 16)
        side.setSpacing(6)
        self._list_title.setContentsMargins(10, 0, 10, 0)
        side.addWidget(self._list_title)
        side.addWidget(self.list, 1)
        side.addWidget(Rule())
        self._legend_title.setContentsMargins(10, 6, 10, 2)
        side.addWidget(self._legend_title)
        side.addLayout(self._legend)
        row.addWidget(self._side)
        row.addWidget(Rule(standing=True))
        middle = QVBoxLayout()
        # No margin at the sides: what a sensor sees beyond the car ends at the card's own edge.
        middle.setContentsMargins(1, 12, 1, 12)
        middle.setSpacing(4)
        self._note.setContentsMargins(12, 0, 12, 0)
        self._note.set_side(Qt.AlignmentFlag.AlignHCenter)
        middle.addWidget(self._front)
        middle.addWidget(self.picture, 1)
        middle.addWidget(self._note)
        row.addLayout(middle, 1)

    # ------------------------------------------------------------------- what pages do

    @override
    def prepare(self) -> None:
        """Show the present state when something may have changed."""
        if self._is_stale:
            self._show()

    @override
    def choices_changed(self) -> None:
        """Show the present state now, or while nobody looks: then the page comes at once."""
        self._is_stale = True
        self.do_when_seen("state", self.prepare)

    @override
    def retranslate(self) -> None:
        """Write all words."""
        self._show()

    @override
    def restyle(self) -> None:
        """Take widths from the look in force."""
        super().restyle()
        look = theme.current()
        self._side.setFixedWidth(look.half_px(_LIST))
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the panel below the picture where there is little room."""
        super().resizeEvent(event)
        self._has_size = True
        self._arrange()

    def choose(self, key: str) -> None:
        """Choose a sensor or a group, on list, picture and panel together."""
        state = self._state
        sensor = state.of(key) if state is not None else None
        if state is None or sensor is None:
            return
        self._chosen = key
        self.list.choose(key)
        self._show_chosen(state, sensor)

    def chosen(self) -> str:
        """Return the key of what is chosen."""
        return self._chosen

    # ------------------------------------------------------------------- inside

    def _arrange(self) -> None:
        look = theme.current()
        # Most windows have the room; before there is a size, nothing is measured for the others.
        beside = not self._has_size or self.width() - 2 * PAGE_MARGIN >= look.half_px(_BESIDE)
        direction = QBoxLayout.Direction.LeftToRight
        if not beside:
            direction = QBoxLayout.Direction.TopToBottom
        if self._row.direction() is not direction:
            self._row.setDirection(direction)
        self.panel.set_scrolls(beside)
        if beside:
            self.panel.setFixedWidth(look.half_px(_PANEL))
        else:
            self.panel.setMinimumWidth(0)
            self.panel.setMaximumWidth(_ANY_WIDTH)

    def _show(self) -> None:
        """Make the state again and show it, with the same sensor chosen."""
        view = self._home.view()
        if view is None:
            return
        self._is_stale = False
        language = notice_language(view.notice, current_language())
        state = CarPresenter(view, language=language, zone=self._home.zone).state()
        self._state = state
        self.head.heading.setText(state.heading)
        self._intro.setText(state.intro)
        has_sensors = bool(state.groups)
        show_when(self._card, has_sensors)
        show_when(self.panel, has_sensors)
        self._empty_card.setVisible(not has_sensors)
        self.empty.set_texts(state.empty_title, state.empty)
        if not has_sensors:
            return
        self._list_title.setText(state.list_name)
        self.list.setAccessibleName(state.list_name)
        self.picture.setAccessibleName(state.picture_name)
        self._front.setText(state.front)
        self._note.setText(state.picture_note)
        self._show_legend(state)
        self.picture.set_car(
            state.shape.value if state.shape is not None else None,
            state.steering.value if state.steering is not None else None,
        )
        self.picture.set_spots(_spots(state))
        self.list.show_groups(state.groups)
        self.choose(self._chosen if state.of(self._chosen) else state.groups[0].whole.key)

    def _show_legend(self, state: CarState) -> None:
        self._legend_title.setText(state.legend_heading)
        while len(self._legend_rows) < len(state.legend):
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(10, 0, 10, 0)
            row.setSpacing(10)
            mark, words = DotMark(DotShape.OFF), detail()
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(words, 1)
            self._legend.addWidget(holder)
            self._legend_rows.append((holder, mark, words))
        for number, (holder, mark, words) in enumerate(self._legend_rows):
            holder.setVisible(number < len(state.legend))
            if number < len(state.legend):
                entry = state.legend[number]
                mark.show_shape(DotShape(entry.mark.value))
                words.setText(entry.text)

    def _show_chosen(self, state: CarState, sensor: SensorState) -> None:
        self.picture.choose({item.key for item in state.members(sensor.key)})
        self.panel.show_sensor(state, sensor)

    @Slot(str)
    def _on_picked(self, key: str) -> None:
        """Follow what was chosen in the list or on the picture."""
        state = self._state
        sensor = state.of(key) if state is not None else None
        if state is None or sensor is None:
            return
        if self.sender() is self.picture:
            self.choose(key)
        else:
            self._chosen = key
            self._show_chosen(state, sensor)

    @Slot(str)
    def _on_choice_wanted(self, practice: str) -> None:
        """Go to the card of a practice."""
        self._home.show_choice(PracticeId(practice))


def _spots(state: CarState) -> list[Spot]:
    """Return the sensors that have a place on the picture."""
    return [
        Spot(
            key=item.key,
            number=item.number,
            shape=DotShape(item.mark.value),
            name=item.spoken,
            x=item.place.x,
            y=item.place.y,
            aim=item.place.aim,
            field_of_view=item.place.field_of_view,
            reach=item.place.reach,
        )
        for item in state.sensors()
        if item.place is not None
    ]
