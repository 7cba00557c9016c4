"""``ownerapp FILE``, as a desktop starts it for a double-click."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ownerapp.cli.arguments import parse_arguments


def test_a_bare_file_opens_the_window_with_its_absolute_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert parse_arguments(["record.json"]).file == str(tmp_path / "record.json")
    assert parse_arguments(["./backup"]).file == str(tmp_path / "backup")
    opened = parse_arguments(["--data-dir", "/data", "--lang=en", "/home/a b.json"])
    assert (opened.command, opened.file, opened.data_dir) == (None, "/home/a b.json", "/data")


@pytest.mark.parametrize(
    "words",
    [["car", "list"], ["verify", "record.json"], ["--data-dir", "/data/x.json", "car", "list"]],
)
def test_a_command_stays_a_command(words: list[str]) -> None:
    parsed = parse_arguments(words)

    assert parsed.file is None
    assert parsed.command in {"car list", "verify"}


def test_a_word_that_is_neither_is_an_input_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        parse_arguments(["rnu"])

    assert end.value.code == 2
    assert "rnu" in capsys.readouterr().err


def test_a_name_that_is_no_utf_8_is_a_file_too() -> None:
    odd = os.fsdecode(b"/home/\xff.json")

    assert parse_arguments([odd]).file == odd
