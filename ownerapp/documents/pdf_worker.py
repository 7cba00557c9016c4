"""The program's side of the worker: starts it late, keeps it, replaces it when it dies.

Fulfils the ports ``PaperMaker``, ``PdfReader`` and ``PictureReader``. Calls from several
threads take turns; ``cancel`` and ``close`` may come from any thread at any time.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock, Timer
from typing import IO, TYPE_CHECKING, BinaryIO

import ownerapp
from ownerapp.documents.frames import Frame, FrameError, packed, read_frame, unpacked, write_frame
from ownerapp.documents.paper_json import paper_json
from ownerapp.domain.errors import TypesetFailedError
from ownerapp.domain.keys import SigningKey
from ownerapp.domain.verdict import Check, CheckResult, Outcome
from ownerapp.services.ports.checking import PdfFacts, PictureCodes
from ownerapp.services.ports.papers import PdfStamp

# Only annotations need these; a start is quicker without loading them.
if TYPE_CHECKING:
    from ownerapp.domain.kit_paper import KitPaper
    from ownerapp.domain.paper import RecordPaper
    from ownerapp.domain.small_paper import SmallPaper

MAX_PDF_BYTES = 32 * 1024 * 1024
"""Of a PDF that is read; ours have some 100 kB."""
MAX_PICTURE_BYTES = 32 * 1024 * 1024
"""Of a picture; that of a telephone's camera has some 5 MB."""

_TIMEOUT_SECONDS = 60.0
_CLOSE_SECONDS = 2.0
_ATTEMPTS = 2
_NOT_FOR_THE_WORKER = "OWNERAPP_"


