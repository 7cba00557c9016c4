"""Work off the main thread; the only module with threads.

Rules:

1. Store work runs in a pool of one thread, so writes are in order; documents in another.
2. A task is a main-thread object owned by ``Tasks``. The runnable holds a callable and one
   bound ``emit``; nothing of Qt or of a page crosses threads, only frozen values. The signal
   is that of ``Tasks``, which outlives its threads: Qt looks at the sender again after the
   receivers were told, and by then a task may be deleted.
3. Results, failures and crashes arrive on the main thread, in the order of their start
   within a pool.
4. A deliberate error goes to the task's own ``on_failed``; anything else is our bug and goes
   to ``crashed``.
5. A cancelled task reports nothing. One that has not started never runs; a running one may
   look at ``is_cancelled`` and stop.
6. A result for a page that is gone is dropped.
7. Work stands aside while the window draws, see ``right_of_way``.
8. ``shut_down`` takes no more tasks, cancels the waiting ones, asks the running ones to stop,
   does on the store thread what is to be done last, and waits until a deadline.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any, Final, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QDeadlineTimer, QObject, QRunnable, QThreadPool, Signal, Slot
from typing_extensions import override

from ownerapp.domain.errors import OwnerAppError
from ownerapp.domain.values import dataclass
from ownerapp.services.standing_aside import standing_aside_for
from ownerapp.ui.right_of_way import RightOfWay

T = TypeVar("T")

CLOSE_DEADLINE_MS: Final = 5_000


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a callable returned or raised."""

    value: Any = None
    error: BaseException | None = None


class Task(QObject, Generic[T]):
    """One piece of work, as the main thread sees it.

    Signals:
        finished: The work is over and has been reported; always on the main thread.
    """

    finished = Signal()

    def __init__(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None] | None,
        on_failed: Callable[[OwnerAppError], None] | None,
        parent: Tasks,
        lane: _Lane,
    ) -> None:
        super().__init__(parent)
        self._tasks = parent
        self._lane = lane
        self._on_done = on_done
        self._on_failed = on_failed
        self._cancelled = threading.Event()
        self.number = parent.take_number()
        self.runnable = lane.runnable()
        send = partial(parent.came_back.emit, self.number)
        self.runnable.take(partial(_aside, work, parent.way.wait), send, self._cancelled)

    def start(self) -> None:
        """Wait for the thread, then run there."""
        self._lane.pool.start(self.runnable)

    def withdraw(self) -> bool:
        """Leave the queue; say whether the work had not begun."""
        return self._lane.pool.tryTake(self.runnable)

    def let_go(self) -> None:
        """Keep nothing of the work, and be deleted."""
        self._lane.give_back(self.runnable)
        self.deleteLater()

    def cancel(self) -> None:
        """Report nothing any more (rule 5)."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Say whether nobody waits for the result; safe to ask from the work itself."""
        return self._cancelled.is_set()

    def settle(self) -> None:
        """End a task that never ran."""
        self._tasks.forget(self)
        self.finished.emit()

    def come_back(self, outcome: _Outcome) -> None:
        """Report on the main thread."""
        self._tasks.forget(self)
        if not self._cancelled.is_set():
            self._report(outcome)
        self.finished.emit()

    def _report(self, outcome: _Outcome) -> None:
        """Tell whoever asked (rules 4 and 6)."""
        error = outcome.error
        if error is None:
            if self._on_done is not None and _is_reachable(self._on_done):
                self._on_done(outcome.value)
        elif isinstance(error, OwnerAppError) and self._on_failed is not None:
            if _is_reachable(self._on_failed):
                self._on_failed(error)
        else:
            self._tasks.crashed.emit(error)


