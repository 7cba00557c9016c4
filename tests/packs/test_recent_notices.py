"""The same bytes are read once; other bytes are never taken for them."""

from __future__ import annotations

import pytest

from ownerapp.domain.errors import NoticeFileError
from ownerapp.packs.recent import recent_notice
from ownerapp.resources import resource_path

PACKS = sorted(resource_path("notices").glob("*.json"))


def test_the_same_bytes_give_the_same_notice() -> None:
    data = PACKS[0].read_bytes()
    assert recent_notice(data) is recent_notice(bytes(data))


def test_one_changed_byte_gives_another_notice() -> None:
    data = PACKS[0].read_bytes()
    first = recent_notice(data)
    changed = data.replace(b'"version": "1.0"', b'"version": "1.1"', 1)
    assert changed != data
    assert recent_notice(changed).version == "1.1"
    assert recent_notice(data) is first


def test_only_a_few_are_kept() -> None:
    first = recent_notice(PACKS[0].read_bytes())
    for path in PACKS[1:6]:
        recent_notice(path.read_bytes())
    assert recent_notice(PACKS[0].read_bytes()) is not first


def test_what_is_no_pack_is_refused_each_time() -> None:
    for _ in range(2):
        with pytest.raises(NoticeFileError):
            recent_notice(b"{}")
