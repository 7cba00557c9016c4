"""A table of the history that no spreadsheet executes."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.documents.csv_export import CsvTable, harmless

FORMULAS = ("=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0@x", "\uff1d1")


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


def test_rows_are_rfc_4180_with_a_byte_order_mark() -> None:
    data = CsvTable().make([["When", "What"], ["2026-11-20", 'A "quoted", long\r\ntext 座舱']])
    assert data == ('\ufeffWhen,What\r\n2026-11-20,"A ""quoted"", long\r\ntext 座舱"\r\n'.encode())


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_cell_that_looks_like_a_formula_becomes_text(cell: str) -> None:
    ((written,),) = read(CsvTable().make([[cell]]))
    assert written == f"'{cell}"


@pytest.mark.parametrize("cell", ["On until 2027-02-20", "a=b", "3-2", "", "'=1", "座舱", "2+2"])
def test_an_ordinary_cell_is_not_touched(cell: str) -> None:
    assert harmless(cell) == cell


@given(st.lists(st.lists(st.text(), min_size=1, max_size=4), max_size=5))
def test_every_table_comes_back_and_no_cell_starts_a_formula(rows: list[list[str]]) -> None:
    back = read(CsvTable().make(rows))
    # A row of one empty cell is written as quotes, so that it stays a row.
    assert [len(row) for row in back] == [len(row) for row in rows]
    for written, given_row in zip(back, rows, strict=True):
        for cell, original in zip(written, given_row, strict=True):
            assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
            assert cell.removeprefix("'") == original.removeprefix("'").replace("\0", "\ufffd")
