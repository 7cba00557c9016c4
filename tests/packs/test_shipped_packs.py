"""The shipped packs: complete, plain, and exact in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from urllib.parse import urlsplit

import pytest

from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice, Origin, Practice, Reach, Regime
from ownerapp.domain.notice_codes import ConsentKind, DataCategory, EndAction, NotStated
from ownerapp.domain.notice_facts import Sensor
from ownerapp.domain.term import Term
from ownerapp.domain.text import Text
from ownerapp.packs.catalogue import catalogue
from ownerapp.packs.reader import PackReader
from ownerapp.services.ports.notices import LoadedNotice

EN, ZH = Language("en"), Language("zh_Hans")
PACKS = {
    str(pack.notice.pack_id): pack
    for pack in PackReader().shipped()
    if pack.notice.origin is Origin.REFERENCE
}
VAGUE_EN = re.compile(
    r"\b(may|might|could|partners?|etc|improve your|improve the|experience|recommended|"
    r"limited time|some time|various|please|sorry|third parties|enhance|better)\b|!",
    re.IGNORECASE,
)
VAGUE_ZH = re.compile("等等|合作伙伴|合作方|提升体验|改善体验|优化体验|推荐|尽快|适时|请您|抱歉|！")  # noqa: RUF001 - Chinese punctuation is what is looked for
MAIL = re.compile(r"[a-z.-]+@[a-z.-]+\.example")
ASCII_MARKS = re.compile(r"[,;:?!()\"']|\.(?![0-9])|[\u4e00-\u9fff]-[\u4e00-\u9fff]")
TIGHT = re.compile(r"[\u4e00-\u9fff][0-9A-Za-z]|[0-9A-Za-z%][\u4e00-\u9fff]")


@pytest.fixture(params=sorted(PACKS))
def pack(request: pytest.FixtureRequest) -> LoadedNotice:
    return PACKS[request.param]


@pytest.fixture
def notice(pack: LoadedNotice) -> Notice:
    return pack.notice


def texts_below(value: object, path: str) -> Iterator[tuple[str, Text]]:
    """Yield every stated text inside a value of the domain, with the way to it."""
    if isinstance(value, Text):
        if value:
            yield path, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts_below(item, f"{path}.{getattr(item, 'id', index)}")
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_below(getattr(value, field.name), f"{path}.{field.name}")


def all_texts(notice: Notice) -> Iterator[tuple[str, Text]]:
    yield from texts_below(notice, "notice")


def in_language(notice: Notice, language: Language) -> dict[str, str]:
    texts = {name: text.get(language) for name, text in all_texts(notice)}
    missing = [name for name, words in texts.items() if not words]
    assert missing == []
    return {name: words for name, words in texts.items() if words}


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (VAGUE_EN, "We may share it with partners."),
        (VAGUE_EN, "To improve your experience"),
        (VAGUE_EN, "Kept for a limited time"),
        (VAGUE_ZH, "用于提升体验"),
        (VAGUE_ZH, "提供给合作伙伴"),
        (ASCII_MARKS, "保存30天, 到期删除"),
        (ASCII_MARKS, "到期删除."),
        (ASCII_MARKS, "示例汽车(参考)"),
        (TIGHT, "保存30 天"),
        (TIGHT, "保存 30天"),
    ],
)
def test_the_checks_of_words_find_what_they_look_for(pattern: re.Pattern[str], words: str) -> None:
    assert pattern.search(words)


def test_the_three_reference_packs_are_shipped() -> None:
    assert sorted(PACKS) == ["cn-reference-ev", "eu-reference-ev", "us-ca-reference-ev"]


@pytest.mark.parametrize(
    ("name", "optional", "required"),
    [("cn-reference-ev", 19, 6), ("eu-reference-ev", 18, 7), ("us-ca-reference-ev", 21, 6)],
)
def test_the_practices_of_each_pack_are_counted(name: str, optional: int, required: int) -> None:
    notice = PACKS[name].notice
    assert (len(notice.optional()), len(notice.required())) == (optional, required)
    assert len(notice.practices) == optional + required


def test_practices_of_one_group_stand_together(notice: Notice) -> None:
    groups = [practice.group for practice in notice.practices]
    changes = [
        group for group, before in zip(groups, ["", *groups], strict=False) if group != before
    ]
    assert changes == [group.id for group in notice.groups]


def test_every_text_is_there_in_english_and_chinese(notice: Notice) -> None:
    assert set(notice.languages) == {EN, ZH}
    assert set(in_language(notice, EN)) == set(in_language(notice, ZH))
    for practice in notice.practices:
        assert practice.is_complete_in(EN), practice.id
        assert practice.is_complete_in(ZH), practice.id
        assert practice.legal_basis, practice.id
        assert practice.retention.chip, practice.id


def test_a_reference_pack_says_that_it_is_no_makers_notice(notice: Notice) -> None:
    assert notice.origin is Origin.REFERENCE
    controller = notice.party(notice.controller)
    assert controller is not None
    assert controller.name.get(EN) == "Example Motors (reference)"
    assert notice.brand == controller.name
    assert "Reference" in (notice.model.get(EN) or "")
    assert notice.url == ""
    assert all(not source.url for source in notice.sources)
    assert all(not party.url and not party.phone for party in notice.parties)
    addresses = [notice.withdraw_at, *(right.exercised_at for right in notice.rights)]
    addresses += [party.email for party in notice.parties if party.email]
    assert all(address.endswith(".example") for address in addresses)
    assert {urlsplit(url).hostname for url in own_addresses(notice)} == {"example-motors.example"}


def own_addresses(notice: Notice) -> list[str]:
    """Return the addresses that the invented maker gives as its own."""
    contact, complaint = notice.rights_contact, notice.complaint
    assert contact is not None
    assert complaint is not None
    found = [notice.policy_url, notice.opt_out_url, notice.disconnect_url, contact.url]
    found += [complaint.internal_url, complaint.form_url]
    found += [practice.child_rules for practice in notice.practices]
    found += [transfer.copy_url for item in notice.practices for transfer in item.transfers]
    return [address for address in found if address]


def test_card_texts_fit_the_card(notice: Notice) -> None:
    for practice in notice.practices:
        for language, title, sentence, chip in ((EN, 30, 90, 28), (ZH, 12, 40, 14)):
            assert len(practice.title.get(language) or "") <= title, practice.id
            assert len(practice.sentence.get(language) or "") <= sentence, practice.id
            assert len(practice.retention.chip.get(language) or "") <= chip, practice.id


def test_english_sentences_have_at_most_20_words(notice: Notice) -> None:
    long = [
        (name, sentence)
        for name, words in in_language(notice, EN).items()
        for sentence in re.split(r"(?<=[.?])\s", MAIL.sub("address", words))
        if len(sentence.split()) > 20
    ]
    assert long == []


def test_no_text_is_vague_or_pushes(notice: Notice) -> None:
    english = {n: w for n, w in in_language(notice, EN).items() if VAGUE_EN.search(w)}
    chinese = {n: w for n, w in in_language(notice, ZH).items() if VAGUE_ZH.search(w)}
    assert english == {}
    assert chinese == {}


def test_chinese_texts_use_chinese_punctuation(notice: Notice) -> None:
    wrong = {
        name: words
        for name, words in in_language(notice, ZH).items()
        if ASCII_MARKS.search(MAIL.sub("", words))
    }
    assert wrong == {}


def test_chinese_texts_keep_a_space_beside_digits_and_latin_letters(notice: Notice) -> None:
    wrong = {n: w for n, w in in_language(notice, ZH).items() if TIGHT.search(w)}
    assert wrong == {}


def test_questions_are_neutral(notice: Notice) -> None:
    for practice in notice.optional():
        title = practice.title.get(EN) or ""
        assert practice.question.get(EN) == f"Allow {title[0].lower()}{title[1:]}?"
        assert re.fullmatch("允许.+吗？", practice.question.get(ZH) or "")  # noqa: RUF001 - Chinese punctuation


def test_what_is_asked_alone_says_why(notice: Notice) -> None:
    alone = [practice for practice in notice.optional() if practice.asked_singly]
    assert len(alone) >= 5
    assert all(practice.alone_reason for practice in alone)


def test_required_practices_name_the_law_in_brackets(notice: Notice) -> None:
    for practice in notice.required():
        assert re.search(r"\(.+\)$", practice.required_reason.get(EN) or ""), practice.id
        assert re.search("（.+）$", practice.required_reason.get(ZH) or ""), practice.id  # noqa: RUF001 - Chinese punctuation
        assert practice.terms == ()


def test_retention_chips_agree_with_the_period(notice: Notice) -> None:
    words = {
        "PT0S": "Not kept",
        "PT1H": "1 hour",
        "P7D": "7 days",
        "P30D": "30 days",
        "P90D": "90 days",
        "P1Y": "1 year",
        "P2Y": "2 years",
    }
    for practice in notice.practices:
        chip = practice.retention.chip.get(EN) or ""
        if practice.retention.period is not None:
            assert words[practice.retention.period] in chip, practice.id


def test_reach_agrees_with_countries_recipients_and_transfers(notice: Notice) -> None:
    for practice in notice.practices:
        if practice.reach is Reach.CAR:
            facts = (practice.storage_countries, practice.recipients, practice.transfers)
            assert facts == ((), (), ()), practice.id
        else:
            assert practice.recipients, practice.id
        assert practice.leaves_country == bool(practice.transfers), practice.id
        for transfer in practice.transfers:
            assert transfer.country in (practice.storage_countries or ())
            assert transfer.recipient in practice.recipients
            party = notice.party(transfer.recipient)
            assert party is not None
            assert party.country == transfer.country
    assert sum(practice.leaves_country for practice in notice.practices) == 1


def test_a_practice_is_sensitive_when_any_of_its_data_is(notice: Notice) -> None:
    for practice in notice.practices:
        any_sensitive = any(data.sensitive for data in practice.personal_data)
        assert practice.sensitive == any_sensitive, practice.id


@pytest.mark.parametrize(
    ("name", "languages"), [("eu-reference-ev", (EN, ZH)), ("us-ca-reference-ev", (ZH,))]
)
def test_the_packs_use_one_word_for_one_thing(name: str, languages: tuple[Language, ...]) -> None:
    """California's English is American; its Chinese is that of the others."""
    cn, other = PACKS["cn-reference-ev"].notice, PACKS[name].notice
    assert cn.groups == other.groups
    pairs: list[tuple[Practice | Sensor, Practice | Sensor]] = []
    for practice in cn.practices:
        twin = other.practice(practice.id)
        if twin is not None:
            assert practice.icon == twin.icon, practice.id
            pairs.append((practice, twin))
    assert len(pairs) >= 20
    pairs += zip(cn.sensors, other.sensors, strict=True)
    for one, two in pairs:
        for language in languages:
            assert _called(one, language) == _called(two, language), one.id
    for here, there in zip(cn.sensors, other.sensors, strict=True):
        assert (here.id, here.kind, here.x, here.y) == (there.id, there.kind, there.x, there.y)


