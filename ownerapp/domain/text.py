"""Texts in several languages, and the exact text that was on screen.

What the person saw is hashed: an ordered list of ``{field, lang, text}``, everything
visible on the card or sheet when the person pressed. Texts are NFC.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import field

from ownerapp.domain.ids import Language
from ownerapp.domain.json_value import JsonValue
from ownerapp.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One text in the languages in which its author states it.

    Empty when it does not apply; ``not_stated`` when the pack says that the issuer does not
    state it. Both are false, and neither has words.
    """

    by_language: Mapping[str, str] = field(default_factory=dict)
    not_stated: bool = False

    def get(self, language: Language) -> str | None:
        """Return the text in exactly this language, or None."""
        return self.by_language.get(language)

    def best(self, language: Language, native: Language) -> tuple[Language, str]:
        """Return the text in this language, else in the notice's own, else in any.

        Returns:
            The language in which the text is, and the text; both empty for no text.
        """
        for candidate in (language, native):
            if candidate in self.by_language:
                return candidate, self.by_language[candidate]
        for candidate_language, text in self.by_language.items():
            return Language(candidate_language), text
        return Language(""), ""

    def __bool__(self) -> bool:
        """Tell whether any language states it."""
        return bool(self.by_language)


NO_TEXT = Text()
"""A text that does not apply."""
TEXT_NOT_STATED = Text(not_stated=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """One piece of text that was on screen."""

    field: str
    """A stable name such as ``title``, ``why`` or ``term.3m``."""
    lang: Language
    text: str


ShownText = tuple[ShownLine, ...]


def bcp47(language: Language) -> str:
    """Return a language in the form that files carry, for example ``zh-Hans``."""
    return language.replace("_", "-")


def shown_line(field_name: str, lang: Language, text: str) -> ShownLine:
    """Return a line with its text in Unicode normalisation form C."""
    return ShownLine(field=field_name, lang=lang, text=unicodedata.normalize("NFC", text))


def shown_text_value(shown: Sequence[ShownLine]) -> list[JsonValue]:
    """Return the JSON form whose canonical bytes are hashed and stored."""
    return [{"field": line.field, "lang": bcp47(line.lang), "text": line.text} for line in shown]


def shown_text_from_value(value: JsonValue) -> ShownText:
    """Return the shown text of its stored JSON form.

    Raises:
        ValueError: The value is not of that form.
    """
    if not isinstance(value, list):
        raise ValueError  # noqa: TRY004 - one error for one malformed value
    lines = []
    for item in value:
        if not isinstance(item, dict) or set(item) != {"field", "lang", "text"}:
            raise ValueError
        name, lang, text = item["field"], item["lang"], item["text"]
        if not (isinstance(name, str) and isinstance(lang, str) and isinstance(text, str)):
            raise ValueError  # noqa: TRY004 - one error for one malformed value
        language = Language(lang.replace("-", "_"))
        lines.append(ShownLine(field=name, lang=language, text=text))
    return tuple(lines)
