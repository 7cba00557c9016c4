"""What the GDPR asks of consent, requests, defaults and transfers: Articles 7 to 49.

Rules about questions and requests bind this program's own screens.
"""

from __future__ import annotations

from collections.abc import Iterator

from ownerapp.compliance.europe_facts import (
    GDPR_ROUTES,
    explicit_consent,
    is_special_by_consent,
    rests_on,
    rests_on_consent,
    transfers_abroad,
)
from ownerapp.compliance.rule import (
    MUST,
    SHOULD,
    TEXT,
    Found,
    Look,
    Register,
    gap_of,
    is_filled,
)
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.notice import Practice
from ownerapp.domain.notice_codes import (
    ConsentKind,
    DataCategory,
    DefaultState,
    LegalGround,
    Purpose,
    Subject,
    TransferMechanism,
)
from ownerapp.domain.notice_facts import Transfer

RULES = Register(RuleRegime.EU)

RULES.promise(
    "EU-G-14",
    "GDPR 7(1)",
    MUST,
    TEXT,
    "Consent that can be proven",
    note="each answer is kept with person, practice, notice version, the text that was shown, "
    "time and deed, in a log that shows every change",
)
RULES.promise(
    "EU-G-15",
    "GDPR 7(2)",
    MUST,
    TEXT,
    "Consent apart from other matters",
    note="a question holds one practice's own text and nothing else to agree to",
)


@RULES.practice("EU-G-16", "GDPR 7(3)", MUST, TEXT, "Withdrawing as easy as giving")
def withdrawing(look: Look, practice: Practice) -> Iterator[Found]:
    """Compare the issuer's own steps, where both are declared.

    No law asks a notice to count them. In this program turning off is one step.
    """
    asking = practice.asking
    if asking is None or asking.steps_grant is None or asking.steps_withdraw is None:
        return
    look.applies()
    if asking.steps_withdraw > asking.steps_grant:
        facts = {"give": str(asking.steps_grant), "withdraw": str(asking.steps_withdraw)}
        yield look.contrary("asking.steps_withdraw", practice=practice, facts=facts)


RULES.undecidable(
    "EU-G-17",
    "GDPR 7(4)",
    MUST,
    TEXT,
    "Consent is not tied to what does not need it",
    note="only the car shows what else stops working after a no; the notice's own words "
    "about it are looked for by EU-G-11",
)


