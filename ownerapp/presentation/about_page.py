"""Presents what is to be known about the program itself: what it is made of, and from whom.

Everything is text that can be selected, because whoever asks for help copies it.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import platform
import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from ownerapp import __version__
from ownerapp.domain.keys import KnownKey
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _
from ownerapp.presentation.states import RowState
from ownerapp.resources import resource_path

_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")
_LICENCES: Final = (
    ("Noto", "SIL Open Font License 1.1"),
    ("BIP 39", "MIT"),
    ("Qt, PySide6", "LGPL 3.0"),
)
"""What is shipped of others and under which licence; names, and not to be translated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutFacts:
    """What the program knows about itself."""

    version: str
    python: str
    packages: tuple[tuple[str, str], ...]
    """Name and version of each package that the program asks for."""
    notices_sha256: str
    """Of the list of the shipped notices, as ``sha256sum SHA256SUMS`` prints it."""
    data_dir: str
    fingerprints: tuple[str, ...]
    """Of the own record keys, oldest first; none while the data is closed."""


def about_facts(keys: Sequence[KnownKey], *, data_dir: str) -> AboutFacts:
    """Gather the facts; some files are read."""
    notices = resource_path("notices", "SHA256SUMS").read_bytes()
    return AboutFacts(
        version=__version__,
        python=platform.python_version(),
        packages=_packages(),
        notices_sha256=hashlib.sha256(notices).hexdigest(),
        data_dir=data_dir,
        fingerprints=tuple(key.fingerprint for key in keys),
    )


def network_sentence() -> str:
    """Return when alone something goes online."""
    return _("None, unless you name a time stamp server and ask for a time stamp.")


def about_rows(facts: AboutFacts | None = None) -> tuple[RowState, ...]:
    """Return what is to be known about the program; without the facts, what is always true."""
    rows = [
        RowState(label=_("Version"), text=__version__),
        # Translators: how much this program uses the network.
        RowState(label=_("Network use"), text=network_sentence()),
    ]
    if facts is None:
        return tuple(rows)
    if facts.fingerprints:
        # Translators: a label; the fingerprints of the person's own signing keys follow.
        rows.append(RowState(label=_("Your keys"), text="\n".join(facts.fingerprints)))
    parts = (("Python", facts.python), *facts.packages)
    rows += [
        RowState(label=_("Your data"), text=facts.data_dir),
        # Translators: a label; a hash of 64 digits follows, by which two lists are compared.
        RowState(label=_("List of the shipped notices (SHA-256)"), text=facts.notices_sha256),
        # Translators: a label; names of fonts and data with their licences follow.
        RowState(
            label=_("Licences"),
            text="\n".join(f"{name}: {licence}" for name, licence in _LICENCES),
        ),
        # Translators: a label; the names and versions of software packages follow.
        RowState(
            label=_("Made with"), text=", ".join(f"{name} {version}" for name, version in parts)
        ),
    ]
    return tuple(rows)


@cache
def _packages() -> tuple[tuple[str, str], ...]:
    """Return the packages that the program asks for; none where it was not installed."""
    try:
        wanted = importlib.metadata.requires("ownerapp") or []
    except importlib.metadata.PackageNotFoundError:
        return ()
    names = (match[0] for line in wanted if (match := _NAME.match(line)))
    found = []
    for name in sorted(names):
        try:
            found.append((name, importlib.metadata.version(name)))
        except importlib.metadata.PackageNotFoundError:
            continue
    return tuple(found)
