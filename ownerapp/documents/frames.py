"""Frames between the program and its worker: four bytes of length, then JSON.

Binary values are base64 inside the JSON. A frame has a bound, so that neither side can be
made to reserve memory for a length that somebody invented.
"""

from __future__ import annotations

import json
from base64 import b64encode
from binascii import a2b_base64
from typing import BinaryIO

MAX_FRAME_BYTES = 64 * 1024 * 1024

Frame = dict[str, object]


class FrameError(Exception):
    """The other side ended in the middle of a frame, or sent something else."""


def write_frame(stream: BinaryIO, frame: Frame) -> None:
    """Write one frame and flush it.

    Raises:
        FrameError: It is larger than the bound.
    """
    body = json.dumps(frame, ensure_ascii=True).encode("ascii")
    if len(body) > MAX_FRAME_BYTES:
        raise FrameError
    stream.write(len(body).to_bytes(4, "big"))
    stream.write(body)
    stream.flush()


def read_frame(stream: BinaryIO) -> Frame | None:
    """Return the next frame, or None when the other side closed between two frames.

    Raises:
        FrameError: The stream ended early, or it is not a frame within the bound.
    """
    head = stream.read(4)
    if not head:
        return None
    length = int.from_bytes(head, "big")
    if len(head) < 4 or length > MAX_FRAME_BYTES:  # noqa: PLR2004 - the length's own length
        raise FrameError
    body = stream.read(length)
    if len(body) < length:
        raise FrameError
    try:
        frame = json.loads(body)
    except (ValueError, RecursionError):
        raise FrameError from None
    if not isinstance(frame, dict):
        raise FrameError
    return frame


def packed(data: bytes) -> str:
    """Return bytes as a value of a frame."""
    return b64encode(data).decode("ascii")


def unpacked(value: object) -> bytes:
    """Return the bytes of a value of a frame.

    Raises:
        FrameError: It is not such a value.
    """
    if not isinstance(value, str):
        raise FrameError
    try:
        return a2b_base64(value, strict_mode=True)
    except ValueError:
        raise FrameError from None
