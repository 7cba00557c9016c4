"""Pictures of codes: PNG and JPEG as they are, PNG with its sums put right, and bare pixels.

An input that begins like neither is taken as the pixels themselves, in which zxing looks for
codes: its first two bytes are width and height.
"""

from __future__ import annotations

import random
import struct
import zlib
from pathlib import Path

from tests.fuzz.mutations import mutated_bytes
from tests.fuzz.target import MIB, Target
from tests.fuzz.targets.verifying import pictures, verified

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_LONGEST_CHUNK = 2**31 - 1
_WORDS = (
    _PNG, _JPEG, b"IHDR", b"IDAT", b"IEND", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"iCCP", b"acTL",
    b"eXIf", b"zTXt", b"\x00\x00\x00\x0dIHDR", b"\x00\x00\xc3\x50", b"\x00\x00\x00\x01",
    b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff", b"\x10\x06\x00\x00\x01", b"\x01\x03\x00\x00\x00",
    b"\x78\x9c", b"\x78\x01", b"\xff\xe0\x00\x10JFIF\x00", b"\xff\xe1", b"\xff\xee\x00\x0eAdobe",
    b"\xff\xdb\x00\x43", b"\xff\xc0\x00\x11\x08", b"\xff\xc2\x00\x11\x08", b"\xff\xc4",
    b"\xff\xda\x00\x0c\x03", b"\xff\xd9", b"\xff\xd0", b"\xff\xdd\x00\x04", b"\xff\x01",
    b"\xff\xff", b"Exif\x00\x00MM\x00\x2a",
)  # fmt: skip


def read(data: bytes, _folder: Path) -> str:
    """Look for codes in a picture, in the ways of this module."""
    if data.startswith(_JPEG):
        return f"jpeg {verified(data)}"
    if data.startswith(_PNG):
        end, better = verified(data), with_sums(data)
        return f"png {end}" if better == data else f"png {end}; summed {verified(better)}"
    return _in_pixels(data)


def with_sums(data: bytes) -> bytes:
    """Return a PNG in which every piece has the sum that its bytes give."""
    pieces, at = [data[: len(_PNG)]], len(_PNG)
    while at + 8 <= len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        body = data[at + 8 : at + 8 + min(length, _LONGEST_CHUNK)]
        head = data[at + 4 : at + 8]
        pieces.append(struct.pack(">I", len(body)) + head + body)
        pieces.append(struct.pack(">I", zlib.crc32(head + body)))
        at += 12 + length
    return b"".join(pieces)


def _in_pixels(data: bytes) -> str:
    from ownerapp.documents.pictures import _codes_in, _Plane, _Size  # noqa: PLC0415 - as others

    width, height = max(1, data[0] if data else 1), max(1, data[1] if len(data) > 1 else 1)
    pixels = data[2 : 2 + width * height].ljust(width * height, b"\xff")
    texts = _codes_in(_Plane(_Size(width, height), pixels))
    return f"pixels {' '.join(verified(text.encode('utf-8', 'replace')) for text in texts)}"


def seeds() -> list[bytes]:
    """Return small pictures of a code in several forms, and its pixels."""
    import segno  # noqa: PLC0415 - only who makes seeds needs it
    from PySide6.QtCore import QBuffer, QByteArray  # noqa: PLC0415 - the same
    from PySide6.QtGui import QImage, QImageWriter  # noqa: PLC0415 - the same

    from tests.support import codes  # noqa: PLC0415 - the same

    code = segno.make_qr(codes.code_text(), error="m", boost_error=False)
    rows = [bytes(0 if dark else 255 for dark in row) for row in code.matrix_iter(border=4)]
    edge, bare = len(rows), b"".join(rows)
    small = QImage(bare, edge, edge, edge, QImage.Format.Format_Grayscale8)
    large = small.scaled(2 * edge, 2 * edge)
    pictures = [
        large.convertToFormat(QImage.Format.Format_Mono),
        large,
        small.convertToFormat(QImage.Format.Format_Indexed8),
        small.convertToFormat(QImage.Format.Format_ARGB32),
        small.convertToFormat(QImage.Format.Format_RGBA64),
    ]
    found = []
    for kind, progressive in (("PNG", False), ("JPG", False), ("JPG", True)):
        for image in pictures:
            buffer = QBuffer()
            buffer.open(QBuffer.OpenModeFlag.WriteOnly)
            writer = QImageWriter(buffer, QByteArray(kind.encode()))
            writer.setProgressiveScanWrite(progressive)
            assert writer.write(image)
            found.append(bytes(buffer.data().data()))
    return [*dict.fromkeys(found), bytes([edge, edge]) + bare]


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Change a picture."""
    return mutated_bytes(data, chance, _WORDS)


TARGET = Target(
    read=read,
    seeds=seeds,
    mutate=mutate,
    words=_WORDS,
    limit_bytes=24 * 1024,
    # Of 50 million pixels, which a few bytes can state, each takes four bytes more than once on
    # its way, and all together 3 s: as much as the largest picture of a telephone.
    limit_seconds=5.0,
    limit_memory=1024 * MIB,
    rest=lambda: pictures().forget(),
)
