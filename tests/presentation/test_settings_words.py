"""The words of the settings around notices from elsewhere."""

from __future__ import annotations

from datetime import UTC

from ownerapp.presentation.settings_page import accepted_key_rows, unsigned_notices_words
from tests.support.store_values import accepted_key


def test_the_switch_says_what_it_does_and_that_the_record_tells(language: str) -> None:
    label, meaning = unsigned_notices_words()
    assert label
    assert meaning
    assert label != meaning


def test_a_key_is_one_row_however_many_notices_it_was_accepted_for() -> None:
    other = accepted_key("did:key:z6MkOther", issuer="")
    rows = accepted_key_rows([accepted_key(), other, accepted_key(pack="second")], UTC)

    assert [row.title for row in rows] == ["Example Motors", other.fingerprint]
    assert rows[0].detail == "Accepted on 20 Nov 2026 for made-up-pack and second"
    assert {row.fingerprint for row in rows} == {other.fingerprint}
