"""What holds for every test: no screen, nobody's keyring, nobody's data, no silent warning."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Generator, Iterator
from typing import Any

import pytest

# Before anything imports Qt or keyring. A test that wants a keyring starts its own:
# tests.support.keyring_session.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
for _name in ("DBUS_SESSION_BUS_ADDRESS", "OWNERAPP_PASSPHRASE_FILE"):
    os.environ.pop(_name, None)

pytest_plugins = ["tests.support.keyring_session"]


@pytest.fixture(scope="session", autouse=True)
def nobodys_data(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let a test that forgets to name a data folder hit an empty one."""
    os.environ["OWNERAPP_DATA_DIR"] = str(tmp_path_factory.mktemp("nobodys-data"))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect the tests without looking for garbage, and never look at them again.

    They stay to the end, all of them; each look through them for garbage is in vain, and with
    ten thousand tests these looks take as long as everything else.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.set_threshold(25_000)
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def windows_are_freed() -> Iterator[None]:
    """Let what a window leaves be collected.

    The program freezes all there is when its window is ready, for it has one window. The tests
    have hundreds, one after the other: what was frozen with each would stay for good, and what
    is collected only when nothing is done for a minute would never be.
    """
    set_threshold = gc.set_threshold
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "freeze", lambda: None)
        patch.setattr(gc, "set_threshold", lambda young, *_older: set_threshold(young))
        yield


@pytest.fixture(scope="session", autouse=True)
def new_stores_are_quick() -> Iterator[None]:
    """Let each store begin with what the first one has, and run what it compiled."""
    from ownerapp.storage import engine, store_file  # noqa: PLC0415 - after the environment was set
    from tests.support.quick_stores import quick_engine, quick_tables  # noqa: PLC0415 - the same

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store_file, "make_tables", quick_tables)
        patch.setattr(engine, "create_engine", quick_engine)
        yield


@pytest.fixture
def by_all_revisions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make stores as the program does: by running every revision, with engines of their own."""
    from sqlalchemy import create_engine  # noqa: PLC0415 - as above

    from ownerapp.storage import engine, schema, store_file  # noqa: PLC0415 - as above

    monkeypatch.setattr(store_file, "make_tables", schema.make_tables)
    monkeypatch.setattr(engine, "create_engine", create_engine)


@pytest.fixture(autouse=True)
def no_unexpected_warning_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning; one that expects it calls ``caplog.clear()`` after."""
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    unexpected = [
        f"{record.name}: {record.getMessage()}"
        for record in records
        if record.levelno >= logging.WARNING
    ]
    assert not unexpected


@pytest.fixture
def usual_umask() -> Iterator[None]:
    """Let new files be readable by others, as most systems do, unless the code says no."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the pairs of answers weigh, in every language that was measured."""
    told: dict[str, list[Any]] = {}
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, ()):
            for name, value in report.user_properties:
                told.setdefault(name, []).append(value)
    if not {"parity", "parity presses"} & told.keys():
        return
    from tests.support.parity import PRESSES, PROPERTY, table  # noqa: PLC0415 - it loads Qt, as those tests did

    terminalreporter.section("a no beside a yes")
    for line in [*table(told.get(PROPERTY, ())), *sorted(told.get(PRESSES, ()))]:
        terminalreporter.write_line(line)
