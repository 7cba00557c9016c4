"""Where an exported record went may be forgotten, and nothing else of it.

The folder and the name of a file can say who the person is. Once a person or a car is erased
both are emptied together; every other change of an exported record is refused as before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_KEPT = ("position", "record", "at", "vehicle", "seq", "sha256", "formats", "practices")


def upgrade() -> None:
    """Put the trigger that allows just that in the place of the one that allows nothing."""
    if op.get_bind().dialect.name != "sqlite":
        return
    same = " AND ".join(f"NEW.{column} IS OLD.{column}" for column in _KEPT)
    op.execute(sa.text("DROP TRIGGER exports_no_update"))
    op.execute(
        sa.text(
            "CREATE TRIGGER exports_no_update BEFORE UPDATE ON exports "
            f"WHEN NOT ({same} AND NEW.folder = '' AND NEW.name = '') "
            "BEGIN SELECT RAISE(ABORT, 'exports is append-only'); END"
        )
    )
