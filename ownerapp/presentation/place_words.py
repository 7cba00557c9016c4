"""The names of the places whose calendars count for a deadline."""

from __future__ import annotations

from ownerapp.i18n import _, pgettext
from ownerapp.i18n.formatting import format_territory


def place_name(code: str) -> str:
    """Return the name of the place of a calendar, "" for a code that names none."""
    match code:
        case "CN":
            return pgettext("place", "Mainland China")
        case "US-CA":
            return pgettext("place", "California")
        case "GB-ENG":
            return pgettext("place", "England")
        case "GB-NIR":
            return pgettext("place", "Northern Ireland")
        case "GB-SCT":
            return pgettext("place", "Scotland")
        case "GB-WLS":
            return pgettext("place", "Wales")
        case _:
            return _state_name(code)


def _state_name(code: str) -> str:
    state, _dash, region = code.partition("-")
    name = format_territory(state)
    # Translators: {state} is a country, {region} the official letters of a part of it.
    return _("{state} ({region})", state=name, region=region) if name and region else name
