"""Correcting what was typed about a car: the fields of adding one, filled with what is kept.

Rules:

1. *Save* can be pressed once something differs from what is kept. Closing keeps nothing.
2. Words are not lost by one key or one press beside the sheet: whoever opened it can have them put
   into the next one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ownerapp.domain.errors import OwnerAppError
from ownerapp.i18n import pgettext
from ownerapp.presentation.car_details import FIELDS, correction_state
from ownerapp.presentation.explain import explain
from ownerapp.ui.car_form import CarForm
from ownerapp.ui.theme import Tone
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.button_row import ButtonRow
from ownerapp.ui.widgets.buttons import ActionButton, PrimaryButton
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.live_banner import LiveBanner
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import heading

if TYPE_CHECKING:
    from ownerapp.presentation.desk import Desk
    from ownerapp.services.correcting import KeptDetails
    from ownerapp.services.vehicles import CarDetails
    from ownerapp.ui.pages.session import Session

WIDTH = 600


class DetailsSheet(Sheet):
    """Asks what the details should be, and keeps them.

    Args:
        window: The window, or a widget in it.
        session: The desk and the settings.
        kept: What is kept about the car.
        typed: What was typed into a sheet that was closed, by field.

    Signals:
        corrected: They are kept; what was kept before, a ``KeptDetails``.
    """

    corrected = Signal(object)

    def __init__(
        self,
        window: QWidget,
        session: Session,
        kept: KeptDetails,
        typed: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(window.window(), width=WIDTH)
        self.setObjectName("details-sheet")
        self._session = session
        self._kept = kept
        self._is_busy = False
        self._heading = heading()
        self.said = LiveBanner()
        self.form = CarForm()
        self._later = IconText("info", tone=Tone.MUTED)
        self.cancel_button = ActionButton()
        self.save_button = PrimaryButton()
        self.save_button.setDefault(True)
        for part in (self._heading, self._later, self.said, self.form):
            self.body.addWidget(part)
        self.body.addStretch(1)
        buttons = ButtonRow()
        buttons.addStretch(1)
        for button in (self.cancel_button, self.save_button):
            buttons.add_button(button)
        self.foot.addLayout(buttons)
        self.form.fill(typed if typed is not None else self._kept_texts())
        self.form.edited.connect(self._show_ready)
        self.cancel_button.clicked.connect(self._on_cancel_clicked)
        self.save_button.clicked.connect(self._on_save_clicked)
        self.retranslate()
        self._show_ready()

    def kept(self) -> KeptDetails:
        """Return what is kept about the car, and about which."""
        return self._kept

    def left(self) -> dict[str, str] | None:
        """Return what was typed, or None where nothing differs from what is kept."""
        return self.form.typed() if self._is_changed() else None

    def retranslate(self) -> None:
        """Write all words; what was typed stays."""
        state = correction_state(self._kept)
        self._heading.setText(state.heading)
        self.setAccessibleName(state.heading)
        self.setAccessibleDescription(state.later)
        self.form.set_helps(state.helps)
        self._later.show_line("info", state.later, Tone.MUTED)
        self.cancel_button.setText(pgettext("button", "Cancel"))
        self.save_button.setText(pgettext("button", "Save"))

    @override
    def open_over(self) -> None:
        """Show the sheet and let the person type at once."""
        super().open_over()
        self.form.fields[FIELDS[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _kept_texts(self) -> dict[str, str]:
        details = self._kept.details
        return {
            "name": details.name,
            "owner": details.owner,
            "plate": details.plate,
            "vin": details.vin,
        }

    def _is_changed(self) -> bool:
        """Tell whether something differs from what is kept; spaces alone are no difference."""
        kept = self._kept_texts()
        return any(text.split() != kept[name].split() for name, text in self.form.typed().items())

    @Slot()
    def _show_ready(self) -> None:
        """Offer to save what differs (rule 1)."""
        self.save_button.setEnabled(not self._is_busy and self._is_changed())

    @Slot()
    def _on_save_clicked(self) -> None:
        """Check and keep what was typed."""
        if self._is_busy or not self._is_changed():
            return
        self.said.clear()
        self.form.clear_errors()
        self._set_busy(busy=True)
        vehicle, typed = self._kept.vehicle, self.form.typed()

        def correct(desk: Desk) -> tuple[KeptDetails, CarDetails]:
            details = desk.check_details(**typed)
            return desk.correct_car(vehicle, details), details

        self._session.call(correct, self._on_kept, self._on_failed)

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self.form.setEnabled(not busy)
        self._show_ready()

    @Slot(object)
    def _on_kept(self, kept: tuple[KeptDetails, CarDetails]) -> None:
        """Close; who opened the sheet says what was done, if anything was."""
        before, details = kept
        if before.details != details:
            self.corrected.emit(before)
        self.accept()

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what did not work; everything typed stays."""
        self._set_busy(busy=False)
        if "field" in error.details():
            self.scroll_part().ensureWidgetVisible(self.form.show_error(error))
            return
        self.said.tell(BannerKind.STOP, lambda: explain(error).text())
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def reject(self) -> None:
        """Close, unless it is being saved at this moment."""
        if not self._is_busy:
            super().reject()

    @Slot()
    def _on_cancel_clicked(self) -> None:
        """Keep nothing."""
        self.reject()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
