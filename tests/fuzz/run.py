"""Fuzzes readers: ``python -m tests.fuzz.run records|keys|...|all --minutes N``.

Where atheris is (Linux, Python before 3.13) coverage leads, and the corpus is kept in the cache
folder of the person for the next run. Elsewhere the same targets are given the seeds and
mutations of them. What is found is tried once more in a fresh process that nothing slows down,
and kept with its input.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_cache_path

from tests.fuzz.coverage_run import is_possible
from tests.fuzz.guard import ROOT
from tests.fuzz.target import Target
from tests.fuzz.targets import NAMES, target_of
from tests.fuzz.trial import Trial, quiet

_HANG_SECONDS = 20
_HIGHEST_MEMORY_MB = 3_000
_COVERAGE = re.compile(r"^#(\d+)\s.*cov: (\d+) ft: (\d+)", re.MULTILINE)
_MUTATIONS = 2_000
_LEAST_EDGES = 51


@dataclass(kw_only=True)
class Run:
    """What came of one target."""

    name: str
    executions: int = 0
    edges: int = 0
    features: int = 0
    seconds: float = 0.0
    ends: Counter[str] = field(default_factory=Counter)
    found: list[str] = field(default_factory=list)

    def line(self) -> str:
        """Return the run in one line."""
        led = f"{self.edges} edges, {self.features} features" if self.edges else "no coverage"
        return (
            f"{self.name:<8} {self.executions} executions in {self.seconds:.0f} s, {led}, "
            f"{len(self.ends)} ends, {len(self.found)} findings"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How long a run may go on, whichever ends first, and its seed."""

    seconds: float | None = None
    runs: int | None = None
    seed: int = 0


