"""What it takes to save an answer, and what an answer then is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from ownerapp.domain.choice import Status
from ownerapp.domain.errors import (
    OwnerAppError,
    PracticeMissingError,
    PracticeRequiredError,
    PracticeUndeterminedError,
    TermNeededError,
    TermNotOfferedError,
    TextIncompleteError,
)
from ownerapp.domain.event import Method
from ownerapp.domain.ids import Language, PracticeId
from ownerapp.domain.notice import Notice
from ownerapp.domain.term import Term
from ownerapp.domain.text import ShownText, shown_line, shown_text_value
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.choices import Answer, ChoiceService
from ownerapp.services.opening import OpenedStore
from ownerapp.services.vehicles import Vehicles, add_vehicle, checked_details
from tests.support.desks import (
    CABIN,
    CHINESE,
    DRIVING,
    ENGLISH,
    NAME,
    REQUIRED,
    Place,
    add_car,
    commit,
    events_of,
    kinds_of,
    no,
    practice_of,
    shipped,
    shown_of,
    yes,
)

GOOD_ANSWER_KINDS = ["notice.installed", "notice.shown", "consent.given"]


def without(shown: ShownText, field: str) -> ShownText:
    return tuple(line for line in shown if line.field != field)


def with_text(shown: ShownText, field: str, text: str) -> ShownText:
    return tuple(replace(line, text=text) if line.field == field else line for line in shown)


def in_language(shown: ShownText, language: Language) -> ShownText:
    return tuple(replace(line, lang=language) for line in shown)


class TestAYesThatMayNotBeSaved:
    @pytest.mark.rule("CN-AD-26")
    def test_a_yes_without_a_term_saves_nothing(
        self, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        before = kinds_of(opened)
        with pytest.raises(TermNeededError) as caught:
            commit(opened, car, yes(notice, CABIN, None))
        assert caught.value.offered == ("drive", "7d", "3m", "1y")
        assert kinds_of(opened) == before

    @pytest.mark.rule("CN-T-02")
    def test_a_sensitive_practice_is_never_on_for_ever_in_china(
        self, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        sensitive = [item.id for item in notice.optional() if item.sensitive]
        assert len(sensitive) >= 3
        for practice in sensitive:
            with pytest.raises(TermNotOfferedError):
                commit(opened, car, yes(notice, practice, Term.OPEN))
        assert kinds_of(opened) == ["notice.installed"]

    def test_a_yes_with_a_term_that_the_notice_does_not_offer_saves_nothing(
        self, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        with pytest.raises(TermNotOfferedError):
            commit(opened, car, yes(notice, PracticeId("charging-records"), Term.DRIVE))
        assert kinds_of(opened) == ["notice.installed"]

    @pytest.mark.parametrize("on", [True, False])
    def test_a_required_practice_has_no_answer(
        self, opened: OpenedStore, car: Vehicle, notice: Notice, on: bool
    ) -> None:
        answer = yes(notice, REQUIRED, Term.DAYS_7) if on else no(REQUIRED)
        with pytest.raises(PracticeRequiredError):
            commit(opened, car, answer)
        assert kinds_of(opened) == ["notice.installed"]

    @pytest.mark.parametrize("on", [True, False])
    def test_a_practice_whose_switch_is_not_stated_has_no_answer(
        self, opened: OpenedStore, on: bool
    ) -> None:
        car = add_car(opened, pack="tesla-cn-compiled")
        before = kinds_of(opened)
        open_ = shipped("tesla-cn-compiled").notice.undetermined()[0]
        with pytest.raises(PracticeUndeterminedError):
            commit(opened, car, Answer(practice=open_.id, on=on, term=Term.DAYS_7 if on else None))
        assert kinds_of(opened) == before

    def test_a_no_is_kept_where_the_notice_offers_no_length_for_a_yes(
        self, opened: OpenedStore
    ) -> None:
        car = add_car(opened, pack="tesla-cn-compiled")
        practice = shipped("tesla-cn-compiled").notice.optional()[0]
        with pytest.raises(TermNeededError) as caught:
            commit(opened, car, Answer(practice=practice.id, on=True))
        assert caught.value.offered == ()
        view = commit(opened, car, no(practice.id))
        item = view.of(practice.id)
        assert item is not None
        assert item.status is Status.REFUSED

    def test_a_practice_that_the_notice_lacks_has_no_answer(
        self, opened: OpenedStore, car: Vehicle
    ) -> None:
        with pytest.raises(PracticeMissingError):
            commit(opened, car, no(PracticeId("mind-reading")))
        assert kinds_of(opened) == ["notice.installed"]

    @pytest.mark.rule("CN-AD-24")
    def test_a_yes_needs_every_one_of_its_texts_on_screen(
        self, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        practice = practice_of(notice, CABIN)
        shown = shown_of(practice)
        fields = set(practice.yes_texts())
        assert {"necessity", "effect", "question", "how_to_stop"} <= fields
        for field in fields:
            with pytest.raises(TextIncompleteError):
                commit(opened, car, Answer(
                    practice=CABIN, on=True, term=Term.DAYS_7, shown=without(shown, field)
                ))  # fmt: skip
        assert kinds_of(opened) == ["notice.installed"]

    @pytest.mark.parametrize(
        "change",
        [
            lambda shown: with_text(shown, "effect", "It is good for you."),
            lambda shown: with_text(shown, "effect", ""),
            lambda shown: with_text(shown, "necessity", shown[0].text),
            lambda shown: in_language(shown, CHINESE),
            lambda _shown: (),
        ],
        ids=["altered", "emptied", "swapped", "another-language", "nothing"],
    )
    def test_a_yes_to_other_words_than_the_notices_saves_nothing(
        self, opened: OpenedStore, car: Vehicle, notice: Notice, change: object
    ) -> None:
        assert callable(change)
        shown = change(shown_of(practice_of(notice, CABIN)))
        with pytest.raises(TextIncompleteError) as caught:
            commit(opened, car, Answer(practice=CABIN, on=True, term=Term.DAYS_7, shown=shown))
        assert set(caught.value.complete) == {"en", "zh_Hans"}
        assert kinds_of(opened) == ["notice.installed"]

    def test_a_yes_in_a_language_that_the_notice_lacks_saves_nothing(
        self, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        french = Language("fr")
        answer = yes(notice, CABIN, Term.DAYS_7)
        with pytest.raises(TextIncompleteError):
            commit(opened, car, replace(answer, shown=in_language(answer.shown, french)),
                   language=french)  # fmt: skip
        assert kinds_of(opened) == ["notice.installed"]

    def test_one_bad_answer_among_good_ones_saves_none_of_them(
        self, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        good, bad = yes(notice, DRIVING, Term.DAYS_7), yes(notice, CABIN, None)
        for answers in ([good, bad], [bad, good]):
            with pytest.raises(TermNeededError):
                commit(opened, car, *answers)
        assert kinds_of(opened) == ["notice.installed"]
        view = ChoiceService(opened).view(car)
        assert {item.status for item in view.choices} == {Status.UNDECIDED}


class TestAYesThatIsSaved:
    @pytest.mark.rule("X-03")
    @pytest.mark.rule("CN-S-05")
    @pytest.mark.rule("EU-G-14")
    def test_it_holds_who_what_when_which_version_and_exactly_what_was_shown(
        self, opened: OpenedStore, car: Vehicle, notice: Notice, place: Place
    ) -> None:
        answer = yes(notice, CABIN, Term.DAYS_7)
        commit(opened, car, answer)
        event = events_of(opened)[-1]
        assert event.kind == "consent.given"
        assert (event.person, event.vehicle, event.practice) == (car.person, car.id, CABIN)
        assert (event.notice, event.at) == (notice.hash, place.clock.now())
        assert (event.method, event.language, event.term) == (Method.CLI, ENGLISH, Term.DAYS_7)
        assert event.ends_at == place.clock.now() + timedelta(days=7)
        assert event.zone == "Asia/Shanghai"
        sealer = opened.around.sealer
        body = sealer.canonical(shown_text_value(answer.shown))
        assert event.text_sha256 == sealer.sha256(body)
        with opened.store.read() as work:
            assert event.text_sha256 is not None
            assert work.shown_text(event.text_sha256) == body

    def test_texts_are_compared_in_their_normal_form(
        self, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        practice = practice_of(notice, CABIN)
        lines = [shown_line(line.field, CHINESE, line.text) for line in shown_of(practice, CHINESE)]
        commit(
            opened,
            car,
            Answer(practice=CABIN, on=True, term=Term.DRIVE, shown=tuple(lines)),
            language=CHINESE,
        )
        assert kinds_of(opened) == GOOD_ANSWER_KINDS

    def test_a_second_yes_takes_the_place_of_the_first_and_both_stay_in_the_history(
        self, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        commit(opened, car, yes(notice, DRIVING, Term.DAYS_7))
        view = commit(opened, car, yes(notice, DRIVING, Term.OPEN))
        item = view.of(DRIVING)
        assert item is not None
        assert item.choice is not None
        assert (item.status, item.choice.term, item.choice.ends_at) == (
            Status.GIVEN, Term.OPEN, None,
        )  # fmt: skip
        assert kinds_of(opened) == [*GOOD_ANSWER_KINDS, "consent.given"]


class TestANo:
    """Refusal, withdrawal, or nothing changed; never more than the practice is needed."""

    @pytest.mark.parametrize(
        "case",
        [
            ([], "consent.refused", Status.REFUSED),
            (["yes"], "consent.withdrawn", Status.WITHDRAWN),
            (["no"], None, Status.REFUSED),
            (["yes", "no"], None, Status.WITHDRAWN),
            (["no", "yes"], "consent.withdrawn", Status.WITHDRAWN),
            (["yes", "wait"], "consent.refused", Status.REFUSED),
        ],
        ids=["undecided", "given", "refused", "withdrawn", "given-again", "expired"],
    )
    def test_what_a_no_is_depends_on_what_was_before(
        self,
        opened: OpenedStore,
        car: Vehicle,
        notice: Notice,
        place: Place,
        case: tuple[list[str], str | None, Status],
    ) -> None:
        before, kind, after = case
        for step in before:
            match step:
                case "yes":
                    commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
                case "no":
                    commit(opened, car, no(CABIN))
                case _:
                    place.clock.move(days=8)
        already = kinds_of(opened)
        item = commit(opened, car, no(CABIN)).of(CABIN)
        assert item is not None
        assert item.status is after
        added = [name for name in kinds_of(opened)[len(already) :] if name != "notice.shown"]
        assert added == ([kind] if kind else [])

    @pytest.mark.rule("EU-G-16")
    @pytest.mark.rule("CN-P-03")
    def test_to_withdraw_takes_the_practice_and_nothing_else(
        self, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        for practice in notice.optional():
            commit(opened, car, yes(notice, practice.id, notice.offered_terms(practice)[0]))
            item = commit(opened, car, Answer(practice=practice.id, on=False)).of(practice.id)
            assert item is not None
            assert item.status is Status.WITHDRAWN

    def test_all_of_them_can_be_turned_off_in_one_transaction(
        self, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
        view = commit(opened, car, *(no(item.id) for item in notice.optional()))
        statuses = [item.status for item in view.choices]
        assert statuses.count(Status.WITHDRAWN) == 1
        assert statuses.count(Status.REFUSED) == len(statuses) - 1


@pytest.mark.rule("EU-G-19")
@pytest.mark.rule("EU-G-27")
@pytest.mark.rule("CN-T-03")
@pytest.mark.parametrize("pack", ["cn-reference-ev", "eu-reference-ev"])
def test_everything_optional_is_undecided_until_somebody_decides(
    opened: OpenedStore, pack: str
) -> None:
    view = ChoiceService(opened).view(add_car(opened, pack=pack))
    assert len(view.choices) >= 12
    assert {item.status for item in view.choices} == {Status.UNDECIDED}
    assert {item.choice for item in view.choices} == {None}


class TestThatTheNoticeWasShown:
    def test_it_is_written_once_for_a_person_a_version_and_a_language(
        self, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        for language in (ENGLISH, CHINESE, ENGLISH, CHINESE):
            commit(opened, car, yes(notice, CABIN, Term.DRIVE, language), language=language)
        shown = [event for event in events_of(opened) if event.kind == "notice.shown"]
        assert [event.language for event in shown] == [ENGLISH, CHINESE]
        assert {event.notice for event in shown} == {notice.hash}

    def test_it_is_written_before_the_first_answer(
        self, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        commit(opened, car, yes(notice, CABIN, Term.DRIVE))
        assert kinds_of(opened) == GOOD_ANSWER_KINDS

    def test_a_second_car_with_the_same_notice_does_not_show_it_anew(
        self, opened: OpenedStore, car: Vehicle
    ) -> None:
        other = add_car(opened, name="The other")
        commit(opened, car, no(CABIN))
        commit(opened, other, no(CABIN))
        assert kinds_of(opened).count("notice.shown") == 1

    def test_it_is_written_again_for_another_person(
        self, opened: OpenedStore, car: Vehicle
    ) -> None:
        other = add_car(opened, name="The other", owner="Wang Min")
        commit(opened, car, no(CABIN))
        commit(opened, other, no(CABIN))
        assert kinds_of(opened).count("notice.shown") == 2


class TestAFirstRun:
    """Its answers are collected in a draft that is saved whole, or not at all."""

    def make(self, opened: OpenedStore, *answers: Answer) -> Vehicle:
        return ChoiceService(opened).make_my_record(
            checked_details(name=NAME),
            shipped(),
            answers,
            method=Method.DESKTOP,
            language=ENGLISH,
        )

    def test_car_and_answers_are_saved_together(self, opened: OpenedStore, notice: Notice) -> None:
        car = self.make(opened, yes(notice, CABIN, Term.MONTHS_3), no(DRIVING))
        assert Vehicles(opened).all() == (car,)
        assert kinds_of(opened) == [*GOOD_ANSWER_KINDS, "consent.refused"]
        with opened.store.read() as work:
            checkpoint = work.events.latest_checkpoint()
        assert checkpoint is not None
        assert checkpoint.size == 4

    @pytest.mark.parametrize(
        "broken",
        [
            lambda notice: yes(notice, CABIN, None),
            lambda notice: yes(notice, REQUIRED, Term.DAYS_7),
            lambda notice: replace(yes(notice, CABIN, Term.DAYS_7), shown=()),
            lambda _notice: no(PracticeId("mind-reading")),
        ],
        ids=["no-term", "required", "no-text", "no-practice"],
    )
    def test_one_bad_answer_leaves_no_car_behind(
        self, opened: OpenedStore, notice: Notice, broken: object
    ) -> None:
        assert callable(broken)
        with pytest.raises(OwnerAppError):
            self.make(opened, no(DRIVING), broken(notice))
        assert Vehicles(opened).all() == ()
        assert Vehicles(opened).people() == ()
        assert events_of(opened) == []

    def test_a_crash_in_the_middle_leaves_nothing(
        self, opened: OpenedStore, notice: Notice
    ) -> None:
        def crash(*_arguments: object) -> None:
            raise MemoryError

        with pytest.raises(MemoryError), opened.ledger.entries() as entries:  # noqa: PT012 - the end of the block raises
            add_vehicle(entries, checked_details(name=NAME), shipped(), opened.around)
            entries.commit_with(crash)
        assert Vehicles(opened).all() == ()
        assert events_of(opened) == []
        self.make(opened, no(CABIN))
        assert kinds_of(opened) == ["notice.installed", "notice.shown", "consent.refused"]


class TestTwoCars:
    def test_an_answer_for_one_car_never_touches_the_other(
        self, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        other = add_car(opened, name="The other")
        assert other.person == car.person
        commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
        commit(opened, other, no(DRIVING))
        service = ChoiceService(opened)
        mine = {item.practice.id: item.status for item in service.view(car).choices}
        others = {item.practice.id: item.status for item in service.view(other).choices}
        assert (mine[CABIN], others[CABIN]) == (Status.GIVEN, Status.UNDECIDED)
        assert (mine[DRIVING], others[DRIVING]) == (Status.UNDECIDED, Status.REFUSED)

    def test_one_persons_yes_is_not_anothers_when_the_car_changes_hands(
        self, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
        buyer = add_car(opened, name="The other", owner="Wang Min").person
        view = ChoiceService(opened).view(replace(car, person=buyer))
        assert {item.status for item in view.choices} == {Status.UNDECIDED}
