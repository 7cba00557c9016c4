"""The words for what came from another computer."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from ownerapp.i18n import _, ngettext
from ownerapp.i18n.formatting import format_datetime, format_list

if TYPE_CHECKING:
    from ownerapp.services.merging import Merged


def merged_sentences(merged: Merged, zone: tzinfo) -> tuple[str, ...]:
    """Return what merging brought."""
    created = format_datetime(merged.created, zone)
    if not merged.new:
        return (_("There is nothing new in this backup. Nothing was changed."),)
    said = [
        # Translators: {count} is a number of entries of a history, {origin} the name of one.
        ngettext(
            "{count} entry of the history {origin} was added. It stays as it is.",
            "{count} entries of the history {origin} were added. They stay as they are.",
            merged.new,
            count=merged.new,
            origin=merged.origin,
        )
    ]
    if merged.cars:
        cars = format_list(tuple(car.name for car in merged.cars))
        # Translators: {cars} is a name of a car, or a list of them.
        said.append(
            ngettext(
                "The car {cars} came along.",
                "The cars {cars} came along.",
                len(merged.cars),
                cars=cars,
            )
        )
    if merged.elsewhere:
        said.append(
            # Translators: {count} is a number of choices.
            ngettext(
                "{count} choice now holds as it was decided there.",
                "{count} choices now hold as they were decided there.",
                merged.elsewhere,
                count=merged.elsewhere,
            )
        )
    if merged.careful:
        said.append(
            # Translators: {count} is a number of choices.
            ngettext(
                "For {count} choice nobody can tell which answer came last, so the more careful "
                "one holds.",
                "For {count} choices nobody can tell which answer came last, so the more careful "
                "one holds.",
                merged.careful,
                count=merged.careful,
            )
        )
    if merged.now_on:
        said.append(
            # Translators: {count} is a number of choices.
            ngettext(
                "{count} choice is on here now because you turned it on there.",
                "{count} choices are on here now because you turned them on there.",
                len(merged.now_on),
                count=len(merged.now_on),
            )
        )
    # Translators: {date} is a date with a time.
    said.append(_("What was done there after {date} is not in it.", date=created))
    return tuple(said)
