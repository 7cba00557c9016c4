"""The guide for notice authors keeps what it shows."""

from __future__ import annotations

import re

import pytest

from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Origin, PartyRole, Place, Reach, Regime
from ownerapp.domain.term import Term
from ownerapp.packs import limits
from ownerapp.packs.format import PackPractice
from ownerapp.packs.parse import parse_pack
from ownerapp.resources import data_root, resource_path

GUIDE = data_root() / "docs" / "notice-authors.md"
WORDS = GUIDE.read_text(encoding="utf-8") if GUIDE.is_file() else ""
pytestmark = pytest.mark.skipif(not WORDS, reason="an installed program has no docs folder")


def test_the_smallest_pack_of_the_guide_is_a_pack() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", WORDS, re.DOTALL)
    notice = parse_pack(example.encode())
    (practice,) = notice.practices
    assert practice.is_complete_in(Language("en"))
    assert not notice.parties[0].address


def test_a_new_notice_starts_as_the_smallest_pack_of_the_guide() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", WORDS, re.DOTALL)
    starter = resource_path("templates", "starter-notice.json").read_text(encoding="utf-8")
    assert starter == example


@pytest.mark.parametrize("values", [Origin, Regime, Reach, Place, Term, PartyRole])
def test_the_guide_names_every_fixed_value(values: type[Origin | Regime | Reach | Term]) -> None:
    table = WORDS.partition("## Fixed values")[2]
    assert {value for value in values if f"`{value}`" not in table} == set()


def test_the_guide_names_every_text_of_a_practice() -> None:
    table = WORDS.partition("## The words of a practice")[2].partition("## Fixed values")[0]
    texts = [
        name
        for name, kind in PackPractice.__annotations__.items()
        if re.search("Text|Fact|Retention", str(kind)) and name != "legal_basis"
    ]
    assert len(texts) > 12
    assert {name for name in texts if f"`{name}`" not in table} == set()


def test_the_guide_states_the_limits() -> None:
    words = WORDS.partition("## Limits")[2]
    for number in (
        limits.FILE_BYTES // 1024**2,
        limits.PRACTICES,
        limits.LANGUAGES,
        limits.NAME_LENGTH,
        limits.TEXT_LENGTH,
    ):
        assert f"{number:,}" in words
