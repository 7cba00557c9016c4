"""Every deliberate error, with a value in each field."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from ownerapp.domain import errors

BRANCHES = (
    errors.InputError,
    errors.RefusedError,
    errors.MissingError,
    errors.UnavailableError,
    errors.VerificationError,
    errors.IncompatibleError,
)
TYPED = "Lin Yue B-XY 123"
"""What a person may have typed: it may stand in no text of an error."""
NUMBER = 70_423


def subclasses(kind: type[errors.OwnerAppError]) -> Iterator[type[errors.OwnerAppError]]:
    """Yield all kinds below one."""
    for child in kind.__subclasses__():
        yield child
        yield from subclasses(child)


ALL = tuple(subclasses(errors.OwnerAppError))
CONCRETE = tuple(kind for kind in ALL if kind not in BRANCHES)


def sample(kind: type[errors.OwnerAppError], **values: object) -> errors.OwnerAppError:
    """Return an error of a kind; a field that is not given gets a value of its type."""
    samples: dict[str, object] = {"str": TYPED, "int": NUMBER, "tuple[str, ...]": (TYPED, "second")}
    types: dict[str, str] = {}
    for parent in reversed(kind.__mro__):
        types |= {name: str(of) for name, of in inspect.get_annotations(parent).items()}
    given = {name: samples[types[name]] for name in kind.field_names}
    return kind(**(given | values))
