"""Locks the data: by the person's wish, or when nobody has used the program for a time.

Rules:

1. What is being saved is saved first, and a private note that was being typed with it; what else
   was typed and not sent is gone.
2. From then on nothing that is shown, or was read and is on its way, says anything of the
   person before a passphrase has opened the data again.
3. Use is looked for only while there is something that a time without it locks.
4. Without a lock the wish leads to where one is set, and loads what is needed only then: the
   first frame needs nothing of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from ownerapp.ui.pages.names import CHOICES, RIGHTS, SETTINGS

if TYPE_CHECKING:
    from ownerapp.ui.auto_lock import AutoLock
    from ownerapp.ui.pages.session import Session
    from ownerapp.ui.stage import Stage


class Locking(QObject):
    """Knows whether the data is locked, and locks it.

    Args:
        stage: What is let go of.
        session: The store that is closed; it also says that somebody wants it locked.

    Signals:
        locked: Nothing is open any more; a passphrase is to be asked for.
    """

    locked = Signal()

    def __init__(self, stage: Stage, session: Session) -> None:
        super().__init__(stage)
        self._stage = stage
        self._session = session
        self._is_locked = False
        self._auto_lock: AutoLock | None = None
        session.lock_wanted.connect(self.want)
        session.lockable_changed.connect(self.follow)
        session.settings_changed.connect(self.follow)

    def is_locked(self) -> bool:
        """Say whether the person locked the data."""
        return self._is_locked

    def end(self) -> None:
        """Take notice that the data is open again, or that a trouble is to be shown."""
        self._is_locked = False

    @Slot()
    def want(self) -> None:
        """Lock, once whatever was pressed for it has returned; without a lock, offer one."""
        home = self._stage.home()
        if self._session.is_lockable():
            QTimer.singleShot(0, self, self.lock)
        elif home is not None and self._stage.is_at_rest():
            from ownerapp.ui.pages.settings import SettingsPage  # noqa: PLC0415 - rule 4

            page = home.page(SETTINGS)
            self._stage.sidebar.nav.pick(SETTINGS)
            home.show_page(SETTINGS)
            if isinstance(page, SettingsPage):
                page.show_lock()

    @Slot()
    def lock(self) -> None:
        """Close the store and everything that shows anything of it (rules 1 and 2)."""
        home = self._stage.home()
        if home is None or self._is_locked or not self._session.is_lockable():
            return
        from ownerapp.ui.closing_others import close_others  # noqa: PLC0415 - rule 4

        self._is_locked = True
        close_others(self._stage.window())
        self._stage.leave_home()
        # At once: an answer that is on its way would be shown in the sidebar again.
        QApplication.sendPostedEvents(home, QEvent.Type.DeferredDelete)
        self._stage.end_first_run()
        for row in (CHOICES, RIGHTS):
            self._stage.sidebar.nav.set_badge(row, "")
        self._stage.sidebar.foot.show_state("", "")
        self._session.lock()
        self.follow()
        self.locked.emit()

    @Slot()
    def follow(self) -> None:
        """Follow whether there is a lock, and the time that is set (rule 3)."""
        can = self._stage.home() is not None and self._session.is_lockable()
        minutes = self._session.settings.lock_after_minutes if can else 0
        if self._auto_lock is None:
            if not minutes:
                return
            from ownerapp.ui.auto_lock import AutoLock  # noqa: PLC0415 - rule 3

            self._auto_lock = AutoLock(self)
            self._auto_lock.due.connect(self._on_unused)
        self._auto_lock.watch(minutes)

    @Slot()
    def _on_unused(self) -> None:
        """Lock, once what is under way has ended."""
        if not self._session.tasks.is_busy():
            self.lock()
