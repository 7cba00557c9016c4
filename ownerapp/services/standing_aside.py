"""Work in another thread stands aside, now and then, for who must not wait.

Python runs one thread at a time. A window that draws comes back to Python a hundred times, and
each time waits for whoever runs then; so long work asks here, often, whether it should wait.

Rules:

1. Only a thread that was told of somebody stands aside; for all others asking costs next to
   nothing.
2. Who is stood aside for says when it is over, and bounds the wait.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_here = threading.local()


def stand_aside() -> None:
    """Wait while who must not wait is at work; to be called often in long work."""
    wait: Callable[[], None] | None = getattr(_here, "wait", None)
    if wait is not None:
        wait()


@contextmanager
def standing_aside_for(wait: Callable[[], None]) -> Iterator[None]:
    """Let this thread stand aside for somebody.

    Args:
        wait: Returns at once, or when this thread may go on.
    """
    before = getattr(_here, "wait", None)
    _here.wait = wait
    try:
        yield
    finally:
        _here.wait = before
