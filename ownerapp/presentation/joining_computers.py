"""The words for what came from another computer."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from ownerapp.i18n import _, ngettext
from ownerapp.i18n.formatting import format_datetime, format_list

if TYPE_CHECKING:
    from ownerapp.services.joined_rules import JoinedRules
    from ownerapp.services.merging import Merged


def merged_sentences(merged: Merged, zone: tzinfo) -> tuple[str, ...]:
    """Return what merging brought."""
    created = format_datetime(merged.created, zone)
    if not merged.new:
        if merged.rules.changes_any:
            return (_("There is no new entry in this backup."), *_about_rules(merged.rules))
        return (
            _("There is nothing new in this backup. Nothing was changed."),
            *_about_rules(merged.rules),
        )
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
    said += _about_rules(merged.rules)
    # Translators: {date} is a date with a time.
    said.append(_("What was done there after {date} is not in it.", date=created))
    return tuple(said)


def _about_rules(rules: JoinedRules) -> list[str]:
    """Return what became of own rules."""
    said = []
    if rules.came:
        said.append(
            # Translators: {count} is a number of rules that a person wrote down for themselves.
            ngettext(
                "{count} own rule came along. You find it in the settings, and it turns nothing on "
                "or off.",
                "{count} own rules came along. You find them in the settings, and they turn "
                "nothing on or off.",
                len(rules.came),
                count=len(rules.came),
            )
        )
    if rules.changed:
        said.append(
            # Translators: {count} is a number of rules that a person wrote down for themselves.
            ngettext(
                "{count} own rule was decided later there. It took the place of the one here.",
                "{count} own rules were decided later there. They took the place of those here.",
                len(rules.changed),
                count=len(rules.changed),
            )
        )
    if rules.removed:
        said.append(
            # Translators: {count} is a number of rules that a person wrote down for themselves.
            ngettext(
                "{count} own rule was removed there later. It is removed here, too.",
                "{count} own rules were removed there later. They are removed here, too.",
                len(rules.removed),
                count=len(rules.removed),
            )
        )
    if rules.stayed_away:
        said.append(
            # Translators: {count} is a number of rules that a person wrote down for themselves.
            ngettext(
                "{count} own rule there was removed here later. It stays removed here.",
                "{count} own rules there were removed here later. They stay removed here.",
                len(rules.stayed_away),
                count=len(rules.stayed_away),
            )
        )
    if rules.other:
        said.append(
            # Translators: {count} is a number of subjects, such as location or sound.
            ngettext(
                "On {count} subject the own rule there says something else. The one here stays.",
                "On {count} subjects the own rules there say something else. Those here stay.",
                len(rules.other),
                count=len(rules.other),
            )
        )
    return said
