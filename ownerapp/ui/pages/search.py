"""The search page: what was typed is looked for in the notices of all cars, letter by letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.errors import OwnerAppError
from ownerapp.domain.vehicle import Person, Vehicle
from ownerapp.i18n import pgettext
from ownerapp.presentation.explain import explain
from ownerapp.presentation.search import QUERY_LIMIT, Found, Kind, examples
from ownerapp.presentation.search_page import (
    RowRole,
    SearchRow,
    SearchState,
    example_words,
    field_words,
    keys_words,
    search_state,
)
from ownerapp.ui import theme
from ownerapp.ui.pages.names import search_keys, search_name
from ownerapp.ui.pages.page import Page
from ownerapp.ui.pages.search_list import SearchList
from ownerapp.ui.pages.searching import Searching
from ownerapp.ui.pages.session import Session
from ownerapp.ui.pages.store_reading import StoreReading
from ownerapp.ui.theme import CONTENT_MAX, PAGE_MARGIN
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.buttons import LinkButton
from ownerapp.ui.widgets.card import Card, EmptyState
from ownerapp.ui.widgets.scroll import ScrollColumn
from ownerapp.ui.widgets.search_field import SearchField
from ownerapp.ui.widgets.text import label

if TYPE_CHECKING:
    from ownerapp.ui.pages.home import Home

ANNOUNCE_MS: Final = 500
"""A screen reader hears how many were found when nobody has typed for so long."""
_STEP: Final = 50
_FIELD: Final = 560


class SearchPage(Page):
    """Looks through the notices of all cars; a result leads to its place."""

    def __init__(self, session: Session, home: Home, parent: QWidget | None = None) -> None:
        super().__init__(parent, scrolls=False)
        self._session = session
        self._home = home
        self._found = Found(words=())
        self._most: dict[Kind, int] = {}
        self._keeps_place = False
        self._cars = StoreReading(session, self._on_cars, self._on_failed, self)
        self.searching = Searching(session, self)
        self.field = SearchField(limit=QUERY_LIMIT)
        self.status = label()
        beside = QHBoxLayout()
        beside.addWidget(self.field, 1000)
        beside.addStretch(1)
        self.head.leading.addLayout(beside)
        self.head.leading.addWidget(self.status)
        self.head.leading.setSpacing(8)
        self.list = SearchList()
        self.empty = EmptyState("search")
        self._teaching = ScrollColumn(margin=16)
        self._examples = QWidget()
        self._examples_column = QVBoxLayout(self._examples)
        self._examples_column.setContentsMargins(0, 0, 0, 0)
        self._examples_column.setSpacing(4)
        self._example_links: list[QWidget] = []
        self.setFocusProxy(self.field.field)
        self._build()
        self._announcer = QTimer(self)
        self._announcer.setSingleShot(True)
        self._announcer.setInterval(ANNOUNCE_MS)
        self._announcer.timeout.connect(self._announce)
        self.field.changed.connect(self._on_typed)
        self.field.down_pressed.connect(self._on_down)
        self.field.enter_pressed.connect(self.list.press_first)
        self.list.pressed_row.connect(self._on_row_pressed)
        self.list.left.connect(self._on_list_left)
        self.list.typed.connect(self.field.add)
        self.searching.found.connect(self._on_found)
        self.searching.progressed.connect(self._on_progressed)
        self.searching.failed.connect(self._on_failed)
        self.retranslate()

    def _build(self) -> None:
        """Lay the list, or what stands in its place, out below the head."""
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(2, 6, 2, 6)
        inside.addWidget(self.list, 1)
        inside.addWidget(self._teaching, 1)
        self._teaching.column.addWidget(self.empty)
        self._teaching.column.addStretch(1)
        self._examples.hide()
        self.empty.add_below(self._examples)
        frame = QWidget()
        self._frame = QVBoxLayout(frame)
        self._frame.addWidget(card, 1)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.addWidget(frame, 1)
        self.list.hide()
        self.restyle()

    @override
    def restyle(self) -> None:
        """Take the width of the field from the look in force."""
        self.field.setMaximumWidth(theme.current().px(_FIELD))
        super().restyle()

    def example(self) -> str:
        """Return something that the present notice holds; nothing before it was read."""
        index = self.searching.present_index()
        return next(iter(examples(index)), "") if index is not None else ""

    # ------------------------------------------------------------------- words

    @override
    def retranslate(self) -> None:
        """Write all words, and search the texts in the language in force."""
        self.head.heading.setText(search_name())
        clear = pgettext("button", "Empty the field")
        self.field.set_texts(field_words(), field_words(), clear)
        self.field.field.setAccessibleDescription(keys_hint())
        self.field.field.setToolTip(keys_hint())
        self.list.setAccessibleName(search_name())
        self._show()
        if self.isVisible():
            self.visit()

    @override
    def place_head(self) -> None:
        """Give the list the margins that the head has."""
        super().place_head()
        spare = max(self.width() - 2 * PAGE_MARGIN - theme.current().half_px(CONTENT_MAX), 0)
        left, right = PAGE_MARGIN, PAGE_MARGIN + spare
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left, right = right, left
        self._frame.setContentsMargins(left, 4, right, PAGE_MARGIN)

    # ------------------------------------------------------------------- what is searched

    @override
    def visit(self) -> None:
        """Look which cars there are, and let the person type."""
        self._cars.ask(lambda desk: (desk.cars(), desk.people()))

    @override
    def store_changed(self) -> None:
        """Look again which notices the cars follow."""
        if self.isVisible():
            self.visit()

    @Slot(object)
    def _on_cars(self, known: tuple[tuple[Vehicle, ...], tuple[Person, ...]]) -> None:
        """Search the notices of these cars."""
        cars, people = known
        car = self._home.car()
        self._keeps_place = True
        self.searching.show_cars(cars, car.id if car is not None else None, people)

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say which notice could not be read."""
        self.banner.say(BannerKind.STOP, explain(error).text())

    # ------------------------------------------------------------------- searching

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        """Look for what is typed."""
        self._most = {}
        self._keeps_place = False
        self.searching.search(text)
        self._announcer.start()

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        """Show what was found."""
        self._found = found
        self._show()

    @Slot()
    def _on_progressed(self) -> None:
        """Say how far the notices are read; what they hold comes as it is found."""
        self.status.setText(self._state().status)
        self._show_examples(wanted=not self._found.words)

    def _state(self) -> SearchState:
        return search_state(self._found, self.field.text(), self.searching.searched())

    def _show(self) -> None:
        """Show the outcome in the language in force."""
        state = self._state()
        self.status.setText(state.status)
        if not state.rows and self.list.hasFocus():
            # Hiding it would pass the focus on, to the car at worst.
            self.field.take_focus()
        self.list.setVisible(bool(state.rows))
        self._teaching.setVisible(not state.rows)
        if state.rows:
            self.list.show_rows(state.rows, keep=self._keeps_place)
        else:
            self.empty.set_texts(state.empty_title, state.empty_text)
            self._show_examples(wanted=not self._found.words)
        self._keeps_place = True

    def _show_examples(self, *, wanted: bool) -> None:
        """Offer a few things that the present notice holds, while nothing is typed."""
        index = self.searching.present_index() if wanted else None
        names = examples(index) if index is not None else ()
        shown = [link.text() for link in self._example_links if isinstance(link, LinkButton)]
        if shown == list(names):
            return
        for part in self._example_links:
            self._examples_column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._example_links = []
        if names:
            self._example_links.append(label(example_words()))
        for name in names:
            link = LinkButton(name)
            link.clicked.connect(self._on_example_pressed)
            self._example_links.append(link)
        for part in self._example_links:
            self._examples_column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
            part.show()
        self._examples.setVisible(bool(names))
        self._examples.updateGeometry()

    @Slot()
    def _on_example_pressed(self) -> None:
        """Search for an example."""
        link = self.sender()
        if isinstance(link, LinkButton):
            self.field.field.setText(link.text())
            self.field.take_focus()

    @Slot()
    def _announce(self) -> None:
        """Let a screen reader say how many were found."""
        if self.isVisible() and self.status.text():
            event = QAccessibleAnnouncementEvent(self.status, self.status.text())
            QAccessible.updateAccessibility(event)

    # ------------------------------------------------------------------- going there

    @Slot()
    def _on_down(self) -> None:
        """Go to what was found."""
        if self.list.isVisible():
            self.list.enter()

    @Slot()
    def _on_list_left(self) -> None:
        """Go back to the field."""
        self.field.take_focus()

    @Slot(object)
    def _on_row_pressed(self, row: SearchRow) -> None:
        """Go to a result, or show more of a kind."""
        if row.role is RowRole.MORE:
            shown = sum(
                1
                for item in self.list.rows_model.rows
                if item.role is RowRole.HIT and item.kind is row.kind
            )
            self._most[row.kind] = shown + _STEP
            self._keeps_place = True
            self.searching.search(self.field.text(), self._most)
        elif row.hit is not None and row.car is not None:
            self._home.open_found(row.car, row.hit)


def keys_hint() -> str:
    """Return the keys in words, as the desktop names them."""
    first, second = search_keys()
    native = QKeySequence.SequenceFormat.NativeText
    return keys_words(first.toString(native), second.toString(native))
