"""What ``dev.py`` promises before any package is installed."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT / "dev.py"


def load_dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", DEV)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


dev = load_dev()


def run_dev(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(DEV), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_help_names_every_command_and_the_exit_codes() -> None:
    result = run_dev("--help")
    assert result.returncode == 0
    for name in ("run", "tour", "test", "check", "bench", "setup", "lock"):
        assert re.search(rf"^  {name} +\S", result.stdout, re.MULTILINE), name
    assert "Exit codes: 0 good; 1 a check or a test failed; 2" in result.stdout


def test_an_unknown_command_is_an_input_error_that_lists_the_commands() -> None:
    result = run_dev("rnu")
    assert result.returncode == 2
    assert "there is no command 'rnu'" in result.stderr
    assert "run, tour, test, check, bench" in result.stderr


@pytest.mark.parametrize("name", ["check", "setup"])
def test_commands_without_arguments_refuse_them_before_setting_anything_up(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "ensure_venv", lambda: pytest.fail("set up"))
    assert dev.COMMANDS[name](["surplus"]) == 2


# --- Which Python ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "supported"),
    [
        ((3, 7), False),
        ((3, 10), False),
        ((3, 11), True),
        ((3, 14), True),
        ((3, 15), False),
        ((2, 7), False),
    ],
)
def test_only_the_locked_pythons_are_supported(version: tuple[int, int], supported: bool) -> None:
    assert dev.is_supported(version) is supported


def fake_python(folder: Path, name: str, body: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")
def test_a_name_on_the_path_that_leads_nowhere_is_passed_over(tmp_path: Path) -> None:
    fake_python(tmp_path, "python3.11", "echo not installed >&2; exit 127")
    fake_python(tmp_path, "python3.12", "echo 3 10")
    fake_python(tmp_path, "python3.13", "echo 3 13")

    def which(name: str) -> str | None:
        return str(tmp_path / name) if (tmp_path / name).exists() else None

    assert dev.other_python(which) == str(tmp_path / "python3.13")


def test_the_answer_of_a_real_interpreter_is_its_version() -> None:
    assert dev.version_of(sys.executable) == sys.version_info[:2]


def test_without_a_fitting_python_the_message_says_which_are_needed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dev, "is_supported", lambda _version: False)
    monkeypatch.setattr(dev, "VENV", Path("nowhere"))
    monkeypatch.setattr(dev, "other_python", lambda: None)
    with pytest.raises(dev.StopError, match=r"needs Python 3\.11 to 3\.14\. This is Python 3\."):
        dev.continue_with_supported_python(["run"])


def test_the_source_uses_nothing_newer_than_python_3_7() -> None:
    import ast  # noqa: PLC0415 - used by this test alone

    ast.parse(DEV.read_text(encoding="utf-8"), feature_version=(3, 7))


# --- System packages ------------------------------------------------------------------------


def test_a_bare_machine_lacks_the_venv_module_every_library_and_every_tool() -> None:
    missing = dev.missing_parts(
        qt=True,
        tools=True,
        library_present=lambda _name: False,
        which=lambda _name: None,
        venv_present=lambda: False,
    )
    assert set(missing) == {"the venv module", *dev.LIBRARIES, *dev.TOOLS}
    minor = sys.version_info[1]
    assert missing["the venv module"] == f"python3.{minor}-venv"
    assert missing["libxcb-icccm.so.4"] == "libxcb-icccm4"
    assert missing["pdfsig"] == "poppler-utils"


def test_a_complete_machine_lacks_nothing() -> None:
    missing = dev.missing_parts(
        qt=True,
        tools=True,
        library_present=lambda _name: True,
        which=lambda name: f"/usr/bin/{name}",
        venv_present=lambda: True,
    )
    assert missing == {}


def test_only_what_a_command_needs_is_looked_for() -> None:
    missing = dev.missing_parts(
        qt=False,
        tools=False,
        library_present=lambda _name: False,
        which=lambda _name: None,
        venv_present=lambda: True,
    )
    assert missing == {}


def test_a_library_that_does_not_exist_is_noticed() -> None:
    assert dev.library_is_present("libno-such-library-at-all.so.1") is False


def test_the_one_command_updates_and_installs_with_sudo() -> None:
    assert dev.install_command(["qpdf", "libgl1", "qpdf"], has_sudo=True) == (
        "sudo apt-get update && sudo apt-get install --yes --no-install-recommends libgl1 qpdf"
    )


def test_without_sudo_the_one_command_asks_for_the_root_password_once() -> None:
    assert dev.install_command(["qpdf"], has_sudo=False) == (
        "su -c 'apt-get update && apt-get install --yes --no-install-recommends qpdf'"
    )


@pytest.mark.skipif(sys.platform != "linux", reason="system packages are looked for on Linux")
def test_without_root_nothing_is_installed_and_the_one_command_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dev, "missing_parts", lambda **_kind: {"qpdf": "qpdf"})
    monkeypatch.setattr(dev, "administrator_prefix", lambda: None)
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev, "run_quietly", lambda _step: pytest.fail("a step was run"))
    with pytest.raises(dev.StopError) as stop:
        dev.ensure_system(qt=True, tools=True)
    assert "needs an administrator" in str(stop.value)
    assert dev.install_command(["qpdf"], has_sudo=True) in str(stop.value).splitlines()[2]


def test_trouble_is_said_in_a_sentence_and_ends_with_code_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(_arguments: list[str]) -> int:
        raise dev.StopError("something is missing.")

    monkeypatch.setattr(dev, "continue_with_supported_python", lambda _arguments: None)
    monkeypatch.setitem(dev.COMMANDS, "run", stop)
    assert dev.main(["run"]) == 3
    assert capsys.readouterr().err == "dev.py: something is missing.\n"


# --- The environment ------------------------------------------------------------------------


def make_environment(venv: Path, stamp: object) -> None:
    python = Path(dev.venv_program("python", venv))
    python.parent.mkdir(parents=True)
    python.touch()
    (venv / dev.STAMP).write_text(json.dumps(stamp))


def test_an_environment_with_the_wanted_stamp_is_kept(tmp_path: Path) -> None:
    make_environment(tmp_path / "venv", dev.recipe())
    assert dev.is_complete(tmp_path / "venv", dev.recipe())


def test_an_interrupted_set_up_is_not_complete(tmp_path: Path) -> None:
    make_environment(tmp_path / "venv", dev.recipe())
    (tmp_path / "venv" / dev.STAMP).unlink()
    assert not dev.is_complete(tmp_path / "venv", dev.recipe())


def test_a_half_written_stamp_is_not_complete(tmp_path: Path) -> None:
    make_environment(tmp_path / "venv", dev.recipe())
    (tmp_path / "venv" / dev.STAMP).write_text('{"lock": "0')
    assert not dev.is_complete(tmp_path / "venv", dev.recipe())


def test_an_environment_whose_python_went_away_is_not_complete(tmp_path: Path) -> None:
    make_environment(tmp_path / "venv", dev.recipe())
    Path(dev.venv_program("python", tmp_path / "venv")).unlink()
    assert not dev.is_complete(tmp_path / "venv", dev.recipe())


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("requirements.lock", "==", "=="),
        ("pyproject.toml", 'name = "ownerapp"', 'name = "other"'),
        ("pyproject.toml", '"hatchling>=1.27"', '"hatchling>=1.28"'),
    ],
)
def test_a_changed_lock_or_project_makes_the_environment_anew(
    tmp_path: Path, name: str, before: str, after: str
) -> None:
    for file in ("requirements.lock", "pyproject.toml"):
        (tmp_path / file).write_bytes((ROOT / file).read_bytes())
    old = dev.recipe(tmp_path)
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert before in text
    (tmp_path / name).write_text(text.replace(before, after) + "\n", encoding="utf-8")
    assert dev.recipe(tmp_path) != old


def test_a_changed_tool_setting_keeps_the_environment(tmp_path: Path) -> None:
    for file in ("requirements.lock", "pyproject.toml"):
        (tmp_path / file).write_bytes((ROOT / file).read_bytes())
    old = dev.recipe(tmp_path)
    text = (tmp_path / "pyproject.toml").read_text(encoding="utf-8")
    changed = text.replace("line-length = 100", "line-length = 90")
    assert changed != text
    (tmp_path / "pyproject.toml").write_text(changed, encoding="utf-8")
    assert dev.recipe(tmp_path) == old


# --- run and tour ---------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ""}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
    ],
)
def test_a_screen_is_known_by_its_variables(environment: dict[str, str], expected: bool) -> None:
    assert dev.has_screen(environment) is expected


@pytest.mark.parametrize(
    ("arguments", "screen", "expected"),
    [
        ([], True, ["python", "-m", "ownerapp"]),
        ([], False, ["python", "-m", "ownerapp", "tour"]),
        (["--lang", "zh_Hans"], False, ["python", "-m", "ownerapp", "tour", "--lang", "zh_Hans"]),
        (
            ["--lang=de", "--to", "out"],
            False,
            ["python", "-m", "ownerapp", "tour", "--lang=de", "--to", "out"],
        ),
        (
            ["--lang", "de", "car", "list"],
            False,
            ["python", "-m", "ownerapp", "--lang", "de", "car", "list"],
        ),
        (["--version"], False, ["python", "-m", "ownerapp", "--version"]),
        (["car", "list"], False, ["python", "-m", "ownerapp", "car", "list"]),
    ],
)
def test_without_a_screen_only_the_window_is_replaced_by_the_tour(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], screen: bool, expected: list[str]
) -> None:
    started: list[list[str]] = []

    def start(program: list[str], **_settings: object) -> int:
        started.append(program)
        return 0

    monkeypatch.setattr(dev, "has_screen", lambda _environment: screen)
    monkeypatch.setattr(dev, "start", start)
    assert dev.run(arguments) == 0
    assert started == [expected]


def test_two_dashes_may_stand_before_what_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []

    def fake(arguments: list[str]) -> int:
        seen.append(arguments)
        return 0

    monkeypatch.setattr(dev, "continue_with_supported_python", lambda _arguments: None)
    monkeypatch.setitem(dev.COMMANDS, "test", fake)
    dev.main(["test", "--", "-q", "--", "x"])
    dev.main(["test", "-q"])
    assert seen == [["-q", "--", "x"], ["-q"]]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], True),
        (["-q", "-x", "--lf", "-k", "record"], True),
        (["tests/cli", "-p", "no:randomly"], True),
        (["tests/cli/test_main_job.py", "tests/cli/test_verify_command.py"], True),
        (["-q", "tests/cli/test_main_job.py"], False),
        (["tests/cli/test_main_job.py::test_one"], False),
        (["--pdb"], False),
        (["-s"], False),
        (["--capture=no"], False),
        (["--collect-only", "-q"], False),
        (["-n", "3"], False),
        (["-n0"], False),
        (["-p", "no:xdist"], False),
    ],
)
def test_the_tests_run_on_every_core_unless_one_process_is_better(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], expected: bool
) -> None:
    started: list[list[str]] = []

    def start(program: list[str], **_settings: object) -> int:
        started.append(program)
        return 0

    monkeypatch.setattr(dev, "start", start)
    assert dev.test(arguments) == 0
    workers = ["-n", str(dev.cores() + 1), "--dist", "worksteal"] if expected else []
    assert started == [["python", "-m", "pytest", *workers, *arguments]]


class TestWhereTemporaryFilesOfTestsGo:
    @pytest.fixture
    def memory(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.delenv("TMPDIR", raising=False)
        monkeypatch.setattr(dev, "available_memory", lambda: dev.LEAST_MEMORY_BYTES)
        monkeypatch.setattr(dev, "LEAST_MEMORY_BYTES", 1)
        return tmp_path

    def test_into_memory_while_the_program_runs(self, memory: Path) -> None:
        with dev.temporary_files_in_memory(memory) as place:
            folder = Path(place["TMPDIR"])
            assert folder.parent == memory
            assert stat.S_IMODE(folder.stat().st_mode) == 0o755  # other users may pass
            (folder / "left").mkdir()
        assert not folder.exists()

    def test_to_the_disk_where_memory_is_short_or_not_told_or_somebody_said_where(
        self, memory: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with dev.temporary_files_in_memory(memory / "missing") as place:
            assert place == {}
        monkeypatch.setattr(dev, "available_memory", lambda: 0)
        with dev.temporary_files_in_memory(memory) as place:
            assert place == {}
        monkeypatch.setattr(dev, "available_memory", lambda: dev.LEAST_MEMORY_BYTES)
        monkeypatch.setenv("TMPDIR", str(memory))
        with dev.temporary_files_in_memory(memory) as place:
            assert place == {}
        assert list(memory.iterdir()) == []

    def test_what_the_system_says_of_its_memory_is_read(self, tmp_path: Path) -> None:
        told = tmp_path / "meminfo"
        told.write_text("MemTotal: 9 kB\nMemAvailable:    2 kB\n")
        assert dev.available_memory(told) == 2048
        assert dev.available_memory(tmp_path / "missing") == 0
