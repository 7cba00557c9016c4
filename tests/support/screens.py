"""A screen of its own for the real window, worked as a person does: mouse, keys and eyes."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WIDTH, HEIGHT = 1280, 800
_WAIT_SECONDS = 60
_LOOK_SECONDS = 0.05
_STILL_LOOKS = 5


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    """Wait until something is so; ``what`` names it where it never comes."""
    pause, end = threading.Event(), time.monotonic() + _WAIT_SECONDS
    while not is_so():
        assert time.monotonic() < end, f"waited in vain for {what}"
        pause.wait(_LOOK_SECONDS)


@dataclass(frozen=True, slots=True)
class Screen:
    """A running display and what is on it."""

    name: str
    _picture: Path

    def window(self, title: str) -> str:
        """Wait for a window, give it the keyboard, and return its number."""
        found: list[str] = []

        def is_there() -> bool:
            done = self._xdotool("search", "--onlyvisible", "--name", f"^{title}$", check=False)
            found[:] = done.split()
            return bool(found)

        wait_until(is_there, f"a window {title!r}")
        self._xdotool("windowfocus", "--sync", found[0])
        return found[0]

    def click(self, window: str, *, right: int, bottom: int) -> None:
        """Press the mouse at a distance from the window's lower right corner."""
        geometry = dict(
            line.split("=", 1)
            for line in self._xdotool("getwindowgeometry", "--shell", window).splitlines()
        )
        x, y = int(geometry["WIDTH"]) - right, int(geometry["HEIGHT"]) - bottom
        self._and_look("mousemove", "--window", window, str(x), str(y), "click", "1")

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self._and_look("key", key)

    def type(self, words: str) -> None:
        """Type words."""
        self._and_look("type", "--delay", "5", words)

    def settle(self) -> None:
        """Wait until the picture stands still."""
        looks: list[int] = []

        def is_still() -> bool:
            looks.append(hash(self._picture.read_bytes()))
            return len(looks) >= _STILL_LOOKS and len(set(looks[-_STILL_LOOKS:])) == 1

        wait_until(is_still, "a picture that stands still")

    def _and_look(self, *words: str) -> None:
        self._xdotool(*words)
        self.settle()

    def _xdotool(self, *words: str, check: bool = True) -> str:
        return subprocess.run(
            ["xdotool", *words],
            env={**os.environ, "DISPLAY": self.name},
            check=check,
            capture_output=True,
            text=True,
            timeout=_WAIT_SECONDS,
        ).stdout


@contextmanager
def running_screen(folder: Path) -> Iterator[Screen]:
    """Start a display that keeps its picture in a file in a folder."""
    ours, theirs = os.pipe()
    command = ["Xvfb", "-displayfd", str(theirs), "-nolisten", "tcp", "-fbdir", str(folder)]
    command += ["-screen", "0", f"{WIDTH}x{HEIGHT}x24"]
    with subprocess.Popen(command, pass_fds=[theirs], stderr=subprocess.DEVNULL) as server:
        os.close(theirs)
        try:
            with os.fdopen(ours) as numbers:
                number = numbers.readline().strip()
            assert number, "no display could be started"
            yield Screen(f":{number}", folder / "Xvfb_screen0")
        finally:
            server.terminate()
            server.wait(_WAIT_SECONDS)
