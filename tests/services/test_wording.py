"""The rules look at the shipped word lists."""

from __future__ import annotations

from ownerapp.compliance.rule import Wording
from ownerapp.services.wording import ListedWording

LONG = " ".join(["so that you know what happens and why"] * 8) + "."


def test_the_shipped_lists_find_words_in_listed_languages() -> None:
    wording = ListedWording()

    assert wording.vague_words("We use it for other purposes.", "en")
    assert wording.jargon_words("Pursuant to the law.", "en")
    assert wording.emotive_words("You will miss out.", "en")
    assert wording.is_hard(LONG, "en")
    assert not wording.is_hard("It is short.", "en")


def test_a_language_without_a_list_finds_nothing() -> None:
    for wording in (ListedWording(), Wording()):
        assert wording.vague_words("other purposes", "xx") == ()
        assert wording.jargon_words("pursuant to", "xx") == ()
        assert wording.emotive_words("miss out", "xx") == ()
        assert not wording.is_hard(LONG, "xx")
