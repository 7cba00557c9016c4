"""The settings further down than a window is high: what the sweeps look at."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from ownerapp.ui.pages.settings import SettingsPage
from ownerapp.ui.pages.settings_sections import Section
from tests.support.windows import Shown


def settings_page(shown: Shown) -> SettingsPage:
    """Go to the page, at its top."""
    page = shown.go("settings")
    assert isinstance(page, SettingsPage)
    shown.settle()
    page.scroll_area.verticalScrollBar().setValue(0)
    return page


def at_section(shown: Shown, section: Section) -> None:
    """Press the link of a section, which brings it to the top as far as the page goes."""
    page = settings_page(shown)
    (link,) = (link for link in page.index.links if link.text() == section.title())
    shown.settle()
    link.click()
    shown.settle()
    assert section.visibleRegion().boundingRect().height() > 0


def settings(shown: Shown) -> Iterator[QWidget]:
    yield settings_page(shown)


def settings_data(shown: Shown) -> Iterator[QWidget]:
    """Where the data is, and the lock."""
    page = settings_page(shown)
    at_section(shown, page.data)
    yield page


def settings_backup(shown: Shown) -> Iterator[QWidget]:
    """The backup and the recovery kit."""
    page = settings_page(shown)
    at_section(shown, page.backup)
    yield page


def settings_keys(shown: Shown) -> Iterator[QWidget]:
    page = settings_page(shown)
    at_section(shown, page.keys)
    yield page


def settings_history(shown: Shown) -> Iterator[QWidget]:
    """The check of the history, and the time stamps."""
    page = settings_page(shown)
    at_section(shown, page.history)
    yield page


def settings_erase(shown: Shown) -> Iterator[QWidget]:
    """What can be erased, and what is where."""
    page = settings_page(shown)
    at_section(shown, page.erase)
    yield page


def settings_about(shown: Shown) -> Iterator[QWidget]:
    """The end of the page."""
    page = settings_page(shown)
    at_section(shown, page.about)
    yield page


SETTINGS = (
    settings, settings_data, settings_backup, settings_keys, settings_history, settings_erase,
    settings_about,
)  # fmt: skip
