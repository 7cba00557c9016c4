"""Writes the JSON Schema of a record: ``python -m ownerapp.signing.receipt_schema --write``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import msgspec

from ownerapp.resources import resource_path
from ownerapp.signing.receipt import Receipt


def schema_path() -> Path:
    """Return where the generated schema is kept."""
    return resource_path("schema", "consent-receipt-1.schema.json")


def schema_text() -> str:
    """Return the JSON Schema (2020-12) of a signed record, as it stands in the file."""
    (reference,), definitions = msgspec.json.schema_components(
        [Receipt], ref_template="#/$defs/{name}"
    )
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:ownerapp:schema:consent-receipt:1",
        "title": "Signed consent receipt, version 1",
        **reference,
        "$defs": definitions,
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str], path: Path | None = None) -> int:
    """Write the schema, or check that the file is what the structs say.

    Args:
        arguments: ``--write`` or ``--check``.
        path: Another file than the shipped one.

    Returns:
        The exit code: 1 when the file differs.
    """
    parser = argparse.ArgumentParser(prog="python -m ownerapp.signing.receipt_schema")
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--write", action="store_true")
    action.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    path = path or schema_path()
    if options.write:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(schema_text(), encoding="utf-8")
        return 0
    is_same = path.is_file() and path.read_text(encoding="utf-8") == schema_text()
    return 0 if is_same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
