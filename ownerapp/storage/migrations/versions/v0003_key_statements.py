"""The signed statement with which a record key names the one that follows it.

The first key of a store has none, and keys of before are all first ones.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column."""
    op.add_column("keys", sa.Column("statement", sa.LargeBinary, nullable=True))
