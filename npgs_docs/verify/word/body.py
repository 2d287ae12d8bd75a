"""Questions about the body of a Word file: headings, lists, spacing, pictures, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from npgs_docs.verify.report import Finding, Findings, shortened
from npgs_docs.verify.word.package import NAMES, W
from npgs_docs.verify.word.reading import Para, WordFile

_LONG = 20
"""Paragraphs from which a file needs headings."""

_LONGEST_HEADING = 80
_TYPED_MARK = re.compile(r"\s*([•▪●◦‣·*–-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+\S")
_ROW_OF_SPACES = re.compile(r"[ \u00a0\t]{6,}(?=\S)")
_EMPTY_LINES = 3
_FALLBACK = f"{{{NAMES['mc']}}}Fallback"


# --- headings --------------------------------------------------------------------------------------------------


def any_heading(file: WordFile) -> Findings:
    if not file.headings:
        yield Finding("no paragraph has a heading style")


def first_heading(file: WordFile) -> Findings:
    for one in file.headings[:1]:
        if one.level != 1:
            yield Finding(f"the first heading is of level {one.level}: {one.quoted}")


def heading_skips(file: WordFile) -> Findings:
    for before, one in pairwise(file.headings):
        if one.level > before.level + 1:
            yield Finding(f"level {before.level} is followed by level {one.level}: {one.quoted}")


def empty_headings(file: WordFile) -> Findings:
    for one in file.headings:
        if not one.text.strip():
            yield Finding(f"a heading of level {one.level} is empty")


def fake_headings(file: WordFile) -> Findings:
    for one in file.paragraphs:
        if _looks_like_heading(one) and not _is_styled_bold(file, one):
            yield Finding(f"bold words stand where a heading style should be: {one.quoted}")


def _looks_like_heading(one: Para) -> bool:
    words = one.text.strip()
    if one.level or one.cell is not None or not words or len(words) > _LONGEST_HEADING or words[-1] in ".:;,?!":
        return False
    runs = [run for run in one.element.iterchildren(f"{W}r") if run.find(f"{W}t") is not None]
    return bool(runs) and all(_on(run.find(f"{W}rPr/{W}b")) for run in runs)


def _is_styled_bold(file: WordFile, one: Para) -> bool:
    """A paragraph whose style has a purpose of its own, such as a caption, is not taken for a heading."""
    return file.looks.style_of(one.element) != file.looks.usual


def _on(element: Any) -> bool:
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off")


# --- lists and spacing -----------------------------------------------------------------------------------------


def typed_lists(file: WordFile) -> Findings:
    """A single typed number may be a sentence; two in a row are a list."""
    for before, one in pairwise(file.paragraphs):
        if _is_typed_item(file, before) and _is_typed_item(file, one):
            yield Finding(f"a list is typed with marks instead of being one: {one.quoted}")


def _is_typed_item(file: WordFile, one: Para) -> bool:
    if one.level or one.cell is not None or not _TYPED_MARK.match(one.text):
        return False
    if next(one.element.iterancestors(f"{W}sdt"), None) is not None:
        return False
    numbered = one.element.find(f"{W}pPr/{W}numPr") is not None
    chain = file.looks.chain(file.looks.style_of(one.element))
    return not numbered and not any(style.find(f"{W}pPr/{W}numPr") is not None for style in chain)


def typed_space(file: WordFile) -> Findings:
    for one in file.paragraphs:
        if _ROW_OF_SPACES.search(_own_text(one)):
            yield Finding(f"space is made by typing spaces: {one.quoted}")


def _own_text(one: Para) -> str:
    """The words outside controls: room inside a control is there to be written in."""
    return "".join(run.text or "" for run in one.element.iterfind(f"{W}r/{W}t"))


def empty_lines(file: WordFile) -> Findings:
    row = 0
    for one in file.paragraphs:
        row = row + 1 if _is_empty(one) else 0
        if row == _EMPTY_LINES:
            yield Finding("space is made by empty paragraphs, which are read out as blanks", f"paragraph {one.number}")


def _is_empty(one: Para) -> bool:
    held = ("drawing", "pict", "br", "sdt", "sectPr", "object", "sym", "fldSimple", "instrText")
    return (
        not one.text.strip()
        and one.cell is None
        and not any(True for _ in one.element.iter(*(f"{W}{name}" for name in held)))
    )


# --- pictures --------------------------------------------------------------------------------------------------


def alternative(file: WordFile) -> Findings:
    for one in file.drawings:
        if not one.described and not one.decorative:
            yield Finding("has no text that stands for it and is not marked as decoration", one.name or "a picture")


def text_boxes(file: WordFile) -> Findings:
    for one in file.document.iter(f"{W}txbxContent"):
        words = "".join(text.text or "" for text in one.iter(f"{W}t"))
        if words.strip() and next(one.iterancestors(_FALLBACK), None) is None:
            yield Finding(f'words float in a text box, outside the reading order: "{shortened(words)}"')


# --- tables ----------------------------------------------------------------------------------------------------


def name_of(file: WordFile, table: Any) -> str:
    place = file.tables.index(table) + 1
    caption = table.find(f"{W}tblPr/{W}tblCaption")
    words = caption.get(f"{W}val", "") if caption is not None else "".join(table.itertext())
    return f'table {place}, "{shortened(words)}"' if words.strip() else f"table {place}"


def table_heads(file: WordFile) -> Findings:
    for table in file.data_tables:
        first = table.find(f"{W}tr")
        if first is not None and not _on(first.find(f"{W}trPr/{W}tblHeader")):
            yield Finding("its first row is not marked as head row", name_of(file, table))


def table_names(file: WordFile) -> Findings:
    for table in file.data_tables:
        words = [table.find(f"{W}tblPr/{W}{name}") for name in ("tblCaption", "tblDescription")]
        if not any(one is not None and one.get(f"{W}val", "").strip() for one in words):
            yield Finding("has no title or description", name_of(file, table))


def table_shape(file: WordFile) -> Findings:
    for table in file.data_tables:
        widths = sorted({_width(row) for row in table.iterchildren(f"{W}tr")})
        if len(widths) > 1:
            yield Finding(f"has rows of {' and '.join(map(str, widths))} cells", name_of(file, table))


def _width(row: Any) -> int:
    spans = (cell.find(f"{W}tcPr/{W}gridSpan") for cell in _cells(row))
    width = sum(1 if span is None else int(span.get(f"{W}val", "1")) for span in spans)
    for name in ("gridBefore", "gridAfter"):
        skipped = row.find(f"{W}trPr/{W}{name}")
        width += 0 if skipped is None else int(skipped.get(f"{W}val", "0"))
    return width


def _cells(row: Any) -> Iterator[Any]:
    for one in row:
        if one.tag == f"{W}tc":
            yield one
        elif one.tag == f"{W}sdt":
            yield from one.iterfind(f"{W}sdtContent/{W}tc")


def table_merged(file: WordFile) -> Findings:
    for table in file.data_tables:
        if table.find(f"{W}tr/{W}tc/{W}tcPr/{W}vMerge") is not None:
            yield Finding("has cells merged over rows, which are hard to follow by ear", name_of(file, table))


def table_nested(file: WordFile) -> Findings:
    for table in file.tables:
        if next(table.iterancestors(f"{W}tbl"), None) is not None:
            yield Finding("stands inside another table", name_of(file, table))


def cells_whole(file: WordFile) -> Findings:
    for table in file.tables:
        if any(cell.find(f"{W}p") is None and cell.find(f"{W}sdt") is None for cell in table.iter(f"{W}tc")):
            yield Finding("has a cell without a paragraph; Word calls such a file damaged", name_of(file, table))


# --- where a question applies ----------------------------------------------------------------------------------


def needs_headings(file: WordFile) -> bool:
    return bool(file.headings) or sum(bool(one.text.strip()) for one in file.paragraphs) >= _LONG


def has_headings(file: WordFile) -> bool:
    return bool(file.headings)


def has_drawings(file: WordFile) -> bool:
    return bool(file.drawings)


def has_described(file: WordFile) -> bool:
    return any(one.described for one in file.drawings)


def has_tables(file: WordFile) -> bool:
    return bool(file.tables)


def has_data_tables(file: WordFile) -> bool:
    return bool(file.data_tables)


def has_words(file: WordFile) -> bool:
    return file.worded