def led_by_coverage(name: str, folder: Path, wish: Wish) -> Run:
    """Run one target under atheris in processes of its own."""
    target = target_of(name)
    for part in ("seeds", "corpus", "findings"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    _write_seeds(target, folder)
    run = Run(name=name)
    started = time.monotonic()
    while True:
        left = None if wish.seconds is None else wish.seconds - run.seconds
        runs = None if wish.runs is None else wish.runs - run.executions
        if (left is not None and left < 1) or (runs is not None and runs < 1):
            break
        code, told = _child(target, folder, Wish(seconds=left, runs=runs, seed=wish.seed))
        before = run.executions
        for number, edges, features in _COVERAGE.findall(told)[-1:]:
            run.executions += int(number)
            run.edges, run.features = int(edges), int(features)
        run.seconds = time.monotonic() - started
        run.ends = _ends(folder)
        if code == 0:
            break
        if run.executions == before:
            # It could not even read its seeds.
            run.found.append(f"{name}: the process ended with {code}: {told[-2_000:]}")
            break
    run.found += confirmed(name, sorted((folder / "findings").iterdir()))
    if run.executions and run.edges < _LEAST_EDGES:
        run.found.append(f"{name}: coverage leads nowhere, {run.edges} edges were seen")
    return run


def mutated_only(name: str, folder: Path, wish: Wish) -> Run:
    """Run one target over its seeds and mutations of them, in this process."""
    target = target_of(name)
    chance = random.Random(wish.seed)  # noqa: S311 - to be repeated, not to be secret
    run = Run(name=name)
    (folder / "findings").mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    kinds: set[str] = set()
    with quiet(), tempfile.TemporaryDirectory() as scratch:
        seeds = list(target.seeds())
        target.mutate(seeds[0], chance)
        trial = Trial(target, Path(scratch), seeds)
        most = wish.runs or (_MUTATIONS if wish.seconds is None else sys.maxsize)
        while run.executions < most and (wish.seconds is None or run.seconds < wish.seconds):
            number = run.executions
            seed = seeds[number % len(seeds)]
            data = seed if number < len(seeds) else target.mutate(seed, chance)
            finding = trial(data[: target.limit_bytes])
            if finding is not None and finding.kind not in kinds:
                kinds.add(finding.kind)
                path = folder / "findings" / finding.name
                path.write_bytes(finding.data)
                run.found.append(f"{name}: {finding.words}: {path}")
            run.executions += 1
            run.seconds = time.monotonic() - started
        run.ends = trial.ends
    return run


def confirmed(name: str, paths: Sequence[Path]) -> list[str]:
    """Return what inputs that were kept find in a fresh process, without coverage's weight."""
    found = []
    for path in paths:
        again = subprocess.run(
            [sys.executable, "-m", "tests.fuzz.run", name, "--input", str(path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if again.returncode:
            words = again.stdout.strip() or f"the process ended with {again.returncode}"
            found.append(f"{words}: {path}")
    return found


def replay(name: str, path: Path) -> int:
    """Try one input that was kept; 1 when it still finds something."""
    target = target_of(name)
    with quiet(), tempfile.TemporaryDirectory() as scratch:
        trial = Trial(target, Path(scratch), target.seeds())
        finding = trial(path.read_bytes())
    print(f"{name}: {finding.words if finding else next(iter(trial.ends))}")
    return 1 if finding else 0


def _child(target: Target, folder: Path, wish: Wish) -> tuple[int, str]:
    name = folder.name
    flags = [
        f"-seed={wish.seed}" if wish.seed else "-seed=1",
        f"-max_len={target.limit_bytes}",
        f"-timeout={_HANG_SECONDS}",
        f"-rss_limit_mb={_HIGHEST_MEMORY_MB}",
        f"-artifact_prefix={folder / 'findings'}/",
        "-report_slow_units=1000",
        "-reload=0",
    ]
    if target.words:
        flags.append(f"-dict={folder / 'words'}")
    if wish.seconds is not None:
        flags.append(f"-max_total_time={max(1, int(wish.seconds))}")
    if wish.runs is not None:
        flags.append(f"-runs={wish.runs}")
    command = [sys.executable, "-m", "tests.fuzz.coverage_run", name, str(folder), *flags]
    command += [str(folder / "corpus"), str(folder / "seeds")]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False
    )
    return done.returncode, done.stderr


def _write_seeds(target: Target, folder: Path) -> None:
    for old in (folder / "seeds").iterdir():
        old.unlink()
    for number, seed in enumerate(target.seeds()):
        (folder / "seeds" / f"{number:03}").write_bytes(seed)
    words = (
        "".join(
            chr(byte) if 32 < byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}"
            for byte in word
        )
        for word in target.words
    )
    (folder / "words").write_text("".join(f'"{word}"\n' for word in words), encoding="ascii")


def _ends(folder: Path) -> Counter[str]:
    try:
        return Counter(json.loads((folder / "ends.json").read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Counter()


def main(arguments: Sequence[str]) -> int:
    """Fuzz one reader or all; 1 when something was found."""
    parser = argparse.ArgumentParser(prog="dev.py fuzz")
    parser.add_argument("reader", choices=(*NAMES, "all"))
    parser.add_argument("--minutes", type=float, help="for all that is named together")
    parser.add_argument("--runs", type=int, help="how many inputs, instead of minutes")
    parser.add_argument("--seed", type=int, default=1, help="of chance")
    parser.add_argument("--folder", type=Path, default=None, help="of corpus and findings")
    parser.add_argument("--without-coverage", action="store_true", help="seeds and mutations only")
    parser.add_argument("--input", type=Path, help="try this one input again")
    options = parser.parse_args(arguments)
    if options.input is not None:
        return replay(options.reader, options.input)
    names = NAMES if options.reader == "all" else (options.reader,)
    minutes = 1.0 if options.minutes is None and options.runs is None else options.minutes
    seconds = None if minutes is None else 60 * minutes / len(names)
    wish = Wish(seconds=seconds, runs=options.runs, seed=options.seed)
    folder = options.folder or user_cache_path("ownerapp-fuzz", appauthor=False)
    is_led = is_possible() and not options.without_coverage
    runs = []
    for name in names:
        run = (led_by_coverage if is_led else mutated_only)(name, folder / name, wish)
        runs.append(run)
        print(run.line(), flush=True)
        for end, count in run.ends.most_common(12):
            print(f"{count:>10}  {end}")
        for line in run.found:
            print(f"FOUND {line}", flush=True)
    print(f"{sum(run.executions for run in runs)} executions, inputs kept in {folder}")
    return 1 if any(run.found for run in runs) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
