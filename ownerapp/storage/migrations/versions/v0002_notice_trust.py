"""How each notice came into the store, and the keys of authors that the person accepted.

Notices of before have no row: whether they were shipped is then told by the present list.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the two tables; what came once is never written over."""
    op.create_table(
        "notice_arrivals",
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("pack_id", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("came", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_notice_arrivals"),
        sa.UniqueConstraint("hash", "came", name="uq_notice_arrivals_hash_came"),
        sa.ForeignKeyConstraint(
            ["hash"],
            ["notices.hash"],
            name="fk_notice_arrivals_hash_notices",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    op.create_table(
        "accepted_keys",
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("did", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("issuer", sa.Text, nullable=False),
        sa.Column("pack_id", sa.Text, nullable=False),
        sa.Column("accepted_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_accepted_keys"),
        sa.UniqueConstraint("did", "pack_id", name="uq_accepted_keys_did_pack_id"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER notice_arrivals_no_{verb} BEFORE {verb.upper()} "
                "ON notice_arrivals "
                "BEGIN SELECT RAISE(ABORT, 'notice_arrivals is append-only'); END"
            )
