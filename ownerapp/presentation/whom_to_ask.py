"""Whom a person asks about data that somebody else keeps: only what the notice gives."""

from __future__ import annotations

from ownerapp.domain.notice import Notice, Origin
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _
from ownerapp.presentation.joining import phrases, sentences
from ownerapp.presentation.voice import Voice

DELETE_RIGHTS = ("delete-outside", "delete", "erasure")
"""Ids under which notices describe how deletion is asked for, the nearest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Who answers questions, as far as the notice says it."""

    name: str
    reached: str
    """The contact that is stated; empty for none."""
    page: str
    """Where no contact is stated, a page of theirs; empty for none."""


def whom_to_ask(notice: Notice, voice: Voice) -> str:
    """Return who answers questions about the car's data, with the contact that is stated."""
    asked = _asked(notice, voice)
    if asked is None:
        return _why_nobody(notice)
    if asked.reached:
        # Translators: {name} is a company, {contact} for example an e-mail address.
        return _("{name} is responsible: {contact}", name=asked.name, contact=asked.reached)
    # Translators: {name} is a company.
    return sentences(_("{name} is responsible.", name=asked.name), _without_contact(asked))


def whom_to_ask_for_missing(notice: Notice, voice: Voice) -> str:
    """Return whom a person can ask for what a notice does not state."""
    asked = _asked(notice, voice)
    if asked is None:
        return _why_nobody(notice)
    if asked.reached:
        return _(
            # Translators: {name} is a company, {contact} for example an e-mail address.
            "Ask {name} for what is missing: {contact}",
            name=asked.name,
            contact=asked.reached,
        )
    # Translators: {name} is a company.
    ask = _("Ask {name} for what is missing.", name=asked.name)
    return sentences(ask, _without_contact(asked))


def _asked(notice: Notice, voice: Voice) -> _Asked | None:
    """Return who can be asked, or None for nobody; a page is no contact."""
    party = notice.party(notice.controller)
    if party is None or notice.origin is Origin.REFERENCE:
        return None
    contact = notice.rights_contact
    reached = (
        phrases(contact.email, contact.phone, contact.url)
        if contact is not None and contact.reachable
        else phrases(party.email, party.phone)
    )
    return _Asked(name=voice.words(party.name) or party.id, reached=reached, page=party.url)


def _why_nobody(notice: Notice) -> str:
    if notice.origin is Origin.REFERENCE:
        return _("A reference notice describes no real car, so nobody in it can be asked.")
    return _("The notice does not say who is responsible, so it names nobody to ask.")


def _without_contact(asked: _Asked) -> str:
    if asked.page:
        # Translators: {address} is a web address.
        return _("The notice gives this page of theirs: {address}", address=asked.page)
    return _("The notice gives no contact for questions.")


def how_to_ask(notice: Notice, voice: Voice) -> str:
    """Return how the notice says that deletion is asked for; empty where it does not."""
    right = notice.right(*DELETE_RIGHTS)
    return voice.words(right.how) if right is not None else ""
