"""A small notice that declares all that California's rules ask for, and ways to spoil it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ownerapp.domain.ids import Language, NoticeHash, PackId, PracticeId
from ownerapp.domain.notice import Notice, Origin, Place, Practice, Reach, Regime
from ownerapp.domain.notice_codes import (
    CcpaCategory,
    ConsentKind,
    DataCategory,
    Mode,
    PartyRole,
    Purpose,
    System,
)
from ownerapp.domain.notice_facts import (
    Asking,
    Group,
    Party,
    PersonalData,
    Precision,
    Provision,
    Retention,
    Right,
    Sensor,
    StatedPurpose,
)
from ownerapp.domain.term import Term
from ownerapp.domain.text import NO_TEXT, Text

CABIN, TRACK, EDR, DRIVING = "cabin-clips", "trip-history", "crash-recorder", "driving-style"


def words(text: str) -> Text:
    """Return a text in English."""
    return Text({"en": text})


def data(category: DataCategory | None, *, sensitive: bool = False) -> PersonalData:
    """Return one kind of data."""
    return PersonalData(
        item="odometer", name=words("Data"), dpv="pd:Vehicle", sensitive=sensitive,
        category=category,
    )  # fmt: skip


def purposes(*codes: Purpose) -> tuple[StatedPurpose, ...]:
    """Return purposes with a sentence each."""
    return tuple(
        StatedPurpose(code=code, text=words("To show it to you in the app")) for code in codes
    )


def practice(practice_id: str, **facts: Any) -> Practice:
    """Return a practice that stays in the car, with some of its facts."""
    stated = Practice(
        id=PracticeId(practice_id),
        group="cabin",
        mode=Mode.OPTIONAL,
        sensitive=False,
        icon="camera",
        title=words(practice_id),
        sentence=words("What it does."),
        question=words("Allow it?"),
        alone_reason=words("It is sensitive."),
        what=words("What it is."),
        why=words("To show it to you."),
        where_processed=words("In the car."),
        where_stored=words("In the car."),
        retention=Retention(period="P30D", text=words("30 days."), chip=words("30 days")),
        who=words("Nobody."),
        how_to_stop=words("Settings, Privacy."),
        necessity=words("Without it there is nothing to show."),
        effect=words("Somebody could see it."),
        if_off=words("Nothing is shown."),
        still_sent=NO_TEXT,
        required_reason=NO_TEXT,
        legal_basis=words("The service that you asked for."),
        legal_basis_dpv=(),
        reach=Reach.CAR,
        processing_place=Place.IN_VEHICLE,
        storage_countries=(),
        processing_countries=(),
        personal_data=(data(DataCategory.VEHICLE_STATE),),
        purpose_dpv="dpv:RequestedServiceProvision",
        processing_dpv=("dpv:Collect",),
        provisions=(),
        transfers=(),
        terms=(Term.YEAR_1, Term.OPEN),
        sensors=(),
        purposes=purposes(Purpose.REQUESTED_SERVICE),
        ccpa_category=CcpaCategory.IDENTIFIERS,
        ccpa_sensitive=False,
        sold_or_shared=False,
    )
    return spoilt(stated, facts)


def good_notice() -> Notice:
    """Return a notice in which no rule of California or the United States finds anything."""
    alone = Asking(kind=ConsentKind.EXPLICIT, topics=("practice",))
    return Notice(
        hash=NoticeHash("sha256:" + "0" * 64),
        pack_id=PackId("good-california"),
        version="1",
        effective_from=date(2026, 11, 1),
        origin=Origin.ISSUER,
        regime=Regime.CALIFORNIA,
        native_language=Language("en"),
        languages=(Language("en"),),
        title=words("Notice"),
        brand=words("Brand"),
        model=words("Model"),
        jurisdiction="US",
        applicable_law=(),
        url="",
        controller="maker",
        parties=(
            Party(id="maker", role=PartyRole.CONTROLLER, name=words("Maker"), address=NO_TEXT),
            Party(id="maps", role=PartyRole.PROCESSOR, name=words("Map Co"), address=NO_TEXT),
        ),
        rights=(
            Right(id="copy", title=words("Copy"), how=words("In the app.")),
            Right(id="delete-outside", title=words("Delete"), how=words("In the app.")),
        ),
        withdraw_at="",
        groups=(Group(id="cabin", title=words("Cabin")),),
        practices=(
            practice(
                CABIN,
                reach=Reach.COUNTRY,
                asking=alone,
                sensors=("cam_cabin",),
                disclosure=words("Owner's manual, page 12."),
                personal_data=(data(DataCategory.VIDEO, sensitive=True),),
            ),
            practice(
                TRACK,
                reach=Reach.COUNTRY,
                asking=alone,
                provisions=(Provision(party="maps"),),
                personal_data=(data(DataCategory.LOCATION_TRACK),),
                precision=Precision(
                    range=words("The car"), resolution=words("10 m"), radius_metres=10.0
                ),
                ccpa_category=CcpaCategory.GEOLOCATION,
                ccpa_sensitive=True,
            ),
            practice(
                EDR,
                mode=Mode.REQUIRED,
                terms=(),
                system=System.EDR,
                disclosure=words("The data belongs to you as owner or lessee."),
            ),
            practice(
                DRIVING,
                reach=Reach.COUNTRY,
                asking=alone,
                personal_data=(data(DataCategory.DRIVER_BEHAVIOUR),),
                purposes=purposes(Purpose.MARKETING),
            ),
        ),
        sensors=(Sensor(id="cam_cabin", name=words("Cabin camera"), kind="camera", group="cabin"),),
        policy_url="https://maker.example/privacy#california",
        disconnect_link="HOW TO DISCONNECT REMOTE VEHICLE ACCESS",
        disconnect_url="https://maker.example/disconnect",
        location_switch=words("Settings, Privacy, Location."),
    )


def with_practice(notice: Notice, practice_id: str, **facts: Any) -> Notice:
    """Return a notice in which some facts of one practice are others."""
    assert notice.practice(PracticeId(practice_id)) is not None
    return replace(
        notice,
        practices=tuple(
            spoilt(item, facts) if item.id == practice_id else item for item in notice.practices
        ),
    )


def spoilt(stated: Practice, facts: Mapping[str, Any]) -> Practice:
    """Return a practice with other facts, which are named as they come."""
    return replace(stated, **facts)
