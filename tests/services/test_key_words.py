"""Fingerprints as words: the words of BIP-0039, there and back."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ownerapp.domain.keys import bare_fingerprint
from ownerapp.resources import resource_path
from ownerapp.services.key_words import (
    fingerprint_of,
    typed_fingerprint,
    word_list,
    words_of,
)

VECTORS = (
    ("00" * 16, "abandon " * 11 + "about"),
    ("7f" * 16, "legal winner thank year wave sausage worth useful legal winner thank yellow"),
    ("80" * 16, "letter advice cage absurd amount doctor acoustic avoid letter advice cage above"),
    ("ff" * 16, "zoo " * 11 + "wrong"),
)
"""Printed in BIP-0039's own test vectors."""
fingerprints = st.binary(min_size=16, max_size=16).map(bytes.hex)


def test_the_list_is_the_published_one() -> None:
    data = resource_path("words", "bip39-english.txt").read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    assert digest == "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"
    assert digest in resource_path("words", "README.md").read_text(encoding="utf-8")


def test_each_word_is_known_by_its_first_four_letters() -> None:
    assert len(word_list()) == len({word[:4] for word in word_list()}) == 2048


@pytest.mark.parametrize(("fingerprint", "words"), VECTORS)
def test_the_published_vectors_hold(fingerprint: str, words: str) -> None:
    assert words_of(fingerprint) == tuple(words.split())
    assert fingerprint_of(words) == fingerprint


@settings(deadline=None)
@given(fingerprints)
def test_words_lead_back_to_the_fingerprint_however_they_are_typed(fingerprint: str) -> None:
    words = words_of(fingerprint)
    for typed in (
        " ".join(words),
        "\n".join(words).upper(),
        "-".join(words),
        " ".join(word[:4] for word in words),
    ):
        assert fingerprint_of(typed) == fingerprint
        assert typed_fingerprint(typed) == fingerprint


@settings(deadline=None)
@given(fingerprints, st.integers(0, 11), st.integers(1, 2047))
def test_another_word_never_gives_the_same_fingerprint(
    fingerprint: str, place: int, step: int
) -> None:
    words = list(words_of(fingerprint))
    words[place] = word_list()[(word_list().index(words[place]) + step) % 2048]
    assert fingerprint_of(" ".join(words)) != fingerprint


@settings(deadline=None)
@given(st.text(max_size=120))
def test_what_is_no_row_of_words_stays_what_was_typed(text: str) -> None:
    if fingerprint_of(text) is None:
        assert typed_fingerprint(text) == text


@pytest.mark.parametrize(
    "typed",
    ["", "abandon", "abandon " * 12, "abandon " * 13, "aban donx " + "abandon " * 10, "é " * 12],
)
def test_words_that_are_no_fingerprint_are_none(typed: str) -> None:
    assert fingerprint_of(typed) is None


@pytest.mark.parametrize("text", ["", "0011", "zz" * 16, "00" * 17])
def test_what_is_no_fingerprint_has_no_words(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text}$"):
        words_of(text)


def test_the_groups_of_a_shown_fingerprint_do_not_matter() -> None:
    shown = "0011 2233 4455 6677 8899 aabb ccdd eeff"
    assert words_of(shown) == words_of(bare_fingerprint(shown))
