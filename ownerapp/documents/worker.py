"""The kept child process: typesets, seals and reads PDFs and pictures, away from the window.

``typst.compile`` holds the interpreter lock for 60 to 160 ms and pyHanko takes half a
second to import, so both live here. It also keeps a hostile PDF or picture out of the
program's own process.

Rules:

1. Everything secret arrives in a frame on standard input and leaves in no other way: not
   in arguments, environment, files, or on standard error.
2. One request, one reply, in order. The worker ends when its input ends, hence with its
   parent.
3. A failure that has no name ends the process; the parent starts another.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

from ownerapp.documents.frames import Frame, FrameError, packed, read_frame, unpacked, write_frame
from ownerapp.domain.errors import TypesetFailedError

if TYPE_CHECKING:
    from ownerapp.documents.pictures import Pictures
    from ownerapp.documents.typesetting import Typesetter


class Worker:
    """Answers requests; heavy libraries load with the first request that needs them."""

    def __init__(self) -> None:
        self._typesetter: Typesetter | None = None
        self._pictures: Pictures | None = None

    def answer(self, request: Frame) -> Frame:
        """Return the reply to one request.

        Raises:
            FrameError: It is not a request.
        """
        answers: dict[str, Callable[[Frame], Frame]] = {
            "warm": self._warm,
            "make": self._make,
            "draw": self._draw,
            "kit": self._kit,
            "small": self._small,
            "stamp": self._stamp,
            "read": self._read,
            "codes": self._codes,
        }
        answer = answers.get(str(request.get("op")))
        if answer is None:
            raise FrameError
        return answer(request)

    def rest(self) -> None:
        """Clear up after a reply, while nobody waits."""
        if self._typesetter is not None:
            self._typesetter.forget()
        elif self._pictures is not None:
            self._pictures.forget()

    def _ready(self) -> Typesetter:
        from ownerapp.documents.typesetting import Typesetter  # noqa: PLC0415 - rule of the class

        if self._typesetter is None:
            self._typesetter = Typesetter()
        return self._typesetter

    def _warm(self, _request: Frame) -> Frame:
        import ownerapp.documents.sealing  # noqa: PLC0415, F401 - rule of the class

        self._ready()
        return {"ready": True}

    def _make(self, request: Frame) -> Frame:
        from ownerapp.documents.sealing import seal, signature_of  # noqa: PLC0415 - as above

        paper, created = request.get("paper"), request.get("created")
        stamped = request.get("stamped") is True
        if not isinstance(paper, str) or not isinstance(created, str):
            raise FrameError
        try:
            plain = self._ready().typeset(paper, unpacked(request.get("receipt")))
            pdf = seal(
                plain,
                private_pkcs8=unpacked(request.get("key")),
                certificate=unpacked(request.get("certificate")),
                at=datetime.fromisoformat(created).astimezone(UTC),
                stamped=stamped,
            )
            signature = signature_of(pdf) if stamped else b""
        except TypesetFailedError as error:
            return {"error": {"reason": error.reason, "codepoint": error.codepoint}}
        return {"pdf": packed(pdf), "signature": packed(signature)}

    def _draw(self, request: Frame) -> Frame:
        paper = request.get("paper")
        if not isinstance(paper, str):
            raise FrameError
        try:
            return {"pages": [packed(page) for page in self._ready().draw(paper)]}
        except TypesetFailedError as error:
            return {"error": {"reason": error.reason, "codepoint": error.codepoint}}

    def _stamp(self, request: Frame) -> Frame:
        from ownerapp.documents.sealing import with_token  # noqa: PLC0415 - rule of the class

        pdf, token = unpacked(request.get("pdf")), unpacked(request.get("token"))
        try:
            return {"pdf": packed(with_token(pdf, token))}
        except TypesetFailedError as error:
            return {"error": {"reason": error.reason, "codepoint": error.codepoint}}

    def _kit(self, request: Frame) -> Frame:
        paper, kind = request.get("paper"), request.get("as")
        if not isinstance(paper, str):
            raise FrameError
        try:
            if kind == "png":
                return {"pages": [packed(page) for page in self._ready().draw_kit(paper)]}
            return {"pdf": packed(self._ready().typeset_kit(paper))}
        except TypesetFailedError as error:
            return {"error": {"reason": error.reason, "codepoint": error.codepoint}}

    def _small(self, request: Frame) -> Frame:
        paper, template, created = (request.get(name) for name in ("paper", "template", "created"))
        if not isinstance(paper, str) or not isinstance(created, str):
            raise FrameError
        if template not in {"certificate", "letter", "passenger-card"}:
            raise FrameError
        try:
            if request.get("as") == "png":
                pages = self._ready().draw_small(template, paper)
                return {"pages": [packed(page) for page in pages]}
            pdf = self._ready().typeset_small(template, paper)
            if request.get("key") is not None:
                pdf = self._sealed(pdf, request, created)
        except TypesetFailedError as error:
            return {"error": {"reason": error.reason, "codepoint": error.codepoint}}
        return {"pdf": packed(pdf)}

    def _sealed(self, pdf: bytes, request: Frame, created: str) -> bytes:
        from ownerapp.documents.sealing import seal  # noqa: PLC0415 - rule of the class

        return seal(
            pdf,
            private_pkcs8=unpacked(request.get("key")),
            certificate=unpacked(request.get("certificate")),
            at=datetime.fromisoformat(created).astimezone(UTC),
        )

    def _read(self, request: Frame) -> Frame:
        from ownerapp.documents.pdf_reading import read_pdf  # noqa: PLC0415 - rule of the class

        facts = read_pdf(unpacked(request.get("pdf")))
        return {
            "receipt": None if facts.receipt is None else packed(facts.receipt),
            "certificate_sha256": facts.certificate_sha256,
            "stamp": None
            if facts.stamp is None
            else [packed(facts.stamp.token), packed(facts.stamp.signature)],
            "sealed_at": facts.sealed_at,
            "is_page": facts.is_page,
            "checks": [[check.check, check.outcome, check.reason] for check in facts.checks],
        }

    def _codes(self, request: Frame) -> Frame:
        from ownerapp.documents.pictures import Pictures  # noqa: PLC0415 - rule of the class

        if self._pictures is None:
            self._pictures = Pictures()
        found = self._pictures.codes(unpacked(request.get("picture")))
        return {"texts": list(found.texts), "reason": found.reason}


def main() -> int:
    """Serve until the input ends."""
    _keep_quiet()
    source, sink = _take_channels()
    worker = Worker()
    while (request := read_frame(source)) is not None:
        write_frame(sink, worker.answer(request))
        worker.rest()
    return 0


def _keep_quiet() -> None:
    """Let nothing that a request holds reach the standard error or a core file."""
    sys.excepthook = _name_only
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    # Ctrl-C in a terminal reaches every process of it; the parent decides for us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not there on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _name_only(
    kind: type[BaseException], _error: BaseException, _traceback: TracebackType | None
) -> None:
    sys.stderr.write(f"{kind.__name__}\n")


def _take_channels() -> tuple[BinaryIO, BinaryIO]:
    """Move the pipes away from where a library might print or read."""
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return source, sink


if __name__ == "__main__":
    sys.exit(main())
