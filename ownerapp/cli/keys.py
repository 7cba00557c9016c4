"""``ownerapp keys show``, ``rotate``, ``lost`` and ``passphrase``."""

from __future__ import annotations

from ownerapp.cli.arguments import expanded
from ownerapp.cli.context import Context
from ownerapp.domain.errors import ConfirmationNeededError
from ownerapp.domain.event import rfc3339
from ownerapp.domain.json_value import JsonValue
from ownerapp.domain.keys import KnownKey
from ownerapp.i18n import _
from ownerapp.presentation.keys_page import (
    KeyState,
    begun_sentences,
    key_state,
    keys_state,
    lost_sentences,
    rotated_sentences,
)
from ownerapp.presentation.lock_words import copies_words
from ownerapp.services.key_words import words_of

_INDENT = "  "


def show(context: Context) -> int:
    """Print the fingerprint of each key; with ``--to`` also write the signed history."""
    desk = context.desk
    keys = desk.signing_keys.all()
    target = expanded(context.options.to) if context.options.to else None
    if target is not None:
        desk.signing_keys.save_history(target)
    if context.json:
        values = [_value(key) for key in keys]
        context.say_json({"keys": values, "file": target})
        return 0
    state = keys_state(keys, desk.zone())
    context.say(state.heading)
    for number, item in enumerate(state.keys):
        if number == 1:
            context.say()
            context.say(state.earlier_heading)
        _say_key(context, item)
    context.say()
    context.say(state.intro)
    if target is not None:
        context.say(_("Written: {path}", path=target))
    return 0


def passphrase(context: Context) -> int:
    """Change the passphrase that opens the data.

    The one in force comes from the environment's file or a prompt, as at every command. The
    new one is asked for twice, or comes from a file where nobody is there to type it.
    """
    desk = context.desk
    present = context.present_passphrase()
    if present is None:
        context.show(_("Your data has no passphrase that could be changed."))
        return 2
    desk.change_passphrase(context.typed_passphrase(), present=present)
    if context.json:
        context.say_json({"changed": True})
        return 0
    context.say(_("From now on only the new passphrase opens your data."))
    context.say(copies_words())
    return 0


def rotate(context: Context) -> int:
    """Change the key; at a terminal the person is asked first."""
    if context.ask is not None and not context.agrees(
        # Translators: y and N are the keys to press; N is the default.
        _("Make a new signing key? The old one cannot sign any more. [y/N] ")
    ):
        context.say(_("Nothing was saved. It is as it was."))
        return 0
    key = context.desk.signing_keys.rotate()
    if context.json:
        context.say_json(_value(key))
        return 0
    for sentence in rotated_sentences():
        context.say(sentence)
    _say_key(context, key_state(key, context.desk.zone()))
    return 0


def lost(context: Context) -> int:
    """Begin anew where the key to the data is lost; the break stays on record."""
    options, desk = context.options, context.desk
    desk.signing_keys.check_lost()
    if not options.yes:
        if context.ask is None:
            raise ConfirmationNeededError
        for sentence in lost_sentences():
            context.show(sentence)
        # Translators: y and N are the keys to press; N is the default.
        if not context.agrees(_("Begin a new history? [y/N] ")):
            context.say(_("Nothing was saved. It is as it was."))
            return 0
    begun = desk.signing_keys.begin_anew(
        record=expanded(options.record) if options.record else None,
        passphrase=context.new_passphrase(),
    )
    if context.json:
        facts = begun.earlier.facts if begun.earlier else {}
        context.say_json({"kept": begun.kept, "earlier_key": facts.get("issuer")})
        return 0
    for sentence in begun_sentences(begun):
        context.say(sentence)
    return 0


def _say_key(context: Context, state: KeyState) -> None:
    context.say(f"{_INDENT}{state.fingerprint}")
    for row in state.words:
        context.say(f"{_INDENT}{row}")
    context.say(f"{_INDENT}{state.since}")


def _value(key: KnownKey) -> JsonValue:
    return {
        "did": key.did,
        "fingerprint": key.fingerprint,
        "words": " ".join(words_of(key.fingerprint)),
        "from": rfc3339(key.valid_from),
        "until": rfc3339(key.valid_until) if key.valid_until else None,
        "certificate_sha256": key.certificate_sha256,
    }
