"""One promise: a ratio, its limit, and the line that is printed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A measured value beside its limit; ``at_most`` is a second, outer limit."""

    name: str
    value: float
    limit: float | None
    unit: str = "x"
    at_most: float | None = None
    note: str = ""

    @property
    def holds(self) -> bool:
        """Tell whether the value is within the outer limit, or the only one."""
        bound = self.at_most if self.at_most is not None else self.limit
        return bound is None or self.value <= bound

    def line(self) -> str:
        """Return the promise as one line."""
        if self.limit is None:
            return f"{self.name}: {self.value:.2f} {self.unit}{self._note()}"
        bound = f"<= {self.limit:g} {self.unit}"
        if self.at_most is not None:
            bound += f", at most {self.at_most:g} {self.unit}"
        word = "holds" if self.value <= self.limit else ("within" if self.holds else "BROKEN")
        return f"{self.name}: {self.value:.2f} {self.unit} ({bound}) {word}{self._note()}"

    def _note(self) -> str:
        return f" - {self.note}" if self.note else ""


def interleaved(actions: Sequence[Callable[[], float]], *, rounds: int) -> list[float]:
    """Return the median of each action's own measurements, taken in turns.

    In turns, so that a machine that is slow for a moment is slow for all of them.
    """
    samples: list[list[float]] = [[] for _ in actions]
    for _ in range(rounds):
        for place, action in enumerate(actions):
            samples[place].append(action())
    return [statistics.median(values) for values in samples]


def timed(action: Callable[[], object]) -> float:
    """Return how many seconds an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def processor_timed(action: Callable[[], object]) -> float:
    """Return how many seconds of the processor an action takes in this process.

    For what waits for nothing: what else the machine does hardly tells on it.
    """
    start = time.process_time()
    action()
    return time.process_time() - start
