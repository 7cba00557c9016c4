"""Frozen values: dataclasses whose methods are written when they are first needed.

The standard decorator writes and compiles six methods for every class, most of a millisecond
each time. A start loads some two hundred classes and makes values of a few dozen of them, so
here the same decorator does all but that: comparing and showing are functions that all classes
share, and ``__init__`` is written when the first value of a class is made.

Everything that asks for a dataclass finds one: ``replace``, ``fields``, ``asdict``, patterns,
copying, and decoding with msgspec. Every field is a parameter of ``__init__``.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, FrozenInstanceError, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["dataclass", "write_ahead"]

_T = TypeVar("_T")
_of_first_values: Final[list[Any]] = []
"""The classes whose ``__init__`` waits for their first value, or waited for it."""


def _dataclass(
    *, frozen: bool, slots: bool, kw_only: bool = False, eq: bool = True
) -> Callable[[type[_T]], type[_T]]:
    """Make a class of frozen values with slots.

    Args:
        frozen: Must be True, as for every value; said where the class is, for its readers.
        slots: As ``frozen``.
        kw_only: Fields are given by name only.
        eq: Values with the same fields are the same; otherwise each is only itself.

    Raises:
        TypeError: The class is to be another kind of dataclass; take the standard decorator.
    """
    if not frozen or not slots:
        raise TypeError

    def finish(kind: type[_T]) -> type[_T]:
        has_own_hash = vars(kind).get("__hash__") is not None
        made: Any = dataclasses.dataclass(
            init=False, repr=False, eq=False, slots=True, kw_only=kw_only
        )(kind)
        own = vars(made)
        made.__setattr__, made.__delattr__ = _refuse_to_set, _refuse_to_delete
        made.__getstate__, made.__setstate__ = _state, _take_state
        if "__init__" not in own:
            made.__init__ = _init_of_first_value(made)
            _of_first_values.append(made)
        if "__repr__" not in own:
            made.__repr__ = _shown
        if eq:
            compared = _key(item.name for item in fields(made) if item.compare)
            if "__eq__" not in own:
                made.__eq__ = _equal_by(compared)
            if not has_own_hash:
                made.__hash__ = _hash_by(compared)
        return made  # type: ignore[no-any-return] # the class with what was set on it

    return finish


if TYPE_CHECKING:
    # To whoever reads types it is the standard one.
    from dataclasses import dataclass
else:
    dataclass = _dataclass


def write_ahead() -> Iterator[None]:
    """Write in steps what waits for a first value, where there is time for it."""
    while _of_first_values:
        kind = _of_first_values.pop()
        if kind.__init__.__qualname__ != _name_of_init(kind):
            kind.__init__ = _written_init(kind)
            yield


def _name_of_init(kind: Any) -> str:
    return f"{kind.__qualname__}.__init__"


def _init_of_first_value(kind: Any) -> Callable[..., None]:
    def __init__(self: Any, *given: Any, **named: Any) -> None:  # noqa: N807 - it becomes one
        kind.__init__ = _written_init(kind)
        kind.__init__(self, *given, **named)

    return __init__


def _written_init(kind: Any) -> Any:
    """Write ``__init__`` as the standard decorator does; one that is compiled is quick."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    by_place: list[str] = ["self"]
    by_name: list[str] = []
    lines: list[str] = []
    for item in fields(kind):
        name = parameter = value = item.name
        if item.default is not MISSING:
            known[f"_default_{name}"] = item.default
            parameter = f"{name}=_default_{name}"
        elif item.default_factory is not MISSING:
            known[f"_make_{name}"] = item.default_factory
            parameter = f"{name}=_missing"
            value = f"_make_{name}() if {name} is _missing else {name}"
        (by_name if item.kw_only else by_place).append(parameter)
        lines.append(f"    _set(self, {name!r}, {value})\n")
    if hasattr(kind, "__post_init__"):
        lines.append("    self.__post_init__()\n")
    parameters = ", ".join([*by_place, *(["*", *by_name] if by_name else [])])
    source = f"def __init__({parameters}):\n{''.join(lines) or '    pass'}"
    exec(source, known)  # noqa: S102 - made of the names of fields, as by the standard decorator
    written = known["__init__"]
    written.__qualname__ = _name_of_init(kind)
    return written


def _key(names: Iterable[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what gives these fields of a value as a tuple."""
    each = tuple(names)
    if len(each) > 1:
        return attrgetter(*each)
    # Of one name it would not be a tuple, and of none it cannot be made.
    return lambda value: tuple(getattr(value, name) for name in each)


def _equal_by(key: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any, object], bool]:
    def __eq__(self: Any, other: object) -> bool:  # noqa: N807 - it becomes one
        if other.__class__ is not self.__class__:
            return NotImplemented
        return key(self) == key(other)

    return __eq__


def _hash_by(key: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any], int]:
    def __hash__(self: Any) -> int:  # noqa: N807 - it becomes one
        return hash(key(self))

    return __hash__


def _shown(self: Any) -> str:
    said = ", ".join(
        f"{item.name}={getattr(self, item.name)!r}" for item in fields(self) if item.repr
    )
    return f"{self.__class__.__qualname__}({said})"


def _refuse_to_set(_self: object, name: str, _value: object) -> NoReturn:
    message = f"cannot assign to field {name!r}"
    raise FrozenInstanceError(message)


def _refuse_to_delete(_self: object, name: str) -> NoReturn:
    message = f"cannot delete field {name!r}"
    raise FrozenInstanceError(message)


def _state(self: Any) -> list[Any]:
    return [getattr(self, item.name) for item in fields(self)]


def _take_state(self: Any, state: list[Any]) -> None:
    for item, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, item.name, value)
