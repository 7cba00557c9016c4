"""Writes the JSON Schema of a record: ``python -m ownerapp.signing.receipt_schema --write``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from ownerapp.resources import resource_path
from ownerapp.schemas import schema_of, write_or_check
from ownerapp.signing.receipt import Receipt


def schema_path() -> Path:
    """Return where the generated schema is kept."""
    return resource_path("schema", "consent-receipt-1.schema.json")


def schema_text() -> str:
    """Return the schema of a signed record."""
    return schema_of(
        Receipt,
        identifier="urn:ownerapp:schema:consent-receipt:1",
        title="Signed consent receipt, version 1",
    )


def main(arguments: Sequence[str], path: Path | None = None) -> int:
    """Write the schema, or check it; see :func:`write_or_check`."""
    return write_or_check(
        arguments,
        module="ownerapp.signing.receipt_schema",
        path=path or schema_path(),
        text=schema_text,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
