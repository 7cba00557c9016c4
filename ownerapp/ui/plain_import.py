"""Python's own import, also after the toolkit is loaded.

The toolkit takes the place of ``import``. It reads the source of each module that is loaded
after it, looking for its own name there, so that ``from __feature__ import snake_case`` may hold
for some modules and not for others. Nothing here asks for such a feature, and the source of
hundreds of modules is a tenth of a start, and is kept in memory for good.
"""

from __future__ import annotations

import builtins


def import_plainly() -> None:
    """Load the toolkit and put back what imported before it, where that is known."""
    from PySide6 import QtCore  # noqa: F401, PLC0415 - loading it is what takes the place

    before = vars(builtins).get("__orig_import__")
    if before is not None:
        vars(builtins)["__import__"] = before
