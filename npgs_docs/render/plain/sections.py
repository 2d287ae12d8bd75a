"""A posting's sections by the ids of their headings, and the parts of them that name themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from npgs_docs.document import Block, Heading, Inline, Inlines, List, Paragraph, Run, Table, Tone, runs_text
from npgs_docs.render.stacked import is_named

_TOP, _SECTION = 1, 2


class Section(StrEnum):
    """The ids of the headings whose sections other systems know by a name of their own."""

    EMPLOYER = "why"
    DUTIES = "what"
    QUALIFICATIONS = "bring"
    OFFER = "offer"
    APPLY = "apply"
    EQUALITY = "equal-opportunity"


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks under a label. `id` is the heading's where a heading gave the label, else ""."""

    label: str
    blocks: tuple[Block, ...]
    id: str = ""


def section(blocks: Sequence[Block], id: str) -> tuple[Block, ...]:
    """What stands under the heading of this id; () where there is none."""
    return next((part.blocks for part in _sections(blocks) if part.id == id), ())


def parts(blocks: Sequence[Block]) -> Iterator[Part]:
    """The whole document as labelled parts: each section, then the rows and items in it that name themselves.

    Words that stand before the first section are labelled as the summary.
    """
    for one in _sections(blocks):
        if rest := tuple(left for block in one.blocks for left in _unnamed(block)):
            yield replace(one, blocks=rest)
        for block in one.blocks:
            yield from _named_in(block)


def _sections(blocks: Sequence[Block]) -> Iterator[Part]:
    part = Part("Summary", ())
    for block in blocks:
        if isinstance(block, Heading) and block.level == _SECTION:
            yield part
            part = Part(runs_text(block.inlines), (), block.id)
        elif not _above(block):
            part = replace(part, blocks=(*part.blocks, block))
    yield part


def _above(block: Block) -> bool:
    """Whether it is the title, or the line above it that names the employer: both are facts, not text."""
    match block:
        case Heading():
            return block.level == _TOP
        case Paragraph():
            return block.tone is Tone.EYEBROW
        case _:
            return False


def _named_in(block: Block) -> Iterator[Part]:
    match block:
        case Table() if is_named(block):
            for name, value in block.rows:
                yield Part(runs_text(name.inlines), (Paragraph(value.inlines),))
        case List():
            for item in block.items:
                yield from _self_named(item.blocks)
        case Paragraph():
            yield from _self_named((block,))
        case _:
            return


def _unnamed(block: Block) -> Iterator[Block]:
    """What is left of a block when its named parts are taken out."""
    match block:
        case Table() if is_named(block):
            return
        case List():
            items = tuple(item for item in block.items if not any(_self_named(item.blocks)))
            if items:
                yield replace(block, items=items)
        case Paragraph() if any(_self_named((block,))):
            return
        case _:
            yield block


def _self_named(blocks: Sequence[Block]) -> Iterator[Part]:
    """Words that begin with a strong name: ``**Benefits:** …``."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph) or not first.inlines:
        return
    name, *rest = first.inlines
    if isinstance(name, Run) and name.strong and name.text.endswith((":", ".")) and rest:
        yield Part(name.text[:-1], (replace(first, inlines=_trimmed(rest)), *blocks[1:]))


def _trimmed(rest: Sequence[Inline]) -> Inlines:
    """What follows a name, without the space between them."""
    first, *others = rest
    return (replace(first, text=first.text.lstrip()) if isinstance(first, Run) else first, *others)
