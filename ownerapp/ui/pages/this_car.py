"""The page about one car: four things to do with it, one sentence and one button each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.presentation.this_car_page import (
    DeedState,
    card_deed,
    details_deed,
    drift_deed,
    handover_deed,
    this_car,
)
from ownerapp.ui.pages.correcting import Correcting
from ownerapp.ui.pages.page import Page
from ownerapp.ui.pages.session import Session
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.card import Card
from ownerapp.ui.widgets.drawing import show_when
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.text import body, title

if TYPE_CHECKING:
    from ownerapp.ui.pages.home import Home

_PADDING = 16


class DeedCard(Card):
    """One thing to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._title = title()
        self._sentence = body()
        self._second = IconText("clock", role=TextRole.DETAIL, tone=Tone.MUTED)
        self.button = ActionButton()
        buttons = FlowLayout(gap=8)
        buttons.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        column.setSpacing(8)
        for part in (self._title, self._sentence, self._second):
            column.addWidget(part)
        column.addLayout(buttons)

    def second(self) -> str:
        """Return when it was last done, or nothing."""
        return self._second.text()

    def show_deed(self, state: DeedState) -> None:
        """Write all words."""
        self._title.setText(state.title)
        self._sentence.setText(state.sentence)
        tone = Tone.WARN if state.is_due else Tone.MUTED
        self._second.show_line("clock", state.second, tone)
        show_when(self._second, bool(state.second))
        self.button.setText(state.button)
        self.button.setAccessibleDescription(state.sentence)
        self.setAccessibleName(state.title)


class ThisCarPage(Page):
    """Hand-over, drift check, passenger card and details of the present car."""

    def __init__(self, session: Session, home: Home, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._home = home
        self.handover, self.drift, self.card = DeedCard(), DeedCard(), DeedCard()
        self.details = DeedCard()
        for part in (self.handover, self.drift, self.card, self.details):
            self.column.addWidget(part)
        self.column.addStretch(1)
        deeds = home.deeds()
        self.handover.button.clicked.connect(deeds.open_handover)
        self.drift.button.clicked.connect(deeds.open_drift)
        self.card.button.clicked.connect(deeds.open_card)
        self.correcting = Correcting(session, self)
        self.details.button.clicked.connect(self._on_details_clicked)
        self.correcting.changed.connect(home.look_again)
        self.correcting.put_back.connect(self._on_put_back)
        deeds.standing_known.connect(self._on_standing_known)
        self.retranslate()

    @override
    def retranslate(self) -> None:
        """Write all words."""
        self.head.heading.setText(this_car())
        self.handover.show_deed(handover_deed())
        self.drift.show_deed(drift_deed(self._home.deeds().standing(), self._home.zone))
        self.card.show_deed(card_deed())
        self.details.show_deed(details_deed())

    @override
    def visit(self) -> None:
        """Show when the car was last looked at, as it is now."""
        self._home.deeds().look()

    @override
    def store_changed(self) -> None:
        """Offer nothing about another car than the present one."""
        self.correcting.look_at(self._home.car())

    @Slot()
    def _on_details_clicked(self) -> None:
        """Ask what the car's details should be."""
        car = self._home.car()
        if car is not None:
            self.correcting.begin(car)

    @Slot()
    def _on_put_back(self) -> None:
        """Go where the correction began: the link that took it back is gone."""
        self.details.button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_standing_known(self, _standing: object) -> None:
        """Show when the car was last looked at."""
        self.retranslate()
