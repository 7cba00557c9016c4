"""JSON Schemas that are generated from structs, and the command of all generated files."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(struct: type, *, identifier: str, title: str) -> str:
    """Return the JSON Schema (2020-12) of a msgspec struct, as it stands in a file."""
    import msgspec  # noqa: PLC0415 - only the commands need it

    (reference,), definitions = msgspec.json.schema_components(
        [struct], ref_template="#/$defs/{name}"
    )
    schema = {
        "$schema": DIALECT,
        "$id": identifier,
        "title": title,
        **reference,
        "$defs": definitions,
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def write_or_check(
    arguments: Sequence[str], *, module: str, path: Path, text: Callable[[], str]
) -> int:
    """Write a generated file, or check that it is what the program says.

    Args:
        arguments: ``--write`` or ``--check``.
        module: The command's name in its help.
        path: Where the file is kept.
        text: Makes its content.

    Returns:
        The exit code: 1 when the file differs.
    """
    parser = argparse.ArgumentParser(prog=f"python -m {module}")
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--write", action="store_true")
    action.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    if options.write:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(), encoding="utf-8")
        return 0
    is_same = path.is_file() and path.read_text(encoding="utf-8") == text()
    return 0 if is_same else 1
