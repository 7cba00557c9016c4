"""The pages by name: their keys, words and icons, in the order of the sidebar."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from ownerapp.i18n import _, pgettext

CHOICES, CAR, FLOW, TIMELINE, RECORDS, RIGHTS, SEARCH, SETTINGS = (
    "choices",
    "car",
    "flow",
    "timeline",
    "records",
    "rights",
    "search",
    "settings",
)

NOTICE = "notice"
"""The page about the car's notice; it has no row of its own."""
COMPARE = "compare"
"""The page that compares two notices; it has no row of its own."""
THIS_CAR = "this-car"
"""The page with what can be done with one car; it has no row of its own."""
CHANGED = "notice-changed"
"""The page about another version of the notice; it has no row of its own."""


def nav_name() -> str:
    """Return what a screen reader calls the list of pages."""
    # Translators: what a screen reader calls the list of pages in the sidebar.
    return _("Pages")


def search_name() -> str:
    """Return the name of the page on which one looks for something."""
    # Translators: the name of a page on which one looks for something.
    return pgettext("page", "Search")


def nav_texts() -> tuple[tuple[str, str, str], ...]:
    """Return key, words and icon of the pages, in their order."""
    return (
        (CHOICES, _("My choices"), "sliders"),
        (CAR, _("What my car collects"), "cartop"),
        (FLOW, _("Where data goes"), "flow"),
        (TIMELINE, _("Timeline"), "timeline"),
        (RECORDS, _("Records"), "doc"),
        (RIGHTS, _("My rights"), "scales"),
        (SEARCH, search_name(), "search"),
        (SETTINGS, _("Settings"), "gear"),
    )


def page_keys() -> dict[str, QKeySequence]:
    """Return the keys that lead to each page, by the pages in their order."""
    return {
        page: QKeySequence(f"Ctrl+{number}")
        for number, (page, _text, _icon) in enumerate(nav_texts(), start=1)
    }


def search_keys() -> tuple[QKeySequence, ...]:
    """Return the keys that lead to the search from every page."""
    return (QKeySequence(QKeySequence.StandardKey.Find), QKeySequence("/"))


def lock_keys() -> QKeySequence:
    """Return the keys that lock the data from everywhere."""
    return QKeySequence("Ctrl+L")


def help_keys() -> QKeySequence:
    """Return the keys that show the help from everywhere."""
    return QKeySequence(QKeySequence.StandardKey.HelpContents)
