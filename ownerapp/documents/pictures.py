"""Reads the code of a record in a picture that somebody hands over, PNG or JPEG.

Rules:

1. Bounded before any work: the size of the file, and the pixels that its header states.
2. PNG and JPEG by their first bytes, and nothing else.
3. The typesetter decodes the picture, as it does for every picture on a page: its decoders
   are memory-safe and need no window system. What it draws comes back as a PNG of its own.
4. A large picture is looked at smaller first; most codes are found there.
5. Only QR codes, and of them only texts that begin like the code of a record.
6. It runs in the worker: there it can be ended, and what the libraries print goes nowhere.

Reasons: ``not-a-picture``, ``too-large``, ``unreadable``.
"""

from __future__ import annotations

import re
import struct
import zlib
from base64 import b64encode
from typing import Final

import typst
import zxingcpp

from ownerapp.documents.compilations import bare_compiler, forget
from ownerapp.domain.record_code import CODE_START
from ownerapp.domain.values import dataclass
from ownerapp.services.ports.checking import PictureCodes

MAX_PIXELS: Final = 50_000_000
"""Of the picture; a telephone's camera takes 12 to 50 million."""
MAX_EDGE: Final = 40_000
"""Of the longer edge: a strip as narrow as a hair takes the decoder many times as long."""

_EDGES: Final = (2_000, 3_000)
"""The longer edge with which a picture is looked at, first and at last."""

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_PAGE: Final = b"""
#set page(
  width: float(sys.inputs.width) * 1pt, height: float(sys.inputs.height) * 1pt, margin: 0pt,
)
#image(bytes(sys.inputs.picture), format: "svg", width: 100%, height: 100%)
"""
_POINTS_PER_INCH: Final = 72.0
"""With as many pixels per inch, a point is a pixel."""

_JPEG_MARKER: Final = re.compile(rb"\xff+([^\x00\xff])", re.DOTALL)
_JPEG_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The markers after which height and width stand (ITU-T T.81, table B.1)."""
_JPEG_SCAN: Final = 0xDA
_JPEG_ALONE: Final = frozenset(range(0xD0, 0xD9)) | {0x01}
"""Markers without a length."""

_QR: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)

_CHANNELS: Final = 4
_GREEN: Final = 1
_RGBA_OF_8_BITS: Final = (8, 6, 0, 0, 0)


class _UnreadableError(Exception):
    """What came out of a decoder is not what was expected."""


@dataclass(frozen=True, slots=True)
class _Size:
    width: int
    height: int

    def within(self, edge: int) -> _Size:
        """Return the size with a longer edge of at most this."""
        factor = min(1.0, edge / max(self.width, self.height))
        return _Size(max(1, round(self.width * factor)), max(1, round(self.height * factor)))


class Pictures:
    """Finds codes in pictures, with a compiler that is kept."""

    def __init__(self) -> None:
        self._compiler = bare_compiler()

    def codes(self, data: bytes) -> PictureCodes:
        """Return the texts of all codes of records in a picture; never raises for its bytes."""
        size = _stated_size(data)
        if size is None:
            return PictureCodes(reason="not-a-picture")
        if size.width * size.height > MAX_PIXELS or max(size.width, size.height) > MAX_EDGE:
            return PictureCodes(reason="too-large")
        sizes = dict.fromkeys(size.within(edge) for edge in _EDGES)
        try:
            looks = (_codes_in(self._drawn(data, size, drawn)) for drawn in sizes)
            return PictureCodes(texts=next(filter(None, looks), ()))
        except (typst.TypstError, _UnreadableError):
            return PictureCodes(reason="unreadable")

    def forget(self) -> None:
        """Let go of the pictures that were looked at."""
        forget(self._compiler)

    def _drawn(self, data: bytes, size: _Size, drawn: _Size) -> _Plane:
        """Return a picture as the typesetter draws it in a size."""
        kind = "png" if data.startswith(_PNG) else "jpeg"
        picture = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{size.width}" height="{size.height}">'
            f'<image width="{size.width}" height="{size.height}" '
            f'href="data:image/{kind};base64,{b64encode(data).decode("ascii")}"/></svg>'
        )
        page = self._compiler.compile(
            input=_PAGE,
            format="png",
            ppi=_POINTS_PER_INCH,
            sys_inputs={
                "picture": picture, "width": str(drawn.width), "height": str(drawn.height)
            },
        )  # fmt: skip
        if not isinstance(page, bytes):
            raise _UnreadableError
        return _green_of(page)


def _stated_size(data: bytes) -> _Size | None:
    """Return the size that the header of a picture states, None for what is no picture."""
    if data.startswith(_PNG):
        if data[12:16] != b"IHDR" or len(data) < 24:  # noqa: PLR2004 - where the two numbers end
            return None
        width, height = struct.unpack(">II", data[16:24])
    elif data.startswith(_JPEG):
        width, height = _jpeg_size(data)
    else:
        return None
    return _Size(width, height) if width and height else None


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Return width and height of the first frame, zeros where there is none."""
    at = 2
    while (found := _JPEG_MARKER.match(data, at)) is not None:
        marker, at = found[1][0], found.end()
        if marker == _JPEG_SCAN:
            break
        if marker in _JPEG_ALONE:
            continue
        if marker in _JPEG_FRAMES:
            head = data[at : at + 7]
            if len(head) == 7:  # noqa: PLR2004 - length, precision, height, width
                height, width = struct.unpack(">HH", head[3:])
                return width, height
            break
        at += int.from_bytes(data[at : at + 2], "big")
    return 0, 0


