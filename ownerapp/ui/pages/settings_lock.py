"""The card *Lock* of the settings: a passphrase for a computer that several people use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ownerapp.domain.errors import OwnerAppError
from ownerapp.domain.settings import Settings
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, pgettext
from ownerapp.presentation.explain import explain
from ownerapp.presentation.lock_words import after_choices, present_line, what_it_does
from ownerapp.services.ports.vault import VaultKind
from ownerapp.ui.forms import FieldRow
from ownerapp.ui.pages.pieces import tone_of
from ownerapp.ui.pages.session import Session
from ownerapp.ui.pages.settings_sections import Section
from ownerapp.ui.pages.store_reading import StoreReading
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.fields import ChoiceField
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.live_banner import LiveBanner
from ownerapp.ui.widgets.text import body

if TYPE_CHECKING:
    from ownerapp.presentation.desk import Desk
    from ownerapp.ui.dialogs.lock_sheet import LockDeed, LockSheet


class LockSection(Section):
    """Whether there is a lock, and what can be done about it.

    Signals:
        set_pressed: A passphrase is to be set.
        change_pressed: Another passphrase is to be set.
        remove_pressed: The lock is to be removed.
        lock_pressed: The data is to be locked now.
        after_picked: A time without use was chosen; minutes.
    """

    set_pressed = Signal()
    change_pressed = Signal()
    remove_pressed = Signal()
    lock_pressed = Signal()
    after_picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = LiveBanner()
        self._what = body(tone=Tone.MUTED)
        self.line = IconText("wait", role=TextRole.BODY)
        self.set_button = ActionButton()
        self.lock_button = ActionButton()
        self.change_button = ActionButton()
        self.remove_button = ActionButton()
        self.after = ChoiceField()
        self.after_row = FieldRow(self.after)
        self._minutes = 0
        buttons = FlowLayout(gap=8)
        for button in (self.set_button, self.lock_button, self.change_button, self.remove_button):
            buttons.addWidget(button)
            button.hide()
        self.inside.addWidget(self.said)
        self.inside.addWidget(self._what)
        self.inside.addWidget(self.line)
        self.inside.addLayout(buttons)
        self.inside.addWidget(self.after_row)
        self.after_row.hide()
        self.line.hide()
        self.set_button.clicked.connect(self.set_pressed)
        self.lock_button.clicked.connect(self.lock_pressed)
        self.change_button.clicked.connect(self.change_pressed)
        self.remove_button.clicked.connect(self.remove_pressed)
        self.after.picked.connect(self._on_picked)

    @override
    def retranslate(self) -> None:
        """Write all words; what the store says is shown anew by who knows it."""
        # Translators: the name of a section of the settings; a lock on the data.
        self.set_title(pgettext("section", "Lock"))
        self._what.setText(what_it_does())
        self.set_button.setText(pgettext("button", "Set a passphrase"))
        self.lock_button.setText(pgettext("button", "Lock now"))
        # Translators: Ctrl+L are keys.
        self.lock_button.setToolTip(_("Ctrl+L locks from every page"))
        self.lock_button.setAccessibleDescription(self.lock_button.toolTip())
        self.change_button.setText(pgettext("button", "Change the passphrase"))
        self.remove_button.setText(pgettext("button", "Remove the lock"))
        self.after_row.set_texts(
            _("Lock by itself"), _("What is being written then, for example a backup, is finished.")
        )
        self.after.set_choices(after_choices())
        self.after.pick(str(self._minutes))

    def show_settings(self, settings: Settings) -> None:
        """Show what is set."""
        self._minutes = settings.lock_after_minutes
        self.after.pick(str(self._minutes))

    def show_lock(self, vault: VaultKind, *, asks: bool) -> None:
        """Show whether there is a lock."""
        line = present_line(vault, asks=asks)
        self.line.show_line(line.icon, line.text, tone_of(line.tone))
        is_ours = vault is VaultKind.KEYRING
        self.line.show()
        self.set_button.setVisible(is_ours and not asks)
        self.lock_button.setVisible(asks)
        self.change_button.setVisible(asks)
        self.remove_button.setVisible(is_ours and asks)
        self.after_row.setVisible(asks)

    @Slot(str)
    def _on_picked(self, key: str) -> None:
        """Pass the time on as a number."""
        self.after_picked.emit(int(key))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the store knows."""

    vault: VaultKind
    asks: bool
    has_kit: bool
    has_backup: bool


