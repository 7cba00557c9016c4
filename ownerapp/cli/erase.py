"""``ownerapp erase``: a person or a car, after a clear yes."""

from __future__ import annotations

from ownerapp.cli.context import Context
from ownerapp.domain.errors import ConfirmationNeededError
from ownerapp.i18n import _
from ownerapp.presentation.erasing import erased_sentences, plan_sentences

_NOT_CLEAN = 3
"""The surroundings keep it from being done whole."""


def run(context: Context) -> int:
    """Say what goes and what stays, ask, and erase; nothing brings it back."""
    options, desk = context.options, context.desk
    if options.person is not None:
        plan = desk.plan_erasing_person(options.person)
    else:
        plan = desk.plan_erasing_car(options.car)
    if not options.yes:
        if context.ask is None:
            raise ConfirmationNeededError
        for sentence in plan_sentences(plan):
            context.show(sentence)
        # Translators: y and N are the keys to press; N is the default.
        if not context.agrees(_("Erase it for good? [y/N] ")):
            context.say(_("Nothing was erased. It is as it was."))
            return 0
    erased = desk.erase(plan)
    if context.json:
        context.say_json(
            {
                "person": plan.person.id if plan.person else None,
                "cars": [vehicle.id for vehicle in plan.vehicles],
                "clean": erased.is_clean,
                "exported": list(plan.exported),
            }
        )
    else:
        for sentence in erased_sentences(erased):
            context.say(sentence)
    return 0 if erased.is_clean else _NOT_CLEAN
