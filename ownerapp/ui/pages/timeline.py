"""The timeline: strips of time with a date line, and the list of all entries.

Rules:

1. The picture is what one sees first; the list is the way to single entries.
2. Each view is read when it is looked at, and again when something was added.
"""

from __future__ import annotations

from datetime import UTC, date, timedelta, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.errors import OwnerAppError
from ownerapp.i18n import _, current_language
from ownerapp.i18n.formatting import format_percent
from ownerapp.presentation.explain import explain
from ownerapp.presentation.history_page import timeline_state
from ownerapp.presentation.timeline_rows import PAGE, TimelineEvents, TimelineRows
from ownerapp.presentation.voice import practice_titles
from ownerapp.ui import theme
from ownerapp.ui.pages.page import Page, intro_text
from ownerapp.ui.pages.session import Session
from ownerapp.ui.pages.timeline_list import TimelineList
from ownerapp.ui.pages.timeline_picture import TimelinePicture
from ownerapp.ui.theme import CONTENT_MAX, PAGE_MARGIN
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.buttons import IconButton
from ownerapp.ui.widgets.card import Card, EmptyState
from ownerapp.ui.widgets.drawing import show_when
from ownerapp.ui.widgets.tabs import TabStrip
from ownerapp.ui.widgets.timeline_chart import ZOOMS

if TYPE_CHECKING:
    from ownerapp.domain.ids import VehicleId
    from ownerapp.domain.notice import Notice
    from ownerapp.domain.vehicle import Vehicle
    from ownerapp.presentation.desk import Desk
    from ownerapp.services.strips import Strips, StripsSoFar
    from ownerapp.ui.pages.home import Home

PICTURE, LIST = "picture", "list"
_DAY = timedelta(days=1)


