"""Migrations of the store: each revision is a file of its own that imports nothing of ours.

May import: SQLAlchemy and Alembic. Alembic reads ``env.py`` and ``versions`` by path.
"""

from pathlib import Path

HEAD = "0009"
"""The newest revision, written out so that opening a store need not import Alembic."""

FOLDER = Path(__file__).parent
"""Where Alembic finds ``env.py`` and ``versions``."""
