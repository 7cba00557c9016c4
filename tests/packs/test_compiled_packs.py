"""The packs compiled from public statements hold what their sources say, and nothing else.

How the facts were chosen: ``docs/decisions/2026-11-21-compiled-packs-hold-only-sourced-facts.md``.
The counts below are exact on purpose: a fact that is filled in, or that is lost, breaks them.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from ownerapp.domain.ids import Language, PackId
from ownerapp.domain.notice import Notice, Origin, Practice, Regime
from ownerapp.domain.notice_codes import CheckResult, Reading, Scope
from ownerapp.domain.notice_facts import Source
from ownerapp.domain.text import Text
from ownerapp.packs.catalogue import catalogue
from ownerapp.packs.format import NOT_STATED
from ownerapp.packs.reader import PackReader
from ownerapp.resources import resource_path

EN, ZH = Language("en"), Language("zh_Hans")
BRANDS = {
    "tesla-cn-compiled": ("Tesla", "特斯拉"),
    "byd-cn-compiled": ("BYD", "比亚迪"),
    "nio-cn-compiled": ("NIO", "蔚来"),
    "lotus-cn-compiled": ("Lotus", "路特斯"),
}
COUNTS = {
    "tesla-cn-compiled": (7, 2, 22, 205),
    "byd-cn-compiled": (3, 2, 6, 95),
    "nio-cn-compiled": (4, 2, 8, 111),
    "lotus-cn-compiled": (1, 0, 0, 33),
}
"""Practices, practices with a switch, facts stated, facts not stated."""

OWN_SOURCES = {"display-places", "project-knowledge"}
"""What this project says itself: it has no address."""
SUMMARIES = {
    "tesla-press-autoreview",
    "tesla-press-evlook",
    "tesla-press-fpigeon",
    "byd-press-remote-view",
    "test-press-2024",
    "test-press-2025",
    "test-press-2025-voi",
    "test-press-2025-zhixintuan",
}
"""Sources of which the research notes give the grade [s]: press items and reports."""

WORDING = {
    "id", "group", "icon", "title", "sentence", "question", "alone_reason", "what",
    "sensitive", "personal_data", "purpose_dpv", "processing_dpv", "legal_basis_dpv",
    "scope", "sources", "statements",
}  # fmt: skip
"""Fields of a practice that are no facts about it: the format asks for them in any case."""

FOUR = dict.fromkeys(("t1", "t2", "t3", "t4"), CheckResult.PASSED)
CHECKS = {
    "tesla-cn-compiled": {date(2024, 4, 28): FOUR},
    "byd-cn-compiled": {
        date(2024, 4, 28): FOUR,
        date(2025, 1, 7): FOUR,
        date(2025, 12, 19): FOUR | {"t1": CheckResult.NOT_PUBLISHED, "t5": CheckResult.PASSED},
    },
    "nio-cn-compiled": {date(2024, 4, 28): FOUR, date(2025, 1, 7): FOUR},
    "lotus-cn-compiled": {date(2024, 4, 28): FOUR},
}

VAGUE_EN = re.compile(
    r"\b(may|might|could|partners?|etc|improve|experience|some time|various|please|sorry|"
    r"better|safe|secure)\b|!",
    re.IGNORECASE,
)
VAGUE_ZH = re.compile("等等|合作伙伴|合作方|体验|尽快|适时|请|抱歉|安全地|！")  # noqa: RUF001 - Chinese punctuation is what is looked for
ASCII_MARKS = re.compile(r"[,;:?!()\"']|\.(?![0-9])|[\u4e00-\u9fff]-[\u4e00-\u9fff]")
TIGHT = re.compile(r"[\u4e00-\u9fff][0-9A-Za-z]|[0-9A-Za-z%][\u4e00-\u9fff]")
LENGTH_OF_TIME = re.compile(
    r"\b\d+ (hours?|days?|weeks?|months?|years?)\b|\d ?(小时|天|周|个月)|(?<!\d)\d{1,2} ?年"
)


@pytest.fixture(params=sorted(BRANDS))
def pack_id(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def notice(pack_id: str) -> Notice:
    loaded = PackReader().by_id(PackId(pack_id))
    assert loaded is not None
    return loaded.notice


@pytest.fixture
def raw(pack_id: str) -> dict[str, Any]:
    return raw_pack(pack_id)


def raw_pack(pack_id: str) -> dict[str, Any]:
    value = json.loads(resource_path("notices", f"{pack_id}.json").read_bytes())
    assert isinstance(value, dict)
    return value


def is_text(value: object) -> bool:
    return isinstance(value, dict) and bool(value) and value.keys() <= {"en", "zh-Hans"}


def facts(value: dict[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every fact of a practice by its path; a text or a list is one fact."""
    for name, item in value.items():
        if not path and name in WORDING:
            continue
        if isinstance(item, dict) and not is_text(item):
            yield from facts(item, f"{path}{name}.")
        else:
            yield f"{path}{name}", item


