"""Private notes: in no record unless they are ticked for that one export (B6)."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ownerapp.domain.ids import PracticeId
from ownerapp.domain.term import Term
from ownerapp.domain.verdict import Verdict
from tests.support.desks import CABIN, DRIVING, Place, add_car, command, commit, no, shipped, yes

NOTE = "Asked for by my insurer, Tom said"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(data_dir=tmp_path / "data")
    opened = made.open()
    car = add_car(opened)
    commit(opened, car, yes(shipped().notice, CABIN, Term.DAYS_7), no(DRIVING))
    made.close()
    desk = made.desk()
    desk.keep_note(car, PracticeId(CABIN), NOTE)
    desk.close()
    yield made
    made.close()


def export(place: Place, folder: Path, *words: str) -> list[Path]:
    code, out, err = command(place, "export", "--to", str(folder), "--json", *words)
    assert (code, err) == (0, "")
    return [Path(path) for path in json.loads(out)["files"]]


def printed(path: Path) -> str:
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True, text=True)
    return " ".join(done.stdout.split())


needs_pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not installed"
)


@needs_pdftotext
def test_a_note_is_in_neither_file_unless_it_was_ticked(place: Place, tmp_path: Path) -> None:
    files = export(place, tmp_path / "out", "--with-name", "--with-plate", "--with-vin")
    for path in files:
        text = printed(path) if path.suffix == ".pdf" else path.read_text(encoding="utf-8")
        assert "Tom said" not in text


@needs_pdftotext
def test_a_ticked_note_is_in_both_files_beside_its_choice_alone_and_they_check_well(
    place: Place, tmp_path: Path
) -> None:
    files = export(place, tmp_path / "out", "--with-notes")
    (receipt,) = [path for path in files if path.suffix == ".json"]
    (paper,) = [path for path in files if path.suffix == ".pdf"]
    value = json.loads(receipt.read_text(encoding="utf-8"))
    (record,) = value["credentialSubject"]["dpv:hasRecordOfActivity"]
    notes = {
        item["dct:identifier"]: item["car:privateNote"]
        for item in record["dpv:hasProcess"]
        if "car:privateNote" in item
    }
    assert notes == {CABIN: NOTE}
    assert f"Own private note {NOTE}" in printed(paper)
    desk = place.desk()
    desk.open()
    verdicts = [desk.records.verify_file(str(path)).verdict for path in files]
    desk.close()
    assert verdicts == [Verdict.VALID, Verdict.VALID]


def test_a_bundle_holds_a_note_only_when_it_was_ticked(place: Place, tmp_path: Path) -> None:
    found = []
    for ticked in ((), ("--with-notes",)):
        (path,) = export(place, tmp_path / "out", "--format", "bundle", *ticked)
        with zipfile.ZipFile(path) as bundle:
            names = [name for name in bundle.namelist() if name.endswith(".json")]
            found.append(any(NOTE.encode() in bundle.read(name) for name in names))
    assert found == [False, True]


def test_a_record_about_a_day_takes_no_note_of_today(place: Place, tmp_path: Path) -> None:
    place.clock.move(days=2)
    code, _out, err = command(
        place, "export", "--to", str(tmp_path / "out"), "--on", "2026-11-20", "--with-notes"
    )
    assert (code, "--with-notes" in err) == (2, True)
    assert not (tmp_path / "out").exists()


def test_a_choice_without_a_note_has_no_empty_one(place: Place, tmp_path: Path) -> None:
    files = export(place, tmp_path / "out", "--format", "json", "--with-notes")
    assert files[0].read_text(encoding="utf-8").count("car:privateNote") == 1
