"""Hand-over, drift check and passenger card: opens their sheets, and says when a look is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ownerapp.domain.errors import OwnerAppError
from ownerapp.ui.pages.page import Page
from ownerapp.ui.pages.session import Session
from ownerapp.ui.widgets.banner import BannerKind

if TYPE_CHECKING:
    from ownerapp.services.drift import DriftList, DriftStanding
    from ownerapp.ui.pages.choices import ChoicesPage
    from ownerapp.ui.pages.home import Home
    from ownerapp.ui.widgets.sheet import Sheet

# ruff: noqa: PLC0415 - the sheets are seldom needed and load when they are


class CarDeeds(QObject):
    """Joins the sheets to the window.

    Args:
        session: The desk and the settings.
        home: Knows the present car.
        choices: The page on which a look that is due is said.

    Signals:
        done: Something was written down.
        rights_wanted: Requests are to be written.
        standing_known: When the car was last looked at; a ``DriftStanding``.
    """

    done = Signal()
    rights_wanted = Signal()
    standing_known = Signal(object)

    def __init__(self, session: Session, home: Home, choices: ChoicesPage) -> None:
        super().__init__(choices)
        self._session = session
        self._home = home
        self._page: Page = choices
        self._sheet: Sheet | None = None
        self._standing: DriftStanding | None = None
        self._car = ""
        self.banner = choices.drift
        self.banner.link_pressed.connect(self.open_drift)

    def sheet(self) -> Sheet | None:
        """Return the open sheet, if any."""
        return self._sheet

    def standing(self) -> DriftStanding | None:
        """Return when the present car was last looked at, where that is known by now."""
        return self._standing

    # ------------------------------------------------------------------- what is due

    def look(self) -> None:
        """Look whether the present car's screens should be looked at again."""
        car = self._home.car()
        if car is None:
            return
        if car.id != self._car:
            self._car, self._standing = car.id, None
        self._session.call(
            lambda desk: (car.id, desk.this_car.drift_standing(car)), self._on_standing, _ignore
        )

    @Slot(object)
    def _on_standing(self, found: tuple[str, DriftStanding]) -> None:
        """Say it, if it is still about the present car."""
        car, standing = found
        if car == self._car:
            self._standing = standing
            self.retranslate()
            self.standing_known.emit(standing)

    def retranslate(self) -> None:
        """Say in the language in force whether a look is due."""
        standing = self._standing
        # One line above the cards is enough: a changed notice comes first.
        if standing is None or not standing.is_due or self._home.changing().banner.text():
            self.banner.clear()
            return
        from ownerapp.presentation.drift_page import reminder_line, reminder_link

        text = reminder_line(standing, self._home.zone)
        if text != self.banner.text():
            self.banner.say(BannerKind.INFO, text, reminder_link())

    # ------------------------------------------------------------------- the sheets

    @Slot()
    def open_handover(self) -> None:
        """Begin a hand-over."""
        view = self._home.view()
        if view is None or self._sheet is not None:
            return
        from ownerapp.ui.dialogs.handover_sheet import HandoverSheet

        sheet = HandoverSheet(
            self._page, self._session, view, zone=self._home.zone, has_rights=self._has_rights()
        )
        sheet.handed_over.connect(self._on_done)
        sheet.card_wanted.connect(self.open_card)
        sheet.rights_wanted.connect(self.rights_wanted)
        self._open(sheet)

    def _has_rights(self) -> bool:
        """Say whether requests can be written in this program."""
        from ownerapp.ui.pages.making import MAKERS
        from ownerapp.ui.pages.names import RIGHTS

        return RIGHTS in MAKERS

    @Slot()
    def open_drift(self) -> None:
        """Read what there is to look at in the car."""
        car = self._home.car()
        if car is not None and self._sheet is None:
            self._session.call(
                lambda desk: desk.this_car.drift_list(car), self._on_listed, self._on_failed
            )

    @Slot(object)
    def _on_listed(self, found: DriftList) -> None:
        """Ask about it, one practice at a time."""
        if self._sheet is not None:
            return
        from ownerapp.ui.dialogs.drift_sheet import DriftSheet

        sheet = DriftSheet(self._page, self._session, found, zone=self._home.zone)
        sheet.looked.connect(self._on_done)
        self._open(sheet)

    @Slot()
    def open_card(self) -> None:
        """Show the card for passengers."""
        view = self._home.view()
        if view is None:
            return
        from ownerapp.ui.dialogs.card_sheet import CardSheet

        self._open(CardSheet(self._page, self._session, view, zone=self._home.zone))

    def _open(self, sheet: Sheet) -> None:
        self._sheet = sheet
        sheet.finished.connect(self._on_sheet_finished)
        sheet.open_over()

    @Slot()
    def _on_sheet_finished(self) -> None:
        """Forget the sheet; it deletes itself."""
        if self.sender() is self._sheet:
            self._sheet = None

    @Slot()
    def _on_done(self) -> None:
        """Let every page know of it."""
        self.done.emit()
        self.look()

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what did not work, on the page that is looked at."""
        from ownerapp.presentation.explain import explain

        self._page.banner.say(BannerKind.STOP, explain(error).text())


def _ignore(_error: OwnerAppError) -> None:
    """Let a look in the background fail in silence: the next act will say what is wrong."""
