"""The words that lead to the page *notice changed*: a banner at first, a link afterwards."""

from __future__ import annotations

from ownerapp.domain.choice import Status
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, ngettext, pgettext
from ownerapp.i18n.formatting import format_date
from ownerapp.presentation.joining import sentences
from ownerapp.services.choices import CarChoices
from ownerapp.services.notice_updates import NoticeStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeBanner:
    """What the choices page says about another version of the notice."""

    is_coming: bool
    """It is about a version that does not apply yet."""
    text: str
    """Said in a banner until the person has looked; empty afterwards."""
    link: str
    badge: str
    """What a screen reader adds to the row of the sidebar; empty for nothing new."""


def change_banner(standing: NoticeStanding, view: CarChoices) -> ChangeBanner | None:
    """Return what to say, or None where the notice never changed and will not.

    What changed already comes before what will: it decides what is on now.
    """
    coming = standing.coming
    if standing.has_earlier and (not standing.is_seen or coming is None):
        return _changed(standing, view)
    if coming is None:
        return None
    found = (coming.notice.practice(name) for name in coming.affected)
    count = sum(practice is not None and practice.optional for practice in found)
    date = format_date(coming.notice.effective_from)
    affected = ngettext(
        "{count} of your choices will then be off until you answer again.",
        "{count} of your choices will then be off until you answer again.",
        count,
        count=count,
    )
    # Translators: {version} is the version of a notice, {date} a date such as 12 Nov 2026.
    begins = _(
        "Version {version} of the privacy notice applies from {date}.",
        version=coming.notice.version,
        date=date,
    )
    is_new = not standing.is_coming_seen
    return ChangeBanner(
        is_coming=True,
        text=sentences(begins, affected if count else "") if is_new else "",
        # Translators: a link to the page with the changes; {date} is a date such as 12 Nov 2026.
        link=_("See what will change") if is_new else _("What will change on {date}", date=date),
        # Translators: what a screen reader adds to "My choices" in the list of pages.
        badge=pgettext("badge", "the notice will change") if is_new else "",
    )


def _changed(standing: NoticeStanding, view: CarChoices) -> ChangeBanner:
    waiting = sum(item.status is Status.SUPERSEDED for item in view.choices)
    off = ngettext(
        "{count} of your choices is off until you answer again.",
        "{count} of your choices are off until you answer again.",
        waiting,
        count=waiting,
    )
    is_new = not standing.is_seen
    said = sentences(
        _("The privacy notice has changed."),
        off if waiting else _("Your choices stay as they are."),
    )
    return ChangeBanner(
        is_coming=False,
        text=said if is_new else "",
        link=_("See what changed")
        if is_new
        # Translators: {version} is the version of a notice, for example 3.0.
        else _("What changed in version {version}", version=standing.version),
        # Translators: what a screen reader adds to "My choices" in the list of pages.
        badge=pgettext("badge", "the notice has changed") if is_new else "",
    )
