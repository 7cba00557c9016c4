"""The numbered rules are those of ``ownerapp.ui.tasks``."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread, Signal, Slot
from pytestqt.qtbot import QtBot

from ownerapp.domain.errors import StoreBusyError
from ownerapp.ui.tasks import Task, Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    assert tasks.shut_down()


class Page(QObject):
    """Takes a result as a page does."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[object] = []

    @Slot()
    def take(self, value: object) -> None:
        self.seen.append(value)


def test_rule_1_store_work_runs_in_order_on_one_other_thread(qtbot: QtBot, tasks: Tasks) -> None:
    threads: list[int] = []
    results: list[int] = []

    def work(number: int) -> int:
        threads.append(threading.get_ident())
        return number

    for number in range(20):
        tasks.run_store(partial(work, number), results.append)
    qtbot.waitUntil(lambda: len(results) == 20)
    assert results == list(range(20))
    assert len(set(threads)) == 1
    assert threading.get_ident() not in threads


def test_rule_1_documents_do_not_wait_for_the_store(qtbot: QtBot, tasks: Tasks) -> None:
    gate = threading.Event()
    results: list[str] = []
    tasks.run_store(lambda: gate.wait(10), lambda _: results.append("store"))
    tasks.run_documents(lambda: "pdf", results.append)
    qtbot.waitUntil(lambda: results == ["pdf"])
    gate.set()
    qtbot.waitUntil(lambda: results == ["pdf", "store"])


def test_rule_2_no_thread_sends_a_signal_of_a_task() -> None:
    """It is deleted as soon as it has reported, and its thread may not have left it by then."""
    signals = [name for name, value in vars(Task).items() if isinstance(value, Signal)]
    assert signals == ["finished"]


def test_rule_3_results_arrive_on_the_main_thread(qtbot: QtBot, tasks: Tasks) -> None:
    main = QThread.currentThread()
    where: list[QThread] = []
    tasks.run_store(lambda: 1, lambda _: where.append(QThread.currentThread()))
    qtbot.waitUntil(lambda: bool(where))
    assert where == [main]


def test_rule_4_a_deliberate_error_goes_to_whoever_asked(qtbot: QtBot, tasks: Tasks) -> None:
    failed: list[object] = []

    def work() -> None:
        raise StoreBusyError(holder="pid 1")

    with qtbot.assertNotEmitted(tasks.crashed):
        tasks.run_store(work, None, failed.append)
        qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], StoreBusyError)


@pytest.mark.parametrize("error", [ZeroDivisionError(), StoreBusyError(holder="")])
def test_rule_4_everything_else_is_a_crash(qtbot: QtBot, tasks: Tasks, error: Exception) -> None:
    def work() -> None:
        raise error

    with qtbot.waitSignal(tasks.crashed) as crashed:
        tasks.run_store(work)
    assert crashed.args == [error]


def test_rule_5_a_cancelled_task_reports_nothing(qtbot: QtBot, tasks: Tasks) -> None:
    gate = threading.Event()
    results: list[object] = []
    ran: list[str] = []
    running = tasks.run_store(lambda: gate.wait(10), results.append)
    waiting = tasks.run_store(lambda: ran.append("ran"), results.append)
    running.cancel()
    waiting.cancel()
    with qtbot.waitSignals([running.finished, waiting.finished]):
        gate.set()
    assert results == []
    assert ran == []


def test_rule_6_a_result_for_a_page_that_is_gone_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    gate = threading.Event()
    page = Page()
    task = tasks.run_store(lambda: gate.wait(10), page.take)
    page.deleteLater()
    with qtbot.waitSignal(page.destroyed):
        pass
    with qtbot.waitSignal(task.finished), qtbot.assertNotEmitted(tasks.crashed):
        gate.set()
    assert page.seen == []


def test_rule_7_shutting_down_drops_what_waits_and_ends_in_time(qtbot: QtBot) -> None:
    tasks = Tasks()
    gate = threading.Event()
    ran: list[str] = []
    busy: list[bool] = []
    tasks.busy_changed.connect(busy.append)
    started = threading.Event()

    def hold() -> bool:
        started.set()
        return gate.wait(10)

    first = tasks.run_store(hold)
    tasks.run_store(lambda: ran.append("second"))
    assert started.wait(10)
    assert not tasks.shut_down(deadline_ms=30)
    assert first.is_cancelled()
    gate.set()
    assert tasks.shut_down()
    tasks.run_store(lambda: ran.append("late"))
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert ran == []
    assert busy == [True, False]


def test_a_task_is_freed_after_its_report(qtbot: QtBot, tasks: Tasks) -> None:
    task = tasks.run_store(lambda: 1)
    with qtbot.waitSignal(task.destroyed):
        pass
    assert not [child for child in tasks.children() if isinstance(child, Task)]


def test_what_ran_a_task_runs_the_next_one(qtbot: QtBot, tasks: Tasks) -> None:
    """The binding of the pool keeps each runnable it was ever given."""
    used = set()
    for _number in range(5):
        task = tasks.run_store(lambda: None)
        used.add(id(task.runnable))
        qtbot.waitUntil(lambda: not tasks.is_busy())
    assert len(used) == 1


def test_nothing_of_the_work_is_kept_after_its_report(qtbot: QtBot, tasks: Tasks) -> None:
    read = Page()
    kept = weakref.ref(read)
    task = tasks.run_store(partial(tuple[Page], [read]))
    del read
    with qtbot.waitSignal(task.destroyed):
        pass
    del task
    tasks.run_store(lambda: None)  # the thread, too, forgets what it did last
    qtbot.waitUntil(lambda: not tasks.is_busy())
    gc.collect()
    assert kept() is None
