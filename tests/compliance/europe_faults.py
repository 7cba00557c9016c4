"""Faults for every checked rule of the European Union, and what finds them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias

from typing_extensions import override

from ownerapp.compliance.adequacy import AdequacyList
from ownerapp.compliance.check import check_notice
from ownerapp.compliance.rule import Wording
from ownerapp.domain.finding import Gap, NoticeReport, Outcome, Profile, RuleRegime
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice import Notice, Place, Reach
from ownerapp.domain.notice_codes import (
    NOT_STATED,
    ConsentKind,
    DataCategory,
    DefaultState,
    DeviceAccess,
    Indicator,
    LegalGround,
    Mode,
    Purpose,
    StopMode,
    Subject,
    TransferMechanism,
    Trigger,
)
from ownerapp.domain.notice_facts import (
    Asking,
    Basis,
    Complaint,
    Defaults,
    Retention,
    StandardIcon,
    Stop,
)
from ownerapp.domain.text import NO_TEXT, TEXT_NOT_STATED
from tests.compliance.good_california import data, purposes, with_practice, words
from tests.compliance.good_europe import (
    ADEQUACY,
    ADEQUATE,
    AFAR,
    AT_OWN_RISK,
    CHILD,
    DROWSY,
    EDR,
    PRODUCT,
    RIGHTS,
    SAFEGUARD,
    SERVICE,
    STREET,
    TODAY,
    TRACK,
    VOICE,
)

OURS = (RuleRegime.EU, RuleRegime.ALL)
Fault: TypeAlias = Callable[[Notice], Notice]


class Pressing(Wording):
    """Finds one word that presses."""

    @override
    def emotive_words(self, text: str, language: str) -> tuple[str, ...]:
        return ("sadly",) if "sadly" in text else ()


def report(
    notice: Notice, *, adequacy: AdequacyList | None = ADEQUACY, today: date = TODAY
) -> NoticeReport:
    return check_notice(
        notice, today=today, profile=Profile.EU, wording=Pressing(), adequacy=adequacy
    )


def found(notice: Notice, **knowing: Any) -> dict[str, list[tuple[str, str, Gap]]]:
    """Return what the rules of these files find: practice, code and gap by rule."""
    result: dict[str, list[tuple[str, str, Gap]]] = {}
    for rule, finding in report(notice, **knowing).findings:
        assert rule.regime in OURS
        place = (finding.practice or "", finding.code, finding.gap)
        result.setdefault(rule.id, []).append(place)
    return result


def caveats(notice: Notice, **knowing: Any) -> list[tuple[str, str]]:
    return [(item.rule, item.code) for item in report(notice, **knowing).caveats]


def outcome(notice: Notice, rule_id: str) -> Outcome:
    return next(item.outcome for item in report(notice).results if item.rule.id == rule_id)


def of(practice_id: str, **facts: Any) -> Fault:
    """Return the fault of a practice that states other facts."""
    return lambda notice: with_practice(notice, practice_id, **facts)


def notice_with(**facts: Any) -> Fault:
    return lambda notice: replace(notice, **facts)


def party(party_id: str, **facts: Any) -> Fault:
    return lambda notice: replace(
        notice,
        parties=tuple(
            replace(item, **facts) if item.id == party_id else item for item in notice.parties
        ),
    )


def without_right(name: str) -> Fault:
    return lambda notice: replace(
        notice, rights=tuple(right for right in notice.rights if right.id != name)
    )


def part(practice_id: str, name: str, **facts: Any) -> Fault:
    """Return the fault of one part of a practice, such as its automated decision."""

    def spoil(notice: Notice) -> Notice:
        stated = notice.practice(PracticeId(practice_id))
        assert stated is not None
        return with_practice(notice, practice_id, **{name: replace(getattr(stated, name), **facts)})

    return spoil


def service(**facts: Any) -> Fault:
    return notice_with(related_services=(replace(SERVICE, **facts),))


def transfers(**facts: Any) -> Fault:
    """Return the fault of the transfer that rests on standard clauses."""
    return of(STREET, transfers=(replace(SAFEGUARD, **facts), ADEQUATE))


ENDLESS = Retention(period=None, text=NO_TEXT, chip=NO_TEXT)
GENERAL = Asking(kind=ConsentKind.GENERAL)
ONLY_CONSENT = Basis(ground=LegalGround.GDPR_CONSENT)
OTHER_LAW = Basis(ground=LegalGround.CONSENT)
ALL_FAULTS: list[tuple[str, Fault, str, set[str]]] = [
    ("EU-G-01", party("maker", name=NO_TEXT), "", {"EU-G-01", "EU-A-03"}),
    ("EU-G-01", notice_with(controller="nobody"), "", {"EU-G-01"}),
    (
        "EU-G-01",
        party("maker", address=TEXT_NOT_STATED),
        "contact",
        {"EU-G-01", "EU-A-03"},
    ),
    ("EU-G-01", party("maker", country="CN"), "representative", {"EU-G-01"}),
    ("EU-G-02", notice_with(data_protection_officer=""), "", {"EU-G-02"}),
    ("EU-G-02", party("officer", email=""), "", {"EU-G-02"}),
    ("EU-G-03", of(CHILD, purposes=()), "purposes", {"EU-G-03"}),
    # Nobody can tell consent from other grounds then, so its own rules look away.
    ("EU-G-03", of(TRACK, basis=None), "", {"EU-G-03"}),
    ("EU-G-03", of(TRACK, basis=Basis(ground=NOT_STATED)), "", {"EU-G-03"}),
    ("EU-G-03", of(TRACK, basis=OTHER_LAW), "other-law", {"EU-G-03"}),
    ("EU-G-04", part(STREET, "basis", interest=NO_TEXT), "", {"EU-G-04"}),
    ("EU-G-05", of(EDR, provisions=NOT_STATED), "", {"EU-G-05"}),
    ("EU-G-06", transfers(copy_url=""), "copy", {"EU-G-06"}),
    ("EU-G-07", of(EDR, retention=ENDLESS), "", {"EU-G-07"}),
    *(("EU-G-08", without_right(name), name, {"EU-G-08"}) for name in RIGHTS[:5]),
    # The right to object also has to stand by itself where interests are the ground.
    ("EU-G-08", without_right("object"), "object", {"EU-G-08", "EU-G-26"}),
    ("EU-G-08", without_right("port"), "port", {"EU-G-08"}),
    ("EU-G-09", without_right("withdraw"), "", {"EU-G-09"}),
    ("EU-G-10", notice_with(complaint=None), "", {"EU-G-10"}),
    ("EU-G-10", notice_with(complaint=Complaint(authority=TEXT_NOT_STATED)), "", {"EU-G-10"}),
    ("EU-G-11", of(CHILD, mode=NOT_STATED), "mode", {"EU-G-11"}),
    ("EU-G-11", of(EDR, required_reason=NO_TEXT), "reason", {"EU-G-11"}),
    ("EU-G-11", of(EDR, if_off=NO_TEXT), "", {"EU-G-11"}),
    ("EU-G-12", part(VOICE, "automated_decision", effect=NO_TEXT), "", {"EU-G-12"}),
    ("EU-G-13", of(STREET, obtained_from=NO_TEXT), "", {"EU-G-13"}),
    ("EU-G-13", of(STREET, personal_data=(data(None),)), "category", {"EU-G-13"}),
    (
        "EU-G-13",
        of(CHILD, personal_data=(data(DataCategory.CONTACTS),)),
        "",
        {"EU-G-13"},
    ),
    ("EU-G-16", part(TRACK, "asking", steps_withdraw=3), "", {"EU-G-16"}),
    ("EU-G-18", of(VOICE, basis=ONLY_CONSENT), "", {"EU-G-18"}),
    ("EU-G-18", of(VOICE, asking=None), "asking", {"EU-G-18"}),
    ("EU-G-18", of(VOICE, asking=GENERAL), "consent", {"EU-G-18"}),
    (
        "EU-G-18",
        of(VOICE, basis=Basis(ground=LegalGround.GDPR_CONSENT, article_9="9(2)(a)"), asking=None),
        "asking",
        {"EU-G-18"},
    ),
    ("EU-G-23", of(VOICE, standard_icon=StandardIcon(id="voice")), "", {"EU-G-23"}),
    (
        "EU-G-26",
        lambda notice: replace(
            notice,
            rights=tuple(
                replace(right, how=TEXT_NOT_STATED) if right.id == "object" else right
                for right in notice.rights
            ),
        ),
        "",
        {"EU-G-26"},
    ),
    ("EU-G-27", of(CHILD, defaults=None), "", {"EU-G-27"}),
    ("EU-G-27", of(CHILD, defaults=Defaults(state=DefaultState.ON)), "", {"EU-G-27"}),
    # A transfer without a ground is not told either, Art 13(1)(f).
    ("EU-G-28", transfers(route=None), "", {"EU-G-28", "EU-G-06"}),
    ("EU-G-28", transfers(route=NOT_STATED), "", {"EU-G-28", "EU-G-06"}),
    ("EU-G-28", transfers(route=TransferMechanism.NONE), "none", {"EU-G-28", "EU-G-06"}),
    (
        "EU-G-28",
        of(STREET, transfers=(), storage_countries=()),
        "transfer",
        {"EU-G-28", "EU-G-06"},
    ),
    (
        "EU-G-28",
        of(
            STREET,
            transfers=(replace(ADEQUATE, country="CN"),),
            storage_countries=("CN",),
        ),
        "no-decision",
        {"EU-G-28"},
    ),
    ("EU-G-29", of(AFAR, transfers=(replace(AT_OWN_RISK, risk=NO_TEXT),)), "", {"EU-G-29"}),
    ("EU-G-29", of(AFAR, asking=None), "asking", {"EU-G-29"}),
    ("EU-G-29", of(AFAR, asking=GENERAL), "consent", {"EU-G-29"}),
    ("EU-G-30", of(CHILD, asking=Asking(kind=NOT_STATED)), "", {"EU-G-30"}),
    ("EU-G-30", of(CHILD, asking=Asking(kind=ConsentKind.EXPLICIT)), "", {"EU-G-30"}),
    ("EU-E-01", of(TRACK, eprivacy=None), "", {"EU-E-01"}),
    ("EU-E-01", of(CHILD, stored_by_third=True), "", {"EU-E-01"}),
    ("EU-V-01", of(TRACK, trigger=None), "trigger", {"EU-V-01"}),
    ("EU-V-01", of(TRACK, trigger=Trigger.ALWAYS), "other-trigger", {"EU-V-01"}),
    # Location has its own default beside the one of everything.
    (
        "EU-V-01",
        of(TRACK, defaults=Defaults(state=DefaultState.ON)),
        "on",
        {"EU-V-01", "EU-G-27"},
    ),
    ("EU-V-01", of(TRACK, defaults=None), "", {"EU-V-01", "EU-G-27"}),
    ("EU-V-02", of(TRACK, indicators=NOT_STATED), "", {"EU-V-02"}),
    ("EU-V-02", of(TRACK, indicators=(Indicator.LIGHT,)), "", {"EU-V-02"}),
    ("EU-V-04", of(CHILD, stop=None), "", {"EU-V-04"}),
    (
        "EU-V-04",
        of(CHILD, stop=Stop(path=words("Settings."), modes=(StopMode.PERMANENT,))),
        "",
        {"EU-V-04"},
    ),
    ("EU-V-06", of(VOICE, alternative=NO_TEXT), "", {"EU-V-06"}),
    # The same practice can show an offence, and gives no reason for leaving the car.
    (
        "EU-V-06",
        of(VOICE, processing_place=NOT_STATED),
        "place",
        {"EU-V-06", "EU-V-07"},
    ),
    (
        "EU-V-06",
        of(VOICE, processing_place=Place.BOTH, local_reason=words("Help."), reach=NOT_STATED),
        "outside",
        {"EU-V-06"},
    ),
    (
        "EU-V-07",
        of(VOICE, processing_place=Place.BOTH, reach=NOT_STATED),
        "",
        {"EU-V-06", "EU-V-07"},
    ),
    ("EU-V-08", of(DROWSY, reach=NOT_STATED), "reach", {"EU-V-08"}),
    (
        "EU-V-08",
        of(DROWSY, reach=Reach.COUNTRY, processing_place=Place.BOTH),
        "leaves",
        {"EU-V-08", "EU-E-01"},
    ),
    (
        "EU-V-08",
        of(DROWSY, retention=Retention(period="P1D", text=NO_TEXT, chip=NO_TEXT)),
        "kept",
        {"EU-V-08"},
    ),
    (
        "EU-V-08",
        of(DROWSY, retention=Retention(period=None, text=words("Soon."), chip=NO_TEXT)),
        "",
        {"EU-V-08"},
    ),
    # What has a switch also needs a default, and a stop for a while and for good.
    (
        "EU-V-09",
        of(EDR, mode=Mode.OPTIONAL),
        "switch",
        {"EU-V-09", "EU-G-27", "EU-V-04"},
    ),
    ("EU-V-09", of(EDR, mode=NOT_STATED), "switch", {"EU-V-09", "EU-G-11", "EU-V-04"}),
    ("EU-V-09", of(EDR, basis=None), "", {"EU-V-09", "EU-G-03"}),
    ("EU-V-09", of(EDR, basis=ONLY_CONSENT), "ground", {"EU-V-09"}),
    (
        "EU-C-02",
        of(TRACK, purposes=purposes(Purpose.NAVIGATION, Purpose.RESEARCH)),
        "",
        {"EU-C-02"},
    ),
    ("EU-D-03", of(EDR, effect=words("It is sadly lost.")), "", {"EU-D-03"}),
    ("EU-A-01", of(EDR, product_data=replace(PRODUCT, continuous=NOT_STATED)), "", {"EU-A-01"}),
    ("EU-A-01", of(EDR, product_data=None), "", {"EU-A-01", "EU-A-02"}),
    ("EU-A-02", of(EDR, product_data=replace(PRODUCT, storage=None)), "", {"EU-A-02"}),
    ("EU-A-02", of(EDR, product_data=replace(PRODUCT, erase=NO_TEXT)), "", {"EU-A-02"}),
    ("EU-A-03", service(own_use=TEXT_NOT_STATED), "", {"EU-A-03"}),
    ("EU-A-03", service(holder=""), "", {"EU-A-03"}),
    ("EU-A-04", service(trade_secrets=NO_TEXT), "", {"EU-A-04"}),
    (
        "X-01",
        of(CHILD, reach=Reach.COUNTRY, eprivacy=DeviceAccess.CONSENT),
        "leaves",
        {"X-01"},
    ),
    ("X-01", of(EDR, processing_place=Place.CLOUD), "stays", {"X-01"}),
    ("X-01", of(EDR, transfers=(SAFEGUARD,)), "transfer", {"X-01"}),
    ("X-01", of(TRACK, storage_countries=("DE", "CN")), "stored", {"X-01"}),
    ("X-05", of(STREET, subjects=(), obtained_from=NO_TEXT), "", {"X-05"}),
    ("X-05", of(STREET, subjects=(Subject.DRIVER,), personal_data=()), "", {"X-05"}),
]
