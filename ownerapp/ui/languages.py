"""Switching the whole window to a language, live.

Rules:

1. The order is: catalogue, Qt's locale, old translator out, direction, fonts, new translator
   in, top-level locales. Installing the translator is what sends ``LanguageChange``.
2. There is always a translator, even an empty one: otherwise nobody would be told.
3. The direction is always set explicitly; Qt guesses it only for languages it ships.
4. Nobody connects to a signal of this module: each widget with words has ``retranslate()``
   and calls it from ``changeEvent``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from ownerapp.i18n import (
    N_,
    _,
    bcp47,
    current_language,
    direction,
    qt_translation_name,
    set_language,
)
from ownerapp.ui import fonts, theme

QT_TEXTS: Final = (
    N_("OK"),
    N_("&OK"),
    N_("Cancel"),
    N_("&Cancel"),
    N_("Open"),
    N_("&Open"),
    N_("Save"),
    N_("&Save"),
    N_("Close"),
    N_("&Close"),
    N_("&Yes"),
    N_("&No"),
    N_("Cu&t"),
    N_("&Copy"),
    N_("&Paste"),
    N_("Delete"),
    N_("Select All"),
    N_("&Undo"),
    N_("&Redo"),
    N_("Look in:"),
    N_("File &name:"),
    N_("Files of type:"),
    N_("All Files (*)"),
    N_("Back"),
    N_("Forward"),
    N_("Parent Directory"),
    N_("Create New Folder"),
    N_("&New Folder"),
    N_("Directory:"),
    N_("Folder"),
    N_("Name"),
    N_("Size"),
    N_("Kind"),
    N_("Date Modified"),
    N_("My Computer"),
    N_("Computer"),
)
"""Qt's own words that this program can show, for the languages that Qt lacks."""

_PSEUDO_REGIONS: Final = {"en-XA": "en-GB", "ar-XB": "ar"}


class GettextTranslator(QTranslator):
    """Looks Qt's own words up in the program's catalogue."""

    @override
    def isEmpty(self) -> bool:
        """Say that there is something to look up."""
        return False

    @override
    def translate(
        self,
        context: str,
        sourceText: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        """Return the translation of one of Qt's words; anything else stays as it is.

        An empty text would count as a translation and empty every button.
        """
        return _(sourceText) if sourceText in _KNOWN else None


class Languages(QObject):
    """Keeps the translator in force; one per application."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._translator: QTranslator | None = None

    def use(self, tag: str) -> str:
        """Show the whole program in a language and return the tag that is really used."""
        used = set_language(tag)
        locale = QLocale(_PSEUDO_REGIONS.get(used, bcp47(used)))
        QLocale.setDefault(locale)
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator.deleteLater()
        right_to_left = direction(used) == "rtl"
        self._app.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        )
        fonts.load_for(used)
        theme.apply_families(self._app, fonts.families_for(used))
        self._translator = _qt_translator(used, self)
        QCoreApplication.installTranslator(self._translator)
        for window in self._app.topLevelWidgets():
            window.setLocale(locale)
        return used

    def current(self) -> str:
        """Return the language in force."""
        return current_language()


def _qt_translator(tag: str, parent: QObject) -> QTranslator:
    """Return Qt's own strings in a language, or our catalogue's for those it knows."""
    name = qt_translation_name(tag)
    if name is not None:
        folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        shipped = QTranslator(parent)
        if shipped.load(name, str(folder)):
            return shipped
    return GettextTranslator(parent)


_KNOWN: Final = frozenset(QT_TEXTS)
