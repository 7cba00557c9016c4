"""A visit to the timeline of a long history: ``python -m benchmarks.long_visit DATA_DIR``.

Prints as JSON the longest pause of the event loop, and the most work of its thread at a
stretch, while the picture moves from one day to the next and from a month to ten years.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from typing_extensions import override

from benchmarks.visit import Visit, Wait, after, make_visit
from ownerapp.ui.pages.names import TIMELINE
from ownerapp.ui.pages.timeline import TimelinePage

_DAYS = 30


class LongVisit(Visit):
    """Looks at the timeline and nothing else."""

    @override
    def _steps(self) -> Iterator[Wait]:
        window = self._parts.window
        yield lambda: window.home() is not None
        home = window.home()
        if home is None:
            raise SystemExit(1)
        home.show_page(TIMELINE)
        yield lambda: isinstance(home.page(TIMELINE), TimelinePage)
        page = home.page(TIMELINE)
        if not isinstance(page, TimelinePage):
            raise SystemExit(1)
        yield after(1.0)
        yield self._idle
        yield after(1.0)
        yield from self._part("zooming a long history", self._zoom(page))
        yield from self._part("moving a day in a long history", self._move(page))

    def _zoom(self, page: TimelinePage) -> Iterator[Wait]:
        for _round in range(2):
            for button in (page.nearer_button, page.further_button):
                while button.isEnabled():
                    button.click()
                    yield after(0.2)
                    yield self._idle

    def _move(self, page: TimelinePage) -> Iterator[Wait]:
        for _step in range(_DAYS):
            page.back_button.click()
            yield after(0.05)
            yield self._idle


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(make_visit(LongVisit, Path(sys.argv[1]), Path(folder)))
