"""The tables. The columns beside an entry's bytes are an index; ``body`` is the truth.

Append-only by triggers: ``events``, ``checkpoints``, ``exports``, ``shown_texts``, ``notices``,
``notice_arrivals``, everything of other computers' logs (``merged_...``), and
``imported_records`` but for what erasing a person empties. ``choices`` is a projection of the
log and ``tree_edge`` one of its tree; both can be rebuilt. Only ``people``, ``vehicles`` and
``imported_records`` hold names, plates and VINs, and nothing in the log points at the rows of
the first two, so that they can be erased.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import ClassVar, cast

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
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
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


class Base(DeclarativeBase):
    """All tables, with names for every constraint, so that migrations can mean them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {str: Text, bytes: LargeBinary, datetime: UtcMoment}


class EventRow(Base):
    """One entry of the log; a body is blanked when it is erased, its hash stays."""

    __tablename__ = "events"
    __table_args__ = (Index(None, "at"), Index(None, "vehicle", "practice", "kind", "person"))

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    body: Mapped[bytes]
    leaf_hash: Mapped[bytes]
    at: Mapped[datetime]
    kind: Mapped[str]
    person: Mapped[str | None]
    vehicle: Mapped[str | None]
    practice: Mapped[str | None]


class TreeEdgeRow(Base):
    """The right edge of the tree: one row, its hashes of 32 bytes one after the other."""

    __tablename__ = "tree_edge"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size: Mapped[int]
    hashes: Mapped[bytes]


class CheckpointRow(Base):
    """One signed tree head; two heads of one size stand in their order of signing."""

    __tablename__ = "checkpoints"

    position: Mapped[int] = mapped_column(primary_key=True)
    size: Mapped[int]
    root: Mapped[bytes]
    note: Mapped[str]


class ChoiceRow(Base):
    """The present decision on one practice, as the log says it."""

    __tablename__ = "choices"

    person: Mapped[str] = mapped_column(primary_key=True)
    vehicle: Mapped[str] = mapped_column(primary_key=True)
    practice: Mapped[str] = mapped_column(primary_key=True)
    status: Mapped[str]
    decided_at: Mapped[datetime]
    event_seq: Mapped[int]
    notice: Mapped[str]
    term: Mapped[str | None]
    ends_at: Mapped[datetime | None]
    zone: Mapped[str]
    given_at: Mapped[datetime | None]
    language: Mapped[str | None]
    text_sha256: Mapped[str | None]
    evidence: Mapped[str | None]
    origin: Mapped[str] = mapped_column(server_default="")
    joined: Mapped[str | None]


class PersonRow(Base):
    """A person's name."""

    __tablename__ = "people"

    position: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]


class NoticeRow(Base):
    """The exact bytes of a notice pack."""

    __tablename__ = "notices"

    hash: Mapped[str] = mapped_column(primary_key=True)
    pack_id: Mapped[str]
    version: Mapped[str]
    pack: Mapped[bytes]


class NoticeArrivalRow(Base):
    """How the bytes of a notice came: shipped with the program, or imported from a file."""

    __tablename__ = "notice_arrivals"
    __table_args__ = (UniqueConstraint("hash", "came"),)

    position: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(
        ForeignKey("notices.hash", deferrable=True, initially="DEFERRED")
    )
    pack_id: Mapped[str]
    version: Mapped[str]
    came: Mapped[str]
    at: Mapped[datetime]


class AcceptedKeyRow(Base):
    """A key of an author that the person accepted, and the notice for which it was."""

    __tablename__ = "accepted_keys"
    __table_args__ = (UniqueConstraint("did", "pack_id"),)

    position: Mapped[int] = mapped_column(primary_key=True)
    did: Mapped[str]
    fingerprint: Mapped[str]
    issuer: Mapped[str]
    pack_id: Mapped[str]
    accepted_at: Mapped[datetime]


class VehicleRow(Base):
    """A car with its owner and the notice that it follows now."""

    __tablename__ = "vehicles"

    position: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    person: Mapped[str] = mapped_column(
        ForeignKey("people.id", deferrable=True, initially="DEFERRED")
    )
    name: Mapped[str]
    plate: Mapped[str]
    vin: Mapped[str]
    notice: Mapped[str] = mapped_column(
        ForeignKey("notices.hash", deferrable=True, initially="DEFERRED")
    )


class ShownTextRow(Base):
    """The canonical bytes of exactly the text that was on screen."""

    __tablename__ = "shown_texts"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[bytes]


