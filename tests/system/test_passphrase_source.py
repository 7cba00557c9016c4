"""The passphrase from a named file: bounded, and one line end is not part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ownerapp.domain.errors import FileKindError, FileMissingError, FileTooLargeError
from ownerapp.system.passphrase_source import passphrase_from_environment


@pytest.mark.parametrize(
    ("content", "passphrase"),
    [
        (b"secret words", "secret words"),
        (b"secret words\n", "secret words"),
        (b"secret words\r\n", "secret words"),
        (b"secret words\n\n", "secret words\n"),
        (b"  secret words  \n", "  secret words  "),
        (b"secret words\r", "secret words\r"),
        ("密码密码".encode(), "密码密码"),
        (b"", ""),
    ],
)
def test_exactly_one_line_end_is_taken_off(tmp_path: Path, content: bytes, passphrase: str) -> None:
    path = tmp_path / "passphrase"
    path.write_bytes(content)
    assert passphrase_from_environment({"OWNERAPP_PASSPHRASE_FILE": str(path)}) == passphrase


def test_without_the_variable_there_is_none() -> None:
    assert passphrase_from_environment({}) is None
    assert passphrase_from_environment({"OWNERAPP_PASSPHRASE_FILE": ""}) is None


def test_a_file_that_is_no_passphrase_is_named_without_its_content(tmp_path: Path) -> None:
    path = tmp_path / "passphrase"
    environ = {"OWNERAPP_PASSPHRASE_FILE": str(path)}
    with pytest.raises(FileMissingError):
        passphrase_from_environment(environ)
    path.write_bytes(b"x" * 5000)
    with pytest.raises(FileTooLargeError):
        passphrase_from_environment(environ)
    path.write_bytes(b"secret\xff")
    with pytest.raises(FileKindError) as caught:
        passphrase_from_environment(environ)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