def _called(thing: Practice | Sensor, language: Language) -> str | None:
    name = thing.title if isinstance(thing, Practice) else thing.name
    return name.get(language)


def test_californias_english_is_american() -> None:
    words = " ".join(in_language(californian(), EN).values())
    british = r"\b(\w*metres?|\w*centres?|behaviour\w*|tyres?|windscreen|motorway)\b"
    assert re.search(british, words, re.IGNORECASE) is None


# ------------------------------------------------------------------------- sensors and sources


def test_the_sensor_set_is_that_of_a_car_with_eight_outside_cameras(notice: Notice) -> None:
    kinds = [(sensor.group, sensor.kind) for sensor in notice.sensors]
    assert len(kinds) == 52
    assert kinds.count(("exterior", "camera")) == 8
    assert kinds.count(("exterior", "radar")) == 1
    assert kinds.count(("exterior", "ultrasonic")) == 12
    assert kinds.count(("cabin", "camera")) == 1
    for kind in ("microphone", "antenna", "modem", "nfc", "battery"):
        assert kind in {name for _, name in kinds}
    for sensor in notice.sensors:
        assert sensor.collects, sensor.id
        assert (sensor.x is None) == (sensor.group == "off_car"), sensor.id


def test_every_sensor_is_used_and_every_practice_names_its_sensors(notice: Notice) -> None:
    used = {sensor for practice in notice.practices for sensor in practice.sensors}
    assert used == {sensor.id for sensor in notice.sensors}
    assert all(practice.sensors for practice in notice.practices)


