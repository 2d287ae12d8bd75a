"""The colour of a style, as ``#rrggbb``: what it says itself or takes over, with colours of the theme looked up."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator
from typing import Any

from npgs_docs.wordbase.package import W

_DEEPEST = 30
_USUAL_NAMES = {"text1": "dk1", "text2": "dk2", "background1": "lt1", "background2": "lt2", "dark1": "dk1",
                "dark2": "dk2", "light1": "lt1", "light2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink"}  # fmt: skip


def heading_color(styles: Any, theme: Any) -> str:
    """The colour of Heading 1; "" where it has none of its own. Either tree may be None."""
    if styles is None:
        return ""
    found = (one.find(f"{W}rPr/{W}color") for one in _chain(styles, "heading 1"))
    color = next((one for one in found if one is not None), None)
    return "" if color is None else _color(color, theme)


def _chain(styles: Any, name: str) -> Iterator[Any]:
    """The paragraph style of a name, and those it is based on, nearest first."""
    by_id = {one.get(f"{W}styleId"): one for one in styles.iterchildren(f"{W}style")}
    style = next((one for one in by_id.values() if _name(one) == name), None)
    for _ in range(_DEEPEST):
        if style is None:
            return
        yield style
        above = style.find(f"{W}basedOn")
        style = None if above is None else by_id.get(above.get(f"{W}val"))


def _name(style: Any) -> str:
    named = style.find(f"{W}name")
    return "" if named is None else named.get(f"{W}val", "").partition(",")[0].strip().lower()


def _color(color: Any, theme: Any) -> str:
    base = _of_theme(color.get(f"{W}themeColor", ""), theme)
    if not base:
        said = color.get(f"{W}val", "")
        return f"#{said.lower()}" if re.fullmatch("[0-9A-Fa-f]{6}", said) else ""
    shade, tint = color.get(f"{W}themeShade"), color.get(f"{W}themeTint")
    return _toned(base, _share(shade), _share(tint))


def _of_theme(name: str, theme: Any) -> str:
    """Six digits, or "" for a colour that the theme does not have."""
    scheme = theme.find(".//{*}clrScheme") if theme is not None and name else None
    found = scheme.find(f"{{*}}{_USUAL_NAMES.get(name, name)}") if scheme is not None else None
    if found is None or not len(found):
        return ""
    said: str = found[0].get("lastClr") or found[0].get("val", "")
    return said if re.fullmatch("[0-9A-Fa-f]{6}", said) else ""


def _share(hexadecimal: str | None) -> float:
    """Two digits as a share of one; 1 where nothing is said."""
    digits = hexadecimal or ""
    return int(digits, 16) / 255 if re.fullmatch("[0-9A-Fa-f]{2}", digits) else 1.0


def _toned(digits: str, shade: float, tint: float) -> str:
    """Word darkens and lightens by the lightness of a colour."""
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    toned = colorsys.hls_to_rgb(hue, light * shade * tint + (1 - tint), full)
    return "#" + "".join(f"{round(part * 255):02x}" for part in toned)
