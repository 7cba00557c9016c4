"""The program's own source, parsed once for all tests that read it."""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "ownerapp"


@cache
def modules(folder: Path = PACKAGE) -> dict[str, ast.Module]:
    """Return the syntax tree of every module below a folder, by its path in the project."""
    with no_look_for_garbage():
        return {
            path.relative_to(ROOT).as_posix(): ast.parse(path.read_bytes())
            for path in sorted(folder.rglob("*.py"))
        }


@contextmanager
def no_look_for_garbage() -> Iterator[None]:
    """Make what stays, as trees do: to look among it for garbage takes longer than to make it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def name_of(call: ast.Call) -> str:
    """Return the last part of the name that is called."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


@cache
def nodes(tree: ast.AST) -> tuple[ast.AST, ...]:
    """Return every node of a tree; many tests look at them, and finding them takes longest."""
    with no_look_for_garbage():
        return tuple(ast.walk(tree))


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Yield every call in a tree."""
    for node in nodes(tree):
        if isinstance(node, ast.Call):
            yield node


def run_at_import(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield every node that runs while a module is imported.

    Bodies of functions do not; their decorators and defaults do, and so do class bodies.
    """
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        yield node
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                waiting += [*node.decorator_list, *node.args.defaults]
                waiting += [default for default in node.args.kw_defaults if default is not None]
            case ast.Lambda():
                waiting += node.args.defaults
            case _:
                waiting += ast.iter_child_nodes(node)
