"""The fields of a practice that a comparison of versions looks at, by name.

The names are those of the pack format, so that a person can find the place in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ownerapp.domain.notice import Practice
from ownerapp.domain.notice_facts import Provision
from ownerapp.domain.text import Text


def recipient_facts(practice: Practice) -> object:
    """Return to whom data is given, of what kind and how, without order."""
    if not isinstance(practice.provisions, tuple):
        return practice.provisions
    return frozenset(_provision(item) for item in practice.provisions)


def _provision(provision: Provision) -> object:
    return (provision.party, frozenset(provision.categories), provision.access)


def _set(values: object) -> object:
    return frozenset(values) if isinstance(values, tuple) else values


MEANING_TEXTS: Mapping[str, Callable[[Practice], Text]] = {
    "sentence": lambda practice: practice.sentence,
    "what": lambda practice: practice.what,
    "why": lambda practice: practice.why,
    "where_processed": lambda practice: practice.where_processed,
    "where_stored": lambda practice: practice.where_stored,
    "retention.text": lambda practice: practice.retention.text,
    "who": lambda practice: practice.who,
    "necessity": lambda practice: practice.necessity,
    "effect": lambda practice: practice.effect,
    "if_off": lambda practice: practice.if_off,
    "still_sent": lambda practice: practice.still_sent,
    "required_reason": lambda practice: practice.required_reason,
    "legal_basis": lambda practice: practice.legal_basis,
    "context": lambda practice: practice.context,
    "method": lambda practice: practice.method,
    "disclosure": lambda practice: practice.disclosure,
    "storage_rule": lambda practice: practice.storage_rule,
}
"""What a yes rests on."""
OTHER_TEXTS: Mapping[str, Callable[[Practice], Text]] = {
    "title": lambda practice: practice.title,
    "question": lambda practice: practice.question,
    "alone_reason": lambda practice: practice.alone_reason,
    "retention.chip": lambda practice: practice.retention.chip,
    "how_to_stop": lambda practice: practice.how_to_stop,
    "alternative": lambda practice: practice.alternative,
    "opt_out": lambda practice: practice.opt_out,
    "explanation": lambda practice: practice.explanation,
}
FACTS: Mapping[str, Callable[[Practice], object]] = {
    "mode": lambda practice: practice.mode,
    "sensitive": lambda practice: practice.sensitive,
    "reach": lambda practice: practice.reach,
    "processing_place": lambda practice: practice.processing_place,
    "storage_countries": lambda practice: _set(practice.storage_countries),
    "processing_countries": lambda practice: _set(practice.processing_countries),
    "retention.period": lambda practice: (practice.retention.period, practice.retention.unlimited),
    "retention.end_action": lambda practice: practice.retention.end_action,
    "personal_data": lambda practice: frozenset(
        (data.item, data.category, data.sensitive) for data in practice.personal_data
    ),
    "purposes": lambda practice: (
        practice.purpose_dpv,
        frozenset((purpose.code, purpose.ground) for purpose in practice.purposes),
    ),
    "recipients": recipient_facts,
    "transfers": lambda practice: frozenset(
        (move.country, move.recipient, move.route, move.categories) for move in practice.transfers
    ),
    "basis": lambda practice: (
        practice.basis.ground if practice.basis else None,
        frozenset(practice.legal_basis_dpv),
    ),
    "anonymisation": lambda practice: (
        (practice.anonymisation.method, practice.anonymisation.before_egress)
        if practice.anonymisation
        else None
    ),
    "subjects": lambda practice: _set(practice.subjects),
    "sensors": lambda practice: frozenset(practice.sensors),
    "automated_decision": lambda practice: (
        practice.automated_decision is not None and practice.automated_decision.significant
    ),
    "made_public": lambda practice: practice.made_public,
    "sold_or_shared": lambda practice: practice.sold_or_shared,
}
"""The coded facts that a yes rests on."""
