"""Mutations of files that know how they are built, each from one number.

The same number makes the same file on every machine, so that a finding is reported as a
number and kept as a test.
"""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Callable, Sequence
from typing import Any

Tree = Any
_Place = tuple[Any, Any]
"""A container and a key or an index in it."""

_DIGITS = re.compile(rb"[0-9]+")
_EDGES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 0.5, -0.0, 1e308, 2**53, 2**63, -(2**63), 10**30, "", " ", "x",
    "not-stated", [], {}, [[]], {"en": "x"}, {"en": ""}, {"": ""}, {"zz": "x"}, [None], "\u0000",
    "\u202e", "\u200f", "\ud800", "\ufeff", "\u2028", "../../etc/passwd", "/dev/zero", "C:\\con",
    "file:///etc/passwd", "https://x.example/", "javascript:alert(1)", "=1+1", "%s%n", "{name}",
    "<script>", "#panic()", "'; DROP TABLE events; --", "P1D", "P99999Y", "PT0S", "2026-02-30",
    "9999-12-31", "0001-01-01", "2.0", "1.0", "1.99999", "CN", "ZZ", "a" * 200, "\u8f66" * 3000,
    "W" * 5000, "e\u0301" * 400, "\U0001f697" * 90,
)  # fmt: skip


def mutated(seeds: Sequence[Tree], number: int) -> bytes:
    """Return the file of a number, made from one of some good trees."""
    chance = random.Random(number)  # noqa: S311 - to be repeated, not to be secret
    return mutated_tree(chance.choice(seeds), chance, seeds)


def mutated_tree(tree: Tree, chance: random.Random, seeds: Sequence[Tree]) -> bytes:
    """Return the JSON file of a tree after some changes; the good trees lend their values."""
    tree = copy.deepcopy(tree)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        chance.choice(_TREE_MUTATIONS)(tree, chance, seeds)
    data = json.dumps(tree, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
    return mutated_bytes(data, chance) if chance.random() < 0.15 else data


def mutated_bytes(data: bytes, chance: random.Random, words: Sequence[bytes] = ()) -> bytes:
    """Return bytes after some changes; the words stand in for what the format is made of."""
    for _ in range(chance.choice((1, 1, 2, 5))):
        if words and chance.random() < 0.4:
            data = _word(data, chance, words)
        else:
            data = chance.choice(_BYTE_MUTATIONS)(data, chance)
    return data


def _places(tree: Tree) -> list[_Place]:
    """Return every place of a tree at which a value stands."""
    found: list[_Place] = []
    stack = [tree]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            found += [(value, key) for key in value]
            stack += value.values()
        elif isinstance(value, list):
            found += [(value, index) for index in range(len(value))]
            stack += value
    return found


def _some_place(tree: Tree, chance: random.Random) -> _Place | None:
    places = _places(tree)
    return chance.choice(places) if places else None


def _edge(tree: Tree, chance: random.Random, _seeds: Sequence[Tree]) -> None:
    place = _some_place(tree, chance)
    if place:
        place[0][place[1]] = copy.deepcopy(chance.choice(_EDGES))


def _remove(tree: Tree, chance: random.Random, _seeds: Sequence[Tree]) -> None:
    place = _some_place(tree, chance)
    if place:
        del place[0][place[1]]


def _swap(tree: Tree, chance: random.Random, _seeds: Sequence[Tree]) -> None:
    """Put a value from elsewhere in the tree, so that it is of a kind that is known."""
    one, two = _some_place(tree, chance), _some_place(tree, chance)
    if one and two:
        one[0][one[1]] = copy.deepcopy(two[0][two[1]])


def _cross(tree: Tree, chance: random.Random, seeds: Sequence[Tree]) -> None:
    """Put a value of the same name from another good tree."""
    place = _some_place(tree, chance)
    other = _places(chance.choice(seeds))
    if place and other:
        same = [found for found in other if found[1] == place[1]] or other
        container, key = chance.choice(same)
        place[0][place[1]] = copy.deepcopy(container[key])


def _repeat(tree: Tree, chance: random.Random, _seeds: Sequence[Tree]) -> None:
    lists = [container[key] for container, key in _places(tree) if isinstance(container[key], list)]
    filled = [items for items in lists if items]
    if filled:
        items = chance.choice(filled)
        items += copy.deepcopy(items) * chance.choice((1, 1, 3, 40))


def _empty(tree: Tree, chance: random.Random, _seeds: Sequence[Tree]) -> None:
    place = _some_place(tree, chance)
    if place and isinstance(place[0][place[1]], (list, dict)):
        place[0][place[1]].clear()


def _rename(tree: Tree, chance: random.Random, _seeds: Sequence[Tree]) -> None:
    place = _some_place(tree, chance)
    if place and isinstance(place[0], dict):
        name = chance.choice(("", "proof", "id", place[1] + "x", place[1].upper(), "x" * 300))
        place[0][name] = place[0].pop(place[1])


def _deepen(tree: Tree, chance: random.Random, _seeds: Sequence[Tree]) -> None:
    place = _some_place(tree, chance)
    if place:
        value = place[0][place[1]]
        for _ in range(chance.choice((1, 3, 12, 200))):
            value = [value] if chance.random() < 0.5 else {"a": value}
        place[0][place[1]] = value


def _noise_text(tree: Tree, chance: random.Random, _seeds: Sequence[Tree]) -> None:
    """Put any characters at all into a text."""
    texts = [place for place in _places(tree) if isinstance(place[0][place[1]], str)]
    if texts:
        container, key = chance.choice(texts)
        noise = "".join(chr(chance.randrange(0x110000)) for _ in range(chance.randrange(1, 9)))
        words = container[key]
        at = chance.randrange(len(words) + 1)
        container[key] = words[:at] + noise + words[at:]


def _flip(data: bytes, chance: random.Random) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _double(data: bytes, chance: random.Random) -> bytes:
    """Repeat a stretch of bytes, which makes keys that stand twice."""
    one, two = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:two] + data[one:two][:500] + data[two:]


