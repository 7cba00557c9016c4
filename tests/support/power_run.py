"""Cuts the power at every moment of a story and says what was found after each cut.

Run by itself: ``python3 dev.py kill power [STORY ...] [--sample N]``. A real run of each story
is recorded, each write and each sync in order. After every one of these the disk is laid out
as a power cut may leave it: without what was not synced, with all of it, and with some of it
torn. The program starts on each of these, finds everything that was acknowledged, and goes on.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.disk_shim import Change, Shim, changes, compiled, environment
from tests.support.power_model import Disk
from tests.support.power_stories import STORIES, Story, Teller

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A run of a story."""

    before: Disk
    changes: tuple[Change, ...]
    said: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]
    syncs: int


def record(
    name: str, folder: Path, shim: Path, *, after: int = -1, forever: bool = False
) -> tuple[Story, Recorded]:
    """Run a story in a process whose disk is watched, and may fail at one of its syncs."""
    disk = folder.resolve() / "disk"
    disk.mkdir(parents=True)
    story = STORIES[name](disk)
    story.prepare()
    before, log = Disk(disk), folder / "log"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.support.power_run"),
            *("act", name, str(disk), str(after), str(int(forever))),
        ],
        cwd=ROOT,
        env=environment(shim, disk, log=log),
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    return story, Recorded(
        before=before,
        changes=tuple(changes(log)),
        said=tuple(told["said"]),
        failed=tuple((what, code) for what, code in told["failed"]),
        syncs=told["syncs"],
    )


def act(name: str, folder: str, after: str, forever: str) -> None:
    """Tell a story; the process for this has the library in front of its disk."""
    shim = Shim()
    shim.fail(int(after), forever=bool(int(forever)))
    teller = Teller(shim.acknowledge)
    STORIES[name](Path(folder)).act(teller)
    sys.stdout.write(
        json.dumps({"said": teller.said, "failed": teller.failed, "syncs": shim.syncs()})
    )


def lay_out(disk: Disk, way: str, chance: random.Random) -> None:
    """Lay out what a cut leaves, in one of the three ways."""
    if way == "torn":
        disk.torn(chance)
    elif way == "seen":
        disk.seen()
    else:
        disk.dropped()


def cut(name: str, folder: Path, shim: Path, *, sample: int | None, seed: int) -> str:
    """Cut a story at every moment, or at a sample of them, and return what was seen.

    Raises:
        AssertionError: Something that must hold after a cut did not.
    """
    story, run = record(name, folder, shim)
    assert not run.failed, run.failed
    chance = random.Random(seed)  # noqa: S311 - a moment, not a secret
    moments = range(len(run.changes) + 1)
    wanted = set(moments if sample is None else chance.sample(moments, min(sample, len(moments))))
    ways = {"dropped": 0, "seen": 0, "torn": 0}
    disk = run.before
    for moment in moments:
        if moment:
            disk.do(run.changes[moment - 1])
        if moment not in wanted:
            continue
        said = Counter(run.said[: len(disk.acknowledged)])
        chosen = ways if sample is None else [chance.choice(list(ways))]
        for way in chosen:
            lay_out(disk, way, chance)
            try:
                story.check(said, Counter())
            except BaseException as error:
                last = run.changes[moment - 1] if moment else None
                where = f"{name}: cut {moment} of {len(run.changes)}, {way}, seed {seed}, {said}"
                what = last and (last.kind, last.name, last.other, len(last.data))
                raise AssertionError(f"{where}: after {what}") from error
            ways[way] += 1
    told = ", ".join(f"{number} {way}" for way, number in ways.items())
    kinds = Counter(change.kind for change in run.changes)
    return (
        f"{name}: {len(run.changes)} changes ({kinds['W']} writes, {kinds['S']} syncs), "
        f"{len(wanted)} cuts ({told}), {len(run.said)} acknowledged, none lost (seed {seed})"
    )


def main(arguments: Sequence[str]) -> None:
    """Cut the stories that are asked for; what does not hold ends it with a traceback."""
    parser = argparse.ArgumentParser(prog="dev.py kill power", description=__doc__)
    parser.add_argument("stories", nargs="*", default=list(STORIES), metavar="STORY")
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))  # noqa: S311 - as above
    options = parser.parse_args(arguments)
    if unknown := set(options.stories) - set(STORIES):
        parser.error(f"no such story: {', '.join(unknown)}; there are: {', '.join(STORIES)}")
    with TemporaryDirectory() as folder:
        shim = compiled(Path(folder))
        for name in options.stories:
            said = cut(name, Path(folder) / name, shim, sample=options.sample, seed=options.seed)
            print(said, flush=True)  # noqa: T201 - a task's output


if __name__ == "__main__":
    if sys.argv[1:2] == ["act"]:
        try:
            act(*sys.argv[2:])
        except BaseException:
            traceback.print_exc()
            raise
    else:
        main(sys.argv[1:])
