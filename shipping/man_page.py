"""The man page, made from the parser of the command line and so never behind it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from ownerapp import __version__
from shipping.commands import Command, commands, in_english, metavar

_ENVIRONMENT = (
    ("OWNERAPP_DATA_DIR", "The data folder, where --data-dir does not name one."),
    (
        "OWNERAPP_PASSPHRASE_FILE",
        "A file with the passphrase of the data, for programs that cannot be asked.",
    ),
    ("OWNERAPP_DEBUG", "Set to 1, a mistake of the program shows its details."),
)
_FILES = (
    (
        "~/.local/share/ownerapp",
        (
            "The data folder: an encrypted store and the settings. Its key is in the keyring of "
            "the desktop, or in a file that a passphrase locks."
        ),
    ),
)
_EXIT_CODES = (
    ("0", "Good."),
    ("1", "The thing checked is not good, or cannot be told."),
    ("2", "You can correct what you typed."),
    ("3", "The surroundings fail: no screen, no room, no keyring."),
)


def man_page() -> str:
    """Return ``ownerapp(1)`` in the language of man pages, with English words."""
    with in_english() as parser:
        lines = [*_head(parser), *_commands(parser), *_tail()]
    return "\n".join(lines) + "\n"


def _head(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield f'.TH OWNERAPP 1 "" "ownerapp {__version__}" "User Commands"'
    yield ".SH NAME"
    yield "ownerapp \\- see, decide and prove what data your car collects"
    yield ".SH SYNOPSIS"
    yield ".B ownerapp"
    yield _escaped("[OPTIONS] [FILE]")
    yield ".br"
    yield ".B ownerapp"
    yield _escaped("[OPTIONS] COMMAND [ARGUMENTS]")
    yield ".SH DESCRIPTION"
    yield _escaped(parser.description or "")
    yield ".PP"
    yield _escaped(
        "With the name of a file, the window opens on it: a notice is shown, anything else is "
        "checked as a record. Where the window is open already, it takes the file."
    )
    yield ".SH OPTIONS"
    for command in commands(parser):
        if not command.path:
            yield from _options(command)


def _commands(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield ".SH COMMANDS"
    for command in commands(parser):
        if command.path and not command.children:
            names = " ".join(("ownerapp", *command.path))
            places = " ".join(f"\\fI{_escaped(metavar(each))}\\fR" for each in command.places)
            yield f".SS {_escaped(names)} {places}".rstrip()
            if command.help:
                # The helps are half sentences for a list; here each stands alone.
                yield f"{_escaped(command.help[0].upper() + command.help[1:])}."
            yield from _places(command)
            yield from _options(command, but=_shared(parser))


def _shared(parser: argparse.ArgumentParser) -> frozenset[str]:
    """Return the options that hold for every command; they are told once."""
    (top,) = (command for command in commands(parser) if not command.path)
    return frozenset(name for option in top.options for name in option.option_strings)


def _places(command: Command) -> Iterator[str]:
    for place in command.places:
        if place.help:
            yield ".TP"
            yield f"\\fI{_escaped(metavar(place))}\\fR"
            yield _escaped(place.help)


def _options(command: Command, but: frozenset[str] = frozenset()) -> Iterator[str]:
    for option in command.options:
        if but.intersection(option.option_strings):
            continue
        yield ".TP"
        names = ", ".join(f"\\fB{_escaped(name)}\\fR" for name in option.option_strings)
        value = metavar(option)
        yield f"{names} \\fI{_escaped(value)}\\fR" if value else names
        yield _escaped(option.help or "")


def _tail() -> Iterator[str]:
    for title, entries in (
        ("EXIT STATUS", _EXIT_CODES),
        ("ENVIRONMENT", _ENVIRONMENT),
        ("FILES", _FILES),
    ):
        yield f".SH {title}"
        for name, text in entries:
            yield ".TP"
            yield f"\\fB{_escaped(name)}\\fR"
            yield _escaped(text)
    yield ".SH NETWORK"
    yield _escaped(
        "None, unless you name a time stamp server and ask for a time stamp; that server then "
        "sees a hash and your network address."
    )


def _escaped(text: str) -> str:
    """Return text that roff prints as it stands."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    # A point or a quotation mark at the start of a line would be a request.
    return f"\\&{plain}" if plain[:1] in {".", "'"} else plain
