"""What every place of a store promises about copies: the fake in memory and the real one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ownerapp.domain.errors import StoreBusyError, StoreDamagedError
from ownerapp.services.ports.store import StoreFile
from ownerapp.storage.store_file import SqlStoreFile
from tests.support.fake_store import FakeStoreFile
from tests.support.store_values import KEY, OTHER_KEY, PERSON, START, add_events, event

THIRD_KEY = bytes(range(2, 34))


@pytest.fixture(params=["fake", "real"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], StoreFile]:
    """Return what makes places for stores."""

    def place(name: str) -> StoreFile:
        if request.param == "fake":
            return FakeStoreFile()
        return SqlStoreFile(tmp_path / name / "store.db", busy_timeout_ms=20)

    return place


def fill(file: StoreFile) -> None:
    store = file.create(KEY)
    with store.write() as work:
        work.add_person(PERSON)
        add_events(work, 3)
        work.commit()
    store.close()


def copied(file: StoreFile, to: Path) -> Path:
    """Return a copy under another key, kept beyond its block."""
    store = file.open(KEY)
    with file.copy_of(store, OTHER_KEY) as path:
        shutil.copyfile(path, to)
    assert not Path(path).exists()
    store.close()
    return to


def filler(copy: Path) -> Callable[[str], None]:
    def fill(path: str) -> None:
        Path(path).write_bytes(copy.read_bytes())

    return fill


def test_a_copy_is_taken_in_under_a_new_key_and_put_in_place(
    make: Callable[[str], StoreFile], tmp_path: Path
) -> None:
    first, second = make("first"), make("second")
    fill(first)
    copy = copied(first, tmp_path / "copy")
    with second.receive(filler(copy), key=OTHER_KEY, new_key=THIRD_KEY) as store:
        with store.write() as work:
            add_events(work, 1, start=3)
            work.commit()
        assert not second.exists()
    assert not second.exists()
    assert second.adopt()
    assert not second.adopt()
    opened = second.open(THIRD_KEY)
    with opened.read() as work:
        assert list(work.people()) == [PERSON]
        assert list(work.events.read()) == [event(seq) for seq in range(4)]
    opened.close()
    for key in (KEY, OTHER_KEY):
        with pytest.raises(StoreDamagedError):
            second.open(key)


def test_a_copy_is_of_what_was_committed_when_it_was_made(
    make: Callable[[str], StoreFile], tmp_path: Path
) -> None:
    first, second = make("first"), make("second")
    fill(first)
    copy = copied(first, tmp_path / "copy")
    store = first.open(KEY)
    with store.write() as work:
        add_events(work, 5, start=3)
        work.commit()
    store.close()
    with second.receive(filler(copy), key=OTHER_KEY, new_key=KEY) as taken, taken.read() as work:
        assert len(list(work.events.read())) == 3


def test_another_key_does_not_take_a_copy_in_and_nothing_is_left(
    make: Callable[[str], StoreFile], tmp_path: Path
) -> None:
    first, second = make("first"), make("second")
    fill(first)
    copy = copied(first, tmp_path / "copy")
    with (
        pytest.raises(StoreDamagedError),
        second.receive(filler(copy), key=KEY, new_key=THIRD_KEY),
    ):
        pytest.fail("taken in")
    assert not second.adopt()


def test_what_is_no_copy_is_not_taken_in(make: Callable[[str], StoreFile], tmp_path: Path) -> None:
    file = make("only")
    for data in (b"", b"no copy" * 2000):
        garbage = tmp_path / "garbage"
        garbage.write_bytes(data)
        with (
            pytest.raises(StoreDamagedError),
            file.receive(filler(garbage), key=KEY, new_key=OTHER_KEY),
        ):
            pytest.fail("taken in")
        assert not file.adopt()


def test_a_block_that_fails_leaves_no_copy(
    make: Callable[[str], StoreFile], tmp_path: Path
) -> None:
    first, second = make("first"), make("second")
    fill(first)
    copy = copied(first, tmp_path / "copy")
    with (
        pytest.raises(MemoryError),
        second.receive(filler(copy), key=OTHER_KEY, new_key=THIRD_KEY),
    ):
        raise MemoryError
    assert not second.adopt()


def test_a_copy_is_never_put_in_the_place_of_a_store(
    make: Callable[[str], StoreFile], tmp_path: Path
) -> None:
    first, second = make("first"), make("second")
    fill(first)
    copy = copied(first, tmp_path / "copy")
    with second.receive(filler(copy), key=OTHER_KEY, new_key=THIRD_KEY):
        pass
    second.create(KEY).close()
    with pytest.raises(StoreBusyError):
        second.adopt()
    second.open(KEY).close()


def test_a_copy_that_was_discarded_is_gone(
    make: Callable[[str], StoreFile], tmp_path: Path
) -> None:
    first, second = make("first"), make("second")
    fill(first)
    copy = copied(first, tmp_path / "copy")
    with second.receive(filler(copy), key=OTHER_KEY, new_key=THIRD_KEY):
        pass
    second.discard()
    second.discard()
    assert not second.adopt()
    assert not second.exists()


def test_an_empty_store_is_prepared_and_put_in_the_place_of_one_set_aside(
    make: Callable[[str], StoreFile],
) -> None:
    file = make("only")
    fill(file)
    with file.prepare(OTHER_KEY) as store, store.write() as work:
        work.set_meta("origin", "prepared")
        work.commit()
    with pytest.raises(StoreBusyError):
        file.adopt()
    assert file.set_aside(START)
    assert not file.exists()
    assert file.set_aside(START) == ""
    assert file.adopt()
    opened = file.open(OTHER_KEY)
    with opened.read() as work:
        assert work.meta("origin") == "prepared"
        assert list(work.events.read()) == []
    opened.close()


def test_a_store_that_is_set_aside_keeps_what_is_only_in_its_log(tmp_path: Path) -> None:
    file = SqlStoreFile(tmp_path / "store.db")
    fill(file)
    shutil.copytree(tmp_path, tmp_path / "kept")
    kept = SqlStoreFile(tmp_path / "kept" / "store.db")
    store = kept.open(KEY)
    with store.write() as work:
        add_events(work, 1, start=3)
        work.commit()
    # As a killed process leaves it.
    for ending in ("", "-wal"):
        name = f"store.db{ending}"
        shutil.copyfile(tmp_path / "kept" / name, tmp_path / name)
    store.close()
    name = file.set_aside(START)
    assert {item.name for item in tmp_path.iterdir()} == {name, f"{name}-wal", "kept"}
    found = SqlStoreFile(tmp_path / name).open(KEY)
    with found.read() as work:
        assert len(list(work.events.read())) == 4
    found.close()
