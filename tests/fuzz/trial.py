"""Tries inputs on a target, watched: what comes out, what it touches, what it takes."""

from __future__ import annotations

import logging
import sys
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tests.fuzz.guard import ROOT, guarded
from tests.fuzz.target import MIB, Target

_NEVER_CAUGHT = (KeyboardInterrupt, GeneratorExit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that no input may bring about.

    Attributes:
        kind: The same for inputs that find the same.
        words: What happened.
        data: The input.
    """

    kind: str
    words: str
    data: bytes

    @property
    def name(self) -> str:
        """Return a name for the file in which the input is kept."""
        return f"{self.kind}-{sha256(self.data).hexdigest()[:12]}"


class Trial:
    """Tries one input after the other; see :func:`trial`.

    Attributes:
        ends: How often it ended how.
        slowest: The longest that one input took, in seconds of the processor.
    """

    def __init__(self, target: Target, folder: Path, seeds: Iterable[bytes]) -> None:
        self._target = target
        self._folder = folder
        self._count = 0
        self.ends: Counter[str] = Counter()
        self.slowest = 0.0
        # Loads what is loaded on first use, and shows what good inputs need.
        for seed in seeds:
            target.read(seed, folder)
        target.rest()
        self._most_memory = peak_memory() + target.limit_memory

    def __call__(self, data: bytes) -> Finding | None:
        """Try one input."""
        with guarded(self._folder) as guard:
            started = time.process_time()
            guard.active = True
            try:
                end = self._target.read(data, self._folder)
            except _NEVER_CAUGHT:
                raise
            except BaseException as error:  # noqa: BLE001 - this is what a fuzzer looks for
                guard.active = False
                return _raised(error, data)
            finally:
                guard.active = False
                took = time.process_time() - started
                self._rest()
            self.ends[end] += 1
            self.slowest = max(self.slowest, took)
            if guard.touched:
                return Finding(kind="touched", words=guard.touched[0], data=data)
        if took > self._target.limit_seconds:
            return Finding(kind="slow", words=f"took {took:.2f} s", data=data)
        return self._memory(data)

    def _rest(self) -> None:
        self._count += 1
        if self._count % self._target.rest_after == 0:
            self._target.rest()

    def _memory(self, data: bytes) -> Finding | None:
        peak = peak_memory()
        if peak <= self._most_memory:
            return None
        grown = peak - self._most_memory + self._target.limit_memory
        self._most_memory = peak + self._target.limit_memory
        return Finding(kind="memory", words=f"took {grown // MIB} MiB", data=data)


@contextmanager
def quiet() -> Iterator[None]:
    """Let no library tell of the malformed input that it is given, as the worker does."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


def peak_memory() -> int:
    """Return the most bytes that this process ever had at once; 0 where nobody counts."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 - not there on Windows

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _raised(error: BaseException, data: bytes) -> Finding:
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if f"{ROOT / 'ownerapp'}" in frame.filename] or frames
    place = f"{Path(own[-1].filename).stem}-{own[-1].lineno}" if own else "nowhere"
    words = f"{type(error).__name__}: {error}"[:300]
    return Finding(kind=f"{type(error).__name__}-{place}", words=f"{words} ({place})", data=data)
