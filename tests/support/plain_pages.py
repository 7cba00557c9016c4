"""Every page of a store decrypted, used or free: what somebody with the key could find.

SQLCipher 4 with a raw key: pages of 4,096 bytes, AES-256-CBC, the last 80 bytes of a page are
its initialisation vector and its HMAC; the first 16 bytes of page 1 are the salt.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

PAGE = 4096
_RESERVE = 80
_IV = 16
_SALT = 16
_WAL_HEADER, _FRAME_HEADER = 32, 24


def plain_pages(path: Path, key: bytes) -> Iterator[bytes]:
    """Yield every page of a store's file."""
    data = path.read_bytes()
    assert len(data) % PAGE == 0
    for start in range(0, len(data), PAGE):
        plain = _plain(data[start : start + PAGE], key, is_first=start == 0)
        if start == 0:
            # Page size and reserve of the format's own header: the key and the cipher are right.
            assert plain[:2] == b"\x10\x00"
            assert plain[4] == _RESERVE
        yield plain


def plain_log(path: Path, key: bytes) -> Iterator[bytes]:
    """Yield every page of a write-ahead log, also of frames that no longer count."""
    data = path.read_bytes()
    step = _FRAME_HEADER + PAGE
    for start in range(_WAL_HEADER, len(data) - step + 1, step):
        number = int.from_bytes(data[start : start + 4], "big")
        page = data[start + _FRAME_HEADER : start + step]
        yield _plain(page, key, is_first=number == 1)


def found_in(folder: Path, key: bytes, texts: list[str]) -> set[tuple[str, str]]:
    """Return which texts stand in which file of a data folder, decrypted where it is a store."""
    hits = set()
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        parts = [path.name.encode() + path.read_bytes()]
        if path.name.endswith("-wal"):
            parts += plain_log(path, key)
        elif ".db" in path.name and not path.name.endswith("-shm"):
            parts += plain_pages(path, key)
        # A text may lie across two pages of a long value.
        whole = b"".join(parts)
        hits |= {
            (path.name, text)
            for text in texts
            for form in (text.encode("utf-8"), text.encode("utf-16-le"))
            if form in whole or any(form in part for part in parts)
        }
    return hits


def _plain(page: bytes, key: bytes, *, is_first: bool) -> bytes:
    start = _SALT if is_first else 0
    vector = page[PAGE - _RESERVE : PAGE - _RESERVE + _IV]
    reader = Cipher(AES(key), CBC(vector)).decryptor()
    return reader.update(page[start : PAGE - _RESERVE]) + reader.finalize()
