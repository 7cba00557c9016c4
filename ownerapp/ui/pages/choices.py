"""The choices page: headline, meter, the pair for everything, and cards by purpose.

Cards are built in short turns of the event loop and kept; a refresh changes only the cards
whose state changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.ids import PracticeId
from ownerapp.i18n import _
from ownerapp.presentation.states import CardState, ChoicesState, GroupState
from ownerapp.services.choices import Answer
from ownerapp.ui import theme
from ownerapp.ui.pages.above import BannerPlaces
from ownerapp.ui.pages.choice_card import ChoiceCard
from ownerapp.ui.pages.page import Page
from ownerapp.ui.pages.pieces import show_meter, tone_of
from ownerapp.ui.widgets.banner import Banner, BannerKind
from ownerapp.ui.widgets.buttons import DecisionPair, LinkButton
from ownerapp.ui.widgets.card import SectionHeader
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.icon_text import StatusCount
from ownerapp.ui.widgets.meter import Meter
from ownerapp.ui.widgets.text import Text, label

_TURN_MS: Final = 8
_WITHOUT_CARDS: Final = 2
"""The head, where it scrolls, and the stretch at the end."""
_PAIR_WIDTH: Final = 264
_FREE: Final = 16_777_215
"""Qt's widest."""


class Counts(QWidget):
    """The meter and the counted statuses, wrapping."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=16, row_gap=8)
        self._meter = Meter()
        self._flow.addWidget(self._meter)
        self._lines: list[StatusCount] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_counts(self, state: ChoicesState) -> None:
        """Show how many are on, and how each is supported."""
        show_meter(self._meter, state.meter, state.meter_name)
        self._meter.setVisible(bool(state.meter))
        while len(self._lines) > len(state.counts):
            line = self._lines.pop()
            self._flow.removeWidget(line)
            line.hide()
            line.deleteLater()
        while len(self._lines) < len(state.counts):
            line = StatusCount("", "")
            self._lines.append(line)
            self._flow.addWidget(line)
        for line, count in zip(self._lines, state.counts, strict=True):
            line.show_line(count.icon, count.text, tone_of(count.tone))
        self.updateGeometry()


class OriginLine(QWidget):
    """Whose statements the cards are, and the link to all of them.

    Signals:
        link_pressed: The link was pressed.
    """

    link_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Text(role=theme.TextRole.LABEL, tone=theme.Tone.MUTED, widest=720)
        self._link = LinkButton()
        flow = FlowLayout(self, gap=12, row_gap=4)
        flow.addWidget(self._text)
        flow.addWidget(self._link)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._link.clicked.connect(self._on_link_clicked)

    def show_origin(self, text: str, link: str) -> None:
        """Show a sentence, or none, and the words of the link."""
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._link.setText(link)
        self.updateGeometry()

    @Slot()
    def _on_link_clicked(self) -> None:
        """Pass the press on."""
        self.link_pressed.emit()


class AllPair(QWidget):
    """The equal pair for everything at once, with its note."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_free = False
        self.pair = DecisionPair()
        self._note = label()
        self._note.set_at_top()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.pair)
        column.addWidget(self._note)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.restyle()

    def show_texts(self, off: str, on: str, note: str) -> None:
        """Label the pair and say what is asked one by one."""
        self.pair.set_texts(off, on)
        self._note.setText(note)

    def note(self) -> str:
        """Return what stands below the pair."""
        return self._note.text()

    def say(self, words: str) -> None:
        """Say below the pair what came of a press, until something is shown anew."""
        self._note.setText(words)
        if self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.pair, words))

    def set_free(self, free: bool) -> None:  # noqa: FBT001 -- a setter
        """Let the block be as wide as the page."""
        self._is_free = free
        self.restyle()

    def restyle(self) -> None:
        """Take the width from the look in force."""
        width = theme.current().px(_PAIR_WIDTH)
        self.setMaximumWidth(_FREE if self._is_free else width)
        self.setMinimumWidth(theme.current().half_px(_PAIR_WIDTH))


