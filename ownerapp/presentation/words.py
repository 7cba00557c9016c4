"""The words for codes: terms, states, evidence, reach. One function per idea.

The state words come from ``architecture.md`` section 1, the evidence words from
``vehicle.md`` section 3.4, and from nowhere else.
"""

from __future__ import annotations

from datetime import datetime, tzinfo

from ownerapp.domain.choice import Choice, Status
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.notice import Notice, NotStated, Origin, Practice, Reach, Regime
from ownerapp.domain.term import Term
from ownerapp.i18n import _, ngettext, pgettext
from ownerapp.i18n.formatting import format_date
from ownerapp.presentation.joined_words import joined_line
from ownerapp.presentation.states import ChipState, LineState, Tone


def term_title(term: Term) -> str:
    """Return the name of a term, for a tile or a list."""
    match term:
        case Term.DRIVE:
            # Translators: a length of time that a person can choose.
            return pgettext("term", "This drive")
        case Term.DAYS_7:
            return pgettext("term", "7 days")
        case Term.MONTHS_3:
            return pgettext("term", "3 months")
        case Term.YEAR_1:
            return pgettext("term", "1 year")
        case Term.OPEN:
            return pgettext("term", "Until I turn it off")


def turn_on_words(term: Term) -> str:
    """Return the words of the control that gives a yes for a term."""
    match term:
        case Term.DRIVE:
            return _("Turn on for this drive")
        case Term.DAYS_7:
            return _("Turn on for 7 days")
        case Term.MONTHS_3:
            return _("Turn on for 3 months")
        case Term.YEAR_1:
            return _("Turn on for 1 year")
        case Term.OPEN:
            return _("Turn on until I turn it off")


def term_ends(term: Term, ends_at: datetime | None, zone: tzinfo) -> str:
    """Return when a term would end, for the second line of a tile."""
    if ends_at is None:
        return _("No end date")
    if term is Term.DRIVE:
        return _("Ends when you say so, within 24 hours")
    # Translators: {date} is a date such as 20 Feb 2027.
    return _("Ends {date}", date=format_date(ends_at, zone))


def state_word(status: Status, choice: Choice | None, zone: tzinfo) -> str:
    """Return the state word of an optional practice."""
    if status is Status.PAUSED:
        # Translators: the state beside a switch. Resume is the name of the link that lets it go on.
        return _("Paused, off until you resume")
    if status is not Status.GIVEN or choice is None:
        # Translators: the state beside a switch.
        return pgettext("state", "Off")
    if choice.ends_at is None:
        return _("On until you turn it off")
    # Translators: {date} is a date such as 20 Feb 2027.
    return _("On until {date}", date=format_date(choice.ends_at, zone))


def fixed_word(practice: Practice) -> str:
    """Return the state word of a practice that has no switch here."""
    if practice.required:
        return _("Always on")
    # Translators: stands in the place of a switch; the notice does not say if there is one.
    return _("Switch not stated")


def status_word(status: Status) -> str:
    """Return a status in words, for lists and the command line."""
    match status:
        case Status.UNDECIDED:
            # Translators: the person has neither turned it on nor kept it off.
            return pgettext("status", "Not answered")
        case Status.REFUSED:
            # Translators: the person was asked and said no.
            return pgettext("status", "Kept off")
        case Status.GIVEN:
            return pgettext("status", "On")
        case Status.PAUSED:
            # Translators: it was on, and the person stopped it until they resume it.
            return pgettext("status", "Paused")
        case Status.WITHDRAWN:
            # Translators: it was on and the person turned it off.
            return pgettext("status", "Turned off")
        case Status.EXPIRED:
            # Translators: it was on until a date that has passed.
            return pgettext("status", "Ended")
        case Status.SUPERSEDED:
            return pgettext("status", "Off, the notice changed")


