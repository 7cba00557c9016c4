"""The card *Notices* of the settings: opening and comparing them, what is kept, whom to trust."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.settings import Settings
from ownerapp.i18n import _, pgettext
from ownerapp.presentation.known_notices import KnownKey, KnownNotice
from ownerapp.ui.pages.check_row import CheckRow, UnderTick
from ownerapp.ui.pages.pieces import tone_of
from ownerapp.ui.pages.settings_sections import Section
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.buttons import ActionButton, LinkButton
from ownerapp.ui.widgets.card import Rule
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.text import Text, body, detail, label


class Line(QWidget):
    """One thing of a list: words below one another, and a link at the trailing edge.

    Signals:
        pressed: The link was pressed; the key of the thing.
    """

    pressed = Signal(str)

    def __init__(self, key: str, link: str, *parts: QWidget, name: str) -> None:
        super().__init__()
        self._key = key
        self.link = LinkButton(link)
        self.link.setAccessibleDescription(name)
        words = QVBoxLayout()
        words.setSpacing(0)
        for part in parts:
            words.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        self._rule = Rule()
        column.addWidget(self._rule)
        self.link.clicked.connect(self._on_clicked)

    def set_divided(self, divided: bool) -> None:  # noqa: FBT001 -- a setter
        """Draw a line below, or none: nothing follows the last of a list."""
        self._rule.setVisible(divided)

    def is_divided(self) -> bool:
        """Say whether a line is drawn below."""
        return not self._rule.isHidden()

    @Slot()
    def _on_clicked(self) -> None:
        """Pass the press on."""
        self.pressed.emit(self._key)


class Lines(QWidget):
    """A list of such things under a title; words stand in its place while it is empty.

    Signals:
        pressed: The link of one of them was pressed; its key.
    """

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Text(role=TextRole.STRONG)
        self._empty = body(tone=Tone.MUTED)
        self._lines: list[Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._title)
        self._column.addWidget(self._empty)

    def set_texts(self, title: str, empty: str) -> None:
        """Name the list, and say what stands in its place."""
        self._title.setText(title)
        self._empty.setText(empty)

    def lines(self) -> list[Line]:
        """Return what is in the list."""
        return list(self._lines)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other things."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = list(lines)
        for line in lines:
            line.pressed.connect(self.pressed)
            line.set_divided(line is not lines[-1])
            self._column.addWidget(line)
        self._empty.setVisible(not lines)


class NoticesSection(Section):
    """Notices in files, and the keys that sign them.

    Signals:
        open_pressed: A notice in a file is to be opened.
        compare_pressed: Two notices are to be compared.
        read_pressed: A kept notice is to be read; its hash.
        forget_pressed: An accepted key is to be forgotten; its fingerprint.
        unsigned_allowed: Whether a yes is let through to a notice without a signature.
    """

    open_pressed = Signal()
    compare_pressed = Signal()
    read_pressed = Signal(str)
    forget_pressed = Signal(str)
    unsigned_allowed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.open_button = ActionButton(icon="folder")
        self.compare_button = ActionButton()
        self._what = body(tone=Tone.MUTED)
        self.notices = Lines()
        self.keys = Lines()
        self.unsigned = CheckRow()
        self._consequence = label()
        buttons = FlowLayout(gap=8)
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.compare_button)
        self.add_group(self._what, buttons, spacing=8)
        self.inside.addWidget(self.notices)
        self.inside.addWidget(self.keys)
        self.add_group(self.unsigned, UnderTick(self._consequence), spacing=0)
        self.open_button.clicked.connect(self.open_pressed)
        self.compare_button.clicked.connect(self.compare_pressed)
        self.notices.pressed.connect(self.read_pressed)
        self.keys.pressed.connect(self.forget_pressed)
        self.unsigned.clicked.connect(self._on_unsigned_clicked)

    @override
    def retranslate(self) -> None:
        """Write all words."""
        self.set_title(_("Notices"))
        self._what.setText(
            _("A notice can also come as a file. You see whose word it is before it is kept.")
        )
        self.open_button.setText(pgettext("button", "Open a notice file"))
        self.compare_button.setText(pgettext("button", "Compare two notices"))
        self.notices.set_texts(
            _("Notices that you kept"),
            _("None yet. One is kept when you open its file and say that you want it."),
        )
        self.keys.set_texts(
            _("Keys that you accepted"),
            _("None yet. A key is accepted when you open a notice that it signed."),
        )
        self.unsigned.setText(_("Allow a yes from notices without a signature"))
        self._consequence.setText(_("Your record will say that the notice was not signed."))
        self.unsigned.setAccessibleDescription(self._consequence.text())

    def show_settings(self, settings: Settings) -> None:
        """Show what is set."""
        self.unsigned.setChecked(settings.unsigned_notices)

    def show_notices(self, notices: Sequence[KnownNotice]) -> None:
        """Show what is kept."""
        self.notices.show_lines([_notice_line(notice) for notice in notices])

    def show_keys(self, keys: Sequence[KnownKey]) -> None:
        """Show which keys were accepted."""
        self.keys.show_lines([_key_line(key) for key in keys])

    @Slot()
    def _on_unsigned_clicked(self) -> None:
        """Pass the tick on."""
        self.unsigned_allowed.emit(self.unsigned.isChecked())


def _notice_line(notice: KnownNotice) -> Line:
    trust = IconText(notice.line.icon, role=TextRole.DETAIL)
    trust.show_line(notice.line.icon, notice.line.text, tone_of(notice.line.tone))
    parts = (body(notice.title), detail(notice.second, tone=Tone.MUTED), trust)
    return Line(notice.key, notice.read, *parts, name=notice.described)


def _key_line(key: KnownKey) -> Line:
    fingerprint = detail(key.fingerprint)
    fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    parts = (body(key.title), fingerprint, detail(key.second, tone=Tone.MUTED))
    return Line(key.fingerprint, key.forget, *parts, name=key.title)
