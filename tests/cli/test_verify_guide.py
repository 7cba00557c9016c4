"""The commands of ``docs/verify.md`` do what it says, run as they stand there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ownerapp.resources import data_root, resource_path
from tests.support.programs import Program

GUIDE = data_root() / "docs" / "verify.md"
WORDS = GUIDE.read_text(encoding="utf-8") if GUIDE.is_file() else ""
COMMANDS = re.findall(r"^    (\S.*)$", WORDS, re.MULTILINE)
pytestmark = pytest.mark.skipif(not WORDS, reason="an installed program has no docs folder")
VERDICTS = {"valid": 0, "not valid": 1, "cannot tell": 1}


@pytest.fixture
def folder(filled: Program, tmp_path: Path) -> Path:
    """A folder with a record under the names of the guide, and the program's resources."""
    folder = tmp_path / "handed-over"
    folder.mkdir()
    for path in filled.exports_dir.iterdir():
        if path.suffix in {".json", ".pdf"}:
            (folder / f"consent-record{path.suffix}").write_bytes(path.read_bytes())
    (folder / "resources").symlink_to(resource_path())
    return folder


def run(command: str, program: Program, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of the guide in a shell, in which ``ownerapp`` is this program."""
    environment = dict(program.environment)
    programs = folder.parent / "programs"
    programs.mkdir(exist_ok=True)
    script = programs / "ownerapp"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ownerapp "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    environment["PATH"] = f"{programs}{os.pathsep}{environment['PATH']}"
    environment["OWNERAPP_DATA_DIR"] = str(program.data_dir)
    return subprocess.run(
        ["sh", "-c", command], cwd=folder, env=environment, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip


def test_every_command_of_the_guide_can_be_run(filled: Program, folder: Path) -> None:
    assert len(COMMANDS) > 8
    said = {}
    for command in COMMANDS:
        # A page is made by one of the commands; the example of a code is cut off.
        done = run(command, filled, folder)
        said[command] = done.stdout
        if command.startswith("ownerapp verify"):
            verdict = done.stdout.splitlines()[-1] if done.stdout else done.stderr
            if "VC1:" in command or "page.png" in command:
                continue
            assert VERDICTS.get(verdict) == done.returncode, (command, done.stderr)
        else:
            assert done.returncode == 0, (command, done.stderr)

    assert said["ownerapp verify consent-record.json"].splitlines()[-1] == "valid"
    assert said["ownerapp verify consent-record.pdf"].splitlines()[-1] == "valid"
    seal = said["pdfsig consent-record.pdf"]
    assert "Signature is Valid" in seal
    assert "Total document signed" in seal
    attached, beside = (
        out.split()[0]
        for command, out in said.items()
        if command.endswith("sha256sum") or command == "sha256sum consent-record.json"
    )
    assert attached == beside


def test_the_page_of_the_guide_is_read_once_it_is_drawn(filled: Program, folder: Path) -> None:
    drawing = next(command for command in COMMANDS if command.startswith("pdftoppm"))
    reading = next(command for command in COMMANDS if command.startswith("zbarimg"))
    assert run(drawing, filled, folder).returncode == 0

    code = run(reading, filled, folder).stdout.strip()
    page = run("ownerapp verify page.png", filled, folder)
    typed = run(f"ownerapp verify '{code}'", filled, folder)

    assert code.startswith("VC1:")
    assert page.stdout.splitlines()[-1] == typed.stdout.splitlines()[-1] == "valid"


def test_the_golden_folder_and_the_checker_are_where_the_guide_says() -> None:
    for name in re.findall(r"`(resources/[^`]+)`", WORDS):
        assert (data_root() / name).exists(), name
