"""The words of a start of the window mean what the whole parser would make of them."""

from __future__ import annotations

import contextlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ownerapp.cli import parser
from ownerapp.cli.arguments import Arguments, parse_arguments

WORDS = st.lists(
    st.sampled_from(
        [
            "--data-dir", "--data-dir=/data", "--data-dir=", "--data", "/data", "--lang",
            "--lang=en", "en", "--exit-after", "--exit-after=ready", "ready", "painted", "later",
            "-1", "-", "--", "", "car", "list", "--json", "--help", "--version", "a=b",
        ]
    ),
    max_size=5,
)  # fmt: skip


def outcome(words: list[str]) -> Arguments | int:
    """Return what words mean, or the exit code of those that do not fit."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            return parse_arguments(words)
        except SystemExit as end:
            return int(end.code or 0)


@settings(max_examples=60, deadline=None)
@given(words=WORDS)
def test_a_start_of_the_window_is_told_as_the_parser_tells_it(words: list[str]) -> None:
    quick = outcome(words)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ownerapp.cli.arguments._options_of_window", lambda _words: None)
        whole = outcome(words)

    if isinstance(quick, Arguments) and isinstance(whole, Arguments):
        for name in ("command", "data_dir", "lang", "exit_after", "json", "file"):
            assert getattr(quick, name) == getattr(whole, name)
    else:
        assert quick == whole


@pytest.mark.parametrize(
    "words", [[], ["--lang", "en", "--exit-after=painted"], ["--data-dir", "/data", "/a/b.json"]]
)
def test_the_window_needs_no_help_of_commands(
    words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise AssertionError

    monkeypatch.setattr(parser, "build_parser", refuse)

    assert parse_arguments(words).command is None
