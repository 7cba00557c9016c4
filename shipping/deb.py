"""Builds the ``.deb``: the tree, and what dpkg is told about it."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from ownerapp import __version__
from shipping.tree import Fill, make_tree

ARCHITECTURE = "amd64"
_MAINTAINER = "ownerapp <ownerapp@consent.example>"
_BEYOND_QT = ("libc6 (>= 2.34)", "libstdc++6", "zlib1g")
_RECOMMENDED = "gnome-keyring | org.freedesktop.secrets, dbus, xdg-utils, shared-mime-info"
_DESCRIPTION = """See what data your car collects, and decide what it may
 ownerapp shows car owners what data their car collects, lets them turn optional
 collection on and off for as long as they choose, keeps an encrypted history of
 every answer, and exports signed records that anybody can check.
 .
 It needs no account and uses no network."""


class NoToolError(Exception):
    """A program that the build needs is not there."""


def control(libraries: Iterable[str], *, installed_kib: int) -> str:
    """Return what dpkg is told (Debian Policy 5.3).

    Args:
        libraries: The Debian packages with the libraries that Qt loads.
        installed_kib: The size once installed, in KiB.
    """
    # The packages inside are compiled for this one version of Python.
    python = "python{}.{}".format(*sys.version_info[:2])
    fields = {
        "Package": "ownerapp",
        "Version": __version__,
        "Section": "utils",
        "Priority": "optional",
        "Architecture": ARCHITECTURE,
        "Maintainer": _MAINTAINER,
        "Installed-Size": str(installed_kib),
        "Depends": ", ".join((python, *_BEYOND_QT, *sorted(set(libraries)))),
        "Recommends": _RECOMMENDED,
        "Description": _DESCRIPTION,
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def build(project: Path, target: Path, libraries: Iterable[str], fill: Fill | None = None) -> Path:
    """Build the package into a folder and return where it is.

    Args:
        project: The checkout.
        target: The folder.
        libraries: The Debian packages with the libraries that Qt loads.
        fill: Brings the Python packages; by default the locked wheels.

    Raises:
        NoToolError: dpkg-deb is not there.
        subprocess.CalledProcessError: A step failed; what it said is on the error stream.
    """
    if shutil.which("dpkg-deb") is None:
        raise NoToolError("dpkg-deb")
    target.mkdir(parents=True, exist_ok=True)
    made = target / f"ownerapp_{__version__}_{ARCHITECTURE}.deb"
    with tempfile.TemporaryDirectory(prefix="ownerapp-package-") as folder:
        root = Path(folder) / "root"
        root.mkdir()
        make_tree(root, project, fill)
        files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
        size = sum(path.stat().st_size for path in files)
        told = root / "DEBIAN"
        told.mkdir(mode=0o755)
        (told / "control").write_text(control(libraries, installed_kib=size // 1024))
        (told / "md5sums").write_text(
            "".join(
                # dpkg --verify reads this list; it guards against a bad disk, not against people.
                f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  "
                f"{path.relative_to(root)}\n"
                for path in files
            )
        )
        for path in told.iterdir():
            path.chmod(0o644)
        make = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z1", "--build", str(root), str(made)]
        subprocess.run(make, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    return made
