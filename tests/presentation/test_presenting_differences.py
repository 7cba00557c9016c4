"""What changed between two notices, in words: rows, marks, and the page that tells it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.domain.choice import Choice, ChoiceKey, Status
from ownerapp.domain.continuing import FormerYes
from ownerapp.domain.ids import Language, PersonId, PracticeId, VehicleId
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.notice_change import NoticeDifference, compare_notices
from ownerapp.domain.notice_codes import NOT_STATED, ChangeClass, Mode, Reach
from ownerapp.domain.practice_fields import FACTS, MEANING_TEXTS, OTHER_TEXTS
from ownerapp.domain.term import Term
from ownerapp.domain.text import TEXT_NOT_STATED, Text
from ownerapp.domain.trust import shipped_trust
from ownerapp.domain.vehicle import Vehicle
from ownerapp.i18n import set_language
from ownerapp.i18n.word_diff import Part, Piece
from ownerapp.presentation import code_words
from ownerapp.presentation.change_banner import change_banner
from ownerapp.presentation.change_page import change_page_state
from ownerapp.presentation.difference_page import (
    DifferencePresenter,
    plain,
    spoken_row,
    spoken_side,
)
from ownerapp.presentation.difference_states import ChangePageState, DifferenceRow, DifferenceTable
from ownerapp.presentation.fact_items import FactReader, period_words
from ownerapp.presentation.field_words import field_label
from ownerapp.services.choices import CarChoices, PracticeChoice
from ownerapp.services.notice_updates import ComingNotice, NoticeStanding
from tests.support import records
from tests.support.notice_versions import (
    Edit,
    Tree,
    added,
    declared,
    first_tree,
    gone,
    kept_longer,
    loaded,
    mapped,
    next_tree,
    practice_in,
    said,
)

NOW = datetime(2026, 12, 1, 4, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
VOICE, CABIN = PracticeId("voice-commands"), PracticeId("cabin-camera-clips")
BASE = first_tree()
OLD = loaded(BASE).notice
CALIFORNIA = records.shipped_notice("us-ca-reference-ev")
UNFILLED = re.compile(r"\{[a-z_]+\}")


def changed(*edits: Edit) -> NoticeDifference:
    return compare_notices(OLD, loaded(next_tree(*edits, of=BASE)).notice)


def table_of(difference: NoticeDifference, language: str = "en") -> DifferenceTable:
    return DifferencePresenter(difference, language, is_own=True).table(agreed=True)


def only(difference: NoticeDifference, language: str = "en") -> DifferenceRow:
    (row,) = table_of(difference, language).rows
    return row


def row_of(table: DifferenceTable, key: str) -> DifferenceRow:
    return next(row for row in table.rows if row.key == key)


def marked(row: DifferenceRow) -> list[tuple[str, str]]:
    return [
        (piece.part.value, piece.text)
        for line in row.lines
        for piece in line
        if piece.part is not Part.SAME
    ]


class TestRows:
    def test_a_text_is_compared_word_by_word(self) -> None:
        row = only(changed(kept_longer(days=30)))

        assert (row.section, row.name) == ("Voice commands", "How long it is kept")
        assert marked(row) == [("removed", "7"), ("added", "30")]
        assert plain(row.old) == "7 days, then deleted."
        assert plain(row.new) == "30 days, then deleted."
        assert row.change is ChangeClass.MEANING

    def test_chinese_is_compared_by_words_too(self) -> None:
        set_language("zh_Hans")
        row = only(changed(kept_longer(days=30)), "zh_Hans")

        assert marked(row) == [("removed", "7"), ("added", "30")]
        assert plain(row.new) == "保存 30 天\uff0c到期删除。"

    def test_thai_is_compared_by_words_although_it_has_no_spaces(self) -> None:
        thai = Language("th")

        def with_thai(notice: Notice, words: str) -> Notice:
            practice = notice.optional()[0]
            text = Text({**practice.why.by_language, "th": words})
            return replace(
                notice,
                languages=(*notice.languages, thai),
                practices=(replace(practice, why=text), *notice.practices[1:]),
            )

        old = with_thai(OLD, "เก็บไว้เจ็ดวันแล้วลบ")
        new = replace(with_thai(OLD, "เก็บไว้สามสิบวันแล้วลบ"), version="2.0")
        row = only(compare_notices(old, new), "th")

        assert marked(row) == [("removed", "เจ็ด"), ("added", "สามสิบ")]

    def test_a_code_that_the_sentence_says_too_is_not_repeated(self) -> None:
        fields = [change.field for change in changed(kept_longer()).changed[0].fields]

        assert fields == ["retention.text", "retention.chip", "retention.period"]
        assert only(changed(kept_longer())).key == "voice-commands/retention.text"

    def test_a_code_without_its_sentence_stands_in_words(self) -> None:
        def longer(tree: Tree) -> None:
            practice_in(tree, VOICE)["retention"]["period"] = "P30D"

        row = only(changed(longer))

        assert row.name == field_label("retention.period")
        assert (plain(row.old), plain(row.new)) == ("7 days", "30 days")

    def test_recipients_are_named_one_by_one(self) -> None:
        def given_on(tree: Tree) -> None:
            party = dict(tree["parties"][0])
            party |= {
                "id": "maps",
                "role": "third-party",
                "name": {"en": "Maps Inc", "zh-Hans": "地图公司"},
                "country": "DE",
            }
            tree["parties"] = [
                party if item["id"] == "maps" else item
                for item in [*(p for p in tree["parties"] if p["id"] != "maps"), party]
            ]
            first = practice_in(tree, CABIN)["recipients"][0]
            practice_in(tree, CABIN)["recipients"].append(first | {"party": "maps"})

        row = row_of(table_of(changed(given_on)), "cabin-camera-clips/recipients")

        assert marked(row) == [("added", "Maps Inc (Germany)")]
        assert len(row.old) == 1

    def test_what_is_not_stated_any_more_is_said_to_be_so(self) -> None:
        def silent(tree: Tree) -> None:
            practice_in(tree, VOICE)["who"] = "not-stated"

        row = only(changed(silent))

        assert row.new == ()
        assert row.after == "Not stated by the maker"
        assert marked(row)[0][0] == "removed"

    def test_a_code_that_the_plain_words_do_not_tell_is_said_in_detail(self) -> None:
        def looked_up(tree: Tree) -> None:
            practice_in(tree, CABIN)["recipients"][0]["access"] = "query"

        row = only(changed(looked_up))

        assert plain(row.old) != plain(row.new)
        assert "look" in plain(row.new)

    def test_a_code_that_no_words_tell_is_said_to_have_changed(self) -> None:
        def other_letter(tree: Tree) -> None:
            practice_in(tree, CABIN)["basis"]["ground"] = "6a"

        row = only(changed(other_letter))

        assert marked(row) == []
        assert "a code behind them changed" in row.change_words

    def test_a_new_practice_and_one_that_is_gone_stand_on_one_side_only(self) -> None:
        table = table_of(changed(added("seat-heating"), gone("dashcam")))
        new, old = row_of(table, "seat-heating/new"), row_of(table, "dashcam/gone")

        assert (new.old, new.before) == ((), "Not in version 1.0")
        assert (old.new, old.after) == ((), "Not in version 2.0")
        assert "off until you turn it on" in new.change_words
        assert "Its history stays" in old.change_words

    def test_a_split_and_a_merger_name_what_they_came_from(self) -> None:
        table = table_of(
            changed(
                mapped("split", ("precise-location",), ("location", "trips")),
                mapped("merged", ("phone-contacts", "digital-key"), ("phone",)),
            )
        )

        assert row_of(table, "location/move").change_words == "Your choice goes on."
        assert [line[0].text for line in row_of(table, "phone/move").old] == [
            "Phone contacts",
            "Phone as key",
        ]
        assert row_of(table, "phone/sentence").change is ChangeClass.MEANING

    def test_a_new_controller_is_one_row_for_all_collections(self) -> None:
        def sold(tree: Tree) -> None:
            for party in tree["parties"]:
                if party["id"] == tree["controller"]:
                    party["name"] = {"en": "New Motors", "zh-Hans": "新汽车"}

        table = table_of(changed(sold))

        assert row_of(table, "/controller").section == "All collections"
        assert len([row for row in table.rows if row.name == "Who is responsible"]) == 1

    def test_meaning_comes_first_and_the_rest_in_the_order_of_the_notice(self) -> None:
        table = table_of(
            changed(
                said(CABIN, "why", en="For you.", zh_Hans="为您。"),
                declared(CABIN, "wording"),
                kept_longer(VOICE),
                kept_longer("outside-camera-clips"),
            )
        )

        assert [row.key.partition("/")[0] for row in table.rows] == [
            "outside-camera-clips",
            "voice-commands",
            "cabin-camera-clips",
        ]

    def test_parts_that_did_not_change_are_counted_and_named(self) -> None:
        table = table_of(changed(kept_longer()))

        assert table.unchanged == f"{len(OLD.practices) - 1} other parts have not changed"
        assert "Dashcam" in table.unchanged_titles
        assert "Voice commands" not in table.unchanged_titles

    def test_the_same_notice_has_no_rows(self) -> None:
        table = table_of(changed())

        assert table.rows == ()
        assert table.nothing


class TestWhatTheAuthorCallsIt:
    def test_a_change_of_meaning_that_is_called_wording_says_both(self) -> None:
        def longer(tree: Tree) -> None:
            practice_in(tree, VOICE)["retention"]["period"] = "P30D"

        row = only(changed(longer, declared(VOICE, "wording")))

        assert row.change_words == "The meaning changed. The author calls it wording."

    def test_wording_rests_on_the_authors_word_and_says_so(self) -> None:
        edits = said(CABIN, "why", en="For you.", zh_Hans="为您。"), declared(CABIN, "wording")

        assert only(changed(*edits)).change_words == (
            "Only the wording changed. That is what the author says."
        )

    def test_a_translation_alone_is_said_to_be_one(self) -> None:
        row = only(changed(said(CABIN, "why", en="For you.")))

        assert row.change is ChangeClass.TRANSLATION
        assert row.change_words == "Only the translation changed."


class TestLanguages:
    def test_a_change_in_other_languages_only_is_counted_not_shown(self) -> None:
        set_language("zh_Hans")
        table = table_of(changed(said(CABIN, "why", en="For you.")), "zh_Hans")

        assert table.rows == ()
        assert "1" in table.hidden

    def test_the_notices_own_words_are_shown_where_the_chosen_ones_stayed(self) -> None:
        row = only(changed(said(CABIN, "why", zh_Hans="为您。")))

        assert plain(row.new) == "为您。"
        assert "简体中文" in row.language
        assert "did not change" in row.language

    def test_the_notices_own_words_are_shown_where_there_are_no_chosen_ones(self) -> None:
        practice = OLD.optional()[0]
        old = replace(OLD, practices=(replace(practice, why=Text({"zh_Hans": "甲。"})),))
        new = replace(
            OLD, version="2.0", practices=(replace(practice, why=Text({"zh_Hans": "乙。"})),)
        )
        row = only(compare_notices(old, new))

        assert plain(row.new) == "乙。"
        assert "no text in your language" in row.language

    def test_every_row_has_words_in_every_language(self, language: str) -> None:
        table = table_of(
            changed(
                kept_longer(),
                said(CABIN, "why", en="For you.", zh_Hans="为您。"),
                declared(CABIN, "wording"),
                added("seat-heating"),
                gone("dashcam"),
                mapped("split", ("precise-location",), ("location", "trips")),
            ),
            language,
        )
        words = [
            text
            for row in table.rows
            for text in (row.section, row.name, row.change_words, spoken_row(row))
        ]

        assert all(words)
        assert not any(UNFILLED.search(text) for text in words)


class TestWords:
    @pytest.mark.parametrize("field", [*MEANING_TEXTS, *OTHER_TEXTS, *FACTS, "controller"])
    def test_every_field_has_a_name_in_plain_words(self, field: str, language: str) -> None:
        assert field_label(field) != field

    @pytest.mark.parametrize("field", [*FACTS, "controller"])
    def test_every_fact_can_be_said(self, field: str, language: str) -> None:
        said_of = [
            FactReader(notice=notice, language=Language(language)).items(field, practice)
            for notice in (OLD, CALIFORNIA)
            for practice in notice.practices
        ]

        assert any(said_of)
        assert not any(UNFILLED.search(item) for items in said_of for item in items)

    @pytest.mark.parametrize(
        "word",
        [
            code_words.mode_word,
            code_words.place_word,
            code_words.end_action_word,
            code_words.subject_word,
            code_words.role_word,
            code_words.access_word,
            code_words.anonymisation_word,
            code_words.route_word,
            code_words.ground_word,
            code_words.category_word,
        ],
        ids=lambda item: item.__name__,
    )
    def test_every_code_has_a_word(self, word: Callable[..., str], language: str) -> None:
        from typing import get_type_hints  # noqa: PLC0415 - beside its one use

        (codes,) = (
            kind for name, kind in get_type_hints(word).items() if name not in {"return", "notice"}
        )

        assert all(word(code) for code in (get_args(codes) or codes))

    @pytest.mark.parametrize(
        ("period", "words"),
        [
            ("P30D", "30 days"),
            ("P1Y", "1 year"),
            ("PT0S", "Not kept"),
            ("P1Y6M", "1 year, 6 months"),
            ("PT36H", "36 hours"),
            ("nonsense", "nonsense"),
        ],
    )
    def test_a_period_is_said_in_words(self, period: str, words: str) -> None:
        assert period_words(period) == words

    def test_facts_that_are_not_stated_are_said_to_be_so(self) -> None:
        practice = replace(OLD.optional()[0], reach=NOT_STATED, provisions=NOT_STATED)
        reader = FactReader(notice=OLD, language=Language("en"))

        assert reader.items("reach", practice) == ("Not stated by the maker",)
        assert reader.items("recipients", practice) == ("Not stated by the maker",)

    def test_nobody_and_none_are_facts_of_their_own(self) -> None:
        practice = replace(OLD.optional()[0], provisions=(), transfers=(), reach=Reach.CAR)
        reader = FactReader(notice=OLD, language=Language("en"))

        assert reader.items("recipients", practice) == ("Nobody",)
        assert reader.items("transfers", practice) == ("None",)

    def test_a_row_is_spoken_with_its_marks_in_words(self) -> None:
        row = only(changed(kept_longer(days=30)))

        assert spoken_row(row).split("\n") == [
            "Voice commands: How long it is kept",
            "The meaning changed.",
            "Removed: 7",
            "Added: 30",
            "It reads now: 30 days, then deleted.",
        ]
        assert spoken_side("Version 1.0", row, Part.REMOVED) == (
            "Version 1.0: 7 days, then deleted.\nRemoved: 7"
        )


@given(
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Z", "S", "Mn")), max_size=40),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Z", "S", "Mn")), max_size=40),
)
def test_no_letter_of_a_text_is_lost_or_made_up(before: str, after: str) -> None:
    practice = OLD.optional()[0]

    def with_why(words: str, version: str) -> Notice:
        text = Text({"en": words, "zh_Hans": words})
        return replace(OLD, version=version, practices=(replace(practice, why=text),))

    rows = table_of(compare_notices(with_why(before, "1"), with_why(after, "2"))).rows

    for row in rows:
        assert (plain(row.old), plain(row.new)) == (before, after)


# --------------------------------------------------------------------------- the page


def view_of(notice: Notice, **statuses: Status) -> CarChoices:
    choices = []
    for practice in notice.optional():
        status = statuses.get(practice.id.replace("-", "_"), Status.UNDECIDED)
        choices.append(
            PracticeChoice(
                practice=practice,
                choice=_choice(practice, notice, status),
                status=status,
                former=FormerYes(
                    term=Term.MONTHS_3, ends_at=NOW + timedelta(days=30), zone="Asia/Shanghai"
                )
                if status is Status.SUPERSEDED
                else None,
            )
        )
    car = Vehicle(
        id=VehicleId("v"), person=PersonId("p"), name="Car", plate="", vin="", notice=notice.hash
    )
    return CarChoices(
        vehicle=car,
        notice=notice,
        trust=shipped_trust(notice),
        choices=tuple(choices),
        now=NOW,
        entries=5,
    )


def _choice(practice: Practice, notice: Notice, status: Status) -> Choice | None:
    if status is Status.UNDECIDED:
        return None
    return Choice(
        key=ChoiceKey(person=PersonId("p"), vehicle=VehicleId("v"), practice=practice.id),
        status=status,
        decided_at=NOW,
        event_seq=3,
        notice=notice.hash,
        term=Term.MONTHS_3,
        ends_at=NOW + timedelta(days=30),
        given_at=NOW - timedelta(days=3),
    )


def page(difference: NoticeDifference, **statuses: Status) -> ChangePageState:
    view = view_of(difference.new, **statuses)
    return change_page_state(difference, view, coming=None, zone=ZONE)


class TestThePage:
    def test_the_lead_says_what_is_affected_and_what_stays(self) -> None:
        difference = changed(kept_longer(VOICE), kept_longer(CABIN))
        rest = len(OLD.optional()) - 2
        state = page(
            difference,
            voice_commands=Status.SUPERSEDED,
            cabin_camera_clips=Status.SUPERSEDED,
        )

        assert state.lead == (
            "Version 2.0 applies from 1 Dec 2026. 2 of your choices are affected. "
            f"The other {rest} stay as they are."
        )
        assert state.again_heading == "2 choices to make again"
        assert state.again_note == "They stay off until you answer"
        assert state.author == "The author of the notice says: What changed in version 2.0."

    def test_one_choice_is_one(self) -> None:
        state = page(changed(kept_longer(VOICE)), voice_commands=Status.SUPERSEDED)

        assert "1 of your choices is affected." in state.lead
        assert state.again_heading == "1 choice to make again"
        assert state.again_note == "It stays off until you answer"

    def test_nothing_to_answer_is_said_plainly(self) -> None:
        state = page(changed(kept_longer(VOICE)), voice_commands=Status.REFUSED)

        assert state.lead.endswith("Your choices stay as they are.")
        assert state.again == ()

    def test_a_choice_to_make_again_says_what_is_new_and_that_the_end_would_stay(self) -> None:
        state = page(changed(kept_longer(VOICE)), voice_commands=Status.SUPERSEDED)
        (again,) = state.again

        assert again.title == "Voice commands"
        assert again.sentence == "How long it is kept: 30 days, then deleted."
        assert again.line.text == "You had this on until 31 Dec 2026. That end date would stay."
        assert (again.keep_off, again.turn_on) == ("Keep off", "Turn on again")
        shown = {line.field: line.text for line in again.shown}
        assert shown["title"] == "Voice commands"
        assert shown["state.line"] == again.line.text

    def test_before_the_day_nothing_is_asked(self) -> None:
        difference = changed(kept_longer(VOICE))
        view = view_of(OLD, voice_commands=Status.GIVEN)
        state = change_page_state(difference, view, coming=(VOICE,), zone=ZONE)
        (again,) = state.again

        assert state.heading == "The privacy notice will change"
        assert "Until then everything stays as it is." in state.lead
        assert "1 of your choices will then be off" in state.lead
        assert (again.keep_off, again.turn_on, again.shown) == ("", "", ())
        assert again.line.text == "On now, and off from 1 Dec 2026 until you answer again."

    def test_a_practice_that_has_no_switch_any_more_is_not_asked(self) -> None:
        def always(tree: Tree) -> None:
            practice = practice_in(tree, VOICE)
            practice["mode"] = "required"
            practice["required_reason"] = {"en": "The law.", "zh-Hans": "法律。"}
            del practice["terms"]

        difference = changed(always)
        state = change_page_state(
            difference, view_of(OLD, voice_commands=Status.GIVEN), coming=(VOICE,), zone=ZONE
        )

        assert state.again == ()
        row = row_of(state.table, "voice-commands/mode")
        assert [line[0] for line in row.new] == [Piece(Part.ADDED, "Always on")]
        practice = difference.new.practice(VOICE)
        assert practice is not None
        assert practice.mode is Mode.REQUIRED

    def test_the_page_has_words_in_every_language(self, language: str) -> None:
        state = page(changed(kept_longer(VOICE)), voice_commands=Status.SUPERSEDED)
        words = [state.heading, state.lead, state.again_heading, state.note, state.back]

        assert all(words)
        assert not any(UNFILLED.search(text) for text in words)


class TestTheBanner:
    def standing(self, **values: object) -> NoticeStanding:
        base = NoticeStanding(notice=OLD.hash, version="2.0", has_earlier=False, is_seen=True)
        return replace(base, **values)  # type: ignore[arg-type]

    def test_nothing_is_said_where_nothing_changed(self) -> None:
        assert change_banner(self.standing(), view_of(OLD)) is None

    @pytest.mark.rule("CN-P-08")
    def test_a_change_is_said_until_it_was_looked_at_and_then_a_link_stays(self) -> None:
        view = view_of(OLD, voice_commands=Status.SUPERSEDED)
        new = change_banner(self.standing(has_earlier=True, is_seen=False), view)
        seen = change_banner(self.standing(has_earlier=True, is_seen=True), view)

        assert new is not None
        assert seen is not None
        assert new.text == (
            "The privacy notice has changed. 1 of your choices is off until you answer again."
        )
        assert new.badge
        assert (seen.text, seen.badge) == ("", "")
        assert seen.link == "What changed in version 2.0"

    def test_a_version_to_come_is_said_with_its_day(self) -> None:
        new = loaded(next_tree(kept_longer(), of=BASE)).notice
        coming = ComingNotice(notice=new, affected=(VOICE,))
        said_now = change_banner(self.standing(coming=coming, is_coming_seen=False), view_of(OLD))
        later = change_banner(self.standing(coming=coming, is_coming_seen=True), view_of(OLD))

        assert said_now is not None
        assert later is not None
        assert said_now.is_coming
        assert "applies from 1 Dec 2026" in said_now.text
        assert later.link == "What will change on 1 Dec 2026"

    def test_what_changed_comes_before_what_will(self) -> None:
        coming = ComingNotice(notice=OLD, affected=())
        banner = change_banner(
            self.standing(has_earlier=True, is_seen=False, coming=coming, is_coming_seen=False),
            view_of(OLD),
        )

        assert banner is not None
        assert not banner.is_coming


def test_a_text_that_was_never_stated_and_one_that_is_now_are_told_apart() -> None:
    practice = OLD.optional()[0]
    old = replace(OLD, practices=(replace(practice, alternative=TEXT_NOT_STATED),))
    text = Text({"en": "Use the app.", "zh_Hans": "使用应用。"})
    new = replace(OLD, version="2.0", practices=(replace(practice, alternative=text),))
    row = only(compare_notices(old, new))

    assert row.before == "Not stated by the maker"
    assert marked(row) == [("added", "Use the app.")]
