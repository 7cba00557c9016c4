"""Chromium without a window, driven over the protocol of its driver; and who it calls.

Rules:

1. An empty profile in a temporary folder, and no work of the browser's own in the background.
2. Whatever goes to a network goes to a proxy on loopback, which lets nothing through and keeps
   what was asked. The browser itself asks for updates too, whatever one tells it; what the
   pages ask for is in its own log of requests.
3. A missing program fails the test; ``dev.py test`` installs it.
"""

from __future__ import annotations

import json
import re
import subprocess
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any, cast
from urllib.request import ProxyHandler, Request, build_opener

from typing_extensions import override

_PORT = re.compile(r"started successfully on port (\d+)")
_WAIT_SECONDS = 60
_OPEN = build_opener(ProxyHandler({}))


class CountingProxy(ThreadingHTTPServer):
    """A proxy that lets nothing through and keeps what was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Refuse)
        self.asked: list[str] = []


class _Refuse(BaseHTTPRequestHandler):
    def _refuse(self) -> None:
        cast("CountingProxy", self.server).asked.append(f"{self.command} {self.path}")
        self.send_error(403)

    do_GET = do_POST = do_HEAD = do_OPTIONS = do_CONNECT = _refuse  # noqa: N815 - http.server's names

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Browser:
    """One browser with one page."""

    def __init__(self, address: str, proxy: CountingProxy) -> None:
        self._address = address
        self._proxy = proxy

    @property
    def asked(self) -> list[str]:
        """What arrived at the proxy so far, from the pages and from the browser itself."""
        return list(self._proxy.asked)

    def open(self, path: Path) -> None:
        """Open a file, as a double click does."""
        self.command("url", {"url": path.resolve().as_uri()})

    def run(self, script: str, *arguments: object) -> Any:
        """Run the body of an async function in the page and return what it returns."""
        body = (
            "const done = arguments[arguments.length - 1];"
            f"(async (...args) => {{ {script}\n }})(...arguments)"
            ".then((value) => done({ value }), (error) => done({ error: String(error.stack) }));"
        )
        found = self.command("execute/async", {"script": body, "args": list(arguments)})
        assert "error" not in found, found["error"]
        return found.get("value")

    def devtools(self, name: str, **parameters: object) -> Any:
        """Send a command of the developer tools' protocol."""
        return self.command("goog/cdp/execute", {"cmd": name, "params": parameters})

    @contextmanager
    def lacking(self, missing: str) -> Iterator[None]:
        """Run a script before any page that is opened meanwhile; afterwards no page is open.

        What the script took away stays away for as long as its page is open.
        """
        added = self.devtools("Page.addScriptToEvaluateOnNewDocument", source=missing)
        try:
            yield
        finally:
            self.devtools("Page.removeScriptToEvaluateOnNewDocument", **added)
            self.command("url", {"url": "about:blank"})

    def requests(self) -> list[str]:
        """Return every address that a page asked for since the last call, allowed or not."""
        entries = self.command("se/log", {"type": "performance"})
        messages = [json.loads(entry["message"])["message"] for entry in entries]
        return [
            message["params"].get("request", message["params"])["url"]
            for message in messages
            if message["method"] in {"Network.requestWillBeSent", "Network.webSocketCreated"}
        ]

    def command(self, name: str, body: dict[str, object]) -> Any:
        """Send a WebDriver command of this session and return its value."""
        return _send(f"{self._address}/{name}", body)


def as_text(data: bytes) -> str:
    """Return bytes in the form in which they go to a page."""
    return b64encode(data).decode("ascii")


@contextmanager
def started_browser(folder: Path, *, language: str = "en-GB") -> Iterator[Browser]:
    """Start the browser with an empty profile and end it after."""
    proxy = CountingProxy()
    thread = threading.Thread(target=proxy.serve_forever, daemon=True)
    thread.start()
    command = ["chromedriver", "--port=0", f"--log-path={folder / 'driver.log'}"]
    silent = subprocess.DEVNULL
    with subprocess.Popen(
        command, stdin=silent, stdout=subprocess.PIPE, stderr=silent, text=True
    ) as driver:
        try:
            assert driver.stdout is not None
            address = f"http://127.0.0.1:{_port(driver.stdout)}/session"
            wished = _wishes(folder, proxy.server_port, language)
            session = _send(address, wished)["sessionId"]
            browser = Browser(f"{address}/{session}", proxy)
            browser.command("timeouts", {"script": _WAIT_SECONDS * 1000})
            yield browser
            _send(f"{address}/{session}", None)
        finally:
            driver.terminate()
            proxy.shutdown()
            proxy.server_close()
            thread.join()


def _wishes(folder: Path, proxy_port: int, language: str) -> dict[str, object]:
    arguments = [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--no-first-run", "--no-default-browser-check", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-default-apps",
        "--disable-extensions", "--disable-client-side-phishing-detection", "--no-pings",
        "--disable-domain-reliability", "--metrics-recording-only",
        f"--user-data-dir={folder / 'profile'}", f"--lang={language}",
        f"--accept-lang={language}",
        f"--proxy-server=127.0.0.1:{proxy_port}", "--proxy-bypass-list=<-loopback>",
    ]  # fmt: skip
    wished = {
        "goog:chromeOptions": {"args": arguments},
        "goog:loggingPrefs": {"performance": "ALL"},
    }
    return {"capabilities": {"alwaysMatch": wished}}


def _port(output: IO[str]) -> int:
    for line in output:
        found = _PORT.search(line)
        if found is not None:
            return int(found[1])
    raise AssertionError("the driver of the browser did not start")


def _send(address: str, body: dict[str, object] | None) -> Any:
    request = Request(  # noqa: S310 - a loopback address
        address,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
        method="DELETE" if body is None else "POST",
    )
    with _OPEN.open(request, timeout=_WAIT_SECONDS) as answer:
        return json.load(answer)["value"]
