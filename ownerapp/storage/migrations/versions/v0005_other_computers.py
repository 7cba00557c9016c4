"""The logs of other computers, records that were made elsewhere, and which choices they decide.

Each log of another computer is kept whole under its own name, and takes no change. Of a record
that was made elsewhere the bytes may be emptied once its person or car is erased, and nothing
else: they may hold a name, a plate or a VIN.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_APPEND_ONLY = ("merged_events", "merged_checkpoints", "merged_keys", "merged_accepted_keys")
_KEPT = (
    "position",
    "sha256",
    "record",
    "at",
    "seq",
    "person",
    "vehicle",
    "of_person",
    "of_vehicle",
    "issuer",
    "fingerprint",
    "origin",
    "log_index",
)


def upgrade() -> None:
    """Make the tables with their triggers, and the two columns of choices."""
    op.add_column("choices", sa.Column("origin", sa.Text, nullable=False, server_default=""))
    op.add_column("choices", sa.Column("joined", sa.Text, nullable=True))
    _make_merged()
    _make_imported()
    if op.get_bind().dialect.name == "sqlite":
        _make_triggers()


def _make_merged() -> None:
    op.create_table(
        "merged_events",
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("seq", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("leaf_hash", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("origin", "seq", name="pk_merged_events"),
    )
    op.create_table(
        "merged_checkpoints",
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("root", sa.LargeBinary, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_merged_checkpoints"),
        sa.UniqueConstraint("origin", "note", name="uq_merged_checkpoints_origin_note"),
    )
    op.create_table(
        "merged_keys",
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("public", sa.LargeBinary, nullable=False),
        sa.Column("valid_from", sa.BigInteger, nullable=False),
        sa.Column("statement", sa.LargeBinary, nullable=True),
        sa.PrimaryKeyConstraint("position", name="pk_merged_keys"),
        sa.UniqueConstraint("origin", "public", name="uq_merged_keys_origin_public"),
    )
    op.create_table(
        "merged_accepted_keys",
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("did", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("issuer", sa.Text, nullable=False),
        sa.Column("pack_id", sa.Text, nullable=False),
        sa.Column("accepted_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_merged_accepted_keys"),
        sa.UniqueConstraint(
            "origin", "did", "pack_id", name="uq_merged_accepted_keys_origin_did_pack_id"
        ),
    )


def _make_imported() -> None:
    op.create_table(
        "imported_records",
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("vehicle", sa.Text, nullable=False),
        sa.Column("of_person", sa.Text, nullable=False),
        sa.Column("of_vehicle", sa.Text, nullable=False),
        sa.Column("issuer", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("log_index", sa.Integer, nullable=False),
        sa.Column("receipt", sa.LargeBinary, nullable=False),
        sa.Column("file", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_imported_records"),
        sa.UniqueConstraint("sha256", name="uq_imported_records_sha256"),
        sa.ForeignKeyConstraint(
            ["seq"],
            ["events.seq"],
            name="fk_imported_records_seq_events",
            deferrable=True,
            initially="DEFERRED",
        ),
    )


def _make_triggers() -> None:
    for table in _APPEND_ONLY:
        for verb in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    op.execute(
        "CREATE TRIGGER merged_events_in_order BEFORE INSERT ON merged_events "
        "WHEN NEW.seq IS NOT (SELECT coalesce(max(seq) + 1, 0) FROM merged_events "
        "WHERE origin = NEW.origin) "
        "BEGIN SELECT RAISE(ABORT, 'merged_events has no gaps'); END"
    )
    same = " AND ".join(f"NEW.{column} IS OLD.{column}" for column in _KEPT)
    op.execute(
        sa.text(
            "CREATE TRIGGER imported_records_no_update BEFORE UPDATE ON imported_records "
            f"WHEN NOT ({same} AND NEW.receipt = x'' AND NEW.file = x'') "
            "BEGIN SELECT RAISE(ABORT, 'imported_records is append-only'); END"
        )
    )
    op.execute(
        "CREATE TRIGGER imported_records_no_delete BEFORE DELETE ON imported_records "
        "BEGIN SELECT RAISE(ABORT, 'imported_records is append-only'); END"
    )
