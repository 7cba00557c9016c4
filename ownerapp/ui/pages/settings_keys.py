"""The card *Keys* of the settings: the key in use, earlier ones, changing it, telling others."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.errors import OwnerAppError
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, pgettext
from ownerapp.presentation.explain import explain
from ownerapp.presentation.joining import sentences
from ownerapp.presentation.keys_page import (
    KeysState,
    KeyState,
    break_words,
    keys_state,
    rotate_question,
    rotated_sentences,
)
from ownerapp.ui.dialogs.confirm_sheet import ConfirmSheet
from ownerapp.ui.pages.session import Session
from ownerapp.ui.pages.settings_sections import Section
from ownerapp.ui.pages.store_reading import StoreReading
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.card import Rule
from ownerapp.ui.widgets.drawing import show_when
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.live_banner import LiveBanner
from ownerapp.ui.widgets.text import Text, body, label

if TYPE_CHECKING:
    from ownerapp.domain.keys import KnownKey
    from ownerapp.presentation.desk import Desk
    from ownerapp.services.keys import KeyBreak

_HISTORY_NAME = "keys.json"
_START, _END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


class KeyBlock(QWidget):
    """One key: digits, words that say the same, and its time."""

    def __init__(self, *, is_large: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.digits = Text(role=TextRole.PANEL if is_large else TextRole.BODY, widest=640)
        self.words = Text(role=TextRole.BODY if is_large else TextRole.DETAIL, widest=640)
        self._since = label()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for text in (self.digits, self.words):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for part in (self.digits, self.words, self._since):
            column.addWidget(part)

    def show_key(self, state: KeyState) -> None:
        """Show a key."""
        # Digits and English words run from left to right beside any language.
        self.digits.setText(f"{_START}{state.fingerprint}{_END}")
        self.words.setText("\n".join(f"{_START}{row}{_END}" for row in state.words))
        self._since.setText(state.since)


class KeysSection(Section):
    """The keys that sign records.

    Signals:
        change_pressed: The key is to be changed.
        save_pressed: The history of the keys is to be written into a file.
    """

    change_pressed = Signal()
    save_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: KeysState | None = None
        self.said = LiveBanner()
        self._lost = IconText("oct", role=TextRole.STRONG, size=20, gap=8)
        self._lost_text = body()
        self._title = Text(role=TextRole.STRONG)
        self._intro = label()
        self.present = KeyBlock(is_large=True)
        self.copy_digits = ActionButton()
        self.copy_words = ActionButton()
        self._copied = IconText("check", tone=Tone.OK)
        self._earlier_title = Text(role=TextRole.STRONG)
        self._earlier = QWidget()
        self._blocks: list[KeyBlock] = []
        self._rows = QVBoxLayout(self._earlier)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(12)
        self._rule = Rule()
        self._others_title = Text(role=TextRole.STRONG)
        self._others = body()
        self._change_title = Text(role=TextRole.STRONG)
        self._change = body()
        self.save_button = ActionButton()
        self.change_button = ActionButton()
        self._build()
        self.copy_digits.clicked.connect(self._on_digits_clicked)
        self.copy_words.clicked.connect(self._on_words_clicked)
        self.change_button.clicked.connect(self.change_pressed)
        self.save_button.clicked.connect(self.save_pressed)

    def _build(self) -> None:
        copies = FlowLayout(gap=8)
        copies.addWidget(self.copy_digits)
        copies.addWidget(self.copy_words)
        copies.addWidget(self._copied)
        self.inside.addWidget(self.said)
        self.add_group(self._lost, self._lost_text)
        self.add_group(self._title, self.present, self._intro, copies, spacing=8)
        self.add_group(self._earlier_title, self._earlier, spacing=8)
        self.inside.addWidget(self._rule)
        self._add_act(self._others_title, self._others, self.save_button)
        self._add_act(self._change_title, self._change, self.change_button)
        hidden: tuple[QWidget, ...] = (self._lost, self._lost_text, self._copied)
        for part in (*hidden, self._earlier_title):
            part.hide()
        self._earlier.hide()

    def _add_act(self, heading: Text, words: Text, button: ActionButton) -> None:
        """Add something to do: what it is called, what it is for, and its button."""
        group = QVBoxLayout()
        group.setSpacing(8)
        group.addWidget(heading)
        group.addWidget(words)
        group.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        self.inside.addLayout(group)

    @override
    def retranslate(self) -> None:
        """Write all words; what the store says is shown anew by who knows it."""
        self.set_title(_("Keys"))
        # Translators: copies the fingerprint of a key as digits.
        self.copy_digits.setText(pgettext("button", "Copy digits"))
        # Translators: copies the fingerprint of a key as twelve words.
        self.copy_words.setText(pgettext("button", "Copy words"))
        self._copied.show_line("check", _("Copied"), Tone.OK)
        self._copied.hide()
        self._others_title.setText(_("For people who check your records"))
        self._others.setText(
            _(
                "The history of your keys lets them go from a fingerprint that they know to "
                "your present one. It holds no name and nothing secret."
            )
        )
        self.save_button.setText(pgettext("button", "Save the history of your keys"))
        self._change_title.setText(_("A new key"))
        self._change.setText(
            _("Change the key when somebody may have had your computer or a copy of your data.")
        )
        self.change_button.setText(pgettext("button", "Change the key"))

    def fingerprint(self) -> str:
        """Return the fingerprint in use, in digits."""
        return self._state.keys[0].fingerprint if self._state is not None else ""

    def earlier(self) -> list[KeyBlock]:
        """Return the earlier keys, the youngest first."""
        return list(self._blocks)

    def show_keys(self, state: KeysState) -> None:
        """Show the keys."""
        self._state = state
        self._title.setText(state.heading)
        self._intro.setText(state.intro)
        self.present.show_key(state.keys[0])
        self._earlier_title.setText(state.earlier_heading)
        for block in self._blocks:
            self._rows.removeWidget(block)
            block.hide()
            block.deleteLater()
        self._blocks = [KeyBlock(is_large=False) for _key in state.keys[1:]]
        for block, key in zip(self._blocks, state.keys[1:], strict=True):
            block.show_key(key)
            self._rows.addWidget(block)
        for part in (self._earlier_title, self._earlier):
            show_when(part, bool(self._blocks))

    def lost(self) -> str:
        """Return what is said about a key that was lost, or nothing."""
        return self._lost.text() if self._lost.isVisibleTo(self) else ""

    def show_break(self, title: str, text: str) -> None:
        """Say that a key was lost; empty words where none was."""
        self._lost.show_line("oct", title, Tone.WARN)
        self._lost_text.setText(text)
        for part in (self._lost, self._lost_text):
            show_when(part, bool(title))

    def set_busy(self, *, busy: bool) -> None:
        """Take no second press while the first is carried out."""
        self.change_button.setEnabled(not busy)
        self.save_button.setEnabled(not busy)

    @Slot()
    def _on_digits_clicked(self) -> None:
        """Copy the digits and say so."""
        self._copy(self.fingerprint())

    @Slot()
    def _on_words_clicked(self) -> None:
        """Copy the words, on one line, and say so."""
        self._copy(" ".join(self._state.keys[0].words) if self._state is not None else "")

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._copied.show()
        QAccessible.updateAccessibility(
            QAccessibleAnnouncementEvent(self._copied, self._copied.text())
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Keys:
    """What the store knows."""

    keys: tuple[KnownKey, ...]
    lost: KeyBreak | None
    zone: tzinfo


class KeysPart(QObject):
    """Joins the card to the store.

    Signals:
        changed: The key was changed: the history has another entry.
    """

    changed = Signal()

    def __init__(self, session: Session, section: KeysSection) -> None:
        super().__init__(section)
        self._session = session
        self._section = section
        self._keys: _Keys | None = None
        self._sheet: ConfirmSheet | None = None
        self._reading = StoreReading(session, self._on_read, self._on_failed, self)
        section.change_pressed.connect(self._on_change_pressed)
        section.save_pressed.connect(self._on_save_pressed)

    def sheet(self) -> ConfirmSheet | None:
        """Return the open question, if any."""
        return self._sheet

    def load(self) -> None:
        """Read the keys."""
        self._reading.ask(_read)

    def retranslate(self) -> None:
        """Make all words again."""
        known = self._keys
        if known is None:
            return
        self._section.show_keys(keys_state(known.keys, known.zone))
        title, text = break_words(known.lost, known.zone) if known.lost is not None else ("", "")
        self._section.show_break(title, text)

    @Slot(object)
    def _on_read(self, known: _Keys) -> None:
        """Show what was read."""
        self._keys = known
        self.retranslate()

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what did not work, in the card."""
        self._section.set_busy(busy=False)
        self._section.said.tell(BannerKind.STOP, lambda: explain(error).text())

    @Slot()
    def _on_change_pressed(self) -> None:
        """Ask before the key is changed."""
        if self._sheet is not None:
            return
        asked = rotate_question()
        self._sheet = ConfirmSheet(
            self._section, question=asked.question, text=asked.text, deed=asked.deed
        )
        self._sheet.accepted.connect(self._on_change)
        self._sheet.finished.connect(self._on_sheet_finished)
        self._sheet.open_over()

    @Slot()
    def _on_change(self) -> None:
        """Change the key."""
        self._section.said.clear()
        self._section.set_busy(busy=True)
        self._session.call(
            lambda desk: desk.signing_keys.rotate(), self._on_changed, self._on_failed
        )

    @Slot(object)
    def _on_changed(self, _key: KnownKey) -> None:
        """Say what it means, and show the new one."""
        self._section.set_busy(busy=False)
        self._section.said.tell(BannerKind.OK, lambda: sentences(*rotated_sentences()))
        self.load()
        self.changed.emit()

    @Slot()
    def _on_sheet_finished(self) -> None:
        """Forget the question; it deletes itself."""
        self._sheet = None

    @Slot()
    def _on_save_pressed(self) -> None:
        """Ask where the history of the keys is to go."""
        from ownerapp.ui.dialogs.files import choose_new_file  # noqa: PLC0415 - seldom needed

        choose_new_file(
            self._section,
            _("Save the history of your keys"),
            folder=self._session.documents_dir(),
            name=_HISTORY_NAME,
            on_chosen=self.save_to,
            # Translators: keep *.json as it is.
            names=_("History of keys (*.json)"),
        )

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Write the history of the keys into a file."""
        self._section.said.clear()
        self._section.set_busy(busy=True)
        self._session.call(lambda desk: _save(desk, path), self._on_file_saved, self._on_failed)

    @Slot(str)
    def _on_file_saved(self, path: str) -> None:
        """Say where it is."""
        self._section.set_busy(busy=False)
        self._section.said.tell(
            BannerKind.OK,
            # Translators: {path} is the path of a file.
            lambda: _("The history of your keys is here: {path}", path=path),
        )


def _read(desk: Desk) -> _Keys:
    """Read everything; runs on the store thread."""
    try:
        lost = desk.signing_keys.lost()
    except OwnerAppError:
        # A history that was changed by hand; its own card says so.
        lost = None
    return _Keys(keys=desk.signing_keys.all(), lost=lost, zone=desk.zone())


def _save(desk: Desk, path: str) -> str:
    """Write the history of the keys; runs on the store thread."""
    desk.signing_keys.save_history(path)
    return path
