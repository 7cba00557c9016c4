"""Asks for the passphrase that opens the data, and opens it.

Rules:

1. There is nowhere to go meanwhile: the sidebar is away.
2. A wrong passphrase is said beside its field; any other trouble is for a page of its own.
3. Most starts ask for nothing, so what asks is loaded when it does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ownerapp.domain.errors import InputError, OwnerAppError

if TYPE_CHECKING:
    from ownerapp.ui.pages.gate import PassphrasePage
    from ownerapp.ui.pages.session import Session
    from ownerapp.ui.stage import Stage


class PassphraseGate(QObject):
    """Stands in place of the pages until a passphrase opens the data.

    Args:
        stage: Where it stands.
        session: Opens the store off the window's thread.

    Signals:
        shown: The question can be read.
        opened: It was the right one; what was read from the store.
        failed: The data cannot be opened for another reason; the error.
        restore_wanted: It is forgotten, and a backup is to be brought back.
    """

    shown = Signal()
    opened = Signal(object)
    failed = Signal(object)
    restore_wanted = Signal()

    def __init__(self, stage: Stage, session: Session) -> None:
        super().__init__(stage)
        self._stage = stage
        self._session = session
        self._page: PassphrasePage | None = None

    def ask(self, *, is_lock: bool) -> None:
        """Ask; a lock stands for itself, and says nothing of keyrings."""
        from ownerapp.ui.pages.gate import PassphrasePage  # noqa: PLC0415 - rule 3

        self._page = PassphrasePage(is_lock=is_lock)
        self._page.given.connect(self._on_given)
        self._page.restore_pressed.connect(self.restore_wanted)
        self._stage.show_alone(self._page)
        self._stage.sidebar.hide()
        self._page.take_focus()
        self.shown.emit()

    def leave(self) -> None:
        """Let go of the question: the data is open."""
        self._page = None

    @Slot(str)
    def _on_given(self, typed: str) -> None:
        """Try a passphrase."""
        from ownerapp.ui.pages import opening  # noqa: PLC0415 - rule 3

        car = self._session.settings.car
        self._session.call(
            lambda desk: opening.open_store(desk, car=car, passphrase=typed),
            self._on_opened,
            self._on_failed,
        )

    @Slot(object)
    def _on_opened(self, opened: object) -> None:
        """Pass on what was read."""
        self.opened.emit(opened)

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what was wrong where it belongs (rule 2)."""
        if isinstance(error, InputError) and self._page is not None:
            self._page.show_error(error)
        else:
            self.failed.emit(error)
