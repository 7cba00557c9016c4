"""Correcting the present car's details: opens the sheet, and offers to take it back.

Rules:

1. A correction can be taken back until another car is looked at or the next one begins.
2. Words of a sheet that was closed are offered again, for the car that they are about.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ownerapp.i18n import _, pgettext
from ownerapp.presentation.car_details import corrected_words, put_back_words
from ownerapp.presentation.explain import explain
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.live_banner import LiveBanner

if TYPE_CHECKING:
    from ownerapp.domain.errors import OwnerAppError
    from ownerapp.domain.vehicle import Vehicle
    from ownerapp.services.correcting import KeptDetails
    from ownerapp.ui.dialogs.details_sheet import DetailsSheet
    from ownerapp.ui.pages.page import Page
    from ownerapp.ui.pages.session import Session


class Correcting(QObject):
    """Joins the sheet to a page.

    Args:
        session: The desk and the settings.
        page: The page over which the sheet opens; it says what was done.

    Signals:
        changed: Something is called otherwise by now.
        put_back: A correction was taken back, and the link that did it is gone.
    """

    changed = Signal()
    put_back = Signal()

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._sheet: DetailsSheet | None = None
        self._car = ""
        self._next: Callable[[], None] | None = None
        self.said = LiveBanner()
        page.add_above(self.said)
        self.said.link_pressed.connect(self._on_link)

    def sheet(self) -> DetailsSheet | None:
        """Return the open sheet, if any."""
        return self._sheet

    def begin(self, car: Vehicle, typed: Mapping[str, str] | None = None) -> None:
        """Read what is kept about a car, and ask what it should be.

        Args:
            car: The car.
            typed: What was typed into a sheet that was closed, by field.
        """
        if self._sheet is not None:
            return
        self._forget()
        self._session.call(
            lambda desk: desk.kept_details(car),
            lambda kept: self._open(kept, typed),
            self._on_failed,
        )

    def look_at(self, car: Vehicle | None) -> None:
        """Offer nothing about a car that is not looked at any more (rule 1)."""
        if self._next is not None and (car is None or car.id != self._car):
            self._forget()

    def _open(self, kept: KeptDetails, typed: Mapping[str, str] | None) -> None:
        from ownerapp.ui.dialogs.details_sheet import DetailsSheet  # noqa: PLC0415 - seldom needed

        if self._sheet is not None:
            return
        self._sheet = DetailsSheet(self._page, self._session, kept, typed)
        self._sheet.corrected.connect(self._on_corrected)
        self._sheet.rejected.connect(self._on_rejected)
        self._sheet.finished.connect(self._on_finished)
        self._sheet.open_over()

    @Slot(object)
    def _on_corrected(self, before: KeptDetails) -> None:
        """Say that it was done, and offer to take it back."""
        self.changed.emit()
        self._offer(
            before.vehicle,
            lambda: self._put_back(before),
            BannerKind.OK,
            corrected_words,
            lambda: pgettext("button", "Undo"),
        )

    @Slot()
    def _on_rejected(self) -> None:
        """Offer the words of a sheet that was closed, if there are any (rule 2)."""
        sheet = self._sheet
        typed = sheet.left() if sheet is not None else None
        if sheet is None or typed is None:
            return
        car = sheet.kept().vehicle
        self._offer(
            car,
            lambda: self.begin(car, typed),
            BannerKind.INFO,
            lambda: _("What you typed was not kept."),
            # Translators: a link; opens what was closed again, with the words that were typed.
            lambda: pgettext("button", "Go on typing"),
        )

    @Slot()
    def _on_finished(self) -> None:
        """Forget the sheet; it deletes itself."""
        self._sheet = None

    def _offer(
        self,
        car: Vehicle,
        then: Callable[[], None],
        kind: BannerKind,
        words: Callable[[], str],
        link: Callable[[], str],
    ) -> None:
        self._car, self._next = car.id, then
        self.said.tell(kind, words, link)

    def _forget(self) -> None:
        self._car, self._next = "", None
        self.said.clear()

    @Slot()
    def _on_link(self) -> None:
        """Do what was offered."""
        then = self._next
        self._forget()
        if then is not None:
            then()

    def _put_back(self, before: KeptDetails) -> None:
        self._session.call(
            lambda desk: desk.correct_car(before.vehicle, before.details),
            self._on_put_back,
            self._on_failed,
        )

    @Slot(object)
    def _on_put_back(self, _kept: KeptDetails) -> None:
        """Say that it is as it was."""
        self.changed.emit()
        self.said.tell(BannerKind.INFO, put_back_words)
        self.put_back.emit()

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what did not work."""
        self.said.tell(BannerKind.STOP, lambda: explain(error).text())