class Tasks(QObject):
    """Runs work for the window.

    Signals:
        crashed: Work raised something that is no deliberate error, or a deliberate one that
            nobody handles; the exception.
        busy_changed: The first task began or the last one ended.
        came_back: The work of a task is over; its number, and what came of it (rule 2).
    """

    crashed = Signal(object)
    busy_changed = Signal(bool)
    came_back = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.way = RightOfWay(self)
        self._store = _Lane(self)
        self._documents = _Lane(self)
        self._numbers = count(1)
        self._open: dict[int, Task[Any]] = {}
        self._closing = False
        self.came_back.connect(self._on_came_back)

    def take_number(self) -> int:
        """Return the number of the next task."""
        return next(self._numbers)

    def run_store(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None] | None = None,
        on_failed: Callable[[OwnerAppError], None] | None = None,
    ) -> Task[T]:
        """Run work on the one store thread; results come back on this thread."""
        return self._run(Task(work, on_done, on_failed, self, self._store))

    def run_documents(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None] | None = None,
        on_failed: Callable[[OwnerAppError], None] | None = None,
    ) -> Task[T]:
        """Run work on the documents thread: typesetting, sealing, checking files."""
        return self._run(Task(work, on_done, on_failed, self, self._documents))

    def is_busy(self) -> bool:
        """Say whether any task is open."""
        return bool(self._open)

    def shut_down(
        self, deadline_ms: int = CLOSE_DEADLINE_MS, *, last: Callable[[], object] | None = None
    ) -> bool:
        """Stop (rule 8) and say whether everything had ended by the deadline."""
        self._closing = True
        for task in tuple(self._open.values()):
            task.cancel()
            if task.withdraw():
                task.settle()
        if last is not None:
            runnable = self._store.runnable()
            runnable.take(last, _nobody, threading.Event())
            self._store.pool.start(runnable)
        deadline = QDeadlineTimer(deadline_ms)
        ended = [lane.pool.waitForDone(deadline) for lane in (self._store, self._documents)]
        return all(ended)

    def forget(self, task: Task[Any]) -> None:
        """Let go of a task that is over; its one deletion path (rule 2)."""
        del self._open[task.number]
        task.let_go()
        if not self._open:
            self.busy_changed.emit(False)  # noqa: FBT003 -- Qt's signature

    @Slot(int, object)
    def _on_came_back(self, number: int, outcome: _Outcome) -> None:
        """Let the task report; what is shown for it comes before other work."""
        self.way.take()
        self._open[number].come_back(outcome)

    def _run(self, task: Task[T]) -> Task[T]:
        """Start a task, or refuse it once closing has begun."""
        self._open[task.number] = task
        if self._closing:
            task.cancel()
            task.settle()
            return task
        # Whoever asked goes on showing something first.
        self.way.take()
        if len(self._open) == 1:
            self.busy_changed.emit(True)  # noqa: FBT003 -- Qt's signature
        task.start()
        return task


_NOBODYS = threading.Event()
"""Stands where the sign of a task was that is over; each holds two locks."""


class _Runnable(QRunnable):
    """Runs on a pool's thread; knows nothing but its callable and where to send the end.

    It is used again when it is over: the binding of the pool never lets go of a runnable that
    it was once given, so a new one for each task would be memory that never comes back.
    """

    def __init__(self) -> None:
        super().__init__()
        # Python owns it: Qt deleting it under Python's reference would crash.
        self.setAutoDelete(False)
        self.let_go()

    def take(
        self, work: Callable[[], Any], send: Callable[[object], None], cancelled: threading.Event
    ) -> None:
        """Hold what is to be run next."""
        self._work = work
        self._send = send
        self._cancelled = cancelled

    @override
    def run(self) -> None:
        """Do the work and send its outcome to the main thread."""
        if self._cancelled.is_set():
            outcome = _Outcome()
        else:
            try:
                outcome = _Outcome(value=self._work())
            except BaseException as error:  # noqa: BLE001 -- the one edge that reports all (rule 4)
                outcome = _Outcome(error=error)
        # After a missed deadline the receiver may be gone already; there is nobody to tell.
        with contextlib.suppress(RuntimeError):
            self._send(outcome)

    def let_go(self) -> None:
        """Keep nothing of a page or of what was read while waiting to be used again."""
        self.take(_nothing, _nobody, _NOBODYS)


def _aside(work: Callable[[], T], wait: Callable[[], None]) -> T:
    """Do work that stands aside for the window (rule 7)."""
    with standing_aside_for(wait):
        return work()


def _nothing() -> None:
    """Stand where the work was that is over."""


def _nobody(_outcome: object) -> None:
    """Stand where the one was who has been told."""


class _Lane:
    """One thread that stays, and the runnables that it has run and may run again."""

    def __init__(self, parent: QObject) -> None:
        self.pool = QThreadPool(parent)
        self.pool.setMaxThreadCount(1)
        self.pool.setExpiryTimeout(-1)
        self._spare: list[_Runnable] = []

    def runnable(self) -> _Runnable:
        """Return one that has nothing to do."""
        return self._spare.pop() if self._spare else _Runnable()

    def give_back(self, runnable: _Runnable) -> None:
        """Keep one that has sent its outcome, or never ran, for the next task.

        Where it is given out before its last run has returned, it waits for that: there is one
        thread, and after sending a run looks at nothing of its own any more.
        """
        runnable.let_go()
        self._spare.append(runnable)


def _is_reachable(callback: Callable[..., None]) -> bool:
    """Say whether the object that a bound method belongs to still exists (rule 6)."""
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
