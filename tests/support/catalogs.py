"""Catalogues of a few entries, for tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ownerapp.i18n import Translator

_HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: {plural_forms}\\n"

"""

MakeTranslator = Callable[..., Translator]


def write_catalog(
    folder: Path, tag: str, entries: str, plural_forms: str = "nplurals=1; plural=0;"
) -> Path:
    """Write a .po file below a folder of catalogues and return its path."""
    path = folder / tag / "LC_MESSAGES" / "ownerapp.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_HEADER.format(plural_forms=plural_forms) + entries, encoding="utf-8")
    return path
