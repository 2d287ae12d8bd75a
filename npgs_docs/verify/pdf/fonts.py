"""A font of a PDF in; what its codes say, whether it is embedded, and which codes show nothing out."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from npgs_docs.verify.pdf.objects import array, dictionary, is_stream, text, unpacked, whole
from npgs_docs.verify.pdf.programs import Program

UNKNOWN = "\ufffd"
"""Stands for a code that the file does not turn into a letter."""

_NAMED = "\u25a1"
_SYMBOLIC = 4
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f\s]+)>|\[(.*?)\])", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_NUMBERED = re.compile(r"/(g|G|glyph|gid|cid|index|c|C)\d+")
_UNICODE_NAME = re.compile(r"/u(?:ni)?([0-9A-Fa-f]{4,6})")
_CODECS = {
    "/WinAnsiEncoding": "cp1252",
    "/MacRomanEncoding": "mac_roman",
    "/StandardEncoding": "latin-1",
    "": "latin-1",
}
_ASIAN = frozenset({"Japan1", "GB1", "CNS1", "Korea1", "KR"})


class _Letters(dict[int, str]):
    """What each code says; a code that the font's own map leaves out is looked up when it is met."""

    def __init__(self, known: dict[int, str], meant: Callable[[int], str]) -> None:
        super().__init__(known)
        self._meant = meant

    def __missing__(self, code: int) -> str:
        letter = self[code] = self._meant(code)
        return letter


