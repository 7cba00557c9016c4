"""Build hook: put resources and compiled translations into the wheel.

The compiled catalogues are made in a temporary folder, never beside their sources, so that a
build leaves the checkout as it was. An editable installation reads the checkout itself and gets
neither.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from typing_extensions import override

DATA = "ownerapp/_data"
NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)


def compile_catalogs(source: Path, target: Path) -> list[Path]:
    """Compile ``<locale>/LC_MESSAGES/*.po`` below source; return what was made below target.

    Entries that wait for a translator's review are left out: the source text is shown instead.
    """
    made = []
    for po_path in sorted(source.glob("*/LC_MESSAGES/*.po")):
        locale = po_path.parent.parent.name
        relative = po_path.relative_to(source).with_suffix(".mo")
        with po_path.open("rb") as file:
            catalog = read_po(file, locale=locale, abort_invalid=True)
        # A catalogue without dates would get the minute of the build, and each build be another.
        catalog.creation_date = catalog.revision_date = NO_DATE
        mo_path = target / relative
        mo_path.parent.mkdir(parents=True, exist_ok=True)
        with mo_path.open("wb") as file:
            write_mo(file, catalog)
        made.append(relative)
    return made


class CustomBuildHook(BuildHookInterface[BuilderConfig]):
    """Adds ``resources`` and the compiled ``translations`` to a wheel."""

    @override
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues and name everything that goes into the wheel."""
        if version == "editable":
            return
        root = Path(self.root)
        self._compiled = Path(tempfile.mkdtemp(prefix="ownerapp-catalogs-"))
        included = build_data["force_include"]
        included[str(root / "resources")] = f"{DATA}/resources"
        for relative in compile_catalogs(root / "translations", self._compiled):
            included[str(self._compiled / relative)] = f"{DATA}/translations/{relative.as_posix()}"

    @override
    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary catalogues."""
        if version != "editable":
            shutil.rmtree(self._compiled)
