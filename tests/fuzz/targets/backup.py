"""Backups: a file as it is, and one whose head somebody sealed who has the code.

An input that begins like an object is what a head seals, and behind a line feed the store: the
forger's own kit seals it. No key is derived from what an input says, as that would do nothing
but work; its bounds are held by ``tests/system``.
"""

from __future__ import annotations

import json
import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from unittest import mock

from ownerapp.domain.errors import OwnerAppError
from ownerapp.domain.recovery_code import code_of, secret_of
from ownerapp.services.backup import contents_of
from ownerapp.system.argon2_seal import Argon2Cost, SealHeader, to_base64
from ownerapp.system.backup_file import SystemBackupFiles
from ownerapp.system.recovery import CodeRecovery
from tests.fuzz.mutations import Tree, mutated_bytes
from tests.fuzz.target import Target
from tests.fuzz.targets.verifying import mutated_json

_CODE = code_of(2**139 + 17)
_START = b"ownerapp backup 1\n"
_STORE = b"SQLite format 3\0" + bytes(range(256)) * 2
_FILES, _RECOVERY = SystemBackupFiles(), CodeRecovery()
_WORDS = tuple(
    word.encode()
    for word in (
        "ownerapp backup 1\n", "ownerapp backup 2\n", "ownerapp backup 999999999\n", '"header":',
        '"nonce":', '"sealed":', '"kdf":"argon2id"', '"salt":', '"m":65536', '"t":3', '"p":4',
        '"v":1', '"v":2', '"v":1e3', "\n", "==", '"key":"', '"size":"', '"sha256":"', '"head":"1:',
        '"origin":"', '"store":"', '"created":"2026-11-20T12:00:00.000Z"', "../../", "\\u0000",
        "\\ud800", "999999999999999999999", "-1", "1_0",
    )
)  # fmt: skip


def read(data: bytes, folder: Path) -> str:
    """Read a backup as far as the store in it."""
    if data.startswith(b"{"):
        return f"sealed {_read(sealed(data), folder)}"
    return _read(data, folder)


def sealed(data: bytes) -> bytes:
    """Return the backup that the forger makes of what a head says, and a store."""
    contents, _, store = data.partition(b"\n")
    header, key = _kit()
    nonce = bytes(12)
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as the reader

    value = {
        "header": header.to_json(),
        "nonce": to_base64(nonce),
        "sealed": to_base64(AESGCM(key).encrypt(nonce, contents, header.to_bytes())),
    }
    return _START + json.dumps(value, separators=(",", ":")).encode("ascii") + b"\n" + store


def _read(data: bytes, folder: Path) -> str:
    path, copy = folder / "handed.backup", folder / "copy"
    path.write_bytes(data)
    copy.write_bytes(b"")
    name = str(path)
    try:
        head = _FILES.read_head(name)
        _RECOVERY.kit_of(head, path=name)
        with _no_derivation():
            texts = _RECOVERY.unseal(head, _CODE, path=name)
        contents = contents_of(texts, path=name)
        _FILES.extract(name, str(copy), store=contents.copy)
    except OwnerAppError as error:
        return f"{error.code} {getattr(error, 'reason', '')}".strip()
    if sha256(copy.read_bytes()).hexdigest() != contents.copy.sha256:
        raise AssertionError
    return "extracted"


def _derived(header: SealHeader, secret: bytes) -> bytes:
    return sha256(header.to_bytes() + secret).digest()


@contextmanager
def _no_derivation() -> Iterator[None]:
    with mock.patch.object(SealHeader, "derive", _derived):
        yield


@cache
def _kit() -> tuple[SealHeader, bytes]:
    header = SealHeader(salt=bytes(16), cost=Argon2Cost())
    return header, _derived(header, secret_of(_CODE).encode("ascii"))


def _contents() -> dict[str, str]:
    return {
        "key": "ab" * 32,
        "size": str(len(_STORE)),
        "sha256": sha256(_STORE).hexdigest(),
        "head": "3:" + "cd" * 32,
        "origin": "local/ownerapp/5f0e0d3c",
        "store": "5f0e0d3c-59c5-4b6c-9f0b-2c8c9d4f7a10",
        "created": "2026-11-20T12:00:00.000Z",
    }


def seeds() -> list[bytes]:
    """Return backups, whole and cut, and what such heads seal."""
    contents = json.dumps(_contents()).encode()
    header, key = _kit()
    kept = json.dumps({**header.to_json(), "key": to_base64(key)}, sort_keys=True)
    with mock.patch.object(secrets, "token_bytes", bytes):
        head = CodeRecovery().seal(kept, _contents())
    whole = _START + head + b"\n" + _STORE
    return [
        whole,
        whole[:-1],
        whole + b"\0",
        whole.replace(b"backup 1", b"backup 2", 1),
        _START + head,
        contents + b"\n" + _STORE,
        contents + b"\n",
        b"{}\n",
    ]


@cache
def _good() -> tuple[Tree, ...]:
    return (_contents(),)


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Change a backup, or what its head says."""
    first, line, rest = data.partition(b"\n")
    if first.startswith(b"{") and chance.random() < 0.8:
        return mutated_json(first, chance, _WORDS, _good()) + line + rest
    head, feed, store = rest.partition(b"\n")
    if head.startswith(b"{") and chance.random() < 0.5:
        return first + line + mutated_json(head, chance, _WORDS, _good()) + feed + store
    return mutated_bytes(data, chance, _WORDS)


TARGET = Target(read=read, seeds=seeds, mutate=mutate, words=_WORDS, limit_bytes=12 * 1024)
