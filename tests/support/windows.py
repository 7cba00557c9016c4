"""The real window over a real store in a folder of a test."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ownerapp.domain.event import Method
from ownerapp.domain.settings import Settings, Theme
from ownerapp.system.settings import SettingsFile
from ownerapp.ui.app import Application
from ownerapp.ui.pages.home import Home
from ownerapp.ui.pages.page import Page
from ownerapp.ui.pages.session import Session
from ownerapp.ui.widgets.text import Text
from ownerapp.ui.window import MainWindow
from tests.support.desks import Place

_freeze = gc.freeze
"""Taken before ``tests.conftest`` puts nothing in its place."""


class OpenedUrls(QObject):
    """Takes what the program hands to the desktop to open."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.paths.append(url.toLocalFile())


@contextmanager
def opened_urls() -> Iterator[OpenedUrls]:
    """Let nothing reach the desktop, and say what would have."""
    taker = OpenedUrls()
    method: Any = "take"  # PySide asks for bytes and refuses them
    QDesktopServices.setUrlHandler("file", taker, method)
    yield taker
    QDesktopServices.unsetUrlHandler("file")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A window whose choices can be read."""

    parts: Application
    qtbot: QtBot
    settings: SettingsFile

    @property
    def window(self) -> MainWindow:
        return self.parts.window

    @property
    def session(self) -> Session:
        return self.parts.session

    @property
    def home(self) -> Home:
        home = self.window.home()
        assert home is not None
        return home

    def go(self, key: str) -> Page:
        """Go to a page, as by its row in the sidebar, and wait until it has read what it shows."""
        self.window.sidebar.nav.pick(key)
        self.home.show_page(key)
        self.wait_idle()
        return self.home.page(key)

    def wait_idle(self) -> None:
        """Wait until nothing is read or written."""
        self.qtbot.waitUntil(lambda: not self.session.tasks.is_busy(), timeout=20_000)

    def refresh(self) -> None:
        """Have it look for what changed, as it does now and then where nothing is being read."""
        self.wait_idle()
        self.home.refresh()

    def speak(self, language: str) -> None:
        """Change the language and let every widget hear of it."""
        self.session.change(language=language)
        self.settle()

    def settle(self) -> None:
        """Let events and layouts come to rest."""
        for _ in range(6):
            QApplication.processEvents()

    def look(self, *, language: str, theme: Theme, percent: int) -> None:
        """Change how the program looks, as the settings page does."""
        self.session.change(language=language, theme=theme, text_scale_percent=percent)
        self.settle()
        self.wait_idle()


def free_earlier_windows() -> None:
    """Collect what earlier windows left, here on the main thread; the rest is there to stay.

    What stays is not looked at again: it is large, and there are hundreds of windows.
    """
    gc.collect()
    _freeze()


@contextmanager
def shown_window(app: QApplication, qtbot: QtBot, place: Place) -> Iterator[Shown]:
    """Start the window over a place that has a car, and close it at the end."""
    free_earlier_windows()
    settings = SettingsFile(place.data_dir / "settings.json", clock=place.clock)
    settings.save(Settings(language="en", theme=Theme.LIGHT, reduced_motion=True))
    parts = Application(
        app,
        lambda: place.desk(Method.DESKTOP),
        settings=settings,
        data_dir=str(place.data_dir),
        documents_dir=str(place.data_dir.parent / "Documents"),
        language=None,
        passphrase=lambda: None,
    )
    with qtbot.waitSignal(parts.window.ready, timeout=20_000):
        parts.window.show()
    parts.window.activateWindow()
    qtbot.waitUntil(parts.window.isActiveWindow)
    shown = Shown(parts=parts, qtbot=qtbot, settings=settings)
    shown.wait_idle()
    yield shown
    parts.window.close()
    parts.window.deleteLater()
    parts.deleteLater()
    app.sendPostedEvents()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def cut_texts(root: QWidget) -> list[str]:
    """Return the texts that have less room than they need."""
    cut = []
    seen = [text for text in root.findChildren(Text) if text.isVisible() and text.text()]
    assert seen
    for text in seen:
        needed = text.heightForWidth(text.width()) if text.wordWrap() else 0
        longest = text.minimumSizeHint().width()
        if needed > text.height() + 1 or longest > text.width() + 1:
            cut.append(f"{text.text()}: {needed} > {text.height()}, {longest} > {text.width()}")
    return cut
