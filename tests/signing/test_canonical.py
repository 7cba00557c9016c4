"""Canonical JSON and strict reading."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from types import MappingProxyType

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from ownerapp.domain.errors import CheckFailedError
from ownerapp.domain.json_value import JsonValue
from ownerapp.signing.canonical import MAX_DEPTH, canonical_bytes, strict_json

JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    # A double between 2^53 and 1e21 has the canonical text of a whole number that we refuse.
    | st.floats(allow_nan=False, allow_infinity=False).filter(
        lambda number: abs(number) < 2**53 or abs(number) >= 1e21
    )
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=20,
)


def _double(bits: int) -> float:
    number: float = struct.unpack(">d", bits.to_bytes(8, "big"))[0]
    return number


@pytest.mark.parametrize("name", ["arrays", "french", "structures", "unicode", "values", "weird"])
def test_rfc_8785_vectors_are_reproduced(vectors: Path, name: str) -> None:
    value = strict_json((vectors / "jcs" / "input" / f"{name}.json").read_bytes())

    assert canonical_bytes(value) == (vectors / "jcs" / "output" / f"{name}.json").read_bytes()


# RFC 8785, appendix B: the bits of a double and its canonical text.
@pytest.mark.parametrize(
    ("bits", "text"),
    [
        (0x0000000000000000, "0"),
        (0x8000000000000000, "0"),
        (0x0000000000000001, "5e-324"),
        (0x8000000000000001, "-5e-324"),
        (0x7FEFFFFFFFFFFFFF, "1.7976931348623157e+308"),
        (0xFFEFFFFFFFFFFFFF, "-1.7976931348623157e+308"),
        (0x4340000000000000, "9007199254740992"),
        (0xC340000000000000, "-9007199254740992"),
        (0x4430000000000000, "295147905179352830000"),
        (0x44B52D02C7E14AF5, "9.999999999999997e+22"),
        (0x44B52D02C7E14AF6, "1e+23"),
        (0x44B52D02C7E14AF7, "1.0000000000000001e+23"),
        (0x444B1AE4D6E2EF4E, "999999999999999700000"),
        (0x444B1AE4D6E2EF4F, "999999999999999900000"),
        (0x444B1AE4D6E2EF50, "1e+21"),
        (0x3EB0C6F7A0B5ED8C, "9.999999999999997e-7"),
        (0x3EB0C6F7A0B5ED8D, "0.000001"),
        (0x41B3DE4355555553, "333333333.3333332"),
        (0x41B3DE4355555557, "333333333.33333343"),
        (0xBECBF647612F3696, "-0.0000033333333333333333"),
        (0x43143FF3C1CB0959, "1424953923781206.2"),
    ],
)
def test_numbers_have_the_text_that_rfc_8785_prints(bits: int, text: str) -> None:
    assert canonical_bytes(_double(bits)) == text.encode()


def test_members_are_sorted_by_utf_16_units_as_rfc_8785_prints() -> None:
    value: JsonValue = {
        "\u20ac": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis",
    }

    assert list(json.loads(canonical_bytes(value))) == [
        "\r",
        "1",
        "\u0080",
        "\u00f6",
        "\u20ac",
        "\U0001f600",
        "\ufb33",
    ]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (2**53, "number-too-large"),
        (float("nan"), "number-not-finite"),
        (float("inf"), "number-not-finite"),
        ("\ud800", "no-canonical-form"),
        ({"\ud800": 1, "a": 1}, "no-canonical-form"),
        (b"bytes", "no-canonical-form"),
        ({1: 2}, "no-canonical-form"),
        ({"set": {1}}, "no-canonical-form"),
    ],
)
def test_a_value_without_canonical_form_is_our_error(value: JsonValue, reason: str) -> None:
    with pytest.raises(CheckFailedError) as caught:
        canonical_bytes(value)

    assert (caught.value.check, caught.value.reason) == ("format", reason)


def test_a_value_nested_too_deeply_has_no_canonical_form() -> None:
    value: JsonValue = 1
    for _ in range(MAX_DEPTH + 1):
        value = [value]

    with pytest.raises(CheckFailedError) as caught:
        canonical_bytes(value)

    assert caught.value.reason == "too-deep"


def test_read_only_mappings_and_tuples_are_objects_and_arrays() -> None:
    assert canonical_bytes(MappingProxyType({"b": (1, 2), "a": None})) == b'{"a":null,"b":[1,2]}'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"a":1,"a":2}', "duplicate-key"),
        (b'[{"a":{"b":1,"b":1}}]', "duplicate-key"),
        (b'{"a":1,"\\u0061":2}', "duplicate-key"),
        (b"[NaN]", "number-not-finite"),
        (b"[Infinity]", "number-not-finite"),
        (b"[-Infinity]", "number-not-finite"),
        (b"[1e400]", "number-too-large"),
        (b"9007199254740992", "number-too-large"),
        (b"-9007199254740992", "number-too-large"),
        (b"9" * 100_000, "number-too-large"),
        (b'"\\ud800"', "lone-surrogate"),
        (b'{"\\uDC00":1}', "lone-surrogate"),
        (b'"\xed\xa0\x80"', "not-utf8"),
        (b'"\xff"', "not-utf8"),
        (b"\xef\xbb\xbf{}", "not-json"),
        ("{}".encode("utf-16"), "not-utf8"),
        (b"", "not-json"),
        (b"{", "not-json"),
        (b"{}{}", "not-json"),
        (b"{'a':1}", "not-json"),
        (b"[01]", "not-json"),
        (b'"\n"', "not-json"),
        (b"[" * 33 + b"]" * 33, "too-deep"),
        (b"[" * 1_000_000, "too-deep"),
        (b'{"a":' * 500_000, "too-deep"),
    ],
)
def test_json_that_two_readers_could_read_differently_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(CheckFailedError) as caught:
        strict_json(data)

    assert (caught.value.check, caught.value.reason) == ("readable", reason)


def test_a_file_over_the_limit_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(CheckFailedError) as caught:
        strict_json(b"not json at all", limit_bytes=14)

    assert caught.value.reason == "too-large"
    assert strict_json(b'"fits"', limit_bytes=6) == "fits"


def test_brackets_inside_texts_do_not_count_as_depth() -> None:
    text = '[{"[{' * 100 + '\\"' * 100

    assert strict_json(json.dumps([text]).encode(), max_depth=1) == [text]


@given(st.lists(st.text('\\"[]{}a', max_size=8), max_size=4), st.integers(1, 6))
def test_depth_is_that_of_the_value_whatever_its_texts_hold(texts: list[str], depth: int) -> None:
    value: JsonValue = list(texts)
    for _ in range(depth - 1):
        value = [value, *texts]
    data = json.dumps(value).encode()
    assert strict_json(data, max_depth=depth) == value
    with pytest.raises(CheckFailedError) as caught:
        strict_json(data, max_depth=depth - 1)
    assert caught.value.reason == "too-deep"


def test_the_largest_exact_numbers_and_surrogate_pairs_are_read() -> None:
    data = b'[9007199254740991,-9007199254740991,"\\ud83d\\ude00"]'

    assert strict_json(data) == [2**53 - 1, -(2**53) + 1, "\U0001f600"]


@given(st.binary(max_size=200) | st.text('{}[]",:\\u0dD8eE+-.19 \n').map(str.encode))
def test_hostile_bytes_give_our_own_error_or_a_value_with_a_canonical_form(data: bytes) -> None:
    try:
        value = strict_json(data)
    except CheckFailedError as error:
        check = error.check
    else:
        check = "readable"
        assert json.loads(canonical_bytes(value)) == value
    assert check == "readable"


@given(JSON_VALUES)
def test_canonical_bytes_read_back_as_the_same_value(value: JsonValue) -> None:
    data = canonical_bytes(value)

    assert strict_json(data, max_depth=MAX_DEPTH) == value
    assert canonical_bytes(strict_json(data)) == data


_SIMPLE_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(max_codepoint=127), max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(_SIMPLE_VALUES)
def test_the_quick_way_writes_the_same_bytes_as_the_library(value: JsonValue) -> None:
    assert canonical_bytes(value) == rfc8785.dumps(value)


@settings(max_examples=30)
@given(_SIMPLE_VALUES)
def test_what_is_written_in_parts_has_the_same_bytes(value: JsonValue) -> None:
    many = 500
    part = rfc8785.dumps({"b": value, "a": {}})
    whole = b'{"parts":[' + b",".join([part] * many) + b'],"too":1}'
    assert canonical_bytes({"too": 1, "parts": [{"b": value, "a": {}}] * many}) == whole
