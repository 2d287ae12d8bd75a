"""Color operators of a page in, colors out where a machine can tell them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from npgs_docs.verify.contrast import Color, from_cmyk
from npgs_docs.verify.pdf.objects import dictionary, text, whole

_PARTS = {
    "/DeviceGray": 1,
    "/G": 1,
    "/CalGray": 1,
    "/DeviceRGB": 3,
    "/RGB": 3,
    "/CalRGB": 3,
    "/DeviceCMYK": 4,
    "/CMYK": 4,
}


def color_of(numbers: Sequence[Any]) -> Color | None:
    """Gray, RGB or CMYK by the count of numbers."""
    try:
        parts = [float(number) for number in numbers]
    except (TypeError, ValueError):
        return None
    match parts:
        case [gray]:
            return gray, gray, gray
        case [red, green, blue]:
            return red, green, blue
        case [cyan, magenta, yellow, black]:
            return from_cmyk(cyan, magenta, yellow, black)
        case _:
            return None


def parts_of_space(resources: Any, space: Any) -> int:
    """How many numbers a color has in a color space; 0 where they mean no plain color (patterns, spot colors)."""
    if str(space) in _PARTS:
        return _PARTS[str(space)]
    found = dictionary(resources, "/ColorSpace").get(str(space))
    if found is None:
        return 0
    if str(found) in _PARTS:
        return _PARTS[str(found)]
    family = str(found[0]) if len(found) else ""
    if family == "/ICCBased" and len(found) > 1:
        return whole(found[1], "/N")
    return _PARTS.get(family, 0)


def see_through(resources: Any, state: Any) -> bool:
    """Whether a graphics state lets what is below shine through, so that no color can be told."""
    entries = dictionary(dictionary(resources, "/ExtGState"), str(state))
    blend = text(entries, "/BM")
    opaque = float(entries.get("/ca", 1)) >= 1 and blend in ("", "/Normal", "/Compatible")
    return not opaque or hasattr(entries.get("/SMask"), "keys")
