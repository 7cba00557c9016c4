"""Where the rules of the European Union begin and end, and what no notice can break."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.compliance.check import check_notice
from ownerapp.domain.finding import Gap, Outcome, Profile, RuleRegime
from ownerapp.domain.notice import Notice, Place, Practice, Reach
from ownerapp.domain.notice_codes import (
    NOT_STATED,
    AnonymisationMethod,
    DataCategory,
    Indicator,
    LegalGround,
    Mode,
    Purpose,
    Subject,
    TransferMechanism,
)
from ownerapp.domain.notice_facts import (
    Anonymisation,
    Asking,
    Basis,
    Complaint,
    Defaults,
    ProductData,
    RelatedService,
    Retention,
    StandardIcon,
    Stop,
)
from ownerapp.domain.text import NO_TEXT, TEXT_NOT_STATED, Text
from ownerapp.packs.adequacy import adequacy_list
from ownerapp.presentation.rule_words import say, words_of
from tests.compliance.europe_faults import (
    ENDLESS,
    ONLY_CONSENT,
    Fault,
    caveats,
    found,
    of,
    outcome,
    part,
    party,
    report,
    service,
    transfers,
    without_right,
)
from tests.compliance.good_california import data, purposes, with_practice, words
from tests.compliance.good_europe import (
    ADEQUACY,
    ADEQUATE,
    AT_OWN_RISK,
    CHILD,
    EDR,
    PRODUCT,
    SAFEGUARD,
    STREET,
    TODAY,
    TRACK,
    VOICE,
    good_notice,
    purpose,
)


def test_what_is_not_stated_is_told_apart_from_silence() -> None:
    silent = found(of(TRACK, eprivacy=None)(good_notice()))
    said = found(of(TRACK, eprivacy=NOT_STATED)(good_notice()))

    assert silent["EU-E-01"] == [(TRACK, "", Gap.MISSING)]
    assert said["EU-E-01"] == [(TRACK, "", Gap.NOT_STATED)]


def test_one_finding_names_all_that_is_left_out() -> None:
    bare = replace(PRODUCT, type=NO_TEXT, volume=TEXT_NOT_STATED)
    (_, finding) = report(of(EDR, product_data=bare)(good_notice())).findings[0]

    assert finding.fields == ("product_data.type", "product_data.volume")
    assert finding.gap is Gap.MISSING


@pytest.mark.rule("EU-A-03")
def test_a_finding_about_a_service_names_it() -> None:
    (_, finding) = report(service(volume=NO_TEXT)(good_notice())).findings[0]

    assert finding.facts == {"service": "Remote control"}
    assert finding.fields == ("related_services.volume",)


@pytest.mark.rule("EU-G-01")
class TestWhereTheControllerIs:
    def test_outside_the_eea_a_representative_is_named(self) -> None:
        notice = replace(party("maker", country="CN")(good_notice()), representative="maps")

        assert found(notice) == {}

    def test_a_country_that_nobody_states_is_a_caveat_and_no_finding(self) -> None:
        notice = party("maker", country="")(good_notice())

        assert found(notice) == {}
        assert caveats(notice) == [("EU-G-01", "country")]
        assert outcome(notice, "EU-G-01") is Outcome.DECLARED

    @pytest.mark.parametrize("country", ["IS", "LI", "NO", "HR"])
    def test_the_eea_is_more_than_the_union(self, country: str) -> None:
        assert found(party("maker", country=country)(good_notice())) == {}


@pytest.mark.rule("EU-G-02")
def test_a_notice_without_an_officer_needs_no_way_to_reach_one() -> None:
    notice = replace(good_notice(), has_data_protection_officer=None, data_protection_officer="")

    assert outcome(notice, "EU-G-02") is Outcome.NOT_APPLICABLE


@pytest.mark.rule("EU-G-03")
def test_a_purpose_may_have_a_ground_of_its_own() -> None:
    own = (purpose(Purpose.NAVIGATION, LegalGround.GDPR_CONTRACT),)

    assert found(of(TRACK, purposes=own, basis=None)(good_notice())) == {}


@pytest.mark.rule("EU-G-03")
def test_every_ground_of_the_gdpr_is_one_and_no_other() -> None:
    taken = {
        ground
        for ground in LegalGround
        if not found(
            of(EDR, system=None, basis=Basis(ground=ground, interest=words("It.")))(good_notice())
        )
    }

    assert taken == {"6a", "6b", "6c", "6d", "6e", "6f"}


@pytest.mark.rule("EU-G-05")
def test_an_empty_list_of_recipients_declares_that_there_are_none() -> None:
    assert all(practice.provisions == () for practice in good_notice().practices[:1])
    assert outcome(good_notice(), "EU-G-05") is Outcome.DECLARED


@pytest.mark.rule("EU-G-08")
def test_where_all_stays_in_the_car_nothing_outside_has_to_be_deleted() -> None:
    notice = good_notice()
    inside = replace(notice, practices=tuple(p for p in notice.practices if p.reach is Reach.CAR))

    assert found(without_right("delete-outside")(inside)) == {}


@pytest.mark.rule("EU-G-09")
@pytest.mark.rule("EU-G-16")
@pytest.mark.rule("EU-G-26")
def test_without_consent_or_interests_their_rights_need_no_entry() -> None:
    notice = good_notice()
    prescribed = replace(
        notice,
        practices=tuple(p for p in notice.practices if p.required),
        rights=tuple(r for r in notice.rights if r.id != "withdraw"),
    )

    assert found(prescribed) == {}
    for rule_id in ("EU-G-09", "EU-G-16", "EU-G-26", "EU-G-27", "EU-C-02"):
        assert outcome(prescribed, rule_id) is Outcome.NOT_APPLICABLE


@pytest.mark.rule("EU-G-10")
def test_an_address_is_as_good_as_the_authoritys_name() -> None:
    notice = replace(good_notice(), complaint=Complaint(authority_url="https://dpa.example"))

    assert found(notice) == {}
    assert outcome(notice, "EU-G-10") is Outcome.DECLARED


@pytest.mark.rule("EU-G-16")
def test_nobody_has_to_count_steps_and_as_many_are_enough() -> None:
    uncounted = part(TRACK, "asking", steps_withdraw=None)(good_notice())
    equal = part(TRACK, "asking", steps_withdraw=2)(good_notice())

    assert found(uncounted) == found(equal) == {}


@pytest.mark.rule("EU-G-26")
@pytest.mark.parametrize(
    "fault",
    [
        of(CHILD, purposes=purposes(Purpose.MARKETING)),
        of(CHILD, basis=Basis(ground=LegalGround.GDPR_PUBLIC_TASK)),
    ],
)
def test_marketing_and_public_tasks_need_the_right_to_object_by_itself(fault: Fault) -> None:
    notice = of(STREET, basis=ONLY_CONSENT)(good_notice())

    assert "EU-G-26" not in found(without_right("object")(notice))
    assert "EU-G-26" in found(without_right("object")(fault(notice)))


@pytest.mark.rule("EU-G-06")
@pytest.mark.rule("EU-G-28")
class TestTransfers:
    @pytest.mark.parametrize("country", ["NO", "FR"])
    def test_within_the_eea_there_is_none(self, country: str) -> None:
        inside = replace(SAFEGUARD, country=country, route=None)
        facts = {"transfers": (inside,), "storage_countries": (country,)}
        notice = of(STREET, **facts)(good_notice())

        assert found(notice) == {}

    @pytest.mark.parametrize("route", ["scc", "bcr", "code", "cert", "adhoc"])
    def test_each_safeguard_needs_a_way_to_a_copy(self, route: str) -> None:
        named = transfers(route=TransferMechanism(route))(good_notice())
        bare = transfers(route=TransferMechanism(route), copy_url="")(good_notice())

        assert found(named) == {}
        assert set(found(bare)) == {"EU-G-06"}

    @pytest.mark.parametrize(
        "route", ["cac_assessment", "certification", "standard_contract", "exempt", "treaty"]
    )
    def test_a_chinese_route_is_none_of_the_gdpr(self, route: str) -> None:
        findings = found(transfers(route=TransferMechanism(route))(good_notice()))

        assert findings["EU-G-28"] == [(STREET, "none", Gap.CONTRARY)]
        assert findings["EU-G-06"] == [(STREET, "other-law", Gap.CONTRARY)]

    def test_the_country_is_named(self) -> None:
        for rule, finding in report(transfers(route=None)(good_notice())).findings:
            assert finding.facts == {"country": "US"}, rule.id


@pytest.mark.rule("EU-G-28")
class TestTheListOfAdequacyDecisions:
    """What the list cannot tell is never held against the notice."""

    def test_a_list_of_six_months_still_decides_and_one_day_later_it_does_not(self) -> None:
        unknown = transfers(route=TransferMechanism.ADEQUACY, country="CN")(good_notice())
        last = date(2027, 2, 5)

        assert "EU-G-28" in found(unknown, today=last)
        assert caveats(unknown, today=last) == []
        assert "EU-G-28" not in found(unknown, today=date(2027, 2, 6))
        assert set(caveats(unknown, today=date(2027, 2, 6))) == {("EU-G-28", "old-list")}

    def test_an_old_list_is_named_with_its_date(self) -> None:
        caveat = report(good_notice(), today=date(2028, 1, 1)).caveats[0]

        assert caveat.facts == {"date": "2026-08-05"}
        assert "2026-08-05" in say(words_of("EU-G-28").caveats[caveat.code], **caveat.facts)

    def test_without_a_list_nothing_is_told(self) -> None:
        assert found(good_notice(), adequacy=None) == {}
        assert caveats(good_notice(), adequacy=None) == [("EU-G-28", "no-list")]

    def test_a_decision_for_some_recipients_leaves_open_whether_it_covers_these(self) -> None:
        notice = transfers(route=TransferMechanism.ADEQUACY, copy_url="")(good_notice())

        assert found(notice) == {}
        assert caveats(notice) == [("EU-G-28", "partial")]

    def test_a_caveat_is_no_finding(self) -> None:
        checked = report(good_notice(), today=date(2028, 1, 1))

        assert checked.findings == ()
        assert not checked.has_must_finding
        assert {item.outcome for item in checked.results} == {Outcome.DECLARED}

    def test_the_shipped_list_names_countries_once_and_none_of_the_eea(self) -> None:
        countries = [item.country for item in adequacy_list().decisions]

        assert len(set(countries)) == len(countries)
        assert {"CH", "GB", "JP", "US"} <= set(countries)
        assert not {"DE", "NO", "CN"} & set(countries)
        assert adequacy_list().source.startswith("https://")
        assert not adequacy_list().is_old(TODAY)


@pytest.mark.rule("EU-V-01")
@pytest.mark.rule("EU-V-04")
def test_location_that_the_law_prescribes_needs_no_default_and_no_pause() -> None:
    prescribed = of(
        EDR, personal_data=(data(DataCategory.LOCATION),), indicators=(Indicator.ICON,)
    )(good_notice())

    assert found(prescribed) == {}


@pytest.mark.rule("EU-V-07")
def test_what_can_show_an_offence_may_leave_the_car_for_a_reason() -> None:
    notice = of(
        VOICE,
        personal_data=(data(DataCategory.OTHER),),
        processing_place=Place.BOTH,
        reach=NOT_STATED,
        local_reason=words("A court asks for it."),
    )(good_notice())

    assert found(notice) == {}


@pytest.mark.rule("EU-C-02")
def test_purposes_on_other_grounds_than_consent_may_share_a_switch() -> None:
    mixed = (
        purpose(Purpose.NAVIGATION, LegalGround.GDPR_CONSENT),
        purpose(Purpose.RESEARCH, LegalGround.GDPR_CONTRACT),
    )

    assert found(of(TRACK, purposes=mixed)(good_notice())) == {}


@pytest.mark.rule("EU-D-03")
def test_words_that_press_are_named_with_their_fields() -> None:
    notice = of(EDR, effect=words("sadly"), why=Text({"de": "x", "en": "sadly"}))(good_notice())
    ((_, finding),) = report(notice).findings

    assert finding.facts == {"words": "sadly"}
    assert finding.fields == ("why", "effect")


def test_a_notice_for_another_law_is_not_held_to_these_rules() -> None:
    other = check_notice(good_notice(), today=TODAY, profile=Profile.CALIFORNIA)

    assert not any(result.rule.regime is RuleRegime.EU for result in other.results)


# ------------------------------------------------------------------------- hostile notices

_BARE_TEXTS = [NO_TEXT, TEXT_NOT_STATED]
_SILENT_PRODUCT: dict[str, Any] = {
    field.name: NOT_STATED if field.name in {"continuous", "storage"} else TEXT_NOT_STATED
    for field in fields(ProductData)
}
_SILENT_SERVICE: dict[str, Any] = {
    field.name: "" if field.name in {"id", "holder"} else NO_TEXT
    for field in fields(RelatedService)
}
_LAST: dict[str, list[Any]] = {
    "mode": [NOT_STATED, *Mode],
    "reach": [NOT_STATED, *Reach],
    "processing_place": [NOT_STATED, *Place],
    "storage_countries": [NOT_STATED, (), ("CN", "DE")],
    "processing_countries": [NOT_STATED],
    "provisions": [NOT_STATED],
    "subjects": [NOT_STATED, (), tuple(Subject)],
    "indicators": [NOT_STATED, ()],
    "trigger": [NOT_STATED, None],
    "eprivacy": [NOT_STATED, None],
    "retention": [ENDLESS, Retention(period="P1Y", text=NO_TEXT, chip=NO_TEXT)],
    "personal_data": [(), (data(None),), tuple(data(kind) for kind in DataCategory)],
    "purposes": [(), purposes(*Purpose)],
    "basis": [None, Basis(ground=NOT_STATED), Basis(ground=LegalGround.GDPR_LEGITIMATE_INTEREST)],
    "asking": [None, Asking(kind=NOT_STATED, steps_grant=1, steps_withdraw=9)],
    "defaults": [None, Defaults(state=NOT_STATED)],
    "stop": [None, Stop(path=TEXT_NOT_STATED)],
    "anonymisation": [None, Anonymisation(method=AnonymisationMethod.PSEUDONYMISED)],
    "transfers": [(), (replace(SAFEGUARD, country="", route=NOT_STATED), AT_OWN_RISK, ADEQUATE)],
    "product_data": [None, ProductData(**_SILENT_PRODUCT)],
    "standard_icon": [StandardIcon(id="")],
    "stored_by_third": [True, NOT_STATED],
}  # fmt: skip
_TEXTS = [
    field.name for field in fields(Practice) if isinstance(getattr(
        good_notice().practices[0], field.name), Text)
]  # fmt: skip


@st.composite
def hostile(draw: st.DrawFn) -> Notice:
    """Return the good notice with any facts taken away or replaced."""
    notice = good_notice()
    for practice in notice.practices:
        names = draw(st.sets(st.sampled_from([*_LAST, *_TEXTS]), max_size=6))
        facts = {
            name: draw(st.sampled_from(_LAST.get(name, _BARE_TEXTS))) for name in sorted(names)
        }
        notice = with_practice(notice, practice.id, **facts)
    if draw(st.booleans()):
        notice = replace(
            notice,
            parties=(),
            rights=(),
            complaint=None,
            related_services=(RelatedService(**_SILENT_SERVICE),),
            jurisdiction="",
        )
    return notice


@given(notice=hostile(), has_list=st.booleans())
def test_no_silence_of_a_notice_stops_the_check(*, notice: Notice, has_list: bool) -> None:
    checked = report(notice, adequacy=ADEQUACY if has_list else None)

    for rule, finding in checked.findings:
        assert finding.fields
        assert say(words_of(rule.id).found(finding), practice="it", **finding.facts)
    for caveat in checked.caveats:
        assert say(words_of(caveat.rule).caveats[caveat.code], practice="it", **caveat.facts)
