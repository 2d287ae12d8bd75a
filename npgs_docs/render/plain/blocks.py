"""Blocks in, paragraphs and lists of runs out: the same words for places that know nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from npgs_docs.document import (
    Aside,
    Blank,
    Block,
    Break,
    Choice,
    Contents,
    Field,
    Fields,
    Heading,
    Inline,
    Inlines,
    Keep,
    Link,
    List,
    Marks,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Ticks,
)
from npgs_docs.render.stacked import cell_line, is_named, strong


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Items:
    """A list; each item is paragraphs and lists. `start` is the first number of a list whose order counts, else None."""

    items: tuple[tuple[Plain, ...], ...]
    start: int | None = None


Plain: TypeAlias = "Words | Items"


def plain(blocks: Iterable[Block]) -> tuple[Plain, ...]:
    """The blocks in reading order. Headings become strong paragraphs, the rows of a table items."""
    return tuple(one for block in blocks for one in _plain(block))


def _plain(block: Block) -> Iterator[Plain]:
    match block:
        case Heading():
            yield from _paragraph(strong((Run(f"{block.number}. " if block.number else ""), *block.inlines)))
        case Paragraph():
            yield from _paragraph(block.inlines)
        case List():
            yield Items(tuple(plain(item.blocks) for item in block.items), block.start if block.ordered else None)
        case Table():
            yield from () if block.quiet else _paragraph((Run(block.caption, strong=True),))
            yield Items(tuple((Words(row),) for row in rows(block)))
        case Aside() | Keep():
            yield from plain(block.blocks)
        case Fields():
            yield _labels(label for field in block.fields for label in _field_labels(field))
        case Ticks():
            yield _labels(option.label for option in block.options)
        case Marks():
            yield Words((Run(block.caption, strong=True),))
            yield Items(tuple(tuple(_paragraph(item.inlines)) for item in block.items))
        case Contents() | PageBreak():
            return
        case _:
            assert_never(block)


def rows(table: Table) -> Iterator[tuple[Run, ...]]:
    """Each row of a table as one line: ``Pay: $22.50 …``, or ``Head: cell; head: cell`` where it has more columns."""
    for row in table.rows:
        cells = [line for at, cell in enumerate(row) if (line := cell_line(table, at, cell))]
        between = (Run(":", strong=True), Run(" ")) if is_named(table) else (Run("; "),)
        yield _joined(run for at, cell in enumerate(cells) for run in (*(between if at else ()), *runs(cell)))


def _labels(labels: Iterable[str]) -> Items:
    return Items(tuple((Words((Run(label),)),) for label in labels))


def _field_labels(field: Field | Choice) -> tuple[str, ...]:
    match field:
        case Field():
            return (field.label,)
        case Choice():
            return (field.label, *(option.label for option in field.options))
        case _:
            assert_never(field)


# --- lines -------------------------------------------------------------------------------------------------------


def _paragraph(inlines: Inlines) -> Iterator[Words]:
    """A paragraph for each line: what has no line breaks cannot lose them."""
    line: list[Inline] = []
    for inline in (*inlines, Break()):
        if not isinstance(inline, Break):
            line.append(inline)
        elif words := runs(line):
            yield Words(words)
            line = []


def runs(inlines: Iterable[Inline]) -> tuple[Run, ...]:
    """The words of one line, neighbours of one look as one run. A link says its address, a blank what belongs there."""
    return _joined(run for inline in inlines for run in _runs(inline))


def _runs(inline: Inline) -> Iterator[Run]:
    match inline:
        case Run():
            yield inline
        case Link():
            yield from inline.runs
            yield from _address(inline)
        case Break():
            yield Run(" ")
        case Blank():
            yield Run(f"[{inline.label}]")
        case _:
            assert_never(inline)


def _address(link: Link) -> Iterator[Run]:
    """Where a link leads, unless its words say it or it leads to another place of the document."""
    words = "".join(run.text for run in link.runs)
    target = re.sub("^(mailto|tel):", "", link.target)
    if target != words and not target.startswith("#"):
        yield Run(f" ({target})")


def _joined(parts: Iterable[Run]) -> tuple[Run, ...]:
    """Runs that differ only in layer or emphasis as one."""
    out: list[Run] = []
    for run in parts:
        if out and out[-1].strong == run.strong:
            out[-1] = replace(out[-1], text=out[-1].text + run.text)
        elif run.text:
            out.append(Run(run.text, run.strong))
    return tuple(out)
