"""From the document tree to boxes: one small function per kind of block, building elements and boxes side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import assert_never

from npgs_docs.document import (
    Aside,
    Block,
    Contents,
    Fields,
    Heading,
    Item,
    Keep,
    List,
    Marks,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Ticks,
    Tone,
    Weight,
)  # fmt: skip
from npgs_docs.render.pdf.boxes import Box, Cell, NewPage, Row, Stack, Text
from npgs_docs.render.pdf.contents import contents, numbered
from npgs_docs.render.pdf.forms import fields, ticks
from npgs_docs.render.pdf.marks import marks
from npgs_docs.render.pdf.setting import Setting
from npgs_docs.render.pdf.sheet import Sheet, color, stroke
from npgs_docs.render.pdf.tables import table
from npgs_docs.render.pdf.tags import BULLETS, NUMBERS, Elem

_VOICES = {Tone.BODY: "body", Tone.LEAD: "lead", Tone.SMALL: "small", Tone.EYEBROW: "eyebrow"}
_BULLETS = ("\u2022", "\u2013")
_DEEPEST_HEADING = 6
_BULLET_INDENT = 1.5
_BULLET_GAP = 0.6
_BAR = 2.5
_ASIDE_INDENT = 12.0
_ASIDE_PADDING = 6.0
_ASIDE_SPACE = 10.0


def boxes(setting: Setting, blocks: Iterable[Block], parent: Elem, width: float) -> list[Box]:
    """The boxes of blocks, `width` points wide; their elements become children of `parent`."""
    parts = (part for block in blocks for part in _parted(block))
    return [box for part in parts for box in _boxes_of(setting, part, parent, width)]


def _parted(block: Block) -> Iterator[Block]:
    """An aside or a kept group with page breaks in it as one for each page, with the breaks between them."""
    if not isinstance(block, (Aside, Keep)):
        yield block
        return
    inside = (part for one in block.blocks for part in _parted(one))
    for is_break, group in groupby(inside, lambda part: isinstance(part, PageBreak)):
        yield PageBreak() if is_break else replace(block, blocks=tuple(group))


def _boxes_of(setting: Setting, block: Block, parent: Elem, width: float) -> Iterator[Box]:
    match block:
        case Heading():
            yield _heading(setting, block, parent, width)
        case Paragraph():
            yield _paragraph(setting, block, parent, width)
        case List():
            yield from _list(setting, block, parent, width)
        case Table():
            yield from table(setting, block, parent, width)
        case Aside():
            yield _aside(setting, block, parent, width)
        case Contents():
            yield from contents(setting, block, parent, width)
        case PageBreak():
            yield NewPage()
        case Keep():
            yield Stack(boxes(setting, block.blocks, parent, width), whole=True)
        case Fields():
            yield from fields(setting, block, parent, width)
        case Marks():
            yield from marks(setting, block, parent, width)
        case Ticks():
            yield from ticks(setting, block, parent, width)
        case _:
            assert_never(block)


def _heading(setting: Setting, heading: Heading, parent: Elem, width: float) -> Text:
    elem = setting.headings[heading.id]
    elem.role = f"H{min(heading.level, _DEEPEST_HEADING)}"
    parent.adopt(elem)
    voice = f"heading-{min(heading.level, 4)}"
    return setting.text(numbered(heading), voice, width, elem, keep=True, anchor=heading.id)


def _paragraph(setting: Setting, paragraph: Paragraph, parent: Elem, width: float) -> Text:
    voice = _VOICES[paragraph.tone]
    keep = paragraph.keep_with_next or paragraph.tone is Tone.EYEBROW
    return setting.text(paragraph.inlines, voice, width, parent.add("P"), keep=keep)


# --- lists ---------------------------------------------------------------------------------------------------


def _list(setting: Setting, block: List, parent: Elem, width: float, depth: int = 0) -> Iterator[Box]:
    elem = parent.add("L", NUMBERS if block.ordered else BULLETS)
    labels = _labels(block, depth)
    widest = max((setting.width_of(label, "item") for label in labels), default=0.0)
    size = setting.voice("item").size
    indent = max(widest + size * _BULLET_GAP, size * _BULLET_INDENT)
    for at, (label, item) in enumerate(zip(labels, block.items, strict=True)):
        group = elem.add("LI")
        mark = setting.text((Run(label),), "item", indent, group.add("Lbl"))
        body = Stack(list(_item_boxes(setting, item, group.add("LBody"), width - indent, depth)))
        last = at == len(block.items) - 1 and depth == 0
        yield Row((Cell(0, mark), Cell(indent, body)), after=setting.voice("body" if last else "item").after)


def _labels(block: List, depth: int) -> list[str]:
    if block.ordered:
        return [f"{number}." for number in range(block.start, block.start + len(block.items))]
    return [_BULLETS[min(depth, len(_BULLETS) - 1)]] * len(block.items)


def _item_boxes(setting: Setting, item: Item, body: Elem, width: float, depth: int) -> Iterator[Box]:
    alone = len(item.blocks) == 1  # such a paragraph needs no element of its own
    for block in item.blocks:
        match block:
            case Paragraph(tone=Tone.BODY):
                holder = body if alone else body.add("P")
                yield setting.text(block.inlines, "item", width, holder, keep=block.keep_with_next)
            case List():
                yield from _list(setting, block, body, width, depth + 1)
            case _:
                yield from _boxes_of(setting, block, body, width)


# --- asides --------------------------------------------------------------------------------------------------


def _aside(setting: Setting, aside: Aside, parent: Elem, width: float) -> Row:
    style, framed = setting.style, aside.weight is Weight.WARNING
    right = _ASIDE_INDENT if framed else 0.0
    inner = Stack(boxes(setting, aside.blocks, parent.add("Div"), width - _BAR - _ASIDE_INDENT - right))
    padding = _ASIDE_PADDING if framed else _ASIDE_PADDING / 3
    space = _ASIDE_SPACE * setting.pace
    frame = _Frame(color(style.accent), stroke(style.text, style.hairline) if framed else "", width)
    return Row((Cell(_BAR + _ASIDE_INDENT, inner),), padding, padding + 1, space, space, paint=frame)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The bar at an aside's left and, round a warning, a frame drawn with `pen`."""

    bar: str
    pen: str
    width: float

    def __call__(self, sheet: Sheet, x: float, top: float, height: float) -> None:
        sheet.paint(f"{self.bar} {x:.2f} {top - height:.2f} {_BAR} {height:.2f} re f")
        if self.pen:
            sheet.paint(f"{self.pen} {x:.2f} {top - height:.2f} {self.width:.2f} {height:.2f} re S")
