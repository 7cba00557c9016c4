"""A language in use: look-up of messages and safe filling of their places.

A translation whose places differ from the source's is refused and the source shown. For
plurals the source's form for the same number decides, except that the form for one may
name the number or not.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping

from ownerapp.i18n.filling import fill, places
from ownerapp.i18n.languages import SOURCE, Direction, direction

# A plural expression of a bad catalogue can divide by nothing, or lead nowhere.
_BAD_PLURAL = (ArithmeticError, ValueError, TypeError, RecursionError)


def _unchanged(text: str) -> str:
    return text


class Translator:
    """Translates into one language.

    Args:
        language: The tag of the language.
        catalog: Its catalogue; an empty one shows the source.
        transform: Changes what was found, for a pseudo-language.
    """

    __slots__ = ("_catalog", "_transform", "direction", "language")

    def __init__(
        self,
        language: str,
        catalog: gettext.NullTranslations,
        transform: Callable[[str], str] = _unchanged,
    ) -> None:
        self.language = language
        self.direction: Direction = direction(language)
        self._catalog = catalog
        self._transform = transform

    def gettext(self, msgid: str, /, **values: object) -> str:
        """Return the translation of a message with its places filled; "" for ""."""
        if not msgid:
            return ""
        return self._shown(self._catalog.gettext(msgid), (msgid,), values)

    def pgettext(self, context: str, msgid: str, /, **values: object) -> str:
        """Return the translation of a message that means this in this context."""
        if not msgid:
            return ""
        return self._shown(self._catalog.pgettext(context, msgid), (msgid,), values)

    def ngettext(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """Return the form for this number; the place ``{n}`` is the number itself."""
        try:
            found = self._catalog.ngettext(singular, plural, n)
        except _BAD_PLURAL:
            found = ""
        return self._shown(found, _forms(singular, plural, n), self._with_number(n, values))

    def npgettext(
        self, context: str, singular: str, plural: str, n: int, /, **values: object
    ) -> str:
        """Return the form for this number of a message that means this in this context."""
        try:
            found = self._catalog.npgettext(context, singular, plural, n)
        except _BAD_PLURAL:
            found = ""
        return self._shown(found, _forms(singular, plural, n), self._with_number(n, values))

    def _with_number(self, n: int, values: Mapping[str, object]) -> dict[str, object]:
        if abs(n) < 1000:  # noqa: PLR2004 - no separator: Babel is not needed, nor loaded
            return {"n": n, **values}
        from ownerapp.i18n.formatting import format_number  # noqa: PLC0415 - loads Babel

        return {"n": format_number(n, language=self.language), **values}

    def _shown(self, found: str, sources: tuple[str, ...], values: Mapping[str, object]) -> str:
        """Fill what was found, or the first source when its places are none of theirs."""
        isolate = self.direction == "rtl"
        named = places(found) if found else None
        usable = named is not None and named in [places(source) for source in sources]
        text = found if usable else sources[0]
        return fill(self._transform(text), values, isolate=isolate)


def _forms(singular: str, plural: str, n: int) -> tuple[str, ...]:
    """Return the sources that a translation's places may match, the shown one first."""
    return (singular, plural) if n == 1 else (plural,)


SOURCE_TRANSLATOR = Translator(SOURCE, gettext.NullTranslations())
