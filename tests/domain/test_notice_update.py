"""Which yeses end with a new version, whatever became of the practices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ownerapp.domain.choice import Choice, ChoiceKey, Status, fold
from ownerapp.domain.continuing import continuing_choice, former_yes
from ownerapp.domain.event import Event, EventKind
from ownerapp.domain.ids import NoticeHash, PersonId, PracticeId, VehicleId
from ownerapp.domain.notice import Notice
from ownerapp.domain.notice_change import NoticeDifference, PracticeMove, compare_notices
from ownerapp.domain.notice_codes import ChangeClass, MappingKind
from ownerapp.domain.notice_facts import Mapping, PracticeChange, VersionNote
from ownerapp.domain.notice_update import affected, endings
from ownerapp.domain.term import Term
from tests.support import records

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
NAMES = tuple(PracticeId(name) for name in ("a", "b", "c", "d", "e"))
NO = {Status.REFUSED, Status.WITHDRAWN}

Kept = dict[PracticeId, Choice]
MappingOf = tuple[MappingKind, tuple[PracticeId, ...], tuple[PracticeId, ...]]


SHIPPED = records.shipped_notice()
FIRST = SHIPPED.optional()[0]


def notice(version: str, names: tuple[PracticeId, ...], *notes: VersionNote) -> Notice:
    return replace(
        SHIPPED,
        version=version,
        practices=tuple(replace(FIRST, id=name) for name in names),
        version_notes=notes,
    )


def note(
    version: str,
    previous: str,
    mappings: tuple[MappingOf, ...] = (),
    meaning: tuple[PracticeId, ...] = (),
    wording: tuple[PracticeId, ...] = (),
) -> VersionNote:
    return VersionNote(
        version=version,
        date=date(2026, 11, 21),
        text=FIRST.title,
        previous=previous,
        mappings=tuple(Mapping(kind=kind, old=old, new=new) for kind, old, new in mappings),
        changes=tuple(
            PracticeChange(practice=name, change=change)
            for names, change in ((meaning, ChangeClass.MEANING), (wording, ChangeClass.WORDING))
            for name in names
        ),
    )


def choice(practice: PracticeId, status: Status, *, days: int | None = 30, seq: int = 1) -> Choice:
    is_yes = status is Status.GIVEN
    return Choice(
        key=ChoiceKey(person=PersonId("p"), vehicle=VehicleId("v"), practice=practice),
        status=status,
        decided_at=NOW,
        event_seq=seq,
        notice=NoticeHash("0" * 64),
        term=Term.MONTHS_3 if is_yes else None,
        ends_at=NOW + timedelta(days=days) if is_yes and days is not None else None,
    )


def after(kept: Kept, difference: NoticeDifference) -> Kept:
    """Return the choices once the endings are written down."""
    result = dict(kept)
    for number, ending in enumerate(endings(difference, kept, NOW)):
        event = Event(
            seq=100 + number,
            at=NOW,
            monotonic_ms=0,
            kind=EventKind.CONSENT_SUPERSEDED,
            nonce="",
            person=PersonId("p"),
            vehicle=VehicleId("v"),
            notice=NoticeHash("1" * 64),
            practice=ending.practice,
            term=ending.yes.term,
            ends_at=ending.yes.ends_at,
        )
        folded = fold(result.get(ending.practice), event)
        assert folded is not None
        result[ending.practice] = folded
    return result


def status(kept: Kept, of: Notice, practice: str) -> Status | None:
    found = continuing_choice(kept, of, PracticeId(practice))
    return found.status_at(NOW) if found is not None else None


A, B, C, D, E = NAMES
_ids = st.sampled_from(NAMES)


@dataclass(frozen=True)
class Plan:
    """Two versions, in a form that a failure can be read from."""

    olds: tuple[PracticeId, ...]
    news: tuple[PracticeId, ...]
    mappings: tuple[MappingOf, ...]
    meaning: tuple[PracticeId, ...]
    earlier: tuple[MappingOf, ...]
    keeps_notes: bool

    @property
    def is_plain(self) -> bool:
        """Each old practice goes one way: into one mapping, or on under its own id."""
        ways = [name for _kind, olds, _news in self.mappings for name in olds]
        stays = [
            name
            for _kind, olds, news in self.mappings
            for name in olds
            if name in self.news and name not in news
        ]
        return len(set(ways)) == len(ways) and not stays

    @property
    def old(self) -> Notice:
        return notice("1", self.olds, note("1", "0", self.earlier))

    @property
    def new(self) -> Notice:
        wording = tuple(name for name in self.news if name not in self.meaning)
        second = note("2", "1", self.mappings, self.meaning, wording)
        rest = (note("1", "0", self.earlier),) if self.keeps_notes else ()
        return notice("2", self.news, second, *rest)


@st.composite
def versions(draw: st.DrawFn) -> Plan:
    """Two versions with any practices, and any mappings and declarations between them."""
    olds = tuple(draw(st.lists(_ids, min_size=1, max_size=4, unique=True)))
    news = tuple(draw(st.lists(_ids, min_size=1, max_size=4, unique=True)))
    mappings = draw(
        st.lists(
            st.tuples(
                st.sampled_from(MappingKind),
                st.lists(st.sampled_from(olds), min_size=1, max_size=2, unique=True).map(tuple),
                st.lists(st.sampled_from(news), min_size=1, max_size=2, unique=True).map(tuple),
            ),
            max_size=2,
        )
    )
    meaning = tuple(draw(st.lists(st.sampled_from(news), max_size=2, unique=True)))
    earlier = draw(st.sampled_from([(), ((MappingKind.RENAMED, (E,), (olds[0],)),)]))
    return Plan(olds, news, tuple(mappings), meaning, earlier, draw(st.booleans()))


_choices = st.dictionaries(
    _ids, st.sampled_from([Status.GIVEN, Status.REFUSED, Status.WITHDRAWN, Status.SUPERSEDED])
).map(lambda found: {name: choice(name, status) for name, status in found.items()})


@given(versions(), _choices)
def test_no_yes_ever_begins_or_outlives_a_change_of_meaning(plan: Plan, kept: Kept) -> None:
    old, new = plan.old, plan.new
    difference = compare_notices(old, new)
    later = after(kept, difference)

    for item in difference.practices:
        if item.move is PracticeMove.VANISHED:
            continue
        if status(later, new, item.practice) is Status.GIVEN:
            assert item.old
            assert not item.ends_consent
            assert all(status(kept, old, name) is Status.GIVEN for name in item.old)


@given(versions(), _choices)
def test_no_no_ever_becomes_a_question(plan: Plan, kept: Kept) -> None:
    assume(plan.is_plain)
    old, new = plan.old, plan.new
    difference = compare_notices(old, new)
    later = after(kept, difference)

    for item in difference.practices:
        before = status(kept, new, item.practice)
        if before in NO:
            assert status(later, new, item.practice) in NO
    assert {name for name, held in kept.items() if held.status in NO} <= {
        name for name, held in later.items() if held.status in NO
    }


@given(versions(), _choices)
def test_what_ended_once_does_not_end_again(plan: Plan, kept: Kept) -> None:
    old, new = plan.old, plan.new
    later = after(kept, compare_notices(old, new))
    same = replace(new, version="3", version_notes=(note("3", "2"), *new.version_notes))

    assert endings(compare_notices(new, same), later, NOW) == ()


def test_a_yes_ends_under_the_id_that_holds_it() -> None:
    old = notice("1", (A,))
    new = notice("2", (B,), note("2", "1", ((MappingKind.RENAMED, (A,), (B,)),), meaning=(B,)))
    difference = compare_notices(old, new)
    kept = {A: choice(A, Status.GIVEN)}

    assert [ending.practice for ending in endings(difference, kept, NOW)] == [A]
    assert affected(difference, kept, NOW) == (B,)
    former = former_yes(after(kept, difference), new, B, NOW)
    assert former is not None
    assert former.ends_at == NOW + timedelta(days=30)


def test_a_shared_yes_ends_for_the_part_that_changed_only() -> None:
    old = notice("1", (A,))
    split = ((MappingKind.SPLIT, (A,), (B, C)),)
    new = notice("2", (B, C), note("2", "1", split, meaning=(C,)))
    kept = {A: choice(A, Status.GIVEN)}
    later = after(kept, compare_notices(old, new))

    assert (status(later, new, B), status(later, new, C)) == (Status.GIVEN, Status.SUPERSEDED)


def test_a_merged_yes_keeps_the_earliest_end_of_its_parts() -> None:
    old = notice("1", (A, B))
    new = notice("2", (C,), note("2", "1", ((MappingKind.MERGED, (A, B), (C,)),), meaning=(C,)))
    kept = {A: choice(A, Status.GIVEN, days=30), B: choice(B, Status.GIVEN, days=10, seq=2)}
    later = after(kept, compare_notices(old, new))
    former = former_yes(later, new, C, NOW)

    assert status(later, new, C) is Status.SUPERSEDED
    assert former is not None
    assert former.ends_at == NOW + timedelta(days=10)


def test_a_merged_practice_with_a_part_that_was_no_has_no_former_yes() -> None:
    new = notice("2", (C,), note("2", "1", ((MappingKind.MERGED, (A, B), (C,)),)))
    kept = {A: choice(A, Status.SUPERSEDED), B: choice(B, Status.REFUSED)}

    assert former_yes(kept, new, C, NOW) is None


def test_an_earlier_no_to_the_new_practice_stays_a_no() -> None:
    old = notice("1", (A,))
    new = notice("2", (B,), note("2", "1", ((MappingKind.RENAMED, (A,), (B,)),)))
    kept = {A: choice(A, Status.GIVEN), B: choice(B, Status.REFUSED)}
    later = after(kept, compare_notices(old, new))

    assert status(later, new, B) is Status.REFUSED
    assert later[A].status is Status.SUPERSEDED


@pytest.mark.parametrize("days", [0, -1])
def test_a_yes_that_has_run_out_does_not_end_again(days: int) -> None:
    old, new = notice("1", (A,)), notice("2", (A,), note("2", "1", meaning=(A,)))
    kept = {A: choice(A, Status.GIVEN, days=days)}

    assert endings(compare_notices(old, new), kept, NOW) == ()
