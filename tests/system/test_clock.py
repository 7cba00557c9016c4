"""The clock: aware, to the millisecond, and a zone under every configuration."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from ownerapp.services.ports.clock import Clock, IdSource
from ownerapp.system import clock as module
from ownerapp.system.clock import SystemClock, is_zone, local_zone_name
from ownerapp.system.ids import SystemIds


def test_now_is_utc_to_the_millisecond() -> None:
    clock: Clock = SystemClock()
    now = clock.now()
    assert now.utcoffset() == timedelta(0)
    assert now.tzinfo is UTC
    assert now.microsecond % 1000 == 0
    assert clock.now() >= now


def test_the_counter_never_goes_back() -> None:
    clock = SystemClock()
    counts = [clock.monotonic_ms() for _ in range(1000)]
    assert counts == sorted(counts)


@pytest.mark.parametrize(
    ("variable", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (":Asia/Shanghai", "Asia/Shanghai"),
        ("/usr/share/zoneinfo/America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("posix/Asia/Tokyo", "Asia/Tokyo"),
        ("UTC", "UTC"),
        ("", "UTC"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "UTC"),
        ("Nowhere/Land", "UTC"),
        ("../../etc/passwd", "UTC"),
        ("/etc/passwd", "UTC"),
        ("Europe", "UTC"),
        ("Europe/Berlin\n", "UTC"),
        ("\N{SNOWMAN}", "UTC"),
        ("x" * 5000, "UTC"),
    ],
)
def test_the_variable_decides_alone(
    monkeypatch: pytest.MonkeyPatch, variable: str, name: str
) -> None:
    monkeypatch.setenv("TZ", variable)
    assert SystemClock().zone_name() == name
    assert SystemClock().zone().key == name


@pytest.mark.skipif(sys.platform == "win32", reason="the registry decides there")
@pytest.mark.parametrize(
    ("link", "text", "name"),
    [
        ("/usr/share/zoneinfo/Europe/Oslo", None, "Europe/Oslo"),
        ("../usr/share/zoneinfo/Asia/Kathmandu", "Europe/Oslo\n", "Asia/Kathmandu"),
        ("/var/db/timezone/zoneinfo/Asia/Shanghai", None, "Asia/Shanghai"),
        ("/nix/store/tz", "Europe/Oslo\n", "Europe/Oslo"),
        (None, "Europe/Oslo\n", "Europe/Oslo"),
        (None, "\N{SNOWMAN}", "UTC"),
        (None, None, "UTC"),
    ],
)
def test_without_the_variable_the_system_is_asked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, link: str | None, text: str | None, name: str
) -> None:
    monkeypatch.delenv("TZ", raising=False)
    if link is not None:
        (tmp_path / "localtime").symlink_to(link)
    if text is not None:
        (tmp_path / "timezone").write_text(text, "utf-8")
    monkeypatch.setattr(module, "_LOCALTIME_PATH", tmp_path / "localtime")
    monkeypatch.setattr(module, "_TIMEZONE_PATH", tmp_path / "timezone")
    assert SystemClock().zone_name() == name


def test_this_computer_has_a_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TZ", raising=False)
    assert is_zone(SystemClock().zone_name())
    assert isinstance(local_zone_name(), str)


def test_without_the_systems_zones_there_is_still_a_zone() -> None:
    program = (
        "import zoneinfo; zoneinfo.reset_tzpath(['/nowhere'])\n"
        "from ownerapp.system.clock import SystemClock\n"
        "assert SystemClock().zone().utcoffset(SystemClock().now()) is not None\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_ids_are_random_and_of_their_form() -> None:
    ids: IdSource = SystemIds()
    uuids = {ids.uuid() for _ in range(100)}
    nonces = {ids.nonce() for _ in range(100)}
    assert (len(uuids), len(nonces)) == (100, 100)
    assert all(len(found) == 36 and found[14] == "4" for found in uuids)
    assert all(len(bytes.fromhex(found)) == 16 for found in nonces)
