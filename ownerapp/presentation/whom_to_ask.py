"""Whom a person asks about data that somebody else keeps: only what the notice gives."""

from __future__ import annotations

from ownerapp.domain.notice import Notice, Origin
from ownerapp.i18n import _
from ownerapp.presentation.joining import phrases, sentences
from ownerapp.presentation.voice import Voice

DELETE_RIGHTS = ("delete-outside", "delete", "erasure")
"""Ids under which notices describe how deletion is asked for, the nearest first."""


def whom_to_ask(notice: Notice, voice: Voice) -> str:
    """Return who answers questions about the car's data, with the contact that is stated."""
    if notice.origin is Origin.REFERENCE:
        return _("A reference notice describes no real car, so nobody in it can be asked.")
    party = notice.party(notice.controller)
    if party is None:
        return _("The notice does not say who is responsible, so it names nobody to ask.")
    name = voice.words(party.name) or party.id
    contact = notice.rights_contact
    reached = phrases(
        *(
            (contact.email, contact.phone, contact.url)
            if contact is not None and contact.reachable
            else (party.email, party.phone, party.url)
        )
    )
    if not reached:
        # Translators: {name} is a company.
        said = _("{name} is responsible.", name=name)
        return sentences(said, _("The notice gives no contact for questions."))
    # Translators: {name} is a company, {contact} for example an e-mail address.
    return _("{name} is responsible: {contact}", name=name, contact=reached)


def how_to_ask(notice: Notice, voice: Voice) -> str:
    """Return how the notice says that deletion is asked for; empty where it does not."""
    right = notice.right(*DELETE_RIGHTS)
    return voice.words(right.how) if right is not None else ""
