"""Qt mirrors layouts and not their margins: what is indented must be indented by a part."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import ownerapp.ui

_SIDES = 4
_TURNED = {("left", "right")}
"""Names that pages exchange themselves where the window is mirrored."""


def uneven(tree: ast.AST) -> Iterator[int]:
    """Return the lines in which a layout gets other margins at its two sides."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr != "setContentsMargins" or len(node.args) != _SIDES:
            continue
        sides = (ast.unparse(node.args[0]), ast.unparse(node.args[2]))
        if sides[0] != sides[1] and sides not in _TURNED:
            yield node.lineno


def test_no_margin_stays_behind_when_the_window_is_mirrored() -> None:
    found = [
        f"{path.name}:{line}"
        for path in sorted(Path(ownerapp.ui.__path__[0]).rglob("*.py"))
        for line in uneven(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not found


def test_an_uneven_margin_is_found() -> None:
    assert list(uneven(ast.parse("a.setContentsMargins(12, 0, 0, 0)"))) == [1]
    assert not list(uneven(ast.parse("a.setContentsMargins(12, 0, 12, 8)")))
