"""Which yeses end when a car begins to follow another version of its notice.

Rules:

1. A yes to a practice whose meaning changed ends, and so does one to a practice that is no
   longer there: it must never revive. A new practice never begins with a yes.
2. A no stays a no: nothing about it is written, and nobody is asked again because of it.
3. A change of wording or translation alone ends nothing.
4. The end is written on the yes itself; where another practice goes on resting on the same
   yes, as after a split, it is written on the practice whose meaning changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from ownerapp.domain.choice import Choice
from ownerapp.domain.continuing import continuing_choice, holders
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice_change import NoticeDifference, PracticeDifference, PracticeMove
from ownerapp.domain.values import dataclass

_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A yes that ends, and the practice under which that is written down."""

    practice: PracticeId
    yes: Choice


def endings(
    difference: NoticeDifference, kept: Mapping[PracticeId, Choice], now: datetime
) -> tuple[Ending, ...]:
    """Return what ends for one person on one car at a moment.

    Args:
        difference: From the notice that the car follows to the one that comes.
        kept: The person's choices on the car, by the practice that they name.
        now: The moment of the change.
    """
    fates = [_fate(difference, item, kept, now) for item in difference.practices]
    going_on = {key for fate in fates if fate.goes_on for key in fate.keys}
    found: dict[PracticeId, Ending] = {}
    for fate in fates:
        for ending in fate.endings(going_on):
            found.setdefault(ending.practice, ending)
    return tuple(found.values())


def affected(
    difference: NoticeDifference, kept: Mapping[PracticeId, Choice], now: datetime
) -> tuple[PracticeId, ...]:
    """Return the practices of the new notice whose yes ends, in its order."""
    fates = [_fate(difference, item, kept, now) for item in difference.practices]
    return tuple(
        fate.practice
        for fate in fates
        if fate.yeses and not fate.goes_on and difference.new.practice(fate.practice) is not None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fate:
    """What becomes of the yes to one practice."""

    practice: PracticeId
    yeses: tuple[Choice, ...] = ()
    """What is on now; several for a merged practice."""
    goes_on: bool = False
    is_found_again: bool = True
    """The new notice finds these yeses by itself, under whatever id they are."""
    is_answered: bool = False
    """Another answer holds for the practice already, so nothing is written on it (rule 2)."""

    @property
    def keys(self) -> frozenset[PracticeId]:
        """Return the ids under which the yeses are."""
        return frozenset(choice.key.practice for choice in self.yeses)

    def endings(self, going_on: set[PracticeId]) -> Iterator[Ending]:
        """Return what ends, where these keys go on for other practices (rule 4)."""
        if self.goes_on or not self.yeses:
            return
        for choice in self.yeses:
            if choice.key.practice not in going_on:
                yield Ending(practice=choice.key.practice, yes=choice)
        if not self.is_answered and (self.keys & going_on or not self.is_found_again):
            first = min(self.yeses, key=lambda choice: choice.ends_at or _LAST)
            yield Ending(practice=self.practice, yes=first)


def _fate(
    difference: NoticeDifference,
    item: PracticeDifference,
    kept: Mapping[PracticeId, Choice],
    now: datetime,
) -> _Fate:
    old, new = difference.old, difference.new

    def is_yes(choice: Choice | None) -> bool:
        # A pause is no end: what is paused must not be resumed under another meaning.
        return choice is not None and choice.is_yes(now)

    was_on = bool(item.old) and all(is_yes(continuing_choice(kept, old, name)) for name in item.old)
    before = tuple(choice for name in item.old for choice in holders(kept, old, name))
    if item.move is PracticeMove.VANISHED:
        return _Fate(practice=item.practice, yeses=before if was_on else ())
    present = continuing_choice(kept, new, item.practice)
    if is_yes(present):
        return _Fate(
            practice=item.practice,
            yeses=holders(kept, new, item.practice),
            goes_on=was_on and not item.ends_consent,
        )
    if was_on:
        # The author's notes do not lead back to where the yes was given, or an answer from long
        # before holds for this practice.
        return _Fate(
            practice=item.practice,
            yeses=before,
            is_found_again=False,
            is_answered=present is not None,
        )
    return _Fate(practice=item.practice)
