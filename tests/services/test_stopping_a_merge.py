"""Joining another history can be stopped at any of its steps, and then nothing was taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from ownerapp.domain.errors import BackupStoppedError
from ownerapp.services.backup import BackupService
from ownerapp.services.log_check import full_check
from ownerapp.services.merging import MergeService
from ownerapp.services.ports.recovery import RecoveryKit
from ownerapp.services.vehicles import Vehicles
from ownerapp.system.argon2_seal import Argon2Cost
from ownerapp.system.recovery import CodeRecovery
from tests.support.desks import Place, add_car, events_of

RECOVERY = CodeRecovery(Argon2Cost(memory_kib=19 * 1024, passes=1, lanes=1))
STEPS = 3


def test_at_each_step_a_stop_leaves_everything_as_it_was(tmp_path: Path) -> None:
    here, there = Place(data_dir=tmp_path / "here"), Place(data_dir=tmp_path / "there")
    own, other = here.open(None, recovery=RECOVERY), there.open(None, recovery=RECOVERY)
    add_car(own)
    add_car(other)
    kits: list[RecoveryKit] = []
    path = str(tmp_path / "backup")
    BackupService(other).back_up(path, show=kits.append)
    before = events_of(own)
    for step in range(STEPS):
        asked: list[int] = []

        def is_wanted(asked: list[int] = asked, step: int = step) -> bool:
            asked.append(step)
            return len(asked) <= step

        with pytest.raises(BackupStoppedError):
            MergeService(own).merge(path, kits[0].code, is_wanted=is_wanted)
        assert events_of(own) == before
        assert len(Vehicles(own).all()) == 1
        assert full_check(own.store, own.ledger, own.around).is_good
    assert MergeService(own).merge(path, kits[0].code).new
    assert len(Vehicles(own).all()) == 2
    here.close()
    there.close()
