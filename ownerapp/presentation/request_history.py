"""What entries of the history say about requests; they name nobody and quote no letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ownerapp.domain.event import Event, EventKind
from ownerapp.i18n import _


def request_sentence(event: Event) -> str:
    """Return what an entry says about a request."""
    step = event.detail.get("step")
    maker = _STEPS.get(step) if isinstance(step, str) else None
    if maker is not None:
        return maker()
    if event.kind is EventKind.REQUEST_ANSWERED:
        return _("A request was answered")
    # Translators: the person asked the car maker for something, for example for a copy.
    return _("A request was made")


_STEPS: Mapping[str, Callable[[], str]] = {
    "drafted": lambda: _("A letter about your data was written. It was not sent by that"),
    "dropped": lambda: _("A letter that was not sent was thrown away"),
    "brought-back": lambda: _("A letter that was thrown away was kept again"),
    "reopened": lambda: _("You went on with a request that was closed"),
    "sent": lambda: _("You said that you sent a letter about your data"),
    "sent-corrected": lambda: _("You corrected when or how you sent a letter about your data"),
    "arrived": lambda: _("You said on which day a letter arrived"),
    "gave": lambda: _("You said that you gave what the company had asked for"),
    "closed": lambda: _("You closed a request"),
    "receipt": lambda: _("A reply was kept: the company confirms that a letter arrived"),
    "extension": lambda: _("A reply was kept: the company takes more time"),
    "identity": lambda: _("A reply was kept: the company asks who you are"),
    "clarification": lambda: _("A reply was kept: the company asks what you mean"),
    "granted": lambda: _("A reply was kept: the company does what you asked for"),
    "partly": lambda: _("A reply was kept: the company does a part of what you asked for"),
    "refused": lambda: _("A reply was kept: the company refuses"),
    "other": lambda: _("A reply was kept"),
}
