"""All keys of the program with what they do, for a person to read.

Keys that have a name in the code are named from there, as the desktop writes them; so the list
cannot say another key than the one that is heard.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QKeySequence

from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, pgettext
from ownerapp.presentation.joining import phrases
from ownerapp.ui.pages.names import (
    CAR,
    RECORDS,
    SEARCH,
    TIMELINE,
    help_keys,
    lock_keys,
    nav_texts,
    page_keys,
    search_keys,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """Keys, and what they do."""

    keys: str
    does: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyGroup:
    """Where some keys are heard."""

    title: str
    rows: tuple[KeyRow, ...]


def help_title() -> str:
    """Return what the list of keys is called."""
    return _("Keyboard and help")


def named(*keys: QKeySequence | QKeySequence.StandardKey) -> str:
    """Return keys as the desktop writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return phrases(*(QKeySequence(key).toString(native) for key in keys))


def key_groups() -> tuple[KeyGroup, ...]:
    """Return all keys, those that are heard everywhere first."""
    pages = {page: text for page, text, _icon in nav_texts()}
    standard = QKeySequence.StandardKey
    return (
        KeyGroup(title=_("On every page"), rows=tuple(_page_rows())),
        KeyGroup(
            title=_("Everywhere"),
            rows=(
                KeyRow(
                    keys=named(QKeySequence("Tab"), QKeySequence("Shift+Tab")),
                    does=_("Go on to the next thing, or back"),
                ),
                KeyRow(
                    # Translators: names of keys of the keyboard.
                    keys=pgettext("keys", "Enter, space bar"),
                    does=_("Press what is marked"),
                ),
                KeyRow(
                    # Translators: the name of a key of the keyboard.
                    keys=pgettext("keys", "Escape"),
                    does=_("Close a question; that is no answer"),
                ),
            ),
        ),
        KeyGroup(
            title=pages[CAR],
            rows=(
                # Translators: names of keys of the keyboard.
                KeyRow(keys=pgettext("keys", "Up, down"), does=_("Go through the sensors")),
                # Translators: names of keys of the keyboard.
                KeyRow(keys=pgettext("keys", "Left, right"), does=_("Open or close a group")),
            ),
        ),
        KeyGroup(
            title=pages[TIMELINE],
            rows=(
                KeyRow(keys=pgettext("keys", "Left, right"), does=_("Move the date line by a day")),
                KeyRow(
                    # Translators: names of keys of the keyboard.
                    keys=pgettext("keys", "Page up, page down"),
                    does=_("Move the date line by a month"),
                ),
                KeyRow(
                    # Translators: names of keys of the keyboard.
                    keys=pgettext("keys", "Home, end"),
                    does=_("Go to the first or the last day"),
                ),
                KeyRow(
                    # Translators: names of keys of the keyboard.
                    keys=pgettext("keys", "Plus, minus"),
                    does=_("Show less time, or more"),
                ),
            ),
        ),
        KeyGroup(
            title=pages[RECORDS],
            rows=(KeyRow(keys=named(standard.Paste), does=_("Check what you copied")),),
        ),
        KeyGroup(
            # Translators: a heading; pages are looked at before they are printed.
            title=_("Before printing"),
            rows=(
                KeyRow(keys=named(standard.Print), does=_("Print")),
                KeyRow(keys=named(standard.Save), does=_("Save as a file")),
                KeyRow(
                    keys=named(standard.ZoomIn, standard.ZoomOut),
                    does=_("Show the pages larger or smaller"),
                ),
            ),
        ),
    )


def _page_rows() -> Iterator[KeyRow]:
    """Yield the keys that the window hears."""
    yield KeyRow(keys=named(help_keys()), does=_("Show this list"))
    keys = page_keys()
    for page, text, _icon in nav_texts():
        more = search_keys() if page == SEARCH else ()
        yield KeyRow(keys=named(keys[page], *more), does=text)
    yield KeyRow(keys=named(lock_keys()), does=_("Lock your data, or go to where a lock is set"))
