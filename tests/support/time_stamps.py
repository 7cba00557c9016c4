"""A time stamp authority of the tests: its certificates, and its server on the loopback.

The stamps are made by ``openssl ts``; nothing else than this computer is asked.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from typing_extensions import override

from ownerapp.system.clock import SystemClock

NAME = "Test time stamps"
QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"

_CONFIG = """\
[tsa]
default_tsa = stamps
[stamps]
serial = {folder}/serial
signer_digest = {digest}
default_policy = 1.2.3.4.1
other_policies = 1.2.3.4.2
digests = {digests}
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = {named_by}
"""


@dataclass(frozen=True, kw_only=True)
class Authority:
    """An authority in a folder: ``root.pem`` and what ``openssl ts`` needs to sign."""

    folder: Path

    @property
    def root_path(self) -> Path:
        return self.folder / "root.pem"

    def answer(self, query: bytes) -> bytes:
        """Return the answer of ``openssl ts`` to a request."""
        (self.folder / "query.tsq").write_bytes(query)
        subprocess.run(
            [
                "openssl", "ts", "-reply", "-config", "tsa.conf", "-section", "stamps",
                "-queryfile", "query.tsq", "-out", "answer.tsr",
                "-signer", "signer.pem", "-inkey", "signer.key", "-chain", "root.pem",
            ],
            cwd=self.folder, check=True, capture_output=True,
        )  # fmt: skip
        return (self.folder / "answer.tsr").read_bytes()


def new_authority(
    folder: Path,
    *,
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | None = None,
    digest: str = "sha256",
    named_by: str = "sha256",
    digests: str = "sha256",
    usage: tuple[x509.ObjectIdentifier, ...] = (ExtendedKeyUsageOID.TIME_STAMPING,),
    name: str = NAME,
) -> Authority:
    """Make an authority whose certificate a root of its own has signed."""
    folder.mkdir(parents=True, exist_ok=True)
    key = key or rsa.generate_private_key(public_exponent=65537, key_size=2048)
    root_key = ec.generate_private_key(ec.SECP256R1())
    root_name = _name("Test root")
    root = (
        _builder(root_name, root_name, root_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    signer = (
        _builder(_name(name), root_name, key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage(usage), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    for file, certificate in (("root.pem", root), ("signer.pem", signer)):
        (folder / file).write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "signer.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    (folder / "serial").write_text("01\n", encoding="ascii")
    config = _CONFIG.format(folder=folder, digest=digest, named_by=named_by, digests=digests)
    (folder / "tsa.conf").write_text(config, encoding="utf-8")
    return Authority(folder=folder)


def _name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Test laboratory"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    now = SystemClock().now()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=3))
    )


@dataclass(kw_only=True)
class Responder:
    """A server and what it was asked; a test may make it answer otherwise."""

    authority: Authority
    url: str = ""
    status: int = 200
    kind: str = REPLY
    change: Callable[[bytes], bytes] = bytes
    """What is done to the true answer."""
    change_query: Callable[[bytes], bytes] = bytes
    """What is done to the request before it is answered."""
    wait_seconds: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    """Path, headers and body of each request."""


@contextmanager
def responding(authority: Authority) -> Iterator[Responder]:
    """Serve an authority on the loopback."""
    responder = Responder(authority=authority)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            responder.asked.append((self.path, dict(self.headers), body))
            time.sleep(responder.wait_seconds)
            answer = responder.change(authority.answer(responder.change_query(body)))
            self.send_response(responder.status)
            for name, value in responder.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", responder.kind)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            try:
                self.wfile.write(answer)
            except OSError:
                # Whoever asked has gone, as it does when the answer comes too late.
                return

        def do_GET(self) -> None:
            responder.asked.append((self.path, dict(self.headers), b""))
            self.send_error(405)

        @override
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    responder.url = f"http://127.0.0.1:{server.server_address[1]}/stamps"
    try:
        yield responder
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
