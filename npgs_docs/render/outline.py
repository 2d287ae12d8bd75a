"""The document tree as indented text: one line per block, so that a person can see what a document says and how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from npgs_docs.document import (
    Aside,
    Blank,
    Block,
    Break,
    Choice,
    Contents,
    Document,
    Field,
    Fields,
    Heading,
    Inline,
    Inlines,
    Item,
    Keep,
    Link,
    List,
    Marks,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Ticks,
    mark_name,
)
from npgs_docs.style import Style

_STEP = "  "


def write(document: Document, style: Style) -> bytes:
    """The outline as UTF-8 text. The style changes nothing: looks are for the other formats."""
    del style
    meta = document.meta
    lines = [f"document {meta.code} [{meta.language}] {meta.title}", *outline(document.blocks, 1)]
    return "\n".join([*lines, ""]).encode()


def outline(blocks: Iterable[Block], depth: int = 0) -> Iterator[str]:
    """The lines of blocks, each indented by `depth` steps and what is inside it by one more."""
    for block in blocks:
        for line in _lines(block):
            yield _STEP * depth + line


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            number = f"{block.number}. " if block.number else ""
            yield f"h{block.level} #{block.id} {number}{words(block.inlines)}"
        case Paragraph():
            yield f"p.{block.tone} {words(block.inlines)}"
        case List():
            yield f"list ordered from {block.start}" if block.ordered else "list"
            for item in block.items:
                yield from _item(item)
        case Table():
            yield from _table(block)
        case Aside():
            yield f"aside {block.weight}"
            yield from outline(block.blocks, 1)
        case Contents():
            yield f"contents to level {block.depth}: {block.title}"
        case PageBreak():
            yield "page break"
        case Keep():
            yield "keep together"
            yield from outline(block.blocks, 1)
        case Fields():
            for entry in block.fields:
                yield from _field(entry)
        case Marks():
            yield from _marks(block)
        case Ticks():
            yield from (f"tick {option.name}: {option.label}" for option in block.options)
        case _:
            assert_never(block)


def _item(item: Item) -> Iterator[str]:
    first, *rest = outline(item.blocks) if item.blocks else [""]
    yield f"{_STEP}- {first}"
    yield from (f"{_STEP}  {line}" for line in rest)


def _table(table: Table) -> Iterator[str]:
    yield f"table {'(quiet) ' if table.quiet else ''}{table.caption}"
    for row in (table.head, *table.rows):
        yield f"{_STEP}| {' | '.join(words(cell.inlines) for cell in row)} |"


def _field(entry: Field | Choice) -> Iterator[str]:
    match entry:
        case Field():
            hint = f" ({entry.hint})" if entry.hint else ""
            yield f"{entry.kind} {entry.name} {entry.share}/12: {entry.label}{hint}"
        case Choice():
            yield f"choice {entry.name} {entry.share}/12: {entry.label}"
            yield from (f"{_STEP}tick {option.name}: {option.label}" for option in entry.options)


def _marks(marks: Marks) -> Iterator[str]:
    yield f"marks {marks.caption}: {' / '.join(marks.marks)}"
    for item in marks.items:
        note = f" ({item.note})" if item.note else ""
        yield f"{_STEP}{item.name} {words(item.inlines)}{note}"
        yield from (f"{_STEP * 2}tick {mark_name(item, mark)}: {mark}" for mark in marks.marks)


def words(inlines: Inlines) -> str:
    """Inlines on one line: ``**strong**``, ``*emphasis*``, links with their target, blanks in square brackets."""
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> str:
    match inline:
        case Run():
            return _run(inline)
        case Link():
            return f"[{''.join(_run(run) for run in inline.runs)}]({inline.target})"
        case Break():
            return " / "
        case Blank():
            return f"[____ {inline.label}]"
        case _:
            assert_never(inline)


def _run(run: Run) -> str:
    mark = ("**" if run.strong else "") + ("*" if run.emphasis else "")
    return f"{mark}{run.text}{mark[::-1]}"
