"""A notice in a file, and the lists of what is known, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ownerapp.domain.text import Text
from ownerapp.domain.trust import (
    AcceptedKey,
    NoticeTrust,
    PackSignature,
    SignatureState,
    TrustLevel,
    shipped_trust,
)
from ownerapp.presentation.compare_page import (
    compare_words,
    compared,
    compared_rows,
    compared_sentence,
)
from ownerapp.presentation.known_notices import (
    forget_question,
    known_keys,
    known_notice,
    notice_choices,
)
from ownerapp.presentation.notice_file import can_open, notice_file_state
from ownerapp.services.ports.notices import LoadedNotice
from tests.support import records
from tests.support.store_values import VEHICLE, accepted_key

NOTICE = records.shipped_notice("cn-reference-ev")
FINGERPRINT = "0123 4567 89ab cdef"
OWN_CAR = replace(VEHICLE, name="Blue", notice=NOTICE.hash)
OTHER_CAR = replace(VEHICLE, name="Red")
PATH = "/tmp/a folder/mine.json"  # noqa: S108 - no file, only a name


def loaded(level: TrustLevel) -> LoadedNotice:
    state = {
        TrustLevel.UNSIGNED: SignatureState.NONE,
        TrustLevel.BROKEN: SignatureState.BROKEN,
        TrustLevel.SHIPPED: SignatureState.NONE,
    }.get(level, SignatureState.GOOD)
    trust = NoticeTrust(
        level=level,
        signature=PackSignature(state=state, fingerprint=FINGERPRINT),
        issuer=Text({"en": "Example Motors"}),
        accepted_as="Example Motors" if level is TrustLevel.SIGNED_ACCEPTED else "",
    )
    if level is TrustLevel.SHIPPED:
        trust = shipped_trust(NOTICE)
    return LoadedNotice(notice=NOTICE, pack=b"", shipped=level is TrustLevel.SHIPPED, trust=trust)


def test_a_key_that_nobody_accepted_is_asked_about_with_its_whole_fingerprint() -> None:
    state = notice_file_state(
        loaded(TrustLevel.SIGNED_NOT_ACCEPTED), PATH, is_kept=False, car=OTHER_CAR
    )
    assert state.key is not None
    assert state.trust.fingerprint == FINGERPRINT
    assert state.trust.line.text.startswith("Signed by a key you have not accepted")
    assert (state.key.not_now, state.key.accept) == ("Not now", "I compared it, accept this key")


@pytest.mark.parametrize(
    "level", [TrustLevel.SHIPPED, TrustLevel.SIGNED_ACCEPTED, TrustLevel.UNSIGNED]
)
def test_where_there_is_no_key_to_accept_none_is_asked_about(level: TrustLevel) -> None:
    assert notice_file_state(loaded(level), PATH, is_kept=False, car=None).key is None


def test_only_a_notice_that_was_changed_afterwards_is_not_shown() -> None:
    assert [level for level in TrustLevel if not can_open(loaded(level))] == [TrustLevel.BROKEN]


def test_a_file_says_what_it_claims_as_its_own_claim() -> None:
    state = notice_file_state(loaded(TrustLevel.UNSIGNED), PATH, is_kept=False, car=None)
    rows = {row.label: row.text for row in state.rows}
    assert rows["Says it is from"] == "Example Motors"
    assert rows["What it lists"] == f"{len(NOTICE.practices)} collections"
    assert state.file == "mine.json"
    assert state.heading
    assert state.version.startswith("Version 1.0")


def test_keeping_comes_before_following_and_neither_is_there_twice() -> None:
    taken = loaded(TrustLevel.SIGNED_ACCEPTED)
    before = notice_file_state(taken, PATH, is_kept=False, car=OTHER_CAR)
    assert (before.no, before.yes) == ("Not now", "Keep this notice")
    assert "No car follows it by that" in before.note
    kept = notice_file_state(taken, PATH, is_kept=True, car=OTHER_CAR)
    assert (kept.no, kept.yes) == ("Close", "Use it for Red")
    assert "off until you answer again" in kept.note
    followed = notice_file_state(taken, PATH, is_kept=True, car=OWN_CAR)
    assert followed.yes == ""
    assert notice_file_state(taken, PATH, is_kept=True, car=None).yes == ""


def test_a_shipped_notice_need_not_be_kept() -> None:
    state = notice_file_state(loaded(TrustLevel.SHIPPED), PATH, is_kept=False, car=OTHER_CAR)
    assert state.yes == "Use it for Red"
    assert "here already" in state.note


def test_a_listed_notice_says_whose_word_it_is() -> None:
    ((key, described, note),) = notice_choices([loaded(TrustLevel.SHIPPED)])
    assert key == NOTICE.hash
    assert described.endswith(", version 1.0")
    assert note.startswith("This is a reference notice")
    assert note.endswith("Shipped with ownerapp.")
    assert known_notice(loaded(TrustLevel.UNSIGNED)).line.text == "Not signed by its author"


def test_a_compiled_notice_is_listed_as_what_it_is() -> None:
    notice = records.shipped_notice("tesla-cn-compiled")
    known = known_notice(
        LoadedNotice(notice=notice, pack=b"", shipped=True, trust=shipped_trust(notice))
    )
    assert known.note.startswith("This notice was compiled from public statements.")


def test_a_key_stands_once_with_all_notices_for_which_it_was_accepted() -> None:
    later = datetime(2026, 12, 1, tzinfo=UTC) + timedelta(days=1)
    keys: tuple[AcceptedKey, ...] = (
        accepted_key(pack="one"),
        replace(accepted_key(pack="two", issuer="Example Cars"), accepted_at=later),
        replace(accepted_key("did:key:other", issuer=""), fingerprint="8888"),
    )
    both, other = known_keys(keys, UTC)
    assert both.fingerprint == "0123 4567"
    assert both.title == "Example Motors and Example Cars"
    assert both.second == "Accepted on 20 Nov 2026 for one and two"
    assert other.title == "made-up-pack"
    asked = forget_question(both)
    assert asked.question == "Forget the key of Example Motors and Example Cars?"
    assert "stays as it is" in asked.text


def test_two_notices_are_compared_under_their_names() -> None:
    other = records.shipped_notice("eu-reference-ev")
    second = LoadedNotice(notice=other, pack=b"", shipped=True, trust=shipped_trust(other))
    first, chosen = compared_rows(loaded(TrustLevel.SHIPPED), second)
    assert (first.label, chosen.label) == (compare_words().first, compare_words().second)
    assert first.text != chosen.text
    table = compared(NOTICE, other, "en")
    assert table.rows
    assert compared_sentence(table).startswith(f"{len(table.rows)} parts differ.")
    same = compared(NOTICE, NOTICE, "en")
    assert compared_sentence(same) == same.nothing


def test_every_language_has_words_for_a_file(language: str) -> None:
    del language
    for level in TrustLevel:
        for is_kept in (False, True):
            state = notice_file_state(loaded(level), PATH, is_kept=is_kept, car=OTHER_CAR)
            assert all((state.heading, state.version, state.note, state.no, state.read))
            assert all(row.label and row.text for row in state.rows)