class PdfWorker:
    """Makes and reads PDFs, and reads pictures, in one kept child process.

    Args:
        timeout_seconds: After this the child is ended and the call fails.
    """

    def __init__(self, *, timeout_seconds: float = _TIMEOUT_SECONDS) -> None:
        self._timeout_seconds = timeout_seconds
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._state = Lock()
        self._is_running = False
        self._cancelled = False

    def make(
        self,
        paper: RecordPaper,
        receipt: bytes,
        *,
        seal: SigningKey,
        stamp: Callable[[bytes], bytes] | None = None,
    ) -> bytes:
        """Return a tagged PDF with the record attached, sealed with the document key.

        A time stamp is asked for here, between two requests: the worker knows no network.

        Raises:
            TypesetFailedError: A character cannot be drawn, or the typesetter failed.
        """
        reply = self._ask(
            {
                "op": "make",
                "paper": paper_json(paper),
                "created": paper.created,
                "receipt": packed(receipt),
                "key": packed(seal.private),
                "certificate": packed(seal.certificate),
                "stamped": stamp is not None,
            }
        )
        pdf = _made(reply, "pdf")
        if stamp is None:
            return pdf
        token = stamp(_made(reply, "signature"))
        return _made(self._ask({"op": "stamp", "pdf": packed(pdf), "token": packed(token)}), "pdf")

    def draw(self, paper: RecordPaper) -> tuple[bytes, ...]:
        """Return the pages of a record as PNG pictures, for a screen or a printer.

        Raises:
            TypesetFailedError: A character cannot be drawn, or the typesetter failed.
        """
        return _pages(self._ask({"op": "draw", "paper": paper_json(paper)}))

    def make_kit(self, paper: KitPaper) -> bytes:
        """Return the page of a recovery kit as a tagged PDF, not sealed.

        Raises:
            TypesetFailedError: A character cannot be drawn, or the typesetter failed.
        """
        return _made(self._ask({"op": "kit", "paper": paper_json(paper), "as": "pdf"}), "pdf")

    def draw_kit(self, paper: KitPaper) -> tuple[bytes, ...]:
        """Return the pages of a recovery kit as PNG pictures, to be printed.

        Raises:
            TypesetFailedError: A character cannot be drawn, or the typesetter failed.
        """
        return _pages(self._ask({"op": "kit", "paper": paper_json(paper), "as": "png"}))

    def make_small(self, paper: SmallPaper, *, seal: SigningKey | None = None) -> bytes:
        """Return a small sheet as a tagged PDF, sealed where a document key is given.

        Raises:
            TypesetFailedError: A character cannot be drawn, a code holds too much, or the
                typesetter failed.
        """
        request = _small(paper, "pdf")
        if seal is not None:
            request |= {"key": packed(seal.private), "certificate": packed(seal.certificate)}
        return _made(self._ask(request), "pdf")

    def draw_small(self, paper: SmallPaper) -> tuple[bytes, ...]:
        """Return the pages of a small sheet as PNG pictures, to be printed.

        Raises:
            TypesetFailedError: As above.
        """
        return _pages(self._ask(_small(paper, "png")))

    def read(self, data: bytes) -> PdfFacts:
        """Return the attached record and the checks; never raises for what it holds."""
        if len(data) > MAX_PDF_BYTES:
            return _no_facts(Outcome.FAILED, "too-large")
        try:
            reply = self._ask({"op": "read", "pdf": packed(data)})
            receipt = reply["receipt"]
            return PdfFacts(
                receipt=None if receipt is None else unpacked(receipt),
                checks=_checks(reply["checks"]),
                certificate_sha256=str(reply["certificate_sha256"]),
                stamp=_stamp(reply["stamp"]),
                sealed_at=str(reply["sealed_at"]),
                is_page=reply["is_page"] is True,
            )
        except (TypesetFailedError, FrameError, KeyError, TypeError, ValueError):
            # The reader gave up or took too long; that alone says nothing about the file.
            return _no_facts(Outcome.UNKNOWN, "reader-failed")

    def codes(self, data: bytes) -> PictureCodes:
        """Return the codes of records in a picture; never raises for what it holds."""
        if len(data) > MAX_PICTURE_BYTES:
            return PictureCodes(reason="too-large")
        try:
            reply = self._ask({"op": "codes", "picture": packed(data)})
            return PictureCodes(texts=_texts(reply["texts"]), reason=str(reply["reason"]))
        except (TypesetFailedError, FrameError, KeyError):
            return PictureCodes(reason="reader-failed")

    def warm(self) -> None:
        """Start the process and load its libraries, so that the first PDF is quick."""
        self._ask({"op": "warm"})

    def cancel(self) -> None:
        """End the running call, if any; it raises ``TypesetFailedError``."""
        with self._state:
            if self._is_running:
                self._cancelled = True
                self._kill()

    def close(self) -> None:
        """End the process; a later call starts a new one."""
        with self._turn:
            self._drop()

    def _ask(self, request: Frame) -> Frame:
        with self._turn:
            with self._state:
                self._is_running, self._cancelled = True, False
            try:
                for _ in range(_ATTEMPTS):
                    reply = None if self._cancelled else self._attempt(request)
                    if reply is not None:
                        return reply
                    self._drop()
                raise TypesetFailedError(reason="worker")
            finally:
                with self._state:
                    self._is_running = False

    def _attempt(self, request: Frame) -> Frame | None:
        """Return the reply, or None when the process died or had to be ended."""
        source, sink = self._channels()
        watchdog = Timer(self._timeout_seconds, self.cancel)
        watchdog.daemon = True
        watchdog.start()
        try:
            write_frame(sink, request)
            return read_frame(source)
        except (FrameError, OSError):
            return None
        finally:
            watchdog.cancel()

    def _channels(self) -> tuple[BinaryIO, BinaryIO]:
        if self._process is not None and self._process.poll() is not None:
            self._drop()
        if self._process is None:
            self._process = self._start()
        if self._process.stdout is None or self._process.stdin is None:
            raise TypesetFailedError(reason="worker")
        # Popen types its pipes as IO[bytes]; both are buffered binary files.
        return self._process.stdout, self._process.stdin  # type: ignore[return-value]

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(_NOT_FOR_THE_WORKER)
        }
        try:
            return subprocess.Popen(
                [sys.executable, "-m", "ownerapp.documents.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # The folder that holds the package: `-m` finds it there, whether it is a
                # checkout or an installed wheel, and nothing else shadows it.
                cwd=Path(ownerapp.__file__).resolve().parent.parent,
                env=environment,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:
            raise TypesetFailedError(reason="worker") from None

    def _kill(self) -> None:
        process = self._process
        if process is not None:
            process.kill()

    def _drop(self) -> None:
        """Close the pipes, which ends a healthy child, and wait for the end."""
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                _close_quietly(pipe)
        try:
            process.wait(_CLOSE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _close_quietly(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        # What was not written yet has no reader any more.
        return


def _refuse_errors(reply: Frame) -> None:
    error = reply.get("error")
    if isinstance(error, Mapping):
        raise TypesetFailedError(
            reason=str(error.get("reason")), codepoint=str(error.get("codepoint"))
        )


def _made(reply: Frame, member: str) -> bytes:
    """Return what was made.

    Raises:
        TypesetFailedError: It was not.
    """
    _refuse_errors(reply)
    try:
        return unpacked(reply.get(member))
    except FrameError:
        raise TypesetFailedError(reason="worker") from None


def _small(paper: SmallPaper, kind: str) -> Frame:
    return {
        "op": "small",
        "template": paper.template,
        "paper": paper_json(paper),
        "created": paper.created,
        "as": kind,
    }


def _pages(reply: Frame) -> tuple[bytes, ...]:
    """Return pictures of pages.

    Raises:
        TypesetFailedError: There are none.
    """
    _refuse_errors(reply)
    try:
        return tuple(unpacked(page) for page in _texts(reply.get("pages")))
    except FrameError:
        raise TypesetFailedError(reason="worker") from None


def _no_facts(outcome: Outcome, reason: str) -> PdfFacts:
    return PdfFacts(
        receipt=None,
        checks=(CheckResult(check=Check.PDF_SEAL, outcome=outcome, reason=reason),),
    )


def _stamp(value: object) -> PdfStamp | None:
    if value is None:
        return None
    token, signature = map(unpacked, _texts(value))
    return PdfStamp(token=token, signature=signature)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise FrameError
    return tuple(map(str, value))


def _checks(value: object) -> tuple[CheckResult, ...]:
    if not isinstance(value, list):
        raise FrameError
    return tuple(
        CheckResult(check=Check(check), outcome=Outcome(outcome), reason=str(reason))
        for check, outcome, reason in value
    )
