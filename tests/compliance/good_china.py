"""A small notice that declares all that China's rules ask for, and ways to spoil it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from ownerapp.domain.ids import Language, NoticeHash, PackId, PracticeId
from ownerapp.domain.notice import Notice, Origin, Place, Practice, Reach, Regime
from ownerapp.domain.notice_codes import (
    Access,
    AnonymisationMethod,
    ApprovalStatus,
    Channel,
    ConsentKind,
    DataCategory,
    DefaultReset,
    DefaultState,
    EndAction,
    FurtherRegime,
    Importance,
    Indicator,
    LegalGround,
    Mode,
    NoticeLevel,
    PartyKind,
    PartyRole,
    Purpose,
    Subject,
    Tag,
    TransferMechanism,
)
from ownerapp.domain.notice_facts import (
    Anonymisation,
    Approval,
    Asking,
    AutomatedDecision,
    Basis,
    Complaint,
    Contact,
    Defaults,
    Group,
    Party,
    PersonalData,
    Precision,
    Provision,
    Retention,
    Right,
    Sensor,
    StatedPurpose,
    Stop,
    Transfer,
    VersionNote,
)
from ownerapp.domain.term import Term
from ownerapp.domain.text import NO_TEXT, Text

_Value = TypeVar("_Value", Transfer, Practice, Party)

TODAY = date(2026, 11, 21)
CABIN, TRACK, OUTSIDE, WATCH = "cabin-clips", "trip-history", "outside-clips", "parked-watch"
RESEARCH, FLOW, STYLE, CHILD = "battery-research", "road-flow", "driving-style", "child-seat"
FACE, DROWSY, SEAT, LANES = "face-check", "drowsiness", "seat-occupancy", "lane-finder"
CUSTOMS, RENTAL = "customs-report", "rental-booking"
DUTY = "GB/T 32960"
SEPARATE = Asking(
    kind=ConsentKind.SEPARATE,
    chosen_by="individual",
    topics=("practice",),
    steps_grant=2,
    steps_withdraw=1,
)
KEPT = Retention(
    period="P30D",
    text=Text({"en": "30 days.", "zh_Hans": "30 天。"}),
    chip=Text({"en": "30 days", "zh_Hans": "30 天"}),
    end_action=EndAction.DELETE,
)


def words(text: str) -> Text:
    """Return a text in two languages, long enough in each."""
    return Text({"en": text, "zh_Hans": "为您提供服务"})


def data(category: DataCategory | None) -> PersonalData:
    """Return one kind of data."""
    return PersonalData(
        item="odometer", name=words("Data"), dpv="pd:Vehicle", sensitive=False, category=category
    )


def purposes(*codes: Purpose) -> tuple[StatedPurpose, ...]:
    """Return purposes with a sentence and a necessity each."""
    text = words("To show your trips on the map")
    need = words("The map is drawn outside the car.")
    return tuple(StatedPurpose(code=code, text=text, necessity=need) for code in codes)


def on(ground: LegalGround, ref: str = "") -> Basis:
    """Return a ground."""
    return Basis(ground=ground, ref=ref)


def asked(**facts: Any) -> Asking:
    """Return separate consent with some facts changed."""
    return replace(SEPARATE, **facts)


def kept(**facts: Any) -> Retention:
    """Return thirty days with some facts changed."""
    return replace(KEPT, **facts)


def transfer(**facts: Any) -> Transfer:
    """Return a transfer to the laboratory, with some of its facts."""
    stated = Transfer(
        country="DE",
        recipient="lab",
        mechanism=words("By standard contract."),
        route=TransferMechanism.STANDARD_CONTRACT,
        purpose=words("To study how batteries age"),
        purpose_code="research",
        method=words("By encrypted upload"),
        method_code="upload",
        categories=(DataCategory.VEHICLE_STATE,),
        scale=200_000,
        sender="issuer",
        rights_procedure=words("Write to the laboratory."),
    )
    return _with(stated, facts)


def approval(**facts: Any) -> Approval:
    """Return a passed assessment that allows what :func:`transfer` does, and no more."""
    stated = Approval(
        ref="CAC-2026-1",
        status=ApprovalStatus.PASSED,
        issued=date(2026, 1, 1),
        expires=date(2028, 12, 31),
        purposes=("research",),
        methods=("upload",),
        categories=(DataCategory.VEHICLE_STATE,),
        scale=200_000,
    )
    return replace(stated, **facts)


def practice(practice_id: str, **facts: Any) -> Practice:
    """Return a practice that is not sensitive and stays in the car, with some of its facts."""
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
        retention=KEPT,
        who=words("Nobody."),
        how_to_stop=words("Settings, Privacy."),
        necessity=words("Without it there is nothing to show."),
        effect=words("Somebody could see it."),
        if_off=words("Nothing is shown."),
        still_sent=NO_TEXT,
        required_reason=NO_TEXT,
        legal_basis=words("Your consent."),
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
        terms=(Term.DAYS_7, Term.YEAR_1),
        sensors=(),
        purposes=purposes(Purpose.REQUESTED_SERVICE),
        basis=on(LegalGround.CONSENT),
        asking=SEPARATE,
        defaults=Defaults(state=DefaultState.OFF, reset=DefaultReset.PER_DRIVE),
        stop=Stop(path=words("Settings, Privacy"), steps=2),
        subjects=(Subject.DRIVER,),
        indicators=(Indicator.ICON,),
        notice_level=NoticeLevel.ENHANCED,
        context=words("While the car drives."),
        method=words("Shown on the screen."),
        precision=Precision(
            range=words("The seats"), resolution=words("640 by 480"), reason=words("Enough.")
        ),
    )
    return _with(stated, facts)


def _sent(**facts: Any) -> dict[str, Any]:
    """Return the facts of what leaves the car and stays in China."""
    return {
        "reach": Reach.COUNTRY,
        "storage_countries": ("CN",),
        "anonymisation": Anonymisation(method=AnonymisationMethod.PSEUDONYMISED),
        **facts,
    }


def _practices() -> tuple[Practice, ...]:
    """Return practices that every rule is about at least once."""
    return (
        practice(
            CABIN,
            sensitive=True,
            sensors=("cam_cabin",),
            personal_data=(data(DataCategory.VIDEO),),
            purposes=purposes(Purpose.DRIVING_SAFETY),
        ),
        practice(
            TRACK,
            sensitive=True,
            sensors=("gnss",),
            personal_data=(data(DataCategory.LOCATION_TRACK),),
            purposes=purposes(Purpose.NAVIGATION),
            **_sent(),
        ),
        practice(
            OUTSIDE,
            sensitive=True,
            mode=Mode.REQUIRED,
            required_reason=words("The law asks for it."),
            basis=on(LegalGround.STATUTORY_DUTY, DUTY),
            sensors=("cam_front",),
            personal_data=(data(DataCategory.VIDEO),),
            subjects=(Subject.OUTSIDE_PERSON,),
            purposes=purposes(Purpose.LEGAL_DUTY),
            **_sent(
                anonymisation=Anonymisation(
                    method=AnonymisationMethod.CONTOUR,
                    before_egress=True,
                    face_rate=0.9,
                    plate_rate=0.95,
                )
            ),
        ),
        practice(
            WATCH,
            sensitive=True,
            sensors=("cam_front",),
            personal_data=(data(DataCategory.VIDEO),),
            subjects=(Subject.DRIVER, Subject.OUTSIDE_PERSON),
            purposes=purposes(Purpose.DRIVING_SAFETY),
            anonymisation=Anonymisation(method=AnonymisationMethod.NONE),
            important=True,
            importance=Importance.OUTSIDE_PICTURES,
        ),
        practice(
            RESEARCH,
            asking=asked(topics=("export",)),
            purposes=purposes(Purpose.RESEARCH),
            provisions=(
                Provision(
                    party="lab",
                    purpose=words("To study how batteries age"),
                    method=words("By query"),
                    categories=(DataCategory.VEHICLE_STATE,),
                    access=Access.QUERY,
                ),
            ),
            transfers=(transfer(),),
            **_sent(reach=Reach.ABROAD, storage_countries=("CN", "DE")),
        ),
        practice(
            FLOW,
            basis=on(LegalGround.CONTRACT),
            tags=(Tag.TRAFFIC_OR_LOGISTICS_FLOW,),
            important=True,
            importance=Importance.ECONOMIC_FLOWS,
            transfers=(transfer(route=TransferMechanism.CAC_ASSESSMENT, approved=approval()),),
            **_sent(reach=Reach.ABROAD),
        ),
        practice(
            STYLE,
            asking=asked(topics=("recipient:insurer",)),
            purposes=purposes(Purpose.REQUESTED_SERVICE, Purpose.PUSH),
            provisions=(
                Provision(
                    party="insurer",
                    purpose=words("To work out your rate"),
                    method=words("By upload"),
                    categories=(DataCategory.DRIVER_BEHAVIOUR,),
                ),
                Provision(party="maker"),
            ),
            automated_decision=AutomatedDecision(significant=True),
            explanation=words("Hard braking lowers the score."),
            opt_out=words("Settings, Score, Off."),
            delete_tags=words("Settings, Score, Delete."),
            made_public=True,
            **_sent(),
        ),
        practice(
            CHILD,
            sensitive=True,
            personal_data=(data(DataCategory.HEALTH),),
            subjects=(Subject.MINOR,),
            asking=asked(kind=ConsentKind.GUARDIAN),
            child_rules="https://maker.example/children",
            purposes=purposes(Purpose.DRIVING_SAFETY),
        ),
        practice(
            FACE,
            sensitive=True,
            mode=Mode.REQUIRED,
            required_reason=words("The law asks for it."),
            basis=on(LegalGround.STATUTORY_DUTY, DUTY),
            personal_data=(data(DataCategory.FACE),),
            purposes=purposes(Purpose.AUTHENTICATION),
            alternative=words("A code."),
        ),
        practice(
            DROWSY,
            sensitive=True,
            personal_data=(data(DataCategory.FACE),),
            purposes=purposes(Purpose.DRIVING_SAFETY),
            **_sent(),
        ),
        practice(
            SEAT,
            sensors=("infrared_cabin",),
            purposes=purposes(Purpose.REMOTE_CABIN_VIEW),
            **_sent(),
        ),
        practice(LANES, tags=(Tag.INCIDENTAL,), retention=kept(period="PT24H")),
        practice(
            CUSTOMS,
            basis=on(LegalGround.STATUTORY_DUTY, DUTY),
            provisions=(Provision(party="customs"),),
            transfers=(
                transfer(recipient="customs", route=TransferMechanism.TREATY, approved=approval()),
            ),
            **_sent(reach=Reach.ABROAD),
        ),
        practice(
            RENTAL,
            basis=on(LegalGround.CONTRACT),
            transfers=(
                transfer(
                    route=TransferMechanism.EXEMPT,
                    exemption=words("The rental contract needs it."),
                ),
            ),
            **_sent(reach=Reach.ABROAD),
        ),
    )


_RIGHTS = (
    "access", "copy", "correct", "delete-in-vehicle", "delete-outside", "restrict", "withdraw",
    "explain", "port", "close-account",
)  # fmt: skip


def good_notice() -> Notice:
    """Return a notice in which no rule of China finds anything."""
    return Notice(
        hash=NoticeHash("sha256:" + "0" * 64),
        pack_id=PackId("good-china"),
        version="2",
        effective_from=date(2026, 11, 1),
        origin=Origin.ISSUER,
        regime=Regime.CHINA,
        further_regimes=(FurtherRegime.BEIJING,),
        native_language=Language("zh_Hans"),
        languages=(Language("zh_Hans"), Language("en")),
        title=words("Notice"),
        brand=words("Brand"),
        model=words("Model"),
        jurisdiction="CN",
        applicable_law=(),
        url="",
        controller="maker",
        parties=(
            party("maker", phone="400 123 4567", country="CN"),
            party("insurer", role=PartyRole.THIRD_PARTY, url="https://i.example", country="CN"),
            party("lab", email="privacy@lab.example", country="DE"),
            party(
                "customs",
                role=PartyRole.JOINT,
                kind=PartyKind.FOREIGN_AUTHORITY,
                address=words("A street"),
                country="DE",
            ),
        ),
        rights=tuple(
            Right(id=name, title=words(name), how=words("Here."), exercised_at="https://m.example")
            for name in _RIGHTS
        ),
        withdraw_at="",
        groups=(Group(id="cabin", title=words("Cabin")),),
        practices=_practices(),
        sensors=tuple(
            Sensor(id=name, name=words(name), kind=kind, group=group)
            for name, kind, group in (
                ("cam_cabin", "camera", "cabin"),
                ("infrared_cabin", "infrared", "cabin"),
                ("cam_front", "camera", "exterior"),
                ("gnss", "gnss", "connectivity"),
            )
        ),
        channels=(Channel.APP,),
        rights_contact=Contact(
            name=words("Privacy desk"),
            phone="+86 10 1234 5678",
            email="privacy@maker.example",
            url="https://maker.example/privacy",
            last_verified=date(2026, 6, 1),
        ),
        complaint=Complaint(internal_phone="400 123 4567"),
        version_notes=(VersionNote(version="2", date=date(2026, 11, 1), text=words("More.")),),
        autonomous=True,
    )


def party(party_id: str, **facts: Any) -> Party:
    """Return a party that decides itself what it does with data."""
    stated = Party(id=party_id, role=PartyRole.CONTROLLER, name=words(party_id), address=NO_TEXT)
    return _with(stated, facts)


def with_practice(notice: Notice, practice_id: str, **facts: Any) -> Notice:
    """Return a notice in which some facts of one practice are others."""
    assert notice.practice(PracticeId(practice_id)) is not None
    return replace(
        notice,
        practices=tuple(
            _with(item, facts) if item.id == practice_id else item for item in notice.practices
        ),
    )


def with_party(notice: Notice, party_id: str, **facts: Any) -> Notice:
    """Return a notice in which some facts of one party are others."""
    assert notice.party(party_id) is not None
    return replace(
        notice,
        parties=tuple(
            _with(item, facts) if item.id == party_id else item for item in notice.parties
        ),
    )


def without_right(notice: Notice, right_id: str) -> Notice:
    """Return a notice that does not list a right."""
    assert notice.right(right_id) is not None
    return replace(notice, rights=tuple(item for item in notice.rights if item.id != right_id))


def _with(value: _Value, facts: Mapping[str, Any]) -> _Value:
    """Return a value with other facts, which are named as they come."""
    return replace(value, **facts)
