"""The ways from one page to another: each picks the row of the sidebar that its page belongs to.

Pages that have no row of their own belong to the choices or to the settings.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, Qt, Slot

from ownerapp.domain.ids import PracticeId, VehicleId
from ownerapp.ui.pages.names import (
    CHANGED,
    CHOICES,
    COMPARE,
    NOTICE,
    RECORDS,
    RIGHTS,
    SETTINGS,
    THIS_CAR,
    TIMELINE,
)
from ownerapp.ui.pages.page import Page
from ownerapp.ui.pages.session import Session

if TYPE_CHECKING:
    from datetime import date

    from ownerapp.ui.pages.home import Home
    from ownerapp.ui.widgets.nav import NavList

P = TypeVar("P", bound=Page)

_BESIDE: Final = {CHOICES: (CHANGED, NOTICE, THIS_CAR), SETTINGS: (COMPARE,)}
"""The pages without a row, by the page that they belong to."""


class Ways(QObject):
    """Leads from one page to another.

    Args:
        session: Remembers the page that was shown last.
        home: The pages.
        nav: The rows of the sidebar.
    """

    def __init__(self, session: Session, home: Home, nav: NavList) -> None:
        super().__init__(home)
        self._session = session
        self._home = home
        self._nav = nav

    @Slot(str)
    def go_to(self, key: str) -> None:
        """Show a page as a press on its row does."""
        self._nav.pick(key)
        self._session.change(last_page=key)
        self._home.show_page(key)

    @Slot()
    def to_choices(self) -> None:
        """Go to the page with the cards."""
        self.go_to(CHOICES)

    @Slot()
    def to_notice(self) -> None:
        """Show the page of the notice."""
        self._beside_choices(NOTICE)

    @Slot()
    def to_this_car(self) -> None:
        """Show what can be done with the present car."""
        self._beside_choices(THIS_CAR)

    @Slot()
    def to_change(self) -> None:
        """Show what changed in the notice."""
        self._home.show_page(CHANGED)
        self._home.changing().page().take_focus()

    @Slot()
    def leave_change(self) -> None:
        """Go back to the choices; nothing was answered."""
        self._home.show_page(CHOICES)
        self._nav.setFocus(Qt.FocusReason.NoFocusReason)

    @Slot()
    def to_comparison(self) -> None:
        """Show the page that compares two notices."""
        self._nav.pick(SETTINGS)
        self._home.show_page(COMPARE)

    @Slot()
    def to_settings(self) -> None:
        """Show the settings, from a page that belongs to them or of what they tell more."""
        self._nav.pick(SETTINGS)
        self._home.show_page(SETTINGS)

    @Slot()
    def to_places(self) -> None:
        """Show what is where, with a way to each place."""
        from ownerapp.ui.dialogs.where_sheet import WhereSheet  # noqa: PLC0415 - seldom needed

        sheet = WhereSheet(self._nav)
        sheet.picked.connect(self.go_to)
        sheet.open_over()

    @Slot(int)
    def to_entry(self, number: int) -> None:
        """Go to an entry on the timeline."""
        from ownerapp.ui.pages.timeline import TimelinePage  # noqa: PLC0415 - off the start

        self._to(TIMELINE, TimelinePage, lambda page: page.show_entry(number))

    @Slot(object)
    def to_letter(self, practice: PracticeId | None) -> None:
        """Begin a letter, about a practice or about the whole car."""
        from ownerapp.ui.pages.rights import RightsPage  # noqa: PLC0415 - off the start

        self._to(RIGHTS, RightsPage, lambda page: page.ask_about(practice))

    @Slot()
    def to_any_letter(self) -> None:
        """Begin a letter; which right is asked for is chosen there."""
        self.to_letter(None)

    def to_export_of(self, day: date) -> None:
        """Ask for a record of how the choices stood at the end of a day."""
        from ownerapp.ui.pages.records import RecordsPage  # noqa: PLC0415 - off the start

        self._to(RECORDS, RecordsPage, lambda page: page.open_export_of(day))

    @Slot(object)
    def to_check_of(self, path: Path) -> None:
        """Check a file where records are checked."""
        from ownerapp.ui.pages.records import RecordsPage  # noqa: PLC0415 - off the start

        self._to(RECORDS, RecordsPage, lambda page: page.check_file(path))

    def to_erasing(self, car: VehicleId) -> None:
        """Ask in the settings whether a car is to be erased."""
        from ownerapp.ui.pages.settings import SettingsPage  # noqa: PLC0415 - off the start

        self._to(SETTINGS, SettingsPage, lambda page: page.erase_car(car))

    def leave_beside(self, shown: Page | None) -> None:
        """Leave a page without a row by the row that is the present one already."""
        row = self._nav.current_key()
        if shown is not None and shown in map(self._home.made, _BESIDE.get(row, ())):
            self._home.show_page(row)

    def _to(self, key: str, kind: type[P], then: Callable[[P], object]) -> None:
        """Go to a page, and do something there."""
        page = self._home.page(key)
        if isinstance(page, kind):
            self.go_to(key)
            then(page)

    def _beside_choices(self, key: str) -> None:
        """Show a page that belongs to the choices."""
        self._nav.pick(CHOICES)
        self._session.change(last_page=CHOICES)
        self._home.show_page(key)
