"""Each branch of the errors has its exit code: 2 to correct, 1 not good, 3 surroundings."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ownerapp.cli.parser import build_parser
from ownerapp.documents import pdf_worker
from ownerapp.domain.errors import OwnerAppError
from ownerapp.presentation.explain import EXIT_CODES
from ownerapp.resources import resource_path
from tests.support.bare_store import bare_connection
from tests.support.programs import PASSPHRASE, Program, add_car, store_key

CAMERA = "cabin-camera-clips"


def fails(program: Program, *words: str, code: int, error: str) -> str:
    """Run a command that fails; it says so once, in words and as JSON, on stderr alone."""
    done = program.run(*words, "--json", expect=code)
    assert done.out == ""
    said = done.error()
    assert (said["error"], said["exit"]) == (error, code)
    assert said["message"]
    return str(said["message"])


class TestWhatThePersonCanCorrect:
    @pytest.mark.parametrize(
        ("words", "error"),
        [
            (("car", "add", "--notice", "cn-reference-ev", "--name", " "), "field-required"),
            (
                ("car", "add", "--notice", "cn-reference-ev", "--name", "a\u202eb"),
                "text-not-allowed",
            ),
            (
                ("car", "add", "--notice", "cn-reference-ev", "--name", "x" * 81),
                "text-not-allowed",
            ),
            (
                ("car", "add", "--notice", "cn-reference-ev", "--name", "Car \U0001f697"),
                "text-not-allowed",
            ),
            (
                ("car", "add", "--notice", "cn-reference-ev", "--name", "Blue", "--vin", "12"),
                "vin-invalid",
            ),
            (("car", "add", "--notice", "no-such-notice", "--name", "Blue"), "notice-missing"),
        ],
    )
    def test_before_anything_is_made(
        self, program: Program, words: tuple[str, ...], error: str
    ) -> None:
        fails(program, *words, code=2, error=error)
        assert not (program.data_dir / "store.db").exists()

    @pytest.mark.parametrize(
        ("words", "error"),
        [
            (("choices", "set", CAMERA, "on"), "term-needed"),
            (("choices", "set", CAMERA, "on", "--for", "open"), "term-not-offered"),
            (("choices", "set", CAMERA, "on", "--for", "9y"), "term-not-offered"),
            (("choices", "set", CAMERA, "off", "--for", "7d"), "option-invalid"),
            (("choices", "set", "crash-recorder", "off"), "practice-required"),
            (("choices", "set", "mind-reading", "off"), "practice-missing"),
            (("choices", "list", "--car", "no-such-car"), "car-missing"),
            (("history", "--on", "yesterday"), "date-invalid"),
            (("history", "--on", "2026-02-30"), "date-invalid"),
            (("history", "--on", "9999-12-31"), "date-in-future"),
            (("history", "--on", "0001-01-01"), "date-invalid"),
            (("verify", "no-such-file"), "file-missing"),
            (("verify", "."), "file-kind"),
        ],
        ids=lambda case: "-".join(case) if isinstance(case, tuple) else case,
    )
    def test_and_nothing_is_saved(
        self, done_once: Program, words: tuple[str, ...], error: str
    ) -> None:
        before = (done_once.data_dir / "store.db").read_bytes()
        fails(done_once, *words, code=2, error=error)
        assert (done_once.data_dir / "store.db").read_bytes() == before

    def test_without_a_car_there_is_none_to_choose_for(self, program: Program) -> None:
        fails(program, "choices", "list", code=2, error="car-missing")

    @pytest.mark.parametrize("size", [0, 33 * 1024 * 1024])
    def test_a_file_that_is_empty_or_larger_than_any_record(
        self, done_once: Program, tmp_path: Path, size: int
    ) -> None:
        path = tmp_path / "file"
        path.touch()
        os.truncate(path, size)
        error = "file-too-large" if size else "file-kind"
        fails(done_once, "verify", str(path), code=2, error=error)

    @pytest.mark.parametrize(
        "words",
        [
            (),
            ("fly",),
            ("choices",),
            ("choices", "set"),
            ("choices", "set", CAMERA, "maybe"),
            ("choices", "set", CAMERA, "\x1b[31mred"),
            ("car", "add", "--name", "Blue"),
            ("export",),
            ("export", "--to", ".", "--format", "exe"),
            ("verify", "a", "\x1b]0;title\x07"),
            ("--no-such-option", "\x1b[31m"),
        ],
        ids=str,
    )
    def test_arguments_that_do_not_fit_are_told_and_the_help_is_named(
        self, program: Program, words: tuple[str, ...]
    ) -> None:
        if not words:
            words = ("--json",)
        done = program.run("--lang", "en", *words, expect=2)
        assert done.out == ""
        assert done.err.splitlines()[-1] == "See the help with --help."
        assert not program.data_dir.exists()

    def test_the_text_of_a_yes_must_be_whole_in_the_language_that_is_shown(
        self, filled: Program, tmp_path: Path
    ) -> None:
        tree = json.loads(resource_path("notices", "cn-reference-ev.json").read_bytes())
        tree["id"] = "half-translated"
        del tree["practices"][0]["effect"]["en"]
        pack = tmp_path / "half.json"
        pack.write_text(json.dumps(tree), encoding="utf-8")
        filled.allow_unsigned_notices()
        car = add_car(filled, notice=str(pack))
        words = ("choices", "set", CAMERA, "on", "--for", "7d", "--car", car)
        done = filled.run("--lang", "en", *words, expect=2)
        assert "not complete in the chosen language" in done.err
        filled.run("--lang", "zh_Hans", *words)

    def test_nothing_is_turned_on_from_a_notice_that_nobody_signed(
        self, filled: Program, tmp_path: Path
    ) -> None:
        tree = json.loads(resource_path("notices", "cn-reference-ev.json").read_bytes())
        tree["id"] = "nobodys"
        pack = tmp_path / "nobodys.json"
        pack.write_text(json.dumps(tree), encoding="utf-8")
        car = add_car(filled, notice=str(pack))
        words = ("choices", "set", CAMERA, "on", "--for", "7d", "--car", car)
        done = filled.run("--lang", "en", *words, expect=2)
        assert done.out == ""
        assert done.err.startswith("This notice is not signed, so nothing can be turned on")
        assert "allow notices without a signature in Settings" in done.err
        filled.run("choices", "set", CAMERA, "off", "--car", car)
        filled.allow_unsigned_notices()
        filled.run(*words)

    def test_a_history_that_was_cut_takes_no_answer(self, filled: Program) -> None:
        with bare_connection(filled.data_dir / "store.db", store_key(filled)) as connection:
            connection.execute("DROP TRIGGER events_no_delete")
            connection.execute("DELETE FROM exports WHERE 0")
            connection.execute("DELETE FROM events WHERE seq >= 3")
        done = filled.run("choices", "set", "calendar", "off", expect=2)
        assert "nothing is added to it" in done.err
        assert filled.run("log", "check", "--json", expect=1).value()["state"] == "cut"
        filled.run("log", "continue")
        filled.run("choices", "set", "calendar", "off")
        assert filled.run("log", "check", "--json").value()["state"] == "not-anchored"


class TestThePassphrase:
    def test_a_wrong_one_is_2_and_harms_nothing(self, filled: Program) -> None:
        (filled.home / "passphrase").write_text("not this one at all")
        fails(filled, "choices", "list", code=2, error="wrong-passphrase")
        (filled.home / "passphrase").write_text(PASSPHRASE)
        filled.run("choices", "list")

    def test_a_new_one_that_is_too_short_is_2_and_makes_nothing(self, program: Program) -> None:
        (program.home / "passphrase").write_text("1234567")
        fails(program, "car", "list", code=2, error="passphrase-too-short")
        assert not (program.data_dir / "store.json").exists()

    def test_a_named_file_that_is_not_there_is_2(self, program: Program) -> None:
        (program.home / "passphrase").unlink()
        fails(program, "car", "list", code=2, error="file-missing")

    @pytest.mark.parametrize("has_store", [False, True])
    def test_without_keyring_file_and_terminal_it_is_3(
        self, program: Program, done_once: Program, has_store: bool
    ) -> None:
        asked = (done_once if has_store else program).with_environment(
            OWNERAPP_PASSPHRASE_FILE=None
        )
        fails(asked, "car", "list", code=3, error="passphrase-needed")

    def test_it_is_never_taken_from_an_argument(self, done_once: Program) -> None:
        parsers, options = [build_parser()], set()
        while parsers:
            for action in parsers.pop()._actions:
                options |= {word for word in action.option_strings if word.startswith("--")}
                if isinstance(action, argparse._SubParsersAction):
                    parsers += list(dict.fromkeys(action.choices.values()))
        assert len(options) >= 20
        # What a new one is read from is a file: arguments are seen by everybody on a computer.
        assert {word for word in options if "pass" in word} == set()
        without = done_once.with_environment(OWNERAPP_PASSPHRASE_FILE=None)
        for words in (("--passphrase", "x"), ("--passphrase=x",), ("--password", "x")):
            assert without.run("car", "list", *words, expect=2).out == ""

    def test_it_is_not_in_the_environment_of_the_typesetter(self) -> None:
        # Only the name of the file would be, and not even that.
        assert pdf_worker._NOT_FOR_THE_WORKER == "OWNERAPP_"


class TestSurroundingsThatFail:
    def damaged(self, filled: Program, name: str, data: bytes) -> None:
        (filled.data_dir / name).write_bytes(data)

    @pytest.mark.parametrize(
        ("name", "data", "error"),
        [
            ("store.db", b"x" * 8192, "store-damaged"),
            ("store.db", b"SQLite format 3\0" + bytes(8192), "store-damaged"),
            ("store.db", b"", "store-damaged"),
            ("store.json", b"{}", "store-damaged"),
            ("store.json", b"\xff\xff", "store-damaged"),
            ("vault.json", b"[]", "vault-damaged"),
            ("vault.json", b"", "vault-damaged"),
        ],
        ids=lambda case: case if isinstance(case, str) else "",
    )
    def test_a_damaged_file_is_named_and_left_as_it_is(
        self, filled: Program, name: str, data: bytes, error: str
    ) -> None:
        self.damaged(filled, name, data)
        fails(filled, "choices", "list", code=3, error=error)
        assert (filled.data_dir / name).read_bytes() == data

    def test_one_flipped_byte_in_the_store_is_found(self, filled: Program) -> None:
        path = filled.data_dir / "store.db"
        data = bytearray(path.read_bytes())
        for page in range(0, len(data), 4096):
            data[page + 100] ^= 1
        path.write_bytes(data)
        fails(filled, "choices", "list", code=3, error="store-damaged")

    def test_a_newer_store_is_not_touched(self, filled: Program) -> None:
        path = filled.data_dir / "store.db"
        with bare_connection(path, store_key(filled)) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
        before = path.read_bytes()
        fails(filled, "choices", "list", code=3, error="newer-store")
        assert path.read_bytes() == before

    def test_a_newer_folder_is_not_touched(self, filled: Program) -> None:
        path = filled.data_dir / "store.json"
        value = json.loads(path.read_bytes()) | {"format": 2, "new": True}
        path.write_text(json.dumps(value))
        fails(filled, "choices", "list", code=3, error="newer-file")
        assert json.loads(path.read_bytes()) == value

    def test_a_store_that_is_gone_is_missed(self, filled: Program) -> None:
        (filled.data_dir / "store.db").unlink()
        fails(filled, "choices", "list", code=3, error="store-damaged")
        assert not (filled.data_dir / "store.db").exists()

    @pytest.mark.skipif(sys.platform != "linux", reason="uses /proc")
    def test_a_data_folder_that_cannot_be_made(self, program: Program) -> None:
        done = program.run("--data-dir", "/proc/ownerapp", "car", "list", expect=3)
        assert "/proc/ownerapp" in done.err

    @pytest.mark.skipif(sys.platform != "linux", reason="uses /proc")
    def test_an_export_folder_that_cannot_be_written(self, filled: Program) -> None:
        fails(filled, "export", "--to", "/proc/exports", code=3, error="folder-read-only")
        assert "record.exported" not in {
            event["kind"] for event in filled.run("history", "--json").value()[5:]
        }

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="uses /dev/full")
    def test_a_yes_that_nobody_could_read_is_not_saved(self, filled: Program) -> None:
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                filled._command(["choices", "set", "calendar", "on", "--for", "7d"]),
                env=dict(filled.environment),
                stdin=subprocess.DEVNULL,
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
            )
        assert done.returncode == 3
        assert b"Traceback" not in done.stderr
        listed = filled.run("choices", "list", "--json").value()
        choices = {item["practice"]: item for item in listed}
        assert choices["calendar"]["status"] == "undecided"

    def test_a_reader_that_goes_away_is_no_failure(self, done_once: Program) -> None:
        with done_once.start("notice", "show", "cn-reference-ev") as process:
            assert process.stdout is not None
            process.stdout.close()
            assert process.stderr is not None
            assert process.stderr.read() == b""
        assert process.returncode == 0

    @pytest.mark.skipif(sys.platform == "win32", reason="closes streams with a shell")
    @pytest.mark.parametrize(("words", "code"), [(["car", "list"], 0), (["verify", "missing"], 2)])
    def test_closed_standard_streams_are_no_failure(
        self, filled: Program, words: list[str], code: int
    ) -> None:
        done = subprocess.run(
            ["sh", "-c", '"$@" <&- >&-', "-", *filled._command(words)],
            env=dict(filled.environment), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == code
        assert "Traceback" not in done.stderr
        without_any = ["sh", "-c", '"$@" <&- >&- 2>&-', "-", *filled._command(words)]
        ended = subprocess.run(without_any, env=dict(filled.environment), check=False)
        assert ended.returncode == code
        assert filled.run("log", "check").code == 0

    @pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk, on Linux only")
    def test_a_full_disk_keeps_what_was_there_and_says_so(
        self, filled: Program, tmp_path: Path
    ) -> None:
        small = tmp_path / "small"
        small.mkdir()
        mount = f'mount -t tmpfs -o size=100k tmpfs "{small}"'
        if subprocess.run(["unshare", "-m", "sh", "-c", mount], check=False).returncode:
            pytest.skip("this session may not mount a disk")
        command = filled._command(["--lang", "en", "export", "--to", str(small)])
        done = subprocess.run(
            ["unshare", "-m", "sh", "-c", f'{mount} && "$@"; code=$?; ls -A "{small}"; exit $code',
             "-", *command],
            env=dict(filled.environment), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 3
        assert done.stderr.startswith("The disk is full.")
        assert done.stdout == ""
        kinds = [event["kind"] for event in filled.run("history", "--json").value()]
        assert kinds.count("record.exported") == 1


def test_every_deliberate_error_has_one_of_the_three_codes() -> None:
    branches = [kind for kind, _code in EXIT_CODES]
    kinds = [*OwnerAppError.__subclasses__()]
    assert set(branches) == set(kinds)
    assert {code for _kind, code in EXIT_CODES} == {1, 2, 3}
    assert {kind.__name__: code for kind, code in EXIT_CODES} == {
        "InputError": 2, "RefusedError": 2, "MissingError": 2, "VerificationError": 1,
        "UnavailableError": 3, "IncompatibleError": 3,
    }  # fmt: skip
