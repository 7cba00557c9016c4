from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ownerapp.i18n import Translator, current_language, set_language
from ownerapp.i18n.loading import load
from tests.support.catalogs import MakeTranslator, write_catalog


@pytest.fixture
def make_translator(tmp_path: Path) -> MakeTranslator:
    """Make a translator of the entries of a catalogue."""

    def make(
        entries: str, tag: str = "zh_Hans", plural_forms: str = "nplurals=1; plural=0;"
    ) -> Translator:
        write_catalog(tmp_path, tag, entries, plural_forms)
        return Translator(tag, load(tmp_path, tag))

    return make


@pytest.fixture(autouse=True)
def _language_as_before() -> Iterator[None]:
    before = current_language()
    yield
    set_language(before)
