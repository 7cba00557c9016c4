"""Packs are translated with ordinary tools, and nothing else of them changes."""

from __future__ import annotations

import copy
import io
import json
from typing import Any

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po
from hypothesis import given, settings
from hypothesis import strategies as st

from ownerapp.domain.errors import NoticeFileError
from ownerapp.packs.gettext_files import extract, merge
from ownerapp.packs.text_places import texts_of
from ownerapp.resources import resource_path
from ownerapp.services.ports.notices import MergedLanguage

PACK = resource_path("notices", "eu-reference-ev.json").read_bytes()
TREE: dict[str, Any] = json.loads(PACK)
NATIVE = TREE["native_language"]


def packed(tree: object) -> bytes:
    return json.dumps(tree, ensure_ascii=False).encode()


def catalogue(data: bytes) -> Catalog:
    return read_po(io.BytesIO(data), abort_invalid=True)


def written(of: Catalog) -> bytes:
    body = io.BytesIO()
    write_po(body, of, width=0)
    return body.getvalue()


def translated(language: str, words: dict[str, str]) -> bytes:
    """Return a catalogue of a language with translations by address."""
    made = catalogue(next(iter(extract(PACK).values())))
    for message in made:
        if message.id:
            message.string = words.get(message.context or "", "")
    made.locale = language
    return written(made)


def test_every_text_leaves_with_its_address_and_its_words() -> None:
    files = extract(PACK)
    assert set(files) == {"eu-reference-ev.pot", "zh-Hans.po"}
    left = {
        message.context: message.id
        for message in catalogue(files["eu-reference-ev.pot"])
        if message.id
    }
    assert left == {address: text[NATIVE] for address, text in texts_of(TREE)}
    assert "practices/cabin-camera-clips/retention/chip" in left


def test_what_is_translated_already_leaves_with_it() -> None:
    of = catalogue(extract(PACK)["zh-Hans.po"])
    there = {message.context: message.string for message in of if message.id}
    assert there == {address: text.get("zh-Hans", "") for address, text in texts_of(TREE)}


def test_what_left_unchanged_comes_back_unchanged() -> None:
    files = extract(PACK)
    result, (language,) = merge(PACK, {"zh-Hans": files["zh-Hans.po"]})
    assert json.loads(result) == TREE
    assert language == MergedLanguage(language="zh-Hans", taken=0, missing=0, outdated=0)


def test_a_new_language_comes_in_and_what_is_missing_is_counted() -> None:
    words = {"title": "Hinweis", "practices/cabin-camera-clips/title": "Innenkamera"}
    result, (language,) = merge(PACK, {"de": translated("de", words)})
    tree = json.loads(result)
    assert tree["languages"] == [*TREE["languages"], "de"]
    assert tree["title"]["de"] == "Hinweis"
    texts = len(list(texts_of(TREE)))
    assert (language.taken, language.missing, language.outdated) == (2, texts - 2, 0)


def test_fuzzy_and_empty_translations_stay_outside() -> None:
    made = catalogue(translated("de", {"title": "Hinweis", "brand": "   "}))
    for message in made:
        if message.context == "title":
            message.flags.add("fuzzy")
    result, _ = merge(PACK, {"de": written(made)})
    tree = json.loads(result)
    assert "de" not in tree["title"]
    assert "de" not in tree["brand"]


def test_a_translation_of_words_that_have_changed_is_outdated() -> None:
    changed = copy.deepcopy(TREE)
    changed["title"][NATIVE] = "Another title"
    result, (language,) = merge(packed(changed), {"de": translated("de", {"title": "Hinweis"})})
    assert "de" not in json.loads(result)["title"]
    assert language.outdated == 1


def test_unknown_fields_stay_and_an_old_proof_goes() -> None:
    tree = copy.deepcopy(TREE)
    tree["later"] = {"deep": [1, 2.5, None, True]}
    tree["practices"][0]["later_text"] = {NATIVE: "New words"}
    tree["proof"] = {"type": "DataIntegrityProof"}
    files = extract(packed(tree))
    result, _ = merge(packed(tree), {"zh-Hans": files["zh-Hans.po"]})
    after = json.loads(result)
    assert after["later"] == tree["later"]
    assert after["practices"][0]["later_text"] == {NATIVE: "New words"}
    assert "proof" not in after


def test_entries_that_were_moved_keep_their_translations() -> None:
    tree = copy.deepcopy(TREE)
    tree["practices"].reverse()
    result, (language,) = merge(packed(tree), {"zh-Hans": extract(PACK)["zh-Hans.po"]})
    assert json.loads(result) == tree
    assert language.outdated == 0


def test_leaving_twice_gives_the_same_bytes() -> None:
    assert extract(PACK) == extract(PACK)


@pytest.mark.parametrize("data", [b"\xff\xfe", b"msgid", b'msgid "a', b"\x00" * 40, b"hello"])
def test_what_is_no_catalogue_is_refused(data: bytes) -> None:
    with pytest.raises(NoticeFileError) as caught:
        merge(PACK, {"de": data})
    assert (caught.value.reason, caught.value.where) == ("bad-translation", "de.po")


def test_a_translation_that_the_format_refuses_is_refused_whole() -> None:
    with pytest.raises(NoticeFileError) as caught:
        merge(PACK, {"de": translated("de", {"title": "x" * 500})})
    assert caught.value.reason == "text-too-long"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_as_a_catalogue_raise_only_our_error(data: bytes) -> None:
    try:
        merge(PACK, {"de": data})
    except NoticeFileError:
        return
