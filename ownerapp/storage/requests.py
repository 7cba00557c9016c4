"""Requests of people and the replies to them, in their two tables.

The bodies are JSON of the domain's values; what is asked for by a column stands beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Select, bindparam, delete, insert, select

from ownerapp.domain.ids import PersonId, ReplyId, RequestId, VehicleId
from ownerapp.storage.engine import upsert
from ownerapp.storage.rows import REQUEST_REPLIES, REQUESTS

# Every start loads this module, and few read a request; so the values are loaded by reading one.
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ownerapp.domain.rights import KeptReply, KeptRequest
    from ownerapp.storage.work import Work

_PUT = upsert(REQUESTS, keys=("id",))
_ONE = select(REQUESTS.c.body).where(REQUESTS.c.id == bindparam("of_id"))
_ALL = select(REQUESTS.c.body).order_by(REQUESTS.c.position.desc())
_ADD_REPLY = insert(REQUEST_REPLIES)
_REPLIES_OF = (
    select(REQUEST_REPLIES.c.body)
    .where(REQUEST_REPLIES.c.request == bindparam("of_id"))
    .order_by(REQUEST_REPLIES.c.position)
)
_CONTENT = select(REQUEST_REPLIES.c.content).where(REQUEST_REPLIES.c.id == bindparam("of_id"))


class SqlRequests:
    """Requests with their replies."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def put(self, request: KeptRequest) -> None:
        """Keep a request, in place of an earlier state of it."""
        self._work.write(
            _PUT,
            {
                "id": request.id,
                "person": request.person,
                "vehicle": request.vehicle,
                "body": msgspec.json.encode(request),
            },
        )

    def get(self, request: RequestId) -> KeptRequest | None:
        """Return a request, or None."""
        from ownerapp.domain.rights import KeptRequest  # noqa: PLC0415 - see the import above

        body = self._work.value(_ONE, {"of_id": request})
        return None if body is None else msgspec.json.decode(body, type=KeptRequest)

    def all(self) -> Sequence[KeptRequest]:
        """Return all requests, newest first."""
        from ownerapp.domain.rights import KeptRequest  # noqa: PLC0415 - as above

        bodies = self._work.connection.execute(_ALL).scalars()
        return tuple(msgspec.json.decode(body, type=KeptRequest) for body in bodies)

    def remove(self, request: RequestId) -> None:
        """Forget a request with its replies."""
        self._work.write(delete(REQUEST_REPLIES).where(REQUEST_REPLIES.c.request == request))
        self._work.write(delete(REQUESTS).where(REQUESTS.c.id == request))

    def add_reply(self, reply: KeptReply, content: bytes) -> None:
        """Keep a reply."""
        self._work.write(
            _ADD_REPLY,
            {
                "id": reply.id,
                "request": reply.request,
                "body": msgspec.json.encode(reply),
                "content": content,
            },
        )

    def replies(self, request: RequestId) -> Sequence[KeptReply]:
        """Return the replies to a request, oldest first, without their content."""
        from ownerapp.domain.rights import KeptReply  # noqa: PLC0415 - as above

        bodies = self._work.connection.execute(_REPLIES_OF, {"of_id": request}).scalars()
        return tuple(msgspec.json.decode(body, type=KeptReply) for body in bodies)

    def content(self, reply: ReplyId) -> bytes | None:
        """Return the content of a reply, or None."""
        return self._work.value(_CONTENT, {"of_id": reply})

    def remove_of_vehicle(self, vehicle: VehicleId) -> None:
        """Forget every request about a car."""
        self._remove(select(REQUESTS.c.id).where(REQUESTS.c.vehicle == vehicle))

    def remove_of_person(self, person: PersonId) -> None:
        """Forget every request of a person."""
        self._remove(select(REQUESTS.c.id).where(REQUESTS.c.person == person))

    def _remove(self, meant: Select[str]) -> None:
        for request in self._work.connection.execute(meant).scalars().all():
            self.remove(RequestId(request))
