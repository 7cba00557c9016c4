"""The trial of a fuzz target finds what it is there to find, and keeps the input."""

from __future__ import annotations

import random
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.fuzz.run import Wish, mutated_only
from tests.fuzz.target import MIB, Read, Target
from tests.fuzz.targets import NAMES, target_of
from tests.fuzz.trial import Trial, peak_memory


def target(read: Read, **limits: float) -> Target:
    """Return a target of which only one input does anything."""
    return Target(
        read=lambda data, folder: read(data, folder) if data == b"bad" else "read",
        seeds=lambda: [b"good"],
        mutate=lambda _data, _chance: b"bad",
        **limits,  # type: ignore[arg-type] # limits only
    )


def looks(_data: bytes, _folder: Path) -> str:
    # As a reader that takes any error for malformed input.
    with suppress(Exception):
        Path("/etc/hostname").read_bytes()
    return "read"


def raises(_data: bytes, _folder: Path) -> str:
    raise KeyError("member")


def works(_data: bytes, _folder: Path) -> str:
    until = time.process_time() + 0.05
    while time.process_time() < until:
        pass
    return "read"


def grows(_data: bytes, _folder: Path) -> str:
    pieces: list[bytearray] = []
    # The most that this process ever had may be more than any one piece.
    most = peak_memory() + 16 * MIB
    while peak_memory() < most:
        pieces.append(bytearray(b"x") * (8 * MIB))
    return "read"


@pytest.mark.parametrize(
    ("read", "limits", "kind"),
    [
        (raises, {}, "KeyError"),
        (looks, {}, "touched"),
        (works, {"limit_seconds": 0.01}, "slow"),
        pytest.param(
            grows,
            {"limit_memory": 4 * MIB},
            "memory",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="nobody counts there"),
        ),
    ],
)
def test_what_an_input_must_not_bring_about_is_found(
    tmp_path: Path, read: Read, limits: dict[str, float], kind: str
) -> None:
    one = target(read, **limits)
    trial = Trial(one, tmp_path, one.seeds())
    assert trial(one.seeds()[0]) is None
    finding = trial(b"bad")
    assert finding is not None
    assert finding.kind.startswith(kind)
    assert finding.data == b"bad"


@pytest.mark.parametrize("name", NAMES)
def test_a_target_finds_its_way_into_the_reader_and_back(name: str, tmp_path: Path) -> None:
    one = target_of(name)
    seeds = one.seeds()
    ends = {one.read(seed, tmp_path) for seed in seeds}
    assert len(ends) > 2
    good = ("Valid", "extracted", "other-notice", "ok-")
    assert any(word in end for end in ends for word in good), ends
    assert max(map(len, seeds)) <= one.limit_bytes
    changed, again = (
        # To be repeated, not to be secret.
        [one.mutate(seeds[0], random.Random(number)) for number in range(20)]  # noqa: S311 - see above
        for _ in range(2)
    )
    assert changed == again
    assert len(set(changed)) > 10


def test_a_run_without_coverage_repeats_itself(tmp_path: Path) -> None:
    wish = Wish(runs=200, seed=7)
    one, two = (mutated_only("code", tmp_path, wish) for _ in range(2))
    assert one.executions == 200
    assert one.ends == two.ends
    assert one.found == two.found == []
