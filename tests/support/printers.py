"""One typesetting process for all tests of a test run: its start takes longer than a page.

That it starts, ends, fails and starts anew as it should is tested where each test has one of its
own: ``tests/documents/test_pdf_worker.py``.
"""

from __future__ import annotations

import atexit
from functools import cache

from typing_extensions import override

from ownerapp.documents.pdf_worker import PdfWorker


class KeptPrinter(PdfWorker):
    """Stays when a store or a window is closed."""

    @override
    def close(self) -> None:
        """Stay for the next store."""

    def end(self) -> None:
        super().close()


@cache
def kept_printer() -> KeptPrinter:
    """Return the one that is kept; its process begins with the first page."""
    made = KeptPrinter()
    atexit.register(made.end)
    return made