class _Group:
    """The widgets of one group."""

    def __init__(self, state: GroupState) -> None:
        self.id = state.id
        self.header = SectionHeader(icon=state.icon)
        self.cards: dict[PracticeId, ChoiceCard] = {}

    def show_header(self, state: GroupState) -> None:
        """Name the group and count what is on."""
        self.header.set_texts(state.title, state.count)


class ChoicesPage(Page):
    """Draws a :class:`ChoicesState` and passes on what is pressed.

    Signals:
        answered: An answer was given on a card.
        sheet_wanted: A practice is to be asked on a sheet; its id.
        all_off_pressed: *Turn all off*.
        all_on_pressed: *Turn all on*.
        notice_wanted: The full notice is to be shown beside a question.
        notice_page_wanted: The page of the notice is to be shown.
        built: Every card is there.
        entry_wanted: An entry of the history is to be shown; its number, from 0.
        rights_wanted: A letter about a practice is to be written; its id.
        hold_wanted: A practice is to be paused, or resumed; its id, and whether to pause it.
        set_in_car_wanted: The person says that they set an answer in the car; the practice's id.
        note_wanted: A private note is to be kept; the practice's id, and the text.
        card_wanted: The card of a practice that ends soon is to be shown; its id.
        keep_wanted: After a long time without opening, everything is to stay on.
    """

    answered = Signal(object)
    sheet_wanted = Signal(object)
    all_off_pressed = Signal()
    all_on_pressed = Signal()
    notice_wanted = Signal()
    notice_page_wanted = Signal()
    built = Signal()
    entry_wanted = Signal(int)
    rights_wanted = Signal(object)
    hold_wanted = Signal(object, bool)
    set_in_car_wanted = Signal(object)
    note_wanted = Signal(object, str)
    card_wanted = Signal(object)
    keep_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: ChoicesState | None = None
        self._groups: list[_Group] = []
        self._to_build: list[tuple[_Group, CardState]] = []
        self._typed: dict[PracticeId, str] = {}
        """Notes that were typed, for cards that are still to be built."""
        self._waiting: list[QWidget] = []
        self._content = self.scroll_area.content()
        self._ending_shown = ("", "")
        self._counts = Counts()
        self._all = AllPair()
        self._origin = OriginLine()
        self._origin.hide()
        self.changed, self.ending, self.drift = Banner(), Banner(), Banner()
        self._compiled = Banner()
        self._counts.hide()
        self._all.hide()
        self.head.leading.addWidget(self._counts)
        self.head.leading.addWidget(self._origin)
        self.head.leading.addStretch(1)
        self.head.set_trailing(self._all, stretches=True)
        self.head.moved.connect(self._on_head_moved)
        self._place_banners()
        self.ending.link_pressed.connect(self._on_ending_pressed)
        self.column.addStretch(1)
        self._builder = QTimer(self)
        self._builder.setInterval(0)
        self._builder.timeout.connect(self._build_some)
        self._origin.link_pressed.connect(self.notice_page_wanted)
        self._compiled.link_pressed.connect(self.notice_page_wanted)
        self._all.pair.refused.connect(self.all_off_pressed)
        self._all.pair.agreed.connect(self.all_on_pressed)

    def _place_banners(self) -> None:
        """Put the banners above the cards, in the order in which they are important.

        First what was just done, or could not be done; beside it a changed notice always has a
        place. An end stands on its card, too, and a look that is due on the page about the car.
        Whose statements these are stands in the head where there is no place for it here.
        """
        waiting = (self.changed, self.ending, self.drift, self._compiled)
        for banner in waiting:
            self.add_above(banner)
        places = BannerPlaces(self, (self.banner, *waiting))
        places.moved.connect(self._on_banners_moved)
        places.leaving.connect(self._on_banner_leaving)

    @Slot()
    def _on_banners_moved(self) -> None:
        """Say in the head whose statements these are where no banner does."""
        self._show_origin_line()
        self.place_head()

    @Slot(Banner)
    def _on_banner_leaving(self, banner: Banner) -> None:
        """Let the focus go to the first card, not to whatever Qt finds next."""
        focused: QWidget | None = QApplication.focusWidget()
        cards = self.cards()
        if focused is not None and banner.isAncestorOf(focused) and cards:
            cards[0].details_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def state_shown(self) -> ChoicesState | None:
        """Return what the page shows."""
        return self._state

    def card(self, practice: PracticeId) -> ChoiceCard | None:
        """Return the card of a practice, once it is built."""
        for group in self._groups:
            if practice in group.cards:
                return group.cards[practice]
        return None

    def cards(self) -> list[ChoiceCard]:
        """Return all cards that are built, in reading order."""
        return [card for group in self._groups for card in group.cards.values()]

    def say_all_off(self) -> None:
        """Say what *Turn all off* did: where much was off before, no card shows it."""
        self._all.say(_("Everything optional is off here. The car does not hear of it."))

    def pair_note(self) -> str:
        """Return what stands below *Turn all off* and *Turn all on*."""
        return self._all.note()

    def is_built(self) -> bool:
        """Say whether every card is there."""
        return self._state is not None and not self._to_build

    def show_choices(self, state: ChoicesState) -> None:
        """Show the page; cards of the same practices are kept."""
        before, self._state = self._state, state
        self.head.heading.setText(state.heading)
        self._counts.show_counts(state)
        self._counts.show()
        self._all.show_texts(state.all_off, state.all_on, state.pair_note)
        self._all.setVisible(bool(state.all_off))
        self._show_origin(state)
        if (state.ending, state.ending_link) != self._ending_shown:
            self._ending_shown = (state.ending, state.ending_link)
            self.ending.say(BannerKind.INFO, state.ending, state.ending_link, icon="hourglass")
        if before is None or _shape(before) != _shape(state) or self._to_build:
            self._start_building(state)
        else:
            for group, group_state in zip(self._groups, state.groups, strict=True):
                group.show_header(group_state)
                for card in group_state.cards:
                    group.cards[card.practice].show_card(card)
        self.place_head()

    def _show_origin(self, state: ChoicesState) -> None:
        """Say whose statements these are: aloud where nobody issued them as they stand."""
        self._origin.show_origin(state.origin_note, state.notice_link)
        if state.is_compiled:
            if self._compiled.text() != state.origin_note:
                self._compiled.say(BannerKind.INFO, state.origin_note, state.notice_link)
        else:
            self._compiled.clear()
        self._show_origin_line()

    def _show_origin_line(self) -> None:
        """Show the line in the head, unless a banner says it or nothing is known yet."""
        is_said = bool(self._compiled.text()) and not self._compiled.isHidden()
        self._origin.setVisible(self._state is not None and not is_said)

    def show_waiting(self, practices: set[PracticeId]) -> None:
        """Show that answers are being saved."""
        for card in self.cards():
            if card.state_shown().practice in practices:
                card.show_waiting()

    def show_settled(self) -> None:
        """Show all cards as they were after saving failed."""
        for card in self.cards():
            card.show_settled()

    def typed_notes(self) -> dict[PracticeId, str]:
        """Return the private notes that were typed and are not saved."""
        notes = dict(self._typed)
        for card in self.cards():
            practice, typed = card.state_shown().practice, card.typed_note()
            notes.pop(practice, None)
            if typed is not None:
                notes[practice] = typed
        return notes

    def show_typed(self, notes: Mapping[PracticeId, str]) -> None:
        """Show notes that were typed earlier about this car, and none but these."""
        self._typed = dict(notes)
        for card in self.cards():
            card.type_note(notes.get(card.state_shown().practice))

    def _start_building(self, state: ChoicesState) -> None:
        """Throw the present cards away and build new ones in short turns."""
        self._typed = self.typed_notes()
        for group in self._groups:
            for widget in (group.header, *group.cards.values()):
                self.column.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._groups = []
        self._to_build = []
        self._waiting = []
        for group_state in state.groups:
            group = _Group(group_state)
            group.show_header(group_state)
            self._groups.append(group)
            self._to_build += [(group, card) for card in group_state.cards]
        self._build_some()
        if self._to_build:
            self._builder.start()

    @Slot()
    def _build_some(self) -> None:
        """Build cards for a few milliseconds, so that the window stays alive.

        Cards go into the column in two lots, what is seen first and the rest: each lot lays
        the whole column out again.
        """
        clock = QElapsedTimer()
        clock.start()
        while self._to_build and clock.elapsed() < _TURN_MS:
            group, state = self._to_build.pop(0)
            if not group.cards:
                top = 0 if group is self._groups[0] else theme.GROUP_GAP - theme.CARD_GAP
                group.header.setContentsMargins(0, top, 0, 0)
                self._waiting.append(group.header)
            card = ChoiceCard(state)
            card.answered.connect(self.answered)
            card.sheet_wanted.connect(self.sheet_wanted)
            card.opened.connect(self._on_card_opened)
            card.notice_wanted.connect(self.notice_wanted)
            card.entry_wanted.connect(self.entry_wanted)
            card.rights_wanted.connect(self.rights_wanted)
            card.hold_wanted.connect(self.hold_wanted)
            card.set_in_car_wanted.connect(self.set_in_car_wanted)
            card.note_wanted.connect(self.note_wanted)
            card.type_note(self._typed.get(state.practice))
            group.cards[state.practice] = card
            self._waiting.append(card)
            if self._content.isVisible():
                # Measured in this turn: the lot then needs but to be placed.
                card.ensurePolished()
                _height_at(card, self.column.contentsRect().width())
        is_first = self.column.count() <= _WITHOUT_CARDS
        if is_first or not self._to_build:
            self._place_waiting()
        if not self._to_build:
            self._builder.stop()
            self.built.emit()

    def _place_waiting(self) -> None:
        """Put what was built into the column, which is laid out once for all of it.

        Shown one after the other, each would lay all of them out again, and in a column that
        has no room for them yet; and for a moment they would be seen like that.
        """
        content, width = self._content, self.column.contentsRect().width()
        self.column.setEnabled(False)
        for widget in self._waiting:
            self.column.insertWidget(self.column.count() - 1, widget)
            if content.isVisible():
                widget.resize(width, _height_at(widget, width))
                widget.show()
        self._waiting = []
        if content.isVisible():
            wanted = self.column.totalHeightForWidth(content.width())
            content.resize(content.width(), max(content.height(), wanted))
        self.column.setEnabled(True)
        self.column.activate()

    @Slot()
    def _on_ending_pressed(self) -> None:
        """Ask for the card of what ends first, or that everything stays on."""
        if self._state is None:
            return
        if self._state.ending_practice is not None:
            self.card_wanted.emit(self._state.ending_practice)
        else:
            self.keep_wanted.emit()

    @Slot()
    def _on_head_moved(self) -> None:
        """Let the pair be wide below the heading."""
        self._all.set_free(not self.head.is_beside)

    @Slot(QWidget)
    def _on_card_opened(self, part: QWidget) -> None:
        """Bring what was opened into view, once it has its size."""
        QTimer.singleShot(0, part, lambda: self.scroll_area.ensureWidgetVisible(part, 0, 16))

    @override
    def retranslate(self) -> None:
        """Wait for the state in the new language: the window makes it."""


def _height_at(widget: QWidget, width: int) -> int:
    """Return the height that a widget wants at a width."""
    if widget.hasHeightForWidth():
        return widget.heightForWidth(width)
    return widget.sizeHint().height()


def _shape(state: ChoicesState) -> list[tuple[str, list[tuple[PracticeId, bool]]]]:
    """Return which cards a page has."""
    return [
        (group.id, [(card.practice, card.has_switch) for card in group.cards])
        for group in state.groups
    ]


def all_off_answers(state: ChoicesState) -> tuple[Answer, ...]:
    """Return the answers of *Turn all off*: a no to everything optional."""
    return tuple(
        Answer(practice=card.practice, on=False, shown=card.shown)
        for group in state.groups
        for card in group.cards
        if card.has_switch
    )


def all_on_order(state: ChoicesState) -> tuple[PracticeId, ...]:
    """Return what *Turn all on* asks: everything off, what is not asked singly first."""
    off = [
        card for group in state.groups for card in group.cards if card.has_switch and not card.on
    ]
    return tuple(card.practice for card in sorted(off, key=lambda card: card.asked_singly))
