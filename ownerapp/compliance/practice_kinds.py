"""What kind of practice it is, where several regimes' rules ask the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.notice_facts import Sensor

_ANY_DIGIT_BUT_ZERO = re.compile("[1-9]")


def is_cabin(notice: Notice, practice: Practice) -> bool:
    """Tell whether a sensor in the cabin sees, hears or touches people."""
    return any(
        (sensor.group == "cabin" and sensor.kind in {"camera", "microphone", "infrared"})
        or sensor.kind == "fingerprint"
        for sensor in sensors_of(notice, practice)
    )


def is_cabin_camera(notice: Notice, practice: Practice) -> bool:
    """Tell whether a camera in the cabin is used."""
    return any(
        sensor.group == "cabin" and sensor.kind in {"camera", "infrared"}
        for sensor in sensors_of(notice, practice)
    )


def is_outside(notice: Notice, practice: Practice) -> bool:
    """Tell whether a sensor can capture people outside.

    Radar and ultrasonic sensors yield distances, not people.
    """
    return any(
        sensor.group == "exterior" and sensor.kind in {"camera", "microphone", "lidar"}
        for sensor in sensors_of(notice, practice)
    )


def sensors_of(notice: Notice, practice: Practice) -> Iterator[Sensor]:
    """Yield the sensors that a practice uses."""
    for sensor_id in practice.sensors:
        sensor = notice.sensor(sensor_id)
        if sensor is not None:
            yield sensor


def is_kept_for_no_time(practice: Practice) -> bool:
    """Tell whether the notice declares that nothing is kept: a period of zero."""
    period = practice.retention.period
    return period is not None and _ANY_DIGIT_BUT_ZERO.search(period) is None


def has_period_or_rule(practice: Practice) -> bool:
    """Tell whether the notice declares how long data is kept, or by which rule."""
    return practice.retention.period is not None or bool(practice.retention.text)
