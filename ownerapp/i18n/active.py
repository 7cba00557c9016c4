"""The language of the process, and of a stretch of code that writes in another one."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from ownerapp.i18n.languages import SOURCE, canonical
from ownerapp.i18n.loading import languages_with_catalog, load
from ownerapp.i18n.negotiation import negotiate
from ownerapp.i18n.pseudo import PSEUDO_LANGUAGES
from ownerapp.i18n.translator import SOURCE_TRANSLATOR, Translator
from ownerapp.resources import data_root


class _Process:
    """Holds the process's translator: the one variable of the package."""

    translator: Translator = SOURCE_TRANSLATOR


_here: ContextVar[Translator | None] = ContextVar("translator", default=None)


def translations_dir() -> Path:
    """Return the folder of the catalogues."""
    return data_root() / "translations"


def available_languages(*, include_pseudo: bool = False) -> tuple[str, ...]:
    """Return the tags of the offered languages, English first."""
    real = (SOURCE, *languages_with_catalog(translations_dir()))
    return (*real, *PSEUDO_LANGUAGES) if include_pseudo else real


@cache
def _translator(tag: str) -> Translator:
    if tag == SOURCE:
        return SOURCE_TRANSLATOR
    if tag in PSEUDO_LANGUAGES:
        return Translator(tag, gettext.NullTranslations(), PSEUDO_LANGUAGES[tag])
    return Translator(tag, load(translations_dir(), tag))


def translator(tag: str) -> Translator:
    """Return the translator of the offered language nearest to a tag."""
    known = available_languages(include_pseudo=True)
    name = canonical(tag)
    return _translator(name if name in known else negotiate([name], known))


def set_language(tag: str) -> str:
    """Use a language from now on in the whole process; return the tag that is used.

    A language that is not offered leads to the nearest one that is, in the end English.
    """
    _Process.translator = translator(tag)
    return _Process.translator.language


def current_translator() -> Translator:
    """Return the translator that ``_`` uses here and now."""
    return _here.get() or _Process.translator


def current_language() -> str:
    """Return the tag of the language that ``_`` uses here and now."""
    return current_translator().language


@contextmanager
def translate_in(tag: str) -> Iterator[Translator]:
    """Write in another language inside a ``with`` block; the process keeps its own."""
    chosen = translator(tag)
    token = _here.set(chosen)
    try:
        yield chosen
    finally:
        _here.reset(token)