def evidence_word(level: EvidenceLevel) -> str:
    """Return the evidence word of a level, as it stands on a card."""
    match level:
        case EvidenceLevel.RECORDED:
            # Translators: saved on this computer only; nobody else knows of it.
            return pgettext("evidence", "Recorded here")
        case EvidenceLevel.WAITING:
            return pgettext("evidence", "Waiting to send")
        case EvidenceLevel.HANDED_OVER:
            # Translators: a message was sent on; nobody has confirmed that it came.
            return pgettext("evidence", "Handed over")
        case EvidenceLevel.RECEIVED:
            return pgettext("evidence", "Received")
        case EvidenceLevel.IN_FORCE:
            # Translators: the car or its maker says so; nobody has checked it.
            return pgettext("evidence", "In force, says the other side")
        case EvidenceLevel.CHECKED:
            return pgettext("evidence", "Checked")
        case EvidenceLevel.SELF_REPORTED:
            # Translators: the person says that they changed the setting in the car.
            return pgettext("evidence", "You said you set it")
        case EvidenceLevel.REFUSED:
            # Translators: the car or its maker refused it, not the person.
            return pgettext("evidence", "Refused")


def second_line(status: Status, choice: Choice | None, zone: tzinfo) -> LineState | None:
    """Return the line under the state word: evidence when on, the end when it ran out."""
    if choice is None:
        return None
    if status is Status.GIVEN:
        level = choice.evidence or EvidenceLevel.RECORDED
        if level.is_confirmed:
            return LineState(text=evidence_word(level), icon="dcheck", tone=Tone.CONFIRMED)
        icon = "user" if level is EvidenceLevel.SELF_REPORTED else "pen"
        return LineState(text=evidence_word(level), icon=icon, tone=Tone.ATTENTION)
    if status is Status.PAUSED:
        return LineState(text=_paused_line(choice, zone), icon="pause", tone=Tone.ATTENTION)
    if status is Status.EXPIRED and choice.ends_at is not None:
        return LineState(
            # Translators: {date} is a date such as 3 Nov 2026.
            text=_("Ended on {date}", date=format_date(choice.ends_at, zone)),
            icon="hourglass",
        )
    if status is Status.SUPERSEDED:
        return LineState(text=_("The notice changed"), icon="doc", tone=Tone.ATTENTION)
    if choice.evidence is EvidenceLevel.SELF_REPORTED:
        # It is off here, and the person said that it is off in the car.
        return LineState(text=evidence_word(choice.evidence), icon="user", tone=Tone.ATTENTION)
    return joined_line(choice)


def _paused_line(choice: Choice, zone: tzinfo) -> str:
    """Return that the term of a paused yes runs on, or since when it is paused."""
    if choice.ends_at is not None:
        # Translators: a paused permission still ends on that day. {date} is a date such as 3 Nov
        # 2026.
        return _("Still ends on {date}", date=format_date(choice.ends_at, zone))
    # Translators: {date} is a date such as 3 Nov 2026.
    return _("Paused since {date}", date=format_date(choice.decided_at, zone))


def country_stop(regime: Regime) -> str:
    """Return the name of the second stop, which the notice's regime decides."""
    match regime:
        case Regime.CHINA:
            return pgettext("place", "Mainland China")
        case Regime.EU:
            return pgettext("place", "EU and EEA")
        case Regime.CALIFORNIA:
            return pgettext("place", "United States")


def outside_stop(regime: Regime) -> str:
    """Return the name of the third stop."""
    match regime:
        case Regime.CHINA:
            return pgettext("place", "Outside mainland China")
        case Regime.EU:
            return pgettext("place", "Outside the EU and EEA")
        case Regime.CALIFORNIA:
            return pgettext("place", "Outside the United States")


