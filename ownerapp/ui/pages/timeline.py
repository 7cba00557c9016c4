"""The timeline: everything that was decided or done, newest first."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.errors import OwnerAppError
from ownerapp.i18n import _, current_language
from ownerapp.presentation.explain import explain
from ownerapp.presentation.history_page import timeline_state
from ownerapp.presentation.timeline_rows import TimelineEvents, TimelineRows
from ownerapp.presentation.voice import practice_titles
from ownerapp.ui import theme
from ownerapp.ui.pages.page import Page, intro_text
from ownerapp.ui.pages.session import Session
from ownerapp.ui.pages.timeline_list import TimelineList
from ownerapp.ui.theme import CONTENT_MAX, PAGE_MARGIN
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.card import Card, EmptyState

if TYPE_CHECKING:
    from ownerapp.domain.vehicle import Vehicle
    from ownerapp.presentation.desk import Desk
    from ownerapp.ui.pages.home import Home


class TimelinePage(Page):
    """Lists the history of the car that is looked at."""

    def __init__(self, session: Session, home: Home, parent: QWidget | None = None) -> None:
        super().__init__(parent, scrolls=False)
        self._session = session
        self._home = home
        self._history: TimelineEvents | None = None
        self._is_stale = True
        self._is_loading = False
        self._wanted: int | None = None
        self._intro = intro_text()
        self.head.leading.setSpacing(4)
        self.head.leading.addWidget(self._intro)
        self.list = TimelineList()
        self._empty = EmptyState("timeline")
        self._card = Card()
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(2, 6, 2, 6)
        inside.addWidget(self.list, 1)
        inside.addWidget(self._empty, 1, Qt.AlignmentFlag.AlignTop)
        frame = QWidget()
        self._frame = QVBoxLayout(frame)
        self._frame.addWidget(self._card, 1)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.addWidget(frame, 1)
        self.list.hide()
        self._empty.hide()
        self.retranslate()

    def show_entry(self, seq: int) -> None:
        """Show an entry, now or once the history was read; counted from 0."""
        self._wanted = seq
        if not self._is_loading:
            self._show_wanted()

    @override
    def visit(self) -> None:
        """Read the history when something may have been added."""
        if self._is_stale:
            self._load()

    @override
    def store_changed(self) -> None:
        """Read the history again, now or when the page is next looked at."""
        self._is_stale = True
        if self.isVisible():
            self._load()

    @override
    def retranslate(self) -> None:
        """Write all words."""
        state = timeline_state((), {}, UTC)
        self.head.heading.setText(state.heading)
        self._intro.setText(state.intro)
        self._empty.set_texts(_("Nothing yet"), state.empty)
        self.list.setAccessibleName(state.heading)
        self.list.setAccessibleDescription(state.intro)
        self._show()

    @override
    def place_head(self) -> None:
        """Give the list the margins that the head has."""
        super().place_head()
        spare = max(self.width() - 2 * PAGE_MARGIN - theme.current().half_px(CONTENT_MAX), 0)
        left, right = PAGE_MARGIN, PAGE_MARGIN + spare
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left, right = right, left
        self._frame.setContentsMargins(left, 4, right, PAGE_MARGIN)

    def _load(self) -> None:
        """Read the history."""
        self._is_stale = False
        self._is_loading = True
        car = self._home.car()
        self._session.call(
            lambda desk: _read(desk, car),
            self._on_loaded,
            self._on_failed,
        )

    @Slot(object)
    def _on_loaded(self, history: TimelineEvents) -> None:
        """Show what was read."""
        self.banner.clear()
        self._is_loading = False
        self._history = history
        self._show()

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say why there is nothing to see."""
        self._is_stale = True
        self._is_loading = False
        self.banner.say(BannerKind.STOP, explain(error).text())

    def _show(self) -> None:
        """Show the entries, or what will stand here."""
        if self._history is None:
            return
        earlier = practice_titles(self._history.notices, current_language())
        rows = TimelineRows(self._history, {**earlier, **self._home.titles()})
        self.list.setVisible(len(rows) > 0)
        self._empty.setVisible(len(rows) == 0)
        self.list.show_rows(rows)
        self._show_wanted()

    def _show_wanted(self) -> None:
        """Move to the entry that was asked for."""
        rows = self.list.rows_model.rows
        if self._wanted is None or rows is None:
            return
        number = rows.number_of(self._wanted)
        self._wanted = None
        if number is not None:
            self.list.show_row(number)


def _read(desk: Desk, car: Vehicle | None) -> TimelineEvents:
    """Read the history; runs on the store thread."""
    if car is None:
        return TimelineEvents.of(desk.history(None), desk.zone())
    events, notices = desk.told(car)
    return TimelineEvents.of(events, desk.zone(), notices)
