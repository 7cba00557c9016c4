"""Faults in the good notice of China: the rule, the fault, its code, and what else finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias

import pytest

from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice
from ownerapp.domain.notice_codes import (
    NOT_STATED,
    AnonymisationMethod,
    ApprovalStatus,
    Channel,
    ConsentKind,
    DataCategory,
    DefaultReset,
    DefaultState,
    EndAction,
    Importance,
    Indicator,
    LegalGround,
    Mode,
    NoticeLevel,
    Purpose,
    Subject,
    Tag,
    TransferMechanism,
)
from ownerapp.domain.notice_facts import (
    Anonymisation,
    Complaint,
    Defaults,
    Precision,
    Provision,
    StatedPurpose,
    Stop,
)
from ownerapp.domain.term import Term
from ownerapp.domain.text import NO_TEXT, TEXT_NOT_STATED, Text
from tests.compliance.good_china import (
    CABIN,
    CHILD,
    CUSTOMS,
    DROWSY,
    FACE,
    FLOW,
    LANES,
    OUTSIDE,
    RENTAL,
    RESEARCH,
    SEAT,
    STYLE,
    TRACK,
    WATCH,
    approval,
    asked,
    data,
    kept,
    on,
    purposes,
    transfer,
    with_party,
    with_practice,
    without_right,
    words,
)

Change: TypeAlias = Callable[[Notice], Notice]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in the good notice."""

    rule: str
    change: Change
    codes: tuple[str, ...]
    """The codes of the rule's own findings, in their order."""
    others: frozenset[str]
    """Other rules that hold this one, or that ask for the same fact."""


def fault(rule: str, change: Change, *codes: str, also: Iterable[str] = ()) -> Fault:
    """Return a fault; without codes the rule has one finding, without a code."""
    return Fault(rule, change, codes or ("",), frozenset(also))


def of(practice_id: str, **facts: Any) -> Change:
    """Return the change of some facts of a practice."""
    return lambda notice: with_practice(notice, practice_id, **facts)


def notice_with(**facts: Any) -> Change:
    """Return the change of some facts of the notice."""
    return lambda notice: replace(notice, **facts)


def no_right(*right_ids: str) -> Change:
    """Return the change that rights are not listed."""

    def change(notice: Notice) -> Notice:
        for right_id in right_ids:
            notice = without_right(notice, right_id)
        return notice

    return change


def party_with(party_id: str, **facts: Any) -> Change:
    """Return the change of some facts of a party."""
    return lambda notice: with_party(notice, party_id, **facts)


def contact_with(**facts: Any) -> Change:
    """Return the change of some facts of the contact for users' rights."""

    def change(notice: Notice) -> Notice:
        assert notice.rights_contact is not None
        return replace(notice, rights_contact=replace(notice.rights_contact, **facts))

    return change


def moved(practice_id: str, **facts: Any) -> Change:
    """Return the change of some facts of a practice's transfer."""

    def change(notice: Notice) -> Notice:
        (practice,) = (item for item in notice.practices if item.id == practice_id)
        (stated,) = practice.transfers
        return with_practice(notice, practice_id, transfers=(replace(stated, **facts),))

    return change


def given(practice_id: str, **facts: Any) -> Change:
    """Return the change of some facts of a practice's first provision."""

    def change(notice: Notice) -> Notice:
        (practice,) = (item for item in notice.practices if item.id == practice_id)
        assert isinstance(practice.provisions, tuple)
        first, *rest = practice.provisions
        return with_practice(notice, practice_id, provisions=(replace(first, **facts), *rest))

    return change


def method(value: Any, **facts: Any) -> dict[str, Any]:
    """Return an anonymisation as a fact of a practice."""
    return {"anonymisation": Anonymisation(method=value, **facts)}


def purpose(text: str) -> dict[str, Any]:
    """Return one purpose in these words as a fact of a practice."""
    stated = StatedPurpose(code=Purpose.REQUESTED_SERVICE, text=Text({"en": text}))
    return {"purposes": (stated,)}


def stop(**facts: Any) -> dict[str, Any]:
    """Return a way to stop as a fact of a practice."""
    return {"stop": Stop(**{"path": words("Settings"), "steps": 2, **facts})}


