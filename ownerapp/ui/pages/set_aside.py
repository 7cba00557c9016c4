"""Says in the window that a damaged settings file was put aside, and where it is."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ownerapp.presentation.settings_page import set_aside_sentence
from ownerapp.ui.pages.page import Page
from ownerapp.ui.widgets.banner import Banner, BannerKind


class SetAsideNotice(QObject):
    """Uses the banner of the page that is shown, and follows the language.

    Args:
        window: The window.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._path = ""
        self._banner: Banner | None = None
        self._said = ""
        window.installEventFilter(self)

    @Slot(str)
    def say(self, path: str) -> None:
        """Say it on the page that is shown."""
        pages = [page for page in self._window.findChildren(Page) if page.isVisible()]
        if not path or not pages:
            return
        self._path = path
        self._banner = pages[0].banner
        self._write()

    def _write(self) -> None:
        """Write the sentence in the language in force."""
        if self._banner is not None:
            self._said = set_aside_sentence(self._path)
            self._banner.say(BannerKind.WARN, self._said, icon="info")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow a change of language, unless the banner says something newer."""
        if event.type() is QEvent.Type.LanguageChange and self._banner is not None:
            if not shiboken6.isValid(self._banner):
                self._banner = None
            elif self._banner.text() == self._said and self._banner.isVisible():
                self._write()
        return False
