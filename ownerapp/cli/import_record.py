"""``ownerapp import``: joins a record that was made elsewhere to the history."""

from __future__ import annotations

from ownerapp.cli.arguments import expanded
from ownerapp.cli.context import Context
from ownerapp.domain.event import rfc3339
from ownerapp.domain.json_value import JsonValue
from ownerapp.i18n import _
from ownerapp.presentation.importing_records import (
    imported_sentences,
    offer_sentences,
    record_sentences,
)
from ownerapp.services.importing import Imported, RecordedAnswer


def run(context: Context) -> int:
    """Verify and keep a record; its choices count here only after a clear yes."""
    options, desk = context.options, context.desk
    records = desk.records.read(expanded(options.file), car=options.car, accepted=options.key)
    zone = desk.zone()
    if not context.json:
        for record in records:
            for sentence in record_sentences(record, zone):
                context.say(sentence)
    offered = [item for record in records for item in record.offered()]
    adopt = bool(options.adopt)
    if offered and not adopt and context.ask is not None:
        for sentence in offer_sentences(offered, zone):
            context.show(sentence)
        # Translators: y and N are the keys to press; N is the default.
        adopt = context.agrees(_("Let them hold here? [y/N] "))
    imported = desk.records.import_records(records, adopt=adopt)
    if context.json:
        context.say_json([_value(item) for item in imported])
        return 0
    for sentence in imported_sentences(imported):
        context.say(sentence)
    return 0


def _value(imported: Imported) -> JsonValue:
    record = imported.record
    return {
        "record": record.record,
        "sha256": record.sha256,
        "issuer": record.issuer,
        "fingerprint": record.fingerprint,
        "key": "given" if record.is_key_given else "known",
        "origin": record.origin,
        "entry": record.index + 1,
        "car": record.vehicle.id,
        "new": imported.is_new,
        "choices": [_answer(item) for item in record.answers],
        "adopted": [item.practice for item in imported.adopted],
    }


def _answer(item: RecordedAnswer) -> JsonValue:
    return {
        "practice": item.practice,
        "status": item.status.value,
        "decided": rfc3339(item.decided_at),
        "ends": rfc3339(item.ends_at) if item.ends_at else None,
        "standing": item.standing.value,
    }
