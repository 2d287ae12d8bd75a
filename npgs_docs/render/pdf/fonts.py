"""The fonts: loaded when first asked for, measured, and chosen so that every letter has one."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from reportlab.pdfbase.ttfonts import TTFontFace

from npgs_docs.style import Typeface

FOLDER = Path(__file__).parents[2] / "fonts"
FALLBACK = "DejaVuSans"
_FALLBACK_FACES = {False: f"{FALLBACK}.ttf", True: f"{FALLBACK}-Bold.ttf"}
_MEASURED_WORDS = 1 << 12


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font file; `program` is reportlab's TTFontFace. `advance` is the width of each character
    it has, `measure` that of a word, in ems.

    `characters` are those we set with it; none runs from right to left, because we set no such text.
    """

    name: str
    program: Any
    advance: dict[str, float]
    measure: Callable[[str], float]
    characters: frozenset[str]


@cache
def face(file: str) -> Face:
    """The face of a file, bundled (``Carlito-Bold.ttf``) or at a path; read once per process."""
    program: Any = TTFontFace(str(FOLDER / file))
    advance: dict[str, float] = {chr(code): program.getCharWidth(code) / 1000 for code in program.charToGlyph}

    @lru_cache(_MEASURED_WORDS)
    def measure(word: str) -> float:
        return sum(map(advance.__getitem__, word))

    characters = frozenset(each for each in advance if not is_right_to_left(each))
    return Face(Path(file).stem, program, advance, measure, characters)


def face_of(typeface: Typeface, *, strong: bool, emphasis: bool) -> Face:
    """The face of a look."""
    looks = {
        (False, False): typeface.regular,
        (True, False): typeface.bold,
        (False, True): typeface.italic,
        (True, True): typeface.bold_italic,
    }
    return face(looks[strong, emphasis])


def clean(text: str) -> str:
    """The text in composed letters, every kind of break as a space, marks that only steer a layout left out."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text)
    return "".join(" " if _breaks(each) else each for each in composed if not _steers(each))


def _breaks(character: str) -> bool:
    return character in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"


def _steers(character: str) -> bool:
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


def runs(text: str, typeface: Typeface, *, strong: bool, emphasis: bool) -> Iterator[tuple[Face | None, str]]:
    """The text in stretches of one face each; None stands with characters that no font here has.

    The fallback family has no slanted faces, so there emphasis is left to the words.
    """
    main = face_of(typeface, strong=strong, emphasis=emphasis)
    if main.characters.issuperset(text):
        yield main, text
        return
    spare = face(_FALLBACK_FACES[strong])

    def first_with(character: str) -> Face | None:
        return next((one for one in (main, spare) if character in one.characters), None)

    for found, characters in groupby(text, first_with):
        yield found, "".join(characters)


def is_right_to_left(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("R", "AL", "AN")
