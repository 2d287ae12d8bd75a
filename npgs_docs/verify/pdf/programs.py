"""The bytes of a TrueType font in; which glyphs it has, how wide they are and which codes lead to them out."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Program:
    """A font program. Glyph 0 is the sign for a missing glyph."""

    data: bytes

    @cached_property
    def tables(self) -> dict[bytes, bytes]:
        count = self._short(self.data, 4)
        found = {}
        for at in range(12, 12 + 16 * count, 16):
            entry = self.data[at : at + 16]
            if len(entry) == 16:
                start, length = struct.unpack(">II", entry[8:])
                found[entry[:4]] = self.data[start : start + length]
        return found

    @cached_property
    def glyphs(self) -> int:
        return self._short(self.tables.get(b"maxp", b""), 4)

    @cached_property
    def _per_em(self) -> int:
        return self._short(self.tables.get(b"head", b""), 18) or 1000

    @cached_property
    def _measured(self) -> int:
        return self._short(self.tables.get(b"hhea", b""), 34)

    def width(self, glyph: int) -> float | None:
        """The advance of a glyph in thousandths of an em; None where the program does not say."""
        table = self.tables.get(b"hmtx", b"")
        place = 4 * min(glyph, self._measured - 1)
        return self._short(table, place) * 1000 / self._per_em if 0 <= place <= len(table) - 2 else None

    @cached_property
    def maps(self) -> dict[tuple[int, int], dict[int, int]]:
        """Codes to glyphs for each pair of platform and encoding."""
        table = self.tables.get(b"cmap", b"")
        found = {}
        for at in range(4, 4 + 8 * self._short(table, 2), 8):
            if len(table) >= at + 8:
                platform, encoding, start = struct.unpack(">HHI", table[at : at + 8])
                found[platform, encoding] = _codes(table[start:])
        return found

    @staticmethod
    def _short(table: bytes, at: int) -> int:
        return int.from_bytes(table[at : at + 2], "big")


def _codes(table: bytes) -> dict[int, int]:
    match int.from_bytes(table[:2], "big"):
        case 0:
            return {code: glyph for code, glyph in enumerate(table[6:262]) if glyph}
        case 4:
            return _segments(table)
        case 6:
            first, count = struct.unpack(">HH", table[6:10])
            glyphs = struct.unpack(f">{count}H", table[10 : 10 + 2 * count])
            return {first + place: glyph for place, glyph in enumerate(glyphs) if glyph}
        case 12:
            return _groups(table)
        case _:
            return {}


def _segments(table: bytes) -> dict[int, int]:
    """Format 4: runs of codes, each with a shift or with a row of glyphs behind it."""
    count = int.from_bytes(table[6:8], "big") // 2
    words = struct.unpack(f">{len(table) // 2}H", table[: len(table) // 2 * 2])
    ends, starts = words[7 : 7 + count], words[8 + count : 8 + 2 * count]
    shifts, offsets = words[8 + 2 * count : 8 + 3 * count], words[8 + 3 * count : 8 + 4 * count]
    found = {}
    for run, (first, last, shift, offset) in enumerate(zip(starts, ends, shifts, offsets, strict=True)):
        for code in range(first, last + 1):
            place = 8 + 3 * count + run + offset // 2 + code - first
            glyph = code if not offset else words[place] if place < len(words) else 0
            if glyph and (glyph := (glyph + shift) & 0xFFFF) and code != 0xFFFF:
                found[code] = glyph
    return found


def _groups(table: bytes) -> dict[int, int]:
    found = {}
    for at in range(16, min(len(table) - 11, 16 + 12 * int.from_bytes(table[12:16], "big")), 12):
        first, last, glyph = struct.unpack(">III", table[at : at + 12])
        for code in range(first, min(last, first + 0xFFFF) + 1):
            found[code] = glyph + code - first
    return found