def test_every_statement_has_a_source_and_every_source_a_date(notice: Notice) -> None:
    known = {source.id for source in notice.sources if source.retrieved and source.published}
    assert known == {source.id for source in notice.sources}
    cited = [notice.statement_sources, *(item.sources for item in notice.statements)]
    cited += [sensor.sources for sensor in notice.sensors]
    for practice in notice.practices:
        cited += [practice.sources, *(item.sources for item in practice.statements)]
        cited += [guide.sources for guide in practice.guides]
    assert all(cited)
    assert {source for sources in cited for source in sources} == known


def test_what_holds_for_the_whole_brand_says_so(notice: Notice) -> None:
    for practice in notice.practices:
        assert practice.scope_of("legal_basis") == "brand", practice.id
        assert practice.scope_of("what") == "model", practice.id


# ------------------------------------------------------------------------- facts of every practice


def test_every_practice_states_the_facts_that_rules_ask_for(notice: Notice) -> None:
    for practice in notice.practices:
        stated = (
            practice.context, practice.method, practice.purposes, practice.basis, practice.asking,
            practice.defaults, practice.subjects, practice.trigger, practice.notice_level,
            practice.if_off, practice.retention.end_action,
        )  # fmt: skip
        assert all(stated), practice.id
        assert not any(isinstance(fact, NotStated) for fact in stated), practice.id
        assert all(data.category for data in practice.personal_data), practice.id
        assert all(item.necessity for item in practice.purposes), practice.id
        assert bool(practice.stop and practice.guides) == practice.optional, practice.id
        assert practice.storage_countries or practice.storage_rule, practice.id