def reach_chip(practice: Practice, regime: Regime) -> ChipState:
    """Return the chip with the reach glyph: where the data stays or goes."""
    match practice.reach:
        case Reach.CAR:
            return ChipState(text=_("Processed in the car"), reach=0)
        case Reach.COUNTRY:
            # A place of storage is said only where the notice states one.
            stored = bool(practice.storage_countries)
            return ChipState(text=_stored_words(regime) if stored else _sent_words(regime), reach=1)
        case Reach.ABROAD:
            return ChipState(text=leaves_words(regime), tone=Tone.ATTENTION, reach=2)
        case NotStated.NOT_STATED:
            return ChipState(text=_("Where it goes is not stated"), icon="info")


def leaves_words(regime: Regime) -> str:
    """Return the words for data that leaves the country or region."""
    if regime is Regime.EU:
        return _("Leaves the EU and EEA")
    return _("Leaves the country")


def _stored_words(regime: Regime) -> str:
    match regime:
        case Regime.CHINA:
            return _("Stored in mainland China")
        case Regime.EU:
            return _("Stored in the EU and EEA")
        case Regime.CALIFORNIA:
            return _("Stored in the United States")


def _sent_words(regime: Regime) -> str:
    match regime:
        case Regime.CHINA:
            return _("Sent within mainland China")
        case Regime.EU:
            return _("Sent within the EU and EEA")
        case Regime.CALIFORNIA:
            return _("Sent within the United States")


def origin_sentence(notice: Notice) -> str:
    """Return whose statement a notice is; empty for an issuer's own."""
    match notice.origin:
        case Origin.ISSUER:
            return ""
        case Origin.REFERENCE:
            return _(
                "This is a reference notice, written as an example. "
                "It is not the notice of any car maker."
            )
        case Origin.COMPILED:
            return _(
                "This notice was compiled from public statements. "
                "It was not issued by the car maker."
            )


def is_compiled(notice: Notice) -> bool:
    """Tell whether a notice was put together from what others published."""
    return notice.origin is Origin.COMPILED


def not_stated(notice: Notice) -> str:
    """Return the words for a fact that a notice does not give.

    Of a compiled notice only its sources were read: what the maker states elsewhere is not
    known.
    """
    if is_compiled(notice):
        return _("Not stated in the sources of this notice")
    return _("Not stated by the maker")


def no_length(notice: Notice) -> str:
    """Return why no yes is taken where a notice offers no length for one."""
    if is_compiled(notice):
        return _("The sources do not state for how long, so a yes cannot be recorded here.")
    return _("The notice does not state for how long, so a yes cannot be recorded here.")


def no_whole_text(notice: Notice) -> str:
    """Return why no yes is taken where a notice leaves out what has to be said before one."""
    if is_compiled(notice):
        return _(
            "The sources do not state everything that has to be said before a yes, so none can "
            "be recorded here."
        )
    return _(
        "The notice does not state everything that has to be said before a yes, so none can be "
        "recorded here."
    )


def date_label(notice: Notice) -> str:
    """Return what the day of a notice is; a compiled one is never in force."""
    if is_compiled(notice):
        # Translators: the label of the day on which a notice was put together from sources.
        return _("Compiled on")
    return _("In force from")


def dated_version(notice: Notice) -> str:
    """Return version and day of a notice, to stand below its title."""
    date = format_date(notice.effective_from)
    if is_compiled(notice):
        # Translators: {version} is the version of a notice, {date} the day on which it was put
        # together from sources.
        return _("Version {version}, compiled on {date}", version=notice.version, date=date)
    # Translators: {version} is the version of a notice, {date} the day from which it applies.
    return _("Version {version}, in force from {date}", version=notice.version, date=date)


def collections_on(on: int, count: int) -> str:
    """Return how many optional collections are on; the verb goes with the first number."""
    if count == 1:
        # Translators: a heading for a notice with one collection; {on} is 0 or 1, {count} is 1.
        return _("{on} of {count} optional collection is on", on=on, count=count)
    # Translators: a heading. {on} of {count} collections are on; the forms go with {on}.
    return ngettext(
        "{on} of {count} optional collections is on",
        "{on} of {count} optional collections are on",
        on,
        on=on,
        count=count,
    )
