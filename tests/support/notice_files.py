"""Notice packs of invented authors, in files: signed, unsigned, changed."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from ownerapp.resources import resource_path
from ownerapp.signing import ed25519
from ownerapp.signing.did_key import did_key, fingerprint
from ownerapp.signing.pack_proof import sign_pack
from tests.support.desks import NOON

AUTHOR, OTHER_AUTHOR = bytes(range(32)), bytes(range(1, 33))
"""Public test keys: never those of a person."""
PACK_ID = "invented-ev"


def fingerprint_of(seed: bytes) -> str:
    return fingerprint(ed25519.public_of(seed))


def did_of(seed: bytes) -> str:
    return did_key(ed25519.public_of(seed))


def pack_bytes(*, signed_by: bytes | None = None, at: datetime = NOON, **members: Any) -> bytes:
    """Return the Chinese reference pack as somebody else's, with some members set."""
    tree = json.loads(resource_path("notices", "cn-reference-ev.json").read_bytes())
    tree |= {"id": PACK_ID, "author": {"en": "Example Motors"}, **members}
    data = json.dumps(tree, ensure_ascii=False).encode()
    return data if signed_by is None else sign_pack(data, private_key=signed_by, created=at)


def changed(pack: bytes) -> bytes:
    """Return a pack in which one word was changed afterwards."""
    tree = json.loads(pack)
    tree["title"]["en"] += " "
    return json.dumps(tree, ensure_ascii=False).encode()


def pack_file(folder: Path, data: bytes, name: str = "pack.json") -> str:
    """Write a pack and return its path."""
    path = folder / name
    path.write_bytes(data)
    return str(path)
