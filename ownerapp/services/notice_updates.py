"""Newer notices for cars: noticing them, letting a car follow one, and telling what changed.

Rules:

1. A newer version applies by itself from its day on, in the local zone, and only when it
   comes from where the present one comes from: both shipped with the program, or both
   signed by the same key that the person accepted. Everything else a person chooses.
2. What ends, the entry about the new version and the car's notice are written in one
   transaction, after looking again inside the lock: all of it or nothing, and only once.
3. The earlier notice stays in the store; the history goes on reading from it.
4. Before its day nothing of a newer version applies.
5. Without an intact, anchored history nothing is added by itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ownerapp.domain.choice import Choice, ChoiceKey, Status, fold
from ownerapp.domain.continuing import continuing_choice, ids_of
from ownerapp.domain.errors import (
    CarMissingError,
    NoticeNotYetError,
    NoticeOlderError,
    NoticeSignatureError,
)
from ownerapp.domain.event import EventKind, Method
from ownerapp.domain.notice_change import compare_notices, notes_between
from ownerapp.domain.notice_update import affected, endings
from ownerapp.domain.trust import SignatureState, TrustLevel
from ownerapp.domain.values import dataclass
from ownerapp.services.choices import kept_choices
from ownerapp.services.history import deciding_events, events_of, followed_by, newest_first
from ownerapp.services.notice_library import imports
from ownerapp.services.ports.notices import Arrival, LoadedNotice, arrival_of
from ownerapp.services.ports.store import UnitOfWork

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ownerapp.domain.ids import NoticeHash, PersonId, PracticeId
    from ownerapp.domain.notice import Notice
    from ownerapp.domain.notice_change import NoticeDifference
    from ownerapp.domain.vehicle import Vehicle
    from ownerapp.services.ledger import Entries
    from ownerapp.services.notice_shelf import NoticeShelf
    from ownerapp.services.notice_trust import TrustReader
    from ownerapp.services.opening import OpenedStore


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingNotice:
    """A newer version that applies from a later day on."""

    notice: Notice
    affected: tuple[PracticeId, ...]
    """The practices whose yes will end then, as things stand now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeStanding:
    """How a car stands with the versions of its notice."""

    notice: NoticeHash
    """The notice that the car follows."""
    version: str
    has_earlier: bool
    """It followed another one before."""
    is_seen: bool
    """The person has looked at what changed since then, or nothing did."""
    coming: ComingNotice | None = None
    is_coming_seen: bool = True
    """The person has looked at what will change, or nothing will."""


