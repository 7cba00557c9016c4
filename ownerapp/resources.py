"""Where the program's own data files are: a checkout or an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_root() -> Path:
    """Return the folder that holds ``resources`` and ``translations``.

    An installed wheel carries them in ``ownerapp/_data``; a checkout has them beside the
    package.
    """
    installed = _PACKAGE / "_data"
    return installed if installed.is_dir() else _PACKAGE.parent


def resource_path(*parts: str) -> Path:
    """Return the path of one shipped data file or folder below ``resources``."""
    return data_root().joinpath("resources", *parts)
