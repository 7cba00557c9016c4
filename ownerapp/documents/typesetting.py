"""Typesets records and recovery kits: template and fonts from the program, texts as data.

Rules:

1. A text reaches Typst inside ``sys_inputs`` only; nothing is pasted into the template.
2. Fonts come from one folder, never from the system, and the only date is the record's:
   equal papers give equal bytes.
3. A character that the fonts cannot draw is named and refused; none is dropped.
4. Every failure of Typst becomes a ``TypesetFailedError``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, Literal, TypeAlias

import typst

from ownerapp.documents.code_drawing import Drawing, draw_code
from ownerapp.documents.compilations import bare_compiler, forget
from ownerapp.domain.errors import TypesetFailedError
from ownerapp.i18n.drawable import first_undrawable
from ownerapp.resources import resource_path

_TEMPLATE = "record.typ"
_KIT_TEMPLATE = "recovery-kit.typ"
SmallTemplate: TypeAlias = Literal["certificate", "letter", "passenger-card"]
"""The templates of small sheets; no other name reaches the disk."""
_PRINT_DPI = 300
_RECORD_DPI = 200
"""A record has many pages; these are sharp on paper, and small enough to be handed over at once."""
_BASE_FAMILY = "Noto Sans"
_EXACT_FAMILY = "DejaVu Sans Mono"
"""For keys and hashes; part of Typst itself, so it needs no file."""

_CJK_SUFFIXES = {"hans": "SC", "hant": "TC", "ja": "JP", "ko": "KR", "zh": "SC"}

_HYPHENATED = (
    "af be bg ca cs da de el en es et fi fr hr hu is it ka la lt lv "
    "nb nl nn pl pt ro ru sk sl sq sr sv tr uk"
)
"""Languages whose words Typst can hyphenate."""

_TALL = "ar fa ur th he hi"
"""Languages whose lines stand two units further apart, for the marks above and below."""

_UNDRAWN = re.compile(r'the (?:text|disallowed codepoint|codepoint) `"(?:\\u\{([0-9a-f]+)\}|(.))')
"""Where PDF/A refuses a text, Typst quotes it, in the escapes of its own language."""


class Typesetter:
    """Turns a paper's JSON into a tagged PDF with the record attached."""

    def __init__(self) -> None:
        book = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=True,
            font_paths=[str(resource_path("fonts"))],
        )
        self._families = sorted({font.family for font in book.fonts() if font.path})
        self._book = book
        self._compiler = self._compiler_of(_TEMPLATE)
        self._empty = bare_compiler()

    def typeset(self, paper_json: str, receipt: bytes) -> bytes:
        """Return the unsigned PDF.

        Raises:
            TypesetFailedError: A character cannot be drawn, or the typesetter failed.
        """
        (pdf,) = self._record(paper_json, receipt, {"format": "pdf", "pdf_standards": ["a-3a"]})
        return pdf

    def draw(self, paper_json: str) -> tuple[bytes, ...]:
        """Return the pages of a record as PNG pictures, for a screen or a printer.

        Raises:
            TypesetFailedError: A character cannot be drawn, or the typesetter failed.
        """
        return self._record(paper_json, b"{}", {"format": "png", "ppi": _RECORD_DPI})

    def _record(
        self, paper_json: str, receipt: bytes, wanted: Mapping[str, Any]
    ) -> tuple[bytes, ...]:
        paper = json.loads(paper_json)
        _refuse_undrawable(paper)
        created = datetime.fromisoformat(paper["created"]).astimezone(UTC)
        code = draw_code(paper["code"]["text"]) if paper["code"] else None
        inputs = {
            "data": paper_json,
            "setup": json.dumps(self._setup(paper, created, code), sort_keys=True),
            "receipt": receipt.decode("utf-8"),
            "code": code.svg if code else "",
        }
        try:
            made = self._compiler.compile(sys_inputs=inputs, timestamp=created, **wanted)
        except typst.TypstError as error:
            raise _translated(error) from None
        return _whole(made)

    def typeset_kit(self, paper_json: str) -> bytes:
        """Return the page of a recovery kit as a tagged PDF.

        Raises:
            TypesetFailedError: A character cannot be drawn, or the typesetter failed.
        """
        paper = json.loads(paper_json)
        created = datetime.fromisoformat(paper["created"]).astimezone(UTC)
        (pdf,) = self._kit(paper_json, {"format": "pdf", "pdf_standards": ["a-2a"]}, created)
        return pdf

    def draw_kit(self, paper_json: str) -> tuple[bytes, ...]:
        """Return the pages of a recovery kit as PNG pictures for a printer.

        Raises:
            TypesetFailedError: A character cannot be drawn, or the typesetter failed.
        """
        paper = json.loads(paper_json)
        created = datetime.fromisoformat(paper["created"]).astimezone(UTC)
        return self._kit(paper_json, {"format": "png", "ppi": _PRINT_DPI}, created)

    def _kit(
        self, paper_json: str, wanted: Mapping[str, Any], created: datetime
    ) -> tuple[bytes, ...]:
        paper = json.loads(paper_json)
        _refuse_undrawable(paper)
        inputs = {
            "data": paper_json,
            "setup": json.dumps(self._setup(paper, created, None), sort_keys=True),
        }
        try:
            # Made anew each time: it is seldom wanted, and holds the code no longer than that.
            made = self._compiler_of(_KIT_TEMPLATE).compile(
                sys_inputs=inputs, timestamp=created, **wanted
            )
        except typst.TypstError as error:
            raise _translated(error) from None
        return _whole(made)

    def typeset_small(self, template: SmallTemplate, paper_json: str) -> bytes:
        """Return a small sheet as a tagged PDF.

        Raises:
            TypesetFailedError: A character cannot be drawn, a code holds too much, or the
                typesetter failed.
        """
        (pdf,) = self._small(template, paper_json, {"format": "pdf", "pdf_standards": ["a-2a"]})
        return pdf

    def draw_small(self, template: SmallTemplate, paper_json: str) -> tuple[bytes, ...]:
        """Return the pages of a small sheet as PNG pictures for a printer.

        Raises:
            TypesetFailedError: As above.
        """
        return self._small(template, paper_json, {"format": "png", "ppi": _PRINT_DPI})

    def _small(
        self, template: SmallTemplate, paper_json: str, wanted: Mapping[str, Any]
    ) -> tuple[bytes, ...]:
        paper = json.loads(paper_json)
        _refuse_undrawable(paper)
        created = datetime.fromisoformat(paper["created"]).astimezone(UTC)
        drawn = [
            draw_code(side["code"], encoding="utf-8") if side["code"] else None
            for side in paper.get("sides", ())
        ]
        inputs = {
            "data": paper_json,
            "setup": json.dumps(self._setup(paper, created, None), sort_keys=True),
            "codes": json.dumps([asdict(code) if code else None for code in drawn]),
        }
        try:
            made = self._compiler_of(f"{template}.typ").compile(
                sys_inputs=inputs, timestamp=created, **wanted
            )
        except typst.TypstError as error:
            raise _translated(error) from None
        return _whole(made)

    def _compiler_of(self, template: str) -> typst.Compiler:
        templates = resource_path("templates")
        return typst.Compiler(
            input=str(templates / template),
            root=str(templates),  # nothing outside this folder can be read
            font_paths=self._book,
            ignore_system_fonts=True,
        )

    def forget(self) -> None:
        """Let go of the papers that were typeset."""
        forget(self._empty)

    def _setup(
        self, paper: dict[str, object], created: datetime, code: Drawing | None
    ) -> dict[str, object]:
        """Return what layout needs beside the texts: fonts by language, date, size of the code."""
        language = paper["language"]
        fonts: dict[str, object] = {
            f"{lang}-{script}": self._font_order(lang, script)
            for lang, script in set(_languages(paper))
        }
        lang = str(language["lang"]) if isinstance(language, dict) else ""
        return {
            "created": list(created.timetuple()[:6]),
            "fonts": fonts,
            "exact": [_EXACT_FAMILY, *self._font_order(lang, "")],
            "tall": lang in _TALL.split(),
            "hyphenates": lang in _HYPHENATED.split(),
            "code": {"edge_mm": code.edge_mm, "quiet_mm": code.quiet_mm} if code else None,
        }

    def _font_order(self, lang: str, script: str) -> list[object]:
        """Return the families in the order in which a character is looked up.

        Beside Chinese, Japanese and Korean the base family draws letters and digits only:
        quotation marks and dashes come from the full-width font.
        """
        suffix = _CJK_SUFFIXES.get(script) or _CJK_SUFFIXES.get(lang)
        others = [family for family in self._families if family != _BASE_FAMILY]
        if suffix is None:
            return [_BASE_FAMILY, *others]
        own = [family for family in others if family.endswith(f" {suffix}")]
        rest = [family for family in others if family not in own]
        return [{"name": _BASE_FAMILY, "covers": "latin-in-cjk"}, *own, _BASE_FAMILY, *rest]


def _whole(made: object) -> tuple[bytes, ...]:
    """Return the one file or the pages that Typst made.

    Raises:
        TypesetFailedError: It made none.
    """
    pages = made if isinstance(made, list) else [made]
    whole = tuple(page for page in pages if isinstance(page, bytes))
    if not whole:
        raise TypesetFailedError(reason="template")
    return whole


def _refuse_undrawable(paper: object) -> None:
    for text in _strings(paper):
        if codepoint := first_undrawable(text):
            raise TypesetFailedError(reason="undrawable", codepoint=codepoint)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _languages(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        lang, script = value.get("lang"), value.get("script")
        if isinstance(lang, str) and isinstance(script, str):
            yield lang, script
        for item in value.values():
            yield from _languages(item)
    elif isinstance(value, list):
        for item in value:
            yield from _languages(item)


def _translated(error: typst.TypstError) -> TypesetFailedError:
    """Name the character where the typesetter named it; its own words go no further."""
    found = _UNDRAWN.search(error.message)
    if "PDF/A" not in error.message or found is None:
        return TypesetFailedError(reason="template")
    point = int(found[1], 16) if found[1] else ord(found[2])
    return TypesetFailedError(reason="undrawable", codepoint=f"U+{point:04X}")
