"""Find the messages in the program's code, and calls that would fill them wrongly.

Extraction is Babel's. Beside it the syntax tree is read for two faults that extraction
cannot see: places that the call gives no value for, or values without a place.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file

from ownerapp.domain.values import dataclass
from ownerapp.i18n.filling import places

# Which argument is what, in Babel's notation; c marks a context.
KEYWORDS: Mapping[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "pgettext": ((1, "c"), 2),
    "ngettext": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
}
_COMMENT = "Translators:"
# How many leading arguments hold a context, and how many after them are messages.
_SHAPES = {"_": (0, 1), "gettext": (0, 1), "pgettext": (1, 1), "ngettext": (0, 2)}
_SHAPES["npgettext"] = (1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Misuse:
    """A call whose values are not what its message asks for."""

    where: str
    message: str
    missing: frozenset[str]
    unknown: frozenset[str]
    has_bad_brace: bool = False


def source_files(package_dir: Path) -> list[Path]:
    """Return the modules that may hold messages, sorted; this package holds none."""
    machinery = package_dir / "i18n"
    return sorted(path for path in package_dir.rglob("*.py") if not path.is_relative_to(machinery))


def extract(package_dir: Path) -> Catalog:
    """Return the template: every message with its files and comments, without dates."""
    template = Catalog(project="ownerapp", charset="utf-8", fuzzy=False)
    for path in source_files(package_dir):
        where = path.relative_to(package_dir.parent).as_posix()
        found = extract_from_file("python", path, keywords=KEYWORDS, comment_tags=(_COMMENT,))
        for _line, message, comments, context in found:
            entry = template.add(
                message,
                locations=[(where, 1)],
                auto_comments=[" ".join(comments)] if comments else [],
                context=context,
            )
            # A percent sign in a text is no format of ours.
            entry.flags.discard("python-format")
    return template


def misuses(package_dir: Path) -> Iterator[Misuse]:
    """Find the calls that give other values than their message has places for."""
    for path in source_files(package_dir):
        where = path.relative_to(package_dir.parent).as_posix()
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call) and (found := _misuse(node, where)):
                yield found


def _name(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _misuse(call: ast.Call, where: str) -> Misuse | None:
    contexts, messages = _SHAPES.get(_name(call), (0, 0))
    texts = [
        argument.value
        for argument in call.args[contexts : contexts + messages]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
    if not texts or len(texts) != messages:
        return None
    asked: set[str] = set()
    for text in texts:
        named = places(text)
        if named is None:
            nothing: frozenset[str] = frozenset()
            return Misuse(
                where=where, message=text, missing=nothing, unknown=nothing, has_bad_brace=True
            )
        asked |= named
    if messages > 1:
        asked.discard("n")  # always given
    given = {keyword.arg for keyword in call.keywords if keyword.arg}
    unpacks = any(keyword.arg is None for keyword in call.keywords)
    missing = frozenset() if unpacks else frozenset(asked - given)
    unknown = frozenset(given - asked)
    if not missing and not unknown:
        return None
    return Misuse(where=where, message=texts[0], missing=missing, unknown=unknown)
