"""The words under which a desktop's own menus and file lists show this program."""

from __future__ import annotations

from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, pgettext

APP_ID = "ownerapp"
"""The name of the desktop file without its ending; window and desktop match by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DesktopWords:
    """What the entry of the program says."""

    generic_name: str
    comment: str
    keywords: tuple[str, ...]
    paragraphs: tuple[str, ...]
    """What a software catalogue says of the program."""
    record: str
    """The kind of file that a signed record is."""
    notice: str
    backup: str


def desktop_words() -> DesktopWords:
    """Return the words in the current language."""
    return DesktopWords(
        # Translators: what kind of program this is, in a desktop's menu.
        generic_name=pgettext("program", "Car data choices"),
        comment=_(
            "See what data your car collects, decide what it may, and prove what you decided"
        ),
        keywords=(
            # Translators: a word by which somebody finds the program in a menu.
            pgettext("keyword", "car"),
            # Translators: a word by which somebody finds the program in a menu.
            pgettext("keyword", "privacy"),
            # Translators: a word by which somebody finds the program in a menu.
            pgettext("keyword", "consent"),
            # Translators: a word by which somebody finds the program in a menu.
            pgettext("keyword", "record"),
        ),
        paragraphs=(
            _(
                "Shows car owners what data their car collects, and lets them turn optional "
                "collection on and off for as long as they choose. Everything optional is off "
                "until it is turned on."
            ),
            _(
                "Each answer is kept in an encrypted history on this computer. A signed record "
                "of it can be checked by anybody, without an account and without a network."
            ),
        ),
        # Translators: a kind of file, in a desktop's list of files.
        record=pgettext("file", "Signed consent record"),
        # Translators: a kind of file, in a desktop's list of files.
        notice=pgettext("file", "Privacy notice of a car"),
        # Translators: a kind of file, in a desktop's list of files.
        backup=pgettext("file", "Backup of ownerapp"),
    )
