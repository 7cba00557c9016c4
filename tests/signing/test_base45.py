"""base45 as RFC 9285 has it, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.signing.base45 import base45_decode, base45_encode


@pytest.mark.parametrize(
    ("data", "text"),
    [
        # The examples of RFC 9285, sections 4.3 and 4.4.
        (b"AB", "BB8"),
        (b"Hello!!", "%69 VD92EX0"),
        (b"base-45", "UJCLQE7W581"),
        (b"ietf!", "QED8WEX0"),
        (b"", ""),
        (b"\xff\xff", "FGW"),
    ],
)
def test_the_examples_of_the_standard(data: bytes, text: str) -> None:
    assert base45_encode(data) == text
    assert base45_decode(text) == data


@given(st.binary(max_size=200))
def test_every_row_of_bytes_comes_back(data: bytes) -> None:
    text = base45_encode(data)

    assert base45_decode(text) == data
    assert len(text) == len(data) // 2 * 3 + len(data) % 2 * 2


@pytest.mark.parametrize(
    "text",
    [
        "GGW",  # the example of RFC 9285, section 6: 65536
        ":::",
        "::",  # a last group above 255
        "V5",  # 256; "U5" is the last
        "A",
        "BB8A",
        "bb8",
        "BB8\n",
        "B\u00c4B",
        "\uff22\uff22\uff18",
    ],
)
def test_what_stands_for_no_bytes_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        base45_decode(text)


@given(st.text(alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", max_size=60))
def test_a_text_that_is_read_is_the_only_one_for_its_bytes(text: str) -> None:
    try:
        data = base45_decode(text)
    except ValueError:
        return
    assert base45_encode(data) == text
