"""Time stamps by RFC 3161: asks for one through a given transport, and checks them.

The library builds the request. It does not read the answers: it refuses those of servers that
send several certificates in another order than DER's (``InvalidSetOrdering``), which many do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ownerapp.domain.errors import CheckFailedError, TimeStampFailedError
from ownerapp.domain.time_stamp import TimeStamp, checked_server
from ownerapp.domain.verdict import Check, CheckResult, Outcome
from ownerapp.services.ports.signing import StampCheck
from ownerapp.signing.der import INTEGER, DerError, der_item, der_items

if TYPE_CHECKING:
    from ownerapp.signing.time_stamp_token import TokenFacts

Transport = Callable[[str, bytes], bytes]
"""Sends a request to a server and returns the answer; raises ``TimeStampFailedError``."""

_ANSWER_LIMIT = 64 * 1024
"""Of bytes that are read value by value; a server sends some 5 kB."""
_GRANTED = frozenset({b"\x00", b"\x01"})
"""Granted, and granted with changes: a change that matters fails a later check."""


class Rfc3161TimeStamps:
    """The port ``TimeStamps``.

    Args:
        transport: How a server is asked; without one, stamps are checked only.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def ask(self, server: str, data: bytes) -> TimeStamp:
        """Return a checked time stamp over bytes; the server sees only their SHA-256.

        Raises:
            TimeStampAddressError: The address is not one of a server.
            TimeStampFailedError: The server gave no stamp that holds.
        """
        # Loaded here: hardly anybody asks for a stamp.
        from rfc3161_client import HashAlgorithm, TimestampRequestBuilder  # noqa: PLC0415

        from ownerapp.signing.time_stamp_token import plain_token  # noqa: PLC0415

        server = checked_server(server)
        request = (
            TimestampRequestBuilder()
            .data(data)
            .hash_algorithm(HashAlgorithm.SHA256)
            .cert_request(cert_request=True)
            .build()
        )
        answer = self._transport(server, request.as_bytes())
        token = _token(answer, server)
        try:
            plain = plain_token(token)
        except CheckFailedError as error:
            reason = "form" if error.reason == "algorithm" else "not-a-stamp"
            raise TimeStampFailedError(server=server, reason=reason) from None
        facts = _checked(plain, data, server)
        if facts.nonce != request.nonce:
            raise TimeStampFailedError(server=server, reason="other", detail="nonce")
        return TimeStamp(answer=answer, token=plain, at=facts.at, authority=facts.authority)

    def check(self, token: bytes, data: bytes) -> StampCheck:
        """Return whether a token in a record holds over bytes; never raises."""
        from ownerapp.signing.time_stamp_token import check_token  # noqa: PLC0415 - as above

        try:
            facts = check_token(token, data)
        except CheckFailedError as error:
            result = CheckResult(check=Check.PDF_STAMP, outcome=Outcome.FAILED, reason=error.reason)
            return StampCheck(result=result)
        return StampCheck(
            result=CheckResult(check=Check.PDF_STAMP, outcome=Outcome.OK),
            at=facts.at,
            authority=facts.authority,
        )

    def check_answer(self, answer: bytes, data: bytes) -> CheckResult:
        """Return whether a server's whole answer beside a record holds over bytes; as above."""
        from ownerapp.signing.time_stamp_token import (  # noqa: PLC0415 - as above
            check_token,
            plain_token,
        )

        check = Check.CHECKPOINT_STAMP
        if len(answer) > _ANSWER_LIMIT:
            return CheckResult(check=check, outcome=Outcome.FAILED, reason="form")
        try:
            check_token(plain_token(_token(answer, "")), data)
        except TimeStampFailedError:
            return CheckResult(check=check, outcome=Outcome.FAILED, reason="form")
        except CheckFailedError as error:
            return CheckResult(check=check, outcome=Outcome.FAILED, reason=error.reason)
        return CheckResult(check=check, outcome=Outcome.OK)


def _token(answer: bytes, server: str) -> bytes:
    """Return the token in an answer."""
    try:
        whole = der_item(answer)
        status, *tokens = der_items(whole.content)
        state = der_items(status.content)[0]
    except (DerError, LookupError, ValueError):
        raise TimeStampFailedError(server=server, reason="not-a-stamp") from None
    if whole.end != len(answer) or state.tag != INTEGER:
        raise TimeStampFailedError(server=server, reason="not-a-stamp")
    if state.content not in _GRANTED or len(tokens) != 1:
        raise TimeStampFailedError(server=server, reason="refused")
    return tokens[0].all


def _checked(token: bytes, data: bytes, server: str) -> TokenFacts:
    from ownerapp.signing.time_stamp_token import check_token  # noqa: PLC0415 - as above

    try:
        return check_token(token, data)
    except CheckFailedError as error:
        reason = "form" if error.reason in {"form", "algorithm"} else "other"
        raise TimeStampFailedError(server=server, reason=reason, detail=error.reason) from None