class LockPart(QObject):
    """Joins the card to the store."""

    def __init__(self, session: Session, section: LockSection) -> None:
        super().__init__(section)
        self._session = session
        self._section = section
        self._known: _Known | None = None
        self._reading = StoreReading(session, self._on_read, self._on_failed, self)
        self._sheet: LockSheet | None = None
        section.set_pressed.connect(self._on_set_pressed)
        section.change_pressed.connect(self._on_change_pressed)
        section.remove_pressed.connect(self._on_remove_pressed)
        section.lock_pressed.connect(session.lock_wanted)
        section.after_picked.connect(self._on_after_picked)

    def sheet(self) -> LockSheet | None:
        """Return the open sheet, if any."""
        return self._sheet

    def load(self) -> None:
        """Read whether there is a lock."""
        self._reading.ask(_read)

    def retranslate(self) -> None:
        """Make all words again."""
        if self._known is not None:
            self._section.show_lock(self._known.vault, asks=self._known.asks)

    @Slot(object)
    def _on_read(self, known: _Known) -> None:
        """Show what was read."""
        self._known = known
        self._session.set_lockable(lockable=known.asks)
        self.retranslate()

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what did not work."""
        self._section.said.tell(BannerKind.STOP, lambda: explain(error).text())

    @Slot(int)
    def _on_after_picked(self, minutes: int) -> None:
        """Keep the time without use."""
        self._session.change(lock_after_minutes=minutes)

    @Slot()
    def _on_set_pressed(self) -> None:
        """Ask for a passphrase."""
        from ownerapp.ui.dialogs.lock_sheet import LockDeed  # noqa: PLC0415 - seldom needed

        self._open(LockDeed.SET)

    @Slot()
    def _on_change_pressed(self) -> None:
        """Ask for the present passphrase and another one."""
        from ownerapp.ui.dialogs.lock_sheet import LockDeed  # noqa: PLC0415 - seldom needed

        self._open(LockDeed.CHANGE)

    @Slot()
    def _on_remove_pressed(self) -> None:
        """Ask for the passphrase before the lock goes."""
        from ownerapp.ui.dialogs.lock_sheet import LockDeed  # noqa: PLC0415 - seldom needed

        self._open(LockDeed.REMOVE)

    def _open(self, deed: LockDeed) -> None:
        from ownerapp.ui.dialogs.lock_sheet import LockSheet  # noqa: PLC0415 - seldom needed

        known = self._known
        if known is None or self._sheet is not None:
            return
        self._section.said.clear()
        self._sheet = LockSheet(
            self._section,
            self._session,
            deed,
            has_kit=known.has_kit,
            has_backup=known.has_backup,
            vault=known.vault,
        )
        self._sheet.done_with.connect(self._on_done)
        self._sheet.finished.connect(self._on_sheet_finished)
        self._sheet.open_over()

    @Slot(object)
    def _on_done(self, deed: LockDeed) -> None:
        """Say what holds from now on."""
        self.load()
        self._section.said.tell(BannerKind.OK, lambda: _done_words(deed))

    @Slot()
    def _on_sheet_finished(self) -> None:
        """Forget the sheet; it deletes itself."""
        self._sheet = None


def _done_words(deed: LockDeed) -> str:
    from ownerapp.ui.dialogs.lock_sheet import LockDeed  # noqa: PLC0415 - it was open

    match deed:
        case LockDeed.SET:
            # Translators: Ctrl+L are keys.
            return _("The lock is set. Ctrl+L locks now; the next start asks for the passphrase.")
        case LockDeed.CHANGE:
            return _("From now on only the new passphrase opens your data.")
        case LockDeed.REMOVE:
            return _("The lock is removed. This computer's keyring opens your data by itself.")


def _read(desk: Desk) -> _Known:
    """Read everything; runs on the store thread."""
    facts = desk.backups.backup_facts()
    return _Known(
        vault=desk.facts().vault,
        asks=desk.asks_passphrase,
        has_kit=facts.kit is not None,
        has_backup=facts.last_at is not None,
    )
