"""Says something on the desktop, where it has a place for that; only if the person asked."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QSystemTrayIcon

from ownerapp.ui import theme
from ownerapp.ui.icons import icon

_SHOWN_MS: Final = 10_000


class Notifier(QObject):
    """Shows a notification once for each text, and leaves nothing behind in the tray."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tray: QSystemTrayIcon | None = None
        self._said = ""

    def notify(self, title: str, text: str) -> bool:
        """Say something; tell whether the desktop could."""
        if text == self._said:
            return False
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            return False
        self._said = text
        if self._tray is None:
            self._tray = QSystemTrayIcon(self)
        self._tray.setIcon(icon("hourglass", theme.colour(theme.current().tokens.ink)))
        self._tray.show()
        self._tray.showMessage(title, text, QSystemTrayIcon.MessageIcon.NoIcon, _SHOWN_MS)
        QTimer.singleShot(_SHOWN_MS, self._tray, self._tray.hide)
        return True
