"""The main job in the real window, on a screen of its own: by mouse and keyboard alone."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.programs import Program
from tests.support.screens import Screen, running_screen, wait_until

_FROM_RIGHT, _FROM_BOTTOM = 146, 34
"""Where the button that goes on lies: at the lower right of the column."""
_WAIT_SECONDS = 60


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    folder = tmp_path / "screen"
    folder.mkdir()
    with running_screen(folder) as started:
        yield started


def go_on(screen: Screen, window: str) -> None:
    screen.click(window, right=_FROM_RIGHT, bottom=_FROM_BOTTOM)


def language(program: Program) -> object:
    settings_path = program.data_dir / "settings.json"
    return json.loads(settings_path.read_bytes())["language"] if settings_path.exists() else None


def cars(program: Program) -> list[str]:
    return [car["name"] for car in program.run("car", "list", "--json").value()]


@contextmanager
def running(program: Program) -> Iterator[subprocess.Popen[bytes]]:
    """Run the window; it never outlives the test."""
    with program.start() as process:
        try:
            yield process
        finally:
            process.kill()


def make_a_record(program: Program, screen: Screen) -> None:
    window = screen.window("ownerapp")

    def is_in_chinese() -> bool:
        screen.press("Down")
        return language(program) == "zh_Hans"

    wait_until(is_in_chinese, "the language that was chosen")
    go_on(screen, window)
    # The first notice; none is chosen beforehand.
    screen.press("space", "Tab")
    screen.type("Wanderer")
    go_on(screen, window)
    # To the first card past the notice's link and the pair above it; the term; past the no to
    # the yes.
    screen.press("Tab", "Tab", "Tab", "Tab", "space")
    screen.press("End", "Tab", "space", "Tab", "Tab", "space")
    go_on(screen, window)
    assert not (program.data_dir / "store.db").exists()
    go_on(screen, window)
    wait_until(lambda: cars(program) == ["Wanderer"], "the car")
    screen.settle()
    go_on(screen, window)
    wait_until(lambda: len(list(program.home.glob("consent-record-*"))) == 2, "the record")


def test_the_main_job_ends_with_a_record_that_verifies(
    with_keyring: Program, screen: Screen
) -> None:
    program = with_keyring.with_environment(DISPLAY=screen.name, QT_QPA_PLATFORM="xcb")
    with running(program) as process:
        make_a_record(program, screen)
        process.terminate()
        _out, err = process.communicate(timeout=_WAIT_SECONDS)
    assert err == b""

    choices = {item["practice"]: item for item in program.run("choices", "list", "--json").value()}
    assert choices.pop("cabin-camera-clips")["status"] == "given"
    optional = [item for item in choices.values() if not item["required"]]
    assert {item["status"] for item in optional} == {"undecided"}
    for path in program.home.glob("consent-record-*"):
        assert program.run("verify", str(path)).last_line == "valid"
    assert program.run("log", "check", "--json").value()["state"] == "intact"