@RULES.practice("EU-G-18", "GDPR 9", MUST, TEXT, "Ground for special kinds of data")
def special_kinds(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a ground of Art 9(2); if it is consent, for explicit consent."""
    if not practice.has_category(DataCategory.BIOMETRIC, DataCategory.HEALTH):
        return
    article = practice.basis.article_9 if practice.basis else None
    yield from look.needs("basis.article_9", article, practice=practice)
    if is_special_by_consent(practice):
        yield from explicit_consent(look, practice, missing="asking")


RULES.promise(
    "EU-G-19",
    "GDPR 4(11)",
    MUST,
    TEXT,
    "No box ticked beforehand",
    note="every switch is off and no length is chosen until the person acts",
)
RULES.promise(
    "EU-G-20",
    "GDPR 12(3)",
    MUST,
    TEXT,
    "One month, extended only inside it",
    note="the deadlines of a request; how a month is counted is general knowledge",
)
RULES.promise(
    "EU-G-21",
    "GDPR 12(4)",
    MUST,
    TEXT,
    "Refusal within a month, with reasons and remedies",
    note="what an answer to a request has to hold",
)
RULES.promise(
    "EU-G-22",
    "GDPR 12(5)",
    MUST,
    TEXT,
    "Free of charge",
    note="a fee for a request needs its reason",
)


@RULES.practice("EU-G-23", "GDPR 12(7)", SHOULD, TEXT, "Standard icons can be read by machines")
def standard_icons(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for the words of an icon.

    The Commission has adopted no list of icons under Art 12(8) that we know of, so that any
    id is taken.
    """
    icon = practice.standard_icon
    if icon is not None:
        yield from look.needs("standard_icon.id", icon.id, practice=practice)
        yield from look.needs("standard_icon.alt", icon.alt, practice=practice)


RULES.promise(
    "EU-G-24",
    "GDPR 15(3)",
    MUST,
    TEXT,
    "Copy in a common electronic form",
    note="the forms that a request for access names",
)
RULES.promise(
    "EU-G-25",
    "GDPR 20",
    MUST,
    TEXT,
    "Portable format",
    note="the forms and grounds that a request to take data along names",
)


@RULES.notice("EU-G-26", "GDPR 21(4)", MUST, TEXT, "Right to object told apart")
def objecting(look: Look) -> Iterator[Found]:
    """Look for the right and how to use it, where public tasks, interests or marketing are.

    Each right of a notice is an entry of its own, and this program shows it apart.
    """
    grounds = (LegalGround.GDPR_PUBLIC_TASK, LegalGround.GDPR_LEGITIMATE_INTEREST)
    if any(
        rests_on(practice, *grounds)
        or any(purpose.code is Purpose.MARKETING for purpose in practice.purposes)
        for practice in look.notice.practices
    ):
        right = look.notice.right("object")
        yield from look.needs("rights.object", right and right.how)


@RULES.practice("EU-G-27", "GDPR 25(2)", MUST, TEXT, "Privacy by default")
def by_default(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for off as the declared default of what has a switch."""
    if not practice.optional:
        return
    state = practice.defaults.state if practice.defaults else None
    yield from look.needs("defaults.state", state, practice=practice)
    if state is DefaultState.ON:
        yield look.contrary("defaults.state", practice=practice)


@RULES.practice("EU-G-28", "GDPR 44-46", MUST, TEXT, "A transfer has a mechanism")
def mechanism(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a mechanism that the GDPR knows, and at the list of adequacy decisions.

    What EU-G-06 asks besides, the way to a copy, is asked by Art 13 alone. What the list
    cannot tell is a caveat about the list.
    """
    if practice.leaves_country and not practice.transfers:
        yield look.found(gap_of(None), "transfers", practice=practice, code="transfer")
    for transfer in transfers_abroad(practice):
        look.applies()
        facts = {"country": transfer.country}
        if not is_filled(transfer.route):
            yield look.found(
                gap_of(transfer.route), "transfers.route", practice=practice, facts=facts
            )
        elif transfer.route not in GDPR_ROUTES:
            yield look.contrary("transfers.route", practice=practice, code="none", facts=facts)
        elif transfer.route is TransferMechanism.ADEQUACY:
            yield from _adequacy(look, practice, transfer)


def _adequacy(look: Look, practice: Practice, transfer: Transfer) -> Iterator[Found]:
    """Look for the decision that a transfer rests on, as far as the program's list goes."""
    facts = {"country": transfer.country}
    listed = look.adequacy
    if listed is None:
        yield look.caveat("no-list")
        return
    decision = listed.of(transfer.country)
    if listed.is_old(look.today):
        yield look.caveat("old-list", facts={"date": listed.checked_on.isoformat()})
    elif decision is None:
        yield look.contrary("transfers.route", practice=practice, code="no-decision", facts=facts)
    elif decision.is_partial:
        yield look.caveat("partial", practice=practice, facts=facts)


@RULES.practice("EU-G-29", "GDPR 49(1)(a)", MUST, TEXT, "Explicit consent after the risks are told")
def risks(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for explicit consent and the risks of each transfer that rests on it."""
    for transfer in transfers_abroad(practice):
        if transfer.route is not TransferMechanism.ARTICLE_49_CONSENT:
            continue
        yield from explicit_consent(look, practice, missing="asking")
        if not transfer.risk:
            facts = {"country": transfer.country}
            gap = gap_of(transfer.risk)
            yield look.found(gap, "transfers.risk", practice=practice, facts=facts)


@RULES.practice("EU-G-30", "GDPR 8", MUST, TEXT, "A guardian's consent for children")
def children(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a guardian's consent where consent covers children under 14.

    States draw the line between 13 and 16, so that every child under 13 needs it
    everywhere. How old a particular person is, is not asked here.
    """
    if Subject.MINOR not in (practice.subjects or ()) or not rests_on_consent(practice):
        return
    look.applies()
    kind = practice.asking.kind if practice.asking else None
    if not is_filled(kind):
        yield look.found(gap_of(kind), "asking.kind", practice=practice)
    elif kind is not ConsentKind.GUARDIAN:
        yield look.contrary("asking.kind", practice=practice)
