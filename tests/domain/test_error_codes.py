"""Deliberate errors: one stable code each, and never what a person typed in their text."""

from __future__ import annotations

import re
import traceback

import pytest

from ownerapp.domain import errors
from tests.support.error_samples import ALL, BRANCHES, CONCRETE, NUMBER, TYPED, sample


def test_there_are_errors_in_every_branch() -> None:
    assert len(CONCRETE) > 30
    for branch in BRANCHES:
        assert any(issubclass(kind, branch) for kind in CONCRETE), branch


def test_every_concrete_error_is_of_exactly_one_branch() -> None:
    for kind in CONCRETE:
        assert [branch for branch in BRANCHES if issubclass(kind, branch)] == [kind.__bases__[0]]


def test_every_error_has_a_code_of_its_own() -> None:
    codes = [errors.OwnerAppError.code, *(kind.code for kind in ALL)]

    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in codes)


@pytest.mark.parametrize("kind", CONCRETE, ids=lambda kind: kind.code)
def test_the_text_of_an_error_is_its_code_and_never_a_field(
    kind: type[errors.OwnerAppError],
) -> None:
    error = sample(kind)

    assert str(error) == kind.code
    shown = "".join(traceback.format_exception(error))
    assert TYPED not in shown
    assert str(NUMBER) not in shown


@pytest.mark.parametrize("kind", CONCRETE, ids=lambda kind: kind.code)
def test_details_are_exactly_the_fields(kind: type[errors.OwnerAppError]) -> None:
    error = sample(kind)

    assert set(error.details()) == set(kind.field_names)
    assert all(value == getattr(error, name) for name, value in error.details().items())


def test_a_kind_has_the_fields_that_it_and_its_parents_declare() -> None:
    class Parent(errors.InputError):
        code = "parent"
        first: str
        second: int = 2

    class Child(Parent):
        code = "child"
        third: str = "c"

    assert errors.InputError.field_names == ()
    assert Child(first="a").details() == {"first": "a", "second": 2, "third": "c"}


def test_a_field_without_a_default_must_be_given_and_no_other_may_be() -> None:
    with pytest.raises(TypeError, match="field"):
        errors.FieldRequiredError()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="typo"):
        errors.DiskFullError(typo=1)  # type: ignore[call-arg]


def test_errors_compare_by_identity_so_that_a_set_can_hold_them() -> None:
    first, second = errors.DiskFullError(), errors.DiskFullError()

    assert first != second
    assert len({first, second}) == 2