@dataclass(eq=False)
class Font:
    """One font dictionary. `used` gathers the codes shown with it where they can be seen."""

    entries: Any
    used: set[int] = field(default_factory=set)

    @cached_property
    def name(self) -> str:
        """Its name without the tag of a subset."""
        return re.sub(r"^/(?:[A-Z]{6}\+)?", "", text(self.entries, "/BaseFont")) or "a font without a name"

    @cached_property
    def kind(self) -> str:
        return text(self.entries, "/Subtype")

    @cached_property
    def wide(self) -> bool:
        return self.kind == "/Type0"

    @cached_property
    def bold(self) -> bool:
        return bool(re.search("bold|black|heavy|semibold", self.name, re.IGNORECASE))

    @cached_property
    def _inner(self) -> Any:
        """The font that has the glyphs: the descendant of a composite font, or the font itself."""
        if not self.wide:
            return self.entries
        return next((one for one in array(self.entries, "/DescendantFonts") if hasattr(one, "get")), self.entries)

    @cached_property
    def _descriptor(self) -> Any:
        return dictionary(self._inner, "/FontDescriptor")

    @property
    def embedded(self) -> bool:
        files = ("/FontFile", "/FontFile2", "/FontFile3")
        return self.kind == "/Type3" or any(is_stream(self._descriptor.get(key)) for key in files)

    # --- what codes say ----------------------------------------------------------------------------------

    def codes(self, raw: bytes) -> list[int]:
        if self.wide:
            return list(struct.unpack(f">{len(raw) // 2}H", raw[: len(raw) // 2 * 2]))
        return list(raw)

    def words(self, codes: list[int]) -> str:
        return "".join(map(self.letters.__getitem__, codes))

    @cached_property
    def letters(self) -> _Letters:
        stream = self.entries.get("/ToUnicode")
        return _Letters(read_unicode_map(unpacked(stream)) if is_stream(stream) else {}, self._meant)

    def _meant(self, code: int) -> str:
        """What a code says that the map of the font leaves out."""
        if self.wide:
            collection = text(dictionary(self._inner, "/CIDSystemInfo"), "/Ordering")
            return _NAMED if collection in _ASIAN else UNKNOWN
        if code in self._differences:
            return _named(self._differences[code])
        codec = _CODECS.get(self._encoding)
        if codec is None or self._own_codes:
            return UNKNOWN
        return bytes([code]).decode(codec, "replace")

    @cached_property
    def _own_codes(self) -> bool:
        """A font whose codes mean what only its program knows."""
        symbolic = bool(whole(self._descriptor, "/Flags") & _SYMBOLIC)
        return (self.embedded and symbolic and not self._encoding) or self.kind == "/Type3"

    @cached_property
    def _encoding(self) -> str:
        return text(self.entries, "/Encoding") or text(dictionary(self.entries, "/Encoding"), "/BaseEncoding")

    @cached_property
    def _differences(self) -> dict[int, str]:
        found, code = {}, 0
        for one in array(dictionary(self.entries, "/Encoding"), "/Differences"):
            name = str(one)
            if name.startswith("/"):
                found[code] = name
                code += 1
            elif name.isdigit():
                code = int(name)
        return found

    # --- what codes show ---------------------------------------------------------------------------------

    @cached_property
    def program(self) -> Program | None:
        stream = self._descriptor.get("/FontFile2")
        return Program(unpacked(stream)) if is_stream(stream) else None

    def missing(self) -> Iterator[int]:
        """Codes in use that show the sign for a missing glyph, or nothing; only where the program can be read."""
        if self.program and self.program.glyphs:
            for code in sorted(self.used):
                glyph = self._glyph(code)
                if glyph is not None and not 0 < glyph < self.program.glyphs:
                    yield code

    def misfits(self) -> Iterator[int]:
        """Codes in use whose width in the file is not the width in the program (PDF/UA-1, 7.21.5)."""
        for code in sorted(self.used) if self.program else ():
            glyph, said = self._glyph(code), self.widths.get(code)
            drawn = self.program.width(glyph) if self.program and glyph else None
            if drawn is not None and said is not None and abs(drawn - said) > 1:
                yield code

    def _glyph(self, code: int) -> int | None:
        """The glyph of a code; None where the file leaves it to the viewer."""
        if self.wide:
            return self._wide_glyph(code)
        maps = self.program.maps if self.program else {}
        if not whole(self._descriptor, "/Flags") & _SYMBOLIC:
            letter = self.words([code])
            return maps[3, 1].get(ord(letter), 0) if (3, 1) in maps and len(letter) == 1 and letter != UNKNOWN else None
        for own in ((3, 0), (1, 0)):
            if own in maps:
                return next((maps[own][key] for key in (code, 0xF000 + code) if key in maps[own]), 0)
        return None

    def _wide_glyph(self, code: int) -> int | None:
        if text(self.entries, "/Encoding") not in ("/Identity-H", "/Identity-V"):
            return None
        return int.from_bytes(self._glyph_map[2 * code : 2 * code + 2], "big") if self._glyph_map else code

    @cached_property
    def _glyph_map(self) -> bytes:
        stream = self._inner.get("/CIDToGIDMap")
        return unpacked(stream) if is_stream(stream) else b""

    @cached_property
    def widths(self) -> dict[int, float]:
        """The width of each code as the file says it, in thousandths of an em."""
        if self.wide:
            return _wide_widths(list(array(self._inner, "/W")))
        first = whole(self.entries, "/FirstChar")
        return {first + place: float(width) for place, width in enumerate(array(self.entries, "/Widths"))}


def _named(name: str) -> str:
    """The letter behind the name of a glyph; a box for a name that is known to viewers but not to us."""
    if match := _UNICODE_NAME.fullmatch(name):
        number = int(match[1], 16)
        return chr(number) if number < 0x110000 else UNKNOWN
    if _NUMBERED.fullmatch(name) or name == "/.notdef":
        return UNKNOWN
    return " " if name == "/space" else name[1] if len(name) == 2 else _NAMED


def read_unicode_map(data: bytes) -> dict[int, str]:
    """The codes of a ToUnicode map and the text each stands for."""
    found: dict[int, str] = {}
    for block in _CHARS.findall(data):
        found.update((int(code, 16), _utf16(letters)) for code, letters in _PAIR.findall(block))
    for block in _RANGES.findall(data):
        for first, last, letters, several in _RANGE.findall(block):
            found.update(_range(int(first, 16), int(last, 16), letters, several))
    return found


def _range(first: int, last: int, letters: bytes, several: bytes) -> Iterator[tuple[int, str]]:
    codes = range(first, min(last, first + 0xFFFF) + 1)
    if several:
        yield from zip(codes, map(_utf16, _HEX.findall(several)), strict=False)
        return
    digits = b"".join(letters.split())
    start = int(digits, 16)
    for code in codes:
        yield code, _utf16(f"{start + code - first:0{len(digits)}x}".encode())


def _utf16(digits: bytes) -> str:
    digits = b"".join(digits.split())
    if len(digits) == 2:
        return chr(int(digits, 16))
    return bytes.fromhex(digits.decode("ascii") if len(digits) % 2 == 0 else f"0{digits.decode('ascii')}").decode(
        "utf-16-be", "replace"
    )


def _wide_widths(listed: list[Any]) -> dict[int, float]:
    """``[1 [500 600] 7 9 450]``: a first code with widths, or a first and a last code with one width."""
    found: dict[int, float] = {}
    at = 0
    while at + 1 < len(listed):
        first = int(listed[at])
        if hasattr(listed[at + 1], "__iter__"):
            found.update((first + place, float(width)) for place, width in enumerate(listed[at + 1]))
            at += 2
        elif at + 2 < len(listed):
            last = min(int(listed[at + 1]), first + 0xFFFF)
            found.update((code, float(listed[at + 2])) for code in range(first, last + 1))
            at += 3
        else:
            break
    return found
