"""Handing a car over: everything optional off, a certificate, and one entry, all at once.

Rules:

1. Nothing is kept before :meth:`HandoverService.finish`: until then it is a draft of the front
   end. Answers, entry and file appear together or not at all.
2. Closing is *Turn all off* and nothing more: the same answers, written by the same function.
3. The entry ``handover.done`` holds the occasion, the person's word by stable keys, what was
   closed, and the hash of the certificate's file. No name, no path, no VIN, and no hash of a VIN:
   who knows a salt can try VINs.
4. What the person says is theirs; nothing here was checked, and the certificate says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING

from ownerapp.domain.choice import Status
from ownerapp.domain.continuing import continuing_choice
from ownerapp.domain.errors import CarMissingError, NoticeChangedError
from ownerapp.domain.event import EventKind, Method
from ownerapp.domain.handover import (
    HandoverFacts,
    Occasion,
    Task,
    Told,
    VinProof,
    tasks,
    vin_message,
)
from ownerapp.domain.ids import Language, PracticeId
from ownerapp.domain.keys import KeyKind
from ownerapp.domain.notice import Notice
from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import Vehicle, clean_vin
from ownerapp.services.choices import Answer, ChoiceService, kept_choices, write_answers
from ownerapp.services.ledger import Entries
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.opening import OpenedStore
from ownerapp.services.ports.store import UnitOfWork
from ownerapp.services.publishing import publish

if TYPE_CHECKING:
    from ownerapp.domain.small_paper import CertificatePaper

_OPEN = frozenset({Status.GIVEN, Status.PAUSED})
"""What turning everything off would change from a yes."""

CertificateMaker = Callable[[HandoverFacts], "CertificatePaper"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateOrder:
    """Where a certificate goes, and what it says of the car."""

    path: str
    vin: str = field(default="", repr=False)
    """Typed for the certificate only, where the car has none here; it is not kept."""
    with_vin: bool = False
    """The person ticked that the VIN itself may stand on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverOrder:
    """What the person said in the steps of the wizard."""

    vehicle: Vehicle
    occasion: Occasion
    told: Mapping[str, Told] = field(default_factory=dict)
    """By the keys of the tasks; nothing stands for a task of which the person said nothing."""
    certificate: CertificateOrder | None = None
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverPlan:
    """What a hand-over would do; nothing is done yet."""

    vehicle: Vehicle
    notice: Notice
    occasion: Occasion
    tasks: tuple[Task, ...]
    closing: tuple[PracticeId, ...]
    """What is on or paused and would be off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverDone:
    """What came of it."""

    occasion: Occasion
    at: datetime
    closed: tuple[PracticeId, ...]
    path: str = ""
    """Where the certificate is; empty where none was made."""


class HandoverService:
    """Use cases around giving a car away, lending it, or getting one.

    Args:
        opened: The store.
        choices: The choices of its cars.
        shelf: The notices that were read already.
    """

    def __init__(self, opened: OpenedStore, choices: ChoiceService, shelf: NoticeShelf) -> None:
        self._opened = opened
        self._choices = choices
        self._shelf = shelf

    def plan(self, vehicle: Vehicle, occasion: Occasion) -> HandoverPlan:
        """Return what a hand-over would do."""
        view = self._choices.view(vehicle)
        return HandoverPlan(
            vehicle=view.vehicle,
            notice=view.notice,
            occasion=occasion,
            tasks=tasks(view.notice, occasion),
            closing=tuple(
                item.practice.id
                for item in view.choices
                if occasion.closes and item.status in _OPEN
            ),
        )

    def finish(
        self, order: HandoverOrder, *, method: Method, certificate: CertificateMaker
    ) -> HandoverDone:
        """Do it, all or nothing (rule 1).

        Raises:
            CarMissingError: The car was erased meanwhile.
            NoticeChangedError: The car follows another notice by now, with other tasks.
            VinInvalidError: The VIN that was typed is not one.
            TypesetFailedError: The certificate cannot be printed.
            UnavailableError: Lock, disk or store fail; nothing was saved.
        """
        wanted = order.certificate if order.occasion.closes else None
        typed = clean_vin(wanted.vin) if wanted is not None else ""
        with self._opened.ledger.entries() as entries:
            vehicle = present_car(entries.work, order.vehicle)
            notice = self._shelf.take(entries.work, vehicle.notice)
            todo = tasks(notice, order.occasion)
            if not {task.key for task in todo}.issuperset(order.told):
                raise NoticeChangedError
            closed = _open_ones(entries, vehicle, notice) if order.occasion.closes else ()
            if order.occasion.closes:
                answers = [Answer(practice=item.id, on=False) for item in notice.optional()]
                write_answers(
                    entries, vehicle, notice, answers, method=method, language=order.language
                )
            page = b""
            if wanted is not None:
                vin = typed or vehicle.vin
                facts = HandoverFacts(
                    occasion=order.occasion,
                    at=entries.now,
                    notice=notice,
                    tasks=todo,
                    told=order.told,
                    closed=closed,
                    proof=self._proof(vin, with_vin=wanted.with_vin) if vin else None,
                )
                page = self._page(entries, certificate(facts))
            self._note(entries, vehicle, order, closed, page=page, method=method)
            if wanted is not None:
                self._publish(entries, wanted.path, page)
            at = entries.now
        path = wanted.path if wanted is not None else ""
        return HandoverDone(occasion=order.occasion, at=at, closed=closed, path=path)

    def _proof(self, vin: str, *, with_vin: bool) -> VinProof:
        salt = self._opened.around.ids.nonce()
        return VinProof(
            salt=salt,
            sha256=self._opened.around.sealer.sha256(vin_message(vin, salt)),
            vin=vin if with_vin else "",
        )

    def _page(self, entries: Entries, paper: CertificatePaper) -> bytes:
        key = entries.work.keys(KeyKind.DOCUMENT)[-1]
        return self._opened.around.paper.make_small(paper, seal=key)

    def _note(
        self,
        entries: Entries,
        vehicle: Vehicle,
        order: HandoverOrder,
        closed: tuple[PracticeId, ...],
        *,
        page: bytes,
        method: Method,
    ) -> None:
        """Write the one entry about it (rule 3)."""
        digest = self._opened.around.sealer.sha256(page) if page else None
        entries.note(
            EventKind.HANDOVER_DONE,
            person=vehicle.person,
            vehicle=vehicle.id,
            notice=vehicle.notice,
            method=method,
            language=order.language,
            detail={
                "occasion": order.occasion.value,
                "told": {key: told.value for key, told in sorted(order.told.items())},
                "closed": list(closed),
                **({"certificate": digest} if digest else {}),
            },
        )

    def _publish(self, entries: Entries, path: str, page: bytes) -> None:
        """Let the file appear with the commit."""

        def publish_with(commit: Callable[[], None]) -> None:
            publish(self._opened.around, self._opened.store, entries.work, {path: page}, commit)

        entries.commit_with(publish_with)


def _open_ones(entries: Entries, vehicle: Vehicle, notice: Notice) -> tuple[PracticeId, ...]:
    """Return what is on or paused at this moment."""
    kept = kept_choices(entries.work, vehicle)
    found = []
    for practice in notice.optional():
        choice = continuing_choice(kept, notice, practice.id)
        if choice is not None and choice.status_at(entries.now) in _OPEN:
            found.append(practice.id)
    return tuple(found)


def present_car(work: UnitOfWork, vehicle: Vehicle) -> Vehicle:
    """Return a car as it is kept now: its notice or its names may have changed since.

    Raises:
        CarMissingError: It was erased meanwhile.
    """
    kept = next((item for item in work.vehicles() if item.id == vehicle.id), None)
    if kept is None:
        raise CarMissingError(car=vehicle.id)
    return kept
