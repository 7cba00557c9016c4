"""``ownerapp merge``: joins the history in a backup of another computer to this one."""

from __future__ import annotations

from ownerapp.cli.arguments import expanded
from ownerapp.cli.context import Context
from ownerapp.domain.errors import (
    RecoveryCodeMistypedError,
    RecoveryCodeNeededError,
    RecoveryCodeWrongError,
)
from ownerapp.domain.event import rfc3339
from ownerapp.i18n import _
from ownerapp.presentation.explain import explain
from ownerapp.presentation.joining_computers import merged_sentences
from ownerapp.services.merging import Merged


def run(context: Context) -> int:
    """Ask for the code of the backup's recovery kit, and join the history in it."""
    options, desk = context.options, context.desk
    path = expanded(options.file)
    kit = desk.backups.merge_kit(path)
    if options.code_file:
        return _say(
            context,
            desk.backups.merge(path, desk.backups.recovery_code_in(expanded(options.code_file))),
        )
    if context.ask is None:
        raise RecoveryCodeNeededError
    while True:
        try:
            # Translators: a prompt; {kit} is a short name such as 3F2A. Keep the space at the end.
            code = context.ask(_("Code of recovery kit {kit}: ", kit=kit))
        except EOFError as error:
            raise RecoveryCodeNeededError from error
        if not code.strip():
            context.say(_("Nothing was saved. It is as it was."))
            return 0
        try:
            return _say(context, desk.backups.merge(path, code))
        except (RecoveryCodeMistypedError, RecoveryCodeWrongError) as error:
            context.say(explain(error).text())


def _say(context: Context, merged: Merged) -> int:
    if context.json:
        context.say_json(
            {
                "origin": merged.origin,
                "entries": merged.size,
                "new": merged.new,
                "created": rfc3339(merged.created),
                "cars": [car.id for car in merged.cars],
                "elsewhere": merged.elsewhere,
                "careful": merged.careful,
                "turned_on": [
                    {"car": choice.key.vehicle, "practice": choice.key.practice}
                    for choice in merged.now_on
                ],
                "rules": [rule.about.value for rule in merged.rules.came],
                "changed_rules": [rule.about.value for rule in merged.rules.changed],
                "removed_rules": [rule.about.value for rule in merged.rules.removed],
                "rules_removed_here": [rule.about.value for rule in merged.rules.stayed_away],
                "other_rules": [rule.about.value for rule in merged.rules.other],
            }
        )
        return 0
    for sentence in merged_sentences(merged, context.desk.zone()):
        context.say(sentence)
    return 0
