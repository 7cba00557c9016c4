"""The encrypted store: SQLCipher under SQLAlchemy, repositories, unit of work, migrations.

May import: ``services.ports``, ``domain``, SQLAlchemy, Alembic, sqlcipher3. Must never
hand out a session or a row.
"""
