"""Two programs on one data folder: they take turns, and the log stays whole."""

from __future__ import annotations

import os
from pathlib import Path

from ownerapp.domain.log import LogState
from ownerapp.system.write_lock import FileWriteLock
from tests.support.programs import NAME, OWNER, Program, finished


def test_a_write_waits_for_the_holder_and_then_names_it(filled: Program) -> None:
    kinds = [event["kind"] for event in filled.run("history", "--json").value()]
    with FileWriteLock(filled.data_dir / "write.lock").hold():
        writing = filled.start("--lang", "en", "choices", "set", "calendar", "off")
        # Reading never waits.
        filled.run("choices", "list")
        assert writing.poll() is None
        done = finished(writing, expect=3)
    assert f"pid {os.getpid()}" in done.err
    assert "Nothing was saved" in done.err
    assert [event["kind"] for event in filled.run("history", "--json").value()] == kinds


def test_whatever_writes_waits_for_the_holder_and_then_names_it(
    filled: Program, tmp_path: Path
) -> None:
    kinds = [event["kind"] for event in filled.run("history", "--json").value()]
    exported = set(filled.exports_dir.iterdir())
    deeds = (
        ("keys", "rotate"),
        ("backup", "--to", str(tmp_path / "backup")),
        ("export", "--format", "json", "--to", str(filled.exports_dir)),
        ("erase", "--person", OWNER, "--yes"),
    )
    with FileWriteLock(filled.data_dir / "write.lock").hold():
        started = [filled.start("--lang", "en", *words) for words in deeds]
        ended = [finished(process, expect=3) for process in started]
    for done in ended:
        assert f"pid {os.getpid()}" in done.err
    assert [event["kind"] for event in filled.run("history", "--json").value()] == kinds
    assert set(filled.exports_dir.iterdir()) == exported
    assert not (tmp_path / "backup").exists()


def test_a_write_that_waited_goes_on_when_the_holder_is_done(filled: Program) -> None:
    with FileWriteLock(filled.data_dir / "write.lock").hold():
        writing = filled.start("choices", "set", "calendar", "off")
        filled.run("choices", "list")
        assert writing.poll() is None
    finished(writing)


def test_writers_at_one_moment_all_succeed_in_some_order(filled: Program) -> None:
    before = len(filled.run("history", "--json").value())
    practices = ["calendar", "phone-contacts", "diagnostic-data", "voice-commands"]
    writing = [filled.start("choices", "set", practice, "off") for practice in practices]
    for process in writing:
        finished(process)
    events = filled.run("history", "--json").value()
    assert [event["seq"] for event in events] == list(range(before + len(practices)))
    assert {event["practice"] for event in events[before:]} == set(practices)
    state = filled.run("log", "check", "--json").value()["state"]
    assert state == LogState.NOT_ANCHORED.value


def test_first_starts_at_one_moment_make_one_store_with_all_cars(program: Program) -> None:
    words = ("car", "add", "--notice", "cn-reference-ev", "--name")
    adding = [program.start(*words, f"{NAME} {number}") for number in range(3)]
    for process in adding:
        finished(process)
    assert len(program.run("car", "list", "--json").value()) == 3
    program.run("log", "check")
