"""Changing the signing key: the old one signs the new one, and what it signed stays signed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ownerapp.domain.errors import CheckFailedError, DiskFullError, HistoryBrokenError
from ownerapp.domain.keys import KeyKind
from ownerapp.domain.log import LogState
from ownerapp.domain.notice import Notice
from ownerapp.domain.record import CONTEXTS
from ownerapp.domain.term import Term
from ownerapp.domain.vehicle import Vehicle
from ownerapp.domain.verdict import Check, Outcome, Report, Verdict
from ownerapp.services.key_words import words_of
from ownerapp.services.keys import KeyService
from ownerapp.services.log_check import full_check
from ownerapp.services.opening import OpenedStore
from ownerapp.services.verification import VerificationService
from ownerapp.signing.checkpoint import is_checkpoint_good
from tests.support.bare_store import bare_connection
from tests.support.desks import (
    CABIN,
    DRIVING,
    ENGLISH,
    Place,
    command,
    commit,
    events_of,
    kinds_of,
    no,
    yes,
)


def export(place: Place, folder: Path, *formats: str) -> list[Path]:
    desk = place.desk()
    try:
        (car,) = desk.cars()
        result = desk.records.export(
            car,
            folder=str(folder),
            language=ENGLISH,
            interface_language="en",
            formats=formats or ("json",),
        )
    finally:
        desk.close()
    return [Path(path) for path in result.paths]


def verify(opened: OpenedStore, path: Path) -> Report:
    return VerificationService(opened.around, opened).verify_file(str(path))


def outcome(report: Report, check: Check) -> tuple[Outcome, str]:
    (found,) = [item for item in report.checks if item.check is check]
    return found.outcome, found.reason


class TestAChange:
    def test_it_is_one_entry_that_names_both_keys_and_binds_the_statement(
        self, opened: OpenedStore, car: Vehicle
    ) -> None:
        (old,) = opened.known_keys()
        new = KeyService(opened).rotate()
        assert kinds_of(opened) == ["notice.installed", "key.rotated"]
        with opened.store.read() as work:
            statement = work.keys(KeyKind.RECORD)[-1].statement
        assert events_of(opened)[-1].detail == {
            "from": old.did,
            "to": new.did,
            "statement": opened.around.sealer.sha256(statement),
        }

    def test_both_keys_are_new_and_the_old_ones_end_now(
        self, place: Place, opened: OpenedStore, car: Vehicle
    ) -> None:
        place.clock.move(days=3)
        (before,) = opened.known_keys()
        KeyService(opened).rotate()
        old, new = KeyService(opened).all()
        now = place.clock.now()
        assert (old.did, old.certificate_sha256) == (before.did, before.certificate_sha256)
        assert (old.valid_from, old.valid_until) == (before.valid_from, now)
        assert (new.valid_from, new.valid_until) == (now, None)
        assert new.did != old.did
        assert new.certificate_sha256 != old.certificate_sha256

    def test_no_private_part_of_an_old_key_is_left_in_the_store(
        self, place: Place, opened: OpenedStore, car: Vehicle
    ) -> None:
        with opened.store.read() as work:
            old = [work.keys(kind)[0].private for kind in KeyKind]
        KeyService(opened).rotate()
        with opened.store.read() as work:
            kept = [[key.private for key in work.keys(kind)] for kind in KeyKind]
        for (gone, present), private in zip(kept, old, strict=True):
            assert gone == b""
            assert present not in {b"", private}

    def test_the_first_head_after_it_is_signed_by_both_keys_and_the_next_by_the_new_one(
        self, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        KeyService(opened).rotate()
        old, new = opened.known_keys()
        heads = []
        for _round in range(2):
            with opened.store.read() as work:
                heads.append(work.events.latest_checkpoint())
            commit(opened, car, no(DRIVING))
        assert [
            head is not None
            and is_checkpoint_good(head, origin=opened.ledger.origin, public_keys=[key.public])
            for head in heads
            for key in (old, new)
        ] == [True, True, False, True]

    def test_the_history_is_intact_before_and_after_and_at_the_next_start(
        self, place: Place, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
        for _round in range(3):
            KeyService(opened).rotate()
            commit(opened, car, no(CABIN))
            report = full_check(opened.store, opened.ledger, opened.around)
            assert report.state is LogState.INTACT
        place.close()
        opened = place.open()
        assert opened.log_report.state is LogState.INTACT
        assert full_check(opened.store, opened.ledger, opened.around).state is LogState.INTACT
        assert len(opened.known_keys()) == 4

    def test_nothing_is_changed_in_a_broken_history(
        self, opened: OpenedStore, car: Vehicle
    ) -> None:
        opened.ledger.broken = LogState.CUT
        with pytest.raises(HistoryBrokenError):
            KeyService(opened).rotate()
        assert len(opened.known_keys()) == 1

    def test_where_the_commit_fails_the_old_key_goes_on(
        self, opened: OpenedStore, car: Vehicle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_entries: object) -> None:
            raise DiskFullError

        (before,) = opened.known_keys()
        with monkeypatch.context() as patch:
            patch.setattr("ownerapp.services.ledger.Entries.commit", full)
            with pytest.raises(DiskFullError):
                KeyService(opened).rotate()
        assert opened.known_keys() == (before,)
        commit(opened, car, no(DRIVING))
        assert full_check(opened.store, opened.ledger, opened.around).state is LogState.INTACT


class TestTwoProcesses:
    def test_a_change_elsewhere_is_followed_by_the_next_answer_here(
        self, place: Place, opened: OpenedStore, car: Vehicle
    ) -> None:
        other = place.open()
        KeyService(other).rotate()
        commit(opened, car, no(DRIVING))
        assert opened.ledger.key.public == other.known_keys()[-1].public
        for each in (opened, other):
            assert full_check(each.store, each.ledger, each.around).state is LogState.INTACT

    def test_a_record_made_here_after_a_change_elsewhere_is_signed_and_sealed_anew(
        self, place: Place, car: Vehicle, opened: OpenedStore, tmp_path: Path
    ) -> None:
        window = place.desk()
        try:
            window.open()
            KeyService(opened).rotate()
            result = window.records.export(
                car,
                folder=str(tmp_path),
                language=ENGLISH,
                interface_language="en",
                formats=("pdf", "json"),
            )
        finally:
            window.close()
        new = opened.known_keys()[-1]
        for path in result.paths:
            report = verify(opened, Path(path))
            assert report.verdict is Verdict.VALID
            assert report.facts["fingerprint"] == new.fingerprint
            assert outcome(report, Check.KEY) == (Outcome.OK, "ours")


class TestRecordsAcrossAChange:
    def test_records_and_seals_of_before_and_after_are_valid(
        self, place: Place, opened: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        before = export(place, tmp_path / "before", "pdf", "json")
        place.clock.move(hours=1)
        KeyService(opened).rotate()
        place.clock.move(hours=1)
        after = export(place, tmp_path / "after", "pdf", "json")
        for path in (*before, *after):
            report = verify(opened, path)
            assert report.verdict is Verdict.VALID, report
            if path.suffix == ".pdf":
                assert outcome(report, Check.PDF_SEAL_KEY)[0] is Outcome.OK
            assert outcome(report, Check.LOG)[0] is Outcome.OK

    def test_a_record_made_with_the_old_key_after_the_change_is_not_valid(
        self, place: Place, opened: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        stolen = opened.ledger.key
        (path,) = export(place, tmp_path)
        document = json.loads(path.read_bytes())
        place.clock.move(hours=1)
        KeyService(opened).rotate()
        place.clock.move(hours=1)
        forged = {name: item for name, item in document.items() if name != "proof"}
        assert forged["@context"] == list(CONTEXTS)
        signed = opened.around.signer.sign(forged, key=stolen, created=place.clock.now())
        path.write_text(json.dumps(signed), encoding="utf-8")
        report = verify(opened, path)
        assert report.verdict is Verdict.NOT_VALID
        assert outcome(report, Check.KEY) == (Outcome.FAILED, "not-in-use-then")

    def test_a_record_stays_valid_where_the_clock_was_set_back_before_the_change(
        self, place: Place, opened: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        place.clock.move(days=2)
        (before,) = export(place, tmp_path / "before")
        place.clock.move(days=-1)
        KeyService(opened).rotate()
        (after,) = export(place, tmp_path / "after")
        assert [verify(opened, path).verdict for path in (before, after)] == [Verdict.VALID] * 2


class TestAThief:
    """Somebody took the old private key with an old copy of the store."""

    def test_a_tree_head_signed_with_an_old_key_alone_is_not_good(
        self, place: Place, opened: OpenedStore, car: Vehicle
    ) -> None:
        stolen = opened.ledger.key
        KeyService(opened).rotate()
        commit(opened, car, no(DRIVING))
        with opened.store.read() as work:
            head = work.events.latest_checkpoint()
        assert head is not None
        forged = opened.around.sealer.make_checkpoint(
            origin=opened.ledger.origin, size=head.size, root=head.root, key=stolen
        )
        place.close()
        with place.sql() as connection:
            connection.execute(
                "UPDATE checkpoints SET note = ? WHERE position = "
                "(SELECT max(position) FROM checkpoints)",
                (forged.note,),
            )
        opened = place.open()
        state = full_check(opened.store, opened.ledger, opened.around).state
        assert state is LogState.REWRITTEN

    def test_an_old_copy_put_back_is_found_as_such(
        self, place: Place, opened: OpenedStore, car: Vehicle
    ) -> None:
        place.close()
        older = place.store_path.read_bytes()
        opened = place.open()
        KeyService(opened).rotate()
        place.close()
        place.store_path.write_bytes(older)
        assert place.open().log_report.state is LogState.ROLLED_BACK


class TestTheStatementForOthers:
    def test_it_holds_every_key_and_reads_back(
        self, place: Place, opened: OpenedStore, car: Vehicle
    ) -> None:
        service = KeyService(opened)
        for _round in range(3):
            data = service.statement()
            read = opened.around.key_histories.read(data)
            assert read.keys == service.all()
            assert (read.origin, read.created) == (opened.ledger.origin, place.clock.now())
            place.clock.move(days=40)
            service.rotate()

    def test_it_holds_nothing_private(self, place: Place, opened: OpenedStore) -> None:
        KeyService(opened).rotate()
        data = KeyService(opened).statement()
        key = bytes.fromhex(place.vault.secrets["db-key"])
        place.close()
        with bare_connection(place.store_path, key) as connection:
            private = [bytes(row[0]) for row in connection.execute("SELECT private FROM keys")]
        for secret in (key, *(item for item in private if item)):
            assert secret not in data
            assert secret.hex().encode() not in data


class TestTheCommands:
    def test_show_prints_digits_and_words_and_writes_the_history_for_others(
        self, place: Place, car: Vehicle, tmp_path: Path
    ) -> None:
        code, out, err = command(place, "keys", "show", "--json")
        assert (code, err) == (0, "")
        (key,) = json.loads(out)["keys"]
        assert len(key["words"].split()) == 12
        path = tmp_path / "keys.json"
        code, out, _err = command(place, "keys", "show", "--to", str(path))
        assert code == 0
        assert key["fingerprint"] in out
        assert key["words"].split()[:4] == out.splitlines()[2].split()
        assert place.around().key_histories.read(path.read_bytes()).keys[0].did == key["did"]

    def test_rotate_says_what_it_means_and_the_history_says_that_it_happened(
        self, place: Place, car: Vehicle
    ) -> None:
        _code, out, _err = command(place, "keys", "show", "--json")
        (before,) = json.loads(out)["keys"]
        code, out, err = command(place, "keys", "rotate")
        assert (code, err) == (0, "")
        assert "stay valid" in out
        assert before["fingerprint"] not in out
        code, out, _err = command(place, "keys", "show", "--json")
        old, new = json.loads(out)["keys"]
        assert old["did"] == before["did"]
        assert old["until"] == new["from"]
        assert "The signing key was changed" in command(place, "history")[1]
        assert command(place, "log", "check")[0] == 0


class TestSomebodyElseWhoChecks:
    """They accepted one key of the owner; the history of keys leads to the others."""

    @pytest.fixture
    def papers(
        self, place: Place, opened: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> dict[str, Path]:
        """Return a record of each of two keys, and the history of the keys."""
        (first,) = export(place, tmp_path / "first")
        place.clock.move(hours=1)
        KeyService(opened).rotate()
        place.clock.move(hours=1)
        (second,) = export(place, tmp_path / "second")
        keys = tmp_path / "keys.json"
        KeyService(opened).save_statement(str(keys))
        return {"first": first, "second": second, "keys": keys}

    @staticmethod
    def check(
        place: Place, papers: dict[str, Path], name: str, key: str, *, history: bool = True
    ) -> Verdict:
        around = place.around()
        known = around.key_histories.read(papers["keys"].read_bytes()).keys
        fingerprint = {"first": known[0], "second": known[1]}[key].fingerprint
        report = VerificationService(around).verify_file(
            str(papers[name]),
            accepted=[" ".join(words_of(fingerprint))],
            keys=str(papers["keys"]) if history else None,
        )
        return report.verdict

    @pytest.mark.parametrize("name", ["first", "second"])
    @pytest.mark.parametrize("key", ["first", "second"])
    def test_any_accepted_key_leads_to_all_of_them(
        self, place: Place, papers: dict[str, Path], name: str, key: str
    ) -> None:
        assert self.check(place, papers, name, key) is Verdict.VALID
        alone = self.check(place, papers, name, key, history=False)
        assert alone is (Verdict.VALID if name == key else Verdict.CANNOT_TELL)

    def test_a_history_without_an_accepted_key_proves_nothing(
        self, place: Place, papers: dict[str, Path]
    ) -> None:
        report = VerificationService(place.around()).verify_file(
            str(papers["first"]), accepted=["00" * 16], keys=str(papers["keys"])
        )
        assert report.verdict is Verdict.CANNOT_TELL

    def test_a_history_that_does_not_hold_is_an_error_of_its_own(
        self, place: Place, papers: dict[str, Path]
    ) -> None:
        changed = papers["keys"].read_bytes().replace(b"local/ownerapp/", b"other/ownerapp/", 1)
        papers["keys"].write_bytes(changed)
        with pytest.raises(CheckFailedError):
            self.check(place, papers, "first", "first")

    def test_with_the_history_the_old_key_counts_for_its_own_time_only(
        self, place: Place, opened: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        stolen = opened.ledger.key
        (record,) = export(place, tmp_path)
        place.clock.move(hours=1)
        KeyService(opened).rotate()
        keys = tmp_path / "keys.json"
        KeyService(opened).save_statement(str(keys))
        place.clock.move(hours=1)
        document = json.loads(record.read_bytes())
        del document["proof"]
        late = opened.around.signer.sign(document, key=stolen, created=place.clock.now())
        record.write_text(json.dumps(late), encoding="utf-8")
        names = [key.fingerprint for key in opened.known_keys()]
        for path, verdict in ((None, Verdict.VALID), (str(keys), Verdict.NOT_VALID)):
            report = VerificationService(opened.around).verify_file(
                str(record), accepted=names, keys=path
            )
            assert report.verdict is verdict

    def test_a_thief_of_an_old_key_cannot_bend_the_history_that_this_store_knows(
        self, place: Place, opened: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        around, stolen = opened.around, opened.ledger.key
        (record,) = export(place, tmp_path)
        KeyService(opened).rotate()
        place.clock.move(hours=1)
        # The thief signs a successor of their own with the stolen key.
        now = place.clock.now()
        thief = around.signer.make_record_key(now)
        statement = around.key_histories.make_succession(
            origin=opened.ledger.origin, old=stolen, new=thief, certificate=b"", until=now
        )
        keys = tmp_path / "keys.json"
        keys.write_bytes(
            around.key_histories.make(
                origin=opened.ledger.origin,
                keys=[replace(stolen, valid_until=now), replace(thief, statement=statement)],
                certificates=[b"", b""],
                created=now,
            )
        )
        document = json.loads(record.read_bytes())
        del document["proof"]
        text = json.dumps(document).replace(
            around.signer.known_key(stolen).did, around.signer.known_key(thief).did
        )
        forged = around.signer.sign(json.loads(text), key=thief, created=now)
        record.write_text(json.dumps(forged), encoding="utf-8")
        report = VerificationService(around, opened).verify_file(
            str(record), accepted=[opened.known_keys()[0].fingerprint], keys=str(keys)
        )
        assert outcome(report, Check.KEY)[0] is Outcome.UNKNOWN
