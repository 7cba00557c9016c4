"""The card *Reminders* of the settings: whether and where it is said that a choice ends soon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ownerapp.domain.errors import OwnerAppError
from ownerapp.domain.settings import Settings
from ownerapp.i18n import _
from ownerapp.presentation.explain import explain
from ownerapp.ui.pages.check_row import CheckRow, UnderTick
from ownerapp.ui.pages.session import Session
from ownerapp.ui.pages.settings_sections import Section
from ownerapp.ui.pages.store_reading import StoreReading
from ownerapp.ui.theme import Tone
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.live_banner import LiveBanner
from ownerapp.ui.widgets.text import body, detail

if TYPE_CHECKING:
    from ownerapp.presentation.desk import Desk


class RemindersSection(Section):
    """Three ticks and a button.

    Signals:
        window_ticked: Reminders in the window were switched on or off.
        desktop_ticked: Notifications on the desktop were switched on or off.
        sign_in_ticked: Looking once at sign-in was switched on or off.
        file_pressed: A calendar file is to be written.
    """

    window_ticked = Signal(bool)
    desktop_ticked = Signal(bool)
    sign_in_ticked = Signal(bool)
    file_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = body()
        self.window_row = CheckRow()
        self.desktop_row = CheckRow()
        self._desktop_hint = detail(tone=Tone.MUTED)
        self.sign_in_row = CheckRow()
        self._sign_in_hint = detail(tone=Tone.MUTED)
        self._asks = False
        self.said = LiveBanner()
        self.button = ActionButton(icon="calendar")
        self._hint = detail(tone=Tone.MUTED)
        flow = FlowLayout(gap=8)
        flow.addWidget(self.button)
        self.inside.addWidget(self.said)
        self.inside.addWidget(self._text)
        self.inside.addWidget(self.window_row)
        self._below_sign_in = UnderTick(self._sign_in_hint)
        self.add_group(self.desktop_row, UnderTick(self._desktop_hint), spacing=0)
        self.add_group(self.sign_in_row, self._below_sign_in, spacing=0)
        self.sign_in_row.hide()
        self._below_sign_in.hide()
        self.add_group(flow, self._hint, spacing=8)
        self.window_row.clicked.connect(self._on_window_clicked)
        self.desktop_row.clicked.connect(self._on_desktop_clicked)
        self.sign_in_row.clicked.connect(self._on_sign_in_clicked)
        self.button.clicked.connect(self.file_pressed)

    @override
    def retranslate(self) -> None:
        """Write all words."""
        self.set_title(_("Reminders"))
        self._text.setText(
            _(
                "A choice that ends soon can be announced, 7 days and 1 day before its end, and "
                "a company's answer when its last day is near."
            )
        )
        self.window_row.setText(_("In this window"))
        self.desktop_row.setText(_("As a notification of this computer, while the window is open"))
        self._desktop_hint.setText(
            _(
                "It says how many and when, never what is collected, which car or which company: "
                "a locked screen may show it to everybody."
            )
        )
        self.sign_in_row.setText(_("As a notification, once at each sign-in to this computer"))
        self._show_sign_in_hint()
        self.button.setText(_("Save a calendar file"))
        self._hint.setText(
            _(
                "Your calendar then reminds you. The file names what you turned on and what you "
                "asked for, so think of who can read that calendar."
            )
        )

    def show_settings(self, settings: Settings) -> None:
        """Show what is set."""
        self.window_row.setChecked(settings.reminders)
        self.desktop_row.setChecked(settings.desktop_reminders)

    def show_sign_in(self, *, is_on: bool | None, asks: bool) -> None:
        """Show whether something starts at sign-in; None where nothing can be set to.

        Args:
            is_on: Whether the entry is there.
            asks: A passphrase opens the data, so nobody can look at sign-in.
        """
        self._asks = asks
        self.sign_in_row.setVisible(is_on is not None)
        self._below_sign_in.setVisible(is_on is not None)
        self.sign_in_row.setChecked(bool(is_on))
        # What is on can be turned off in any case.
        self.sign_in_row.setEnabled(bool(is_on) or not asks)
        self._show_sign_in_hint()

    def _show_sign_in_hint(self) -> None:
        """Say what exactly starts, or why nothing can."""
        text = (
            _("Your passphrase opens your data, so nothing can be looked up at sign-in.")
            if self._asks
            # Translators: ownerapp remind is a command; keep it.
            else _(
                "The command ownerapp remind then starts by itself. It looks once, says what "
                "ends soon or is due, if anything does, and ends. No window opens, nothing is "
                "written, nothing goes on running. The list of start-up programs of your "
                "desktop shows it, too."
            )
        )
        self._sign_in_hint.setText(text)
        self.sign_in_row.setAccessibleDescription(text)

    @Slot()
    def _on_sign_in_clicked(self) -> None:
        """Pass the tick on."""
        self.sign_in_ticked.emit(self.sign_in_row.isChecked())

    @Slot()
    def _on_window_clicked(self) -> None:
        """Pass the tick on."""
        self.window_ticked.emit(self.window_row.isChecked())

    @Slot()
    def _on_desktop_clicked(self) -> None:
        """Pass the tick on."""
        self.desktop_ticked.emit(self.desktop_row.isChecked())


class RemindersPart(QObject):
    """Joins the tick about the sign-in to the desktop's own list."""

    def __init__(self, session: Session, section: RemindersSection) -> None:
        super().__init__(section)
        self._session = session
        self._section = section
        self._reading = StoreReading(session, self._on_read, self._on_failed, self)
        self._reading_after = StoreReading(session, self._on_read, _ignore, self)
        section.sign_in_ticked.connect(self._on_ticked)

    def load(self) -> None:
        """Read whether something starts at sign-in; the desktop may have turned it off."""
        self._reading.ask(_read)

    def retranslate(self) -> None:
        """Nothing: the card writes its own words."""

    @Slot(object)
    def _on_read(self, found: tuple[bool | None, bool]) -> None:
        """Show what was read."""
        is_on, asks = found
        self._section.show_sign_in(is_on=is_on, asks=asks)

    @Slot(bool)
    def _on_ticked(self, wanted: bool) -> None:  # noqa: FBT001 - a signal's value
        """Write the entry, or take it away."""
        self._section.said.clear()
        self._session.call(
            lambda desk: desk.remind_at_sign_in(wanted=wanted), self._on_set, self._on_failed
        )

    @Slot(object)
    def _on_set(self, _done: None) -> None:
        """Show what holds."""
        self.load()

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what did not work, and show what holds."""
        self._section.said.tell(BannerKind.STOP, lambda: explain(error).text())
        self._reading_after.ask(_read)


def _read(desk: Desk) -> tuple[bool | None, bool]:
    """Read the desktop's entry; runs on the store thread."""
    return desk.reminds_at_sign_in(), desk.asks_passphrase


def _ignore(_error: OwnerAppError) -> None:
    """Say nothing: what did not work has been said."""
