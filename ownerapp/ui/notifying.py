"""Says something on the desktop, where it has a place for that; only if the person asked.

Rules:

1. The desktop's own notifications come first; where nobody shows them, the system tray does.
2. The same text is said once. Of what is due the words of :mod:`ownerapp.presentation.due_now`
   are said and nothing more, because a locked screen may show them to everybody.
3. A desktop that is slow keeps neither the window nor the store waiting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QSystemTrayIcon

from ownerapp.presentation.due_now import TITLE
from ownerapp.ui import theme
from ownerapp.ui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from ownerapp.domain.errors import OwnerAppError
    from ownerapp.presentation.desk import Desk
    from ownerapp.ui.pages.session import Session

_SHOWN_MS: Final = 10_000


class Notifier(QObject):
    """Shows a notification once for each text, and leaves nothing behind in the tray."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tray: QSystemTrayIcon | None = None
        self._said = ""

    def look(self) -> None:
        """Look at what ends soon or is due, and say it if it was not said yet."""
        self._session.call(_look, self._on_looked, _ignore)

    @Slot(object)
    def _on_looked(self, found: tuple[str, Callable[[str], bool]]) -> None:
        """Say it beside the store (rule 3)."""
        text, say = found
        if not text or text == self._said:
            return
        self._said = text
        self._session.tasks.run_documents(
            lambda: say(text), lambda taken: None if taken else self._show_in_tray(text)
        )

    def _show_in_tray(self, text: str) -> None:
        """Say it where there is a tray; elsewhere the window alone says it."""
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(self)
        self._tray.setIcon(icon("hourglass", theme.colour(theme.current().tokens.ink)))
        self._tray.show()
        self._tray.showMessage(TITLE, text, QSystemTrayIcon.MessageIcon.NoIcon, _SHOWN_MS)
        QTimer.singleShot(_SHOWN_MS, self._tray, self._tray.hide)


def _look(desk: Desk) -> tuple[str, Callable[[str], bool]]:
    """Return what is due and how to say it; runs on the store thread."""
    return desk.due_now(), desk.say_on_desktop


def _ignore(_error: OwnerAppError) -> None:
    """Let a reminder fail in silence: the pages say what is wrong with the store."""
