"""The rules of the United Kingdom, Korea, Japan and Brazil."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ownerapp.compliance.practice_kinds import (
    has_period_or_rule,
    is_kept_for_no_time,
    is_outside,
)
from ownerapp.compliance.rule import (
    KNOWLEDGE,
    MUST,
    SUMMARY,
    TEXT,
    Found,
    Look,
    Register,
    gap_of,
    is_filled,
)
from ownerapp.domain.finding import Gap, RuleRegime
from ownerapp.domain.notice import NotStated, Practice
from ownerapp.domain.notice_codes import Indicator

RULES = Register(RuleRegime.UK)

_ICO = re.compile(r"information commission|ico\.org\.uk|\bico\b", re.IGNORECASE)
"""The Information Commissioner's Office, and the Information Commission that follows it."""
_FILMING_SIGNS = frozenset({Indicator.LIGHT, Indicator.SOUND, Indicator.SIGN})

RULES.promise(
    "UK-01",
    "UK GDPR 12, 12A",
    MUST,
    TEXT,
    "One month with a clock that can pause",
    note="the check of a request counts the month from the last of request, information and "
    "identity, and pauses it while either is awaited",
)


@RULES.notice(
    "UK-02", "DPA 2018 s.164A", MUST, TEXT, "Electronic complaint form; receipt in 30 days"
)
def complaint_form(look: Look) -> Iterator[Found]:
    """Look for the form; the 30 days are a deadline of the request."""
    complaint = look.notice.complaint
    yield from look.needs("complaint.form_url", complaint.form_url if complaint else None)


@RULES.notice("UK-03", "UK GDPR 12(4), 13(2)(d)", MUST, TEXT, "Complaint to the ICO told")
def information_commissioner(look: Look) -> Iterator[Found]:
    """Look for the name or the address of the Information Commissioner."""
    look.applies()
    complaint = look.notice.complaint
    authority = complaint.authority if complaint else None
    address = complaint.authority_url if complaint else ""
    if not is_filled(authority) and not address:
        yield look.found(gap_of(authority), "complaint.authority")
        return
    named = " ".join([address, *(authority.by_language.values() if authority else ())])
    if not _ICO.search(named):
        yield look.contrary("complaint.authority")


RULES.promise(
    "KR-01",
    "PIPA 38(4)",
    MUST,
    TEXT,
    "Asking is no harder than collecting",
    regime=RuleRegime.KOREA,
    note="the check of a request finds one that needs more steps than the yes did, or another "
    "channel",
)
RULES.promise(
    "KR-02",
    "PIPA Decree 41, 43, 44",
    MUST,
    KNOWLEDGE,
    "Answer in 10 days",
    regime=RuleRegime.KOREA,
    note="the check of a request counts the ten days, and finds what is late",
)


@RULES.practice(
    "KR-03",
    "PIPA 25-2(3)",
    MUST,
    TEXT,
    "Filming by moving cameras is shown by light, sound or sign",
    regime=RuleRegime.KOREA,
)
def filming_shown(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a sign to people outside, unless nothing is kept."""
    if not is_outside(look.notice, practice) or is_kept_for_no_time(practice):
        return
    look.applies()
    shown = practice.indicators
    if not is_filled(shown):
        yield look.found(gap_of(shown), "indicators", practice=practice)
    elif _FILMING_SIGNS.isdisjoint(shown or ()):
        yield look.contrary("indicators", practice=practice)


@RULES.notice("KR-04", "PIPA 30", MUST, TEXT, "Policy items", regime=RuleRegime.KOREA)
def policy_items(look: Look) -> Iterator[Found]:
    """Look for what a policy has to hold.

    Purposes, retention, third parties and those entrusted (both are recipients) and
    destruction for each practice; rights, contact and what collects by itself once.
    """
    notice = look.notice
    for practice in notice.practices:
        yield from _policy_items_of(look, practice)
    contact = notice.rights_contact
    reachable = contact if contact is not None and contact.reachable else None
    yield from look.needs("rights", notice.rights, code="rights")
    yield from look.needs("rights_contact", reachable, code="contact")
    yield from look.needs("sensors", notice.sensors, code="automatic")


def _policy_items_of(look: Look, practice: Practice) -> Iterator[Found]:
    """Yield one finding with all that a practice leaves out."""
    ends = practice.retention.end_action
    missing = {
        "purposes": None if practice.purposes else Gap.MISSING,
        "retention.period": None
        if has_period_or_rule(practice)
        else gap_of(practice.retention.text),
        "recipients": Gap.NOT_STATED if isinstance(practice.provisions, NotStated) else None,
        # What is not kept needs no end.
        "retention.end_action": None
        if is_filled(ends) or is_kept_for_no_time(practice)
        else gap_of(ends),
    }
    gaps = {name: gap for name, gap in missing.items() if gap is not None}
    if gaps:
        yield look.found(_least(gaps), *gaps, practice=practice)


def _least(gaps: Mapping[str, Gap]) -> Gap:
    """Return silence where any fact is passed over in silence."""
    return Gap.MISSING if Gap.MISSING in gaps.values() else Gap.NOT_STATED


@RULES.practice(
    "KR-05",
    "PIPA 15(2)",
    MUST,
    KNOWLEDGE,
    "Right to refuse and its disadvantage",
    regime=RuleRegime.KOREA,
)
def disadvantage_of_refusing(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for what stops working; the question shows it beside *Keep off*."""
    if not practice.required:
        yield from look.needs("if_off", practice.if_off, practice=practice)


RULES.promise(
    "JP-01",
    "APPI 33-35",
    MUST,
    SUMMARY,
    "Without delay; disclosure in electronic form",
    regime=RuleRegime.JAPAN,
    note="the check of a request finds an answer that is not electronic, and plans with 14 days: "
    "the law names no number",
)


@RULES.practice(
    "JP-02",
    "APPI 28",
    MUST,
    KNOWLEDGE,
    "Country, its system and the recipient's measures told before consent to a transfer",
    regime=RuleRegime.JAPAN,
)
def transfer_facts(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for the three facts about each transfer; one finding names all that lack."""
    gaps: dict[str, Gap] = {}
    for transfer in practice.transfers:
        look.applies()
        facts = {
            "transfers.country": transfer.country,
            "transfers.country_system": transfer.country_system,
            "transfers.recipient_measures": transfer.recipient_measures,
        }
        gaps |= {name: gap_of(value) for name, value in facts.items() if not is_filled(value)}
    if gaps:
        yield look.found(_least(gaps), *gaps, practice=practice)


RULES.promise(
    "BR-01",
    "LGPD 19",
    MUST,
    TEXT,
    "A simple answer at once, or a full one in 15 days",
    regime=RuleRegime.BRAZIL,
    note="the check of a request finds a simple answer that did not come at once, and a full one "
    "that is late",
)


@RULES.practice(
    "BR-02",
    "LGPD 18 VIII",
    MUST,
    TEXT,
    "Option and consequence of refusing",
    regime=RuleRegime.BRAZIL,
)
def consequence_of_refusing(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for what stops working where a practice can be refused."""
    if not practice.required:
        yield from look.needs("if_off", practice.if_off, practice=practice)


RULES.promise(
    "BR-03",
    "LGPD 18 VII",
    MUST,
    TEXT,
    "Who received the data",
    regime=RuleRegime.BRAZIL,
    note="the check of a request finds a recipient without a name; a notice names its recipients",
)
