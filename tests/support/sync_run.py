"""Lets syncs of the disk fail, each in its turn, and says what was found after each.

Run by itself: ``python3 dev.py kill sync [STORY ...] [--every N]``. A story is told once for
each of its syncs, with that one failing and, in every second round, all that follow. What fails
has a name; what was acknowledged is there at the next start, also after a power cut, which
takes away what a failed sync was to save.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.disk_shim import compiled
from tests.support.power_run import record
from tests.support.power_stories import STORIES

# Never a traceback, and never a wrong name such as that of a damaged or a busy store.
_NAMES = {"disk-failed"}


def fail_each(name: str, folder: Path, shim: Path, *, every: int, first: int) -> str:
    """Tell a story for each of its syncs, and return what was seen.

    Raises:
        AssertionError: Something that must hold after a failing sync did not.
    """
    _story, whole = record(name, folder / "whole", shim)
    assert not whole.failed, whole.failed
    told: Counter[str] = Counter()
    chosen = range(first % every, whole.syncs, every)
    for number, after in enumerate(chosen):
        is_lasting = bool((number + first) % 2)
        here = folder / str(after)
        story, run = record(name, here, shim, after=after, forever=is_lasting)
        said = Counter(run.said)
        failed = Counter(what for what, _code in run.failed)
        told.update(f"{what}: {code}" for what, code in run.failed)
        try:
            assert {code for _what, code in run.failed} <= _NAMES
            if number % 4 >= 2:  # both kinds of failure meet both kinds of end
                disk = run.before
                for change in run.changes:
                    disk.do(change)
                disk.dropped()
            story.check(said, failed)
        except BaseException as error:
            where = f"{name}: sync {after} of {whole.syncs} fails, for ever: {is_lasting}"
            raise AssertionError(f"{where}; {run.said}, {run.failed}") from error
    names = ", ".join(f"{number} x {what}" for what, number in sorted(told.items()))
    return f"{name}: {len(chosen)} of {whole.syncs} syncs failed, none lost ({names or 'unseen'})"


def main(arguments: Sequence[str]) -> None:
    """Fail the syncs of the stories that are asked for; what does not hold is a traceback."""
    parser = argparse.ArgumentParser(prog="dev.py kill sync", description=__doc__)
    parser.add_argument("stories", nargs="*", default=list(STORIES), metavar="STORY")
    parser.add_argument("--every", type=int, default=1, help="only each so many syncs")
    options = parser.parse_args(arguments)
    if unknown := set(options.stories) - set(STORIES):
        parser.error(f"no such story: {', '.join(unknown)}; there are: {', '.join(STORIES)}")
    first = random.randrange(options.every)  # noqa: S311 - a moment, not a secret
    with TemporaryDirectory() as folder:
        shim = compiled(Path(folder))
        for name in options.stories:
            said = fail_each(name, Path(folder) / name, shim, every=options.every, first=first)
            print(said, flush=True)  # noqa: T201 - a task's output


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
