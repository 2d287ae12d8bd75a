"""Our own document tree in, a reading out; nothing is laid out or written for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, assert_never

from npgs_docs.checks.marking import marked
from npgs_docs.checks.reading import Form, Kind, Passage, Reading, Role, Span, Subject, Traits
from npgs_docs.document import (
    Aside,
    Blank,
    Block,
    Break,
    Choice,
    Contents,
    Document,
    Fields,
    Heading,
    Inline,
    Inlines,
    Item,
    Keep,
    Link,
    List,
    Marks,
    Origin,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Ticks,
)


def read_document(
    document: Document, kind: Kind, subject: Subject | None = None, names: Sequence[re.Pattern[str]] = ()
) -> Reading:
    """A whole document as it is read aloud, the foot of its pages last."""
    raw = [*_blocks(document.blocks), *_foot(document)]
    numbered = [replace(passage, paragraph=number) for number, passage in enumerate(raw, start=1)]
    traits = Traits(language=document.meta.language)
    return Reading(document.meta.code, kind, document.meta.title, marked(numbered, names), Form.TREE, subject, traits)


def _foot(document: Document) -> Iterator[Passage]:
    if document.meta.foot:
        yield Passage(document.meta.foot, Role.FIELD)


def _blocks(blocks: Iterable[Block]) -> Iterator[Passage]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[Passage]:
    match block:
        case Heading():
            yield _said(block.inlines, Role.HEADING, level=block.level)
        case Paragraph():
            yield _said(block.inlines)
        case List():
            for item in block.items:
                yield from _item(item)
        case Table():
            yield from _table(block)
        case Aside() | Keep():
            yield from _blocks(block.blocks)
        case Fields():
            for one in block.fields:
                options = [option.label for option in one.options] if isinstance(one, Choice) else []
                yield Passage(f"{one.label}: {', '.join(options)}" if options else one.label, Role.FIELD)
        case Marks():
            yield Passage(f"{block.caption}: {' / '.join(block.marks)}", Role.FIELD)
            yield from (_said(item.inlines, Role.ITEM) for item in block.items)
        case Ticks():
            yield from (Passage(option.label, Role.ITEM) for option in block.options)
        case Contents() | PageBreak():
            return


def _item(item: Item) -> Iterator[Passage]:
    for block in item.blocks:
        for passage in _block(block):
            yield replace(passage, role=Role.ITEM) if passage.role is Role.PARAGRAPH else passage


def _table(table: Table) -> Iterator[Passage]:
    if not table.quiet:
        yield Passage(table.caption)
    heads = [words(cell.inlines) for cell in table.head]
    for row in table.rows:
        label = words(row[0].inlines) if table.row_heads else ""
        for number, cell in enumerate(row):
            own = label if number else ""
            yield _said(cell.inlines, Role.CELL, column=heads[number], row=own)


def _said(inlines: Inlines, role: Role = Role.PARAGRAPH, **more: Any) -> Passage:
    """Inlines as a passage that knows which of its words the organization gave."""
    return Passage(words(inlines), role, told=tuple(_told(inlines)), **more)


def _told(inlines: Inlines) -> Iterator[Span]:
    at = 0
    for inline in inlines:
        runs: tuple[Inline, ...] = inline.runs if isinstance(inline, Link) else (inline,)
        for one in runs:
            end = at + len(_words(one))
            if isinstance(one, Run) and one.origin is Origin.ORGANIZATION:
                yield Span(at, end)
            at = end


def words(inlines: Inlines) -> str:
    """The words of inlines. A blank is a line to write on here: what a draft still lacks, it lists itself."""
    return "".join(_words(inline) for inline in inlines)


def _words(inline: Inline) -> str:
    match inline:
        case Run():
            return inline.text
        case Link():
            return "".join(run.text for run in inline.runs)
        case Break():
            return "\n"
        case Blank():
            return "____"
        case _:
            assert_never(inline)
