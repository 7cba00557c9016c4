"""Which facts the notice of a record states and which it leaves open, as a table on paper."""

from __future__ import annotations

from collections.abc import Sequence

from ownerapp.domain.paper import PaperRow, PaperTable
from ownerapp.domain.record import RecordContent
from ownerapp.i18n import _
from ownerapp.presentation import words


def stated_table(content: RecordContent) -> PaperTable:
    """Return what the notice states, and of how many of the choices in the record."""
    notice = content.notice
    controller = notice.party(notice.controller)
    # Translators: the notice gives this.
    stated = _("Stated")
    missing = words.not_stated(notice)
    facts: Sequence[tuple[str, bool]] = (
        (_("Who is responsible"), controller is not None),
        (_("Address of who is responsible"), bool(controller and controller.address)),
        (_("Contact of who is responsible"), bool(controller and controller.email)),
        (_("Where consent is withdrawn"), bool(notice.withdraw_at)),
        (_("Where the notice is published"), bool(notice.url)),
        # Translators: what a person may ask the car maker for.
        (_("Rights"), bool(notice.rights)),
    )
    practices = [item.practice for item in content.choices]
    # Of practices that are not in the record nothing is claimed.
    counted: Sequence[tuple[str, list[bool]]] = (
        (
            _("How long each kind of data is kept"),
            [bool(practice.retention.text) for practice in practices],
        ),
        (_("Who receives each kind of data"), [bool(practice.who) for practice in practices]),
    )
    return PaperTable(
        heading=_("What the notice states"),
        intro=_("Nothing here was filled in by this program."),
        rows=(
            *(
                PaperRow(label=label, value=stated if is_stated else missing)
                for label, is_stated in facts
            ),
            *(
                PaperRow(label=label, value=_stated_for(each, stated, missing))
                for label, each in counted
                if each
            ),
        ),
    )


def _stated_for(each: Sequence[bool], stated: str, missing: str) -> str:
    """Return whether something is stated of all, of some or of none."""
    if all(each):
        return stated
    if not any(each):
        return missing
    # Translators: the notice states this for {count} of {all} collections; both are numbers.
    return _("Stated for {count} of {all}", count=sum(each), all=len(each))
