"""A session bus of its own with somebody on it who shows notifications, or refuses to."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.bus_config import BUS_CONFIG

if sys.platform == "linux":  # elsewhere there is no such bus, and nothing runs
    from jeepney import (
        HeaderFields,
        Message,
        MessageType,
        message_bus,
        new_error,
        new_method_return,
    )
    from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

_NAME = "org.freedesktop.Notifications"
_WAIT_SECONDS = 10


@dataclass(kw_only=True)
class Daemon:
    """What was asked to be shown, in the order of asking."""

    address: str
    asked: list[tuple[Any, ...]] = field(default_factory=list)
    refuses: bool = False
    """It answers with an error, as a desktop does that was told to be quiet."""


@contextmanager
def session_bus() -> Iterator[str]:
    """Start a bus on which nothing can be started, and return its address."""
    with tempfile.TemporaryDirectory(prefix="ownerapp-bus-") as folder:
        config = Path(folder) / "bus.conf"
        config.write_text(BUS_CONFIG.format(socket=Path(folder) / "bus"))
        command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout is not None
                yield process.stdout.readline().strip()
            finally:
                process.terminate()
                process.wait(_WAIT_SECONDS)


@contextmanager
def notification_daemon(address: str) -> Iterator[Daemon]:
    """Take notifications on a bus."""
    daemon = Daemon(address=address)
    connection = open_dbus_connection(address)
    Proxy(message_bus, connection).RequestName(_NAME)
    stop = threading.Event()
    thread = threading.Thread(target=_serve, args=(daemon, connection, stop))
    thread.start()
    try:
        yield daemon
    finally:
        stop.set()
        thread.join(_WAIT_SECONDS)
        connection.close()


def _serve(daemon: Daemon, connection: DBusConnection, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            message = connection.receive(timeout=0.05)
        except TimeoutError:
            continue
        if message.header.message_type is MessageType.method_call:
            connection.send(_answer(daemon, message))


def _answer(daemon: Daemon, message: Message) -> Message:
    is_ours = message.header.fields.get(HeaderFields.member) == "Notify"
    if not is_ours or daemon.refuses:
        return new_error(message, "org.freedesktop.DBus.Error.AccessDenied")
    daemon.asked.append(message.body)
    replaces = message.body[1]
    return new_method_return(message, "u", (replaces or 40 + len(daemon.asked),))
