"""``ownerapp export``: write a signed record of one car."""

from __future__ import annotations

from ownerapp.cli.arguments import expanded
from ownerapp.cli.context import Context
from ownerapp.domain.record import Disclosure
from ownerapp.i18n import _


def run(context: Context) -> int:
    """Write the asked files and print where they are."""
    options, desk = context.options, context.desk
    vehicle = desk.find_car(options.car)
    language = context.notice_language(desk.notice_of(vehicle))
    result = desk.export(
        vehicle,
        folder=expanded(options.to),
        language=language,
        interface_language=context.language,
        formats=(options.format,) if options.format else ("pdf", "json"),
        disclosure=Disclosure(
            name=options.with_name, plate=options.with_plate, vin=options.with_vin
        ),
    )
    if context.json:
        entry = result.entry
        context.say_json(
            {
                "files": list(result.paths),
                "record": entry.record if entry else None,
                "entry": entry.seq + 1 if entry else None,
                "sha256": entry.sha256 if entry else None,
            }
        )
        return 0
    for path in result.paths:
        # Translators: {path} is the path of a file that was written.
        context.say(_("Written: {path}", path=path))
    return 0