def test_nothing_optional_is_on_by_itself_and_off_is_never_longer_than_on(
    notice: Notice,
) -> None:
    for practice in notice.optional():
        assert practice.defaults is not None
        assert practice.defaults.state == "off", practice.id
        assert practice.asking is not None
        assert practice.asking.chosen_by == "individual", practice.id
        assert practice.stop is not None
        steps = (practice.stop.steps or 99, practice.asking.steps_withdraw or 99)
        assert max(steps) <= min(3, practice.asking.steps_grant or 0), practice.id
        assert len(practice.terms) >= 2, practice.id


def test_guided_steps_take_as_many_presses_as_the_notice_says(notice: Notice) -> None:
    for practice in notice.optional():
        guides = {guide.action: guide.steps for guide in practice.guides}
        assert practice.stop is not None
        assert practice.asking is not None
        assert len(guides["turn-off"]) == practice.stop.steps, practice.id
        assert len(guides["turn-on"]) == practice.asking.steps_grant, practice.id
        for language in (EN, ZH):
            path = practice.stop.path.get(language) or ""
            assert path in (practice.how_to_stop.get(language) or ""), practice.id
            assert path.rpartition(" > ")[2] in (guides["turn-off"][-1].get(language) or "")


def test_required_practices_ask_nothing_and_have_no_way_to_stop(notice: Notice) -> None:
    for practice in notice.required():
        assert practice.asking is not None
        assert practice.asking.kind is ConsentKind.NONE, practice.id
        assert practice.stop is None, practice.id


def test_every_recipient_has_its_purpose_and_the_kinds_of_data(notice: Notice) -> None:
    for practice in notice.practices:
        kinds = {data.category for data in practice.personal_data}
        assert not isinstance(practice.provisions, NotStated)
        for provision in practice.provisions:
            assert provision.purpose, practice.id
            assert provision.method, practice.id
            assert provision.categories, practice.id
            assert set(provision.categories) <= kinds, practice.id


def test_cameras_radar_and_positions_state_range_and_resolution(notice: Notice) -> None:
    measuring = {item.id for item in notice.sensors if item.kind in {"camera", "radar"}}
    measuring.add("gnss_antenna")
    for practice in notice.practices:
        if measuring & set(practice.sensors):
            assert practice.precision is not None, practice.id
            assert practice.precision.reason, practice.id


def test_what_leaves_the_car_is_changed_first_or_says_why_not(notice: Notice) -> None:
    for practice in notice.practices:
        if practice.leaves_vehicle:
            assert practice.anonymisation is not None, practice.id
            assert practice.anonymisation.method != "none" or practice.anonymisation.why_not


