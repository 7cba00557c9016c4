"""How the log stands, found on a real store that something else than the program changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from typing import Any

import pytest

from ownerapp.domain.errors import (
    HistoryBrokenError,
    KeyringFailedError,
    KeyringLockedError,
)
from ownerapp.domain.log import Anchor, LogReport, LogState
from ownerapp.domain.notice import Notice
from ownerapp.domain.term import Term
from ownerapp.domain.vehicle import Vehicle
from ownerapp.presentation.history_page import log_explanation
from ownerapp.services.choices import ChoiceService
from ownerapp.services.log_check import accept_break, full_check
from ownerapp.services.opening import OpenedStore
from ownerapp.services.ports.store import WriteLock
from tests.support import tampering
from tests.support.desks import (
    CABIN,
    DRIVING,
    Place,
    add_car,
    command,
    commit,
    events_of,
    kinds_of,
    no,
    shipped,
    yes,
)

ENTRIES = 11
OLD_ENTRIES = 3
Deed = Callable[[Place], None]
CASES: tuple[tuple[Deed, LogState], ...] = (
    (tampering.put_the_older_copy_back, LogState.ROLLED_BACK),
    (tampering.cut_the_end, LogState.CUT),
    (tampering.cut_the_end_and_the_tree_with_it, LogState.CUT),
    (tampering.cut_everything, LogState.CUT),
    (tampering.rewrite_an_entry, LogState.REWRITTEN),
    (tampering.rewrite_an_entry_and_its_hash, LogState.REWRITTEN),
    (tampering.rewrite_an_entry_and_the_tree, LogState.REWRITTEN),
    (tampering.rewrite_an_entry_the_tree_and_the_root, LogState.REWRITTEN),
    (tampering.take_an_entry_out_of_the_middle, LogState.CUT),
    (tampering.swap_two_entries, LogState.REWRITTEN),
    (tampering.slip_an_entry_in, LogState.REWRITTEN),
    (tampering.take_the_checkpoints_out, LogState.REWRITTEN),
    (tampering.spoil_the_signature, LogState.REWRITTEN),
    (tampering.empty_the_head, LogState.ANCHOR_LOST),
    (tampering.spoil_the_head, LogState.ANCHOR_LOST),
)
deeds = pytest.mark.parametrize(
    ("deed", "state"), CASES, ids=[deed.__name__.replace("_", "-") for deed, _state in CASES]
)


def fill(place: Place) -> Vehicle:
    """Leave a closed store with a history, and an older copy of it beside it."""
    opened = place.open("a passphrase" if place.vaults.keyring_trouble else None)
    car, notice = add_car(opened), shipped().notice
    commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
    place.close()
    shutil.copyfile(place.store_path, tampering.older_copy(place))
    opened = place.open("a passphrase" if place.vaults.keyring_trouble else None)
    for _round in range(2):
        commit(opened, car, yes(notice, DRIVING, Term.MONTHS_3), no(CABIN))
        commit(opened, car, no(DRIVING), yes(notice, CABIN, Term.DAYS_7))
    assert len(events_of(opened)) == ENTRIES
    place.close()
    return car


@pytest.fixture
def told(place: Place) -> Vehicle:
    return fill(place)


def check(opened: OpenedStore) -> LogState:
    return full_check(opened.store, opened.ledger, opened.around).state


class TestAnUntouchedLog:
    def test_it_is_intact_and_the_command_says_so_with_0(self, place: Place, told: Vehicle) -> None:
        assert check(place.open()) is LogState.INTACT
        code, out, err = command(place, "log", "check")
        assert (code, err) == (0, "")
        assert "intact" in out
        assert str(ENTRIES) in out

    def test_after_each_commit_the_keyring_holds_exactly_the_signed_head(
        self, place: Place, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        for answer in (yes(notice, CABIN, Term.DRIVE), no(CABIN), no(DRIVING)):
            commit(opened, car, answer)
            with opened.store.read() as work:
                checkpoint = work.events.latest_checkpoint()
            assert checkpoint is not None
            head = Anchor(size=checkpoint.size, root=checkpoint.root).to_text()
            assert place.head() == head

    def test_with_a_vault_file_it_is_intact_but_not_anchored(self, place: Place) -> None:
        place.vaults.keyring_trouble = KeyringFailedError()
        fill(place)
        opened = place.open("a passphrase")
        assert opened.log_report.state is LogState.NOT_ANCHORED
        assert check(opened) is LogState.NOT_ANCHORED


class TestAChangedLog:
    @deeds
    def test_it_is_found_and_named_by_the_full_check(
        self, place: Place, told: Vehicle, deed: Deed, state: LogState
    ) -> None:
        deed(place)
        assert check(place.open()) is state

    @deeds
    def test_the_command_ends_with_1_and_leaves_the_store_as_it_is(
        self, place: Place, told: Vehicle, deed: Deed, state: LogState
    ) -> None:
        deed(place)
        head = place.head()
        for _time in range(2):
            code, out, err = command(place, "log", "check", "--json")
            assert (code, err) == (1, "")
            assert json.loads(out)["state"] == state.value
        assert place.head() == head

    def test_each_state_has_a_sentence_of_its_own(self, place: Place, told: Vehicle) -> None:
        said = {LogState.INTACT: command(place, "log", "check")[1].partition(".")[0]}
        whole, head = place.store_path.read_bytes(), place.head()
        for deed, state in CASES:
            place.store_path.write_bytes(whole)
            place.vault.secrets["log-head"] = head or ""
            deed(place)
            said[state] = command(place, "log", "check")[1].partition(".")[0]
        now = place.clock.now()
        report = LogReport(state=LogState.NOT_ANCHORED, size=1, checked_at=now)
        said[report.state] = log_explanation(report).title.rstrip(".")
        assert set(said) == set(LogState)
        assert len(set(said.values())) == len(LogState)

    def test_which_entry_was_rewritten_is_said(self, place: Place, told: Vehicle) -> None:
        tampering.rewrite_an_entry(place)
        assert "entry 3" in command(place, "log", "check")[1]

    @pytest.mark.parametrize(
        ("deed", "state"),
        [case for case in CASES if case[1] is not LogState.ANCHOR_LOST],
        ids=lambda case: getattr(case, "__name__", ""),
    )
    def test_nothing_is_added_to_it_once_the_check_has_said_so(
        self, place: Place, told: Vehicle, deed: Deed, state: LogState
    ) -> None:
        deed(place)
        opened = place.open()
        assert check(opened) is state
        with pytest.raises(HistoryBrokenError):
            commit(opened, told, no(CABIN))

    @pytest.mark.parametrize(
        "deed",
        [
            tampering.put_the_older_copy_back,
            tampering.cut_the_end,
            tampering.cut_everything,
            tampering.rewrite_an_entry_and_the_tree,
            tampering.slip_an_entry_in,
        ],
    )
    def test_already_the_next_start_finds_what_its_end_tells(
        self, place: Place, told: Vehicle, deed: Deed
    ) -> None:
        deed(place)
        code, _out, err = command(place, "choices", "set", CABIN, "off")
        assert code == 2
        first, second = err.strip().splitlines()
        assert first
        assert "nothing is added" in second

    def test_reading_goes_on_and_says_on_the_other_stream_how_the_history_stands(
        self, place: Place, told: Vehicle
    ) -> None:
        tampering.put_the_older_copy_back(place)
        code, out, err = command(place, "choices", "list", "--json")
        assert code == 0
        assert len(json.loads(out)) == len(shipped().notice.practices)
        assert "older copy" in err

    def test_a_cut_in_a_store_with_a_vault_file_is_found_without_an_anchor(
        self, place: Place
    ) -> None:
        place.vaults.keyring_trouble = KeyringFailedError()
        car = fill(place)
        tampering.cut_the_end(place)
        opened = place.open("a passphrase")
        assert opened.log_report.state is LogState.CUT
        with pytest.raises(HistoryBrokenError):
            commit(opened, car, no(CABIN))


class TestALostAnchor:
    def test_a_start_alone_never_anchors_again_even_with_ends_to_write_down(
        self, place: Place, told: Vehicle
    ) -> None:
        place.clock.move(days=8)
        tampering.empty_the_head(place)
        for _start in range(2):
            opened = place.open()
            assert opened.log_report.state is LogState.ANCHOR_LOST
            assert len(events_of(opened)) == ENTRIES
            place.close()
        assert place.head() is None

    def test_the_next_answer_anchors_it_and_the_history_says_so(
        self, place: Place, told: Vehicle
    ) -> None:
        tampering.empty_the_head(place)
        opened = place.open()
        commit(opened, told, no(CABIN), no(DRIVING))
        commit(opened, told, yes(shipped().notice, CABIN, Term.DRIVE))
        again = [event for event in events_of(opened) if event.kind == "log.reanchored"]
        assert [event.detail["reason"] for event in again] == ["anchor-lost"]
        assert check(opened) is LogState.INTACT


class TestACrashBetweenCommitAndAnchor:
    def test_the_choice_is_kept_and_the_next_start_anchors_again(
        self, place: Place, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        head = place.head()
        place.vault.trouble = KeyringLockedError()
        item = commit(opened, car, yes(notice, CABIN, Term.DAYS_7)).of(CABIN)
        assert item is not None
        assert item.status == "given"
        assert isinstance(opened.ledger.anchor_error, KeyringLockedError)
        place.close()
        place.vault.trouble = None
        assert place.head() == head

        opened = place.open()
        assert opened.log_report.state is LogState.INTACT
        assert opened.log_report.size == opened.log_report.anchored_size == 4
        assert kinds_of(opened)[-1] == "log.reanchored"
        assert events_of(opened)[-1].detail == {
            "reason": "stopped-before-anchor",
            "anchored": 1,
            "found": 3,
        }
        assert check(opened) is LogState.INTACT
        place.close()
        opened = place.open()
        assert kinds_of(opened).count("log.reanchored") == 1

    def test_a_later_answer_of_the_same_run_anchors_without_an_entry(
        self, place: Place, opened: OpenedStore, car: Vehicle
    ) -> None:
        place.vault.trouble = KeyringLockedError()
        commit(opened, car, no(CABIN))
        place.vault.trouble = None
        commit(opened, car, no(DRIVING))
        assert opened.ledger.anchor_error is None
        place.close()
        opened = place.open()
        assert opened.log_report.state is LogState.INTACT
        assert "log.reanchored" not in kinds_of(opened)

    def test_a_store_ahead_of_another_head_is_not_taken_for_a_crash(
        self, place: Place, told: Vehicle
    ) -> None:
        place.vault.set("log-head", Anchor(size=OLD_ENTRIES, root=bytes(32)).to_text())
        opened = place.open()
        assert opened.log_report.state is LogState.REWRITTEN
        assert "log.reanchored" not in kinds_of(opened)


class TestAnotherProgramThatWritesMeanwhile:
    """The window checks in the background while the command line writes."""

    def test_a_write_before_each_reading_of_a_check_is_no_rollback(
        self, place: Place, told: Vehicle
    ) -> None:
        opened, writer = place.open(), place.open()
        answers = iter([no(CABIN), yes(shipped().notice, DRIVING, Term.DRIVE)])

        class WritesFirst:
            """A store or a vault; just before it is read, another program writes."""

            def __init__(self, real: object, method: str) -> None:
                self.real, self.method = real, method

            def __getattr__(self, name: str) -> object:
                if name == self.method:
                    commit(writer, told, next(answers))
                return getattr(self.real, name)

        ledger: Any = opened.ledger
        ledger._vault = WritesFirst(ledger._vault, "get")
        store: Any = WritesFirst(opened.store, "read")
        report = full_check(store, ledger, opened.around)
        assert next(answers, None) is None
        assert len(events_of(writer)) == ENTRIES + 2
        assert report.state is LogState.INTACT
        assert opened.ledger.broken is None

    def test_a_writer_that_has_not_anchored_yet_is_not_taken_for_a_crash(
        self, place: Place, told: Vehicle
    ) -> None:
        writer = place.open()
        place.vault.trouble = KeyringLockedError()
        commit(writer, told, no(CABIN))
        place.vault.trouble = None

        class TheWriterEndsFirst:
            def __init__(self, lock: WriteLock) -> None:
                self.lock = lock

            def hold(self) -> object:
                with writer.store.read() as work:
                    checkpoint = work.events.latest_checkpoint()
                assert checkpoint is not None
                writer.ledger.anchor(Anchor(size=checkpoint.size, root=checkpoint.root))
                return self.lock.hold()

        opened = place.open(lock=TheWriterEndsFirst(place.around().lock))
        assert opened.log_report.state is LogState.INTACT
        assert "log.reanchored" not in kinds_of(opened)

    def test_both_write_in_turn_and_the_log_stays_whole(
        self, place: Place, told: Vehicle, notice: Notice
    ) -> None:
        one, other = place.open(), place.open()
        for _round in range(3):
            commit(one, told, no(CABIN))
            commit(other, told, yes(notice, CABIN, Term.DRIVE))
        assert check(one) is check(other) is LogState.INTACT
        assert [event.seq for event in events_of(one)] == list(range(ENTRIES + 6))


class TestGoingOnFromABreak:
    @pytest.mark.parametrize(
        ("deed", "state"),
        [case for case in CASES if case[0] is not tampering.take_an_entry_out_of_the_middle],
        ids=lambda case: getattr(case, "__name__", ""),
    )
    def test_answers_are_taken_again_and_the_break_stays_on_record(
        self, place: Place, told: Vehicle, deed: Deed, state: LogState
    ) -> None:
        deed(place)
        opened = place.open()
        report = full_check(opened.store, opened.ledger, opened.around)
        accept_break(opened.ledger, report)
        commit(opened, told, no(DRIVING))
        for _start in range(2):
            place.close()
            opened = place.open()
            assert opened.log_report.state is LogState.INTACT
            assert check(opened) is LogState.INTACT
            with opened.store.read() as work:
                last = list(work.events.read())
            breaks = [
                opened.around.sealer.parse(item.body)
                for item in last
                if b"log.reanchored" in item.body
            ]
            assert len(breaks) == 1
            assert isinstance(breaks[0], dict)
            detail = breaks[0]["detail"]
            assert isinstance(detail, dict)
            assert detail["reason"] == state.value
            commit(opened, told, yes(shipped().notice, CABIN, Term.DRIVE))

    def test_what_is_changed_after_that_is_a_new_break(self, place: Place, told: Vehicle) -> None:
        tampering.rewrite_an_entry(place)
        opened = place.open()
        accept_break(opened.ledger, full_check(opened.store, opened.ledger, opened.around))
        place.close()
        with place.sql() as connection:
            connection.execute(
                "UPDATE events SET body = CAST(replace(body, 'consent', 'Consent') AS BLOB) "
                "WHERE seq = 3"
            )
        assert check(place.open()) is LogState.REWRITTEN

    def test_a_gap_in_the_middle_cannot_be_gone_on_from_and_says_so(
        self, place: Place, told: Vehicle
    ) -> None:
        tampering.take_an_entry_out_of_the_middle(place)
        code, _out, err = command(place, "log", "continue")
        assert code == 2
        assert "nothing is added" in err

    def test_the_command_goes_on_and_the_history_shows_it(
        self, place: Place, told: Vehicle
    ) -> None:
        tampering.put_the_older_copy_back(place)
        assert command(place, "log", "continue")[0] == 0
        assert command(place, "log", "check")[0] == 0
        code, out, _err = command(place, "history")
        assert code == 0
        assert "The history was continued after a break" in out

    def test_nothing_is_written_where_nothing_is_broken(self, place: Place, told: Vehicle) -> None:
        assert command(place, "log", "continue")[0] == 0
        opened = place.open()
        assert len(events_of(opened)) == ENTRIES
        assert ChoiceService(opened).view(told).entries == ENTRIES
