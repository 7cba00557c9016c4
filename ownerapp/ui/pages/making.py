"""Makes the pages by name.

The module of a page is loaded with it, so that none stands in the way of the first paint.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ownerapp.ui.pages.names import (
    CAR,
    COMPARE,
    FLOW,
    RECORDS,
    RIGHTS,
    SEARCH,
    SETTINGS,
    THIS_CAR,
    TIMELINE,
)

if TYPE_CHECKING:
    from ownerapp.ui.pages.home import Home
    from ownerapp.ui.pages.page import Page
    from ownerapp.ui.pages.session import Session

# ruff: noqa: PLC0415 - see the docstring of the module


def _car(session: Session, home: Home) -> Page:
    from ownerapp.ui.pages.car import CarPage

    return CarPage(session, home)


def _flow(session: Session, home: Home) -> Page:
    from ownerapp.ui.pages.flow import FlowPage

    return FlowPage(session, home)


def _timeline(session: Session, home: Home) -> Page:
    from ownerapp.ui.pages.timeline import TimelinePage

    return TimelinePage(session, home)


def _records(session: Session, home: Home) -> Page:
    from ownerapp.ui.pages.records import RecordsPage

    return RecordsPage(session, home)


def _rights(session: Session, home: Home) -> Page:
    from ownerapp.ui.pages.rights import RightsPage

    return RightsPage(session, home)


def _search(session: Session, home: Home) -> Page:
    from ownerapp.ui.pages.search import SearchPage

    return SearchPage(session, home)


def _compare(session: Session, home: Home) -> Page:
    from ownerapp.ui.pages.compare import ComparePage

    page = ComparePage(session, home)
    page.left.connect(home.ways.to_settings)
    return page


def _this_car(session: Session, home: Home) -> Page:
    from ownerapp.ui.pages.this_car import ThisCarPage

    return ThisCarPage(session, home)


def _settings(session: Session, home: Home) -> Page:
    from ownerapp.ui.pages.settings import SettingsPage

    return SettingsPage(session, home)


MAKERS: Final[dict[str, Callable[[Session, Home], Page]]] = {
    CAR: _car,
    FLOW: _flow,
    TIMELINE: _timeline,
    RECORDS: _records,
    RIGHTS: _rights,
    SEARCH: _search,
    COMPARE: _compare,
    SETTINGS: _settings,
    THIS_CAR: _this_car,
}
"""What makes each page that is not there from the start."""


def load_all() -> None:
    """Load what the other pages need beside the window, before they are visited."""
    from ownerapp.domain.values import write_ahead
    from ownerapp.presentation.settings_page import language_choices
    from ownerapp.services.key_words import word_list
    from ownerapp.services.standing_aside import stand_aside
    from ownerapp.ui import icons
    from ownerapp.ui.pages import (  # noqa: F401 - loading is all that is wanted
        car,
        flow,
        notice,
        notice_changed,
        records,
        rights,
        search,
        settings,
        this_car,
        timeline,
    )
    from ownerapp.ui.widgets import car_picture

    for name in icons.icon_names():
        icons.source(name)
    for outline in car_picture.SHAPES:
        car_picture.outline_source(outline)
    language_choices()  # reads what languages are called in each
    word_list()  # reads the words in which fingerprints are said
    for _written in write_ahead():
        stand_aside()
