"""What the window does about suggestions of the person's own rules.

Rules:

1. They are offered in one card above the choices, and only while at most one banner is there:
   never more than two things stand above the cards because of this one.
2. Going through them answers nothing by itself: the noes stand in one list and are given with
   a press that says so, and each yes is asked on its own sheet.
3. *Not now*, and *Leave open* in the list, set suggestions aside for this version of the
   notice. Escape does not; the card stays.
4. The modules are loaded when there is a rule: the first cards do not wait for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from ownerapp.i18n import current_language
from ownerapp.presentation.voice import Voice, notice_language
from ownerapp.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from ownerapp.domain.ids import Language, PracticeId
    from ownerapp.domain.vehicle import Vehicle
    from ownerapp.presentation.desk import Desk
    from ownerapp.presentation.own_rules_page import OfferState
    from ownerapp.services.choices import CarChoices
    from ownerapp.ui.dialogs.rules_sheet import RulesSheet
    from ownerapp.ui.pages.choices import ChoicesPage
    from ownerapp.ui.pages.choices_flow import ChoicesFlow
    from ownerapp.ui.pages.offer_card import OfferCard

# ruff: noqa: PLC0415 - rule 4

_MOST_BANNERS = 2


class Ruling(QObject):
    """Joins the card, the list and the questions.

    Args:
        choices: The page above whose cards the offer stands; with all its banners.
        flow: What asks and saves there.
    """

    def __init__(self, choices: ChoicesPage, flow: ChoicesFlow) -> None:
        super().__init__(choices)
        self._choices = choices
        self._flow = flow
        self._view: CarChoices | None = None
        self._card: OfferCard | None = None
        self._sheet: RulesSheet | None = None
        self._banners = choices.findChildren(Banner)
        for banner in self._banners:
            banner.installEventFilter(self)

    def card(self) -> OfferCard | None:
        """Return the card with the offer, if it was ever needed."""
        return self._card

    def sheet(self) -> RulesSheet | None:
        """Return the open list, if any."""
        return self._sheet

    def offer(self) -> OfferState | None:
        """Return what is offered for the car that is looked at."""
        view = self._view
        if view is None or not view.rules:
            return None
        from ownerapp.presentation.own_rules_page import offer_state

        language = notice_language(view.notice, current_language())
        return offer_state(view, Voice(view.notice, language))

    def take(self, view: CarChoices) -> None:
        """Take notice of the present choices."""
        before, self._view = self._view, view
        if before is not None and before.vehicle.id != view.vehicle.id and self._sheet is not None:
            self._sheet.reject()
        self.retranslate()

    @Slot()
    def retranslate(self) -> None:
        """Make all words again, and show the card where there is something to offer."""
        offer = self.offer()
        if self._sheet is not None:
            if offer is None or not offer.noes:
                self._sheet.reject()
            else:
                self._sheet.show_offer(offer)
        if offer is not None and self._card is None:
            self._make_card()
        card = self._card
        if card is None:
            return
        if offer is not None:
            card.show_offer(offer)
        wanted = offer is not None and self._has_room()
        if wanted is not card.isVisibleTo(self._choices):
            focused: QWidget | None = QApplication.focusWidget()
            if not wanted and focused is not None and card.isAncestorOf(focused):
                self._give_focus_away()
            card.setVisible(wanted)
            self._choices.place_head()

    def _has_room(self) -> bool:
        """Say whether the offer would not be the third above the cards (rule 1)."""
        shown = sum(banner.isVisibleTo(self._choices) for banner in self._banners)
        return shown < _MOST_BANNERS

    def _make_card(self) -> None:
        from ownerapp.ui.pages.offer_card import OfferCard

        card = self._card = OfferCard()
        card.hide()
        self._choices.add_above(card)
        card.go_pressed.connect(self.open)
        card.later_pressed.connect(self._on_later)

    def _give_focus_away(self) -> None:
        """Let the focus go to the first card, not to whatever Qt finds next."""
        cards = self._choices.cards()
        if cards:
            cards[0].details_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make room for banners, and come back when they are gone."""
        if self._card is not None and event.type() in {
            QEvent.Type.ShowToParent,
            QEvent.Type.HideToParent,
        }:
            QTimer.singleShot(0, self, self.retranslate)
        return False

    # ------------------------------------------------------------------- going through

    @Slot()
    def open(self) -> None:
        """Show the noes, or ask at once where there are none."""
        offer = self.offer()
        if offer is None or self._sheet is not None or self._flow.sheet() is not None:
            return
        if not offer.noes:
            self._flow.ask_each(offer.yeses)
            return
        from ownerapp.ui.dialogs.rules_sheet import RulesSheet

        sheet = self._sheet = RulesSheet(self._choices, offer)
        sheet.refused.connect(self._flow.answer_no)
        sheet.all_refused.connect(self._on_all_refused)
        sheet.left_open.connect(self._on_left_open)
        sheet.finished.connect(self._on_sheet_finished)
        sheet.open_over()

    @Slot()
    def _on_all_refused(self) -> None:
        """Say no to all that stood in the list, and ask the others."""
        offer = self._offer_of_sender()
        if offer is not None:
            self._flow.answer_no([row.practice for row in offer.noes])
            self._flow.ask_each(offer.yeses)

    @Slot()
    def _on_left_open(self) -> None:
        """Set the noes aside, and ask the others."""
        offer = self._offer_of_sender()
        if offer is not None:
            self._set_aside([row.practice for row in offer.noes])
            self._flow.ask_each(offer.yeses)

    @Slot()
    def _on_later(self) -> None:
        """Set everything aside that is offered."""
        offer = self.offer()
        if offer is not None:
            self._set_aside(offer.practices)

    def _offer_of_sender(self) -> OfferState | None:
        from ownerapp.ui.dialogs.rules_sheet import RulesSheet

        sender = self.sender()
        return sender.offer() if isinstance(sender, RulesSheet) else None

    def _set_aside(self, practices: Sequence[PracticeId]) -> None:
        view = self._view
        if view is None:
            return
        notice, names = view.notice.hash, tuple(practices)

        def deed(desk: Desk, vehicle: Vehicle, _language: Language) -> CarChoices:
            desk.rules.set_aside(vehicle, notice, names)
            return desk.choices(vehicle)

        self._flow.do(deed, about=names)

    @Slot()
    def _on_sheet_finished(self) -> None:
        """Forget the list; it deletes itself."""
        self._sheet = None
