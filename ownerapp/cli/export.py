"""``ownerapp export``: write signed records: of one car or of all, of now or of one day."""

from __future__ import annotations

from datetime import date

from ownerapp.cli.arguments import expanded
from ownerapp.cli.context import Context
from ownerapp.domain.errors import CarNeededError, DateInvalidError, OptionInvalidError
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.json_value import JsonObject
from ownerapp.domain.record import Disclosure
from ownerapp.i18n import _
from ownerapp.services.ports.kept import ExportEntry


def run(context: Context) -> int:
    """Write the asked files and print where they are."""
    options, desk = context.options, context.desk
    day = _day(options.on)
    if day is not None and options.with_notes:
        # A note says what the person thinks now, and nobody kept what they thought then.
        raise OptionInvalidError(option="--with-notes", value=options.on)
    practices = (
        None if options.practice is None else [PracticeId(item) for item in options.practice]
    )
    cars = desk.cars() if options.all else ()
    vehicle = cars[0] if cars else desk.find_car(options.car)
    if len(cars) > 1 and practices is not None:
        # The same id may stand for another collection in another car's notice.
        raise CarNeededError(cars=tuple(car.name for car in cars))
    result = desk.records.export(
        vehicle,
        folder=expanded(options.to),
        language=context.notice_language(desk.notice_of(vehicle)),
        interface_language=context.language,
        formats=(options.format,) if options.format else ("pdf", "json"),
        disclosure=Disclosure(
            name=options.with_name,
            plate=options.with_plate,
            vin=options.with_vin,
            notes=options.with_notes,
        ),
        practices=practices,
        day=day,
        every_car=options.all,
        time_stamp=options.time_stamp,
    )
    if context.json:
        context.say_json(
            {
                "files": list(result.paths),
                **_value(result.entry),
                "records": [_value(entry) for entry in result.entries],
            }
        )
        return 0
    for path in result.paths:
        # Translators: {path} is the path of a file that was written.
        context.say(_("Written: {path}", path=path))
    return 0


def _day(typed: str | None) -> date | None:
    if typed is None:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise DateInvalidError(value=typed) from error


def _value(entry: ExportEntry | None) -> JsonObject:
    return {
        "record": entry.record if entry else None,
        "entry": entry.seq + 1 if entry else None,
        "sha256": entry.sha256 if entry else None,
    }
