"""Handing a car over: on what occasion, what there is to do in it, and what the person says of it.

The steps come from the notice's own guides with their source. What any car may hold besides
is a task without steps: nobody stated them, so none are made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum

from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.notice_facts import GuidedSteps
from ownerapp.domain.values import dataclass

DELETE = "delete"
"""The action of guided steps that delete data in the car."""


class Occasion(StrEnum):
    """Why a car goes to somebody else, or comes from somebody."""

    SOLD = "sold"
    LEASE_END = "lease-end"
    SCRAPPED = "scrapped"
    LENT = "lent"
    BOUGHT = "bought"

    @property
    def closes(self) -> bool:
        """Tell whether everything optional is turned off with it."""
        return self in {Occasion.SOLD, Occasion.LEASE_END, Occasion.SCRAPPED}


class Told(StrEnum):
    """What the person says of a task; nobody checks it."""

    DONE = "done"
    NOT_DONE = "not-done"
    NOT_POSSIBLE = "not-possible"


class Part(StrEnum):
    """The step of the hand-over in which a task stands."""

    CAR = "car"
    PHONE = "phone"


class GeneralTask(StrEnum):
    """What any car may hold or be joined to; the notice states no steps for it."""

    RESET = "factory-reset"
    PROFILES = "profiles"
    PHONES = "phones"
    DESTINATIONS = "destinations"
    MEDIA = "media"
    MAKER_APP = "maker-app"
    ACCOUNTS = "accounts"
    KEYS = "keys"


_IN_THE_CAR = (
    GeneralTask.PROFILES,
    GeneralTask.PHONES,
    GeneralTask.DESTINATIONS,
    GeneralTask.MEDIA,
    GeneralTask.RESET,
)
_LENT = (GeneralTask.DESTINATIONS, GeneralTask.MEDIA)
_ON_THE_PHONE = (GeneralTask.MAKER_APP, GeneralTask.ACCOUNTS, GeneralTask.KEYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do, with the guided steps of a practice or without any."""

    key: str
    """The stable name under which the person's word is kept."""
    part: Part
    general: GeneralTask | None = None
    practice: Practice | None = None
    guide: GuidedSteps | None = None


def tasks(notice: Notice, occasion: Occasion) -> tuple[Task, ...]:
    """Return what there is to do on an occasion, in order."""
    return tuple(_tasks(notice, occasion))


def _tasks(notice: Notice, occasion: Occasion) -> Iterator[Task]:
    if occasion is Occasion.LENT:
        for general in _LENT:
            yield Task(key=general.value, part=Part.CAR, general=general)
        return
    for practice in notice.practices:
        for guide in practice.guides:
            if guide.action == DELETE:
                yield Task(
                    key=f"{practice.id}/{guide.id}", part=Part.CAR, practice=practice, guide=guide
                )
    for general in _IN_THE_CAR:
        yield Task(key=general.value, part=Part.CAR, general=general)
    for general in _ON_THE_PHONE:
        yield Task(key=general.value, part=Part.PHONE, general=general)


def without_steps(notice: Notice) -> tuple[Practice, ...]:
    """Return the practices of which the notice does not state how data is deleted in the car."""
    return tuple(
        practice
        for practice in notice.practices
        if not any(guide.action == DELETE for guide in practice.guides)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class VinProof:
    """A hash by which a buyer compares a VIN without this page naming it.

    The hash is SHA-256 over the UTF-8 bytes of the salt, a colon, and the VIN in capitals
    without spaces, written as 64 lower-case hex digits. The salt is random and is printed.
    """

    salt: str
    sha256: str
    vin: str = ""
    """The VIN itself, only where the person ticked it."""


def vin_message(vin: str, salt: str) -> bytes:
    """Return the bytes of which the hash is taken, for a cleaned VIN."""
    return f"{salt}:{vin}".encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverFacts:
    """What a certificate is made from: the person's word, and what was closed here."""

    occasion: Occasion
    at: datetime
    notice: Notice
    tasks: tuple[Task, ...]
    told: Mapping[str, Told]
    """By the keys of the tasks; of a task that is not in it the person said nothing."""
    closed: tuple[PracticeId, ...]
    """What was on and is off with this hand-over."""
    proof: VinProof | None
    """None where no VIN is known."""
    seal_fingerprint: str = ""
    """SHA-256 of the certificate of the document key, in hex."""
