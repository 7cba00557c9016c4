"""What the GDPR asks to be told: Articles 13 and 14."""

from __future__ import annotations

from collections.abc import Iterator

from ownerapp.compliance.deadlines.europe import EEA
from ownerapp.compliance.europe_facts import (
    GDPR_GROUNDS,
    GDPR_ROUTES,
    SAFEGUARDS,
    gaps,
    grounds,
    is_reachable,
    rests_on,
    rests_on_consent,
    transfers_abroad,
    worst,
)
from ownerapp.compliance.practice_kinds import has_period_or_rule
from ownerapp.compliance.rule import (
    MUST,
    TEXT,
    Found,
    Look,
    Register,
    gap_of,
    is_filled,
)
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.notice import Practice, Reach
from ownerapp.domain.notice_codes import NOT_STATED, DataCategory, LegalGround, Subject

RULES = Register(RuleRegime.EU)

_RIGHTS = {
    "access": ("access", "copy"),
    "correct": ("correct",),
    "delete-in-vehicle": ("delete-in-vehicle", "delete"),
    "delete-outside": ("delete-outside", "delete"),
    "restrict": ("restrict",),
    "object": ("object",),
    "port": ("port",),
}
"""GDPR Art 13(2)(b), and the ids by which a notice may tell each."""


@RULES.notice(
    "EU-G-01", "GDPR 13(1)(a)", MUST, TEXT, "Controller's identity, contact and representative"
)
def controller(look: Look) -> Iterator[Found]:
    """Look for a name and a way to reach it, and outside the EEA for a representative.

    Without a country nobody can tell whether a representative is needed.
    """
    notice = look.notice
    party = notice.party(notice.controller)
    yield from look.needs("controller", party and party.name)
    if party is None:
        return
    if not is_reachable(party):
        yield look.found(gap_of(party.address), "parties.address", code="contact")
    representative = notice.party(notice.representative)
    if representative is not None or party.country in EEA:
        return
    if party.country:
        yield look.found(gap_of(None), "representative", code="representative")
    else:
        yield look.caveat("country")


@RULES.notice("EU-G-02", "GDPR 13(1)(b)", MUST, TEXT, "Data protection officer's contact")
def data_protection_officer(look: Look) -> Iterator[Found]:
    """Look for a way to reach the officer, where the notice says that there is one."""
    notice = look.notice
    if notice.has_data_protection_officer is not True and not notice.data_protection_officer:
        return
    look.applies()
    officer = notice.party(notice.data_protection_officer)
    if officer is None:
        yield look.found(gap_of(None), "data_protection_officer")
    elif not is_reachable(officer):
        yield look.found(gap_of(officer.address), "parties.address")


