"""What the repositories share: the statements of one open transaction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from sqlalchemy import Connection, Delete, Insert, Select, Update

from ownerapp.storage.errors import ReadOnlyUnitError
from ownerapp.storage.translation import TableRow, Values

_V = TypeVar("_V")


class Work:
    """One transaction, reading and writing whole rows by plain statements.

    There is no session and no map of objects: nothing is changed by changing an object,
    and loading one costs three times what reading its row costs.
    """

    __slots__ = ("_is_writer", "connection")

    def __init__(self, connection: Connection, *, is_writer: bool) -> None:
        self.connection = connection
        self._is_writer = is_writer

    def write(self, statement: Insert | Update | Delete, values: Values | None = None) -> None:
        """Run a statement that changes rows.

        Raises:
            ReadOnlyUnitError: The unit of work is for reading.
            ValueError: The tables refuse the values.
        """
        if not self._is_writer:
            raise ReadOnlyUnitError
        self.connection.execute(statement, values).close()

    def rows(
        self, query: Select[*tuple[Any, ...]], values: Values | None = None
    ) -> Iterator[TableRow]:
        """Yield the rows of a query over one whole table."""
        return iter(self.connection.execute(query, values))

    def row(self, query: Select[*tuple[Any, ...]], values: Values | None = None) -> TableRow | None:
        """Return the one row of a query over one whole table, or None."""
        return self.connection.execute(query, values).one_or_none()

    def value(self, query: Select[_V], values: Values | None = None) -> _V | None:
        """Return the one column of the one row of a query, or None."""
        return self.connection.execute(query, values).scalar_one_or_none()