class NoticeUpdates:
    """Use cases around newer notices of an opened store."""

    def __init__(self, opened: OpenedStore, shelf: NoticeShelf, trust: TrustReader) -> None:
        self._opened = opened
        self._around = opened.around
        self._shelf = shelf
        self._trust = trust

    # ------------------------------------------------------------- noticing

    def apply_due(self) -> tuple[Vehicle, ...]:
        """Let every car follow the newest version whose day has come; return those that do.

        Raises:
            UnavailableError: Lock, disk or store fail; a later call goes on.
        """
        ledger = self._opened.ledger
        if ledger.broken is not None or ledger.is_anchor_lost:
            return ()
        with self._opened.store.read() as work:
            due = [
                (vehicle, newer)
                for vehicle in work.vehicles()
                if (newer := self._newest(work, vehicle, is_due=True)) is not None
            ]
        applied = []
        for vehicle, newer in due:
            with ledger.entries() as entries:
                # Read again inside the lock: another process may have done it (rule 2).
                present = _kept(entries.work, vehicle)
                if present is None or present.notice != vehicle.notice:
                    continue
                applied.append(self._apply(entries, present, newer, EventKind.NOTICE_INSTALLED))
        return tuple(applied)

    def standing(self, vehicle: Vehicle) -> NoticeStanding:
        """Return how a car stands with the versions of its notice."""
        with self._opened.store.read() as work:
            present = _kept(work, vehicle) or vehicle
            newer = self._newest(work, present, is_due=False)
            coming = None
            if newer is not None:
                old = self._shelf.take(work, present.notice)
                difference = compare_notices(old, newer.notice)
                coming = ComingNotice(
                    notice=newer.notice,
                    affected=affected(
                        difference, kept_choices(work, present), self._around.clock.now()
                    ),
                )
            has_earlier = work.meta(_before(present)) is not None
            return NoticeStanding(
                notice=present.notice,
                version=self._shelf.take(work, present.notice).version,
                has_earlier=has_earlier,
                is_seen=not has_earlier or work.meta(_seen(present)) == present.notice,
                coming=coming,
                is_coming_seen=newer is None
                or work.meta(_coming_seen(present)) == newer.notice.hash,
            )

    def mark_seen(self, vehicle: Vehicle, notice: NoticeHash, *, is_coming: bool) -> None:
        """Keep that the person looked at a change; that is no entry of the history.

        Raises:
            UnavailableError: Lock, disk or store fail.
        """
        name = _coming_seen(vehicle) if is_coming else _seen(vehicle)
        with self._around.lock.hold(), self._opened.store.write() as work:
            work.set_meta(name, notice)
            work.commit()

    def _newest(self, work: UnitOfWork, vehicle: Vehicle, *, is_due: bool) -> LoadedNotice | None:
        """Return the newest version that applies by itself, now or later (rule 1)."""
        packs = self._around.packs
        if packs.is_shipped(vehicle.notice) and not imports(work):
            # The only shipped version of an id: there is no newer one, and nothing to read.
            return None
        present = self._shelf.take(work, vehicle.notice)
        today = self._today()
        candidates = [
            loaded
            for loaded in self._newer_ones(work, present)
            if (loaded.notice.effective_from <= today) is is_due
            and self._is_same_source(work, present, loaded)
        ]
        if is_due:
            return max(candidates, key=lambda item: item.notice.effective_from, default=None)
        # Of several that are to come, the next one is what a person has to know.
        return min(candidates, key=lambda item: item.notice.effective_from, default=None)

    def _newer_ones(self, work: UnitOfWork, present: Notice) -> list[LoadedNotice]:
        """Return all later versions of a notice that are at hand."""
        found = []
        shipped = self._around.packs.by_id(present.pack_id)
        if shipped is not None and is_newer(shipped.notice, present):
            found.append(shipped)
        for arrival in imports(work):
            if arrival.pack_id != present.pack_id:
                continue
            notice = self._shelf.take(work, arrival.hash)
            pack = work.notice_pack(arrival.hash)
            if pack is not None and is_newer(notice, present):
                found.append(LoadedNotice(notice=notice, pack=pack, shipped=False))
        return found

    def _is_same_source(self, work: UnitOfWork, present: Notice, newer: LoadedNotice) -> bool:
        before = self._trust.of_kept(present, work)
        after = self._trust.of(newer.notice, lambda: newer.pack, work)
        if before.level is TrustLevel.SHIPPED:
            # Not what came with an earlier program, but what comes with this one.
            return self._around.packs.is_shipped(newer.notice.hash)
        accepted = TrustLevel.SIGNED_ACCEPTED
        return before.level is after.level is accepted and before.did == after.did

    def _today(self) -> date:
        clock = self._around.clock
        return clock.now().astimezone(clock.zone()).date()

    # ------------------------------------------------------------- following

    def use(self, vehicle: Vehicle, loaded: LoadedNotice, method: Method) -> Vehicle:
        """Let a car follow a notice that the person chose, from now on; return the car.

        Raises:
            CarMissingError: The car was erased.
            NoticeNotYetError: The notice is not in force yet.
            NoticeOlderError: The car follows a later version of it.
            NoticeSignatureError: It was changed after it was signed.
            UnavailableError: Lock, disk or store fail; nothing was saved.
        """
        notice = loaded.notice
        if notice.effective_from > self._today():
            raise NoticeNotYetError(
                version=notice.version, effective_from=notice.effective_from.isoformat()
            )
        is_shipped = self._around.packs.is_shipped(notice.hash)
        checked = self._around.notice_signer.check
        if not is_shipped and checked(loaded.pack).state is SignatureState.BROKEN:
            raise NoticeSignatureError
        with self._opened.ledger.entries() as entries:
            present = _kept(entries.work, vehicle)
            if present is None:
                # Another process erased it since the car was shown.
                raise CarMissingError(car=vehicle.id)
            if present.notice == notice.hash:
                return present
            old = self._shelf.take(entries.work, present.notice)
            if old.pack_id == notice.pack_id and is_newer(old, notice):
                raise NoticeOlderError(version=notice.version, present=old.version)
            kind = EventKind.NOTICE_ACCEPTED_UPDATE
            return self._apply(entries, present, loaded, kind, method=method)

    def _apply(
        self,
        entries: Entries,
        vehicle: Vehicle,
        loaded: LoadedNotice,
        kind: EventKind,
        *,
        method: Method | None = None,
    ) -> Vehicle:
        """Write everything about a car's new notice into a transaction (rule 2)."""
        work, notice = entries.work, loaded.notice
        old = self._shelf.take(work, vehicle.notice)
        difference = compare_notices(old, notice)
        for person, kept in _kept_by_person(work, vehicle).items():
            for ending in endings(difference, kept, entries.now):
                entries.note(
                    EventKind.CONSENT_SUPERSEDED,
                    person=person,
                    vehicle=vehicle.id,
                    practice=ending.practice,
                    notice=notice.hash,
                    term=ending.yes.term,
                    ends_at=ending.yes.ends_at,
                    zone=ending.yes.zone,
                )
        work.add_notice(notice, loaded.pack)
        if self._around.packs.is_shipped(notice.hash):
            work.add_arrival(arrival_of(notice, Arrival.SHIPPED, entries.now))
        changed = replace(vehicle, notice=notice.hash)
        work.add_vehicle(changed)
        work.set_meta(_before(vehicle), old.hash)
        entries.note(
            kind,
            person=vehicle.person,
            vehicle=vehicle.id,
            notice=notice.hash,
            method=method,
            detail={
                "pack": notice.pack_id,
                "version": notice.version,
                "previous": old.version,
                "previousPack": old.pack_id,
            },
        )
        return changed

    # ------------------------------------------------------------- telling

    def difference(self, vehicle: Vehicle) -> NoticeDifference | None:
        """Return what changed since the person last answered; None when nothing can have.

        The earlier notice is the one that the car followed when the person last answered
        anything under it. Where a yes that a change ended is older and waits for its answer,
        it is the notice of that yes.
        """
        with self._opened.store.read() as work:
            present = _kept(work, vehicle) or vehicle
            followed = followed_by(self._opened, work, self._shelf, present)
            new = followed[-1].notice if followed else None
            earlier = [item.notice for item in followed if new and item.notice.hash != new.hash]
            if new is None or not earlier:
                return None
            base = _base(self._opened, work, present, earlier, new)
        return compare_notices(earlier[base], new)