@RULES.practice("EU-G-03", "GDPR 13(1)(c), 6", MUST, TEXT, "Legal ground of each purpose")
def legal_ground(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a purpose, and for a ground of Art 6(1) for each."""
    yield from look.needs("purposes", practice.purposes, practice=practice, code="purposes")
    stated = grounds(practice)
    missing = [ground for ground in stated if not is_filled(ground)]
    if missing:
        gap = worst({str(at): gap_of(ground) for at, ground in enumerate(missing)})
        yield look.found(gap, "basis.ground", practice=practice)
    elif not GDPR_GROUNDS.issuperset(stated):
        yield look.contrary("basis.ground", practice=practice, code="other-law")


@RULES.practice("EU-G-04", "GDPR 13(1)(d)", MUST, TEXT, "Legitimate interest named")
def legitimate_interest(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for the interest where it is the ground."""
    if rests_on(practice, LegalGround.GDPR_LEGITIMATE_INTEREST):
        interest = practice.basis.interest if practice.basis else None
        yield from look.needs("basis.interest", interest, practice=practice)


@RULES.practice("EU-G-05", "GDPR 13(1)(e)", MUST, TEXT, "Recipients, or that there are none")
def recipients(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for the list; an empty one declares that nobody receives anything."""
    look.applies()
    if practice.provisions is NOT_STATED:
        yield look.found(gap_of(NOT_STATED), "recipients", practice=practice)


@RULES.practice("EU-G-06", "GDPR 13(1)(f)", MUST, TEXT, "Transfer, its ground, and a copy")
def transfers(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a mechanism of Arts 45 to 49, and for the way to a copy of safeguards."""
    if practice.leaves_country and not practice.transfers:
        yield look.found(gap_of(None), "transfers", practice=practice, code="transfer")
    for transfer in transfers_abroad(practice):
        look.applies()
        facts = {"country": transfer.country}
        route = transfer.route
        if not is_filled(route):
            gap = gap_of(route)
            yield look.found(gap, "transfers.route", practice=practice, facts=facts)
        elif route not in GDPR_ROUTES:
            yield look.contrary("transfers.route", practice=practice, code="other-law", facts=facts)
        elif route in SAFEGUARDS and not transfer.copy_url:
            yield look.found(
                gap_of(None), "transfers.copy_url", practice=practice, code="copy", facts=facts
            )


@RULES.practice("EU-G-07", "GDPR 13(2)(a)", MUST, TEXT, "Period or criteria")
def retention(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a period, or the criteria that fix it."""
    look.applies()
    if not has_period_or_rule(practice):
        yield look.found(gap_of(practice.retention.text), "retention.period", practice=practice)


@RULES.notice("EU-G-08", "GDPR 13(2)(b)", MUST, TEXT, "Rights listed")
def rights(look: Look) -> Iterator[Found]:
    """Look for each right; data outside the car has to be there to be deleted."""
    notice = look.notice
    is_all_in_car = all(practice.reach is Reach.CAR for practice in notice.practices)
    for name, ids in _RIGHTS.items():
        if name == "delete-outside" and is_all_in_car:
            continue
        yield from look.needs(f"rights.{name}", notice.right(*ids), code=name)


@RULES.notice("EU-G-09", "GDPR 13(2)(c)", MUST, TEXT, "Right to withdraw consent told")
def withdrawal(look: Look) -> Iterator[Found]:
    """Look for the right where anything rests on consent; the question shows how to stop."""
    if any(rests_on_consent(practice) for practice in look.notice.practices):
        yield from look.needs("rights.withdraw", look.notice.right("withdraw"))


@RULES.notice("EU-G-10", "GDPR 13(2)(d)", MUST, TEXT, "Complaint to a supervisory authority")
def complaint(look: Look) -> Iterator[Found]:
    """Look for the authority's name or address."""
    told = look.notice.complaint
    if told is None or not told.authority_url:
        yield from look.needs("complaint.authority", told and told.authority)
    else:
        look.applies()


@RULES.practice("EU-G-11", "GDPR 13(2)(e)", MUST, TEXT, "Required or not, and the consequence")
def obligation(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for whether it can be refused, why not where it cannot, and what follows."""
    yield from look.needs("mode", practice.mode, practice=practice, code="mode")
    if practice.required:
        yield from look.needs(
            "required_reason", practice.required_reason, practice=practice, code="reason"
        )
    yield from look.needs("if_off", practice.if_off, practice=practice)


@RULES.practice("EU-G-12", "GDPR 13(2)(f), 22", MUST, TEXT, "Automated decisions explained")
def automated_decision(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for logic, effect and a human to turn to, where a decision weighs on people."""
    decision = practice.automated_decision
    if decision is None or not decision.significant:
        return
    look.applies()
    missing = gaps(
        {
            "automated_decision.logic": decision.logic,
            "automated_decision.effect": decision.effect,
            "automated_decision.human_contact": decision.human_contact,
        }
    )
    if missing:
        yield look.found(worst(missing), *missing, practice=practice)


@RULES.practice("EU-G-13", "GDPR 14", MUST, TEXT, "Data about others: source and kind")
def about_others(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for where data about people outside or in an address book comes from."""
    is_about_others = Subject.OUTSIDE_PERSON in (practice.subjects or ())
    if not is_about_others and not practice.has_category(DataCategory.CONTACTS):
        return
    yield from look.needs("obtained_from", practice.obtained_from, practice=practice)
    kinds = [data.category for data in practice.personal_data]
    if not kinds or None in kinds:
        yield look.found(gap_of(None), "personal_data.category", practice=practice, code="category")
