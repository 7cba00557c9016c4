"""The first tables, and the triggers that make the log append-only.

A later revision that lets a person be erased drops ``events_no_update`` and puts one in
its place that allows blanking ``body`` and nothing else.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_APPEND_ONLY = ("events", "checkpoints", "exports", "shown_texts", "notices")


def upgrade() -> None:
    """Make all tables and triggers."""
    _make_log()
    _make_projection()
    _make_people()
    _make_records()
    if op.get_bind().dialect.name == "sqlite":
        _make_triggers()


def _make_log() -> None:
    op.create_table(
        "events",
        sa.Column("seq", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("leaf_hash", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=True),
        sa.Column("vehicle", sa.Text, nullable=True),
        sa.Column("practice", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_events"),
    )
    op.create_table(
        "tree_edge",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("hashes", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tree_edge"),
    )
    op.create_table(
        "checkpoints",
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("root", sa.LargeBinary, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_checkpoints"),
    )


def _make_projection() -> None:
    op.create_table(
        "choices",
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("vehicle", sa.Text, nullable=False),
        sa.Column("practice", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("decided_at", sa.BigInteger, nullable=False),
        sa.Column("event_seq", sa.Integer, nullable=False),
        sa.Column("notice", sa.Text, nullable=False),
        sa.Column("term", sa.Text, nullable=True),
        sa.Column("ends_at", sa.BigInteger, nullable=True),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("given_at", sa.BigInteger, nullable=True),
        sa.Column("language", sa.Text, nullable=True),
        sa.Column("text_sha256", sa.Text, nullable=True),
        sa.Column("evidence", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("person", "vehicle", "practice", name="pk_choices"),
    )


def _make_people() -> None:
    op.create_table(
        "people",
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_people"),
        sa.UniqueConstraint("id", name="uq_people_id"),
    )
    op.create_table(
        "notices",
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("pack_id", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("pack", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_notices"),
    )
    op.create_table(
        "vehicles",
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("plate", sa.Text, nullable=False),
        sa.Column("vin", sa.Text, nullable=False),
        sa.Column("notice", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_vehicles"),
        sa.UniqueConstraint("id", name="uq_vehicles_id"),
        sa.ForeignKeyConstraint(
            ["person"],
            ["people.id"],
            name="fk_vehicles_person_people",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(
            ["notice"],
            ["notices.hash"],
            name="fk_vehicles_notice_notices",
            deferrable=True,
            initially="DEFERRED",
        ),
    )


def _make_records() -> None:
    op.create_table(
        "shown_texts",
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_shown_texts"),
    )
    op.create_table(
        "exports",
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("vehicle", sa.Text, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("formats", sa.Text, nullable=False),
        sa.Column("folder", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("practices", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_exports"),
        sa.UniqueConstraint("record", name="uq_exports_record"),
        sa.ForeignKeyConstraint(
            ["seq"],
            ["events.seq"],
            name="fk_exports_seq_events",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    op.create_table(
        "keys",
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("private", sa.LargeBinary, nullable=False),
        sa.Column("public", sa.LargeBinary, nullable=False),
        sa.Column("certificate", sa.LargeBinary, nullable=False),
        sa.Column("valid_from", sa.BigInteger, nullable=False),
        sa.Column("valid_until", sa.BigInteger, nullable=True),
        sa.PrimaryKeyConstraint("position", name="pk_keys"),
    )
    op.create_table(
        "meta",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_meta"),
    )


def _make_triggers() -> None:
    for table in _APPEND_ONLY:
        for verb in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    # The log has no gaps, and an entry can neither be replaced nor slipped in.
    op.execute(
        "CREATE TRIGGER events_in_order BEFORE INSERT ON events "
        "WHEN NEW.seq IS NOT (SELECT coalesce(max(seq) + 1, 0) FROM events) "
        "BEGIN SELECT RAISE(ABORT, 'events has no gaps'); END"
    )
