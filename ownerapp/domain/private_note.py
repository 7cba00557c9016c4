"""A person's own note on why they chose as they did; it is nobody else's business.

It is kept in the encrypted store, beside the log and never in it. No record and no export holds
it, unless the person ticks that for that one export. It goes with the car, and with the person.
"""

from __future__ import annotations

from typing import Final

from ownerapp.domain.choice import ChoiceKey
from ownerapp.domain.values import dataclass

LONGEST_NOTE: Final = 500
"""Characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateNote:
    """What a person wrote for themselves about one practice of one car."""

    key: ChoiceKey
    text: str
