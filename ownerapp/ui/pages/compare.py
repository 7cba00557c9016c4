"""The page *compare two notices*: two lists to choose from, then the table of differences.

Rules:

1. Notices are read on the store thread and compared on the other one; a newer comparison
   makes an older one void.
2. Nothing here is kept: a notice from a file is forgotten with the window.
3. The lists give way to the table, and the table to the lists.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.errors import OwnerAppError
from ownerapp.i18n import _, current_language
from ownerapp.presentation.compare_page import (
    compare_words,
    compared,
    compared_rows,
    compared_sentence,
)
from ownerapp.presentation.explain import explain
from ownerapp.presentation.known_notices import notice_choices
from ownerapp.services.ports.notices import LoadedNotice
from ownerapp.ui import theme
from ownerapp.ui.pages.notice_changed import show_difference
from ownerapp.ui.pages.page import Page, intro_text
from ownerapp.ui.pages.pieces import pairs
from ownerapp.ui.pages.session import Session
from ownerapp.ui.tasks import Task
from ownerapp.ui.theme import TextRole
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.buttons import ActionButton, LinkButton
from ownerapp.ui.widgets.card import Card
from ownerapp.ui.widgets.described_list import DescribedList
from ownerapp.ui.widgets.details import DetailsGrid
from ownerapp.ui.widgets.difference_table import DifferenceTable
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.text import title

if TYPE_CHECKING:
    from ownerapp.presentation import difference_states
    from ownerapp.presentation.desk import Desk
    from ownerapp.ui.pages.home import Home

_SIDE_BY_SIDE = 760


class Picker(Card):
    """One of the two lists.

    Signals:
        picked: A notice was chosen.
    """

    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._title = title()
        self.list = DescribedList()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self.list)
        column.addStretch(1)
        self.list.picked.connect(self._on_picked)

    def set_title(self, text: str) -> None:
        """Name the list."""
        self._title.setText(text)
        self.setAccessibleName(text)
        self.list.setAccessibleName(text)

    @Slot(str)
    def _on_picked(self, _key: str) -> None:
        """Pass the choice on."""
        self.picked.emit()


class ComparePage(Page):
    """Compares two notices.

    Signals:
        left: The page is to be left.
    """

    left = Signal()

    def __init__(self, session: Session, home: Home, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._home = home
        self._notices: tuple[LoadedNotice, ...] = ()
        self._added: tuple[LoadedNotice, ...] = ()
        self._task: Task[Any] | None = None
        self._pair: tuple[LoadedNotice, LoadedNotice] | None = None
        self._intro = intro_text()
        self.back_link = LinkButton(chevron="left", leads=True)
        self.first, self.second = Picker(), Picker()
        self.compare_button = ActionButton()
        self.file_button = ActionButton(icon="folder")
        self._said = IconText("info", tone=theme.Tone.WARN)
        self._names = DetailsGrid(role=TextRole.BODY, label_width=120, columns=1, ruled=False)
        self.others_link = LinkButton()
        self.table = DifferenceTable()
        self._choosing, self._result = QWidget(), QWidget()
        self._build()
        self.compare_button.clicked.connect(self.compare)
        self.others_link.clicked.connect(self.choose_others)
        self.file_button.clicked.connect(self._on_file_pressed)
        self.back_link.clicked.connect(self.left)
        for picker in (self.first, self.second):
            picker.picked.connect(self._said.hide)
        self.retranslate()

    def _build(self) -> None:
        self.head.leading.setSpacing(4)
        self.head.leading.insertWidget(0, self.back_link)
        self.head.leading.addWidget(self._intro)
        self.head.set_trailing(self.compare_button)
        self._lists = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lists.setSpacing(theme.CARD_GAP)
        self._lists.addWidget(self.first, 1)
        self._lists.addWidget(self.second, 1)
        beside = QHBoxLayout()
        beside.addWidget(self.file_button)
        beside.addStretch(1)
        choosing = QVBoxLayout(self._choosing)
        choosing.setContentsMargins(0, 0, 0, 0)
        choosing.setSpacing(12)
        choosing.addWidget(self._said)
        choosing.addLayout(self._lists)
        choosing.addLayout(beside)
        chosen = Card()
        inside = QVBoxLayout(chosen)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(self._names)
        inside.addWidget(self.others_link)
        result = QVBoxLayout(self._result)
        result.setContentsMargins(0, 0, 0, 0)
        result.setSpacing(theme.CARD_GAP)
        result.addWidget(chosen)
        result.addWidget(self.table)
        self.column.addWidget(self._choosing)
        self.column.addWidget(self._result)
        self.column.addStretch(1)
        self._said.hide()
        self._result.hide()

    @override
    def retranslate(self) -> None:
        """Write all words, and compare the texts in the language in force."""
        said = compare_words()
        self.head.heading.setText(said.heading)
        self._intro.setText(said.intro)
        self.first.set_title(said.first)
        self.second.set_title(said.second)
        self.compare_button.setText(said.compare)
        self.file_button.setText(said.open_file)
        self.others_link.setText(said.others)
        self.back_link.setText(said.back)
        self._said.hide()
        self._show_notices()
        if self._pair is not None:
            self._begin(*self._pair)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the second list below the first where there is little room."""
        super().resizeEvent(event)
        beside = self.width() >= theme.current().px(_SIDE_BY_SIDE)
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._lists.direction() is not wanted:
            self._lists.setDirection(wanted)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape lead back, from the table to the lists and from them to the settings."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._pair is not None:
            self.choose_others()
        else:
            self.left.emit()

    # ------------------------------------------------------------------- notices

    @override
    def visit(self) -> None:
        """Read which notices there are."""
        self._session.call(_read, self._on_read, self._on_failed)

    @override
    def store_changed(self) -> None:
        """Read them again while the page is looked at."""
        if self.isVisible():
            self.visit()

    @Slot(object)
    def _on_read(self, notices: tuple[LoadedNotice, ...]) -> None:
        """Offer the notices; the car's own is the first one of a first visit."""
        self._notices = notices
        self._show_notices()
        view = self._home.view()
        if not self.first.list.key() and view is not None:
            self.first.list.pick(view.notice.hash)

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what did not work."""
        self.banner.say(BannerKind.STOP, explain(error).text())

    def _all(self) -> dict[str, LoadedNotice]:
        return {item.notice.hash: item for item in (*self._notices, *self._added)}

    def _show_notices(self) -> None:
        choices = notice_choices(tuple(self._all().values()))
        for picker in (self.first, self.second):
            picker.list.set_described(choices)

    # ------------------------------------------------------------------- files

    @Slot()
    def _on_file_pressed(self) -> None:
        """Let the person choose a file."""
        dialog = QFileDialog(self, _("Open a notice file"), self._session.documents_dir())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        # Translators: keep *.json as it is.
        dialog.setNameFilter(_("Notices (*.json)"))
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.open()

    @Slot(str)
    def _on_file_selected(self, path: str) -> None:
        """Add the notice of the chosen file."""
        self.add_file(Path(path))

    def add_file(self, path: Path) -> None:
        """Offer the notice in a file, too; nothing of it is kept."""
        self.banner.clear()
        self._session.call(
            lambda desk: desk.notices.verify(str(path)), self._on_added, self._on_failed
        )

    @Slot(object)
    def _on_added(self, loaded: LoadedNotice) -> None:
        """Offer it, as the second one."""
        self._added = (*self._added, loaded)
        self._show_notices()
        self.second.list.pick(loaded.notice.hash)

    # ------------------------------------------------------------------- comparing

    @Slot()
    def compare(self) -> None:
        """Compare what is chosen."""
        known = self._all()
        old, new = (known.get(picker.list.key()) for picker in (self.first, self.second))
        words = compare_words()
        if old is None or new is None:
            self._say(words.missing)
        elif old.notice.hash == new.notice.hash:
            self._say(words.same)
        else:
            self._said.hide()
            self._begin(old, new)

    @Slot()
    def choose_others(self) -> None:
        """Show the lists again (rule 3)."""
        self._stop()
        self._pair = None
        self._result.hide()
        self._choosing.show()
        self.compare_button.show()
        self.compare_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, words: str) -> None:
        """Say what is missing, also to screen readers."""
        self._said.show_line("info", words, theme.Tone.WARN)
        self._said.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._said, words))

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _begin(self, old: LoadedNotice, new: LoadedNotice) -> None:
        """Compare two notices beside the window (rule 1)."""
        self._stop()
        self._pair = (old, new)
        first, second, interface = old.notice, new.notice, current_language()
        self._task = self._session.tasks.run_documents(
            lambda: compared(first, second, interface), self._on_compared
        )

    @Slot(object)
    def _on_compared(self, found: difference_states.DifferenceTable) -> None:
        """Show the differences in place of the lists (rule 3)."""
        self._task = None
        if self._pair is None:
            return
        had_focus = self._choosing.isVisible()
        self._names.set_pairs(pairs(compared_rows(*self._pair)))
        show_difference(self.table, found)
        self._result.show()
        if had_focus:
            self.others_link.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choosing.hide()
        self.compare_button.hide()
        self.scroll_area.verticalScrollBar().setValue(0)
        event = QAccessibleAnnouncementEvent(self.table, compared_sentence(found))
        QAccessible.updateAccessibility(event)


def _read(desk: Desk) -> tuple[LoadedNotice, ...]:
    """Return every notice at hand, and those that cars follow; runs on the store thread."""
    known = {item.notice.hash: item for item in desk.notices.all()}
    for car in desk.cars():
        notice = desk.notice_of(car)
        if notice.hash not in known:
            trust = desk.notices.trust_of(car)
            known[notice.hash] = LoadedNotice(notice=notice, pack=b"", shipped=False, trust=trust)
    return tuple(known.values())
