"""Words and lengths as the text of WordprocessingML: the one place that escapes, and the one that knows Word's units."""

from __future__ import annotations

import re
import unicodedata

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
}
DECLARED = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items()) + ' mc:Ignorable="w14"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_EMU = 12700
_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")
_IMPOSSIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def text(words: str) -> str:
    """Words as character data: composed letters, every kind of break as a space."""
    if not words.isascii() or not words.isprintable():
        words = _BREAKS.sub(" ", unicodedata.normalize("NFC", words))
    if "&" in words or "<" in words or ">" in words:
        words = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return words


def value(words: str) -> str:
    """Words as the value of an attribute in double quotes."""
    return text(words).replace('"', "&quot;")


def impossible(words: str) -> list[str]:
    """The characters that XML cannot hold, or that mean nothing to anybody, in the order they stand."""
    return _IMPOSSIBLE.findall(words)


def twips(points: float) -> int:
    """Twentieths of a point, the usual unit."""
    return round(points * 20)


def halves(points: float) -> int:
    """Half points, for letters."""
    return round(points * 2)


def eighths(points: float) -> int:
    """Eighths of a point, for rules."""
    return max(round(points * 8), 2)


def emus(points: float) -> int:
    """English metric units, for drawings."""
    return round(points * _EMU)


def rgb(color: str) -> str:
    """``#rrggbb`` as Word writes it."""
    return color.removeprefix("#").upper()
