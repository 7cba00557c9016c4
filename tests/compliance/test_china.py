"""Every rule of China finds its fault, and nothing else does."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from ownerapp.compliance.check import all_rules, check_notice
from ownerapp.compliance.china_export import THRESHOLDS
from ownerapp.compliance.rule import Wording
from ownerapp.domain.finding import Gap, NoticeReport, Outcome, Profile, RuleResult, Standing
from ownerapp.domain.notice import Notice, Practice, Reach
from ownerapp.domain.notice_codes import (
    NOT_STATED,
    AnonymisationMethod,
    ConsentKind,
    DataCategory,
    LegalGround,
    Mode,
    Purpose,
    TransferMechanism,
)
from ownerapp.domain.notice_facts import (
    Anonymisation,
    Approval,
    Asking,
    Basis,
    Contact,
    Defaults,
    Provision,
    Retention,
    Stop,
    Transfer,
)
from ownerapp.domain.term import Term
from ownerapp.domain.text import NO_TEXT, TEXT_NOT_STATED, Text
from ownerapp.packs.deadlines import deadline_parameters
from ownerapp.presentation.rule_words import say, words_of
from tests.compliance.china_faults import ALL_FAULTS, FAULTS, Fault, moved, of
from tests.compliance.good_china import (
    CABIN,
    CUSTOMS,
    DUTY,
    FACE,
    FLOW,
    LANES,
    OUTSIDE,
    RENTAL,
    RESEARCH,
    STYLE,
    TODAY,
    TRACK,
    WATCH,
    approval,
    asked,
    good_notice,
    kept,
    on,
    purposes,
    transfer,
    with_practice,
    words,
)


class FewWords(Wording):
    """Word lists of one word each."""

    @override
    def vague_words(self, text: str, language: str) -> tuple[str, ...]:
        return ("etc",) if language == "en" and "etc" in text else ()

    @override
    def jargon_words(self, text: str, language: str) -> tuple[str, ...]:
        return ("data subject",) if language == "en" and "data subject" in text else ()

    @override
    def is_hard(self, text: str, language: str) -> bool:
        return language == "en" and "hard sentence" in text


def report(notice: Notice, *, today: date = TODAY, **facts: Any) -> NoticeReport:
    return check_notice(notice, today=today, wording=FewWords(), **facts)


def found(notice: Notice) -> dict[str, list[str]]:
    """Return the codes of what the rules of China find, by rule."""
    result: dict[str, list[str]] = {}
    for rule, finding in report(notice).findings:
        if rule.id.startswith("CN-"):
            result.setdefault(rule.id, []).append(finding.code)
    return result


CHECKED = [
    rule.id
    for rule in all_rules()
    if rule.id.startswith("CN-") and rule.standing is Standing.CHECKED
]


def test_nothing_is_found_in_a_notice_that_declares_all() -> None:
    assert found(good_notice()) == {}


@pytest.mark.parametrize("rule_id", CHECKED)
def test_every_rule_is_about_something_in_that_notice(rule_id: str) -> None:
    (result,) = (item for item in report(good_notice()).results if item.rule.id == rule_id)

    assert result.outcome in {Outcome.DECLARED, Outcome.COVERED}


def test_every_rule_has_a_fault() -> None:
    assert sorted({fault.rule for fault in ALL_FAULTS}) == sorted(CHECKED)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_by_its_rule_and_by_those_that_hold_it(fault: Fault) -> None:
    findings = found(fault.change(good_notice()))

    assert set(findings) == {fault.rule, *fault.others}
    assert findings[fault.rule] == list(fault.codes)


@pytest.mark.parametrize("fault", FAULTS)
def test_every_finding_has_a_sentence(fault: Fault) -> None:
    for rule, finding in report(fault.change(good_notice())).findings:
        if rule.id.startswith("CN-"):
            said = say(words_of(rule.id).found(finding), practice="THE PRACTICE", **finding.facts)
            assert ("THE PRACTICE" in said) == (finding.practice is not None)


def test_every_sentence_is_about_a_code_that_a_fault_brings() -> None:
    brought = {(fault.rule, code) for fault in ALL_FAULTS for code in fault.codes}
    written = {(rule_id, code) for rule_id in CHECKED for code in words_of(rule_id).contrary}

    assert sorted(written - brought) == []


def result_of(notice: Notice, rule_id: str, *, today: date = TODAY) -> RuleResult:
    (result,) = (item for item in report(notice, today=today).results if item.rule.id == rule_id)
    return result


def covered_by(notice: Notice, rule_id: str) -> dict[str, str]:
    return {item.practice: item.by for item in result_of(notice, rule_id).covered}


def test_what_is_not_stated_is_told_apart_from_silence() -> None:
    silent = result_of(of(LANES, subjects=())(good_notice()), "CN-AD-02")
    said = result_of(of(LANES, subjects=NOT_STATED)(good_notice()), "CN-AD-02")

    assert [item.gap for item in silent.findings] == [Gap.MISSING]
    assert [item.gap for item in said.findings] == [Gap.NOT_STATED]


def test_of_several_facts_one_that_is_left_out_decides() -> None:
    said = moved(RESEARCH, purpose=TEXT_NOT_STATED, method=TEXT_NOT_STATED)(good_notice())
    mixed = moved(RESEARCH, purpose=TEXT_NOT_STATED, method=NO_TEXT)(good_notice())

    assert [item.gap for item in result_of(said, "CN-P-18").findings] == [Gap.NOT_STATED]
    assert [item.gap for item in result_of(mixed, "CN-P-18").findings] == [Gap.MISSING]


class TestWhatAnotherLawCovers:
    ART_9 = (
        *(f"CN-AD-{number}" for number in (23, 24, 25, 26, 28, 29, 31)),
        "CN-S-02",
        "CN-T-02",
    )

    @pytest.mark.parametrize("rule_id", ART_9)
    def test_a_duty_that_names_its_law_is_covered_and_not_passed(self, rule_id: str) -> None:
        result = result_of(good_notice(), rule_id)

        assert result.outcome is Outcome.COVERED
        assert {item.by for item in result.covered} == {DUTY}
        assert FACE in {item.practice for item in result.covered}

    @pytest.mark.parametrize("rule_id", ART_9)
    def test_a_duty_without_a_law_covers_nothing(self, rule_id: str) -> None:
        notice = of(FACE, basis=on(LegalGround.STATUTORY_DUTY))(good_notice())

        assert FACE not in covered_by(notice, rule_id)

    def test_a_purpose_on_another_ground_is_no_duty(self) -> None:
        (purpose,) = purposes(Purpose.MARKETING)
        other = replace(purpose, ground=LegalGround.CONTRACT)
        notice = of(OUTSIDE, purposes=(*purposes(Purpose.LEGAL_DUTY), other))(good_notice())

        assert OUTSIDE not in covered_by(notice, "CN-AD-23")

    @pytest.mark.rule("CN-AD-23")
    @pytest.mark.rule("CN-T-04")
    @pytest.mark.parametrize(
        "use", [Purpose.VOICE_RECOGNITION, Purpose.REMOTE_CABIN_VIEW, Purpose.CLOUD_STORAGE]
    )
    def test_a_use_for_which_cabin_data_may_leave_the_car_serves_the_person(
        self, use: Purpose
    ) -> None:
        assert found(of(CABIN, purposes=purposes(use))(good_notice())) == {}

    @pytest.mark.rule("CN-AD-31")
    def test_a_face_that_unlocks_the_car_is_no_driving_safety(self) -> None:
        notice = of(FACE, basis=None, purposes=purposes(Purpose.AUTHENTICATION))(good_notice())

        assert "CN-AD-31" in found(notice)

    @pytest.mark.rule("CN-P-11")
    @pytest.mark.rule("CN-P-13")
    def test_without_consent_as_the_ground_no_separate_consent_is_asked_for(self) -> None:
        facts = {"asking": None, "basis": on(LegalGround.CONTRACT)}
        notice = of(STYLE, **facts)(good_notice())

        assert found(notice) == {}
        assert covered_by(notice, "CN-P-11") == {STYLE: "PIPL Art 13"}
        assert covered_by(notice, "CN-P-13") == {STYLE: "PIPL Art 13"}

    @pytest.mark.rule("CN-P-14")
    def test_nor_for_pictures_of_a_public_place(self) -> None:
        facts = {"basis": on(LegalGround.CONTRACT), "purposes": purposes(Purpose.NAVIGATION)}
        notice = of(WATCH, **facts)(good_notice())

        assert covered_by(notice, "CN-P-14") == {WATCH: "PIPL Art 13"}

    @pytest.mark.rule("CN-P-19")
    def test_nor_for_an_export(self) -> None:
        assert covered_by(good_notice(), "CN-P-19") == {
            FLOW: "PIPL Art 13",
            CUSTOMS: DUTY,
            RENTAL: "PIPL Art 13",
        }

    @pytest.mark.parametrize("ground", [NOT_STATED, LegalGround.LEGITIMATE_INTEREST])
    def test_a_ground_that_is_unknown_or_foreign_covers_nothing(self, ground: Any) -> None:
        notice = of(STYLE, asking=None, basis=Basis(ground=ground))(good_notice())

        assert covered_by(notice, "CN-P-11") == {}
        assert {"CN-P-11", "CN-P-13"} <= found(notice).keys()


class TestWhatTheProgramCannotTell:
    @pytest.mark.rule("CN-P-09")
    @pytest.mark.parametrize(("period", "is_long"), [("P1Y", False), ("P366D", True)])
    def test_a_long_time_is_a_caveat_and_no_finding(self, period: str, *, is_long: bool) -> None:
        notice = of(TRACK, retention=kept(period=period))(good_notice())
        result = result_of(notice, "CN-P-09")

        assert found(notice) == {}
        assert [item.code for item in result.caveats] == (["long"] if is_long else [])

    @pytest.mark.rule("CN-P-09")
    @pytest.mark.parametrize("code", [Purpose.LEGAL_DUTY, Purpose.RESEARCH])
    def test_the_longest_of_several_purposes_counts(self, code: Purpose) -> None:
        notice = of(
            LANES, retention=kept(period="P3Y"), tags=(), purposes=purposes(Purpose.PUSH, code)
        )(good_notice())

        assert result_of(notice, "CN-P-09").caveats == ()

    @pytest.mark.rule("CN-X-02")
    @pytest.mark.parametrize(("days", "codes"), [(1, ["soon"]), (90, ["soon"]), (91, [])])
    def test_an_approval_that_ends_soon_still_lasts(self, days: int, codes: list[str]) -> None:
        today = date(2028, 12, 31) - timedelta(days=days)
        result = result_of(good_notice(), "CN-X-02", today=today)

        assert result.findings == ()
        assert [item.code for item in result.caveats] == codes

    def test_every_caveat_has_a_sentence(self) -> None:
        for rule_id in ("CN-P-09", "CN-X-02"):
            assert all(
                say(text, practice="A", date="1 May") for text in words_of(rule_id).caveats.values()
            )


@pytest.mark.rule("CN-S-03")
@pytest.mark.parametrize(
    ("tried", "codes"),
    [
        (date(2025, 11, 21), []),
        (date(2025, 11, 20), ["old"]),
        (TODAY, []),
    ],
)
def test_a_contact_was_tried_within_twelve_months(tried: date, codes: list[str]) -> None:
    contact = Contact(name=words("Desk"), phone="12345", last_verified=tried)
    notice = replace(good_notice(), rights_contact=contact)

    assert found(notice).get("CN-S-03", []) == codes


@pytest.mark.rule("CN-AD-25")
def test_a_guardians_consent_is_separate_for_children_alone() -> None:
    guardian = asked(kind=ConsentKind.GUARDIAN)

    assert "CN-AD-25" not in found(good_notice())
    assert "CN-AD-25" in found(of(CABIN, asking=guardian)(good_notice()))


@pytest.mark.rule("CN-AD-22")
def test_people_outside_who_agreed_need_not_be_hidden() -> None:
    facts: dict[str, Any] = {
        "basis": on(LegalGround.CONSENT),
        "anonymisation": Anonymisation(method=AnonymisationMethod.AGGREGATED),
    }
    notice = of(OUTSIDE, **facts)(good_notice())

    assert "CN-AD-22" not in found(notice)


@pytest.mark.rule("CN-AD-34")
def test_a_child_of_an_assessed_kind_is_within_its_limits() -> None:
    notice = moved(
        FLOW,
        categories=(DataCategory.LOCATION_TRACK,),
        approved=approval(categories=(DataCategory.LOCATION,)),
    )(good_notice())
    wider = moved(
        FLOW,
        categories=(DataCategory.LOCATION,),
        approved=approval(categories=(DataCategory.LOCATION_TRACK,)),
    )(good_notice())

    assert found(notice) == {}
    assert found(wider) == {"CN-AD-34": ["beyond"]}


@pytest.mark.rule("CN-AD-34")
def test_a_certificate_need_not_set_limits() -> None:
    certified = transfer(
        route=TransferMechanism.CERTIFICATION,
        approved=Approval(ref="C-1", expires=date(2028, 1, 1)),
    )
    notice = of(RESEARCH, transfers=(certified,))(good_notice())

    assert found(notice) == {}


@pytest.mark.rule("CN-P-11")
def test_for_a_recipient_at_home_a_consent_to_the_export_is_not_enough() -> None:
    notice = of(STYLE, asking=asked(topics=("export",)))(good_notice())

    assert found(notice) == {"CN-P-11": ["topic"]}


@pytest.mark.rule("CN-P-14")
def test_safety_and_duties_are_what_public_places_are_filmed_for() -> None:
    notice = of(WATCH, purposes=purposes(Purpose.DRIVING_SAFETY, Purpose.LEGAL_DUTY))(good_notice())

    assert "CN-P-14" not in found(notice)


@pytest.mark.rule("CN-X-01")
class TestTheRouteFitsTheVolume:
    def test_the_thresholds_are_those_of_the_shipped_file(self) -> None:
        assert deadline_parameters().export_thresholds_cn == THRESHOLDS

    def test_one_sensitive_person_asks_for_a_contract(self) -> None:
        notice = moved(RENTAL, scale=1, exemption=NO_TEXT)(
            of(RENTAL, sensitive=True)(good_notice())
        )
        notice = of(RESEARCH, transfers=(), reach=Reach.COUNTRY, provisions=())(notice)

        assert result_of(notice, "CN-X-01").findings[0].code == "contract-or-certificate"

    def test_few_people_ask_for_nothing(self) -> None:
        notice = moved(RENTAL, scale=99_999, exemption=NO_TEXT)(good_notice())
        for other in (RESEARCH, FLOW, CUSTOMS):
            notice = of(other, transfers=(), reach=Reach.COUNTRY)(notice)

        assert result_of(notice, "CN-X-01").findings == ()

    def test_an_exemption_with_a_reason_is_left_to_the_reader(self) -> None:
        notice = moved(RENTAL, scale=5_000_000)(good_notice())

        assert result_of(notice, "CN-X-01").findings == ()

    def test_but_not_for_important_data(self) -> None:
        notice = of(RENTAL, important=True)(good_notice())

        assert [item.code for item in result_of(notice, "CN-X-01").findings] == ["assessment"]

    def test_a_treaty_goes_before(self) -> None:
        notice = moved(CUSTOMS, scale=None)(good_notice())

        assert found(notice).get("CN-X-01") is None


@pytest.mark.rule("CN-AD-01")
def test_law_alone_leaves_out_what_is_only_recommended() -> None:
    results = report(good_notice(), profile=Profile.LAW).results
    ids = {item.rule.id for item in results}

    assert "CN-AD-01" in ids
    assert not ids & {"CN-AD-08", "CN-T-02", "CN-S-01", "CN-X-03"}


def test_a_notice_for_another_law_is_not_held_to_these_rules() -> None:
    other = check_notice(good_notice(), today=TODAY, profile=Profile.EU)

    assert not any(item.rule.id.startswith("CN-") for item in other.results)


EMPTIED: dict[str, list[Any]] = {
    "mode": [NOT_STATED, Mode.REQUIRED],
    "reach": [NOT_STATED, Reach.CAR, Reach.ABROAD],
    "sensitive": [True, False],
    "storage_countries": [NOT_STATED, ()],
    "provisions": [NOT_STATED, (), (Provision(party="no-such-party"),)],
    "transfers": [(), (Transfer(country="US", recipient="no-such-party", mechanism=NO_TEXT),)],
    "retention": [
        Retention(period=None, text=TEXT_NOT_STATED, chip=TEXT_NOT_STATED, end_action=NOT_STATED),
        Retention(period="P", text=NO_TEXT, chip=NO_TEXT, unlimited=True),
    ],
    "terms": [(), (Term.OPEN,)],
    "sensors": [(), ("cam_cabin", "cam_front", "no-such-sensor")],
    "personal_data": [()],
    "basis": [None, Basis(ground=NOT_STATED)],
    "asking": [None, Asking(kind=NOT_STATED)],
    "defaults": [None, Defaults(state=NOT_STATED, reset=NOT_STATED)],
    "stop": [None, Stop(path=TEXT_NOT_STATED)],
    "anonymisation": [None, Anonymisation(method=NOT_STATED, before_egress=NOT_STATED)],
    "subjects": [(), NOT_STATED],
    "indicators": [(), NOT_STATED],
    "important": [None, NOT_STATED, True, False],
    "importance": [None],
    "notice_level": [None, NOT_STATED],
    "made_public": [None, NOT_STATED, True],
    "purposes": [()],
    "precision": [None],
    "automated_decision": [None],
    "subject_count": [None, 10**12],
}
TEXTS = [item.name for item in fields(Practice) if item.type == "Text"]


@given(data=st.data())
def test_no_emptied_field_makes_a_rule_fail(data: st.DataObject) -> None:
    notice = good_notice()
    for practice in data.draw(st.lists(st.sampled_from(notice.practices), min_size=1, max_size=4)):
        names = data.draw(st.lists(st.sampled_from([*EMPTIED, *TEXTS]), max_size=8))
        facts = {
            name: data.draw(st.sampled_from(EMPTIED.get(name, [NO_TEXT, TEXT_NOT_STATED])))
            for name in names
        }
        notice = with_practice(notice, practice.id, **facts)
    gone = st.sampled_from(
        ["rights", "rights_contact", "complaint", "channels", "parties", "sensors", "controller"]
    )
    empty: dict[str, Any] = {
        "rights": (), "rights_contact": None, "complaint": None, "channels": NOT_STATED,
        "parties": (), "sensors": (), "controller": "",
    }  # fmt: skip
    for name in data.draw(st.lists(gone, max_size=3)):
        notice = replace(notice, **{name: empty[name]})

    for rule, finding in report(notice).findings:
        if rule.id.startswith("CN-"):
            assert say(words_of(rule.id).found(finding), practice="A", **finding.facts)


@given(
    text=st.one_of(st.text(max_size=60), st.from_regex(r"P[0-9]{1,5}[YMWD](T[0-9]{1,3}[HMS])?")),
    phone=st.text(max_size=40),
    url=st.one_of(st.text(max_size=40), st.just("http://["), st.just("https://a.b:x/")),
)
def test_no_written_text_makes_a_rule_fail(text: str, phone: str, url: str) -> None:
    contact = Contact(name=words("Desk"), phone=phone, email=text, url=url, last_verified=TODAY)
    notice = replace(good_notice(), rights_contact=contact, version=text)
    notice = of(TRACK, retention=kept(period=text), why=Text({text: text}))(notice)

    assert report(notice).results
