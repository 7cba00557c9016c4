"""What somebody does to a signed record: bits, members, whole values."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

from tests.support import golden, records

KEY = records.known_key().fingerprint
VALID = (golden.FOLDER / "valid.json").read_bytes()
PDF = (golden.FOLDER / "valid.pdf").read_bytes()
HISTORY = (golden.FOLDER / golden.HISTORY_NAME).read_bytes()
Path = tuple[str | int, ...]
"""Where a value stands in a document."""


def paths(value: object, path: Path = ()) -> Iterator[Path]:
    """Yield the path of everything in a document."""
    if path:
        yield path
    if isinstance(value, dict):
        for name, item in value.items():
            yield from paths(item, (*path, name))
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from paths(item, (*path, at))


def value_at(document: Any, path: Path) -> Any:
    """Return what stands at a path."""
    for step in path:
        document = document[step]
    return document


def changed(document: Any, path: Path, value: object) -> Any:
    """Return a copy with another value at a path; the value ``...`` takes it away."""
    document = copy.deepcopy(document)
    holder = value_at(document, path[:-1])
    if value is ...:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return document


def another(chance: random.Random, document: Any, path: Path) -> object:
    """Return something that could stand at a path, more often near to what stands there."""
    before = value_at(document, path)
    every = [*paths(document)]
    choices = [
        ...,
        None,
        "",
        [],
        {},
        0,
        1.5,
        "dpv:ConsentGiven",
        value_at(document, chance.choice(every)),
    ]
    if isinstance(before, str) and before:
        at = chance.randrange(len(before))
        choices += [before[:at] + before[at + 1 :], before[:at] + "7" + before[at + 1 :]] * 4
    if isinstance(before, list) and before:
        choices += [before[:-1], [*before, before[0]], before[::-1]] * 3
    return chance.choice(choices)


def flipped(data: bytes, at: int, bit: int) -> bytes:
    """Return the bytes with one bit changed."""
    return data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


def encoded(document: object) -> bytes:
    """Return a document as somebody else's program could write it."""
    return json.dumps(document, ensure_ascii=False).encode()