# ------------------------------------------------------------------------- pixels


@dataclass(frozen=True, slots=True)
class _Plane:
    """One channel of a picture, row by row."""

    size: _Size
    data: bytes


def _codes_in(plane: _Plane) -> tuple[str, ...]:
    """Return the texts of the codes of records, each once, in their order."""
    pixels = memoryview(plane.data).cast("B", (plane.size.height, plane.size.width))
    found = zxingcpp.read_barcodes(pixels, formats=_QR)
    texts = (code.text for code in found)
    return tuple(dict.fromkeys(text for text in texts if CODE_START.match(text)))


def _green_of(png: bytes) -> _Plane:
    """Return the green channel of a PNG that the typesetter made: it holds most of the light.

    Raises:
        _UnreadableError: It is not the plain RGBA that the typesetter makes.
    """
    size, packed = _chunks(png)
    length = size.width * _CHANNELS + 1
    raw = zlib.decompress(packed)
    if len(raw) != length * size.height:
        raise _UnreadableError
    rows, above = [], bytes(size.width)
    for start in range(0, len(raw), length):
        row = raw[start + 1 + _GREEN : start + length : _CHANNELS]
        above = _unfiltered(raw[start], row, above)
        rows.append(above)
    return _Plane(size, b"".join(rows))


def _chunks(png: bytes) -> tuple[_Size, bytes]:
    """Return the size and the packed pixels of a PNG."""
    size, packed, at = None, [], len(_PNG)
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, *form = struct.unpack(">IIBBBBB", body)
            size = _Size(width, height) if tuple(form) == _RGBA_OF_8_BITS else None
        elif kind == b"IDAT":
            packed.append(body)
        at += length + 12
    if size is None:
        raise _UnreadableError
    return size, b"".join(packed)


def _unfiltered(kind: int, row: bytes, above: bytes) -> bytes:
    """Return one channel of a row without its filter (PNG, section 9).

    Each channel is filtered by itself, so one can be had without the others.
    """
    match kind:
        case 0:
            return row
        case 2:
            return bytes((value + up) & 255 for value, up in zip(row, above, strict=True))
        case 1 | 3 | 4:
            return _from_the_left(kind, row, above)
        case _:
            raise _UnreadableError


def _from_the_left(kind: int, row: bytes, above: bytes) -> bytes:
    """Return a row whose filter looks to the left: Sub, Average or Paeth."""
    out = bytearray()
    left = corner = 0
    for value, up in zip(row, above, strict=True):
        if kind == 1:
            near = left
        elif kind == 3:  # noqa: PLR2004 - the number of the filter
            near = (left + up) >> 1
        else:
            # Paeth: whichever neighbour is nearest to left + up - corner.
            to_left, to_up = abs(up - corner), abs(left - corner)
            to_corner = abs(left + up - 2 * corner)
            if to_left <= to_up and to_left <= to_corner:
                near = left
            else:
                near = up if to_up <= to_corner else corner
        left = (value + near) & 255
        corner = up
        out.append(left)
    return bytes(out)
