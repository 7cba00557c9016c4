"""What is asked of a time stamp server over the loopback, and what is taken from it."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import closing
from threading import Thread

import pytest

from ownerapp.domain.errors import TimeStampFailedError
from ownerapp.system.time_stamp_server import ANSWER_LIMIT_BYTES, TimeStampServer
from tests.support.time_stamps import QUERY, REPLY, Authority, Responder, new_authority, responding

REQUEST = b"a request"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return new_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def server(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Iterator[Responder]:
    monkeypatch.setattr(Authority, "answer", lambda _self, query: b"answer to " + query)
    with responding(authority) as responder:
        yield responder


def reason_of(url: str, *, time_limit_seconds: float = 5.0) -> tuple[str, str]:
    with pytest.raises(TimeStampFailedError) as caught:
        TimeStampServer(time_limit_seconds=time_limit_seconds)(url, REQUEST)
    assert caught.value.server == url
    return caught.value.reason, caught.value.detail


def test_one_request_is_sent_and_its_answer_taken(server: Responder) -> None:
    url = f"{server.url}?policy=1"
    assert TimeStampServer()(url, REQUEST) == b"answer to a request"
    ((path, headers, body),) = server.asked
    assert (path, body) == ("/stamps?policy=1", REQUEST)
    assert headers["Content-Type"] == QUERY
    # Nothing that says who asks, or with what.
    assert set(headers) <= {"Host", "Accept-Encoding", "Content-Length", "Content-Type", "Accept"}


@pytest.mark.parametrize("status", [500, 404, 204, 301, 302, 307, 308])
def test_another_status_than_200_is_named_and_no_redirect_followed(
    server: Responder, status: int
) -> None:
    server.status = status
    server.headers["Location"] = server.url
    assert reason_of(server.url) == ("status", str(status))
    assert len(server.asked) == 1


@pytest.mark.parametrize("kind", ["text/html", "application/octet-stream", "", "nonsense"])
def test_an_answer_of_another_type_is_not_taken(server: Responder, kind: str) -> None:
    server.kind = kind
    assert reason_of(server.url) == ("not-a-stamp", "")


def test_a_type_with_a_parameter_is_the_same_type(server: Responder) -> None:
    server.kind = f"{REPLY}; charset=binary"
    assert TimeStampServer()(server.url, REQUEST)


@pytest.mark.parametrize(("more", "is_taken"), [(0, True), (1, False), (10_000_000, False)])
def test_an_answer_beyond_the_bound_is_not_taken(
    server: Responder, more: int, is_taken: bool
) -> None:
    server.change = lambda _answer: b"\0" * (ANSWER_LIMIT_BYTES + more)
    if is_taken:
        assert len(TimeStampServer()(server.url, REQUEST)) == ANSWER_LIMIT_BYTES
    else:
        assert reason_of(server.url) == ("too-large", "")


def test_a_slow_server_is_not_waited_for(server: Responder) -> None:
    server.wait_seconds = 0.5
    assert reason_of(server.url, time_limit_seconds=0.1) == ("too-slow", "")


def test_a_server_that_drips_is_not_waited_for() -> None:
    """Each byte comes in time, but the whole never does."""

    def drip(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with closing(connection):
            try:
                for _ in range(20):
                    connection.sendall(b"H")
                    time.sleep(0.05)
            except OSError:
                return

    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        thread = Thread(target=drip, args=(listener,), daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        assert reason_of(url, time_limit_seconds=0.3) == ("too-slow", "")
        thread.join()


def test_a_server_that_is_down_is_named() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port = listener.getsockname()[1]
    assert reason_of(f"http://127.0.0.1:{port}/") == ("no-connection", "")


@pytest.mark.parametrize("said", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_server_that_talks_nonsense_is_named(said: bytes) -> None:
    def answer(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with closing(connection):
            connection.recv(65536)
            connection.sendall(said)

    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        thread = Thread(target=answer, args=(listener,), daemon=True)
        thread.start()
        reason, _ = reason_of(f"http://127.0.0.1:{listener.getsockname()[1]}/")
        thread.join()
    assert reason in {"no-connection", "not-a-stamp"}


def test_no_proxy_of_the_environment_is_used(
    server: Responder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert TimeStampServer()(server.url, REQUEST)


def test_a_server_whose_certificate_nobody_vouches_for_is_not_asked(server: Responder) -> None:
    assert reason_of(server.url.replace("http:", "https:")) == ("no-connection", "")
    assert server.asked == []
