"""The code of a recovery kit: typed as people type, and every slip found and placed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ownerapp.domain.errors import RecoveryCodeMistypedError
from ownerapp.domain.recovery_code import ALPHABET, GROUPS, SECRET_BITS, code_of, secret_of

numbers = st.integers(0, 2**SECRET_BITS - 1)
places = st.tuples(st.integers(0, GROUPS - 1), st.integers(0, 4))


def mistake_in(code: str) -> int:
    with pytest.raises(RecoveryCodeMistypedError) as caught:
        secret_of(code)
    return caught.value.group


def test_the_form_stays_the_same_for_ever() -> None:
    # Golden: codes on paper must be read by every later version.
    assert code_of(0) == "00001-00002-00003-00004-00005-00006-00007"
    assert code_of(2**SECRET_BITS - 1) == "ZZZZC-ZZZZF-ZZZZE-ZZZZ9-ZZZZ8-ZZZZB-ZZZZA"
    assert secret_of(code_of(2**SECRET_BITS - 1)) == "Z" * 28


@pytest.mark.parametrize("number", [-1, 2**SECRET_BITS])
def test_a_number_of_other_size_has_no_code(number: int) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        code_of(number)


@settings(deadline=None)
@given(numbers)
def test_each_number_has_its_own_code_and_secret(number: int) -> None:
    secret = secret_of(code_of(number))
    value = 0
    for character in secret:
        value = value * 32 + ALPHABET.index(character)
    assert value == number


@settings(deadline=None)
@given(numbers)
def test_it_may_be_typed_in_small_letters_with_any_spaces_and_alike_letters(number: int) -> None:
    code = code_of(number)
    for typed in (
        code.lower(),
        code.replace("-", ""),
        code.replace("-", " \u2013 "),
        f"  {code}\n",
        " ".join(code),
        code.replace("0", "o").replace("1", "l"),
        code.replace("0", "O").replace("1", "i"),
    ):
        assert secret_of(typed) == secret_of(code)


@settings(deadline=None)
@given(numbers, places, st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found_and_its_group_named(
    number: int, place: tuple[int, int], other: str
) -> None:
    code = code_of(number)
    group, position = place
    at = group * 6 + position
    if code[at] != other:
        assert mistake_in(code[:at] + other + code[at + 1 :]) == group + 1


@settings(deadline=None)
@given(numbers, st.integers(0, GROUPS - 1), st.integers(0, 3), st.integers(1, 4))
def test_two_swapped_characters_of_a_group_are_found(
    number: int, group: int, first: int, step: int
) -> None:
    code = list(code_of(number))
    one, two = group * 6 + first, group * 6 + min(first + step, 4)
    code[one], code[two] = code[two], code[one]
    if "".join(code) != code_of(number):
        assert mistake_in("".join(code)) == group + 1


@settings(deadline=None)
@given(numbers, st.integers(0, GROUPS - 2), st.integers(1, GROUPS - 1))
def test_two_swapped_groups_are_found(number: int, first: int, step: int) -> None:
    groups = code_of(number).split("-")
    second = min(first + step, GROUPS - 1)
    groups[first], groups[second] = groups[second], groups[first]
    assert mistake_in("-".join(groups)) == first + 1


@pytest.mark.parametrize(
    ("typed", "group"),
    [
        ("", 0),
        ("00001", 0),
        (code_of(0)[:-1], 0),
        (code_of(0) + "0", 0),
        (code_of(0).replace("00003", "0000U"), 3),
        (code_of(0).replace("00003", "0000é"), 3),
        (code_of(0).replace("00003", "0000\u0663"), 3),
        ("\x00" * 35, 1),
    ],
)
def test_what_is_no_code_is_refused(typed: str, group: int) -> None:
    assert mistake_in(typed) == group


@settings(deadline=None)
@given(st.text(max_size=80))
def test_no_text_is_a_mistake_of_ours(text: str) -> None:
    try:
        assert len(secret_of(text)) == 28
    except RecoveryCodeMistypedError as error:
        assert 0 <= error.group <= GROUPS  # noqa: PT017 - either is right, nothing else is
