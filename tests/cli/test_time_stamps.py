"""Records with time stamps from the command line, against a real server on the loopback."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_verify_guide import STAMPS, WORDS
from tests.support.programs import Program, add_car, new_program
from tests.support.time_stamps import NAME, Responder, new_authority, responding


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Responder]:
    with responding(new_authority(tmp_path_factory.mktemp("authority"))) as responder:
        yield responder


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    made = new_program(tmp_path_factory.mktemp("home"))
    add_car(made)
    return made


@pytest.fixture(scope="module")
def folder(program: Program, server: Responder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the guide speaks of: a stamped record, an unpacked bundle, and the root."""
    made = tmp_path_factory.mktemp("handed-over")
    for kind in ("pdf", "bundle"):
        program.run("export", "--to", str(made), "--format", kind, "--time-stamp", server.url)
    (pdf,), (bundle,) = made.glob("*.pdf"), made.glob("*.zip")
    pdf.rename(made / "consent-record.pdf")
    with zipfile.ZipFile(bundle) as packed:
        packed.extractall(made)
    bundle.rename(made / "bundle.zip")
    (made / "authority.pem").write_bytes(server.authority.root_path.read_bytes())
    return made


def said(command: str, folder: Path) -> str:
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


def test_the_report_names_the_time_and_the_one_who_said_it(program: Program, folder: Path) -> None:
    for name in ("consent-record.pdf", "bundle.zip"):
        done = program.run("verify", str(folder / name))
        assert done.last_line == "valid"
        assert "good: The time stamp belongs to the seal of the PDF" in done.out
        assert f"is named {NAME} in their own certificate" in done.out
        assert "was not checked against anyone's list" in done.out
        is_there = "The time stamp beside it belongs to its place in the history" in done.out
        assert is_there == (name == "bundle.zip")
    facts = program.run("verify", str(folder / "consent-record.pdf"), "--json").value()["facts"]
    assert facts["stamp-authority"] == NAME
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", facts["stamp-time"])


def test_a_bundle_with_the_stamp_of_another_history_is_not_valid(
    program: Program, server: Responder, folder: Path, tmp_path: Path
) -> None:
    program.run("export", "--to", str(tmp_path), "--format", "bundle", "--time-stamp", server.url)
    (other,) = tmp_path.glob("*.zip")
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(other) as ours, zipfile.ZipFile(changed, "w") as target:
        for name in ours.namelist():
            foreign = (folder / "checkpoint.tsr").read_bytes()
            target.writestr(name, foreign if name == "checkpoint.tsr" else ours.read(name))
    done = program.run("verify", str(changed), expect=1)
    assert done.last_line == "not valid"
    assert "The time stamp beside it does not belong to its place in the history" in done.out


def test_a_bundle_from_which_the_stamp_of_its_history_was_taken_is_never_valid(
    program: Program, folder: Path, tmp_path: Path
) -> None:
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(folder / "bundle.zip") as ours, zipfile.ZipFile(changed, "w") as target:
        for name in ours.namelist():
            if name != "checkpoint.tsr":
                target.writestr(name, ours.read(name))
    done = program.run("verify", str(changed), expect=1)
    assert done.last_line == "cannot tell"
    sentence = (
        "The time stamp of the history is missing in the zip file, though its PDF was stamped"
    )
    assert f"unknown: {sentence}" in done.out.splitlines()
    assert "a part is missing" in done.out


@pytest.mark.skipif(not WORDS, reason="an installed program has no docs folder")
def test_the_commands_of_the_guide_check_both_stamps(folder: Path) -> None:
    section = STAMPS.search(WORDS)
    assert section is not None
    commands = re.findall(r"^    (\S.*)$", section[0], re.MULTILINE)
    out = {command: said(command, folder) for command in commands}
    checks = [command for command in commands if command.startswith("openssl ts -verify")]
    assert len(checks) == 2
    assert all("Verification: OK" in out[command] for command in checks)
    assert sum("Time stamp:" in text for text in out.values()) == 2


def test_the_commands_in_the_bundle_check_its_stamp(folder: Path) -> None:
    words = (folder / "VERIFY.txt").read_text(encoding="utf-8")
    commands = re.findall(r"^    ((?:openssl|sed) .*)$", words, re.MULTILINE)
    assert len(commands) == 3
    assert "Verification: OK" in [said(command, folder) for command in commands][-1]


def test_a_bundle_without_a_stamp_says_nothing_of_one(program: Program, tmp_path: Path) -> None:
    program.run("export", "--to", str(tmp_path), "--format", "bundle")
    with zipfile.ZipFile(next(tmp_path.glob("*.zip"))) as packed:
        assert "checkpoint.tsr" not in packed.namelist()
        assert b"openssl" not in packed.read("VERIFY.txt")


def entries_of(program: Program) -> int:
    return int(program.run("log", "check", "--json", expect=None).value()["entries"])


@pytest.mark.parametrize("fault", ["status", "type", "garbage", "too large"])
def test_when_the_server_fails_nothing_is_written_and_nothing_is_in_the_history(
    program: Program, server: Responder, tmp_path: Path, fault: str
) -> None:
    before = entries_of(program)
    kept = (server.status, server.kind, server.change)
    try:
        match fault:
            case "status":
                server.status = 500
            case "type":
                server.kind = "text/html"
            case "garbage":
                server.change = lambda _answer: b"<html>"
            case _:
                server.change = lambda answer: answer + b"0" * 100_000
        done = program.run(
            "export", "--to", str(tmp_path / "out"), "--format", "bundle",
            "--time-stamp", server.url, "--json", expect=3,
        )  # fmt: skip
    finally:
        server.status, server.kind, server.change = kept
    assert "time-stamp-failed" in done.err
    assert not list(tmp_path.iterdir())
    assert entries_of(program) == before


def test_nobody_is_asked_unless_the_person_says_so(
    program: Program, server: Responder, tmp_path: Path
) -> None:
    asked = len(server.asked)
    settings = program.data_dir / "settings.json"
    settings.write_text(json.dumps({"format": 1, "time_stamp_server": server.url}), "utf-8")
    program.run("export", "--to", str(tmp_path))
    for path in tmp_path.iterdir():
        program.run("verify", str(path))
    program.run(
        "export", "--to", str(tmp_path), "--format", "json", "--time-stamp", server.url, expect=2
    )
    assert len(server.asked) == asked


def test_when_only_the_stamp_over_the_history_fails_nothing_is_kept_either(
    program: Program, server: Responder, tmp_path: Path
) -> None:
    before, asked = entries_of(program), len(server.asked)
    server.change = lambda answer: answer if len(server.asked) == asked + 1 else b"<html>"
    try:
        program.run(
            "export", "--to", str(tmp_path / "out"), "--format", "bundle",
            "--time-stamp", server.url, expect=3,
        )  # fmt: skip
    finally:
        server.change = bytes
    assert len(server.asked) == asked + 2
    assert not list(tmp_path.iterdir())
    assert entries_of(program) == before
