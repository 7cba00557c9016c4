"""Records that are handed over to be imported: as they are, and signed anew by the owner's key.

They go all the way into the history of a store in memory, with what they say taken over; it is
put back after each input. A backup that is merged is sealed, and what is in it was written by
the other program: its reader is the target ``backup``.
"""

from __future__ import annotations

import json
import random
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

from ownerapp.domain.errors import OwnerAppError
from ownerapp.domain.ids import PackId
from ownerapp.domain.log import LogState
from ownerapp.domain.record import receipt_document
from ownerapp.packs.reader import PackReader
from ownerapp.presentation.explain import explain
from ownerapp.services.importing import ImportService
from ownerapp.services.log_check import full_check
from ownerapp.services.opening import OpenedStore, Opening
from ownerapp.services.vehicles import Vehicles, checked_details
from ownerapp.signing.adapters import DataIntegritySigner
from ownerapp.system.ids import SystemIds
from tests.fuzz.mutations import Tree
from tests.fuzz.target import Target
from tests.fuzz.targets import records, verifying
from tests.fuzz.targets.verifying import NOW, mutated_json
from tests.support.fake_store import FakeStoreFile
from tests.support.fake_vault import FakeVaults

_WORDS = (
    *records._WORDS, b'"car:packSha256"', b'"car:decidedOnPack"', b'"dct:identifier"',
    b'"car:term":"open"', b'"car:term":"drive"', b'"car:origin"', b'"car:asOf"', b'"car:day"',
    b'"dpv:ConsentRefused"', b'"lang":"zh-Hans"', b"9007199254740991",
)  # fmt: skip


class _Clock:
    def now(self) -> Any:
        return NOW

    def monotonic_ms(self) -> int:
        return 1

    def zone_name(self) -> str:
        return "Europe/Berlin"


class _Info:
    """The small file beside the store, in memory."""

    def __init__(self) -> None:
        self._info: Any = None

    def load(self) -> Any:
        return self._info

    def save(self, info: Any) -> None:
        self._info = info


class _StoreFile(FakeStoreFile):
    """A store that can be put back to what it was."""

    def state(self) -> Any:
        assert self._file is not None
        return self._file.state.copy()

    def put_back(self, state: Any) -> None:
        assert self._file is not None
        self._file.state = state


class _Lock:
    def hold(self) -> nullcontext[None]:
        return nullcontext()


def read(data: bytes, _folder: Path) -> str:
    """Import a record, and what a holder of the key could make of it."""
    end = _imported(data)
    again = records.signed_again(data)
    return end if again is None else f"{end}; signed {_imported(again)}"


def _imported(data: bytes) -> str:
    opened = _opened()
    service = ImportService(opened)
    try:
        found = service.read_bytes(data, accepted=verifying.accepted())
        kept = service.keep(found, adopt=True)
        again = service.keep(service.read_bytes(data, accepted=verifying.accepted()))
    except OwnerAppError as error:
        explain(error)
        return f"{error.code} {getattr(error, 'reason', '')}".strip()
    # Joined once, under its own name, and the history is whole with it.
    if any(item.is_new for item in again) or len(service.all()) != 1:
        raise AssertionError
    report = full_check(opened.store, opened.ledger, opened.around)
    if report.state is not LogState.INTACT:
        raise AssertionError(report.state)
    standings = sorted({item.standing.value for one in found for item in one.answers})
    return f"kept {' '.join(standings)} {sum(len(one.adopted) for one in kept)}"


def _opened() -> OpenedStore:
    """Return the store as it was at first, with one car, as a start of the program finds it."""
    around, state, secrets = _first()
    around.store_file.put_back(state.copy())
    for name, vault in around.vaults.keyrings.items():
        vault.secrets = dict(secrets[name])
    return Opening(around).open()


@cache
def _first() -> tuple[Any, Any, dict[str, dict[str, str]]]:
    """Return the ports, and what a store with one car and the keyring hold."""
    ports = vars(verifying.surroundings()) | {
        "clock": _Clock(),
        "ids": SystemIds(),
        "vaults": FakeVaults(),
        "store_file": _StoreFile(),
        "store_info": _Info(),
        "lock": _Lock(),
        "signer": DataIntegritySigner(),
        "packs": PackReader(),
        "paper": mock.Mock(),
        "files": mock.Mock(),
    }
    around: Any = SimpleNamespace(**ports)
    opened = Opening(around).open()
    notice = around.packs.by_id(PackId("eu-reference-ev"))
    Vehicles(opened).add(checked_details(name="Van", owner="Chen Mei"), notice)
    secrets = {name: dict(vault.secrets) for name, vault in around.vaults.keyrings.items()}
    return around, around.store_file.state(), secrets


def seeds() -> list[bytes]:
    """Return records about the notice of the car, and about another one."""
    from tests.support import golden  # noqa: PLC0415 - only who makes seeds
    from tests.support import records as made  # noqa: PLC0415 - as above

    notice = made.shipped_notice()
    everything = made.content(notice)
    two = made.content(notice, answers=(made.ANSWERS[2], made.ANSWERS[3]))
    of_a_day = golden.signed(receipt_document(golden._of_one_day()))
    return [
        made.signed_bytes(everything), made.signed_bytes(two), made.signed_bytes(golden._content()),
        of_a_day, b"{}", b'{"type":["dpv:ConsentReceipt"]}',
    ]  # fmt: skip


@cache
def _good() -> tuple[Tree, ...]:
    return tuple(json.loads(seed) for seed in seeds())


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Change a record."""
    return mutated_json(data, chance, _WORDS, _good())


TARGET = Target(read=read, seeds=seeds, mutate=mutate, words=_WORDS)
