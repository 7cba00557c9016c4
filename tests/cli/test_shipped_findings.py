"""``notice check`` on a shipped pack finds what is recorded beside the pack, and no more."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from ownerapp.packs.reader import PackReader
from ownerapp.packs.recorded_findings import found_in
from tests.support.programs import Program

NOTICES = {str(loaded.notice.pack_id): loaded.notice for loaded in PackReader().shipped()}
KEPT = ("rule", "practice", "gap", "code", "fields", "facts")


def comparable(findings: list[dict[str, Any]]) -> list[str]:
    return sorted(
        json.dumps({name: item[name] for name in KEPT if item.get(name)}, sort_keys=True)
        for item in findings
    )


@pytest.mark.parametrize("pack_id", sorted(NOTICES))
def test_the_command_finds_exactly_what_is_recorded(program: Program, pack_id: str) -> None:
    done = program.run("notice", "check", pack_id, "--json", expect=None)
    said = done.value()
    # Some rules look at dates: what is recorded holds for one day, and the command runs today.
    expected = found_in(NOTICES[pack_id], today=date.fromisoformat(said["checked_on"]))

    assert comparable(said["findings"]) == comparable(expected)
    assert done.code == (1 if said["must"] else 0)
