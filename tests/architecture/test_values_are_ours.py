"""Frozen values are declared with our decorator: the standard one makes each start slower."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.support.source_tree import ROOT, modules, nodes


def test_no_frozen_value_is_made_by_the_standard_decorator() -> None:
    paths = list(modules())
    assert len(paths) > 500

    assert [path for path in paths if makes_slow_values(ROOT / path)] == []


def makes_slow_values(path: Path) -> bool:
    """Tell whether a module makes frozen values with what it took from ``dataclasses``."""
    source = path.read_text(encoding="utf-8")
    if "frozen=True" not in source or path.name == "values.py":
        return False
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "dataclasses"
        and any(name.name == "dataclass" for name in node.names)
        for node in nodes(modules()[path.relative_to(ROOT).as_posix()])
    )
