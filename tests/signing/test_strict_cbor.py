"""CBOR that is read: a small part of it, one way only, and never more than is there."""

from __future__ import annotations

import math
import struct

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ownerapp.domain.errors import CheckFailedError
from ownerapp.domain.verdict import Check
from ownerapp.signing.strict_cbor import MAX_DEPTH, CborValue, strict_cbor

_KEYS = st.integers(-(2**64), 2**64 - 1) | st.text(max_size=5)
_VALUES = st.recursive(
    st.integers(-(2**64), 2**64 - 1) | st.binary(max_size=300) | st.text(max_size=300),
    lambda inner: st.lists(inner, max_size=30) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=12,
)


def ordered(value: CborValue) -> CborValue:
    """Return a value whose maps are in the order of their keys' bytes."""
    if isinstance(value, list):
        return [ordered(item) for item in value]
    if isinstance(value, dict):
        return {key: ordered(value[key]) for key in sorted(value, key=cbor2.dumps)}
    return value


def depth(value: CborValue) -> int:
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    return 0


def reason(data: bytes) -> str:
    with pytest.raises(CheckFailedError) as caught:
        strict_cbor(data)
    assert caught.value.check == Check.READABLE
    return caught.value.reason


@given(_VALUES)
def test_what_another_library_writes_in_order_comes_back(value: CborValue) -> None:
    data = cbor2.dumps(ordered(value))
    if depth(value) > MAX_DEPTH:
        assert reason(data) == "too-deep"
    else:
        assert strict_cbor(data) == value


@pytest.mark.parametrize(
    ("data", "value"),
    [
        # RFC 8949, appendix A.
        ("00", 0),
        ("17", 23),
        ("1818", 24),
        ("1903e8", 1000),
        ("1bffffffffffffffff", 2**64 - 1),
        ("20", -1),
        ("3bffffffffffffffff", -(2**64)),
        ("40", b""),
        ("4401020304", b"\1\2\3\4"),
        ("62c3bc", "\u00fc"),
        ("83010203", [1, 2, 3]),
        ("a201020304", {1: 2, 3: 4}),
        ("a26161016162820203", {"a": 1, "b": [2, 3]}),
    ],
)
def test_the_examples_of_the_standard(data: str, value: CborValue) -> None:
    assert strict_cbor(bytes.fromhex(data)) == value


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("", "cut-short"),
        ("19", "cut-short"),
        ("4201", "cut-short"),
        ("8201", "cut-short"),
        ("a101", "cut-short"),
        # Lengths of what is not there, up to 2**64 - 1.
        ("5bffffffffffffffff", "cut-short"),
        ("7affffffff", "cut-short"),
        ("9bffffffffffffffff", "cut-short"),
        ("bbffffffffffffffff", "cut-short"),
        ("9a7fffffff00", "cut-short"),
        # Not in the shortest form.
        ("1817", "not-shortest"),
        ("1900ff", "not-shortest"),
        ("1a0000ffff", "not-shortest"),
        ("1b00000000ffffffff", "not-shortest"),
        ("380a", "not-shortest"),
        ("580101", "not-shortest"),
        ("9801f0", "not-shortest"),
        # Lengths not stated beforehand, and the break that ends them.
        ("5f4101ff", "not-allowed"),
        ("7f6161ff", "not-allowed"),
        ("9f01ff", "not-allowed"),
        ("bf0102ff", "not-allowed"),
        ("ff", "not-allowed"),
        # Lengths that the standard keeps free.
        ("1c", "not-allowed"),
        ("5d00", "not-allowed"),
        # Tags: dates, big numbers, fractions, references, expressions, our own outer one.
        ("c074323031332d30332d32315432303a30343a30305a", "not-allowed"),
        ("c249010000000000000000", "not-allowed"),
        ("c48221196ab3", "not-allowed"),
        ("c5821a7fffffff01", "not-allowed"),
        ("d81c8100", "not-allowed"),
        ("d81d00", "not-allowed"),
        ("d8236428612b2b", "not-allowed"),
        ("d9010281" + "00", "not-allowed"),
        ("d28440a04040", "not-allowed"),
        # Fractions, NaN, infinity, true, false, null, undefined, other simple values.
        ("f93c00", "not-allowed"),
        ("f97e00", "not-allowed"),
        ("fb7ff0000000000000", "not-allowed"),
        ("f4", "not-allowed"),
        ("f6", "not-allowed"),
        ("f7", "not-allowed"),
        ("f8ff", "not-allowed"),
        # Keys.
        ("a2010101" + "02", "duplicate-key"),
        ("a2020101" + "02", "not-in-order"),
        ("a261610120" + "02", "not-in-order"),
        ("a1410101", "not-allowed"),
        ("a1800101", "not-allowed"),
        ("a1a00101", "not-allowed"),
        # Texts that are none.
        ("61ff", "not-utf8"),
        ("63eda080", "not-utf8"),
        ("62c080", "not-utf8"),
        # More than one value.
        ("0000", "bytes-after"),
        ("8000", "bytes-after"),
    ],
)
def test_everything_else_is_refused_by_name(data: str, why: str) -> None:
    assert reason(bytes.fromhex(data)) == why


@pytest.mark.parametrize("head", [b"\x81", b"\xa1\x00", b"\x9b" + b"\0" * 7 + b"\x01"])
def test_a_tower_of_lists_is_refused_before_it_is_climbed(head: bytes) -> None:
    assert reason(head * 100_000) in {"too-deep", "not-shortest"}


@pytest.mark.parametrize("number", [0.0, 1.5, math.nan, math.inf])
def test_no_fraction_is_read_in_any_width(number: float) -> None:
    for form, head in (("e", b"\xf9"), ("f", b"\xfa"), ("d", b"\xfb")):
        assert reason(head + struct.pack(f">{form}", number)) == "not-allowed"


def read_or_none(data: bytes) -> CborValue | None:
    try:
        return strict_cbor(data)
    except CheckFailedError:
        return None


@settings(max_examples=300)
@given(st.binary(max_size=80))
def test_arbitrary_bytes_are_read_in_one_way_or_refused(data: bytes) -> None:
    value = read_or_none(data)
    if value is not None:
        # Whatever is read, another library reads the same, and writes the same bytes again.
        assert cbor2.loads(data) == value
        assert cbor2.dumps(value) == data
