"""Runs commands in processes of their own that have everything imported already.

A fresh interpreter spends nearly all of a command's time on imports. This one imports
once and has made and read a store; each command is a fork of it, with its own environment,
folder, streams and exit code. New stores are the quick ones of ``tests.support.quick_stores``,
and the process that typesets and reads PDFs is a fork as well: half of a page's time is imports.
Only where there is no ``fork``, and where a test is about starting, a fresh one is used.

A new passphrase file or kit is sealed here at the least cost that a reader takes. The costs
that people get are tested in ``tests/system``, and by the commands in fresh interpreters.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import select
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

CAN_FORK = hasattr(os, "fork")
_WAIT_SECONDS = 60
_LEAST_COST = {"memory_kib": 19 * 1024, "passes": 1, "lanes": 1}
_IMPORTED = (
    "ownerapp.__main__",
    "ownerapp.bootstrap",
    "ownerapp.cli.parser",
    "ownerapp.cli.request_arguments",
    "ownerapp.cli.rules_arguments",
    "ownerapp.cli.run",
    "ownerapp.documents.csv_export",
    "ownerapp.documents.pdf_reading",
    "ownerapp.documents.pdf_worker",
    "ownerapp.documents.pictures",
    "ownerapp.documents.sealing",
    "ownerapp.documents.typesetting",
    "ownerapp.documents.worker",
    "ownerapp.packs.reader",
    "ownerapp.signing.verify",
    "ownerapp.storage.store_file",
    "ownerapp.system.vaults",
    "cryptography.hazmat.primitives.kdf.argon2",
)


class ForkServer:
    """Started by the first command, ended with the tests."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def run(
        self, argv: Sequence[str], *, environment: Mapping[str, str], folder: Path
    ) -> tuple[int, bytes, bytes]:
        """Run a command to its end and return exit code and both streams."""
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        with TemporaryDirectory() as streams:
            out, err = Path(streams) / "out", Path(streams) / "err"
            request = {
                "argv": list(argv), "environment": dict(environment), "folder": str(folder),
                "out": str(out), "err": str(err),
            }  # fmt: skip
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            assert select.select([process.stdout], [], [], _WAIT_SECONDS)[0], argv
            return int(process.stdout.readline()), out.read_bytes(), err.read_bytes()

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.fork_server"],
            env=environment,
            cwd=Path(__file__).parent.parent.parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        atexit.register(self._end)
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.communicate()


class ForkedWorker:
    """The worker for PDFs as a fork of the command; has what ``PdfWorker`` uses of a ``Popen``."""

    def __init__(self) -> None:
        read_request, write_request = os.pipe()
        read_reply, write_reply = os.pipe()
        self._code: int | None = None
        self._child = os.fork()
        if not self._child:
            os.close(write_request)
            os.close(read_reply)
            _be_worker(read_request, write_reply)
        os.close(read_request)
        os.close(write_reply)
        self.stdin, self.stdout = os.fdopen(write_request, "wb"), os.fdopen(read_reply, "rb")

    def poll(self) -> int | None:
        if self._code is None:
            child, status = os.waitpid(self._child, os.WNOHANG)
            self._code = os.waitstatus_to_exitcode(status) if child else None
        return self._code

    def wait(self, timeout: float | None = None) -> int:
        ends = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if ends is not None and time.monotonic() > ends:
                raise subprocess.TimeoutExpired("worker", timeout or 0)
            time.sleep(0.005)
        return code

    def kill(self) -> None:
        if self.poll() is None:
            os.kill(self._child, signal.SIGKILL)


def _be_worker(source: int, sink: int) -> None:
    """Become the worker; never returns."""
    code = 1
    try:
        for name in [name for name in os.environ if name.startswith("OWNERAPP_")]:
            del os.environ[name]
        nothing = os.open(os.devnull, os.O_WRONLY)
        for number, target in ((source, 0), (sink, 1), (nothing, 2)):
            os.dup2(number, target)
            os.close(number)
        from ownerapp.documents import worker  # noqa: PLC0415 - in the server only

        code = worker.main()
    finally:
        os._exit(code)


def _serve() -> None:
    import importlib  # noqa: PLC0415 - in the server only

    for name in _IMPORTED:
        importlib.import_module(name)
    cost = importlib.import_module("ownerapp.system.argon2_seal").Argon2Cost
    cost()  # the first value of a class writes its ``__init__``
    assert cost.__init__.__kwdefaults__.keys() == _LEAST_COST.keys()
    cost.__init__.__kwdefaults__.update(_LEAST_COST)
    _warm()
    gc.collect()
    gc.freeze()
    replies = os.dup(1)
    for line in sys.stdin.buffer:
        child = os.fork()
        if not child:
            _be(json.loads(line))
        _child, status = os.waitpid(child, 0)
        os.write(replies, f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _warm() -> None:
    """Do once what every command does: what it imports and compiles is there for all."""
    from ownerapp.documents.pdf_worker import PdfWorker  # noqa: PLC0415 - in the server only
    from ownerapp.domain.term import Term  # noqa: PLC0415 - in the server only
    from ownerapp.storage import engine, store_file  # noqa: PLC0415 - the same
    from tests.support import desks, quick_stores  # noqa: PLC0415 - the same

    for module, name, quick in (
        (store_file, "make_tables", quick_stores.quick_tables),
        (engine, "create_engine", quick_stores.quick_engine),
        (PdfWorker, "_start", lambda _worker: ForkedWorker()),
    ):
        setattr(module, name, quick)
    with TemporaryDirectory() as folder:
        place = desks.Place(data_dir=Path(folder) / "data")
        opened = place.open()
        notice = desks.shipped().notice
        car = desks.add_car(opened)
        desks.commit(opened, car, desks.yes(notice, desks.CABIN, Term.DAYS_7))
        place.close()
        for words in (("choices", "list"), ("history",)):
            desks.command(place, *words)


def _be(request: Mapping[str, Any]) -> None:
    """Become the command; never returns."""
    from ownerapp.__main__ import main  # noqa: PLC0415 - in the server only

    code = 1
    try:
        os.environ.clear()
        os.environ.update(request["environment"])
        os.chdir(request["folder"])
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        for number, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(request[name], os.O_WRONLY | os.O_CREAT, 0o600), number)
        code = main(request["argv"])
    except SystemExit as ending:
        code = ending.code if isinstance(ending.code, int) else 1
    except BaseException:  # noqa: BLE001 - as the interpreter does at its end
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    _serve()
