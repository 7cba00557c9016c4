"""Where this program keeps its data, and where exports go at first.

1. An explicit folder wins, then ``OWNERAPP_DATA_DIR``, then the system's own place.
2. The folder is made for its owner alone.
3. A folder that holds other people's things is used as it is: its mode is not ours to change.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from ownerapp.domain.values import dataclass
from ownerapp.system.atomic_files import make_folder, writing

DATA_DIR_VARIABLE: Final = "OWNERAPP_DATA_DIR"
_APP_NAME: Final = "ownerapp"
_OWNER_ONLY: Final = 0o700
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class DataPaths:
    """The names of everything in a data folder."""

    data_dir: Path

    @property
    def store_path(self) -> Path:
        """The encrypted store."""
        return self.data_dir / "store.db"

    @property
    def store_info_path(self) -> Path:
        """What is known of the store before it is opened."""
        return self.data_dir / "store.json"

    @property
    def vault_path(self) -> Path:
        """The passphrase vault, where there is one."""
        return self.data_dir / "vault.json"

    @property
    def author_keys_path(self) -> Path:
        """The passphrase vault for the keys of notice authors, where there is one."""
        return self.data_dir / "author-keys.json"

    @property
    def settings_path(self) -> Path:
        """The settings."""
        return self.data_dir / "settings.json"

    @property
    def write_lock_path(self) -> Path:
        """The lock of the one writer."""
        return self.data_dir / "write.lock"


def find_data_dir(explicit: Path | None = None, *, environ: Mapping[str, str]) -> Path:
    """Return the data folder, without making it (rule 1)."""
    if explicit is not None:
        return expand_home(explicit).absolute()
    if named := environ.get(DATA_DIR_VARIABLE):
        return expand_home(Path(named)).absolute()
    import platformdirs  # noqa: PLC0415 - 16 ms that a named folder does not need

    return platformdirs.user_data_path(_APP_NAME, appauthor=False)


def expand_home(path: Path) -> Path:
    """Return the path with ``~`` in front resolved; of a person who is unknown, as it is."""
    return Path(os.path.expanduser(path))  # noqa: PTH111 - Path.expanduser raises RuntimeError


def find_documents_dir() -> Path:
    """Return the folder in which an export is offered first."""
    import platformdirs  # noqa: PLC0415 - only an export needs it

    documents_dir = platformdirs.user_documents_path()
    return documents_dir if documents_dir.is_dir() else Path.home()


def prepare_data_dir(data_dir: Path) -> DataPaths:
    """Make the data folder for its owner alone (rules 2 and 3).

    Raises:
        FolderReadOnlyError: It cannot be made, or a file stands in its place.
        DiskFullError: There is no room for it.
    """
    paths = DataPaths(data_dir)
    with writing(data_dir):
        make_folder(data_dir, mode=_OWNER_ONLY)
        is_open = bool(stat.S_IMODE(data_dir.stat().st_mode) & _OTHERS)
        if is_open and (paths.store_info_path.exists() or not os.listdir(data_dir)):  # noqa: PTH208 - emptiness only
            # Some file systems keep no modes; every file in here is 0600 by itself.
            with suppress(PermissionError):
                data_dir.chmod(_OWNER_ONLY)
    return paths
