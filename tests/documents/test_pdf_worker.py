"""The worker is kept, replaced, ended with its parent, and quiet about secrets."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread, Timer
from typing import BinaryIO, cast

import pytest

import ownerapp
from ownerapp.documents.frames import packed, read_frame, write_frame
from ownerapp.documents.paper_json import paper_json
from ownerapp.documents.pdf_worker import MAX_PDF_BYTES, PdfWorker
from ownerapp.domain.errors import TypesetFailedError
from ownerapp.domain.keys import SigningKey
from ownerapp.domain.verdict import Check, Outcome
from tests.support import papers

SECRET = b"a secret that must not be seen"


@pytest.fixture
def own_worker() -> Iterator[PdfWorker]:
    one = PdfWorker()
    yield one
    one.close()


def process_of(worker: PdfWorker) -> subprocess.Popen[bytes]:
    assert worker._process is not None
    return worker._process


def test_one_process_serves_many_calls_and_starts_with_the_first(
    own_worker: PdfWorker, key: SigningKey
) -> None:
    assert own_worker._process is None
    own_worker.warm()
    first = process_of(own_worker).pid
    own_worker.make(papers.english(), papers.RECEIPT, seal=key)
    own_worker.read(b"%PDF-")
    assert process_of(own_worker).pid == first


def resident_kib(worker: PdfWorker) -> int:
    status = Path(f"/proc/{process_of(worker).pid}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0])


def test_the_process_does_not_grow_with_every_record(
    own_worker: PdfWorker, key: SigningKey
) -> None:
    def make(number: int) -> None:
        paper = replace(papers.chinese(), issuer_line=f"2026 {number}")
        own_worker.make(paper, papers.RECEIPT, seal=key)

    for number in range(3):
        make(number)
    own_worker.warm()
    before = resident_kib(own_worker)
    for number in range(3, 13):
        make(number)
    own_worker.warm()
    # Without forgetting, ten records take some 140 MB.
    assert resident_kib(own_worker) - before < 50_000


def test_a_process_that_died_is_replaced(own_worker: PdfWorker, key: SigningKey) -> None:
    own_worker.warm()
    first = process_of(own_worker)
    first.kill()
    first.wait()
    pdf = own_worker.make(papers.english(), papers.RECEIPT, seal=key)
    assert pdf.startswith(b"%PDF-")
    assert process_of(own_worker).pid != first.pid


def test_a_process_that_dies_during_a_call_is_replaced_and_the_call_repeated(
    own_worker: PdfWorker, key: SigningKey
) -> None:
    own_worker.warm()
    first = process_of(own_worker)
    # A stopped process takes the request and never answers; then it is gone.
    os.kill(first.pid, signal.SIGSTOP)
    killer = Timer(0.2, first.kill)
    killer.start()
    pdf = own_worker.make(papers.english(), papers.RECEIPT, seal=key)
    killer.join()
    assert pdf.startswith(b"%PDF-")
    assert process_of(own_worker).pid != first.pid


def test_a_call_that_takes_too_long_is_ended(key: SigningKey) -> None:
    slow = PdfWorker()
    slow.warm()
    slow._timeout_seconds = 0.3
    process = process_of(slow)
    os.kill(process.pid, signal.SIGSTOP)
    with pytest.raises(TypesetFailedError) as caught:
        slow.make(papers.english(), papers.RECEIPT, seal=key)
    assert caught.value.reason == "worker"
    assert process.poll() == -signal.SIGKILL
    slow.close()


def test_a_running_call_can_be_cancelled(own_worker: PdfWorker, key: SigningKey) -> None:
    own_worker.warm()
    process = process_of(own_worker)
    os.kill(process.pid, signal.SIGSTOP)
    caught: list[TypesetFailedError] = []

    def call() -> None:
        try:
            own_worker.make(papers.english(), papers.RECEIPT, seal=key)
        except TypesetFailedError as error:
            caught.append(error)

    thread = Thread(target=call)
    thread.start()
    while not own_worker._is_running:
        thread.join(timeout=0.001)
    own_worker.cancel()
    thread.join()
    assert [error.reason for error in caught] == ["worker"]
    assert own_worker.make(papers.english(), papers.RECEIPT, seal=key).startswith(b"%PDF-")


def test_closing_ends_the_process_and_a_later_call_starts_another(
    own_worker: PdfWorker,
) -> None:
    own_worker.warm()
    process = process_of(own_worker)
    own_worker.close()
    assert process.returncode == 0
    own_worker.close()
    own_worker.warm()
    assert process_of(own_worker).pid != process.pid


def test_the_worker_ends_when_its_parent_is_killed() -> None:
    code = (
        "from ownerapp.documents.pdf_worker import PdfWorker\n"
        "worker = PdfWorker()\n"
        "worker.warm()\n"
        "print(worker._process.pid, flush=True)\n"
        "input()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(ownerapp.__file__).parent.parent,
    ) as parent:
        assert parent.stdout is not None
        handle = os.pidfd_open(int(parent.stdout.readline()))
        parent.kill()
    ended, _, _ = select.select([handle], [], [], 20)
    os.close(handle)
    assert ended


def test_it_starts_from_any_folder(
    own_worker: PdfWorker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ownerapp.py").write_text("raise SystemExit(1)\n", encoding="ascii")
    monkeypatch.chdir(tmp_path)
    own_worker.warm()
    assert process_of(own_worker).poll() is None


def test_neither_arguments_nor_environment_tell_a_secret(
    own_worker: PdfWorker, key: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OWNERAPP_PASSPHRASE_FILE", "/nowhere/passphrase")
    own_worker.make(papers.english(), papers.RECEIPT, seal=key)
    seen = Path(f"/proc/{process_of(own_worker).pid}")
    environment = (seen / "environ").read_bytes()
    arguments = (seen / "cmdline").read_bytes()
    assert b"OWNERAPP_" not in environment
    for form in (key.private, key.private.hex().encode(), packed(key.private).encode()):
        assert form not in environment + arguments
    assert arguments.split(b"\0")[1:] == [b"-m", b"ownerapp.documents.worker", b""]


@pytest.mark.parametrize("field", ["key", "receipt", "paper", "op"])
def test_a_failure_tells_standard_error_its_kind_only(field: str) -> None:
    request: dict[str, object] = {
        "op": "make",
        "paper": paper_json(papers.english()),
        "created": papers.CREATED,
        "receipt": packed(papers.RECEIPT),
        "key": packed(SECRET),
        "certificate": packed(SECRET),
    }
    request[field] = SECRET.decode()
    with subprocess.Popen(
        [sys.executable, "-m", "ownerapp.documents.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(ownerapp.__file__).parent.parent,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        write_frame(cast("BinaryIO", process.stdin), request)
        process.stdin.close()
        reply = read_frame(cast("BinaryIO", process.stdout))
        noise = process.stderr.read()
    assert reply is None or set(reply) == {"error"}
    assert noise in {b"", b"FrameError\n", b"JSONDecodeError\n"}


def test_a_refused_character_crosses_the_pipe_by_name(worker: PdfWorker, key: SigningKey) -> None:
    paper = replace(papers.english(), title="\U0001f1e6")
    with pytest.raises(TypesetFailedError) as caught:
        worker.make(paper, papers.RECEIPT, seal=key)
    assert (caught.value.reason, caught.value.codepoint) == ("undrawable", "U+1F1E6")


@pytest.mark.parametrize("receipt", [b"\xff\xfe", b"x" * (64 * 1024 * 1024)])
def test_a_receipt_that_is_no_text_or_beyond_any_bound_fails_cleanly(
    own_worker: PdfWorker, key: SigningKey, receipt: bytes
) -> None:
    with pytest.raises(TypesetFailedError):
        own_worker.make(papers.english(), receipt, seal=key)


def test_a_file_over_the_bound_is_not_even_sent(own_worker: PdfWorker) -> None:
    facts = own_worker.read(b"%PDF-" + b"\0" * MAX_PDF_BYTES)
    assert [(check.check, check.outcome, check.reason) for check in facts.checks] == [
        (Check.PDF_SEAL, Outcome.FAILED, "too-large")
    ]
    assert own_worker._process is None


def test_a_reader_that_gives_up_says_cannot_tell_not_false(own_worker: PdfWorker) -> None:
    own_worker.warm()
    own_worker._timeout_seconds = 0.2
    os.kill(process_of(own_worker).pid, signal.SIGSTOP)
    facts = own_worker.read(b"%PDF-")
    assert [(check.outcome, check.reason) for check in facts.checks] == [
        (Outcome.UNKNOWN, "reader-failed")
    ]
