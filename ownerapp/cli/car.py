"""``ownerapp car add``, ``ownerapp car correct`` and ``ownerapp car list``."""

from __future__ import annotations

from ownerapp.cli.context import Context
from ownerapp.domain.errors import CorrectionNeededError
from ownerapp.domain.json_value import JsonValue
from ownerapp.domain.notice import Notice
from ownerapp.domain.vehicle import Vehicle
from ownerapp.i18n import _, pgettext
from ownerapp.presentation.car_details import (
    FIELDS,
    corrected_words,
    other_cars_words,
    put_back_words,
)


def add(context: Context) -> int:
    """Add a car with the notice that it follows."""
    options, desk = context.options, context.desk
    loaded = desk.notices.load(options.notice)
    details = desk.check_details(
        name=options.name, owner=options.owner, plate=options.plate, vin=options.vin
    )
    # What was typed is checked before a store is opened or made.
    context.open_store()
    vehicle = desk.add_car(details, loaded)
    if context.json:
        context.say_json(_car_value(context, vehicle, loaded.notice))
        return 0
    context.say(_("The car was added. Everything optional is off."))
    # Translators: {id} is a long random id.
    context.say(_("Its id is {id}.", id=vehicle.id))
    return 0


def correct(context: Context) -> int:
    """Correct what was typed about a car; what is not named stays, and empty text empties."""
    options, desk = context.options, context.desk
    given = {name: getattr(options, name) for name in FIELDS}
    typed = {name: text for name, text in given.items() if text is not None}
    if not typed:
        raise CorrectionNeededError
    vehicle = desk.find_car(options.car)
    kept = desk.kept_details(vehicle).details
    present = {"name": kept.name, "owner": kept.owner, "plate": kept.plate, "vin": kept.vin}
    details = desk.check_details(**(present | typed))
    before = desk.correct_car(vehicle, details)
    if context.json:
        corrected = desk.find_car(vehicle.id)
        context.say_json(_car_value(context, corrected, desk.notice_of(corrected)))
        return 0
    context.say(corrected_words() if before.details != details else put_back_words())
    if before.others and before.details.owner != details.owner:
        context.say(other_cars_words(before))
    return 0


def list_cars(context: Context) -> int:
    """List cars with their notices."""
    cars = [(item, context.desk.notice_of(item)) for item in context.desk.cars()]
    if context.json:
        context.say_json([_car_value(context, item, notice) for item, notice in cars])
        return 0
    if not cars:
        context.say(_("There is no car here yet."))
        return 0
    context.say_table(
        # Translators: a column with ids.
        [_("Id"), _("Name"), _("Licence plate"), _("Notice"), pgettext("column", "Version")],
        [[item.id, item.name, item.plate, notice.pack_id, notice.version] for item, notice in cars],
    )
    return 0


def _car_value(context: Context, vehicle: Vehicle, notice: Notice) -> JsonValue:
    return {
        "id": vehicle.id,
        "name": vehicle.name,
        "owner": context.desk.owner_name(vehicle),
        "owner_id": vehicle.person,
        "plate": vehicle.plate,
        "vin": vehicle.vin,
        "notice": notice.pack_id,
        "version": notice.version,
        "notice_sha256": notice.hash,
    }
