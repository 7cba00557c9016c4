"""PIPL, Arts 28 to 50: sensitive data, children, export, rights."""

from __future__ import annotations

from collections.abc import Iterator

from ownerapp.compliance.china_facts import (
    has_child,
    is_reachable,
    other_ground,
    rests_on_consent,
    separate_consent,
    worst_gap,
)
from ownerapp.compliance.china_telling import way_of
from ownerapp.compliance.rule import (
    MUST,
    TEXT,
    Found,
    Look,
    Register,
    gap_of,
    is_filled,
)
from ownerapp.domain.finding import Gap, RuleRegime
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.notice_codes import (
    ApprovalStatus,
    ConsentKind,
    DataCategory,
    PartyKind,
    TransferMechanism,
    stated,
)
from ownerapp.domain.notice_facts import Transfer

RULES = Register(RuleRegime.CHINA)

ROUTES = frozenset(
    {
        TransferMechanism.CAC_ASSESSMENT,
        TransferMechanism.CERTIFICATION,
        TransferMechanism.STANDARD_CONTRACT,
        TransferMechanism.EXEMPT,
        TransferMechanism.TREATY,
    }
)
"""The routes of Art 38, with the exemptions of the Cross-border Provisions."""

_SENSITIVE_BY_LAW = (
    DataCategory.HEALTH,
    DataCategory.FINANCE,
    DataCategory.RELIGION,
    DataCategory.IDENTITY,
)
_RIGHTS = (
    "access",
    "copy",
    "correct",
    "delete-in-vehicle",
    "restrict",
    "withdraw",
    "explain",
    "port",
)


@RULES.practice("CN-P-15", "PIPL 28, 30", MUST, TEXT, "PIPL sensitive classes also flagged")
def sensitive_classes(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for the flag on health, accounts, religion, identity and data of children."""
    if practice.has_category(*_SENSITIVE_BY_LAW) or has_child(practice):
        look.applies()
        if not practice.sensitive:
            yield look.contrary("sensitive", practice=practice, code="ordinary")


@RULES.practice("CN-P-16", "PIPL 31", MUST, TEXT, "Guardian consent under 14")
def guardian(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a guardian's consent and for the rules about children."""
    if not has_child(practice) or not rests_on_consent(practice):
        return
    kind = practice.asking.kind if practice.asking else None
    yield from look.needs("asking.kind", kind, practice=practice)
    if stated(kind) not in {None, ConsentKind.GUARDIAN}:
        yield look.contrary("asking.kind", practice=practice, code="kind")
    yield from look.needs("child_rules", practice.child_rules, practice=practice, code="rules")


@RULES.practice("CN-P-17", "PIPL 38", MUST, TEXT, "Valid export route")
def export_route(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for one of the routes by which personal data may leave China."""
    for transfer in practice.transfers:
        yield from look.needs("transfers.route", transfer.route, practice=practice)
        if stated(transfer.route) not in {None, *ROUTES}:
            yield look.contrary("transfers.route", practice=practice, code="route")


@RULES.practice("CN-P-18", "PIPL 39", MUST, TEXT, "Six facts about the overseas recipient")
def overseas_recipient(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for six facts about each recipient abroad."""
    for transfer in practice.transfers:
        look.applies()
        gap, lacking = lacking_facts(look.notice, transfer)
        if lacking:
            yield look.found(gap, *lacking, practice=practice)


def lacking_facts(notice: Notice, transfer: Transfer) -> tuple[Gap, tuple[str, ...]]:
    """Return which of the six facts of Art 39 a transfer lacks, by the fields of the pack."""
    party = notice.party(transfer.recipient)
    facts = {
        "parties.name": party and party.name,
        "parties.address": party and (is_reachable(party) or party.address),
        "transfers.purpose": transfer.purpose,
        "transfers.method": transfer.method,
        "transfers.categories": transfer.categories,
        "transfers.rights_procedure": transfer.rights_procedure,
    }
    lacking = tuple(name for name, value in facts.items() if not is_filled(value))
    return worst_gap(tuple(facts[name] for name in lacking)), lacking


@RULES.practice("CN-P-19", "PIPL 39", MUST, TEXT, "Separate consent for export")
def consent_for_export(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for separate consent to the export, with no other topic under the same yes.

    That it goes to the recipient abroad is the same topic.
    """
    if not practice.transfers:
        return
    by = other_ground(practice)
    if by:
        yield look.covered(practice, by)
        return
    yield from separate_consent(look, practice)
    topics = practice.asking.topics if practice.asking else ()
    of_export = {"export", *(f"recipient:{item.recipient}" for item in practice.transfers)}
    if "export" not in topics:
        yield look.found(Gap.MISSING, "asking.topics", practice=practice, code="topic")
    elif not of_export.issuperset(topics):
        yield look.contrary("asking.topics", practice=practice, code="shared")


@RULES.practice(
    "CN-P-20", "PIPL 41", MUST, TEXT, "No foreign-authority disclosure without approval"
)
def foreign_authority(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a passed approval wherever an authority abroad is a recipient."""
    for party_id in dict.fromkeys(
        [*practice.recipients, *(transfer.recipient for transfer in practice.transfers)]
    ):
        party = look.notice.party(party_id)
        if party is None or party.kind is not PartyKind.FOREIGN_AUTHORITY:
            continue
        look.applies()
        statuses = [
            transfer.approved.status
            for transfer in practice.transfers
            if transfer.recipient == party_id and transfer.approved is not None
        ]
        if ApprovalStatus.PASSED in statuses:
            continue
        if any(map(is_filled, statuses)):
            yield look.contrary("transfers.approved.status", practice=practice, code="not-passed")
        else:
            gap = gap_of(statuses[0] if statuses else None)
            yield look.found(gap, "transfers.approved.status", practice=practice)


@RULES.notice("CN-P-21", "PIPL 44-48", MUST, TEXT, "All rights listed")
def all_rights(look: Look) -> Iterator[Found]:
    """Look for each right with the way to use it."""
    look.applies()
    rights = list(_RIGHTS)
    if any(practice.leaves_vehicle for practice in look.notice.practices):
        rights.insert(rights.index("restrict"), "delete-outside")
    ways = {f"rights.{right}.how": way_of(look, right) for right in rights}
    lacking = [name for name, way in ways.items() if not way]
    if lacking:
        yield look.found(worst_gap(tuple(ways[name] for name in lacking)), *lacking)


RULES.promise(
    "CN-P-22",
    "PIPL 47",
    MUST,
    TEXT,
    "Withdrawal triggers deletion or storage-only state",
    note="a letter that withdraws consent asks for deletion too, and the company's answer is kept "
    "with it; what the company does is in its hands",
)
RULES.promise(
    "CN-P-23",
    "PIPL 50",
    MUST,
    TEXT,
    "Refusal has reasons",
    note="the check of a request finds a refusal without a reason",
)