def _base(
    opened: OpenedStore, work: UnitOfWork, vehicle: Vehicle, earlier: Sequence[Notice], new: Notice
) -> int:
    """Return the place of the notice to compare with; see :meth:`NoticeUpdates.difference`."""
    places = {notice.hash: place for place, notice in enumerate(earlier)}
    answered = next(
        (
            places[event.notice]
            for event in newest_first(opened, work, vehicle)
            if event.method is not None and event.notice in places
        ),
        None,
    )
    if answered is None:
        return len(earlier) - 1
    waiting: list[int] = []
    for practice in new.optional():
        names = ids_of(new, practice.id)
        kept: dict[PracticeId, Choice] = {}
        for name in names:
            key = ChoiceKey(person=vehicle.person, vehicle=vehicle.id, practice=name)
            choice: Choice | None = None
            for event in deciding_events(opened, work, key):
                choice = fold(choice, event)
            if choice is not None:
                kept[name] = choice
        if _is_waiting(continuing_choice(kept, new, practice.id)):
            given = {
                event.practice: places[event.notice]
                for event in events_of(opened, work, vehicle, kept)
                if event.kind is EventKind.CONSENT_GIVEN and event.notice in places
            }
            waiting += given.values()
    return min(answered, *waiting, len(earlier) - 1)


def _is_waiting(choice: Choice | None) -> bool:
    return choice is not None and choice.status is Status.SUPERSEDED


def is_newer(notice: Notice, than: Notice) -> bool:
    """Tell whether a version of a notice comes after another one of the same id."""
    if notice.hash == than.hash or notice.pack_id != than.pack_id:
        return False
    if notice.effective_from != than.effective_from:
        return notice.effective_from > than.effective_from
    return bool(notes_between(than, notice))


def _kept(work: UnitOfWork, vehicle: Vehicle) -> Vehicle | None:
    return next((item for item in work.vehicles() if item.id == vehicle.id), None)


def _kept_by_person(work: UnitOfWork, vehicle: Vehicle) -> dict[PersonId, dict[PracticeId, Choice]]:
    found: dict[PersonId, dict[PracticeId, Choice]] = {}
    for choice in work.choices.all(vehicle.id):
        found.setdefault(choice.key.person, {})[choice.key.practice] = choice
    return found


def _before(vehicle: Vehicle) -> str:
    return f"notice-before:{vehicle.id}"


def _seen(vehicle: Vehicle) -> str:
    return f"change-seen:{vehicle.id}:{vehicle.person}"


def _coming_seen(vehicle: Vehicle) -> str:
    return f"coming-seen:{vehicle.id}:{vehicle.person}"
