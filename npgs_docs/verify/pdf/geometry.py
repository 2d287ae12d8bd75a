"""Places on a page and the matrices that move them (ISO 32000-1, 8.3.4)."""

from __future__ import annotations

from typing import Any

Matrix = tuple[float, float, float, float, float, float]
STILL: Matrix = (1, 0, 0, 1, 0, 0)


def matrix_of(operands: Any) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def through(place: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    x, y = place
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def box_around(places: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    across, up = [x for x, _ in places], [y for _, y in places]
    return min(across), min(up), max(across), max(up)