class TimelinePage(Page):
    """Draws and lists the history of the car that is looked at."""

    def __init__(self, session: Session, home: Home, parent: QWidget | None = None) -> None:
        super().__init__(parent, scrolls=False)
        self._session = session
        self._home = home
        self._history: TimelineEvents | None = None
        self._of: VehicleId | None = None
        """The car that the entries are about."""
        self._is_stale = True
        self._is_loading = False
        self._wanted: int | None = None
        self._looked_for: int | None = None
        """The entry for which older ones were read already."""
        self._intro = intro_text()
        self.head.leading.setSpacing(4)
        self.head.leading.addWidget(self._intro)
        self.list = TimelineList()
        self.list.older_wanted.connect(self._on_older_wanted)
        self._empty = EmptyState("timeline")
        self._card = Card()
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(2, 6, 2, 6)
        inside.addWidget(self.list, 1)
        inside.addWidget(self._empty, 1, Qt.AlignmentFlag.AlignTop)
        frame = QWidget()
        self._frame = QVBoxLayout(frame)
        self._frame.addWidget(self._card, 1)
        self.tabs = TabStrip()
        self.tabs.picked.connect(self._on_view_picked)
        self.add_above(self.tabs)
        self.picture = TimelinePicture()
        self.picture.export_wanted.connect(self._on_export_wanted)
        self.picture.zoomed.connect(self._show_zoom)
        self._list_frame = frame
        self._strips: tuple[Strips, tzinfo] | None = None
        self._strips_of: VehicleId | None = None
        self._picture_is_stale = True
        self._controls = QWidget()
        self._build_controls()
        self.head.set_trailing(self._controls)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.addWidget(frame, 1)
            column.addWidget(self.picture, 1)
        self.list.hide()
        self._empty.hide()
        self.retranslate()

    def _build_controls(self) -> None:
        """Put the buttons that move the date line and change the zoom at the trailing edge."""
        row = QHBoxLayout(self._controls)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.further_button, self.nearer_button = IconButton("minus"), IconButton("plus")
        self.back_button, self.on_button = IconButton("left"), IconButton("right")
        for button in (self.further_button, self.nearer_button, self.back_button, self.on_button):
            row.addWidget(button)
        chart = self.picture.chart
        self.further_button.clicked.connect(lambda: chart.set_zoom(chart.zoom() + 1))
        self.nearer_button.clicked.connect(lambda: chart.set_zoom(chart.zoom() - 1))
        self.back_button.clicked.connect(lambda: chart.move_to(chart.day() - _DAY))
        self.on_button.clicked.connect(lambda: chart.move_to(chart.day() + _DAY))

    def show_entry(self, seq: int) -> None:
        """Show an entry, now or once the history was read; counted from 0."""
        self.tabs.pick(LIST)
        self._wanted = seq
        if not self._is_loading:
            self._show_wanted()

    @override
    def visit(self) -> None:
        """Read the history when something may have been added."""
        self._read_shown()

    @override
    def store_changed(self) -> None:
        """Read the history again, now or while nobody looks: then the page comes at once."""
        self._is_stale = self._picture_is_stale = True
        self.do_when_seen("state", self._read_shown)

    @override
    def retranslate(self) -> None:
        """Write all words."""
        state = timeline_state((), {}, UTC)
        self.head.heading.setText(state.heading)
        # Translators: the views of the timeline: a drawing, or a list of everything.
        self.tabs.set_tabs([(PICTURE, _("Picture")), (LIST, _("List"))])
        self.tabs.setAccessibleName(state.heading)
        self.further_button.set_name(_("Show a longer time"))
        self.nearer_button.set_name(_("Show a shorter time"))
        self.back_button.set_name(_("One day back"))
        self.on_button.set_name(_("One day on"))
        self._list_intro = state.intro
        if self._strips is not None:
            self.picture.show_strips(*self._strips)
        self._show_view()
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

    # ------------------------------------------------------------------- the two views

    def shows_picture(self) -> bool:
        """Tell whether the drawing is shown."""
        return self.tabs.key() == PICTURE

    def _show_view(self) -> None:
        """Show the drawing or the list."""
        is_picture = self.shows_picture()
        intro = _("Each change of your choices. Move the date line to see any day.")
        self._intro.setText(intro if is_picture else self._list_intro)
        show_when(self.picture, is_picture)
        show_when(self._list_frame, not is_picture)
        show_when(self._controls, is_picture)
        self._show_zoom()

    @Slot()
    def _show_zoom(self) -> None:
        """Offer no zoom beyond the last."""
        zoom = self.picture.chart.zoom()
        self.nearer_button.setEnabled(zoom > 0)
        self.further_button.setEnabled(zoom < len(ZOOMS) - 1)

    @Slot(str)
    def _on_view_picked(self, _key: str) -> None:
        """Show the other view, and read what it shows."""
        self._show_view()
        if self.isVisible():
            self._read_shown()

    def _read_shown(self) -> None:
        """Read what the present view shows, if something may have been added (rule 2)."""
        if self.shows_picture():
            if self._picture_is_stale:
                self._load_picture()
        elif self._is_stale:
            self._load()

    def _load_picture(self) -> None:
        """Read what was added to the car's history, slice by slice; others come in between."""
        car = self._home.car()
        if car is None:
            return
        self._picture_is_stale = False
        self._strips_of = car.id
        self._session.call(
            lambda desk: (desk.strips_so_far(car), desk.zone(), car.id),
            self._on_strips_read,
            self._on_strips_failed,
        )

    @Slot(object)
    def _on_strips_read(self, found: tuple[StripsSoFar, tzinfo, VehicleId]) -> None:
        """Draw what was read, unless another car is looked at by now, or read on."""
        so_far, zone, car = found
        if car != self._strips_of:
            return
        if so_far.strips is not None:
            self.banner.clear()
            self._strips = (so_far.strips, zone)
            self.picture.show_strips(so_far.strips, zone)
        elif not self.isVisible():
            # Whoever went away does not wait for it; what was read is kept.
            self._picture_is_stale = True
        else:
            # Translators: {share} is how much is done, for example 40%.
            said = _("Reading your history: {share}", share=format_percent(so_far.read / so_far.of))
            self.banner.say(BannerKind.INFO, said)
            self._load_picture()

    @Slot(object)
    def _on_strips_failed(self, error: OwnerAppError) -> None:
        """Say why there is nothing to see."""
        self._picture_is_stale = True
        self.banner.say(BannerKind.STOP, explain(error).text())

    @Slot(object)
    def _on_export_wanted(self, day: date) -> None:
        """Ask for a record of a day."""
        self._home.ways.to_export_of(day)

    # ------------------------------------------------------------------- the list

    def _load(self, *, older: bool = False) -> None:
        """Read what is new in the history, or all of it that is seen; or what is older."""
        if self._is_loading:
            self._is_stale = self._is_stale or not older
            return
        car = self._home.car()
        of = car.id if car is not None else None
        known = self._history if of == self._of else None
        if known is None or known.newest() is None:
            older, known = False, None
        wanted = self._wanted if older else None
        self._is_stale = self._is_stale and older
        self._is_loading = True
        self._of = of
        self._session.call(
            lambda desk: _read(desk, car, known, older=older, wanted=wanted),
            self._on_loaded,
            self._on_failed,
        )

    @Slot()
    def _on_older_wanted(self) -> None:
        """Read the next page."""
        self._load(older=True)

    @Slot(object)
    def _on_loaded(self, history: TimelineEvents) -> None:
        """Show what was read."""
        self.banner.clear()
        self._is_loading = False
        self._history = history
        self._show()
        if self._is_stale and self.isVisible() and not self.shows_picture():
            self._load()

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
        if number is None and rows.has_older and self._looked_for != self._wanted:
            # It stands further down than anybody has looked.
            self._looked_for = self._wanted
            self._load(older=True)
            return
        self._wanted = self._looked_for = None
        if number is not None:
            self.list.show_row(number)


def _read(
    desk: Desk,
    car: Vehicle | None,
    known: TimelineEvents | None,
    *,
    older: bool = False,
    wanted: int | None = None,
) -> TimelineEvents:
    """Read a page of the history, or what is new in it; runs on the store thread.

    Args:
        desk: The use cases.
        car: The car that is looked at; None for the whole history.
        known: What was read before.
        older: The page that comes after what is known, else what came before it.
        wanted: An entry that the older page must reach.
    """
    newest, since, before = None, 0, None
    if known is None:
        newest = PAGE
    elif older:
        before = known.oldest()
        if wanted is None:
            newest = known.next_page()
        else:
            since = max(wanted - PAGE, 0)
    else:
        since = (known.newest() or 0) + 1
    notices: tuple[Notice, ...] = ()
    if car is None:
        events = desk.history(None, newest=newest, since=since, before=before)
    else:
        events, notices = desk.told(car, newest=newest, since=since, before=before)
    own = sum(not event.origin for event in events)
    has_older = own == newest if newest is not None else since > 0
    page = TimelineEvents.of(events, desk.zone(), notices, has_older=has_older)
    if known is None:
        return page
    return known.with_older(page) if older else known.with_newer(page)
