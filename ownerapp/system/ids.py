"""Random ids and nonces from the operating system's generator."""

from __future__ import annotations

import secrets
import uuid
from typing import Final

NONCE_BYTES: Final = 16


class SystemIds:
    """The one place that makes ids."""

    def uuid(self) -> str:
        """Return a random UUID (version 4) in its usual text form."""
        return str(uuid.uuid4())

    def nonce(self) -> str:
        """Return 16 random bytes as 32 hex digits."""
        return secrets.token_hex(NONCE_BYTES)
