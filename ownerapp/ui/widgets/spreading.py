"""Spreads points that lie too close together, so that each can be pressed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import islice
from typing import Final

_ROUNDS: Final = 240
_AGAIN: Final = 8
"""After so many rounds it is looked again which points are near one another."""
_NEAR: Final = 2.5
_SLACK: Final = 0.05
_SAME_PLACE: Final = 0.5
_TURN: Final = 2.399963
"""The golden angle in radians: points at one place part in different directions."""

Point = tuple[float, float]


def spread(
    points: Sequence[Point], *, apart: float, edge: float, room: tuple[float, float]
) -> list[Point]:
    """Return the points moved as little as it takes, none nearer to another than a distance.

    Args:
        points: Where they belong, in pixels.
        apart: The least distance between two of them.
        edge: The least distance of a point from the sides of the room.
        room: Width and height. Where there is too little for all, they lie as far apart as it
            goes.
    """
    width, height = room
    xs = [min(max(point[0], edge), width - edge) for point in points]
    ys = [min(max(point[1], edge), height - edge) for point in points]
    pairs: list[tuple[int, int]] = []
    enough = max(apart - _SLACK, 0.0) ** 2
    for round_ in range(_ROUNDS):
        if round_ % _AGAIN == 0:
            pairs = _near_pairs(xs, ys, apart * _NEAR)
        is_settled = True
        for one, other in pairs:
            right, down = xs[other] - xs[one], ys[other] - ys[one]
            square = right * right + down * down
            if square >= enough:
                continue
            is_settled = False
            distance = math.sqrt(square)
            if distance < _SAME_PLACE:
                angle = _TURN * (one + other + round_)
                right, down, distance = math.cos(angle), math.sin(angle), 1.0
            push = (apart - min(distance, apart)) / (2 * distance) + 0.01
            xs[one] = min(max(xs[one] - right * push, edge), width - edge)
            ys[one] = min(max(ys[one] - down * push, edge), height - edge)
            xs[other] = min(max(xs[other] + right * push, edge), width - edge)
            ys[other] = min(max(ys[other] + down * push, edge), height - edge)
        if is_settled and round_ % _AGAIN == 0:
            break
    return list(zip(xs, ys, strict=True))


def _near_pairs(xs: Sequence[float], ys: Sequence[float], near: float) -> list[tuple[int, int]]:
    """Return the pairs that may come to touch within the next rounds."""
    # From the front of the car to the rear: who is too far behind one is so for all before it.
    order = sorted(range(len(ys)), key=ys.__getitem__)
    pairs: list[tuple[int, int]] = []
    for place, one in enumerate(order):
        x, last = xs[one], ys[one] + near
        for other in islice(order, place + 1, None):
            if ys[other] >= last:
                break
            if -near < xs[other] - x < near:
                pairs.append((one, other) if one < other else (other, one))
    pairs.sort()
    return pairs