class ExportRow(Base):
    """One exported record; ``formats`` and ``practices`` are joined by line feeds."""

    __tablename__ = "exports"

    position: Mapped[int] = mapped_column(primary_key=True)
    record: Mapped[str] = mapped_column(unique=True)
    at: Mapped[datetime]
    vehicle: Mapped[str]
    seq: Mapped[int] = mapped_column(
        ForeignKey("events.seq", deferrable=True, initially="DEFERRED")
    )
    sha256: Mapped[str]
    formats: Mapped[str]
    folder: Mapped[str]
    name: Mapped[str]
    practices: Mapped[str]


class KeyRow(Base):
    """A signing key; of one that was replaced the private part is gone."""

    __tablename__ = "keys"

    position: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    private: Mapped[bytes]
    public: Mapped[bytes]
    certificate: Mapped[bytes]
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime | None]
    statement: Mapped[bytes | None]


class MergedEventRow(Base):
    """One entry of another computer's log, byte for byte."""

    __tablename__ = "merged_events"

    origin: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    body: Mapped[bytes]
    leaf_hash: Mapped[bytes]


class MergedCheckpointRow(Base):
    """A signed tree head of another computer's log."""

    __tablename__ = "merged_checkpoints"
    __table_args__ = (UniqueConstraint("origin", "note"),)

    position: Mapped[int] = mapped_column(primary_key=True)
    origin: Mapped[str]
    size: Mapped[int]
    root: Mapped[bytes]
    note: Mapped[str]


class MergedKeyRow(Base):
    """The public part of a record key of another computer."""

    __tablename__ = "merged_keys"
    __table_args__ = (UniqueConstraint("origin", "public"),)

    position: Mapped[int] = mapped_column(primary_key=True)
    origin: Mapped[str]
    public: Mapped[bytes]
    valid_from: Mapped[datetime]
    statement: Mapped[bytes | None]


class MergedAcceptedKeyRow(Base):
    """An author's key that was accepted on another computer, and therefore not here."""

    __tablename__ = "merged_accepted_keys"
    __table_args__ = (UniqueConstraint("origin", "did", "pack_id"),)

    position: Mapped[int] = mapped_column(primary_key=True)
    origin: Mapped[str]
    did: Mapped[str]
    fingerprint: Mapped[str]
    issuer: Mapped[str]
    pack_id: Mapped[str]
    accepted_at: Mapped[datetime]


class ImportedRecordRow(Base):
    """A record that was made elsewhere; its bytes are emptied once its person is erased."""

    __tablename__ = "imported_records"

    position: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    record: Mapped[str]
    at: Mapped[datetime]
    seq: Mapped[int] = mapped_column(
        ForeignKey("events.seq", deferrable=True, initially="DEFERRED")
    )
    person: Mapped[str]
    vehicle: Mapped[str]
    of_person: Mapped[str]
    of_vehicle: Mapped[str]
    issuer: Mapped[str]
    fingerprint: Mapped[str]
    origin: Mapped[str]
    log_index: Mapped[int]
    receipt: Mapped[bytes]
    file: Mapped[bytes]


class RequestRow(Base):
    """A request of a person; ``body`` is the JSON of the domain's value."""

    __tablename__ = "requests"

    position: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    person: Mapped[str]
    vehicle: Mapped[str]
    body: Mapped[bytes]


class RequestReplyRow(Base):
    """A reply to a request; ``content`` is the file or the text byte for byte."""

    __tablename__ = "request_replies"

    position: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    request: Mapped[str] = mapped_column(
        ForeignKey("requests.id", deferrable=True, initially="DEFERRED")
    )
    body: Mapped[bytes]
    content: Mapped[bytes]


class PrivateNoteRow(Base):
    """What a person wrote for themselves about a choice."""

    __tablename__ = "private_notes"
    __table_args__ = (UniqueConstraint("person", "vehicle", "practice"),)

    position: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str]
    vehicle: Mapped[str]
    practice: Mapped[str]
    text: Mapped[str]


class MetaRow(Base):
    """A named fact of the store."""

    __tablename__ = "meta"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


# Plain tables: a class of rows costs every start three times as much, and few people have rules.
OWN_RULES = Table(
    "own_rules",
    Base.metadata,
    Column("position", Integer, primary_key=True),
    Column("person", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("at_most", Text, nullable=False),
    UniqueConstraint("person", "about"),
)
"""Rules of people; ``at_most`` is empty for *keep off*."""

SET_ASIDE = Table(
    "set_aside_suggestions",
    Base.metadata,
    Column("position", Integer, primary_key=True),
    Column("person", Text, nullable=False),
    Column("vehicle", Text, nullable=False),
    Column("notice", Text, nullable=False),
    Column("practice", Text, nullable=False),
    UniqueConstraint("person", "vehicle", "notice", "practice"),
)
"""Suggestions that are not to come back for a version of a notice."""


def table_of(row: type[Base]) -> Table:
    """Return the table of a row class."""
    # Declarative classes are mapped to plain tables here, never to joins.
    return cast("Table", row.__table__)
