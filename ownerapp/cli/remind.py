"""``ownerapp remind``: what the entry at sign-in runs; it says what is due and ends.

Rules:

1. Nothing is written, and no passphrase is asked for: where the store does not open by itself,
   the command ends with code 3 and says so on standard error.
2. Without a store there is nothing to say, and none is made.
3. Where nothing is due, no notification is shown.
"""

from __future__ import annotations

from ownerapp.cli.context import Context
from ownerapp.domain.errors import PassphraseNeededError
from ownerapp.i18n import _
from ownerapp.services.opening import Need

_GOOD, _FAILED = 0, 3


def run(context: Context) -> int:
    """Say what is due, or set whether that happens at sign-in."""
    wanted: str | None = context.options.at_sign_in
    return _say(context) if wanted is None else _set(context, wanted=wanted == "on")


def _say(context: Context) -> int:
    desk = context.desk
    text = ""
    if desk.has_store():
        if desk.need() is not Need.NOTHING:
            raise PassphraseNeededError
        desk.open(by_itself=True)
        text = desk.due_now()
    shown = desk.say_on_desktop(text) if text else False
    if context.json:
        context.say_json({"due": text or None, "shown": shown})
    else:
        context.say(text or _("Nothing ends soon, and no answer is due."))
    return _GOOD


def _set(context: Context, *, wanted: bool) -> int:
    desk = context.desk
    if desk.reminds_at_sign_in() is None:
        context.show(_("Nothing can be set to start at sign-in on this system."))
        return _FAILED
    desk.remind_at_sign_in(wanted=wanted)
    if context.json:
        context.say_json({"atSignIn": wanted})
    elif wanted:
        context.say(
            _(
                "At each sign-in ownerapp looks once for what ends soon or is due, shows a "
                "notification if there is something, and ends. No window opens."
            )
        )
    else:
        context.say(_("Nothing of ownerapp starts at sign-in."))
    return _GOOD
