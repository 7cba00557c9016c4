"""The tables. The columns beside an entry's bytes are an index; ``body`` is the truth.

Append-only by triggers: ``events``, ``checkpoints``, ``exports``, ``shown_texts``, ``notices``,
``notice_arrivals``, everything of other computers' logs (``merged_...``), and
``imported_records`` but for what erasing a person empties. ``choices`` is a projection of the
log and ``tree_edge`` one of its tree; both can be rebuilt. Only ``people``, ``vehicles`` and
``imported_records`` hold names, plates and VINs, and nothing in the log points at the rows of
the first two, so that they can be erased.

They are plain tables: classes of rows would cost every start some hundredths of a second, for
a session and a map of objects that nothing here uses.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from typing_extensions import override

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class UtcMoment(TypeDecorator[datetime]):
    """An aware instant, kept as whole microseconds since 1970: exact and in order."""

    impl = BigInteger
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Return the number of an instant; one without a zone is a mistake."""
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    @override
    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Return the instant of a number, in UTC."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""All tables, with names for every constraint, so that migrations can mean them."""

EVENTS = Table(
    "events",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
    Column("leaf_hash", LargeBinary, nullable=False),
    Column("at", UtcMoment, nullable=False),
    Column("kind", Text, nullable=False),
    Column("person", Text),
    Column("vehicle", Text),
    Column("practice", Text),
    Index(None, "at"),
    Index(None, "vehicle", "practice", "kind", "person"),
)
"""One entry of the log; a body is blanked when it is erased, its hash stays."""

TREE_EDGE = Table(
    "tree_edge",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("size", Integer, nullable=False),
    Column("hashes", LargeBinary, nullable=False),
)
"""The right edge of the tree: one row, its hashes of 32 bytes one after the other."""

CHECKPOINTS = Table(
    "checkpoints",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("root", LargeBinary, nullable=False),
    Column("note", Text, nullable=False),
)
"""One signed tree head; two heads of one size stand in their order of signing."""

CHOICES = Table(
    "choices",
    METADATA,
    Column("person", Text, primary_key=True),
    Column("vehicle", Text, primary_key=True),
    Column("practice", Text, primary_key=True),
    Column("status", Text, nullable=False),
    Column("decided_at", UtcMoment, nullable=False),
    Column("event_seq", Integer, nullable=False),
    Column("notice", Text, nullable=False),
    Column("term", Text),
    Column("ends_at", UtcMoment),
    Column("zone", Text, nullable=False),
    Column("given_at", UtcMoment),
    Column("language", Text),
    Column("text_sha256", Text),
    Column("evidence", Text),
    Column("origin", Text, server_default="", nullable=False),
    Column("joined", Text),
)
"""The present decision on one practice, as the log says it."""

PEOPLE = Table(
    "people",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("id", Text, unique=True, nullable=False),
    Column("name", Text, nullable=False),
)
"""A person's name."""

