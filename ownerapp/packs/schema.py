"""Writes the JSON Schema of the pack format: ``python -m ownerapp.packs.schema --write``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from ownerapp.packs.format import NoticePack
from ownerapp.resources import resource_path
from ownerapp.schemas import schema_of, write_or_check


def schema_path() -> Path:
    """Return where the generated schema is kept."""
    return resource_path("schema", "notice-pack-1.schema.json")


def schema_text() -> str:
    """Return the schema of a notice pack."""
    return schema_of(
        NoticePack,
        identifier="urn:ownerapp:schema:notice-pack:1",
        title="Notice pack, format version 1",
    )


def main(arguments: Sequence[str]) -> int:
    """Write the schema, or check it; see :func:`write_or_check`."""
    return write_or_check(
        arguments, module="ownerapp.packs.schema", path=schema_path(), text=schema_text
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
