"""``python -m tests.support.network_run``: the whole tour, and every call for a network listed.

strace sees each system call about sockets of the program and of all that it starts. Good are
sockets inside the computer: those of the display, of D-Bus and between the program's own parts
(AF_UNIX), and the kernel's own list of interfaces (AF_NETLINK). Everything else fails the run.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support.keyring_session import keyring_session

_CALL = re.compile(r"^(?:\[pid +)?\d+\]? +(?P<name>[a-z0-9_]+)\((?P<rest>.*)$")
_FAMILY = re.compile(r"\b(?:AF|PF)_([A-Z0-9]+)\b")
_INSIDE = frozenset({"UNIX", "LOCAL", "NETLINK"})
_TOUR_SECONDS = 600
_SCREEN = ("DISPLAY", "XAUTHORITY")


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """What a traced program did."""

    code: int
    said: str
    families: Mapping[str, int]
    """How many calls named each family of addresses."""
    outside: tuple[str, ...]
    """The calls that name a family which leaves the computer, or could."""


def outside_calls(lines: Sequence[str]) -> tuple[Mapping[str, int], tuple[str, ...]]:
    """Return the families that a trace names, and its lines about those outside."""
    families: Counter[str] = Counter()
    outside = []
    for line in lines:
        call = _CALL.match(line)
        named = set(_FAMILY.findall(call["rest"])) if call is not None else set()
        families.update(named)
        if named - _INSIDE:
            outside.append(line)
    return families, tuple(outside)


def traced(command: Sequence[str], environment: Mapping[str, str], *, seconds: int) -> Traced:
    """Run a command to its end under strace."""
    with tempfile.TemporaryDirectory(prefix="ownerapp-network-") as folder:
        trace = Path(folder) / "trace"
        done = subprocess.run(
            ["strace", "-f", "-q", "-e", "trace=network", "-o", str(trace), *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=dict(environment),
            check=False,
            timeout=seconds,
        )
        lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    families, outside = outside_calls(lines)
    return Traced(code=done.returncode, said=done.stdout, families=families, outside=outside)


def main(arguments: Sequence[str]) -> int:
    """Trace the tour in a real X session with a keyring of its own; return the exit code.

    The screen, the bus and the keyring are the session's and not traced.
    """
    if arguments != ["--on-this-screen"]:
        again = [sys.executable, "-m", "tests.support.network_run", "--on-this-screen"]
        return subprocess.call(["xvfb-run", "--auto-servernum", *again])
    with (
        tempfile.TemporaryDirectory(prefix="ownerapp-network-tour-") as folder,
        keyring_session(Path(folder)) as session,
    ):
        screen = {name: os.environ[name] for name in _SCREEN if name in os.environ}
        environment = {**session.env, **screen, "QT_QPA_PLATFORM": "xcb"}
        tour = [sys.executable, "-m", "ownerapp", "tour", "--to", f"{folder}/tour"]
        found = traced(tour, environment, seconds=_TOUR_SECONDS)
    for family, count in sorted(found.families.items()):
        sys.stdout.write(f"AF_{family:<12}{count:6d} calls\n")
    for line in found.outside:
        sys.stdout.write(f"OUTSIDE {line}\n")
    if found.code != 0:
        sys.stdout.write(f"the tour ended with {found.code}\n{found.said}\n")
    is_good = found.code == 0 and not found.outside and bool(found.families)
    sys.stdout.write("only sockets inside this computer\n" if is_good else "FAILED\n")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
