"""An organization's own Word file under a document of ours: its styles, theme, heads and feet in the place of ours.

A style that theirs and ours have by one name is theirs, under our id; so the text, which names styles by id, is written
as always. What they lack is given by us.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from npgs_docs.render.word.base import FONTS, SETTINGS, STYLES, THEME, Ground, our_ground
from npgs_docs.render.word.theirs.around import dress
from npgs_docs.render.word.theirs.numbering import lists_of, moved
from npgs_docs.render.word.theirs.properties import as_word_writes
from npgs_docs.render.word.theirs.settings import settings_of_both
from npgs_docs.render.word.theirs.styles import drop_unknown, enlarge, ids_of, join_of, rename, unite
from npgs_docs.render.word.xml import halves, rgb
from npgs_docs.style import Edition, Style, WordBase, WordPart

__all__ = ["dress", "lacking", "laid_over", "on_their_page"]

_NUMBERING = "word/numbering.xml"
_OTHERS = (STYLES, SETTINGS, THEME, FONTS, _NUMBERING)
_EMBEDDED = ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic")
_FIRST_DRAWING = 100_000
_KEPT = 8


@lru_cache(_KEPT)
def lacking(base: WordBase) -> tuple[str, ...]:
    """The names of our styles that a file of theirs does not define, as Word shows them, in our order."""
    ours = our_ground(Style(), "en-US", counted=False)
    return join_of(_by_name(base).get(STYLES, b""), ours.styles).lacking


def on_their_page(style: Style) -> Style:
    """The style with the margins of their file, if there is one and it has usable ones; the paper stays."""
    said = style.base.margins if style.base else None
    if said is None:
        return style
    return replace(
        style, margin_top=said.top, margin_right=said.right, margin_bottom=said.bottom, margin_left=said.left
    )


def laid_over(base: WordBase, ours: Ground, style: Style) -> Ground:
    """Their file over our ground; in large print no letters are smaller than ours."""
    least = halves(style.scale["body"].size) if style.edition is Edition.LARGE_PRINT else 0
    return _laid_over(base, ours, rgb(style.text), least)


@lru_cache(_KEPT)
def _laid_over(base: WordBase, ours: Ground, text: str, least: int) -> Ground:
    theirs = _by_name(base)
    join = join_of(theirs.get(STYLES, b""), ours.styles)
    around = {one.name: parse_xml(one.data) for one in base.parts if _is_around(one)}
    found = moved(theirs.get(_NUMBERING, b""), join.renamed, (join.theirs, *around.values()))
    as_word_writes(join.theirs)
    unite(join, text, least)
    _number_drawings(around.values())
    for root in around.values():
        as_word_writes(root)
        rename(root, join.renamed)
        drop_unknown(root, ids_of(join.theirs))
        if least:
            enlarge(root, least)
    new = {name: serialize_part_xml(root) for name, root in around.items()}
    new[STYLES] = serialize_part_xml(join.theirs)
    new[SETTINGS] = settings_of_both(theirs.get(SETTINGS, b""), _of(ours)[SETTINGS])
    new |= {name: _slim(theirs[name]) for name in (FONTS, THEME) if name in theirs}
    return Ground(
        tuple(_with(base, ours, new)),
        new[STYLES].decode(),
        tuple(name.removeprefix("word/").removesuffix(".xml") for name in around),
        lists_of(join.theirs, found),
    )


def _by_name(base: WordBase) -> Mapping[str, bytes]:
    return {one.name: one.data for one in base.parts}


def _of(ours: Ground) -> Mapping[str, bytes]:
    return {one.name: one.data for one in ours.parts}


def _is_around(part: WordPart) -> bool:
    return part.name.startswith(("word/header-", "word/footer-"))


def _with(base: WordBase, ours: Ground, new: Mapping[str, bytes]) -> list[WordPart]:
    """Our parts and theirs, with new bytes where there are some."""
    every = [*ours.parts, *(one for one in base.parts if one.name not in _OTHERS)]
    return [replace(one, data=new.get(one.name, one.data)) for one in every]


def _number_drawings(roots: Iterable[Any]) -> None:
    """Drawings have one number each in all of a file; those of ours are counted from 1."""
    for number, one in enumerate((one for root in roots for one in root.iter(qn("wp:docPr"))), _FIRST_DRAWING):
        one.set("id", str(number))


def _slim(data: bytes) -> bytes:
    """A part without the fonts that are embedded in it: they may be cut down to the letters of one text."""
    tree: Any = parse_xml(data)
    for one in list(tree.iter(*(qn(f"w:{name}") for name in _EMBEDDED))):
        one.getparent().remove(one)
    as_word_writes(tree)
    return bytes(serialize_part_xml(tree))
