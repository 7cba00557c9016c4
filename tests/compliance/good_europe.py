"""A small notice that declares all that the rules of the European Union ask for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from ownerapp.compliance.adequacy import AdequacyDecision, AdequacyList
from ownerapp.compliance.deadlines.parameters import GradeMark
from ownerapp.domain.notice import Notice, Place, Practice, Reach, Regime
from ownerapp.domain.notice_codes import (
    AnonymisationMethod,
    ConsentKind,
    DataCategory,
    DefaultState,
    DeviceAccess,
    Indicator,
    LegalGround,
    Mode,
    PartyRole,
    Purpose,
    StopMode,
    StorageSite,
    Subject,
    System,
    Tag,
    TransferMechanism,
    Trigger,
)
from ownerapp.domain.notice_facts import (
    Anonymisation,
    Asking,
    AutomatedDecision,
    Basis,
    Complaint,
    Defaults,
    Party,
    ProductData,
    RelatedService,
    Retention,
    Right,
    StandardIcon,
    StatedPurpose,
    Stop,
    Transfer,
)
from ownerapp.domain.text import NO_TEXT
from tests.compliance.good_california import data, practice, purposes, spoilt, words
from tests.compliance.good_california import good_notice as californian

TRACK, VOICE, STREET, CHILD = "trip-history", "voice-key", "street-help", "child-seat"
AFAR, EDR, DROWSY = "show-abroad", "crash-recorder", "tiredness-warning"
RIGHTS = (
    "access", "correct", "delete-in-vehicle", "delete-outside", "restrict", "object", "port",
    "withdraw",
)  # fmt: skip
TODAY = date(2026, 11, 21)
ADEQUACY = AdequacyList(
    checked_on=date(2026, 8, 5),
    source="the Commission's page",
    grade=GradeMark.SUMMARY,
    decisions=(
        AdequacyDecision(country="BR", decision="(EU) 2026/179"),
        AdequacyDecision(country="US", decision="(EU) 2023/1795", is_partial=True),
    ),
)
PRODUCT = ProductData(
    type=words("Positions."),
    format=words("GeoJSON."),
    volume=words("5 MB a month."),
    continuous=True,
    storage=StorageSite.DEVICE,
    retention=words("30 days."),
    access=words("On the car's screen."),
    erase=words("On the car's screen."),
    terms=words("Free of charge."),
)
SERVICE = RelatedService(
    id="remote",
    name=words("Remote control"),
    volume=words("1 MB a month."),
    frequency=words("Once a minute while driving."),
    own_use=words("To show the car in the app."),
    third_party_use=words("None."),
    holder="maker",
    contact=words("privacy@maker.example"),
    sharing=words("In the app."),
    complaint=words("At the authority."),
    trade_secrets=words("None."),
    contract_end=words("In the app."),
)
SAFEGUARD = Transfer(
    country="US",
    recipient="maps",
    mechanism=words("Standard contractual clauses."),
    route=TransferMechanism.SCC,
    copy_url="https://maker.example/clauses",
)
ADEQUATE = Transfer(
    country="BR",
    recipient="maps",
    mechanism=words("Adequacy decision."),
    route=TransferMechanism.ADEQUACY,
)
AT_OWN_RISK = Transfer(
    country="IN",
    recipient="maps",
    mechanism=words("Explicit consent."),
    route=TransferMechanism.ARTICLE_49_CONSENT,
    risk=words("Authorities there can read it."),
)


def european(practice_id: str, **facts: Any) -> Practice:
    """Return a practice that stays in the car, with all that every practice has to state."""
    stated = practice(
        practice_id,
        purposes=purposes(Purpose.REQUESTED_SERVICE),
        basis=Basis(ground=LegalGround.GDPR_CONSENT),
        asking=Asking(kind=ConsentKind.GENERAL, steps_grant=2, steps_withdraw=1),
        defaults=Defaults(state=DefaultState.OFF),
        stop=Stop(path=words("Settings."), modes=(StopMode.TEMPORARY, StopMode.PERMANENT)),
        subjects=(Subject.DRIVER,),
        product_data=PRODUCT,
    )
    return spoilt(stated, facts)


def required(practice_id: str, **facts: Any) -> Practice:
    """Return a practice that the law prescribes."""
    stated = european(
        practice_id,
        mode=Mode.REQUIRED,
        terms=(),
        stop=None,
        defaults=None,
        asking=None,
        required_reason=words("The law asks for it."),
        basis=Basis(ground=LegalGround.GDPR_LEGAL_DUTY, ref="Regulation (EU) 2019/2144"),
        purposes=purposes(Purpose.LEGAL_DUTY),
    )
    return spoilt(stated, facts)


def good_practices() -> tuple[Practice, ...]:
    """Return practices such that every rule is about something."""
    explicit = Asking(kind=ConsentKind.EXPLICIT)
    outside = {
        "reach": Reach.ABROAD,
        "processing_place": Place.BOTH,
        "eprivacy": DeviceAccess.CONSENT,
    }
    return (
        european(
            TRACK,
            reach=Reach.COUNTRY,
            processing_place=Place.CLOUD,
            storage_countries=("DE",),
            eprivacy=DeviceAccess.STRICTLY_NECESSARY,
            personal_data=(data(DataCategory.LOCATION_TRACK),),
            trigger=Trigger.FUNCTION_START,
            indicators=(Indicator.ICON, Indicator.SOUND),
        ),
        european(
            VOICE,
            personal_data=(data(DataCategory.VOICEPRINT),),
            basis=Basis(ground=LegalGround.GDPR_CONSENT, article_9="9.2a"),
            asking=explicit,
            alternative=words("A key."),
            tags=(Tag.OFFENCE,),
            standard_icon=StandardIcon(id="voice", alt=words("Voice")),
            automated_decision=AutomatedDecision(
                significant=True,
                logic=words("It compares voices."),
                effect=words("The car stays locked."),
                human_contact=words("Call us."),
            ),
        ),
        european(
            STREET,
            **outside,
            storage_countries=("US", "BR"),
            transfers=(SAFEGUARD, ADEQUATE),
            subjects=(Subject.OUTSIDE_PERSON,),
            obtained_from=words("The car's cameras."),
            asking=None,
            basis=Basis(
                ground=LegalGround.GDPR_LEGITIMATE_INTEREST, interest=words("Safe driving.")
            ),
            anonymisation=Anonymisation(method=AnonymisationMethod.PSEUDONYMISED),
        ),
        european(
            CHILD,
            subjects=(Subject.MINOR,),
            asking=Asking(kind=ConsentKind.GUARDIAN),
        ),
        european(
            AFAR,
            **outside,
            storage_countries=("IN",),
            transfers=(AT_OWN_RISK,),
            asking=explicit,
        ),
        required(EDR, system=System.EDR),
        required(
            DROWSY,
            purposes=purposes(Purpose.DROWSINESS),
            retention=Retention(period="PT0S", text=words("Not kept."), chip=words("Not kept")),
        ),
    )


def good_notice() -> Notice:
    """Return a notice in which no rule of the EU, and none of every law, finds anything."""
    return replace(
        californian(),
        regime=Regime.EU,
        jurisdiction="EU",
        parties=(
            Party(
                id="maker",
                role=PartyRole.CONTROLLER,
                name=words("Maker"),
                address=words("Street 1, Berlin"),
                country="DE",
            ),
            Party(id="maps", role=PartyRole.PROCESSOR, name=words("Map Co"), address=NO_TEXT),
            Party(
                id="officer",
                role=PartyRole.CONTROLLER,
                name=words("Officer"),
                address=NO_TEXT,
                email="officer@maker.example",
            ),
        ),
        has_data_protection_officer=True,
        data_protection_officer="officer",
        rights=tuple(
            Right(id=name, title=words(name), how=words("In the app.")) for name in RIGHTS
        ),
        complaint=Complaint(authority=words("The authority of Berlin")),
        related_services=(SERVICE,),
        practices=good_practices(),
    )


def purpose(code: Purpose, ground: LegalGround) -> StatedPurpose:
    """Return a purpose with a ground of its own."""
    return StatedPurpose(code=code, text=words("To show it"), ground=ground)
