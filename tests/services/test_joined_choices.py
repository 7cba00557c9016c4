"""Which choice holds of two logs, for any two histories that began as one or as strangers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ownerapp.domain.choice import Choice, ChoiceKey, Status
from ownerapp.domain.event import Event, EventKind
from ownerapp.domain.ids import NoticeHash, PersonId, PracticeId, VehicleId
from ownerapp.domain.term import Term
from ownerapp.services.joined_choices import CLOSE, LogEntry, LogFold, fold_with_merged

START = datetime(2026, 1, 1, tzinfo=UTC)
PRACTICES = [PracticeId("one"), PracticeId("two")]
PERSON, VEHICLE = PersonId("person"), VehicleId("vehicle")
NOTICE = NoticeHash("notice")
KINDS = [
    EventKind.CONSENT_GIVEN,
    EventKind.CONSENT_REFUSED,
    EventKind.CONSENT_WITHDRAWN,
    EventKind.PAUSE_STARTED,
    EventKind.PAUSE_ENDED,
]
Log = list[LogEntry]

answers = st.tuples(
    st.sampled_from(KINDS),
    st.sampled_from(PRACTICES),
    st.integers(min_value=0, max_value=400),
    st.sampled_from([24, 24 * 30, None]),
)
"""Kind, practice, hours after the start, and after how many hours a yes ends."""
spans = st.lists(answers, max_size=6)
steps_back = st.sampled_from([None, 0, 100])


def event(kind: EventKind, seq: int, hours: int, **fields: object) -> Event:
    made = Event(
        seq=seq, at=START + timedelta(hours=hours), monotonic_ms=seq, kind=kind, nonce="0" * 32
    )
    return replace(made, **fields)  # type: ignore[arg-type] # names are Event's


def entries(
    name: str,
    answered: Sequence[tuple[EventKind, PracticeId, int, int | None]],
    start: int,
    step: int | None = None,
) -> Log:
    made: Log = []
    if step is not None:
        back = event(EventKind.CLOCK_STEPPED_BACK, start, step, detail={"seconds": 3600 * 50})
        made.append(LogEntry(f"{name}-back".encode(), back))
    for kind, practice, hours, end in sorted(answered, key=lambda item: item[2]):
        seq = start + len(made)
        is_yes = kind is EventKind.CONSENT_GIVEN
        ends_at = START + timedelta(hours=hours + end) if is_yes and end is not None else None
        made.append(
            LogEntry(
                f"{name}-{seq}".encode(),
                event(
                    kind,
                    seq,
                    hours,
                    person=PERSON,
                    vehicle=VEHICLE,
                    practice=practice,
                    notice=NOTICE,
                    term=(Term.OPEN if end is None else Term.MONTHS_3) if is_yes else None,
                    ends_at=ends_at,
                ),
            )
        )
    return made


def merged(name: str, log: Log, other: str, size: int) -> Log:
    """Return a log with one more entry, which joins another one."""
    join = event(
        EventKind.STORE_MERGED, len(log), 1000, detail={"origin": other, "size": size, "root": ""}
    )
    return [*log, LogEntry(f"{name}-joins-{other}-{size}-{len(log)}".encode(), join)]


def fold(logs: dict[str, Log], name: str) -> LogFold:
    return fold_with_merged(logs[name], lambda origin, size: logs.get(origin, [])[:size])


def meaning(found: LogFold) -> dict[ChoiceKey, tuple[Status, datetime | None, datetime]]:
    return {
        key: (said.choice.status, said.choice.ends_at, said.choice.decided_at)
        for key, said in found.said.items()
    }


def is_on(choice: Choice | None) -> bool:
    return choice is not None and choice.status is Status.GIVEN


@settings(max_examples=120, deadline=None)
@given(common=spans, mine=spans, theirs=spans, back=steps_back)
def test_both_orders_of_merging_give_the_same_choices_and_again_changes_nothing(
    common: list[tuple[EventKind, PracticeId, int, int | None]],
    mine: list[tuple[EventKind, PracticeId, int, int | None]],
    theirs: list[tuple[EventKind, PracticeId, int, int | None]],
    back: int | None,
) -> None:
    shared = entries("shared", common, 0)
    a = [*shared, *entries("a", mine, len(shared))]
    b = [*shared, *entries("b", theirs, len(shared), back)]
    logs = {"a": a, "b": b}
    into_a = fold({**logs, "a": merged("a", a, "b", len(b))}, "a")
    into_b = fold({**logs, "b": merged("b", b, "a", len(a))}, "b")
    assert meaning(into_a) == meaning(into_b)
    # The other one merged it in the meantime, and is merged once more.
    a = merged("a", a, "b", len(b))
    b = merged("b", b, "a", len(a) - 1)
    twice = fold({"a": merged("a", a, "b", len(b)), "b": b}, "a")
    assert meaning(twice) == meaning(into_a)


@settings(max_examples=120, deadline=None)
@given(mine=spans, theirs=spans, back=steps_back)
def test_merging_turns_nothing_on_that_the_later_or_the_more_careful_answer_turned_off(
    mine: list[tuple[EventKind, PracticeId, int, int | None]],
    theirs: list[tuple[EventKind, PracticeId, int, int | None]],
    back: int | None,
) -> None:
    a, b = entries("a", mine, 0), entries("b", theirs, 0, back)
    logs = {"a": a, "b": b}
    alone = {name: fold(logs, name).said for name in logs}
    together = fold({**logs, "a": merged("a", a, "b", len(b))}, "a").said
    for key, said in together.items():
        one, other = alone["a"].get(key), alone["b"].get(key)
        if one is None or other is None:
            assert is_on(said.choice) == is_on((one or other).choice)  # type: ignore[union-attr]
            continue
        is_close = abs(one.at - other.at) <= CLOSE
        later = max(one, other, key=lambda item: item.at)
        if is_close:
            assert is_on(said.choice) == (is_on(one.choice) and is_on(other.choice))
        else:
            # A clock that was set back can only make it more careful.
            assert not is_on(said.choice) or is_on(later.choice)
            if back is None:
                assert is_on(said.choice) == is_on(later.choice)


def test_a_log_that_says_it_merged_itself_is_not_followed_for_ever() -> None:
    log = merged("a", merged("a", [], "b", 1), "a", 2)
    other = merged("b", [], "a", 1)
    assert fold({"a": log, "b": other}, "a").said == {}
