"""People and vehicles: the names that are kept apart from the log and can be erased."""

from __future__ import annotations

import unicodedata

from ownerapp.domain.errors import FieldRequiredError, TextNotAllowedError, VinInvalidError
from ownerapp.domain.ids import NoticeHash, PersonId, VehicleId
from ownerapp.domain.values import dataclass

NAME_LIMIT = 80
PLATE_LIMIT = 20
VIN_LENGTH = 17
_VIN_CHARACTERS = frozenset("ABCDEFGHJKLMNPRSTUVWXYZ0123456789")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The person who decides for their own data; ``name`` may be empty."""

    id: PersonId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """One car, its owner, and the notice that it follows now."""

    id: VehicleId
    person: PersonId
    name: str
    plate: str = ""
    vin: str = ""
    notice: NoticeHash


def clean_text(field: str, text: str, *, limit: int, required: bool = False) -> str:
    """Return a typed name ready to keep: NFC, trimmed, single spaces.

    Whether each character can be drawn is checked by the service, which knows the fonts.

    Raises:
        FieldRequiredError: It is empty and must not be.
        TextNotAllowedError: It is too long, or holds control or bidi characters.
    """
    cleaned = " ".join(unicodedata.normalize("NFC", text).split())
    if required and not cleaned.strip(_BLANK):
        raise FieldRequiredError(field=field)
    if len(cleaned) > limit:
        raise TextNotAllowedError(field=field, reason="too-long", limit=limit)
    for character in cleaned:
        reason = _forbidden(character)
        if reason:
            raise TextNotAllowedError(
                field=field, reason=reason, codepoint=f"U+{ord(character):04X}"
            )
    return cleaned


def clean_vin(vin: str) -> str:
    """Return a VIN in capitals without spaces, or an empty string for none.

    Raises:
        VinInvalidError: It is not 17 characters of ISO 3779's set (no I, O or Q).
    """
    typed = "".join(vin.split())
    # Before capitals: some letters of other scripts have a Latin capital.
    cleaned = typed.upper() if typed.isascii() else typed
    if cleaned and (len(cleaned) != VIN_LENGTH or not _VIN_CHARACTERS.issuperset(cleaned)):
        raise VinInvalidError
    return cleaned


_BLANK = " \u115f\u1160\u200c\u200d\u2800\u3164\uffa0"
"""Characters that may stand in a name but show nothing when they stand alone."""

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _forbidden(character: str) -> str:
    """Return why a character may not stand in a name, or an empty string."""
    if character in _BIDI:
        return "bidi"
    category = unicodedata.category(character)
    # Zero-width joiners (Cf) are needed by some scripts; other format characters are not.
    if category in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"} or (
        category == "Cf" and character not in "\u200c\u200d"
    ):
        return "control"
    return ""
