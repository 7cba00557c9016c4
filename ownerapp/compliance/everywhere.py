"""The rules that hold under every law: a notice fits together, and so does this program."""

from __future__ import annotations

from collections.abc import Iterator

from ownerapp.compliance.deadlines.europe import EEA
from ownerapp.compliance.rule import MUST, SHOULD, TEXT, Found, Look, Register
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.notice import Notice, Place, Practice, Reach, Regime
from ownerapp.domain.notice_codes import AnonymisationMethod

RULES = Register(RuleRegime.ALL)

_NO_LAW = "-"
_HOME = {
    Regime.CHINA: frozenset({"CN"}),
    Regime.EU: frozenset(EEA),
    Regime.CALIFORNIA: frozenset({"US"}),
}


@RULES.practice("X-01", _NO_LAW, MUST, TEXT, "No contradiction inside the notice")
def contradictions(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for places, reach and transfers that cannot all be so."""
    look.applies()
    is_in_car = practice.processing_place is Place.IN_VEHICLE
    if is_in_car and practice.leaves_vehicle:
        yield look.contrary("processing_place", "reach", practice=practice, code="leaves")
    if practice.reach is Reach.CAR and practice.processing_place in {Place.CLOUD, Place.BOTH}:
        yield look.contrary("processing_place", "reach", practice=practice, code="stays")
    if is_in_car and practice.transfers:
        yield look.contrary("processing_place", "transfers", practice=practice, code="transfer")
    sent_to = {transfer.country for transfer in practice.transfers}
    home = home_of(look.notice)
    for country in dict.fromkeys(practice.storage_countries or ()):
        if country not in home and country not in sent_to:
            facts = {"country": country}
            yield look.contrary(
                "storage_countries", "transfers", practice=practice, code="stored", facts=facts
            )


def home_of(notice: Notice) -> frozenset[str]:
    """Return the countries that are not abroad for a notice."""
    return _HOME[notice.regime] | {notice.jurisdiction}


RULES.promise(
    "X-02",
    _NO_LAW,
    SHOULD,
    TEXT,
    "The program collects nothing itself",
    note="the one part that can open a connection to a network asks for a time stamp, at the "
    "address that the person gives and only when they ask for one; everything is kept in the "
    "person's own data folder",
)
RULES.promise(
    "X-03",
    _NO_LAW,
    MUST,
    TEXT,
    "Every consent names the version of its notice",
    note="an answer is kept with the SHA-256 of the notice's bytes, and a record names id, "
    "version and hash",
)
RULES.undecidable(
    "X-04",
    _NO_LAW,
    MUST,
    TEXT,
    "The state in the car is the state that is shown",
    note="not built yet: no car and no maker's service is connected, so the words say what is "
    "recorded here and never more",
)


@RULES.practice("X-05", _NO_LAW, MUST, TEXT, "Pseudonymous data counts as personal")
def pseudonyms(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for pseudonymised data that is stated as if it were about nobody.

    It can be led back to people (GDPR recital 26, PIPL Arts 4 and 73), so that every other
    rule takes it for personal, and the notice has to name what and whose it is.
    """
    method = practice.anonymisation.method if practice.anonymisation else None
    if method is not AnonymisationMethod.PSEUDONYMISED:
        return
    yield from look.needs("subjects", practice.subjects, practice=practice)
    if not practice.personal_data:
        yield look.contrary("personal_data", practice=practice)
