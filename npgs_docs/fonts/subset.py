"""Makes the fonts that PDF viewers type with: ``python -m npgs_docs.fonts.subset``, for maintainers, needs fonttools.

A form field holds words that nobody has typed yet, so its font carries all of WinAnsi. The licence of the families
reserves their names, therefore the subsets bear one of their own.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

_FOLDER = Path(__file__).parent
_FAMILIES = ("Carlito", "LiberationSans")
_DROPPED_TABLES = ["GSUB", "GPOS", "GDEF", "FFTM", "kern", "DSIG"]
_FAMILY, _STYLE, _UNIQUE, _FULL, _POSTSCRIPT = 1, 2, 3, 4, 6
_COPYRIGHT_AND_LICENCE = (0, 13, 14)


def characters() -> set[int]:
    """The code points of WinAnsiEncoding."""
    codes = bytes(range(32, 256)).decode("cp1252", "ignore")
    return set(map(ord, codes))


def make(family: str) -> Path:
    """Writes the form font of one family and says where."""
    font = TTFont(_FOLDER / f"{family}-Regular.ttf", recalcTimestamp=False)
    options = Options(hinting=False, layout_features=[], notdef_outline=True, drop_tables=_DROPPED_TABLES)
    options.name_IDs = list(_COPYRIGHT_AND_LICENCE)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)
    _rename(font, f"Npgs Form {family}", f"NpgsForm-{family}")
    target = _FOLDER / f"NpgsForm-{family}.ttf"
    font.save(target, reorderTables=False)
    return target


def _rename(font: TTFont, full: str, postscript: str) -> None:
    names = {_FAMILY: full, _STYLE: "Regular", _UNIQUE: postscript, _FULL: full, _POSTSCRIPT: postscript}
    for key, words in names.items():
        font["name"].setName(words, key, 3, 1, 0x409)


if __name__ == "__main__":
    for one in _FAMILIES:
        make(one)
