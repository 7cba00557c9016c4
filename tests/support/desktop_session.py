"""A desktop of its own: screen, window manager, session bus, and the bus of screen readers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ownerapp
from tests.support.at_spi import Node, Reader
from tests.support.bus_config import BUS_CONFIG
from tests.support.screens import Screen, running_screen, wait_until

_ROOT = Path(ownerapp.__file__).parent.parent
_WAIT_SECONDS = 20
_LAUNCHERS = (
    Path("/usr/libexec/at-spi-bus-launcher"),
    Path("/usr/lib/at-spi2-core/at-spi-bus-launcher"),
)


def missing_programs() -> list[str]:
    """Return what a desktop needs and this machine lacks."""
    missing = [name for name in ("Xvfb", "openbox", "dbus-daemon") if shutil.which(name) is None]
    return missing if _launcher() is not None else [*missing, "at-spi-bus-launcher"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desktop:
    """A running desktop."""

    screen: Screen
    address: str
    env: dict[str, str]
    """The whole environment of a program on this desktop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenes:
    """The window in a process of its own, and what a screen reader sees of it."""

    process: subprocess.Popen[str]
    reader: Reader

    def open(self, name: str) -> Any:
        """Open a scene; return what is before the person."""
        return self._command(f"open {name}")

    def close(self) -> None:
        """Leave the scene that is open."""
        self._command("close")

    def tree(self) -> Node:
        """Read the window as a screen reader does."""
        (program,) = self.reader.programs()
        return self.reader.tree(program)

    def _command(self, line: str) -> Any:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.answer()

    def answer(self) -> Any:
        """Wait for the next line of the process."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the window's process ended"
        return json.loads(line)


@contextmanager
def running_desktop() -> Iterator[Desktop]:
    """Start everything in a new folder, and end it."""
    # A socket's path has at most 108 bytes; pytest's own folders may be longer.
    with tempfile.TemporaryDirectory(prefix="ownerapp-desktop-") as made:
        folder = Path(made)
        for name in ("home", "run", "screen"):
            (folder / name).mkdir(mode=0o700)
        config = folder / "bus.conf"
        config.write_text(BUS_CONFIG.format(socket=folder / "run" / "bus"))
        with running_screen(folder / "screen") as screen:
            env = {
                **{key: value for key, value in os.environ.items() if not key.startswith("XDG_")},
                "HOME": str(folder / "home"),
                "XDG_RUNTIME_DIR": str(folder / "run"),
                "DISPLAY": screen.name,
                "LANG": "C.UTF-8",
                "PYTHONPATH": str(_ROOT),
                "QT_QPA_PLATFORM": "xcb",
                "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            }
            bus_command = ["dbus-daemon", f"--config-file={config}", "--nofork"]
            bus_command += ["--print-address=1"]
            with _running(bus_command, env=env) as bus:
                assert bus.stdout is not None
                address = env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
                launcher = [str(_launcher()), "--launch-immediately"]
                with _running(launcher, env=env), _running(["openbox"], env=env):
                    _wait_for_readers(address)
                    yield Desktop(screen=screen, address=address, env=env)


@contextmanager
def running_scenes(desktop: Desktop, folder: Path) -> Iterator[Scenes]:
    """Start the window of the scenes on a desktop."""
    command = [sys.executable, "-m", "tests.support.scene_window", str(folder)]
    with _running(command, env=desktop.env, shows_errors=True) as process:
        reader = Reader(desktop.address)
        scenes = Scenes(process=process, reader=reader)
        try:
            scenes.answer()
            wait_until(lambda: len(reader.programs()) == 1, "the program on the readers' bus")
            yield scenes
        finally:
            reader.close()


def _launcher() -> Path | None:
    return next((path for path in _LAUNCHERS if path.exists()), None)


def _wait_for_readers(address: str) -> None:
    def is_there() -> bool:
        with suppress(Exception):
            Reader(address).close()
            return True
        return False

    wait_until(is_there, "the bus of screen readers")


@contextmanager
def _running(
    command: list[str], *, env: dict[str, str], shows_errors: bool = False
) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        command,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None if shows_errors else subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(_WAIT_SECONDS)
            process.kill()
