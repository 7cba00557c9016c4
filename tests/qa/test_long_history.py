"""The long history that the benchmarks measure is one that the program could have written."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from benchmarks.long_history import SPAN, prepare_long
from benchmarks.profile import large_pack, opened
from ownerapp.domain.log import LogState
from ownerapp.services.projection import kept, rebuilt

PASSPHRASE = "a passphrase of this test"  # noqa: S105 - of a temporary folder
ENTRIES = 130


def test_it_has_as_many_entries_as_asked_for_is_signed_and_goes_on(tmp_path: Path) -> None:
    pack = large_pack(tmp_path / "large.json")
    prepare_long(tmp_path / "data", pack, PASSPHRASE, entries=ENTRIES)
    with opened(tmp_path / "data", PASSPHRASE) as desk:
        report = desk.check_history()
        assert report.state is LogState.NOT_ANCHORED  # a file is no anchor; all else holds
        assert not report.repaired
        store = desk._require()
        assert kept(store) == rebuilt(store)
        events = desk.history()
        # Yeses that ran out meanwhile are written down when the program starts.
        own = [event for event in events if event.kind != "consent.expired"]
        assert len(own) == ENTRIES
        assert [event.seq for event in events] == list(range(len(events)))
        assert [event.at for event in own] == sorted(event.at for event in own)
        assert own[-1].at - own[0].at > SPAN - timedelta(days=60)