NOTICES = Table(
    "notices",
    METADATA,
    Column("hash", Text, primary_key=True),
    Column("pack_id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("pack", LargeBinary, nullable=False),
)
"""The exact bytes of a notice pack."""

NOTICE_ARRIVALS = Table(
    "notice_arrivals",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column(
        "hash",
        Text,
        ForeignKey("notices.hash", deferrable=True, initially="DEFERRED"),
        nullable=False,
    ),
    Column("pack_id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("came", Text, nullable=False),
    Column("at", UtcMoment, nullable=False),
    UniqueConstraint("hash", "came"),
)
"""How the bytes of a notice came: shipped with the program, or imported from a file."""

ACCEPTED_KEYS = Table(
    "accepted_keys",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("did", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("pack_id", Text, nullable=False),
    Column("accepted_at", UtcMoment, nullable=False),
    UniqueConstraint("did", "pack_id"),
)
"""A key of an author that the person accepted, and the notice for which it was."""

VEHICLES = Table(
    "vehicles",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("id", Text, unique=True, nullable=False),
    Column(
        "person",
        Text,
        ForeignKey("people.id", deferrable=True, initially="DEFERRED"),
        nullable=False,
    ),
    Column("name", Text, nullable=False),
    Column("plate", Text, nullable=False),
    Column("vin", Text, nullable=False),
    Column(
        "notice",
        Text,
        ForeignKey("notices.hash", deferrable=True, initially="DEFERRED"),
        nullable=False,
    ),
)
"""A car with its owner and the notice that it follows now."""

SHOWN_TEXTS = Table(
    "shown_texts",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
"""The canonical bytes of exactly the text that was on screen."""

EXPORTS = Table(
    "exports",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("record", Text, unique=True, nullable=False),
    Column("at", UtcMoment, nullable=False),
    Column("vehicle", Text, nullable=False),
    Column(
        "seq",
        Integer,
        ForeignKey("events.seq", deferrable=True, initially="DEFERRED"),
        nullable=False,
    ),
    Column("sha256", Text, nullable=False),
    Column("formats", Text, nullable=False),
    Column("folder", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("practices", Text, nullable=False),
)
"""One exported record; ``formats`` and ``practices`` are joined by line feeds."""

KEYS = Table(
    "keys",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("private", LargeBinary, nullable=False),
    Column("public", LargeBinary, nullable=False),
    Column("certificate", LargeBinary, nullable=False),
    Column("valid_from", UtcMoment, nullable=False),
    Column("valid_until", UtcMoment),
    Column("statement", LargeBinary),
)
"""A signing key; of one that was replaced the private part is gone."""

MERGED_EVENTS = Table(
    "merged_events",
    METADATA,
    Column("origin", Text, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
    Column("leaf_hash", LargeBinary, nullable=False),
)
"""One entry of another computer's log, byte for byte."""

MERGED_CHECKPOINTS = Table(
    "merged_checkpoints",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("origin", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("root", LargeBinary, nullable=False),
    Column("note", Text, nullable=False),
    UniqueConstraint("origin", "note"),
)
"""A signed tree head of another computer's log."""

MERGED_KEYS = Table(
    "merged_keys",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("origin", Text, nullable=False),
    Column("public", LargeBinary, nullable=False),
    Column("valid_from", UtcMoment, nullable=False),
    Column("statement", LargeBinary),
    UniqueConstraint("origin", "public"),
)
"""The public part of a record key of another computer."""

MERGED_ACCEPTED_KEYS = Table(
    "merged_accepted_keys",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("origin", Text, nullable=False),
    Column("did", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("pack_id", Text, nullable=False),
    Column("accepted_at", UtcMoment, nullable=False),
    UniqueConstraint("origin", "did", "pack_id"),
)
"""An author's key that was accepted on another computer, and therefore not here."""

IMPORTED_RECORDS = Table(
    "imported_records",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("sha256", Text, unique=True, nullable=False),
    Column("record", Text, nullable=False),
    Column("at", UtcMoment, nullable=False),
    Column(
        "seq",
        Integer,
        ForeignKey("events.seq", deferrable=True, initially="DEFERRED"),
        nullable=False,
    ),
    Column("person", Text, nullable=False),
    Column("vehicle", Text, nullable=False),
    Column("of_person", Text, nullable=False),
    Column("of_vehicle", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("log_index", Integer, nullable=False),
    Column("receipt", LargeBinary, nullable=False),
    Column("file", LargeBinary, nullable=False),
)
"""A record that was made elsewhere; its bytes are emptied once its person is erased."""

REQUESTS = Table(
    "requests",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("id", Text, unique=True, nullable=False),
    Column("person", Text, nullable=False),
    Column("vehicle", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""A request of a person; ``body`` is the JSON of the domain's value."""

REQUEST_REPLIES = Table(
    "request_replies",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("id", Text, unique=True, nullable=False),
    Column(
        "request",
        Text,
        ForeignKey("requests.id", deferrable=True, initially="DEFERRED"),
        nullable=False,
    ),
    Column("body", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""A reply to a request; ``content`` is the file or the text byte for byte."""

PRIVATE_NOTES = Table(
    "private_notes",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("person", Text, nullable=False),
    Column("vehicle", Text, nullable=False),
    Column("practice", Text, nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("person", "vehicle", "practice"),
)
"""What a person wrote for themselves about a choice."""

META = Table(
    "meta",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""A named fact of the store."""

OWN_RULES = Table(
    "own_rules",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("person", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("at_most", Text, nullable=False),
    UniqueConstraint("person", "about"),
)
"""Rules of people; ``at_most`` is empty for *keep off*."""

SET_ASIDE = Table(
    "set_aside_suggestions",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("person", Text, nullable=False),
    Column("vehicle", Text, nullable=False),
    Column("notice", Text, nullable=False),
    Column("practice", Text, nullable=False),
    UniqueConstraint("person", "vehicle", "notice", "practice"),
)
"""Suggestions that are not to come back for a version of a notice."""