def _swell(data: bytes, chance: random.Random) -> bytes:
    """Repeat a short stretch of bytes very often, which makes slow work show."""
    at = chance.randrange(len(data) + 1)
    piece = data[at : at + chance.choice((1, 2, 4, 12, 40))]
    return data[:at] + piece * chance.choice((20, 300, 1_500)) + data[at:]


def _insert(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    piece = chance.choice(
        (b'"', b"{", b"]", b",", b"\\", b"\x00", b"\xff", b"\xef\xbb\xbf", b"NaN")
    )
    return data[:at] + piece + data[at:]


def _noise(data: bytes, chance: random.Random) -> bytes:
    """Put any bytes in the place of some, so that everything behind stays where it was."""
    noise = chance.randbytes(chance.choice((1, 2, 4, 8)))
    at = chance.randrange(len(data) + 1)
    return data[:at] + noise + data[at + len(noise) :]


def _number(data: bytes, chance: random.Random) -> bytes:
    """Put another number of as many digits where one is written out."""
    found = list(_DIGITS.finditer(data))
    if not found:
        return data
    at = chance.choice(found)
    digits = chance.choice((b"0", b"9", b"%d" % chance.randrange(100_000), b"1"))
    return data[: at.start()] + digits.rjust(len(at[0]), digits[:1]) + data[at.end() :]


def _word(data: bytes, chance: random.Random, words: Sequence[bytes]) -> bytes:
    """Put a word of the format in, or in the place of as many bytes."""
    word, at = chance.choice(words), chance.randrange(len(data) + 1)
    return data[:at] + word + data[at + chance.choice((0, len(word))) :]


_TreeMutation = Callable[[Tree, random.Random, Sequence[Tree]], None]
_TREE_MUTATIONS: tuple[_TreeMutation, ...] = (
    _edge, _edge, _edge, _remove, _remove, _swap, _cross, _cross, _cross, _cross, _cross, _cross,
    _repeat, _empty, _empty, _rename, _deepen, _noise_text,
)  # fmt: skip
_BYTE_MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip, _flip, _cut, _double, _insert, _insert, _noise, _noise, _number, _number, _swell,
)  # fmt: skip
