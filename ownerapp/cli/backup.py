"""``ownerapp backup`` and ``ownerapp restore``."""

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
from ownerapp.presentation.recovery_sheet import (
    backup_sentences,
    restored_sentences,
    show_code_sentences,
)
from ownerapp.services.ports.recovery import RecoveryKit
from ownerapp.services.restoring import Restored

_INDENT = "  "


def back_up(context: Context) -> int:
    """Write everything into one encrypted file; with the first one a code is shown."""
    options, desk = context.options, context.desk
    shown: list[RecoveryKit] = []

    def show(kit: RecoveryKit) -> None:
        shown.append(kit)
        if options.sheet:
            desk.backups.save_recovery_sheet(expanded(options.sheet), kit)
        first, *rest = show_code_sentences(kit)
        context.show(first)
        context.show(f"{_INDENT}{kit.code}")
        for sentence in rest:
            context.show(sentence)
        # The backup is worth nothing when nobody can have seen the code.
        context.show_all()

    made = desk.backups.back_up(expanded(options.to), show=show, new_kit=options.new_code)
    if context.json:
        context.say_json(
            {
                "file": made.path,
                "kit": made.kit,
                "code": shown[0].code if shown else None,
                "entries": made.entries,
                "created": rfc3339(made.created),
            }
        )
        return 0
    for sentence in backup_sentences(made):
        context.say(sentence)
    return 0


def restore(context: Context) -> int:
    """Put a backup into an empty data folder."""
    options, desk = context.options, context.desk
    path = expanded(options.file)
    kit = desk.backups.backup_kit(path)
    if options.code_file:
        code = desk.backups.recovery_code_in(expanded(options.code_file))
        return _say(context, desk.backups.restore(path, code, passphrase=context.new_passphrase()))
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
            desk.backups.check_recovery_code(path, code)
            break
        except (RecoveryCodeMistypedError, RecoveryCodeWrongError) as error:
            context.say(explain(error).text())
    return _say(context, desk.backups.restore(path, code, passphrase=context.new_passphrase()))


def _say(context: Context, restored: Restored) -> int:
    if context.json:
        context.say_json({"entries": restored.entries, "created": rfc3339(restored.created)})
        return 0
    for sentence in restored_sentences(restored, context.desk.zone()):
        context.say(sentence)
    return 0
