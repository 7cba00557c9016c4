"""Which of our languages suits what a person's computer asks for.

1. Wishes are tried in order; the first that any language suits wins.
2. A language suits when language and script agree, stated or meant: a reader of
   Traditional Chinese is never given Simplified Chinese, but English.
3. Among several that suit, the one of the same region wins, then the one of none.
4. A pseudo-language is only given to who asks for exactly it.
"""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Iterable, Mapping

from ownerapp.i18n.languages import SOURCE, canonical, parse
from ownerapp.i18n.pseudo import PSEUDO_LANGUAGES

_MOST_WISHES = 16


def _suitability(wish: str, offered: str) -> int:
    """Return how well an offered language suits a wish; 0 is not at all."""
    if offered in PSEUDO_LANGUAGES or canonical(wish) in PSEUDO_LANGUAGES:
        return 3 if canonical(wish) == offered else 0
    wished, found = parse(wish), parse(offered)
    if wished is None or found is None:
        return 0
    if (wished.language, wished.full_script) != (found.language, found.full_script):
        return 0
    if wished.region == found.region:
        return 3
    return 1 if found.region else 2


def negotiate(wishes: Iterable[str], available: Iterable[str]) -> str:
    """Return the available language that suits the first wish, else English."""
    offered = sorted(set(available))
    for wish in wishes:
        best = max(offered, key=lambda one: _suitability(wish, one), default=SOURCE)
        if _suitability(wish, best) > 0:
            return best
        if (parsed := parse(wish)) and parsed.language == SOURCE:
            return SOURCE
    return SOURCE


def wishes_of_environment(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the languages that the environment asks for, best first, as gettext reads it.

    The first of ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` that is set names the locale;
    ``LANGUAGE`` lists better ones, unless that locale is ``C``.
    """
    chosen = next(
        (environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), ""
    )
    if chosen and parse(chosen) is None:
        return ()
    listed = environ.get("LANGUAGE", "").split(":")
    return tuple(tag for tag in [*listed, chosen] if parse(tag))[:_MOST_WISHES]


def wishes_of_system(environ: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the languages that this computer asks for, best first.

    Windows, and macOS outside a terminal, set no variables; there the C library or the
    user's display language answers.
    """
    variables = os.environ if environ is None else environ
    if wishes := wishes_of_environment(variables):
        return wishes
    if any(variables.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")):
        return ()
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - exists in this form on Windows only

        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return tuple(filter(None, [locale.windows_locale.get(number)]))
    name = locale.getlocale()[0]
    return (name,) if name and parse(name) else ()
