"""Completion for bash, zsh and fish, made from the parser of the command line.

Each file is static: pressing Tab starts no program of ours and reads no data.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping

from shipping.commands import Command, Value, commands, in_english, value_of

_HEAD = "# Completion of ownerapp, made from its parser by `python3 dev.py package`."


def bash() -> str:
    """Return the completion for bash; it needs nothing beyond bash 4."""
    lines = [
        _HEAD,
        "_ownerapp() {",
        "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}",
        "    local path='' part skip=0 number",
        "    for ((number = 1; number < COMP_CWORD; number++)); do",
        "        part=${COMP_WORDS[number]}",
        "        if ((skip)); then skip=0; continue; fi",
        '        case "$path $part" in',
    ]
    found = tuple(_found())
    for command in found:
        start = " ".join(("", *command.path))
        taking = _names(command, lambda value: value is not Value.NOTHING)
        if taking:
            patterns = "|".join(f"'{start or ' '} {name}'" for name in taking)
            # The path begins with nothing, so the program's own options follow one space.
            patterns = patterns.replace("'  ", "' ")
            lines.append(f"            {patterns}) skip=1 ;;")
        for child, _help in command.children:
            lines.append(f"            '{start} {child}') path='{start} {child}' ;;")
    lines += ["        esac", "    done", '    case "$path $before" in']
    for command in found:
        start = " ".join(("", *command.path))
        for option in command.options:
            reply = _bash_reply(option)
            if reply:
                patterns = "|".join(f"'{start} {name}'" for name in option.option_strings)
                lines.append(f"        {patterns}) {reply}; return ;;")
    lines += ["    esac", '    case "$path" in']
    for command in found:
        start = " ".join(("", *command.path))
        words = " ".join(child for child, _help in command.children)
        options = " ".join(_names(command, lambda _value: True))
        lines.append(f"        '{start}')")
        lines.append("            if [[ $word == -* ]]; then")
        lines.append(f"                COMPREPLY=($(compgen -W '{options}' -- \"$word\"))")
        lines.append("            else")
        replies = [f"COMPREPLY=($(compgen -W '{words}' -- \"$word\"))"] if words else []
        if not command.path or any(value_of(each) is Value.FILE for each in command.places):
            replies.append('compopt -o filenames; COMPREPLY+=($(compgen -f -- "$word"))')
        if any(value_of(each) is Value.FOLDER for each in command.places):
            replies.append('compopt -o filenames; COMPREPLY+=($(compgen -d -- "$word"))')
        replies += [
            "COMPREPLY+=($(compgen -W '{}' -- \"$word\"))".format(" ".join(each.choices or ()))
            for each in command.places
            if value_of(each) is Value.WORDS
        ]
        lines.append(f"                {'; '.join(replies) or ':'}")
        lines.append("            fi ;;")
    lines += ["    esac", "}", "complete -F _ownerapp ownerapp"]
    return "\n".join(lines) + "\n"


def _bash_reply(option: argparse.Action) -> str:
    """Return what completes the value of an option; empty for a switch."""
    match value_of(option):
        case Value.WORDS:
            words = " ".join(str(choice) for choice in option.choices or ())
            return f"COMPREPLY=($(compgen -W '{words}' -- \"$word\"))"
        case Value.FILE:
            return 'compopt -o filenames; COMPREPLY=($(compgen -f -- "$word"))'
        case Value.FOLDER:
            return 'compopt -o filenames; COMPREPLY=($(compgen -d -- "$word"))'
        case Value.TEXT:
            return "COMPREPLY=()"
        case Value.NOTHING:
            return ""


def zsh() -> str:
    """Return the completion for zsh."""
    lines = ["#compdef ownerapp", _HEAD, ""]
    for command in reversed(tuple(_found())):
        lines += _zsh_function(command)
    lines += ['_ownerapp "$@"']
    return "\n".join(lines) + "\n"


_ZSH_VALUES: Mapping[Value, str] = {
    Value.FILE: ":file:_files",
    Value.FOLDER: ":folder:_files -/",
    Value.TEXT: ":value: ",
    Value.NOTHING: "",
}


def _zsh_value(action: argparse.Action) -> str:
    if value_of(action) is Value.WORDS:
        return ":word:({})".format(" ".join(str(choice) for choice in action.choices or ()))
    return _ZSH_VALUES[value_of(action)]


def _zsh_function(command: Command) -> Iterator[str]:
    yield f"{_zsh_name(command.path)}() {{"
    yield "    local state line context"
    yield "    _arguments -C \\"
    for option in command.options:
        for name in option.option_strings:
            text = _zsh_text(option.help or "")
            yield f"        '{name}[{text}]{_zsh_value(option)}' \\"
    if not command.children:
        for number, place in enumerate(command.places, start=1):
            text = _ZSH_VALUES[Value.FILE] if value_of(place) is Value.FILE else _zsh_value(place)
            yield f"        '{number}{text}' \\"
        yield "        && return"
        yield "}"
        return
    yield "        '1: :->word' \\"
    yield "        '*:: :->rest' && return"
    yield "    case $state in"
    yield "        word)"
    yield "            local -a words=("
    for child, text in command.children:
        yield f"                '{child}:{_zsh_text(text)}'"
    yield "            )"
    yield "            _describe command words"
    if not command.path:
        yield "            _files"
    yield "            ;;"
    yield "        rest)"
    yield "            case $words[1] in"
    for child, _text in command.children:
        yield f"                {child}) {_zsh_name((*command.path, child))} ;;"
    yield "            esac"
    yield "            ;;"
    yield "    esac"
    yield "}"


def _zsh_name(path: tuple[str, ...]) -> str:
    return "_".join(("_ownerapp", *path))


def _zsh_text(text: str) -> str:
    """Return a help without what zsh would read as its own marks."""
    for mark in "[]:\\'":
        text = text.replace(mark, " ")
    return text


def fish() -> str:
    """Return the completion for fish."""
    lines = [
        _HEAD,
        "function __ownerapp_at",
        "    # Say whether the words so far are exactly this command.",
        "    set -l words (commandline -opc)",
        "    set -e words[1]",
        "    set -l path",
        "    for word in $words",
        "        string match -q -- '-*' $word; and continue",
        "        set -l next (string join ' ' $path $word)",
        "        contains -- $next $__ownerapp_commands; and set path $path $word",
        "    end",
        "    set -l found (string join ' ' $path)",
        '    test "$found" = "$argv"',
        "end",
    ]
    found = tuple(_found())
    known = " ".join("'{}'".format(" ".join(each.path)) for each in found if each.path)
    lines.append(f"set -g __ownerapp_commands {known}")
    lines.append("complete -c ownerapp -n 'not __ownerapp_at' -f")
    for command in found:
        lines += _fish_lines(command)
    return "\n".join(lines) + "\n"


def _fish_lines(command: Command) -> Iterator[str]:
    start = f"complete -c ownerapp -n '__ownerapp_at {' '.join(command.path)}'".replace(" '", " '")
    takes_file = not command.path or any(
        value_of(each) in {Value.FILE, Value.FOLDER} for each in command.places
    )
    if not takes_file:
        yield f"{start} -f"
    for child, text in command.children:
        yield f"{start} -a {child} -d '{_fish_text(text)}'"
    for place in command.places:
        if value_of(place) is Value.WORDS:
            yield f"{start} -a '{' '.join(str(choice) for choice in place.choices or ())}'"
    for option in command.options:
        names = " ".join(
            f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"
            for name in option.option_strings
        )
        yield f"{start} {names}{_fish_value(option)} -d '{_fish_text(option.help or '')}'"


def _fish_value(option: argparse.Action) -> str:
    match value_of(option):
        case Value.WORDS:
            return f" -x -a '{' '.join(str(choice) for choice in option.choices or ())}'"
        case Value.FILE:
            return " -r -F"
        case Value.FOLDER:
            return " -x -a '(__fish_complete_directories)'"
        case Value.TEXT:
            return " -x"
        case Value.NOTHING:
            return ""


def _fish_text(text: str) -> str:
    return text.replace("\\", "").replace("'", " ")


def _found() -> Iterator[Command]:
    with in_english() as parser:
        yield from tuple(commands(parser))


def _names(command: Command, wanted: Callable[[Value], bool]) -> list[str]:
    """Return the names of those options of a command whose value is wanted."""
    return [
        name
        for option in command.options
        if wanted(value_of(option))
        for name in option.option_strings
    ]
