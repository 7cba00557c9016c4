"""Which locked packages the program needs when it runs, and nothing of the developers'."""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

from packaging.requirements import Requirement

_ENTRY = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==")
_SEPARATORS = re.compile(r"[-_.]+")


def canonical_name(name: str) -> str:
    """Return the name of a package in the form that indexes compare (PEP 503)."""
    return _SEPARATORS.sub("-", name).lower()


def runtime_packages() -> frozenset[str]:
    """Return what ownerapp needs on a system like this one, with all that this needs."""
    found: set[str] = set()
    waiting = ["ownerapp"]
    while waiting:
        for line in importlib.metadata.requires(waiting.pop()) or []:
            wanted = Requirement(line)
            name = canonical_name(wanted.name)
            is_wanted = wanted.marker is None or wanted.marker.evaluate({"extra": ""})
            if is_wanted and name not in found:
                found.add(name)
                waiting.append(wanted.name)
    return frozenset(found)


def locked_subset(lock: Path, names: frozenset[str]) -> str:
    """Return the lines of a lock file that are about these packages, with their hashes.

    Raises:
        LookupError: The lock does not have one of them.
    """
    kept: list[str] = []
    present: set[str] = set()
    is_wanted = False
    for line in lock.read_text(encoding="utf-8").splitlines():
        entry = _ENTRY.match(line)
        if entry is not None:
            name = canonical_name(entry[1])
            is_wanted = name in names
            present |= {name}
        elif not line.startswith((" ", "\t")):
            is_wanted = False
        if is_wanted:
            kept.append(line)
    missing = names - present
    if missing:
        raise LookupError(", ".join(sorted(missing)))
    return "\n".join(kept) + "\n"
