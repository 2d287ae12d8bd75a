"""A folder of font files in, a typeface every writer can use out; what a PDF may not embed is refused."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from npgs_docs.disk import read_ordinary
from npgs_docs.errors import UnfitError
from npgs_docs.style import Typeface

_NEEDED = "".join(map(chr, range(32, 127))) + "\u2013\u2019\u201c\u201d\u2022"
_OTHER_KINDS = {".otf", ".ttc", ".otc", ".woff", ".woff2"}
_NO_EMBEDDING, _NO_SUBSETS, _ONLY_BITMAPS = 0x0002, 0x0100, 0x0200
_ITALIC, _BOLD = 0x01, 0x20
_FAMILY_NAMES = (16, 1)


@dataclass(frozen=True, slots=True)
class _Font:
    """One file: the family it says it belongs to, and its look."""

    path: Path
    family: str
    bold: bool
    italic: bool


def read_typeface(folder: Path) -> Typeface:
    """The one family of a folder of TrueType files. Raises UnfitError.

    A regular and a bold face are needed; where there is no italic one, emphasis is left to the words.
    """
    fonts = [_read(path) for path in _font_files(folder)]
    families = sorted({font.family for font in fonts})
    if len(families) > 1:
        raise UnfitError(f"the fonts are of {len(families)} families: {', '.join(families)}", "Keep the files of one.")
    faces = {(font.bold, font.italic): str(font.path.resolve()) for font in fonts}
    regular, bold = faces.get((False, False)), faces.get((True, False))
    if regular is None or bold is None:
        missing = "bold" if regular else "regular"
        raise UnfitError(
            f"there is no {missing} face of {families[0]}", f"Put its {missing} .ttf file into the folder."
        )
    return Typeface(families[0], regular, bold, faces.get((False, True), regular), faces.get((True, True), bold))


def _font_files(folder: Path) -> Iterator[Path]:
    """The TrueType files of a folder by name. Raises UnfitError where there is none."""
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file())
    except (OSError, ValueError):
        raise UnfitError(
            f'"{folder.name}" is not a folder beside the profile', "Put it there, or remove fonts."
        ) from None
    found = [path for path in files if path.suffix.lower() == ".ttf"]
    if not found:
        others = any(path.suffix.lower() in _OTHER_KINDS for path in files)
        fault = "has fonts of other kinds only" if others else "holds no fonts"
        raise UnfitError(f'"{folder.name}" {fault}', "Put the family's TrueType files (.ttf) into it.")
    yield from found


def _read(path: Path) -> _Font:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        data = read_ordinary(path)
        with TTFont(io.BytesIO(data), lazy=True) as font:
            _refuse_cut_off(font, len(data))
            _refuse_unfit(path.name, font)
            selected = font["OS/2"].fsSelection
            return _Font(path, _family(font), bool(selected & _BOLD), bool(selected & _ITALIC))
    except (TTLibError, OSError, KeyError, AssertionError):
        raise UnfitError(f'"{path.name}" is not a whole TrueType font', "Get the file again.") from None


def _refuse_cut_off(font: Any, length: int) -> None:
    """Raises OSError for a file that ends before its tables do."""
    if any(table.offset + table.length > length for table in font.reader.tables.values()):
        raise OSError


def _refuse_unfit(name: str, font: Any) -> None:
    """Raises UnfitError for a font that may not be embedded, cannot be, or lacks the letters of English."""
    if "glyf" not in font:
        raise UnfitError(f'"{name}" has no TrueType outlines', "Get the TrueType (.ttf) version of the font.")
    if "fvar" in font:
        raise UnfitError(f'"{name}" is a variable font', "Get the static regular, bold and italic files.")
    if font["OS/2"].fsType & (_NO_EMBEDDING | _NO_SUBSETS | _ONLY_BITMAPS):
        raise UnfitError(f'the licence in "{name}" forbids embedding', "Use another font, or ask its maker.")
    letters = font.getBestCmap() or {}
    if missing := [letter for letter in _NEEDED if ord(letter) not in letters]:
        raise UnfitError(f'"{name}" lacks letters that English needs: {" ".join(missing[:10])}', "Use another font.")


def _family(font: Any) -> str:
    names = (font["name"].getDebugName(key) for key in _FAMILY_NAMES)
    return next((name for name in names if name), "unnamed")
