"""People's own rules, and which suggestions of theirs were set aside.

Not append-only, and not in the log: a rule is changed and forgotten as its person likes, and a
suggestion is no answer.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "own_rules",
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("at_most", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_own_rules"),
        sa.UniqueConstraint("person", "about", name="uq_own_rules_person_about"),
    )
    op.create_table(
        "set_aside_suggestions",
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("vehicle", sa.Text, nullable=False),
        sa.Column("notice", sa.Text, nullable=False),
        sa.Column("practice", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_set_aside_suggestions"),
        sa.UniqueConstraint(
            "person",
            "vehicle",
            "notice",
            "practice",
            name="uq_set_aside_suggestions_person_vehicle_notice_practice",
        ),
    )
