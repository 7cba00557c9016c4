"""Puts finished pieces one after the other, with the marks of the language between them.

Chinese sets no space between sentences and has its own colon and comma; a plain join
would write English marks into it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from ownerapp.i18n import _


def sentences(*parts: str) -> str:
    """Return whole sentences one after the other; empty ones are left out."""
    return _joined(_sentence_pair, parts)


def phrases(*parts: str) -> str:
    """Return pieces that are no sentences, with a comma between them."""
    return _joined(_phrase_pair, parts)


def listed(*parts: str) -> str:
    """Return pieces that may have a comma within, with a semicolon between them."""
    return _joined(_listed_pair, parts)


def labelled(label: str, text: str) -> str:
    """Return a label and what it labels, on one line."""
    # Translators: a label and its text, for example "What: A short video."
    return _("{label}: {text}", label=label, text=text)


def _joined(pair: Callable[[str, str], str], parts: tuple[str, ...]) -> str:
    present = [part for part in parts if part]
    return reduce(pair, present) if present else ""


def _sentence_pair(before: str, after: str) -> str:
    # Translators: two sentences one after the other; write what stands between them.
    return _("{before} {after}", before=before, after=after)


def _phrase_pair(before: str, after: str) -> str:
    # Translators: two pieces of one line, for example a name and an address.
    return _("{before}, {after}", before=before, after=after)


def _listed_pair(before: str, after: str) -> str:
    # Translators: two pieces of one line, each of which may have a comma within.
    return _("{before}; {after}", before=before, after=after)
