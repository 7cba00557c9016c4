"""The command line in a session with a real keyring of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.keyring_session import KeyringSession
from tests.support.programs import Program, new_program


@pytest.fixture
def with_keyring(own_keyring_session: KeyringSession, tmp_path: Path) -> Program:
    """Return the command line on an empty folder in a session with an unlocked keyring."""
    program = new_program(tmp_path / "home").with_environment(
        OWNERAPP_PASSPHRASE_FILE=None, PYTHON_KEYRING_BACKEND=None
    )
    session = {
        name: own_keyring_session.env[name]
        for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")
    }
    return program.with_environment(**session)
