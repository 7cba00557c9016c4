"""A real store in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ownerapp.storage.store_file import SqlStore, SqlStoreFile
from tests.support.store_values import KEY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the store lies."""
    return tmp_path / "profile" / "store.db"


@pytest.fixture
def file(path: Path) -> SqlStoreFile:
    """Return the place of a store, impatient with other writers."""
    return SqlStoreFile(path, busy_timeout_ms=20)


@pytest.fixture
def store(file: SqlStoreFile) -> Iterator[SqlStore]:
    """Return an empty opened store."""
    opened = file.create(KEY)
    yield opened
    opened.close()