def test_files_are_written_plainly(pack: LoadedNotice) -> None:
    tree = json.loads(pack.pack)
    assert pack.pack.decode() == json.dumps(tree, ensure_ascii=False, indent=2) + "\n"
    assert b"not-stated" in pack.pack
    assert tree["notice_pack"] == "1.0"


# ------------------------------------------------------------------------- China


def chinese() -> Notice:
    return PACKS["cn-reference-ev"].notice


@pytest.mark.rule("CN-AD-01")
def test_tracks_audio_video_and_images_are_sensitive_in_china() -> None:
    assert chinese().regime is Regime.CHINA
    assert chinese().chinese_profile
    kinds = {"pd:GPSCoordinate", "pd:TravelHistory", "pd:Picture", "pd:FacialExpression"}
    kinds |= {"pd:VoiceCommunicationRecording", "pd:Location", "car:CnNevMonitoring"}
    for practice in chinese().practices:
        if kinds & {data.dpv for data in practice.personal_data}:
            assert practice.sensitive, practice.id
    filming = [p for p in chinese().practices if any("cam" in s for s in p.sensors)]
    assert len(filming) >= 4
    assert all(practice.sensitive for practice in filming)


@pytest.mark.rule("CN-T-02")
def test_no_sensitive_practice_is_open_ended_in_china() -> None:
    for practice in chinese().optional():
        if practice.sensitive:
            assert practice.terms == (Term.DRIVE, Term.DAYS_7, Term.MONTHS_3, Term.YEAR_1)
            assert Term.OPEN not in chinese().offered_terms(practice)
    assert any(Term.OPEN in practice.terms for practice in chinese().optional())


@pytest.mark.rule("CN-AD-23")
def test_sensitive_data_serves_the_person_in_china() -> None:
    for practice in chinese().optional():
        if practice.sensitive:
            assert practice.purpose_dpv == "dpv:RequestedServiceProvision", practice.id


@pytest.mark.rule("CN-AD-22")
def test_outside_video_is_blurred_before_it_leaves_the_car() -> None:
    outside = {key for key, s in catalogue().sensors.items() if _films_outside(s.group, s.kind)}
    for pack in PACKS.values():
        for practice in pack.notice.practices:
            if outside & set(practice.sensors) and practice.reach is not Reach.CAR:
                assert practice.blurred_in_car, practice.id
                assert "dpv:Anonymise" in practice.processing_dpv


def _films_outside(group: str, kind: str) -> bool:
    return group == "exterior" and kind in {"camera", "lidar"}


@pytest.mark.rule("CN-T-04")
def test_cabin_pictures_and_sound_leave_the_car_only_for_the_allowed_uses() -> None:
    cabin = {
        key
        for key, sensor in catalogue().sensors.items()
        if sensor.group == "cabin" and sensor.kind in {"camera", "microphone"}
    }
    leaving = {
        practice.id
        for practice in chinese().practices
        if cabin & set(practice.sensors) and practice.reach is not Reach.CAR
    }
    # Cloud storage for the person, voice recognition, remote view of the cabin; and the
    # voice in an emergency call, which the four cases do not name: a finding, and explained.
    assert leaving == {
        "cabin-camera-clips", "voice-commands", "remote-cabin-view", "emergency-call",
    }  # fmt: skip


@pytest.mark.rule("CN-P-01")
def test_the_chinese_pack_uses_no_european_term() -> None:
    terms = [term for p in chinese().practices for term in p.legal_basis_dpv]
    terms += [t for p in chinese().practices for x in p.transfers for t in x.dpv]
    terms += [term for right in chinese().rights for term in right.dpv]
    assert terms
    assert not any(term.startswith("eu-gdpr:") or "LegitimateInterest" in term for term in terms)


@pytest.mark.rule("CN-P-21")
def test_the_chinese_pack_tells_all_rights() -> None:
    assert {right.id for right in chinese().rights} == {
        "access", "copy", "port", "correct", "delete-in-vehicle", "delete-outside", "restrict",
        "withdraw", "explain", "close-account", "complain",
    }  # fmt: skip


# ------------------------------------------------------------------------- European Union


def european() -> Notice:
    return PACKS["eu-reference-ev"].notice


