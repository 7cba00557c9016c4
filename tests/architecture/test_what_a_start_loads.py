"""What a start loads, and that the README knows every command."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ownerapp.bootstrap import make_desk
from ownerapp.cli import request_arguments
from ownerapp.cli.parser import build_parser
from ownerapp.domain.event import Method
from ownerapp.domain.rights import ReplyKind, RightAsked, Way
from ownerapp.i18n import translate_in
from tests.support.source_tree import ROOT

HEAVY = (
    "PySide6", "sqlalchemy", "alembic", "sqlcipher3", "keyring", "typst", "pyhanko",
    "cryptography", "msgspec",
)  # fmt: skip


def loaded_by(code: str, tmp_path: Path) -> set[str]:
    """Return which heavy libraries a program of one line loads."""
    report = f"import sys; print('loaded:', *[m for m in {HEAVY!r} if m in sys.modules])"
    program = f"import atexit; atexit.register(lambda: exec({report!r}, {{}}))\n{code}"
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={
            "QT_QPA_PLATFORM": "offscreen",
            "OWNERAPP_DATA_DIR": str(tmp_path),
            "PYTHONPATH": str(ROOT),
            "PYTHONIOENCODING": "utf-8",
            "LANG": "C.UTF-8",
        },
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout
    return set(result.stdout.splitlines()[-1].split()[1:])


def test_the_parser_offers_every_right_way_and_kind_of_reply() -> None:
    assert tuple(item.value for item in RightAsked) == request_arguments.RIGHTS
    assert tuple(item.value for item in Way) == request_arguments.WAYS
    assert tuple(item.value for item in ReplyKind) == request_arguments.REPLIES


def test_the_help_needs_no_window_no_store_and_no_keyring(tmp_path: Path) -> None:
    code = "import sys; from ownerapp.__main__ import main; sys.exit(main(['--help']))"

    assert loaded_by(code, tmp_path) == set()


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_the_program_answers_as_a_module(option: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "ownerapp", option],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith(("usage: ownerapp", "ownerapp "))
    assert result.stderr == ""


@pytest.mark.parametrize("module", ["ownerapp.ui", "ownerapp.ui.app", "ownerapp.ui.window"])
def test_the_window_paints_before_store_and_keyring_are_loaded(module: str, tmp_path: Path) -> None:
    loaded = loaded_by(f"import {module}", tmp_path)

    assert loaded <= {"PySide6"}
    assert module == "ownerapp.ui" or loaded == {"PySide6"}


@pytest.mark.parametrize(
    ("module", "allowed"),
    [
        ("ownerapp", set()),
        ("ownerapp.domain.record", set()),
        ("ownerapp.i18n", set()),
        ("ownerapp.services.choices", set()),
        ("ownerapp.presentation.desk", set()),
        ("ownerapp.cli.run", set()),
        ("ownerapp.storage.late_store_file", set()),
    ],
)
def test_lower_layers_load_nothing_heavy(module: str, allowed: set[str], tmp_path: Path) -> None:
    assert loaded_by(f"import {module}", tmp_path) == allowed


def test_the_keyring_can_be_asked_before_the_store_is_loaded(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from ownerapp.bootstrap import make_surroundings; "
        f"made = make_surroundings(Path({str(tmp_path)!r})); print(made.vaults)"
    )

    assert loaded_by(code, tmp_path) == {"cryptography", "msgspec"}


NOT_AT_A_START = (
    "alembic", "babel.messages", "filelock", "pyhanko",
    "sqlalchemy.orm", "typst", "ownerapp.cli.parser", "ownerapp.cli.run",
    "ownerapp.compliance.check", "ownerapp.domain.finding", "ownerapp.domain.request",
    "ownerapp.domain.rights", "ownerapp.services.backup", "ownerapp.services.records",
    "ownerapp.services.rights", "ownerapp.services.verification", "ownerapp.ui.first_runs",
    "ownerapp.ui.passphrase_gate", "ownerapp.ui.ways_back", "ownerapp.ui.pages.car",
    "ownerapp.ui.pages.flow", "ownerapp.ui.pages.records", "ownerapp.ui.pages.rights",
    "ownerapp.ui.pages.settings", "ownerapp.ui.pages.timeline",
)  # fmt: skip
"""What readable choices do not need; each of it would make every start slower."""


def test_a_start_loads_no_more_than_readable_choices_need(tmp_path: Path) -> None:
    passphrase = "a passphrase of the tests"  # noqa: S105 - of a temporary folder
    desk = make_desk(tmp_path, Method.DESKTOP)
    desk.open(passphrase)
    desk.add_car(desk.check_details(name="Blue"), desk.notices.load("cn-reference-ev"))
    desk.close()
    (tmp_path / "passphrase").write_text(passphrase, encoding="utf-8")
    code = (
        "import linecache, os, sys; from ownerapp.bootstrap import run; "
        f"run(['--data-dir', {str(tmp_path)!r}, '--lang=en', '--exit-after=ready']); "
        "print(*sys.modules, sep='\\n'); print('read:', *linecache.cache); "
        "sys.stdout.flush(); os._exit(0)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={
            "QT_QPA_PLATFORM": "offscreen",
            "OWNERAPP_PASSPHRASE_FILE": str(tmp_path / "passphrase"),
            "PYTHONPATH": str(ROOT),
            "PYTHONIOENCODING": "utf-8",
            "LANG": "C.UTF-8",
        },
    )
    *loaded, read = result.stdout.splitlines()

    assert "ownerapp.ui.pages.choices" in loaded
    assert "sqlalchemy" in loaded
    assert [name for name in NOT_AT_A_START if name in loaded] == []
    # The toolkit would read the source of every module that is loaded after it.
    assert [path for path in read.split() if "ownerapp" in path] == []


def commands(parser: argparse.ArgumentParser, before: str = "") -> Iterator[str]:
    """Yield every command of the help, for example ``choices set``."""
    groups = [item for item in parser._actions if isinstance(item, argparse._SubParsersAction)]
    if not groups and before:
        yield before.strip()
    for group in groups:
        for name, child in group.choices.items():
            yield from commands(child, f"{before} {name}")


def test_the_readme_knows_every_command_of_the_help() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    with translate_in("en"):
        every = list(commands(build_parser()))

    assert len(every) >= 11
    documents = readme + "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")
    )
    missing = [
        command
        for command in every
        if not re.search(rf"ownerapp {re.escape(command)}\b|`{re.escape(command)}\b", documents)
    ]
    assert missing == []
    assert "python3 dev.py run" in readme
    assert "python3 dev.py test" in readme