CONTOUR = AnonymisationMethod.CONTOUR
RATES = {"face_rate": 0.9, "plate_rate": 0.95}
OWN_ADDRESS = {"email": "", "phone": "", "url": "", "messenger": ""}
TOLD = ("CN-T-05",)
MARKETING = purposes(Purpose.MARKETING)

AUTOMOBILE = [
    fault("CN-AD-01", of(CABIN, sensitive=False), "ordinary"),
    fault("CN-AD-01", of(LANES, personal_data=(data(None),))),
    fault("CN-AD-02", of(LANES, subjects=())),
    fault("CN-AD-02", of(LANES, subjects=NOT_STATED)),
    fault("CN-AD-02", of(WATCH, subjects=(Subject.DRIVER,)), "outside"),
    fault("CN-AD-03", of(WATCH, important=None)),
    fault("CN-AD-03", of(WATCH, important=False), "ordinary"),
    fault("CN-AD-03", of(WATCH, importance=Importance.DESIGNATED), "class"),
    fault("CN-AD-04", of(FLOW, important=NOT_STATED)),
    fault("CN-AD-04", of(FLOW, important=False), "ordinary"),
    fault("CN-AD-04", of(LANES, subject_count=100_001)),
    fault("CN-AD-05", of(FLOW, importance=None)),
    fault("CN-AD-06", of(LANES, **purpose("Service.")), "short"),
    fault("CN-AD-06", of(LANES, **purpose("To show trips etc.")), "vague"),
    fault(
        "CN-AD-06",
        of(LANES, purposes=(StatedPurpose(code=Purpose.NAVIGATION, text=TEXT_NOT_STATED),)),
    ),
    fault("CN-AD-07", of(SEAT, purposes=purposes(Purpose.CLOUD_STORAGE)[:0]), also=(
        "CN-AD-15", "CN-T-04", *TOLD,
    )),
    fault(
        "CN-AD-07",
        of(TRACK, purposes=(StatedPurpose(code=Purpose.NAVIGATION, text=words("To find a way")),)),
    ),
    fault("CN-AD-08", of(TRACK, defaults=None)),
    fault("CN-AD-08", of(TRACK, defaults=Defaults(state=NOT_STATED))),
    fault("CN-AD-08", of(TRACK, defaults=Defaults(state=DefaultState.ON)), "on"),
    fault(
        "CN-AD-08",
        of(TRACK, defaults=Defaults(state=DefaultState.OFF, reset=DefaultReset.PERSISTENT)),
        "reset",
    ),
    fault("CN-AD-09", of(TRACK, precision=None), "", "resolution", also=("CN-T-06",)),
    fault(
        "CN-AD-09",
        of(TRACK, precision=Precision(range=words("All"), resolution=NO_TEXT, reason=words("A"))),
        "resolution",
        also=("CN-T-06",),
    ),
    fault("CN-AD-10", of(TRACK, anonymisation=None)),
    fault("CN-AD-10", of(TRACK, **method(NOT_STATED))),
    fault("CN-AD-10", of(TRACK, **method(AnonymisationMethod.NONE)), "no-reason"),
    fault("CN-AD-11", notice_with(channels=()), also=TOLD),
    fault("CN-AD-11", notice_with(channels=NOT_STATED), also=TOLD),
    fault("CN-AD-11", notice_with(channels=(Channel.WEB,)), "not-prominent", also=TOLD),
    fault("CN-AD-13", of(LANES, context=NO_TEXT), also=TOLD),
    fault("CN-AD-14", of(LANES, stop=None), also=TOLD),
    fault("CN-AD-14", of(LANES, **stop(steps=None)), "steps", also=TOLD),
    fault("CN-AD-14", of(LANES, **stop(path=TEXT_NOT_STATED)), also=TOLD),
    fault("CN-AD-15", of(LANES, purposes=()), also=TOLD),
    fault("CN-AD-15", of(LANES, method=NO_TEXT), "method", also=TOLD),
    fault("CN-AD-16", of(LANES, where_stored=NO_TEXT), also=("CN-S-01", *TOLD)),
    fault("CN-AD-16", of(TRACK, storage_countries=NOT_STATED), "country", also=TOLD),
    fault(
        "CN-AD-17", of(TRACK, retention=kept(period=None, text=NO_TEXT)), also=("CN-S-01", *TOLD)
    ),
    fault("CN-AD-18", no_right("access"), also=("CN-P-21", "CN-O-07", *TOLD)),
    fault("CN-AD-18", no_right("copy"), "copy", also=("CN-P-21", *TOLD)),
    fault("CN-AD-19", no_right("delete-in-vehicle"), also=("CN-P-21", *TOLD)),
    fault("CN-AD-19", no_right("delete-outside"), "outside", also=("CN-P-21", *TOLD)),
    fault("CN-AD-20", notice_with(rights_contact=None), also=TOLD),
    fault("CN-AD-20", contact_with(name=NO_TEXT), also=TOLD),
    fault("CN-AD-20", contact_with(**OWN_ADDRESS), "unreachable", also=TOLD),
    fault("CN-AD-21", of(LANES, basis=None), also=("CN-P-01",)),
    fault("CN-AD-21", of(LANES, basis=on(LegalGround.GDPR_CONSENT)), "ground", also=("CN-P-01",)),
    fault("CN-AD-21", of(LANES, asking=None), "asking"),
    fault("CN-AD-21", of(LANES, asking=asked(kind=ConsentKind.NONE)), "not-asked"),
    fault("CN-AD-22", of(OUTSIDE, anonymisation=None), also=("CN-AD-03", "CN-AD-10")),
    fault(
        "CN-AD-22", of(OUTSIDE, **method(AnonymisationMethod.PSEUDONYMISED, **RATES)), "method"
    ),
    fault("CN-AD-22", of(OUTSIDE, **method(CONTOUR, **RATES)), "when"),
    fault(
        "CN-AD-22",
        of(OUTSIDE, **method(CONTOUR, before_egress=False, **RATES)),
        "afterwards",
    ),
]  # fmt: skip
SENSITIVE = [
    fault(
        "CN-AD-23",
        of(TRACK, purposes=()),
        also=("CN-AD-07", "CN-AD-15", *TOLD),
    ),
    fault("CN-AD-23", of(TRACK, purposes=MARKETING), "other-purpose"),
    fault("CN-AD-24", of(CABIN, necessity=NO_TEXT)),
    fault("CN-AD-24", of(CABIN, effect=TEXT_NOT_STATED), "effect"),
    fault("CN-AD-25", of(CABIN, asking=asked(kind=NOT_STATED)), also=("CN-AD-21",)),
    fault("CN-AD-25", of(CABIN, asking=asked(kind=ConsentKind.GENERAL)), "not-separate"),
    fault("CN-AD-25", of(CABIN, asking=asked(kind=ConsentKind.GUARDIAN)), "not-separate"),
    fault("CN-AD-26", of(CABIN, terms=())),
    fault("CN-AD-26", of(CABIN, terms=(Term.DAYS_7,)), "one-term"),
    fault("CN-AD-26", of(CABIN, asking=asked(chosen_by="")), "chosen-by"),
    fault("CN-AD-26", of(CABIN, asking=asked(chosen_by="issuer")), "not-chosen"),
    fault("CN-AD-28", of(CABIN, indicators=())),
    fault("CN-AD-28", of(CABIN, indicators=(Indicator.SIGN,)), "outside"),
    fault("CN-AD-29", of(CABIN, **stop(steps=None)), also=("CN-AD-14", *TOLD)),
    fault("CN-AD-29", of(CABIN, asking=asked(steps_grant=None)), "agreeing", also=("CN-P-03",)),
    fault("CN-AD-29", of(CABIN, **stop(steps=3)), "harder"),
    fault("CN-AD-29", of(CABIN, **stop(steps=4), asking=asked(steps_grant=4)), "many"),
    fault("CN-AD-31", of(DROWSY, purposes=purposes(Purpose.NAVIGATION)), "other-purpose"),
    fault("CN-AD-31", of(DROWSY, necessity=NO_TEXT), "necessity", also=("CN-AD-24",)),
    fault(
        "CN-AD-31",
        of(DROWSY, purposes=()),
        also=("CN-AD-07", "CN-AD-15", "CN-AD-23", *TOLD),
    ),
    fault("CN-AD-32", of(FLOW, storage_countries=NOT_STATED), also=("CN-AD-16", *TOLD)),
    fault("CN-AD-32", of(FLOW, storage_countries=("DE",)), "elsewhere"),
    fault("CN-AD-32", of(FLOW, storage_countries=("CN", "DE"), transfers=()), "also-elsewhere"),
    fault("CN-AD-33", moved(FLOW, route=None), also=("CN-P-17",)),
    fault(
        "CN-AD-33",
        moved(FLOW, route=TransferMechanism.CERTIFICATION),
        "route",
        also=("CN-X-01",),
    ),
    fault("CN-AD-33", moved(FLOW, approved=approval(status=None)), "status"),
    fault("CN-AD-33", moved(FLOW, approved=approval(status=ApprovalStatus.PENDING)), "not-passed"),
    fault("CN-AD-33", moved(FLOW, approved=approval(ref="")), "number"),
    fault("CN-AD-34", moved(FLOW, approved=approval(purposes=()))),
    fault("CN-AD-34", moved(FLOW, approved=approval(scale=None))),
    fault("CN-AD-34", moved(FLOW, categories=(), approved=approval()), also=("CN-P-18",)),
    fault("CN-AD-34", moved(FLOW, purpose_code="resale"), "beyond"),
    fault("CN-AD-34", moved(FLOW, method_code="disk"), "beyond"),
    fault("CN-AD-34", moved(FLOW, categories=(DataCategory.VIDEO,)), "beyond"),
    fault("CN-AD-34", moved(FLOW, scale=200_001), "beyond"),
    fault("CN-AD-34", moved(CUSTOMS, scale=200_001), "beyond"),
    fault("CN-AD-37", notice_with(complaint=None)),
    fault("CN-AD-37", notice_with(complaint=Complaint(form_url="https://m.example"))),
]
STANDARDS = [
    fault("CN-T-01", of(OUTSIDE, **method(CONTOUR, before_egress=True)), "", ""),
    fault(
        "CN-T-01",
        of(OUTSIDE, **method(CONTOUR, before_egress=True, face_rate=0.95, plate_rate=0.89)),
        "low",
    ),
    fault("CN-T-02", of(CABIN, terms=(Term.DAYS_7, Term.OPEN)), "open"),
    fault("CN-T-03", of(SEAT, defaults=None), also=("CN-AD-08",)),
    fault("CN-T-03", of(SEAT, mode=Mode.REQUIRED, required_reason=words("Airbag"), terms=(),
        basis=on(LegalGround.CONTRACT), defaults=Defaults(state=DefaultState.ON)), "on"),
    fault("CN-T-04", of(SEAT, purposes=MARKETING), "other-purpose"),
    fault("CN-T-05", of(LANES, context=TEXT_NOT_STATED), "other-rules", also=("CN-AD-13",)),
    fault("CN-T-06", of(TRACK, precision=Precision(range=words("A"), resolution=words("B")))),
    fault(
        "CN-S-01",
        of(LANES, where_stored=NO_TEXT, storage_rule=words("As long as needed.")),
        "place",
    ),
    fault(
        "CN-S-01",
        of(TRACK, retention=kept(period=None, text=TEXT_NOT_STATED)),
        also=("CN-AD-17", *TOLD),
    ),
    fault(
        "CN-S-02",
        of(TRACK, purposes=purposes(Purpose.RESEARCH)),
        "improvement",
        also=("CN-AD-23",),
    ),
    fault("CN-S-03", contact_with(last_verified=None)),
    fault("CN-S-03", contact_with(email="privacy at maker"), "form"),
    fault("CN-S-03", contact_with(phone="call us"), "form"),
    fault("CN-S-03", contact_with(url="maker"), "form"),
    fault("CN-S-03", contact_with(last_verified=date(2025, 11, 20)), "old"),
    fault("CN-S-03", contact_with(last_verified=date(2026, 11, 22)), "future"),
    fault("CN-S-04", of(RENTAL, notice_level=None)),
    fault("CN-S-04", of(CABIN, notice_level=NoticeLevel.GENERAL), "general"),
    fault("CN-S-07", moved(RENTAL, sender="")),
    fault("CN-S-07", moved(RENTAL, sender="vehicle"), "car"),
]  # fmt: skip
PIPL = [
    fault("CN-P-01", of(LANES, basis=on(LegalGround.LEGITIMATE_INTEREST)), "interests", also=(
        "CN-AD-21",
    )),
    fault("CN-P-01", of(LANES, basis=on(LegalGround.GDPR_CONTRACT)), "ground", also=("CN-AD-21",)),
    fault("CN-P-01", of(LANES, basis=replace(on(LegalGround.CONSENT), ground=NOT_STATED)), also=(
        "CN-AD-21",
    )),
    fault("CN-P-03", no_right("withdraw"), also=("CN-P-21",)),
    fault("CN-P-03", of(LANES, asking=asked(steps_withdraw=None)), "steps"),
    fault("CN-P-03", of(LANES, asking=asked(steps_withdraw=3)), "harder"),
    fault("CN-P-04", of(FACE, required_reason=TEXT_NOT_STATED)),
    fault(
        "CN-P-04", of(LANES, mode=Mode.REQUIRED, required_reason=words("It is so.")), "consent"
    ),
    # A recipient that decides for itself is another company where nobody is responsible.
    fault("CN-P-05", notice_with(controller=""), also=("CN-P-10", "CN-P-11")),
    fault("CN-P-05", party_with("maker", phone=""), "contact"),
    fault("CN-P-06", of(LANES, why=TEXT_NOT_STATED)),
    fault("CN-P-06", of(LANES, who=words("A hard sentence.")), "hard"),
    fault("CN-P-06", of(LANES, what=words("Of the data subject.")), "jargon"),
    fault("CN-P-08", notice_with(version="3")),
    fault("CN-P-09", of(TRACK, retention=kept(period=None, unlimited=True)), "for-ever"),
    fault("CN-P-10", of(LANES, provisions=NOT_STATED)),
    fault("CN-P-10", given(STYLE, purpose=NO_TEXT), "facts"),
    fault("CN-P-10", party_with("insurer", url=""), "facts"),
    fault("CN-P-11", of(STYLE, asking=asked(topics=("practice",))), "topic"),
    fault("CN-P-11", of(STYLE, made_public=False, asking=None), also=("CN-AD-21",)),
    fault(
        "CN-P-11",
        of(STYLE, made_public=False, asking=asked(kind=ConsentKind.GENERAL)),
        "not-separate",
    ),
    fault("CN-P-12", of(STYLE, explanation=NO_TEXT)),
    fault("CN-P-12", of(STYLE, opt_out=NO_TEXT), "opt-out", also=("CN-N-07",)),
    fault(
        "CN-P-13",
        of(STYLE, provisions=(), asking=asked(kind=ConsentKind.GENERAL)),
        "not-separate",
    ),
    fault("CN-P-13", of(STYLE, provisions=(), asking=None), also=("CN-AD-21",)),
    fault(
        "CN-P-14",
        of(WATCH, purposes=purposes(Purpose.NAVIGATION), asking=asked(kind=ConsentKind.GENERAL)),
        "not-separate",
        also=("CN-AD-25",),
    ),
    fault("CN-P-15", of(CHILD, sensitive=False), "ordinary"),
    fault("CN-P-15", of(LANES, personal_data=(data(DataCategory.FINANCE),)), "ordinary"),
    fault("CN-P-16", of(CHILD, asking=asked()), "kind"),
    fault("CN-P-16", of(CHILD, child_rules=""), "rules"),
    fault("CN-P-16", of(CHILD, asking=asked(kind=NOT_STATED)), also=("CN-AD-21", "CN-AD-25")),
    fault("CN-P-17", moved(RESEARCH, route=None)),
    fault("CN-P-17", moved(RESEARCH, route=NOT_STATED)),
    fault("CN-P-17", moved(RESEARCH, route=TransferMechanism.SCC), "route"),
    fault("CN-P-18", moved(RESEARCH, rights_procedure=NO_TEXT)),
    fault("CN-P-18", moved(RESEARCH, method=TEXT_NOT_STATED)),
    fault("CN-P-18", party_with("lab", email=""), "", "", "", also=("CN-P-10", "CN-X-04")),
    fault("CN-P-19", of(RESEARCH, asking=asked(topics=("practice",))), "topic", also=("CN-P-11",)),
    fault("CN-P-19", of(RESEARCH, asking=asked(topics=("export", "practice"))), "shared"),
    fault(
        "CN-P-19",
        of(RESEARCH, asking=asked(kind=ConsentKind.GENERAL, topics=("export",))),
        "not-separate",
        also=("CN-P-11",),
    ),
    fault("CN-P-20", moved(CUSTOMS, approved=None)),
    fault(
        "CN-P-20",
        moved(CUSTOMS, approved=approval(status=ApprovalStatus.REFUSED)),
        "not-passed",
    ),
    fault("CN-P-20", of(RENTAL, provisions=(Provision(party="customs"),))),
    fault("CN-P-21", no_right("explain")),
]  # fmt: skip
EXPORT = [
    fault("CN-N-01", of(TRACK, retention=kept(end_action=None))),
    fault("CN-N-01", of(TRACK, retention=kept(end_action=EndAction.KEEP)), "keep"),
    fault("CN-N-03", no_right("close-account")),
    fault("CN-N-03", no_right("port", "restrict"), also=("CN-P-21",)),
    fault("CN-N-06", of(TRACK, tags=(Tag.INCIDENTAL,)), "long"),
    fault("CN-N-06", of(LANES, retention=kept(period=None)), "period"),
    fault("CN-N-06", of(LANES, retention=kept(period="PT24H", end_action=None)), also=(
        "CN-N-01",
    )),
    fault("CN-N-07", of(STYLE, delete_tags=NO_TEXT), "tags"),
    fault("CN-N-07", of(STYLE, automated_decision=None, opt_out=NO_TEXT)),
    fault("CN-X-01", moved(RESEARCH, scale=None)),
    fault("CN-X-01", moved(RESEARCH, scale=1_000_000), "assessment"),
    fault(
        "CN-X-01",
        moved(RENTAL, exemption=NO_TEXT),
        "contract-or-certificate",
        also=("CN-X-04",),
    ),
    fault("CN-X-02", moved(FLOW, approved=approval(expires=None))),
    fault("CN-X-02", moved(FLOW, approved=approval(expires=date(2026, 11, 21))), "expired"),
    fault(
        "CN-X-03",
        lambda n: with_practice(n, RESEARCH, transfers=(transfer(recipient="customs"),)),
        also=("CN-P-11", "CN-P-20"),
    ),
    fault("CN-X-04", moved(RENTAL, exemption=TEXT_NOT_STATED), also=("CN-X-01",)),
    fault("CN-X-04", moved(RENTAL, purpose=NO_TEXT), "facts", also=("CN-P-18",)),
    fault("CN-O-03", notice_with(languages=(Language("en"),)), "other"),
    fault(
        "CN-O-04",
        of(DROWSY, asking=asked(kind=ConsentKind.EXPLICIT)),
        "not-separate",
        also=("CN-AD-25",),
    ),
    fault("CN-O-05", of(FACE, alternative=NO_TEXT)),
    fault(
        "CN-O-07",
        lambda n: replace(n, rights=tuple(replace(item, exercised_at="") for item in n.rights)),
        "place",
    ),
    fault(
        "CN-O-07",
        lambda n: replace(
            n,
            rights=tuple(
                replace(item, how=TEXT_NOT_STATED) if item.id == "access" else item
                for item in n.rights
            ),
        ),
        also=("CN-AD-18", "CN-P-21", *TOLD),
    ),
]  # fmt: skip
ALL_FAULTS = [*AUTOMOBILE, *SENSITIVE, *STANDARDS, *PIPL, *EXPORT]
FAULTS = [
    pytest.param(item, id=f"{item.rule}-{number}", marks=pytest.mark.rule(item.rule))
    for number, item in enumerate(ALL_FAULTS)
]
