"""What a fuzz target is: a reader of hostile bytes, and what helps to get into it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

MIB = 1024 * 1024

Read = Callable[[bytes, Path], str]
"""Reads bytes as the program would; returns how it ended in a word or two.

The folder is the only place into which it may write. Nothing but the program's own errors may
come of it, and those it turns into words itself.
"""
Mutate = Callable[[bytes, random.Random], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One reader.

    Attributes:
        read: Reads one input.
        seeds: Makes good and bad inputs, all of them by the project's own code.
        mutate: Changes an input and knows how it is built.
        words: What inputs are made of, for libFuzzer's dictionary.
        limit_bytes: How long an input may be.
        limit_seconds: How much of the processor's time one may take.
        limit_memory: How many bytes the process may grow beyond what the seeds need.
        rest: Clears up between inputs, unwatched, as the program does between two files.
        rest_after: How many inputs there are between two rests.
    """

    read: Read
    seeds: Callable[[], Sequence[bytes]]
    mutate: Mutate
    words: Sequence[bytes] = ()
    limit_bytes: int = 64 * 1024
    limit_seconds: float = 1.0
    limit_memory: int = 256 * MIB
    rest: Callable[[], None] = field(default=lambda: None)
    rest_after: int = 16
