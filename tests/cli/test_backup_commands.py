"""Backup and restore as commands: the code on screen, typed again, and never anywhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.programs import OWNER, PASSPHRASE, Program, new_program

CODE = re.compile(r"^  ((?:[0-9A-Z]{5}-){6}[0-9A-Z]{5})$", re.MULTILINE)


def code_in(text: str) -> str:
    found = CODE.findall(text)
    assert len(found) == 1, text
    return str(found[0])


@pytest.fixture
def other(tmp_path: Path) -> Program:
    """Return the command line on another computer."""
    return new_program(tmp_path / "other")


def test_a_backup_made_and_typed_back_at_a_terminal(
    filled: Program, other: Program, tmp_path: Path
) -> None:
    path = str(tmp_path / "backup")
    code = code_in(filled.run("backup", "--to", path).out)
    groups = code.split("-")
    slip = "-".join([*groups[:2], "0000Z", *groups[3:]])
    done = other.at_terminal(
        "restore",
        path,
        answers=[
            ("Code of recovery kit", f"{slip}\n"),
            ("Group 3", f"{code.lower().replace('-', ' ')}\n"),
        ],
    )
    assert done.code == 0, done
    assert "Your data is back, with 5 entries" in done.out
    assert OWNER in other.run("car", "list", "--json").out
    assert "restored from a backup" in other.run("history").out
    assert other.run("log", "check").code == 0


def test_the_code_is_in_the_json_once_and_beside_it_for_a_person(
    filled: Program, other: Program, tmp_path: Path
) -> None:
    path = tmp_path / "backup"
    done = filled.run("backup", "--to", str(path), "--json")
    value = done.value()
    assert value["code"] == code_in(done.err)
    assert value["file"] == str(path)
    again = filled.run("backup", "--to", str(path), "--json")
    assert (again.value()["code"], again.err) == (None, "")
    assert again.value()["kit"] == value["kit"]
    code_path = tmp_path / "code.txt"
    code_path.write_text(f"{value['code']}\n", encoding="utf-8")
    restored = other.run("restore", str(path), "--code-file", str(code_path), "--json")
    assert restored.value()["entries"] == value["entries"] == 5
    for folder in (filled.data_dir, other.data_dir, path.parent / "other"):
        for item in folder.rglob("*"):
            assert not item.is_file() or value["code"].encode() not in item.read_bytes()


def test_a_sheet_is_a_page_of_its_own_with_the_code(filled: Program, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.html"
    done = filled.run("backup", "--to", str(tmp_path / "b"), "--sheet", str(sheet))
    page = sheet.read_text(encoding="utf-8")
    assert [group in page for group in code_in(done.out).split("-")] == [True] * 7
    assert "http" not in page
    assert "<script" not in page
    assert sheet.stat().st_mode & 0o077 == 0


def test_a_sheet_in_chinese_says_so(filled: Program, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.html"
    filled.run("--lang", "zh_Hans", "backup", "--to", str(tmp_path / "b"), "--sheet", str(sheet))
    page = sheet.read_text(encoding="utf-8")
    assert '<html lang="zh-Hans" dir="ltr">' in page
    assert re.search("[\u4e00-\u9fff]", page)


def test_nobody_at_the_terminal_and_no_file_is_an_error(
    filled: Program, other: Program, tmp_path: Path
) -> None:
    path = str(tmp_path / "backup")
    filled.run("backup", "--to", path)
    done = other.run("restore", path, "--json", expect=3)
    assert done.error()["error"] == "recovery-code-needed"
    assert not (other.data_dir / "store.json").exists()


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (("restore", "no-such-file"), 2, "file-missing"),
        (("restore", "code.txt"), 1, "backup-damaged"),
        (("restore", "backup", "--code-file", "code.txt"), 2, "recovery-code-mistyped"),
        (("restore", "backup", "--code-file", "wrong.txt"), 2, "recovery-code-wrong"),
        (("restore", "backup", "--code-file", "gone.txt"), 2, "file-missing"),
        (("restore", "backup", "--code-file", "bytes.txt"), 2, "recovery-code-mistyped"),
    ],
)
def test_what_is_wrong_has_its_own_name(
    filled: Program, other: Program, words: tuple[str, ...], code: int, error: str
) -> None:
    filled.run("backup", "--to", str(other.home / "backup"))
    (other.home / "code.txt").write_text("no code", encoding="utf-8")
    (other.home / "bytes.txt").write_bytes(b"\xff\xfe")
    wrong = "00001-00002-00003-00004-00005-00006-00007"
    (other.home / "wrong.txt").write_text(wrong, encoding="utf-8")
    done = other.run(*words, "--json", expect=code)
    assert done.error()["error"] == error
    assert not (other.data_dir / "store.json").exists()


def test_where_there_is_data_nothing_is_restored(filled: Program, tmp_path: Path) -> None:
    path = str(tmp_path / "backup")
    filled.run("backup", "--to", path)
    before = (filled.data_dir / "store.json").read_bytes()
    done = filled.run("restore", path, "--json", expect=2)
    assert done.error()["error"] == "store-present"
    assert (filled.data_dir / "store.json").read_bytes() == before


def test_another_file_is_never_replaced_by_a_backup(filled: Program, tmp_path: Path) -> None:
    diary = tmp_path / "diary.txt"
    diary.write_text("mine", encoding="utf-8")
    done = filled.run("backup", "--to", str(diary), "--json", expect=2)
    assert done.error()["error"] == "folder-not-empty"
    assert diary.read_text(encoding="utf-8") == "mine"


def test_nobody_types_the_passphrase_into_the_backup(filled: Program, tmp_path: Path) -> None:
    path = tmp_path / "backup"
    filled.run("backup", "--to", str(path))
    assert PASSPHRASE.encode() not in path.read_bytes()


def test_a_new_code_is_made_where_it_is_asked_for(filled: Program, tmp_path: Path) -> None:
    first = filled.run("backup", "--to", str(tmp_path / "b"), "--json").value()
    renewed = filled.run("backup", "--to", str(tmp_path / "b"), "--new-code", "--json").value()
    assert renewed["code"]
    assert renewed["kit"] != first["kit"]
