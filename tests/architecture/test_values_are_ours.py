"""Frozen values are declared with our decorator: the standard one makes each start slower."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.support.source_tree import ROOT


def test_no_frozen_value_is_made_by_the_standard_decorator() -> None:
    files = sorted((ROOT / "ownerapp").rglob("*.py"))
    assert len(files) > 500

    assert [str(path.relative_to(ROOT)) for path in files if makes_slow_values(path)] == []


def makes_slow_values(path: Path) -> bool:
    """Tell whether a module makes frozen values with what it took from ``dataclasses``."""
    source = path.read_text(encoding="utf-8")
    if "frozen=True" not in source or path.name == "values.py":
        return False
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "dataclasses"
        and any(name.name == "dataclass" for name in node.names)
        for node in ast.walk(ast.parse(source))
    )
