"""What a newer version of its notice does to a car, and what it never does."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ownerapp.domain.choice import Status
from ownerapp.domain.errors import (
    DiskFullError,
    NoticeChangedError,
    NoticeNotYetError,
    NoticeOlderError,
    NoticeSignatureError,
    PracticeMissingError,
    TermNeededError,
)
from ownerapp.domain.event import Event, EventKind
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice_codes import ChangeClass
from ownerapp.domain.span import DayWord
from ownerapp.domain.term import Term
from ownerapp.domain.vehicle import Vehicle
from ownerapp.presentation.desk import Desk
from ownerapp.services.choices import Answer, CarChoices
from ownerapp.services.history import HistoryService
from ownerapp.services.projection import kept, rebuilt
from ownerapp.services.vehicles import Vehicles
from ownerapp.storage.unit_of_work import SqlUnitOfWork
from tests.support.desks import CABIN, DRIVING, ENGLISH, Place, no, practice_of, shown_of, yes
from tests.support.notice_files import AUTHOR, OTHER_AUTHOR, changed, fingerprint_of, pack_bytes
from tests.support.notice_files import pack_file as written
from tests.support.notice_versions import (
    PACK,
    Edit,
    Tree,
    added,
    bytes_of,
    declared,
    first_tree,
    gone,
    kept_longer,
    loaded,
    mapped,
    next_tree,
    practice_in,
    said,
    shipping,
)

VOICE, DASHCAM, CALENDAR = (PracticeId(name) for name in ("voice-commands", "dashcam", "calendar"))
DUE = datetime(2026, 12, 1, 4, 0, tzinfo=UTC)


@dataclass
class Car:
    """A car that follows the first version, over program starts and versions."""

    place: Place
    folder: Path
    tree: Tree
    starts: int = 0
    desk: Desk | None = None

    def start(self, tree: Tree | None = None) -> Desk:
        """Start the program, with another shipped version if one is given."""
        self.close()
        self.starts += 1
        if tree is not None:
            self.tree = tree
        self.place.packs = shipping(self.folder / f"packs-{self.starts}", self.tree)
        self.desk = self.place.desk()
        self.desk.open()
        return self.desk

    def close(self) -> None:
        if self.desk is not None:
            self.desk.close()
            self.desk = None

    @property
    def now(self) -> Desk:
        assert self.desk is not None
        return self.desk

    @property
    def vehicle(self) -> Vehicle:
        return self.now.find_car(None)

    def view(self) -> CarChoices:
        return self.now.choices(self.vehicle)

    def status(self, practice: str) -> Status:
        found = self.view().of(PracticeId(practice))
        assert found is not None
        return found.status

    def say_yes(self, practice: str, term: Term | None = Term.MONTHS_3, **more: Any) -> CarChoices:
        answer = yes(self.view().notice, PracticeId(practice), term)
        answer = Answer(practice=answer.practice, on=True, term=term, shown=answer.shown, **more)
        return self.now.answer(self.vehicle, [answer], language=ENGLISH)

    def say_no(self, practice: str) -> CarChoices:
        return self.now.answer(self.vehicle, [no(PracticeId(practice))], language=ENGLISH)

    def events(self, *kinds: EventKind) -> list[Event]:
        return [event for event in self.now.history() if not kinds or event.kind in kinds]

    def update(self, *edits: Edit, **more: Any) -> Desk:
        """Ship the next version and start the program on its day."""
        self.place.clock.set(DUE)
        return self.start(next_tree(*edits, of=self.tree, **more))


@pytest.fixture
def car(place: Place, tmp_path: Path) -> Iterator[Car]:
    made = Car(place=place, folder=tmp_path, tree=first_tree())
    for name in ("twin-a", "twin-b"):
        added(name)(made.tree)
    desk = made.start()
    desk.add_car(desk.check_details(name="Little Blue"), desk.notices.load(PACK))
    yield made
    made.close()


class TestWhatIsAskedAgain:
    @pytest.mark.rule("CN-P-02")
    def test_only_a_changed_meaning_turns_a_yes_off(self, car: Car) -> None:
        for practice in (VOICE, CABIN, DRIVING):
            car.say_yes(practice)

        car.update(
            kept_longer(VOICE),
            said(CABIN, "why", en="For your own video.", zh_Hans="为您自己的视频。"),
            declared(CABIN, "wording"),
            said(DRIVING, "what", en="Only the English text is another one."),
        )

        assert car.status(VOICE) is Status.SUPERSEDED
        assert car.status(CABIN) is Status.GIVEN
        assert car.status(DRIVING) is Status.GIVEN
        (event,) = car.events(EventKind.CONSENT_SUPERSEDED)
        assert (event.practice, event.notice) == (VOICE, car.vehicle.notice)

    @pytest.mark.rule("CN-P-02")
    def test_what_the_author_calls_a_change_of_meaning_is_asked_again(self, car: Car) -> None:
        car.say_yes(DRIVING)

        car.update(declared(DRIVING, "meaning"))

        assert car.status(DRIVING) is Status.SUPERSEDED

    def test_a_no_stays_a_no_and_nobody_is_asked_again(self, car: Car) -> None:
        car.say_no(VOICE)
        car.say_yes(CABIN)
        car.say_no(CABIN)

        car.update(kept_longer(VOICE), kept_longer(CABIN))

        assert car.status(VOICE) is Status.REFUSED
        assert car.status(CABIN) is Status.WITHDRAWN
        assert not car.events(EventKind.CONSENT_SUPERSEDED)

    def test_a_yes_that_had_ended_is_not_asked_again(self, car: Car) -> None:
        car.say_yes(VOICE, Term.DAYS_7)

        car.update(kept_longer(VOICE))

        assert car.status(VOICE) is Status.EXPIRED
        assert not car.events(EventKind.CONSENT_SUPERSEDED)

    def test_a_new_practice_is_undecided(self, car: Car) -> None:
        car.update(added("seat-heating"))

        assert car.status("seat-heating") is Status.UNDECIDED

    def test_a_practice_that_left_and_came_back_does_not_bring_its_yes_back(self, car: Car) -> None:
        car.say_yes(DASHCAM)
        first = car.tree
        car.update(gone(DASHCAM))
        again = next_tree(of=car.tree, version="3.0", effective_from="2026-12-02")
        again["practices"].append(practice_in(first, DASHCAM))
        car.place.clock.move(days=2)
        car.start(again)

        assert car.status(DASHCAM) is Status.SUPERSEDED
        assert len(car.events(EventKind.CONSENT_SUPERSEDED)) == 1

    def test_a_practice_that_has_no_switch_any_more_ends_the_yes(self, car: Car) -> None:
        car.say_yes(VOICE)

        def always_on(tree: Tree) -> None:
            practice = practice_in(tree, VOICE)
            practice["mode"] = "required"
            practice["required_reason"] = {"en": "The law asks for it.", "zh-Hans": "法律要求。"}
            del practice["terms"]

        car.update(always_on)

        assert car.view().of(VOICE) is None
        assert [event.practice for event in car.events(EventKind.CONSENT_SUPERSEDED)] == [VOICE]


class TestPracticesThatBecameOthers:
    def test_a_renamed_practice_keeps_its_choice(self, car: Car) -> None:
        car.say_yes(CALENDAR)

        car.update(mapped("renamed", (CALENDAR,), ("car-calendar",)))

        assert car.status("car-calendar") is Status.GIVEN
        car.say_no("car-calendar")
        assert car.status("car-calendar") is Status.WITHDRAWN
        assert car.events()[-1].kind is EventKind.CONSENT_WITHDRAWN
        assert car.events()[-1].practice == "car-calendar"

    def test_the_part_of_a_split_practice_that_changed_is_asked_again_alone(self, car: Car) -> None:
        car.say_yes("precise-location")

        car.update(
            mapped("split", ("precise-location",), ("location", "trips")),
            kept_longer("trips", days=365),
        )

        assert car.status("location") is Status.GIVEN
        assert car.status("trips") is Status.SUPERSEDED
        (event,) = car.events(EventKind.CONSENT_SUPERSEDED)
        assert event.practice == "trips"

    def test_turning_one_part_of_a_split_practice_off_leaves_the_other_on(self, car: Car) -> None:
        car.say_yes("precise-location")
        car.update(mapped("split", ("precise-location",), ("location", "trips")))

        car.say_no("trips")

        assert (car.status("location"), car.status("trips")) == (Status.GIVEN, Status.WITHDRAWN)

    @pytest.mark.parametrize(
        ("second", "expected"),
        [("yes", Status.GIVEN), ("no", Status.REFUSED), ("", Status.UNDECIDED)],
    )
    def test_a_merged_practice_is_on_only_if_every_part_was(
        self, car: Car, second: str, expected: Status
    ) -> None:
        car.say_yes("twin-a")
        if second:
            (car.say_yes if second == "yes" else car.say_no)("twin-b")

        car.update(mapped("merged", ("twin-a", "twin-b"), ("twins",)), declared("twins", "wording"))

        assert car.status("twins") is expected
        assert not car.events(EventKind.CONSENT_SUPERSEDED)

    def test_an_answer_to_a_renamed_practice_leaves_no_end_of_the_old_yes_behind(
        self, car: Car
    ) -> None:
        car.say_yes(CALENDAR, Term.MONTHS_3)
        car.update(mapped("renamed", (CALENDAR,), ("car-calendar",)))
        car.say_no("car-calendar")
        car.place.clock.move(days=200)

        car.start()

        assert car.status("car-calendar") is Status.WITHDRAWN
        assert not car.events(EventKind.CONSENT_EXPIRED)

    def test_a_yes_that_the_authors_notes_lead_nowhere_ends(self, car: Car) -> None:
        car.say_yes(CALENDAR)
        car.update(mapped("renamed", (CALENDAR,), ("car-calendar",)))
        third = next_tree(of=car.tree, version="3.0", effective_from="2026-12-02")
        third["version_notes"] = third["version_notes"][:1]
        car.place.clock.move(days=2)

        car.start(third)

        assert car.status("car-calendar") is Status.SUPERSEDED


class TestWhatStaysReadable:
    def test_a_practice_that_vanished_keeps_its_history(self, car: Car) -> None:
        car.say_yes(DASHCAM)
        day = car.now.now().date()

        car.update(gone(DASHCAM))

        (event,) = car.events(EventKind.CONSENT_SUPERSEDED)
        assert event.practice == DASHCAM
        assert car.view().of(DASHCAM) is None
        old, new = car.now.followed(car.vehicle)
        assert old.practice(DASHCAM) is not None
        assert new.practice(DASHCAM) is None
        before = {item.practice.id: item.answer for item in car.now.on_day(car.vehicle, day)}
        assert before[DASHCAM] is DayWord.CHANGED
        on_the_day = car.now.on_day(car.vehicle, DUE.date())
        assert {item.practice.id: item.answer for item in on_the_day}[DASHCAM] is DayWord.CHANGED

    def test_a_day_before_a_renaming_speaks_of_the_practice_as_it_was(self, car: Car) -> None:
        car.say_yes(CALENDAR)
        car.place.clock.move(days=1)
        day = car.now.now().date()
        car.update(mapped("renamed", (CALENDAR,), ("car-calendar",)))

        then = {item.practice.id: item.answer for item in car.now.on_day(car.vehicle, day)}
        now = {item.practice.id: item.answer for item in car.now.on_day(car.vehicle, DUE.date())}

        assert then[CALENDAR] is DayWord.ON
        assert now[PracticeId("car-calendar")] is DayWord.ON

    @pytest.mark.rule("CN-P-08")
    def test_the_history_says_which_version_came_after_which(self, car: Car) -> None:
        car.update(kept_longer())

        event = car.events(EventKind.NOTICE_INSTALLED)[-1]
        assert event.notice == car.vehicle.notice
        assert event.detail["version"] == "2.0"
        assert event.detail["previous"] == "1.0"

    def test_the_choices_can_be_rebuilt_from_the_log(self, car: Car) -> None:
        for practice in (VOICE, DASHCAM, CALENDAR):
            car.say_yes(practice)
        car.update(kept_longer(), gone(DASHCAM), mapped("renamed", (CALENDAR,), ("car-calendar",)))
        car.say_yes(VOICE, Term.MONTHS_3, keep_end=True)
        car.close()
        opened = car.place.open()

        assert kept(opened) == rebuilt(opened)


class TestTheDay:
    def test_before_its_day_nothing_changes_but_it_is_known(self, car: Car) -> None:
        car.say_yes(VOICE)
        before = car.vehicle.notice
        car.place.clock.set(datetime(2026, 11, 30, 15, 59, tzinfo=UTC))

        car.start(next_tree(kept_longer(), of=car.tree))

        assert car.vehicle.notice == before
        assert car.status(VOICE) is Status.GIVEN
        coming = car.now.pending_update(car.vehicle)
        assert coming is not None
        assert (coming.notice.version, coming.affected) == ("2.0", (VOICE,))

    def test_it_applies_at_midnight_where_the_person_is(self, car: Car) -> None:
        car.say_yes(VOICE)
        car.place.clock.set(datetime(2026, 11, 30, 15, 59, tzinfo=UTC))
        car.start(next_tree(kept_longer(), of=car.tree))
        car.place.clock.set(datetime(2026, 11, 30, 16, 0, tzinfo=UTC))

        view, standing = car.now.look_again(car.vehicle)

        assert view.notice.version == "2.0"
        assert car.status(VOICE) is Status.SUPERSEDED
        assert standing.coming is None

    def test_the_newest_of_several_versions_applies(self, car: Car) -> None:
        car.say_yes(VOICE)
        second = next_tree(kept_longer(), of=car.tree)
        third = next_tree(
            mapped("renamed", (VOICE,), ("speech",)),
            of=second,
            version="3.0",
            effective_from="2026-12-02",
        )
        car.place.clock.set(DUE)
        car.place.clock.move(days=3)

        car.start(third)

        assert car.view().notice.version == "3.0"
        assert car.status("speech") is Status.SUPERSEDED

    def test_applying_twice_changes_nothing_more(self, car: Car) -> None:
        car.say_yes(VOICE)
        car.update(kept_longer())
        count = len(car.events())

        car.start()
        car.now.look_again(car.vehicle)

        assert len(car.events()) == count

    def test_an_older_version_never_comes_back(self, car: Car) -> None:
        first = car.tree
        car.update(kept_longer())

        car.start(first)

        assert car.view().notice.version == "2.0"


class TestAllOrNothing:
    def test_a_failure_in_the_middle_leaves_everything_as_it_was(
        self, car: Car, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        car.say_yes(VOICE)
        before, count = car.vehicle.notice, len(car.events())

        def full(_work: SqlUnitOfWork) -> None:
            raise DiskFullError(path="store.db")

        with monkeypatch.context() as patched:
            patched.setattr(SqlUnitOfWork, "commit", full)
            car.update(kept_longer())
            assert car.vehicle.notice == before
            assert len(car.events()) == count
            assert car.status(VOICE) is Status.GIVEN

        car.now.look_again(car.vehicle)
        assert car.status(VOICE) is Status.SUPERSEDED

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
    @pytest.mark.parametrize("is_committed", [False, True])
    def test_a_program_that_is_killed_applies_all_of_it_or_nothing(
        self, car: Car, is_committed: bool
    ) -> None:
        car.say_yes(VOICE)
        before, count = car.vehicle.notice, len(car.events())
        car.close()
        car.place.packs = shipping(car.folder / "killed", next_tree(kept_longer(), of=car.tree))
        car.place.clock.set(DUE)

        killed = os.fork()
        if not killed:
            _die_at_commit(count, is_committed=is_committed)
            car.place.desk().open()
            os._exit(0)
        _pid, status = os.waitpid(killed, 0)

        assert os.WIFSIGNALED(status)
        opened = car.place.open()
        (vehicle,) = Vehicles(opened).all()
        assert (vehicle.notice == before) is not is_committed
        kinds = [event.kind for event in HistoryService(opened).entries()]
        assert (EventKind.CONSENT_SUPERSEDED in kinds) is is_committed
        assert (len(kinds) == count) is not is_committed

    def test_two_programs_at_one_moment_apply_it_once(self, car: Car) -> None:
        car.say_yes(VOICE)
        tree = next_tree(kept_longer(), of=car.tree)
        car.start(tree)
        car.place.clock.set(DUE)
        other = car.place.desk()
        go = threading.Barrier(2, timeout=60)

        def look(desk: Desk) -> None:
            go.wait()
            desk.open()
            desk.look_again(desk.find_car(None))

        threads = [threading.Thread(target=look, args=(desk,)) for desk in (car.now, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        other.close()
        car.now.look_again(car.vehicle)

        assert len(car.events(EventKind.CONSENT_SUPERSEDED)) == 1
        assert len(car.events(EventKind.NOTICE_INSTALLED)) == 2

    def test_a_yes_to_a_text_that_changed_meanwhile_is_not_taken(self, car: Car) -> None:
        stale = car.vehicle
        answer = yes(car.view().notice, VOICE, Term.MONTHS_3)
        car.update(kept_longer())

        with pytest.raises(NoticeChangedError):
            car.now.answer(stale, [answer], language=ENGLISH)
        car.now.answer(stale, [no(VOICE)], language=ENGLISH)

        assert car.status(VOICE) is Status.REFUSED


def _die_at_commit(count: int, *, is_committed: bool) -> None:
    """Let this process be killed at its next commit of entries, before or after it."""
    commit = SqlUnitOfWork.commit

    def dying(work: SqlUnitOfWork) -> None:
        if work.events.edge().size == count:
            # It only keeps when the program was opened.
            commit(work)
            return
        if is_committed:
            commit(work)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(SqlUnitOfWork, "commit", dying)  # noqa: B010 - of a process that ends here


class TestKeepingTheOldEnd:
    def end_of(self, car: Car, practice: str) -> datetime | None:
        found = car.view().of(PracticeId(practice))
        assert found is not None
        assert found.choice is not None
        return found.choice.ends_at

    def test_a_yes_to_the_new_text_may_keep_the_end_that_was_chosen(self, car: Car) -> None:
        car.say_yes(VOICE, Term.MONTHS_3)
        end = self.end_of(car, VOICE)
        car.update(kept_longer())
        found = car.view().of(VOICE)
        assert found is not None
        assert found.former is not None
        assert (found.former.term, found.former.ends_at) == (Term.MONTHS_3, end)

        car.say_yes(VOICE, Term.MONTHS_3, keep_end=True)

        assert car.status(VOICE) is Status.GIVEN
        assert self.end_of(car, VOICE) == end

    def test_another_length_counts_from_now(self, car: Car) -> None:
        car.say_yes(VOICE, Term.MONTHS_3)
        end = self.end_of(car, VOICE)
        car.update(kept_longer())

        car.say_yes(VOICE, Term.MONTHS_3)

        assert self.end_of(car, VOICE) != end

    @pytest.mark.parametrize("first", ["nothing", "no", "other-term", "ended"])
    def test_an_end_that_is_not_there_cannot_be_kept(self, car: Car, first: str) -> None:
        if first == "no":
            car.say_no(VOICE)
        elif first == "other-term":
            car.say_yes(VOICE, Term.YEAR_1)
        elif first == "ended":
            car.say_yes(VOICE, Term.MONTHS_3)
        car.update(kept_longer())
        if first == "ended":
            car.place.clock.move(days=200)

        with pytest.raises(TermNeededError):
            car.say_yes(VOICE, Term.MONTHS_3, keep_end=True)

        assert car.status(VOICE) is not Status.GIVEN

    def test_a_length_that_is_no_longer_offered_cannot_be_kept(self, car: Car) -> None:
        car.say_yes(VOICE, Term.YEAR_1)

        def shorter(tree: Tree) -> None:
            practice_in(tree, VOICE)["terms"] = ["drive", "7d"]

        car.update(kept_longer(), shorter)
        found = car.view().of(VOICE)

        assert found is not None
        assert found.former is None

    def test_a_yes_needs_the_new_text(self, car: Car) -> None:
        car.say_yes(VOICE)
        old = shown_of(practice_of(car.view().notice, VOICE))
        car.update(kept_longer())

        with pytest.raises(Exception, match="text-incomplete"):
            car.now.answer(
                car.vehicle,
                [Answer(practice=VOICE, on=True, term=Term.MONTHS_3, shown=old, keep_end=True)],
                language=ENGLISH,
            )


class TestWhereItComesFrom:
    @pytest.fixture
    def imported(self, place: Place, tmp_path: Path) -> Iterator[Car]:
        """A car that follows a notice signed by an accepted key."""
        made = Car(place=place, folder=tmp_path, tree=first_tree())
        desk = made.start()
        path = written(tmp_path, pack_bytes(signed_by=AUTHOR), "first.json")
        notice = desk.notices.import_file(path)
        desk.notices.accept_key(notice, fingerprint_of(AUTHOR))
        desk.add_car(desk.check_details(name="Little Blue"), notice)
        made.say_yes(VOICE)
        yield made
        made.close()

    def bring(self, car: Car, *, signed_by: bytes | None, accept: bool = False) -> None:
        """Import the next version from somebody, on its day."""
        car.place.clock.set(DUE)
        tree = next_tree(kept_longer())
        data = pack_bytes(
            signed_by=signed_by,
            version=tree["version"],
            effective_from=tree["effective_from"],
            version_notes=tree["version_notes"],
            practices=tree["practices"],
        )
        notice = car.now.notices.import_file(written(car.folder, data, "next.json"))
        if accept and signed_by is not None:
            car.now.notices.accept_key(notice, fingerprint_of(signed_by))
        car.now.look_again(car.vehicle)

    def test_a_version_signed_by_the_same_key_applies_by_itself(self, imported: Car) -> None:
        self.bring(imported, signed_by=AUTHOR)

        assert imported.view().notice.version == "2.0"
        assert imported.status(VOICE) is Status.SUPERSEDED

    @pytest.mark.parametrize(
        ("signed_by", "accept"), [(None, False), (OTHER_AUTHOR, False), (OTHER_AUTHOR, True)]
    )
    def test_a_version_from_anybody_else_waits_for_the_person(
        self, imported: Car, signed_by: bytes | None, accept: bool
    ) -> None:
        self.bring(imported, signed_by=signed_by, accept=accept)

        assert imported.view().notice.version == "1.0"
        assert imported.status(VOICE) is Status.GIVEN
        assert imported.now.pending_update(imported.vehicle) is None

    def test_a_forgotten_key_brings_nothing_more(self, imported: Car) -> None:
        imported.now.notices.forget_key(fingerprint_of(AUTHOR))

        self.bring(imported, signed_by=AUTHOR)

        assert imported.view().notice.version == "1.0"

    def test_an_imported_version_never_takes_the_place_of_a_shipped_one_by_itself(
        self, car: Car
    ) -> None:
        car.say_yes(VOICE)
        car.place.clock.set(DUE)
        tree = next_tree(kept_longer(), of=car.tree)
        notice = car.now.notices.import_file(written(car.folder, bytes_of(tree), "next.json"))

        car.now.look_again(car.vehicle)
        assert car.status(VOICE) is Status.GIVEN

        car.now.use_notice(car.vehicle, notice)
        assert car.status(VOICE) is Status.SUPERSEDED


class TestAChosenNotice:
    def test_it_is_written_down_as_chosen(self, car: Car) -> None:
        car.say_yes(VOICE)
        car.place.clock.set(DUE)
        notice = loaded(next_tree(kept_longer(), of=car.tree))

        after = car.now.use_notice(car.vehicle, notice)

        assert after.notice == car.vehicle.notice == notice.notice.hash
        event = car.events()[-1]
        assert (event.kind, event.method) == (EventKind.NOTICE_ACCEPTED_UPDATE, "cli")
        assert car.status(VOICE) is Status.SUPERSEDED

    def test_the_same_one_again_changes_nothing(self, car: Car) -> None:
        count = len(car.events())

        car.now.use_notice(car.vehicle, car.now.notices.load(PACK))

        assert len(car.events()) == count

    def test_one_that_is_not_in_force_yet_is_refused(self, car: Car) -> None:
        before = car.vehicle.notice

        with pytest.raises(NoticeNotYetError):
            car.now.use_notice(car.vehicle, loaded(next_tree(of=car.tree)))

        assert car.vehicle.notice == before

    def test_an_earlier_version_is_refused(self, car: Car) -> None:
        first = loaded(car.tree)
        car.update(kept_longer())

        with pytest.raises(NoticeOlderError):
            car.now.use_notice(car.vehicle, first)

    def test_one_that_was_changed_after_signing_is_refused(self, car: Car) -> None:
        data = changed(pack_bytes(signed_by=AUTHOR))
        broken = car.now.around.packs.load_bytes(data)

        with pytest.raises(NoticeSignatureError):
            car.now.use_notice(car.vehicle, broken)

    def test_another_makers_notice_keeps_no_yes(self, car: Car) -> None:
        car.say_yes(VOICE)
        tree = first_tree()
        tree["id"] = "another-car"
        for party in tree["parties"]:
            if party["id"] == tree["controller"]:
                party["name"] = {"en": "Another maker", "zh-Hans": "另一家企业"}

        car.now.use_notice(car.vehicle, loaded(tree))

        assert car.status(VOICE) is Status.SUPERSEDED


class TestTellingWhatChanged:
    def test_the_comparison_is_with_what_was_last_answered(self, car: Car) -> None:
        car.say_yes(VOICE)
        car.update(kept_longer())

        difference = car.now.difference(car.vehicle)

        assert difference is not None
        assert (difference.old.version, difference.new.version) == ("1.0", "2.0")
        (item,) = difference.changed
        assert (item.practice, item.change) == (VOICE, ChangeClass.MEANING)

    def test_answering_does_not_make_the_difference_go_away(self, car: Car) -> None:
        car.say_yes(VOICE)
        car.update(kept_longer(), kept_longer(CABIN))
        car.say_no(VOICE)

        difference = car.now.difference(car.vehicle)

        assert difference is not None
        assert difference.old.version == "1.0"

    def test_versions_that_nobody_answered_are_passed_over(self, car: Car) -> None:
        car.say_yes(VOICE)
        car.update(kept_longer())
        car.place.clock.move(days=2)
        car.start(next_tree(of=car.tree, version="3.0", effective_from="2026-12-02"))

        difference = car.now.difference(car.vehicle)

        assert difference is not None
        assert (difference.old.version, difference.new.version) == ("1.0", "3.0")

    def test_a_yes_that_still_waits_is_compared_with_its_own_terms(self, car: Car) -> None:
        car.say_yes(VOICE)
        car.update(kept_longer())
        car.say_yes(DRIVING)
        car.place.clock.move(days=2)
        car.start(next_tree(of=car.tree, version="3.0", effective_from="2026-12-02"))

        difference = car.now.difference(car.vehicle)

        assert difference is not None
        assert difference.old.version == "1.0"

    def test_a_car_that_followed_one_notice_only_has_no_difference(self, car: Car) -> None:
        assert car.now.difference(car.vehicle) is None
        standing = car.now.standing(car.vehicle)
        assert (standing.has_earlier, standing.is_seen, standing.coming) == (False, True, None)

    @pytest.mark.rule("CN-P-08")
    def test_a_change_is_marked_until_the_person_has_looked_at_it(self, car: Car) -> None:
        car.update(kept_longer())
        assert not car.now.standing(car.vehicle).is_seen

        car.now.mark_change_seen(car.vehicle, car.vehicle.notice, is_coming=False)

        assert car.now.standing(car.vehicle).is_seen
        car.start()
        assert car.now.standing(car.vehicle).is_seen

    def test_two_notices_are_compared_without_a_store(self, tmp_path: Path) -> None:
        place = Place(data_dir=tmp_path / "nothing")
        path = written(tmp_path, bytes_of(next_tree(kept_longer())))
        desk = place.desk()

        difference = desk.notices.compare(PACK, path)

        assert [item.practice for item in difference.changed] == [VOICE]
        assert not desk.has_store()


def test_a_no_to_what_vanished_meanwhile_is_refused(car: Car) -> None:
    stale = car.vehicle
    car.update(gone(DASHCAM))

    with pytest.raises(PracticeMissingError):
        car.now.answer(stale, [no(DASHCAM)], language=ENGLISH)
