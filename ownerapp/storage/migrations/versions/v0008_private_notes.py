"""Private notes on choices.

Not append-only, and not in the log: a note is changed and forgotten as its person likes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "private_notes",
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("vehicle", sa.Text, nullable=False),
        sa.Column("practice", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_private_notes"),
        sa.UniqueConstraint(
            "person", "vehicle", "practice", name="uq_private_notes_person_vehicle_practice"
        ),
    )
