"""How the engine is set: what is acknowledged stays, readers and writers keep apart."""

from __future__ import annotations

import subprocess
import sys
import threading
import tracemalloc
from pathlib import Path

import pytest

from ownerapp.domain.errors import StoreBusyError
from ownerapp.storage.store_file import SqlStore, SqlStoreFile
from tests.support.store_values import KEY, add_events, edge, event, export, index

pytestmark = pytest.mark.usefixtures("by_all_revisions")

WRITER = """
import sys
from pathlib import Path
from ownerapp.storage.store_file import SqlStoreFile
from tests.support.store_values import KEY, add_events, edge

store = SqlStoreFile(Path(sys.argv[1])).open(KEY)
with store.write() as work:
    add_events(work, 1, start=work.events.edge().size)
    work.events.set_edge(edge(work.events.edge().size + 1))
    print("holding", flush=True)
    answer = sys.stdin.readline()
    if answer == "commit\\n":
        work.commit()
        print("committed", flush=True)
        sys.stdin.readline()
store.close()
"""


@pytest.fixture
def other_writer(store: SqlStore, path: Path) -> subprocess.Popen[str]:
    """Return another process that holds the write lock and waits for a word."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "holding\n"
    return process


def tell(process: subprocess.Popen[str], word: str) -> None:
    """Send a word to the other process."""
    assert process.stdin is not None
    process.stdin.write(f"{word}\n")
    process.stdin.flush()


def end(process: subprocess.Popen[str]) -> None:
    """Let the other process come to its end."""
    process.communicate(timeout=30)
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("busy_timeout", 20),
    ],
)
def test_every_connection_is_set_for_durable_writing(
    store: SqlStore, pragma: str, value: object
) -> None:
    with store._reading.connect() as first, store._reading.connect() as second:
        for connection in (first, second):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_a_store_waits_five_seconds_for_another_writer_unless_told_otherwise(path: Path) -> None:
    store = SqlStoreFile(path).create(KEY)
    with store._reading.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 5000
    store.close()


def test_a_writer_waits_for_another_process_and_then_sees_its_edge(
    path: Path, store: SqlStore, other_writer: subprocess.Popen[str]
) -> None:
    with pytest.raises(StoreBusyError), store.write():
        pass
    patient = SqlStoreFile(path, busy_timeout_ms=30_000).open(KEY)
    about_to_wait = threading.Event()
    seen = []

    def write_second() -> None:
        unit = patient.write()
        about_to_wait.set()
        with unit as work:
            seen.append(work.events.edge())
            add_events(work, 1, start=1)
            work.events.set_edge(edge(2))
            work.commit()

    waiting = threading.Thread(target=write_second)
    waiting.start()
    about_to_wait.wait(timeout=30)
    assert seen == []
    tell(other_writer, "commit")
    waiting.join(timeout=30)
    assert seen == [edge(1)]
    tell(other_writer, "end")
    end(other_writer)
    with store.read() as work:
        assert list(work.events.read()) == [event(0), event(1)]
        assert work.events.edge() == edge(2)
    patient.close()


def test_a_reader_never_waits_for_the_writer_of_another_process(
    store: SqlStore, other_writer: subprocess.Popen[str]
) -> None:
    with store.read() as work:
        assert work.events.edge().size == 0
    tell(other_writer, "give up")
    end(other_writer)


def test_what_a_killed_process_acknowledged_stays_and_nothing_else(
    path: Path, store: SqlStore, other_writer: subprocess.Popen[str]
) -> None:
    tell(other_writer, "commit")
    assert other_writer.stdout is not None
    assert other_writer.stdout.readline() == "committed\n"
    other_writer.kill()
    other_writer.communicate(timeout=30)
    again = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert again.stdout is not None
    assert again.stdout.readline() == "holding\n"
    again.kill()
    again.communicate(timeout=30)
    with store.write() as work:
        assert list(work.events.read()) == [event(0)]
        assert work.events.edge() == edge(1)


def test_failing_units_leave_the_pool_fit_for_work(store: SqlStore) -> None:
    for _time in range(6):
        with store.write() as work:
            work.add_export(export("record-without-entry"))
            with pytest.raises(ValueError, match="SQLITE_CONSTRAINT"):
                work.commit()
    with store.write() as work:
        work.set_meta("origin", "x")
        work.commit()
    with store.read() as work:
        assert work.meta("origin") == "x"
        assert list(work.exports()) == []


def test_a_long_log_is_read_without_holding_it_in_memory(store: SqlStore) -> None:
    count, size = 5_000, 2_000
    with store.write() as work:
        for seq in range(count):
            work.events.append(event(seq, seq.to_bytes(4) + bytes(size)), index(seq))
        work.commit()
    with store.read() as work:
        tracemalloc.start()
        try:
            seen = sum(1 for _entry in work.events.read())
            _now, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert seen == count
    assert peak < count * size / 4


def test_opening_and_using_a_store_does_not_load_alembic(path: Path, store: SqlStore) -> None:
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from ownerapp.storage.store_file import SqlStoreFile\n"
        "from tests.support.store_values import KEY\n"
        "store = SqlStoreFile(Path(sys.argv[1])).open(KEY)\n"
        "with store.write() as work:\n    work.set_meta('a', 'b'); work.commit()\n"
        "store.close()\n"
        "assert 'sqlalchemy' in sys.modules\n"
        "assert not [name for name in sys.modules if name.split('.')[0] == 'alembic']\n"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(path)], check=True, cwd=Path(__file__).parents[2]
    )


def test_a_closed_store_folds_its_log_into_the_file(path: Path, store: SqlStore) -> None:
    with store.write() as work:
        work.set_meta("origin", "kept")
        work.commit()
    store.close()
    assert [found.name for found in path.parent.iterdir()] == ["store.db"]
