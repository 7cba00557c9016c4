"""Writes the list of fields: ``python -m ownerapp.packs.fields_page --write``.

Made from the same structs as the JSON Schema, so that it cannot say anything else.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from ownerapp.packs.format import NoticePack
from ownerapp.resources import data_root
from ownerapp.schemas import write_or_check

_Schema = dict[str, Any]
_START = "NoticePack"
_INTRODUCTION = """\
# The fields of a notice pack

Made from the program's own definition by `python -m ownerapp.packs.fields_page --write`; the same
is there for editors as `resources/schema/notice-pack-1.schema.json`. How to write a pack is told in
[Writing a notice pack](notice-authors.md).

A *text* is a language map such as `{"en": "...", "zh-Hans": "..."}`. **Bold** fields have to be
there. Fields that this version does not know are kept by every tool and ignored by the reader.
"""


def page_path() -> Path:
    """Return where the generated page is kept."""
    return data_root() / "docs" / "notice-format.md"


def page_text() -> str:
    """Return the page."""
    _, definitions = msgspec.json.schema_components([NoticePack], ref_template="#/$defs/{name}")
    parts = [_INTRODUCTION]
    for name in _in_reading_order(definitions):
        parts.append(f"## {_title(name)}\n\n{_sentence(definitions[name])}\n")
        parts.append("| field | holds |\n|---|---|")
        parts += list(_rows(definitions[name], definitions))
        parts.append("")
    return "\n".join(parts)


def _in_reading_order(definitions: dict[str, _Schema]) -> list[str]:
    """Return the structs in the order in which the pack leads to them."""
    order = [_START]
    for name in order:
        for schema in definitions[name].get("properties", {}).values():
            order += [found for found in _references(schema, definitions) if found not in order]
    return order


def _references(schema: _Schema, definitions: dict[str, _Schema]) -> Iterator[str]:
    """Yield the structs that a field leads to."""
    name = schema.get("$ref", "").rpartition("/")[2]
    if name and "properties" in definitions[name]:
        yield name
    for inner in (*schema.get("anyOf", ()), schema.get("items"), *schema.get("prefixItems", ())):
        if isinstance(inner, dict):
            yield from _references(inner, definitions)


def _rows(schema: _Schema, definitions: dict[str, _Schema]) -> Iterator[str]:
    needed = set(schema.get("required", ()))
    for name, field in schema["properties"].items():
        shown = f"**`{name}`**" if name in needed else f"`{name}`"
        yield f"| {shown} | {_holds(field, definitions)} |"


def _holds(schema: _Schema, definitions: dict[str, _Schema]) -> str:
    """Return in words what a field holds."""
    if "anyOf" in schema:
        words = [_holds(inner, definitions) for inner in schema["anyOf"]]
        return " or ".join(word for word in words if word != "nothing")
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if "properties" not in definitions[name]:
            return _holds(definitions[name], definitions)
        return f"[{_title(name).lower()}](#{_title(name).lower().replace(' ', '-')})"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"] if value)
    if schema.get("type") == "array" and "items" in schema:
        return f"list of {_holds(schema['items'], definitions)}"
    return _plain(schema)


def _plain(schema: _Schema) -> str:
    """Return in words what a field holds that is no list and no object of ours."""
    if isinstance(schema.get("additionalProperties"), dict) and "$ref" not in schema:
        return "text"
    if schema.get("format") == "date":
        return "day, as `2026-11-01`"
    kind = str(schema.get("type"))
    words = {"boolean": "`true`, `false`", "integer": "whole number", "null": "nothing"}
    return words.get(kind) or str(schema.get("description", kind))


def _title(name: str) -> str:
    """Return the heading of a struct: ``PackPublishedCheck`` becomes ``Published check``."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    return words.removeprefix(" pack ").strip().capitalize()


def _sentence(schema: _Schema) -> str:
    return " ".join(str(schema.get("description", "")).split("\n\n")[0].split())


def main(arguments: Sequence[str]) -> int:
    """Write the page, or check it; see :func:`write_or_check`."""
    return write_or_check(
        arguments, module="ownerapp.packs.fields_page", path=page_path(), text=page_text
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
