"""A face inside one file: a code for each character it shows, and the subset of the font that goes with them.

The fonts are composite fonts with codes of our own, two bytes each: any number of characters in one font, a
no-break space that stays one, and letters beyond the first 65,536 that come out of the file as they went in.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from npgs_docs.render.pdf.fonts import FALLBACK, Face
from npgs_docs.render.pdf.objects import File, array, dictionary, name, number

_LATIN = "".join(map(chr, range(32, 127))) + "\u00a0\u00a7\u00ae\u00b7\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026"
_SYMBOLIC = 4
_BLOCK = 100
_KEPT_SUBSETS = 32


class Codes(dict[str, str]):
    """The code of each character as four hexadecimal digits, given out in the order the characters are met."""

    def __missing__(self, character: str) -> str:
        self[character] = code = f"{len(self) + 1:04x}"
        return code


@dataclass(frozen=True, slots=True, eq=False)
class Embedded:
    """A face as one file uses it, under a short `name`."""

    face: Face
    name: str
    codes: Codes

    @classmethod
    def start(cls, face: Face, name: str) -> Embedded:
        """The two faces that nearly every page needs begin with all of ASCII, so that their subsets can be kept."""
        codes = Codes()
        if face.name.endswith(("-Regular", "-Bold")) and not face.name.startswith(FALLBACK):
            for character in _LATIN:
                codes[character]
        return cls(face, name, codes)

    def write(self, file: File) -> str:
        """The font's objects; its reference is returned."""
        subset = _subset(self.face, "".join(self.codes))
        base = name(f"{subset.tag}+{self.face.program.name.decode('ascii')}")
        descendant = file.add(_cid_font(file, self.face, subset, base))
        entries = {"Type": "/Font", "Subtype": "/Type0", "BaseFont": base, "Encoding": "/Identity-H"}
        entries |= {"DescendantFonts": array([descendant]), "ToUnicode": file.deflated(subset.unicode)}
        return file.add(dictionary(entries))


@dataclass(frozen=True, slots=True)
class _Subset:
    """The parts of a font that depend on nothing but its characters; the bytes are deflated."""

    tag: str
    program: bytes
    program_length: int
    glyphs: bytes
    unicode: bytes
    widths: str


@lru_cache(_KEPT_SUBSETS)
def _subset(face: Face, characters: str) -> _Subset:
    program: bytes = face.program.makeSubset([ord(each) for each in characters])
    return _Subset(
        tag=_tag(face.name + characters),
        program=zlib.compress(program),
        program_length=len(program),
        glyphs=zlib.compress(_glyph_map(face, characters)),
        unicode=zlib.compress(_to_unicode(characters).encode("ascii")),
        widths=f"[1 [{' '.join(number(face.advance[each] * 1000) for each in characters)}]]",
    )


def _tag(seed: str) -> str:
    """Six capitals that differ from subset to subset, as ISO 32000-1, 9.6.4 asks."""
    return "".join(chr(65 + byte % 26) for byte in sha256(seed.encode("utf-8")).digest()[:6])


def _glyph_map(face: Face, characters: str) -> bytes:
    """For each code the glyph that `makeSubset` gave its character: it counts glyphs as they first appear."""
    glyphs: dict[int, int] = {0: 0}
    numbers = [0]
    for character in characters:
        original: int = face.program.charToGlyph[ord(character)]
        numbers.append(glyphs.setdefault(original, len(glyphs)))
    return b"".join(each.to_bytes(2, "big") for each in numbers)


def _to_unicode(characters: str) -> str:
    """The CMap that turns codes back into text: UTF-16, in blocks of a hundred (ISO 32000-1, 9.10.3)."""
    pairs = [f"<{code:04x}> <{each.encode('utf-16-be').hex()}>" for code, each in enumerate(characters, 1)]
    blocks = [pairs[at : at + _BLOCK] for at in range(0, len(pairs), _BLOCK)]
    body = "\n".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


def _cid_font(file: File, face: Face, subset: _Subset, base: str) -> str:
    return dictionary({
        "Type": "/Font",
        "Subtype": "/CIDFontType2",
        "BaseFont": base,
        "CIDSystemInfo": "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
        "FontDescriptor": file.add(_descriptor(file, face, subset, base)),
        "W": subset.widths,
        "CIDToGIDMap": file.deflated(subset.glyphs),
    })  # fmt: skip


def _descriptor(file: File, face: Face, subset: _Subset, base: str) -> str:
    return descriptor(face, base, _SYMBOLIC, file.deflated(subset.program, Length1=str(subset.program_length)))


def descriptor(face: Face, base: str, flags: int, program: str) -> str:
    """The font descriptor of a face whose program is the object `program`."""
    metrics = face.program
    return dictionary({
        "Type": "/FontDescriptor",
        "FontName": base,
        "Flags": str(flags),
        "FontBBox": array(map(number, metrics.bbox)),
        "ItalicAngle": number(metrics.italicAngle),
        "Ascent": number(metrics.ascent),
        "Descent": number(metrics.descent),
        "CapHeight": number(metrics.capHeight),
        "StemV": number(metrics.stemV),
        "FontFile2": program,
    })  # fmt: skip
