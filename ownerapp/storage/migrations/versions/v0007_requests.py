"""Requests of people and the replies to them.

Neither is append-only: a draft is changed and thrown away, and all of it goes with the person or
the car. What happened to a request stands in the log, which names nobody.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "requests",
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("vehicle", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_requests"),
        sa.UniqueConstraint("id", name="uq_requests_id"),
    )
    op.create_table(
        "request_replies",
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("request", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_request_replies"),
        sa.UniqueConstraint("id", name="uq_request_replies_id"),
        sa.ForeignKeyConstraint(
            ["request"],
            ["requests.id"],
            name="fk_request_replies_request_requests",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
