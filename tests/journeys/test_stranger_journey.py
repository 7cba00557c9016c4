"""A stranger has just installed the program and opens a file by a double click."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from ownerapp.resources import resource_path
from tests.support.at_spi import Node, Reader
from tests.support.desktop_session import Desktop, missing_programs, running_desktop
from tests.support.screens import wait_until


@pytest.fixture(scope="module")
def desktop() -> Iterator[Desktop]:
    missing = missing_programs()
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    with running_desktop() as started:
        yield started


_GONE = b"qt.accessibility.atspi: Could not find accessible on path"


@contextmanager
def opened(desktop: Desktop, folder: Path, file: str) -> Iterator[Reader]:
    """Start the program as a desktop does for a double click; nothing was ever set up."""
    command = [sys.executable, "-m", "ownerapp", "--data-dir", str(folder), "--lang", "en", file]
    reader = Reader(desktop.address)
    with subprocess.Popen(command, env=desktop.env, stderr=subprocess.PIPE) as process:
        try:
            wait_until(lambda: len(reader.programs()) == 1, "the program on the readers' bus")
            yield reader
        finally:
            reader.close()
            process.terminate()
            _out, errors = process.communicate(timeout=20)
    # The reader may ask for what was there a moment ago; Qt answers it, and says so here too.
    said = [line for line in errors.splitlines() if not line.startswith(_GONE)]
    assert said == []


def nodes(reader: Reader) -> list[Node]:
    """Read the program at one moment; nothing where it is changing just then."""
    with suppress(ValueError, KeyError):
        (program,) = reader.programs()
        return list(reader.tree(program).walk())
    return []


def wait_for(reader: Reader, is_so: Callable[[list[str]], bool], what: str) -> list[Node]:
    """Wait for what a screen reader meets, and return exactly that."""
    found: list[Node] = []

    def is_there() -> bool:
        found[:] = nodes(reader)
        return is_so([node.name for node in found])

    wait_until(is_there, what)
    return found


@pytest.mark.parametrize(
    ("name", "word", "sentence"),
    [
        ("valid.pdf", "Cannot tell", "It was signed with a key that is not known here"),
        ("page-changed-bit.pdf", "Not valid", "The PDF was changed after it was sealed"),
    ],
)
def test_a_double_click_on_a_record_tells_the_verdict_before_anything_is_set_up(
    desktop: Desktop, tmp_path: Path, name: str, word: str, sentence: str
) -> None:
    with opened(desktop, tmp_path / "data", str(resource_path("golden", name))) as reader:
        found = wait_for(reader, lambda names: {sentence, word} <= {*names}, "the verdict")

        assert [node.name for node in found if node.role == "dialog"] == ["Check a record"]
        assert not (tmp_path / "data" / "store.db").exists()

        desktop.screen.window("ownerapp")
        desktop.screen.press("Escape")
        wait_for(
            reader,
            lambda names: "Choose your language" in names and sentence not in names,
            "the first run below",
        )
