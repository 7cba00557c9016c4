"""What every page works with: the desk on its own thread, the settings, the folders.

Rules:

1. The desk is made and used on the store thread only; pages see frozen values.
2. Settings are saved at once, off the main thread; what a running save missed is saved by
   the next one.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from ownerapp.domain.errors import OwnerAppError
from ownerapp.domain.settings import Settings
from ownerapp.ui.pages.typed_notes import TypedNotes
from ownerapp.ui.tasks import Task, Tasks

if TYPE_CHECKING:
    from ownerapp.presentation.desk import Desk

T = TypeVar("T")


class Loaded(Protocol):
    """Settings as they were found."""

    @property
    def settings(self) -> Settings:
        """Return the settings."""

    @property
    def set_aside_path(self) -> object | None:
        """Return where a damaged file was put."""


class SettingsStore(Protocol):
    """Where settings are kept."""

    def load(self) -> Loaded:
        """Return the settings."""

    def save(self, settings: Settings) -> object | None:
        """Keep the settings; return where a damaged file was put, if one was found."""


class Session(QObject):
    """The desk, the settings and the folders of one window.

    Args:
        make_desk: Makes the desk; called once, on the store thread.
        store: Where settings are kept.
        settings: The settings in force.
        data_dir: The data folder, to be shown.
        documents_dir: Where records go the first time.
        keeps_settings: False when the settings file must not be touched.

    Signals:
        settings_changed: Something was set; the settings.
        settings_failed: Settings could not be saved; the error.
        settings_set_aside: A damaged settings file was found and put aside; where it is.
        lock_wanted: The data is to be locked.
        lockable_changed: Nobody opens the data again without a passphrase, or no longer so.
    """

    settings_changed = Signal(object)
    settings_failed = Signal(object)
    settings_set_aside = Signal(str)
    lock_wanted = Signal()
    lockable_changed = Signal(bool)

    def __init__(
        self,
        make_desk: Callable[[], Desk],
        *,
        store: SettingsStore,
        settings: Settings,
        data_dir: str,
        documents_dir: str,
        keeps_settings: bool = True,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._make_desk = make_desk
        self._desk: Desk | None = None
        self._store = store
        self._keeps_settings = keeps_settings
        self.settings = settings
        self.data_dir = data_dir
        self._documents_dir = documents_dir
        self.tasks = Tasks(self)
        self.notes = TypedNotes()
        self._is_lockable = False

    def call(
        self,
        work: Callable[[Desk], T],
        on_done: Callable[[T], None] | None = None,
        on_failed: Callable[[OwnerAppError], None] | None = None,
    ) -> Task[T]:
        """Run work with the desk on the store thread; answers arrive on the main thread."""
        return self.tasks.run_store(lambda: work(self._ready_desk()), on_done, on_failed)

    def present_desk(self) -> Desk | None:
        """Return the desk if it was made; only for calls that any thread may make."""
        return self._desk

    def change(self, **changes: Any) -> None:
        """Change settings and save them."""
        changed = replace(self.settings, **changes)
        if changed == self.settings:
            return
        self.settings = changed
        self.settings_changed.emit(changed)
        if self._keeps_settings:
            self.tasks.run_store(self._save, self._on_saved, self.settings_failed.emit)

    def documents_dir(self) -> str:
        """Return where records go unless the person says otherwise."""
        return self.settings.last_export_dir or self._documents_dir

    def is_lockable(self) -> bool:
        """Say whether nobody opens the data again without a passphrase."""
        return self._is_lockable

    def set_lockable(self, *, lockable: bool) -> None:
        """Take notice that a lock was set or removed."""
        if lockable != self._is_lockable:
            self._is_lockable = lockable
            self.lockable_changed.emit(lockable)

    def lock(self) -> None:
        """Close the store, after what is being saved and the notes; the settings stay."""
        desk = self._desk
        if desk is not None:
            save = self.notes.hand_over()
            if save is not None:
                # Nobody is there to be told: a failure is told by the next save.
                self.call(save, None, _ignore)
            self.tasks.run_store(lambda: _close_wholly(desk))

    def close(self) -> bool:
        """Stop all work, save the notes and close the store; say whether all ended."""
        desk, save = self._desk, self.notes.hand_over()
        last = partial(save, desk) if save is not None and desk is not None else None
        ended = self.tasks.shut_down(last=last)
        if ended and self._desk is not None:
            self._desk.close()
        return ended

    def save_now(self, **changes: Any) -> None:
        """Change settings at the end of the program and save them on this thread."""
        before, self.settings = self.settings, replace(self.settings, **changes)
        if self._keeps_settings and self.settings != before:
            try:
                self._save()
            except OwnerAppError as error:
                self.settings_failed.emit(error)

    def _save(self) -> object | None:
        return self._store.save(self.settings)

    @Slot(object)
    def _on_saved(self, set_aside: object | None) -> None:
        """Say when something had damaged the file meanwhile."""
        if set_aside is not None:
            self.settings_set_aside.emit(str(set_aside))

    def _ready_desk(self) -> Desk:
        if self._desk is None:
            self._desk = self._make_desk()
            # Babel loads here, and not between two frames of the window.
            from ownerapp.i18n.formatting import format_date  # noqa: PLC0415 - see above

            format_date(self._desk.now(), self._desk.zone())
        return self._desk


def _ignore(_error: OwnerAppError) -> None:
    """Let it be."""


def _close_wholly(desk: Desk) -> None:
    """Close the store and let go of what only circles of references still hold."""
    desk.close()
    gc.collect()
