"""A short run of the fuzz target, and every file that it once found something with."""

from __future__ import annotations

from tests.fuzz.mutations import mutated
from tests.fuzz.notices import run, seeds

FOUND: tuple[int, ...] = ()
"""Numbers with which something was found and mended."""


def test_mutated_notices_end_as_packs_or_with_our_own_errors() -> None:
    ends, found = run(range(400))
    assert found == []
    assert ends["pack"] > 20
    assert len(ends) > 5, ends


def test_what_was_found_once_stays_mended() -> None:
    assert run(FOUND)[1] == []


def test_a_number_makes_the_same_file_each_time() -> None:
    good = seeds()
    assert [mutated(good, number) for number in range(50)] == [
        mutated(good, number) for number in range(50)
    ]
