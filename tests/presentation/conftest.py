"""Every language that can be chosen, one test at a time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ownerapp.i18n import available_languages, translate_in

EVERY_LANGUAGE = available_languages(include_pseudo=True)


@pytest.fixture(params=EVERY_LANGUAGE)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Speak each language in turn, the pseudo-languages included."""
    with translate_in(request.param):
        yield request.param


@pytest.fixture(autouse=True)
def speak_english() -> Iterator[None]:
    """Speak English unless a test asks for ``language``."""
    with translate_in("en"):
        yield
