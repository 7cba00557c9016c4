"""The commands of ``docs/verify.md`` do what it says, run as they stand there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ownerapp.resources import data_root, resource_path
from tests.support import golden, golden_pages
from tests.support.programs import Program, add_car

GUIDE = data_root() / "docs" / "verify.md"
WORDS = GUIDE.read_text(encoding="utf-8") if GUIDE.is_file() else ""
STAMPS = re.compile(r"^## A time stamp$.*?(?=^## )", re.MULTILINE | re.DOTALL)
"""These need a record with a time stamp; ``test_time_stamps.py`` runs them."""
COMMANDS = re.findall(r"^    (\S.*)$", STAMPS.sub("", WORDS), re.MULTILINE)
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
    for name, golden_name in (("handover.pdf", "page.pdf"), ("keys.json", "keys.json")):
        (folder / name).write_bytes((golden.FOLDER / golden_name).read_bytes())
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

    assert said["ownerapp verify bundles/consent-record-*.zip"].splitlines()[-1] == "valid"
    assert "sha256sum receipt.json" in said["cat unpacked/VERIFY.txt"]
    assert said["ownerapp verify consent-record.json"].splitlines()[-1] == "valid"
    assert said["ownerapp verify consent-record.pdf"].splitlines()[-1] == "valid"
    seal = said["pdfsig consent-record.pdf"]
    assert "Signature is Valid" in seal
    assert "Total document signed" in seal
    attached, beside = (
        out.split()[0]
        for command, out in said.items()
        if command.startswith("qpdf ") or command == "sha256sum consent-record.json"
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


def test_a_sealed_page_and_its_vin_are_checked_as_the_guide_says(
    filled: Program, folder: Path
) -> None:
    about = [command for command in COMMANDS if "handover.pdf" in command or "printf" in command]
    alone, with_keys, seal, reading, hashing = (
        run(command, filled, folder).stdout for command in about
    )

    assert alone.splitlines()[-1] == "cannot tell"
    assert with_keys.splitlines()[-1] == "valid"
    assert "It carries no consent record, so there is nothing else to check." in with_keys
    assert "Signature is Valid" in seal
    assert "- Total document signed" in seal
    _, salt, *_, printed = reading.split("\n")[:-1]
    assert salt == golden_pages.SALT
    assert hashing.split()[0] == printed
    assert f"{golden_pages.SALT}:{golden_pages.VIN}" in about[-1]
    other = about[-1].replace(golden_pages.VIN, "LSVAA4182E2123457")
    assert run(other, filled, folder).stdout.split()[0] != printed


def test_the_golden_folder_and_the_checker_are_where_the_guide_says() -> None:
    for name in re.findall(r"`(resources/[^`]+)`", WORDS):
        assert (data_root() / name).exists(), name


@pytest.mark.parametrize(
    ("language", "scope"), [("en", ()), ("zh_Hans", ("--all",))], ids=["one car", "two cars"]
)
def test_every_command_of_a_bundles_own_words_does_what_it_says(
    filled: Program, tmp_path: Path, language: str, scope: tuple[str, ...]
) -> None:
    if scope:
        add_car(filled, name="The other")
    bundle, unpacked = exported_bundle(filled, tmp_path, *scope, language=language)
    words = (unpacked / "VERIFY.txt").read_text(encoding="utf-8")
    commands = list(dict.fromkeys(re.findall(r"^    ([a-z].* .*)$", words, re.MULTILINE)))

    said = {command: run(command, filled, unpacked) for command in commands}

    for command, done in said.items():
        assert done.returncode == 0, (command, done.stderr)
    checked = [out.stdout for command, out in said.items() if command.startswith("ownerapp")]
    assert checked
    assert all(out.splitlines()[-1] == "valid" for out in checked)
    seals = [out.stdout for command, out in said.items() if command.startswith("pdfsig")]
    assert all("Signature is Valid" in seal and "- Total document signed" in seal for seal in seals)
    for folder in {path.parent for path in unpacked.rglob("receipt.json")}:
        start = f"{folder.name}/" if folder != unpacked else ""
        numbers = {
            command: out.stdout.split()[0]
            for command, out in said.items()
            if "sha256sum" in command and f" {start}" in command
        }
        attached, beside, notice = (
            next(number for command, number in numbers.items() if part in command)
            for part in ("| sha256sum", "receipt.json", "notice.json")
        )
        assert attached == beside
        stated = next(
            out.stdout for command, out in said.items()
            if command.startswith("grep") and command.endswith(f" {start}receipt.json")
        )  # fmt: skip
        assert notice in stated
    codes = [out.stdout.strip() for command, out in said.items() if command.startswith("zbarimg")]
    for code in codes:
        assert run(f"ownerapp verify '{code}'", filled, unpacked).stdout.endswith("valid\n")
    checker = said["sha256sum checker.html"].stdout.split()[0]
    assert f"    {checker}\n" in words
    assert filled.run("verify", str(bundle)).last_line == "valid"
    assert "How to check this record" in words
    assert words.count("sha256sum checker.html") == (1 if language == "en" else 2)


def exported_bundle(
    program: Program, folder: Path, *scope: str, language: str
) -> tuple[Path, Path]:
    """Return a bundle of the program, and the folder that it was unpacked to."""
    to = folder / "bundles"
    program.run("--lang", language, "export", "--format", "bundle", "--to", str(to), *scope)
    (bundle,) = to.glob("*.zip")
    unpacked = folder / "unpacked"
    with zipfile.ZipFile(bundle) as opened:
        opened.extractall(unpacked)
    return bundle, unpacked
