"""Asks a time stamp server: the one thing for which this program ever uses a network.

Rules:

1. Nothing is asked but the address that the person gave, and nothing is sent but the request.
   No proxy of the environment, no redirect, no cookie, no other address.
2. The whole exchange ends within a time limit, names and slow answers included.
3. The answer is bounded, must have status 200 and be of the type that RFC 3161 names. Whether
   it is a good stamp is not decided here.
4. Over ``https`` the server's certificate is checked as the system does it.
"""

from __future__ import annotations

from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from ownerapp.domain.errors import OwnerAppError, TimeStampFailedError

if TYPE_CHECKING:
    from http.client import HTTPConnection

TIME_LIMIT_SECONDS: Final = 10.0
ANSWER_LIMIT_BYTES: Final = 64 * 1024
"""Of an answer with a whole chain of certificates; usual ones have 4 to 8 kB."""
_REQUEST_TYPE: Final = "application/timestamp-query"
_ANSWER_TYPE: Final = "application/timestamp-reply"
_HTTP_OK: Final = 200


class TimeStampServer:
    """Sends one request to one server; every call is a connection of its own.

    Args:
        time_limit_seconds: After this the call fails, whatever the server does.
    """

    def __init__(self, *, time_limit_seconds: float = TIME_LIMIT_SECONDS) -> None:
        self._time_limit_seconds = time_limit_seconds

    def __call__(self, server: str, request: bytes) -> bytes:
        """Return the answer of a server to a request.

        Args:
            server: An address that ``checked_server`` let through.
            request: The DER of a ``TimeStampReq``.

        Raises:
            TimeStampFailedError: There is no answer of the right kind in time.
        """
        answers: SimpleQueue[bytes | OwnerAppError] = SimpleQueue()
        connection = self._connection(server)
        # A thread of its own: looking up a name cannot be ended, only be left behind.
        Thread(
            target=_exchange,
            args=(connection, server, request, answers),
            name="time-stamp",
            daemon=True,
        ).start()
        try:
            answer = answers.get(timeout=self._time_limit_seconds)
        except Empty:
            _hang_up(connection)
            raise TimeStampFailedError(server=server, reason="too-slow") from None
        if isinstance(answer, OwnerAppError):
            raise answer
        return answer

    def _connection(self, server: str) -> HTTPConnection:
        # Loaded here: hardly anybody asks for a stamp, and a start is quicker without them.
        from http.client import HTTPConnection, HTTPSConnection  # noqa: PLC0415

        parts = urlsplit(server)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        return kind(parts.hostname or "", parts.port, timeout=self._time_limit_seconds)


def _exchange(
    connection: HTTPConnection,
    server: str,
    request: bytes,
    answers: SimpleQueue[bytes | OwnerAppError],
) -> None:
    from http.client import HTTPException  # noqa: PLC0415 - as above

    try:
        answers.put(_answer(connection, server, request))
    except OwnerAppError as error:
        answers.put(error)
    except TimeoutError:
        answers.put(TimeStampFailedError(server=server, reason="too-slow"))
    except (OSError, HTTPException, ValueError):
        answers.put(TimeStampFailedError(server=server, reason="no-connection"))
    finally:
        connection.close()


def _hang_up(connection: HTTPConnection) -> None:
    """End an exchange that another thread waits in."""
    from socket import SHUT_RDWR  # noqa: PLC0415 - as above

    try:
        if connection.sock is not None:
            connection.sock.shutdown(SHUT_RDWR)
    except OSError:
        # The other side, or the other thread, was quicker.
        return


def _answer(connection: HTTPConnection, server: str, request: bytes) -> bytes:
    parts = urlsplit(server)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.request(
        "POST", path, body=request, headers={"Content-Type": _REQUEST_TYPE, "Accept": _ANSWER_TYPE}
    )
    with connection.getresponse() as response:
        if response.status != _HTTP_OK:
            raise TimeStampFailedError(server=server, reason="status", detail=str(response.status))
        if response.headers.get_content_type() != _ANSWER_TYPE:
            raise TimeStampFailedError(server=server, reason="not-a-stamp")
        answer = response.read(ANSWER_LIMIT_BYTES + 1)
    if len(answer) > ANSWER_LIMIT_BYTES:
        raise TimeStampFailedError(server=server, reason="too-large")
    return answer
