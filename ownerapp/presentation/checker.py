"""Writes the page that checks records in a browser: one file without a network.

    python -m ownerapp.presentation.checker --write

It is put together from the readable sources in ``resources/checker/source``, the shape of a
record from the shipped JSON Schema, the list of words for fingerprints, and the words of every
language. Rules:

1. The page's policy names the SHA-256 of its one script and its one style: nothing else runs,
   nothing is loaded, nothing is sent.
2. The shape is the schema's. A keyword that the page's reader does not know is refused here,
   so that the page can never pass over one.
3. The same sources give the same bytes.
"""

from __future__ import annotations

import json
import sys
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path

from ownerapp.domain.json_value import JsonValue
from ownerapp.i18n import available_languages, bcp47, translate_in
from ownerapp.i18n.formatting import language_name
from ownerapp.presentation.checker_words import checker_words
from ownerapp.resources import resource_path
from ownerapp.schemas import write_or_check

SCRIPTS = (
    "strict_json", "shape", "proof", "keys", "states", "pdf", "time_stamp", "bundle", "verify",
    "page",
)  # fmt: skip
"""The sources of the script, in their order."""
_POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; base-uri 'none'; "
    "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_REFERENCE = "#/$defs/"
_KEYWORDS = frozenset(
    {
        "$ref", "enum", "type", "properties", "required", "additionalProperties", "items",
        "prefixItems", "minItems", "maxItems", "minLength", "maxLength", "pattern", "minimum",
        "maximum",
    }
)  # fmt: skip
"""What the page's ``fits`` knows."""
_FOR_PEOPLE = frozenset({"title", "description", "default"})


class UnknownShapeError(Exception):
    """The schema says something that the page would pass over."""


def checker_path() -> Path:
    """Return where the page is kept."""
    return resource_path("checker", "checker.html")


def checker_text() -> str:
    """Return the page."""
    style = f"\n{_source('style.css')}"
    script = f"\n{checker_script()}"
    noscript = " ".join(_no_script(tag) for tag in available_languages())
    return _filled(
        _source("page.html"),
        {
            "policy": _POLICY.format(script=_digest(script), style=_digest(style)),
            "style": style,
            "noscript": noscript,
            "script": script,
        },
    )


def checker_script() -> str:
    """Return the page's script: closed in itself, so that nothing else can reach into it."""
    parts = [
        f"const WORDS = {_lines(_words())};",
        f"const SHAPES = {_lines(record_shapes())};",
        f"const KEY_WORDS = {_json(_key_words())};",
        *(_source(f"{name}.js") for name in SCRIPTS),
    ]
    return '"use strict";\n(() => {\n' + "\n".join(parts) + "})();\n"


def record_shapes() -> dict[str, JsonValue]:
    """Return the definitions of the record's JSON Schema without what is for people.

    Raises:
        UnknownShapeError: The page does not know a keyword.
    """
    path = resource_path("schema", "consent-receipt-1.schema.json")
    schema = json.loads(path.read_text(encoding="utf-8"))
    return {name: shape_of(shape) for name, shape in schema["$defs"].items()}


def shape_of(shape: JsonValue) -> JsonValue:
    """Return one definition of a schema without what is for people.

    Raises:
        UnknownShapeError: The page does not know a keyword.
    """
    if not isinstance(shape, Mapping):
        return shape
    bare = {name: item for name, item in shape.items() if name not in _FOR_PEOPLE}
    if not _KEYWORDS.issuperset(bare) or bare.pop("additionalProperties", False) is not False:
        raise UnknownShapeError(sorted(bare))
    properties, items = bare.get("properties"), bare.get("prefixItems")
    if isinstance(properties, Mapping):
        bare["properties"] = {name: shape_of(item) for name, item in properties.items()}
        bare.setdefault("required", [])
    if isinstance(items, Sequence):
        bare["prefixItems"] = [shape_of(item) for item in items]
    if "items" in bare:
        bare["items"] = shape_of(bare["items"])
    if "$ref" in bare:
        bare["$ref"] = str(bare["$ref"]).removeprefix(_REFERENCE)
    return bare


def _words() -> dict[str, JsonValue]:
    words: dict[str, JsonValue] = {}
    for tag in available_languages():
        with translate_in(tag):
            words[bcp47(tag)] = {"language-name": language_name(tag), **checker_words()}
    return words


def _key_words() -> str:
    """Return the words that fingerprints are read out in, in their order."""
    path = resource_path("words", "bip39-english.txt")
    return " ".join(path.read_text(encoding="ascii").split())


def _no_script(tag: str) -> str:
    with translate_in(tag) as texts:
        return escape(texts.gettext("This page needs JavaScript. Without it nothing is checked."))


def _source(name: str) -> str:
    return resource_path("checker", "source", name).read_text(encoding="utf-8")


def _lines(value: Mapping[str, JsonValue]) -> str:
    """Return JSON for inside a script, one member of the first level a line."""
    lines = [f"{_json(name)}: {_json(item)}" for name, item in value.items()]
    return "{\n" + ",\n".join(lines) + "\n}"


def _json(value: JsonValue) -> str:
    # No text can end the script, and no line separator can end a line of it.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}"


def _filled(template: str, values: Mapping[str, str]) -> str:
    """Return the template with its places filled, each once; values are not looked at again."""
    for name, value in values.items():
        before, place, after = template.partition(f"{{{name}}}")
        if not place:
            raise KeyError(name)
        template = before + value + after
    return template


def main(arguments: Sequence[str], path: Path | None = None) -> int:
    """Write the page, or check it; see :func:`write_or_check`."""
    return write_or_check(
        arguments,
        module="ownerapp.presentation.checker",
        path=path or checker_path(),
        text=checker_text,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
