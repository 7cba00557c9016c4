"""The notices that were read last, so that the same bytes are not read again at once.

Pages, days and records each ask for the notice that a car follows. A notice cannot change,
and its bytes say which one it is, so a few are kept for the whole process.
"""

from __future__ import annotations

import hashlib
from threading import Lock

from ownerapp.domain.notice import Notice
from ownerapp.packs.parse import parse_pack

_KEPT = 4
"""A car, the version before, and two that are compared."""
_notices: dict[str, Notice] = {}
_lock = Lock()


def recent_notice(pack: bytes) -> Notice:
    """Return the notice of a pack, from before where the same bytes were read lately.

    Raises:
        NoticeFileError: The bytes are not a pack.
        NoticeVersionError: They are of an unknown format version.
    """
    name = hashlib.sha256(pack).hexdigest()
    with _lock:
        notice = _notices.pop(name, None)
        if notice is not None:
            _notices[name] = notice  # the last one again
            return notice
    notice = parse_pack(pack)
    with _lock:
        _notices[name] = notice
        while len(_notices) > _KEPT:
            del _notices[next(iter(_notices))]
    return notice
