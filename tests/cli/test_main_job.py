"""The main job on the command line, from an empty folder to a checked record."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ownerapp.resources import resource_path
from tests.support.programs import NAME, PLATE, VIN, Program, add_car

STATUSES = {"undecided", "refused", "given", "withdrawn", "expired", "superseded"}
EVIDENCE = {"0", "1", "2", "3", "4", "5", "M", "X", None}
UTC_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def test_from_nothing_to_a_record_that_every_tool_accepts(program: Program) -> None:
    out = program.run_alone(
        "car", "add", "--notice", "cn-reference-ev", "--name", NAME, "--plate", PLATE, "--vin", VIN
    ).out
    assert "Everything optional is off." in out

    said = program.run_alone("choices", "set", "cabin-camera-clips", "on", "--for", "3m").out
    assert "Faces and behaviour of everyone inside are in the video." in said
    program.run_alone("choices", "set", "driving-behaviour", "off")

    program.run_alone("export", "--to", str(program.exports_dir))
    json_path, pdf_path = sorted(program.exports_dir.iterdir())
    for path in (json_path, pdf_path):
        done = program.run_alone("verify", str(path))
        assert done.last_line == "valid"

    signed = subprocess.run(["pdfsig", str(pdf_path)], capture_output=True, text=True, check=True)
    assert "Signature is Valid" in signed.stdout
    assert re.search(r"^\s*- Total document signed", signed.stdout, re.MULTILINE)
    subprocess.run(["qpdf", "--check", str(pdf_path)], capture_output=True, check=True)

    assert "intact" in program.run_alone("log", "check").out
    days = {
        item["practice"]: item["answer"]
        for item in program.run_alone("history", "--on", today(), "--json").value()
    }
    assert days["cabin-camera-clips"] == "changed"
    assert days["driving-behaviour"] == "off"


def today() -> str:
    # The program runs with Shanghai's calendar, which has no summer time.
    return (datetime.now(UTC) + timedelta(hours=8)).date().isoformat()  # noqa: TID251 - as the program's own clock


def _json(program: Program, *words: str) -> list[dict[str, object]]:
    value = program.run(*words, "--json").value()
    assert isinstance(value, list)
    return value


class TestTheListOfChoices:
    def test_it_has_what_a_program_needs_of_every_practice(self, done_once: Program) -> None:
        items = _json(done_once, "choices", "list")
        assert len(items) >= 15
        for item in items:
            assert {
                "practice", "purpose", "required", "sensitive", "status", "until", "evidence",
            } <= set(item)  # fmt: skip
            assert item["status"] in STATUSES
            assert item["evidence"] in EVIDENCE
            assert isinstance(item["purpose"], str)
            assert item["purpose"]
            assert isinstance(item["required"], bool)
            assert isinstance(item["sensitive"], bool)
            until = item["until"]
            assert until is None or (isinstance(until, str) and UTC_MOMENT.fullmatch(until))
        by_id = {item["practice"]: item for item in items}
        given = by_id["cabin-camera-clips"]
        assert (given["status"], given["evidence"], given["sensitive"]) == ("given", "0", True)
        assert isinstance(given["until"], str)
        refused = by_id["driving-behaviour"]
        assert (refused["status"], refused["until"], refused["evidence"]) == ("refused", None, None)
        assert by_id["calendar"]["status"] == "undecided"
        assert by_id["crash-recorder"]["required"] is True

    def test_it_is_the_same_for_programs_in_every_language_but_for_the_texts(
        self, done_once: Program
    ) -> None:
        english, chinese = (
            _json(done_once, "--lang", tag, "choices", "list") for tag in ("en", "zh_Hans")
        )
        for one, other in zip(english, chinese, strict=True):
            assert one["purpose"] != other["purpose"]
            texts = {"title", "purpose"}
            assert {key: value for key, value in one.items() if key not in texts} == {
                key: value for key, value in other.items() if key not in texts
            }

    def test_the_table_for_people_never_claims_more_than_the_evidence(
        self, done_once: Program
    ) -> None:
        out = done_once.run("--lang", "en", "choices", "list").out
        (line,) = [line for line in out.splitlines() if line.startswith("cabin-camera-clips")]
        assert "Recorded here" in line
        assert "onfirmed" not in out


class TestSettingAChoice:
    @pytest.mark.rule("CN-AD-24")
    @pytest.mark.parametrize("language", ["en", "zh_Hans"])
    @pytest.mark.parametrize("as_json", [False, True], ids=["text", "json"])
    def test_what_is_hashed_was_printed_line_by_line_in_the_language_that_was_asked(
        self, filled: Program, language: str, as_json: bool
    ) -> None:
        words = ["--lang", language, "choices", "set", "precise-location", "on", "--for", "7d"]
        done = filled.run(*words, *(["--json"] if as_json else []))
        printed = done.err if as_json else done.out
        filled.run("export", "--to", str(filled.home / "again"), "--format", "json")
        (path,) = (filled.home / "again").iterdir()
        (record,) = json.loads(path.read_bytes())["credentialSubject"]["dpv:hasRecordOfActivity"]
        (process,) = (
            item
            for item in record["dpv:hasProcess"]
            if item["dct:identifier"] == "precise-location"
        )
        (shown,) = _find(process, "car:shownText")
        assert isinstance(shown, list)
        assert {line["field"] for line in shown} >= {"title", "necessity", "effect", "how_to_stop"}
        assert {line["lang"] for line in shown} == {language.replace("_", "-")}
        for line in shown:
            assert line["text"] in printed
        if as_json:
            assert done.value()["status"] == "given"

    def test_a_no_prints_what_it_hashes_and_asks_for_nothing(self, filled: Program) -> None:
        done = filled.run("--lang", "en", "choices", "set", "cabin-camera-clips", "off")
        assert done.out.splitlines()[0] == "Cabin camera clips"
        assert done.err == ""
        events = filled.run("history", "--json").value()
        assert events[-1]["kind"] == "consent.withdrawn"
        assert events[-1]["method"] == "cli"

    def test_with_several_cars_each_answer_needs_its_car(self, filled: Program) -> None:
        (first,) = [str(car["id"]) for car in _json(filled, "car", "list")]
        second = add_car(filled, name="Another")
        done = filled.run("choices", "set", "calendar", "off", "--json", expect=2)
        assert done.error()["error"] == "car-needed"
        filled.run("choices", "set", "calendar", "off", "--car", second)
        statuses = {
            car: {item["practice"]: item["status"] for item in _json(
                filled, "choices", "list", "--car", car
            )}
            for car in (first, second)
        }  # fmt: skip
        assert statuses[first]["calendar"] == "undecided"
        assert statuses[second]["calendar"] == "refused"
        assert statuses[second]["cabin-camera-clips"] == "undecided"


def _find(value: object, key: str) -> list[object]:
    """Return every value of a key, however deep."""
    if isinstance(value, dict):
        own = [value[key]] if key in value else []
        return [*own, *(item for inner in value.values() for item in _find(inner, key))]
    if isinstance(value, list):
        return [item for inner in value for item in _find(inner, key)]
    return []


class TestWhatIsListed:
    def test_cars_with_everything_that_was_typed(self, done_once: Program) -> None:
        (car,) = _json(done_once, "car", "list")
        assert (car["name"], car["plate"], car["vin"]) == (NAME, PLATE, VIN)
        assert car["notice"] == "cn-reference-ev"

    def test_the_shipped_notices_without_a_store(self, program: Program) -> None:
        notices = _json(program.with_environment(OWNERAPP_PASSPHRASE_FILE=None), "notice", "list")
        assert {item["id"] for item in notices} >= {"cn-reference-ev", "eu-reference-ev"}
        for item in notices:
            assert item["origin"] in {"reference", "compiled-from-public-statements"}
            assert item["languages"] in (["zh_Hans", "en"], ["en", "zh_Hans"])
            assert isinstance(item["optional"], int)
            assert isinstance(item["required"], int)
            if item["origin"] == "reference":
                assert item["optional"] >= 12
                assert item["required"] >= 3
        assert not (program.data_dir / "store.db").exists()

    @pytest.mark.rule("CN-P-07")
    def test_a_whole_notice_in_each_of_its_languages(self, program: Program) -> None:
        for language, effect in (("en", "Tell your passengers."), ("zh_Hans", "车内")):
            out = program.run("--lang", language, "notice", "show", "cn-reference-ev").out
            assert effect in out

    def test_the_history_as_the_log_holds_it(self, done_once: Program) -> None:
        events = _json(done_once, "history")
        assert [event["seq"] for event in events] == list(range(len(events)))
        assert [event["kind"] for event in events] == [
            "notice.installed", "notice.shown", "consent.given", "consent.refused",
            "record.exported",
        ]  # fmt: skip
        text = json.dumps(events, ensure_ascii=False)
        assert not [secret for secret in (NAME, PLATE, VIN) if secret in text]

    def test_a_day_before_everything_was_off(self, done_once: Program) -> None:
        items = _json(done_once, "history", "--on", "2020-01-01")
        assert {item["answer"] for item in items} == {"off"}
        assert {item["entry"] for item in items} == {None}
        said = done_once.run("--lang", "en", "history", "--on", "2020-01-01").out
        assert said.count("No choice yet, so off") == len(items)
        assert "Your choice was" not in said


class TestExports:
    def test_one_format_writes_one_file_and_says_where(self, filled: Program) -> None:
        for ending in ("pdf", "json", "csv"):
            folder = filled.home / ending
            done = filled.run("export", "--to", str(folder), "--format", ending, "--json")
            (path,) = folder.iterdir()
            assert path.suffix == f".{ending}"
            assert done.value()["files"] == [str(path)]

    def test_no_name_in_a_history_table_becomes_a_formula(
        self, filled: Program, tmp_path: Path
    ) -> None:
        tree = json.loads(resource_path("notices", "cn-reference-ev.json").read_bytes())
        titles = ["=cmd()", "+1", "@x", "-2+3", "\uff1dcmd()"]
        for practice, title in zip(tree["practices"], titles, strict=False):
            practice["title"] = {"en": title, "zh-Hans": title}
        tree["id"] = "formulas"
        pack = tmp_path / "formulas.json"
        pack.write_text(json.dumps(tree), encoding="utf-8")
        car = add_car(filled, notice=str(pack), name="=HYPERLINK(1)")
        for practice in tree["practices"][: len(titles)]:
            filled.run("choices", "set", practice["id"], "off", "--car", car)
        filled.run("export", "--to", str(filled.home / "csv"), "--format", "csv", "--car", car)
        (path,) = (filled.home / "csv").iterdir()
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        cells = [cell for row in rows for cell in row]
        starts = ("=", "+", "-", "@", "\uff1d")
        assert not [cell for cell in cells if cell.lstrip().startswith(starts)]
        for title in titles:
            assert any(title in cell for cell in cells)