def counts(raw: dict[str, Any]) -> tuple[int, int, int, int]:
    practices = raw["practices"]
    values = [value for practice in practices for _, value in facts(practice)]
    not_stated = sum(value == NOT_STATED for value in values)
    switches = sum(practice["mode"] == "optional" for practice in practices)
    return len(practices), switches, len(values) - not_stated, not_stated


def raw_texts(value: object, path: str = "$") -> Iterator[tuple[str, dict[str, str]]]:
    if isinstance(value, dict):
        if {"en", "zh-Hans"} & value.keys():
            yield path, value
        else:
            for name, item in value.items():
                yield from raw_texts(item, f"{path}.{name}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from raw_texts(item, f"{path}[{index}]")


def stated_texts(practice: Practice) -> Iterator[tuple[str, Text]]:
    """Yield the texts of a practice that say something about the car, by field."""
    for name in Practice.__dataclass_fields__:
        value = getattr(practice, name)
        if isinstance(value, Text) and value and name not in {"title", "question", "alone_reason"}:
            yield name, value


def sources_of(notice: Notice, practice: Practice, field: str) -> list[Source]:
    found = [notice.source(name) for name in practice.sources_of(field)]
    assert all(found), (practice.id, field)
    return [source for source in found if source]


# --------------------------------------------------------------------- what the packs are


def test_they_say_that_the_maker_did_not_issue_them(pack_id: str, notice: Notice) -> None:
    brand, marke = BRANDS[pack_id]
    assert notice.origin is Origin.COMPILED
    assert notice.author.get(EN) == "ownerapp"
    assert notice.regime is Regime.CHINA
    assert notice.jurisdiction == "CN"
    assert notice.scope is Scope.BRAND
    assert (notice.title.get(EN) or "").endswith(f"not issued by {brand}")
    assert (notice.title.get(ZH) or "").endswith(f"并非{marke}发布")


def test_every_text_is_there_in_english_and_chinese(raw: dict[str, Any]) -> None:
    texts = list(raw_texts(raw))
    assert len(texts) > 15
    assert [path for path, text in texts if set(text) != {"en", "zh-Hans"}] == []
    assert [path for path, text in texts if not all(words.strip() for words in text.values())] == []


def test_the_version_note_says_what_not_stated_means(notice: Notice) -> None:
    (note,) = notice.version_notes
    assert "Not stated means: these sources, as read, do not say it." in (note.text.get(EN) or "")
    assert "“未说明”是指所列来源中未见说明。" in (note.text.get(ZH) or "")
    assert note.date == notice.effective_from


# ------------------------------------------------------------------- stated and not stated


def test_as_many_facts_are_stated_and_not_stated_as_are_recorded_here(
    pack_id: str, raw: dict[str, Any]
) -> None:
    assert counts(raw) == COUNTS[pack_id]


def test_the_count_notices_a_fact_that_is_filled_in(pack_id: str, raw: dict[str, Any]) -> None:
    filled = copy.deepcopy(raw)
    filled["practices"][0]["retention"]["text"] = {"en": "30 days.", "zh-Hans": "30 天。"}
    assert counts(filled) != COUNTS[pack_id]
    added = copy.deepcopy(raw)
    added["practices"][0]["alternative"] = {"en": "A key.", "zh-Hans": "钥匙。"}
    assert counts(added) != COUNTS[pack_id]


def test_no_pack_gives_a_retention_period(notice: Notice, raw: dict[str, Any]) -> None:
    for practice in notice.practices:
        retention = practice.retention
        assert retention.text.not_stated, practice.id
        assert retention.chip.not_stated, practice.id
        assert (retention.period, retention.unlimited) == (None, False), practice.id
        assert practice.storage_rule.not_stated, practice.id
    words = [words for _, text in raw_texts(raw["practices"]) for words in text.values()]
    assert [text for text in words if LENGTH_OF_TIME.search(text)] == []


def test_no_pack_names_a_contact_a_right_or_a_recipient(notice: Notice) -> None:
    (maker,) = notice.parties
    assert maker.address.not_stated
    assert (maker.email, maker.phone, maker.country) == ("", "", "")
    assert notice.rights_contact is not None
    assert notice.rights_contact.name.not_stated
    assert notice.complaint is not None
    assert notice.complaint.authority.not_stated
    assert (notice.rights, notice.withdraw_at) == ((), "")
    assert all(practice.recipients == () for practice in notice.practices)
    assert all(practice.transfers == () for practice in notice.practices)


def test_purposes_and_grounds_are_not_classified_by_us(notice: Notice) -> None:
    for practice in notice.practices:
        assert practice.purpose_dpv == "dpv:Purpose", practice.id
        assert (practice.processing_dpv, practice.legal_basis_dpv) == ((), ()), practice.id
        assert practice.purposes == (), practice.id
        assert practice.legal_basis.not_stated, practice.id


# --------------------------------------------------------------------------------- switches


def test_a_switch_is_named_by_a_source_and_a_yes_stays_locked(notice: Notice) -> None:
    assert notice.required() == ()
    for practice in notice.practices:
        assert practice.optional == bool(practice.how_to_stop), practice.id
    for practice in notice.optional():
        assert notice.offered_terms(practice) == (), practice.id
        for language in (EN, ZH):
            assert practice.question.get(language), practice.id
            assert practice.alone_reason.get(language), practice.id
            assert not practice.is_complete_in(language), practice.id


def test_the_lotus_pack_has_no_switch_and_no_fact() -> None:
    loaded = PackReader().by_id(PackId("lotus-cn-compiled"))
    assert loaded is not None
    assert loaded.notice.optional() == ()
    assert counts(raw_pack("lotus-cn-compiled"))[2] == 0


# ---------------------------------------------------------------------------------- sources


def test_every_source_has_an_address_and_a_date(notice: Notice) -> None:
    for source in notice.sources:
        assert source.retrieved is not None, source.id
        assert source.retrieved <= notice.effective_from, source.id
        assert (source.url == "") == (source.id in OWN_SOURCES), source.id
        assert source.url == "" or source.url.startswith(("https://", "http://")), source.id
        read = "as read in August 2026" in (source.title.get(EN) or "")
        assert read == (source.retrieved == date(2026, 8, 31)), source.id


def test_press_items_are_marked_as_summaries(notice: Notice) -> None:
    for source in notice.sources:
        expected = Reading.SUMMARY if source.id in SUMMARIES else Reading.TEXT
        assert source.reading is expected, source.id
        if source.reading is Reading.SUMMARY:
            assert re.search(r"\bpress item\b", source.title.get(EN) or "", re.IGNORECASE)


def test_every_statement_has_a_source_and_every_source_a_statement(
    notice: Notice, raw: dict[str, Any]
) -> None:
    used = set(notice.statement_sources)
    for practice in notice.practices:
        assert practice.sources, practice.id
        used.update(practice.sources)
        for statement in practice.statements:
            assert statement.sources, practice.id
            used.update(statement.sources)
        for guide in practice.guides:
            assert guide.sources, practice.id
            used.update(guide.sources)
    for sensor in notice.sensors:
        assert sensor.sources, sensor.id
        used.update(sensor.sources)
    for check in notice.published_checks:
        assert check.sources, check.id
        used.update(check.sources)
    assert used == {source.id for source in notice.sources}
    for practice_value in raw["practices"]:
        named = [name for item in practice_value.get("statements", ()) for name in item["fields"]]
        assert all(practice_value[name] != NOT_STATED for name in named), practice_value["id"]


def test_every_sentence_says_who_says_it(pack_id: str, notice: Notice) -> None:
    brand, marke = BRANDS[pack_id]
    for practice in notice.practices:
        for field, text in stated_texts(practice):
            english, chinese = text.get(EN) or "", text.get(ZH) or ""
            sources = sources_of(notice, practice, field)
            where = (practice.id, field)
            if all(source.reading is Reading.SUMMARY for source in sources):
                assert re.search(r"\b[Pp]ress reports?\b.* says?\b", english), where
                assert "媒体报道" in chinese, where
                assert f"{brand} says" not in english, where
                assert f"{marke}称" not in chinese, where
            elif OWN_SOURCES & {source.id for source in sources}:
                assert "This project knows" in english, where
                assert "本项目" in chinese, where
            else:
                assert re.search(rf"\b{brand}\b.*\b(says|names)\b|\bsays {brand}\b", english), where
                assert re.search(f"{marke}.*(称|列出)", chinese), where
                assert "press" not in english.lower(), where


def test_what_holds_for_another_market_or_thing_says_so() -> None:
    said = {
        ("tesla-cn-compiled", "tesla-model3-manual-us"): "for the United States, not for China",
        ("tesla-cn-compiled", "tesla-model3-manual-copy"): "names no market and no year",
        ("byd-cn-compiled", "byd-hk-privacy"): "for Hong Kong, not for mainland China",
        ("nio-cn-compiled", "nio-nomi-list"): "on the site of the NIO phone",
    }
    for (pack_id, source_id), words in said.items():
        loaded = PackReader().by_id(PackId(pack_id))
        assert loaded is not None
        source = loaded.notice.source(source_id)
        assert source is not None
        assert words in (source.title.get(EN) or "")
        for practice in loaded.notice.practices:
            what = practice.what.get(EN) or ""
            if practice.sources == ("byd-hk-privacy",):
                assert "BYD's page for Hong Kong" in what, practice.id
            if practice.sources == ("nio-nomi-list",):
                assert "Whether the list holds for the car is not stated." in what, practice.id


# -------------------------------------------------------------------- tests and sensors


def test_published_tests_are_held_with_their_date_and_nothing_more(
    pack_id: str, notice: Notice
) -> None:
    found = {
        check.published: {item.requirement: item.result for item in check.results}
        for check in notice.published_checks
    }
    assert found == CHECKS[pack_id]
    for check in notice.published_checks:
        assert "As published, not verified by ownerapp." in (check.models.get(EN) or "")
        assert "以公布内容为准，ownerapp 未作核实。" in (check.models.get(ZH) or "")  # noqa: RUF001 - Chinese punctuation
        assert check.by.get(EN) == "CAAM and CNCERT/CC"


def test_tesla_has_the_sensors_of_its_sources_and_says_whose_the_points_are() -> None:
    loaded = PackReader().by_id(PackId("tesla-cn-compiled"))
    assert loaded is not None
    kinds = [(sensor.kind, sensor.group) for sensor in loaded.notice.sensors]
    assert kinds.count(("camera", "exterior")) == 8
    assert kinds.count(("radar", "exterior")) == 1
    assert kinds.count(("ultrasonic", "exterior")) == 12
    assert kinds.count(("camera", "cabin")) == 1
    assert len(kinds) == 22
    assert {sensor.id for sensor in loaded.notice.sensors} <= catalogue().sensors.keys()
    assert all("display-places" in sensor.sources for sensor in loaded.notice.sensors)


def test_only_a_stated_place_has_a_point_and_no_view_is_claimed(notice: Notice) -> None:
    for sensor in notice.sensors:
        assert (sensor.x is None) == (sensor.y is None)
        assert (sensor.x is not None) == ("display-places" in sensor.sources), sensor.id
        assert (sensor.aim, sensor.field_of_view) == (None, None), sensor.id
        assert sensor.collects.not_stated, sensor.id


def test_the_other_makers_have_no_more_sensors_than_their_sources_name() -> None:
    named = {}
    for pack_id in BRANDS:
        loaded = PackReader().by_id(PackId(pack_id))
        assert loaded is not None
        named[pack_id] = [sensor.id for sensor in loaded.notice.sensors]
    assert named["byd-cn-compiled"] == ["cam_dms"]
    assert named["nio-cn-compiled"] == named["lotus-cn-compiled"] == []


# ------------------------------------------------------------------------------------ words


def test_sensitive_follows_the_catalogue(notice: Notice) -> None:
    for practice in notice.practices:
        for data in practice.personal_data:
            assert data.sensitive == catalogue().items[data.item].sensitive, data.item
        assert practice.sensitive == any(data.sensitive for data in practice.personal_data)


def test_card_texts_fit_the_card(notice: Notice) -> None:
    for practice in notice.practices:
        for language, title, sentence in ((EN, 30, 90), (ZH, 12, 40)):
            assert len(practice.title.get(language) or "") <= title, practice.id
            assert len(practice.sentence.get(language) or "") <= sentence, practice.id


def test_english_is_short_and_not_vague(raw: dict[str, Any]) -> None:
    for path, text in raw_texts(raw):
        assert not VAGUE_EN.search(text["en"]), path
        for sentence in re.split(r"(?<=[.?])\s", text["en"]):
            assert len(sentence.split()) <= 20, path


def test_chinese_is_plain_and_has_its_own_marks(raw: dict[str, Any]) -> None:
    for path, text in raw_texts(raw):
        assert not VAGUE_ZH.search(text["zh-Hans"]), path
        assert not ASCII_MARKS.search(text["zh-Hans"]), path
        assert not TIGHT.search(text["zh-Hans"]), path
