"""The service that checks what is handed over, with readers that work in this process."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from functools import cache
from types import SimpleNamespace
from typing import Any

from ownerapp.documents.bundle import ZipBundles
from ownerapp.domain.errors import OwnerAppError
from ownerapp.domain.verdict import Outcome
from ownerapp.presentation.verdict_page import verdict_state
from ownerapp.services.verification import VerificationService
from ownerapp.signing.adapters import C2spLogSealer, PlaceChecker, ReceiptVerifier
from ownerapp.signing.did_key import fingerprint
from ownerapp.signing.ed25519 import public_of
from ownerapp.signing.key_history import SignedKeyHistories
from ownerapp.signing.time_stamp import Rfc3161TimeStamps
from tests.fuzz.mutations import Tree, mutated_bytes, mutated_tree

OWNER = bytes(range(32))
"""The seed of the key whose fingerprint is accepted; the one of ``tests.support.records``."""
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
_AGAINST = frozenset({Outcome.FAILED, Outcome.UNKNOWN})


class _Clock:
    def now(self) -> datetime:
        return NOW


class _PdfReader:
    """Reads PDFs here instead of in the worker, which would hide what is raised."""

    def read(self, data: bytes) -> Any:
        from ownerapp.documents.pdf_reading import read_pdf  # noqa: PLC0415 - few targets need it

        return read_pdf(data)


class _Pictures:
    def codes(self, data: bytes) -> Any:
        return pictures().codes(data)


@cache
def pictures() -> Any:
    """Return the reader of pictures with its one compiler."""
    from ownerapp.documents.pictures import Pictures  # noqa: PLC0415 - few targets need it

    return Pictures()


def surroundings() -> SimpleNamespace:
    """Return the ports that checking needs: no store, and no file to read."""
    return SimpleNamespace(
        clock=_Clock(),
        verifier=ReceiptVerifier(),
        key_histories=SignedKeyHistories(),
        places=PlaceChecker(),
        sealer=C2spLogSealer(),
        time_stamps=Rfc3161TimeStamps(lambda *_: b""),
        bundles=ZipBundles(),
        pdf_reader=_PdfReader(),
        pictures=_Pictures(),
    )


@cache
def service() -> VerificationService:
    """Return the service."""
    around: Any = surroundings()
    return VerificationService(around)


@cache
def accepted() -> tuple[str, ...]:
    """Return the fingerprint that the person accepts."""
    return (fingerprint(public_of(OWNER)),)


def verified(data: bytes, *, history: bytes | None = None) -> str:
    """Check bytes as the window does, show what was found, and return the verdict."""
    try:
        report = service().verify_bytes(data, accepted=accepted(), history=history)
        shown = verdict_state(report, file_name="handed-over", zone=UTC)
    except OwnerAppError as error:
        return f"{error.code} {getattr(error, 'reason', '')}".strip()
    against = next(
        (f" {item.check} {item.reason}" for item in report.checks if item.outcome in _AGAINST), ""
    )
    return f"{report.facts.get('kind', '')} {shown.word}{against}"


def mutated_json(
    data: bytes, chance: random.Random, words: tuple[bytes, ...], good: tuple[Tree, ...]
) -> bytes:
    """Change a JSON file at a place of its tree, and anything else at any byte."""
    try:
        tree = json.loads(data)
        if chance.random() < 0.9 and isinstance(tree, (dict, list)):
            return mutated_tree(tree, chance, good)
    except (ValueError, RecursionError):
        pass
    return mutated_bytes(data, chance, words)
