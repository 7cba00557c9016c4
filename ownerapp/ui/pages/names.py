"""The pages by name: their keys, words and icons, in the order of the sidebar."""

from __future__ import annotations

from ownerapp.i18n import _

CHOICES, TIMELINE, RECORDS, SETTINGS = "choices", "timeline", "records", "settings"

CHANGED = "notice-changed"
"""The page about another version of the notice; it has no row of its own."""


def nav_name() -> str:
    """Return what a screen reader calls the list of pages."""
    # Translators: what a screen reader calls the list of pages in the sidebar.
    return _("Pages")


def nav_texts() -> tuple[tuple[str, str, str], ...]:
    """Return key, words and icon of the pages, in their order."""
    return (
        (CHOICES, _("My choices"), "sliders"),
        (TIMELINE, _("Timeline"), "timeline"),
        (RECORDS, _("Records"), "doc"),
        (SETTINGS, _("Settings"), "gear"),
    )
