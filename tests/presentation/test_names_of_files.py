"""How a file is named in a sentence, whatever its name holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ownerapp.domain.errors import FileKindError, FileMissingError, FileTooLargeError
from ownerapp.presentation.file_words import shown_name, why_not_checked


@given(st.text(max_size=300))
def test_a_name_is_bounded_isolated_and_without_what_cannot_be_seen(name: str) -> None:
    shown = shown_name(f"/folder/{name.replace('/', '')}")
    inside = shown.removeprefix("\u2068").removesuffix("\u2069")
    assert len(shown) == len(inside) + 2
    assert len(inside) <= 80
    assert not set("\u202e\u2066\u2067\u2068\u2069\n\x1b") & set(inside)


def test_a_long_name_keeps_its_beginning_and_its_kind() -> None:
    shown = shown_name(f"/folder/lin/{'record' * 30}.pdf")
    assert shown.startswith("\u2068recordrecord")
    assert shown.endswith(".pdf\u2069")


def test_a_file_is_named_once_where_it_cannot_be_checked() -> None:
    path = "/folder/lin/letter.pdf"
    for error in (
        FileKindError(path=path),
        FileTooLargeError(path=path, limit_bytes=1),
        FileMissingError(path=path),
    ):
        assert why_not_checked(error).count("letter.pdf") == 1
