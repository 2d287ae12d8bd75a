"""One long document of ours: ``long.py FOLDER pages|rows COUNT checked|tagged|plain``, as PDF and DOCX.

``checked`` reads both back, as a build does; ``plain`` leaves out tags and fields.
"""

from __future__ import annotations

import gc
from contextlib import nullcontext
from functools import cache

from benchmarks.plain import untagged
from npgs_docs.cli import FEW_COLLECTIONS
from npgs_docs.document import (  # fmt: skip
    Block,
    Cell,
    Contents,
    Document,
    Field,
    Fields,
    Heading,
    Item,
    List,
    Meta,
    Paragraph,
    Run,
    Table,
)
from npgs_docs.render import Format, render
from npgs_docs.style import style_for
from npgs_docs.verify import promises

gc.set_threshold(*FEW_COLLECTIONS)
_WORDS = "Supervision is a conversation between people who learn from each other. "
_TITLE = Heading(1, (Run("A long document"),), "title")
_SECTIONS_A_PAGE = 1.18
STYLE = style_for()


def main(folder: str, kind: str, count: str, how: str) -> None:
    document = _document(kind, int(count))
    with untagged() if how == "plain" else nullcontext():
        made = render(document, STYLE, (Format.PDF, Format.DOCX))
    for one in made if how == "checked" else ():
        if problems := promises(one.data, one.format.value):
            raise SystemExit(str(problems[0]))


@cache
def _document(kind: str, count: int) -> Document:
    blocks = _table(count) if kind == "rows" else _sections(round(count * _SECTIONS_A_PAGE))
    return Document(Meta("A long document"), (_TITLE, *blocks))


def _sections(count: int) -> tuple[Block, ...]:
    """With headings, paragraphs, lists and fields: about as many pages as asked for."""
    parts: list[Block] = [Contents("Contents", 2)]
    for number in range(count):
        parts.append(Heading(2, (Run(f"Section {number}"),), f"section-{number}"))
        parts += [Paragraph((Run(_WORDS * 8),)) for _ in range(3)]
        parts.append(List(tuple(Item((Paragraph((Run(_WORDS * 2),)),)) for _ in range(4))))
        parts.append(Fields((Field(f"name-{number}", "Name"), Field(f"date-{number}", "Date"))))
    return tuple(parts)


def _table(rows: int) -> tuple[Block, ...]:
    def row(*words: str) -> tuple[Cell, ...]:
        return tuple(Cell((Run(one),)) for one in words)

    body = tuple(row(f"Row {number}", _WORDS, "Yes") for number in range(rows))
    return (Table("A long table", row("What", "Why", "When"), body, (1, 4, 1)),)
