"""Nothing asks for a network: seen from outside, by the system calls (product.md, J and 8)."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.support.network_run import outside_calls, traced
from tests.support.programs import NAME, Program, new_program

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="strace is a tool of Linux")


def trace(program: Program, *words: str) -> tuple[str, ...]:
    """Run a command of ours under strace and return its calls that name a network."""
    command = [sys.executable, "-m", "ownerapp", "--data-dir", str(program.data_dir), *words]
    done = traced(command, program.environment, seconds=60)
    assert done.code == 0, done.said
    return done.outside


def test_choosing_exporting_and_checking_ask_for_no_network(tmp_path: Path) -> None:
    program = new_program(tmp_path / "home")
    exports = program.home / "exports"

    assert not trace(program, "car", "add", "--notice", "cn-reference-ev", "--name", NAME)
    assert not trace(program, "choices", "set", "voice-commands", "on", "--for", "7d")
    assert not trace(program, "export", "--to", str(exports))
    (record,) = exports.glob("*.pdf")
    assert not trace(program, "verify", str(record))


@pytest.mark.parametrize(
    "line",
    [
        "import socket; socket.socket().connect_ex(('127.0.0.1', 9))",
        "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
        "import os, socket\nif not os.fork(): socket.socket()\nelse: os.wait()",
    ],
)
def test_a_program_that_asks_for_one_is_seen(line: str) -> None:
    done = traced([sys.executable, "-c", line], {"PATH": "/usr/bin:/bin"}, seconds=30)

    assert done.outside


def test_sockets_inside_the_computer_are_no_network() -> None:
    assert shutil.which("strace")
    families, outside = outside_calls(
        [
            "12 socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 3",
            '12 connect(3, {sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X1"}, 20) = 0',
            "13 socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 4",
            "13 <... connect resumed>)            = 0",
            "14 connect(5, {sa_family=AF_INET, sin_port=htons(443)}, 16 <unfinished ...>",
        ]
    )

    assert families == {"UNIX": 2, "NETLINK": 1, "INET": 1}
    assert [line[:2] for line in outside] == ["14"]
