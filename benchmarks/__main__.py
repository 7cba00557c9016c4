"""Run every benchmark and print one line per promise; end with 1 when one is broken."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import commit, history, notices, records, start
from benchmarks.profile import large_pack, prepare
from benchmarks.promise import Promise

_ALL = [
    "start",
    "commit",
    "history",
    "records",
    "notices",
    "stalls",
    "opening",
    "switches",
    "search",
]


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all of them."""
    wanted = names or _ALL
    promises: list[Promise] = []
    with (
        tempfile.TemporaryDirectory(prefix="ownerapp-bench-") as folder,
        _secrets(Path(folder)) as passphrase,
    ):
        home = Path(folder)
        data_dir = home / "data"
        pack = large_pack(home / "large.json")
        prepare(data_dir, pack, passphrase)
        env = dict(os.environ)
        # A warm start has its compiled modules, whatever the developer's shell says.
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        if "DISPLAY" not in env and "WAYLAND_DISPLAY" not in env:
            env.setdefault("QT_QPA_PLATFORM", "offscreen")
        if "start" in wanted:
            promises += start.run(data_dir, env)
        if "commit" in wanted:
            promises += commit.run(data_dir, passphrase)
        if "history" in wanted:
            promises += history.run(home, pack, env, passphrase)
        if "records" in wanted:
            promises += records.run(home)
        if "notices" in wanted:
            promises += notices.run()
        promises += _of_window(wanted, home, data_dir, env, passphrase)
    for promise in promises:
        print(promise.line())
    return 0 if all(promise.holds for promise in promises) else 1


def _of_window(
    wanted: list[str], home: Path, data_dir: Path, env: dict[str, str], passphrase: str | None
) -> list[Promise]:
    """Run what opens the window; its toolkit is loaded only where it is asked for."""
    promises: list[Promise] = []
    if "stalls" in wanted:
        from benchmarks import stalls  # noqa: PLC0415 - as the docstring says

        promises += stalls.run(data_dir, env)
    if "opening" in wanted:
        from benchmarks import opening  # noqa: PLC0415 - as above

        promises += opening.run(data_dir, env)
    if "switches" in wanted:
        from benchmarks import switches  # noqa: PLC0415 - as above

        promises += switches.run(data_dir, env)
    if "search" in wanted:
        from benchmarks import search  # noqa: PLC0415 - as above

        promises += search.run(home, env, passphrase)
    return promises


@contextlib.contextmanager
def _secrets(folder: Path) -> Iterator[str | None]:
    """Keep keys in a private keyring where one can be started, else in a passphrase file."""
    try:
        from tests.support.keyring_session import keyring_session  # noqa: PLC0415 - needs jeepney
    except ImportError:
        passphrase = "a passphrase of the benchmarks"  # noqa: S105 - of a temporary folder
        path = folder / "passphrase"
        path.write_text(passphrase, encoding="utf-8")
        os.environ["OWNERAPP_PASSPHRASE_FILE"] = str(path)
        yield passphrase
        return
    with keyring_session(folder) as session:
        os.environ.update(session.env)
        yield None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
