"""The commands of the parser as plain values, for the man page and the completions."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum

from ownerapp.cli.parser import build_parser
from ownerapp.i18n import translate_in

_FOLDERS = frozenset({"FOLDER"})
_FILES = frozenset({"FILE", "BACKUP", "ID or FILE"})


class Value(Enum):
    """What stands after an option, or in a place."""

    NOTHING = "nothing"
    """The option is a switch."""
    WORDS = "words"
    """One of a few words."""
    FILE = "file"
    FOLDER = "folder"
    TEXT = "text"
    """Something that no shell can guess."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command with what may follow it."""

    path: tuple[str, ...]
    """Its words; empty for the program itself."""
    help: str
    options: tuple[argparse.Action, ...]
    places: tuple[argparse.Action, ...]
    children: tuple[tuple[str, str], ...]
    """The words that may follow, each with its help."""


@contextmanager
def in_english() -> Iterator[argparse.ArgumentParser]:
    """Give the parser with the help as it was written."""
    with translate_in("en"):
        yield build_parser()


def commands(parser: argparse.ArgumentParser) -> Iterator[Command]:
    """Yield every command, the program itself first."""
    yield from _walk(parser, (), "")


def value_of(action: argparse.Action) -> Value:
    """Return what kind of value an argument takes."""
    if action.nargs == 0:
        return Value.NOTHING
    if action.choices is not None:
        return Value.WORDS
    name = action.metavar if isinstance(action.metavar, str) else ""
    if name in _FOLDERS:
        return Value.FOLDER
    return Value.FILE if name in _FILES else Value.TEXT


def metavar(action: argparse.Action) -> str:
    """Return how the help calls the value of an argument; empty for a switch."""
    if action.nargs == 0:
        return ""
    if action.choices is not None:
        return "|".join(str(choice) for choice in action.choices)
    return action.metavar if isinstance(action.metavar, str) else action.dest.upper()


def _walk(parser: argparse.ArgumentParser, path: tuple[str, ...], text: str) -> Iterator[Command]:
    # argparse has no public way to ask a parser what it takes.
    actions = parser._actions  # noqa: SLF001 - see the line above
    groups = [each for each in actions if isinstance(each, argparse._SubParsersAction)]  # noqa: SLF001 - the same
    helps = {
        str(choice.dest): choice.help or ""
        for group in groups
        for choice in group._choices_actions  # noqa: SLF001 - the same
    }
    options = tuple(each for each in actions if each.option_strings)
    yield Command(
        path=path,
        help=text,
        options=options,
        places=tuple(each for each in actions if not each.option_strings and each not in groups),
        children=tuple(helps.items()),
    )
    for group in groups:
        for name, child in group.choices.items():
            yield from _walk(child, (*path, name), helps.get(name, ""))
