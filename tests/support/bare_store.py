"""A way past the repositories, as another program with the key would have it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from tests.support.store_values import KEY


@contextmanager
def bare_connection(path: Path, key: bytes = KEY) -> Iterator[Any]:
    """Open the file as another program with the key would: none of our settings."""
    connection = driver.connect(str(path), isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        yield connection
    finally:
        connection.close()
