"""Leads to a car: the first run where there is none yet, and the adding of a further one.

Rules:

1. A first run stands alone; the adding of a further car stands over the pages, and leaving it
   goes back to them with nothing saved.
2. One whose beginning was read before the data was locked is not shown.
3. Most starts have their car, so nothing of this is loaded with the first frame.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ownerapp.domain.errors import OwnerAppError
from ownerapp.ui.pages.names import CHOICES

if TYPE_CHECKING:
    from ownerapp.services.opening import Need
    from ownerapp.ui.locking import Locking
    from ownerapp.ui.pages.opening import Beginning
    from ownerapp.ui.pages.session import Session
    from ownerapp.ui.stage import Stage


class FirstRuns(QObject):
    """Shows a first run, and says what came of it.

    Args:
        stage: Where it stands.
        session: Reads what a first run starts from, and remembers the new car.
        locking: Says whether the data was locked meanwhile.
        passphrase: Returns one that was handed to the program, or None.

    Signals:
        shown: The first run can be read.
        done: A car was added; it.
        restore_wanted: A backup is to be brought back instead.
        failed: There is nothing to start from; the error.
    """

    shown = Signal()
    done = Signal(str)
    restore_wanted = Signal()
    failed = Signal(object)

    def __init__(
        self,
        stage: Stage,
        session: Session,
        locking: Locking,
        passphrase: Callable[[], str | None],
    ) -> None:
        super().__init__(stage)
        self._stage = stage
        self._session = session
        self._locking = locking
        self._passphrase = passphrase
        self._need: Need | None = None

    def begin(self, need: Need | None) -> None:
        """Begin.

        Args:
            need: What a new store needs; None where there is a store, or nothing to ask for it.
        """
        from ownerapp.ui.pages import opening  # noqa: PLC0415 - rule 3

        self._need = need
        self._session.call(opening.begin, self._on_beginning, self._on_failed)

    @Slot(object)
    def _on_beginning(self, beginning: Beginning) -> None:
        """Show it (rules 1 and 2)."""
        if self._locking.is_locked():
            return
        from ownerapp.services.opening import Need  # noqa: PLC0415 - rule 3
        from ownerapp.ui.first_run.first_run import FirstRun  # noqa: PLC0415 - rule 3

        run = FirstRun(
            self._session,
            beginning,
            asks_passphrase=self._need is Need.NEW_PASSPHRASE,
            passphrase=self._passphrase,
            is_further_car=self._stage.home() is not None,
        )
        run.left.connect(self._on_left)
        run.done.connect(self._on_done)
        run.restore_wanted.connect(self.restore_wanted)
        self._stage.show_first_run(run)
        run.take_focus()
        self.shown.emit()

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Pass on why there is nothing to start from."""
        self.failed.emit(error)

    @Slot()
    def _on_left(self) -> None:
        """Go back to the pages; nothing was saved."""
        self._stage.leave_first_run()

    @Slot(str)
    def _on_done(self, car: str) -> None:
        """Remember the new car, whose choices are shown next."""
        self._session.change(car=car, last_page=CHOICES)
        self.done.emit(car)
