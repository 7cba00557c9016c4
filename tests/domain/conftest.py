"""Where the published vectors are."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.fixture(scope="session")
def vectors() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the published vectors are not here: no folder shared/data beside the project")
    return SHARED
