"""Every text of a notice by the field that it stands in, for whoever looks through all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from ownerapp.domain.notice import Practice
from ownerapp.domain.text import Text

_PACK_NAMES = {"provisions": "recipients"}
"""Where the domain's name of a field is not that of the pack format."""


def practice_texts(practice: Practice) -> Iterator[tuple[str, Text]]:
    """Yield every text of a practice with its field in the pack, for example ``retention.text``.

    Texts in lists, such as those of transfers, come under one name.
    """
    for field in fields(practice):
        name = _PACK_NAMES.get(field.name, field.name)
        yield from texts_below(name, getattr(practice, field.name))


def texts_below(name: str, value: Any) -> Iterator[tuple[str, Text]]:
    """Yield every text below a value, with a name that begins with the value's."""
    if isinstance(value, Text):
        if value:
            yield name, value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_below(name, part)
    elif is_dataclass(value):
        for field in fields(value):
            below = _PACK_NAMES.get(field.name, field.name)
            yield from texts_below(f"{name}.{below}", getattr(value, field.name))
