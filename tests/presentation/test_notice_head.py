"""The head of the notice page: which notice it is, whose words, and whose file."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Origin
from ownerapp.domain.trust import NoticeTrust, TrustLevel, shipped_trust
from ownerapp.presentation.notice_head import (
    CHECK,
    MISSING,
    READ,
    checked_sentence,
    notice_head,
)
from ownerapp.presentation.states import Tone
from ownerapp.presentation.voice import notice_language
from tests.support import record_variety, records

ENGLISH = Language("en")


def test_a_shipped_notice_needs_no_note_about_its_file() -> None:
    notice = records.shipped_notice("cn-reference-ev")
    head = notice_head(notice, shipped_trust(notice), ENGLISH)

    assert head.title == notice.title.get(ENGLISH)
    assert head.car == "Example Motors (reference), Reference EV"
    assert head.version == "Version 1.0, in force from 1 Nov 2026"
    assert head.trust is not None
    assert head.trust.text == "Shipped with ownerapp"
    assert head.trust_note == ""
    assert head.origin.startswith("This is a reference notice")
    assert not head.is_compiled
    assert [key for key, _words in head.tabs] == [READ, CHECK, MISSING]


@pytest.mark.parametrize("trust", record_variety.TRUSTS[1:], ids=lambda trust: trust.level.value)
def test_any_other_file_says_what_follows_from_whose_it_is(trust: NoticeTrust) -> None:
    notice = records.shipped_notice()
    head = notice_head(notice, trust, ENGLISH)

    assert head.trust is not None
    assert head.trust_note.endswith(".")
    is_good = trust.level is TrustLevel.SIGNED_ACCEPTED
    assert (head.trust.tone is Tone.NEUTRAL) == is_good


def test_where_it_is_not_known_whose_a_file_is_nothing_is_said() -> None:
    head = notice_head(records.shipped_notice(), None, ENGLISH)

    assert head.trust is None
    assert head.trust_note == ""


def test_a_check_says_its_day_and_what_it_is_about() -> None:
    notice = records.shipped_notice()
    day = date(2026, 11, 21)

    assert checked_sentence(notice, day) == (
        "Checked on 21 Nov 2026. Declared by the issuer, not verified."
    )
    compiled = checked_sentence(replace(notice, origin=Origin.COMPILED), day)
    assert compiled.startswith("Checked on 21 Nov 2026. This is about what the sources say,")
    assert compiled.endswith("may stand in the maker's own notice.")


@pytest.mark.parametrize("pack", ["cn-reference-ev", "tesla-cn-compiled"])
def test_the_head_reads_well_in_every_language(pack: str, language: str) -> None:
    notice = records.shipped_notice(pack)
    head = notice_head(notice, shipped_trust(notice), notice_language(notice, language))

    assert not re.search(r"\{[a-z_]+\}", repr(head))
    assert head.is_compiled == (pack == "tesla-cn-compiled")
    assert all(words for _key, words in head.tabs)
    assert checked_sentence(notice, date(2026, 11, 21))