@pytest.mark.rule("EU-G-03")
def test_every_european_practice_names_its_legal_basis() -> None:
    for practice in european().practices:
        assert practice.legal_basis_dpv, practice.id
        assert all(term.startswith("eu-gdpr:A6-1-") for term in practice.legal_basis_dpv)


@pytest.mark.rule("EU-G-08")
def test_the_european_pack_tells_all_rights() -> None:
    told = {term for right in european().rights for term in right.dpv}
    articles = "A15 A16 A17 A18 A20 A21 A7-3 A77"
    assert told == {f"eu-gdpr:{article}" for article in articles.split()}


@pytest.mark.rule("EU-G-06")
def test_the_one_transfer_has_standard_clauses_and_a_way_to_a_copy() -> None:
    (transfer,) = (t for practice in european().practices for t in practice.transfers)
    assert "eu-gdpr:SCCByCommission" in transfer.dpv
    assert "copy" in (transfer.mechanism.get(EN) or "")


@pytest.mark.rule("EU-V-09")
def test_emergency_call_and_crash_recorder_have_no_switch() -> None:
    required = {str(practice.id): practice for practice in european().required()}
    for practice_id in ("emergency-call", "crash-recorder"):
        assert required[practice_id].legal_basis_dpv == ("eu-gdpr:A6-1-c",)


@pytest.mark.rule("EU-V-08")
def test_the_drowsiness_camera_keeps_and_sends_nothing() -> None:
    for pack in PACKS.values():
        practice = next(p for p in pack.notice.practices if p.id == "drowsiness-warning")
        assert practice.reach is Reach.CAR
        assert practice.retention.period == "PT0S"


def test_an_open_end_is_offered_in_the_european_union() -> None:
    assert all(Term.OPEN in practice.terms for practice in european().optional())


def test_a_voice_template_is_asked_for_by_article_9_and_has_another_way() -> None:
    practices = [p for p in european().practices if p.has_category(DataCategory.BIOMETRIC)]
    assert [practice.id for practice in practices] == ["voice-profile"]
    (practice,) = practices
    assert practice.basis is not None
    assert practice.basis.article_9 == "9.2a"
    assert practice.alternative
    assert practice.reach is Reach.CAR
    assert not any(p.has_category(DataCategory.BIOMETRIC) for p in chinese().practices)


def test_product_data_and_related_services_are_told_in_the_european_union() -> None:
    assert all(practice.product_data for practice in european().practices)
    assert len(european().related_services) == 2
    for notice in (chinese(), californian()):
        assert not any(practice.product_data for practice in notice.practices)
        assert notice.related_services == ()


# ------------------------------------------------------------------------- California


def californian() -> Notice:
    return PACKS["us-ca-reference-ev"].notice


@pytest.mark.rule("US-C-02")
def test_one_practice_is_a_sale_and_says_so() -> None:
    assert californian().regime is Regime.CALIFORNIA
    sold = [practice for practice in californian().practices if practice.sold_or_shared]
    assert [practice.id for practice in sold] == ["charge-offers"]
    assert sold[0].optional
    assert "sale" in (sold[0].effect.get(EN) or "")
    assert californian().opt_out_url
    assert {"opt-out", "limit"} <= {right.id for right in californian().rights}


@pytest.mark.rule("US-C-19")
def test_positions_are_sensitive_in_california() -> None:
    placed = [p for p in californian().practices if p.has_category(DataCategory.LOCATION)]
    assert len(placed) >= 3
    assert all(practice.ccpa_sensitive is True for practice in placed)


@pytest.mark.rule("US-V-01")
def test_the_cabin_camera_is_disclosed_and_never_sold_in_california() -> None:
    filming = [p for p in californian().practices if "cam_cabin" in p.sensors]
    assert len(filming) == 3
    for practice in filming:
        assert practice.disclosure, practice.id
        assert practice.optional, practice.id
        assert practice.asking is not None
        assert practice.asking.kind is ConsentKind.EXPLICIT, practice.id
        assert practice.sold_or_shared is False, practice.id


@pytest.mark.rule("US-F-01")
def test_crash_data_belongs_to_the_owner_in_california() -> None:
    recorder = next(p for p in californian().practices if p.id == "crash-recorder")
    assert recorder.required
    assert "owner or lessee" in (recorder.disclosure.get(EN) or "")
    assert recorder.retention.end_action is EndAction.DELETE
