"""What goes through the pipe is bounded and whole, or refused."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.documents.frames import (
    MAX_FRAME_BYTES,
    FrameError,
    packed,
    read_frame,
    unpacked,
    write_frame,
)


@given(st.binary(max_size=200), st.text(max_size=50))
def test_a_frame_comes_back(data: bytes, text: str) -> None:
    pipe = BytesIO()
    write_frame(pipe, {"data": packed(data), "text": text})
    pipe.seek(0)
    frame = read_frame(pipe)
    assert frame is not None
    assert (unpacked(frame["data"]), frame["text"]) == (data, text)
    assert read_frame(pipe) is None


@pytest.mark.parametrize(
    "data",
    [
        b"\0\0",
        b"\0\0\0\5{}",
        (MAX_FRAME_BYTES + 1).to_bytes(4, "big") + b"{}",
        b"\0\0\0\2[]",
        b"\0\0\0\2{x",
        b"\0\0\0\2\xff\xff",
        (200_000).to_bytes(4, "big") + b"[" * 200_000,
    ],
)
def test_what_is_not_a_whole_frame_within_the_bound_is_refused(data: bytes) -> None:
    with pytest.raises(FrameError):
        read_frame(BytesIO(data))


def test_a_frame_over_the_bound_is_not_sent() -> None:
    pipe = BytesIO()
    with pytest.raises(FrameError):
        write_frame(pipe, {"text": "x" * MAX_FRAME_BYTES})
    assert pipe.getvalue() == b""


@pytest.mark.parametrize("value", [None, 1, "*", "AAA", "\u00e9"])
def test_what_is_not_base64_is_refused(value: object) -> None:
    with pytest.raises(FrameError):
        unpacked(value)
