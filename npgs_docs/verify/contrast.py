"""Two colors in, their contrast out, after WCAG 2.2 (relative luminance and contrast ratio)."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

Color: TypeAlias = tuple[float, float, float]
"""Red, green and blue of sRGB from 0 to 1."""

BLACK: Color = (0.0, 0.0, 0.0)
WHITE: Color = (1.0, 1.0, 1.0)
_LARGE, _LARGE_BOLD = 18.0, 14.0
_ROUNDING = 0.005


@lru_cache(1024)
def luminance(color: Color) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(1024)
def ratio(one: Color, other: Color) -> float:
    """From 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def needed(size: float, *, bold: bool) -> float:
    """What letters of a size (in points) need: 4.5, and 3 where they are large."""
    return 3.0 if size >= (_LARGE_BOLD if bold else _LARGE) else 4.5


def enough(text: Color, ground: Color, size: float, *, bold: bool) -> bool:
    return ratio(text, ground) + _ROUNDING >= needed(size, bold=bold)


def from_hex(code: str) -> Color | None:
    """``1D5C63`` or ``#1d5c63``; None for anything else, such as ``auto``."""
    digits = code.removeprefix("#")
    if len(digits) != 6:
        return None
    try:
        red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    except ValueError:
        return None
    return red, green, blue


def to_hex(color: Color) -> str:
    return "#" + "".join(f"{round(min(max(part, 0), 1) * 255):02x}" for part in color)


def from_cmyk(cyan: float, magenta: float, yellow: float, black: float) -> Color:
    """The plain conversion; a printer's profile may differ a little."""
    return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
