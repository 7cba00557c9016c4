"""Makes, fills and opens a store on a small disk with less and less room; prints what happens.

Run by itself on a disk that nobody needs: ``full_disk_run.py FOLDER``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ownerapp.domain.errors import OwnerAppError
from ownerapp.storage.store_file import SqlStoreFile
from tests.support.store_values import KEY

PAGE = 4096


@contextmanager
def leaving(folder: Path, room: int) -> Iterator[None]:
    """Fill the disk but for some room, inside the block."""
    state = os.statvfs(folder)
    ballast = folder / "ballast"
    ballast.write_bytes(bytes(max(state.f_bavail * state.f_frsize - room, 0)))
    try:
        yield
    finally:
        ballast.unlink()


def say(text: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{text}\n")


def make(folder: Path) -> SqlStoreFile:
    """Return the store that could be made with the least room, of several tries."""
    file = SqlStoreFile(folder / "store.db")
    for room in range(0, 100 * PAGE, 2 * PAGE):
        with leaving(folder, room):
            try:
                file.create(KEY).close()
            except OwnerAppError as error:
                say(f"make {type(error).__name__}")
                left = [path.name for path in folder.iterdir() if path.name != "ballast"]
                if left:
                    say(f"left behind {left}")
            else:
                return file
    raise SystemExit


def main() -> None:
    """Make a store, write to it and open it, each with too little room at first."""
    folder = Path(sys.argv[1])
    file = make(folder)
    store = file.open(KEY)
    kept = []
    for number in range(20):
        name = f"fact {number}"
        with leaving(folder, number * PAGE):
            try:
                with store.write() as work:
                    work.set_meta(name, "x" * 5 * PAGE)
                    work.commit()
                kept.append(name)
            except OwnerAppError as error:
                say(f"write {type(error).__name__}")
    with leaving(folder, 0):
        store.close()
        try:
            file.open(KEY).close()
        except OwnerAppError as error:
            say(f"open {type(error).__name__}")
    store = file.open(KEY)
    with store.read() as work:
        found = [name for name in (f"fact {n}" for n in range(20)) if work.meta(name)]
    store.close()
    say("whole" if kept and found == kept else f"lost: {kept} {found}")


if __name__ == "__main__":
    main()
