"""Where the texts of a pack stand: a stable address for each, in the JSON tree itself.

Addresses name list entries by what identifies them -- the id of a practice, the catalogue
item of a kind of data, the version of a note -- and by place only where nothing does, so
that a translator's file still fits after entries were moved. Unknown fields with the shape
of a text are found as well: a later minor version may add some.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_NAMES = ("id", "item", "party", "recipient", "version", "code", "practice", "requirement")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")

Tree = Any  # Any: the value of a JSON document, checked by the reader before it comes here


def texts_of(tree: Tree) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each text of a pack's tree with its address, in the order of the file."""
    for name, value in tree.items():
        if name != "proof":
            yield from _texts(value, name)


def _texts(value: Tree, address: str) -> Iterator[tuple[str, dict[str, str]]]:
    if isinstance(value, dict):
        if is_text(value):
            yield address, value
            return
        for name, item in value.items():
            yield from _texts(item, f"{address}/{name}")
    elif isinstance(value, list):
        seen: dict[str, int] = {}
        for index, item in enumerate(value):
            name = _name(item) or str(index)
            seen[name] = seen.get(name, 0) + 1
            part = name if seen[name] == 1 else f"{name}~{seen[name]}"
            yield from _texts(item, f"{address}/{part}")


def is_text(value: Tree) -> bool:
    """Tell whether a value of the tree is a language map."""
    return (
        isinstance(value, dict)
        and bool(value)
        and all(
            _TAG.fullmatch(key) is not None and isinstance(words, str)
            for key, words in value.items()
        )
    )


def _name(item: Tree) -> str:
    """Return what identifies an entry of a list, or an empty string."""
    if isinstance(item, dict):
        for key in _NAMES:
            name = item.get(key)
            if isinstance(name, str) and name:
                return name
    return ""
