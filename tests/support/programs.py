"""Runs the command line as a person does: a process of its own, at a terminal or without one."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import ownerapp
from ownerapp.services.opening import STORE_KEY_SECRET
from ownerapp.system.passphrase_vault import PassphraseVault
from tests.support.fork_server import CAN_FORK, ForkServer

PASSPHRASE = "correct horse battery"  # noqa: S105 - of these tests
NAME, OWNER, PLATE, VIN = "Wanderer Blue", "Lin Yue", "沪A·D12345", "LSVAA4182E2123456"
_SERVER = ForkServer()
_ROOT = Path(ownerapp.__file__).parent.parent
_WAIT_SECONDS = 60
_ESCAPE = "\x1b"
CTRL_C = "\x03"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a finished command left: exit code and both streams."""

    code: int
    out: str
    err: str

    def value(self) -> Any:
        """Return the JSON of the output."""
        return json.loads(self.out)

    def error(self) -> Any:
        """Return the JSON of the error."""
        return json.loads(self.err)

    @property
    def last_line(self) -> str:
        return self.out.splitlines()[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """The command line on one data folder, with a passphrase file unless taken away."""

    home: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def data_dir(self) -> Path:
        return self.home / "data"

    @property
    def exports_dir(self) -> Path:
        return self.home / "exports"

    def with_environment(self, **changes: str | None) -> Program:
        """Return a program with other variables; None takes one away."""
        merged = {**self.environment, **{name: value or "" for name, value in changes.items()}}
        taken = {name for name, value in changes.items() if value is None}
        return replace(
            self, environment={key: value for key, value in merged.items() if key not in taken}
        )

    def allow_unsigned_notices(self) -> None:
        """Set what the settings page sets, for tests with packs of their own."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        settings = {"format": 1, "unsigned_notices": True}
        (self.data_dir / "settings.json").write_text(json.dumps(settings), encoding="utf-8")

    def run(self, *words: str, expect: int | None = 0) -> Done:
        """Run a command to its end; whatever it does, it shows no traceback and no escape."""
        if not CAN_FORK:
            return self.run_alone(*words, expect=expect)
        code, out, err = _SERVER.run(
            ["--data-dir", str(self.data_dir), *words],
            environment=self.environment,
            folder=self.home,
        )
        return _checked(Done(code=code, out=out.decode("utf-8"), err=err.decode("utf-8")), expect)

    def run_alone(self, *words: str, expect: int | None = 0) -> Done:
        """Run a command to its end in an interpreter of its own."""
        return finished(self.start(*words), expect)

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Start a command and return at once; :func:`finished` waits for it."""
        return subprocess.Popen(
            self._command(words),
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.home,
        )

    def at_terminal(self, *words: str, answers: Sequence[tuple[str, str]]) -> Done:
        """Run a command at a terminal; each answer is typed once its question is on screen.

        Both streams come back as one in ``out``, as a person sees them.
        """
        ours, theirs = os.openpty()
        # As a terminal window does it: the terminal is the program's own, so keys are signals.
        own = ["setsid", "--ctty", "--wait"] if shutil.which("setsid") else []
        own = [*_with_usual_signals(), *own]
        try:
            with subprocess.Popen(
                [*own, *self._command(words)],
                env=dict(self.environment),
                stdin=theirs,
                stdout=theirs,
                stderr=theirs,
                start_new_session="setsid" not in own,
                cwd=self.home,
            ) as process:
                os.close(theirs)
                theirs = -1
                try:
                    screen = _conversation(ours, answers)
                    code = process.wait(_WAIT_SECONDS)
                except BaseException:
                    process.kill()
                    raise
        finally:
            os.close(ours)
            if theirs >= 0:
                os.close(theirs)
        text = screen.decode("utf-8").replace("\r\n", "\n")
        return _checked(Done(code=code, out=text, err=""), None)

    def copy(self, home: Path) -> Program:
        """Return a program on a copy of everything."""
        shutil.copytree(self.home, home, dirs_exist_ok=True)
        variables = {
            name: value.replace(str(self.home), str(home))
            for name, value in self.environment.items()
        }
        return Program(home=home, environment=variables)

    def _command(self, words: Sequence[str]) -> list[str]:
        return [sys.executable, "-m", "ownerapp", "--data-dir", str(self.data_dir), *words]


def new_program(home: Path) -> Program:
    """Return the command line in an empty home with a passphrase file and no keyring."""
    home.mkdir(parents=True, exist_ok=True)
    passphrase_path = home / "passphrase"
    passphrase_path.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return Program(
        home=home,
        environment={
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "TZ": "Asia/Shanghai",
            "PYTHONPATH": str(_ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "OWNERAPP_PASSPHRASE_FILE": str(passphrase_path),
        },
    )


def finished(process: subprocess.Popen[bytes], expect: int | None = 0) -> Done:
    """Wait for a started command."""
    out, err = process.communicate(timeout=_WAIT_SECONDS)
    done = Done(code=process.returncode, out=out.decode("utf-8"), err=err.decode("utf-8"))
    return _checked(done, expect)


def add_car(program: Program, *, notice: str = "cn-reference-ev", name: str = NAME) -> str:
    """Add a car with everything filled in and return its id."""
    done = program.run(
        "car", "add", "--notice", notice, "--name", name, "--owner", OWNER,
        "--plate", PLATE, "--vin", VIN, "--json",
    )  # fmt: skip
    return str(done.value()["id"])


def store_key(program: Program) -> bytes:
    """Return the raw key of the store, out of the vault file."""
    vault = PassphraseVault.open(program.data_dir / "vault.json", PASSPHRASE)
    return bytes.fromhex(vault.get(STORE_KEY_SECRET) or "")


def _checked(done: Done, expect: int | None) -> Done:
    assert "Traceback" not in done.out + done.err, done.err
    assert _ESCAPE not in done.out + done.err
    assert PASSPHRASE not in done.out + done.err
    assert expect is None or done.code == expect, done
    return done


@cache
def _with_usual_signals() -> tuple[str, ...]:
    """Return what gives a program back the signals that a test run in the background ignores."""
    words = ("env", "--default-signal=INT")
    try:
        done = subprocess.run([*words, "true"], capture_output=True, check=False)
    except OSError:
        return ()
    return words if done.returncode == 0 else ()


def _conversation(terminal: int, answers: Sequence[tuple[str, str]]) -> bytes:
    """Read the screen to the end, typing each answer after its question."""
    screen, seen, waiting = b"", 0, list(answers)
    deadline = time.monotonic() + _WAIT_SECONDS
    while time.monotonic() < deadline:
        if not select.select([terminal], [], [], 1)[0]:
            if answers and not waiting and answers[-1][1] == CTRL_C:
                # Pressed in the moment before the program began to read, the key is lost.
                os.write(terminal, CTRL_C.encode())
            continue
        try:
            read = os.read(terminal, 65536)
        except OSError:  # Linux says so when the other side is closed
            read = b""
        if not read:
            assert not waiting, (screen, waiting)
            return screen
        screen += read
        if waiting and waiting[0][0].encode() in screen[seen:]:
            seen = len(screen)
            os.write(terminal, waiting.pop(0)[1].encode())
    raise AssertionError(screen)
