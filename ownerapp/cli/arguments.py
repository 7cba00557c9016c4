"""The arguments of the command line, parsed and nothing else.

A start of the window, which is most starts, is told from its few words here; the parser with
the help of every command is made for the rest. Its help is in the chosen language, so ``--lang``
is looked for before it is made.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

from ownerapp.domain.values import dataclass
from ownerapp.i18n import available_languages, negotiate, set_language, wishes_of_system

END_MOMENTS = ("painted", "ready")
_VALUED = frozenset({"--data-dir", "--lang", "--exit-after"})
"""The options before a command that are followed by a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """What was asked for; ``command`` is None for the window."""

    command: str | None
    data_dir: str | None
    lang: str | None
    exit_after: str | None
    json: bool
    options: SimpleNamespace
    """What the command was told."""
    file: str | None = None
    """The absolute path of a file to open in the window."""


def parse_arguments(argv: Sequence[str]) -> Arguments:
    """Return the arguments.

    Raises:
        SystemExit: Help or version was asked for (0), or the arguments do not fit (2).
    """
    words, file = _without_file(argv)
    of_window = _options_of_window(words)
    if of_window is not None:
        return Arguments(
            command=None,
            data_dir=of_window.get("--data-dir"),
            lang=of_window.get("--lang"),
            exit_after=of_window.get("--exit-after"),
            json=False,
            options=SimpleNamespace(),
            file=file,
        )
    from ownerapp.cli.parser import build_parser  # noqa: PLC0415 - see the module docstring

    asked = _language_of(argv)
    known = available_languages(include_pseudo=True)
    set_language(negotiate([*([asked] if asked else []), *wishes_of_system()], known))
    options = build_parser().parse_args(words, SimpleNamespace())
    command = options.command
    action = getattr(options, "action", None)
    return Arguments(
        command=f"{command} {action}" if command and action else command,
        data_dir=options.data_dir,
        lang=options.lang,
        exit_after=options.exit_after,
        json=getattr(options, "json", False),
        options=options,
        file=file,
    )


def _options_of_window(words: Sequence[str]) -> dict[str, str] | None:
    """Return the options where nothing else is said; None where the parser is to look."""
    found: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        name, sign, value = word.partition("=")
        if name not in _VALUED:
            return None
        if not sign:
            value = next(rest, "")
        if not value or value.startswith("-"):
            return None
        found[name] = value
    return found if found.get("--exit-after", END_MOMENTS[0]) in END_MOMENTS else None


def _without_file(argv: Sequence[str]) -> tuple[list[str], str | None]:
    """Take a bare file away from the end: ``ownerapp FILE`` opens the window on it.

    A file is what has a separator in its name, or an ending; so it is never a command, and
    a file without either needs ``./`` before it.
    """
    takes_value = False
    for number, word in enumerate(argv):
        if takes_value:
            takes_value = False
        elif word.startswith("-"):
            takes_value = word in _VALUED
        elif number + 1 == len(argv) and (os.sep in word or Path(word).suffix):
            return list(argv[:number]), os.path.abspath(word)  # noqa: PTH100 - also of odd names
        else:
            break
    return list(argv), None


def _language_of(argv: Sequence[str]) -> str | None:
    """Return the value of ``--lang`` without a full parse."""
    for number, word in enumerate(argv):
        if word == "--lang" and number + 1 < len(argv):
            return argv[number + 1]
        if word.startswith("--lang="):
            return word.partition("=")[2]
    return None


def expanded(path: str) -> str:
    """Return a path that a person typed, with ``~`` for the home folder."""
    return str(Path(path).expanduser())
