"""Runs the revisions on the connection that it is given; Alembic loads this file by path.

The caller owns the transaction, so that all revisions happen or none does.
"""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=True,
)
context.run_migrations()
