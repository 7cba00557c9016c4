"""Awkward packs load, show and check like any other; nothing of them is stored."""

from __future__ import annotations

import json
from datetime import date

import pytest

from ownerapp.compliance.check import check_notice
from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice
from ownerapp.domain.notice_change import PracticeMove, compare_notices
from ownerapp.packs.parse import parse_pack
from ownerapp.presentation.notice_page import notice_lines
from ownerapp.qa.nasty_packs import nasty_packs
from ownerapp.resources import resource_path

GOOD = json.loads(resource_path("notices", "eu-reference-ev.json").read_bytes())
PACKS = nasty_packs(GOOD)


def loaded(name: str) -> Notice:
    return parse_pack(json.dumps(PACKS[name], ensure_ascii=False).encode())


@pytest.mark.parametrize("name", PACKS)
def test_an_awkward_pack_loads_reads_and_is_checked(name: str) -> None:
    notice = loaded(name)
    for language in notice.languages:
        assert notice_lines(notice, language)
    assert check_notice(notice, today=date(2026, 11, 21)).results


def test_the_good_pack_is_left_as_it_was() -> None:
    assert json.loads(resource_path("notices", "eu-reference-ev.json").read_bytes()) == GOOD


def test_sixty_practices_speak_fifteen_languages() -> None:
    notice = loaded("sixty-practices")
    assert (len(notice.practices), len(notice.languages)) == (60, 15)
    assert all(
        practice.is_complete_in(language)
        for practice in notice.optional()
        for language in notice.languages
    )


def test_long_german_is_three_times_the_english() -> None:
    notice = loaded("long-german")
    for practice in notice.practices:
        english, german = (practice.sentence.get(Language(tag)) or "" for tag in ("en", "de"))
        assert len(german) >= 2.9 * len(english)


def test_a_pack_that_states_nothing_locks_the_yes() -> None:
    (practice,) = loaded("nothing-stated").practices
    assert not practice.required
    assert not practice.optional
    assert not practice.is_complete_in(Language("en"))


@pytest.mark.parametrize(
    ("name", "moves"),
    [
        ("renamed", {PracticeMove.RENAMED}),
        ("split", {PracticeMove.SPLIT}),
        ("merged", {PracticeMove.MERGED}),
        ("emptied", {PracticeMove.VANISHED}),
    ],
)
def test_versions_follow_one_another(name: str, moves: set[PracticeMove]) -> None:
    difference = compare_notices(loaded("before"), loaded(name))
    assert difference.old.pack_id == difference.new.pack_id
    assert {item.move for item in difference.changed} == moves
