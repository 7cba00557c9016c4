"""Our values are the standard frozen dataclasses, but for when their methods are written."""

from __future__ import annotations

import copy
import dataclasses
import inspect
from collections.abc import Mapping
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from ownerapp.domain.values import dataclass, write_ahead


def made_by(decorator: Any, **options: Any) -> Any:
    """Return a class of three fields, with every kind of default."""

    class Value:
        """A value."""

        name: str
        number: int = 3
        more: Mapping[str, str] = dataclasses.field(default_factory=dict)
        beside: Any = dataclasses.field(default=None, compare=False, repr=False)

    Value.__qualname__ = "Value"
    return decorator(frozen=True, slots=True, **options)(Value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A value that other programs may load."""

    name: str
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A value that refuses some fields."""

    number: int

    def __post_init__(self) -> None:
        """Refuse what is below nothing."""
        if self.number < 0:
            raise ValueError


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OnlyItself:
    """A value that is like no other."""

    name: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A value that says itself what it is."""

    name: str

    @override
    def __repr__(self) -> str:
        """Say nothing of the name."""
        return "Shown()"


KEPT = st.fixed_dictionaries(
    {"name": st.sampled_from("ab")},
    optional={
        "number": st.integers(1, 4),
        "more": st.just({"a": "b"}),
        "beside": st.integers(0, 1),
    },
)


@given(first=KEPT, second=KEPT)
def test_values_are_the_same_and_shown_as_with_the_standard_decorator(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    ours, standard = (made_by(kind, kw_only=True) for kind in (dataclass, dataclasses.dataclass))

    assert (ours(**first) == ours(**second)) == (standard(**first) == standard(**second))
    assert repr(ours(**first)) == repr(standard(**first))
    assert ours(**first).more is not ours(**first).more or "more" in first
    assert ours(**first) != standard(**first)


@pytest.mark.parametrize("options", [{}, {"kw_only": True}])
def test_the_fields_are_the_parameters_of_the_standard_decorator(options: dict[str, Any]) -> None:
    ours, standard = (made_by(kind, **options) for kind in (dataclass, dataclasses.dataclass))
    ours(name="one")

    for mine, theirs in zip(
        inspect.signature(ours).parameters.values(),
        inspect.signature(standard).parameters.values(),
        strict=True,
    ):
        assert (mine.name, mine.kind) == (theirs.name, theirs.kind)
        assert (mine.default is mine.empty) == (theirs.default is theirs.empty)
    assert ours.__match_args__ == standard.__match_args__
    assert ours.__slots__ == standard.__slots__


@pytest.mark.parametrize("given_fields", [{}, {"name": "a", "other": 1}, {"other": 1}])
def test_the_first_value_and_the_next_refuse_the_same_fields(given_fields: dict[str, Any]) -> None:
    for _ in range(2):
        with pytest.raises(TypeError, match=r"__init__\(\)"):
            Named(**given_fields)


def test_nothing_of_a_value_can_be_set_or_deleted() -> None:
    value = Named(name="one")

    with pytest.raises(dataclasses.FrozenInstanceError):
        value.name = "two"  # type: ignore[misc] # what is tested
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.name
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.other = "two"  # type: ignore[attr-defined] # as above
    assert value == Named(name="one")


def test_a_value_is_replaced_copied_and_decoded() -> None:
    value = Named(name="one", parts=(1, 2))

    assert dataclasses.replace(value, name="two") == Named(name="two", parts=(1, 2))
    assert dataclasses.asdict(value) == {"name": "one", "parts": (1, 2)}
    assert copy.copy(value) == value
    assert copy.deepcopy(value) == value
    assert msgspec.json.decode(msgspec.json.encode(value), type=Named) == value
    assert hash(value) == hash(Named(name="one", parts=(1, 2)))


def test_a_value_is_checked_after_it_is_made() -> None:
    assert Checked(1).number == 1
    for _ in range(2):
        with pytest.raises(ValueError, match=r"^$"):
            Checked(-1)
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"number": -1}', type=Checked)


def test_a_value_without_comparison_is_only_itself() -> None:
    value = OnlyItself(name="one")

    assert value != OnlyItself(name="one")
    assert len({value, value, OnlyItself(name="one")}) == 2


def test_what_a_class_says_of_itself_stays() -> None:
    assert repr(Shown("one")) == "Shown()"


@pytest.mark.parametrize(
    "options", [{"frozen": False, "slots": True}, {"frozen": True, "slots": False}]
)
def test_another_kind_of_dataclass_is_refused(options: dict[str, bool]) -> None:
    with pytest.raises(TypeError):
        dataclass(**options)


def test_what_waits_for_a_first_value_can_be_written_ahead_of_it() -> None:
    waiting, used = made_by(dataclass), made_by(dataclass)
    value = used("before")
    unwritten = waiting.__init__
    steps = sum(1 for _step in write_ahead())
    assert steps >= 1
    assert waiting.__init__ is not unwritten
    written = waiting.__init__
    assert dataclasses.astuple(waiting("one")) == ("one", 3, {}, None)
    assert waiting.__init__ is written
    assert used("before") == value
    assert list(write_ahead()) == []
