"""One window per data folder: a second start raises the first, hands over its file and ends.

Rules:

1. The name comes from a hash of the folder, so it tells nothing about it.
2. Asking costs nothing when nobody can be listening: Qt's network module is loaded only
   when there is a socket to ask, and for listening after the first paint.
3. A socket of another user is never talked to; a stale one is taken over.
4. What is said is one short line; one who says more, or says it slowly, is cut off.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCryptographicHash, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS: Final = 1_000
_RAISE: Final = b"raise"
_OPEN: Final = b"open "
"""Followed by the path in hexadecimal digits: a name may hold any byte."""
_LONGEST_LINE: Final = 16_384
_HEAR_MS: Final = 100
_HASHED: Final = 16
_LONGEST_PATH: Final = 100
"""Unix socket paths end at 104 to 108 bytes."""


def server_name(data_dir: str) -> str:
    """Return the name under which the window of a data folder listens."""
    folder_bytes = os.path.realpath(data_dir).encode("utf-8", "surrogateescape")
    # Qt's hash is loaded already; Python's would cost the first paint three milliseconds.
    digest = QCryptographicHash.hash(folder_bytes, QCryptographicHash.Algorithm.Sha256)
    name = f"ownerapp-{digest.data().hex()[:_HASHED]}"
    if sys.platform == "win32":
        return name
    folder = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    path = str(Path(folder) / name)
    return path if len(os.fsencode(path)) <= _LONGEST_PATH else str(Path("/tmp") / name)  # noqa: S108 -- owner is checked


def raise_first(name: str, file: str | None = None) -> bool:
    """Ask a running window to come to the front; say whether there was one.

    Args:
        name: The name under which the window listens.
        file: The absolute path of a file that the window is to open.
    """
    if not _may_listen(name):
        return False
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - rule 2

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_WAIT_MS):
        return False
    said = _RAISE if file is None else _OPEN + os.fsencode(file).hex().encode("ascii")
    socket.write(said + b"\n")
    socket.waitForBytesWritten(_WAIT_MS)
    # The first window answers by closing; one that hangs is still the first window.
    socket.waitForDisconnected(_WAIT_MS)
    return True


class Listener(QObject):
    """Listens for second starts.

    Signals:
        raise_wanted: A second window was started.
        file_handed: It was started with a file; the absolute path of it.
    """

    raise_wanted = Signal()
    file_handed = Signal(object)  # as text, Qt would lose a name that is no UTF-8

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._server: QLocalServer | None = None

    def listen(self) -> bool:
        """Start listening; False when another window was quicker."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - rule 2

        # Asked again: with access options Qt takes over a socket that is in use.
        if raise_first(self._name):
            return False
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(self._name):
            # Without a listener a second window opens beside this one; both are safe.
            return True
        server.newConnection.connect(self._on_connection)
        self._server = server
        return True

    def close(self) -> None:
        """Stop listening and take the socket away."""
        if self._server is not None:
            self._server.close()
            self._server = None

    @Slot()
    def _on_connection(self) -> None:
        """Come to the front, hear what else is wanted, and answer by closing."""
        while self._server is not None and self._server.hasPendingConnections():
            connection = self._server.nextPendingConnection()
            path = _path_of(_line_from(connection))
            connection.disconnectFromServer()
            connection.deleteLater()
            self.raise_wanted.emit()
            if path:
                self.file_handed.emit(path)


def _line_from(connection: QLocalSocket) -> bytes:
    """Return the one line that a second start says; it was written before we hear of it."""
    line = b""
    while b"\n" not in line and len(line) < _LONGEST_LINE:
        if not connection.bytesAvailable() and not connection.waitForReadyRead(_HEAR_MS):
            break
        line += connection.read(_LONGEST_LINE - len(line)).data()
    return line.partition(b"\n")[0]


def _path_of(line: bytes) -> str:
    """Return the path that a line hands over; empty for any other line."""
    if not line.startswith(_OPEN):
        return ""
    try:
        path = os.fsdecode(bytes.fromhex(line[len(_OPEN) :].decode("ascii")))
    except (ValueError, UnicodeDecodeError):
        return ""
    return path if Path(path).is_absolute() and "\0" not in path else ""


def _may_listen(name: str) -> bool:
    """Say whether there is a socket of this user, as far as that can be told for free."""
    if sys.platform == "win32":
        return True
    try:
        return os.stat(name).st_uid == os.getuid()  # noqa: PTH116 -- one system call
    except OSError:
        return False
