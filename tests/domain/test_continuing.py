"""Which choice holds when practices were renamed, split or merged."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from ownerapp.domain.choice import Choice, ChoiceKey, Status
from ownerapp.domain.continuing import continuing_choice, ids_of
from ownerapp.domain.ids import NoticeHash, PersonId, PracticeId, VehicleId
from ownerapp.domain.notice import Notice
from ownerapp.domain.notice_codes import MappingKind
from ownerapp.domain.notice_facts import Mapping, VersionNote
from tests.support import store_values

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def choice(practice: str, status: Status, *, days: int | None = 30, seq: int = 1) -> Choice:
    return Choice(
        key=ChoiceKey(person=PersonId("p"), vehicle=VehicleId("v"), practice=PracticeId(practice)),
        status=status,
        decided_at=NOW,
        event_seq=seq,
        notice=NoticeHash("0" * 64),
        ends_at=NOW + timedelta(days=days) if days is not None else None,
    )


def notice(*mappings: tuple[MappingKind, tuple[str, ...], tuple[str, ...]]) -> Notice:
    note = VersionNote(
        version="2",
        date=date(2026, 11, 1),
        text=store_values.notice().title,
        previous="1",
        mappings=tuple(
            Mapping(
                kind=kind,
                old=tuple(PracticeId(name) for name in old),
                new=tuple(PracticeId(name) for name in new),
            )
            for kind, old, new in mappings
        ),
    )
    return replace(store_values.notice(), version="2", version_notes=(note,))


def held(kept: list[Choice], of: Notice, practice: str) -> Choice | None:
    return continuing_choice({item.key.practice: item for item in kept}, of, PracticeId(practice))


RENAMED = notice((MappingKind.RENAMED, ("old",), ("new",)))
MERGED = notice((MappingKind.MERGED, ("a", "b"), ("both",)))
SPLIT = notice((MappingKind.SPLIT, ("whole",), ("left", "right")))


def test_a_practice_that_nobody_mapped_has_its_own_choice_only() -> None:
    yes = choice("old", Status.GIVEN)

    assert held([yes], notice(), "old") is yes
    assert held([yes], notice(), "new") is None


def test_a_choice_follows_a_new_name_until_the_new_name_is_answered() -> None:
    yes, no = choice("old", Status.GIVEN), choice("new", Status.WITHDRAWN)

    assert held([yes], RENAMED, "new") is yes
    assert held([yes, no], RENAMED, "new") is no
    assert ids_of(RENAMED, PracticeId("new")) == {"old", "new"}


def test_both_parts_of_a_split_practice_follow_its_choice() -> None:
    no = choice("whole", Status.REFUSED, days=None)

    assert held([no], SPLIT, "left") is no
    assert held([no], SPLIT, "right") is no


def test_merged_practices_are_on_only_if_every_part_was_and_until_the_earliest_end() -> None:
    short, long = choice("a", Status.GIVEN, days=7), choice("b", Status.GIVEN, days=90)
    endless = choice("b", Status.GIVEN, days=None)

    assert held([short, long], MERGED, "both") is short
    assert held([short, endless], MERGED, "both") is short
    assert held([short], MERGED, "both") is None


def test_any_no_among_merged_practices_is_a_no() -> None:
    yes, no = choice("a", Status.GIVEN), choice("b", Status.REFUSED)

    assert held([yes, no], MERGED, "both") is no
    assert held([no], MERGED, "both") is no


def test_a_changed_meaning_among_merged_practices_stays_to_be_asked() -> None:
    parts = [choice("a", Status.SUPERSEDED), choice("b", Status.REFUSED)]

    assert held(parts, MERGED, "both") is parts[0]
